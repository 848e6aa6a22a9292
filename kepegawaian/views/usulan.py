"""Pages of one usulan for the person, the operator and whoever may follow it."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepegawaian.errors import BerkasIncompleteError, ButirLockedError, ButirUnjudgedError
from kepegawaian.forms import (
    CatatanForm,
    IsianForm,
    KeluargaForm,
    KirimForm,
    SkLuarForm,
    UnggahForm,
)
from kepegawaian.models import ButirUsulan, Usulan
from kepegawaian.permissions import buttons, is_own, usulan_edit, usulan_may
from kepegawaian.rules.usulan import (
    ALASAN_BUTIR,
    DENGAN_PEMOHON,
    MOVES,
    REACHABLE,
    Action,
    Keluarga,
    Status,
    Verdict,
    actions_from,
    status_kalimat,
)
from kepegawaian.selectors.kiriman import kiriman_steps
from kepegawaian.selectors.meja import templat_in_force
from kepegawaian.selectors.pensiun import PENSIUN_BUP, fakta_pensiun
from kepegawaian.selectors.surat import data_diri, isian_baris, isian_of, susunan_keluarga
from kepegawaian.selectors.tahap import tahap_shown
from kepegawaian.selectors.usulan import (
    butir_arsip,
    butir_fakta,
    butir_of,
    butir_open,
    riwayat_of,
    sla_for,
    usulan_get,
    usulan_search,
    usulan_visible_to,
    verifikator_of,
)
from kepegawaian.services import sk as sk_services
from kepegawaian.services import usulan as services
from kepegawaian.services.formulir import formulir_pdf
from kepegawaian.views.antrean import back_to, left
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest, uuids
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 25


@require_GET
def usulan_list(request: PortalRequest) -> HttpResponse:
    """Usulan one may see: own first of all, those of the OPD for its officers."""
    today = timezone.localdate()
    rows = usulan_visible_to(request.user, today=today).order_by("-dibuat_pada", "pk")
    status = request.GET.get("status", "")
    cari = request.GET.get("cari", "").strip()
    if status in Status.__members__:
        rows = rows.filter(status=status)
    if cari:
        rows = usulan_search(rows, cari)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    clocks = sla_for(list(page.object_list), today=today)
    return render(
        request,
        "kepegawaian/usulan_list.html",
        {
            "halaman": page,
            "baris": [(u, clocks.get(u.pk)) for u in page.object_list],
            "status": status,
            "cari": cari,
            "pilihan_status": [(s.value, s.label) for s in REACHABLE],
            "boleh_setujui": status == Status.DI_OPD and Hak.USULAN_APPROVE_OPD in request.hak,
            "kueri": urlencode({k: v for k, v in (("status", status), ("cari", cari)) if v}),
        },
    )


@require_POST
def usulan_mulai(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """Open a service for oneself or, as an operator, for a colleague; pensiun BUP unless named."""
    usulan = services.usulan_start(
        pegawai_id=pegawai_id,
        layanan=request.POST.get("layanan", PENSIUN_BUP)[:40],
        actor=request.user,
        now=timezone.now(),
    )
    return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)


def _context(request: PortalRequest, usulan: Usulan) -> dict[str, Any]:
    today = timezone.localdate()
    butir = butir_of(usulan)
    fakta = butir_fakta(butir)
    open_ids = (
        butir_open(usulan, butir) if usulan_edit(request.user, usulan, today=today) else set()
    )
    status = Status(usulan.status)
    rows = [
        {
            "butir": b,
            "terisi": f.terisi and f.verdict is not Verdict.PERLU_DIGANTI,
            "terbuka": b.pk in open_ids,
            "url": reverse("kepegawaian:usulan-butir", args=[usulan.pk, b.pk])
            if b.pk in open_ids
            else "",
            "alasan": ALASAN_BUTIR.get(b.alasan, ""),
        }
        for b, f in zip(butir, fakta, strict=True)
    ]
    ada_pertek = hasattr(usulan, "pertek")
    return {
        "usulan": usulan,
        "milik_sendiri": is_own(request.user, usulan),
        "butir": rows,
        "jumlah_terisi": sum(bool(r["terisi"]) for r in rows),
        "perlu_diganti": [
            r for r, b in zip(rows, butir, strict=True) if b.verdict == Verdict.PERLU_DIGANTI
        ],
        "boleh_isi": bool(open_ids),
        "jumlah_terkunci": len(rows) - len(open_ids),
        "bersama_pemohon": status in DENGAN_PEMOHON,
        "kalimat": status_kalimat(
            status, ada_pertek=ada_pertek, keluarga=Keluarga(usulan.keluarga)
        ),
        "sla": sla_for([usulan], today=today, jam=True)[usulan.pk],
        "ada_pertek": ada_pertek,
    }


SK_ACTIONS = frozenset(
    {Action.APPROVE_SK, Action.FILE_SK, Action.FIX_SCAN, Action.REVOKE_SK, Action.ANNUL_SK}
)


@require_GET
def usulan_detail(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Task list while it is with the person; status, papers and timeline always."""
    today = timezone.localdate()
    usulan = usulan_get(request.user, usulan_id, today=today)
    if not is_own(request.user, usulan):
        akses_record(
            aksi="lihat_usulan",
            pengguna=request.user,
            request=request,
            objek_jenis="usulan",
            objek_id=usulan.pk,
            objek_label=usulan.nomor,
            pegawai_id=usulan.pegawai_id,
        )
    context = _context(request, usulan)
    moves = buttons(
        request.user,
        usulan,
        actions_from(Keluarga(usulan.keluarga), Status(usulan.status)),
        today=today,
    )
    judged = {
        Action.FORWARD,
        Action.APPROVE_OPD,
        Action.RETURN,
        Action.TAKE,
        Action.VERIFY,
        Action.REJECT,
        Action.RELEASE,
        Action.SEND_BKN,
        Action.RECORD_PERTEK,
        Action.RECORD_BTS,
        Action.RECORD_TMS,
        Action.RECEIVE_SK,
    }
    return render(
        request,
        "kepegawaian/usulan_detail.html",
        {
            **context,
            "riwayat": riwayat_of(usulan),
            "tahap": tahap_shown(usulan, today=today),
            "boleh_periksa": any(a in judged for a, _ in moves),
            "boleh_setujui_opd": any(a is Action.APPROVE_OPD for a, _ in moves),
            "akhiri": next(
                ((a, m) for a, m in moves if a in (Action.CANCEL, Action.WITHDRAW)), None
            ),
            "buka": next((m for a, m in moves if a is Action.REOPEN), None),
            "boleh_sk": any(a in SK_ACTIONS for a, _ in moves),
            "isian": isian_baris(usulan),
            "sk": getattr(usulan, "sk", None),
            "kiriman": kiriman_steps(usulan),
            "pertek": getattr(usulan, "pertek", None),
            "pengantar": usulan.surat_pengantar.select_related("nomor")
            .order_by("-tanggal")
            .first(),
        },
    )


