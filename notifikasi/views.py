"""Pages of the own notifications."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from notifikasi.selectors import jumlah_belum_dibaca, pemberitahuan_listed
from notifikasi.services.pemberitahuan import pemberitahuan_read, pemberitahuan_read_all
from sitamu.inti.http import PortalRequest

PER_PAGE = 20
BELUM = "belum"


@never_cache
@login_required
@require_GET
def pemberitahuan_list_view(request: PortalRequest) -> HttpResponse:
    """The own notifications, unread first; `?saring=belum` leaves the read ones out."""
    saring = BELUM if request.GET.get("saring") == BELUM else ""
    unread = jumlah_belum_dibaca(request.user)
    rows = pemberitahuan_listed(request.user, belum_dibaca=saring == BELUM)
    context = {
        "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman")),
        "kueri": f"saring={saring}" if saring else "",
        "saring": saring,
        "sampai": timezone.now().isoformat(),
        "jumlah_pemberitahuan": unread,
        "bagian": [
            {"label": "Semua", "url": "?", "aktif": not saring, "jumlah": None},
            {"label": "Belum dibaca", "url": "?saring=belum", "aktif": saring, "jumlah": unread},
        ],
    }
    return render(request, "notifikasi/pemberitahuan_list.html", context)


@login_required
@require_POST
def pemberitahuan_baca_view(request: PortalRequest, pemberitahuan_id: UUID) -> HttpResponse:
    """Mark one as read; the button "Buka" then leads to what it is about."""
    row = pemberitahuan_read(
        pemberitahuan_id=pemberitahuan_id, actor=request.user, now=timezone.now()
    )
    if "buka" in request.POST and _is_local(row.tautan, request):
        return redirect(row.tautan)
    return _back_to_list(request)


@login_required
@require_POST
def pemberitahuan_baca_semua_view(request: PortalRequest) -> HttpResponse:
    """Mark all as read that the page showed; what came since stays unread."""
    now = timezone.now()
    try:
        shown = parse_datetime(request.POST.get("sampai", ""))
    except ValueError:
        shown = None
    sampai = shown if shown is not None and timezone.is_aware(shown) else now
    pemberitahuan_read_all(actor=request.user, sampai=min(sampai, now), now=now)
    return _back_to_list(request)


def _is_local(tautan: str, request: HttpRequest) -> bool:
    return tautan.startswith("/") and url_has_allowed_host_and_scheme(
        tautan, allowed_hosts=None, require_https=request.is_secure()
    )


def _back_to_list(request: HttpRequest) -> HttpResponse:
    suffix = "?saring=belum" if request.POST.get("saring") == BELUM else ""
    return redirect(reverse("notifikasi:pemberitahuan-list") + suffix)
