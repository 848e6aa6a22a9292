"""The page that says who gains and who loses by a drafted TPP rule set."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sitamu.aturan.bulan_tpp import bulan_try
from sitamu.aturan.selectors import draf_get
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import BULAN
from sitamu.inti.services.jejak import akses_record


@require_GET
def draf_bulan(request: PortalRequest, draf_id: UUID) -> HttpResponse:
    """The last computed month by the draft. Names only for whoever sees TPP; that is logged."""
    if Hak.REFERENSI_EDIT not in request.hak:
        raise NotAllowedError
    draf = draf_get(request.user, draf_id, today=timezone.localdate())
    uji = bulan_try(draf)
    names = Hak.TPP_VIEW in request.hak
    if names:
        akses_record(
            aksi="uji_bulan_tpp",
            request=request,
            pengguna=request.user,
            objek_jenis="draf_parameter",
            objek_id=draf.pk,
            objek_label=f"{draf} pada {uji.bulan:%Y-%m}",
        )
    return render(
        request,
        "aturan/draf_bulan.html",
        {
            "draf": draf,
            "uji": uji,
            "bulan": f"{BULAN[uji.bulan.month - 1]} {uji.bulan.year}",
            "selisih": uji.kini - uji.dulu,
            "nama": names,
        },
    )
