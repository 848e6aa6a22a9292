"""Bulk upload by an officer: many files in, one result for each, none lost on the way."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arsip.forms import CocokkanForm, MassalForm
from arsip.models import Unggahan, UnggahanMassal
from arsip.rules.dokumen import PDF_MAKS_BYTE
from arsip.rules.unggahan import BAGIAN_BYTE, SEKALI_KIRIM_BYTE, ZIP_MAKS_BYTE, StatusUnggahan
from arsip.selectors.unggahan import (
    jenis_may_file,
    massal_berkas,
    massal_get,
    massal_list,
    massal_ringkas,
    pegawai_by_name,
    pegawai_by_nomor,
    pegawai_may_file,
    people_for_matching,
    saran_jenis,
    saran_pegawai,
    unggahan_get,
)
from arsip.services.laporan import catatan_teks, hasil_teks, laporan_csv, laporan_nama, laporan_xlsx
from arsip.services.pindai import pindai_keadaan
from arsip.services.unduh import unggahan_deliver
from arsip.services.unggahan import (
    bulk_check,
    massal_begin,
    unggahan_discard,
    unggahan_match,
    unggahan_receive,
)
from sitamu.inti.errors import DomainError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 20
SARINGAN = (
    ("", "Semua"),
    (StatusUnggahan.COCOKKAN, "Perlu dicocokkan"),
    (StatusUnggahan.DITOLAK, "Ditolak"),
    (StatusUnggahan.MENGIRIM, "Belum lengkap"),
    (StatusUnggahan.TERSIMPAN, "Tersimpan"),
)
LAPORAN = {
    "csv": (laporan_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        laporan_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


@require_http_methods(["GET", "POST"])
def massal_list_view(request: PortalRequest) -> HttpResponse:
    """One's own batches; POST begins a new one."""
    now = timezone.now()
    if request.method == "POST":
        massal = massal_begin(actor=request.user, now=now)
        return redirect("arsip:massal-detail", massal_id=massal.pk)
    bulk_check(request.user, now=now)
    rows = Paginator(massal_list(request.user), PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "arsip/massal_list.html", {"halaman": rows})


@require_GET
def massal_detail(request: PortalRequest, massal_id: UUID) -> HttpResponse:
    """One batch: send files, see what became of each."""
    massal = massal_get(request.user, massal_id)
    return render(request, "arsip/massal_detail.html", _context(request, massal, MassalForm()))


@require_GET
def massal_hasil(request: PortalRequest, massal_id: UUID) -> HttpResponse:
    """The results alone, for the page that shows them already."""
    massal = massal_get(request.user, massal_id)
    return render(request, "arsip/_massal_hasil.html", _context(request, massal, None))


