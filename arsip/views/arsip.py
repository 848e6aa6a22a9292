"""Pages of the archive, and the one door through which files leave it."""

from collections.abc import Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from arsip.errors import BerkasError
from arsip.forms import DokumenForm, MasaForm
from arsip.models import VersiDokumen
from arsip.permissions import dokumen_may_upload, holds, is_own
from arsip.rules.dokumen import StatusVersi
from arsip.selectors import (
    BarisArsip,
    arsip_of,
    bermasa_get,
    ingat_hari,
    jenis_readable,
    kelompok_of,
    pegawai_arsip_get,
    pembaca_of,
    warisan,
)
from arsip.selectors.unggahan import kembar_of
from arsip.services.dokumen import dokumen_upload
from arsip.services.masa import masa_set
from arsip.services.penerimaan import kembar_teks
from arsip.services.unduh import gambar_deliver, kecil_deliver, versi_deliver
from sitamu.inti.errors import ConflictError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.rules.hak import Hak
from sitamu.inti.services.jejak import akses_record

# Files


@require_GET
def versi_unduh(request: PortalRequest, versi_id: UUID) -> HttpResponseBase:
    """One version: to be kept, or with `?tampil=1` to be looked at. Each reading is logged."""
    return versi_deliver(request, request.user, versi_id, inline=request.GET.get("tampil") == "1")


@require_GET
def versi_gambar(request: PortalRequest, versi_id: UUID, halaman: int) -> HttpResponseBase:
    """Picture of one page (from 1). NotFoundError until the worker has made it."""
    return gambar_deliver(request, request.user, versi_id, halaman)


@require_GET
def versi_kecil(request: PortalRequest, versi_id: UUID) -> HttpResponseBase:
    """Small picture of the first page, for lists. NotFoundError until the worker has made it."""
    return kecil_deliver(request, request.user, versi_id)


# Pages


@require_http_methods(["GET", "POST"])
def arsip_saya(request: PortalRequest) -> HttpResponse:
    """One's own archive: what is there, what is missing, who looked, and how to add."""
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    inherited = warisan(request.user, today=timezone.localdate()).select_related("pegawai")
    if pegawai is None:
        return render(request, "arsip/arsip_kosong.html", {"warisan": inherited})
    context = {"pembaca": pembaca_of(pegawai), "warisan": inherited}
    return _page(request, pegawai, "arsip/arsip_saya.html", context)


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
    # heirs and superiors read papers here and have no page of the person's record
    seen = holds(request.user, Hak.PEGAWAI_VIEW, pegawai, today=timezone.localdate())
    return _page(request, pegawai, "arsip/arsip_pegawai.html", {"lihat_pegawai": seen})


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
        if request.method == "POST" and form.is_valid():
            versi = _upload(request, pegawai, form)
            if versi is not None:
                ask = form.cleaned_data["jenis"].bermasa and versi.status == StatusVersi.SIAP
                if ask and versi.berlaku_sampai is None:
                    return redirect("arsip:dokumen-masa", versi.dokumen_id)
                return redirect(request.path)
    elif request.method == "POST":
        raise NotFoundError
    rows = arsip_of(request.user, pegawai, on=today)
    return render(
        request,
        template,
        {
            "pegawai": pegawai,
            "kelompok": kelompok_of(rows),
            "segera": _ending(rows, today=today),
            "hari_ini": today,
            "belum": [
                row.jenis for row in rows if form and not row.dokumen and not row.jenis.internal
            ],
            "form": form,
            **context,
        },
        status=422 if form and form.errors else 200,
    )


def _ending(rows: Sequence[BarisArsip], *, today: date) -> list[VersiDokumen]:
    """Current versions that end soon or have ended, soonest first."""
    found: list[VersiDokumen] = []
    for dokumen in (d for row in rows for d in row.dokumen):
        for versi in dokumen.versi_urut:  # type: ignore[attr-defined]
            if versi.pk == dokumen.versi_kini_id and versi.berlaku_sampai:
                versi.dokumen = dokumen
                found.append(versi)
    soon = today + timedelta(days=max(ingat_hari(on=today))) if found else today
    ending = [(v.berlaku_sampai, v) for v in found if v.berlaku_sampai and v.berlaku_sampai <= soon]
    return [versi for _, versi in sorted(ending, key=itemgetter(0))]


@require_http_methods(["GET", "POST"])
def dokumen_masa(request: PortalRequest, dokumen_id: UUID) -> HttpResponse:
    """Say until when one paper is good."""
    today = timezone.localdate()
    versi = bermasa_get(request.user, dokumen_id, today=today)
    pegawai = versi.dokumen.pegawai
    if not dokumen_may_upload(request.user, pegawai, today=today):
        raise NotAllowedError
    back = (
        reverse("arsip:arsip-saya")
        if is_own(request.user, pegawai)
        else reverse("arsip:arsip-pegawai", args=[pegawai.pk])
    )
    form = MasaForm(request.POST or None, initial={"berlaku_sampai": versi.berlaku_sampai})
    if request.method == "POST" and form.is_valid():
        masa_set(
            dokumen_id=dokumen_id,
            berlaku_sampai=form.cleaned_data["berlaku_sampai"],
            actor=request.user,
            now=timezone.now(),
            request=request,
        )
        messages.success(request, f"Masa berlaku {versi.dokumen.jenis.nama} tersimpan.")
        return redirect(back)
    return render(
        request,
        "arsip/dokumen_masa.html",
        {"form": form, "versi": versi, "pegawai": pegawai, "url_kembali": back},
        status=422 if form.errors else 200,
    )


def _upload(request: PortalRequest, pegawai: Pegawai, form: DokumenForm) -> VersiDokumen | None:
    """File what was sent and say so; a refusal becomes an error of the form, and None."""
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
        return None
    nama = f"{data['jenis'].nama} {data['kunci']}".strip()
    twins = kembar_of(
        request.user,
        sha256=versi.sha256_masuk,
        kecuali=versi.dokumen_id,
        today=timezone.localdate(),
    )
    if twins:
        messages.warning(request, kembar_teks(twins))
    if versi.sudah_ada:
        messages.info(
            request,
            f"{nama}: berkas ini sudah tersimpan sebagai versi {versi.nomor}. "
            "Tidak ada versi baru.",
        )
    elif versi.menunggu_pindai:
        messages.success(
            request,
            f"{nama}: berkas diterima dan menunggu pemeriksaan virus. "
            "Muat ulang halaman ini satu menit lagi.",
        )
    elif versi.status == StatusVersi.DIPROSES:
        messages.success(
            request,
            f"{nama}: foto diterima dan sedang diproses. Muat ulang halaman ini satu menit lagi.",
        )
    else:
        messages.success(request, f"{nama} tersimpan sebagai versi {versi.nomor}.")
    return versi
