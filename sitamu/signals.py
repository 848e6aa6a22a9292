"""Log-ins, log-outs and failed tries go to the access log."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from sitamu.inti.models import Pengguna
from sitamu.inti.services.jejak import akses_record
from sitamu.middleware import SECOND_FACTOR


@receiver(user_logged_in)
def _logged_in(request: HttpRequest, user: Pengguna, **_: Any) -> None:
    akses_record(aksi="masuk", pengguna=user, request=request)


@receiver(user_logged_out)
def _logged_out(request: HttpRequest, user: Pengguna | None, **_: Any) -> None:
    if user is not None:
        akses_record(aksi="keluar", pengguna=user, request=request)


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A name nobody has is not kept: people type their password into the wrong box."""
    known = Pengguna.objects.filter(nama_masuk=credentials.get("username", "")).first()
    akses_record(
        aksi="masuk_gagal", pengguna=known, request=request, rincian={"dikenal": known is not None}
    )


@receiver(authentication_failed)
def _code_failed(request: HttpRequest, user: Pengguna, **_: Any) -> None:
    akses_record(
        aksi="masuk_gagal", pengguna=user, request=request, rincian={"langkah": "kode aplikasi"}
    )


@receiver(authenticator_added)
def _app_added(
    request: HttpRequest, user: Pengguna, authenticator: Authenticator, **_: Any
) -> None:
    """This session proved that it holds the app; others of the same person must log in again."""
    if authenticator.type == Authenticator.Type.TOTP:
        request.session[SECOND_FACTOR] = True
        akses_record(aksi="aplikasi_kode_dipasang", pengguna=user, request=request)
