"""The public page behind the QR of an SK: one answer, no account, no traces of who asks."""

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited

from kepegawaian.forms import CocokkanForm
from kepegawaian.rules.surat import nama_samar
from kepegawaian.selectors.sk import Keabsahan, keabsahan_of
from sitamu.inti.rules.teks import nip_samar

COCOKKAN_MAKS_BYTE = 20 * 1024 * 1024


@login_not_required
@require_http_methods(["GET", "POST"])
def verifikasi(request: HttpRequest, kode: str) -> HttpResponse:
    """What an SK is and whether it stands; a PDF sent along is compared and not kept."""
    if is_ratelimited(
        request, group="verifikasi", key="ip", rate="30/m", method=("GET", "POST"), increment=True
    ):
        return _private(render(request, "kepegawaian/verifikasi_tunda.html", status=429))
    jawaban = keabsahan_of(kode)
    sk = jawaban.sk
    form, cocok = CocokkanForm(), None
    if sk is not None and request.method == "POST":
        form = CocokkanForm(request.POST, request.FILES)
        if form.is_valid():
            cocok = _matches(form, jawaban)
    status = 404 if sk is None else 422 if form.errors else 200
    return _private(
        render(
            request,
            "kepegawaian/verifikasi.html",
            {
                "jawaban": jawaban,
                "sk": sk,
                "nama": nama_samar(sk.isi["nama"]) if sk else "",
                "nip": nip_samar(sk.isi["nip"]) if sk else "",
                "form": form,
                "cocok": cocok,
                "alamat_portal": settings.SITAMU_ALAMAT_PORTAL,
            },
            status=status,
        )
    )


def _matches(form: CocokkanForm, jawaban: Keabsahan) -> str | None:
    """`pdf`, `pindaian` or `beda`; None (with an error on the form) when it is too large."""
    upload = form.cleaned_data["berkas"]
    if upload.size > COCOKKAN_MAKS_BYTE:
        form.add_error("berkas", "Berkas terlalu besar. Paling besar 20 MB.")
        return None
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    sk = jawaban.sk
    if sk is not None:
        for nama, versi in (("pindaian", sk.versi_pindaian), ("pdf", sk.versi_pdf)):
            if versi is not None and versi.sha256 == digest.hexdigest():
                return nama
    return "beda"


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
