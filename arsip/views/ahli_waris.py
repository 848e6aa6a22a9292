"""Opening the file of one who died to an heir."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from arsip.errors import AhliWarisError
from arsip.forms import AhliWarisForm
from arsip.models import AksesAhliWaris
from arsip.services.ahli_waris import (
    akses_ahli_waris_end,
    akses_ahli_waris_grant,
    pegawai_managed_get,
)
from sitamu.inti.http import PortalRequest


@require_http_methods(["GET", "POST"])
def ahli_waris(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """Who may read this file as an heir, and a form for one more."""
    pegawai = pegawai_managed_get(request.user, pegawai_id, today=timezone.localdate())
    form = AhliWarisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            akses = akses_ahli_waris_grant(
                pegawai_id=pegawai.pk,
                actor=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except AhliWarisError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Arsip dibuka untuk {akses.pengguna.nama}.")
            return redirect("arsip:ahli-waris", pegawai_id=pegawai.pk)
    rows = AksesAhliWaris.objects.filter(pegawai=pegawai).select_related("pengguna")
    return render(
        request,
        "arsip/ahli_waris.html",
        {
            "pegawai": pegawai,
            "form": form,
            "akses": rows.order_by("-sampai"),
            "hari_ini": timezone.localdate(),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def ahli_waris_akhiri(request: PortalRequest, akses_id: UUID) -> HttpResponse:
    akses = akses_ahli_waris_end(akses_id=akses_id, actor=request.user, now=timezone.now())
    messages.success(request, "Akses ahli waris berakhir hari ini.")
    return redirect("arsip:ahli-waris", pegawai_id=akses.pegawai_id)
