"""How log-in differs from allauth's defaults: who may, in which words, and what is recorded."""

import base64
import time
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from sitamu.inti.http import client_address
from sitamu.inti.models import Pengguna
from sitamu.inti.sandi import seal, unseal
from sitamu.inti.services.jejak import akses_record

SESSION_ENDED = "sesi_berakhir"  # session: the person came to log in because the last one ended
TRY_LATER = "Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from the staff list and activation codes; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Akun ini sedang tidak aktif. Hubungi pengelola kepegawaian.",
        "enter_current_password": "Kata sandi sekarang tidak cocok.",
        "incorrect_password": "Kata sandi tidak cocok.",
        "invalid_password_reset": "Tautan ini sudah dipakai atau sudah tidak berlaku.",
        "rate_limited": TRY_LATER,
        "too_many_login_attempts": TRY_LATER,
        "username_password_mismatch": "NIP, nama masuk, atau kata sandi tidak cocok.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's address as the access log sees it."""
        return client_address(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of the log-in itself: first set-up asks the password once."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - newest >= app_settings.REAUTHENTICATION_TIMEOUT)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse after too many wrong tries, also the right password, and record it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            known = Pengguna.objects.filter(nama_masuk=credentials.get("username", "")).first()
            akses_record(aksi="masuk_dikunci", pengguna=known, request=request)
            raise

    def post_login(self, request: HttpRequest, user: Pengguna, **kwargs: Any) -> HttpResponse:
        """Back to the page the person came from, with a sentence when a session had ended."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if request.session.pop(SESSION_ENDED, False):
            messages.info(
                request,
                "Anda sudah masuk lagi dan kembali ke halaman tadi. "
                "Draf yang tersimpan tidak hilang; periksa isian terakhir Anda.",
            )
        return response


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Authenticator apps: secrets are ciphertext, the QR is a plain SVG."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Kode tidak cocok. Tunggu kode berikutnya di aplikasi, lalu ketik lagi.",
    }

    def get_totp_label(self, user: Pengguna) -> str:
        """What the app shows beside the code."""
        return user.nama_masuk

    def build_totp_svg(self, url: str) -> str:
        """Black on white in dark mode too: phones read nothing else reliably."""
        svg: str = segno.make_qr(url, error="m").svg_inline(scale=6, border=4, light="#fff")
        return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    def encrypt(self, text: str) -> str:
        """Ciphertext of a secret, as text."""
        return base64.b64encode(seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Counterpart of `encrypt`."""
        return unseal(base64.b64decode(encrypted_text))
