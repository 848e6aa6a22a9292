"""Every kind of answer: headers, refusals as page, partial and JSON, nothing inline."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from sitamu import urls
from sitamu.inti.errors import ConflictError, DataKurangError, DomainError, NotFoundError
from sitamu.inti.http import client_ip
from tests.factories.pemeran import Pemeran, pemeran

ROOT = Path(__file__).resolve().parents[2]
ERRORS: dict[str, DomainError] = {
    "bentrok": ConflictError(),
    "kurang": DataKurangError("hari libur 2028"),
    "hilang": NotFoundError(),
}


def refuse(request: HttpRequest, nama: str) -> HttpResponse:
    raise ERRORS[nama]


urlpatterns = [
    *urls.urlpatterns,
    path("uji/<str:nama>", refuse),
    path("api/v1/uji/<str:nama>", refuse),
]
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


@pytest.fixture
def p() -> Pemeran:
    return pemeran()


def as_(p: Pemeran, role: str) -> Client:
    client = Client()
    client.force_login(p.akun[role])
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "url", "status"),
    [
        ("", "/akun/masuk/", 200),
        ("", "/aktivasi/", 200),
        ("", "/pengguna/", 302),
        ("", "/tidak-ada/", 404),
        ("", "/sehat", 200),
        ("siti", "/saya/jejak/", 200),
        ("siti", "/pengguna/", 403),
        ("siti", "/tidak-ada/", 404),
        ("siti", "/uji/bentrok", 409),
        ("siti", "/api/v1/uji/bentrok", 409),
        ("admin", "/acuan/", 200),
        ("admin", "/acuan/inti/pejabatpenandatangan/", 200),
        ("admin", "/acuan/inti/pejabatpenandatangan/add/", 200),
        ("admin", "/acuan/inti/harilibur/", 200),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_every_kind_of_answer_carries_the_headers(
    p: Pemeran, role: str, url: str, status: int
) -> None:
    response = (as_(p, role) if role else Client()).get(url)
    assert response.status_code == status
    policy = dict(
        part.strip().split(" ", 1)
        for part in response["Content-Security-Policy"].split(";")
        if part
    )
    assert CSP.items() <= policy.items()
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "geolocation=(self)" in response["Permissions-Policy"]
    if role:
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
    assert inline_of(response.content.decode()) == []


INLINE = re.compile(
    r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|<script(?![^>]*\bsrc=)|javascript:"""
)


def inline_of(html: str) -> list[str]:
    """What the policy of our pages would block."""
    return INLINE.findall(re.sub(r"""<script[^>]*type="application/json"[^>]*>""", "", html))


def test_no_template_of_a_page_has_inline_style_script_or_handler() -> None:
    """Letters and invented papers are printed by WeasyPrint, which has no such policy."""
    wrong = {
        str(file.relative_to(ROOT)): found
        for file in sorted((ROOT / "templates").rglob("*.html"))
        if not {"surat", "contoh"} & set(file.parts) and (found := inline_of(file.read_text()))
    }
    assert wrong == {}


def test_the_search_for_inline_code_finds_it() -> None:
    for bad in (
        '<p style="a">',
        '<a onclick="x">',
        "<script>1</script>",
        '<a href="javascript:1">',
    ):
        assert inline_of(bad)
    assert inline_of('<script type="module" src="/x.js"></script> <p data-one="1">') == []


def test_psycopg_3_is_not_installed() -> None:
    assert find_spec("psycopg2")
    assert find_spec("psycopg") is None


# Refusals


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_page_says_what_was_refused_and_what_to_do(p: Pemeran) -> None:
    response = as_(p, "siti").get("/uji/bentrok")
    html = response.content.decode()
    assert response.status_code == 409
    assert "sudah berubah sejak Anda membukanya" in html
    assert "Muat ulang halaman" in html
    assert re.search(r'Kode: <span class="angka">[0-9A-F]{8}</span>', html)


@pytest.mark.django_db
@pytest.mark.parametrize(("nama", "status"), [("bentrok", 409), ("kurang", 422), ("hilang", 422)])
@override_settings(ROOT_URLCONF=__name__)
def test_htmx_gets_a_message_it_will_swap_in(p: Pemeran, nama: str, status: int) -> None:
    response = as_(p, "siti").get(f"/uji/{nama}", headers={"hx-request": "true"})
    assert response.status_code == status
    assert response["HX-Retarget"] == "#pesan"
    assert "<html" not in response.content.decode()
    assert ERRORS[nama].message in response.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_program_gets_problem_json_with_a_stable_code() -> None:
    response = Client().get("/api/v1/uji/kurang")
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["kode"] == "data_kurang"
    assert body["detail"] == "data kurang: hari libur 2028"
    assert body["kurang"] == ["hari libur 2028"]


# The caller's address


@pytest.mark.parametrize(
    ("proxies", "header", "seen"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9, 5.5.5.5", "5.5.5.5"),
        (2, "9.9.9.9, 5.5.5.5", "9.9.9.9"),
        (2, "5.5.5.5", "127.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts_as_address(
    proxies: int, header: str, seen: str
) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": header})
    with override_settings(JUMLAH_PROXY=proxies):
        assert client_ip(request) == seen


# The menu


@pytest.mark.django_db
def test_the_menu_shows_what_the_person_may_open(p: Pemeran) -> None:
    def labels(role: str) -> set[str]:
        page = as_(p, role).get("/saya/jejak/")
        return {str(entry["label"]) for entry in page.context["navigasi"]}

    assert {"Pengguna", "Jejak akses", "Data acuan"} <= labels("admin")
    assert "Aktivasi akun" in labels("operator")
    assert labels("siti") & {"Pengguna", "Jejak akses", "Data acuan", "Antrean"} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "alamat", ["/pegawai/?cari=%00", "/usulan/?cari=a%00", "/anomali/?cari=%00", "/verifikasi/a%00"]
)
def test_an_address_with_a_nul_is_refused_and_never_reaches_the_database(
    client: Client, p: Pemeran, alamat: str
) -> None:
    client.force_login(p.akun["verifikator"])
    response = client.get(alamat)
    assert response.status_code == 400
    assert "Ketik ulang yang Anda cari." in response.content.decode()
    api = client.post("/api/v1/kalkulator/nip?x=%00", {}, content_type="application/json")
    assert (api.status_code, api.json()["kode"]) == (400, "alamat_tidak_sah")
