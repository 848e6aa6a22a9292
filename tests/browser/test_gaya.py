"""The building blocks in a real browser under the strict CSP: phone, dark, keyboard, no script."""

import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["/", "/?padat=1", "/formulir", "/telaah", "/galat", "/404", "/500"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(ROOT / "frontend" / "gaya.py"), str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
def test_no_page_breaks_wcag_or_scrolls_sideways(
    browser: Browser, base_url: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for path in PAGES:
        page.goto(base_url + path)
        found = {v["id"]: v["nodes"][0]["html"] for v in Axe().run(page).response["violations"]}
        assert found == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [text for text in refused if "Content Security Policy" in text] == []
    context.close()


def test_at_320_px_no_page_scrolls_sideways(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for path in PAGES:
        page.goto(base_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()


def test_without_script_the_phone_menu_opens_and_a_form_answers(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{base_url}/")
    expect(page.get_by_role("link", name="Arsip saya")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Arsip saya")).to_be_visible()
    page.goto(f"{base_url}/formulir")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page).to_have_title("Galat: Isian – SiTAMU")
    expect(page.get_by_role("alert")).to_be_visible()
    context.close()


def test_the_error_list_has_the_focus_and_leads_to_the_field(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/formulir")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Status perkawinan: belum diisi").click()
    expect(page.get_by_label("Kawin", exact=True)).to_be_focused()


def test_a_double_click_sends_a_form_once(page: Page, base_url: str) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{base_url}/formulir")
    page.get_by_role("button", name="Simpan dan lanjut").dblclick()
    expect(page.get_by_role("alert")).to_be_visible()
    assert sent.count("POST") == 1


def phone_photo() -> bytes:
    picture = Image.frombytes("RGB", (800, 600), os.urandom(800 * 600 * 3)).resize((3200, 2400))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def picked_size(page: Page) -> int:
    return int(page.evaluate("document.querySelector('input[type=file]').files[0].size"))


def test_a_phone_photo_is_shrunk_and_described(page: Page, base_url: str) -> None:
    photo = phone_photo()
    page.goto(f"{base_url}/formulir")
    field = page.get_by_label("Pas foto")
    field.set_input_files({"name": "foto.png.jpg", "mimeType": "image/jpeg", "buffer": photo})
    expect(page.get_by_text("dikecilkan dari")).to_be_visible()
    assert picked_size(page) < len(photo) / 2


def test_a_photo_the_browser_cannot_read_is_sent_as_it_is(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/formulir")
    broken = {"name": "rusak.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 900_000}
    page.get_by_label("Pas foto").set_input_files(broken)
    expect(page.get_by_text("rusak.jpg, 879 KB")).to_be_visible()
    assert picked_size(page) == 900_000


def test_a_file_over_the_limit_is_named_with_the_way_out(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/formulir")
    big = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"x" * 6_500_000}
    page.get_by_label("Pas foto").set_input_files(big)
    expect(page.get_by_text("Berkas 6,2 MB. Paling besar 5 MB.")).to_be_visible()


def test_a_reviewer_works_by_keyboard_and_can_switch_it_off(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/telaah")
    in_hand = page.locator("[data-dipilih]")
    page.keyboard.press("j")
    expect(in_hand).to_contain_text("Kartu keluarga")
    page.keyboard.press("k")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("hal 2/2")).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator("#skp-s")).to_be_checked()
    expect(in_hand).to_contain_text("Kartu keluarga")
    page.keyboard.press("g")
    expect(page.locator("#kk-g")).to_be_checked()
    page.locator("#kk-a").press("j")
    expect(page.locator("#kk-a")).to_have_value("j")

    page.locator("h1").click()
    page.keyboard.press("Shift+?")
    page.get_by_label("Pintasan satu huruf aktif").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(in_hand).to_contain_text("Kartu keluarga")
