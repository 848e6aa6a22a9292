"""The pages of the own notifications."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from notifikasi.models import Pemberitahuan, Saluran
from notifikasi.selectors import jumlah_belum_dibaca
from sitamu.inti.models import Pengguna

pytestmark = pytest.mark.django_db
LIST = "/pemberitahuan/"


@pytest.fixture
def siti() -> Pengguna:
    return Pengguna.objects.create_user("siti", nama="Siti")


@pytest.fixture
def made() -> Pengguna:
    return Pengguna.objects.create_user("made", nama="Made")


@pytest.fixture
def as_siti(siti: Pengguna) -> Client:
    client = Client()
    client.force_login(siti)
    return client


def kabar(penerima: Pengguna, judul: str = "Usulan tiba", **values: Any) -> Pemberitahuan:
    return Pemberitahuan.objects.create(
        peristiwa_id=uuid4(),
        penerima=penerima,
        saluran=values.pop("saluran", Saluran.APLIKASI),
        judul=judul,
        isi="Sudah tiba.",
        tautan=values.pop("tautan", "/usulan/1/"),
        **values,
    )


def _ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def test_somebody_not_logged_in_is_sent_to_the_log_in() -> None:
    assert "/akun/" in Client().get(LIST).headers["Location"]
    assert "Masuk lagi" in Client().post(f"{LIST}{uuid4()}/baca/").content.decode()


def test_the_list_shows_the_own_ones_unread_first_then_the_newest(
    as_siti: Client, siti: Pengguna, made: Pengguna
) -> None:
    kabar(siti, "Lama belum", dibuat_pada=_ago(3))
    kabar(siti, "Baru sudah", dibuat_pada=_ago(1), dibaca_pada=_ago(0))
    kabar(siti, "Baru belum", dibuat_pada=_ago(2))
    kabar(siti, "Lewat email", saluran=Saluran.EMAIL)
    kabar(made, "Milik made")
    html = as_siti.get(LIST).content.decode()
    order = [html.index(judul) for judul in ("Baru belum", "Lama belum", "Baru sudah")]
    assert order == sorted(order)
    assert "Lewat email" not in html
    assert "Milik made" not in html

    unread = as_siti.get(f"{LIST}?saring=belum").content.decode()
    assert "Lama belum" in unread
    assert "Baru sudah" not in unread


def test_the_words_of_a_notification_are_escaped(as_siti: Client, siti: Pengguna) -> None:
    row = kabar(siti, "<b>judul</b>")
    Pemberitahuan.objects.filter(pk=row.pk).update(isi="<script>x</script>\nbaris dua")
    html = as_siti.get(LIST).content.decode()
    assert "<script>x" not in html
    assert "<b>judul" not in html
    assert "&lt;script&gt;x" in html


def test_an_empty_list_says_so(as_siti: Client) -> None:
    html = as_siti.get(LIST).content.decode()
    assert "Belum ada pemberitahuan" in html
    assert "Tandai semua" not in html


def test_a_page_of_twenty_costs_as_many_queries_as_a_page_of_one(
    as_siti: Client, siti: Pengguna, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kabar(siti)
    as_siti.get(LIST)  # the session is warm, templates are loaded
    for _ in range(2):
        with django_assert_num_queries(6):
            assert as_siti.get(LIST).status_code == 200
        for n in range(30):
            kabar(siti, f"Kabar {n}")
    second = as_siti.get(f"{LIST}?halaman=2").content.decode()
    assert "21–40 dari 61" in second


def test_opening_marks_as_read_and_leads_to_the_matter(as_siti: Client, siti: Pengguna) -> None:
    row = kabar(siti)
    answer = as_siti.post(f"{LIST}{row.pk}/baca/", {"buka": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/usulan/1/")
    row.refresh_from_db()
    first = row.dibaca_pada
    assert first is not None
    as_siti.post(f"{LIST}{row.pk}/baca/", {"buka": "1"})
    row.refresh_from_db()
    assert row.dibaca_pada == first


@pytest.mark.parametrize(
    "tautan", ["https://jahat.example/", "//jahat.example/", "/\\jahat.example", "javascript:x", ""]
)
def test_a_link_that_leaves_the_portal_is_not_followed(
    as_siti: Client, siti: Pengguna, tautan: str
) -> None:
    row = kabar(siti, tautan=tautan)
    answer = as_siti.post(f"{LIST}{row.pk}/baca/", {"buka": "1"})
    assert answer.headers["Location"] == LIST


def test_marking_one_stays_in_the_filtered_list(as_siti: Client, siti: Pengguna) -> None:
    row = kabar(siti)
    answer = as_siti.post(f"{LIST}{row.pk}/baca/", {"saring": "belum"})
    assert answer.headers["Location"] == f"{LIST}?saring=belum"
    assert jumlah_belum_dibaca(siti) == 0


def test_reading_by_get_is_refused(as_siti: Client, siti: Pengguna) -> None:
    row = kabar(siti)
    assert as_siti.get(f"{LIST}{row.pk}/baca/").status_code == 405
    assert as_siti.get(f"{LIST}baca-semua/").status_code == 405
    assert jumlah_belum_dibaca(siti) == 1


def test_marking_all_leaves_what_came_after_the_page_and_what_is_not_own(
    as_siti: Client, siti: Pengguna, made: Pengguna
) -> None:
    kabar(siti, dibuat_pada=_ago(2))
    kabar(siti, dibuat_pada=_ago(0))
    kabar(made, dibuat_pada=_ago(2))
    as_siti.post(f"{LIST}baca-semua/", {"sampai": _ago(1).isoformat()})
    assert jumlah_belum_dibaca(siti) == 1
    assert jumlah_belum_dibaca(made) == 1


@pytest.mark.parametrize("sampai", ["", "besok", "2026-13-45T00:00:00", "2026-01-01T00:00:00"])
def test_marking_all_with_a_broken_moment_means_now(
    as_siti: Client, siti: Pengguna, sampai: str
) -> None:
    kabar(siti)
    as_siti.post(f"{LIST}baca-semua/", {"sampai": sampai})
    assert jumlah_belum_dibaca(siti) == 0
