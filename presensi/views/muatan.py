"""Loads of taps from other sources: hand in, see what became of it, undo."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepegawaian.errors import WorkbookRefusedError
from presensi.errors import MuatanInvalidError
from presensi.forms import CabutForm, MuatanForm
from presensi.models import MuatanBatal
from presensi.rules.muatan import SumberMuat
from presensi.selectors.muatan import muatan_get, muatan_visible_to
from presensi.services.muatan import BERAKHIR, CATATAN_MAKS, muatan_submit, muatan_undo
from presensi.views.bagian import bagian
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pekerjaan
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def muatan_list(request: PortalRequest) -> HttpResponse:
    """Upload one file; loads so far."""
    today = timezone.localdate()
    if Hak.PRESENSI_MANAGE not in hak_held(request.user, on=today):
        raise NotAllowedError
    form = MuatanForm(request.POST or None, request.FILES or None, initial={"kunci": uuid4()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            job = muatan_submit(
                kunci=typed["kunci"],
                sumber=SumberMuat(typed["sumber"]),
                file=typed["berkas"],
                padanan=typed["padanan"],
                actor=request.user,
                now=timezone.now(),
            )
        except (WorkbookRefusedError, MuatanInvalidError) as error:
            form.add_error("berkas", f"{error.message} {error.langkah}")
        else:
            return redirect("presensi:muatan-detail", job.pk)
    page = Paginator(muatan_visible_to(request.user, today=today), PER_PAGE)
    rows = page.get_page(request.GET.get("halaman"))
    return render(
        request,
        "presensi/muatan_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "halaman": rows,
            "muatan": [(job, SumberMuat(job.masukan["sumber"]).label) for job in rows],
        },
        status=422 if form.errors else 200,
    )


@require_GET
def muatan_detail(request: PortalRequest, job_id: UUID) -> HttpResponse:
    """One load: how far it is, then what became of it. htmx asks again by itself."""
    job = muatan_get(request.user, job_id, today=timezone.localdate())
    ended = job.status in BERAKHIR
    context: dict[str, Any] = {
        "bagian": bagian(request),
        "job": job,
        "sumber": SumberMuat(job.masukan["sumber"]).label,
        "jeda_detik": None if ended else 2,
        "ditolak": job.hasil.get("ditolak", ()),
        "ditolak_maks": CATATAN_MAKS,
        "gagal_disimpan": "baris_gagal" in job.hasil,
        "batal": MuatanBatal.objects.select_related("oleh").filter(muatan=job).first(),
    }
    page = "_muatan_isi.html" if request.htmx else "muatan_detail.html"
    return render(request, f"presensi/{page}", context)


@require_GET
def muatan_gagal(request: PortalRequest, job_id: UUID) -> FileResponse:
    """Refused rows, to be mended and loaded again; the download is logged."""
    job: Pekerjaan = muatan_get(request.user, job_id, today=timezone.localdate())
    name = job.hasil.get("baris_gagal")
    if name is None or not default_storage.exists(name):
        raise NotFoundError(langkah="Berkas baris gagal dihapus setelah 30 hari.")
    akses_record(
        aksi="unduh_baris_gagal",
        pengguna=request.user,
        request=request,
        objek_jenis="pekerjaan",
        objek_id=job.pk,
        objek_label=job.masukan["berkas"],
    )
    return FileResponse(
        default_storage.open(name),
        content_type=MIME,
        as_attachment=True,
        filename="baris-gagal-presensi.xlsx",
    )


@require_POST
def muatan_batal(request: PortalRequest, job_id: UUID) -> HttpResponse:
    """Let the load count for nothing, with the reason."""
    form = CabutForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Isi alasan pembatalan.")
        return redirect("presensi:muatan-detail", job_id)
    muatan_undo(
        actor=request.user,
        job_id=job_id,
        alasan=form.cleaned_data["alasan"],
        now=timezone.now(),
    )
    messages.success(request, "Impor dibatalkan. Hari-harinya dinilai lagi.")
    return redirect("presensi:muatan-detail", job_id)
