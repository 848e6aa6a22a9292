"""Pages of the archive, and the one door through which files leave it."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from arsip.clients.gudang import link_signed, path_of
from arsip.errors import BerkasBelumSiapError, BerkasError
from arsip.forms import DokumenForm
from arsip.models import VersiDokumen
from arsip.permissions import dokumen_may_upload, is_own
from arsip.rules.dokumen import StatusVersi
from arsip.selectors import (
    OBJEK_VERSI,
    arsip_of,
    gambar_kunci,
    jenis_readable,
    pegawai_arsip_get,
    pembaca_of,
    versi_get,
)
from arsip.services.dokumen import dokumen_upload
from sitamu.inti.errors import ConflictError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.services.jejak import akses_record

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
TERTUTUP = "sandbox; default-src 'none'"


# Files


@require_GET
def versi_unduh(request: PortalRequest, versi_id: UUID) -> HttpResponseBase:
    """One version: to be kept, or with `?tampil=1` to be looked at. Each reading is logged."""
    versi = versi_get(request.user, versi_id, today=timezone.localdate())
    if versi.status != StatusVersi.SIAP:
        raise BerkasBelumSiapError(alasan=versi.alasan)
    inline = request.GET.get("tampil") == "1" and versi.mime in INLINE
    response = _deliver(
        versi.kunci_simpan,
        mime=versi.mime,
        filename=versi_nama(versi),
        inline=inline,
        may_leave=True,
    )
    _log(request, versi, aksi="lihat_dokumen" if inline else "unduh_dokumen")
    return response


@require_GET
def versi_gambar(request: PortalRequest, versi_id: UUID, halaman: int) -> HttpResponseBase:
    """Picture of one page (from 1). NotFoundError until the worker has made it."""
    versi = versi_get(request.user, versi_id, today=timezone.localdate())
    name = gambar_kunci(versi, halaman)
    if not versi.gambar_siap or not 1 <= halaman <= (versi.halaman or 0):
        raise NotFoundError
    # The policy of our pages lets pictures come from this address only, so no signed link here.
    response = _deliver(
        name, mime="image/jpeg", filename=f"halaman-{halaman}.jpg", inline=True, may_leave=False
    )
    _log(request, versi, aksi="lihat_dokumen", halaman=halaman)
    return response


def _deliver(
    name: str, *, mime: str, filename: str, inline: bool, may_leave: bool
) -> HttpResponseBase:
    """Send a stored file: by the proxy, by a signed link (`may_leave`), or by ourselves."""
    disposition = content_disposition_header(not inline, filename) or "attachment"
    response: HttpResponseBase
    if settings.SITAMU_X_ACCEL:
        link = link_signed(name)
        response = HttpResponse(content_type=mime)
        response["X-Accel-Redirect"] = settings.SITAMU_X_ACCEL + (
            path_of(link) if link else quote(name)
        )
    elif may_leave and (
        link := link_signed(
            name,
            ResponseContentType=mime,
            ResponseContentDisposition=disposition,
            ResponseCacheControl="private, no-store",
        )
    ):
        response = HttpResponseRedirect(link)
    else:
        try:
            response = FileResponse(default_storage.open(name), content_type=mime)
        except FileNotFoundError as error:
            raise NotFoundError from error
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = TERTUTUP
    return response


def versi_nama(versi: VersiDokumen) -> str:
    """`NIP_JENIS_KUNCI.pdf`, as bulk uploads are named."""
    dokumen = versi.dokumen
    parts = [dokumen.pegawai.nomor, dokumen.jenis_id, dokumen.kunci]
    return "_".join(p for p in parts if p) + (".jpg" if versi.foto else ".pdf")


def _log(request: PortalRequest, versi: VersiDokumen, *, aksi: str, **rincian: Any) -> None:
    dokumen = versi.dokumen
    label = f"{dokumen.jenis.nama} {dokumen.kunci}".strip()
    akses_record(
        aksi=aksi,
        pengguna=request.user,
        request=request,
        objek_jenis=OBJEK_VERSI,
        objek_id=versi.pk,
        objek_label=f"{label}, versi {versi.nomor}",
        pegawai_id=dokumen.pegawai_id,
        rincian=rincian,
    )


# Pages


@require_http_methods(["GET", "POST"])
def arsip_saya(request: PortalRequest) -> HttpResponse:
    """One's own archive: what is there, what is missing, who looked, and how to add."""
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    if pegawai is None:
        return render(request, "arsip/arsip_kosong.html")
    return _page(request, pegawai, "arsip/arsip_saya.html", {"pembaca": pembaca_of(pegawai)})


@require_http_methods(["GET", "POST"])
def arsip_pegawai(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """The archive of somebody else, as far as the reader may read it."""
    pegawai = pegawai_arsip_get(request.user, pegawai_id, today=timezone.localdate())
    if is_own(request.user, pegawai):
        return redirect("arsip:arsip-saya")
    if request.method == "GET":
        akses_record(
            aksi="lihat_arsip",
            pengguna=request.user,
            request=request,
            objek_jenis="pegawai",
            objek_id=pegawai.pk,
            objek_label="Daftar arsip",
            pegawai_id=pegawai.pk,
        )
    return _page(request, pegawai, "arsip/arsip_pegawai.html", {})


def _page(
    request: PortalRequest, pegawai: Pegawai, template: str, context: dict[str, Any]
) -> HttpResponse:
    today = timezone.localdate()
    form: DokumenForm | None = None
    if dokumen_may_upload(request.user, pegawai, today=today):
        form = DokumenForm(
            request.POST or None,
            request.FILES or None,
            jenis=jenis_readable(request.user, pegawai, today=today).filter(internal=False),
            initial={"jenis": request.GET.get("jenis")},
        )
        if request.method == "POST" and form.is_valid() and _upload(request, pegawai, form):
            return redirect(request.path)
    elif request.method == "POST":
        raise NotFoundError
    rows = arsip_of(request.user, pegawai, on=today)
    return render(
        request,
        template,
        {
            "pegawai": pegawai,
            "ada": [row for row in rows if row.dokumen],
            "belum": [
                row.jenis for row in rows if form and not row.dokumen and not row.jenis.internal
            ],
            "form": form,
            **context,
        },
        status=422 if form and form.errors else 200,
    )


def _upload(request: PortalRequest, pegawai: Pegawai, form: DokumenForm) -> bool:
    """File what was sent and say so; a refusal becomes an error of the form."""
    data = form.cleaned_data
    try:
        versi = dokumen_upload(
            pegawai_id=pegawai.pk,
            jenis_kode=data["jenis"].pk,
            kunci=data["kunci"],
            files=data["berkas"],
            actor=request.user,
            now=timezone.now(),
            id_klien=data["id_klien"],
        )
    except (BerkasError, ConflictError) as error:
        form.add_error("berkas", f"{error.message} {error.langkah or ''}".strip())
        return False
    nama = f"{data['jenis'].nama} {data['kunci']}".strip()
    if versi.sudah_ada:
        messages.info(
            request,
            f"{nama}: berkas ini sudah tersimpan sebagai versi {versi.nomor}. "
            "Tidak ada versi baru.",
        )
    elif versi.status == StatusVersi.DIPROSES:
        messages.success(
            request,
            f"{nama}: foto diterima dan sedang diproses. Muat ulang halaman ini satu menit lagi.",
        )
    else:
        messages.success(request, f"{nama} tersimpan sebagai versi {versi.nomor}.")
    return True
