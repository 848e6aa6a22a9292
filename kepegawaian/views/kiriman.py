"""Pages of the shipping desk: queue by destination, manifests, one envelope."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepegawaian.forms import KirimanForm, LangkahKirimanForm, ResiForm, SerahForm, TerimaForm
from kepegawaian.models import Kiriman, LayananPos
from kepegawaian.rules.kiriman import MOVES, StatusKiriman
from kepegawaian.selectors.kiriman import (
    kiriman_get,
    kiriman_of_manifest,
    kiriman_visible_to,
    manifest_get,
    manifest_total,
    manifest_visible_to,
    tujuan_waiting,
)
from kepegawaian.selectors.surat import instansi_in_force
from kepegawaian.services import kiriman as services
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25


def _gate(request: PortalRequest) -> None:
    if Hak.KIRIMAN_MANAGE not in hak_held(request.user, on=timezone.localdate()):
        raise NotAllowedError


@require_http_methods(["GET", "POST"])
def kiriman_list(request: PortalRequest) -> HttpResponse:
    """SK waiting per destination (tick and make a manifest), manifests, envelopes on the way."""
    _gate(request)
    today = timezone.localdate()
    waiting = tujuan_waiting(request.user, today=today)
    form = KirimanForm(
        request.POST or None,
        unit=[(str(t.unit.pk), t.unit.nama) for t in waiting],
        layanan_pos=list(LayananPos.objects.filter(aktif=True).values_list("kode", "nama")),
        initial={"kantor_pos": instansi_in_force(on=today).get("kantor_pos", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            manifest = services.kiriman_prepare(
                unit_ids=form.cleaned_data["unit"],
                layanan_pos=form.cleaned_data["layanan_pos"],
                kantor_pos=form.cleaned_data["kantor_pos"],
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            if error.http_status not in (409, 422):
                raise
            form.add_error(None, f"{error.message} {error.langkah or ''}".strip())
        else:
            messages.success(request, f"Manifest {manifest.nomor.teks} dibuat.")
            return redirect("kepegawaian:manifest-detail", manifest_id=manifest.pk)
    cari = request.GET.get("cari", "").strip().upper().replace(" ", "")
    rows = kiriman_visible_to(request.user, today=today).annotate(jumlah_sk=Count("isi"))
    rows = (
        rows.filter(ref=cari) | rows.filter(resi=cari)
        if cari
        else rows.exclude(status=StatusKiriman.DISIAPKAN)
    )
    page = Paginator(rows.order_by("-dibuat_pada", "pk"), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    return render(
        request,
        "kepegawaian/kiriman_list.html",
        {
            "tujuan": waiting,
            "terpilih": set(request.POST.getlist("unit")),
            "form": form,
            "manifest": manifest_visible_to(request.user, today=today).annotate(
                jumlah=Count("kiriman")
            )[:10],
            "halaman": page,
            "kiriman": page.object_list,
            "cari": cari,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def manifest_detail(request: PortalRequest, manifest_id: UUID) -> HttpResponse:
    """One manifest: its lines and totals, paper to print, handing over."""
    _gate(request)
    today = timezone.localdate()
    manifest = manifest_get(request.user, manifest_id, today=today)
    form = SerahForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.manifest_handover(
            manifest_id=manifest.pk,
            petugas_pos=form.cleaned_data["petugas_pos"],
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Kiriman diserahkan ke Pos. ASN diberi tahu.")
        return redirect("kepegawaian:manifest-detail", manifest_id=manifest.pk)
    rows = kiriman_of_manifest(request.user, manifest, today=today)
    return render(
        request,
        "kepegawaian/manifest_detail.html",
        {
            "manifest": manifest,
            "baris": rows,
            "total": manifest_total(rows),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_GET
def manifest_cetak(request: PortalRequest, manifest_id: UUID, bentuk: str) -> HttpResponse:
    """The manifest or its labels as PDF; printing addresses is logged."""
    _gate(request)
    today = timezone.localdate()
    match bentuk:
        case "manifest":
            pdf = services.manifest_pdf(manifest_id=manifest_id, actor=request.user, today=today)
        case "label" | "label-a4":
            pdf = services.label_pdf(
                manifest_id=manifest_id,
                empat=bentuk == "label-a4",
                actor=request.user,
                today=today,
            )
        case _:
            raise NotFoundError
    manifest = manifest_get(request.user, manifest_id, today=today)
    akses_record(
        aksi=f"cetak_{bentuk.replace('-', '_')}",
        pengguna=request.user,
        request=request,
        objek_jenis="manifest",
        objek_id=manifest.pk,
        objek_label=manifest.nomor.teks,
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    nama = f"{bentuk}-{manifest.nomor.urut}-{manifest.tanggal.year}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{nama}"'
    return response


def _forms(kiriman: Kiriman) -> dict[str, forms.Form]:
    status = StatusKiriman(kiriman.status)
    steps = [
        (s.value, s.label)
        for s in StatusKiriman
        if s in MOVES[status] and s not in (StatusKiriman.DITERIMA, StatusKiriman.DISERAHKAN)
    ]
    return {
        "resi": ResiForm(
            initial={
                "resi": kiriman.resi,
                "berat_gram": kiriman.berat_gram,
                "biaya_rupiah": kiriman.biaya_rupiah,
            }
        ),
        "langkah": LangkahKirimanForm(ke=steps),
        "terima": TerimaForm(),
    }


def _page(
    request: PortalRequest, kiriman: Kiriman, shown: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    state = StatusKiriman(kiriman.status)
    again = kiriman.pengganti.first()
    return render(
        request,
        "kepegawaian/kiriman_detail.html",
        {
            "kiriman": kiriman,
            "isi": kiriman.isi.select_related("sk__nomor", "sk__usulan__pegawai"),
            "riwayat": kiriman.riwayat.select_related("oleh").order_by("-pada", "-pk"),
            "form_resi": shown["resi"],
            "form_langkah": shown["langkah"],
            "form_terima": shown["terima"],
            "form_galat": next((f for f in shown.values() if f.errors), None),
            "boleh_resi": state not in (StatusKiriman.DITERIMA, StatusKiriman.KEMBALI),
            "boleh_langkah": again is None
            and bool(MOVES[state] - {StatusKiriman.DITERIMA, StatusKiriman.DISERAHKAN}),
            "boleh_terima": again is None and StatusKiriman.DITERIMA in MOVES[state],
            "boleh_ulang": again is None and state in (StatusKiriman.GAGAL, StatusKiriman.KEMBALI),
            "pengganti": again,
        },
        status=status,
    )


@require_GET
def kiriman_detail(request: PortalRequest, kiriman_id: UUID) -> HttpResponse:
    """One envelope: what is in it, where it is, what may be noted now."""
    _gate(request)
    kiriman = kiriman_get(request.user, kiriman_id, today=timezone.localdate())
    return _page(request, kiriman, _forms(kiriman))


def _note(
    request: PortalRequest,
    kiriman_id: UUID,
    nama: str,
    *,
    form_of: Callable[[dict[str, forms.Form]], forms.Form],
    act: Callable[[dict[str, Any]], Kiriman],
    pesan: str,
) -> HttpResponse:
    """One form of the envelope's page: check its shape, act, or show the page with the refusal."""
    _gate(request)
    kiriman = kiriman_get(request.user, kiriman_id, today=timezone.localdate())
    shown = _forms(kiriman)
    form = shown[nama] = form_of(shown)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except DomainError as error:
            if error.http_status not in (409, 413, 415, 422):
                raise
            form.add_error(None, f"{error.message} {error.langkah or ''}".strip())
        else:
            messages.success(request, pesan)
            return redirect("kepegawaian:kiriman-detail", kiriman_id=kiriman.pk)
    return _page(request, kiriman, shown, status=422)


