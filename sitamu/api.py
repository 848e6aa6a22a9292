"""What every API answer of a refusal looks like."""

from http import HTTPStatus
from typing import Any, Final

from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

KODE: Final[tuple[tuple[type[Exception], str, str], ...]] = (  # error, `kode`, what to do
    (
        exceptions.ParseError,
        "json_tidak_sah",
        "Kirim isi berbentuk JSON yang sah, seperti pada /api/v1/skema.",
    ),
    (exceptions.ValidationError, "isian_tidak_sah", "Betulkan isian yang disebut, lalu ulangi."),
    (exceptions.NotAuthenticated, "belum_masuk", "Masuk dulu, lalu ulangi."),
    (exceptions.AuthenticationFailed, "belum_masuk", "Masuk dulu, lalu ulangi."),
    (
        exceptions.PermissionDenied,
        "tidak_diizinkan",
        "Minta hak yang diperlukan kepada admin, bila itu tugas Anda.",
    ),
    (
        exceptions.MethodNotAllowed,
        "metode_tidak_berlaku",
        "Pakai metode yang tertulis pada /api/v1/skema.",
    ),
    (
        exceptions.NotAcceptable,
        "bentuk_jawaban_tidak_ada",
        "Minta jawaban berbentuk application/json.",
    ),
    (
        exceptions.UnsupportedMediaType,
        "bentuk_isi_tidak_dikenal",
        "Kirim dengan Content-Type seperti pada /api/v1/skema; yang biasa: application/json.",
    ),
    (exceptions.Throttled, "terlalu_sering", "Tunggu sebentar, lalu ulangi."),
)
DITOLAK: Final = ("ditolak", "Periksa permintaan terhadap /api/v1/skema.")


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """RFC 9457 form of a refusal by the framework, with a stable `kode`.

    A DomainError passes on to the middleware, which answers in the same form.
    """
    response = exception_handler(exc, context)
    if response is None:
        return None
    data = response.data
    detail = data.get("detail", "") if isinstance(data, dict) else ""
    found = ((kode, langkah) for kind, kode, langkah in KODE if isinstance(exc, kind))
    kode, langkah = next(found, DITOLAK)
    response.data = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": str(detail) or "Isian tidak sah.",
        "kode": kode,
        "langkah": langkah,
    }
    if isinstance(exc, exceptions.ValidationError):
        response.data["errors"] = data
    response.content_type = "application/problem+json"
    return response
