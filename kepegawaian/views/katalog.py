"""The catalogue of services for whoever keeps it: versions, papers, stages, words."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from arsip.selectors import jenis_in_force
from kepegawaian.forms import LayananForm, SuratForm, VersiForm
from kepegawaian.models import Layanan, NaskahSurat, VersiLayanan
from kepegawaian.rules.usulan import Keluarga
from kepegawaian.services import katalog as services
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held


def _keeper(request: PortalRequest) -> None:
    if Hak.REFERENSI_EDIT not in hak_held(request.user, on=timezone.localdate()):
        raise NotAllowedError


@require_GET
def katalog_list(request: PortalRequest) -> HttpResponse:
    """Every service with its version in force and one that is to come."""
    _keeper(request)
    today = timezone.localdate()
    versions: dict[str, list[VersiLayanan]] = {}
    for row in VersiLayanan.objects.order_by("-berlaku_mulai"):
        versions.setdefault(row.layanan_id, []).append(row)
    rows = []
    for layanan in Layanan.objects.all():
        own = versions.get(layanan.pk, [])
        now = next((v for v in own if v.berlaku_mulai <= today), None)
        rows.append((layanan, now, next((v for v in own if v.berlaku_mulai > today), None)))
    return render(request, "kepegawaian/katalog_list.html", {"baris": rows})


@require_GET
def katalog_detail(request: PortalRequest, kode: str) -> HttpResponse:
    """One service: each version with papers and stages, and the words of its letter."""
    _keeper(request)
    layanan = _layanan(kode)
    return render(
        request,
        "kepegawaian/katalog_detail.html",
        {
            "layanan": layanan,
            "versi": layanan.versi.prefetch_related("syarat", "tahap")
            .select_related("jenis_terbit", "dibuat_oleh")
            .order_by("-berlaku_mulai"),
            "naskah": layanan.naskah.order_by("-berlaku_mulai"),
            "aturan": layanan.aturan_sk.order_by("-berlaku_mulai", "golongan_dari"),
            "hari_ini": timezone.localdate(),
        },
    )


def _layanan(kode: str) -> Layanan:
    layanan = Layanan.objects.filter(pk=kode).first()
    if layanan is None:
        raise NotFoundError
    return layanan


def _kinds() -> list[tuple[str, str]]:
    rows = jenis_in_force(on=timezone.localdate()).filter(internal=False, foto=False)
    return [(j.pk, j.nama) for j in rows]


@require_http_methods(["GET", "POST"])
def katalog_tambah(request: PortalRequest) -> HttpResponse:
    """A new simple service, without a programmer."""
    _keeper(request)
    form = LayananForm(
        request.POST or None,
        berkas=_kinds(),
        initial={"berlaku_mulai": timezone.localdate(), "janji_hari_kerja": 2},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = services.layanan_add(
                nama=data["nama"],
                keterangan=data["keterangan"],
                loket=data["loket"],
                pejabat_kode=data["pejabat_kode"],
                kode_klasifikasi=data["kode_klasifikasi"],
                versi=form.versi(),
                surat=form.surat(),
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            _blame(form, error)
        else:
            messages.success(request, f"Layanan {row.nama} ditambahkan.")
            return redirect("kepegawaian:katalog-detail", kode=row.pk)
    return _form_page(request, form, "Tambah layanan surat", None)


@require_http_methods(["GET", "POST"])
def katalog_versi(request: PortalRequest, kode: str) -> HttpResponse:
    """A new version; a simple service may change its papers and words with it."""
    _keeper(request)
    layanan = _layanan(kode)
    latest = layanan.versi.order_by("-berlaku_mulai").first()
    if latest is None:
        raise NotFoundError
    simple = latest.keluarga == Keluarga.SURAT and latest.jenis_terbit_id == services.JENIS_SURAT
    initial = _initial(latest, layanan.naskah.order_by("-berlaku_mulai").first())
    form = (
        SuratForm(request.POST or None, berkas=_kinds(), initial=initial)
        if simple
        else VersiForm(request.POST or None, initial=initial)
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = services.versi_add(
                kode=kode,
                versi=form.versi(),
                surat=form.surat() if isinstance(form, SuratForm) else None,
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            _blame(form, error)
        else:
            messages.success(request, f"Versi mulai {row.berlaku_mulai:%d-%m-%Y} tersimpan.")
            return redirect("kepegawaian:katalog-detail", kode=kode)
    return _form_page(request, form, f"Versi baru: {layanan.nama}", layanan)


def _initial(latest: VersiLayanan, naskah: NaskahSurat | None) -> dict[str, Any]:
    names = ("janji_hari_kerja", "lewat_opd", "batas_opd_hari_kerja", "perbaikan_hari_kerja")
    initial: dict[str, Any] = {name: getattr(latest, name) for name in names}
    initial |= {"dasar_hukum": latest.dasar_hukum, "untuk": latest.untuk}
    initial |= {"pengusul": latest.pengusul}
    initial["isian"] = "\n".join(f"{i['nama']} | {i['label']} | {i['jenis']}" for i in latest.isian)
    initial["berkas"] = list(
        latest.syarat.filter(bentuk="UNGGAH").values_list("jenis_dokumen_id", flat=True)
    )
    if naskah is not None and "pembuka" in naskah.isi:
        initial |= {
            "perihal": naskah.isi["perihal"],
            "pembuka": " ".join(naskah.isi["pembuka"]),
            "tabel": ", ".join(naskah.isi["data"]),
            "penutup": "\n".join(naskah.isi["penutup"]),
        }
    return initial


def _blame(form: VersiForm, error: DomainError) -> None:
    """Put a refusal beside the field that it names, or above all."""
    named = error.data.get("errors") if isinstance(error.data, dict) else None
    field = next(iter(named), None) if isinstance(named, dict) else None
    field = {"data": "tabel"}.get(str(field), field)
    if error.code == "versi_sudah_berlaku":
        field = "berlaku_mulai"
    form.add_error(
        field if field in form.fields else None, f"{error.message} {error.langkah or ''}".strip()
    )


def _form_page(
    request: PortalRequest, form: VersiForm, judul: str, layanan: Layanan | None
) -> HttpResponse:
    return render(
        request,
        "kepegawaian/katalog_form.html",
        {"form": form, "judul": judul, "layanan": layanan},
        status=422 if form.errors else 200,
    )
