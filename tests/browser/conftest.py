"""The distribution's Chromium, headless. `SITAMU_CHROMIUM` names another one."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Per module: Playwright's running loop would forbid the database to tests of other modules."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=os.environ.get("SITAMU_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking", "--disable-quic"],
        )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 800}, locale="id-ID")
    yield context.new_page()
    context.close()
