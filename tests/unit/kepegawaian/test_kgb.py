from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.golongan import GOLONGAN_PNS, golongan_berikut, golongan_parse
from kepegawaian.rules.kgb import HasilKgb, kgb_pns, kgb_pppk
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.masa_kerja import MasaKerja, mkg_pindah
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import tambah_bulan
from tests.unit.kepegawaian.pustaka import ATURAN

BAIK = Predikat.BAIK
FIRST_DAY = st.dates(date(2000, 1, 1), date(2060, 1, 1)).map(lambda d: d.replace(day=1))


def pns(golongan: str, tmt: date, mkg: MasaKerja, **lain: Any) -> HasilKgb:
    return kgb_pns(golongan, tmt, mkg, ATURAN.gaji_pns, ATURAN.kgb_pns, **lain)


def pppk(golongan: str, mkg: MasaKerja, lama: int, *predikat: Predikat) -> HasilKgb:
    return kgb_pppk(
        golongan,
        date(2025, 3, 1),
        mkg,
        ATURAN.gaji_pppk,
        ATURAN.kgb_pppk,
        lama_perjanjian_bulan=lama * 12,
        predikat=predikat,
    )


def first_step(golongan: str) -> int:
    return ATURAN.gaji_pns.langkah[golongan][0].mkg


@given(st.sampled_from(GOLONGAN_PNS), FIRST_DAY, st.integers(0, 480))
def test_the_next_kgb_comes_when_the_mkg_reaches_the_next_step(
    golongan: str, tmt: date, bulan: int
) -> None:
    mkg = MasaKerja.from_bulan(bulan)
    assume(mkg.tahun >= first_step(golongan))
    hasil = pns(golongan, tmt, mkg)
    steps = [cell.mkg for cell in ATURAN.gaji_pns.langkah[golongan]]
    if hasil.tmt_kgb is None:
        assert hasil.sebab == "mkg_maksimum"
        assert mkg.tahun >= steps[-1]
        return
    assert hasil.mkg_baru in steps
    months = hasil.mkg_baru * 12 - bulan
    assert 0 < months <= 24
    assert hasil.tmt_kgb == tambah_bulan(tmt, months)
    assert hasil.tmt_kgb.day == 1
    assert hasil.gaji_baru is not None
    assert hasil.gaji_baru > hasil.gaji_sekarang


@given(st.sampled_from(GOLONGAN_PNS[:-1]), FIRST_DAY, st.integers(0, 380), st.integers(0, 23))
def test_a_promotion_never_moves_the_date_of_the_kgb(
    kode: str, tmt: date, bulan: int, jarak: int
) -> None:
    """Exceptions that the tables make: I/a to I/b, the first year of II/a, and the floor."""
    lama = golongan_parse(kode)
    baru = golongan_berikut(lama)
    assert baru is not None
    assume(kode != "I/a")
    mkg = MasaKerja.from_bulan(bulan)
    assume(mkg.tahun >= max(first_step(kode), 1))
    before = pns(kode, tmt, mkg)
    assume(before.tmt_kgb is not None)
    naik = tambah_bulan(tmt, jarak)
    assert before.tmt_kgb is not None
    assume(naik < before.tmt_kgb)
    sampai_naik = MasaKerja.from_bulan(bulan + jarak)
    moved = mkg_pindah(sampai_naik, lama, baru, ATURAN.mkg).mkg
    assume(moved.tahun >= max(first_step(baru.kode), 1 if baru.kode == "II/a" else 0))
    assume(sampai_naik.total_bulan - moved.total_bulan in (0, 60, 72))
    after = pns(baru.kode, naik, moved)
    assume(after.tmt_kgb is not None)
    assert after.tmt_kgb == before.tmt_kgb


@given(FIRST_DAY, st.integers(0, 370), st.integers(0, 36))
def test_a_delay_moves_one_kgb_and_counts_for_the_next(tmt: date, bulan: int, tunda: int) -> None:
    mkg = MasaKerja.from_bulan(bulan)
    plain, late = pns("III/a", tmt, mkg), pns("III/a", tmt, mkg, penundaan_bulan=tunda)
    assert plain.tmt_kgb is not None
    assert late.tmt_seharusnya == plain.tmt_kgb
    assert late.tmt_kgb == tambah_bulan(plain.tmt_kgb, tunda)
    if tunda < 24:
        assert late.tmt_kgb_berikutnya == plain.tmt_kgb_berikutnya
    if late.tmt_kgb_berikutnya:
        assert late.tmt_kgb_berikutnya > late.tmt_kgb


def test_a_letter_is_out_two_months_before() -> None:
    hasil = pns("III/b", date(2025, 3, 1), MasaKerja(6))
    assert hasil.surat_paling_lambat == date(2027, 1, 1)


def test_a_rating_below_the_least_postpones_and_an_unknown_one_is_said() -> None:
    def hasil(predikat: Predikat | None) -> HasilKgb:
        return pns("III/b", date(2025, 3, 1), MasaKerja(6), predikat=predikat)

    assert hasil(Predikat.BUTUH_PERBAIKAN).tmt_kgb == date(2027, 3, 1)
    refused = hasil(Predikat.KURANG)
    assert (refused.tmt_kgb, refused.sebab) == (None, "predikat_kinerja")
    assert refused.gaji_sekarang == 3_186_600
    assert "ditunda" in refused.syarat[0].upaya
    unknown = hasil(None)
    assert unknown.tmt_kgb == date(2027, 3, 1)
    assert unknown.syarat[0].terpenuhi is None
    assert "belum diperiksa" in unknown.syarat[0].teks


def test_an_mkg_below_the_table_and_a_tmt_inside_a_month_are_refused() -> None:
    with pytest.raises(DataKurangError, match="II/c"):
        pns("II/c", date(2025, 3, 1), MasaKerja(2, 11))
    with pytest.raises(FaktaInvalidError, match="tanggal 1"):
        pns("III/a", date(2025, 3, 2), MasaKerja(2))


@pytest.mark.parametrize(
    ("golongan", "mkg", "lama", "predikat", "sebab"),
    [
        ("IX", 0, 2, (BAIK, BAIK), "masa_perjanjian_tidak_lebih_2_tahun"),
        ("IX", 0, 3, (BAIK, BAIK), None),
        ("IX", 0, 3, (Predikat.KURANG, BAIK, BAIK), None),
        ("IX", 0, 3, (BAIK, Predikat.BUTUH_PERBAIKAN), "predikat_kinerja"),
        ("V", 0, 1, (BAIK,), "masa_perjanjian_tidak_lebih_1_tahun"),
        ("V", 0, 2, (BAIK,), None),
        ("V", 0, 2, (Predikat.KURANG, BAIK), None),
        ("V", 1, 2, (BAIK, BAIK), "masa_perjanjian_tidak_lebih_2_tahun"),
        ("V", 1, 3, (BAIK, BAIK), None),
    ],
)
def test_a_pppk_needs_a_longer_agreement_and_good_years(
    golongan: str, mkg: int, lama: int, predikat: tuple[Predikat, ...], sebab: str | None
) -> None:
    hasil = pppk(golongan, MasaKerja(mkg), lama, *predikat)
    assert hasil.sebab == sebab
    assert (hasil.tmt_kgb is None) is (sebab is not None)


def test_a_missing_rating_of_a_pppk_is_not_guessed() -> None:
    with pytest.raises(DataKurangError, match="2 tahun terakhir"):
        pppk("IX", MasaKerja(0), 5, BAIK)
