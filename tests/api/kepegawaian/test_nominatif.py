"""The lists over HTTP: scope, filters, lines, two exports; the next events on the own page."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from kepegawaian.models import KontrakPppk, Nominatif, RiwayatGolongan, RiwayatKgb, Usulan
from kepegawaian.rules.usulan import Status
from kepegawaian.services import nominatif_cetak
from kepegawaian.services.nominatif import nominatif_mark, nominatif_nightly
from kepegawaian.services.usulan import usulan_start
from kepegawaian.views import nominatif as views
from sitamu.inti.models import JejakAkses, JenisPegawai, Pegawai, Pengguna
from sitamu.inti.rules.teks import rupiah
from tests.factories.inti import UnitKerjaFactory
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def as_user(user: Pengguna | None) -> Client:
    assert user
    client = Client()
    client.force_login(user)
    return client


def show(client: Client, jenis: str = "pensiun", /, status: int = 200, **query: str) -> str:
    nominatif_nightly(now=KINI)
    response = client.get(reverse("kepegawaian:nominatif-list", args=[jenis]), query)
    text = " ".join(response.content.decode().split())
    assert response.status_code == status, text[:800]
    return text


def fetch(client: Client, jenis: str, bentuk: str, /, status: int = 200, **query: str) -> Any:
    nominatif_nightly(now=KINI)
    response = client.get(reverse("kepegawaian:nominatif-unduh", args=[jenis, bentuk]), query)
    assert response.status_code == status, response.getvalue()[:800]
    return response


def cells(response: Any) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    return book.get_sheet_by_index(0).to_python()


# Scope


def test_a_list_and_its_count_stay_inside_the_scope(adegan: Pemeran) -> None:
    calon_pensiun(adegan.sekolah, nama="Calon Sini", urut=11)
    calon_pensiun(adegan.lain, nama="Calon Sana", urut=12)
    text = show(as_user(adegan.akun["operator"]), periode="2027")
    assert "2 pegawai, TMT pensiun sepanjang 2027" in text  # siti and one more
    assert "Calon Sini" in text
    assert "Calon Sana" not in text
    assert "3 pegawai, " in show(as_user(adegan.akun["verifikator"]), periode="2027")


def test_an_export_stays_inside_the_scope_too(adegan: Pemeran) -> None:
    calon_pensiun(adegan.lain, nama="Calon Sana", urut=12)
    rows = cells(fetch(as_user(adegan.akun["operator"]), "pensiun", "xlsx", periode="semua"))
    assert [row[1] for row in rows[5:]] == ["Siti Aminah"]


def test_a_unit_of_others_in_the_address_is_no_filter(adegan: Pemeran) -> None:
    text = show(as_user(adegan.akun["operator"]), periode="2027", unit=str(adegan.lain.pk))
    assert "Siti Aminah" in text


@pytest.mark.parametrize(
    ("akun", "units"),
    [
        ("operator_bawah", ["SDN 12 Contoh"]),
        ("operator", ["SDN 12 Contoh", "UPT Pendidikan"]),
        ("operator_atas", ["Dinas Pendidikan", "UPT Pendidikan"]),
        ("verifikator", ["Dinas Kesehatan", "Dinas Pendidikan", "Pemerintah Kabupaten Contoh"]),
    ],
)
def test_one_may_choose_the_own_units_and_those_right_below(
    adegan: Pemeran, akun: str, units: list[str]
) -> None:
    text = show(as_user(adegan.akun[akun]))
    offered = re.findall(r'<option value="[0-9a-f-]{36}">([^<]+)', text)
    assert offered == units


def test_the_list_of_raises_tells_pns_from_pppk(adegan: Pemeran) -> None:
    other = calon_pensiun(adegan.uptd, nama="Peni Pratiwi", urut=11)
    Pegawai.objects.filter(pk=other.pk).update(jenis=JenisPegawai.PPPK)
    RiwayatGolongan.objects.filter(pegawai=other).update(golongan="IX")
    operator = as_user(adegan.akun["operator"])
    for wanted, there, away in (("PNS", "Siti", "Peni"), ("PPPK", "Peni", "Siti")):
        text = show(operator, "kgb", periode="semua", pegawai=wanted)
        assert there in text
        assert away not in text


def test_a_list_that_is_none_is_unknown(adegan: Pemeran) -> None:
    show(as_user(adegan.akun["operator"]), "mutasi", status=404)
    fetch(as_user(adegan.akun["operator"]), "pensiun", "csv", status=404)


def test_a_list_says_that_it_is_being_computed(adegan: Pemeran) -> None:
    client = as_user(adegan.akun["verifikator"])
    words = "Sedang dihitung"
    addresses = [
        reverse("kepegawaian:nominatif-list", args=["kgb"]),
        reverse("kepegawaian:anomali-list"),
    ]
    siti = as_user(adegan.akun["siti"])
    nominatif_mark(pegawai_ids=None)
    assert all(words in client.get(to).content.decode() for to in addresses)
    assert words in siti.get("/").content.decode()
    nominatif_nightly(now=KINI)
    assert not any(words in client.get(to).content.decode() for to in addresses)
    assert words not in siti.get("/").content.decode()


# Lines


def test_a_pension_names_what_is_not_in_the_archive(adegan: Pemeran) -> None:
    text = show(as_user(adegan.akun["verifikator"]), periode="2027")
    for word in ("1 Juni 2027", "DPCP", "SKP 2025", "Pas foto", "0 dari "):
        assert word in text
    assert "SK peninjauan masa kerja" not in text


def test_without_asking_a_list_shows_what_is_to_be_prepared(adegan: Pemeran) -> None:
    calon_pensiun(adegan.uptd, nama="Masih Lama", urut=11, lahir=date(1980, 5, 9))
    calon_pensiun(adegan.uptd, nama="Sudah Lewat", urut=12, lahir=date(1968, 5, 9))
    text = show(as_user(adegan.akun["operator"]))
    assert "Siti Aminah" in text
    assert "Sudah lewat" in text
    assert "Masih Lama" not in text
    assert "Masih Lama" in show(as_user(adegan.akun["operator"]), periode="semua")
    ahead = show(as_user(adegan.akun["operator"]), periode="mendatang")
    assert "Siti Aminah" in ahead
    assert "Sudah Lewat" not in ahead
    past = show(as_user(adegan.akun["operator"]), periode="lewat")
    assert "Sudah Lewat" in past
    assert "Siti Aminah" not in past


def test_a_month_and_a_name_narrow_the_list(adegan: Pemeran) -> None:
    client = as_user(adegan.akun["operator"])
    assert "Siti Aminah" in show(client, periode="2027-06")
    assert "Tidak ada pegawai dalam saringan ini" in show(client, periode="2027-07")
    assert "Siti Aminah" in show(client, periode="semua", cari="aminah")
    assert "0 pegawai" in show(client, periode="semua", cari="budi")


def test_rubbish_in_the_filter_is_left_out(adegan: Pemeran) -> None:
    rubbish = {"periode": "2027-13", "keadaan": "X", "unit": "x", "jalur": "y", "halaman": "z"}
    assert "Siti Aminah" in show(as_user(adegan.akun["operator"]), **rubbish)


def test_a_state_is_named_with_what_is_missing(adegan: Pemeran) -> None:
    client = as_user(adegan.akun["operator"])
    row = Nominatif.objects
    text = show(client, "pangkat", periode="semua")
    found = row.get(jenis="PANGKAT", pegawai=adegan.siti)
    assert found.get_keadaan_display() in text
    for lack in found.kurang:
        assert lack["teks"] in text
    other = next(k for k in ("MEMENUHI", "BELUM") if k != found.keadaan)
    assert "Siti Aminah" in show(client, "pangkat", periode="semua", keadaan=found.keadaan)
    assert "Siti Aminah" not in show(client, "pangkat", periode="semua", keadaan=other)


def test_promotions_are_told_apart_by_their_kind(adegan: Pemeran) -> None:
    client = as_user(adegan.akun["operator"])
    assert "Siti Aminah" in show(client, "pangkat", periode="semua", jalur="reguler")
    other = show(client, "pangkat", periode="semua", jalur="pilihan_fungsional")
    assert "Siti Aminah" not in other


def test_whoever_cannot_be_dated_has_a_place_of_their_own(adegan: Pemeran) -> None:
    RiwayatGolongan.objects.filter(pegawai=adegan.siti).delete()
    client = as_user(adegan.akun["operator"])
    assert "Siti Aminah" not in show(client, "kgb")
    assert "Data kurang: golongan" in show(client, "kgb", periode="tanpa")


def test_an_agreement_that_ends_is_listed_with_its_last_day(adegan: Pemeran) -> None:
    pppk = calon_pensiun(adegan.uptd, nama="Budi PPPK", urut=21, golongan="IX", jenis="PPPK")
    KontrakPppk.objects.create(
        pegawai=pppk, nomor="1", mulai=date(2024, 2, 1), akhir=date(2027, 1, 31)
    )
    text = show(as_user(adegan.akun["operator"]), "kontrak")
    assert "Budi PPPK" in text
    assert "31 Januari 2027" in text


def test_a_proposal_is_one_click_away_where_it_can_be_made(adegan: Pemeran) -> None:
    detail = reverse("kepegawaian:pegawai-detail", args=[adegan.siti.pk])
    operator = as_user(adegan.akun["operator"])
    assert f'href="{detail}">Buat usulan' in show(operator, periode="2027")
    assert "Buat usulan" not in show(as_user(adegan.akun["verifikator"]), periode="2027")
    usulan = usulan_start(pegawai_id=adegan.siti.pk, actor=adegan.akun["operator"], now=KINI)
    text = show(operator, periode="2027")
    assert usulan.nomor in text
    assert "Buat usulan" not in text


def test_kgb_and_agreements_are_proposed_from_their_lists_too(adegan: Pemeran) -> None:
    pppk = calon_pensiun(adegan.uptd, nama="Budi PPPK", urut=21, golongan="IX", jenis="PPPK")
    KontrakPppk.objects.create(
        pegawai=pppk, nomor="1", mulai=date(2024, 2, 1), akhir=date(2027, 1, 31)
    )
    RiwayatKgb.objects.create(
        pegawai=adegan.siti, golongan="III/c", tmt=date(2025, 2, 1), mkg_tahun=26
    )
    operator = as_user(adegan.akun["operator"])
    kgb = show(operator, "kgb", periode="semua")
    assert 'name="layanan" value="KGB_PNS"' in kgb
    assert 'value="KGB_' not in show(as_user(adegan.akun["verifikator"]), "kgb", periode="semua")
    kontrak = show(operator, "kontrak", periode="semua")
    assert 'name="layanan" value="PERPANJANGAN_PPPK"' in kontrak


def test_a_name_with_markup_is_shown_as_text(adegan: Pemeran) -> None:
    calon_pensiun(adegan.sekolah, nama="<script>alert(1)</script>", urut=11)
    text = show(as_user(adegan.akun["operator"]), periode="2027")
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


# Cost


@pytest.mark.parametrize(
    ("jenis", "queries"), [("pensiun", 20), ("pangkat", 36), ("kgb", 17), ("kontrak", 16)]
)
def test_a_page_of_many_costs_as_many_queries_as_a_page_of_one(
    adegan: Pemeran,
    django_assert_num_queries: DjangoAssertNumQueries,
    jenis: str,
    queries: int,
) -> None:
    client = as_user(adegan.akun["verifikator"])
    url = reverse("kepegawaian:nominatif-list", args=[jenis])

    def people(numbers: range) -> None:
        for n in numbers:
            calon_pensiun(adegan.sekolah, urut=300 + n, golongan="IX", jenis="PPPK")
            pns: Pegawai = calon_pensiun(adegan.sekolah, urut=100 + n)
            usulan = usulan_start(pegawai_id=pns.pk, actor=adegan.akun["operator"], now=KINI)
            Usulan.objects.filter(pk=usulan.pk).update(status=Status.DIPERIKSA, tiba_pada=KINI)
        nominatif_nightly(now=KINI)

    people(range(1))
    show(client, jenis, periode="semua")  # the name of the office is kept in the cache from here
    with django_assert_num_queries(queries):
        client.get(url, {"periode": "semua"})
    people(range(1, 12))
    with django_assert_num_queries(queries):
        client.get(url, {"periode": "semua"})


# Exports


def test_the_workbook_holds_the_filtered_list_with_its_basis(adegan: Pemeran) -> None:
    calon_pensiun(adegan.sekolah, nama="=HYPERLINK(1)", urut=11)
    calon_pensiun(adegan.sekolah, nama="Lain Bulan", urut=12, lahir=date(1969, 7, 9))
    response = fetch(as_user(adegan.akun["operator"]), "pensiun", "xlsx", periode="2027-06")
    assert 'filename="nominatif-pensiun-20261125.xlsx"' in response.headers["Content-Disposition"]
    rows = cells(response)
    assert rows[0][0].startswith("Nominatif pensiun, ")
    assert rows[1][0] == "TMT pensiun: Juni 2027"
    assert rows[2][0].startswith("Dasar: PP 11/2017")
    assert rows[3][0].startswith("Diunduh 25 November 2026, 10.00 WITA oleh ")
    assert rows[4][:3] == ["TMT pensiun", "Nama", "NIP"]
    assert [row[1] for row in rows[5:]] == ["=HYPERLINK(1)", "Siti Aminah"]  # text, no formula
    assert rows[5][0] == date(2027, 6, 1)
    assert rows[6][2] == adegan.siti.nip


def test_the_workbook_holds_money_as_numbers_ways_out_and_the_papers_that_are_there(
    adegan: Pemeran,
) -> None:
    client = as_user(adegan.akun["operator"])
    raises = cells(fetch(client, "kgb", "xlsx", periode="semua"))
    head = raises[4]
    siti = next(row for row in raises[5:] if row[2] == adegan.siti.nip)
    assert isinstance(siti[head.index("Gaji baru")], float)
    assert head[-1] == "Sudah ada di arsip"
    (row,) = Nominatif.objects.filter(pegawai=adegan.siti, jenis="KGB")
    assert row.kurang[0]["upaya"] in siti[head.index("Yang belum terpenuhi")]
    page = client.get("/nominatif/kgb/", {"periode": "semua"}).content.decode()
    assert f">{rupiah(row.rincian['gaji_baru'])}<" in page


@pytest.mark.parametrize("jenis", ["pensiun", "pangkat", "kgb", "kontrak"])
def test_every_list_can_be_taken_along(adegan: Pemeran, jenis: str) -> None:
    client = as_user(adegan.akun["operator"])
    assert len(cells(fetch(client, jenis, "xlsx", periode="semua"))) >= 5
    assert fetch(client, jenis, "pdf", periode="semua").content.startswith(b"%PDF")


def test_the_pdf_is_a_landscape_letter_that_says_who_printed_it_and_why(adegan: Pemeran) -> None:
    client = as_user(adegan.akun["operator"])
    pdf = pypdfium2.PdfDocument(fetch(client, "pensiun", "pdf", periode="2027").content)
    width, height = pdf[0].get_size()
    assert width > height
    text = " ".join(pdf[0].get_textpage().get_text_range().split())
    for word in (
        "BADAN KEPEGAWAIAN",
        "NOMINATIF PENSIUN",
        "Siti Aminah",
        "1 Juni 2027",
        "Halaman 1 dari 1",
        "Dasar: PP 11/2017",
        "Dicetak 25 November 2026, 10.00 WITA oleh",
        "Perkiraan (hasil hitung)",
    ):
        assert word in text


def test_the_pdf_of_one_opd_carries_its_head(adegan: Pemeran) -> None:
    client = as_user(adegan.akun["verifikator"])
    body = fetch(client, "pensiun", "pdf", periode="2027", unit=str(adegan.dinas.pk)).content
    text = pypdfium2.PdfDocument(body)[0].get_textpage().get_text_range()
    assert "DINAS PENDIDIKAN" in text
    assert "BADAN KEPEGAWAIAN" not in text


def test_a_list_too_long_for_paper_says_what_to_do(
    adegan: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nominatif_cetak, "PDF_TERBANYAK", 0)
    response = fetch(as_user(adegan.akun["operator"]), "pensiun", "pdf", 422, periode="2027")
    text = response.content.decode()
    assert "Persempit bulan, OPD, atau keadaan" in text


def test_a_list_too_long_for_paper_says_so_before_anybody_asks(
    adegan: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_user(adegan.akun["operator"])
    assert "Unduh PDF" in show(client, periode="2027")
    monkeypatch.setattr(views, "PDF_TERBANYAK", 0)
    page = show(client, periode="2027")
    assert "Unduh PDF" not in page
    assert "PDF memuat paling banyak 0 pegawai" in page


@pytest.mark.parametrize("bentuk", ["xlsx", "pdf"])
def test_an_export_is_in_the_access_log_with_its_filter(adegan: Pemeran, bentuk: str) -> None:
    fetch(as_user(adegan.akun["operator"]), "pensiun", bentuk, periode="2027-06").getvalue()
    entry = JejakAkses.objects.get(aksi=f"unduh_nominatif_{bentuk}")
    assert entry.objek_label == "Pensiun, 1 baris"
    assert entry.rincian == {"saringan": "TMT pensiun: Juni 2027"}
    assert entry.nama_masuk == "operator"


# The own page


def first_page(pegawai: Pegawai) -> str:
    nominatif_nightly(now=KINI)
    response = as_user(pegawai.pengguna).get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_pns_sees_pension_promotion_and_kgb_soonest_first(adegan: Pemeran) -> None:
    text = first_page(adegan.siti)
    assert "1 Juni 2027" in text
    assert "perkiraan (hasil hitung)" in text
    for title in ("Pensiun", "Kenaikan pangkat", "Kenaikan gaji berkala"):
        assert f">{title}" in text
    assert "Akhir perjanjian kerja" not in text
    rows = {row.jenis: row for row in Nominatif.objects.filter(pegawai=adegan.siti)}
    days = sorted((rows[j].tmt or date.max, j) for j in rows)
    places = [text.index(f">{rows[j].get_jenis_display()}") for _, j in days]
    assert places == sorted(places)


def test_a_cpns_is_told_that_promotion_is_not_scheduled(adegan: Pemeran) -> None:
    cpns = calon_pensiun(
        UnitKerjaFactory(induk=adegan.akar), nama="Calon", urut=31, akun=True, jenis="CPNS"
    )
    text = first_page(cpns)
    assert "Belum ada yang dijadwalkan. <a" in text
    assert "Diangkat menjadi PNS lebih dulu." in text  # of the KGB


def test_a_pppk_sees_agreement_and_kgb_and_no_pension(adegan: Pemeran) -> None:
    pppk = calon_pensiun(
        adegan.uptd, nama="Budi PPPK", urut=21, golongan="IX", jenis="PPPK", akun=True
    )
    KontrakPppk.objects.create(
        pegawai=pppk, nomor="1", mulai=date(2024, 2, 1), akhir=date(2027, 1, 31)
    )
    text = first_page(pppk)
    assert "Akhir perjanjian kerja" in text
    assert "31 Januari 2027" in text
    assert ">Pensiun" not in text
    assert ">Kenaikan pangkat" not in text


def test_an_agreement_not_on_record_is_data_kurang(adegan: Pemeran) -> None:
    pppk = calon_pensiun(
        adegan.uptd, nama="Budi PPPK", urut=21, golongan="IX", jenis="PPPK", akun=True
    )
    assert "Data kurang: akhir perjanjian kerja" in first_page(pppk)


def test_every_condition_stands_on_a_page_of_its_own(adegan: Pemeran) -> None:
    url = reverse("kepegawaian:pegawai-jadwal", args=[adegan.siti.pk])
    own = as_user(adegan.siti.pengguna).get(url).content.decode()
    assert "Pensiun: 1 Juni 2027" in own
    assert "UU 11/1969 ps. 10" in own
    assert "Terpenuhi: " in own
    assert not JejakAkses.objects.filter(aksi="lihat_pegawai").exists()
    as_user(adegan.akun["operator"]).get(url)
    assert JejakAkses.objects.filter(aksi="lihat_pegawai", pegawai_id=adegan.siti.pk).exists()


def test_whoever_has_left_has_no_dates_ahead(adegan: Pemeran) -> None:
    Pegawai.objects.filter(pk=adegan.siti.pk).update(kedudukan="PENSIUN")
    url = reverse("kepegawaian:pegawai-jadwal", args=[adegan.siti.pk])
    assert "Tidak ada tanggal penting" in as_user(adegan.siti.pengguna).get(url).content.decode()
    assert adegan.siti.jenis == JenisPegawai.PNS
