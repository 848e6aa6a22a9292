"""Tapping on a phone: with signal, without, with a lost answer; denied position; without script.

Chromium's geolocation is emulated; that a phone's own GPS behaves alike is not shown here.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from presensi.models import BentukTempat, Ketukan
from sitamu.inti.models import Pegawai
from tests.factories.berkas import foto as gambar
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.ketukan import kantor

GAMBAR = os.environ.get("SITAMU_GAMBAR")
DI_KANTOR = {"latitude": -1.2995, "longitude": 123.29, "accuracy": 12}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def siti() -> Pegawai:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory(), nama="Puskesmas Contoh")
    kantor(unit)
    pegawai: Pegawai = PegawaiFactory(unit=unit, nama="Siti Aminah", akun=True)
    return pegawai


def phone(browser: Browser, server: LiveServer, pegawai: Pegawai, **more: Any) -> BrowserContext:
    """A cheap phone with siti's session."""
    client = Client()
    assert pegawai.pengguna
    client.force_login(pegawai.pengguna)
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="id-ID", has_touch=True, **more
    )
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}
    context.add_cookies([cookie])
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
def hp(browser: Browser, live_server: LiveServer, siti: Pegawai) -> Iterator[Page]:
    context = phone(browser, live_server, siti, geolocation=DI_KANTOR, permissions=["geolocation"])
    page = context.new_page()
    page.goto(f"{live_server.url}/presensi/ketuk/")
    expect(page.get_by_role("button", name="Catat masuk")).to_be_enabled()
    yield page
    context.close()


def keadaan(page: Page) -> Any:
    return expect(page.locator("[data-ketuk-keadaan]"))


def potret(page: Page, nama: str) -> None:
    if GAMBAR:
        page.screenshot(path=f"{GAMBAR}/ketuk-{nama}.png", full_page=True)


