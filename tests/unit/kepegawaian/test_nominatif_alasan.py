"""Reasons of a forecast: which dated row each rests on, what would make it pass and when."""

from dataclasses import replace
from datetime import date

import pytest

from kepegawaian.rules.alasan import Alasan, Sumber
from kepegawaian.rules.hukdis import BarisHukdis, TingkatHukdis
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.nominatif import Perkiraan
from tests.unit.kepegawaian.ramalan import (
    BAIK,
    JANUARI,
    KGB,
    KONTRAK,
    KURANG,
    PANGKAT,
    PPPK,
    SITI,
    golongan,
    ramal,
)

SB = Predikat.SANGAT_BAIK


def row(hasil: Perkiraan, kode: str) -> Alasan:
    (found,) = (alasan for alasan in hasil.alasan if alasan.kode == kode)
    return found


def source(hasil: Perkiraan, kode: str) -> Sumber:
    sumber = row(hasil, kode).aturan
    assert sumber is not None
    return sumber


def test_a_period_put_off_rests_on_the_regime_of_its_own_day() -> None:
    """Four years were over in 2015, under two periods a year; 1 January 2027 is of another row."""
    hasil = ramal(PANGKAT, golongan=(golongan("III/b", date(2011, 4, 1)),))
    assert hasil.tmt == JANUARI
    assert source(hasil, "periode_kp").berlaku_mulai == date(2025, 10, 1)
    assert row(hasil, "periode_kp").dasar == "Peraturan BKN 4/2025"


@pytest.mark.parametrize(
    ("skp", "upaya", "sejak"),
    [
        ({2024: KURANG, 2025: BAIK}, "SKP 2025 dan 2026", date(2027, 1, 1)),
        ({2024: BAIK, 2025: KURANG}, "SKP 2026 dan 2027", date(2028, 1, 1)),
        ({2024: KURANG, 2025: KURANG}, "SKP 2026 dan 2027", date(2028, 1, 1)),
        ({2024: SB, 2025: Predikat.BUTUH_PERBAIKAN}, "SKP 2026 dan 2027", date(2028, 1, 1)),
    ],
)
def test_a_rating_too_low_says_which_years_must_be_good_and_when_they_are_over(
    skp: dict[int, Predikat], upaya: str, sejak: date
) -> None:
    fails = row(ramal(PANGKAT, skp=skp), "predikat_kinerja")
    assert fails.upaya == f"Predikat paling rendah Baik pada {upaya}."
    assert fails.sejak == sejak


def test_good_ratings_ask_for_nothing() -> None:
    holds = row(ramal(PANGKAT), "predikat_kinerja")
    assert (holds.upaya, holds.sejak) == ("", None)


def test_what_ends_a_service_or_a_penalty_names_its_dated_row() -> None:
    served = (BarisHukdis(TingkatHukdis.SEDANG, date(2026, 7, 1), date(2027, 1, 1)),)
    waits = ramal(PANGKAT, hukdis=served)
    assert source(waits, "hukuman_disiplin_selesai").kunci == "KP_REGULER"
    old = replace(SITI, tanggal_lahir=date(1968, 12, 9))
    assert source(ramal(PANGKAT, old), "mencapai_bup").kunci == "BUP"
    assert source(ramal(KONTRAK, PPPK), "batas_bup").kunci == "BUP"
    short = replace(PPPK.kontrak[0], akhir=date(2026, 11, 30))
    now = (golongan("IX", date(2024, 12, 1), 0),)
    late = ramal(KGB, PPPK, kontrak=(short,), golongan=now, tmt_cpns=date(2024, 12, 1))
    assert source(late, "perjanjian_berakhir").kunci == "KGB_PPPK"
    assert source(ramal(KGB, jenis="CPNS"), "bukan_pns").kunci == "KGB_PNS"
