"""Everything of one's own as one ZIP; for the owner alone."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from arsip.rules.paket import LANGSUNG_MAKS_BYTE
from arsip.selectors.paket import IsiPaket, paket_isi, paket_of
from arsip.services.paket import paket_file, paket_stream, paket_submit
from arsip.services.unduh import TERTUTUP, file_deliver
from sitamu.inti.errors import NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai, StatusPekerjaan
from sitamu.inti.services.jejak import akses_record


def _own(request: PortalRequest) -> Pegawai:
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    if pegawai is None:
        raise NotFoundError
    return pegawai


@require_http_methods(["GET", "POST"])
def paket(request: PortalRequest) -> HttpResponse:
    """How much there is, and the way to it: at once, or by the worker and then here."""
    _own(request)
    now = timezone.now()
    if request.method == "POST":
        paket_submit(actor=request.user, now=now)
        return redirect("arsip:paket")
    isi = paket_isi(request.user, today=timezone.localdate(now))
    job = paket_of(request.user, now=now)
    running = job is not None and job.status in (StatusPekerjaan.ANTRE, StatusPekerjaan.BERJALAN)
    template = "_paket_keadaan.html" if request.htmx else "paket.html"
    return render(
        request,
        f"arsip/{template}",
        {
            "isi": isi,
            "langsung": _at_once(isi),
            "pekerjaan": job,
            "berjalan": running,
            "siap": job is not None and job.status == StatusPekerjaan.SELESAI,
        },
    )


@require_GET
def paket_unduh(request: PortalRequest) -> HttpResponseBase:
    """The ZIP; logged. PaketBelumSiapError when a large one has not been made."""
    pegawai = _own(request)
    now = timezone.now()
    isi = paket_isi(request.user, today=timezone.localdate(now))
    nama = f"arsip_{pegawai.nomor}_{timezone.localdate(now):%Y-%m-%d}.zip"
    response: HttpResponseBase
    if _at_once(isi):
        response = StreamingHttpResponse(paket_stream(isi), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{nama}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = TERTUTUP
    else:
        name = paket_file(request.user, now=now)
        response = file_deliver(
            name, mime="application/zip", filename=nama, inline=False, may_leave=True
        )
    akses_record(
        aksi="unduh_paket",
        pengguna=request.user,
        request=request,
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        objek_label="Semua dokumen (ZIP)",
        pegawai_id=pegawai.pk,
        rincian={"jumlah": isi.jumlah, "ukuran_byte": isi.ukuran_byte},
    )
    return response


def _at_once(isi: IsiPaket) -> bool:
    return isi.ukuran_byte <= LANGSUNG_MAKS_BYTE
