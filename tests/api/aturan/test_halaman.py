"""The public calculators as pages: typed facts, an answer with its working, nobody looked up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kepegawaian.models import RiwayatGolongan, RiwayatJabatan
from sitamu.inti.models import Pegawai, UnitKerja
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.kepegawaian import calon_pensiun

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)

GURU = "/kalkulator/pensiun/?pegawai=PNS&jabatan=guru"
STAF = "/kalkulator/pangkat/?pegawai=PNS&jabatan=pelaksana"
FUNGSIONAL = "/kalkulator/pangkat/?pegawai=PNS&jabatan=fungsional"
CAMAT = "/kalkulator/pangkat/?pegawai=PNS&jabatan=administrator"
KGB = "/kalkulator/kgb/?pegawai=PNS"
KGB_PPPK = "/kalkulator/kgb/?pegawai=PPPK"
NIP = "/kalkulator/nip/"

LENGKAP = {
    "tanggal_lahir": "17-05-1968",
    "tmt_cpns": "01-03-1994",
    "golongan_awal": "II/a",
    "golongan_kini": "III/d",
}
NAIK = {
    "golongan": "II/d",
    "tmt_golongan": "01-12-2022",
    "pendidikan": "SLTA",
    "predikat_1": "Baik",
    "predikat_2": "Baik",
    "ujian_dinas": "tingkat_1",
}
GAJI = {"golongan": "III/c", "tmt": "01-10-2025", "mkg_tahun": "8", "mkg_bulan": "7"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(KINI, tick=False):
        yield


def send(client: Client, url: str, status: int = 200, **isi: str) -> str:
    response = client.post(url, isi)
    text = response.content.decode()
    assert response.status_code == status, text[-3000:]
    return " ".join(text.split())


def show(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.content.decode()[:500]
    return " ".join(response.content.decode().split())


# Way in


def test_the_log_in_page_and_the_index_lead_to_the_four(client: Client) -> None:
    assert "/kalkulator/" in show(client, "/akun/masuk/")
    index = show(client, "/kalkulator/")
    for kode in ("pensiun", "pangkat", "kgb", "nip"):
        assert f"/kalkulator/{kode}/" in index


def test_a_calculator_that_is_none_is_unknown(client: Client) -> None:
    assert client.get("/kalkulator/tpp/").status_code == 404


def test_a_first_page_sent_empty_says_what_to_choose(client: Client) -> None:
    assert "Periksa kembali" not in show(client, "/kalkulator/pensiun/")
    text = show(client, "/kalkulator/pensiun/?lanjut=ya")
    assert "Jabatan Anda sekarang: pilih salah satu." in text


def test_an_invented_choice_leads_back_to_the_first_page(client: Client) -> None:
    text = show(client, "/kalkulator/pensiun/?pegawai=TNI&jabatan=guru")
    assert "Anda: pilih salah satu." in text


# Pension


def test_pension_says_the_day_and_a_figure_that_is_called_an_estimate(client: Client) -> None:
    text = send(client, GURU, **LENGKAP)
    assert "1 Juni 2028" in text
    assert "Pensiun pokok sebulan, perkiraan (hasil hitung)" in text
    assert "Rp3.651.900" in text
    assert "34 tahun 3 bulan menjadi 29 tahun 3 bulan" in text
    assert "UU 14/2005" in text
    assert "berlaku mulai" in text


def test_pension_without_the_second_half_answers_only_the_day(client: Client) -> None:
    text = send(client, GURU, tanggal_lahir="17051968")
    assert "1 Juni 2028" in text
    assert "perkiraan (hasil hitung)" not in text


def test_half_of_the_second_half_names_what_is_missing(client: Client) -> None:
    text = send(client, GURU, tanggal_lahir="17-05-1968", tmt_cpns="01-03-1994")
    assert "data kurang: golongan saat CPNS, golongan sekarang" in text
    assert "1 Juni 2028" in text


def test_the_post_decides_and_not_the_golongan(client: Client) -> None:
    staf = send(client, "/kalkulator/pensiun/?pegawai=PNS&jabatan=pelaksana", **LENGKAP)
    assert "1 Juni 2026" in staf
    assert "sudah tercapai" in staf


def test_a_level_is_asked_where_the_age_limit_hangs_on_it(client: Client) -> None:
    url = "/kalkulator/pensiun/?pegawai=PNS&jabatan=fungsional"
    assert "Jenjang jabatan fungsional" in show(client, url)
    assert "Jenjang jabatan fungsional" not in show(client, GURU)
    send(client, url, 422, tanggal_lahir="17-05-1968")
    assert "1 Juni 2028" in send(client, url, tanggal_lahir="17-05-1968", jenjang="ahli_madya")


def test_a_pppk_is_told_how_long_an_agreement_may_run_and_that_there_is_no_pension(
    client: Client,
) -> None:
    url = "/kalkulator/pensiun/?pegawai=PPPK&jabatan=guru"
    assert "Golongan saat CPNS" not in show(client, url)
    text = send(client, url, tanggal_lahir="17-05-1968")
    assert "paling lama sampai 31 Mei 2028" in text
    assert "PPPK tidak menerima pensiun bulanan" in text


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"tanggal_lahir": "31-02-1970"}, "Tanggal lahir: tanggal itu tidak ada."),
        ({"tanggal_lahir": ""}, "Tanggal lahir: isi tanggalnya"),
        ({"tanggal_lahir": "17-05-2026"}, "tidak mungkin bagi seorang pegawai"),
        ({"tanggal_lahir": "17-05-3026"}, "tidak mungkin bagi seorang pegawai"),
        ({"tanggal_lahir": "17-05-0026"}, "tidak mungkin bagi seorang pegawai"),
        ({"tmt_cpns": "01-03-1970"}, "terlalu dekat dengan tanggal lahir"),
        ({"tmt_cpns": "01-03-2027"}, "1 Maret 2027 belum tiba"),
        ({"golongan_awal": "V/a"}, "pilih salah satu dari daftar"),
        ({"golongan_awal": "IV/a"}, "di bawah golongan saat CPNS IV/a"),
        ({"pmk_bulan": "-3"}, "tulis angka 0 sampai 11"),
        ({"pmk_tahun": "seribu"}, "tulis angka 0 sampai 50"),
    ],
)
def test_pension_facts_that_cannot_be_are_refused_with_a_sentence(
    client: Client, isi: dict[str, str], kalimat: str
) -> None:
    text = send(client, GURU, 422, **(LENGKAP | isi))
    assert kalimat in text
    assert "<title>Galat: " in text


# Promotion


def test_promotion_prints_every_condition_with_article_and_dated_row(client: Client) -> None:
    text = send(client, STAF, **NAIK)
    assert "paling cepat berlaku 1 Januari 2027" in text  # the window of December has shut
    assert "16 November 2026 sampai 15 Desember 2026" in text
    assert "aturan KP_REGULER mulai 20 Mei 2025" in text
    assert "Lulus ujian dinas tingkat I" in text
    assert "masa usulnya sudah lewat" in text


def test_a_promotion_that_fails_says_first_what_would_make_it_pass(client: Client) -> None:
    text = send(client, STAF, **(NAIK | {"ujian_dinas": "", "predikat_2": "Kurang"}))
    assert "2 syarat belum terpenuhi" in text
    assert text.index("Yang belum terpenuhi") < text.index("Yang sudah terpenuhi")
    assert "Lulus ujian dinas tingkat I, atau catatkan ijazah" in text


def test_years_to_come_give_the_day_and_not_a_refusal(client: Client) -> None:
    text = send(client, STAF, **(NAIK | {"tmt_golongan": "01-04-2025"}))
    assert "paling cepat berlaku 1 April 2029" in text


def test_a_rating_that_is_not_known_is_missing_and_not_guessed(client: Client) -> None:
    text = send(client, STAF, 422, **(NAIK | {"predikat_1": ""}))
    assert "data kurang: predikat kinerja 2 tahun terakhir" in text


def test_a_functional_post_is_answered_by_its_angka_kredit(client: Client) -> None:
    isi = {
        "jenjang": "ahli_muda",
        "golongan": "III/c",
        "tmt_golongan": "01-10-2024",
        "predikat_1": "Baik",
        "predikat_2": "Baik",
        "angka_kredit": "62,5",
    }
    short = send(client, FUNGSIONAL, **isi)
    assert "Angka kredit 62,5 dari 100" in short
    assert "sekitar 1 tahun 6 bulan" in short
    assert "Kenaikan pangkat pilihan, jabatan fungsional" in short
    assert "1 Januari 2027" in send(client, FUNGSIONAL, **(isi | {"angka_kredit": "100"}))


def test_the_top_of_a_level_needs_to_know_more(client: Client) -> None:
    isi = {
        "jenjang": "ahli_pertama",
        "golongan": "III/b",
        "tmt_golongan": "01-10-2022",
        "predikat_1": "Baik",
        "predikat_2": "Baik",
        "angka_kredit": "60",
    }
    assert "data kurang: angka kredit kumulatif" in send(client, FUNGSIONAL, 422, **isi)
    isi |= {"angka_kredit_jenjang": "110", "uji_kompetensi": "belum", "formasi": "ya"}
    assert "Lulus uji kompetensi kenaikan jenjang" in send(client, FUNGSIONAL, **isi)


def test_a_structural_post_is_answered_by_its_range(client: Client) -> None:
    isi = {
        "eselon": "III.a",
        "tmt_jabatan": "01-01-2024",
        "golongan": "III/d",
        "tmt_golongan": "01-10-2022",
        "pendidikan": "S2",
        "predikat_1": "Baik",
        "predikat_2": "Baik",
    }
    text = send(client, CAMAT, **isi)
    assert "Jenjang pangkat eselon III.a IV/a sampai IV/b" in text
    assert "1 Januari 2027" in text
    assert "Eselon jabatan: pilih salah satu dari daftar." in send(
        client, CAMAT, 422, **(isi | {"eselon": "II.a"})
    )


def test_a_pppk_who_asks_for_promotion_is_led_to_kgb(client: Client) -> None:
    text = show(client, "/kalkulator/pangkat/?pegawai=PPPK&jabatan=guru")
    assert "PPPK tidak mengenal kenaikan pangkat" in text
    assert "/kalkulator/kgb/?pegawai=PPPK" in text


def test_a_cpns_who_asks_for_promotion_is_told_what_comes_first(client: Client) -> None:
    text = show(client, "/kalkulator/pangkat/?pegawai=CPNS&jabatan=guru")
    assert "pengangkatan menjadi PNS" in text


# Pay


def test_kgb_counts_service_and_not_the_last_letter(client: Client) -> None:
    text = send(client, KGB, **GAJI, predikat_2="Baik")
    assert "KGB Anda berikutnya berlaku 1 Maret 2027" in text
    assert "Rp3.533.900" in text


def test_kgb_of_long_ago_says_that_it_is_past(client: Client) -> None:
    text = send(client, KGB, **(GAJI | {"tmt": "01-10-2020"}))
    assert "1 Maret 2022 sudah lewat" in text


def test_at_the_top_of_the_table_there_is_none(client: Client) -> None:
    isi = {"golongan": "III/d", "tmt": "01-02-2026", "mkg_tahun": "32", "mkg_bulan": "0"}
    text = send(client, KGB, **isi)
    assert "Belum ada KGB berikutnya" in text
    assert "lajur tertinggi" in text


def test_a_cpns_sees_what_is_really_paid(client: Client) -> None:
    isi = {"golongan": "III/a", "tmt": "01-03-2026", "mkg_tahun": "0", "mkg_bulan": "0"}
    text = send(client, "/kalkulator/kgb/?pegawai=CPNS", **isi)
    assert "Selama CPNS dibayarkan Rp2.228.560" in text


def test_a_pppk_has_a_table_an_agreement_and_ratings_of_its_own(client: Client) -> None:
    isi = {
        "golongan": "IX",
        "tmt": "01-07-2024",
        "mkg_tahun": "0",
        "mkg_bulan": "0",
        "lama_perjanjian": "5",
        "predikat_1": "Baik",
        "predikat_2": "Baik",
    }
    assert "Rp3.304.400" in send(client, KGB_PPPK, **isi)
    short = send(client, KGB_PPPK, **(isi | {"lama_perjanjian": "1"}))
    assert "Perpanjangan yang membuat masa perjanjian lebih dari 2 tahun" in short
    unknown = send(client, KGB_PPPK, 422, **(isi | {"predikat_1": ""}))
    assert "data kurang: predikat kinerja 2 tahun terakhir" in unknown


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"mkg_bulan": "-1"}, "tulis angka 0 sampai 11"),
        ({"mkg_bulan": "12"}, "tulis angka 0 sampai 11"),
        ({"tmt": "15-10-2025"}, "TMT selalu tanggal 1."),
        ({"tmt": "30-02-2025"}, "tanggal itu tidak ada"),
        ({"golongan": "IX"}, "pilih salah satu dari daftar"),
    ],
)
def test_pay_facts_that_cannot_be_are_refused_with_a_sentence(
    client: Client, isi: dict[str, str], kalimat: str
) -> None:
    assert kalimat in send(client, KGB, 422, **(GAJI | isi))


def test_an_mkg_below_the_table_is_named(client: Client) -> None:
    isi = {"golongan": "II/c", "tmt": "01-03-2026", "mkg_tahun": "0", "mkg_bulan": "0"}
    assert "data kurang: " in send(client, KGB, 422, **isi)


# Identity


def test_a_nip_is_explained_digit_by_digit(client: Client) -> None:
    text = send(client, NIP, pegawai="CPNS", nip="19900228 201503 2 004")
    assert "Susunan NIP benar" in text
    assert "Angka 9-14 (201503): TMT CPNS Maret 2015." in text
    assert "tidak memeriksa apakah nomor ini milik seseorang" in text


def test_a_wrong_nip_shows_where_it_is_wrong(client: Client) -> None:
    text = send(client, NIP, pegawai="CPNS", nip="197902292005131003")
    assert "Susunan NIP tidak benar" in text
    assert "Angka 1-8 (19790229): Delapan angka pertama NIP bukan tanggal yang ada." in text
    assert "Angka 9-14 (200513): Angka 13-14 NIP PNS harus bulan 01 sampai 12." in text


@pytest.mark.parametrize("nip", ["1990", "x" * 18, "199002282015032004" * 2])
def test_what_is_no_nip_is_refused_without_reading_it(client: Client, nip: str) -> None:
    assert "Susunan NIP tidak benar" in send(client, NIP, pegawai="CPNS", nip=nip)


def test_the_number_of_a_pppk_is_no_month(client: Client) -> None:
    text = send(client, NIP, pegawai="PPPK", nip="198703122022212005")
    assert "kode perjanjian 21, bukan bulan" in text


def test_nobody_is_looked_up(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    send(client, NIP, pegawai="CPNS", nip="199002282015032004")  # the office's name is cached
    with django_assert_num_queries(1):  # the dated row of NIP_PERIKSA
        known = send(client, NIP, pegawai="CPNS", nip="199002282015032004")
    PegawaiFactory(nip="199002282015032004")
    again = send(client, NIP, pegawai="CPNS", nip="199002282015032004")
    assert _bare(known) == _bare(again)


def _bare(text: str) -> str:
    """Without the token of the form, the one thing that differs each time."""
    head, _, tail = text.partition('name="csrfmiddlewaretoken" value="')
    return head + tail.partition('"')[2]


# Traffic


def test_an_answer_is_never_kept_and_the_facts_never_stand_in_the_address(client: Client) -> None:
    response = client.post(NIP, {"pegawai": "CPNS", "nip": "199002282015032004"})
    assert "no-store" in response.headers["Cache-Control"]
    assert 'method="post"' in show(client, NIP)


@time_machine.travel("2026-11-25T02:00:00Z", tick=False)  # the limit counts in whole minutes
def test_one_address_is_slowed_down_as_the_api_does(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "kalkulator", "2/min")
    for _ in range(2):
        send(client, NIP, pegawai="CPNS", nip="199002282015032004")
    text = send(client, NIP, 429, pegawai="CPNS", nip="199002282015032004")
    assert "Tunggu satu menit" in text


# From the own record


def _siti() -> tuple[Client, Pegawai, UnitKerja]:
    unit: UnitKerja = UnitKerjaFactory()
    siti = calon_pensiun(unit, nama="Siti Aminah", akun=True)
    client = Client()
    assert siti.pengguna
    client.force_login(siti.pengguna)
    return client, siti, unit


def test_a_visitor_is_not_offered_and_not_given_anybody_s_record(client: Client) -> None:
    assert "Isi dari data saya" not in show(client, GURU)
    assert client.get("/kalkulator/pensiun/saya/").status_code == 302


def test_siti_starts_from_her_own_record() -> None:
    client, siti, _ = _siti()
    RiwayatGolongan.objects.create(
        pegawai=siti, golongan="II/a", tmt=date(1993, 4, 1), mkg_tahun=0, mkg_bulan=0
    )
    assert "Isi dari data saya" in show(client, "/kalkulator/pensiun/")
    text = show(client, "/kalkulator/pensiun/saya/")
    for value in ("09-05-1969", "01-04-1993", '"II/a" selected', '"III/c" selected'):
        assert value in text
    assert 'action="/kalkulator/pensiun/?pegawai=PNS&amp;jabatan=pelaksana"' in text
    assert "01-04-2019" in show(client, "/kalkulator/pangkat/saya/")
    assert 'value="21"' in show(client, "/kalkulator/kgb/saya/")
    assert siti.nip
    assert siti.nip in show(client, "/kalkulator/nip/saya/")


def test_a_post_that_cannot_be_read_is_asked() -> None:
    client, siti, _ = _siti()
    RiwayatJabatan.objects.filter(pegawai=siti).delete()
    response = client.get("/kalkulator/pensiun/saya/")
    assert response.headers["Location"] == "/kalkulator/pensiun/"


def test_an_account_without_a_record_starts_empty(django_user_model: Any) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create_user(nama_masuk="tamu", nama="Tamu"))
    response = client.get("/kalkulator/nip/saya/")
    assert response.headers["Location"] == "/kalkulator/nip/"
