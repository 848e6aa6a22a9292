"""A death on record, the link of an heir, and the public page that the link opens."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import get_usage

from kepegawaian.errors import FaktaInvalidError, TautanAhliWarisError
from kepegawaian.forms import AhliWarisForm, BuktiDekatForm, KematianForm, TautanForm
from kepegawaian.models import ButirUsulan, TautanAhliWaris
from kepegawaian.rules.usulan import Status
from kepegawaian.selectors.usulan import butir_of, usulan_get
from kepegawaian.services.waris import (
    BERLAKU,
    SURAT_KUASA,
    ahli_waris_send,
    kematian_record,
    tautan_alive,
    tautan_issue,
    tautan_open,
)
from sitamu.inti.errors import DomainError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Kedudukan
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import has_hak, pegawai_visible_to
from sitamu.inti.services.jejak import akses_record

SESI: Final = "ahli_waris"  # session: the link whose question this browser has answered
GAGAL_PER_ALAMAT: Final = "30/10m"


class TerlaluSeringError(DomainError):
    """Too many wrong answers from one address."""

    code = "terlalu_sering"
    http_status = 429
    message = "Terlalu banyak percobaan dari sini. Tunggu 10 menit, lalu coba lagi."


@require_http_methods(["GET", "POST"])
def kematian_catat(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """Record a death with its deed: the account ends, the heirs' case begins."""
    today = timezone.localdate()
    rows = pegawai_visible_to(request.user, today=today, hak=Hak.USULAN_SUBMIT)
    pegawai = rows.filter(pk=pegawai_id).exclude(pengguna=request.user).first()
    if pegawai is None or pegawai.kedudukan == Kedudukan.MENINGGAL:
        raise NotFoundError
    form = KematianForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kematian, sebab = kematian_record(
                pegawai_id=pegawai.pk,
                tanggal=form.cleaned_data["tanggal"],
                akta=form.cleaned_data["akta"],
                actor=request.user,
                now=timezone.now(),
            )
        except FaktaInvalidError as error:
            form.add_error(error.bidang, error.message)
        except DomainError as error:
            if error.http_status not in (409, 413, 415, 422):
                raise
            form.add_error("akta", f"{error.message} {error.langkah or ''}".strip())
        else:
            if kematian.usulan_id:
                messages.success(request, "Kematian tercatat. Usulan pensiun ahli waris dibuat.")
                return redirect("kepegawaian:usulan-detail", usulan_id=kematian.usulan_id)
            messages.success(request, f"Kematian tercatat. {sebab}")
            return redirect("kepegawaian:pegawai-detail", pegawai_id=pegawai.pk)
    return render(
        request,
        "kepegawaian/waris_kematian.html",
        {"pegawai": pegawai, "form": form},
        status=422 if form.errors else 200,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def tautan_buat(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Make a link for one heir: shown this once only."""
    today = timezone.localdate()
    usulan = usulan_get(request.user, usulan_id, today=today)
    may = has_hak(request.user, Hak.USULAN_SUBMIT, usulan.unit_kerja_id, on=today)
    dead = usulan.pegawai.kedudukan == Kedudukan.MENINGGAL
    if not may or not dead or usulan.status != Status.DRAF:
        raise NotFoundError
    form = TautanForm(request.POST or None)
    context: dict[str, Any] = {"usulan": usulan, "form": form, "hari": BERLAKU.days}
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        kunci = tautan_issue(usulan_id=usulan.pk, actor=request.user, now=now, **form.cleaned_data)
        path = reverse("kepegawaian:ahli-waris", args=[kunci])
        context |= {"tautan": request.build_absolute_uri(path), "sampai": now + BERLAKU}
    rows = usulan.tautan_ahli_waris.order_by("-dibuat_pada")
    return render(
        request,
        "kepegawaian/waris_tautan.html",
        {**context, "baris": rows, "kini": timezone.now()},
        status=422 if form.errors else 200,
    )


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ahli_waris(request: HttpRequest, kunci: str) -> HttpResponse:
    """First a question that somebody near can answer, then the papers; without an account."""
    tautan = _answered(request, kunci)
    if tautan is not None:
        return _papers(request, tautan)
    form = BuktiDekatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        usage = {"group": "ahli-waris", "key": "ip", "rate": GAGAL_PER_ALAMAT}
        used = get_usage(request, increment=False, **usage)
        if used and used["count"] >= used["limit"]:
            raise TerlaluSeringError
        try:
            found = tautan_open(kunci=kunci, now=timezone.now(), **form.cleaned_data)
        except TautanAhliWarisError as error:
            get_usage(request, increment=True, **usage)
            akses_record(aksi="tautan_ahli_waris_gagal", request=request)
            form.add_error(None, f"{error.message} {error.langkah}")
        else:
            request.session.cycle_key()
            request.session[SESI] = str(found.pk)
            request.session.set_expiry(2 * 3600)
            akses_record(
                aksi="tautan_ahli_waris_dibuka",
                request=request,
                objek_jenis="usulan",
                objek_id=found.usulan_id,
                objek_label=found.usulan.nomor,
                pegawai_id=found.usulan.pegawai_id,
            )
            return redirect("kepegawaian:ahli-waris", kunci=kunci)
    status = 422 if form.errors else 200
    return render(request, "kepegawaian/waris_masuk.html", {"form": form}, status=status)


def _answered(request: HttpRequest, kunci: str) -> TautanAhliWaris | None:
    """The link of this address, when this browser has answered its question and it still works."""
    pk = request.session.get(SESI)
    return tautan_alive(kunci=kunci, tautan_id=UUID(pk), now=timezone.now()) if pk else None


def _papers(request: HttpRequest, tautan: TautanAhliWaris) -> HttpResponse:
    wanted = _wanted(tautan)
    form = AhliWarisForm(
        request.POST or None,
        request.FILES or None,
        butir=[(str(b.pk), b.nama) for b in wanted],
        initial={"nama": tautan.nama},
    )
    if request.method == "POST" and form.is_valid():
        try:
            usulan = ahli_waris_send(
                tautan_id=tautan.pk,
                isi=form.isi(),
                surat_kuasa=form.cleaned_data["surat_kuasa"],
                berkas={b.pk: form.cleaned_data[str(b.pk)] for b in wanted},
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, f"{error.message} {error.langkah or ''}".strip())
        else:
            request.session.flush()
            return render(
                request,
                "kepegawaian/waris_selesai.html",
                {"usulan": usulan, "terkirim": usulan.status != Status.DRAF},
            )
    return render(
        request,
        "kepegawaian/waris_isi.html",
        {"tautan": tautan, "form": form, "ada_berkas": bool(wanted)},
        status=422 if form.errors else 200,
    )


def _wanted(tautan: TautanAhliWaris) -> list[ButirUsulan]:
    """Papers that are not there yet, the letter of authority aside; forms are the operator's."""
    return [
        b
        for b in butir_of(tautan.usulan)
        if b.syarat.bentuk == "UNGGAH"
        and b.versi_id is None
        and b.syarat.jenis_dokumen_id not in (None, SURAT_KUASA)
    ]
