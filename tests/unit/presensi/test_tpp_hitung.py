"""Whatever the facts and the set: cuts take, never give; rows sum to the slip; order is nothing."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presensi.errors import AturanTppInvalidError, FaktaTppInvalidError, KodeKejadianUnknownError
from presensi.rules.tpp.aturan import AturanTpp, Bagian, Sesi, tpp_baca
from presensi.rules.tpp.contoh import contoh_ke_nilai
from presensi.rules.tpp.disiplin import (
    HariFakta,
    disiplin_bulan,
    kejadian_bulan,
    kejadian_dari_kode,
)
from presensi.rules.tpp.hitung import Baris, FaktaTpp, HasilTpp, PltFakta, tpp_hitung
from presensi.rules.tpp.pagu import Segmen, pagu_bulan
from presensi.rules.tpp.produktivitas import (
    Aktivitas,
    capaian_bulan,
    capaian_predikat,
    menit_diakui,
)
from presensi.rules.tpp.skema import tpp_galat, tpp_require
from sitamu.aturan.rule_sets import rule_sets_shipped
from sitamu.inti.errors import DataKurangError

NILAI = {kode: contoh_ke_nilai(row) for kode, row in rule_sets_shipped().items()}
SETS = {kode: tpp_require(nilai) for kode, nilai in NILAI.items()}
A, B, C = SETS["A-2026"], SETS["B-2026"], SETS["C-2026"]
AWAL = date(2026, 7, 1)


def changed(kode: str, **parts: Any) -> AturanTpp:
    return tpp_require(NILAI[kode] | parts)


LAIN = (
    changed("A-2026", pembulatan={"arah": "KE_BAWAH", "sisa_harian": "TIDAK_DIBAYAR"}),
    changed("B-2026", pembulatan={"arah": "SETENGAH_KE_ATAS", "sisa_harian": "HARI_TERAKHIR"}),
    changed("A-2026", alpa={"persen": "3", "dasar": "SELURUH_TPP"}, maks_potongan_persen="60"),
    changed("A-2026", hukdis_urutan="SESUDAH_POTONGAN_DISIPLIN", tms={"bayar_persen": "20"}),
    changed(
        "A-2026",
        bobot=[
            {"kelas_dari": 1, "kelas_sampai": 7, "produktivitas": "75", "disiplin": "25"},
            {"kelas_dari": 8, "kelas_sampai": 17, "produktivitas": "33.3", "disiplin": "66.7"},
        ],
    ),
    changed(
        "C-2026",
        produktivitas={"ukuran": "PREDIKAT"},
        predikat=[{"predikat": "Baik", "persen": "100"}],
    ),
)

hari = st.builds(
    HariFakta,
    tanggal=st.integers(0, 30).map(lambda n: AWAL + timedelta(days=n)),
    status=st.sampled_from(["HADIR", "HADIR", "HADIR", "ALPA", "WFA", "IZIN", "CUTI_SAKIT"]),
    terlambat_menit=st.integers(0, 600),
    pulang_cepat_menit=st.integers(0, 600),
    tanpa_masuk=st.booleans(),
    tanpa_pulang=st.booleans(),
    tidak_apel=st.lists(st.sampled_from(Sesi), unique=True, max_size=2).map(tuple),
    ramadan=st.booleans(),
)
bulan = st.lists(hari, max_size=31, unique_by=lambda h: h.tanggal)
aturan = st.sampled_from([*SETS.values(), *LAIN])


@st.composite
def fakta(draw: st.DrawFn) -> tuple[FaktaTpp, AturanTpp]:
    rules = draw(aturan)
    days = draw(bulan)
    return FaktaTpp(
        bulan=draw(st.integers(1, 12)),
        pagu=draw(st.integers(0, 40_000_000)),
        jenis=draw(st.sampled_from(["PNS", "CPNS"])),
        golongan=draw(st.sampled_from(["I", "II", "III", "IV"])),
        kelas=draw(st.none() | st.integers(1, 15)),
        capaian=draw(st.decimals(0, 130, places=2)),
        kejadian=kejadian_bulan(days, rules),
        hari_kerja=draw(st.integers(1, 27)),
        hari_tidak_dibayar=draw(st.sampled_from([0, 0, 0, 3])),
        plt=draw(
            st.none()
            | st.builds(PltFakta, st.booleans(), st.integers(0, 40_000_000), st.integers(0, 27))
        ),
        hukdis_persen=draw(st.sampled_from([Decimal(0), Decimal(25), Decimal(100)])),
        gaji_dasar_bpjs=draw(st.integers(0, 15_000_000)),
        potongan_lain=draw(
            st.lists(st.tuples(st.just("ZAKAT"), st.integers(0, 5_000_000)), max_size=2)
        ),
    ), rules


GAINS = ("PAGU", "PLT")


@settings(max_examples=400, deadline=None)
@given(fakta())
def test_rows_sum_to_the_slip_and_cuts_never_give(both: tuple[FaktaTpp, AturanTpp]) -> None:
    facts, rules = both
    hasil = tpp_hitung(facts, rules)
    assert sum(row.rupiah for row in hasil.rincian) == hasil.netto >= 0
    assert all(row.rupiah <= 0 for row in hasil.rincian if row.kode not in (*GAINS, "CAPAIAN"))
    assert hasil.bruto == hasil.nilai_kinerja + hasil.nilai_disiplin <= hasil.pagu_dibayar
    assert min(hasil.nilai_kinerja, hasil.nilai_disiplin, hasil.bpjs_pegawai) >= 0
    assert hasil.netto == (
        hasil.bruto - hasil.bpjs_pegawai - hasil.pph_dipotong - hasil.potongan_lain
    )
    assert Decimal(0) <= hasil.disiplin_persen <= rules.maks_potongan


@settings(max_examples=150, deadline=None)
@given(fakta(), st.randoms())
def test_the_order_of_facts_is_irrelevant(
    both: tuple[FaktaTpp, AturanTpp], dadu: random.Random
) -> None:
    facts, rules = both
    events = list(facts.kejadian)
    dadu.shuffle(events)
    assert tpp_hitung(replace(facts, kejadian=events), rules) == tpp_hitung(facts, rules)


@settings(max_examples=150, deadline=None)
@given(bulan, aturan, st.randoms())
def test_the_order_of_days_is_irrelevant(
    days: list[HariFakta], rules: AturanTpp, dadu: random.Random
) -> None:
    shuffled = list(days)
    dadu.shuffle(shuffled)
    assert kejadian_bulan(shuffled, rules) == kejadian_bulan(days, rules)


@settings(max_examples=150, deadline=None)
@given(fakta(), hari)
def test_one_more_event_never_pays_more(both: tuple[FaktaTpp, AturanTpp], day: HariFakta) -> None:
    facts, rules = both
    more = [*facts.kejadian, *kejadian_bulan([replace(day, tanggal=date(2026, 8, 1))], rules)]
    assert tpp_hitung(replace(facts, kejadian=more), rules).bruto <= tpp_hitung(facts, rules).bruto


# Days


def hadir(hari: int = 6, **more: Any) -> HariFakta:
    return HariFakta(date(2026, 7, hari), "HADIR", **more)


def codes(rules: AturanTpp, *days: HariFakta) -> list[tuple[str, str]]:
    return [(row.kode, f"{row.persen:f}") for row in kejadian_bulan(days, rules)]


@pytest.mark.parametrize(
    ("menit", "kode"),
    [(0, []), (1, ["TL1"]), (30, ["TL1"]), (31, ["TL2"]), (90, ["TL3"]), (91, ["TL4"])],
)
def test_minutes_fall_into_the_band_whose_edges_hold_them(menit: int, kode: list[str]) -> None:
    assert [k for k, _ in codes(A, hadir(terlambat_menit=menit))] == kode


def test_a_missing_tap_costs_the_band_the_set_names_or_the_band_of_its_minutes() -> None:
    day = hadir(tanpa_pulang=True)
    assert codes(A, day) == [("TANPA_ABSEN_PULANG", "0"), ("PSW4", "1.5")]
    assert codes(SETS["A-2023"], day)[1] == ("PSW3", "1.25")


def test_an_apel_costs_by_weekday_and_nothing_in_ramadan() -> None:
    missed = (Sesi.SEHARI,)
    assert codes(A, hadir(6, tidak_apel=missed)) == [("TIDAK_APEL", "2")]
    assert codes(A, hadir(8, tidak_apel=missed)) == [("TIDAK_APEL", "0.25")]
    assert codes(A, hadir(6, tidak_apel=missed, ramadan=True)) == []
    assert codes(B, hadir(10, tidak_apel=(Sesi.SORE,))) == [("TIDAK_APEL_JUMAT_SORE", "10")]


def test_a_status_costs_from_its_nth_day_on() -> None:
    rules = changed(
        "A-2026",
        status=[
            {"status": "SAKIT", "mulai_hari": 3, "persen": "1"},
            {"status": "SAKIT", "mulai_hari": 4, "persen": "2.5"},
        ],
    )
    days = [HariFakta(date(2026, 7, n), "SAKIT") for n in (9, 6, 8, 7)]
    found = [(row.tanggal, row.persen) for row in kejadian_bulan(days, rules)]
    assert found == [(date(2026, 7, 8), Decimal(1)), (date(2026, 7, 9), Decimal("2.5"))]


def test_an_ad_hoc_event_strikes_on_its_own_day_only() -> None:
    rules = changed(
        "A-2026",
        kejadian_khusus=[
            {
                "kode": "PASCA_LIBUR",
                "nama": "Masuk sesudah libur",
                "tanggal": "2026-07-06",
                "bila": "ALPA",
                "persen": "25",
                "dasar": "SELURUH_TPP",
            },
            {
                "kode": "UPACARA",
                "nama": "Upacara",
                "tanggal": "2026-07-07",
                "bila": "TIDAK_APEL",
                "persen": "10",
                "dasar": "UMUM",
            },
        ],
    )
    absent = [HariFakta(date(2026, 7, n), "ALPA") for n in (6, 7)]
    assert codes(rules, *absent) == [("ALPA", "3"), ("PASCA_LIBUR", "25"), ("ALPA", "3")]
    assert ("UPACARA", "10") in codes(rules, hadir(7, tidak_apel=(Sesi.SEHARI,)))


def test_too_much_alpa_or_apel_is_not_eligible_and_a_code_unknown_is_refused() -> None:
    assert not disiplin_bulan([kejadian_dari_kode("ALPA", A)] * 4, A).memenuhi_syarat
    assert not disiplin_bulan([kejadian_dari_kode("TIDAK_APEL_SENIN", A)] * 21, A).memenuhi_syarat
    with pytest.raises(KodeKejadianUnknownError, match="TL9"):
        kejadian_dari_kode("TL9", A)


# Amounts


def rows(hasil: HasilTpp) -> dict[str, int]:
    return {row.kode: row.rupiah for row in hasil.rincian}


def test_a_slip_names_day_minutes_hour_rule_and_article() -> None:
    rules = tpp_baca(
        NILAI["A-2026"] | {"pasal": [{"bagian": "TERLAMBAT", "dasar": "Perbup ps. 12"}]},
        dasar_hukum="Perbup 5/2026",
    )
    facts = FaktaTpp(
        7,
        5_000_000,
        golongan="III",
        kejadian=kejadian_bulan([hadir(terlambat_menit=12, masuk="07:42")], rules),
    )
    cut = next(row for row in tpp_hitung(facts, rules).rincian if row.kode == "TL1")
    assert cut == Baris(
        "TL1", -10_000, "Perbup ps. 12", date(2026, 7, 6), 12, Decimal("0.5"), "07:42"
    )
    assert cut.isi() == {
        "kode": "TL1",
        "tanggal": "2026-07-06",
        "menit": 12,
        "persen": "0.5",
        "rupiah": -10000,
        "dasar": "Perbup ps. 12",
        "jam": "07:42",
    }


def test_the_cap_of_the_set_stops_the_cuts_and_later_rows_say_zero() -> None:
    rules = changed("A-2026", maks_potongan_persen="5", tms={"bayar_persen": "0"})
    facts = FaktaTpp(7, 1_000_000, golongan="I", kejadian=[kejadian_dari_kode("ALPA", rules)] * 3)
    hasil = tpp_hitung(facts, rules)
    assert [r.rupiah for r in hasil.rincian if r.kode == "ALPA"] == [-12_000, -8_000, 0]
    assert hasil.nilai_disiplin == 380_000


def test_cuts_of_the_whole_reach_into_productivity() -> None:
    rules = changed(
        "A-2026", alpa={"persen": "30", "dasar": "SELURUH_TPP"}, tms={"bayar_persen": "0"}
    )
    facts = FaktaTpp(7, 1_000_000, golongan="I", kejadian=[kejadian_dari_kode("ALPA", rules)] * 2)
    hasil = tpp_hitung(facts, rules)
    assert (hasil.nilai_kinerja, hasil.nilai_disiplin, hasil.bruto) == (400_000, 0, 400_000)


def test_the_rest_of_a_parted_month_is_lost_or_paid_as_the_set_says() -> None:
    facts = FaktaTpp(7, 5_532_975, golongan="IV", hari_kerja=23)
    assert rows(tpp_hitung(facts, B))["SISA_PEMBAGIAN"] == -3
    assert tpp_hitung(facts, LAIN[1]).bruto == 5_532_975


def test_days_not_paid_part_the_pagu_by_own_working_days() -> None:
    facts = FaktaTpp(7, 2_300_000, golongan="I", hari_kerja=23, hari_tidak_dibayar=3)
    hasil = tpp_hitung(facts, A)
    assert (hasil.pagu_dibayar, hasil.keterangan) == (2_000_000, ["TIDAK_DIBAYAR_SEBAGIAN"])
    assert tpp_hitung(replace(facts, hari_tidak_dibayar=23), A).bruto == 0


def test_a_status_long_enough_lowers_what_is_paid() -> None:
    rules = changed(
        "A-2026", bayar_status=[{"status": "CUTI_SAKIT", "hari": 12, "bayar_persen": "50"}]
    )
    facts = FaktaTpp(7, 1_000_000, golongan="I", status_hari={"CUTI_SAKIT": 12})
    assert tpp_hitung(facts, rules).pagu_dibayar == 500_000
    assert tpp_hitung(replace(facts, status_hari={"CUTI_SAKIT": 11}), rules).bruto == 1_000_000


def test_a_failed_condition_costs_its_percentage_and_an_unknown_one_is_asked_for() -> None:
    rules = changed("A-2026", syarat=[{"kode": "LHKPN", "nama": "LHKPN", "persen": "10"}])
    facts = FaktaTpp(7, 1_000_000, golongan="I", syarat_gagal=["LHKPN"])
    assert tpp_hitung(facts, rules).bruto == 900_000
    with pytest.raises(DataKurangError, match="LHKPN"):
        tpp_hitung(facts, A)


def test_tkd_and_pppk_are_paid_only_by_a_set_that_names_them() -> None:
    for jenis in ("TKD", "PPPK"):
        with pytest.raises(DataKurangError, match=f"faktor bayar untuk {jenis}"):
            tpp_hitung(FaktaTpp(7, 1_000_000, jenis=jenis, golongan="III"), A)
    rules = changed("A-2026", faktor_bayar=[{"jenis": "TKD", "persen": "50"}])
    facts = FaktaTpp(7, 1_000_000, jenis="TKD", golongan="I")
    assert tpp_hitung(facts, rules).pagu_dibayar == 500_000


def test_ter_taxes_salary_and_tpp_together_less_what_was_withheld() -> None:
    ter = [
        {"kategori": k, "sampai": top, "persen": persen}
        for k in "ABC"
        for top, persen in ((5_400_000, "0"), (10_000_000, "2"), (None, "5"))
    ]
    rules = changed("A-2026", pph={"mode": "TER", "dasar": "BRUTO"}, ter=ter)
    facts = FaktaTpp(7, 5_000_000, kategori_ter="A", penghasilan_lain=5_000_000, pph_lain=50_000)
    assert tpp_hitung(facts, rules).pph_dipotong == 150_000
    with pytest.raises(DataKurangError, match="kategori TER"):
        tpp_hitung(replace(facts, kategori_ter=""), rules)


def test_plt_beyond_its_months_and_in_a_higher_post_follow_the_set() -> None:
    plt = PltFakta(setingkat=False, pagu=6_900_000, hari_kerja=23, bulan_ke=7)
    facts = FaktaTpp(7, 4_600_000, golongan="III", hari_kerja=23, plt=plt)
    limited = NILAI["B-2026"]["plt"] | {"maks_bulan": 6}
    assert tpp_hitung(facts, B).pagu_dibayar == 6_900_000
    assert tpp_hitung(facts, A).pagu_dibayar == 4_600_000
    assert tpp_hitung(facts, changed("B-2026", plt=limited)).pagu_dibayar == 4_600_000
    more = NILAI["A-2026"]["plt"] | {"lebih_tinggi": "TAMBAHAN_PERSEN"}
    assert tpp_hitung(facts, changed("A-2026", plt=more)).pagu_dibayar == 5_980_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"pagu": -1},
        {"hari_kerja": -1},
        {"capaian": Decimal(-1)},
        {"hukdis_persen": Decimal(101)},
        {"potongan_lain": [("ZAKAT", -1)]},
    ],
)
def test_impossible_facts_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FaktaTppInvalidError):
        tpp_hitung(replace(FaktaTpp(7, 1_000_000, golongan="I"), **wrong), A)


# Pagu


def test_a_mutation_follows_the_deciding_day_or_the_days_on_each_post() -> None:
    old = Segmen(date(2020, 1, 1), 1_000_000, 8, 7)
    new = Segmen(date(2026, 7, 13), 2_000_000, 15, 9)
    assert pagu_bulan([new, old], A, AWAL) == (old, 1_000_000)
    later = changed("A-2026", mutasi={"cara": "TANGGAL", "tanggal": 15})
    assert pagu_bulan([new, old], later, AWAL) == (new, 2_000_000)
    part = changed("A-2026", mutasi={"cara": "PRO_RATA", "tanggal": 1})
    assert pagu_bulan([new, old], part, AWAL) == (new, 1_652_174)
    with pytest.raises(DataKurangError, match="kelas jabatan"):
        pagu_bulan([], A, AWAL)
    with pytest.raises(DataKurangError, match="pagu TPP"):
        pagu_bulan([replace(old, pagu=None)], A, AWAL)


# Productivity


def test_additional_work_counts_by_its_own_weight() -> None:
    measure = replace(A.produktivitas, bobot_tambahan=Decimal(50))
    day = date(2026, 7, 6)
    work = [
        Aktivitas(day, day, 100, disetujui=True, status_presensi="HADIR"),
        Aktivitas(day, day, 101, disetujui=True, status_presensi="HADIR", tambahan=True),
    ]
    assert menit_diakui(work, measure) == 150


@pytest.mark.parametrize(("menit", "lapor"), [(-1, 6), (1441, 6), (60, 5)])
def test_impossible_reports_are_refused(menit: int, lapor: int) -> None:
    work = [Aktivitas(date(2026, 7, 6), date(2026, 7, lapor), menit, disetujui=True)]
    with pytest.raises(FaktaTppInvalidError):
        menit_diakui(work, A.produktivitas)


def test_a_predikat_pays_its_row_and_is_never_guessed() -> None:
    rules = changed(
        "A-2026",
        produktivitas={"ukuran": "PREDIKAT"},
        predikat=[{"predikat": "Baik", "persen": "95"}],
    ).produktivitas
    assert capaian_bulan(rules, predikat="Baik").dibayar == Decimal(95)
    for predikat in (None, "Kurang"):
        with pytest.raises(DataKurangError):
            capaian_predikat(predikat, rules)


# The schema


@pytest.mark.parametrize(
    ("parts", "kode"),
    [
        ({"tukin": 1}, "kunci_tak_dikenal"),
        ({"pita_terlambat": [{"kode": "TL1", "dari": 1, "warna": 2}]}, "kunci_tak_dikenal"),
        ({"alpa": None}, "kurang"),
        ({"bobot": []}, "bobot_kosong"),
        ({"bobot": [{"produktivitas": "60", "disiplin": "30"}]}, "bobot_bukan_100"),
        (
            {
                "bobot": [
                    {"kelas_dari": 1, "kelas_sampai": 9, "produktivitas": "60", "disiplin": "40"}
                ]
            },
            "kelas_bolong",
        ),
        (
            {
                "pita_terlambat": [
                    {"kode": "TL4", "dari": 1, "sampai": 30, "persen": "1"},
                    {"kode": "TL2", "dari": 30, "sampai": None, "persen": "1"},
                ]
            },
            "pita_bertumpuk",
        ),
        (
            {
                "pita_terlambat": [
                    {"kode": "TL4", "dari": 1, "sampai": 30, "persen": "1"},
                    {"kode": "TL2", "dari": 32, "sampai": None, "persen": "1"},
                ]
            },
            "pita_bolong",
        ),
        (
            {"pita_terlambat": [{"kode": "TL4", "dari": 1, "sampai": 30, "persen": "1"}]},
            "pita_tertutup",
        ),
        ({"tanpa_absen_masuk": {"kode": "TL9"}}, "kode_tak_ada"),
        ({"tanpa_absen_masuk": {"kode": "TL4", "setara_menit": 9}}, "ganda"),
        ({"maks_potongan_persen": "-1"}, "persen_salah"),
        ({"maks_potongan_persen": 0.5}, "persen_salah"),
        ({"pita_terlambat": [{"kode": "TL4", "dari": -1, "persen": "1"}]}, "menit_salah"),
        ({"pph": {"mode": "TER", "dasar": "BRUTO"}}, "ter_kosong"),
        ({"pph_tarif": []}, "tarif_kosong"),
        ({"produktivitas": {"ukuran": "PREDIKAT"}}, "predikat_kosong"),
        ({"alpa": {"persen": "3", "dasar": "TPP_HARIAN"}}, "dasar_salah"),
        ({"apel": [{"hari": "AHAD", "persen": "2"}]}, "hari_tak_dikenal"),
        (
            {
                "apel": [
                    {"hari": "JUMAT", "sesi": "PAGI", "persen": "2"},
                    {"hari": "JUMAT", "persen": "2"},
                ]
            },
            "apel_bertumpuk",
        ),
        ({"status": [{"status": "CLTN", "persen": "1"}]}, "status_bertentangan"),
        ({"dasar_potongan": "SAJA"}, "tak_terbaca"),
        ({"dasar_potongan": "SELURUH_TPP"}, "bobot_berlebih"),
    ],
)
def test_an_unsound_set_is_refused_with_a_stable_code(parts: dict[str, Any], kode: str) -> None:
    found = tpp_galat(NILAI["A-2026"] | parts)
    assert kode in [fault.kode for fault in found]
    assert all(fault.pesan.endswith(".") for fault in found)
    with pytest.raises(AturanTppInvalidError) as caught:
        tpp_require(NILAI["A-2026"] | parts)
    assert caught.value.data["galat"]


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=4),
        lambda x: (
            st.lists(x, max_size=2) | st.dictionaries(st.sampled_from(list(NILAI["A-2026"])), x)
        ),
        max_leaves=8,
    )
)
def test_whatever_a_set_holds_it_is_read_or_refused(nilai: Any) -> None:
    tpp_galat(nilai)
    if isinstance(nilai, dict):
        tpp_galat(NILAI["A-2026"] | nilai)


def test_parts_without_their_own_article_rest_on_the_set() -> None:
    rules = tpp_baca(NILAI["A-2026"], dasar_hukum="Perbup 5/2026")
    assert {rules.dasar_untuk(part) for part in Bagian} == {"Perbup 5/2026"}
