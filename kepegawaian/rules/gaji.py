"""Gaji pokok by golongan and masa kerja golongan (PP 7/1977, PP 5/2024; Perpres 11/2024)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kepegawaian.rules.masa_kerja import MasaKerja
from sitamu.inti.errors import DataKurangError


@dataclass(frozen=True, slots=True)
class LangkahGaji:
    """One cell of the pay table: from `mkg` whole years on, `gaji` rupiah a month."""

    mkg: int
    gaji: int


@dataclass(frozen=True, slots=True)
class TabelGaji:
    """A pay table in force from `berlaku_mulai`; steps of each golongan ascend by `mkg`."""

    langkah: Mapping[str, Sequence[LangkahGaji]]
    dasar_hukum: str
    berlaku_mulai: date

    @property
    def terendah(self) -> int:
        """The lowest gaji pokok of the whole table, rupiah (PNS: I/a with MKG 0)."""
        return min(cell.gaji for cells in self.langkah.values() for cell in cells)


def tabel_gaji(
    cells: Iterable[tuple[str, int, int]], *, dasar_hukum: str, berlaku_mulai: date
) -> TabelGaji:
    """Build a table from (golongan, mkg, gaji) rows in any order.

    Raises ValueError when one golongan holds the same step twice.
    """
    langkah: dict[str, dict[int, int]] = {}
    for golongan, mkg, gaji in cells:
        steps = langkah.setdefault(golongan, {})
        if mkg in steps:
            raise ValueError(f"golongan {golongan} holds MKG {mkg} twice")
        steps[mkg] = gaji
    return TabelGaji(
        {
            golongan: tuple(LangkahGaji(mkg, steps[mkg]) for mkg in sorted(steps))
            for golongan, steps in langkah.items()
        },
        dasar_hukum,
        berlaku_mulai,
    )


def langkah_gaji(golongan: str, mkg: MasaKerja, tabel: TabelGaji) -> LangkahGaji:
    """The largest step that is not above the whole years of `mkg`; the top step stays.

    Raises DataKurangError for a golongan not in the table and for an MKG below its first step
    (II/b to II/d begin at 3 years; a lower MKG does not occur and is not guessed at).
    """
    reached = [cell for cell in tabel.langkah.get(golongan, ()) if cell.mkg <= mkg.tahun]
    if not reached:
        raise DataKurangError(f"gaji pokok golongan {golongan} dengan masa kerja {mkg}")
    return reached[-1]


def gaji_pokok(golongan: str, mkg: MasaKerja, tabel: TabelGaji) -> int:
    """Gaji pokok in rupiah a month, before the 80% of a CPNS; raises DataKurangError."""
    return langkah_gaji(golongan, mkg, tabel).gaji
