"""Taps that wait for a word: the officers' queue, the superior's list, one tap and its evidence."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from presensi.forms import TinjauForm
from presensi.models import FotoKetukan, Ketukan
from presensi.permissions import ketukan_decide_may
from presensi.rules.putusan import UNTUK_ATASAN, Tanda
from presensi.selectors.tinjau import (
    SEKALI,
    bukti_of,
    ketukan_get,
    menunggu_atasan,
    menunggu_petugas,
    tinjau_rows,
)
from presensi.services.tinjau import ketukan_decide, ketukan_decide_all
from presensi.views.bagian import bagian
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest, uuids
from sitamu.inti.rules.hak import Hak
from sitamu.inti.services.jejak import akses_record

TAHU = "Saya tahu yang bersangkutan bekerja saat itu."


@require_http_methods(["GET", "POST"])
def tinjau_list(request: PortalRequest) -> HttpResponse:
    """The queue of officers, by signal; several decided at once."""
    if Hak.PRESENSI_MANAGE not in request.hak:
        raise NotAllowedError
    if request.method == "POST" and _decide(request):
        return redirect(request.get_full_path())
    rows = menunggu_petugas(request.user, now=timezone.now())
    signals = [one for one in Tanda if one not in UNTUK_ATASAN]
    asked = request.GET.get("tanda", "")
    if asked in {one.value for one in signals}:
        rows = rows.filter(tanda__contains=[asked])
    return _page(
        request,
        "presensi/tinjau_list.html",
        rows,
        {"pilihan": [(one.value, one.label) for one in signals], "tanda": asked},
    )


@require_http_methods(["GET", "POST"])
def tinjau_tim(request: PortalRequest) -> HttpResponse:
    """What only the superior knows: late, from a browser, from a new phone; confirmed as a list."""
    if request.method == "POST" and _decide(request):
        return redirect("presensi:tinjau-tim")
    rows = menunggu_atasan(request.user, now=timezone.now())
    return _page(request, "presensi/tinjau_tim.html", rows, {"tahu": TAHU})


@require_http_methods(["GET", "POST"])
def tinjau_detail(request: PortalRequest, ketukan_id: UUID) -> HttpResponse:
    """All that is known of one tap, and the decision; reading it is logged."""
    now = timezone.now()
    row = ketukan_get(request.user, ketukan_id, today=timezone.localdate(now))
    form = TinjauForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ketukan_decide(
            actor=request.user,
            ketukan_id=row.pk,
            terima=form.cleaned_data["terima"],
            alasan=form.cleaned_data["alasan"],
            now=now,
        )
        messages.success(request, "Keputusan disimpan. Hari itu dinilai lagi.")
        return redirect("presensi:tinjau-detail", ketukan_id=row.pk)
    bukti = bukti_of(row, now=now)
    if bukti.pegawai.pengguna_id != request.user.pk:
        _log(request, row, bukti.pegawai.nama_lengkap, "lihat_ketukan")
    may = ketukan_decide_may(request.user, bukti.pegawai, today=timezone.localdate(now))
    return render(
        request,
        "presensi/tinjau_detail.html",
        {"bagian": bagian(request), "b": bukti, "form": form, "boleh": may},
        status=422 if form.errors else 200,
    )


@require_GET
def tinjau_foto(request: PortalRequest, ketukan_id: UUID) -> HttpResponse:
    """The photo that came with a tap; reading it is logged."""
    row = ketukan_get(request.user, ketukan_id, today=timezone.localdate())
    foto = FotoKetukan.objects.filter(pk=row.pk).first()
    if foto is None:
        raise NotFoundError
    _log(request, row, "foto", "lihat_foto_ketukan")
    return HttpResponse(bytes(foto.isi), content_type="image/jpeg")


def _page(
    request: PortalRequest, template: str, rows: QuerySet[Ketukan], more: dict[str, object]
) -> HttpResponse:
    page = Paginator(rows, SEKALI // 2).get_page(request.GET.get("halaman"))
    kueri = request.GET.copy()
    kueri.pop("halaman", None)
    context = {
        "bagian": bagian(request),
        "baris": tinjau_rows(list(page.object_list), now=timezone.now()),
        "halaman": page,
        "kueri": kueri.urlencode(),
        **more,
    }
    return render(request, template, context)


def _decide(request: PortalRequest) -> bool:
    """Decide about what was ticked; False, with a message, when nothing could be."""
    ids = uuids(request.POST.getlist("ketukan"))[:SEKALI]
    form = TinjauForm(request.POST)
    if not ids:
        messages.error(request, "Pilih dahulu catatan yang Anda putuskan.")
    elif not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
    else:
        made, known = ketukan_decide_all(
            actor=request.user,
            ketukan_ids=ids,
            terima=form.cleaned_data["terima"],
            alasan=form.cleaned_data["alasan"],
            now=timezone.now(),
        )
        kata = "dibenarkan" if form.cleaned_data["terima"] else "tidak dibenarkan"
        tail = f" {known} sudah diputus orang lain." if known else ""
        messages.success(request, f"{made} catatan {kata}.{tail}")
        return True
    return False


def _log(request: PortalRequest, row: Ketukan, label: str, aksi: str) -> None:
    akses_record(
        aksi=aksi,
        request=request,
        pengguna=request.user,
        objek_jenis="ketukan",
        objek_id=row.pk,
        objek_label=label,
        pegawai_id=row.pegawai_id,
    )
