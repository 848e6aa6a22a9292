"""Pages of the signer: SK to approve, to sign in ink, issued."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arsip.selectors import versi_gambar_urls, versi_visible_to
from kepegawaian.forms import GantiPindaianForm, SkFileForm
from kepegawaian.models import SuratKeputusan, Usulan
from kepegawaian.permissions import usulan_may
from kepegawaian.rules.usulan import (
    MENUNGGU_TANDA_TANGAN,
    Action,
    Keluarga,
    Status,
    actions_from,
)
from kepegawaian.selectors.pensiun import PENSIUN_BUP, fakta_pensiun
from kepegawaian.selectors.sk import (
    SIAP_DISETUJUI,
    selisih_usulan,
    sk_from_bkn,
    usulan_for_sk,
    usulan_for_sk_get,
)
from kepegawaian.selectors.surat import data_diri, isian_baris
from kepegawaian.selectors.usulan import sla_for
from kepegawaian.services import sk as services
from kepegawaian.services.dokumen_buatan import PERCOBAAN_MAKS
from kepegawaian.services.usulan import golongan_sk
from sitamu.inti.errors import DataKurangError, DomainError, NotAllowedError
from sitamu.inti.http import PortalRequest, uuids
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25


@require_GET
def sk_list(request: PortalRequest) -> HttpResponse:
    """Three shelves: to approve (with boxes), waiting for ink, issued."""
    today = timezone.localdate()
    held = hak_held(request.user, on=today)
    if not held & {Hak.SK_APPROVE, Hak.SK_FILE}:
        raise NotAllowedError
    rows = usulan_for_sk(request.user, today=today)
    to_approve = list(rows.filter(SIAP_DISETUJUI).order_by("tiba_pada", "pk")[:200])
    clocks = sla_for(to_approve, today=today)
    page = Paginator(
        rows.filter(status=Status.TERBIT).order_by("-terbit_pada", "pk"), PER_PAGE
    ).get_page(request.GET.get("halaman"))
    return render(
        request,
        "kepegawaian/sk_list.html",
        {
            "menunggu": [(u, clocks.get(u.pk)) for u in to_approve],
            "boleh_setujui": Hak.SK_APPROVE in held,
            "bertinta": rows.filter(status__in=MENUNGGU_TANDA_TANGAN).order_by(
                "sk__disetujui_pada", "pk"
            ),
            "halaman": page,
            "terbit": page.object_list,
        },
    )


@require_POST
def sk_setujui(request: PortalRequest) -> HttpResponse:
    """Approve those ticked, each alone: a refusal stops only its own."""
    if Hak.SK_APPROVE not in hak_held(request.user, on=timezone.localdate()):
        raise NotAllowedError
    ids = uuids(request.POST.getlist("usulan"))
    if not ids:
        messages.error(request, "Pilih dulu usulan yang SK-nya Anda setujui.")
        return redirect("kepegawaian:sk-list")
    names = {
        u.pk: f"{u.nomor} {u.pegawai.nama_lengkap}"
        for u in usulan_for_sk(request.user, today=timezone.localdate()).filter(pk__in=ids)
    }
    results = services.sk_approve_many(usulan_ids=ids, actor=request.user, now=timezone.now())
    done = [r for _, r in results if isinstance(r, SuratKeputusan)]
    if done:
        messages.success(request, f"{len(done)} SK disetujui dan diberi nomor. PDF sedang dibuat.")
    for usulan_id, result in results:
        if isinstance(result, DomainError):
            messages.error(request, f"{names.get(usulan_id, 'Usulan')}: {result.message}")
    return redirect("kepegawaian:sk-list")


@require_GET
def sk_detail(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """One SK: facts beside the pertek, the pages of its PDF, and what may be done now."""
    usulan = usulan_for_sk_get(request.user, usulan_id, today=timezone.localdate())
    akses_record(
        aksi="lihat_sk",
        pengguna=request.user,
        request=request,
        objek_jenis="usulan",
        objek_id=usulan.pk,
        objek_label=usulan.nomor,
        pegawai_id=usulan.pegawai_id,
    )
    return _detail(request, usulan, SkFileForm())


def _detail(
    request: PortalRequest, usulan: Usulan, form: SkFileForm, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    sk = (
        SuratKeputusan.objects.select_related("nomor", "pejabat", "disetujui_oleh")
        .filter(usulan=usulan)
        .first()
    )
    pertek = getattr(usulan, "pertek", None)
    fakta, galat_data, selisih, isi = None, "", [], []
    try:
        if sk is None:
            selisih = selisih_usulan(usulan, today=today)
        if usulan.layanan_id == PENSIUN_BUP:
            fakta = fakta_pensiun(usulan.pegawai, today=today)
        else:
            isi = [*data_diri(usulan, today=today), *isian_baris(usulan)]
    except DataKurangError as error:
        galat_data = error.message
    readable = _readable(request, sk, today)
    shown = next(iter(readable), None)
    golongan = pertek.golongan if pertek else golongan_sk(usulan.rincian)
    dari_bkn = sk_from_bkn(usulan.layanan_id, golongan, on=today)
    reached = Status(usulan.status)
    keluarga = Keluarga(usulan.keluarga)
    open_moves = {action for action, _ in actions_from(keluarga, reached)}

    def may(action: Action) -> bool:
        return action in open_moves and usulan_may(request.user, usulan, action, today=today)

    return render(
        request,
        "kepegawaian/sk_detail.html",
        {
            "usulan": usulan,
            "pertek": pertek,
            "naskah": keluarga.naskah,
            "isi": isi,
            "fakta": fakta,
            "galat_data": galat_data,
            "selisih": selisih,
            "menahan": [s for s in selisih if s.menahan],
            "sk": sk,
            "versi": shown,
            "versi_asal": readable[-1] if len(readable) > 1 else None,
            "gambar": versi_gambar_urls([shown]).get(shown.pk, []) if shown else [],
            "dari_bkn": dari_bkn,
            "boleh_setujui": dari_bkn is None and may(Action.APPROVE_SK),
            "boleh_simpan": bool(sk and sk.versi_pdf_id) and may(Action.FILE_SK),
            "boleh_ganti": may(Action.FIX_SCAN),
            "langkah_lain": [
                (action, move)
                for action, move in actions_from(keluarga, reached)
                if action in (Action.REVIEW, Action.ANNUL_SK, Action.REVOKE_SK) and may(action)
            ],
            "langkah_tte": [
                (action, move)
                for action, move in actions_from(keluarga, reached)
                if action in (Action.SEND_TTE, Action.FAIL_TTE)
                and bool(sk and sk.versi_pdf_id)
                and may(action)
            ],
            "ber_tte": reached is Status.MENUNGGU_TTE,
            "boleh_ulang": bool(sk and sk.galat and not sk.versi_pdf_id)
            and usulan_may(request.user, usulan, Action.APPROVE_SK, today=today),
            "berhenti_mencoba": bool(sk and sk.percobaan >= PERCOBAAN_MAKS),
            "form": form,
        },
        status=status,
    )


def _readable(request: PortalRequest, sk: SuratKeputusan | None, today: date) -> list[Any]:
    """Signed scan and printed PDF, as far as the reader may open them today, newest first.

    A case that has ended closes its papers to officers; its owner keeps them.
    """
    held = [v for v in (sk.versi_pindaian, sk.versi_pdf) if v is not None] if sk else []
    open_ids = set(
        versi_visible_to(request.user, today=today)
        .filter(pk__in=[v.pk for v in held])
        .values_list("pk", flat=True)
    )
    return [v for v in held if v.pk in open_ids]


@require_POST
def sk_setujui_satu(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Approve one SK."""
    sk = services.sk_approve(usulan_id=usulan_id, actor=request.user, now=timezone.now())
    messages.success(request, f"SK diberi nomor {sk.nomor_teks}. PDF sedang dibuat.")
    return redirect("kepegawaian:sk-detail", usulan_id=usulan_id)


