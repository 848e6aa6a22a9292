"""Anomalies: what a record says against itself, and what it may say without being one."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.anomali import AturanAnomali, JenisAnomali, Temuan, anomali_of, nik_ganda
from kepegawaian.rules.fakta import FaktaPegawai, GolonganFakta, KgbFakta, PmkFakta
from kepegawaian.rules.golongan import GOLONGAN_PNS, golongan_parse
from kepegawaian.rules.hukdis import BarisHukdis, TingkatHukdis
from kepegawaian.rules.jabatan import JabatanFakta, JenisJabatan
from kepegawaian.rules.masa_kerja import MasaKerja, mkg_pindah
from sitamu.inti.rules.tanggal import tambah_bulan
from tests.unit.kepegawaian.pustaka import ATURAN

HARI_INI = date(2026, 11, 25)
HUKUM = AturanAnomali(
    bup=ATURAN.bup,
    batas_pensiun=ATURAN.batas_pensiun,
    mkg=ATURAN.mkg,
    kgb_di_muka_bulan=2,
)


def gol(kode: str, tmt: str, tahun: int, bulan: int = 0) -> GolonganFakta:
    return GolonganFakta(golongan_parse(kode), date.fromisoformat(tmt), MasaKerja(tahun, bulan))


def kgb(kode: str, tmt: str, tahun: int) -> KgbFakta:
    return KgbFakta(golongan_parse(kode), date.fromisoformat(tmt), tahun)


def pmk(tmt: str, tahun: int, bulan: int = 0) -> PmkFakta:
    return PmkFakta(date.fromisoformat(tmt), MasaKerja(tahun, bulan))


SITI = FaktaPegawai(
    pegawai_id=uuid4(),
    nip="197005091994032001",
    nama="Siti",
    jenis="PNS",
    kedudukan="AKTIF",
    unit_id=uuid4(),
    atasan_kedudukan="AKTIF",
    jenis_kelamin="P",
    tanggal_lahir=date(1970, 5, 9),
    tmt_cpns=date(1994, 3, 1),
    tmt_pns=date(1995, 3, 1),
    jabatan=JabatanFakta(JenisJabatan.PELAKSANA, nama="Pengadministrasi Perkantoran"),
    golongan=(
        gol("II/a", "1994-03-01", 0),
        gol("II/d", "2010-04-01", 16, 1),
        gol("III/a", "2014-04-01", 15, 1),  # 20 years 1 month less the 5 of the border
        gol("III/b", "2018-04-01", 19, 1),
    ),
    kgb=(kgb("III/b", "2025-03-01", 26),),
)


def temuan(pada: date = HARI_INI, **lain: Any) -> list[Temuan]:
    return list(anomali_of(replace(SITI, **lain), HUKUM, pada=pada))


def kode(**lain: Any) -> list[tuple[str, str]]:
    return [(t.jenis.value, t.kunci) for t in temuan(**lain)]


def test_a_record_in_order_has_no_anomaly() -> None:
    assert kode() == []


@pytest.mark.parametrize(
    "lain", [{"jenis": "TKD"}, *({"kedudukan": k} for k in ("PENSIUN", "MENINGGAL", "BERHENTI"))]
)
def test_who_has_left_or_has_no_career_here_is_not_judged(lain: dict[str, str]) -> None:
    assert kode(golongan=(), tanggal_lahir=None, atasan_kedudukan="", **lain) == []


@pytest.mark.parametrize(
    ("lahir", "ada"),
    [("1968-10-31", True), ("1968-11-01", False), ("1968-10-01", True), ("1969-01-01", False)],
)
def test_past_bup_begins_on_the_tmt_of_the_pension_and_not_on_the_birthday(
    lahir: str, *, ada: bool
) -> None:
    hari = date.fromisoformat(lahir)
    found = temuan(tanggal_lahir=hari, nip=f"{hari:%Y%m%d}1994032001")
    assert [t.jenis for t in found] == [JenisAnomali.LEWAT_BUP] * ada
    if found:
        assert "1 November 2026" in found[0].kalimat
        assert "PP 11/2017" in found[0].dasar


def test_on_the_very_day_the_pension_begins_who_still_serves_is_past_bup() -> None:
    born = {"tanggal_lahir": date(1968, 10, 31), "nip": "196810311994032001"}
    assert temuan(date(2026, 10, 31), **born) == []
    assert len(temuan(date(2026, 11, 1), **born)) == 1


def test_leave_without_pay_and_an_agreement_do_not_lift_the_age_limit() -> None:
    old = {"tanggal_lahir": date(1960, 1, 1), "nip": "196001011994032001"}
    assert kode(**old, kedudukan="CLTN") == [("LEWAT_BUP", "bup")]
    pppk = {"jenis": "PPPK", "golongan": (gol("IX", "2022-03-01", 0),), "kgb": ()}
    assert kode(**old | {"nip": "196001012022212001"}, **pppk) == [("LEWAT_BUP", "bup")]


def test_a_post_without_an_age_limit_is_a_gap_and_no_guess() -> None:
    (found,) = temuan(jabatan=JabatanFakta(None, nama="Direktur RSUD"))
    assert (found.jenis, found.kunci) == (JenisAnomali.DATA_KOSONG, "bup")
    assert "Direktur RSUD" in found.kalimat


@pytest.mark.parametrize(
    ("lain", "kunci"),
    [
        ({"tanggal_lahir": date(1970, 5, 10)}, "tidak_cocok_tanggal_lahir"),
        ({"jenis_kelamin": "L"}, "tidak_cocok_jenis_kelamin"),
        ({"tmt_cpns": date(1994, 4, 1)}, "tidak_cocok_tmt_cpns"),
        ({"nip": "19700509199403200"}, "panjang"),
        ({"nip": ""}, "panjang"),
    ],
)
def test_a_nip_that_says_otherwise_than_the_record(lain: dict[str, Any], kunci: str) -> None:
    assert kode(**lain) == [("NIP_BEDA", kunci)]


def test_days_that_have_not_come() -> None:
    last = gol("III/c", "2026-12-01", 27, 9)
    assert kode(golongan=(*SITI.golongan, last)) == [
        ("TMT_MASA_DEPAN", "SK golongan III/c 2026-12-01")
    ]
    assert kode(pmk=(pmk("2026-11-26", 1),)) == [("TMT_MASA_DEPAN", "SK PMK 2026-11-26")]
    assert kode(pmk=(pmk("2026-11-25", 1),)) == []
    assert kode(tmt_pns=date(2027, 1, 1)) == [("TMT_MASA_DEPAN", "SK PNS 2027-01-01")]


def test_a_letter_of_kgb_is_out_two_months_before_its_day() -> None:
    assert kode(kgb=(kgb("III/b", "2027-01-01", 27),)) == []  # 27 years 10 months
    assert ("TMT_MASA_DEPAN", "KGB golongan III/b 2027-02-01") in kode(
        kgb=(kgb("III/b", "2027-02-01", 27),)
    )


# Masa kerja golongan


def test_an_mkg_that_does_not_follow_shows_both_figures_and_the_way() -> None:
    rows = (*SITI.golongan[:3], gol("III/b", "2018-04-01", 24, 1))  # the cut forgotten
    (found,) = temuan(golongan=rows, kgb=())
    assert (found.jenis, found.kunci) == (JenisAnomali.MKG_TIDAK_MENGIKUTI, "2018-04-01 III/b")
    assert "24 tahun 1 bulan, padahal" in found.kalimat
    assert "(15 tahun 1 bulan), 4 tahun berjalan, hasilnya 19 tahun 1 bulan." in found.kalimat
    crossing = (*SITI.golongan[:2], gol("III/a", "2014-04-01", 20, 1))
    (found,) = temuan(golongan=crossing, kgb=())
    assert "dikurangi 5 tahun karena pindah golongan, hasilnya 15 tahun 1 bulan" in found.kalimat


def test_one_wrong_sk_is_said_once_and_the_next_is_judged_from_it() -> None:
    rows = (
        gol("III/a", "2010-04-01", 0),
        gol("III/b", "2014-04-01", 5),
        gol("III/c", "2018-04-01", 9),
    )
    assert kode(golongan=rows, kgb=()) == [("MKG_TIDAK_MENGIKUTI", "2014-04-01 III/b")]


@pytest.mark.parametrize(
    "rows",
    [
        (gol("III/a", "2010-04-01", 10), gol("II/d", "2014-04-01", 9)),  # down, by a penalty
        (gol("V", "2022-03-01", 2), gol("II/a", "2025-03-01", 0)),  # from PPPK to PNS
        (gol("I/d", "2000-04-01", 3), gol("II/a", "2002-04-01", 0)),  # never below zero
        (gol("III/a", "2010-04-01", 3),),
    ],
)
def test_what_has_a_lawful_reading_is_left_alone(rows: tuple[GolonganFakta, ...]) -> None:
    assert kode(golongan=rows, kgb=()) == []


def test_a_pmk_counts_in_the_next_sk_or_in_a_later_one() -> None:
    added = pmk("2016-04-01", 2)
    rows = (*SITI.golongan[:3], gol("III/b", "2018-04-01", 21, 1))
    assert kode(golongan=rows, pmk=(added,), kgb=()) == []
    later = (*SITI.golongan, gol("III/c", "2022-04-01", 25, 1))  # left out in 2018, in by 2022
    assert kode(golongan=later, pmk=(added,), kgb=()) == []


@pytest.mark.parametrize(
    ("tmt", "mkg", "jenis"),
    [
        ("2014-04-01", 19, None),  # of the day of the first SK, which has it already
        ("2014-04-01", 21, JenisAnomali.MKG_TIDAK_MENGIKUTI),
        ("2018-04-01", 21, None),  # of the day of this SK: counted in it
        ("2018-04-01", 19, JenisAnomali.PMK_BELUM_DIHITUNG),
        ("2018-04-02", 21, JenisAnomali.MKG_TIDAK_MENGIKUTI),
    ],
)
def test_a_pmk_belongs_to_the_sk_of_its_own_day(
    tmt: str, mkg: int, jenis: JenisAnomali | None
) -> None:
    rows = (SITI.golongan[2], gol("III/b", "2018-04-01", mkg, 1))
    found = temuan(golongan=rows, pmk=(pmk(tmt, 2),), kgb=())
    assert [t.jenis for t in found] == ([jenis] if jenis else [])


def test_an_sk_in_the_same_golongan_is_judged_and_so_is_what_follows_a_move_downward() -> None:
    same = (gol("III/a", "2010-04-01", 0), gol("III/a", "2011-04-01", 2))
    assert kode(golongan=same, kgb=()) == [("MKG_TIDAK_MENGIKUTI", "2011-04-01 III/a")]
    down = (
        gol("III/a", "2010-04-01", 10),
        gol("II/d", "2012-04-01", 15),
        gol("III/a", "2016-04-01", 19),  # 19 less 5
    )
    assert kode(golongan=down, kgb=()) == [("MKG_TIDAK_MENGIKUTI", "2016-04-01 III/a")]


def test_a_pmk_that_no_sk_takes_up_is_said_once() -> None:
    later = (*SITI.golongan, gol("III/c", "2022-04-01", 23, 1))
    (found,) = temuan(golongan=later, pmk=(pmk("2016-04-01", 2),), kgb=())
    assert (found.jenis, found.kunci) == (JenisAnomali.PMK_BELUM_DIHITUNG, "2016-04-01")
    assert "(III/c, 1 April 2022)" in found.kalimat
    assert kode(pmk=(pmk("2019-04-01", 2),)) == []  # no SK of golongan since


def test_a_pmk_explains_no_other_figure() -> None:
    rows = (*SITI.golongan[:3], gol("III/b", "2018-04-01", 20, 1))
    (found,) = temuan(golongan=rows, pmk=(pmk("2016-04-01", 2),), kgb=())
    assert found.jenis is JenisAnomali.MKG_TIDAK_MENGIKUTI
    assert "ditambah PMK 2 tahun, hasilnya 21 tahun 1 bulan" in found.kalimat


@given(st.lists(st.sampled_from(GOLONGAN_PNS), min_size=2, max_size=6), st.integers(0, 60))
def test_a_career_by_the_law_has_no_anomaly(kode_: list[str], bulan: int) -> None:
    rows = [GolonganFakta(golongan_parse(min(kode_, key=GOLONGAN_PNS.index)), TMT, MasaKerja(3))]
    for kode_baru in sorted(kode_, key=GOLONGAN_PNS.index):
        old, baru = rows[-1], golongan_parse(kode_baru)
        reached = MasaKerja.from_bulan(old.mkg.total_bulan + bulan)
        mkg = mkg_pindah(reached, old.golongan, baru, ATURAN.mkg).mkg
        rows.append(GolonganFakta(baru, tambah_bulan(old.tmt, bulan), mkg))
    found = anomali_of(replace(SITI, golongan=tuple(rows), kgb=()), HUKUM, pada=date(2070, 1, 1))
    assert {t.jenis for t in found} <= {JenisAnomali.LEWAT_BUP}


TMT = date(1990, 4, 1)


@pytest.mark.parametrize(
    ("row", "alasan"),
    [
        (kgb("III/b", "2024-03-01", 25), ""),  # 25 years 0 months: 19.1 + 5.11
        (kgb("III/b", "2024-02-01", 24), ""),
        (kgb("III/b", "2024-03-01", 24), "menyebut masa kerja golongan 24 tahun"),
        (kgb("III/b", "2024-02-01", 25), "menyebut masa kerja golongan 25 tahun"),
        (kgb("III/a", "2024-03-01", 25), "menyebut golongan III/a"),
        (kgb("III/a", "1990-03-01", 2), ""),  # before the first SK there is nothing to compare
    ],
)
def test_a_letter_of_kgb_against_the_sk_of_that_day(row: KgbFakta, alasan: str) -> None:
    found = temuan(kgb=(row,))
    assert [t.jenis for t in found] == [JenisAnomali.KGB_TIDAK_COCOK] * bool(alasan)
    if found:
        assert alasan in found[0].kalimat


def test_every_letter_of_kgb_is_judged() -> None:
    early, right, wrong = (
        kgb("III/a", "1990-03-01", 2),
        kgb("III/b", "2022-03-01", 23),
        kgb("III/b", "2024-03-01", 26),
    )
    assert kode(kgb=(early, right, wrong)) == [("KGB_TIDAK_COCOK", "2024-03-01")]


def test_a_letter_of_kgb_may_count_a_pmk_or_not_yet() -> None:
    added = (pmk("2022-03-01", 2),)
    assert kode(kgb=(kgb("III/b", "2024-03-01", 27),), pmk=added) == []
    assert kode(kgb=(kgb("III/b", "2024-03-01", 25),), pmk=added) == []
    assert kode(kgb=(kgb("III/b", "2024-03-01", 26),), pmk=added) != []
    assert kode(kgb=(kgb("III/b", "2022-02-01", 24),), pmk=added) != []  # before the PMK
    assert kode(kgb=(kgb("III/b", "2022-03-01", 25),), pmk=added) == []  # on its very day
    first = gol("III/b", "2018-04-01", 19, 1)  # counts the PMK of its own day, or will
    both = (pmk("2018-04-01", 2), pmk("2022-03-01", 1))
    for tahun in (25, 26, 28):
        row = kgb("III/b", "2024-03-01", tahun)
        assert kode(golongan=(first,), kgb=(row,), pmk=both) == []
    assert kode(golongan=(first,), kgb=(kgb("III/b", "2024-03-01", 27),), pmk=both) != []


_PPPK: dict[str, Any] = {"golongan": (gol("IX", "2022-03-01", 0),), "kgb": ()}


def test_a_long_text_still_makes_a_key() -> None:
    long = "Potong TPP " + "x" * 300
    row = BarisHukdis(TingkatHukdis.BERAT, date(2025, 2, 1), None, long)
    keys = [t.kunci for t in temuan(hukdis=(row,), tak_terbaca=(long,))]
    assert [len(kunci) for kunci in keys] == [200, 200]


def test_gaps_contradictions_and_a_superior_who_left() -> None:
    assert kode(golongan=(), kgb=()) == [("DATA_KOSONG", "golongan")]
    assert kode(jabatan=None) == [("DATA_KOSONG", "jabatan")]
    assert kode(tmt_cpns=None) == [("DATA_KOSONG", "TMT CPNS")]
    assert kode(jenis="PPPK", nip="197005092022212001", tmt_cpns=None, **_PPPK) == []
    assert kode(tanggal_lahir=None) == [("DATA_KOSONG", "tanggal lahir")]
    assert kode(tak_terbaca=("golongan “V/z”",)) == [("TAK_TERBACA", "golongan “V/z”")]
    assert kode(atasan_kedudukan="PENSIUN") == kode(atasan_kedudukan="") == [("ATASAN", "atasan")]
    head = JabatanFakta(JenisJabatan.JPT_PRATAMA, nama="Sekretaris Daerah")
    assert kode(atasan_kedudukan="", jabatan=head) == []
    row = BarisHukdis(
        TingkatHukdis.RINGAN, date(2025, 2, 1), None, "Penurunan jabatan selama 12 bulan"
    )
    assert [jenis for jenis, _ in kode(hukdis=(row,))] == ["HUKDIS_BERTENTANGAN"] * 2


def test_the_fingerprint_follows_the_facts_and_not_the_words() -> None:
    a, b = uuid4(), uuid4()
    assert nik_ganda([a, b]).sidik == nik_ganda([b, a]).sidik
    assert nik_ganda([a, b]).sidik != nik_ganda([a, uuid4()]).sidik
    (one,) = temuan(atasan_kedudukan="PENSIUN")
    assert one.sidik == replace(one, kalimat="x", langkah="y", dasar="z").sidik
    (other,) = temuan(atasan_kedudukan="")
    assert one.sidik != other.sidik


def test_every_kind_has_a_label_and_every_sentence_ends() -> None:
    assert all(jenis.label for jenis in JenisAnomali)
    everything = temuan(
        golongan=(gol("III/a", "2010-04-01", 0), gol("III/b", "2030-04-01", 5)),
        nip="1",
        tanggal_lahir=date(1960, 1, 1),
        atasan_kedudukan="",
    )
    assert len(everything) == 6
    assert all(t.kalimat.endswith(".") and t.langkah.endswith(".") for t in everything)
