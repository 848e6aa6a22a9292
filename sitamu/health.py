"""Is the process alive, and is all it stands on there? For load balancers, without log-in."""

from collections.abc import Callable
from typing import Final

import structlog
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = structlog.get_logger(__name__)


@never_cache
@require_safe
def sehat(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("sehat", content_type="text/plain")


@never_cache
@require_safe
def siap(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 when database, broker and storage answer; else 503 with the part that does not."""
    parts = {name: _answers(name, probe) for name, probe in PROBES.items()}
    ready = all(parts.values())
    body = {name: "siap" if good else "tidak siap" for name, good in parts.items()}
    return JsonResponse(body, status=200 if ready else 503)


def _answers(name: str, probe: Callable[[], object]) -> bool:
    try:
        probe()
    except Exception:  # whatever it is, this part does not answer
        log.exception("part_not_ready", part=name)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    cache.get("siap")


def _storage() -> None:
    default_storage.exists("siap")


PROBES: Final[dict[str, Callable[[], object]]] = {
    "basis_data": _database,
    "antrean": _broker,
    "penyimpanan": _storage,
}
