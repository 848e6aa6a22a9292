"""Places: list, a new one, one with its shapes and its people."""

from datetime import date
from math import cos, radians
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from presensi.forms import BentukForm, PakaiForm, TempatForm
from presensi.models import BentukTempat, PemakaianTempat
from presensi.rules.geofence import M_PER_DERAJAT
from presensi.rules.tempat import JenisTempat
from presensi.selectors.tempat import tempat_get, tempat_visible_to, titik_berpasangan
from presensi.services.tempat import (
    tempat_create,
    tempat_lend,
    tempat_reshape,
    tempat_take_back,
)
from presensi.views.bagian import bagian, refused_at
from sitamu.inti.errors import DomainError, NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import hak_held, units_granted

PER_PAGE: Final = 25
SISI: Final = 200  # of the drawing, in its own units


@require_GET
def tempat_list(request: PortalRequest) -> HttpResponse:
    """Places in charge, found by name."""
    today = _gate(request)
    cari = request.GET.get("cari", "").strip()[:100]
    rows = tempat_visible_to(request.user, today=today)
    if cari:
        rows = rows.filter(nama__icontains=cari) | rows.filter(
            unit__nama_kunci__contains=nama_kunci(cari)
        )
    page = Paginator(rows.order_by("nama", "pk"), PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "presensi/tempat_list.html",
        {"bagian": bagian(request), "halaman": page, "cari": cari, "kueri": f"cari={cari}"},
    )


@require_http_methods(["GET", "POST"])
def tempat_baru(request: PortalRequest) -> HttpResponse:
    """A new place."""
    today = _gate(request)
    units = units_granted(request.user, Hak.PRESENSI_MANAGE, on=today)
    form = TempatForm(request.POST or None, units=units, initial={"mulai": today})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            tempat = tempat_create(
                actor=request.user,
                unit_id=typed["unit"].pk,
                nama=typed["nama"],
                jenis=JenisTempat(typed["jenis"]),
                bentuk=form.isi(),
                mulai=typed["mulai"],
                dasar=typed["dasar"],
                now=timezone.now(),
            )
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, f"{tempat.nama} disimpan.")
            return redirect("presensi:tempat-detail", tempat.pk)
    status = 422 if form.errors else 200
    return render(
        request,
        "presensi/tempat_form.html",
        {"bagian": bagian(request), "form": form},
        status=status,
    )


@require_http_methods(["GET", "POST"])
def tempat_detail(request: PortalRequest, tempat_id: UUID) -> HttpResponse:
    """One place: its shapes by date, drawn, and who taps there; a new shape from a date on."""
    today = timezone.localdate()
    tempat = tempat_get(request.user, tempat_id, today=today)
    shapes = [row for row in tempat.bentuk.order_by("-mulai") if _ever(row)]
    kini = next((row for row in shapes if row.mulai <= today), shapes[-1] if shapes else None)
    form = BentukForm(request.POST or None, initial=_typed(kini))
    if request.method == "POST" and form.is_valid():
        try:
            tempat_reshape(
                actor=request.user,
                tempat_id=tempat.pk,
                bentuk=form.isi(),
                mulai=form.cleaned_data["mulai"],
                dasar=form.cleaned_data["dasar"],
                now=timezone.now(),
            )
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Bentuk baru disimpan.")
            return redirect("presensi:tempat-detail", tempat.pk)
    used = PemakaianTempat.objects.filter(tempat=tempat).select_related("unit", "pegawai")
    return render(
        request,
        "presensi/tempat_detail.html",
        {
            "bagian": bagian(request),
            "tempat": tempat,
            "bentuk": shapes,
            "kini": kini,
            "gambar": _drawing(kini) if kini else None,
            "pemakaian": [row for row in used.order_by("-mulai") if _ever(row)],
            "form": form,
            "pakai": PakaiForm(
                units=units_granted(request.user, Hak.PRESENSI_MANAGE, on=today),
                initial={"mulai": today},
            ),
            "hari_ini": today,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def tempat_pakai(request: PortalRequest, tempat_id: UUID) -> HttpResponse:
    """Let a unit, or one person, tap there."""
    units = units_granted(request.user, Hak.PRESENSI_MANAGE, on=timezone.localdate())
    form = PakaiForm(request.POST, units=units)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
        return redirect("presensi:tempat-detail", tempat_id)
    typed = form.cleaned_data
    tempat_lend(
        actor=request.user,
        tempat_id=tempat_id,
        unit_id=typed["unit"].pk if typed["unit"] else None,
        nip=typed["nip"].strip(),
        mulai=typed["mulai"],
        sampai=typed["sampai"],
        dasar=typed["dasar"],
        now=timezone.now(),
    )
    messages.success(request, "Pemakai ditambahkan.")
    return redirect("presensi:tempat-detail", tempat_id)


@require_POST
def tempat_akhiri(request: PortalRequest, pemakaian_id: UUID) -> HttpResponse:
    """Today is the last day that they tap there."""
    tempat = tempat_take_back(actor=request.user, pemakaian_id=pemakaian_id, now=timezone.now())
    messages.success(request, "Pemakaian diakhiri. Hari ini hari terakhirnya.")
    return redirect("presensi:tempat-detail", tempat.pk)


def _gate(request: PortalRequest) -> date:
    today = timezone.localdate()
    if Hak.PRESENSI_MANAGE not in hak_held(request.user, on=today):
        raise NotAllowedError
    return today


def _ever(row: BentukTempat | PemakaianTempat) -> bool:
    """Not a row that was ended before it began."""
    return row.sampai is None or row.sampai >= row.mulai


def _typed(row: BentukTempat | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "lintang": row.lintang,
        "bujur": row.bujur,
        "radius_m": row.radius_m,
        "poligon": "\n".join(f"{t.lintang}; {t.bujur}" for t in titik_berpasangan(row.poligon)),
        "bukti_web": row.bukti_web,
        "jaringan": "\n".join(row.jaringan),
    }


def _drawing(row: BentukTempat) -> dict[str, Any]:
    """The shape in a square of SISI, north up, with what half its width measures in metres."""
    squeeze = cos(radians(row.lintang))
    corners = [
        (
            (t.bujur - row.bujur) * M_PER_DERAJAT * squeeze,
            (row.lintang - t.lintang) * M_PER_DERAJAT,
        )
        for t in titik_berpasangan(row.poligon)
    ]
    reach = max([abs(c) for corner in corners for c in corner] or [0]) + row.radius_m
    scale = SISI / 2 * 0.9 / max(reach, 10)
    return {
        "titik": " ".join(f"{x * scale:.1f},{y * scale:.1f}" for x, y in corners),
        "radius": f"{row.radius_m * scale:.1f}",
        "meter": round(reach),
    }
