"""The public calculators: one errand a page, typed facts only, nothing stored, nobody looked up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.core import is_ratelimited

from kepegawaian.rules.pangkat import JenisKp
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.fakta import fakta_of
from sitamu.aturan.forms.kalkulator import (
    HitungForm,
    KgbForm,
    KgbPnsForm,
    KgbPppkForm,
    NipForm,
    PangkatFungsionalForm,
    PangkatRegulerForm,
    PangkatStrukturalForm,
    PensiunForm,
    PilihForm,
    PilihJabatanForm,
)
from sitamu.aturan.hitung import (
    Hasil,
    kgb_hitung,
    kurang_hasil,
    nip_hitung,
    pangkat_hitung,
    pensiun_hitung,
)
from sitamu.aturan.pilihan import CPNS, JABATAN, JENIS_PEGAWAI, PPPK, PilihanJabatan
from sitamu.aturan.saya import isi_saya, pilih_saya
from sitamu.inti.errors import DataKurangError, DomainError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai


class TooOftenError(DomainError):
    """One address asks faster than people type."""

    code = "terlalu_sering"
    http_status = 429
    message = "Terlalu banyak hitungan dari alamat ini. Tunggu satu menit, lalu hitung lagi."


@dataclass(frozen=True, slots=True)
class Kalkulator:
    """One calculator. `pilih`: its first question, None when there is none."""

    kode: str
    judul: str
    pengantar: str
    ikon: str
    pilih: type[PilihForm] | None
    form: Callable[[str, PilihanJabatan | None], type[HitungForm]]
    hitung: Callable[[Any, PustakaAturan], Hasil]


_PANGKAT: Final[dict[JenisKp, type[HitungForm]]] = {
    JenisKp.REGULER: PangkatRegulerForm,
    JenisKp.PILIHAN_FUNGSIONAL: PangkatFungsionalForm,
    JenisKp.PILIHAN_STRUKTURAL: PangkatStrukturalForm,
}


def _pangkat_form(_: str, jabatan: PilihanJabatan | None) -> type[HitungForm]:
    return _PANGKAT[jabatan.jalur] if jabatan else PangkatRegulerForm


def _kgb_form(pegawai: str, _: PilihanJabatan | None) -> type[KgbForm]:
    return KgbPppkForm if pegawai == PPPK else KgbPnsForm


KALKULATOR: Final = {
    satu.kode: satu
    for satu in (
        Kalkulator(
            "pensiun",
            "Kapan saya pensiun dan berapa",
            "Tanggal mulai pensiun menurut batas usia jabatan, dan perkiraan pensiun pokok.",
            "kalender",
            PilihJabatanForm,
            lambda *_: PensiunForm,
            pensiun_hitung,
        ),
        Kalkulator(
            "pangkat",
            "Kapan naik pangkat",
            "Tanggal paling cepat, syarat yang sudah dan belum terpenuhi, dan masa mengusulkan.",
            "grafik",
            PilihJabatanForm,
            _pangkat_form,
            pangkat_hitung,
        ),
        Kalkulator(
            "kgb",
            "Kapan KGB",
            "Tanggal kenaikan gaji berkala (KGB) berikutnya dan gaji pokok barunya.",
            "jam",
            PilihForm,
            _kgb_form,
            kgb_hitung,
        ),
        Kalkulator(
            "nip",
            "Cek NIP",
            "Arti setiap angka NIP atau NI PPPK, dan apakah susunannya benar.",
            "periksa",
            None,
            lambda *_: NipForm,
            nip_hitung,
        ),
    )
}
# Who may not go on to the form, and what to do instead.
TIDAK_BERLAKU: Final = {
    ("pangkat", PPPK): (
        "PPPK tidak mengenal kenaikan pangkat (PP 49/2018).",
        "Gaji PPPK naik lewat KGB. Pakai kalkulator Kapan KGB.",
        "kgb",
    ),
    ("pangkat", CPNS): (
        "CPNS belum dapat naik pangkat.",
        (
            "Selesaikan masa percobaan dan pengangkatan menjadi PNS. Masa kerja sejak TMT CPNS "
            "tetap dihitung untuk kenaikan pangkat pertama."
        ),
        "",
    ),
}


@login_not_required
@require_safe
def kalkulator_daftar(request: HttpRequest) -> HttpResponse:
    """The four questions."""
    return render(
        request,
        "aturan/kalkulator_daftar.html",
        {"kalkulator": KALKULATOR.values()} | _frame(request),
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
def kalkulator_halaman(request: HttpRequest, kode: str) -> HttpResponse:
    """First who asks (in the address, for it names nobody), then the facts (never in it)."""
    satu = _calculator(kode)
    pilih = satu.pilih(request.GET) if satu.pilih else None
    if pilih is not None and not pilih.is_valid():
        return _page(
            request, satu, "aturan/kalkulator_pilih.html", form=pilih, galat=pilih.is_bound
        )
    chosen = pilih.cleaned_data if pilih else {}
    if ditolak := TIDAK_BERLAKU.get((satu.kode, chosen.get("pegawai", ""))):
        return _page(request, satu, "aturan/kalkulator_tolak.html", ditolak=ditolak, chosen=chosen)
    form = _form(satu, chosen, data=request.POST if request.method == "POST" else None)
    hasil = _answer(request, satu, form) if request.method == "POST" else None
    return _page(
        request,
        satu,
        "aturan/kalkulator.html",
        status=422 if form.errors or (hasil and not hasil.aturan) else 200,
        form=form,
        hasil=hasil,
        chosen=chosen,
    )


@require_safe
@never_cache
def kalkulator_saya(request: PortalRequest, kode: str) -> HttpResponse:
    """The form filled from the reader's own record; what is not known there is asked."""
    satu, today = _calculator(kode), timezone.localdate()
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    fakta = fakta_of(pegawai, today=today) if pegawai else None
    asked = pilih_saya(fakta) if fakta else {}
    names = satu.pilih.base_fields if satu.pilih else ()
    if fakta is None or not asked.keys() >= set(names):
        return redirect("aturan:kalkulator-halaman", kode)
    chosen = {name: asked[name] for name in names}
    if ditolak := TIDAK_BERLAKU.get((satu.kode, chosen.get("pegawai", ""))):
        return _page(request, satu, "aturan/kalkulator_tolak.html", ditolak=ditolak, chosen=chosen)
    form = _form(satu, chosen, initial=isi_saya(kode, fakta, today=today))
    return _page(request, satu, "aturan/kalkulator.html", form=form, chosen=chosen, dari_data=True)


