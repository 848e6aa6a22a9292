"""The panel of the archive page: what is missing for the next events of one person."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arsip.services.dokumen import dokumen_upload
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, tzinfo=UTC)


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def panel(adegan: Pemeran, siapa: str = "siti", *, htmx: bool = False) -> str:
    client = Client(headers={"HX-Request": "true"} if htmx else None)
    client.force_login(adegan.akun[siapa])
    answer = client.get(reverse("kepegawaian:kelengkapan", args=[adegan.siti.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_names_the_event_its_day_and_the_papers_not_there_yet(adegan: Pemeran) -> None:
    text = panel(adegan)
    assert "Pensiun: 1 Juni 2027" in text
    assert "/arsip/?jenis=KTP#unggah" in text
    dokumen_upload(
        pegawai_id=adegan.siti.pk,
        jenis_kode="KTP",
        kunci="",
        files=[unggahan(pdf())],
        actor=adegan.akun["siti"],
        now=timezone.now(),
    )
    after = panel(adegan)
    assert "/arsip/?jenis=KTP#unggah" not in after
    assert "1 dari" in after


def test_the_archive_page_loads_it_alone_and_leads_there_without_scripts(adegan: Pemeran) -> None:
    part = panel(adegan, htmx=True)
    assert part.strip().startswith('<section id="kelengkapan"')
    assert "<html" not in part
    client = Client()
    client.force_login(adegan.akun["siti"])
    url = reverse("kepegawaian:kelengkapan", args=[adegan.siti.pk])
    page = client.get("/arsip/").content.decode()
    assert f'hx-get="{url}"' in page
    assert f'href="{url}"' in page


def test_an_officer_is_led_to_the_archive_of_the_person(adegan: Pemeran) -> None:
    assert reverse("arsip:arsip-pegawai", args=[adegan.siti.pk]) in panel(adegan, "operator")


def test_a_record_that_says_too_little_is_answered_in_words(adegan: Pemeran) -> None:
    baru = PegawaiFactory(akun=True, unit=adegan.uptd)
    client = Client()
    client.force_login(baru.pengguna)
    text = client.get(reverse("kepegawaian:kelengkapan", args=[baru.pk])).content.decode()
    assert "data kurang" in text.lower() or "belum dapat dihitung" in text
