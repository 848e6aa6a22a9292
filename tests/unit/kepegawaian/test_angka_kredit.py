from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.angka_kredit import (
    AturanAngkaKredit,
    HasilAngkaKredit,
    Penilaian,
    angka_kredit_hitung,
    angka_kredit_periode,
)
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.jabatan import Jenjang
from kepegawaian.rules.kinerja import Predikat
from sitamu.inti.errors import DataKurangError
from tests.unit.kepegawaian.pustaka import ATURAN

BAIK = Predikat.BAIK


def hitung(
    jenjang: Jenjang, golongan: str, tahun: int, *rows: Penilaian, saldo: str = "0"
) -> HasilAngkaKredit:
    syarat = ATURAN.syarat_kp("KP_FUNGSIONAL")
    return angka_kredit_hitung(
        jenjang,
        golongan_parse(golongan),
        rows,
        tahun,
        ATURAN.angka_kredit,
        masa_pangkat_tahun=syarat.masa_pangkat_tahun,
        predikat_minimal=syarat.predikat_minimal,
        jumlah_predikat=syarat.jumlah_predikat,
        sumber_kp=syarat.sumber,
        saldo=Decimal(saldo),
    )


@pytest.mark.parametrize(
    ("predikat", "bulan", "koefisien", "nilai"),
    [
        (BAIK, 2, "12.5", "2.08"),  # example of BKN
        (BAIK, 12, "12.5", "12.50"),
        (Predikat.SANGAT_BAIK, 12, "37.5", "56.25"),
        (Predikat.SANGAT_BAIK, 1, "3.75", "0.47"),  # 0.46875, half up
        (Predikat.BUTUH_PERBAIKAN, 6, "25", "9.38"),  # 9.375, half up
        (BAIK, 2, "3.75", "0.63"),  # 0.625, half up and not to even
        (Predikat.KURANG, 12, "5", "2.50"),
        (Predikat.SANGAT_KURANG, 12, "50", "12.50"),
    ],
)
def test_points_of_a_period_have_two_decimals_half_up(
    predikat: Predikat, bulan: int, koefisien: str, nilai: str
) -> None:
    got = angka_kredit_periode(Penilaian(predikat, bulan), Decimal(koefisien), ATURAN.angka_kredit)
    assert str(got) == nilai


@given(st.sampled_from(Jenjang), st.integers(1, 12))
def test_a_better_rating_never_gives_fewer_points(jenjang: Jenjang, bulan: int) -> None:
    koefisien = ATURAN.angka_kredit.baris(jenjang).koefisien
    points = [
        angka_kredit_periode(Penilaian(p, bulan), koefisien, ATURAN.angka_kredit) for p in Predikat
    ]
    assert points == sorted(points, reverse=True)


def test_points_alone_do_not_promote() -> None:
    good = [Penilaian(Predikat.SANGAT_BAIK, 12)] * 3
    assert hitung(Jenjang.AHLI_MUDA, "III/c", 2, *good).alasan == ()
    assert hitung(Jenjang.AHLI_MUDA, "III/c", 1, *good).alasan == ("masa_pangkat_kurang_2_tahun",)
    last = Penilaian(Predikat.BUTUH_PERBAIKAN, 12)
    assert hitung(Jenjang.AHLI_MUDA, "III/c", 4, *good, last).alasan == ("predikat_kinerja",)
    short = hitung(Jenjang.AHLI_MUDA, "III/c", 2, Penilaian(BAIK, 12))
    assert short.alasan == ("angka_kredit_kurang",)
    assert [row.upaya for row in short.syarat if row.upaya] == ["Kurang 75 angka kredit."]
    assert hitung(Jenjang.AHLI_MUDA, "III/c", 2).alasan == ("angka_kredit_kurang",)


def _open(hasil: HasilAngkaKredit) -> list[str]:
    return [row.kode for row in hasil.syarat if row.terpenuhi is None]


def test_at_the_top_of_a_level_points_alone_are_no_yes() -> None:
    inside, top = (
        hitung(Jenjang.AHLI_PERTAMA, golongan, 4, *[Penilaian(BAIK, 12)] * 4)
        for golongan in ("III/a", "III/b")
    )
    assert (inside.memenuhi_kp, _open(inside)) == (True, [])
    assert (top.memenuhi_kp, _open(top), top.alasan) == (False, ["naik_jenjang"], ())


def test_one_rating_does_not_answer_for_two_years() -> None:
    one = hitung(Jenjang.AHLI_PERTAMA, "III/a", 4, Penilaian(BAIK, 12), saldo="40")
    two = hitung(Jenjang.AHLI_PERTAMA, "III/a", 4, *[Penilaian(BAIK, 12)] * 2, saldo="25")
    poor = hitung(Jenjang.AHLI_PERTAMA, "III/a", 4, Penilaian(Predikat.KURANG, 12), saldo="50")
    assert (one.memenuhi_kp, _open(one)) == (False, ["predikat_kinerja"])
    assert two.memenuhi_kp
    assert poor.alasan == ("predikat_kinerja",)


def test_points_brought_along_count_and_are_named() -> None:
    periods = [Penilaian(BAIK, 12)] * 2
    assert hitung(Jenjang.AHLI_PERTAMA, "III/a", 4, *periods).angka_kredit == 25
    hasil = hitung(Jenjang.AHLI_PERTAMA, "III/a", 4, *periods, saldo="24.995")
    assert (str(hasil.angka_kredit), hasil.memenuhi_kp) == ("50.00", True)
    assert hasil.syarat[0].kode == "saldo"


def test_what_the_table_does_not_hold_is_not_guessed() -> None:
    empty = AturanAngkaKredit({}, {}, ATURAN.angka_kredit.sumber)
    with pytest.raises(DataKurangError, match="jenjang Mahir"):
        empty.baris(Jenjang.MAHIR)
    with pytest.raises(DataKurangError, match="predikat Baik"):
        angka_kredit_periode(Penilaian(BAIK, 12), Decimal(5), empty)
    with pytest.raises(FaktaInvalidError, match="bukan golongan PNS"):
        hitung(Jenjang.AHLI_MUDA, "IX", 4)