def _form(satu: Kalkulator, chosen: Mapping[str, str], **rest: Any) -> HitungForm:
    siapa, jabatan = chosen.get("pegawai", ""), JABATAN.get(chosen.get("jabatan", ""))
    form_class = satu.form(siapa, jabatan)
    return form_class(hari_ini=timezone.localdate(), siapa=siapa, jabatan=jabatan, **rest)


def _calculator(kode: str) -> Kalkulator:
    if kode not in KALKULATOR:
        raise NotFoundError
    return KALKULATOR[kode]


def _answer(request: HttpRequest, satu: Kalkulator, form: HitungForm) -> Hasil | None:
    """What the rules say; None when the form or a rule refused, with the reason on the form."""
    rate = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["kalkulator"]
    if is_ratelimited(request, group="kalkulator", key="ip", rate=rate, increment=True):
        raise TooOftenError
    if not form.is_valid():
        return None
    try:
        return satu.hitung(form, PustakaAturan(pada=form.hari_ini))
    except DataKurangError as error:
        return kurang_hasil(error)
    except DomainError as error:
        form.refuse(error)
        return None


def _page(
    request: HttpRequest, satu: Kalkulator, template: str, *, status: int = 200, **rest: Any
) -> HttpResponse:
    chosen = rest.get("chosen") or {}
    context = {
        "satu": satu,
        "pilihan": _chosen_words(chosen),
        "kueri": _query(chosen),
        **rest,
        **_frame(request),
    }
    return render(request, template, context, status=status)


def _chosen_words(chosen: dict[str, str]) -> list[tuple[str, str]]:
    rows = []
    if pegawai := chosen.get("pegawai"):
        rows.append(("Anda", dict(JENIS_PEGAWAI)[pegawai]))
    if jabatan := JABATAN.get(chosen.get("jabatan", "")):
        rows.append(("Jabatan", jabatan.label))
    return rows


def _query(chosen: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return query.urlencode()


def _frame(request: HttpRequest) -> dict[str, Any]:
    """Visitors get the plain frame: no menu, no session, no htmx."""
    user = request.user
    if not user.is_authenticated:
        return {"rangka": "base_polos.html"}
    return {
        "rangka": "base.html",
        "punya_data": Pegawai.objects.filter(pengguna=user).exists(),
    }
