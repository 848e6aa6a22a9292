"""Pages of the main job over HTTP: scope of lists and searches, cost of lists, what they say."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kepegawaian.models import Usulan
from kepegawaian.rules.usulan import Status
from kepegawaian.services.anomali import anomali_recompute
from kepegawaian.services.usulan import usulan_start
from sitamu.inti.models import Pegawai, Pengguna
from tests.factories.inti import PegawaiFactory
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def page(client: Client, route: str, /, **query: str) -> str:
    response = client.get(reverse(route), query)
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


def as_user(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


# Scope


def test_a_search_shows_people_of_the_own_units_only(adegan: Pemeran) -> None:
    calon_pensiun(adegan.sekolah, nama="Aminah Di Bawah", urut=11)
    calon_pensiun(adegan.lain, nama="Aminah Di Lain", urut=12)
    text = page(as_user(adegan.akun["operator"]), "kepegawaian:pegawai-list", cari="aminah")
    assert "Aminah Di Bawah" in text
    assert "Siti Aminah" in text
    assert "Aminah Di Lain" not in text


def test_a_name_with_markup_is_shown_as_text(adegan: Pemeran) -> None:
    calon_pensiun(adegan.sekolah, nama="<script>alert(1)</script>", urut=11)
    text = page(as_user(adegan.akun["operator"]), "kepegawaian:pegawai-list")
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


# What the person sees


def test_the_first_page_says_when_and_offers_the_proposal(adegan: Pemeran) -> None:
    pegawai = calon_pensiun(adegan.sekolah, akun=True, urut=11)
    assert pegawai.pengguna
    text = page(as_user(pegawai.pengguna), "kepegawaian:beranda")
    assert "1 Juni 2027" in text
    assert "Buat usulan pensiun" in text
    assert "perkiraan (hasil hitung)" in text


def test_missing_data_is_said_and_not_guessed(adegan: Pemeran) -> None:
    baru = PegawaiFactory(unit=adegan.sekolah, akun=True)
    text = page(as_user(baru.pengguna), "kepegawaian:beranda")
    assert "data kurang" in text


def test_sending_an_unfinished_draft_names_what_is_missing(adegan: Pemeran) -> None:
    pegawai = calon_pensiun(adegan.sekolah, akun=True, urut=11)
    assert pegawai.pengguna
    usulan = usulan_start(pegawai_id=pegawai.pk, actor=pegawai.pengguna, now=KINI)
    answer = as_user(pegawai.pengguna).post(
        reverse("kepegawaian:usulan-periksa", args=[usulan.pk]), {"benar": "on"}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "<title>Galat:" in text
    assert "Kartu keluarga belum lengkap" in text


def test_a_hand_made_move_is_refused_with_a_sentence(adegan: Pemeran) -> None:
    pegawai = calon_pensiun(adegan.sekolah, akun=True, urut=11)
    assert pegawai.pengguna
    usulan = usulan_start(pegawai_id=pegawai.pk, actor=pegawai.pengguna, now=KINI)
    client = as_user(pegawai.pengguna)
    for action, status in (("verify", 403), ("approve-opd", 403), ("approve-sk", 404), ("x", 404)):
        answer = client.post(reverse("kepegawaian:usulan-langkah", args=[usulan.pk, action]))
        assert answer.status_code == status, action
    usulan.refresh_from_db()
    assert usulan.status == Status.DRAF


# The review screen


def test_a_fault_is_saved_at_the_tick_and_the_page_asks_for_its_reason(adegan: Pemeran) -> None:
    usulan = _at_opd(adegan)
    butir = usulan.butir.get(syarat__kode="KTP")
    client = as_user(adegan.akun["operator"])
    url = reverse("kepegawaian:telaah-nilai", args=[usulan.pk, butir.pk])
    answer = client.post(url, {"verdict": "PERLU_DIGANTI"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert "Pilih alasannya" in text
    assert "1 perlu diganti" in text
    butir.refresh_from_db()
    assert butir.verdict == "PERLU_DIGANTI"
    refused = client.post(
        reverse("kepegawaian:usulan-langkah", args=[usulan.pk, "return"]), {"catatan": ""}
    )
    assert refused.status_code == 422
    assert "Pilih alasan untuk butir" in refused.content.decode()
    good = {"verdict": "PERLU_DIGANTI", "alasan": "TIDAK_TERBACA"}
    answer = client.post(url, good, headers={"HX-Request": "true"})
    assert "Pilih alasannya" not in answer.content.decode()


def _at_opd(adegan: Pemeran) -> Usulan:
    pegawai = calon_pensiun(adegan.sekolah, akun=True, urut=11)
    assert pegawai.pengguna
    usulan = usulan_start(pegawai_id=pegawai.pk, actor=pegawai.pengguna, now=KINI)
    Usulan.objects.filter(pk=usulan.pk).update(status=Status.DIAJUKAN, diajukan_pada=KINI)
    usulan.refresh_from_db()
    return usulan


# Cost


@pytest.mark.parametrize(
    ("peran", "route", "query", "queries"),
    [
        ("operator", "kepegawaian:pegawai-list", {}, 8),
        ("operator", "kepegawaian:usulan-list", {}, 8),
        ("verifikator", "kepegawaian:antrean", {}, 18),
        ("verifikator", "kepegawaian:anomali-list", {}, 11),
    ],
)
def test_a_list_of_many_costs_as_many_queries_as_a_list_of_one(
    adegan: Pemeran,
    django_assert_num_queries: DjangoAssertNumQueries,
    peran: str,
    route: str,
    query: dict[str, str],
    queries: int,
) -> None:
    client = as_user(adegan.akun[peran])
    _proposals(adegan, 1)
    page(client, route, **query)  # the name of the office is kept in the cache from here on
    with django_assert_num_queries(queries):
        page(client, route, **query)
    _proposals(adegan, 12, start=1)
    with django_assert_num_queries(queries):
        page(client, route, **query)


def _proposals(adegan: Pemeran, count: int, *, start: int = 0) -> None:
    for n in range(start, start + count):
        pegawai: Pegawai = calon_pensiun(adegan.sekolah, urut=100 + n)
        usulan = usulan_start(pegawai_id=pegawai.pk, actor=adegan.akun["operator"], now=KINI)
        Usulan.objects.filter(pk=usulan.pk).update(status=Status.DIPERIKSA, tiba_pada=KINI)
        PegawaiFactory(unit=adegan.lain)
    anomali_recompute(now=KINI)
