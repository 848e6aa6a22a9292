"""People inside one's scope, their record, and the list of those who retire."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kepegawaian.errors import UsulanNotOpenError
from kepegawaian.selectors.anomali import anomali_visible_to
from kepegawaian.selectors.pensiun import (
    PENSIUN_BUP,
    fakta_pensiun,
    pensiun_visible_to,
    with_missing,
)
from kepegawaian.selectors.usulan import usulan_running, usulan_visible_to
from kepegawaian.services.usulan import usulan_open_check
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import JenisPegawai, Penempatan, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import BULAN, nama_kunci
from sitamu.inti.selectors import hak_held, in_force, pegawai_visible_to, units_granted
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25
TAHUN_KE_DEPAN = 5


@require_GET
def pegawai_list(request: PortalRequest) -> HttpResponse:
    """Find a colleague by name or NIP inside the own units."""
    today = timezone.localdate()
    if Hak.PEGAWAI_VIEW not in hak_held(request.user, on=today):
        raise NotAllowedError
    cari = request.GET.get("cari", "").strip()
    rows = pegawai_visible_to(request.user, today=today).order_by("nama_kunci", "pk")
    if cari:
        digits = cari.replace(" ", "")
        rows = rows.filter(
            Q(nama_kunci__contains=nama_kunci(cari))
            | Q(nip__startswith=digits)
            | Q(nomor_induk__iexact=digits)
        )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    units = {
        row.pegawai_id: row.unit
        for row in Penempatan.objects.filter(
            in_force(today), pegawai__in=[p.pk for p in page.object_list]
        ).select_related("unit")
    }
    return render(
        request,
        "kepegawaian/pegawai_list.html",
        {
            "halaman": page,
            "baris": [(p, units.get(p.pk)) for p in page.object_list],
            "cari": cari,
            "kueri": urlencode({"cari": cari}) if cari else "",
        },
    )


@require_GET
def pegawai_detail(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """One person's record as the pension needs it, and the way to propose for them."""
    today = timezone.localdate()
    pegawai = pegawai_visible_to(request.user, today=today).filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    if pegawai.pengguna_id != request.user.pk:
        akses_record(
            aksi="lihat_pegawai",
            pengguna=request.user,
            request=request,
            objek_jenis="pegawai",
            objek_id=pegawai.pk,
            objek_label=pegawai.nama,
            pegawai_id=pegawai.pk,
        )
    fakta, sebab = None, ""
    boleh = (
        pegawai_visible_to(request.user, today=today, hak=Hak.USULAN_SUBMIT)
        .filter(pk=pegawai.pk)
        .exists()
    )
    running = usulan_running(pegawai.pk, PENSIUN_BUP)
    if running and not usulan_visible_to(request.user, today=today).filter(pk=running.pk).exists():
        running = None
    try:
        if pegawai.jenis in (JenisPegawai.PNS, JenisPegawai.CPNS):
            fakta = fakta_pensiun(pegawai, today=today)
        usulan_open_check(pegawai, today=today)
    except (UsulanNotOpenError, DataKurangError) as error:
        sebab = error.message
    return render(
        request,
        "kepegawaian/pegawai_detail.html",
        {
            "pegawai": pegawai,
            "fakta": fakta,
            "unit": Penempatan.objects.filter(in_force(today), pegawai=pegawai)
            .select_related("unit")
            .first(),
            "anomali": anomali_visible_to(request.user, today=today).filter(
                pegawai=pegawai, pemeriksaan__isnull=True
            ),
            "berjalan": running,
            "boleh_usul": boleh and not running and not sebab,
            "sebab": sebab,
        },
    )


def _year(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else default


@require_GET
def pensiun_view(request: PortalRequest) -> HttpResponse:
    """Who reaches BUP when, and what is missing in each file."""
    today = timezone.localdate()
    if Hak.NOMINATIF_VIEW not in hak_held(request.user, on=today):
        raise NotAllowedError
    dari = _year(request.GET.get("dari", ""), today.year + 1)
    sampai = max(dari, min(_year(request.GET.get("sampai", ""), dari), dari + TAHUN_KE_DEPAN - 1))
    bulan = request.GET.get("bulan", "")
    cari = request.GET.get("cari", "").strip()
    unit = _unit(request)
    rows = pensiun_visible_to(
        request.user,
        today=today,
        dari=date(dari, 1, 1),
        sampai=date(sampai, 12, 31),
        cari=nama_kunci(cari),
        unit_jalur=unit.jalur if unit else "",
    )
    if bulan.isdecimal() and 1 <= int(bulan) <= 12:
        rows = [r for r in rows if r.tmt and r.tmt.month == int(bulan)]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    opd = units_granted(request.user, Hak.NOMINATIF_VIEW, on=today).filter(
        induk__induk__isnull=True
    )
    params = {
        "dari": dari,
        "sampai": sampai,
        "bulan": bulan,
        "cari": cari,
        "unit": str(unit.pk) if unit else "",
    }
    return render(
        request,
        "kepegawaian/pensiun_list.html",
        {
            "halaman": page,
            "baris": with_missing(list(page.object_list), today=today),
            "dari": dari,
            "sampai": sampai,
            "bulan": bulan,
            "cari": cari,
            "unit": unit,
            "pilihan_tahun": range(today.year, today.year + 12),
            "pilihan_bulan": list(enumerate(BULAN, 1)),
            "pilihan_unit": opd.order_by("nama"),
            "kueri": urlencode({k: v for k, v in params.items() if v}),
        },
    )


def _unit(request: PortalRequest) -> UnitKerja | None:
    try:
        unit_id = UUID(request.GET.get("unit", ""))
    except ValueError:
        return None
    return (
        units_granted(request.user, Hak.NOMINATIF_VIEW, on=timezone.localdate())
        .filter(pk=unit_id)
        .first()
    )
