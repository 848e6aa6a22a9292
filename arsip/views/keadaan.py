"""How the archive is, for administrators."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from arsip.services.pindai import pindai_keadaan
from arsip.services.versi import teks_keadaan
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak


@require_GET
def keadaan(request: PortalRequest) -> HttpResponse:
    """Whether files are checked for viruses and scans are read, and what waits for that."""
    if Hak.REFERENSI_EDIT not in request.hak:
        raise NotAllowedError
    return render(
        request,
        "arsip/keadaan.html",
        {
            "pemindai": pindai_keadaan(now=timezone.now(), ask=True),
            "pembaca": teks_keadaan(),
        },
    )
