"""Figures of a month: the promise, each stage, each officer; page and workbook."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kepegawaian.models import Layanan
from kepegawaian.selectors.angka import (
    MENGIKUTI,
    Rentang,
    angka_janji,
    angka_petugas,
    angka_semua,
    angka_tahap,
    bulan_of,
    rentang_of,
)
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.lembar import lembar_response
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import BULAN
from sitamu.inti.selectors import hak_held, unit_asked, units_offered
from sitamu.inti.services.jejak import akses_record

BULAN_TERPILIH = 13  # this month and a year back
KOLOM = (
    ("Daftar", 12),
    ("Layanan", 44),
    ("Tahap", 34),
    ("Petugas", 32),
    ("Selesai", 9),
    ("Waktu baku (hari kerja)", 12),
    ("Median (hari kerja)", 12),
    ("Terlama (hari kerja)", 12),
    ("Lewat waktu baku", 12),
)


@require_GET
def angka_bulan(request: PortalRequest) -> HttpResponse:
    """The figures on a page; nothing of a person but the officer's name."""
    today = timezone.localdate()
    rentang, params = _asked(request, today)
    return render(
        request,
        "kepegawaian/angka_bulan.html",
        {
            **params,
            "judul_bulan": _words(rentang.mulai),
            "janji": angka_janji(rentang),
            "tahap": angka_semua(rentang),
            "per_layanan": [] if params["layanan"] else angka_tahap(rentang),
            "petugas": angka_petugas(rentang, request.user, today=today),
            "pilihan_bulan": [(f"{day:%Y-%m}", _words(day)) for day in _months(today)],
            "pilihan_layanan": Layanan.objects.values_list("pk", "nama"),
            "pilihan_unit": units_offered(request.user, Hak.USULAN_VIEW, on=today),
            "kueri": urlencode({k: v for k, v in params.items() if v}),
        },
    )


@require_GET
def angka_unduh(request: PortalRequest) -> FileResponse:
    """The same as a workbook; each download is logged."""
    today = timezone.localdate()
    rentang, params = _asked(request, today)
    akses_record(
        aksi="unduh_angka",
        pengguna=request.user,
        request=request,
        objek_jenis="angka",
        objek_label=f"Angka layanan {params['bulan']}",
    )
    return lembar_response(
        f"angka-layanan-{params['bulan']}.xlsx",
        KOLOM,
        _sheet(rentang, request, today),
        kepala=(f"Angka layanan {_words(rentang.mulai)}",),
    )


def _sheet(rentang: Rentang, request: PortalRequest, today: date) -> Iterator[tuple[object, ...]]:
    janji = angka_janji(rentang)
    lewat = janji.jumlah - janji.ditepati
    yield ("Janji", "", "Tiba lengkap sampai terbit", "", janji.jumlah, None, janji.median,
           janji.terlama, lewat)  # fmt: skip
    yield ("Janji", "", "Dikirim sampai terbit (hari kalender)", "", janji.jumlah, None,
           janji.kalender_median, janji.kalender_terlama, None)  # fmt: skip
    lists = (
        ("Tahap", angka_semua(rentang)),
        ("Layanan", angka_tahap(rentang)),
        ("Petugas", angka_petugas(rentang, request.user, today=today)),
    )
    for nama, rows in lists:
        for a in rows:
            yield (nama, a.layanan, a.tahap, a.petugas, a.jumlah, a.baku, a.median, a.terlama,
                   a.lewat)  # fmt: skip


def _asked(request: PortalRequest, today: date) -> tuple[Rentang, dict[str, Any]]:
    if not MENGIKUTI & hak_held(request.user, on=today):
        raise NotAllowedError
    months = {f"{day:%Y-%m}": day for day in _months(today)}
    bulan = request.GET.get("bulan", "")
    first = months.get(bulan, today.replace(day=1))
    layanan = request.GET.get("layanan", "")[:40]
    unit = unit_asked(request.user, Hak.USULAN_VIEW, request.GET.get("unit", ""), on=today)
    mulai, sampai = bulan_of(first)
    rentang = rentang_of(
        request.user, today=today, mulai=mulai, sampai=sampai, layanan=layanan, unit=unit
    )
    chosen = str(unit.pk) if unit else ""
    return rentang, {"bulan": f"{first:%Y-%m}", "layanan": layanan, "unit": chosen}


def _months(today: date) -> list[date]:
    """The first days of the months to choose from, newest first."""
    found = [today.replace(day=1)]
    while len(found) < BULAN_TERPILIH:
        last = found[-1]
        found.append(date(last.year - (last.month == 1), (last.month - 2) % 12 + 1, 1))
    return found


def _words(day: date) -> str:
    return f"{BULAN[day.month - 1]} {day.year}"
