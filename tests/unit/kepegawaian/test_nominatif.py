"""The forecast of one person: when, whether, and what is missing."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepegawaian.rules.fakta import (
    AngkaKreditFakta,
    FaktaPegawai,
    GolonganFakta,
    KgbFakta,
    KontrakFakta,
    PendidikanFakta,
    PmkFakta,
)
from kepegawaian.rules.golongan import GOLONGAN_PNS, GOLONGAN_PPPK, SEMUA
from kepegawaian.rules.hukdis import BarisHukdis, TingkatHukdis
from kepegawaian.rules.jabatan import JabatanFakta, JenisJabatan, Jenjang
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.nominatif import (
    JenisNominatif,
    Keadaan,
    Peramal,
    Perkiraan,
    layanan_of,
)
from kepegawaian.rules.pangkat import SyaratKp
from tests.unit.kepegawaian.pustaka import ATURAN, Baris, pustaka
from tests.unit.kepegawaian.ramalan import (
    BAIK,
    FEBRUARI,
    GURU,
    JANUARI,
    KGB,
    KONTRAK,
    KURANG,
    PANGKAT,
    PELAKSANA,
    PENSIUN,
    PPPK,
    SITI,
    TODAY,
    golongan,
    peramal,
    ramal,
    sekolah,
)


def _berlaku(rule: SyaratKp) -> date:
    return rule.sumber.berlaku_mulai


def kurang(perkiraan: Perkiraan) -> list[str]:
    return [row.kode for row in perkiraan.kurang]


# Promotion


def test_whoever_qualifies_comes_into_the_nearest_period_still_open() -> None:
    hasil = ramal(PANGKAT)
    assert (hasil.keadaan, hasil.tmt, kurang(hasil)) == (Keadaan.MEMENUHI, JANUARI, [])
    assert hasil.rincian["golongan_baru"] == "III/c"
    assert hasil.rincian["usul_akhir"] == "2026-12-15"
    assert "masih dapat diusulkan: 1 Januari 2027" in " ".join(r.teks for r in hasil.alasan)
    assert all(row.dasar for row in hasil.alasan)


@pytest.mark.parametrize(
    ("hari", "tmt"),
    [
        (date(2023, 3, 31), date(2023, 4, 1)),  # no window yet: the next one of April and October
        (date(2023, 4, 1), date(2023, 10, 1)),
        (date(2026, 11, 15), date(2026, 12, 1)),  # its last day
        (date(2026, 11, 16), JANUARI),
        (date(2026, 12, 15), JANUARI),
        (date(2026, 12, 16), FEBRUARI),
    ],
)
def test_the_open_period_changes_the_day_after_its_window(hari: date, tmt: date) -> None:
    assert Peramal(ATURAN.nominatif, today=hari).periode_kp == tmt


def test_the_window_is_the_one_in_force_on_the_tmt() -> None:
    draft = Baris(
        "KP_JENDELA",
        FEBRUARI,
        {
            "mulai_tanggal": 1,
            "mulai_bulan_sebelum": 3,
            "akhir_tanggal": 30,
            "akhir_bulan_sebelum": 3,
            "internal_hari": 0,
        },
        "Rancangan",
    )
    law = pustaka(tambahan=(draft,)).nominatif
    for tmt, akhir in ((JANUARI, date(2026, 12, 15)), (FEBRUARI, date(2026, 11, 30))):
        jendela = law.jendela_usul(tmt)
        assert jendela is not None
        assert jendela.usul_akhir == akhir


def test_a_promotion_after_the_window_waits_for_the_skp_of_this_year() -> None:
    hasil = ramal(PANGKAT, golongan=(golongan("III/b", date(2023, 2, 1)),))
    assert (hasil.tmt, hasil.keadaan, kurang(hasil)) == (FEBRUARI, Keadaan.HAMPIR, ["menunggu_skp"])
    (row,) = hasil.kurang
    assert row.teks == "Menunggu SKP 2026."
    assert row.sejak == JANUARI
    assert row.terpenuhi is None


def test_two_years_to_come_are_one_condition() -> None:
    hasil = ramal(PANGKAT, golongan=(golongan("III/b", date(2025, 4, 1)),))
    assert hasil.tmt == date(2029, 4, 1)
    assert [row.teks for row in hasil.kurang] == ["Menunggu SKP 2027 dan 2028."]
    assert hasil.keadaan is Keadaan.HAMPIR


def test_a_known_bad_rating_is_not_waited_for() -> None:
    tmt = (golongan("III/b", date(2023, 2, 1)),)
    hasil = ramal(PANGKAT, golongan=tmt, skp={2024: BAIK, 2025: KURANG})
    assert (hasil.keadaan, kurang(hasil)) == (Keadaan.HAMPIR, ["predikat_kinerja"])
    assert "Kurang, belum ada" in hasil.kurang[0].teks


@pytest.mark.parametrize(
    ("skp", "apa"),
    [({2025: BAIK}, "SKP 2024"), ({2024: BAIK}, "SKP 2025"), ({}, "SKP 2024 dan 2025")],
)
def test_the_skp_of_a_year_that_is_over_is_missing_data(skp: dict[int, Predikat], apa: str) -> None:
    hasil = ramal(PANGKAT, skp=skp)
    assert (hasil.keadaan, hasil.tmt) == (Keadaan.DATA_KURANG, JANUARI)
    assert [row.teks for row in hasil.kurang] == [f"Data kurang: {apa}."]
    assert hasil.kurang[0].upaya


@pytest.mark.parametrize(
    ("lain", "keadaan", "kode"),
    [
        ({"pendidikan": (sekolah("SLTA"),)}, Keadaan.HAMPIR, ["batas_pendidikan"]),
        (
            {"pendidikan": (sekolah("SLTA"), sekolah("S1", dicantumkan=False))},
            Keadaan.HAMPIR,
            ["batas_pendidikan"],
        ),
        ({"pendidikan": (sekolah("SLTA"), sekolah("S1"))}, Keadaan.MEMENUHI, []),
        ({"pendidikan": ()}, Keadaan.DATA_KURANG, ["data_kurang"]),
        (
            {"pendidikan": (PendidikanFakta("Kursus", None, dicantumkan=True),)},
            Keadaan.DATA_KURANG,
            ["data_kurang"],
        ),
        (
            {"pendidikan": (sekolah("SLTA"),), "skp": {2024: BAIK, 2025: KURANG}},
            Keadaan.BELUM,
            ["batas_pendidikan", "predikat_kinerja"],
        ),
        ({"golongan": ()}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"jabatan": None}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"jabatan": JabatanFakta(None)}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"kedudukan": "CLTN"}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"kedudukan": "PENSIUN"}, Keadaan.BELUM, ["sudah_berakhir"]),
        ({"kedudukan": "TUGAS_BELAJAR"}, Keadaan.MEMENUHI, []),
        ({"jenis": "CPNS"}, Keadaan.BELUM, ["bukan_pns"]),
        ({"jenis": "TKD"}, Keadaan.BELUM, ["bukan_pns"]),
        (
            {"golongan": (golongan("IX", date(2020, 1, 1)),)},
            Keadaan.DATA_KURANG,
            ["fakta_tidak_sah"],
        ),
        (
            {
                "golongan": (golongan("IX", date(2020, 1, 1)),),
                "jabatan": JabatanFakta(JenisJabatan.ADMINISTRATOR, nama="Camat"),
            },
            Keadaan.DATA_KURANG,
            ["fakta_tidak_sah"],
        ),
    ],
)
def test_each_condition_of_a_promotion_has_its_answer(
    lain: dict[str, Any], keadaan: Keadaan, kode: list[str]
) -> None:
    hasil = ramal(PANGKAT, **lain)
    assert (hasil.keadaan, kurang(hasil)) == (keadaan, kode)


def test_crossing_into_golongan_iii_needs_the_examination() -> None:
    lain: dict[str, Any] = {"golongan": (golongan("II/d", date(2022, 4, 1)),)}
    hasil = ramal(PANGKAT, **lain, pendidikan=(sekolah("SLTA"),))
    assert (hasil.keadaan, kurang(hasil)) == (Keadaan.HAMPIR, ["ujian_dinas_tingkat_1"])
    assert ramal(PANGKAT, **lain).keadaan is Keadaan.MEMENUHI  # S1 frees from it


@pytest.mark.parametrize(
    ("dari", "ujian", "terpenuhi"),
    [
        ("II/d", {"tingkat_1"}, True),
        ("II/d", {"PKP"}, True),
        ("III/d", {"tingkat_1"}, False),
        ("III/d", {"tingkat_1", "tingkat_2"}, True),
        ("III/d", {"PKP"}, False),
        ("III/d", {"DIKLATPIM_IV", "PKA", "tingkat_1"}, True),
        ("III/d", {"DIKLATPIM_IV", "DIKLATPIM_III"}, True),
        ("III/d", {"lainnya"}, False),
    ],
)
def test_an_examination_or_training_on_record_opens_the_border(
    dari: str, ujian: set[str], *, terpenuhi: bool
) -> None:
    """SLTA below, S1 of a head of district above: neither ijazah frees."""
    camat = JabatanFakta(JenisJabatan.ADMINISTRATOR, nama="Camat Contoh")
    hasil = ramal(
        PANGKAT,
        golongan=(golongan(dari, date(2022, 4, 1)),),
        jabatan=PELAKSANA if dari == "II/d" else camat,
        pendidikan=(sekolah("SLTA" if dari == "II/d" else "S1"),),
        ujian=frozenset(ujian),
    )
    rows = [row.terpenuhi for row in hasil.alasan if row.kode.startswith("ujian_dinas")]
    assert rows == [terpenuhi]


def test_without_any_ijazah_on_record_nobody_fails_the_examination() -> None:
    lain: dict[str, Any] = {
        "golongan": (golongan("II/d", date(2022, 4, 1)),),
        "kedudukan": "TUGAS_BELAJAR",
    }
    hasil = ramal(PANGKAT, **lain, pendidikan=())
    assert (hasil.keadaan, hasil.tmt) == (Keadaan.DATA_KURANG, JANUARI)
    assert hasil.kurang[0].teks == "Data kurang: pendidikan dan ujian dinas."
    assert "ujian dinas tingkat I" in hasil.kurang[0].upaya
    passed = ramal(PANGKAT, **lain, pendidikan=(), ujian=frozenset({"tingkat_1"}))
    assert passed.keadaan is Keadaan.MEMENUHI
    failed = ramal(PANGKAT, **lain, pendidikan=(sekolah("SLTA"),))
    assert kurang(failed) == ["ujian_dinas_tingkat_1"]


def test_nothing_leads_above_the_highest_pangkat() -> None:
    hasil = ramal(
        PANGKAT, golongan=(golongan("IV/e", date(2020, 4, 1)),), pendidikan=(sekolah("S3"),)
    )
    assert hasil.keadaan in {Keadaan.HAMPIR, Keadaan.BELUM}
    assert "golongan_baru" not in hasil.rincian


def test_a_penalty_moves_the_promotion_behind_its_last_day() -> None:
    def row(tingkat: TingkatHukdis, akhir: date | None) -> tuple[BarisHukdis, ...]:
        return (BarisHukdis(tingkat, date(2026, 2, 1), akhir),)

    served = ramal(PANGKAT, hukdis=row(TingkatHukdis.BERAT, JANUARI))
    assert served.tmt == FEBRUARI  # the first of January is still served
    assert "hukuman_disiplin_selesai" in [r.kode for r in served.alasan]
    over = ramal(PANGKAT, hukdis=row(TingkatHukdis.SEDANG, date(2026, 12, 31)))
    assert (over.tmt, over.keadaan) == (JANUARI, Keadaan.MEMENUHI)
    light = ramal(PANGKAT, hukdis=row(TingkatHukdis.RINGAN, None))
    assert (light.tmt, light.keadaan) == (JANUARI, Keadaan.MEMENUHI)
    endless = ramal(PANGKAT, hukdis=row(TingkatHukdis.BERAT, None))
    assert (endless.tmt, endless.keadaan) == (JANUARI, Keadaan.DATA_KURANG)


def test_the_law_says_which_penalties_move_a_promotion() -> None:
    draft = Baris(
        "KP_REGULER",
        date(2026, 12, 1),
        {
            "masa_pangkat_tahun": 4,
            "jumlah_predikat": 2,
            "predikat_minimal": "Baik",
            "hukdis_menghalangi": ["ringan"],
        },
        "Rancangan",
    )
    drafted = Peramal(pustaka(tambahan=(draft,)).nominatif, today=TODAY)
    for tingkat, tmt in ((TingkatHukdis.RINGAN, FEBRUARI), (TingkatHukdis.BERAT, JANUARI)):
        served = (BarisHukdis(tingkat, date(2026, 2, 1), JANUARI),)
        assert drafted.perkiraan(PANGKAT, replace(SITI, hukdis=served)).tmt == tmt


def test_a_promotion_is_judged_by_the_version_of_its_own_tmt() -> None:
    """Four years were over before the version came; the promotion comes after it."""
    draft = Baris(
        "KP_REGULER",
        date(2026, 12, 1),
        {
            "masa_pangkat_tahun": 4,
            "jumlah_predikat": 2,
            "predikat_minimal": "Sangat Baik",
            "hukdis_menghalangi": ["berat"],
        },
        "Rancangan",
    )
    law = pustaka(tambahan=(draft,)).nominatif
    newest = replace(law, kp_reguler=sorted(law.kp_reguler, key=_berlaku)[-2:])
    for aturan in (law, newest):
        hasil = Peramal(aturan, today=TODAY).perkiraan(PANGKAT, SITI)
        assert (hasil.tmt, kurang(hasil)) == (JANUARI, ["predikat_kinerja"])
        assert "Sangat Baik" in hasil.kurang[0].upaya


def test_the_years_count_from_the_first_sk_of_the_pangkat_held() -> None:
    again = golongan("III/b", date(2025, 6, 1))  # the same golongan in a later SK
    assert ramal(PANGKAT, golongan=(*SITI.golongan, again)).tmt == JANUARI
    down = (
        golongan("III/b", date(2012, 4, 1)),
        golongan("III/a", date(2018, 4, 1)),
        golongan("III/b", date(2024, 4, 1)),
    )
    assert ramal(PANGKAT, golongan=down).tmt == date(2028, 4, 1)
    ahead = golongan("III/c", date(2026, 12, 1))  # not held yet
    assert ramal(PANGKAT, golongan=(*SITI.golongan, ahead)).tmt == JANUARI


def test_points_that_nobody_recorded_are_missing_data() -> None:
    hasil = ramal(PANGKAT, jabatan=GURU, golongan=(golongan("III/c", date(2022, 4, 1)),))
    assert (hasil.keadaan, hasil.tmt) == (Keadaan.DATA_KURANG, JANUARI)
    assert "Data kurang: angka kredit" in hasil.kurang[0].teks
    top = ramal(PANGKAT, jabatan=GURU, golongan=(golongan("III/d", date(2022, 4, 1)),))
    assert kurang(top) == ["angka_kredit_kurang", "angka_kredit_jenjang_kurang"]
    bad = ramal(
        PANGKAT,
        jabatan=GURU,
        golongan=(golongan("III/c", date(2022, 4, 1)),),
        skp={2024: BAIK, 2025: KURANG},
    )
    assert bad.keadaan is Keadaan.BELUM


@pytest.mark.parametrize(
    ("jumlah", "keadaan"),
    [("99.99", Keadaan.HAMPIR), ("100", Keadaan.MEMENUHI)],
)
def test_a_functional_promotion_is_judged_by_the_last_pak(jumlah: str, keadaan: Keadaan) -> None:
    lain: dict[str, Any] = {"jabatan": GURU, "golongan": (golongan("III/c", date(2022, 4, 1)),)}
    rows = (
        AngkaKreditFakta(date(2024, 12, 31), Decimal(150)),
        AngkaKreditFakta(date(2025, 12, 31), Decimal(jumlah)),
    )
    hasil = ramal(PANGKAT, angka_kredit=rows, **lain)
    assert (hasil.keadaan, hasil.tmt) == (keadaan, JANUARI)
    before = (AngkaKreditFakta(date(2022, 3, 31), Decimal(jumlah)),)  # of the pangkat before
    assert ramal(PANGKAT, angka_kredit=before, **lain).keadaan is Keadaan.DATA_KURANG


def test_a_structural_post_answers_only_when_every_eselon_agrees() -> None:
    kepala = JabatanFakta(JenisJabatan.ADMINISTRATOR, nama="Kepala Bidang")
    lain: dict[str, Any] = {"jabatan": kepala, "pendidikan": (sekolah("S2"),)}
    differs = ramal(PANGKAT, golongan=(golongan("IV/a", date(2022, 4, 1)),), **lain)
    assert differs.keadaan is Keadaan.DATA_KURANG
    assert differs.kurang[0].teks == "Data kurang: eselon jabatan (III.a atau III.b)."
    agrees = ramal(PANGKAT, golongan=(golongan("IV/b", date(2022, 4, 1)),), **lain)
    assert (agrees.keadaan, kurang(agrees)) == (Keadaan.HAMPIR, ["di_luar_jenjang_pangkat"])
    assert "eselon III.a" in agrees.kurang[0].teks
    assert "eselon III.b" in agrees.kurang[0].teks
    both = ramal(PANGKAT, golongan=(golongan("III/d", date(2025, 12, 1)),), **lain)
    assert both.keadaan is Keadaan.DATA_KURANG
    assert both.tmt == JANUARI  # one year would do under III.a
    struktural = ATURAN.nominatif.kp_struktural
    turned = replace(struktural, eselon=dict(reversed(list(struktural.eselon.items()))))
    law = replace(ATURAN.nominatif, kp_struktural=turned)
    fakta = replace(SITI, golongan=(golongan("III/d", date(2025, 12, 1)),), **lain)
    assert Peramal(law, today=TODAY).perkiraan(PANGKAT, fakta).tmt == JANUARI


def test_a_post_whose_name_tells_the_eselon_is_answered_by_it() -> None:
    camat = JabatanFakta(JenisJabatan.ADMINISTRATOR, nama="Camat Contoh")
    hasil = ramal(
        PANGKAT,
        jabatan=camat,
        golongan=(golongan("IV/a", date(2022, 4, 1)),),
        pendidikan=(sekolah("S2"),),
    )
    assert (hasil.keadaan, hasil.rincian["golongan_baru"]) == (Keadaan.MEMENUHI, "IV/b")
    assert "eselon" not in [row.kode for row in hasil.alasan]


def test_a_version_of_the_law_to_come_counts_from_its_day() -> None:
    draft = Baris(
        "KP_REGULER",
        date(2027, 3, 1),
        {
            "masa_pangkat_tahun": 3,
            "jumlah_predikat": 1,
            "predikat_minimal": "Baik",
            "hukdis_menghalangi": ["sedang", "berat"],
        },
        "Rancangan",
    )
    law = pustaka(tambahan=(draft,)).nominatif
    fakta = replace(SITI, golongan=(golongan("III/b", date(2024, 5, 1)),))
    assert peramal().perkiraan(PANGKAT, fakta).tmt == date(2028, 5, 1)
    drafted = Peramal(law, today=TODAY).perkiraan(PANGKAT, fakta)
    assert drafted.tmt == date(2027, 5, 1)
    assert [row.teks for row in drafted.kurang] == ["Menunggu SKP 2026."]
    before = replace(SITI, golongan=(golongan("III/b", date(2023, 2, 1)),))
    assert Peramal(law, today=TODAY).perkiraan(PANGKAT, before).tmt == FEBRUARI


def test_a_promotion_after_the_service_does_not_come() -> None:
    old = replace(SITI, tanggal_lahir=date(1968, 12, 31))  # BUP 58 on the last day of 2026
    hasil = peramal().perkiraan(PANGKAT, old)
    assert (hasil.tmt, hasil.keadaan) == (None, Keadaan.BELUM)
    assert kurang(hasil) == ["mencapai_bup"]
    younger = replace(SITI, tanggal_lahir=date(1969, 1, 1))
    assert peramal().perkiraan(PANGKAT, younger).tmt == JANUARI


# Pension


def test_a_pension_comes_the_month_after_bup_with_its_right() -> None:
    hasil = ramal(PENSIUN)
    assert (hasil.tmt, hasil.keadaan) == (date(2043, 6, 1), Keadaan.MEMENUHI)
    assert hasil.rincian["bup"] == 58
    assert hasil.rincian["akhir_tugas"] == "2043-05-31"
    assert [row.kode for row in hasil.alasan][:3] == ["bup", "capai_bup", "tmt_pensiun"]


# Born in May 1969: BUP on 1 June 2027, a year and a half of forecast away.
CALON: dict[str, Any] = {"tanggal_lahir": date(1969, 5, 9), "tmt_cpns": date(1993, 4, 1)}


@pytest.mark.parametrize(
    ("lain", "pengabdian"),
    [
        ({}, "III/c"),
        ({"skp": {2024: BAIK}}, None),  # nobody knows the last rating
        ({"skp": {2025: KURANG}}, None),
        ({"golongan": (golongan("III/b", date(2027, 5, 1)),)}, None),
        ({"golongan": (golongan("IV/e", date(2020, 4, 1)),)}, None),
        ({"tmt_cpns": date(2020, 1, 1)}, None),
        ({"tmt_cpns": date(2017, 6, 1)}, "III/c"),  # ten years to the month
        ({"tmt_cpns": date(2017, 7, 1)}, None),
        (
            {"hukdis": (BarisHukdis(TingkatHukdis.BERAT, date(2026, 1, 1), date(2026, 6, 1)),)},
            None,
        ),
        ({"tmt_cpns": None}, None),
    ],
)
def test_the_list_of_pensions_says_which_kp_pengabdian_goes_with_one(
    lain: dict[str, Any], pengabdian: str | None
) -> None:
    hasil = ramal(PENSIUN, **(CALON | lain))
    assert hasil.tmt == date(2027, 6, 1)
    assert hasil.rincian.get("pengabdian") == pengabdian
    assert hasil.rincian.get("pengabdian_tmt") == ("2027-05-01" if pengabdian else None)


@pytest.mark.parametrize(
    ("lain", "keadaan", "kode"),
    [
        (
            {"tmt_cpns": date(2034, 1, 1), "tmt_pns": None},
            Keadaan.BELUM,
            ["masa_kerja_kurang_10_tahun"],
        ),
        (
            {
                "tmt_cpns": date(2034, 1, 1),
                "tmt_pns": None,
                "pmk": (PmkFakta(date(2035, 1, 1), MasaKerja(0, 7)),),
            },
            Keadaan.MEMENUHI,
            [],
        ),
        ({"tmt_cpns": None}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"tmt_cpns": date(2050, 1, 1)}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"tmt_pns": date(2050, 1, 1)}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"kedudukan": "CLTN"}, Keadaan.DATA_KURANG, ["data_kurang"]),
    ],
)
def test_the_right_to_a_pension_stands_beside_its_day(
    lain: dict[str, Any], keadaan: Keadaan, kode: list[str]
) -> None:
    hasil = ramal(PENSIUN, **lain)
    assert hasil.tmt == date(2043, 6, 1)
    assert (hasil.keadaan, kurang(hasil)) == (keadaan, kode)


@pytest.mark.parametrize(
    "lain", [{"tanggal_lahir": None}, {"jabatan": None}, {"jabatan": JabatanFakta(None)}]
)
def test_without_birth_or_post_nobody_can_say_when(lain: dict[str, Any]) -> None:
    hasil = ramal(PENSIUN, **lain)
    assert (hasil.keadaan, hasil.tmt) == (Keadaan.DATA_KURANG, None)
    assert hasil.kurang[0].teks.startswith("Data kurang: ")


@pytest.mark.parametrize("jenis", [PENSIUN, PANGKAT])
def test_a_pppk_asking_for_pension_or_promotion_gets_a_reason(jenis: JenisNominatif) -> None:
    hasil = ramal(jenis, PPPK)
    assert (hasil.keadaan, hasil.tmt) == (Keadaan.BELUM, None)
    assert kurang(hasil) == ["bukan_pns"]
    assert "PPPK" in hasil.kurang[0].teks
    assert hasil.kurang[0].dasar == "PP 49/2018"


# KGB


def test_the_next_kgb_counts_from_the_last_event() -> None:
    hasil = ramal(KGB, skp={2024: BAIK, 2025: BAIK, 2026: BAIK, 2027: BAIK})
    assert hasil.tmt == date(2028, 1, 1)
    assert hasil.rincian["mkg_baru"] == 18
    assert hasil.rincian["surat_paling_lambat"] == "2027-11-01"
    assert hasil.keadaan is Keadaan.MEMENUHI
    without = ramal(KGB, kgb=())  # MKG 12 years 3 months on 1 April 2022
    assert without.tmt == date(2024, 1, 1)
    older = ramal(KGB, kgb=(KgbFakta(SEMUA["III/a"], date(2021, 1, 1), 8),))
    assert older.tmt == without.tmt
    ahead = ramal(KGB, kgb=(*SITI.kgb, KgbFakta(SEMUA["III/b"], date(2028, 1, 1), 18)))
    assert ahead.tmt == date(2028, 1, 1)


def test_service_added_after_the_last_event_brings_the_kgb_forward() -> None:
    later = (PmkFakta(date(2026, 6, 1), MasaKerja(1, 2)),)
    assert ramal(KGB, pmk=later).tmt == date(2026, 11, 1)
    assert ramal(KGB, pmk=(PmkFakta(date(2026, 1, 1), MasaKerja(1, 2)),)).tmt == date(2028, 1, 1)
    assert ramal(KGB, pmk=(PmkFakta(date(2026, 12, 1), MasaKerja(1)),)).tmt == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("kgb", "teks"),
    [
        (date(2025, 3, 1), ["Menunggu SKP 2026."]),  # letter due on 1 January 2027
        (date(2025, 2, 1), []),  # letter due on 1 December 2026
    ],
)
def test_the_rating_of_a_kgb_is_the_one_before_its_letter(kgb: date, teks: list[str]) -> None:
    hasil = ramal(KGB, kgb=(KgbFakta(SEMUA["III/b"], kgb, 16),))
    assert [row.teks for row in hasil.kurang] == teks


@pytest.mark.parametrize(
    ("lain", "keadaan", "kode"),
    [
        ({"jenis": "CPNS"}, Keadaan.HAMPIR, ["bukan_pns"]),
        ({"kedudukan": "CLTN"}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"skp": {}}, Keadaan.DATA_KURANG, ["data_kurang"]),
        ({"skp": {2025: KURANG}}, Keadaan.HAMPIR, ["predikat_kinerja"]),
        ({"golongan": (), "kgb": ()}, Keadaan.DATA_KURANG, ["data_kurang"]),
        (
            {"golongan": (golongan("II/b", date(2025, 4, 1), 1),)},
            Keadaan.DATA_KURANG,
            ["data_kurang"],
        ),
    ],
)
def test_each_condition_of_a_kgb_has_its_answer(
    lain: dict[str, Any], keadaan: Keadaan, kode: list[str]
) -> None:
    fakta = replace(SITI, kgb=(KgbFakta(SEMUA["III/b"], date(2025, 2, 1), 16),))
    hasil = ramal(KGB, fakta, **lain)
    assert (hasil.keadaan, kurang(hasil)) == (keadaan, kode)


def test_past_the_top_step_no_kgb_comes() -> None:
    hasil = ramal(KGB, kgb=(KgbFakta(SEMUA["III/b"], date(2026, 1, 1), 32),))
    assert (hasil.keadaan, hasil.tmt, kurang(hasil)) == (Keadaan.BELUM, None, ["mkg_maksimum"])


def test_a_later_kgb_is_reached_step_by_step() -> None:
    hasil = peramal().perkiraan(KGB, SITI, dari=date(2030, 1, 2))
    assert (hasil.tmt, hasil.rincian["mkg_baru"]) == (date(2032, 1, 1), 22)


def test_a_kgb_due_today_is_not_overdue() -> None:
    due = Peramal(ATURAN.nominatif, today=date(2028, 1, 1))
    assert due.perkiraan(KGB, SITI).tmt == date(2028, 1, 1)
    assert due.perkiraan(KGB, SITI, dari=date(2028, 1, 2)).tmt == date(2030, 1, 1)
    after = Peramal(ATURAN.nominatif, today=date(2028, 1, 2))
    assert after.dalam(KGB, SITI, dari=date(2028, 1, 2), sampai=date(2030, 12, 31)) is None


def test_an_overdue_kgb_comes_before_any_later_one() -> None:
    overdue = replace(SITI, kgb=(KgbFakta(SEMUA["III/b"], date(2024, 1, 1), 14),))
    hasil = peramal().perkiraan(KGB, overdue, dari=JANUARI)
    assert (hasil.tmt, hasil.rincian["mkg_baru"]) == (date(2026, 1, 1), 16)
    year = {"dari": date(2028, 1, 1), "sampai": date(2028, 12, 31)}
    assert peramal().dalam(KGB, overdue, **year) is None
    assert peramal().dalam(KGB, SITI, **year) is not None


def test_the_kgb_of_a_pppk_rests_on_the_agreement_and_two_ratings() -> None:
    hasil = ramal(KGB, PPPK)
    assert (hasil.tmt, hasil.keadaan) == (date(2026, 3, 1), Keadaan.MEMENUHI)
    none = ramal(KGB, PPPK, kontrak=())
    assert none.keadaan is Keadaan.DATA_KURANG
    assert kurang(none) == ["masa_perjanjian_tidak_lebih_2_tahun"]
    exact = ramal(KGB, PPPK, kontrak=(KontrakFakta(date(2024, 3, 1), date(2026, 2, 28)),))
    assert kurang(exact) == ["masa_perjanjian_tidak_lebih_2_tahun", "perjanjian_berakhir"]
    assert exact.keadaan is Keadaan.BELUM
    longer = ramal(KGB, PPPK, kontrak=(KontrakFakta(date(2024, 3, 1), date(2026, 3, 31)),))
    assert longer.keadaan is Keadaan.MEMENUHI
    extended = ramal(
        KGB,
        PPPK,
        kontrak=(
            KontrakFakta(date(2025, 3, 1), date(2026, 12, 31)),
            KontrakFakta(date(2024, 3, 1), date(2025, 2, 28)),
        ),
    )
    assert extended.keadaan is Keadaan.MEMENUHI
    for akhir, kode in (
        (date(2026, 4, 14), []),
        (date(2026, 4, 13), ["masa_perjanjian_tidak_lebih_2_tahun"]),  # 24 months and 30 days
    ):
        broken = ramal(KGB, PPPK, kontrak=(KontrakFakta(date(2024, 3, 15), akhir),))
        assert kurang(broken) == kode
    late = ramal(KGB, PPPK, skp={2025: BAIK, 2024: KURANG})
    assert (late.keadaan, kurang(late)) == (Keadaan.HAMPIR, ["predikat_kinerja"])


# Agreements


def test_an_agreement_ends_on_its_day_but_never_after_the_bup() -> None:
    hasil = ramal(KONTRAK, PPPK)
    assert (hasil.tmt, hasil.keadaan) == (date(2029, 2, 28), Keadaan.MEMENUHI)
    capped = ramal(KONTRAK, PPPK, tanggal_lahir=date(1967, 5, 9))  # guru: 60 in May 2027
    assert capped.tmt == date(2027, 5, 31)
    assert capped.rincian["akhir"] == "2029-02-28"
    assert "batas_bup" in [row.kode for row in capped.alasan]


def test_without_an_agreement_only_the_last_possible_day_is_known() -> None:
    hasil = ramal(KONTRAK, PPPK, kontrak=())
    assert (hasil.tmt, hasil.keadaan) == (date(2045, 5, 31), Keadaan.DATA_KURANG)
    assert [row.teks for row in hasil.kurang] == ["Data kurang: akhir perjanjian kerja."]
    assert kurang(ramal(KONTRAK, SITI)) == ["bukan_pppk"]


# Lists


def test_a_list_holds_whoever_falls_into_its_period() -> None:
    def dalam(jenis: JenisNominatif, fakta: FaktaPegawai, dari: date, sampai: date) -> bool:
        return peramal().dalam(jenis, fakta, dari=dari, sampai=sampai) is not None

    assert dalam(PENSIUN, SITI, date(2043, 6, 1), date(2043, 6, 1))
    assert not dalam(PENSIUN, SITI, date(2043, 6, 2), date(2043, 12, 31))
    assert not dalam(PENSIUN, SITI, date(2043, 1, 1), date(2043, 5, 31))
    assert dalam(PANGKAT, SITI, JANUARI, JANUARI)
    assert not dalam(PANGKAT, SITI, FEBRUARI, date(2027, 12, 31))
    kabid = replace(
        SITI,
        jabatan=JabatanFakta(JenisJabatan.ADMINISTRATOR, nama="Kepala Bidang"),
        golongan=(golongan("III/d", date(2025, 12, 1)),),
    )
    assert dalam(PANGKAT, kabid, JANUARI, JANUARI)  # the earlier of two ways counts
    assert not dalam(PANGKAT, kabid, FEBRUARI, date(2027, 12, 31))
    assert dalam(KGB, SITI, date(2028, 1, 1), date(2028, 1, 1))
    assert dalam(KGB, SITI, date(2030, 1, 1), date(2030, 12, 31))
    assert not dalam(KGB, SITI, date(2031, 1, 1), date(2031, 12, 31))
    assert dalam(KONTRAK, PPPK, date(2029, 2, 28), date(2029, 2, 28))
    assert not dalam(KONTRAK, PPPK, date(2029, 3, 1), date(2029, 12, 31))
    assert not dalam(KONTRAK, SITI, date.min, date.max)
    unknown = replace(SITI, jabatan=None)
    assert dalam(PANGKAT, unknown, JANUARI, JANUARI)  # nobody can say: somebody must look
    top = replace(SITI, kgb=(KgbFakta(SEMUA["III/b"], date(2026, 1, 1), 32),))
    assert not dalam(KGB, top, date.min, date.max)


def test_whoever_has_no_post_is_looked_for_only_where_a_pension_could_fall() -> None:
    """Ages of the law are 58 to 70, so born in 1985 means a TMT from 2043 to 2056."""
    unknown = replace(SITI, jabatan=None)

    def listed(dari: date, sampai: date) -> bool:
        return peramal().dalam(PENSIUN, unknown, dari=dari, sampai=sampai) is not None

    assert not listed(date(2027, 1, 1), date(2042, 12, 31))
    assert listed(date(2027, 1, 1), date(2043, 1, 1))
    assert listed(date(2056, 12, 31), date(2060, 12, 31))
    assert not listed(date(2057, 1, 1), date(2060, 12, 31))


# The service that gives it


@pytest.mark.parametrize(
    ("jenis", "pegawai", "rincian", "layanan"),
    [
        (JenisNominatif.PENSIUN, "PNS", {}, "PENSIUN_BUP"),
        (JenisNominatif.PENSIUN, "CPNS", {}, ""),
        (JenisNominatif.KGB, "PNS", {}, "KGB_PNS"),
        (JenisNominatif.KGB, "PPPK", {}, "KGB_PPPK"),
        (JenisNominatif.KONTRAK, "PPPK", {}, "PERPANJANGAN_PPPK"),
        (JenisNominatif.PANGKAT, "PNS", {"jenis_kp": "reguler"}, "KP_REGULER"),
        (JenisNominatif.PANGKAT, "PNS", {"jenis_kp": "pilihan_fungsional"}, "KP_FUNGSIONAL"),
        (JenisNominatif.PANGKAT, "PNS", {"jenis_kp": "pengabdian"}, ""),
        (JenisNominatif.PANGKAT, "PNS", {}, ""),
    ],
)
def test_each_row_leads_to_the_service_that_gives_it(
    jenis: JenisNominatif, pegawai: str, rincian: dict[str, str], layanan: str
) -> None:
    assert layanan_of(jenis, pegawai, rincian) == layanan


# Properties

DAYS = st.dates(date(1960, 1, 1), date(2030, 12, 31))
FIRSTS = DAYS.map(lambda d: d.replace(day=1))
POSTS = st.sampled_from(
    [
        None,
        PELAKSANA,
        GURU,
        JabatanFakta(None, nama="Entah"),
        JabatanFakta(JenisJabatan.ADMINISTRATOR),
        JabatanFakta(JenisJabatan.PENGAWAS),
        JabatanFakta(JenisJabatan.JPT_PRATAMA),
        JabatanFakta(JenisJabatan.JPT_MADYA),
        JabatanFakta(JenisJabatan.FUNGSIONAL),
        *(JabatanFakta(JenisJabatan.FUNGSIONAL, jenjang) for jenjang in Jenjang),
    ]
)
MASA = st.builds(MasaKerja, st.integers(0, 45), st.integers(0, 11))
KODE = st.sampled_from([*GOLONGAN_PNS, *GOLONGAN_PPPK]).map(SEMUA.__getitem__)
FACTS = st.builds(
    FaktaPegawai,
    pegawai_id=st.uuids(),
    nip=st.just("1"),
    nama=st.just("A"),
    jenis=st.sampled_from(["PNS", "CPNS", "PPPK", "TKD"]),
    kedudukan=st.sampled_from(["AKTIF", "TUGAS_BELAJAR", "CLTN", "BERHENTI"]),
    tanggal_lahir=st.none() | DAYS,
    tmt_cpns=st.none() | FIRSTS,
    tmt_pns=st.none() | FIRSTS,
    jabatan=POSTS,
    tmt_jabatan=st.none() | DAYS,
    golongan=st.lists(
        st.builds(GolonganFakta, KODE, FIRSTS, MASA), max_size=4, unique_by=lambda g: g.tmt
    ).map(tuple),
    kgb=st.lists(
        st.builds(KgbFakta, KODE, FIRSTS, st.integers(0, 40)),
        max_size=2,
        unique_by=lambda k: k.tmt,
    ).map(tuple),
    pmk=st.lists(st.builds(PmkFakta, FIRSTS, MASA), max_size=2).map(tuple),
    skp=st.dictionaries(st.integers(2022, 2026), st.sampled_from(Predikat)),
    hukdis=st.lists(
        st.builds(BarisHukdis, st.sampled_from(TingkatHukdis), DAYS, st.none() | DAYS), max_size=2
    ).map(tuple),
    pendidikan=st.lists(
        st.builds(
            PendidikanFakta,
            st.just("x"),
            st.sampled_from(["SD", "SLTA", "D3", "S1", "S2", "S3", None]),
            st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    kontrak=st.lists(
        st.builds(lambda a, n: KontrakFakta(a, a + timedelta(days=n)), DAYS, st.integers(0, 3000)),
        max_size=2,
    ).map(tuple),
)


@given(FACTS)
def test_every_answer_is_whole_whatever_the_record_says(fakta: FaktaPegawai) -> None:
    for hasil in peramal().semua(fakta):
        assert hasil.alasan
        if hasil.keadaan is Keadaan.MEMENUHI:
            assert hasil.tmt is not None
            assert not hasil.kurang
        else:
            assert hasil.kurang
        if hasil.keadaan is Keadaan.HAMPIR:
            (row,) = hasil.kurang
            assert row.upaya or row.sejak
        if hasil.keadaan is Keadaan.DATA_KURANG:
            assert all(row.terpenuhi is None for row in hasil.kurang)
        if hasil.tmt is not None and hasil.jenis is not KONTRAK:
            assert hasil.tmt.day == 1
        if hasil.tmt is not None and hasil.jenis is PANGKAT:
            assert hasil.tmt >= JANUARI


@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(fakta: FaktaPegawai, luck: Random) -> None:
    def shuffled(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(luck.sample(rows, len(rows)))

    histories: dict[str, Any] = {
        nama: shuffled(getattr(fakta, nama))
        for nama in ("golongan", "kgb", "pmk", "hukdis", "pendidikan", "kontrak")
    }
    skp = dict(luck.sample(list(fakta.skp.items()), len(fakta.skp)))
    other = replace(fakta, skp=skp, **histories)
    assert peramal().semua(other) == peramal().semua(fakta)


@given(FACTS, st.sampled_from(JenisNominatif), FIRSTS, st.integers(0, 400))
def test_a_list_says_what_the_forecast_says(
    fakta: FaktaPegawai, jenis: JenisNominatif, dari: date, hari: int
) -> None:
    sampai = dari + timedelta(days=hari)
    listed = peramal().dalam(jenis, fakta, dari=dari, sampai=sampai)
    if listed is None or listed.tmt is None:
        return
    assert dari <= listed.tmt <= sampai
    assert listed == peramal().perkiraan(jenis, fakta, dari=dari)


@given(st.sampled_from([SITI, PPPK]), FACTS)
@settings(max_examples=30)
def test_remembering_answers_changes_none(orang: FaktaPegawai, lain: FaktaPegawai) -> None:
    """One forecaster is asked about people who differ in one fact each."""
    asked = peramal()
    for field in fields(FaktaPegawai):
        other = replace(orang, **{field.name: getattr(lain, field.name)})
        assert asked.semua(other) == peramal().semua(other)
