"""Papers that end soon, of everybody an officer is in charge of."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from arsip.selectors import berakhir_in, berakhir_visible_to
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Penempatan
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force, unit_asked, units_offered

PER_HALAMAN = 50


@require_GET
def berakhir_list(request: PortalRequest) -> HttpResponse:
    """What ends soon or has ended and is not renewed, soonest first; of one unit when asked."""
    today = timezone.localdate()
    if Hak.ARSIP_VIEW not in request.hak:
        raise NotAllowedError
    placed = Penempatan.objects.filter(in_force(today)).select_related("unit")
    rows = berakhir_visible_to(request.user, today=today)
    unit = unit_asked(request.user, Hak.ARSIP_VIEW, request.GET.get("unit", ""), on=today)
    if unit:
        rows = berakhir_in(rows, unit, today=today)
    page = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    found = list(page.object_list)
    units = {
        row.pegawai_id: row.unit
        for row in placed.filter(pegawai__in={versi.dokumen.pegawai_id for versi in found})
    }
    return render(
        request,
        "arsip/berakhir_list.html",
        {
            "halaman": page,
            "baris": [
                (versi, units.get(versi.dokumen.pegawai_id), (versi.berlaku_sampai - today).days)
                for versi in found
                if versi.berlaku_sampai
            ],
            "pilihan_unit": units_offered(request.user, Hak.ARSIP_VIEW, on=today),
            "unit": str(unit.pk) if unit else "",
            "kueri": urlencode({"unit": unit.pk}) if unit else "",
        },
    )
