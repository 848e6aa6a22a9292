"""Log-in for API clients: thin wrappers over allauth headless, in our words.

A log-in is a session (in the database) with a family of refresh tokens. An old refresh token that
comes back means that two hold the family: it ends, unless the answer may simply have been lost.
"""

import time
from typing import Any, Final

import msgspec
from allauth.account.internal import flows
from allauth.account.internal.stagekit import get_pending_stage
from allauth.core.internal import ratelimit
from allauth.headless.account.inputs import LoginInput
from allauth.headless.internal.decorators import app_view
from allauth.headless.mfa.inputs import AuthenticateInput
from allauth.headless.tokens.strategies.jwt import internal as jwt
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sitamu.inti.errors import DomainError
from sitamu.inti.models import Pengguna
from sitamu.inti.selectors import is_officer
from sitamu.inti.services.jejak import akses_record
from sitamu.inti.token import LAMA_DETIK, SKEMA, TokenError
from sitamu.middleware import problem

HARI: Final = 24 * 3600
SEGAR_DETIK: Final = 30 * HARI  # slides with every renewal
PALING_LAMA_DETIK: Final = 90 * HARI
TENGGANG_DETIK: Final = 60  # an answer may have been lost
MULAI: Final = "token_mulai"
BARU_DIPAKAI: Final = "token_baru_dipakai"


class MasukError(DomainError):
    code = "masuk_gagal"
    http_status = 401
    message = "NIP, nama masuk, atau kata sandi tidak cocok."


class KodeDimintaError(DomainError):
    """The password was right; the code of the application is still to come."""

    code = "kode_diminta"
    http_status = 401
    message = "Masukkan kode enam angka dari aplikasi kode Anda."
    langkah = "Kirim lagi dengan isian “kode”."


class KodeSalahError(KodeDimintaError):
    code = "kode_salah"
    message = "Kode tidak cocok. Tunggu kode berikutnya, lalu kirim lagi."


class PasangKodeError(DomainError):
    code = "pasang_kode"
    http_status = 403
    message = "Petugas wajib memakai aplikasi kode."
    langkah = "Masuk lewat halaman web sekali untuk memasang aplikasi kode."


class TerlaluSeringError(DomainError):
    code = "terlalu_sering"
    http_status = 429
    message = "Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi."


class IsianError(DomainError):
    code = "isian_tidak_sah"
    http_status = 400
    message = "Isi permintaan tidak sesuai."


class Masuk(msgspec.Struct):
    """Who wants in. `kode`: of the authenticator, for accounts that have one."""

    nama_masuk: str
    kata_sandi: str
    kode: str = ""


class Segarkan(msgspec.Struct):
    """The refresh token of the last answer."""

    token_segar: str


def _read(request: HttpRequest, shape: type[Any]) -> Any:
    try:
        return msgspec.json.decode(request.body, type=shape)
    except msgspec.MsgspecError as error:
        raise IsianError(data={"errors": {"isi": [str(error)]}}) from error


def _answer(akses: str, segar: str) -> JsonResponse:
    return JsonResponse(
        {
            "token_akses": akses,
            "token_segar": segar,
            "jenis": SKEMA.strip(),
            "berlaku_detik": LAMA_DETIK,
            "waktu": timezone.now().isoformat(),
        },
        headers={"Cache-Control": "no-store"},
    )


@csrf_exempt
@require_POST
@app_view  # type: ignore[untyped-decorator]
def token(request: HttpRequest) -> HttpResponseBase:
    """Begin a session: one access and one refresh token."""
    try:
        return _log_in(request, _read(request, Masuk))
    except DomainError as error:
        return problem(error)


def _log_in(request: HttpRequest, masuk: Masuk) -> JsonResponse:
    if not ratelimit.consume(request, app="allauth.account", action="login"):
        raise TerlaluSeringError
    form = LoginInput(data={"username": masuk.nama_masuk, "password": masuk.kata_sandi})
    if not form.is_valid():
        codes = {error.code for errors in form.errors.as_data().values() for error in errors}
        raise TerlaluSeringError if "too_many_login_attempts" in codes else MasukError
    flows.login.perform_password_login(request, form.cleaned_data, form.login)
    if not request.user.is_authenticated:
        _second_factor(request, masuk.kode)
    user = request.user
    if not isinstance(user, Pengguna) or not user.is_authenticated:
        raise MasukError
    _require_app(user)
    session = request.session
    session.set_expiry(SEGAR_DETIK)
    session[MULAI] = int(time.time())
    session.save()
    akses = jwt.create_access_token(user, session, {})
    segar = jwt.create_refresh_token(user, session)
    session.save()
    return _answer(akses, segar)


def _second_factor(request: HttpRequest, kode: str) -> None:
    """Go through the pending stage with the code that came along."""
    stage = get_pending_stage(request)
    if stage is None or not kode:
        raise KodeDimintaError if stage else MasukError
    form = AuthenticateInput(data={"code": kode}, user=stage.login.user)
    if not form.is_valid():
        raise KodeSalahError
    form.save()
    stage.exit()


def _require_app(user: Pengguna) -> None:
    if is_officer(user, on=timezone.localdate()) and not (
        Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    ):
        raise PasangKodeError


@csrf_exempt
@require_POST
def segarkan(request: HttpRequest) -> HttpResponse:
    """A new pair for a refresh token. The old one still works for a minute, then it is a theft."""
    try:
        return _renew(request, _read(request, Segarkan))
    except DomainError as error:
        return problem(error)


def _renew(request: HttpRequest, isi: Segarkan) -> JsonResponse:
    payload = jwt.decode_token(isi.token_segar, "refresh")
    session = jwt.get_token_session(payload) if payload else None
    user = jwt.validate_token_user(payload, session) if payload and session else None
    if payload is None or session is None or not isinstance(user, Pengguna) or not user.is_active:
        raise TokenError
    now = int(time.time())
    if now - session.get(MULAI, 0) > PALING_LAMA_DETIK:
        session.flush()
        raise TokenError
    _require_app(user)
    jti = payload["jti"]
    used: dict[str, int] = session.get(BARU_DIPAKAI, {})
    if jti not in jwt.get_refresh_token_state(session) and now - used.get(jti, 0) > TENGGANG_DETIK:
        session.flush()
        akses_record(aksi="token_dipakai_ulang", pengguna=user, request=request)
        raise TokenError
    jwt.invalidate_refresh_token(session, payload)
    session[BARU_DIPAKAI] = {k: at for k, at in used.items() if now - at <= TENGGANG_DETIK} | {
        jti: used.get(jti, now)
    }
    akses = jwt.create_access_token(user, session, {})
    segar = jwt.create_refresh_token(user, session)
    session.save()
    return _answer(akses, segar)


@csrf_exempt
@require_POST
def keluar(request: HttpRequest) -> HttpResponse:
    """End the session of this token; both tokens are worth nothing from now on."""
    header = request.headers.get("Authorization", "")
    payload = jwt.decode_token(header.removeprefix(SKEMA), "access")
    session: SessionBase | None = jwt.get_token_session(payload) if payload else None
    if session is None:
        return problem(TokenError())
    session.flush()
    return HttpResponse(status=204)


@never_cache
@require_safe
def waktu(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """The server's time, by which a phone measures its offset."""
    return JsonResponse({"waktu": timezone.now().isoformat()})