@require_POST
def massal_kirim(request: PortalRequest, massal_id: UUID) -> HttpResponse:
    """Take the files of a plain form."""
    form = MassalForm(request.POST, request.FILES)
    if not form.is_valid():
        context = _context(request, massal_get(request.user, massal_id), form)
        return render(request, "arsip/massal_detail.html", context, status=422)
    rows = unggahan_receive(
        massal_id=massal_id,
        files=form.cleaned_data["berkas"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, f"{len(rows)} berkas diterima. Hasilnya ada di bawah ini.")
    return redirect("arsip:massal-detail", massal_id=massal_id)


@require_GET
def massal_laporan(request: PortalRequest, massal_id: UUID, bentuk: str) -> HttpResponse:
    """The results as a file."""
    massal = massal_get(request.user, massal_id)
    if bentuk not in LAPORAN:
        raise NotFoundError
    make, mime = LAPORAN[bentuk]
    nama = laporan_nama(massal, bentuk)
    akses_record(
        aksi="ekspor",
        pengguna=request.user,
        request=request,
        objek_jenis="unggahan_massal",
        objek_id=massal.pk,
        objek_label=nama,
    )
    response = HttpResponse(make(massal), content_type=mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=nama)
    return response


@require_GET
def unggahan_lihat(request: PortalRequest, unggahan_id: UUID) -> HttpResponseBase:
    """A file that waits to be matched, for whoever sent it."""
    return unggahan_deliver(request.user, unggahan_id)


@require_POST
def unggahan_cocokkan(request: PortalRequest, unggahan_id: UUID) -> HttpResponse:
    """Say whose paper a file is; refused, the form comes back with the reason."""
    row = unggahan_get(request.user, unggahan_id)
    form = CocokkanForm(
        request.POST, jenis=jenis_may_file(on=timezone.localdate()), prefix=str(row.pk)
    )
    if form.is_valid() and _match(request, row, form):
        return _answer(request, unggahan_get(request.user, row.pk))
    if request.htmx:
        _dress([row], request, bound={row.pk: form})
        return render(request, "arsip/_unggahan_baris.html", {"u": row}, status=422)
    for fields in form.errors.values():
        for sentence in fields:
            messages.error(request, f"{row.nama}: {sentence}")
    return _answer(request, row)


def _match(request: PortalRequest, row: Unggahan, form: CocokkanForm) -> bool:
    data = form.cleaned_data
    today = timezone.localdate()
    pegawai = pegawai_by_nomor(request.user, data["nomor"], today=today)
    if data["nama"]:
        form.tawaran = pegawai_by_name(request.user, data["nama"], today=today)
        if len(form.tawaran) > 1:
            form.add_error("nip", "Ada beberapa pegawai dengan nama itu. Pilih salah satu.")
            return False
        pegawai = next(iter(form.tawaran), None)
    if pegawai is None:
        form.add_error("nip", "Pegawai ini tidak ada di unit Anda. Periksa NIP atau namanya.")
        return False
    try:
        unggahan_match(
            unggahan_id=row.pk,
            pegawai_id=pegawai.pk,
            jenis_kode=data["jenis"],
            kunci=data["kunci"],
            actor=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error(None, f"{error.message} {error.langkah or ''}".strip())
        return False
    return True


@require_POST
def unggahan_buang(request: PortalRequest, unggahan_id: UUID) -> HttpResponse:
    """Throw a file away that is not filed."""
    row = unggahan_discard(unggahan_id=unggahan_id, actor=request.user, now=timezone.now())
    return _answer(request, unggahan_get(request.user, row.pk))


def _answer(request: PortalRequest, row: Unggahan) -> HttpResponse:
    """The row as it is now, or back to the page of its batch."""
    if row.massal_id is None:
        raise NotFoundError
    if request.htmx:
        _dress([row], request)
        return render(request, "arsip/_unggahan_baris.html", {"u": row})
    page = reverse("arsip:massal-detail", args=[row.massal_id])
    return redirect(f"{page}#unggahan-{row.pk}")


def _context(
    request: PortalRequest, massal: UnggahanMassal, form: MassalForm | None
) -> dict[str, Any]:
    wanted = request.GET.get("status", "")
    wanted = wanted if wanted in StatusUnggahan.__members__ else ""
    rows = massal_berkas(massal, status=wanted)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    _dress(page.object_list, request)
    ringkas = massal_ringkas(massal)
    here = reverse("arsip:massal-detail", args=[massal.pk])
    return {
        "massal": massal,
        "form": form,
        "ringkas": ringkas,
        "halaman": page,
        "status": wanted,
        "bagian": [
            {
                "label": label,
                "url": f"{here}?status={status}#hasil" if status else f"{here}#hasil",
                "aktif": wanted == status,
                "jumlah": ringkas.per_status.get(status, 0) if status else ringkas.total,
            }
            for status, label in SARINGAN
            if not status or status == wanted or ringkas.per_status.get(status)
        ],
        "pemindai": pindai_keadaan(now=timezone.now(), ask=False) if form else None,
        "bagian_byte": BAGIAN_BYTE,
        "sekali_byte": SEKALI_KIRIM_BYTE,
        "maks_pdf_byte": PDF_MAKS_BYTE,
        "maks_zip_byte": ZIP_MAKS_BYTE,
    }


def _dress(
    rows: Any, request: PortalRequest, *, bound: dict[Any, CocokkanForm] | None = None
) -> None:
    """Give each row its words, and those to be matched a form with suggestions."""
    today = timezone.localdate()
    open_rows = [row for row in rows if row.status == StatusUnggahan.COCOKKAN]
    people = people_for_matching(request.user, today=today) if open_rows else []
    jenis = jenis_may_file(on=today) if open_rows else []
    ids = {row.pk: saran_pegawai(row.nama, people) for row in open_rows}
    wanted = {pk for found in ids.values() for pk in found}
    by_id: dict[str, Model] = (
        {str(p.pk): p for p in pegawai_may_file(request.user, today=today).filter(pk__in=wanted)}
        if wanted
        else {}
    )
    for row in rows:
        row.hasil, row.catatan = hasil_teks(row), catatan_teks(row)
        if row.status != StatusUnggahan.COCOKKAN:
            continue
        found = [by_id[pk] for pk in ids[row.pk] if pk in by_id]
        if row.pegawai is not None:
            found = [row.pegawai, *(p for p in found if p.pk != row.pegawai_id)]
        row.form = (bound or {}).get(row.pk) or CocokkanForm(
            jenis=jenis,
            prefix=str(row.pk),
            initial={
                "jenis": row.jenis_id or next(iter(saran_jenis(row.nama, jenis)), ""),
                "kunci": row.kunci,
            },
        )
        people_offered = dict.fromkeys([*row.form.tawaran, *found])
        row.form.offer([p for p in people_offered if isinstance(p, Pegawai)])
