"""An officer loads staff lists, reads the report and takes the load back; phone and desk.

`SITAMU_GAMBAR` names a folder for a picture of each step.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kepegawaian.services.impor.antrean import impor_work_off
from sitamu.inti.models import Pegawai, Pekerjaan
from sitamu.inti.rules.hak import Peran
from tests.factories.impor import BUDI, PEMDA, UNITS, orang, penulis
from tests.factories.inti import UnitKerjaFactory, petugas

GAMBAR = os.environ.get("SITAMU_GAMBAR")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def cookie(live_server: LiveServer) -> dict[str, str]:
    """The session of an admin over the root of the tree that the lists name too."""
    client = Client()
    root = UnitKerjaFactory(id=UUID(PEMDA), jalur="0000.", nama="Pemda")
    client.force_login(petugas(Peran.ADMIN, root, nama="Ani Admin"))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": live_server.url}


def opened(browser: Browser, url: str, lebar: int, *, skrip: bool, cookie: dict[str, str]) -> Page:
    context: BrowserContext = browser.new_context(
        viewport={"width": lebar, "height": 780},
        locale="id-ID",
        base_url=url,
        java_script_enabled=skrip,
    )
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.set_default_timeout(8000)
    return page


def look(page: Page, nama: str, *, skrip: bool) -> None:
    """Keep a picture; no WCAG fault, no sideways scrolling."""
    size = page.viewport_size
    assert size
    if GAMBAR:
        page.wait_for_load_state("networkidle")
        folder = Path(GAMBAR)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"impor-{nama}-{size['width']}.png", full_page=True)
    if not skrip:
        return
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], nama
    found = Axe().run(page).response["violations"]
    assert {v["id"]: v["nodes"][0]["html"] for v in found} == {}, nama


@pytest.mark.parametrize(("lebar", "skrip"), [(360, True), (1366, True), (360, False)])
def test_lists_are_loaded_reported_and_taken_back(
    browser: Browser,
    live_server: LiveServer,
    cookie: dict[str, str],
    tmp_path: Path,
    lebar: int,
    skrip: bool,
) -> None:
    write = penulis(tmp_path)
    wrong = [orang(BUDI, NAMA="", EMAIL="x"), orang("198301032010012002", **{"UNOR ID": "?"})]
    lists = [write("unit", *UNITS), write("pegawai", orang(EMAIL="siti"), *wrong)]
    odd = write("skp", columns=["NAMA", "GAJI"], name="gaji.xlsx")
    page = opened(browser, live_server.url, lebar, skrip=skrip, cookie=cookie)

    def again() -> None:
        """What the script does by itself."""
        if not skrip:
            page.reload()

    page.goto("/impor/")
    look(page, "1-kosong", skrip=skrip)
    page.get_by_label("Berkas Excel (.xlsx)").set_input_files([odd])
    page.get_by_role("button", name="Muat daftar").click()
    expect(page.get_by_role("alert")).to_contain_text("gaji.xlsx: Judul kolomnya tidak cocok")
    page.get_by_text("5 judul kolom").first.click()
    look(page, "2-ditolak", skrip=skrip)

    page.get_by_label("Berkas Excel (.xlsx)").set_input_files(lists)
    page.get_by_role("button", name="Muat daftar").click()
    expect(page.get_by_role("heading", name="Menunggu giliran")).to_be_visible()
    job = Pekerjaan.objects.get()
    Pekerjaan.objects.filter(pk=job.pk).update(
        status="BERJALAN", selesai=4, pesan="Daftar Unit kerja selesai diperiksa."
    )
    again()
    expect(page.get_by_text("4 dari sekitar 6 baris diperiksa")).to_be_visible()
    look(page, "3-berjalan", skrip=skrip)

    impor_work_off(now=timezone.now())
    again()
    expect(page.get_by_text("4 baris diterima, 2 ditolak")).to_be_visible()
    expect(page.get_by_text("NAMA kosong. Isi sesuai dokumen.")).to_be_visible()
    look(page, "4-selesai", skrip=skrip)
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh baris gagal (XLSX)").click()
    assert download.value.suggested_filename == "baris-gagal-pegawai.xlsx"
    page.get_by_role("link", name="Peringatan").click()
    expect(page.get_by_text("EMAIL tidak dipakai")).to_be_visible()

    page.get_by_role("link", name="Lihat akibat pembatalan").click()
    expect(page.get_by_text("1 pegawai yang ditambahkan muatan ini dihapus.")).to_be_visible()
    look(page, "5-akibat", skrip=skrip)
    page.get_by_label("Alasan").fill("Berkas bulan lalu")
    page.get_by_role("button", name="Batalkan muatan").click()
    expect(page.get_by_role("heading", name="Menunggu giliran")).to_be_visible()
    impor_work_off(now=timezone.now())
    again()
    expect(page.get_by_text("Data kembali seperti sebelum muatan itu.")).to_be_visible()
    look(page, "6-dibatalkan", skrip=skrip)
    assert not Pegawai.objects.exists()
    page.goto("/impor/")
    expect(page.get_by_text("Dibatalkan", exact=True)).to_be_visible()
    look(page, "7-riwayat", skrip=skrip)
    page.context.close()
