"""Leave in the browser: what is left, a request, the answers, the leave card."""

from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kepegawaian.errors import BerkasIncompleteError, CutiRefusedError, FaktaInvalidError
from kepegawaian.forms import CatatanForm, CutiForm, CutiJenisForm, KartuCutiForm, PanggilForm
from kepegawaian.models import Cuti, KartuCuti
from kepegawaian.rules.alur_cuti import GerakCuti, LangkahCuti, Pihak, StatusCuti, gerak
from kepegawaian.rules.cuti import HasilCuti, JenisCuti
from kepegawaian.rules.kuota_cuti import KuotaTahunan
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.cuti import (
    cuti_get,
    cuti_moves,
    cuti_own,
    cuti_sent,
    cuti_visible_to,
    cuti_waiting,
    kuota_of,
    pihak_of,
)
from kepegawaian.services.cuti import (
    cuti_move,
    cuti_recall,
    cuti_request,
    cuti_request_again,
    cuti_try,
    kartu_record,
)
from sitamu.inti.errors import DataKurangError, DomainError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to

PER_PAGE = 25
WARNA = {
    StatusCuti.DI_ATASAN: "biru",
    StatusCuti.DI_PEJABAT: "biru",
    StatusCuti.PERUBAHAN: "kuning",
    StatusCuti.DISETUJUI: "hijau",
    StatusCuti.DITANGGUHKAN: "kuning",
    StatusCuti.TIDAK_DISETUJUI: "merah",
    StatusCuti.DIBATALKAN: "abu",
}


@require_GET
def cuti_list(request: PortalRequest) -> HttpResponse:
    """One's own leave and what is left; for officers, the leave of the units in charge below."""
    today = timezone.localdate()
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    kuota, kurang = _left(pegawai, today=today)
    others = cuti_visible_to(request.user, today=today).exclude(pegawai__pengguna=request.user)
    page = Paginator(others.order_by("-mulai", "pk"), PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "kepegawaian/cuti_list.html",
        {
            "pegawai": pegawai,
            "kuota": kuota,
            "kurang": kurang,
            "milik": [_row(row) for row in cuti_own(request.user)] if pegawai else [],
            "halaman": page,
            "baris": [_row(row) for row in page.object_list],
            "menunggu": cuti_waiting(request.user, today=today).count(),
        },
    )


