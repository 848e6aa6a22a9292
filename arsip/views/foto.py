"""Photographing a paper page by page, with or without scripts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arsip.errors import BerkasError
from arsip.forms import FotoForm, RancanganForm
from arsip.models import RancanganFoto
from arsip.permissions import dokumen_may_upload, is_own
from arsip.rules.dokumen import FOTO_MAKS_PER_DOKUMEN
from arsip.selectors import jenis_readable, pegawai_arsip_get
from arsip.selectors.rancangan import halaman_get, rancangan_get, rancangan_of
from arsip.services.rancangan import (
    halaman_add,
    halaman_move,
    halaman_remove,
    rancangan_begin,
    rancangan_discard,
    rancangan_finish,
)
from arsip.services.unduh import file_deliver
from sitamu.inti.errors import ConflictError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai

TAMPIL_MAKS_BYTE = 1_500_000  # a photo straight from the camera is not shown on a slow line
LANGKAH = {"naik", "turun", "buang"}


def _arsip(request: PortalRequest, pegawai: Pegawai) -> str:
    if is_own(request.user, pegawai):
        return reverse("arsip:arsip-saya")
    return reverse("arsip:arsip-pegawai", args=[pegawai.pk])


@require_http_methods(["GET", "POST"])
def foto_mulai(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """Choose the kind; then the camera."""
    today = timezone.localdate()
    pegawai = pegawai_arsip_get(request.user, pegawai_id, today=today)
    if not dokumen_may_upload(request.user, pegawai, today=today):
        raise NotAllowedError
    form = RancanganForm(
        request.POST or None,
        jenis=jenis_readable(request.user, pegawai, today=today).filter(internal=False),
        initial={"jenis": request.GET.get("jenis")},
    )
    if request.method == "POST" and form.is_valid():
        rancangan = rancangan_begin(
            pegawai_id=pegawai.pk,
            jenis_kode=form.cleaned_data["jenis"].pk,
            kunci=form.cleaned_data["kunci"],
            actor=request.user,
            now=timezone.now(),
        )
        return redirect("arsip:foto", rancangan.pk)
    return render(
        request,
        "arsip/foto_mulai.html",
        {
            "form": form,
            "pegawai": pegawai,
            "rancangan": rancangan_of(request.user).filter(pegawai=pegawai),
            "url_arsip": _arsip(request, pegawai),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def foto(request: PortalRequest, rancangan_id: UUID) -> HttpResponse:
    """The pages so far, and the camera for the next one."""
    rancangan = rancangan_get(request.user, rancangan_id)
    posted = request.method == "POST"
    form = FotoForm(request.POST, request.FILES) if posted else FotoForm()
    if posted and form.is_valid() and _add(request, rancangan, form):
        return redirect(f"{request.path}#tambah")
    pages = list(rancangan.halaman.all())
    most = 1 if rancangan.jenis.foto else FOTO_MAKS_PER_DOKUMEN
    return render(
        request,
        "arsip/foto.html",
        {
            "form": form if len(pages) < most else None,
            "rancangan": rancangan,
            "halaman": [
                {"foto": page, "tampil": page.mime != "image/heic" and _small(page.ukuran_byte)}
                for page in pages
            ],
            "maks": most,
            "url_arsip": _arsip(request, rancangan.pegawai),
        },
        status=422 if form.errors else 200,
    )


def _small(ukuran_byte: int) -> bool:
    return ukuran_byte <= TAMPIL_MAKS_BYTE


def _add(request: PortalRequest, rancangan: RancanganFoto, form: FotoForm) -> bool:
    """Keep what was sent; a refusal becomes an error of the form."""
    try:
        halaman_add(rancangan_id=rancangan.pk, files=form.foto, actor=request.user)
    except (BerkasError, ConflictError) as error:
        form.add_error("berkas", f"{error.message} {error.langkah or ''}".strip())
        return False
    return True


@require_POST
def foto_halaman(
    request: PortalRequest, rancangan_id: UUID, halaman_id: UUID, langkah: str
) -> HttpResponse:
    """Move one page up or down, or throw it away."""
    if langkah not in LANGKAH:
        raise NotFoundError
    which: dict[str, Any] = {
        "rancangan_id": rancangan_id,
        "halaman_id": halaman_id,
        "actor": request.user,
    }
    if langkah == "buang":
        halaman_remove(**which)
    else:
        halaman_move(**which, naik=langkah == "naik")
    return redirect("arsip:foto", rancangan_id)


@require_GET
def foto_lihat(request: PortalRequest, rancangan_id: UUID, halaman_id: UUID) -> HttpResponseBase:
    """One photo of the own draft."""
    page = halaman_get(request.user, rancangan_id, halaman_id)
    return file_deliver(
        page.kunci_simpan, mime=page.mime, filename=page.nama, inline=True, may_leave=False
    )


@require_POST
def foto_simpan(request: PortalRequest, rancangan_id: UUID) -> HttpResponse:
    """File the pages as one paper."""
    versi = rancangan_finish(rancangan_id=rancangan_id, actor=request.user, now=timezone.now())
    dokumen = versi.dokumen
    nama = f"{dokumen.jenis.nama} {dokumen.kunci}".strip()
    if versi.sudah_ada:
        messages.info(
            request, f"{nama}: foto-foto ini sudah tersimpan sebagai versi {versi.nomor}."
        )
    else:
        messages.success(
            request,
            f"{nama}: {len(versi.masukan)} halaman diterima dan sedang digabung menjadi satu PDF. "
            "Muat ulang halaman ini satu menit lagi.",
        )
    return redirect(_arsip(request, dokumen.pegawai))


@require_POST
def foto_buang(request: PortalRequest, rancangan_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    rancangan = rancangan_get(request.user, rancangan_id)
    rancangan_discard(rancangan_id=rancangan_id, actor=request.user)
    messages.info(request, "Foto-foto itu dibuang.")
    return redirect(_arsip(request, rancangan.pegawai))
