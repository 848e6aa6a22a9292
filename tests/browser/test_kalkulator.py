"""The public calculators on a phone: no account, no script needed, paper at the end."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
def test_no_state_of_a_calculator_breaks_wcag(
    browser: Browser, live_server: LiveServer, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(8000)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{live_server.url}/kalkulator/")
    look(page, width)
    page.get_by_role("link", name="Kapan saya pensiun dan berapa").click()
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("alert")).to_be_focused()
    look(page, width)
    page.get_by_label("PNS", exact=True).check()
    page.get_by_label("Guru atau kepala sekolah").check()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Tanggal lahir").fill("31-02-1970")
    page.get_by_role("button", name="Hitung").click()
    page.get_by_role("link", name="Tanggal lahir: tanggal itu tidak ada.").click()
    look(page, width)
    page.get_by_label("Tanggal lahir").fill("17-05-1968")
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_text("Pensiun Anda berlaku mulai 1 Juni 2028")).to_be_visible()
    look(page, width)
    page.goto(f"{live_server.url}/kalkulator/pangkat/?pegawai=PNS&jabatan=pelaksana")
    page.get_by_label("Golongan sekarang").select_option("II/d")
    page.get_by_label("TMT golongan terakhir").fill("01-10-2022")
    page.get_by_label("Ijazah tertinggi").select_option("SLTA")
    for field in page.get_by_label(re.compile("^Predikat kinerja")).all():
        field.select_option("Baik")
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_role("heading", name="Yang belum terpenuhi")).to_be_visible()
    look(page, width)
    assert [text for text in refused if "Content Security Policy" in text] == []
    context.close()


def test_without_script_a_nip_is_explained_and_printed(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{live_server.url}/kalkulator/nip/")
    page.get_by_label("NIP (PNS atau CPNS)").check()
    page.get_by_label("Nomor", exact=True).fill("19900228 201503 2 004")
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_text("Susunan NIP benar")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Hitung lagi")).to_be_hidden()
    expect(page.get_by_text("19900228 201503 2 004")).to_be_visible()
    context.close()