def _open_butir(
    request: PortalRequest, usulan_id: UUID, butir_id: UUID
) -> tuple[Usulan, ButirUsulan]:
    today = timezone.localdate()
    usulan = usulan_get(request.user, usulan_id, today=today)
    if not usulan_edit(request.user, usulan, today=today):
        raise NotFoundError
    butir = next((b for b in butir_of(usulan) if b.pk == butir_id), None)
    if butir is None:
        raise NotFoundError
    if butir.pk not in butir_open(usulan, [butir, *butir_of(usulan)]):
        raise ButirLockedError
    return usulan, butir


@require_http_methods(["GET", "POST"])
def usulan_butir(request: PortalRequest, usulan_id: UUID, butir_id: UUID) -> HttpResponse:
    """One item on its own page: compare data, or put in a paper."""
    usulan, butir = _open_butir(request, usulan_id, butir_id)
    if butir.syarat.bentuk == "DATA":
        return _butir_data(request, usulan, butir)
    arsip = butir_arsip([butir], usulan.pegawai_id).get(butir.pk)
    if arsip is not None and arsip.pk == butir.versi_id:
        arsip = None
    if arsip is not None and request.POST.get("arsip") == str(arsip.pk):
        services.butir_attach(
            usulan_id=usulan.pk,
            butir_id=butir.pk,
            versi_id=arsip.pk,
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"{butir.nama} tersimpan.")
        return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)
    form = UnggahForm(request.POST or None, request.FILES or None, initial={"id_klien": uuid4()})
    jenis = butir.syarat.jenis_dokumen
    if jenis is not None and jenis.foto:
        form.fields["berkas"].help_text = "Satu foto: JPEG, PNG, atau HEIC."
    if request.method == "POST" and form.is_valid():
        try:
            services.butir_upload(
                usulan_id=usulan.pk,
                butir_id=butir.pk,
                files=form.cleaned_data["berkas"],
                actor=request.user,
                now=timezone.now(),
                id_klien=form.cleaned_data["id_klien"],
            )
        except DomainError as error:
            if error.http_status not in (400, 409, 413, 415, 422):
                raise
            form.add_error("berkas", f"{error.message} {error.langkah or ''}".strip())
        else:
            messages.success(request, f"{butir.nama} tersimpan.")
            return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)
    return render(
        request,
        "kepegawaian/usulan_butir.html",
        {
            "usulan": usulan,
            "butir": butir,
            "form": form,
            "alasan": ALASAN_BUTIR.get(butir.alasan),
            "arsip": arsip,
        },
        status=422 if form.errors else 200,
    )