@require_GET
def cuti_keputusan(request: PortalRequest) -> HttpResponse:
    """Requests that wait for one's word."""
    today = timezone.localdate()
    page = Paginator(cuti_waiting(request.user, today=today), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    return render(
        request,
        "kepegawaian/cuti_keputusan.html",
        {"halaman": page, "baris": [_row(row) for row in page.object_list]},
    )


@require_http_methods(["GET", "POST"])
def cuti_mulai(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """Which kind of leave."""
    pegawai = _pegawai(request, pegawai_id)
    form = CutiJenisForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("kepegawaian:cuti-ajukan", pegawai.pk, form.cleaned_data["jenis"])
    kuota, kurang = _left(pegawai, today=timezone.localdate())
    return render(
        request,
        "kepegawaian/cuti_mulai.html",
        {"pegawai": pegawai, "form": form, "kuota": kuota, "kurang": kurang},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def cuti_ajukan(request: PortalRequest, pegawai_id: UUID, jenis: str) -> HttpResponse:
    """The request itself; papers are asked for once its length is known."""
    pegawai = _pegawai(request, pegawai_id)
    kind = _kind(jenis)
    if request.method == "GET":
        form = CutiForm(jenis=kind, initial={"id_klien": uuid4(), "perjalanan_hari": 0})
        return _form(request, pegawai, form)
    return _send(request, pegawai, kind)


@require_http_methods(["GET", "POST"])
def cuti_ubah(request: PortalRequest, cuti_id: UUID) -> HttpResponse:
    """Change a request that came back and send it again."""
    cuti = cuti_get(request.user, cuti_id, today=timezone.localdate())
    pegawai = _pegawai(request, cuti.pegawai_id)
    kind = JenisCuti(cuti.jenis)
    gerak(StatusCuti(cuti.status), LangkahCuti.AJUKAN_LAGI, kind)
    if request.method == "GET":
        fields = ("mulai", "selesai", "sebab", "perjalanan_hari", "keterangan", "alamat")
        initial = {name: getattr(cuti, name) for name in (*fields, "nomor_hp")}
        return _form(request, pegawai, CutiForm(jenis=kind, initial=initial), cuti=cuti)
    return _send(request, pegawai, kind, cuti=cuti)


def _send(
    request: PortalRequest, pegawai: Pegawai, jenis: JenisCuti, *, cuti: Cuti | None = None
) -> HttpResponse:
    """Try, ask for the papers it needs, send."""
    form = CutiForm(request.POST, request.FILES, jenis=jenis)
    if form.is_valid() and cuti is None:
        before = cuti_sent(pegawai, form.cleaned_data["id_klien"])
        if before is not None:  # the button was pressed twice
            return redirect("kepegawaian:cuti-detail", before.pk)
    hasil, langkah = _tried(form, pegawai, cuti) if form.is_valid() else (None, None)
    if hasil is not None:
        form = CutiForm(request.POST, request.FILES, jenis=jenis, berkas=hasil.berkas)
        if form.is_valid() and hasil.dapat:
            try:
                sent = _sent(request, pegawai, form, cuti)
            except BerkasIncompleteError:
                pass  # the page asks for them
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, "Permohonan cuti dikirim.")
                return redirect("kepegawaian:cuti-detail", sent.pk)
    return _form(request, pegawai, form, cuti=cuti, hasil=hasil, langkah=langkah)


def _tried(
    form: CutiForm, pegawai: Pegawai, cuti: Cuti | None
) -> tuple[HasilCuti | None, str | None]:
    """What the rules say; without an answer the reason stands on the form, with the way out."""
    kecuali = cuti.pk if cuti else None
    try:
        return cuti_try(pegawai, form.isi(), today=timezone.localdate(), kecuali=kecuali), None
    except FaktaInvalidError as error:
        form.add_error(error.bidang if error.bidang in form.fields else None, error.message)
        return None, None
    except (CutiRefusedError, DataKurangError) as error:
        form.add_error(None, error.message)
        return None, error.langkah


def _sent(request: PortalRequest, pegawai: Pegawai, form: CutiForm, cuti: Cuti | None) -> Cuti:
    isi, berkas, now = form.isi(), form.berkas(), timezone.now()
    if cuti is not None:
        return cuti_request_again(
            cuti_id=cuti.pk, isi=isi, berkas=berkas, actor=request.user, now=now
        )
    return cuti_request(
        pegawai_id=pegawai.pk,
        isi=isi,
        berkas=berkas,
        actor=request.user,
        now=now,
        id_klien=form.cleaned_data["id_klien"],
    )


def _form(
    request: PortalRequest,
    pegawai: Pegawai,
    form: CutiForm,
    *,
    cuti: Cuti | None = None,
    hasil: HasilCuti | None = None,
    langkah: str | None = None,
) -> HttpResponse:
    kuota: KuotaTahunan | None = None
    if form.jenis is JenisCuti.TAHUNAN:
        kuota, _ = _left(pegawai, today=timezone.localdate())
    return render(
        request,
        "kepegawaian/cuti_ajukan.html",
        {
            "pegawai": pegawai,
            "form": form,
            "cuti": cuti,
            "hasil": hasil,
            "langkah": langkah,
            "kuota": kuota,
            "berkas": [form[kode.value] for kode in hasil.berkas if kode.value in form.fields]
            if hasil
            else [],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
def cuti_detail(request: PortalRequest, cuti_id: UUID) -> HttpResponse:
    """One request, its way so far, what may be done now."""
    today = timezone.localdate()
    cuti = cuti_get(request.user, cuti_id, today=today)
    sides = pihak_of(request.user, cuti, today=today)
    moves = cuti_moves(cuti, sides, today=today)
    owner = Pihak.PEMOHON in sides
    return render(
        request,
        "kepegawaian/cuti_detail.html",
        {
            "cuti": cuti,
            "warna": WARNA[StatusCuti(cuti.status)],
            "gerak": moves,
            "milik_sendiri": owner,
            "boleh_buka": owner or Pihak.PEJABAT in sides,
            "lampiran": cuti.lampiran.select_related("versi"),
            "riwayat": cuti.riwayat.select_related("oleh"),
            "surat": getattr(cuti, "surat", None),
            "bentrok": _team_away(request, cuti, today=today) if not owner else [],
        },
    )


@require_http_methods(["GET", "POST"])
def cuti_langkah(request: PortalRequest, cuti_id: UUID, langkah: str) -> HttpResponse:
    """One answer, with its reason where one is due."""
    today = timezone.localdate()
    cuti = cuti_get(request.user, cuti_id, today=today)
    if langkah not in LangkahCuti.__members__:
        raise NotFoundError
    action = LangkahCuti(langkah)
    move = gerak(StatusCuti(cuti.status), action, JenisCuti(cuti.jenis))
    if move.oleh not in pihak_of(request.user, cuti, today=today):
        raise NotFoundError
    if action is LangkahCuti.PANGGIL:
        return _recall(request, cuti, move)
    form = CatatanForm(request.POST if request.method == "POST" else None, wajib=move.alasan)
    if request.method == "POST" and form.is_valid():
        cuti_move(
            cuti_id=cuti.pk,
            langkah=action,
            catatan=form.cleaned_data["catatan"],
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"{action.label}: {cuti.get_jenis_display().lower()}.")
        if move.oleh is Pihak.PEMOHON:
            return redirect("kepegawaian:cuti-detail", cuti.pk)
        return redirect("kepegawaian:cuti-keputusan")
    return render(
        request,
        "kepegawaian/cuti_langkah.html",
        {"cuti": cuti, "move": move, "langkah": action, "form": form},
        status=422 if form.errors else 200,
    )


def _recall(request: PortalRequest, cuti: Cuti, move: GerakCuti) -> HttpResponse:
    """The day from which somebody on leave works again."""
    form = PanggilForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cuti_recall(
                cuti_id=cuti.pk, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except FaktaInvalidError as error:
            form.add_error(error.bidang, error.message)
        else:
            messages.success(request, f"{cuti.pegawai.nama_lengkap} dipanggil kembali bekerja.")
            return redirect("kepegawaian:cuti-detail", cuti.pk)
    return render(
        request,
        "kepegawaian/cuti_langkah.html",
        {"cuti": cuti, "move": move, "langkah": LangkahCuti.PANGGIL, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def cuti_kartu(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """The leave card of a colleague: what was taken before the portal."""
    pegawai = _pegawai(request, pegawai_id)
    today = timezone.localdate()
    form = KartuCutiForm(
        request.POST if request.method == "POST" else None,
        initial={"tahun": today.year, "tambahan": 0},
    )
    if request.method == "POST" and form.is_valid():
        kartu_record(
            pegawai_id=pegawai.pk, actor=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, f"Kartu cuti {form.cleaned_data['tahun']} disimpan.")
        return redirect("kepegawaian:cuti-kartu", pegawai.pk)
    kuota, kurang = _left(pegawai, today=today)
    return render(
        request,
        "kepegawaian/cuti_kartu.html",
        {
            "pegawai": pegawai,
            "form": form,
            "kartu": KartuCuti.objects.filter(pegawai=pegawai)
            .select_related("oleh")
            .order_by("-tahun"),
            "kuota": kuota,
            "kurang": kurang,
            "milik_sendiri": pegawai.pengguna_id == request.user.pk,
        },
        status=422 if form.errors else 200,
    )


def _pegawai(request: PortalRequest, pegawai_id: UUID) -> Pegawai:
    today = timezone.localdate()
    rows = pegawai_visible_to(request.user, today=today, hak=Hak.USULAN_SUBMIT)
    pegawai = rows.filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    return pegawai


def _kind(jenis: str) -> JenisCuti:
    if jenis not in {kind.value for kind in JenisCuti}:
        raise NotFoundError
    return JenisCuti(jenis)


def _left(pegawai: Pegawai | None, *, today: date) -> tuple[KuotaTahunan | None, str]:
    """Annual leave of this year, or what is missing to say it."""
    if pegawai is None:
        return None, ""
    try:
        return kuota_of(pegawai, today.year, pustaka=PustakaAturan(pada=today)), ""
    except DataKurangError as error:
        return None, error.message


def _row(cuti: Cuti) -> tuple[Cuti, str]:
    return cuti, WARNA[StatusCuti(cuti.status)]


def _team_away(request: PortalRequest, cuti: Cuti, *, today: date) -> list[Cuti]:
    """Colleagues of the same unit away on the same days, whom the asker may see."""
    return list(
        cuti_visible_to(request.user, today=today)
        .filter(
            unit_kerja=cuti.unit_kerja,
            status__in=[StatusCuti.DISETUJUI, StatusCuti.DI_PEJABAT],
            mulai__lte=cuti.selesai,
            selesai__gte=cuti.mulai,
        )
        .exclude(pk=cuti.pk)
        .exclude(pegawai=cuti.pegawai)
        .order_by("mulai")[:10]
    )
