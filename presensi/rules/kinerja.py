"""Daily work: what may be reported about which day, when, and who answers until when.

Minutes are whole. Times of day are local to the office and given in minutes from midnight; an end
at or before its start lies on the next day (a night shift), and the work belongs to the day on
which it began. Days are calendar days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from presensi.errors import KegiatanInvalidError, KegiatanTransitionError
from presensi.rules.hari import STATUS_LABEL, TIDAK_MASUK, StatusHari
from sitamu.inti.rules.teks import tanggal_panjang

MENIT_SEHARI: Final = 1440


class JenisKegiatan(StrEnum):
    """The TPP rule set weighs the two differently."""

    UTAMA = "UTAMA"
    TAMBAHAN = "TAMBAHAN"

    @property
    def label(self) -> str:
        return {self.UTAMA: "Tugas utama", self.TAMBAHAN: "Tugas tambahan"}[self]


class StatusKegiatan(StrEnum):
    """Planned, reported, answered."""

    RENCANA = "RENCANA"
    DILAPORKAN = "DILAPORKAN"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    DISETUJUI = "DISETUJUI"

    @property
    def label(self) -> str:
        return {
            self.RENCANA: "Rencana",
            self.DILAPORKAN: "Menunggu atasan",
            self.DIKEMBALIKAN: "Perlu diperbaiki",
            self.DISETUJUI: "Disetujui",
        }[self]


class LangkahKegiatan(StrEnum):
    RENCANAKAN = "RENCANAKAN"
    LAPORKAN = "LAPORKAN"
    UBAH = "UBAH"
    SETUJUI = "SETUJUI"
    KEMBALIKAN = "KEMBALIKAN"
    BATALKAN = "BATALKAN"

    @property
    def label(self) -> str:
        return {
            self.RENCANAKAN: "Direncanakan",
            self.LAPORKAN: "Dilaporkan",
            self.UBAH: "Diubah",
            self.SETUJUI: "Disetujui",
            self.KEMBALIKAN: "Dikembalikan",
            self.BATALKAN: "Persetujuan dibatalkan",
        }[self]


_S, _L = StatusKegiatan, LangkahKegiatan
TRANSITIONS: Final[Mapping[tuple[StatusKegiatan, LangkahKegiatan], StatusKegiatan]] = {
    (_S.RENCANA, _L.UBAH): _S.RENCANA,
    (_S.RENCANA, _L.LAPORKAN): _S.DILAPORKAN,
    (_S.DILAPORKAN, _L.UBAH): _S.DILAPORKAN,
    (_S.DILAPORKAN, _L.SETUJUI): _S.DISETUJUI,
    (_S.DILAPORKAN, _L.KEMBALIKAN): _S.DIKEMBALIKAN,
    (_S.DIKEMBALIKAN, _L.LAPORKAN): _S.DILAPORKAN,
    (_S.DISETUJUI, _L.BATALKAN): _S.DILAPORKAN,
}


def kegiatan_next(status: StatusKegiatan, langkah: LangkahKegiatan) -> StatusKegiatan:
    """The status after a move; raises KegiatanTransitionError."""
    try:
        return TRANSITIONS[status, langkah]
    except KeyError:
        raise KegiatanTransitionError from None


class SikapOtomatis(StrEnum):
    """What happens to a report that the superior has left unanswered past the deadline."""

    MENUNGGU = "MENUNGGU"
    SETUJUI = "SETUJUI"
    KEMBALIKAN = "KEMBALIKAN"

    @property
    def label(self) -> str:
        return {
            self.MENUNGGU: "Tetap menunggu, atasan diingatkan",
            self.SETUJUI: "Disetujui sistem",
            self.KEMBALIKAN: "Dikembalikan ke pegawai",
        }[self]


@dataclass(frozen=True, slots=True)
class AturanKinerja:
    """KINERJA. All in calendar days; `batal_hari` 0: until the month closes.

    `kurang_menit`: a day below it is marked in the superior's list. `sebulan`: the periodic
    assessment is monthly, else quarterly.
    """

    lapor_hari: int
    perbaiki_hari: int
    rencana_hari: int
    putus_hari: int
    sikap: SikapOtomatis
    batal_hari: int
    kurang_menit: int
    sebulan: bool
    keberatan_hari: int
    jawab_hari: int


@dataclass(frozen=True, slots=True)
class IsiKegiatan:
    """What a person says they did. `menit` may be left out where both times are given."""

    tanggal: date
    jenis: JenisKegiatan
    uraian: str
    menit: int | None = None
    mulai: int | None = None
    selesai: int | None = None
    jumlah: Decimal | None = None
    satuan: str = ""
    tautan: str = ""
    butir: bool = False  # tied to a planned result


@dataclass(frozen=True, slots=True)
class Lain:
    """Another activity of the same person, on the day before, the same or the next."""

    tanggal: date
    menit: int
    mulai: int | None = None
    selesai: int | None = None


@dataclass(frozen=True, slots=True)
class FaktaKegiatan:
    """`kini`: local minutes now. `status`: of the day, None when not judged and not on leave.

    `skp`: results were agreed for that day. `dikembalikan`: the day it came back for repair.
    """

    hari_ini: date
    kini: int
    status: StatusHari | None = None
    lain: Sequence[Lain] = ()
    skp: bool = False
    dikembalikan: date | None = None


def lama_menit(mulai: int, selesai: int) -> int:
    """Minutes from start to end; 1 to 1440, an end not after its start lies on the next day."""
    return (selesai - mulai - 1) % MENIT_SEHARI + 1


def menit_of(isi: IsiKegiatan) -> int:
    """How long it took; raises KegiatanInvalidError when that is not said or cannot be."""
    if (isi.mulai is None) != (isi.selesai is None):
        raise KegiatanInvalidError(
            "selesai", "Isi jam mulai dan jam selesai, atau kosongkan keduanya."
        )
    span = None
    if isi.mulai is not None and isi.selesai is not None:
        span = lama_menit(isi.mulai, isi.selesai)
    menit = span if isi.menit is None else isi.menit
    if menit is None:
        raise KegiatanInvalidError("menit", "Isi lamanya dalam menit, atau jam mulai dan selesai.")
    if menit < 0:
        raise KegiatanInvalidError("menit", "Menit tidak boleh kurang dari nol. Contoh: 90.")
    if menit == 0:
        raise KegiatanInvalidError("menit", "Lama kegiatan paling sedikit 1 menit.")
    if menit > MENIT_SEHARI:
        raise KegiatanInvalidError("menit", f"{jam_teks(menit)} lebih dari satu hari (24 jam).")
    if span is not None and menit > span:
        raise KegiatanInvalidError(
            "menit", f"{menit} menit lebih lama dari jam mulai sampai selesai ({span} menit)."
        )
    return menit


def kegiatan_check(
    isi: IsiKegiatan, fakta: FaktaKegiatan, aturan: AturanKinerja, *, rencana: bool = False
) -> int:
    """Minutes of a plan or a report that may be kept; raises KegiatanInvalidError at its field."""
    menit = menit_of(isi)
    if not isi.uraian.strip():
        raise KegiatanInvalidError("uraian", "Tulis apa yang dikerjakan.")
    if isi.jumlah is not None and isi.jumlah < 0:
        raise KegiatanInvalidError("jumlah", "Jumlah hasil tidak boleh kurang dari nol.")
    if isi.jumlah is not None and not isi.satuan.strip():
        raise KegiatanInvalidError("satuan", "Isi satuan hasilnya, misalnya dokumen.")
    if isi.tautan and not isi.tautan.startswith(("https://", "http://")):
        raise KegiatanInvalidError("tautan", "Tautan dimulai dengan https://")
    if fakta.skp and isi.jenis is JenisKegiatan.UTAMA and not isi.butir:
        raise KegiatanInvalidError("butir", "Pilih rencana hasil kerja untuk tugas utama.")
    _day_check(isi, fakta, aturan, rencana=rencana)
    _present_check(isi.tanggal, fakta.status)
    total = menit + sum(row.menit for row in fakta.lain if row.tanggal == isi.tanggal)
    if total > MENIT_SEHARI:
        raise KegiatanInvalidError(
            "menit",
            f"Bersama kegiatan lain, {tanggal_panjang(isi.tanggal)} menjadi {jam_teks(total)}. "
            "Sehari hanya 24 jam.",
        )
    _overlap_check(isi, fakta.lain)
    return menit


def _day_check(
    isi: IsiKegiatan, fakta: FaktaKegiatan, aturan: AturanKinerja, *, rencana: bool
) -> None:
    ahead = (isi.tanggal - fakta.hari_ini).days
    if rencana:
        if ahead < 0:
            raise KegiatanInvalidError(
                "tanggal", "Hari itu sudah lewat. Laporkan sebagai kegiatan."
            )
        if ahead > aturan.rencana_hari:
            raise KegiatanInvalidError(
                "tanggal", f"Rencana paling jauh {aturan.rencana_hari} hari ke depan."
            )
        return
    if ahead > 0:
        raise KegiatanInvalidError("tanggal", "Hari itu belum tiba. Simpan sebagai rencana.")
    if ahead == 0 and isi.mulai is not None and isi.selesai is not None:
        end = isi.mulai + lama_menit(isi.mulai, isi.selesai)
        if end > fakta.kini:
            raise KegiatanInvalidError("selesai", "Jam selesai belum tiba.")
    limit = batas_lapor(isi.tanggal, aturan, dikembalikan=fakta.dikembalikan)
    if fakta.hari_ini > limit:
        raise KegiatanInvalidError(
            "tanggal", f"Batas melaporkan hari itu sudah lewat pada {tanggal_panjang(limit)}."
        )


def batas_lapor(tanggal: date, aturan: AturanKinerja, *, dikembalikan: date | None = None) -> date:
    """The last day on which that day may be reported, or repaired after it came back."""
    limit = tanggal + timedelta(days=aturan.lapor_hari)
    if dikembalikan is None:
        return limit
    return max(limit, dikembalikan + timedelta(days=aturan.perbaiki_hari))


def _present_check(tanggal: date, status: StatusHari | None) -> None:
    if status in TIDAK_MASUK:
        raise KegiatanInvalidError(
            "tanggal",
            f"Anda tercatat {STATUS_LABEL[status].lower()} pada {tanggal_panjang(tanggal)}.",
        )
    if status is StatusHari.ALPA:
        raise KegiatanInvalidError(
            "tanggal",
            f"Anda tercatat tidak hadir tanpa keterangan pada {tanggal_panjang(tanggal)}. "
            "Nyatakan dulu jam hadir Anda di Presensi.",
        )


def _overlap_check(isi: IsiKegiatan, lain: Iterable[Lain]) -> None:
    if isi.mulai is None or isi.selesai is None:
        return
    begin, end = isi.mulai, isi.mulai + lama_menit(isi.mulai, isi.selesai)
    for row in lain:
        if row.mulai is None or row.selesai is None:
            continue
        shift = (row.tanggal - isi.tanggal).days * MENIT_SEHARI
        other = row.mulai + shift
        if begin < other + lama_menit(row.mulai, row.selesai) and other < end:
            raise KegiatanInvalidError(
                "mulai",
                f"Bertumpuk dengan kegiatan {jam_pukul(row.mulai)}-{jam_pukul(row.selesai)} "
                f"pada {tanggal_panjang(row.tanggal)}.",
            )


def jam_teks(menit: int) -> str:
    """`6 jam 30 menit`."""
    hours, rest = divmod(menit, 60)
    parts = ([f"{hours} jam"] if hours else []) + ([f"{rest} menit"] if rest else [])
    return " ".join(parts) or "0 menit"


def jam_pukul(menit: int) -> str:
    """Minutes from midnight as `07.30`."""
    return f"{menit // 60 % 24:02d}.{menit % 60:02d}"


# Answers


def putus_terlambat(dilaporkan: date, hari_ini: date, aturan: AturanKinerja) -> bool:
    """Whether the superior's time to answer has passed; the last day itself is in time."""
    return (hari_ini - dilaporkan).days > aturan.putus_hari


def batal_boleh(disetujui: date, hari_ini: date, aturan: AturanKinerja) -> bool:
    """Whether an approval may still be undone, the month being open."""
    return not aturan.batal_hari or (hari_ini - disetujui).days <= aturan.batal_hari