def check(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert Axe().run(page).violations_count == 0


def test_a_tap_with_signal_is_accepted_by_the_server_before_the_page_says_so(hp: Page) -> None:
    potret(hp, "awal")
    check(hp)
    hp.get_by_role("button", name="Catat masuk").click()
    keadaan(hp).to_contain_text("Diterima")
    expect(hp.locator("[data-ketuk-jarak]")).to_contain_text("56 m dari titik Kantor")
    expect(hp.locator("[data-ketuk-jarak]")).to_contain_text("Di dalam area")
    expect(hp.locator("[data-ketuk-antrean]")).to_be_hidden()
    row = Ketukan.objects.get()
    assert (row.arah, row.sumber, row.putusan, row.luring) == ("MASUK", "WEB", "TINJAU", False)
    potret(hp, "diterima")
    check(hp)


def test_without_signal_it_is_kept_through_a_reload_and_sent_on_return(
    hp: Page, live_server: LiveServer
) -> None:
    hp.evaluate("navigator.serviceWorker.ready")
    hp.context.set_offline(True)
    hp.goto(f"{live_server.url}/presensi/ketuk/")
    expect(hp.get_by_text("Tanpa sinyal.", exact=True)).to_be_visible()
    hp.get_by_role("button", name="Catat masuk").click()
    keadaan(hp).to_contain_text("Tersimpan di HP ini, belum terkirim")
    expect(hp.locator(".ketuk__antrean li")).to_have_count(1)
    potret(hp, "tanpa-sinyal")
    check(hp)
    hp.reload()
    expect(hp.locator(".ketuk__antrean li")).to_contain_text("belum terkirim")
    assert not Ketukan.objects.exists()
    hp.context.set_offline(False)
    hp.goto(f"{live_server.url}/presensi/ketuk/")
    expect(hp.locator("[data-ketuk-hari]")).to_contain_text("Masuk")
    expect(hp.locator("[data-ketuk-antrean]")).to_be_hidden()
    row = Ketukan.objects.get()
    assert (row.luring, sorted(row.tanda)) == (True, ["LURING", "WEB"])


def test_an_answer_that_is_lost_leaves_the_row_and_the_next_sending_finds_it_stored(
    hp: Page,
) -> None:
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    hp.route("**/api/v1/presensi/web", lose)
    hp.get_by_role("button", name="Catat masuk").click()
    keadaan(hp).to_contain_text("Dikirim saat ada sinyal")
    assert lost == [200]
    assert Ketukan.objects.count() == 1
    hp.get_by_role("button", name="Kirim sekarang").click()
    expect(hp.locator("[data-ketuk-antrean]")).to_be_hidden()
    assert Ketukan.objects.count() == 1


def test_outside_the_area_the_page_asks_before_it_sends(hp: Page) -> None:
    hp.context.set_geolocation({"latitude": -1.35, "longitude": 123.29, "accuracy": 10})
    hp.get_by_role("button", name="Catat masuk").click()
    keadaan(hp).to_contain_text("di luar areanya")
    assert not Ketukan.objects.exists()
    potret(hp, "di-luar")
    hp.get_by_role("button", name="Tetap catat masuk").click()
    keadaan(hp).to_contain_text("di luar tempat presensi")
    assert Ketukan.objects.get().putusan == "TOLAK"


def test_with_the_position_denied_it_explains_and_still_takes_the_tap(
    browser: Browser, live_server: LiveServer, siti: Pegawai
) -> None:
    context = phone(browser, live_server, siti)
    page = context.new_page()
    page.goto(f"{live_server.url}/presensi/ketuk/")
    page.get_by_role("button", name="Catat pulang").click()
    keadaan(page).to_contain_text("Izin lokasi ditolak")
    page.get_by_role("button", name="Catat pulang tanpa posisi").click()
    keadaan(page).to_contain_text("Ponsel tidak memberi posisi")
    assert sorted(Ketukan.objects.get().tanda) == ["TANPA_POSISI", "WEB"]
    context.close()


def test_a_place_may_ask_for_a_photo(hp: Page) -> None:
    BentukTempat.objects.update(bukti_web="FOTO")
    hp.reload()
    foto = hp.get_by_label("Foto diri saat ini")
    expect(foto).to_be_visible()
    foto.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": gambar()})
    hp.get_by_role("button", name="Catat masuk").click()
    keadaan(hp).to_contain_text("Diterima")
    assert Ketukan.objects.get().tanda == ["WEB"]


def test_logging_out_with_taps_that_wait_asks_first(hp: Page) -> None:
    hp.context.set_offline(True)
    hp.get_by_role("button", name="Catat masuk").click()
    expect(hp.locator(".ketuk__antrean li")).to_have_count(1)
    hp.context.set_offline(False)
    asked: list[str] = []

    def refuse(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    hp.route("**/api/v1/presensi/web", lambda route: route.abort())
    hp.once("dialog", refuse)
    hp.locator("details.akun summary").click()
    hp.get_by_role("button", name="Keluar").click()
    assert "1 catatan presensi di HP ini belum terkirim" in asked[0]
    assert "/presensi/ketuk/" in hp.url


def test_without_script_the_form_says_what_it_can_do(
    browser: Browser, live_server: LiveServer, siti: Pegawai
) -> None:
    context = phone(browser, live_server, siti, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/presensi/ketuk/")
    expect(page.get_by_text("tidak dapat membaca posisi")).to_be_visible()
    page.get_by_role("button", name="Catat masuk tanpa posisi").click()
    expect(page.get_by_text("Catatan diterima, tanpa posisi.")).to_be_visible()
    assert Ketukan.objects.get().putusan == "TINJAU"
    potret(page, "tanpa-skrip")
    context.close()


def test_the_page_can_be_installed(hp: Page) -> None:
    hp.evaluate("navigator.serviceWorker.ready")
    link = hp.context.new_cdp_session(hp)
    found = link.send("Page.getInstallabilityErrors")
    errors = {one["errorId"] for one in found["installabilityErrors"]}
    assert errors <= {"in-incognito"}, errors  # Playwright's contexts are incognito
