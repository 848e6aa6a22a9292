"""Leave, beside the worked cases: what must hold for every request."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.cuti import (
    BEBAS_MASA_KERJA,
    SEBAB,
    BarisCuti,
    FaktaCuti,
    HasilCuti,
    JenisCuti,
    PermohonanCuti,
    SebabCuti,
    cuti_check,
    persalinan_since,
)
from kepegawaian.rules.kuota_cuti import (
    FaktaTahunan,
    KuotaTahunan,
    PemakaianTahun,
    kuota_tahunan,
)
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.kalender import Kalender
from tests.unit.kepegawaian.pustaka import ATURAN

KALENDER = Kalender(frozenset({date(2026, 12, 24), date(2026, 12, 25)}), frozenset({2026, 2027}))
HARI_INI = date(2026, 11, 25)
MULAI = date(2015, 3, 1)
ATURAN_CUTI = ATURAN.cuti
TAHUNAN = ATURAN_CUTI.tahunan


def kuota(tahun: int, *pemakaian: PemakaianTahun, bawaan: int | None = 0) -> KuotaTahunan:
    return kuota_tahunan(tahun, FaktaTahunan(MULAI, 2020, bawaan, pemakaian), TAHUNAN)


def check(jenis: JenisCuti, mulai: date, selesai: date, **facts: Any) -> HasilCuti:
    sebab = facts.pop("sebab", SEBAB[jenis][0])
    perjalanan = facts.pop("perjalanan_hari", 0)
    fakta = FaktaCuti("PNS", facts.pop("mulai_kerja", MULAI), **facts)
    permohonan = PermohonanCuti(jenis, mulai, selesai, sebab, perjalanan)
    return cuti_check(permohonan, fakta, KALENDER, ATURAN_CUTI, hari_ini=HARI_INI)


def sentences(hasil: HasilCuti) -> dict[str, tuple[bool | None, str, str]]:
    return {row.kode: (row.terpenuhi, row.teks, row.upaya) for row in hasil.alasan}


# The quota


def test_what_was_carried_before_the_records_begin_is_never_guessed() -> None:
    with pytest.raises(DataKurangError, match="sisa cuti tahunan sampai akhir 2019"):
        kuota(2026, bawaan=None)
    with pytest.raises(DataKurangError, match="sisa cuti tahunan sampai akhir 2019"):
        kuota(2019)
    assert kuota(2020, bawaan=5).jumlah == 17
    first = FaktaTahunan(date(2025, 12, 1), 2020)  # the right began after the records did
    assert kuota_tahunan(2026, first, TAHUNAN).jumlah == 12
    same_year = FaktaTahunan(date(2019, 3, 1), 2020)
    assert kuota_tahunan(2020, same_year, TAHUNAN).jumlah == 12


def test_a_year_before_the_right_has_no_days() -> None:
    fakta = FaktaTahunan(date(2025, 12, 1), 2025)
    hasil = kuota_tahunan(2025, fakta, TAHUNAN)
    assert (hasil.jumlah, hasil.berhak_mulai) == (0, date(2026, 12, 1))
    (alasan,) = hasil.alasan
    assert (alasan.kode, alasan.sejak) == ("masa_kerja_tahunan", date(2026, 12, 1))
    assert alasan.upaya == "Ajukan cuti mulai 1 Desember 2026."


def test_carried_days_and_days_for_cuti_bersama_are_used_first_and_end_with_the_year() -> None:
    year = PemakaianTahun(2020, terpakai=8, tambahan=2)
    assert kuota(2021, year, bawaan=6).bawaan == 6  # 8 - 6 - 2 leaves all 12 of 2020
    more = PemakaianTahun(2020, terpakai=17, tambahan=2)
    assert kuota(2021, more, bawaan=6).bawaan == 3


def test_a_third_year_without_leave_carries_no_more_than_the_second() -> None:
    assert [kuota(year).jumlah for year in (2020, 2021, 2022, 2023)] == [12, 18, 24, 24]


def test_a_year_of_cuti_besar_carries_nothing_on_and_is_no_unused_year() -> None:
    besar = PemakaianTahun(2021, cuti_besar=True)
    assert kuota(2021, besar).jumlah == 0
    assert kuota(2022, besar).jumlah == 12
    assert kuota(2023, besar).jumlah == 18


def test_deferred_days_come_back_in_full_up_to_the_limit_of_two_years() -> None:
    assert kuota(2021, PemakaianTahun(2020, ditangguhkan=12)).bawaan == 12
    assert kuota(2021, PemakaianTahun(2020, terpakai=3, ditangguhkan=9)).bawaan == 9
    assert kuota(2021, PemakaianTahun(2020, terpakai=3, ditangguhkan=12)).bawaan == 9


def test_the_limits_of_the_rule_cap_what_is_carried() -> None:
    wide = replace(TAHUNAN, batas_dua_tahun=40)
    assert kuota_tahunan(2022, FaktaTahunan(MULAI, 2020, 0), wide).bawaan == 24
    narrow = replace(TAHUNAN, batas_dua_tahun=20)
    deferred = (PemakaianTahun(2020, ditangguhkan=12),)
    assert kuota_tahunan(2021, FaktaTahunan(MULAI, 2020, 0, deferred), narrow).bawaan == 8


@given(
    st.lists(
        st.builds(
            PemakaianTahun,
            st.integers(2020, 2025),
            st.integers(0, 30),
            st.integers(0, 5),
            st.integers(0, 15),
            st.booleans(),
        ),
        unique_by=lambda year: year.tahun,
    ),
    st.integers(0, 12),
)
def test_no_history_gives_more_than_the_limits(years: list[PemakaianTahun], bawaan: int) -> None:
    hasil = kuota(2026, *years, bawaan=bawaan)
    assert hasil.hak + hasil.bawaan <= TAHUNAN.batas_dua_tahun
    last = next((year for year in years if year.tahun == 2025), PemakaianTahun(2025))
    if last.terpakai and not last.ditangguhkan:
        assert hasil.hak + hasil.bawaan <= TAHUNAN.batas_satu_tahun
    assert 0 <= hasil.sisa <= hasil.jumlah


def test_the_quota_says_how_it_came_about() -> None:
    hasil = kuota(2021, PemakaianTahun(2021, terpakai=4, tambahan=1), bawaan=0)
    assert [row.teks for row in hasil.alasan] == [
        (
            "Cuti tahunan 2021: hak 12 hari kerja, bawaan tahun lalu 6, pengganti cuti bersama 1, "
            "terpakai 4."
        )
    ]
    assert kuota(2020, PemakaianTahun(2020, terpakai=30)).sisa == 0


# Requests


@pytest.mark.parametrize("jenis", JenisCuti)
def test_a_refusal_says_what_would_be_accepted(jenis: JenisCuti) -> None:
    hasil = check(
        jenis,
        date(2026, 12, 1),
        date(2031, 12, 31) if jenis is not JenisCuti.TAHUNAN else date(2026, 12, 31),
        mulai_kerja=date(2026, 1, 1),
        kuota=kuota(2026, PemakaianTahun(2026, terpakai=11)),
        persalinan=3,
    )
    failing = [row for row in hasil.alasan if row.terpenuhi is False]
    assert failing
    for row in failing:
        assert row.upaya
        assert row.aturan is not None


def test_every_sentence_of_an_annual_request() -> None:
    found = sentences(
        check(
            JenisCuti.TAHUNAN,
            date(2026, 12, 1),
            date(2026, 12, 20),
            perjalanan_hari=13,
            tempat_jauh=True,
            kuota=kuota(2026, PemakaianTahun(2026, terpakai=9)),
        )
    )
    assert found["kuota_cukup"] == (
        True,
        "Diminta 5 hari kerja, tersisa 15.",
        "",
    )
    assert found["tambahan_perjalanan"] == (
        False,
        (
            "Tambahan perjalanan paling banyak 12 hari kalender, bagi yang bekerja di tempat yang "
            "sulit dijangkau."
        ),
        "Kurangi tambahan menjadi paling banyak 12 hari.",
    )
    assert found["masa_kerja_tahunan"][0] is True


def test_an_illness_past_its_end_points_to_the_health_board() -> None:
    rows = (BarisCuti(JenisCuti.SAKIT, date(2025, 1, 1), date(2026, 11, 24)),)
    found = sentences(check(JenisCuti.SAKIT, HARI_INI, HARI_INI, riwayat=rows))
    assert found["lama_sakit"] == (
        False,
        "Cuti sakit paling lama 18 bulan: dari 1 Januari 2025 sampai 30 Juni 2026.",
        "Batasnya sudah habis; mintalah pengujian kesehatan atau kembali bekerja.",
    )


def test_a_day_at_work_between_two_leaves_begins_a_new_illness() -> None:
    rows = (BarisCuti(JenisCuti.SAKIT, date(2025, 1, 1), date(2026, 11, 23)),)
    assert check(JenisCuti.SAKIT, HARI_INI, HARI_INI, riwayat=rows).dapat
    other = (BarisCuti(JenisCuti.CLTN, date(2025, 1, 1), date(2026, 11, 24)),)
    assert check(JenisCuti.SAKIT, HARI_INI, HARI_INI, riwayat=other).dapat


def test_an_unknown_number_of_deliveries_stays_open_and_refuses_nothing() -> None:
    hasil = check(JenisCuti.MELAHIRKAN, HARI_INI, date(2027, 2, 24))
    assert hasil.dapat
    assert sentences(hasil)["persalinan_ke"][:2] == (
        None,
        (
            "Cuti melahirkan untuk persalinan pertama sampai ke-3 sejak menjadi ASN; urutannya "
            "belum tercatat."
        ),
    )


def test_the_same_day_of_two_leaves_is_named() -> None:
    rows = (BarisCuti(JenisCuti.SAKIT, date(2026, 12, 1), date(2026, 12, 3)),)
    found = sentences(
        check(
            JenisCuti.ALASAN_PENTING,
            date(2026, 12, 3),
            date(2026, 12, 4),
            riwayat=rows,
        )
    )
    assert found["tidak_bertumpuk"] == (
        False,
        "Cuti sakit 1 Desember 2026 sampai 3 Desember 2026 sudah tercatat pada hari-hari itu.",
        "Pilih hari lain, atau batalkan cuti itu lebih dahulu.",
    )
    for day in (date(2026, 11, 30), date(2026, 12, 4)):
        assert check(JenisCuti.ALASAN_PENTING, day, day, riwayat=rows).dapat


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"selesai": date(2026, 11, 30)}, "selesai"),
        ({"sebab": SebabCuti.MENIKAH}, "sebab"),
        ({"perjalanan_hari": 4}, "perjalanan_hari"),
        ({"perjalanan_hari": -1}, "perjalanan_hari"),
    ],
)
def test_a_request_that_cannot_be_is_refused_by_its_field(
    ubah: dict[str, Any], bidang: str
) -> None:
    facts = {"mulai": date(2026, 12, 1), "selesai": date(2026, 12, 4), **ubah}
    with pytest.raises(FaktaInvalidError) as error:
        check(JenisCuti.TAHUNAN, kuota=kuota(2026), **facts)
    assert error.value.bidang == bidang


def test_annual_leave_is_judged_by_the_quota_of_its_own_year() -> None:
    with pytest.raises(ValueError, match="quota"):
        check(JenisCuti.TAHUNAN, date(2026, 12, 1), date(2026, 12, 2), kuota=kuota(2025))
    with pytest.raises(DataKurangError, match="hari libur 2028"):
        check(JenisCuti.TAHUNAN, date(2028, 1, 3), date(2028, 1, 4), kuota=kuota(2028))


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(sorted(SEBAB)))
def test_a_shorter_leave_is_never_refused_where_a_longer_one_is_not(
    hari: int, lebih: int, jenis: JenisCuti
) -> None:
    mulai = date(2026, 12, 1)
    if jenis is JenisCuti.TAHUNAN:
        hari, lebih = hari % 15, lebih % 15
    facts: dict[str, Any] = {"kuota": kuota(2026), "persalinan": 0}
    short = check(jenis, mulai, mulai + timedelta(days=hari), **facts)
    long = check(jenis, mulai, mulai + timedelta(days=hari + lebih), **facts)
    assert short.dapat or not long.dapat


def test_first_hajj_and_fourth_child_waive_the_five_years_only() -> None:
    for sebab in BEBAS_MASA_KERJA:
        long = check(
            JenisCuti.BESAR,
            date(2026, 12, 1),
            date(2027, 3, 1),
            sebab=sebab,
            mulai_kerja=date(2026, 1, 1),
        )
        assert [row.kode for row in long.alasan if row.terpenuhi is False] == ["lama_besar"]


# Deliveries


def test_twins_are_one_delivery_also_around_midnight() -> None:
    sejak = date(2015, 3, 1)
    births = [date(2016, 5, 1), date(2016, 5, 2), date(2018, 1, 1), date(2014, 1, 1)]
    assert persalinan_since(births, sejak) == 2
    assert persalinan_since([sejak], sejak) == 1
    assert persalinan_since([sejak - timedelta(days=1)], sejak) == 0
    assert persalinan_since([date(2016, 5, 1), date(2016, 5, 4)], sejak) == 2
    assert persalinan_since([date(2016, 5, 1), date(2016, 5, 3)], sejak) == 1
