"""Tapping from a browser: page, shell without signal, worker, and the screen of an office."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from presensi.forms import KetukForm
from presensi.models import Tempat
from presensi.permissions import layar_may
from presensi.rules.putusan import Arah, Penerimaan, Sumber
from presensi.selectors.ketuk import ketuk_keadaan
from presensi.services.ketukan import IsiKetukan, Pengetuk, Permintaan, ketukan_receive
from presensi.services.layar import (
    GANTI_DETIK,
    layar_alamat,
    layar_dipindai,
    layar_kode,
    layar_tempat,
)
from presensi.views.bagian import bagian
from sitamu.inti.errors import NotFoundError
from sitamu.inti.http import PortalRequest, client_ip
from sitamu.inti.models import Pegawai
from sitamu.inti.surat import qr_svg


@require_http_methods(["GET", "POST"])
def ketuk(request: PortalRequest) -> HttpResponse:
    """The page to tap on; a plain form, without position, where no script runs."""
    now = timezone.now()
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    if pegawai is None:
        return render(request, "presensi/ketuk.html", {"bagian": bagian(request)})
    if request.method == "POST":
        form = KetukForm(request.POST)
        if form.is_valid():
            _tap(request, form, now)
            return redirect("presensi:ketuk")
        messages.error(request, "Pilih Catat masuk atau Catat pulang.")
    return render(
        request,
        "presensi/ketuk.html",
        {
            "bagian": bagian(request),
            "pegawai": pegawai,
            "k": ketuk_keadaan(pegawai, now=now),
            "id_baru": uuid4(),
            "kode": request.GET.get("kode", ""),
            "kini": now,
        },
    )


def _tap(request: PortalRequest, form: KetukForm, now: datetime) -> None:
    kode = form.cleaned_data["kode"]
    isi = IsiKetukan(
        form.cleaned_data["id"],
        Arah(form.cleaned_data["arah"]),
        layar=bool(kode) and layar_dipindai(kode) is not None,
    )
    pengetuk = Pengetuk(request.user.pk, Sumber.WEB, ip=client_ip(request), aplikasi="web")
    answer = ketukan_receive([Permintaan(isi, pengetuk, now)])[0]
    if answer.galat is not None:
        raise answer.galat
    known = answer.penerimaan is Penerimaan.SUDAH_ADA
    messages.success(
        request,
        "Catatan ini sudah diterima sebelumnya." if known else "Catatan diterima, tanpa posisi.",
    )


@require_GET
def cangkang(request: PortalRequest) -> HttpResponse:
    """The same page without anybody's data, which the browser keeps for times without signal."""
    request.user = AnonymousUser()  # type: ignore[assignment]  # the footer names who is logged in
    return render(request, "presensi/ketuk_cangkang.html")


@require_GET
@cache_control(no_cache=True)
def pekerja(request: PortalRequest) -> HttpResponse:
    """The service worker: served from here, so that its scope is attendance and nothing else."""
    context = {
        "skrip": static("js/antrean.js"),
        "berkas": [
            reverse("presensi:cangkang"),
            static("css/sitamu.css"),
            static("js/dasar.js"),
            static("js/sekali.js"),
            static("js/antrean.js"),
            static("js/ketuk.js"),
            static("favicon.svg"),
            static("ikon.svg"),
        ],
        "cangkang": reverse("presensi:cangkang"),
        "halaman": reverse("presensi:ketuk"),
    }
    return render(request, "presensi/pekerja.js", context, content_type="text/javascript")


@require_GET
@cache_control(max_age=3600)
def manifes(request: PortalRequest) -> JsonResponse:  # noqa: ARG001
    """What makes the page installable."""
    return JsonResponse(
        {
            "id": reverse("presensi:ketuk"),
            "name": "Presensi SiTAMU",
            "short_name": "Presensi",
            "lang": "id",
            "start_url": reverse("presensi:ketuk"),
            "scope": "/presensi/",
            "display": "standalone",
            "background_color": "#f6f3ec",
            "theme_color": "#0f4c55",
            "icons": [
                {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            ],
        },
        content_type="application/manifest+json",
    )


# The screen of an office


@require_GET
def layar_buka(request: PortalRequest, tempat_id: UUID) -> HttpResponse:
    """Open the screen of a place for today; whoever manages it or makes its rosters may."""
    tempat = Tempat.objects.filter(pk=tempat_id).first()
    if tempat is None or not layar_may(request.user, tempat, today=timezone.localdate()):
        raise NotFoundError
    return redirect("presensi:layar", alamat=layar_alamat(tempat.pk))


@require_GET
@cache_control(no_store=True)
def layar(request: PortalRequest, alamat: str) -> HttpResponse:
    """A fresh code every half minute, for people whose phone is lost or new."""
    tempat_id = layar_tempat(alamat)
    tempat = Tempat.objects.filter(pk=tempat_id).first() if tempat_id else None
    if tempat is None:
        raise NotFoundError
    url = request.build_absolute_uri(reverse("presensi:ketuk"))
    response = render(
        request,
        "presensi/layar.html",
        {
            "tempat": tempat,
            "qr": qr_svg(f"{url}?kode={layar_kode(tempat.pk)}"),
            "detik": GANTI_DETIK,
            "kini": timezone.now(),
        },
    )
    response["Refresh"] = str(GANTI_DETIK)  # a screen nobody touches
    return response
