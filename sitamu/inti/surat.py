"""Letters as PDF: a template and its data in, bytes out.

The same data give the same bytes. A letter draws only on files of `static/surat` (written
`surat:<name>` in a template) and on data inside itself: no network, no other file.
"""

import base64
import hashlib
import io
import re
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

SCHEME: Final = "surat:"
_ASSET: Final = re.compile(r"[a-z0-9-]+\.(svg|png)")
_MIME: Final = {"svg": "image/svg+xml", "png": "image/png"}
_EMBEDDED: Final = re.compile(r"data:image/(?:png|jpeg|svg\+xml)[;,]")

# Fonts and the parsed sheet are shared by all letters of a process, and Pango is not thread-safe.
_lock = threading.Lock()


class _Engine(NamedTuple):
    html: Any
    css: Any
    fonts: Any
    fetcher: Any


@cache
def _engine() -> _Engine:
    """WeasyPrint, our sheet and the fonts: loaded at the first letter of a process, then kept."""
    from weasyprint import CSS, HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import (  # noqa: PLC0415
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        """Anything that is not ours stops the letter instead of leaving a hole in it."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(SCHEME):
                found = _asset(url.removeprefix(SCHEME))
                if found is not None:
                    return URLFetcherResponse(url, found[0], {"Content-Type": found[1]})
            elif _EMBEDDED.match(url):
                return super().fetch(url, headers)
            raise FatalURLFetchingError(f"not ours to fetch: {url[:80]}")

    fonts = FontConfiguration()
    fetcher = OwnFilesOnly(allowed_protocols={"data"})
    sheet = (settings.BASE_DIR / "static/surat/surat.css").read_text()
    css = CSS(string=sheet, font_config=fonts, url_fetcher=fetcher, base_url=SCHEME)
    return _Engine(HTML, css, fonts, fetcher)


@cache
def _asset(name: str) -> tuple[bytes, str] | None:
    """One picture of static/surat by its bare name, with its type; None when it is not there."""
    match = _ASSET.fullmatch(name)
    path = settings.BASE_DIR / "static/surat" / name
    if match is None or not path.is_file():
        return None
    return path.read_bytes(), _MIME[match[1]]


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """The letter as PDF bytes; the same data give the same bytes.

    Values are escaped by the template. Raises FatalURLFetchingError when the letter asks for
    anything but our own files.
    """
    html = render_to_string(template, dict(context))
    return html_to_pdf(html)


def html_to_pdf(html: str) -> bytes:
    """The PDF of finished HTML with the sheet of our letters."""
    engine = _engine()
    with _lock:
        document: bytes | None = engine.html(
            string=html, base_url=SCHEME, url_fetcher=engine.fetcher
        ).write_pdf(
            stylesheets=[engine.css],
            font_config=engine.fonts,
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )
    if document is None:
        raise RuntimeError("WeasyPrint gave no document")
    return document


def qr_svg(text: str) -> str:
    """A QR of `text` as data URI (SVG); error correction M, mask fixed for speed."""
    import segno  # noqa: PLC0415

    uri: str = segno.make_qr(text, error="m", mask=2, boost_error=False).svg_data_uri(
        border=2, omitsize=True
    )
    return uri


def code128_svg(text: str) -> str:
    """Code 128 of `text` as data URI (SVG): bars 12 mm high, quiet zone 10 modules, no text."""
    from barcode import Code128  # noqa: PLC0415
    from barcode.writer import SVGWriter  # noqa: PLC0415

    out = io.BytesIO()
    module_mm = 0.33
    Code128(text, writer=SVGWriter()).write(
        out,
        {
            "module_width": module_mm,
            "module_height": 12,
            "quiet_zone": 10 * module_mm,
            "write_text": False,
        },
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"