@require_POST
def kiriman_resi(request: PortalRequest, kiriman_id: UUID) -> HttpResponse:
    """Enter the resi, weight and fee."""
    return _note(
        request,
        kiriman_id,
        "resi",
        form_of=lambda _: ResiForm(request.POST),
        act=lambda data: services.resi_enter(
            kiriman_id=kiriman_id,
            resi=data["resi"],
            alasan=data["alasan"],
            biaya_rupiah=data["biaya_rupiah"],
            berat_gram=data["berat_gram"],
            actor=request.user,
            now=timezone.now(),
        ),
        pesan="Resi tersimpan.",
    )


@require_POST
def kiriman_langkah(request: PortalRequest, kiriman_id: UUID) -> HttpResponse:
    """Note a step that PT Pos reported."""

    def form_of(shown: dict[str, forms.Form]) -> forms.Form:
        ke = shown["langkah"].fields["ke"]
        choices = list(getattr(ke, "choices", ()))
        return LangkahKirimanForm(request.POST, ke=choices)

    return _note(
        request,
        kiriman_id,
        "langkah",
        form_of=form_of,
        act=lambda data: services.kiriman_move(
            kiriman_id=kiriman_id,
            ke=StatusKiriman(data["ke"]),
            catatan=data["catatan"],
            actor=request.user,
            now=timezone.now(),
        ),
        pesan="Kabar kiriman tersimpan. ASN diberi tahu.",
    )


@require_POST
def kiriman_terima(request: PortalRequest, kiriman_id: UUID) -> HttpResponse:
    """Record the proof of delivery."""
    return _note(
        request,
        kiriman_id,
        "terima",
        form_of=lambda _: TerimaForm(request.POST, request.FILES),
        act=lambda data: services.kiriman_receive(
            kiriman_id=kiriman_id,
            diterima_oleh=data["diterima_oleh"],
            diterima_hubungan=data["diterima_hubungan"],
            diterima_pada=data["diterima_pada"],
            bukti=data["bukti"],
            actor=request.user,
            now=timezone.now(),
        ),
        pesan="Bukti terima tersimpan. ASN diberi tahu.",
    )


@require_POST
def kiriman_ulang(request: PortalRequest, kiriman_id: UUID) -> HttpResponse:
    """A new envelope for what came back."""
    _gate(request)
    made = services.kiriman_resend(kiriman_id=kiriman_id, actor=request.user, now=timezone.now())
    messages.success(request, f"Kiriman pengganti {made.ref} dibuat. Masukkan ke manifest baru.")
    return redirect("kepegawaian:kiriman-detail", kiriman_id=made.pk)


@require_GET
def kiriman_bukti(request: PortalRequest, kiriman_id: UUID) -> FileResponse:
    """The proof of delivery as an attachment; the download is logged."""
    _gate(request)
    kiriman = kiriman_get(request.user, kiriman_id, today=timezone.localdate())
    if not kiriman.bukti:
        raise NotFoundError
    akses_record(
        aksi="unduh_bukti_terima",
        pengguna=request.user,
        request=request,
        objek_jenis="kiriman",
        objek_id=kiriman.pk,
        objek_label=kiriman.ref,
    )
    ekor = kiriman.bukti.rpartition(".")[2]
    response = FileResponse(
        default_storage.open(kiriman.bukti),
        as_attachment=True,
        filename=f"bukti-{kiriman.ref.lower()}.{ekor}",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
