"""People inside one's scope, their record, and what comes next for them."""

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
from kepegawaian.selectors.nominatif import jenis_of, perkiraan_of
from kepegawaian.selectors.pensiun import PENSIUN_BUP, fakta_pensiun
from kepegawaian.selectors.usulan import usulan_running, usulan_visible_to
from kepegawaian.services.usulan import usulan_open_check
from kepegawaian.views.nominatif import WARNA
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import JenisPegawai, Pegawai, Penempatan
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import hak_held, in_force, pegawai_visible_to
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25


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
    pegawai = _person(request, pegawai_id, today=today)
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
        usulan_open_check(pegawai, PENSIUN_BUP, today=today)
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
            "boleh_layanan": boleh,
            "boleh_usul": boleh and not running and not sebab,
            "sebab": sebab,
        },
    )


@require_GET
def pegawai_jadwal(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """What comes next for one person, worked out now, with every condition and its basis."""
    today = timezone.localdate()
    pegawai = _person(request, pegawai_id, today=today)
    kinds = jenis_of(pegawai)
    rows = perkiraan_of(pegawai, today=today) if kinds else []
    return render(
        request,
        "kepegawaian/pegawai_jadwal.html",
        {
            "pegawai": pegawai,
            "sendiri": pegawai.pengguna_id == request.user.pk,
            "jadwal": [(row, WARNA[row.keadaan]) for row in rows if row.jenis in kinds],
        },
    )


def _person(request: PortalRequest, pegawai_id: UUID, *, today: date) -> Pegawai:
    """A person one may see; looking at somebody else is logged. Raises NotFoundError."""
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
    return pegawai
