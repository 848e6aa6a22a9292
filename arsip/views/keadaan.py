"""How the archive is, for administrators."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from arsip.selectors.utuh import putaran_last, temuan_open
from arsip.services.pindai import pindai_keadaan
from arsip.services.versi import teks_keadaan
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak

TEMUAN_MAKS = 100


@require_GET
def keadaan(request: PortalRequest) -> HttpResponse:
    """Whether files are checked for viruses, scans are read, and stored files are unchanged."""
    if Hak.REFERENSI_EDIT not in request.hak:
        raise NotAllowedError
    return render(
        request,
        "arsip/keadaan.html",
        {
            "pemindai": pindai_keadaan(now=timezone.now(), ask=True),
            "pembaca": teks_keadaan(),
            "putaran": putaran_last(),
            "temuan": temuan_open()[:TEMUAN_MAKS],
            "jumlah_temuan": temuan_open().count(),
        },
    )
