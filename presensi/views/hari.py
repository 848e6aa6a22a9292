"""Own month, the month of somebody in charge, the team today."""

from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from presensi.rules.kini import KINI_LABEL, Kini
from presensi.rules.pp94 import JENIS_LABEL, pp94_peringatan
from presensi.selectors.alpa import alpa_lines, alpa_people
from presensi.selectors.aturan import aturan_pp94
from presensi.selectors.hari import (
    WARNA_KINI,
    alpa_of,
    bulan_orang,
    jumlah_bulan,
    pegawai_get,
    perubahan_of,
    team_of,
    team_today,
)
from presensi.selectors.tutup import month_closed
from presensi.views.bagian import bagian
from sitamu.inti.errors import NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.rules.teks import BULAN
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25


@require_GET
def hari_bulan(request: PortalRequest) -> HttpResponse:
    """One's own month."""
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    if pegawai is None:
        return render(request, "presensi/hari_bulan.html", {"bagian": bagian(request)})
    return _month(request, pegawai, own=True)


@require_GET
def hari_pegawai(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """The month of somebody of the own team or units; reading it is logged."""
    pegawai = pegawai_get(request.user, pegawai_id, today=timezone.localdate())
    own = pegawai.pengguna_id == request.user.pk
    if not own:
        akses_record(
            aksi="presensi_lihat",
            request=request,
            pengguna=request.user,
            objek_jenis="pegawai",
            objek_id=pegawai.pk,
            objek_label=pegawai.nama_lengkap,
            pegawai_id=pegawai.pk,
        )
    return _month(request, pegawai, own=own)


@require_GET
def hari_tim(request: PortalRequest) -> HttpResponse:
    """The people whose direct superior one is, as of now."""
    now = timezone.now()
    team = team_of(request.user, today=timezone.localdate(now))
    anggota, belum_mulai = team_today(team, now=now)
    return render(
        request,
        "presensi/hari_tim.html",
        {
            "bagian": bagian(request),
            "anggota": anggota,
            "belum_mulai": belum_mulai,
            "jumlah": [
                (KINI_LABEL[kini], n, WARNA_KINI[kini])
                for kini in Kini
                if (n := sum(a.kini is kini for a in anggota))
            ],
            "kini": now,
        },
    )


@require_GET
def peringatan_list(request: PortalRequest) -> HttpResponse:
    """People of the own team and units with days without explanation this year: to act on."""
    today = timezone.localdate()
    rows = Paginator(alpa_people(request.user, today=today), PER_PAGE)
    page = rows.get_page(request.GET.get("halaman"))
    return render(
        request,
        "presensi/peringatan_list.html",
        {
            "bagian": bagian(request),
            "tahun": today.year,
            "halaman": page,
            "baris": alpa_lines(list(page.object_list), today=today),
        },
    )


def _month(request: PortalRequest, pegawai: Pegawai, *, own: bool) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    bulan = _asked(request.GET.get("bulan", ""), today)
    alpa = alpa_of(pegawai.pk, today=today)
    warning = pp94_peringatan(alpa, aturan_pp94(on=today))
    return render(
        request,
        "presensi/hari_bulan.html",
        {
            "bagian": bagian(request),
            "pegawai": pegawai,
            "sendiri": own,
            "hari": bulan_orang(pegawai.pk, bulan, now=now),
            "perubahan": perubahan_of(pegawai.pk, bulan),
            "ditutup": month_closed(bulan),
            "jumlah": jumlah_bulan(pegawai.pk, bulan),
            "bulan": f"{BULAN[bulan.month - 1]} {bulan.year}",
            "sebelum": f"{bulan - timedelta(days=1):%Y-%m}",
            "sesudah": f"{bulan + timedelta(days=32):%Y-%m}",
            "alpa": alpa,
            "peringatan": JENIS_LABEL[warning.jenis] if warning.jenis else "",
            "hari_ini": today,
            "bulan_ini": bulan == today.replace(day=1),
        },
    )


def _asked(teks: str, today: date) -> date:
    """The first day of the month asked for (2026-11); this month when nothing is asked."""
    if not teks:
        return today.replace(day=1)
    try:
        bulan = date.fromisoformat(f"{teks}-01")
    except ValueError:
        raise NotFoundError from None
    if not 2020 <= bulan.year <= today.year + 1:
        raise NotFoundError
    return bulan
