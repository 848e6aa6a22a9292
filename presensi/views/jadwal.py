"""Who follows which pattern, and the roster of a unit and month."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from presensi.errors import BertanggalError
from presensi.forms import PolaForm, RosterForm, bulan_read
from presensi.models import PemakaianPola, PolaJadwal
from presensi.rules.penjadwal import hari_dalam
from presensi.selectors.roster import (
    bulan_akhir,
    roster_cells,
    roster_people,
    roster_shifts,
    roster_unit,
)
from presensi.services.lembar_roster import roster_read
from presensi.services.pola import OFF, pola_assign, roster_save
from presensi.views.bagian import bagian, refused_at
from sitamu.inti.errors import DomainError, NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.lembar import lembar_response
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import BULAN
from sitamu.inti.selectors import hak_held, pegawai_visible_to, units_granted

PER_PAGE: Final = 25
ORANG_MAKS: Final = 60  # people of one grid; more go by workbook


@require_http_methods(["GET", "POST"])
def pola_list(request: PortalRequest) -> HttpResponse:
    """Patterns in use by the units in charge and their people; give another from a date on."""
    today = timezone.localdate()
    if Hak.PRESENSI_MANAGE not in hak_held(request.user, on=today):
        raise NotAllowedError
    units = units_granted(request.user, Hak.PRESENSI_MANAGE, on=today)
    form = PolaForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            pola_assign(
                actor=request.user,
                unit_id=typed["unit"].pk,
                kode=typed["pola"].kode,
                mulai=typed["mulai"],
                dasar=typed["dasar"],
                nip=typed["nip"].strip(),
                now=timezone.now(),
            )
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, f"Pola {typed['pola'].kode} disimpan.")
            return redirect("presensi:pola-list")
    people = pegawai_visible_to(request.user, today=today, hak=Hak.PRESENSI_MANAGE)
    rows = (
        PemakaianPola.objects.filter(Q(unit__in=units) | Q(pegawai__in=people))
        .filter(Q(sampai__isnull=True) | Q(sampai__gte=today))
        .select_related("unit", "pegawai", "pola")
        .order_by("unit__jalur", "pegawai__nama_kunci", "mulai")
    )
    return render(
        request,
        "presensi/pola_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman")),
            "pola": PolaJadwal.objects.all(),
            "hari_ini": today,
        },
        status=422 if form.errors else 200,
    )


@require_GET
def roster(request: PortalRequest) -> HttpResponse:
    """Choose unit and month."""
    today = timezone.localdate()
    if Hak.PRESENSI_ROSTER not in hak_held(request.user, on=today):
        raise NotAllowedError
    units = units_granted(request.user, Hak.PRESENSI_ROSTER, on=today).order_by("nama")
    asked = request.GET.get("unit", "")
    chosen = next((u for u in units if str(u.pk) == asked), None)
    if chosen is not None:
        bulan = bulan_read(request.GET.get("bulan", ""), today)
        return redirect("presensi:roster-bulan", chosen.pk, f"{bulan:%Y-%m}")
    months = [today.replace(day=1)]
    for _ in range(2):
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    return render(
        request,
        "presensi/roster.html",
        {
            "bagian": bagian(request),
            "unit": units,
            "bulan": [(f"{b:%Y-%m}", f"{BULAN[b.month - 1]} {b.year}") for b in months],
        },
    )


@require_http_methods(["GET", "POST"])
def roster_bulan(request: PortalRequest, unit_id: UUID, bulan: str) -> HttpResponse:
    """The grid of one unit and month, saved as a whole."""
    today = timezone.localdate()
    first = bulan_read(bulan, today)
    unit = roster_unit(request.user, unit_id, today=today)
    people = roster_people(request.user, unit_id, first, today=today)
    shifts = roster_shifts(unit_id, first)
    days = hari_dalam(first, bulan_akhir(first))
    if request.method == "POST":
        shown = list(people[:ORANG_MAKS])
        count = roster_save(
            actor=request.user,
            unit_id=unit_id,
            bulan=first,
            isi={
                (p.pk, day): request.POST[name].strip()
                for p in shown
                for day in days
                if (name := f"{p.pk}-{day.day}") in request.POST
            },
            now=timezone.now(),
        )
        messages.success(request, f"{count} sel roster disimpan.")
        return redirect("presensi:roster-bulan", unit_id, f"{first:%Y-%m}")
    cells = roster_cells(people, first)
    shown = list(people[:ORANG_MAKS])
    return render(
        request,
        "presensi/roster_bulan.html",
        {
            "bagian": bagian(request),
            "unit": unit,
            "bulan": f"{BULAN[first.month - 1]} {first.year}",
            "kode_bulan": f"{first:%Y-%m}",
            "hari": days,
            "pilihan": [*shifts, *OFF],
            "baris": [
                (p, [(f"{p.pk}-{day.day}", cells.get((p.pk, day), "")) for day in days])
                for p in shown
            ],
            "lebih": people.count() - len(shown),
            "ada_sif": bool(shifts),
            "form": RosterForm(),
            "sebelum": reverse(
                "presensi:roster-bulan", args=[unit_id, f"{first - timedelta(days=1):%Y-%m}"]
            ),
            "sesudah": reverse(
                "presensi:roster-bulan", args=[unit_id, f"{first + timedelta(days=32):%Y-%m}"]
            ),
        },
    )


@require_GET
def roster_unduh(request: PortalRequest, unit_id: UUID, bulan: str) -> FileResponse:
    """The same grid as a workbook, to fill in and upload."""
    today = timezone.localdate()
    first = bulan_read(bulan, today)
    people = roster_people(request.user, unit_id, first, today=today)
    cells = roster_cells(people, first)
    days = hari_dalam(first, bulan_akhir(first))
    shifts = ", ".join([*roster_shifts(unit_id, first), *OFF])
    return lembar_response(
        f"roster-{first:%Y-%m}.xlsx",
        [("NIP", 22), ("Nama", 32), *((str(day.day), 9) for day in days)],
        ([p.nomor, p.nama, *(cells.get((p.pk, day), "") for day in days)] for p in people),
        kepala=[f"Roster {BULAN[first.month - 1]} {first.year}. Isi dengan: {shifts}."],
    )


@require_POST
def roster_unggah(request: PortalRequest, unit_id: UUID, bulan: str) -> HttpResponse:
    """A filled-in workbook; all of it or nothing."""
    today = timezone.localdate()
    first: date = bulan_read(bulan, today)
    people = roster_people(request.user, unit_id, first, today=today)
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        raise BertanggalError("berkas", "Pilih berkas XLSX.")
    cells = roster_read(
        form.cleaned_data["berkas"].read(),
        first,
        {p.nomor: p.pk for p in people},
    )
    known = roster_cells(people, first)
    count = roster_save(
        actor=request.user,
        unit_id=unit_id,
        bulan=first,
        isi={key: sif for key, sif in cells.items() if sif != known.get(key, "")},
        now=timezone.now(),
    )
    messages.success(request, f"{count} sel roster disimpan.")
    return redirect("presensi:roster-bulan", unit_id, f"{first:%Y-%m}")
