"""When somebody must work on one date, and why not when they need not.

Perpres 21/2023 (hours, Ramadan, units exempt from the calendar), PermenPANRB 4/2025 (flexible
work). Hours are local times of the unit; the answer is in instants. A shift belongs to the date
on which it begins. Patterns, rosters, holidays and Ramadan are rows with dates; what is missing
raises DataKurangError and is never guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from presensi.errors import JadwalKosongError, PolaInvalidError
from sitamu.inti.errors import DataKurangError

LEPAS: Final = "LEPAS"
LIBUR: Final = "LIBUR"
LAMA_MAKS_MENIT: Final = 48 * 60
GESER_MAKS_MENIT: Final = 240
NAMA_HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class JenisPola(StrEnum):
    MINGGUAN = "MINGGUAN"
    SIF = "SIF"


class JenisFleksibel(StrEnum):
    """PermenPANRB 4/2025: where, and when."""

    TEMPAT = "TEMPAT"
    WAKTU = "WAKTU"

    @property
    def label(self) -> str:
        return "Tempat bebas (WFA)" if self is JenisFleksibel.TEMPAT else "Waktu bergeser"


class JenisAcara(StrEnum):
    APEL = "APEL"
    UPACARA = "UPACARA"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Libur(StrEnum):
    """Why there is no duty on a date."""

    AKHIR_PEKAN = "AKHIR_PEKAN"
    LIBUR_NASIONAL = "LIBUR_NASIONAL"
    CUTI_BERSAMA = "CUTI_BERSAMA"
    LIBUR_DAERAH = "LIBUR_DAERAH"
    LIBUR_SHIFT = "LIBUR_SHIFT"
    LEPAS_PIKET = "LEPAS_PIKET"


LIBUR_OF: Final[Mapping[str, Libur]] = {
    "libur_nasional": Libur.LIBUR_NASIONAL,
    "cuti_bersama": Libur.CUTI_BERSAMA,
    "libur_daerah": Libur.LIBUR_DAERAH,
}
_LIBUR_URUT: Final = tuple(LIBUR_OF.values())  # a date with two rows is the more general one


@dataclass(frozen=True, slots=True)
class Jam:
    """From a local time of day on, for so many minutes; may pass midnight and 24 hours."""

    mulai: time
    menit: int


@dataclass(frozen=True, slots=True)
class Pola:
    """Working hours of a pattern.

    MINGGUAN: `hari` by ISO weekday, `ramadan` instead of it in Ramadan (empty: the same hours).
    SIF: `sif` by code, and a roster says who has which. `ikut_libur`: holidays are free.
    """

    kode: str
    jenis: JenisPola
    hari: Mapping[int, Jam] = field(default_factory=dict)
    ramadan: Mapping[int, Jam] = field(default_factory=dict)
    sif: Mapping[str, Jam] = field(default_factory=dict)
    ikut_libur: bool = True


@dataclass(frozen=True, slots=True)
class KalenderHari:
    """`libur`: holidays by date; `tahun`: years whose holidays are loaded; `ramadan`: inclusive."""

    libur: Mapping[date, Libur]
    tahun: frozenset[int]
    ramadan: tuple[tuple[date, date], ...] = ()

    def ramadan_pada(self, tanggal: date) -> bool:
        """Whether it is Ramadan; raises DataKurangError for a year without an announced one."""
        if not any(tanggal.year in (mulai.year, akhir.year) for mulai, akhir in self.ramadan):
            raise DataKurangError(
                f"tanggal Ramadan {tanggal.year}",
                langkah=f"Minta admin mengisi awal dan akhir Ramadan tahun {tanggal.year}.",
            )
        return any(mulai <= tanggal <= akhir for mulai, akhir in self.ramadan)

    def libur_pada(self, tanggal: date) -> Libur | None:
        """The holiday; raises DataKurangError for a year not loaded."""
        if tanggal.year not in self.tahun:
            raise DataKurangError(
                f"hari libur {tanggal.year}",
                langkah=f"Minta admin mengisi hari libur tahun {tanggal.year}.",
            )
        return self.libur.get(tanggal)


@dataclass(frozen=True, slots=True)
class BarisRoster:
    """One date of one person: a shift by code, or hours of its own."""

    sif: str = ""
    jam: Jam | None = None


@dataclass(frozen=True, slots=True)
class Fleksibel:
    """An assignment in force on the date; `hari` empty: every weekday."""

    jenis: JenisFleksibel
    geser_menit: int = 0
    hari: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rencana:
    """What is planned for one person on one date.

    Either `libur`, or `mulai` and `selesai` as instants (in UTC, as the database gives taps).
    `geser_menit`: the start may move so far either way and the end moves along. `wfa`: from any
    place.
    """

    tanggal: date
    zona: ZoneInfo
    pola: str
    libur: Libur | None = None
    mulai: datetime | None = None
    selesai: datetime | None = None
    sif: str = ""
    geser_menit: int = 0
    wfa: bool = False
    ramadan: bool = False

    @property
    def jam_kerja(self) -> tuple[datetime, datetime] | None:
        """Start and end of duty in the zone of the unit; None on a day without."""
        if self.mulai is None or self.selesai is None:
            return None
        return self.mulai.astimezone(self.zona), self.selesai.astimezone(self.zona)


def rencana_hari(
    tanggal: date,
    pola: Pola | None,
    kalender: KalenderHari,
    zona: ZoneInfo,
    *,
    roster: BarisRoster | None = None,
    fleksibel: Sequence[Fleksibel] = (),
) -> Rencana:
    """The plan of one person for one date.

    `pola`, `roster`, `fleksibel`: those in force on `tanggal` for that person. Without pattern
    JadwalKosongError, without roster row in a shift pattern DataKurangError: nobody is absent from
    a duty that was never set.
    """
    if pola is None:
        raise JadwalKosongError(f"jadwal pada {tanggal:%d-%m-%Y}")
    if pola.jenis is JenisPola.SIF:
        return _shift(tanggal, pola, zona, roster)
    ramadan = kalender.ramadan_pada(tanggal)
    jam = (pola.ramadan if ramadan and pola.ramadan else pola.hari).get(tanggal.isoweekday())
    if jam is None:
        return Rencana(tanggal, zona, pola.kode, libur=Libur.AKHIR_PEKAN, ramadan=ramadan)
    if pola.ikut_libur and (libur := kalender.libur_pada(tanggal)):
        return Rencana(tanggal, zona, pola.kode, libur=libur, ramadan=ramadan)
    now_held = [f for f in fleksibel if not f.hari or tanggal.isoweekday() in f.hari]
    mulai, selesai = _instants(tanggal, jam, zona)
    return Rencana(
        tanggal,
        zona,
        pola.kode,
        mulai=mulai,
        selesai=selesai,
        geser_menit=max(
            (f.geser_menit for f in now_held if f.jenis is JenisFleksibel.WAKTU), default=0
        ),
        wfa=any(f.jenis is JenisFleksibel.TEMPAT for f in now_held),
        ramadan=ramadan,
    )


def _shift(tanggal: date, pola: Pola, zona: ZoneInfo, roster: BarisRoster | None) -> Rencana:
    if roster is None:
        raise DataKurangError(f"roster pada {tanggal:%d-%m-%Y}")
    if roster.sif in _OFF:
        return Rencana(tanggal, zona, pola.kode, libur=_OFF[roster.sif], sif=roster.sif)
    jam = roster.jam or pola.sif.get(roster.sif)
    if jam is None:
        raise DataKurangError(f"jam sif {roster.sif} pada {tanggal:%d-%m-%Y}")
    mulai, selesai = _instants(tanggal, jam, zona)
    return Rencana(tanggal, zona, pola.kode, mulai=mulai, selesai=selesai, sif=roster.sif)


_OFF: Final[Mapping[str, Libur]] = {LEPAS: Libur.LEPAS_PIKET, LIBUR: Libur.LIBUR_SHIFT}


def _instants(tanggal: date, jam: Jam, zona: ZoneInfo) -> tuple[datetime, datetime]:
    mulai = datetime.combine(tanggal, jam.mulai, tzinfo=zona).astimezone(UTC)
    return mulai, mulai + timedelta(minutes=jam.menit)


def libur_terpilih(jenis: Sequence[Libur]) -> Libur:
    """Of several rows on one date: national before joint leave before local."""
    return min(jenis, key=_LIBUR_URUT.index)


# Patterns as stored


def pola_read(kode: str, isi: object) -> Pola:
    """The pattern that a stored `isi` describes; raises PolaInvalidError naming the path.

    MINGGUAN: `{"jenis": "MINGGUAN", "ikut_libur": true, "hari": {"1": ["07:30", "16:00"], ...},
    "ramadan": {...}}`; SIF: `{"jenis": "SIF", "sif": {"MALAM": ["21:00", "08:00"], ...}}`. Hours
    are `[mulai, selesai]`, an end not after the start lies on the next day; or `[mulai, menit]`.
    """
    if not isinstance(isi, dict):
        raise PolaInvalidError("isi", "Pola jadwal belum terisi.")
    known = {"jenis", "ikut_libur", "hari", "ramadan", "sif"}
    if unknown := sorted(set(isi) - known):
        raise PolaInvalidError(unknown[0], "tidak dikenal.")
    if isi.get("jenis") == JenisPola.SIF:
        sif = _hours(isi.get("sif"), "sif", _shift_code)
        if not sif:
            raise PolaInvalidError("sif", "Isi paling sedikit satu sif.")
        return Pola(kode, JenisPola.SIF, sif=sif, ikut_libur=False)
    if isi.get("jenis") != JenisPola.MINGGUAN:
        raise PolaInvalidError("jenis", "Pilih mingguan atau sif.")
    hari = _hours(isi.get("hari"), "hari", _weekday)
    if not hari:
        raise PolaInvalidError("hari", "Isi jam kerja paling sedikit satu hari.")
    return Pola(
        kode,
        JenisPola.MINGGUAN,
        hari=hari,
        ramadan=_hours(isi.get("ramadan") or {}, "ramadan", _weekday),
        ikut_libur=bool(isi.get("ikut_libur", True)),
    )


def _hours(rows: object, bidang: str, read_key: Callable[[str], Any]) -> dict[Any, Jam]:
    if not isinstance(rows, dict):
        raise PolaInvalidError(bidang, "belum terisi.")
    hours = {}
    for key, value in rows.items():
        try:
            hours[read_key(key)] = jam_read(value)
        except (ValueError, TypeError):
            raise PolaInvalidError(
                f"{bidang}.{key}", "tulis jam seperti 07:30 sampai 16:00."
            ) from None
    return hours


def jam_read(nilai: Any) -> Jam:
    """`["21:00", "08:00"]` or `["08:00", 1440]`; raises ValueError, TypeError."""
    mulai, akhir = nilai
    start = time.fromisoformat(mulai)
    menit = akhir if isinstance(akhir, int) else _minutes_between(start, time.fromisoformat(akhir))
    if not 0 < menit <= LAMA_MAKS_MENIT or start.tzinfo or start.second:
        raise ValueError(nilai)
    return Jam(start, menit)


def sel_teks(sif: str, mulai: time | None, menit: int | None) -> str:
    """A cell of a roster as typed: PAGI, or hours of its own as 08:00+1440 (start, minutes)."""
    return sif if mulai is None else f"{mulai:%H:%M}+{menit}"


def jam_sendiri(sel: str) -> Jam | None:
    """The hours of its own that a cell names; None for anything else."""
    mulai, plus, menit = sel.partition("+")
    if not plus or not menit.isdecimal():
        return None
    try:
        return jam_read([mulai, int(menit)])
    except ValueError:
        return None


def _minutes_between(mulai: time, akhir: time) -> int:
    menit = (akhir.hour - mulai.hour) * 60 + akhir.minute - mulai.minute
    return menit if menit > 0 else menit + 24 * 60


def _weekday(key: str) -> int:
    if key not in "1234567" or len(key) != 1:
        raise ValueError(key)
    return int(key)


def _shift_code(key: str) -> str:
    if not (key.isalnum() and key.isupper() and len(key) <= 12) or key in _OFF:
        raise ValueError(key)
    return key


# Apel and upacara


@dataclass(frozen=True, slots=True)
class AcaraAturan:
    """One apel or upacara: weekdays (empty: every date of its row) and whether in Ramadan too."""

    jenis: JenisAcara
    hari: tuple[int, ...] = ()
    saat_ramadan: bool = False


def wajib_acara(acara: AcaraAturan, rencana: Rencana, *, di_kantor: bool = True) -> bool:
    """Whether that person had to be there on that date.

    Not on a free day (an upacara obliges on a holiday too), in a shift, on WFA, or when
    `di_kantor` is false: on leave or duty travel. Not in Ramadan unless the row says so.
    """
    if not di_kantor or rencana.wfa or rencana.sif:
        return False
    if acara.hari and rencana.tanggal.isoweekday() not in acara.hari:
        return False
    if rencana.ramadan and not acara.saat_ramadan:
        return False
    return rencana.libur is None or acara.jenis is JenisAcara.UPACARA
