"""A slip on a phone and the month at a desk: nothing overflows, an objection goes off."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from presensi.models import HasilTpp, KeberatanTpp
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from tests.factories.inti import beri_hak
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.tpp import hasil_tpp, periode_tpp

GAMBAR = os.environ.get("SITAMU_GAMBAR")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def adegan() -> Pemeran:
    return pemeran()


def opened(browser: Browser, server: LiveServer, user: Pengguna, width: int, path: str) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="id-ID")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{server.url}{path}")
    return page


def seen(page: Page, name: str) -> None:
    """No sideways scrolling of the page; a picture where one is asked for."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if GAMBAR:
        page.screenshot(path=str(Path(GAMBAR) / f"{name}.png"), full_page=True)


def test_a_slip_on_a_phone_tells_each_cut_and_takes_an_objection(
    browser: Browser, live_server: LiveServer, adegan: Pemeran
) -> None:
    for month in range(1, 10):
        row = hasil_tpp(adegan.siti, adegan.uptd, periode_tpp(date(2026, month, 1)))
        HasilTpp.objects.filter(pk=row.pk).update(netto=4_693_000 - 100_000 * (month % 4))
    slip = hasil_tpp(adegan.siti, adegan.uptd)
    page = opened(browser, live_server, adegan.akun["siti"], 360, "/presensi/tpp/")
    seen(page, "tpp-saya-360")
    page.get_by_role("link", name="Oktober 2026").click()
    expect(page.get_by_text("Terlambat 12 menit, datang pukul 07.42")).to_be_visible()
    expect(page.get_by_text("Perbup 5/2026 ps. 12")).to_be_visible()
    seen(page, "tpp-slip-360")
    page.get_by_label("Apa yang menurut Anda salah?").fill("Saya di kantor sejak 07.25.")
    page.get_by_role("button", name="Ajukan keberatan").click()
    expect(page.get_by_text("Menunggu jawaban")).to_be_visible()
    assert KeberatanTpp.objects.get().periode == slip.periode
    page.context.close()


def test_the_month_at_a_desk_and_on_a_phone(
    browser: Browser, live_server: LiveServer, adegan: Pemeran
) -> None:
    hasil_tpp(adegan.siti, adegan.uptd)
    wrong = hasil_tpp(adegan.made, adegan.lain)
    HasilTpp.objects.filter(pk=wrong.pk).update(
        galat="rekening_kosong", pesan="Nomor rekening belum ada."
    )
    last = periode_tpp(date(2026, 9, 1))
    before = hasil_tpp(adegan.siti, adegan.uptd, last)
    HasilTpp.objects.filter(pk=before.pk).update(netto=2_000_000)
    user = adegan.akun["tpp"]
    beri_hak(user, Hak.TPP_APPROVE_OPD, Hak.TPP_APPROVE_BKPSDM, unit=adegan.akar)
    for width in (1366, 360):
        page = opened(browser, live_server, user, width, "/presensi/tpp/bulan/2026-10/")
        expect(page.get_by_text("Nomor rekening belum ada.").first).to_be_visible()
        seen(page, f"tpp-bulan-{width}")
        page.context.close()
    page = opened(browser, live_server, user, 1366, "/presensi/tpp/pagu/")
    seen(page, "tpp-pagu-1366")
    page.context.close()
