"""Phones: one's own, and those of others that wait for one's decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from presensi.forms import PutusForm
from presensi.selectors.perangkat import perangkat_own, perangkat_waiting_for
from presensi.services.perangkat import perangkat_approve, perangkat_refuse, perangkat_revoke
from presensi.views.bagian import bagian
from sitamu.inti.http import PortalRequest

TERAKHIR = 20


@require_GET
def perangkat_list(request: PortalRequest) -> HttpResponse:
    """One's own phones with how to change them; phones of others to decide about."""
    today = timezone.localdate()
    return render(
        request,
        "presensi/perangkat_list.html",
        {
            "bagian": bagian(request),
            "sendiri": perangkat_own(request.user, today=today)[:TERAKHIR],
            "menunggu": perangkat_waiting_for(request.user, today=today),
        },
    )


@require_POST
def perangkat_putus(request: PortalRequest, perangkat_id: UUID) -> HttpResponse:
    """Yes or no about a phone that waits."""
    form = PutusForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
    elif form.cleaned_data["setuju"]:
        perangkat_approve(perangkat_id=perangkat_id, actor=request.user, now=timezone.now())
        messages.success(request, "Ponsel disetujui. Ponsel lamanya tidak dipakai lagi.")
    else:
        perangkat_refuse(
            perangkat_id=perangkat_id,
            alasan=form.cleaned_data["catatan"],
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Ponsel ditolak.")
    return redirect("presensi:perangkat-list")


@require_POST
def perangkat_cabut(request: PortalRequest, perangkat_id: UUID) -> HttpResponse:
    """End a phone: lost, sold, or a stranger's."""
    perangkat_revoke(perangkat_id=perangkat_id, actor=request.user, now=timezone.now())
    messages.success(request, "Ponsel dicabut. Ketukan dari ponsel itu tidak diterima lagi.")
    return redirect("presensi:perangkat-list")
