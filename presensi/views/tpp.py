"""One's own TPP: the last 12 months, a slip with every reason, the slip as PDF, objections."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from presensi.forms_tpp import JawabForm, KeberatanForm, first_error
from presensi.models import HasilTpp
from presensi.rules.tpp.alur import KeadaanKeberatan
from presensi.selectors.tpp import keberatan_visible_to
from presensi.selectors.tpp_slip import (
    LEBAR,
    bulan_saya,
    grafik,
    keberatan_waits,
    slip_get,
    slip_of,
    slip_own,
)
from presensi.services.tpp_cetak import slip_pdf
from presensi.services.tpp_keberatan import keberatan_answer, keberatan_open, keberatan_submit
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak
from sitamu.inti.services.jejak import akses_record

PAGES = (
    ("TPP saya", "presensi:tpp-saya", frozenset[Hak]()),
    ("Proses bulanan", "presensi:tpp-list", frozenset({Hak.TPP_VIEW})),
    (
        "Keberatan",
        "presensi:tpp-keberatan",
        frozenset({Hak.TPP_MANAGE, Hak.TPP_APPROVE_OPD}),
    ),
    ("Pagu", "presensi:tpp-pagu", frozenset({Hak.TPP_MANAGE})),
)
DIJAWAB = 50


def bagian_tpp(request: PortalRequest) -> list[dict[str, object]]:
    """Pages of TPP that the person may open, the present one marked."""
    held: frozenset[Hak] = getattr(request, "hak", frozenset())
    shown = [(label, reverse(route)) for label, route, hak in PAGES if not hak or hak & held]
    here = [url for _, url in shown if request.path.startswith(url)]
    nearest = max(here, key=len, default="")
    return [{"label": label, "url": url, "aktif": url == nearest} for label, url in shown]


@require_GET
def tpp_saya(request: PortalRequest) -> HttpResponse:
    """One's own months."""
    rows = slip_own(request.user)
    return render(
        request,
        "presensi/tpp_saya.html",
        {
            "bagian": bagian_tpp(request),
            "baris": rows,
            "bulan": bulan_saya(rows),
            "batang": grafik(rows),
            "lebar_grafik": LEBAR * max(1, len(rows)),
        },
    )


@require_http_methods(["GET", "POST"])
def tpp_slip(request: PortalRequest, hasil_id: UUID) -> HttpResponse:
    """One slip; its owner may object. Reading somebody else's is logged."""
    now = timezone.now()
    hasil = slip_get(request.user, hasil_id, today=timezone.localdate(now))
    own = hasil.pegawai.pengguna_id == request.user.pk
    form = KeberatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keberatan_submit(
            hasil_id=hasil_id, alasan=form.cleaned_data["alasan"], actor=request.user, now=now
        )
        messages.success(request, "Keberatan dikirim. Jawabannya datang lewat pemberitahuan.")
        return redirect("presensi:tpp-slip", hasil_id)
    if not own:
        _log(request, hasil, "tpp_lihat")
    slip = slip_of(hasil)
    opened = keberatan_open(hasil.periode, today=timezone.localdate(now))
    return render(
        request,
        "presensi/tpp_slip.html",
        {
            "bagian": bagian_tpp(request),
            "slip": slip,
            "sendiri": own,
            "boleh_keberatan": own and opened and not keberatan_waits(slip),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_GET
def tpp_slip_pdf(request: PortalRequest, hasil_id: UUID) -> HttpResponse:
    """The slip as PDF; each download of somebody else's is logged."""
    now = timezone.now()
    hasil = slip_get(request.user, hasil_id, today=timezone.localdate(now))
    if hasil.pegawai.pengguna_id != request.user.pk:
        _log(request, hasil, "unduh_slip_tpp")
    response = HttpResponse(slip_pdf(slip_of(hasil), now=now), content_type="application/pdf")
    name = f"slip-tpp-{hasil.periode.bulan:%Y-%m}-{hasil.pegawai.nomor}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def tpp_keberatan(request: PortalRequest) -> HttpResponse:
    """Objections to answer, and the latest answers."""
    if not {Hak.TPP_MANAGE, Hak.TPP_APPROVE_OPD} & request.hak:
        raise NotAllowedError
    rows = keberatan_visible_to(request.user, today=timezone.localdate())
    open_ = rows.filter(keadaan=KeadaanKeberatan.DIAJUKAN.value)
    slips = {
        (periode, pegawai): pk
        for pk, periode, pegawai in HasilTpp.objects.filter(
            periode__in=open_.values("periode"), pegawai__in=open_.values("pegawai")
        ).values_list("pk", "periode_id", "pegawai_id")
    }
    waiting = list(open_.exclude(pegawai__pengguna=request.user))
    return render(
        request,
        "presensi/tpp_keberatan.html",
        {
            "bagian": bagian_tpp(request),
            "menunggu": [(row, slips.get((row.periode_id, row.pegawai_id))) for row in waiting],
            "dijawab": rows.exclude(keadaan=KeadaanKeberatan.DIAJUKAN.value)
            .select_related("dijawab_oleh")
            .order_by("-dijawab_pada")[:DIJAWAB],
        },
    )


@require_POST
def tpp_keberatan_jawab(request: PortalRequest, keberatan_id: UUID) -> HttpResponse:
    """Answer one."""
    form = JawabForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("presensi:tpp-keberatan")
    row = keberatan_answer(
        keberatan_id=keberatan_id,
        terima=form.cleaned_data["terima"],
        jawaban=form.cleaned_data["jawaban"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, f"Keberatan {row.pegawai.nama_lengkap} dijawab.")
    return redirect("presensi:tpp-keberatan")


def _log(request: PortalRequest, hasil: HasilTpp, aksi: str) -> None:
    akses_record(
        aksi=aksi,
        request=request,
        pengguna=request.user,
        objek_jenis="hasil_tpp",
        objek_id=hasil.pk,
        objek_label=f"{hasil.pegawai.nama_lengkap} {hasil.periode.bulan:%Y-%m}",
        pegawai_id=hasil.pegawai_id,
    )
