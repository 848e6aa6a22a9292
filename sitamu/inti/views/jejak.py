"""Who looked at what: one's own data, and for auditors all within their charge."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sitamu.inti.errors import NotAllowedError
from sitamu.inti.forms import JejakForm
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import JejakAkses, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.jejak import AKSI, aksi_label
from sitamu.inti.rules.pengguna import nama_masuk_baku
from sitamu.inti.selectors import jejak_about, jejak_visible_to

DAYS_SHOWN = 30


@require_safe
def jejak_saya(request: PortalRequest) -> HttpResponse:
    """Who opened, downloaded or exported my data."""
    page = _page(request, jejak_about(request.user))
    return render(request, "inti/jejak_saya.html", {"halaman": page, "baris": _lines(page)})


@require_safe
def jejak_list(request: PortalRequest) -> HttpResponse:
    """The access log of a span of days, the last 30 unless chosen otherwise."""
    if Hak.JEJAK_VIEW not in request.hak:
        raise NotAllowedError
    today = timezone.localdate()
    asked = request.GET.copy()
    asked.setdefault("dari", f"{today - timedelta(days=DAYS_SHOWN):%d-%m-%Y}")
    asked.setdefault("sampai", f"{today:%d-%m-%Y}")
    form = JejakForm(asked)
    form.fields["aksi"].choices = [("", "Semua tindakan"), *AKSI.items()]  # type: ignore[attr-defined]
    rows = JejakAkses.objects.none()
    if form.is_valid():
        rows = _filtered(jejak_visible_to(request.user, today=today), form.cleaned_data)
    page = _page(request, rows)
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {
        "form": form,
        "halaman": page,
        "baris": _lines(page),
        "kueri": query.urlencode(),
    }
    return render(request, "inti/jejak_list.html", context)


def _filtered(rows: QuerySet[JejakAkses], typed: dict[str, Any]) -> QuerySet[JejakAkses]:
    if typed["cari"]:
        rows = rows.filter(nama_masuk=nama_masuk_baku(typed["cari"]))
    if typed["aksi"]:
        rows = rows.filter(aksi=typed["aksi"])
    if typed["dari"]:
        rows = rows.filter(pada__gte=timezone.make_aware(datetime.combine(typed["dari"], time())))
    if typed["sampai"]:
        end = datetime.combine(typed["sampai"] + timedelta(days=1), time())
        rows = rows.filter(pada__lt=timezone.make_aware(end))
    return rows


def _page(request: PortalRequest, rows: QuerySet[JejakAkses]) -> "Page[JejakAkses]":
    return Paginator(rows.order_by("-pada", "pk"), 25).get_page(request.GET.get("halaman"))


def _lines(page: Iterable[JejakAkses]) -> list[dict[str, Any]]:
    """Rows of one page with the names of who acted and whose data it was."""
    rows = list(page)
    people = Pengguna.objects.in_bulk({r.pengguna_id for r in rows if r.pengguna_id})
    about = Pegawai.objects.in_bulk({r.pegawai_id for r in rows if r.pegawai_id})
    return [
        {
            "pada": row.pada,
            "siapa": people[row.pengguna_id].nama
            if row.pengguna_id in people
            else row.nama_masuk or "Tidak dikenal",
            "nama_masuk": row.nama_masuk,
            "aksi": aksi_label(row.aksi),
            "objek": row.objek_label,
            "tentang": about.get(row.pegawai_id) if row.pegawai_id else None,
            "alasan": row.rincian.get("alasan", ""),
            "ip": row.ip,
        }
        for row in rows
    ]