@require_POST
def sk_ulang(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Ask for the PDF again after a failure."""
    services.sk_retry(usulan_id=usulan_id, actor=request.user, now=timezone.now())
    messages.info(request, "PDF sedang dibuat lagi.")
    return redirect("kepegawaian:sk-detail", usulan_id=usulan_id)


@require_http_methods(["GET", "POST"])
def sk_simpan(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """File the scan of the signed SK."""
    usulan = usulan_for_sk_get(request.user, usulan_id, today=timezone.localdate())
    if request.method == "GET":
        return redirect("kepegawaian:sk-detail", usulan_id=usulan.pk)
    form = SkFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _detail(request, usulan, form, status=422)
    try:
        sk = services.sk_file(
            usulan_id=usulan.pk,
            files=form.cleaned_data["berkas"],
            actor=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        if error.http_status not in (400, 413, 415, 422):
            raise
        form.add_error("berkas", f"{error.message} {error.langkah or ''}".strip())
        return _detail(request, usulan, form, status=422)
    if sk.terbit_pada:
        messages.success(request, f"SK {sk.nomor_teks} terbit.")
    else:
        messages.info(request, "Pindaian diterima dan sedang diolah. SK terbit setelah selesai.")
    return redirect("kepegawaian:sk-detail", usulan_id=usulan.pk)


@require_http_methods(["GET", "POST"])
def sk_ganti(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Put a better scan in place of the one on file."""
    today = timezone.localdate()
    usulan = usulan_for_sk_get(request.user, usulan_id, today=today)
    if not usulan_may(request.user, usulan, Action.FIX_SCAN, today=today):
        raise NotAllowedError
    form = GantiPindaianForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.sk_fix_scan(
                usulan_id=usulan.pk,
                files=form.cleaned_data["berkas"],
                catatan=form.cleaned_data["catatan"],
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            if error.http_status not in (400, 413, 415, 422):
                raise
            form.add_error("berkas", f"{error.message} {error.langkah or ''}".strip())
        else:
            messages.success(request, "Pindaian diganti. Yang lama tetap tersimpan sebagai versi.")
            return redirect("kepegawaian:sk-detail", usulan_id=usulan.pk)
    return render(
        request,
        "kepegawaian/sk_ganti.html",
        {"usulan": usulan, "form": form},
        status=422 if form.errors else 200,
    )
