"""Typed requests."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak


class PortalRequest(HttpRequest):
    """A request of somebody who has logged in. `hak`: permissions held today, anywhere."""

    user: Pengguna
    htmx: HtmxDetails
    hak: frozenset[Hak]


def client_ip(request: HttpRequest) -> str | None:
    """Address of the caller; the proxies' header counts only when settings say how many they are.

    Of `X-Forwarded-For` the entry that our outermost proxy wrote is taken; what stands before it
    came from the caller and proves nothing.
    """
    if settings.JUMLAH_PROXY:
        seen = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
        if len(seen) >= settings.JUMLAH_PROXY and seen[-settings.JUMLAH_PROXY]:
            return seen[-settings.JUMLAH_PROXY]
    return request.META.get("REMOTE_ADDR") or None


def client_address(request: HttpRequest) -> str:
    """The same for counters, which need some address: callers without one share a counter."""
    return client_ip(request) or "0.0.0.0"  # noqa: S104  # not a listener


def uuids(texts: Iterable[str]) -> list[UUID]:
    """Ids that a form names, each once and in order; whatever is none is passed over."""
    found: dict[UUID, None] = {}
    for text in texts:
        with suppress(ValueError):
            found[UUID(text)] = None
    return list(found)
