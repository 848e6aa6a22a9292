"""The search finds what one may see, in four ways, and tells nothing of the rest."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from arsip.models import KetentuanJenis, TeksVersi, VersiDokumen
from arsip.rules import cari as rules
from arsip.selectors import cari as selectors
from arsip.selectors import versi_visible_to
from arsip.services.dokumen import akses_kasus_grant, dokumen_upload
from sitamu.inti.models import HubunganAtasan, JejakAkses, Pegawai
from sitamu.inti.rules.hak import Hak
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PegawaiFactory, PenggunaFactory, UnitKerjaFactory, beri_hak
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, tzinfo=UTC)
CARI = "/arsip/cari/"


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def simpan(
    pegawai: Pegawai, *, jenis: str = "SKP", kunci: str = "2025", teks: str = ""
) -> VersiDokumen:
    """One paper of a person, its text as if the worker had read it."""
    versi = dokumen_upload(
        pegawai_id=pegawai.pk,
        jenis_kode=jenis,
        kunci=kunci,
        files=[unggahan(pdf(teks=f"{pegawai.pk}{jenis}{kunci}"))],
        actor=pegawai.pengguna,
        now=timezone.now(),
    )
    TeksVersi.objects.create(versi=versi, asal="OCR", teks=teks, dibaca_pada=timezone.now())
    return versi


def client(adegan: Pemeran, siapa: str) -> Client:
    found = Client()
    found.force_login(adegan.akun[siapa])
    return found


def hits(adegan: Pemeran, siapa: str, cari: str, **saringan: str) -> set[uuid.UUID]:
    """Ids of the versions that the page shows."""
    answer = client(adegan, siapa).get(CARI, {"cari": cari, **saringan})
    assert answer.status_code == 200
    return {t.versi.pk for t in answer.context["hasil"].temuan}


# Who finds what

TERLIHAT = {
    "siti": {"siti"},
    "made": {"made"},
    "operator": {"siti"},
    "operator_atas": {"siti"},
    "operator_bawah": set(),
    "operator_lain": {"made"},
    "kepala": set(),
    "verifikator": set(),
    "penandatangan": set(),
    "pengiriman": set(),
    "admin": set(),
}


@pytest.mark.parametrize(("siapa", "milik"), TERLIHAT.items())
@pytest.mark.parametrize("cari", ["mutiara", "utiar", "mutiaar", "nip"])
def test_one_finds_the_papers_one_may_open_and_hears_of_no_other(
    adegan: Pemeran, siapa: str, milik: set[str], cari: str
) -> None:
    papers = {
        "siti": simpan(adegan.siti, teks="sebutir mutiara di nusa"),
        "made": simpan(adegan.made, teks="sebutir mutiara di nusa"),
    }
    for nama, versi in papers.items():
        words = cari if cari != "nip" else str(versi.dokumen.pegawai.nip)
        answer = client(adegan, siapa).get(CARI, {"cari": words})
        shown = {t.versi.pk for t in answer.context["hasil"].temuan}
        expected = {papers[m].pk for m in milik if cari != "nip" or m == nama}
        assert shown == expected
        assert answer.context["hasil"].jumlah == len(expected)
        for other in papers.keys() - milik:
            page = answer.content.decode()
            assert str(papers[other].pk) not in page
            assert papers[other].dokumen.pegawai.nama not in page


def test_a_running_case_lets_its_verifikator_find_its_papers_only(adegan: Pemeran) -> None:
    seen, other = simpan(adegan.siti, teks="mutiara"), simpan(adegan.siti, jenis="KTP", kunci="")
    akses_kasus_grant(
        versi_ids=[seen.pk],
        rujukan_jenis="usulan",
        rujukan_id=uuid.uuid4(),
        hak=Hak.USULAN_VERIFY,
        unit=adegan.uptd,
        mulai=timezone.localdate(),
    )
    assert hits(adegan, "verifikator", "siti") == {seen.pk}
    assert hits(adegan, "verifikator", str(adegan.siti.nip)) == {seen.pk}
    assert other.pk in hits(adegan, "operator", "siti")


def test_who_moved_away_is_found_by_the_new_unit_only(adegan: Pemeran) -> None:
    versi = simpan(adegan.siti)
    place = adegan.siti.penempatan.get()
    place.sampai = timezone.localdate() - timedelta(days=1)
    place.save()
    adegan.siti.penempatan.create(unit=adegan.lain, mulai=timezone.localdate())
    assert hits(adegan, "operator", "siti") == set()
    assert hits(adegan, "operator_lain", "siti") == {versi.pk}


def test_all_that_may_be_opened_is_found_and_nothing_else(adegan: Pemeran) -> None:
    """The first sieve must not lose what the second would let through."""
    today = timezone.localdate()
    KetentuanJenis.objects.filter(jenis="KTP").update(kerahasiaan="HUKDIS")
    KetentuanJenis.objects.filter(jenis="SKP").update(atasan=True)
    HubunganAtasan.objects.create(
        pegawai=adegan.siti, atasan=adegan.made, mulai=today - timedelta(days=9)
    )
    beri_hak(adegan.akun["admin"], Hak.ARSIP_HUKDIS, unit=adegan.akar)
    lama = UnitKerjaFactory(induk=adegan.akar, pengganti=adegan.lain, ditutup_tanggal=today)
    people = [
        adegan.siti,
        PegawaiFactory(nama="Di Unit Lama", unit=lama, akun=True),
        PegawaiFactory(nama="Tanpa Unit", akun=True, kedudukan="AKTIF"),
    ]
    for orang in people:
        simpan(orang, teks="mutiara")
        simpan(orang, jenis="KTP", kunci="", teks="mutiara")
    arsiparis = PenggunaFactory()
    beri_hak(arsiparis, Hak.ARSIP_VIEW, unit=adegan.akar)
    sizes = set()
    for user in [*adegan.akun.values(), arsiparis]:
        found = selectors.dokumen_search(
            user, rules.pertanyaan_of("mutiara"), selectors.Saringan(), today=today
        )
        may = set(versi_visible_to(user, today=today).values_list("pk", flat=True))
        assert {t.versi.pk for t in found.temuan} == may, user.nama_masuk
        assert all(not t.kutipan for t in found.temuan if t.versi.dokumen.jenis_id == "KTP")
        sizes.add(len(may))
    assert sizes == {0, 1, 2, 3}


def test_an_account_that_was_closed_finds_nothing(adegan: Pemeran) -> None:
    simpan(adegan.siti)
    user = adegan.akun["operator"]
    user.is_active = False
    found = selectors.dokumen_search(
        user, rules.pertanyaan_of("siti"), selectors.Saringan(), today=timezone.localdate()
    )
    assert (found.temuan, found.jumlah) == ([], 0)


# How it is found


@pytest.mark.parametrize(
    ("cari", "cara"),
    [
        ("Siti AMINAH", "kata"),
        ("kinerja", "kata"),
        ("2025", "kata"),
        ("800/77/BKPSDM", "kata"),
        ("melaksanakan tugas", "kata"),  # as "pelaksanaan": stemmed
        ("minah", "bagian"),
        ("aminha", "mirip"),
    ],
)
def test_names_kinds_years_numbers_and_text_are_found(
    adegan: Pemeran, cari: str, cara: str
) -> None:
    versi = simpan(adegan.siti, teks="Nomor: 800/77/BKPSDM tentang pelaksanaan tugas")
    answer = client(adegan, "operator").get(CARI, {"cari": cari})
    assert [t.versi.pk for t in answer.context["hasil"].temuan] == [versi.pk]
    assert answer.context["hasil"].cara == cara


def test_filters_narrow_by_kind_year_and_unit(adegan: Pemeran) -> None:
    skp, ktp = simpan(adegan.siti), simpan(adegan.siti, jenis="KTP", kunci="")
    bawahan = PegawaiFactory(nama="Siti Lain", unit=adegan.sekolah, akun=True)
    below = simpan(bawahan)
    assert hits(adegan, "operator", "siti") == {skp.pk, ktp.pk, below.pk}
    assert hits(adegan, "operator", "siti", jenis="KTP") == {ktp.pk}
    assert hits(adegan, "operator", "siti", tahun="2025") == {skp.pk, below.pk}
    assert hits(adegan, "operator", "siti", unit=str(adegan.sekolah.pk)) == {below.pk}
    assert hits(adegan, "operator", "siti", milik="saya") == set()


def test_a_unit_out_of_scope_is_refused_as_an_unknown_one(adegan: Pemeran) -> None:
    for unit in (adegan.lain.pk, uuid.uuid4()):
        answer = client(adegan, "operator").get(CARI, {"cari": "siti", "unit": str(unit)})
        assert answer.status_code == 422
        assert "Pilih unit kerja dari daftar." in answer.content.decode()


@pytest.mark.parametrize("cari", ["", "   ", "&|!", "yang dan di", "\x00", "%", "a" * 5000])
def test_a_strange_question_is_answered_without_a_fault(adegan: Pemeran, cari: str) -> None:
    simpan(adegan.siti)
    assert client(adegan, "operator").get(CARI, {"cari": cari}).status_code in (200, 400, 422)


def test_a_snippet_shows_the_words_around_a_hit_as_text(adegan: Pemeran) -> None:
    simpan(adegan.siti, teks="<script>alert(1)</script> sebutir mutiara <b>putih</b>")
    page = client(adegan, "operator").get(CARI, {"cari": "mutiara"}).content.decode()
    assert "<mark>mutiara</mark>" in page
    assert "<script>alert(1)" not in page
    assert "<b>putih" not in page


# Pages


def test_pages_follow_each_other_without_gap_or_repetition(
    adegan: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "HASIL", 4)
    monkeypatch.setattr(selectors, "SIEVE", 3)
    made = {simpan(adegan.siti, kunci=str(year)).pk for year in range(2010, 2021)}
    web = client(adegan, "operator")
    answer = web.get(CARI, {"cari": "siti"})
    seen = [t.versi.pk for t in answer.context["hasil"].temuan]
    pages = 1
    while url := answer.context["url_lanjut"]:
        answer = web.get(CARI + url)
        seen += [t.versi.pk for t in answer.context["hasil"].temuan]
        pages += 1
    assert (pages, len(seen), set(seen)) == (3, 11, made)


@pytest.mark.parametrize("siapa", ["operator", "arsiparis"])
def test_more_than_the_limit_is_not_counted(
    adegan: Pemeran, monkeypatch: pytest.MonkeyPatch, siapa: str
) -> None:
    adegan.akun["arsiparis"] = PenggunaFactory()
    beri_hak(adegan.akun["arsiparis"], Hak.ARSIP_VIEW, unit=adegan.akar)
    for name, value in {"HASIL": 1, "SIEVE": 2, "HITUNG_MAKS": 3, "JAJAK": 4}.items():
        monkeypatch.setattr(selectors, name, value)
    heads = []
    for year in range(2010, 2016):
        simpan(adegan.siti, kunci=str(year))
        page = client(adegan, siapa).get(CARI, {"cari": "siti"}).content.decode()
        heads.append(page.split('<div id="temuan">')[1].split("</h2>")[0].split("<h2>")[1])
    assert heads == ["1 dokumen", "2 dokumen", "3 dokumen", *["Lebih dari 3 dokumen"] * 3]


@pytest.mark.parametrize("jajak", [2, 1000])
def test_an_archivist_turns_the_pages_in_either_way(
    adegan: Pemeran, monkeypatch: pytest.MonkeyPatch, jajak: int
) -> None:
    adegan.akun["arsiparis"] = PenggunaFactory()
    beri_hak(adegan.akun["arsiparis"], Hak.ARSIP_VIEW, unit=adegan.akar)
    for name, value in {"HASIL": 4, "SIEVE": 5, "JAJAK": jajak}.items():
        monkeypatch.setattr(selectors, name, value)
    made = [simpan(adegan.siti, kunci=str(year)).pk for year in range(2010, 2021)]
    web, seen, url = client(adegan, "arsiparis"), [], "?cari=siti"
    while url:
        answer = web.get(CARI + url)
        seen += [t.versi.pk for t in answer.context["hasil"].temuan]
        url = answer.context["url_lanjut"]
    assert (len(seen), set(seen)) == (11, set(made))


def test_a_made_up_place_begins_at_the_top(adegan: Pemeran) -> None:
    versi = simpan(adegan.siti)
    assert hits(adegan, "siti", "siti", lanjut="kata.x.y") == {versi.pk}


def test_a_search_costs_the_same_however_many_papers_fit(
    adegan: Pemeran, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    web = client(adegan, "operator")
    simpan(adegan.siti, kunci="2010")
    web.get(CARI, {"cari": "siti"})
    with django_assert_num_queries(21):
        web.get(CARI, {"cari": "siti"})
    for year in range(2011, 2026):
        simpan(adegan.siti, kunci=str(year))
    with django_assert_num_queries(21):
        web.get(CARI, {"cari": "siti"})


# The trail


def test_finding_papers_of_others_is_written_down_and_the_own_are_not(adegan: Pemeran) -> None:
    versi = simpan(adegan.siti)
    hits(adegan, "siti", "siti")
    hits(adegan, "operator_lain", "siti")
    assert not JejakAkses.objects.filter(aksi="cari_arsip").exists()
    hits(adegan, "operator", "siti")
    row = JejakAkses.objects.get(aksi="cari_arsip")
    assert row.pegawai_id == adegan.siti.pk
    assert row.rincian == {"kata": "siti", "versi": [str(versi.pk)]}
    page = client(adegan, "siti").get(reverse("arsip:arsip-saya")).content.decode()
    assert "Menemukan lewat pencarian" in page


# For programs

API = "/api/v1/arsip/cari"


def test_a_program_finds_what_the_page_finds(adegan: Pemeran) -> None:
    versi = simpan(adegan.siti, teks="sebutir mutiara <b>putih</b>")
    simpan(adegan.made, teks="mutiara")
    answer = client(adegan, "operator").get(API, {"cari": "mutiara"}).json()
    assert (answer["cara"], answer["jumlah"], answer["lebih"], answer["lanjut"]) == (
        "kata",
        1,
        False,
        "",
    )
    (hit,) = answer["hasil"]
    assert hit["versi"]["id"] == str(versi.pk)
    assert hit["nomor_pegawai"] == adegan.siti.nip
    assert {"teks": "mutiara", "cocok": True} in hit["kutipan"]
    assert JejakAkses.objects.filter(aksi="cari_arsip").count() == 1


def test_a_program_turns_the_pages(adegan: Pemeran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "HASIL", 2)
    made = {str(simpan(adegan.siti, kunci=str(year)).pk) for year in range(2010, 2015)}
    web, seen, lanjut = client(adegan, "siti"), [], ""
    while True:
        answer = web.get(API, {"cari": "siti", "lanjut": lanjut}).json()
        seen += [hit["versi"]["id"] for hit in answer["hasil"]]
        if not (lanjut := answer["lanjut"]):
            break
    assert (len(seen), set(seen)) == (5, made)


def test_a_program_is_told_of_a_filter_that_is_unknown(adegan: Pemeran) -> None:
    answer = client(adegan, "operator").get(API, {"cari": "siti", "jenis": "TIDAK_ADA"})
    assert answer.status_code == 400
    assert answer.json()["kode"] == "isian_tidak_sah"
