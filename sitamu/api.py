"""What every API answer of a refusal looks like."""

from http import HTTPStatus
from typing import Any, Final

from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

KODE: Final[tuple[tuple[type[Exception], str], ...]] = (
    (exceptions.ParseError, "json_tidak_sah"),
    (exceptions.ValidationError, "isian_tidak_sah"),
    (exceptions.NotAuthenticated, "belum_masuk"),
    (exceptions.AuthenticationFailed, "belum_masuk"),
    (exceptions.PermissionDenied, "tidak_diizinkan"),
    (exceptions.MethodNotAllowed, "metode_tidak_berlaku"),
    (exceptions.NotAcceptable, "bentuk_jawaban_tidak_ada"),
    (exceptions.UnsupportedMediaType, "bentuk_isi_tidak_dikenal"),
    (exceptions.Throttled, "terlalu_sering"),
)


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """RFC 9457 form of a refusal by the framework, with a stable `kode`.

    A DomainError passes on to the middleware, which answers in the same form.
    """
    response = exception_handler(exc, context)
    if response is None:
        return None
    data = response.data
    detail = data.get("detail", "") if isinstance(data, dict) else ""
    response.data = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": str(detail) or "Isian tidak sah.",
        "kode": next((kode for kind, kode in KODE if isinstance(exc, kind)), "ditolak"),
    }
    if isinstance(exc, exceptions.ValidationError):
        response.data["errors"] = data
    response.content_type = "application/problem+json"
    return response
