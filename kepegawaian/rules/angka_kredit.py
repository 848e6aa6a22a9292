"""Angka kredit of a jabatan fungsional (PermenPANRB 1/2023 ps. 37, Peraturan BKN 3/2023)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kepegawaian.rules.alasan import Alasan, Sumber, kode_gagal, syarat
from kepegawaian.rules.golongan import Golongan, golongan_pns
from kepegawaian.rules.jabatan import Jenjang
from kepegawaian.rules.kinerja import Predikat, predikat_cukup, predikat_teks
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.teks import desimal

SEN: Final = Decimal("0.01")
NOL: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class BarisJenjang:
    """One level: its golongan (both inclusive), points a year, and what a move needs.

    `kebutuhan_jenjang` None: there is no next level.
    """

    jenjang: Jenjang
    dari: Golongan
    sampai: Golongan
    koefisien: Decimal
    kebutuhan_kp: int
    kebutuhan_jenjang: int | None


@dataclass(frozen=True, slots=True)
class AturanAngkaKredit:
    """Levels, percentages of the ratings, and what a KP asks besides the points."""

    jenjang: Mapping[Jenjang, BarisJenjang]
    persen: Mapping[Predikat, Decimal]
    sumber: Sumber

    def baris(self, jenjang: Jenjang) -> BarisJenjang:
        """The row of one level; raises DataKurangError."""
        if jenjang not in self.jenjang:
            raise DataKurangError(f"angka kredit jenjang {jenjang.label}")
        return self.jenjang[jenjang]


@dataclass(frozen=True, slots=True)
class Penilaian:
    """A rating over 1 to 12 months of one year."""

    predikat: Predikat
    bulan: int


@dataclass(frozen=True, slots=True)
class HasilAngkaKredit:
    """Points gathered, and whether they and what goes with them allow a promotion."""

    angka_kredit: Decimal
    kebutuhan_kp: int
    kebutuhan_jenjang: int | None
    syarat: tuple[Alasan, ...]

    @property
    def memenuhi_kp(self) -> bool:
        """Whether every condition of a KP holds; one that is still open is no yes."""
        return all(row.terpenuhi is True for row in self.syarat)

    @property
    def alasan(self) -> tuple[str, ...]:
        """Codes of the conditions that fail."""
        return kode_gagal(self.syarat)


def angka_kredit_periode(
    penilaian: Penilaian, koefisien: Decimal, aturan: AturanAngkaKredit
) -> Decimal:
    """Points of one period: months/12 x percent x koefisien, two decimals, half up."""
    persen = aturan.persen.get(penilaian.predikat)
    if persen is None:
        raise DataKurangError(f"angka kredit predikat {penilaian.predikat}")
    nilai = koefisien * persen * penilaian.bulan / 1200
    return nilai.quantize(SEN, ROUND_HALF_UP)


def angka_kredit_hitung(
    jenjang: Jenjang,
    golongan: Golongan,
    penilaian: Sequence[Penilaian],
    tahun_dalam_pangkat: int,
    aturan: AturanAngkaKredit,
    *,
    masa_pangkat_tahun: int,
    predikat_minimal: Predikat,
    jumlah_predikat: int,
    sumber_kp: Sumber,
    saldo: Decimal = NOL,
) -> HasilAngkaKredit:
    """Points of the periods in this pangkat against the need of a KP.

    `saldo`: points brought along inside the level, from a PAK integrasi or left over from the last
    KP. Each period is rounded by itself, as a PAK is. The conditions of the KP (years in the
    pangkat, latest ratings) come from its own dated row `sumber_kp`; fewer ratings than it asks
    for leave them open. At the top golongan of a level the promotion also needs the next level,
    which is said and not judged here.
    """
    golongan_pns(golongan)
    baris = aturan.baris(jenjang)
    nilai = [angka_kredit_periode(p, baris.koefisien, aturan) for p in penilaian]
    total = sum(nilai, saldo).quantize(SEN, ROUND_HALF_UP)
    rows = (
        [
            syarat(
                "saldo",
                aturan.sumber,
                terpenuhi=True,
                teks=f"Angka kredit awal dalam jenjang: {desimal(saldo)}.",
            )
        ]
        if saldo
        else []
    )
    rows += [
        syarat(
            "angka_kredit",
            aturan.sumber,
            terpenuhi=True,
            teks=f"{p.bulan} bulan {p.predikat} pada {jenjang.label}: "
            f"{p.bulan}/12 × {desimal(aturan.persen[p.predikat])}% × {desimal(baris.koefisien)} "
            f"= {desimal(n)}.",
        )
        for p, n in zip(penilaian, nilai, strict=True)
    ]
    rows += [
        syarat(
            "angka_kredit_kurang",
            aturan.sumber,
            terpenuhi=total >= baris.kebutuhan_kp,
            teks=f"Angka kredit {desimal(total)} dari {baris.kebutuhan_kp} yang diperlukan untuk "
            "KP.",
            upaya=f"Kurang {desimal(baris.kebutuhan_kp - total)} angka kredit.",
        ),
        syarat(
            f"masa_pangkat_kurang_{masa_pangkat_tahun}_tahun",
            sumber_kp,
            terpenuhi=tahun_dalam_pangkat >= masa_pangkat_tahun,
            teks=f"{tahun_dalam_pangkat} tahun dalam pangkat, paling sedikit "
            f"{masa_pangkat_tahun} tahun.",
            upaya=f"Tunggu sampai {masa_pangkat_tahun} tahun dalam pangkat.",
        ),
    ]
    rated = [p.predikat for p in penilaian[-jumlah_predikat:]]
    last: list[Predikat | None] = [*(None for _ in range(jumlah_predikat - len(rated))), *rated]
    rows.append(
        syarat(
            "predikat_kinerja",
            sumber_kp,
            terpenuhi=predikat_cukup(last, predikat_minimal),
            teks=f"{jumlah_predikat} predikat terakhir paling rendah {predikat_minimal}: "
            f"{predikat_teks(last)}.",
            upaya=f"Predikat {predikat_minimal} pada {jumlah_predikat} penilaian terakhir.",
        )
    )
    if golongan >= baris.sampai and baris.kebutuhan_jenjang is not None:
        rows.append(
            syarat(
                "naik_jenjang",
                aturan.sumber,
                terpenuhi=None,
                teks=f"Golongan {golongan} puncak jenjang {jenjang.label}: KP berikutnya juga "
                f"perlu naik jenjang (angka kredit kumulatif {baris.kebutuhan_jenjang}, uji "
                "kompetensi, formasi).",
            )
        )
    return HasilAngkaKredit(total, baris.kebutuhan_kp, baris.kebutuhan_jenjang, tuple(rows))
