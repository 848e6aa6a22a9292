"""Heirs, missing persons and the time before retirement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.ahli_waris import (
    HakAnak,
    PenerimaPensiun,
    ahli_waris,
    hak_anak,
    hilang_dianggap_meninggal,
    pensiun_menguntungkan,
)
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.mpp import mpp_hitung
from kepegawaian.rules.pensiun import JenisPensiun, SebabBerhenti, hak_pensiun, pensiun_pokok
from sitamu.inti.rules.tanggal import tambah_bulan
from tests.unit.kepegawaian.pustaka import ATURAN

WAFAT = date(2026, 9, 9)


def anak(lahir: date, *, nikah: bool = False, kerja: bool = False) -> HakAnak:
    return hak_anak(lahir, WAFAT, ATURAN.anak, pernah_nikah=nikah, berpenghasilan=kerja)


@pytest.mark.parametrize(
    ("lahir", "usia", "berhak"),
    [
        ("2001-09-10", 24, True),
        ("2001-09-09", 25, False),
        ("2001-09-08", 25, False),
        ("2026-09-09", 0, True),
        ("2027-01-01", -1, True),  # born after the death
    ],
)
def test_a_child_has_a_right_until_the_day_it_turns_25(lahir: str, usia: int, berhak: bool) -> None:
    hasil = anak(date.fromisoformat(lahir))
    assert (hasil.usia, hasil.berhak) == (usia, berhak)
    assert hasil.alasan == (() if berhak else ("usia_25_atau_lebih",))


def test_income_and_marriage_each_end_the_right_of_a_child() -> None:
    young = date(2010, 1, 1)
    assert anak(young, nikah=True).alasan == ("pernah_nikah",)
    assert anak(young, kerja=True).alasan == ("berpenghasilan",)
    assert anak(date(1990, 1, 1), nikah=True, kerja=True).alasan == (
        "usia_25_atau_lebih",
        "berpenghasilan",
        "pernah_nikah",
    )


def test_registered_spouses_come_before_children_and_share_equally() -> None:
    young, old = anak(date(2010, 1, 1)), anak(date(1990, 1, 1))
    two_wives = ahli_waris(2, [young])
    assert (two_wives.penerima, two_wives.jumlah_bagian) == (PenerimaPensiun.JANDA_DUDA, 2)
    children = ahli_waris(0, [young, old, young])
    assert (children.penerima, children.jumlah_bagian) == (PenerimaPensiun.ANAK, 2)
    assert ahli_waris(0, [old]).penerima is PenerimaPensiun.TIDAK_ADA
    nobody = ahli_waris(0, [])
    assert (nobody.jumlah_bagian, [row.terpenuhi for row in nobody.alasan]) == (0, [False])


def test_children_of_two_civil_servants_receive_the_larger_pension() -> None:
    father, mother, none = (
        pensiun_pokok(
            JenisPensiun.BUP,
            golongan=golongan,
            mkg=MasaKerja(24),
            tabel=ATURAN.gaji_pns,
            aturan=ATURAN.pokok,
            syarat=ATURAN.syarat_hak,
            masa_kerja_pensiun=MasaKerja(tahun),
        )
        for golongan, tahun in (("III/a", 25), ("IV/a", 25), ("IV/a", 9))
    )
    assert pensiun_menguntungkan([father, mother, none]) == mother
    assert pensiun_menguntungkan([mother, father]) == mother
    assert pensiun_menguntungkan([none]) is None


def test_a_missing_person_counts_as_dead_at_the_end_of_the_twelfth_month() -> None:
    assert hilang_dianggap_meninggal(date(2026, 3, 10), ATURAN.hilang) == date(2027, 3, 31)
    assert hilang_dianggap_meninggal(date(2027, 2, 28), ATURAN.hilang) == date(2028, 2, 29)
    assert hak_pensiun(SebabBerhenti.HILANG, ATURAN.syarat_hak).berhak_pensiun


@given(st.dates(date(2020, 1, 1), date(2080, 1, 1)).map(lambda d: d.replace(day=1)))
def test_mpp_is_the_year_before_and_asked_for_a_month_earlier(tmt: date) -> None:
    hasil = mpp_hitung(tmt, ATURAN.mpp)
    assert tambah_bulan(hasil.mpp_paling_awal, 12) == tmt
    assert tambah_bulan(hasil.permohonan_paling_lambat, 13) == tmt


def test_a_right_to_pension_lists_also_the_conditions_that_hold() -> None:
    hasil = hak_pensiun(
        SebabBerhenti.APS, ATURAN.syarat_hak, masa_kerja_pensiun=MasaKerja(25), usia=49
    )
    assert [(row.kode, row.terpenuhi) for row in hasil.syarat] == [
        ("usia_kurang_50", False),
        ("masa_kerja_kurang_20", True),
    ]
    assert hasil.alasan == hasil.syarat[:1]