def _butir_data(request: PortalRequest, usulan: Usulan, butir: ButirUsulan) -> HttpResponse:
    own_data = butir.syarat.kode == "DATA_DIRI"
    form: IsianForm | KeluargaForm = (
        IsianForm(request.POST or None, initial=usulan.isian, isian=isian_of(usulan))
        if own_data
        else KeluargaForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        services.butir_confirm(
            usulan_id=usulan.pk,
            butir_id=butir.pk,
            isian=form.jawaban() if isinstance(form, IsianForm) else {},
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"{butir.nama} tersimpan.")
        return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)
    return render(
        request,
        "kepegawaian/usulan_data.html",
        {
            "usulan": usulan,
            "butir": butir,
            "form": form,
            "data_diri": own_data,
            **_data(usulan, family=not own_data),
        },
        status=422 if form.errors else 200,
    )


def _data(usulan: Usulan, *, family: bool) -> dict[str, Any]:
    """What the record says: of a pension BUP its own facts, of others the fields of the letter."""
    today = timezone.localdate()
    if usulan.layanan_id == PENSIUN_BUP:
        fakta = fakta_pensiun(usulan.pegawai, today=today)
        return {"fakta": fakta, "susunan": fakta.keluarga}
    return {
        "data": data_diri(usulan, today=today),
        "susunan": susunan_keluarga(usulan.pegawai_id) if family else [],
    }


