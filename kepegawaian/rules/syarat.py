"""Which papers a person must bring: conditions named in the catalogue, answered from facts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import umur_pada

UMUR_ANAK_TERTANGGUNG: Final = 25  # years, exclusive (UU 11/1969 ps. 18)
PUNCAK_GOLONGAN: Final = frozenset({"II/d", "III/d"})  # above it an ujian dinas (PP 99/2000)


@dataclass(frozen=True, slots=True)
class FaktaSyarat:
    """What the conditions ask of a person on one day; `golongan`: held before a promotion."""

    ada_pmk: bool
    ada_pasangan: bool
    pernah_cerai: bool
    lahir_anak: tuple[date, ...]
    ada_npwp: bool
    pada: date
    golongan: str = ""


KONDISI: Final[Mapping[str, Callable[[FaktaSyarat], bool]]] = {
    "": lambda _: True,
    "ADA_PMK": lambda f: f.ada_pmk,
    "MENIKAH": lambda f: f.ada_pasangan,
    "CERAI": lambda f: f.pernah_cerai,
    "ADA_ANAK_TERTANGGUNG": lambda f: any(
        umur_pada(lahir, f.pada) < UMUR_ANAK_TERTANGGUNG for lahir in f.lahir_anak
    ),
    "ADA_NPWP": lambda f: f.ada_npwp,
    "LINTAS_GOLONGAN": lambda f: f.golongan in PUNCAK_GOLONGAN,
    "GOLONGAN_IV_B_KE_ATAS": lambda f: f.golongan in ("IV/b", "IV/c", "IV/d"),
}


@dataclass(frozen=True, slots=True)
class SyaratBaris:
    """One row of the catalogue. `tahun_ke_belakang`: that many papers, one a year."""

    kode: str
    nama: str
    jenis_dokumen: str | None
    kondisi: str
    tahun_ke_belakang: int
    urutan: int


@dataclass(frozen=True, slots=True)
class ButirDiminta:
    """One item asked of this person: `kunci` is the year, or empty."""

    syarat: SyaratBaris
    kunci: str
    nama: str


def butir_required(
    syarat: Iterable[SyaratBaris], fakta: FaktaSyarat, *, tahun_terakhir: int
) -> list[ButirDiminta]:
    """Items asked of a person, in the order of the catalogue.

    A row 'one a year' gives the years up to and including `tahun_terakhir`, oldest first. Raises
    DataKurangError for a condition that no rule knows (a slip in the catalogue).
    """
    asked: list[ButirDiminta] = []
    for row in sorted(syarat, key=lambda s: s.urutan):
        if row.kondisi not in KONDISI:
            raise DataKurangError(f"kondisi syarat {row.kondisi}")
        if not KONDISI[row.kondisi](fakta):
            continue
        if not row.tahun_ke_belakang:
            asked.append(ButirDiminta(row, "", row.nama))
            continue
        years = range(tahun_terakhir - row.tahun_ke_belakang + 1, tahun_terakhir + 1)
        asked += [ButirDiminta(row, str(tahun), f"{row.nama} {tahun}") for tahun in years]
    return asked
