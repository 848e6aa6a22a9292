"""Screens around taps as a superior and an officer see them, on a phone and on a desk."""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from presensi.models import KeputusanKetukan
from presensi.rules.perangkat import StatusPerangkat
from sitamu.inti.models import HubunganAtasan, Pegawai, Pengguna
from tests.factories.inti import DULU, PegawaiFactory
from tests.factories.ketukan import kantor, ketukan_tinjau, ponsel
from tests.factories.pemeran import Pemeran, pemeran

GAMBAR = os.environ.get("SITAMU_GAMBAR")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def cast() -> Pemeran:
    made = pemeran()
    place = kantor(made.uptd)
    ratna: Pegawai = PegawaiFactory(nama="Ratna Atasan", unit=made.dinas, akun=True)
    HubunganAtasan.objects.create(pegawai=made.siti, atasan=ratna, mulai=DULU)
    assert ratna.pengguna
    made.akun["ratna"] = ratna.pengguna
    ponsel(made.siti)
    ponsel(made.siti, status=StatusPerangkat.MENUNGGU)
    now = timezone.now()
    more: dict[str, Any] = {"tempat_id": place.pk, "jarak_m": 56.0, "akurasi_m": 12.0}
    for hours in (50, 26, 2):
        ketukan_tinjau(
            made.siti, made.uptd, "LURING", pada=now - timedelta(hours=hours), luring=True, **more
        )
    ketukan_tinjau(made.siti, made.uptd, "MOCK", "KECEPATAN", pada=now, **more)
    return made


def page_of(browser: Browser, server: LiveServer, user: Pengguna, width: int) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="id-ID")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}
    context.add_cookies([cookie])
    return context.new_page()


def check(page: Page, nama: str) -> None:
    if GAMBAR:
        page.screenshot(path=f"{GAMBAR}/tinjau-{nama}.png", full_page=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert Axe().run(page).violations_count == 0


def test_a_superior_confirms_late_taps_as_one_list_on_a_phone(
    browser: Browser, live_server: LiveServer, cast: Pemeran
) -> None:
    page = page_of(browser, live_server, cast.akun["ratna"], 360)
    page.goto(f"{live_server.url}/presensi/benarkan/")
    expect(page.get_by_role("checkbox")).to_have_count(3)
    check(page, "benarkan-360")
    page.get_by_role("checkbox").first.uncheck(force=True)
    page.get_by_role("button", name="Benarkan yang dipilih").click()
    expect(page.get_by_text("2 catatan dibenarkan.")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(1)
    assert KeputusanKetukan.objects.count() == 2
    page.goto(f"{live_server.url}/presensi/perangkat/")
    expect(page.get_by_role("button", name="Setujui ponsel")).to_be_visible()
    check(page, "ponsel-360")
    page.context.close()


def test_an_officer_reads_the_evidence_and_decides_on_a_desk(
    browser: Browser, live_server: LiveServer, cast: Pemeran
) -> None:
    page = page_of(browser, live_server, cast.akun["presensi"], 1366)
    page.goto(f"{live_server.url}/presensi/tinjau/")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    check(page, "antrean-1366")
    page.get_by_role("link", name="Siti Aminah").click()
    page.get_by_label("Alasan").fill("Ponsel memakai aplikasi lain")
    check(page, "bukti-1366")
    page.get_by_role("button", name="Tolak ketukan").click()
    expect(page.get_by_text("Ditinjau menjadi ditolak")).to_be_visible()
    check(page, "diputus-1366")
    page.goto(f"{live_server.url}/presensi/tempat/")
    page.get_by_role("link", name="Kantor").first.click()
    page.get_by_role("link", name="Buka layar kode hari ini").click()
    expect(page.get_by_role("img")).to_be_visible()
    check(page, "layar-1366")
    page.context.close()
