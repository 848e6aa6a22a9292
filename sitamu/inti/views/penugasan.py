"""Delegation, Plt, Plh and Pj: what one gave and got, passing on, recording, ending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sitamu.inti.errors import DomainError, NotAllowedError
from sitamu.inti.forms import DelegasiForm, PenugasanForm, PltForm
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import JenisPenugasan, PejabatPenandatangan, PemberianHak
from sitamu.inti.rules.hak import Hak, Peran
from sitamu.inti.selectors import bawahan, in_force, penugasan_visible_to, units_granted
from sitamu.inti.services.penugasan import (
    TIDAK_DIDELEGASIKAN,
    Kantor,
    may_end,
    penugasan_appoint,
    penugasan_delegate,
    penugasan_end,
)


@require_safe
def penugasan_list(request: PortalRequest) -> HttpResponse:
    """Acting in force, to come and past, of oneself and of the units in charge."""
    today = timezone.localdate()
    rows = list(penugasan_visible_to(request.user, today=today)[:200])
    return render(
        request,
        "inti/penugasan_list.html",
        {
            "baris": [
                {
                    "penugasan": row,
                    "keadaan": "akan" if row.mulai > today else "kini",
                    "dapat_diakhiri": may_end(request.user, row, on=today),
                }
                for row in rows
                if row.sampai >= today
            ],
            "lalu": [row for row in rows if row.sampai < today],
            "boleh_delegasi": bool(_offices(request))
            or bawahan(request.user, today=today).exists(),
            "boleh_plt": Hak.PENGGUNA_MANAGE in request.hak,
        },
    )


def _offices(request: PortalRequest) -> list[tuple[str, str]]:
    """Offices of one's own that may be passed on, as choices."""
    today = timezone.localdate()
    rows = (
        PemberianHak.objects.filter(in_force(today), pengguna=request.user, penugasan__isnull=True)
        .exclude(peran__in=["", *(p.value for p in TIDAK_DIDELEGASIKAN)])
        .order_by("peran", "unit__nama")
        .values_list("peran", "unit_id", "unit__nama")
        .distinct()
    )
    return [(f"{peran}:{unit}", f"{Peran(peran).label}, {nama}") for peran, unit, nama in rows]


@require_http_methods(["GET", "POST"])
def penugasan_delegasi(request: PortalRequest) -> HttpResponse:
    """Pass on an office, or being the superior, for a time."""
    form = DelegasiForm(request.POST or None, pilihan=_offices(request))
    if request.method == "POST" and form.is_valid():
        peran, _, unit = form.cleaned_data["apa"].partition(":")
        try:
            made = penugasan_delegate(
                nama_masuk=form.cleaned_data["nama_masuk"],
                peran=Peran(peran) if peran else None,
                unit_id=UUID(unit) if unit else None,
                sebagai_atasan=form.cleaned_data["sebagai_atasan"],
                surat=form.surat(),
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            _blame(form, error)
        else:
            messages.success(request, f"Delegasi kepada {made.penerima.nama} tercatat.")
            return redirect("inti:penugasan-list")
    return _form_page(
        request,
        form,
        "Delegasikan peran",
        "Penerima mendapat hak Anda pada tanggal itu saja. Hak Anda sendiri tetap ada.",
    )


@require_http_methods(["GET", "POST"])
def penugasan_plt(request: PortalRequest) -> HttpResponse:
    """Record a Plt, Plh or Pj."""
    if Hak.PENGGUNA_MANAGE not in request.hak:
        raise NotAllowedError
    offices = _signing(request)
    form = PltForm(request.POST or None, pilihan=[(key, label) for key, label, _, _ in offices])
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        kode, jabatan, unit = next(
            (key.partition(":")[0], nama, unit)
            for key, _, nama, unit in offices
            if key == typed["kantor"]
        )
        try:
            made = penugasan_appoint(
                jenis=JenisPenugasan(typed["jenis"]),
                nama_masuk=typed["nama_masuk"],
                peran=Peran.KEPALA_OPD if kode == "KEPALA_OPD" else Peran.PENANDATANGAN,
                unit_id=unit,
                kantor=Kantor(kode, jabatan, typed["pangkat"]),
                menggantikan_nip=typed["menggantikan"],
                surat=form.surat(),
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            _blame(form, error)
        else:
            messages.success(request, f"{made} tercatat bagi {made.penerima.nama}.")
            return redirect("inti:penugasan-list")
    return _form_page(
        request,
        form,
        "Catat Plt., Plh., atau Pj.",
        "Hak dan tanda tangan mengikuti tanggalnya, lalu berhenti sendiri. Plt. dan Plh. tidak "
        "menetapkan keputusan yang mengubah status kepegawaian.",
    )


def _signing(request: PortalRequest) -> list[tuple[str, str, str, UUID]]:
    """Offices that are acted in: key, label, words on letters, unit of the rights."""
    today = timezone.localdate()
    units = units_granted(request.user, Hak.PENGGUNA_MANAGE, on=today)
    heads = [
        (f"KEPALA_OPD:{u.pk}", f"Kepala {u.nama}", f"Kepala {u.nama}", u.pk)
        for u in units.filter(induk__isnull=False, induk__induk__isnull=True).order_by("nama")
    ]
    root = units.filter(induk__isnull=True).first()
    if root is None:
        return heads
    rows = (
        PejabatPenandatangan.objects.filter(unit__isnull=True, penugasan__isnull=True)
        .order_by("kode", "-mulai")
        .distinct("kode")
    )
    return [*((f"{r.kode}:", r.jabatan, r.jabatan, root.pk) for r in rows), *heads]


@require_POST
def penugasan_akhiri(request: PortalRequest, penugasan_id: UUID) -> HttpResponse:
    """End it at once."""
    row = penugasan_end(
        penugasan_id=penugasan_id, sampai=None, actor=request.user, now=timezone.now()
    )
    messages.success(request, f"Penugasan {row.penerima.nama} diakhiri.")
    return redirect("inti:penugasan-list")


def _blame(form: PenugasanForm, error: DomainError) -> None:
    if error.http_status not in (403, 404, 409, 422):
        raise error
    field = "nama_masuk" if error.http_status == 404 else None
    form.add_error(field, f"{error.message} {error.langkah or ''}".strip())


def _form_page(request: PortalRequest, form: PenugasanForm, judul: str, isi: str) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "judul": judul, "isi_pengantar": isi}
    status = 422 if form.errors else 200
    return render(request, "inti/penugasan_form.html", context, status=status)
