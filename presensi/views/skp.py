"""The yearly agreement in the browser."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from presensi.errors import SkpInvalidError
from presensi.forms_kinerja import ButirForm, PerilakuForm
from presensi.models import Skp, VersiSkp
from presensi.permissions import is_atasan, is_own
from presensi.rules.kinerja_skp import DAPAT_DIUBAH, Perilaku, StatusSkp
from presensi.selectors.kinerja import butir_capaian, skp_get, skp_visible_to, versi_waiting
from presensi.services.skp import (
    butir_remove,
    butir_save,
    perilaku_save,
    skp_begin,
    skp_decide,
    skp_revise,
    skp_send,
    skp_withdraw,
)
from presensi.views.bagian import refused_at
from presensi.views.kinerja import bagian_kinerja
from sitamu.inti.errors import NotFoundError
from sitamu.inti.http import PortalRequest

WARNA: Final = {
    StatusSkp.DRAF: "abu",
    StatusSkp.DIAJUKAN: "biru",
    StatusSkp.DIKEMBALIKAN: "oranye",
    StatusSkp.DISEPAKATI: "hijau",
    StatusSkp.DIGANTI: "abu",
}


@require_http_methods(["GET", "POST"])
def skp_list(request: PortalRequest) -> HttpResponse:
    """One's own by year, and those that wait for one's word."""
    today = timezone.localdate()
    if request.method == "POST":
        try:
            tahun = int(request.POST.get("tahun", ""))
        except ValueError:
            raise NotFoundError from None
        try:
            skp = skp_begin(actor=request.user, tahun=tahun, now=timezone.now())
        except SkpInvalidError as error:
            messages.error(request, error.message)
            return redirect("presensi:skp-list")
        return redirect("presensi:skp", skp.pk)
    own = skp_visible_to(request.user, today=today).filter(pegawai__pengguna=request.user)
    rows = list(own.prefetch_related("versi").order_by("-mulai"))
    return render(
        request,
        "presensi/kinerja/skp_list.html",
        {
            "bagian": bagian_kinerja(request),
            "milik": [(row, max(row.versi.all(), key=lambda v: v.nomor)) for row in rows],
            "menunggu": versi_waiting(request.user, today=today),
            "tahun": [today.year, today.year + 1] if today.month >= 11 else [today.year],
            "warna": WARNA,
        },
    )


@require_http_methods(["GET", "POST"])
def skp(request: PortalRequest, skp_id: UUID) -> HttpResponse:
    """One SKP: its latest version, what was reached, what may be done; POST adds a result."""
    today = timezone.localdate()
    row = skp_get(request.user, skp_id, today=today)
    form = ButirForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        isi, dari = form.isi()
        try:
            butir_save(actor=request.user, skp_id=row.pk, isi=isi, dari=dari, now=timezone.now())
        except SkpInvalidError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Rencana hasil kerja ditambahkan.")
            return redirect("presensi:skp", row.pk)
    return _page(request, row, form)


def _page(request: PortalRequest, row: Skp, form: ButirForm) -> HttpResponse:
    today = timezone.localdate()
    versions = list(row.versi.select_related("diputus_oleh").order_by("-nomor"))
    versi = versions[0]
    agreed = next((v for v in versions if v.status == StatusSkp.DISEPAKATI), None)
    own, above = (
        is_own(request.user, row.pegawai),
        is_atasan(request.user, row.pegawai, today=today),
    )
    return render(
        request,
        "presensi/kinerja/skp.html",
        {
            "bagian": bagian_kinerja(request),
            "skp": row,
            "versi": versi,
            "warna": WARNA[StatusSkp(versi.status)],
            "butir": butir_capaian(versi, dari=row.mulai, sampai=min(row.sampai, today)),
            "perilaku": [(p, versi.perilaku.get(p.value, "")) for p in Perilaku],
            "riwayat": versions,
            "sendiri": own,
            "dapat_diubah": own and StatusSkp(versi.status) in DAPAT_DIUBAH,
            "dapat_ditarik": own and versi.status == StatusSkp.DIAJUKAN,
            "dapat_direvisi": own and versi.status == StatusSkp.DISEPAKATI and agreed is not None,
            "dapat_diputus": above and not own and versi.status == StatusSkp.DIAJUKAN,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def skp_butir(request: PortalRequest, skp_id: UUID, butir_id: UUID) -> HttpResponse:
    """Change or take out one planned result of the open version."""
    now = timezone.now()
    row = skp_get(request.user, skp_id, today=timezone.localdate(now))
    versi = row.versi.latest("nomor")
    butir = versi.butir.filter(pk=butir_id).first()
    if butir is None or not is_own(request.user, row.pegawai):
        raise NotFoundError
    if request.method == "POST" and request.POST.get("aksi") == "hapus":
        butir_remove(actor=request.user, skp_id=row.pk, butir_id=butir.pk, now=now)
        messages.success(request, "Rencana hasil kerja dihapus.")
        return redirect("presensi:skp", row.pk)
    names = ("jenis", "rencana", "indikator", "target", "satuan", "dari")
    form = ButirForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(butir, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        isi, dari = form.isi()
        try:
            butir_save(
                actor=request.user, skp_id=row.pk, isi=isi, dari=dari, now=now, butir_id=butir.pk
            )
        except SkpInvalidError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Rencana hasil kerja disimpan.")
            return redirect("presensi:skp", row.pk)
    return render(
        request,
        "presensi/kinerja/skp_butir.html",
        {"bagian": bagian_kinerja(request), "skp": row, "butir": butir, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def skp_perilaku(request: PortalRequest, skp_id: UUID) -> HttpResponse:
    """What is expected of conduct, value by value."""
    now = timezone.now()
    today = timezone.localdate(now)
    row = skp_get(request.user, skp_id, today=today)
    if not is_own(request.user, row.pegawai) and not is_atasan(
        request.user, row.pegawai, today=today
    ):
        raise NotFoundError
    versi: VersiSkp = row.versi.latest("nomor")
    form = PerilakuForm(request.POST if request.method == "POST" else None, initial=versi.perilaku)
    if request.method == "POST" and form.is_valid():
        perilaku_save(actor=request.user, skp_id=row.pk, isi=form.isi(), now=now)
        messages.success(request, "Ekspektasi perilaku disimpan.")
        return redirect("presensi:skp", row.pk)
    return render(
        request,
        "presensi/kinerja/skp_perilaku.html",
        {"bagian": bagian_kinerja(request), "skp": row, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
def skp_langkah(request: PortalRequest, skp_id: UUID, langkah: str) -> HttpResponse:
    """Send, take back, agree, return, change by a new version."""
    now, user = timezone.now(), request.user
    catatan = request.POST.get("catatan", "")[:300]
    try:
        match langkah:
            case "ajukan":
                skp_send(actor=user, skp_id=skp_id, now=now)
            case "tarik":
                skp_withdraw(actor=user, skp_id=skp_id, now=now)
            case "ubah":
                skp_revise(actor=user, skp_id=skp_id, alasan=catatan, now=now)
            case "sepakati":
                skp_decide(actor=user, skp_id=skp_id, setuju=True, catatan=catatan, now=now)
            case "kembalikan":
                skp_decide(actor=user, skp_id=skp_id, setuju=False, catatan=catatan, now=now)
            case _:
                raise NotFoundError
    except SkpInvalidError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _DONE[langkah])
    return redirect("presensi:skp", skp_id)


_DONE: Final = {
    "ajukan": "SKP dikirim ke atasan Anda.",
    "tarik": "SKP ditarik kembali.",
    "ubah": "Versi baru dibuka. Ubah, lalu kirim lagi.",
    "sepakati": "SKP disepakati.",
    "kembalikan": "SKP dikembalikan.",
}
