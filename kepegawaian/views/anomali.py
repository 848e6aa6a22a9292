"""Where the record contradicts itself: the list, one anomaly, what an officer decides."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kepegawaian import permissions
from kepegawaian.forms import AnomaliForm
from kepegawaian.models import Anomali
from kepegawaian.selectors.anomali import (
    anomali_counts,
    anomali_get,
    anomali_nik_lain,
    anomali_search,
    anomali_visible_to,
    pemeriksaan_of,
)
from kepegawaian.selectors.nominatif import nominatif_waiting
from kepegawaian.services.anomali import anomali_reopen, anomali_settle
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.lembar import lembar_response
from sitamu.inti.models import Penempatan, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, in_force, unit_asked, units_offered
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25
KOLOM = (
    ("Jenis", 28),
    ("Nama", 32),
    ("NIP", 22),
    ("Unit kerja", 36),
    ("Yang ditemukan", 70),
    ("Langkah", 60),
    ("Dasar", 34),
    ("Ditemukan", 13),
    ("Alasan memang demikian", 50),
)


@require_GET
def anomali_list(request: PortalRequest) -> HttpResponse:
    """Open anomalies, or the settled ones, of the units in charge."""
    today = timezone.localdate()
    rows, params = _asked(request)
    state = anomali_visible_to(request.user, today=today).filter(
        pemeriksaan__isnull=not params["diperiksa"]
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    found = list(page.object_list)
    places = _places(found)
    return render(
        request,
        "kepegawaian/anomali_list.html",
        {
            "halaman": page,
            "baris": [(row, places.get(row.pegawai_id)) for row in found],
            "jumlah_jenis": anomali_counts(state),
            "pilihan_unit": units_offered(request.user, Hak.NOMINATIF_VIEW, on=today),
            "sedang_dihitung": nominatif_waiting(),
            "kueri": urlencode({k: v for k, v in params.items() if v}),
            **params,
        },
    )


@require_GET
def anomali_unduh(request: PortalRequest) -> FileResponse:
    """The list as filtered, as a workbook; each download is logged."""
    rows, _ = _asked(request)
    found = list(rows)
    places = _places(found)
    akses_record(
        aksi="unduh_anomali",
        pengguna=request.user,
        request=request,
        objek_jenis="anomali",
        objek_label=f"{len(found)} baris",
    )
    return lembar_response(
        f"anomali-{timezone.localdate():%Y%m%d}.xlsx",
        KOLOM,
        (
            (
                row.get_jenis_display(),
                row.pegawai.nama_lengkap,
                row.pegawai.nomor,
                unit.nama if (unit := places.get(row.pegawai_id)) else "",
                row.kalimat,
                row.langkah,
                row.dasar,
                timezone.localdate(row.ditemukan_pada),
                row.pemeriksaan.alasan if row.pemeriksaan else "",
            )
            for row in found
        ),
    )


@require_GET
def anomali_detail(request: PortalRequest, anomali_id: UUID) -> HttpResponse:
    """One anomaly and what was decided about it."""
    anomali = anomali_get(request.user, anomali_id, today=timezone.localdate())
    langkah = "memang" if anomali.terbuka else "buka"
    return _page(request, anomali, AnomaliForm(initial={"langkah": langkah}))


@require_POST
def anomali_periksa(request: PortalRequest, anomali_id: UUID) -> HttpResponse:
    """Say that it is as it should be, or take that back."""
    anomali = anomali_get(request.user, anomali_id, today=timezone.localdate())
    form = AnomaliForm(request.POST)
    if not form.is_valid():
        return _page(request, anomali, form)
    settle = form.cleaned_data["langkah"] == "memang"
    decide = anomali_settle if settle else anomali_reopen
    decide(
        anomali_id=anomali.pk,
        alasan=form.cleaned_data["alasan"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(
        request,
        "Dicatat: memang demikian. Muncul lagi bila datanya berubah."
        if settle
        else "Dikembalikan ke daftar.",
    )
    return redirect("kepegawaian:anomali-list")


def _page(request: PortalRequest, anomali: Anomali, form: AnomaliForm) -> HttpResponse:
    today = timezone.localdate()
    unit = _places([anomali]).get(anomali.pegawai_id)
    return render(
        request,
        "kepegawaian/anomali_detail.html",
        {
            "anomali": anomali,
            "unit": unit,
            "nik_lain": anomali_nik_lain(request.user, anomali, today=today),
            "riwayat": pemeriksaan_of(anomali),
            "boleh": permissions.anomali_settle(
                request.user, anomali, unit_id=unit.pk if unit else None, today=today
            ),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _asked(request: PortalRequest) -> tuple[QuerySet[Anomali], dict[str, str]]:
    """The rows that the filter of the page leaves, and the filter; raises NotAllowedError."""
    today = timezone.localdate()
    if Hak.NOMINATIF_VIEW not in hak_held(request.user, on=today):
        raise NotAllowedError
    unit = unit_asked(request.user, Hak.NOMINATIF_VIEW, request.GET.get("unit", ""), on=today)
    params = {
        "diperiksa": "1" if request.GET.get("diperiksa") else "",
        "jenis": request.GET.get("jenis", ""),
        "unit": str(unit.pk) if unit else "",
        "cari": request.GET.get("cari", "").strip(),
    }
    rows = anomali_search(
        anomali_visible_to(request.user, today=today).filter(
            pemeriksaan__isnull=not params["diperiksa"]
        ),
        today=today,
        jenis=params["jenis"],
        unit_jalur=unit.jalur if unit else "",
        cari=params["cari"],
    )
    return rows, params


def _places(rows: list[Anomali]) -> dict[UUID, UnitKerja]:
    """Where these people work today."""
    placed = Penempatan.objects.filter(
        in_force(timezone.localdate()), pegawai__in={row.pegawai_id for row in rows}
    )
    return {row.pegawai_id: row.unit for row in placed.select_related("unit")}
