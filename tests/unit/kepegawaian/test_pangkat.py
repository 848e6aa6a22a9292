"""Every kind of promotion at the edges of its conditions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.golongan import GOLONGAN_PNS, golongan_berikut, golongan_parse
from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.kp_ijazah import kp_penyesuaian_ijazah, kp_tugas_belajar
from kepegawaian.rules.kp_pengabdian import (
    HasilPengabdian,
    SebabPengabdian,
    TmtPengabdian,
    kp_anumerta,
    kp_pengabdian,
)
from kepegawaian.rules.kp_pilihan import (
    kp_diperbantukan,
    kp_fungsional,
    kp_penemuan,
    kp_prestasi,
    kp_struktural,
)
from kepegawaian.rules.kp_reguler import kp_reguler, kp_spesialis
from kepegawaian.rules.masa_kerja import MasaKerja
from kepegawaian.rules.pangkat import FaktaKp, HasilKp, JenisKp, pendidikan_batas
from kepegawaian.rules.ujian_dinas import UjianDinas
from sitamu.inti.errors import DataKurangError, DomainError
from tests.unit.kepegawaian.pustaka import ATURAN

BAIK, SB, BP = Predikat.BAIK, Predikat.SANGAT_BAIK, Predikat.BUTUH_PERBAIKAN
SITI = FaktaKp(
    jenis_pegawai="PNS",
    golongan=golongan_parse("III/a"),
    tmt_golongan=date(2022, 5, 1),
    predikat=(BAIK, BAIK),
    pendidikan="S1",
    jenis_jabatan=JenisJabatan.PELAKSANA,
)


def siti(golongan: str = "III/a", **lain: Any) -> FaktaKp:
    return replace(SITI, golongan=golongan_parse(golongan), **lain)


def reguler(fakta: FaktaKp, untuk: date | None = None) -> HasilKp:
    return kp_reguler(fakta, ATURAN.kp_reguler, ATURAN.kp, untuk_periode=untuk)


# Reguler


def test_four_years_to_the_day() -> None:
    on_time = reguler(SITI, date(2026, 5, 1))
    assert (on_time.memenuhi, on_time.tmt_kp) == (True, date(2026, 5, 1))
    early = reguler(SITI, date(2026, 4, 1))
    assert early.alasan == ("masa_pangkat_kurang_4_tahun",)
    assert early.tmt_kp is None
    (row,) = (row for row in early.syarat if row.terpenuhi is False)
    assert row.sejak == date(2026, 5, 1)
    assert "1 Mei 2026" in row.upaya
    assert reguler(SITI, date(2027, 1, 1)).tmt_kp == date(2027, 1, 1)


def test_every_failing_condition_is_named_not_only_the_first() -> None:
    hasil = reguler(
        siti("II/d", pendidikan="SLTA", predikat=(BP, BAIK), hukdis_aktif=TingkatHukdis.BERAT),
        date(2026, 4, 1),
    )
    assert hasil.alasan == (
        "masa_pangkat_kurang_4_tahun",
        "predikat_kinerja",
        "hukuman_disiplin",
        "ujian_dinas_tingkat_1",
    )
    assert all(row.upaya for row in hasil.syarat if row.terpenuhi is False)


def test_only_the_last_two_ratings_count_and_a_light_penalty_does_not() -> None:
    assert reguler(siti(predikat=(BP, BAIK, SB))).memenuhi
    assert reguler(siti(hukdis_aktif=TingkatHukdis.RINGAN)).memenuhi
    with pytest.raises(DataKurangError, match="2 tahun terakhir"):
        reguler(siti(predikat=(BAIK,)))


@pytest.mark.parametrize("ijazah", sorted(ATURAN.kp.pendidikan.batas))
def test_the_cap_by_schooling_is_reached_and_not_passed(ijazah: str) -> None:
    tertinggi = pendidikan_batas(ijazah, ATURAN.kp.pendidikan).tertinggi
    at_cap = reguler(siti(tertinggi.kode, pendidikan=ijazah))
    assert at_cap.alasan == ("batas_pendidikan",)
    assert at_cap.golongan_baru is None
    below = golongan_parse(GOLONGAN_PNS[tertinggi.urut - 2])
    lulus = {"II/d": UjianDinas.TINGKAT_1, "III/d": UjianDinas.TINGKAT_2}.get(below.kode)
    hasil = reguler(siti(below.kode, pendidikan=ijazah, ujian_dinas=lulus))
    assert hasil.golongan_baru == tertinggi
    assert hasil.memenuhi


def test_a_new_regime_ends_the_limit_by_the_superior() -> None:
    before = siti("III/a", tmt_golongan=date(2021, 4, 1))  # TMT 1 April 2025
    with pytest.raises(DataKurangError, match="atasan langsung"):
        reguler(before)
    iii_a, iii_b = golongan_parse("III/a"), golongan_parse("III/b")
    assert reguler(replace(before, golongan_atasan=iii_a)).alasan == ("melampaui_pangkat_atasan",)
    assert reguler(replace(before, golongan_atasan=iii_b)).memenuhi
    after = siti("III/a", tmt_golongan=date(2021, 5, 1))  # TMT 1 June 2025
    assert reguler(replace(after, golongan_atasan=iii_a)).memenuhi
    assert reguler(replace(before, golongan_atasan=iii_a), date(2025, 6, 1)).memenuhi


def test_a_version_applies_from_its_first_day() -> None:
    old, new = ATURAN.kp_reguler
    new = replace(new, sumber=replace(new.sumber, berlaku_mulai=date(2026, 5, 1)))
    iii_a = golongan_parse("III/a")

    def hasil(untuk: date | None) -> HasilKp:
        return kp_reguler(siti(golongan_atasan=iii_a), [new, old], ATURAN.kp, untuk_periode=untuk)

    assert hasil(None).memenuhi  # its TMT is that very day
    assert "melampaui_pangkat_atasan" in hasil(date(2026, 4, 1)).alasan
    with pytest.raises(DataKurangError, match="pada masa itu"):
        kp_reguler(SITI, [new], ATURAN.kp, untuk_periode=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("jenis", "jalur"),
    [
        (JenisJabatan.FUNGSIONAL, JenisKp.PILIHAN_FUNGSIONAL),
        (JenisJabatan.PENGAWAS, JenisKp.PILIHAN_STRUKTURAL),
        (JenisJabatan.JPT_PRATAMA, JenisKp.PILIHAN_STRUKTURAL),
    ],
)
def test_a_post_with_its_own_kind_is_sent_there(jenis: JenisJabatan, jalur: JenisKp) -> None:
    hasil = reguler(siti(jenis_jabatan=jenis))
    assert (hasil.alasan, hasil.jalur) == (("jalur_bukan_reguler",), jalur)


def test_only_pns_are_promoted() -> None:
    for jenis in ("PPPK", "CPNS"):
        assert reguler(siti(jenis_pegawai=jenis)).alasan == ("bukan_pns",)
    with pytest.raises(FaktaInvalidError, match="bukan golongan PNS"):
        reguler(siti("IX"))


def test_a_diklat_frees_from_the_examination_of_its_level() -> None:
    pka = reguler(siti("III/d", pendidikan="S2", diklat="PKA"))
    assert pka.bebas_ujian_dinas == "ijazah S2"
    # Only the cap of an S1 keeps PKP from mattering at III/d; ask the structural kind instead.
    four = struktural(siti("III/d", eselon="III.a", diklat="PKP", tmt_jabatan=date(2020, 1, 1)))
    assert four.alasan == ("ujian_dinas_tingkat_2",)
    assert struktural(
        siti("III/d", eselon="III.a", diklat="PKA", tmt_jabatan=date(2020, 1, 1))
    ).memenuhi


@given(
    st.sampled_from(GOLONGAN_PNS),
    st.dates(date(2002, 5, 1), date(2060, 1, 1)),
    st.sampled_from(sorted(ATURAN.kp.pendidikan.batas)),
    st.lists(st.sampled_from(Predikat), min_size=2, max_size=4),
    st.sampled_from([None, *TingkatHukdis]),
    st.sampled_from([None, *UjianDinas]),
)
def test_reguler_answers_or_refuses_and_never_steps_over(
    golongan: str,
    tmt: date,
    ijazah: str,
    predikat: list[Predikat],
    hukdis: TingkatHukdis | None,
    ujian: UjianDinas | None,
) -> None:
    fakta = siti(
        golongan,
        tmt_golongan=tmt,
        pendidikan=ijazah,
        predikat=tuple(predikat),
        hukdis_aktif=hukdis,
        ujian_dinas=ujian,
        golongan_atasan=golongan_parse("IV/e"),
    )
    hasil = reguler(fakta)
    assert hasil.memenuhi is (hasil.tmt_kp is not None)
    assert hasil.memenuhi is not bool(hasil.alasan)
    if hasil.memenuhi:
        assert hasil.golongan_baru == golongan_berikut(fakta.golongan)
        assert hasil.golongan_baru is not None
        assert hasil.golongan_tertinggi is not None
        assert hasil.golongan_baru <= hasil.golongan_tertinggi
        assert hasil.tmt_kp is not None
        assert (hasil.tmt_kp.day, hasil.tmt_kp) == (1, hasil.tmt_paling_awal)


def test_spesialis_goes_from_iii_b_after_two_years_and_one_good_year() -> None:
    def hasil(golongan: str, *predikat: Predikat, ijazah: bool = True) -> HasilKp:
        fakta = siti(golongan, predikat=predikat, tmt_golongan=date(2024, 3, 1))
        rule = ATURAN.syarat_kp("KP_SPESIALIS")
        return kp_spesialis(fakta, rule, ATURAN.kp, ijazah_spesialis=ijazah)

    good = hasil("III/b", BP, BAIK)
    assert (good.memenuhi, good.tmt_kp) == (True, date(2026, 3, 1))
    assert good.golongan_baru == golongan_parse("III/c")
    assert hasil("III/c", BAIK).alasan == ("golongan_bukan_iii_b",)
    assert hasil("III/b", BP, ijazah=False).alasan == ("ijazah_spesialis", "predikat_kinerja")


# Pilihan


def struktural(fakta: FaktaKp) -> HasilKp:
    return kp_struktural(fakta, ATURAN.kp_struktural, ATURAN.kp)


def test_one_step_under_the_range_one_year_in_pangkat_and_post_is_enough() -> None:
    fakta = siti("III/b", eselon="IV.a", tmt_golongan=date(2024, 6, 1))
    assert struktural(replace(fakta, tmt_jabatan=date(2025, 3, 1))).tmt_kp == date(2026, 3, 1)
    assert struktural(replace(fakta, tmt_jabatan=date(2023, 3, 1))).tmt_kp == date(2025, 6, 1)
    with pytest.raises(DataKurangError, match="TMT jabatan"):
        struktural(fakta)


def test_inside_the_range_it_takes_four_years_and_stops_at_its_top() -> None:
    inside = siti("III/c", eselon="IV.a", tmt_golongan=date(2022, 6, 1))
    assert struktural(inside).tmt_kp == date(2026, 6, 1)
    assert struktural(replace(inside, golongan=golongan_parse("III/d"))).alasan == (
        "di_luar_jenjang_pangkat",
    )
    far = replace(inside, golongan=golongan_parse("III/a"), tmt_jabatan=date(2020, 1, 1))
    assert struktural(far).alasan == ("di_luar_jenjang_pangkat",)


def test_an_unknown_eselon_gets_the_list_and_a_missing_one_is_asked_for() -> None:
    with pytest.raises(FaktaInvalidError, match="VI") as caught:
        struktural(siti(eselon="VI"))
    assert "II.b" in str(caught.value.langkah)
    with pytest.raises(DataKurangError, match="eselon"):
        struktural(SITI)


def fungsional(golongan: str, jenjang: Jenjang, angka: str, **lain: Any) -> HasilKp:
    fakta = siti(golongan, jenjang=jenjang, tmt_golongan=date(2024, 3, 1))
    return kp_fungsional(
        fakta,
        ATURAN.syarat_kp("KP_FUNGSIONAL"),
        ATURAN.kp,
        ATURAN.angka_kredit,
        angka_kredit=Decimal(angka),
        **lain,
    )


def test_a_functional_post_needs_two_years_and_its_points() -> None:
    assert fungsional("III/a", Jenjang.AHLI_PERTAMA, "50").tmt_kp == date(2026, 3, 1)
    short = fungsional("III/a", Jenjang.AHLI_PERTAMA, "49.99")
    assert short.alasan == ("angka_kredit_kurang",)
    assert "0,01" in short.syarat[0].upaya


def test_leaving_the_level_needs_points_of_the_level_test_and_formation() -> None:
    def naik(jenjang_ak: str, *, uji: bool = True, formasi: bool = True) -> HasilKp:
        return fungsional(
            "III/b",
            Jenjang.AHLI_PERTAMA,
            "50",
            angka_kredit_jenjang=Decimal(jenjang_ak),
            uji_kompetensi=uji,
            formasi=formasi,
        )

    assert naik("100").golongan_baru == golongan_parse("III/c")
    short = naik("99.99")
    assert short.alasan == ("angka_kredit_jenjang_kurang",)
    assert [row.upaya for row in short.syarat if row.upaya] == ["Kurang 0,01 angka kredit."]
    assert naik("100", uji=False, formasi=False).alasan == ("uji_kompetensi", "formasi")
    with pytest.raises(DataKurangError, match="angka kredit kumulatif"):
        fungsional("III/b", Jenjang.AHLI_PERTAMA, "50")
    with pytest.raises(DataKurangError, match="uji kompetensi"):
        fungsional("III/b", Jenjang.AHLI_PERTAMA, "50", angka_kredit_jenjang=Decimal(100))


def test_the_top_of_all_levels_ends_there() -> None:
    assert fungsional("III/d", Jenjang.PENYELIA, "100").alasan == ("jenjang_tertinggi",)
    assert fungsional("IV/e", Jenjang.AHLI_UTAMA, "200").alasan == ("pangkat_tertinggi",)


def test_functional_posts_sit_no_ujian_dinas() -> None:
    hasil = fungsional(
        "III/d",
        Jenjang.AHLI_MUDA,
        "100",
        angka_kredit_jenjang=Decimal(200),
        uji_kompetensi=True,
        formasi=True,
    )
    assert hasil.memenuhi


def test_achievement_needs_the_best_rating_and_a_decision_and_no_examination() -> None:
    def hasil(predikat: Predikat, *, keputusan: bool = True) -> HasilKp:
        fakta = siti("II/d", predikat=(predikat,), tmt_golongan=date(2025, 3, 1), pendidikan="SLTA")
        rule = ATURAN.syarat_kp("KP_PRESTASI")
        return kp_prestasi(fakta, rule, ATURAN.kp, keputusan_ppk=keputusan)

    assert hasil(SB).tmt_kp == date(2026, 3, 1)
    assert hasil(BAIK).alasan == ("predikat_kinerja",)
    assert hasil(SB, keputusan=False).alasan == ("keputusan_ppk",)


def test_an_invention_needs_an_award() -> None:
    rule = ATURAN.syarat_kp("KP_PENEMUAN")
    assert kp_penemuan(SITI, rule, ATURAN.kp, penghargaan_negara=True).memenuhi
    refused = kp_penemuan(SITI, rule, ATURAN.kp, penghargaan_negara=False)
    assert refused.alasan == ("penghargaan_negara",)


def test_service_elsewhere_still_sits_the_examination() -> None:
    rule = ATURAN.syarat_kp("KP_DIPERBANTUKAN")
    assert kp_diperbantukan(SITI, rule, ATURAN.kp).tmt_kp == date(2026, 5, 1)
    crossing = kp_diperbantukan(siti("II/d", pendidikan="SLTA"), rule, ATURAN.kp)
    assert crossing.alasan == ("ujian_dinas_tingkat_1",)
    top = kp_diperbantukan(siti("IV/e"), rule, ATURAN.kp)
    assert (top.alasan, top.golongan_baru) == (("pangkat_tertinggi",), None)


# Schooling


def ijazah(golongan: str, pendidikan: str, *, ukppi: bool = True) -> HasilKp:
    return kp_penyesuaian_ijazah(
        siti(golongan, pendidikan=pendidikan, tmt_golongan=date(2025, 4, 1)),
        ATURAN.kp_ijazah,
        ATURAN.kp,
        uraian_tugas_sesuai=True,
        izin_belajar=True,
        lulus_ukppi=ukppi,
    )


@pytest.mark.parametrize(
    ("pendidikan", "golongan", "tujuan"),
    [
        ("SLTP", "I/a", "I/c"),
        ("SLTP", "I/b", "I/c"),
        ("SLTP", "I/c", None),
        ("SLTA", "I/d", "II/a"),
        ("SLTA", "II/a", None),
        ("D2", "I/d", None),
        ("D2", "II/a", "II/b"),
        ("SGPLB", "II/b", None),
        ("D3", "I/a", "II/c"),
        ("D3", "II/b", "II/c"),
        ("D3", "II/c", None),
        ("S1", "II/d", "III/a"),
        ("S1", "III/a", None),
        ("S2", "II/d", None),
        ("S2", "III/a", "III/b"),
        ("S3", "III/b", "III/c"),
        ("S3", "III/c", None),
    ],
)
def test_an_ijazah_leads_to_its_golongan_from_those_below(
    pendidikan: str, golongan: str, tujuan: str | None
) -> None:
    hasil = ijazah(golongan, pendidikan)
    assert (hasil.golongan_baru.kode if hasil.golongan_baru else None) == tujuan
    assert hasil.alasan == (() if tujuan else ("golongan_asal",))
    single = pendidikan in ("D2", "SGPLB", "S2", "S3")
    assert (" sampai " in hasil.syarat[0].teks) is not single


def test_penyesuaian_ijazah_waits_one_year_and_needs_the_exam() -> None:
    assert ijazah("II/d", "S1").tmt_kp == date(2026, 4, 1)
    assert ijazah("II/d", "S1", ukppi=False).alasan == ("lulus_ukppi",)
    with pytest.raises(FaktaInvalidError, match="SD"):
        ijazah("I/a", "SD")


def test_tugas_belajar_is_by_time_while_studying_and_by_ijazah_afterwards() -> None:
    def hasil(*, lulus: bool) -> HasilKp:
        fakta = siti("III/a", pendidikan="S2", tmt_golongan=date(2024, 4, 1))
        return kp_tugas_belajar(
            fakta,
            ATURAN.syarat_kp("KP_TUGAS_BELAJAR"),
            ATURAN.kp_ijazah,
            ATURAN.kp,
            sudah_lulus=lulus,
        )

    assert hasil(lulus=False).tmt_kp == date(2028, 4, 1)
    assert hasil(lulus=True).tmt_kp == date(2025, 4, 1)


def test_every_kind_refuses_who_is_no_pns() -> None:
    pppk = siti("IX", jenis_pegawai="PPPK", eselon="IV.a", jenjang=Jenjang.AHLI_MUDA)
    rule = ATURAN.syarat_kp("KP_PENEMUAN")
    for hasil in (
        struktural(pppk),
        kp_penemuan(pppk, rule, ATURAN.kp, penghargaan_negara=True),
        kp_spesialis(pppk, rule, ATURAN.kp, ijazah_spesialis=True),
        kp_fungsional(pppk, rule, ATURAN.kp, ATURAN.angka_kredit, angka_kredit=Decimal(0)),
        kp_tugas_belajar(pppk, rule, ATURAN.kp_ijazah, ATURAN.kp, sudah_lulus=True),
    ):
        assert hasil.alasan == ("bukan_pns",)


# The end of service


def pengabdian(kerja: MasaKerja, pangkat: MasaKerja, **lain: Any) -> HasilPengabdian:
    facts = {"predikat_1_tahun": BAIK, "hukdis_1_tahun": None, "aturan": ATURAN.kp_pengabdian}
    return kp_pengabdian(kerja, pangkat, **(facts | lain))


@pytest.mark.parametrize(
    ("kerja", "pangkat", "memenuhi"),
    [
        ((30, 0), (0, 1), True),
        ((30, 0), (0, 0), False),
        ((29, 11), (0, 11), False),
        ((20, 0), (1, 0), True),
        ((19, 11), (1, 11), False),
        ((20, 0), (0, 11), False),
        ((10, 0), (2, 0), True),
        ((10, 0), (1, 11), False),
        ((9, 11), (9, 11), False),
    ],
)
def test_long_service_needs_less_time_in_the_pangkat(
    kerja: tuple[int, int], pangkat: tuple[int, int], memenuhi: bool
) -> None:
    hasil = pengabdian(MasaKerja(*kerja), MasaKerja(*pangkat))
    assert hasil.memenuhi is memenuhi
    assert hasil.alasan == (() if memenuhi else ("masa_kerja_pengabdian",))


def test_unfit_through_duty_asks_no_years_but_a_clean_year() -> None:
    short = MasaKerja(1)
    assert pengabdian(short, short, sebab=SebabPengabdian.CACAT_KARENA_DINAS).memenuhi
    assert pengabdian(
        short,
        short,
        sebab=SebabPengabdian.CACAT_KARENA_DINAS,
        hukdis_1_tahun=TingkatHukdis.SEDANG,
        predikat_1_tahun=BP,
    ).alasan == ("predikat_kinerja", "hukuman_disiplin")


def test_the_tmt_is_the_day_of_death_or_the_first_of_the_last_month() -> None:
    long = {"golongan": golongan_parse("III/d"), "tanggal": date(2026, 5, 17)}
    dead = pengabdian(MasaKerja(30), MasaKerja(3), sebab=SebabPengabdian.MENINGGAL, **long)
    assert (dead.tmt_kp, dead.golongan_baru) == (date(2026, 5, 17), golongan_parse("IV/a"))
    assert pengabdian(MasaKerja(30), MasaKerja(3), **long).tmt_kp == date(2026, 5, 1)
    later = replace(ATURAN.kp_pengabdian, tmt=TmtPengabdian.TMT_PENSIUN)
    assert pengabdian(MasaKerja(30), MasaKerja(3), aturan=later, **long).tmt_kp == date(2026, 6, 1)
    top = pengabdian(MasaKerja(30), MasaKerja(3), golongan=golongan_parse("IV/e"))
    assert top.alasan == ("pangkat_tertinggi",)


def test_anumerta_is_one_step_on_the_day_of_death_whatever_the_years() -> None:
    hasil = kp_anumerta("PNS", golongan_parse("II/d"), date(2026, 1, 31), ATURAN.kp_anumerta)
    assert hasil.golongan_baru == golongan_parse("III/a")
    assert (hasil.tmt_kp, hasil.tmt_pensiun) == (date(2026, 1, 31), date(2026, 2, 1))
    top = kp_anumerta("PNS", golongan_parse("IV/e"), date(2026, 1, 31), ATURAN.kp_anumerta)
    assert top.golongan_baru == golongan_parse("IV/e")
    cpns = kp_anumerta("CPNS", golongan_parse("II/a"), date(2026, 1, 1), ATURAN.kp_anumerta)
    assert [(row.kode, row.terpenuhi) for row in cpns.alasan] == [
        ("diangkat_pns", True),
        ("anumerta", True),
    ]
    for jenis, golongan in (("PPPK", "IX"), ("PNS", "IX")):
        with pytest.raises(DomainError):
            kp_anumerta(jenis, golongan_parse(golongan), date(2026, 1, 1), ATURAN.kp_anumerta)
