"""Gaji pokok by golongan and masa kerja golongan (PP 7/1977, PP 5/2024; Perpres 11/2024)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from kepegawaian.rules.masa_kerja import MasaKerja
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.teks import rupiah


@dataclass(frozen=True, slots=True)
class LangkahGaji:
    """One cell of the pay table: from `mkg` whole years on, `gaji` rupiah a month."""

    mkg: int
    gaji: int


@dataclass(frozen=True, slots=True)
class TabelGaji:
    """A pay table in force from `berlaku_mulai`; steps of each golongan ascend by `mkg`.

    `kunci`: name of the dated row that holds it.
    """

    langkah: Mapping[str, Sequence[LangkahGaji]]
    dasar_hukum: str
    berlaku_mulai: date
    kunci: str = "GAJI_PNS"

    @property
    def sumber(self) -> Sumber:
        """The dated row it came from."""
        return Sumber(self.kunci, self.berlaku_mulai, self.dasar_hukum)

    @property
    def terendah(self) -> int:
        """The lowest gaji pokok of the whole table, rupiah (PNS: I/a with MKG 0)."""
        return min(cell.gaji for cells in self.langkah.values() for cell in cells)


def tabel_gaji(
    cells: Iterable[tuple[str, int, int]],
    *,
    dasar_hukum: str,
    berlaku_mulai: date,
    kunci: str = "GAJI_PNS",
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
        kunci,
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


@dataclass(frozen=True, slots=True)
class AturanGajiCpns:
    """`persen` of gaji pokok that a CPNS is paid."""

    persen: Decimal
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class HasilGaji:
    """Gaji pokok of the table and what is paid of it, rupiah a month."""

    gaji_tabel: int
    gaji_dibayar: int
    mkg_tabel: int  # the step used, whole years
    alasan: tuple[Alasan, ...]


def gaji_hitung(
    golongan: str, mkg: MasaKerja, tabel: TabelGaji, cpns: AturanGajiCpns | None = None
) -> HasilGaji:
    """Gaji pokok and its part for a CPNS (pass `cpns` for one), half up to whole rupiah.

    Raises DataKurangError as `langkah_gaji` does.
    """
    langkah = langkah_gaji(golongan, mkg, tabel)
    rows = [
        syarat(
            "gaji_pokok",
            tabel.sumber,
            terpenuhi=True,
            teks=f"Golongan {golongan}, masa kerja golongan {mkg}: lajur {langkah.mkg} tahun, "
            f"{rupiah(langkah.gaji)}.",
        )
    ]
    dibayar = langkah.gaji
    if cpns is not None:
        bagian = Decimal(langkah.gaji) * cpns.persen / 100
        dibayar = int(bagian.quantize(Decimal(1), ROUND_HALF_UP))
        rows.append(
            syarat(
                "gaji_cpns",
                cpns.sumber,
                terpenuhi=True,
                teks=f"CPNS menerima {cpns.persen:f}% dari gaji pokok: {rupiah(dibayar)}.",
            )
        )
    return HasilGaji(langkah.gaji, dibayar, langkah.mkg, tuple(rows))
