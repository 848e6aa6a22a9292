"""Everything of one's own as one ZIP; for the owner alone."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from arsip.selectors.paket import paket_state
from arsip.services.paket import paket_submit
from arsip.services.unduh import paket_deliver
from sitamu.inti.errors import NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai


def _own(request: PortalRequest) -> Pegawai:
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    if pegawai is None:
        raise NotFoundError
    return pegawai


@require_http_methods(["GET", "POST"])
def paket(request: PortalRequest) -> HttpResponse:
    """How much there is, and the way to it: at once, or by the worker and then here."""
    _own(request)
    now = timezone.now()
    if request.method == "POST":
        paket_submit(actor=request.user, now=now)
        return redirect("arsip:paket")
    keadaan = paket_state(request.user, now=now)
    template = "_paket_keadaan.html" if request.htmx else "paket.html"
    return render(
        request,
        f"arsip/{template}",
        {
            "isi": keadaan.isi,
            "langsung": keadaan.langsung,
            "pekerjaan": keadaan.pekerjaan,
            "berjalan": keadaan.berjalan,
            "siap": keadaan.siap,
        },
    )


@require_GET
def paket_unduh(request: PortalRequest) -> HttpResponseBase:
    """The ZIP; logged. PaketBelumSiapError when a large one has not been made."""
    return paket_deliver(request, request.user, _own(request))
