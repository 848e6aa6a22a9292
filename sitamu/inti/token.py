"""Access tokens of API clients: allauth's JWT (HS256), read here without the database.

A token lives ten minutes. Whoever needs more than its word, that the session still stands and the
account is still open, asks the database: the tap does so in the statement that stores it, every
other view through `TokenAuthentication`.
"""

import hmac
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import msgspec
from allauth.headless.tokens.strategies.jwt.internal import (
    session_key_from_sid,
    validate_access_token,
)
from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from sitamu.inti.errors import DomainError
from sitamu.inti.models import Pengguna

SKEMA: Final = "Bearer "
LAMA_DETIK: Final = 600
AKSES: Final = "access"  # allauth's word; its other one is "refresh"
_HEADER: Final = urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').rstrip(b"=")


class TokenError(DomainError):
    """No token, a forged one or one that has ended: the client renews it, once, or logs in."""

    code = "token_tidak_sah"
    http_status = 401
    message = "Token tidak ada, tidak sah, atau sudah berakhir."
    langkah = "Segarkan token, atau masuk lagi."


@dataclass(frozen=True, slots=True)
class Token:
    """Whose it is, and the key of the session it hangs on."""

    pengguna_id: UUID
    sesi: str


class _Isi(msgspec.Struct):
    sub: UUID
    sid: str
    exp: float
    token_use: str


_DECODE: Final = msgspec.json.Decoder(_Isi)


def token_read(authorization: str) -> Token:
    """What the header says, when we signed it and it has not ended; raises TokenError."""
    head, _, rest = authorization.removeprefix(SKEMA).encode().partition(b".")
    body, _, signature = rest.partition(b".")
    expected = hmac.digest(settings.HEADLESS_JWT_PRIVATE_KEY.encode(), head + b"." + body, sha256)
    try:
        sound = hmac.compare_digest(_unpad(signature), expected) and head == _HEADER
        isi = _DECODE.decode(_unpad(body)) if sound else None
    except (ValueError, msgspec.MsgspecError):
        isi = None
    if isi is None or isi.token_use != AKSES or isi.exp <= time.time():
        raise TokenError
    sesi = session_key_from_sid(isi.sid)
    if not sesi:
        raise TokenError
    return Token(isi.sub, sesi)


def _unpad(part: bytes) -> bytes:
    return urlsafe_b64decode(part + b"=" * (-len(part) % 4))


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …` of a session that still stands, of an account that is open."""

    def authenticate(self, request: Request) -> tuple[Pengguna, Any] | None:
        header = request.headers.get("Authorization", "")
        if not header.startswith(SKEMA):
            return None
        found: tuple[Pengguna, Any] | None = validate_access_token(header.removeprefix(SKEMA))
        if found is None or not found[0].is_active:
            raise AuthenticationFailed(TokenError.message)
        return found

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        """Makes a refusal 401."""
        return "Bearer"


class TokenSkema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI document names it."""

    target_class = "sitamu.inti.token.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
