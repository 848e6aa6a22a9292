"""A keeper of the rules drafts another BUP for guru, tries it, reads who changes, activates it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from sitamu.aturan.services.uji import uji_work_off
from sitamu.inti.models import Parameter
from tests.factories.pemeran import pemeran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


def look(page: Page, width: int) -> None:
    """No WCAG fault, no sideways scrolling."""
    page.wait_for_load_state("load")
    found = {v["id"]: v["nodes"][0]["html"] for v in Axe().run(page).response["violations"]}
    assert found == {}, page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "script"), [(360, False), (1366, True)])
def test_a_bup_is_drafted_tried_and_activated(
    browser: Browser, live_server: LiveServer, width: int, script: bool
) -> None:
    client = Client()
    client.force_login(pemeran().akun["admin"])
    context = browser.new_context(viewport={"width": width, "height": 800})
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
    context.add_cookies([cookie])
    if not script:  # the scripts of the portal; axe still runs
        context.route("**/static/**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(f"{live_server.url}/aturan/")
    look(page, width)
    page.get_by_role("link", name="Batas usia pensiun (BUP)").click()
    look(page, width)
    page.get_by_role("link", name="Buat draf versi baru").click()
    page.get_by_label("Berlaku mulai").first.fill("01-01-2090")
    page.get_by_label("Dasar hukum", exact=True).fill("UU Contoh 1/2089")
    guru = page.locator("#id_t0-14-umur")
    guru.fill("71")
    page.get_by_role("button", name="Simpan draf").last.click()
    page.get_by_role("link", name="BUP, baris ke-15, umur: harus angka 50–70.").click()
    look(page, width)
    guru.fill("62")
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.get_by_text("Draf ini belum dicoba")).to_be_visible()
    look(page, width)
    page.get_by_role("button", name="Coba pada contoh hitung").click()
    expect(page.get_by_role("heading", name="103 cocok, 2 beda")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Draf Batas usia pensiun (BUP)").click()
    page.get_by_role("button", name="Coba pada seluruh pegawai").click()
    look(page, width)
    uji_work_off(now=timezone.now())
    if not script:
        page.reload()
    expect(page.get_by_text("pegawai mendapat jawaban lain")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Draf Batas usia pensiun (BUP)").click()
    page.get_by_role("link", name="Periksa dan aktifkan").click()
    expect(page.get_by_text("Jawaban untuk tanggal sebelum 1 Januari 2090 tetap")).to_be_visible()
    look(page, width)
    page.get_by_label(re.compile("Saya sudah membaca")).check()
    page.get_by_role("button", name="Aktifkan mulai 1 Januari 2090").click()
    expect(page.get_by_text("Versi ini aktif")).to_be_visible()
    look(page, width)
    starts = Parameter.objects.filter(kunci="BUP").values_list("berlaku_mulai", flat=True)
    assert sorted(map(str, starts)) == ["2005-12-30", "2090-01-01"]
    context.close()
