"""What the facts of one person answer by themselves, without a database."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from kepegawaian.rules.fakta import (
    FaktaPegawai,
    GolonganFakta,
    KgbFakta,
    PmkFakta,
    ijazah_kode,
    pmk_total,
)
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.masa_kerja import NOL, MasaKerja


def gol(kode: str, tmt: str) -> GolonganFakta:
    return GolonganFakta(golongan_parse(kode), date.fromisoformat(tmt), NOL)


def kgb(tmt: str, mkg: int) -> KgbFakta:
    return KgbFakta(golongan_parse("III/a"), date.fromisoformat(tmt), mkg)


SITI = FaktaPegawai(
    pegawai_id=UUID(int=1),
    nip="1",
    nama="Siti",
    jenis="PNS",
    kedudukan="AKTIF",
    golongan=(gol("III/a", "2014-04-01"), gol("III/b", "2018-04-01"), gol("II/d", "2010-04-01")),
    kgb=(kgb("2022-03-01", 12), kgb("2024-03-01", 14), kgb("2020-03-01", 10)),
)


@pytest.mark.parametrize(
    ("pada", "kode"),
    [
        ("2010-03-31", None),
        ("2010-04-01", "II/d"),
        ("2014-03-31", "II/d"),
        ("2014-04-01", "III/a"),
        ("2018-04-01", "III/b"),
        ("2030-01-01", "III/b"),
    ],
)
def test_a_golongan_is_held_from_its_tmt_until_the_next(pada: str, kode: str | None) -> None:
    held = SITI.golongan_pada(date.fromisoformat(pada))
    assert (held.golongan.kode if held else None) == kode


@pytest.mark.parametrize("rows", [("III/a", "III/b"), ("III/b", "III/a")])
def test_of_two_from_one_day_the_higher_is_held(rows: tuple[str, str]) -> None:
    fakta = replace(SITI, golongan=tuple(gol(kode, "2018-04-01") for kode in rows))
    held = fakta.golongan_pada(date(2018, 4, 1))
    assert held is not None
    assert held.golongan.kode == "III/b"


@pytest.mark.parametrize(
    ("rows", "tmt"),
    [
        ((("III/a", "2014-04-01"),), "2014-04-01"),
        ((("III/a", "2012-04-01"), ("III/a", "2014-04-01")), "2012-04-01"),
        ((("III/a", "2014-04-01"), ("III/a", "2012-04-01"), ("III/a", "2013-04-01")), "2012-04-01"),
        # held, left and held again: the run since the return counts
        ((("III/a", "2008-04-01"), ("II/d", "2010-04-01"), ("III/a", "2014-04-01")), "2014-04-01"),
        (
            (
                ("III/a", "2008-04-01"),
                ("II/d", "2010-04-01"),
                ("III/a", "2012-04-01"),
                ("III/a", "2014-04-01"),
            ),
            "2012-04-01",
        ),
        ((("III/a", "2012-04-01"), ("II/d", "2014-04-01"), ("III/a", "2014-04-01")), "2012-04-01"),
        ((("III/a", "2014-04-01"), ("III/b", "2018-04-01")), "2014-04-01"),
    ],
)
def test_the_pangkat_counts_from_the_first_sk_of_its_unbroken_run(
    rows: tuple[tuple[str, str], ...], tmt: str
) -> None:
    fakta = replace(SITI, golongan=tuple(gol(*row) for row in rows))
    held = gol("III/a", "2014-04-01")
    assert fakta.tmt_pangkat(held) == date.fromisoformat(tmt)


@pytest.mark.parametrize(
    ("pada", "mkg"),
    [("2020-02-29", None), ("2020-03-01", 10), ("2024-02-29", 12), ("2024-03-01", 14)],
)
def test_the_last_kgb_is_the_one_in_force(pada: str, mkg: int | None) -> None:
    row = SITI.kgb_pada(date.fromisoformat(pada))
    assert (row.mkg_tahun if row else None) == mkg
    twice = replace(SITI, kgb=(kgb("2020-03-01", 12), kgb("2020-03-01", 10)))
    found = twice.kgb_pada(date(2020, 3, 1))
    assert found is not None
    assert found.mkg_tahun == 12


def test_schooling_is_known_by_its_siasn_name_and_pmk_add_up() -> None:
    assert ijazah_kode("Diploma III/Sarjana Muda") == "D3"
    assert ijazah_kode("SLTA Kejuruan") == "SLTA"
    assert ijazah_kode("Pesantren") is None
    rows = [
        PmkFakta(date(2000, 1, 1), MasaKerja(1, 8)),
        PmkFakta(date(2001, 1, 1), MasaKerja(0, 5)),
    ]
    assert pmk_total(rows) == MasaKerja(2, 1)
    assert pmk_total([]) == NOL


def test_leave_without_pay_does_not_count_as_time_in_the_pangkat() -> None:
    held = gol("III/b", "2022-04-01")
    siti = replace(SITI, golongan=(held,))
    assert siti.pangkat_sejak(held) == date(2022, 4, 1)
    away = replace(siti, cltn=(((2023, 1), (2024, 1)),))
    assert away.pangkat_sejak(held) == date(2023, 4, 1)
