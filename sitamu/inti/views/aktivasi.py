"""First access: the public page where a code is used, and the sheets that hand codes out."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.core import get_usage

from sitamu.inti.errors import DomainError, NotAllowedError
from sitamu.inti.forms import AktivasiForm, UnitForm
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import SUDAH_BERAKHIR, KodeAktivasi, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import may_issue, pegawai_in_charge_of, placed_in, units_in_charge_of
from sitamu.inti.services.aktivasi import (
    BERLAKU,
    AktivasiError,
    SandiLemahError,
    aktivasi_issue,
    aktivasi_use,
)
from sitamu.inti.services.akun import akun_open
from sitamu.inti.services.jejak import akses_record

SHEET_PEOPLE: Final = 100
FAILURES_PER_ADDRESS: Final = "60/10m"
FAILURES_PER_NAME: Final = "10/h"


class TooManyTriesError(DomainError):
    code = "terlalu_sering"
    http_status = 429
    message = "Terlalu banyak percobaan dari sini. Tunggu 10 menit, lalu coba lagi."
    langkah = "Kode yang benar tidak hilang. Butuh cepat? Minta bantuan operator unit Anda."


@never_cache
@sensitive_post_parameters("kode", "sandi", "sandi_ulang")
def aktivasi_view(request: HttpRequest) -> HttpResponse:
    """Use a code. Failures are counted by address and by name, known or not."""
    form = AktivasiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if _too_many(request, typed["nama_masuk"], count=False):
            raise TooManyTriesError
        try:
            akun = aktivasi_use(
                nama_masuk=typed["nama_masuk"],
                kode=typed["kode"],
                sandi=typed["sandi"],
                email=typed["email"],
                now=timezone.now(),
            )
        except AktivasiError as error:
            _too_many(request, typed["nama_masuk"], count=True)
            akses_record(aksi="aktivasi_gagal", request=request)
            form.add_error(None, f"{error.message} {error.langkah}")
        except SandiLemahError as error:
            form.add_error("sandi", error.sebab)
        else:
            akses_record(aksi="aktivasi", pengguna=akun, request=request)
            messages.success(request, "Kata sandi tersimpan. Silakan masuk.")
            return redirect("account_login")
    return render(request, "inti/aktivasi.html", {"form": form})


def _too_many(request: HttpRequest, nama_masuk: str, *, count: bool) -> bool:
    """Whether this address or this name has failed as often as allowed; `count` adds a failure."""
    limits = [
        ("aktivasi-alamat", FAILURES_PER_ADDRESS, "ip"),
        ("aktivasi-nama", FAILURES_PER_NAME, lambda _group, _request: nama_masuk),
    ]
    used = [
        get_usage(request, group=group, key=key, rate=rate, increment=count)
        for group, rate, key in limits
    ]
    return any(usage["count"] >= usage["limit"] for usage in used)


@require_safe
def aktivasi_unit(request: PortalRequest) -> HttpResponse:
    """Choose a unit, then the people of it and of units below who get a code."""
    units = _units(request)
    form = UnitForm(request.GET or None, units=units)
    people: list[Pegawai] = []
    unit: UnitKerja | None = None
    more = False
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        found = list(_waiting(request, unit)[: SHEET_PEOPLE + 1])
        people, more = found[:SHEET_PEOPLE], len(found) > SHEET_PEOPLE
    context = {
        "form": form,
        "unit": unit,
        "orang": people,
        "lebih": more,
        "batas": SHEET_PEOPLE,
        "hari": BERLAKU.days,
    }
    return render(request, "inti/aktivasi_unit.html", context)


@require_POST
@sensitive_post_parameters()
def aktivasi_lembar(request: PortalRequest) -> HttpResponse:
    """Open accounts where there are none, make codes, and print them: shown this once only.

    Left out: who already has a password (that needs a reason), and officers beyond the charge.
    """
    now = timezone.now()
    _units(request)
    chosen = pegawai_in_charge_of(request.user, today=timezone.localdate(now)).filter(
        pk__in=request.POST.getlist("pegawai")[:SHEET_PEOPLE]
    )
    sheet = []
    for pegawai in chosen.order_by("nama_kunci"):
        akun = akun_open(pegawai_id=pegawai.pk, actor=request.user, now=now)
        if akun.has_usable_password() or not may_issue(
            request.user, akun, on=timezone.localdate(now)
        ):
            continue
        kode = aktivasi_issue(pengguna_id=akun.pk, actor=request.user, now=now)
        sheet.append({"nama": akun.nama, "nama_masuk": akun.nama_masuk, "kode": kode})
    context = {"lembar": sheet, "sampai": now + BERLAKU, "dilewati": len(chosen) - len(sheet)}
    return render(request, "inti/aktivasi_lembar.html", context)


@require_POST
def kode_aktivasi(request: PortalRequest, pengguna_id: UUID) -> HttpResponse:
    """A new code for one account, after an identity check: shown this once only."""
    now = timezone.now()
    kode = aktivasi_issue(
        pengguna_id=pengguna_id,
        actor=request.user,
        now=now,
        alasan=request.POST.get("alasan", ""),
        request=request,
    )
    akun = Pengguna.objects.get(pk=pengguna_id)
    row = {"nama": akun.nama, "nama_masuk": akun.nama_masuk, "kode": kode}
    return render(request, "inti/aktivasi_lembar.html", {"lembar": [row], "sampai": now + BERLAKU})


def _units(request: PortalRequest) -> QuerySet[UnitKerja]:
    if not request.hak & {Hak.AKTIVASI_ISSUE, Hak.PENGGUNA_MANAGE}:
        raise NotAllowedError
    return units_in_charge_of(request.user, today=timezone.localdate()).order_by("jalur")


def _waiting(request: PortalRequest, unit: UnitKerja) -> QuerySet[Pegawai]:
    """People in and below `unit` who never logged in; whether a code is out is said beside."""
    today = timezone.localdate()
    below = UnitKerja.objects.filter(jalur__startswith=unit.jalur)
    running = KodeAktivasi.objects.filter(
        pengguna=OuterRef("pengguna"), dipakai_pada=None, berlaku_sampai_pada__gt=timezone.now()
    )
    return (
        pegawai_in_charge_of(request.user, today=today)
        .filter(placed_in(below, on=today), pengguna__last_login=None)
        .exclude(kedudukan__in=SUDAH_BERAKHIR)
        .annotate(kode_beredar=Exists(running))
        .order_by("nama_kunci", "pk")
    )
