import pytest

from kepegawaian.errors import GolonganUnknownError
from kepegawaian.rules.golongan import GOLONGAN_PNS, GOLONGAN_PPPK, golongan_parse
from tests.unit.kepegawaian.contoh import tabel_pns, tabel_pppk


@pytest.mark.parametrize("teks", ["III/d", " iii/D", "III d", "IIId", "III-d"])
def test_a_golongan_is_read_in_the_ways_people_write_it(teks: str) -> None:
    golongan = golongan_parse(teks)
    assert (golongan.kode, golongan.jenis, golongan.romawi) == ("III/d", "PNS", "III")
    assert golongan.sebutan == "Penata Tingkat I (III/d)"


def test_pppk_have_a_golongan_and_no_pangkat() -> None:
    golongan = golongan_parse("ix")
    assert (golongan.jenis, golongan.pangkat, golongan.sebutan) == ("PPPK", None, "Golongan IX")


@pytest.mark.parametrize("teks", ["V/z", "III/e", "V/a", "XVIII", "34", "", "-"])
def test_other_texts_are_refused_with_the_text(teks: str) -> None:
    with pytest.raises(GolonganUnknownError) as caught:
        golongan_parse(teks)
    assert caught.value.data == {"golongan": teks}
    assert caught.value.code == "golongan_tak_dikenal"


def test_order_follows_the_ladder_within_each_kind() -> None:
    for ladder in (GOLONGAN_PNS, GOLONGAN_PPPK):
        steps = [golongan_parse(kode) for kode in reversed(ladder)]
        assert tuple(golongan.kode for golongan in sorted(steps)) == ladder
        assert len(steps) == 17
    assert golongan_parse("III/a") > golongan_parse("II/d")


def test_pns_and_pppk_are_not_compared() -> None:
    with pytest.raises(TypeError):
        golongan_parse("III/a") < golongan_parse("IX")  # noqa: B015


def test_the_pay_tables_hold_every_golongan() -> None:
    assert set(tabel_pns().langkah) == set(GOLONGAN_PNS)
    assert set(tabel_pppk().langkah) == set(GOLONGAN_PPPK)
