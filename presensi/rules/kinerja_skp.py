"""The yearly agreement about results and conduct (SKP; PermenPANRB 6/2022).

One SKP holds in a part of one year. After a move to another unit or superior a second one begins,
and the first ends on the day before. What was agreed is never edited: a change is a new version.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from presensi.errors import SkpInvalidError, SkpTransitionError
from presensi.rules.kinerja import JenisKegiatan
from sitamu.inti.rules.teks import tanggal_panjang

BUTIR_MAKS: Final = 30


class StatusSkp(StrEnum):
    """Of one version."""

    DRAF = "DRAF"
    DIAJUKAN = "DIAJUKAN"
    DIKEMBALIKAN = "DIKEMBALIKAN"
    DISEPAKATI = "DISEPAKATI"
    DIGANTI = "DIGANTI"

    @property
    def label(self) -> str:
        return {
            self.DRAF: "Draf",
            self.DIAJUKAN: "Menunggu atasan",
            self.DIKEMBALIKAN: "Perlu diperbaiki",
            self.DISEPAKATI: "Disepakati",
            self.DIGANTI: "Diganti versi baru",
        }[self]


class LangkahSkp(StrEnum):
    AJUKAN = "AJUKAN"
    TARIK = "TARIK"
    SEPAKATI = "SEPAKATI"
    KEMBALIKAN = "KEMBALIKAN"
    GANTI = "GANTI"


_S, _L = StatusSkp, LangkahSkp
DAPAT_DIUBAH: Final = frozenset({_S.DRAF, _S.DIKEMBALIKAN})
TERBUKA: Final = frozenset({_S.DRAF, _S.DIAJUKAN, _S.DIKEMBALIKAN})
TRANSITIONS: Final[Mapping[tuple[StatusSkp, LangkahSkp], StatusSkp]] = {
    (_S.DRAF, _L.AJUKAN): _S.DIAJUKAN,
    (_S.DIKEMBALIKAN, _L.AJUKAN): _S.DIAJUKAN,
    (_S.DIAJUKAN, _L.TARIK): _S.DRAF,
    (_S.DIAJUKAN, _L.SEPAKATI): _S.DISEPAKATI,
    (_S.DIAJUKAN, _L.KEMBALIKAN): _S.DIKEMBALIKAN,
    (_S.DISEPAKATI, _L.GANTI): _S.DIGANTI,
}


def skp_next(status: StatusSkp, langkah: LangkahSkp) -> StatusSkp:
    """The status after a move; raises SkpTransitionError."""
    try:
        return TRANSITIONS[status, langkah]
    except KeyError:
        raise SkpTransitionError from None


class Perilaku(StrEnum):
    """The seven core values of ASN (BerAKHLAK), SE MenPANRB 20/2021."""

    BERORIENTASI_PELAYANAN = "BERORIENTASI_PELAYANAN"
    AKUNTABEL = "AKUNTABEL"
    KOMPETEN = "KOMPETEN"
    HARMONIS = "HARMONIS"
    LOYAL = "LOYAL"
    ADAPTIF = "ADAPTIF"
    KOLABORATIF = "KOLABORATIF"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def panduan(self) -> str:
        """What the value asks for, in one sentence."""
        return _PANDUAN[self]


_PANDUAN: Final[Mapping[Perilaku, str]] = {
    Perilaku.BERORIENTASI_PELAYANAN: "Memahami kebutuhan masyarakat, ramah, cekatan, solutif.",
    Perilaku.AKUNTABEL: "Jujur, cermat, disiplin, tidak menyalahgunakan kewenangan.",
    Perilaku.KOMPETEN: "Meningkatkan kemampuan diri, membantu orang lain belajar.",
    Perilaku.HARMONIS: "Menghargai setiap orang, suka menolong.",
    Perilaku.LOYAL: "Memegang teguh Pancasila, menjaga nama baik dan rahasia jabatan.",
    Perilaku.ADAPTIF: "Cepat menyesuaikan diri, berinovasi, proaktif.",
    Perilaku.KOLABORATIF: "Memberi kesempatan berkontribusi, terbuka bekerja sama.",
}


@dataclass(frozen=True, slots=True)
class IsiButir:
    """One planned result with how it is measured."""

    jenis: JenisKegiatan
    rencana: str
    indikator: str
    target: Decimal
    satuan: str


def butir_check(isi: IsiButir) -> None:
    """Raises SkpInvalidError at the field at fault."""
    for bidang, teks, kata in (
        ("rencana", isi.rencana, "Tulis rencana hasil kerja."),
        ("indikator", isi.indikator, "Tulis indikatornya."),
        ("satuan", isi.satuan, "Isi satuan target, misalnya dokumen."),
    ):
        if not teks.strip():
            raise SkpInvalidError(bidang, kata)
    if isi.target <= 0:
        raise SkpInvalidError("target", "Target harus lebih dari nol.")


def skp_complete_check(butir: Sequence[JenisKegiatan]) -> None:
    """Whether a version may be sent; raises SkpInvalidError."""
    if JenisKegiatan.UTAMA not in butir:
        raise SkpInvalidError("butir", "Tambahkan paling sedikit satu hasil kerja utama.")
    if len(butir) > BUTIR_MAKS:
        raise SkpInvalidError("butir", f"Paling banyak {BUTIR_MAKS} rencana hasil kerja.")


def skp_mulai(
    tahun: int, awal_terakhir: date | None, mutasi: Iterable[date], *, pertama: date | None = None
) -> date:
    """The first day of the next SKP of that year.

    `awal_terakhir`: of the latest one, None without any: then 1 January, or `pertama`, the first
    day of service, when that is later. `mutasi`: days on which a new unit or superior began.
    Raises SkpInvalidError when there is one already and nothing changed since.
    """
    if awal_terakhir is None:
        return max(date(tahun, 1, 1), pertama or date.min)
    later = [day for day in mutasi if day.year == tahun and day > awal_terakhir]
    if not later:
        raise SkpInvalidError(
            "tahun",
            f"SKP {tahun} sudah ada sejak {tanggal_panjang(awal_terakhir)}. "
            "SKP kedua dibuat bila Anda pindah unit atau ganti atasan; lainnya cukup diubah.",
        )
    return max(later)
