"""Dated rules of working time: hours of patterns, flexible work, Ramadan."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from presensi.errors import PolaInvalidError
from presensi.forms import HARI, FleksibelForm, RamadanForm, VersiForm
from presensi.models import Ramadan, VersiPola
from presensi.rules.jadwal import JenisFleksibel, JenisPola, pola_read
from presensi.selectors.atur import fleksibel_visible_to, versi_held
from presensi.services.jadwal_atur import (
    fleksibel_assign,
    fleksibel_end,
    manages_all,
    ramadan_save,
    versi_save,
)
from presensi.views.bagian import bagian, refused_at
from sitamu.inti.errors import DomainError, NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, units_granted

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def versi_list(request: PortalRequest) -> HttpResponse:
    """Hours in force and to come; give a pattern other hours from a date on."""
    today = _gate(request)
    whole = manages_all(request.user, today=today)
    form = VersiForm(request.POST or None)
    if request.method == "POST":
        if not whole:
            raise NotAllowedError
        if form.is_valid() and _saved(request, form):
            return redirect("presensi:versi-list")
    return render(
        request,
        "presensi/versi_list.html",
        {
            "bagian": bagian(request),
            "form": form if whole else None,
            "hari": [
                (label, form[f"hari_{nama}"], form[f"ramadan_{nama}"]) for nama, label in HARI
            ],
            "versi": [(row, _words(row), row.mulai > today) for row in versi_held(today)],
        },
        status=422 if form.errors else 200,
    )


def _saved(request: PortalRequest, form: VersiForm) -> bool:
    typed = form.cleaned_data
    try:
        versi_save(
            actor=request.user,
            kode=typed["kode"],
            nama=typed["nama"] or typed["kode"],
            isi=form.isi(),
            mulai=typed["mulai"],
            dasar=typed["dasar"],
            now=timezone.now(),
        )
    except PolaInvalidError as error:
        bidang = error.bidang.replace(".", "_")
        form.add_error(bidang if bidang in form.fields else None, error.message)
        return False
    except DomainError as error:
        refused_at(form, error)
        return False
    messages.success(request, f"Jam pola {typed['kode']} disimpan.")
    return True


def _words(row: VersiPola) -> list[tuple[str, str]]:
    """Hours of a version as label and words."""
    pola = pola_read(row.pola.kode, row.isi)
    if pola.jenis is JenisPola.SIF:
        return [("Sif", _hours({kode: kode for kode in pola.sif}, pola.sif))]
    names = {int(nama): label for nama, label in HARI}
    found = [("Biasa", _hours(names, pola.hari))]
    if pola.ramadan:
        found.append(("Ramadan", _hours(names, pola.ramadan)))
    return found


def _hours(names: Mapping[Any, str], jam: Mapping[Any, Any]) -> str:
    """Days with the same hours next to each other share them: Senin, Selasa 07.30-16.00."""
    parts: list[tuple[list[str], str]] = []
    for kunci, hours in jam.items():
        minutes = hours.mulai.hour * 60 + hours.mulai.minute + hours.menit
        end = f"{minutes // 60 % 24:02}.{minutes % 60:02}"
        days, rest = divmod(minutes, 24 * 60)
        later = f" (+{days} hari)" if days and rest else ""
        text = f"{hours.mulai:%H.%M}-{end}{later}"
        if parts and parts[-1][1] == text:
            parts[-1][0].append(names[kunci])
        else:
            parts.append(([names[kunci]], text))
    return "; ".join(f"{', '.join(days)} {text}" for days, text in parts)


@require_http_methods(["GET", "POST"])
def fleksibel_list(request: PortalRequest) -> HttpResponse:
    """Flexible work given so far; give another."""
    today = _gate(request)
    units = units_granted(request.user, Hak.PRESENSI_MANAGE, on=today)
    form = FleksibelForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            fleksibel_assign(
                actor=request.user,
                unit_id=typed["unit"].pk,
                nip=typed["nip"].strip(),
                jenis=JenisFleksibel(typed["jenis"]),
                mulai=typed["mulai"],
                sampai=typed["sampai"],
                hari=typed["hari"],
                geser_menit=typed["geser_menit"] or 0,
                dasar=typed["dasar"],
                now=timezone.now(),
            )
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Kerja fleksibel disimpan.")
            return redirect("presensi:fleksibel-list")
    rows = fleksibel_visible_to(request.user, today=today)
    names = dict(HARI)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "presensi/fleksibel_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "halaman": page,
            "baris": [
                (
                    row,
                    ", ".join(names[str(n)] for n in row.hari) or "setiap hari kerja",
                    row.sampai is not None and row.sampai > today,
                )
                for row in page
                if row.sampai is None or row.sampai >= row.mulai
            ],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def fleksibel_akhiri(request: PortalRequest, fleksibel_id: UUID) -> HttpResponse:
    """Today is its last day."""
    fleksibel_end(actor=request.user, fleksibel_id=fleksibel_id, now=timezone.now())
    messages.success(request, "Diakhiri. Hari ini hari terakhirnya.")
    return redirect("presensi:fleksibel-list")


@require_http_methods(["GET", "POST"])
def ramadan_list(request: PortalRequest) -> HttpResponse:
    """Ramadan of each year; enter or mend one."""
    today = _gate(request)
    whole = manages_all(request.user, today=today)
    form = RamadanForm(request.POST or None)
    if request.method == "POST":
        if not whole:
            raise NotAllowedError
        if form.is_valid():
            try:
                ramadan_save(actor=request.user, now=timezone.now(), **form.cleaned_data)
            except DomainError as error:
                refused_at(form, error)
            else:
                messages.success(request, "Tanggal Ramadan disimpan.")
                return redirect("presensi:ramadan-list")
    return render(
        request,
        "presensi/ramadan_list.html",
        {
            "bagian": bagian(request),
            "form": form if whole else None,
            "baris": Ramadan.objects.order_by("-mulai"),
        },
        status=422 if form.errors else 200,
    )


def _gate(request: PortalRequest) -> date:
    today = timezone.localdate()
    if Hak.PRESENSI_MANAGE not in hak_held(request.user, on=today):
        raise NotAllowedError
    return today
