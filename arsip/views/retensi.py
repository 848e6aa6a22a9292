"""Terms, holds, and lists of papers that leave: for the arsiparis.

Lists name people and papers, so each look is logged; the papers themselves stay closed here, but
for the ZIP of a finished transfer.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arsip.errors import SusutError
from arsip.forms import PenahananForm, PutuskanForm, SusutForm
from arsip.models import DaftarSusut, PenahananArsip
from arsip.rules.susut import BUTIR_MAKS, JenisSusut, StatusSusut
from arsip.selectors.susut import (
    daftar_get,
    daftar_list,
    dokumen_over_term,
    jenis_susut_of,
    kelas_get,
    kelas_in_force,
    may_retain,
)
from arsip.services.paket import paket_stream
from arsip.services.susut import (
    daftar_paket,
    daftar_xlsx,
    penahanan_begin,
    penahanan_end,
    susut_decide,
    susut_propose,
)
from arsip.services.unduh import TERTUTUP, file_deliver, reading_record
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.services.jejak import akses_record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAFTAR_MAKS = 50


def _check(request: PortalRequest) -> None:
    if not may_retain(request.user, today=timezone.localdate()):
        raise NotAllowedError


@require_GET
def retensi(request: PortalRequest) -> HttpResponse:
    """Classes with their terms, and the lists made so far."""
    _check(request)
    kelas = [(k, jenis_susut_of(k)) for k in kelas_in_force(on=timezone.localdate())]
    return render(
        request,
        "arsip/retensi.html",
        {"kelas": kelas, "daftar": daftar_list()[:DAFTAR_MAKS]},
    )


@require_http_methods(["GET", "POST"])
def susut_baru(request: PortalRequest, kelas: str, jenis: str) -> HttpResponse:
    """Papers of one class over their term, to be chosen for a list."""
    _check(request)
    today = timezone.localdate()
    row = kelas_get(kelas, on=today)
    try:
        untuk = JenisSusut(jenis)
    except ValueError:
        raise NotFoundError from None
    if untuk not in jenis_susut_of(row):
        raise NotFoundError
    papers = list(dokumen_over_term(row, untuk, today=today)[: BUTIR_MAKS + 1])
    shown = papers[:BUTIR_MAKS]
    form = SusutForm(
        request.POST or None,
        dokumen=[d.pk for d in shown],
        serah=untuk is JenisSusut.SERAH,
    )
    if request.method == "POST" and form.is_valid():
        try:
            daftar = susut_propose(
                jenis=untuk,
                kelas_kode=row.kode,
                dokumen_ids=form.cleaned_data["dokumen"],
                penilaian=form.cleaned_data["penilaian"],
                lembaga=form.cleaned_data.get("lembaga", ""),
                actor=request.user,
                now=timezone.now(),
            )
        except SusutError as error:
            form.add_error(None, f"{error.message} {error.langkah or ''}".strip())
        else:
            messages.success(request, "Daftar diusulkan. Arsiparis lain yang memutusnya.")
            return redirect("arsip:susut-detail", daftar_id=daftar.pk)
    if request.method == "GET":
        _log(request, f"Dokumen lewat tenggang: {row.nama}", jumlah=len(shown))
    return render(
        request,
        "arsip/susut_baru.html",
        {
            "kelas": row,
            "jenis": untuk,
            "dokumen": shown,
            "lebih": len(papers) > BUTIR_MAKS,
            "form": form,
            "dipilih": set(request.POST.getlist("dokumen")),
        },
        status=422 if form.errors else 200,
    )


@require_GET
def susut_detail(request: PortalRequest, daftar_id: UUID) -> HttpResponse:
    """One list: what is on it, who proposed and decided, how far it is."""
    _check(request)
    daftar = daftar_get(daftar_id)
    _log(request, f"Daftar {daftar.jenis_label.lower()} {daftar}", daftar=daftar)
    return _detail(request, daftar, PutuskanForm())


def _detail(request: PortalRequest, daftar: DaftarSusut, form: PutuskanForm) -> HttpResponse:
    waiting = daftar.status == StatusSusut.DIUSULKAN
    own = daftar.diusulkan_oleh_id == request.user.pk
    return render(
        request,
        "arsip/susut_detail.html",
        {
            "daftar": daftar,
            "butir": daftar.butir.order_by("urutan"),
            "form": form if waiting and not own else None,
            "usulan_sendiri": waiting and own,
            "ada_zip": daftar.jenis == JenisSusut.SERAH and daftar.status == StatusSusut.SELESAI,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def susut_putuskan(request: PortalRequest, daftar_id: UUID) -> HttpResponse:
    """Approve or refuse somebody else's proposal."""
    _check(request)
    form = PutuskanForm(request.POST)
    if form.is_valid():
        try:
            daftar = susut_decide(
                daftar_id=daftar_id,
                actor=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except SusutError as error:
            form.add_error("catatan", error.message)
        else:
            messages.success(request, f"{daftar.jenis_label}: {daftar.status_label.lower()}.")
            return redirect("arsip:susut-detail", daftar_id=daftar.pk)
    return _detail(request, daftar_get(daftar_id), form)


@require_GET
def susut_berkas(request: PortalRequest, daftar_id: UUID, bentuk: str) -> HttpResponseBase:
    """The list as `xlsx`, its minutes as `pdf`, or the files of a finished transfer as `zip`."""
    _check(request)
    daftar = daftar_get(daftar_id)
    stem = (daftar.nomor or f"usulan-{daftar.diusulkan_pada:%Y-%m-%d}").replace("/", "-")
    response: HttpResponseBase
    if bentuk == "xlsx":
        response = HttpResponse(daftar_xlsx(daftar), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"daftar-{stem}.xlsx"
        )
    elif bentuk == "pdf" and daftar.berita_acara:
        response = file_deliver(
            daftar.berita_acara,
            mime="application/pdf",
            filename=f"{stem}.pdf",
            inline=False,
            may_leave=True,
        )
    elif bentuk == "zip" and daftar.jenis == JenisSusut.SERAH and daftar.berita_acara:
        isi = daftar_paket(daftar)
        for _, versi in isi.berkas:
            reading_record(request, versi, aksi="unduh_dokumen", berita_acara=daftar.nomor)
        response = StreamingHttpResponse(paket_stream(isi), content_type="application/zip")
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{stem}.zip"
        )
        response["Content-Security-Policy"] = TERTUTUP
    else:
        raise NotFoundError
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    _log(request, f"Daftar {daftar} ({bentuk})", aksi="unduh_susut", daftar=daftar)
    return response