@require_GET
def usulan_formulir(request: PortalRequest, usulan_id: UUID, butir_id: UUID) -> HttpResponse:
    """The form of one item, filled from the record, as PDF to be signed."""
    usulan, butir = _open_butir(request, usulan_id, butir_id)
    if butir.syarat.bentuk != "ISIAN":
        raise NotFoundError
    pdf = formulir_pdf(usulan=usulan, kode=butir.syarat.kode, today=timezone.localdate())
    akses_record(
        aksi="unduh_formulir",
        pengguna=request.user,
        request=request,
        objek_jenis="usulan",
        objek_id=usulan.pk,
        objek_label=f"{butir.nama} {usulan.nomor}",
        pegawai_id=usulan.pegawai_id,
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{butir.syarat.kode.lower()}-{usulan.nomor.lower()}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def usulan_periksa(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Check the answers, then send; the same page sends repaired items back."""
    today = timezone.localdate()
    usulan = usulan_get(request.user, usulan_id, today=today)
    if not usulan_edit(request.user, usulan, today=today):
        raise NotFoundError
    perbaikan = Status(usulan.status) in (Status.PERLU_DIPERBAIKI, Status.BTS)
    form = KirimForm(request.POST or None)
    butir = butir_of(usulan)
    kurang: list[str] = []
    if request.method == "POST" and form.is_valid():
        send = services.usulan_resubmit if perbaikan else services.usulan_submit
        try:
            send(usulan_id=usulan.pk, actor=request.user, now=timezone.now())
        except BerkasIncompleteError as error:
            kurang = list(error.missing)
        except ButirUnjudgedError as error:
            kurang = list(error.data["butir"])  # type: ignore[call-overload]
        else:
            return redirect("kepegawaian:usulan-terkirim", usulan_id=usulan.pk)
    elif request.method == "GET" and Status(usulan.status) not in DENGAN_PEMOHON:
        return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)
    return render(
        request,
        "kepegawaian/usulan_periksa.html",
        {
            **_context(request, usulan),
            "form": form,
            "kurang": kurang,
            "galat": bool(kurang),
            "perbaikan": perbaikan,
            "isian": isian_baris(usulan),
            "ada_keluarga": any(b.syarat.kode == "DATA_KELUARGA" for b in butir),
            "ada_berkas": any(b.syarat.bentuk != "DATA" for b in butir),
            **_data(usulan, family=True),
        },
        status=422 if form.errors or kurang else 200,
    )


@require_GET
def usulan_terkirim(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Sent: number, when, what happens next."""
    usulan = usulan_get(request.user, usulan_id, today=timezone.localdate())
    sent = riwayat_of(usulan).filter(
        action__in=[
            Action.SUBMIT.value,
            Action.SUBMIT_FOR.value,
            Action.SUBMIT_DIRECT.value,
            Action.RESUBMIT.value,
        ]
    )
    last = sent.first()
    if last is None:
        return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)
    return render(
        request,
        "kepegawaian/usulan_terkirim.html",
        {
            **_context(request, usulan),
            "perbaikan": last.action == Action.RESUBMIT,
            "dikirim_pada": last.pada,
        },
    )


Simple = Callable[..., Usulan]
LANGKAH: dict[Action, Simple] = {
    Action.FORWARD: services.usulan_forward,
    Action.APPROVE_OPD: services.usulan_approve_opd,
    Action.TAKE: services.usulan_take,
    Action.RELEASE: services.usulan_release,
    Action.VERIFY: services.usulan_verify,
}
LANGKAH_CATATAN: dict[Action, Simple] = {
    Action.CANCEL: services.usulan_cancel,
    Action.WITHDRAW: services.usulan_withdraw,
    Action.REVIEW: services.usulan_review,
    Action.REOPEN: services.usulan_reopen,
    Action.SEND_TTE: sk_services.sk_send_tte,
    Action.FAIL_TTE: sk_services.sk_fail_tte,
    Action.ANNUL_SK: sk_services.sk_annul,
    Action.REVOKE_SK: sk_services.sk_revoke,
    Action.REASSIGN: services.usulan_reassign,
    Action.RETURN: services.usulan_return,
    Action.REJECT: services.usulan_reject,
    Action.SEND_BKN: services.usulan_send_bkn,
    Action.RECORD_BTS: services.usulan_record_bts,
    Action.RECORD_TMS: services.usulan_record_tms,
}
AKIBAT = {
    Action.CANCEL: "Setelah dibatalkan, usulan tidak dapat dilanjutkan. "
    "Anda dapat membuat usulan baru.",
    Action.WITHDRAW: "BKPSDM berhenti memproses usulan ini. Anda dapat membuat usulan baru.",
    Action.REVIEW: "Usulan kembali kepada verifikator dan menunggu diperiksa lagi.",
    Action.REOPEN: "Usulan diperiksa lagi oleh Anda. Jam janji layanan berjalan kembali.",
    Action.SEND_TTE: "Pejabat menandatangani PDF ini dengan sertifikat elektroniknya (BSrE) di "
    "luar SiTAMU. PDF hasilnya lalu disimpan di sini.",
    Action.FAIL_TTE: "Naskah dapat dikirim lagi untuk TTE, atau dicetak dan ditandatangani basah.",
    Action.ANNUL_SK: "Nomor yang sudah dipakai tidak dipakai lagi. Usulan berakhir.",
    Action.REVOKE_SK: "SK dinyatakan tidak berlaku, dan catatan yang ditulisnya pada riwayat "
    "pegawai ditarik kembali. Pemohon diberi tahu.",
    Action.RETURN: "Hanya butir yang ditandai yang kembali kepada pemohon. "
    "Selama itu jam janji layanan berhenti.",
    Action.REJECT: "Penolakan bersifat tetap. Pemohon harus membuat usulan baru.",
    Action.SEND_BKN: "Catat setelah berkas benar-benar dikirim lewat SIASN. "
    "SiTAMU belum terhubung ke SIASN.",
    Action.RECORD_BTS: "Butir yang ditandai kembali kepada pemohon untuk diganti.",
    Action.RECORD_TMS: "TMS bersifat tetap. Pemohon diberi tahu alasannya.",
}


@require_http_methods(["GET", "POST"])
def usulan_langkah(request: PortalRequest, usulan_id: UUID, action: str) -> HttpResponse:
    """One move by its name. GET asks for the remark and says the consequence; POST does it."""
    try:
        langkah = Action(action.upper().replace("-", "_"))
    except ValueError:
        raise NotFoundError from None
    if langkah not in LANGKAH and langkah not in LANGKAH_CATATAN:
        raise NotFoundError
    today = timezone.localdate()
    usulan = usulan_get(request.user, usulan_id, today=today)
    move = MOVES[Keluarga(usulan.keluarga)].get((Status(usulan.status), langkah))
    form = CatatanForm(request.POST or None, wajib=bool(move and move.alasan))
    templat = (
        templat_in_force(usulan.layanan_id, on=today) if langkah in BERTEMPLAT and move else []
    )
    form.sisipkan(templat)
    if request.method == "POST" and (langkah in LANGKAH or form.is_valid()):
        extra: dict[str, Any] = {} if langkah in LANGKAH else {"catatan": form.kalimat()}
        run = LANGKAH.get(langkah) or LANGKAH_CATATAN[langkah]
        if langkah is Action.REASSIGN:
            extra["kepada"] = next(iter(uuids([request.POST.get("kepada", "")])), None)
        services.usulan_step(
            run,
            langkah,
            usulan_id=usulan.pk,
            actor=request.user,
            now=timezone.now(),
            dilihat=_seen(request),
            **extra,
        )
        messages.success(request, f"{langkah.label}: {usulan.nomor}.")
        return _after(request, usulan, langkah)
    return render(
        request,
        "kepegawaian/usulan_langkah.html",
        {
            **_context(request, usulan),
            "form": form,
            "move": move,
            "langkah": langkah,
            "akibat": AKIBAT.get(langkah, ""),
            "bernama_butir": langkah in (Action.RETURN, Action.RECORD_BTS),
            "verifikator": verifikator_of(usulan, on=today) if langkah is Action.REASSIGN else [],
            "dilihat": _seen(request) or riwayat_of(usulan).values_list("urut", flat=True).first(),
        },
        status=422 if form.errors else 200,
    )


def _seen(request: PortalRequest) -> int | None:
    """After how many moves the officer saw the usulan, as page or form say."""
    text = request.POST.get("dilihat") or request.GET.get("dilihat") or ""
    return int(text) if text.isdecimal() and len(text) < 6 else None


BERTEMPLAT: Final = (Action.RETURN, Action.REJECT, Action.RECORD_BTS, Action.RECORD_TMS)
_NEXT: Final = {
    **dict.fromkeys((Action.TAKE, Action.VERIFY, Action.SEND_BKN, Action.REOPEN), "telaah"),
    **dict.fromkeys(
        (
            *(Action.RELEASE, Action.REASSIGN, Action.REJECT),
            *(Action.RECORD_BTS, Action.RECORD_TMS),
        ),
        "antrean",
    ),
    **dict.fromkeys((Action.FORWARD, Action.RETURN), "usulan-list"),
    Action.APPROVE_OPD: "persetujuan",
    Action.REVIEW: "sk-list",
    **dict.fromkeys((Action.SEND_TTE, Action.FAIL_TTE), "sk-detail"),
}
_OF_ONE: Final = frozenset({"telaah", "usulan-detail", "sk-detail"})


def _after(request: PortalRequest, usulan: Usulan, action: Action) -> HttpResponse:
    """Where an officer goes on: the case in hand, the queue, or the list of the OPD."""
    page = _NEXT.get(action, "usulan-detail")
    if action is Action.RETURN and usulan.status == Status.DIPERIKSA:
        page = "antrean"
    if action is Action.RETURN and usulan.status == Status.DI_OPD:
        page = "persetujuan"
    if page == "antrean":
        return redirect(back_to(left(request)))
    args = [usulan.pk] if page in _OF_ONE else []
    return redirect(reverse(f"kepegawaian:{page}", args=args))


@require_http_methods(["GET", "POST"])
def usulan_terima_sk(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Register the SK that was made outside: its number, day and scan."""
    today = timezone.localdate()
    usulan = usulan_get(request.user, usulan_id, today=today)
    if not usulan_may(request.user, usulan, Action.RECEIVE_SK, today=today):
        raise NotAllowedError
    tanpa = not usulan.versi_layanan.akibat and usulan.tmt is None
    form = SkLuarForm(
        request.POST or None,
        request.FILES or None,
        initial={"tmt": usulan.tmt},
        tanpa_tmt=tanpa,
    )
    if request.method == "POST" and form.is_valid():
        try:
            sk = sk_services.sk_receive(
                usulan_id=usulan.pk,
                isi=form.isi(),
                files=form.cleaned_data["berkas"],
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            if error.http_status not in (400, 413, 415, 422):
                raise
            form.add_error(None, f"{error.message} {error.langkah or ''}".strip())
        else:
            kata = "tersimpan" if sk.terbit_pada else "diterima dan sedang diolah"
            messages.success(request, f"SK {sk.nomor_teks} {kata}.")
            return redirect("kepegawaian:usulan-detail", usulan_id=usulan.pk)
    return render(
        request,
        "kepegawaian/usulan_terima_sk.html",
        {"usulan": usulan, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
def usulan_setujui(request: PortalRequest) -> HttpResponse:
    """The head approves those ticked: one surat pengantar for each service, each person alone."""
    if Hak.USULAN_APPROVE_OPD not in hak_held(request.user, on=timezone.localdate()):
        raise NotAllowedError
    ids = uuids(request.POST.getlist("usulan"))
    if not ids:
        messages.error(request, "Pilih dulu usulan yang Anda setujui.")
        return redirect("kepegawaian:persetujuan")
    results = services.usulan_approve_opd_many(
        usulan_ids=ids, actor=request.user, now=timezone.now()
    )
    done = [r for _, r in results if isinstance(r, Usulan)]
    if done:
        messages.success(
            request, f"{len(done)} usulan disetujui dan dikirim ke BKPSDM. Surat pengantar dibuat."
        )
    for _, result in results:
        if isinstance(result, DomainError):
            messages.error(request, f"{result.message} {result.langkah or ''}".strip())
    return redirect("kepegawaian:persetujuan")
