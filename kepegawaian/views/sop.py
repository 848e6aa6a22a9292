"""The SOP of services: list of a unit, page, PDF, signing off, units that lack one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kepegawaian.models import SopLayanan, VersiLayanan
from kepegawaian.selectors.sop import (
    kepala_of,
    layanan_of,
    may_sign,
    sop_lacking,
    sop_states,
    sop_units,
)
from kepegawaian.services.sop import sop_pdf, sop_shown, sop_sign
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held

MEMBACA = frozenset({Hak.USULAN_VIEW, Hak.USULAN_APPROVE_OPD, Hak.REFERENSI_EDIT})


def _reader(request: PortalRequest) -> None:
    if not MEMBACA & hak_held(request.user, on=timezone.localdate()):
        raise NotAllowedError


@require_GET
def sop_list(request: PortalRequest) -> HttpResponse:
    """Every SOP that a unit needs, and how it stands."""
    _reader(request)
    today = timezone.localdate()
    units = list(sop_units(request.user, today=today))
    wanted = request.GET.get("unit", "")
    unit = next((u for u in units if str(u.pk) == wanted), units[0] if units else None)
    context: dict[str, Any] = {"unit": unit, "pilihan_unit": units}
    if unit is not None:
        context |= {
            "keadaan": sop_states(unit, today=today),
            "kepala": kepala_of(unit, on=today),
            "boleh_sahkan": may_sign(request.user, unit, on=today),
        }
    return render(request, "kepegawaian/sop_list.html", context)


@require_GET
def sop_unit(request: PortalRequest) -> HttpResponse:
    """Units by what they lack."""
    _reader(request)
    today = timezone.localdate()
    rows = sop_lacking(sop_units(request.user, today=today), today=today)
    return render(
        request,
        "kepegawaian/sop_unit.html",
        {"baris": rows, "kurang": sum(bool(row.belum) for row in rows)},
    )


def _asked(request: PortalRequest, kode: str, unit_id: UUID) -> tuple[VersiLayanan, UnitKerja]:
    _reader(request)
    today = timezone.localdate()
    unit = sop_units(request.user, today=today).filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError
    versi = next((v for v in layanan_of(unit, today=today) if v.layanan_id == kode), None)
    if versi is None:
        raise NotFoundError
    return versi, unit


@require_GET
def sop_detail(request: PortalRequest, kode: str, unit_id: UUID) -> HttpResponse:
    """The SOP, its flow chart, and beside it what the stages really took."""
    versi, unit = _asked(request, kode, unit_id)
    today = timezone.localdate()
    return render(
        request,
        "kepegawaian/sop_detail.html",
        {
            **sop_shown(versi, unit, today=today),
            "unit": unit,
            "boleh_sahkan": may_sign(request.user, unit, on=today),
            "riwayat": SopLayanan.objects.filter(layanan=kode, unit=unit).select_related("nomor"),
        },
    )


@require_GET
def sop_unduh(request: PortalRequest, kode: str, unit_id: UUID) -> HttpResponse:
    """The SOP on paper."""
    versi, unit = _asked(request, kode, unit_id)
    pdf = sop_pdf(versi, unit, today=timezone.localdate())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"sop-{kode.lower().replace('_', '-')}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def sop_sahkan(request: PortalRequest, unit_id: UUID) -> HttpResponse:
    """The head of the unit signs off the chosen SOP."""
    chosen = list(dict.fromkeys(request.POST.getlist("kode")))[:200]
    now = timezone.now()
    for kode in chosen:
        sop_sign(layanan=kode[:40], unit_id=unit_id, actor=request.user, now=now)
    if chosen:
        messages.success(request, f"{len(chosen)} SOP disahkan.")
    else:
        messages.info(request, "Pilih dulu SOP yang disahkan.")
    return redirect(f"{reverse('kepegawaian:sop-list')}?unit={unit_id}")
