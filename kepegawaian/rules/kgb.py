"""Kenaikan gaji berkala of PNS (PP 7/1977 ps. 11-13) and PPPK (PermenPANRB 7/2023).

The clock is the masa kerja golongan, not the date of the last SK: a promotion changes the column
of the pay table and never restarts the count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan, Sumber, kode_gagal, memenuhi, syarat
from kepegawaian.rules.gaji import LangkahGaji, TabelGaji, langkah_gaji
from kepegawaian.rules.kinerja import (
    Predikat,
    predikat_cukup,
    predikat_teks,
    predikat_terakhir,
)
from kepegawaian.rules.masa_kerja import MasaKerja
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import rupiah, tanggal_panjang


@dataclass(frozen=True, slots=True)
class AturanKgbPns:
    """Least yearly rating, longest delay of one SK, months of notice before the TMT."""

    predikat_minimal: Predikat
    penundaan_bulan: int
    pemberitahuan_bulan: int
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class SyaratKgbPppk:
    """What a PPPK must show: agreement longer than so many years, so many good years."""

    perjanjian_lebih_tahun: int
    jumlah_predikat: int


@dataclass(frozen=True, slots=True)
class AturanKgbPppk:
    """`pertama`: the lighter rule of the first KGB, by golongan (V: after 1 year)."""

    umum: SyaratKgbPppk
    pertama: Mapping[str, SyaratKgbPppk]
    predikat_minimal: Predikat
    pemberitahuan_bulan: int
    sumber: Sumber

    def syarat_untuk(self, golongan: str, langkah: LangkahGaji) -> SyaratKgbPppk:
        """The rule for a person on this step; the first step of some golongan has its own."""
        return self.pertama.get(golongan, self.umum) if langkah.mkg == 0 else self.umum


@dataclass(frozen=True, slots=True)
class HasilKgb:
    """Pay today and the next KGB. `tmt_kgb` None: there is none, `sebab` says why by its code."""

    mkg: MasaKerja
    gaji_sekarang: int
    syarat: tuple[Alasan, ...]
    tmt_seharusnya: date | None = None  # without any delay
    tmt_kgb: date | None = None
    mkg_baru: int | None = None  # step reached, whole years
    gaji_baru: int | None = None
    surat_paling_lambat: date | None = None
    tmt_kgb_berikutnya: date | None = None  # the one after; None past the top step

    @property
    def sebab(self) -> str | None:
        """Code of the first condition that fails."""
        return next(iter(kode_gagal(self.syarat)), None)


def kgb_waktu(
    golongan: str, tmt: date, mkg: MasaKerja, tabel: TabelGaji
) -> tuple[date, LangkahGaji] | None:
    """When a MKG that was `mkg` on `tmt` reaches the next step, and that step; None past the top.

    By time alone, without conditions or delays. Raises DataKurangError as `langkah_gaji` does.
    """
    berikut = _after(golongan, langkah_gaji(golongan, mkg, tabel), tabel)
    if berikut is None:
        return None
    return tambah_bulan(tmt, berikut.mkg * 12 - mkg.total_bulan), berikut


def kgb_pns(
    golongan: str,
    tmt: date,
    mkg: MasaKerja,
    tabel: TabelGaji,
    aturan: AturanKgbPns,
    *,
    predikat: Predikat | None = None,
    penundaan_bulan: int = 0,
) -> HasilKgb:
    """The next KGB of a PNS whose MKG on `tmt` is `mkg`.

    `predikat`: of the last year; None leaves that condition unjudged. `penundaan_bulan`: total of
    the delays imposed by SK; the KGB is given when they end and they count in full for the next
    one. Raises DataKurangError for an MKG below the table, FaktaInvalidError for a TMT that is no
    first of a month.
    """
    rows: list[Alasan] = []
    teks = f"Predikat kinerja setahun terakhir paling rendah {aturan.predikat_minimal}"
    rows.append(
        syarat(
            "predikat_kinerja",
            aturan.sumber,
            terpenuhi=None if predikat is None else predikat.at_least(aturan.predikat_minimal),
            teks=f"{teks}; belum diperiksa." if predikat is None else f"{teks}: {predikat}.",
            upaya=f"KGB ditunda dengan SK, paling lama {aturan.penundaan_bulan} bulan, lalu "
            "dinilai lagi.",
        )
    )
    return _kgb(
        golongan,
        tmt,
        mkg,
        tabel,
        rows=rows,
        sumber=aturan.sumber,
        pemberitahuan_bulan=aturan.pemberitahuan_bulan,
        penundaan_bulan=penundaan_bulan,
    )


def kgb_pppk(
    golongan: str,
    tmt: date,
    mkg: MasaKerja,
    tabel: TabelGaji,
    aturan: AturanKgbPppk,
    *,
    lama_perjanjian_bulan: int | None,
    predikat: Sequence[Predikat | None],
) -> HasilKgb:
    """The next KGB of a PPPK; `predikat` from older to latest, None for a year not rated yet.

    `lama_perjanjian_bulan`: whole months of the agreement, extensions included; None leaves that
    condition unjudged. A rating below the least refuses; too few ratings raise DataKurangError,
    unless the agreement is too short anyway.
    """
    need = aturan.syarat_untuk(golongan, langkah_gaji(golongan, mkg, tabel))
    batas = need.perjanjian_lebih_tahun
    kode = f"masa_perjanjian_tidak_lebih_{batas}_tahun"
    if lama_perjanjian_bulan is None:
        teks = f"Data kurang: masa perjanjian kerja. Harus lebih dari {batas} tahun."
        rows = [syarat(kode, aturan.sumber, terpenuhi=None, teks=teks)]
    else:
        lama = MasaKerja.from_bulan(lama_perjanjian_bulan)
        rows = [
            syarat(
                kode,
                aturan.sumber,
                terpenuhi=lama_perjanjian_bulan > batas * 12,
                teks=f"Masa perjanjian kerja {lama}; harus lebih dari {batas} tahun.",
                upaya=f"Perpanjangan yang membuat masa perjanjian lebih dari {batas} tahun.",
            )
        ]
    if memenuhi(rows):
        rows.append(_ratings(predikat, need.jumlah_predikat, aturan))
    return _kgb(
        golongan,
        tmt,
        mkg,
        tabel,
        rows=rows,
        sumber=aturan.sumber,
        pemberitahuan_bulan=aturan.pemberitahuan_bulan,
    )


def _ratings(predikat: Sequence[Predikat | None], jumlah: int, aturan: AturanKgbPppk) -> Alasan:
    last = predikat_terakhir(predikat, jumlah)
    return syarat(
        "predikat_kinerja",
        aturan.sumber,
        terpenuhi=predikat_cukup(last, aturan.predikat_minimal),
        teks=f"Predikat kinerja {jumlah} tahun terakhir paling rendah {aturan.predikat_minimal}: "
        f"{predikat_teks(last)}.",
        upaya=f"Predikat {aturan.predikat_minimal} selama {jumlah} tahun berturut-turut.",
    )


def _kgb(
    golongan: str,
    tmt: date,
    mkg: MasaKerja,
    tabel: TabelGaji,
    *,
    rows: list[Alasan],
    sumber: Sumber,
    pemberitahuan_bulan: int,
    penundaan_bulan: int = 0,
) -> HasilKgb:
    if tmt.day != 1:
        raise FaktaInvalidError("tmt", "TMT selalu tanggal 1.", langkah="Lihat TMT pada SK.")
    kini = langkah_gaji(golongan, mkg, tabel)
    berikut = _after(golongan, kini, tabel)
    rows.append(
        syarat(
            "mkg_maksimum",
            tabel.sumber,
            terpenuhi=berikut is not None,
            teks=f"Gaji pokok sekarang {rupiah(kini.gaji)} pada lajur {kini.mkg} tahun"
            + (f"; lajur berikutnya {berikut.mkg} tahun." if berikut else ", lajur tertinggi."),
            upaya="Kenaikan pangkat ke golongan yang lajurnya lebih tinggi.",
        )
    )
    if berikut is None or not memenuhi(rows):
        return HasilKgb(mkg, kini.gaji, tuple(rows))
    seharusnya = tambah_bulan(tmt, berikut.mkg * 12 - mkg.total_bulan)
    ditunda = tambah_bulan(seharusnya, penundaan_bulan)
    reached = MasaKerja.from_bulan(berikut.mkg * 12 + penundaan_bulan)
    baru = langkah_gaji(golongan, reached, tabel)
    lalu = _after(golongan, baru, tabel)
    teks = f"Masa kerja golongan mencapai {berikut.mkg} tahun pada {tanggal_panjang(seharusnya)}"
    if penundaan_bulan:
        teks += f", ditunda {penundaan_bulan} bulan sampai {tanggal_panjang(ditunda)}"
    rows.append(
        syarat(
            "tmt_kgb",
            sumber,
            terpenuhi=True,
            teks=f"{teks}; gaji pokok menjadi {rupiah(baru.gaji)}. "
            "Kenaikan pangkat tidak mengulang hitungan.",
        )
    )
    return HasilKgb(
        mkg=mkg,
        gaji_sekarang=kini.gaji,
        syarat=tuple(rows),
        tmt_seharusnya=seharusnya,
        tmt_kgb=ditunda,
        mkg_baru=baru.mkg,
        gaji_baru=baru.gaji,
        surat_paling_lambat=tambah_bulan(ditunda, -pemberitahuan_bulan),
        tmt_kgb_berikutnya=tambah_bulan(seharusnya, (lalu.mkg - berikut.mkg) * 12)
        if lalu
        else None,
    )


def _after(golongan: str, langkah: LangkahGaji, tabel: TabelGaji) -> LangkahGaji | None:
    steps = tabel.langkah[golongan]
    return next((cell for cell in steps if cell.mkg > langkah.mkg), None)
