"""Typed requests."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from sitamu.inti.models import Pengguna


class PortalRequest(HttpRequest):
    """A request of somebody who has logged in."""

    user: Pengguna
    htmx: HtmxDetails


def client_ip(request: HttpRequest) -> str | None:
    """Address of the caller; the proxy's header counts only when settings name a proxy."""
    return request.META.get("REMOTE_ADDR") or None