def _log(
    request: PortalRequest,
    label: str,
    *,
    aksi: str = "lihat_susut",
    daftar: DaftarSusut | None = None,
    jumlah: int | None = None,
) -> None:
    count = jumlah if daftar is None else daftar.butir.count()
    akses_record(
        aksi=aksi,
        pengguna=request.user,
        request=request,
        objek_jenis="daftar_susut" if daftar else "",
        objek_id=daftar.pk if daftar else None,
        objek_label=label,
        rincian={"jumlah": count},
    )


# Legal holds


@require_http_methods(["GET", "POST"])
def penahanan(request: PortalRequest) -> HttpResponse:
    """Files that must not leave, and a form for one more."""
    _check(request)
    form = PenahananForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = penahanan_begin(actor=request.user, now=timezone.now(), **form.cleaned_data)
        except SusutError as error:
            form.add_error("nomor", error.message)
        else:
            messages.success(request, f"Arsip {row.pegawai.nama_lengkap} ditahan.")
            return redirect("arsip:penahanan")
    rows = PenahananArsip.objects.select_related("pegawai", "dokumen__jenis", "oleh")
    return render(
        request,
        "arsip/penahanan.html",
        {"form": form, "penahanan": rows.order_by("-mulai", "-dibuat_pada")[: DAFTAR_MAKS * 4]},
        status=422 if form.errors else 200,
    )


@require_POST
def penahanan_akhiri(request: PortalRequest, penahanan_id: UUID) -> HttpResponse:
    penahanan_end(penahanan_id=penahanan_id, actor=request.user, now=timezone.now())
    messages.success(request, "Penahanan berakhir hari ini.")
    return redirect("arsip:penahanan")
