"""The public page of an SK in a real browser, which decides itself what it says of its origin."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.berkas import pdf
from tests.factories.sk import panggung, terbitkan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _async_allowed() -> Iterator[None]:
    """Playwright's loop runs in this thread; the database is asked only between its calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


def test_anybody_compares_a_pdf_without_an_account(live_server: LiveServer, page: Page) -> None:
    scene = panggung()
    sk = terbitkan(scene.usulan, scene.bupati)
    page.goto(f"{live_server.url}{reverse('kepegawaian:verifikasi', args=[sk.kode])}")
    for body, answer in (
        (pdf(2, teks=f"ttd {scene.usulan.nomor}"), "naskah bertanda tangan yang tercatat"),
        (pdf(teks="lain"), "tidak sama dengan yang tercatat"),
    ):
        file: FilePayload = {"name": "sk.pdf", "mimeType": "application/pdf", "buffer": body}
        page.get_by_label("PDF").set_input_files([file])
        page.get_by_role("button", name="Cocokkan PDF").click()
        expect(page.get_by_text(answer)).to_be_visible()
