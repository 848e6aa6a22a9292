"""Finding papers: words, names, NIP, numbers, inside what the asker may see."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from arsip.forms import CariForm
from arsip.selectors.cari import HasilCari, dokumen_search, units_to_search
from arsip.services.cari import pencarian_record
from sitamu.inti.http import PortalRequest


@require_GET
def cari(request: PortalRequest) -> HttpResponse:
    """Search one's own papers; an officer also those of people and cases in charge."""
    today = timezone.localdate()
    form = CariForm(
        request.GET if "cari" in request.GET else None,
        units=units_to_search(request.user, today=today),
    )
    hasil: HasilCari | None = None
    context: dict[str, Any] = {}
    if form.is_bound and form.is_valid() and not form.pertanyaan.kosong:
        hasil = dokumen_search(
            request.user, form.pertanyaan, form.saringan, today=today, setelah=form.tempat
        )
        pencarian_record(
            request=request, user=request.user, pertanyaan=form.pertanyaan, hasil=hasil
        )
        asked = {k: v for k, v in request.GET.items() if v and k != "lanjut"}
        context = {
            "url_awal": f"?{urlencode(asked)}" if form.tempat else "",
            "url_lanjut": f"?{urlencode({**asked, 'lanjut': str(hasil.lanjut)})}"
            if hasil.lanjut
            else "",
        }
    return render(
        request,
        "arsip/cari.html",
        {"form": form, "hasil": hasil, "petugas": bool(request.hak), **context},
        status=422 if form.errors else 200,
    )
