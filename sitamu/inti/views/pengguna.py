"""Accounts and rights, for holders of PENGGUNA_MANAGE."""

from itertools import groupby
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.forms import AlasanForm, CariForm, HakAkhiriForm, HakBeriForm, PenggunaBaruForm
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai, PemberianHak, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak, Peran
from sitamu.inti.rules.pengguna import nama_masuk_baku
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import may_manage, pengguna_visible_to, units_granted
from sitamu.inti.services.akun import akun_create, akun_set_active, mfa_reset
from sitamu.inti.services.hak import hak_end, hak_grant


def _manager_only(request: PortalRequest) -> None:
    if Hak.PENGGUNA_MANAGE not in request.hak:
        raise NotAllowedError


def _managed_units(request: PortalRequest) -> QuerySet[UnitKerja]:
    units = units_granted(request.user, Hak.PENGGUNA_MANAGE, on=timezone.localdate())
    return units.order_by("jalur")


def _account(request: PortalRequest, pengguna_id: UUID) -> Pengguna:
    akun = pengguna_visible_to(request.user, today=timezone.localdate()).filter(pk=pengguna_id)
    found = akun.first()
    if found is None:
        raise NotFoundError
    return found


@require_safe
def pengguna_list(request: PortalRequest) -> HttpResponse:
    """Accounts in charge; searched by name, NIP or issued id."""
    _manager_only(request)
    form = CariForm(request.GET)
    found = pengguna_visible_to(request.user, today=timezone.localdate()).order_by("nama", "pk")
    words = form.cleaned_data["cari"] if form.is_valid() else ""
    if words:
        found = found.filter(
            Q(nama__icontains=words)
            | Q(nama_masuk__startswith=nama_masuk_baku(words))
            | Q(pegawai__nama_kunci__contains=nama_kunci(words))
        )
    page = Paginator(found.select_related("pegawai"), 25).get_page(request.GET.get("halaman"))
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {"form": form, "halaman": page, "kueri": query.urlencode()}
    return render(request, "inti/pengguna_list.html", context)


@require_http_methods(["GET", "POST"])
def pengguna_baru(request: PortalRequest) -> HttpResponse:
    """An account for someone who is not on the staff list."""
    _manager_only(request)
    form = PenggunaBaruForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        akun = akun_create(**form.cleaned_data, actor=request.user, now=timezone.now())
        messages.success(request, f"Akun {akun.nama_masuk} dibuat. Beri hak dan kode aktivasinya.")
        return redirect("inti:pengguna-detail", pengguna_id=akun.pk)
    return render(request, "inti/pengguna_baru.html", {"form": form})


@require_safe
def pengguna_detail(request: PortalRequest, pengguna_id: UUID) -> HttpResponse:
    """One account: rights given and ended, what may be done with it."""
    _manager_only(request)
    return _detail(request, _account(request, pengguna_id))


def _detail(
    request: PortalRequest, akun: Pengguna, form: HakBeriForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    rows = (
        PemberianHak.objects.filter(pengguna=akun)
        .select_related("unit", "diberikan_oleh", "diakhiri_oleh")
        .order_by("-mulai", "peran", "unit", "sampai", "hak")
    )
    bundles = []
    for _, group in groupby(rows, key=lambda r: (r.mulai, r.peran, r.unit_id, r.sampai)):
        given = list(group)
        first = given[0]
        bundles.append(
            {
                "baris": first,
                "peran": Peran(first.peran).label if first.peran else "Hak tersendiri",
                "hak": [Hak(r.hak).label for r in given],
                "berlaku": first.mulai <= today and (not first.sampai or first.sampai >= today),
                "dapat_diakhiri": bool(first.peran)
                and first.penugasan_id is None
                and (not first.sampai or first.sampai >= today),
            }
        )
    units = _managed_units(request)
    context = {
        "akun": akun,
        "pegawai": Pegawai.objects.filter(pengguna=akun).first(),
        "pemberian": bundles,
        "aplikasi": Authenticator.objects.filter(user=akun, type=Authenticator.Type.TOTP).exists(),
        "boleh_kelola": may_manage(request.user, akun, on=today),
        "diri_sendiri": akun.pk == request.user.pk,
        "form": form or HakBeriForm(units=units, initial={"mulai": today}),
        "alasan": AlasanForm(),
        "alasan_kode": AlasanForm(auto_id="kode_%s") if akun.has_usable_password() else None,
    }
    return render(request, "inti/pengguna_detail.html", context, status=status)


@require_POST
def hak_beri(request: PortalRequest, pengguna_id: UUID) -> HttpResponse:
    """Give an office over a unit."""
    _manager_only(request)
    akun = _account(request, pengguna_id)
    form = HakBeriForm(request.POST, units=_managed_units(request))
    if not form.is_valid():
        return _detail(request, akun, form, status=422)
    typed = form.cleaned_data
    hak_grant(
        pengguna_id=akun.pk,
        peran=Peran(typed["peran"]),
        unit_id=typed["unit"].pk,
        mulai=typed["mulai"],
        sampai=typed["sampai"],
        dasar=typed["dasar"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, f"{Peran(typed['peran']).label} diberikan kepada {akun.nama}.")
    return redirect("inti:pengguna-detail", pengguna_id=akun.pk)


@require_POST
def hak_akhiri(request: PortalRequest, pengguna_id: UUID) -> HttpResponse:
    """End an office over a unit, at once or after a day."""
    _manager_only(request)
    form = HakAkhiriForm(request.POST, units=_managed_units(request))
    if not form.is_valid():
        raise NotFoundError
    typed = form.cleaned_data
    hak_end(
        pengguna_id=pengguna_id,
        peran=Peran(typed["peran"]),
        unit_id=typed["unit"].pk,
        sampai=typed["sampai"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, f"{Peran(typed['peran']).label} diakhiri.")
    return redirect("inti:pengguna-detail", pengguna_id=pengguna_id)


@require_POST
def kode_masuk(request: PortalRequest, pengguna_id: UUID) -> HttpResponse:
    """Recovery desk: phone and recovery codes are lost."""
    _manager_only(request)
    mfa_reset(
        pengguna_id=pengguna_id,
        alasan=request.POST.get("alasan", ""),
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(
        request, "Aplikasi kode dilepas dan kata sandi dihentikan. Buat kode aktivasi baru."
    )
    return redirect("inti:pengguna-detail", pengguna_id=pengguna_id)


@require_POST
def aktif(request: PortalRequest, pengguna_id: UUID) -> HttpResponse:
    """Close or reopen an account."""
    _manager_only(request)
    akun_set_active(
        pengguna_id=pengguna_id,
        aktif=request.POST.get("aktif") == "ya",
        actor=request.user,
        now=timezone.now(),
    )
    return redirect("inti:pengguna-detail", pengguna_id=pengguna_id)
