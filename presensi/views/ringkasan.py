"""An OPD or the kabupaten as of now, its recap of a month, and the way to the officers' pages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from presensi.forms import bulan_read
from presensi.rules.kalimat import jam
from presensi.rules.kini import Kini
from presensi.selectors.hari import WARNA_KINI, HariKini
from presensi.selectors.rekap import KETERANGAN, KOLOM, rekap_baris, rekap_people
from presensi.selectors.ringkasan import ringkasan_load, ringkasan_unit
from presensi.selectors.tutup import month_closed
from presensi.services.rekap_cetak import PDF_TERBANYAK, bulan_teks, rekap_lembar, rekap_pdf
from presensi.views.bagian import KELOLA, bagian
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, unit_asked, units_granted, units_offered
from sitamu.inti.services.jejak import akses_record

PER_PAGE: Final = 50
ORANG_MAKS: Final = 200  # names on the page of one unit
BULAN_MUNDUR: Final = 13


@require_GET
def kelola(request: PortalRequest) -> HttpResponse:
    """Pages of officers of attendance, with what each is for."""
    held = hak_held(request.user, on=timezone.localdate())
    pages = [
        {"label": label, "url": reverse(route), "guna": guna}
        for label, route, hak, guna in KELOLA
        if hak in held
    ]
    if not pages:
        raise NotAllowedError
    return render(request, "presensi/kelola.html", {"bagian": bagian(request), "halaman": pages})


@require_GET
def ringkasan(request: PortalRequest) -> HttpResponse:
    """How many are present, late, away or awaited, unit by unit; names of one unit's own people."""
    now = timezone.now()
    today = timezone.localdate(now)
    unit = ringkasan_unit(request.user, request.GET.get("unit", ""), today=today)
    seen = ringkasan_load(unit, now=now)
    above = units_granted(request.user, Hak.PRESENSI_VIEW, on=today).filter(pk__in=[unit.induk_id])
    return render(
        request,
        "presensi/ringkasan.html",
        {
            "bagian": bagian(request),
            "kini": now,
            "unit": unit,
            "atas": above.first(),
            "kolom": [kini.label for kini in Kini],
            "baris": seen.baris,
            "total": [
                (kini.label, seen.jumlah[kini], WARNA_KINI[kini])
                for kini in Kini
                if seen.jumlah[kini] or kini in (Kini.HADIR, Kini.TERLAMBAT, Kini.BELUM)
            ],
            "orang": _names(request, unit, seen.sendiri),
            "belum_mulai": seen.belum_mulai,
        },
    )


def _names(
    request: PortalRequest, unit: UnitKerja, rows: Sequence[HariKini]
) -> list[dict[str, object]]:
    """People of the unit itself, who is awaited first: states and hours, no places, no reasons."""
    if not rows or len(rows) > ORANG_MAKS:
        return []
    akses_record(
        aksi="presensi_unit_lihat",
        request=request,
        pengguna=request.user,
        objek_jenis="unit_kerja",
        objek_id=unit.pk,
        objek_label=unit.nama,
    )
    people = Pegawai.objects.in_bulk([row.pegawai_id for row in rows])
    order = list(dict.fromkeys([Kini.BELUM, Kini.TERLAMBAT, Kini.DATA_KURANG, *Kini]))
    rows = sorted(rows, key=lambda r: (order.index(r.kini), people[r.pegawai_id].nama_kunci))
    return [
        {
            "pegawai": people[row.pegawai_id],
            "kata": row.kini.label,
            "warna": WARNA_KINI[row.kini],
            "keterangan": _said(row),
        }
        for row in rows
    ]


def _said(row: HariKini) -> str:
    if row.kurang:
        return f"Data kurang: {row.kurang}."
    if row.rencana is None or row.hasil is None or row.hasil.masuk is None:
        return ""
    said = f"Masuk {jam(row.hasil.masuk, row.rencana.zona)}."
    if row.hasil.pulang:
        said += f" Pulang {jam(row.hasil.pulang, row.rencana.zona)}."
    return said


# Recap


@require_GET
def rekap(request: PortalRequest) -> HttpResponse:
    """One line a person for a unit and month."""
    now = timezone.now()
    today, unit, bulan = _asked(request, now)
    people = rekap_people(request.user, unit, bulan, today=today)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("halaman"))
    kueri = urlencode({"unit": str(unit.pk) if unit else "", "bulan": f"{bulan:%Y-%m}"})
    months = [today.replace(day=1)]
    for _ in range(BULAN_MUNDUR):
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return render(
        request,
        "presensi/rekap.html",
        {
            "bagian": bagian(request),
            "unit": unit,
            "bulan": bulan_teks(bulan),
            "kode_bulan": f"{bulan:%Y-%m}",
            "pilihan_unit": units_offered(request.user, Hak.PRESENSI_VIEW, on=today),
            "pilihan_bulan": [(f"{b:%Y-%m}", bulan_teks(b)) for b in months],
            "kolom": [kolom.judul for kolom in KOLOM],
            "baris": rekap_baris(list(page.object_list), bulan),
            "halaman": page,
            "kueri": kueri,
            "pdf_terbanyak": PDF_TERBANYAK,
            "ditutup": month_closed(bulan),
            "keterangan": KETERANGAN,
        },
    )


@require_GET
def rekap_unduh(request: PortalRequest, bentuk: str) -> HttpResponse | FileResponse:
    """The same as workbook or PDF; each download is logged."""
    now = timezone.now()
    today, unit, bulan = _asked(request, now)
    people = rekap_people(request.user, unit, bulan, today=today)
    response: HttpResponse | FileResponse
    if bentuk == "pdf":
        head = unit or ringkasan_unit(request.user, "", today=today)
        body = rekap_pdf(people, head, bulan, oleh=request.user, now=now)
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="rekap-presensi-{bulan:%Y-%m}.pdf"'
    elif bentuk == "xlsx":
        response = rekap_lembar(people, unit, bulan, oleh=request.user, now=now)
    else:
        raise NotFoundError
    akses_record(
        aksi=f"unduh_rekap_presensi_{bentuk}",
        pengguna=request.user,
        request=request,
        objek_jenis="unit_kerja",
        objek_id=unit.pk if unit else None,
        objek_label=f"{unit.nama if unit else 'Semua unit'}, {bulan_teks(bulan)}",
    )
    return response


def _asked(request: PortalRequest, now: datetime) -> tuple[date, UnitKerja | None, date]:
    """Today, the unit and the month asked for; raises NotAllowedError."""
    today = timezone.localdate(now)
    if Hak.PRESENSI_VIEW not in hak_held(request.user, on=today):
        raise NotAllowedError
    unit = unit_asked(request.user, Hak.PRESENSI_VIEW, request.GET.get("unit", ""), on=today)
    return today, unit, bulan_read(request.GET.get("bulan", ""), today)
