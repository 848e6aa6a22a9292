from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.gaji import tabel_gaji
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.pmk import MasaPekerjaan, PembulatanBulan, pmk_diakui, pmk_mkg_tertinggi
from sitamu.inti.errors import DataKurangError
from tests.unit.kepegawaian.pustaka import ATURAN

JOBS = st.lists(
    st.builds(MasaPekerjaan, st.integers(0, 40), st.integers(0, 11), st.integers(0, 31)),
    max_size=6,
)


@pytest.mark.parametrize(
    ("jobs", "bulan"),
    [
        ([(1, 0, 0)], 6),
        ([(0, 11, 31)], 0),  # days are dropped, they complete no year
        ([(1, 1, 0)], 6),
        ([(1, 1, 0), (1, 1, 0)], 13),  # halved once, of the sum
        ([(0, 6, 0), (0, 6, 0)], 0),  # two half years are not one unbroken year
        ([(15, 11, 0)], 95),
        ([(16, 0, 0)], 96),
        ([(16, 1, 0)], 96),
        ([(9, 0, 0), (9, 0, 0)], 96),
    ],
)
def test_private_service_counts_half_from_one_year_up_to_eight(
    jobs: list[tuple[int, int, int]], bulan: int
) -> None:
    hasil = pmk_diakui(ATURAN.pmk, swasta=[MasaPekerjaan(*job) for job in jobs])
    assert hasil.diakui == MasaKerja.from_bulan(bulan)


@pytest.mark.parametrize(
    ("bulan", "pembulatan", "diakui"),
    [
        (13, PembulatanBulan.KE_BAWAH, 6),
        (13, PembulatanBulan.SETENGAH_KE_ATAS, 7),
        (13, PembulatanBulan.KE_ATAS, 7),
        (14, PembulatanBulan.KE_ATAS, 7),
    ],
)
def test_half_a_month_is_rounded_as_the_rule_says(
    bulan: int, pembulatan: PembulatanBulan, diakui: int
) -> None:
    aturan = replace(ATURAN.pmk, pembulatan=pembulatan)
    assert pmk_diakui(aturan, swasta=[MasaPekerjaan(0, bulan)]).diakui.total_bulan == diakui


def test_public_service_counts_in_full_beside_it() -> None:
    hasil = pmk_diakui(
        ATURAN.pmk, penuh=[MasaPekerjaan(0, 5, 29)], swasta=[MasaPekerjaan(30, 0, 0)]
    )
    assert (hasil.penuh, hasil.sebagian, hasil.diakui) == (
        MasaKerja(0, 5),
        MasaKerja(8),
        MasaKerja(8, 5),
    )


@given(JOBS, JOBS)
def test_more_service_is_never_less_and_the_half_is_never_more_than_half(
    jobs: list[MasaPekerjaan], more: list[MasaPekerjaan]
) -> None:
    hasil = pmk_diakui(ATURAN.pmk, swasta=jobs)
    assert hasil.diakui.total_bulan <= min(96, sum(job.total_bulan for job in jobs) / 2)
    assert pmk_diakui(ATURAN.pmk, swasta=[*jobs, *more]).diakui >= hasil.diakui


def test_a_pmk_stops_two_steps_under_the_top() -> None:
    assert pmk_mkg_tertinggi("III/a", ATURAN.gaji_pns, ATURAN.pmk) == 28
    assert pmk_mkg_tertinggi("II/a", ATURAN.gaji_pns, ATURAN.pmk) == 29
    with pytest.raises(DataKurangError, match="X/x"):
        pmk_mkg_tertinggi("X/x", ATURAN.gaji_pns, ATURAN.pmk)


@pytest.mark.parametrize(("langkah", "mkg"), [(3, 0), (2, None)])
def test_a_table_with_too_few_steps_is_not_guessed(langkah: int, mkg: int | None) -> None:
    tabel = tabel_gaji(
        [("I/a", 2 * n, 1000 + n) for n in range(langkah)],
        dasar_hukum="-",
        berlaku_mulai=ATURAN.pada,
    )
    if mkg is None:
        with pytest.raises(DataKurangError):
            pmk_mkg_tertinggi("I/a", tabel, ATURAN.pmk)
    else:
        assert pmk_mkg_tertinggi("I/a", tabel, ATURAN.pmk) == mkg


def test_the_working_says_which_job_does_not_count() -> None:
    hasil = pmk_diakui(
        ATURAN.pmk,
        penuh=[MasaPekerjaan(2, 0)],
        swasta=[MasaPekerjaan(0, 11), MasaPekerjaan(20, 0)],
    )
    assert [(row.kode, row.terpenuhi) for row in hasil.alasan] == [
        ("pekerjaan_swasta", False),
        ("pekerjaan_swasta", True),
        ("bagian_swasta", True),
        ("dihitung_penuh", True),
    ]
    assert hasil.alasan[0].teks.startswith("Pekerjaan swasta ke-1: 11 bulan, kurang dari 1 tahun")
    assert hasil.alasan[2].teks == "50% dari 20 tahun adalah 10 tahun, dibatasi 8 tahun."


def test_exactly_eight_years_are_not_called_limited() -> None:
    def teks(tahun: int, bulan: int) -> str:
        hasil = pmk_diakui(ATURAN.pmk, swasta=[MasaPekerjaan(tahun, bulan)])
        return next(row.teks for row in hasil.alasan if row.kode == "bagian_swasta")

    assert teks(16, 0) == "50% dari 16 tahun adalah 8 tahun."
    assert teks(16, 2) == "50% dari 16 tahun 2 bulan adalah 8 tahun 1 bulan, dibatasi 8 tahun."
