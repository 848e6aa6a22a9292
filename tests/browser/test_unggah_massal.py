"""Bulk upload: good and bad files over a line that breaks, a reload, matching by hand."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from arsip.models import Unggahan, VersiDokumen
from arsip.services.penerimaan import unggahan_process
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import EXE, docx, pdf, pdf_dengan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas
from tests.factories.jahat import zip_of

NIP = "198501012010011001"
GAMBAR = os.environ.get("SITAMU_GAMBAR")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    """Forty files as an office keeps them: named well and badly, large, wrong, and a ZIP."""
    large = pdf_dengan(lambda p: setattr(p.Root, "Acak", p.make_stream(os.urandom(2_500_000))))
    files = {f"{NIP}_SKP_{year}.pdf": pdf(teks=f"{year}") for year in range(1990, 2024)}
    files |= {
        f"{NIP}_SK_CPNS.pdf": large,
        "sk pangkat siti aminah.pdf": pdf(teks="pangkat"),
        "scan0003.pdf": pdf(teks="scan"),
        "program.pdf": EXE,
        "catatan.docx": docx(),
        "bundel.zip": zip_of({f"{NIP}_SK_PNS.pdf": pdf(teks="pns"), "x.exe": EXE}),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in files]


@pytest.fixture
def massal(page: Page, live_server: LiveServer) -> Page:
    """siti's operator on the page of a new batch."""
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    PegawaiFactory(nip=NIP, nama="Siti Aminah", unit=unit)
    client = Client()
    client.force_login(petugas(Peran.OPERATOR_OPD, unit))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.set_default_timeout(15_000)
    page.goto(f"{live_server.url}/arsip/massal/")
    page.get_by_role("button", name="Mulai unggahan baru").click()
    return page


def kerja() -> None:
    while unggahan_process(now=timezone.now()):
        pass


def potret(page: Page, nama: str) -> None:
    if GAMBAR:
        page.screenshot(path=f"{GAMBAR}/massal-{nama}.png", full_page=True)


def test_a_folder_goes_in_over_a_broken_line_and_a_reload(massal: Page, folder: list[Path]) -> None:
    page = massal
    keadaan = page.locator("[data-massal-keadaan]")
    page.locator("input[type=file]").set_input_files(folder)
    expect(keadaan).to_contain_text("Terkirim", timeout=15_000)
    page.wait_for_function("() => /Terkirim [1-9]/.test(document.body.textContent)")
    page.context.set_offline(True)
    expect(keadaan).to_contain_text("Tanpa sinyal")
    potret(page, "tanpa-sinyal")
    page.context.set_offline(False)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    before = Unggahan.objects.count()
    page.locator("input[type=file]").set_input_files(folder)
    expect(keadaan).to_contain_text("Selesai mengirim", timeout=60_000)
    assert before <= Unggahan.objects.filter(induk__isnull=True).count() == len(folder)
    kerja()
    hasil = page.locator("#hasil")
    expect(hasil).to_contain_text("Tersimpan 36 · perlu dicocokkan 2 · ditolak 3", timeout=15_000)
    assert VersiDokumen.objects.count() == 36
    assert Axe().run(page).violations_count == 0
    potret(page, "hasil")


def test_what_is_not_certain_is_matched_by_hand(massal: Page, folder: list[Path]) -> None:
    page = massal
    page.locator("input[type=file]").set_input_files([folder[-5], folder[-4]])
    expect(page.locator("[data-massal-keadaan]")).to_contain_text("Selesai mengirim")
    kerja()
    row = page.locator("li.berkas__baris", has_text="scan0003.pdf")
    row.get_by_label("NIP atau nama").fill("siti aminah")
    row.get_by_role("button", name="Simpan ke arsip").click()
    expect(row).to_contain_text("Galat: Pilih jenis dokumen")
    page.wait_for_timeout(2500)  # the results are not refreshed under somebody's hands
    expect(row.get_by_label("NIP atau nama")).to_have_value("siti aminah")
    row.get_by_label("Jenis dokumen").select_option("KTP")
    row.get_by_role("button", name="Simpan ke arsip").click()
    expect(row).to_contain_text("Sedang diperiksa")
    kerja()
    expect(row).to_contain_text("Siti Aminah", timeout=15_000)
    assert VersiDokumen.objects.get().dokumen.jenis_id == "KTP"
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert Axe().run(page).violations_count == 0
    potret(page, "360")


def test_without_script_one_form_takes_them_all(
    massal: Page, folder: list[Path], live_server: LiveServer
) -> None:
    browser = massal.context.browser
    assert browser is not None
    context = browser.new_context(
        java_script_enabled=False, storage_state=massal.context.storage_state()
    )
    page = context.new_page()
    page.goto(massal.url)
    page.locator("input[type=file]").set_input_files(folder)
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.locator("main")).to_contain_text(f"{len(folder)} berkas diterima")
    kerja()
    page.get_by_role("link", name="Muat ulang").click()
    expect(page.locator("#hasil")).to_contain_text("Tersimpan 36 · perlu dicocokkan 2 · ditolak 3")
    with page.expect_download() as told:
        page.get_by_role("link", name="Unduh laporan (XLSX)").click()
    assert told.value.suggested_filename.startswith("unggah-massal-")
    context.close()
