"""What one day of one person was: free, on leave, on duty travel, present, absent.

Order of precedence: no duty by schedule; approved leave, illness or izin (which beats taps); duty
travel over the whole duty; taps; nothing. A letter over one side only leaves the other side to be
tapped. Minutes are whole, rounded down in favour of the person on the way in (07:30:59 is not
late) and counted from the first MASUK and the last PULANG. Percentages are none of this module:
what a day costs is said by the TPP rule set in force on it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from presensi.rules.jadwal import Libur, Rencana

MASUK: Final = "MASUK"
PULANG: Final = "PULANG"
MENIT: Final = timedelta(minutes=1)
REACH: Final = 8  # duties that begin before a tap and may still claim it


class StatusHari(StrEnum):
    """Kinds of days. Those of `Libur` are without duty; those of `TIDAK_MASUK` have a document."""

    HADIR = "HADIR"
    WFA = "WFA"
    DINAS_LUAR = "DINAS_LUAR"
    ALPA = "ALPA"
    DATA_KURANG = "DATA_KURANG"
    AKHIR_PEKAN = "AKHIR_PEKAN"
    LIBUR_NASIONAL = "LIBUR_NASIONAL"
    CUTI_BERSAMA = "CUTI_BERSAMA"
    LIBUR_DAERAH = "LIBUR_DAERAH"
    LIBUR_SHIFT = "LIBUR_SHIFT"
    LEPAS_PIKET = "LEPAS_PIKET"
    CUTI_TAHUNAN = "CUTI_TAHUNAN"
    CUTI_BESAR = "CUTI_BESAR"
    CUTI_SAKIT = "CUTI_SAKIT"
    CUTI_MELAHIRKAN = "CUTI_MELAHIRKAN"
    CUTI_ALASAN_PENTING = "CUTI_ALASAN_PENTING"
    CLTN = "CLTN"
    SAKIT = "SAKIT"
    IZIN = "IZIN"
    TUGAS_BELAJAR = "TUGAS_BELAJAR"

    @property
    def label(self) -> str:
        return STATUS_LABEL[self]


STATUS_LABEL: Final[Mapping[StatusHari, str]] = {
    StatusHari.HADIR: "Hadir",
    StatusHari.WFA: "Kerja dari tempat lain (WFA)",
    StatusHari.DINAS_LUAR: "Dinas luar",
    StatusHari.ALPA: "Tanpa keterangan",
    StatusHari.DATA_KURANG: "Data kurang",
    StatusHari.AKHIR_PEKAN: "Akhir pekan",
    StatusHari.LIBUR_NASIONAL: "Libur nasional",
    StatusHari.CUTI_BERSAMA: "Cuti bersama",
    StatusHari.LIBUR_DAERAH: "Libur daerah",
    StatusHari.LIBUR_SHIFT: "Libur sif",
    StatusHari.LEPAS_PIKET: "Lepas jaga",
    StatusHari.CUTI_TAHUNAN: "Cuti tahunan",
    StatusHari.CUTI_BESAR: "Cuti besar",
    StatusHari.CUTI_SAKIT: "Cuti sakit",
    StatusHari.CUTI_MELAHIRKAN: "Cuti melahirkan",
    StatusHari.CUTI_ALASAN_PENTING: "Cuti alasan penting",
    StatusHari.CLTN: "Cuti di luar tanggungan negara",
    StatusHari.SAKIT: "Sakit",
    StatusHari.IZIN: "Izin",
    StatusHari.TUGAS_BELAJAR: "Tugas belajar",
}
TIDAK_MASUK: Final = frozenset(
    {
        StatusHari.CUTI_TAHUNAN,
        StatusHari.CUTI_BESAR,
        StatusHari.CUTI_SAKIT,
        StatusHari.CUTI_MELAHIRKAN,
        StatusHari.CUTI_ALASAN_PENTING,
        StatusHari.CLTN,
        StatusHari.SAKIT,
        StatusHari.IZIN,
        StatusHari.TUGAS_BELAJAR,
    }
)
_OFF: Final = {libur: StatusHari(libur.value) for libur in Libur}


@dataclass(frozen=True, slots=True)
class Ketuk:
    """One tap that counts: MASUK or PULANG, and the instant that counts."""

    arah: str
    pada: datetime


@dataclass(frozen=True, slots=True)
class FaktaHari:
    """What is known of one person's day.

    `ketukan`: the taps of that day's duty, in any order. `tidak_masuk`: approved leave, illness or
    izin. `surat_tugas`: intervals of duty travel. `bebas`: sides (MASUK, PULANG) that a
    dispensation waives. `laporan`: work was reported, which proves a WFA day.
    """

    ketukan: Sequence[Ketuk] = ()
    tidak_masuk: StatusHari | None = None
    surat_tugas: Sequence[tuple[datetime, datetime]] = ()
    bebas: frozenset[str] = frozenset()
    laporan: bool = False


@dataclass(frozen=True, slots=True)
class HasilHari:
    """The verdict. `masuk`, `pulang`: first and last tap that count; `harus_pulang`: when the
    duty ended for somebody who began at `masuk`. `tanpa_…`: that side was owed and not tapped.
    `bebas`: sides that need no tap, by letter or dispensation."""

    tanggal: date
    status: StatusHari
    terlambat_menit: int = 0
    pulang_cepat_menit: int = 0
    tanpa_masuk: bool = False
    tanpa_pulang: bool = False
    masuk: datetime | None = None
    pulang: datetime | None = None
    harus_pulang: datetime | None = None
    bebas: frozenset[str] = frozenset()

    @property
    def hadir(self) -> bool:
        """Whether the person worked that day, wherever."""
        return self.status in _PRESENT


_PRESENT: Final = (StatusHari.HADIR, StatusHari.WFA, StatusHari.DINAS_LUAR)
_NO_FACTS: Final = FaktaHari()


def hari_nilai(rencana: Rencana, fakta: FaktaHari = _NO_FACTS) -> HasilHari:
    """The status of one day of duty or of none; the rule of the module, in its order."""
    if rencana.mulai is None or rencana.selesai is None:
        return HasilHari(rencana.tanggal, _OFF[rencana.libur or Libur.AKHIR_PEKAN])
    if fakta.tidak_masuk is not None:
        return HasilHari(rencana.tanggal, fakta.tidak_masuk)
    by_letter = _covered(rencana.mulai, rencana.selesai, fakta.surat_tugas)
    if len(by_letter) == 2:
        return HasilHari(rencana.tanggal, StatusHari.DINAS_LUAR, bebas=by_letter)
    return _by_taps(rencana, rencana.mulai, rencana.selesai, fakta, fakta.bebas | by_letter)


def _by_taps(
    rencana: Rencana, mulai: datetime, selesai: datetime, fakta: FaktaHari, bebas: frozenset[str]
) -> HasilHari:
    masuk = min((k.pada for k in fakta.ketukan if k.arah == MASUK), default=None)
    pulang = max((k.pada for k in fakta.ketukan if k.arah == PULANG), default=None)
    status = StatusHari.WFA if rencana.wfa else StatusHari.HADIR
    if masuk is None and pulang is None and not bebas:
        if rencana.wfa and fakta.laporan:
            return HasilHari(rencana.tanggal, status)
        return HasilHari(rencana.tanggal, StatusHari.ALPA)
    late = 0
    harus_pulang = selesai
    if masuk is not None:
        moved = (masuk - mulai) // MENIT
        late = max(0, moved - rencana.geser_menit)
        if rencana.geser_menit:
            harus_pulang += MENIT * max(-rencana.geser_menit, min(rencana.geser_menit, moved))
    early = 0 if pulang is None else max(0, (harus_pulang - pulang) // MENIT)
    return HasilHari(
        rencana.tanggal,
        status,
        0 if MASUK in bebas else late,
        0 if PULANG in bebas else early,
        masuk is None and MASUK not in bebas,
        pulang is None and PULANG not in bebas,
        masuk,
        pulang,
        harus_pulang,
        bebas,
    )


def _covered(
    mulai: datetime, selesai: datetime, letters: Sequence[tuple[datetime, datetime]]
) -> frozenset[str]:
    """Sides of the duty that lie inside a letter; a minute on the edge counts as inside."""
    if not letters:
        return frozenset()
    sides = set()
    for dari, sampai in letters:
        if dari <= mulai < sampai:
            sides.add(MASUK)
        if dari < selesai <= sampai + MENIT:  # 23:59 ends a day that ends at midnight
            sides.add(PULANG)
    return frozenset(sides)


@dataclass(frozen=True, slots=True)
class Jendela:
    """How long before its start a MASUK, and after its end a PULANG, still belongs to a duty."""

    sebelum_menit: int
    sesudah_menit: int


def ketukan_bagi(
    rencana: Iterable[Rencana], ketukan: Sequence[Ketuk], jendela: Jendela
) -> dict[date, list[Ketuk]]:
    """Every tap to the one date whose duty it belongs to; taps of no duty are left out.

    Of two duties that could claim a tap, the nearer start has the MASUK and the nearer end the
    PULANG, the earlier duty when alike: so a night shift keeps its morning, whatever the calendar
    says.
    """
    belongs: dict[date, list[Ketuk]] = {}
    if not ketukan:
        return belongs
    before, after = MENIT * jendela.sebelum_menit, MENIT * jendela.sesudah_menit
    duties = sorted((r.mulai, r.selesai, r.tanggal) for r in rencana if r.mulai and r.selesai)
    starts = [duty[0] for duty in duties]
    for ketuk in ketukan:
        pada, masuk = ketuk.pada, ketuk.arah == MASUK
        nearest: date | None = None
        best = MENIT
        last = bisect_right(starts, pada + before if masuk else pada)
        for mulai, selesai, tanggal in reversed(duties[max(0, last - REACH) : last]):
            away = abs(pada - (mulai if masuk else selesai))
            fits = pada <= (selesai if masuk else selesai + after)
            if fits and (nearest is None or away <= best):
                nearest, best = tanggal, away
        if nearest is not None:
            belongs.setdefault(nearest, []).append(ketuk)
    return belongs


def hari_lewat(rencana: Rencana, jendela: Jendela, now: datetime) -> bool:
    """Whether nothing that is tapped from now on can belong to that day any more."""
    if rencana.selesai is None:
        return rencana.tanggal <= now.astimezone(rencana.zona).date()
    return rencana.selesai + MENIT * jendela.sesudah_menit < now
