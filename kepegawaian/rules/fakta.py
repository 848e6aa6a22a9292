"""What the record knows of one person, as plain values: the facts every rule starts from.

A fact that nobody recorded is None or an empty collection, never a default. The order of rows
means nothing; whoever needs the latest asks for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from kepegawaian.rules.golongan import Golongan
from kepegawaian.rules.hukdis import BarisHukdis
from kepegawaian.rules.jabatan import JabatanFakta
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.masa_kerja import Cltn, MasaKerja, cltn_bulan
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import nama_kunci


@dataclass(frozen=True, slots=True)
class GolonganFakta:
    """One SK of golongan: from `tmt` on, with the masa kerja golongan it states."""

    golongan: Golongan
    tmt: date
    mkg: MasaKerja
    jenis_kp: str = ""


@dataclass(frozen=True, slots=True)
class KgbFakta:
    """One letter of KGB: on `tmt` the masa kerja golongan was `mkg_tahun` whole years."""

    golongan: Golongan
    tmt: date
    mkg_tahun: int


@dataclass(frozen=True, slots=True)
class PmkFakta:
    """Service added by a peninjauan masa kerja."""

    tmt: date
    lama: MasaKerja


@dataclass(frozen=True, slots=True)
class PendidikanFakta:
    """One schooling. `kode`: of the law, None for a level that is not known there."""

    tingkat: str
    kode: str | None
    dicantumkan: bool


@dataclass(frozen=True, slots=True)
class AngkaKreditFakta:
    """One PAK: points gathered up to `tanggal`, since the last pangkat and in the jenjang."""

    tanggal: date
    jumlah: Decimal
    jenjang: Decimal | None = None


@dataclass(frozen=True, slots=True)
class KontrakFakta:
    """One agreement of a PPPK, both days inclusive."""

    mulai: date
    akhir: date


@dataclass(frozen=True, slots=True)
class FaktaPegawai:
    """One person. `jenis`, `kedudukan`: codes of Pegawai. `jabatan`, `unit_id`: of today.

    `atasan_kedudukan`: of the direct superior today, empty without one. `skp`: rating by year.
    `ujian`: codes of the examinations and leadership trainings passed. `cltn`: approved leave
    outside the state's cost, which is no service.
    `tak_terbaca`: recorded values that no rule knows, one sentence each.
    """

    pegawai_id: UUID
    nip: str
    nama: str
    jenis: str
    kedudukan: str
    unit_id: UUID | None = None
    atasan_kedudukan: str = ""
    jenis_kelamin: str = ""
    tanggal_lahir: date | None = None
    tmt_cpns: date | None = None
    tmt_pns: date | None = None
    jabatan: JabatanFakta | None = None
    tmt_jabatan: date | None = None
    golongan: tuple[GolonganFakta, ...] = ()
    kgb: tuple[KgbFakta, ...] = ()
    pmk: tuple[PmkFakta, ...] = ()
    skp: Mapping[int, Predikat] = field(default_factory=dict)
    hukdis: tuple[BarisHukdis, ...] = ()
    pendidikan: tuple[PendidikanFakta, ...] = ()
    kontrak: tuple[KontrakFakta, ...] = ()
    angka_kredit: tuple[AngkaKreditFakta, ...] = ()
    ujian: frozenset[str] = frozenset()
    cltn: tuple[Cltn, ...] = ()
    tak_terbaca: tuple[str, ...] = ()

    def golongan_pada(self, pada: date) -> GolonganFakta | None:
        """The golongan held on `pada`; of two from one day the higher."""
        held = None
        for row in self.golongan:
            if row.tmt <= pada and (held is None or _later(row, held)):
                held = row
        return held

    def tmt_pangkat(self, held: GolonganFakta) -> date:
        """TMT of the pangkat held: of the first SK in the unbroken run of its golongan."""
        kode = held.golongan.kode
        begin, tmt = date.min, held.tmt
        for row in self.golongan:
            if row.golongan.kode != kode and begin < row.tmt < held.tmt:
                begin = row.tmt
        for row in self.golongan:
            if row.golongan.kode == kode and begin < row.tmt < tmt:
                tmt = row.tmt
        return tmt

    def pangkat_sejak(self, held: GolonganFakta) -> date:
        """From when the time in the pangkat counts: its TMT, moved on by what CLTN took since."""
        tmt = self.tmt_pangkat(held)
        return tmt if not self.cltn else setelah_cltn(tmt, self.cltn)

    def kgb_pada(self, pada: date) -> KgbFakta | None:
        """The last KGB from `pada` or earlier."""
        given = [row for row in self.kgb if row.tmt <= pada]
        return max(given, key=lambda row: (row.tmt, row.mkg_tahun)) if given else None

    def angka_kredit_sejak(self, tmt: date) -> AngkaKreditFakta | None:
        """The last PAK, if it counts points of the pangkat held since `tmt`."""
        counted = [row for row in self.angka_kredit if row.tanggal >= tmt]
        return max(counted, key=lambda row: row.tanggal, default=None)


def setelah_cltn(sejak: date, cltn: Iterable[Cltn], sampai: date = date.max) -> date:
    """`sejak`, moved on by the months of leave after it that began before `sampai`."""
    begun = [row for row in cltn if row[0] < (sampai.year, sampai.month)]
    lost = cltn_bulan(begun, (sejak.year, sejak.month), (date.max.year, 12))
    return tambah_bulan(sejak, lost)


def _later(row: GolonganFakta, held: GolonganFakta) -> bool:
    if row.tmt == held.tmt:
        return row.golongan.urut > held.golongan.urut
    return row.tmt > held.tmt


_IJAZAH: Final = {
    "sd": "SD",
    "sekolah dasar": "SD",
    "sltp": "SLTP",
    "sltp kejuruan": "SLTP_KEJURUAN",
    "slta": "SLTA",
    "slta kejuruan": "SLTA",
    "slta keguruan": "SLTA",
    "diploma i": "D1",
    "diploma ii": "D2",
    "diploma iii": "D3",
    "diploma iii sarjana muda": "D3",
    "diploma iv": "D4",
    "s 1": "S1",
    "s 1 sarjana": "S1",
    "s 2": "S2",
    "s 3": "S3",
    "s 3 doktor": "S3",
}


def ijazah_kode(tingkat: str) -> str | None:
    """Code of the law (PP 99/2000) for a level of schooling as SIASN names it; None if unknown."""
    return _IJAZAH.get(nama_kunci(tingkat))


def pmk_total(rows: Iterable[PmkFakta]) -> MasaKerja:
    """All service added by PMK."""
    return MasaKerja.from_bulan(sum(row.lama.total_bulan for row in rows))
