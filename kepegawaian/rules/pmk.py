"""Peninjauan masa kerja: service before appointment that counts (PP 11/2002 ps. 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from kepegawaian.rules.gaji import TabelGaji
from kepegawaian.rules.masa_kerja import MasaKerja
from sitamu.inti.errors import DataKurangError


@dataclass(frozen=True, slots=True)
class MasaPekerjaan:
    """One unbroken job; the days are known but never counted."""

    tahun: int
    bulan: int
    hari: int = 0

    @property
    def total_bulan(self) -> int:
        """Whole months of the job."""
        return self.tahun * 12 + self.bulan


class PembulatanBulan(StrEnum):
    """What a part of a month in the share of private service counts for."""

    KE_BAWAH = "ke_bawah"
    SETENGAH_KE_ATAS = "setengah_ke_atas"
    KE_ATAS = "ke_atas"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return self.value.replace("_", " ")


_PEMBULATAN: Final = {
    PembulatanBulan.KE_BAWAH: ROUND_FLOOR,
    PembulatanBulan.SETENGAH_KE_ATAS: ROUND_HALF_UP,
    PembulatanBulan.KE_ATAS: ROUND_CEILING,
}


@dataclass(frozen=True, slots=True)
class AturanPmk:
    """`bagian_persen` of private service counts, each job from `minimal_bulan` on, at most
    `tertinggi_bulan` after that; the pay stays `langkah_di_bawah` KGB steps under the top.
    """

    bagian_persen: int
    minimal_bulan: int
    tertinggi_bulan: int
    langkah_di_bawah: int
    pembulatan: PembulatanBulan
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class HasilPmk:
    """Service that counts, and how it came about."""

    diakui: MasaKerja
    penuh: MasaKerja
    sebagian: MasaKerja
    alasan: tuple[Alasan, ...]


def pmk_diakui(
    aturan: AturanPmk,
    *,
    penuh: Sequence[MasaPekerjaan] = (),
    swasta: Sequence[MasaPekerjaan] = (),
) -> HasilPmk:
    """What of the earlier jobs counts as masa kerja.

    `penuh`: government, PTT, perangkat desa, BUMN/BUMD, pejabat negara, wajib militer; in full.
    `swasta`: private legal entities; in part, jobs too short not at all, with a ceiling.
    Days are dropped job by job; the share is taken once of the sum and rounded to months as the
    rule says.
    """
    rows: list[Alasan] = []
    counted = 0
    for nomor, kerja in enumerate(swasta, 1):
        cukup = kerja.total_bulan >= aturan.minimal_bulan
        counted += kerja.total_bulan * cukup
        rows.append(
            syarat(
                "pekerjaan_swasta",
                aturan.sumber,
                terpenuhi=cukup,
                teks=f"Pekerjaan swasta ke-{nomor}: {MasaKerja.from_bulan(kerja.total_bulan)}"
                + (
                    "."
                    if cukup
                    else f", kurang dari {MasaKerja.from_bulan(aturan.minimal_bulan)} tidak "
                    "terputus, sehingga tidak dihitung."
                ),
            )
        )
    bagian = Decimal(counted * aturan.bagian_persen) / 100
    sebagian = int(bagian.quantize(Decimal(1), _PEMBULATAN[aturan.pembulatan]))
    teks = (
        f"{aturan.bagian_persen}% dari {MasaKerja.from_bulan(counted)} adalah "
        f"{MasaKerja.from_bulan(sebagian)}"
    )
    if sebagian > aturan.tertinggi_bulan:
        sebagian = aturan.tertinggi_bulan
        teks += f", dibatasi {MasaKerja.from_bulan(sebagian)}"
    if swasta:
        rows.append(syarat("bagian_swasta", aturan.sumber, terpenuhi=True, teks=f"{teks}."))
    utuh = sum(kerja.total_bulan for kerja in penuh)
    if penuh:
        rows.append(
            syarat(
                "dihitung_penuh",
                aturan.sumber,
                terpenuhi=True,
                teks=f"Dihitung penuh: {MasaKerja.from_bulan(utuh)}.",
            )
        )
    return HasilPmk(
        MasaKerja.from_bulan(utuh + sebagian),
        MasaKerja.from_bulan(utuh),
        MasaKerja.from_bulan(sebagian),
        tuple(rows),
    )


def pmk_mkg_tertinggi(golongan: str, tabel: TabelGaji, aturan: AturanPmk) -> int:
    """Highest MKG step that a PMK may lead to: the top less the last steps (PP 7/1977 ps. 5(3)).

    Raises DataKurangError for a golongan without that many steps in the table.
    """
    steps = tabel.langkah.get(golongan, ())
    if len(steps) <= aturan.langkah_di_bawah:
        raise DataKurangError(f"gaji pokok golongan {golongan}")
    return steps[-1 - aturan.langkah_di_bawah].mkg
