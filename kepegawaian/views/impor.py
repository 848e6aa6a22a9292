"""Pages of loading staff lists: upload and history, one load as it goes, undoing it."""

from typing import Any
from uuid import UUID, uuid4

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kepegawaian.errors import MuatanHeldError, WorkbooksRefusedError
from kepegawaian.forms import BatalMuatanForm, ImporForm
from kepegawaian.rules.impor import BATAL
from kepegawaian.selectors.impor import (
    BERAKHIR,
    impor_require,
    muatan_get,
    muatan_history,
    undoing_of,
)
from kepegawaian.services.impor.antrean import impor_submit
from kepegawaian.services.impor.batal import undo_preview, undo_submit
from kepegawaian.services.impor.buku import MIME, tata_letak
from kepegawaian.services.impor.daftar import DAFTAR
from sitamu.inti.errors import NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pekerjaan
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def impor_list(request: PortalRequest) -> HttpResponse:
    """Upload workbooks; layouts of all lists; loads so far."""
    today = timezone.localdate()
    impor_require(request.user, today=today)
    form = ImporForm(request.POST or None, request.FILES or None, initial={"kunci": uuid4()})
    ditolak: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            job = impor_submit(
                kunci=form.cleaned_data["kunci"],
                files=form.cleaned_data["berkas"],
                actor=request.user,
                now=timezone.now(),
            )
        except WorkbooksRefusedError as error:
            ditolak = error.refusals
        else:
            return redirect("kepegawaian:impor-detail", job_id=job.pk)
    rows = muatan_history(request.user, today=today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    for job in page:
        job.masukan["berkas"] = _ordered(job)
    return render(
        request,
        "kepegawaian/impor_list.html",
        {
            "form": form,
            "ditolak": ditolak,
            "daftar": DAFTAR.values(),
            "halaman": page,
            "muatan": page.object_list,
        },
        status=422 if form.errors or ditolak else 200,
    )


@require_safe
def impor_detail(request: PortalRequest, job_id: UUID) -> HttpResponse:
    """One load or undoing: how far it is, then what became of it. htmx asks again by itself."""
    impor_require(request.user, today=timezone.localdate())
    job = muatan_get(request.user, job_id, today=timezone.localdate())
    context: dict[str, Any] = {"job": job, "batal": job.jenis == BATAL}
    if job.status not in BERAKHIR:
        context["jeda_detik"] = _pause(job)
    elif job.jenis == BATAL:
        context["muatan"] = muatan_get(
            request.user, UUID(job.masukan["muatan"]), today=timezone.localdate()
        )
    else:
        context |= _outcome(request, job)
    page = "_impor_isi.html" if request.htmx else "impor_detail.html"
    return render(request, f"kepegawaian/{page}", context)


def _ordered(job: Pekerjaan) -> dict[str, str]:
    """Name of the workbook of each list, as lists are ordered: the database keeps another order."""
    names: dict[str, str] = job.masukan["berkas"]
    return {kode: names[kode] for kode in DAFTAR if kode in names}


def _pause(job: Pekerjaan) -> int:
    """Seconds until the page asks again: short at first, longer when it takes long."""
    age = (timezone.now() - job.dibuat_pada).total_seconds()
    return 1 if age < 10 else 2 if age < 60 else 5


def _outcome(request: PortalRequest, job: Pekerjaan) -> dict[str, Any]:
    """What a load that has ended says: counts of each list, its refused or doubted rows."""
    hasil: dict[str, Any] = job.hasil
    lihat = "peringatan" if request.GET.get("lihat") == "peringatan" else "ditolak"
    doubts = [note["berkas"] for note in hasil.get("peringatan", ())]
    kept = hasil.get("baris_gagal", {})
    counts = hasil.get("per_berkas", {})
    names = _ordered(job)
    lists = [
        {
            "daftar": DAFTAR[kode],
            "berkas": names[kode],
            "sha256": job.masukan.get("sha256", {}).get(kode, ""),
            "peringatan": doubts.count(names[kode]),
            "gagal_disimpan": kode in kept,
            **counts.get(names[kode], {}),
        }
        for kode in names
    ]
    notes = hasil.get(lihat, ())
    return {
        "daftar": lists,
        "lihat": lihat,
        "halaman": Paginator(notes, PER_PAGE).get_page(request.GET.get("halaman")),
        "bagian": [
            {
                "label": label,
                "url": f"?lihat={nama}",
                "aktif": nama == lihat,
                "jumlah": len(hasil.get(nama, ())),
            }
            for nama, label in (("ditolak", "Baris ditolak"), ("peringatan", "Peringatan"))
        ],
        "pembatalan": undoing_of(job.pk),
    }


@require_safe
def impor_gagal(request: PortalRequest, job_id: UUID, kode: str) -> FileResponse:
    """Refused rows of one list, to be mended and loaded again. Each download is logged."""
    impor_require(request.user, today=timezone.localdate())
    job = muatan_get(request.user, job_id, today=timezone.localdate())
    name = job.hasil.get("baris_gagal", {}).get(kode)
    if name is None or not default_storage.exists(name):
        raise NotFoundError(langkah="Berkas baris gagal dihapus setelah 30 hari.")
    akses_record(
        aksi="unduh_baris_gagal",
        pengguna=request.user,
        request=request,
        objek_jenis="pekerjaan",
        objek_id=job.pk,
        objek_label=job.masukan["berkas"][kode],
    )
    return FileResponse(
        default_storage.open(name),
        content_type=MIME,
        as_attachment=True,
        filename=f"baris-gagal-{kode}.xlsx",
    )


@require_safe
def impor_tata_letak(request: PortalRequest, kode: str) -> HttpResponse:
    """The layout of one list as a workbook."""
    impor_require(request.user, today=timezone.localdate())
    if kode not in DAFTAR:
        raise NotFoundError
    response = HttpResponse(tata_letak(DAFTAR[kode]), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="tata-letak-{kode}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def impor_batal(request: PortalRequest, job_id: UUID) -> HttpResponse:
    """A second look before a whole load is undone: what goes, what comes back, what forbids it."""
    impor_require(request.user, today=timezone.localdate())
    job = muatan_get(request.user, job_id, today=timezone.localdate())
    form = BatalMuatanForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            undoing = undo_submit(
                job_id=job.pk,
                alasan=form.cleaned_data["alasan"],
                actor=request.user,
                now=timezone.now(),
            )
        except MuatanHeldError:
            status = 409  # the page below says why
        else:
            return redirect("kepegawaian:impor-detail", job_id=undoing.pk)
    job.masukan["berkas"] = _ordered(job)
    akibat = undo_preview(job_id=job.pk, actor=request.user, now=timezone.now())
    return render(
        request,
        "kepegawaian/impor_batal.html",
        {"job": job, "form": form, "akibat": akibat},
        status=422 if form.errors else status,
    )
