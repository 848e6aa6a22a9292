"""Apel and upacara, and the attendance list of one date."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from presensi.forms import HARI, AcaraForm
from presensi.rules.jadwal import JenisAcara
from presensi.selectors.acara import (
    acara_dates,
    acara_dates_require,
    acara_get,
    acara_obliged,
    acara_units,
    acara_visible_to,
)
from presensi.services.acara import acara_create, acara_end, hadir_save
from presensi.views.bagian import bagian, refused_at
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest

PER_PAGE = 25
ORANG_MAKS = 300


@require_http_methods(["GET", "POST"])
def acara_list(request: PortalRequest) -> HttpResponse:
    """Events of the units in charge with their last dates; make another."""
    today = timezone.localdate()
    units = acara_units(request.user, today=today)
    if not units.exists():
        raise NotAllowedError
    form = AcaraForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            acara_create(
                actor=request.user,
                unit_id=typed["unit"].pk,
                jenis=JenisAcara(typed["jenis"]),
                nama=typed["nama"],
                mulai=typed["mulai"],
                sampai=typed["sampai"],
                hari=typed["hari"],
                jam_mulai=typed["jam_mulai"],
                jam_tutup=typed["jam_tutup"],
                saat_ramadan=typed["saat_ramadan"],
                dasar=typed["dasar"],
                now=timezone.now(),
            )
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, f"{typed['nama']} disimpan.")
            return redirect("presensi:acara-list")
    rows = acara_visible_to(request.user, today=today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    names = dict(HARI)
    return render(
        request,
        "presensi/acara_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "halaman": page,
            "baris": [
                (
                    acara,
                    ", ".join(names[str(n)] for n in acara.hari) or "setiap tanggal",
                    [(f"{day:%Y-%m-%d}", day) for day in acara_dates(acara, today=today)[:5]],
                    acara.sampai is None or acara.sampai > today,
                )
                for acara in page
            ],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def acara_akhiri(request: PortalRequest, acara_id: UUID) -> HttpResponse:
    """Today is its last day."""
    acara = acara_end(actor=request.user, acara_id=acara_id, now=timezone.now())
    messages.success(request, f"{acara.nama} diakhiri. Hari ini hari terakhirnya.")
    return redirect("presensi:acara-list")


@require_http_methods(["GET", "POST"])
def acara_hadir(request: PortalRequest, acara_id: UUID, tanggal: str) -> HttpResponse:
    """Who has to be there on that date, suggested by their taps, said by the officer."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(tanggal)
    except ValueError:
        raise NotFoundError from None
    acara = acara_get(request.user, acara_id, today=today)
    acara_dates_require(acara, day)
    obliged = acara_obliged(request.user, acara, day)
    shown = obliged[:ORANG_MAKS]
    if request.method == "POST":
        there = set(request.POST.getlist("hadir"))
        count = hadir_save(
            actor=request.user,
            acara_id=acara.pk,
            tanggal=day,
            hadir={row.pegawai.pk: str(row.pegawai.pk) in there for row in shown},
            now=timezone.now(),
        )
        messages.success(request, f"Daftar hadir disimpan, {count} baris berubah.")
        return redirect("presensi:acara-hadir", acara.pk, f"{day:%Y-%m-%d}")
    return render(
        request,
        "presensi/acara_hadir.html",
        {
            "bagian": bagian(request),
            "acara": acara,
            "tanggal": day,
            "wajib": shown,
            "lebih": len(obliged) - len(shown),
            "hadir": sum(row.hadir for row in shown),
            "tercatat": any(row.tercatat for row in shown),
        },
    )
