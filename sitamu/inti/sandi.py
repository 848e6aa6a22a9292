"""Secret columns: AES-GCM ciphertext with key rotation, and a keyed hash to search by.

Settings: `SITAMU_KUNCI_RAHASIA` (list of base64 32-byte keys, the first encrypts, all decrypt),
`SITAMU_KUNCI_HMAC` (base64 32-byte key of the search hash).
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

NONCE_BYTE = 12
ID_BYTE = 4


@lru_cache(maxsize=4)
def _keys(encoded: tuple[str, ...]) -> dict[bytes, AESGCM]:
    raw = [base64.b64decode(k) for k in encoded]
    return {hashlib.sha256(k).digest()[:ID_BYTE]: AESGCM(k) for k in raw}


def nonces() -> Iterator[bytes]:
    """Fresh nonces, drawn a thousand at a time: for one loop in one process.

    Never keep the iterator where a fork could share what it has drawn.
    """
    while True:
        block = os.urandom(NONCE_BYTE * 1000)
        for start in range(0, len(block), NONCE_BYTE):
            yield block[start : start + NONCE_BYTE]


def seal(text: str, *, nonce: bytes | None = None) -> bytes:
    """Encrypt with the first key: key id (4 bytes), nonce (12 bytes), ciphertext with tag.

    `nonce`: one of `nonces()` in a long loop; a nonce is used once.
    """
    key_id, cipher = next(iter(_keys(tuple(settings.SITAMU_KUNCI_RAHASIA)).items()))
    nonce = nonce or os.urandom(NONCE_BYTE)
    return key_id + nonce + cipher.encrypt(nonce, text.encode(), key_id)


def unseal(sealed: bytes) -> str:
    """Decrypt with whichever key sealed it; raises InvalidTag when none of ours did."""
    key_id = sealed[:ID_BYTE]
    cipher = _keys(tuple(settings.SITAMU_KUNCI_RAHASIA)).get(key_id)
    if cipher is None:
        raise InvalidTag
    nonce = sealed[ID_BYTE : ID_BYTE + NONCE_BYTE]
    return cipher.decrypt(nonce, sealed[ID_BYTE + NONCE_BYTE :], key_id).decode()


def search_hash(text: str) -> str:
    """Keyed SHA-256 (hex) of a secret, equal for equal texts: for search and for doubles."""
    key = base64.b64decode(settings.SITAMU_KUNCI_HMAC)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class SandiField(models.BinaryField):  # type: ignore[type-arg]
    """A text column kept as ciphertext; reads and writes as str. Never searched, never listed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "editable": kwargs.get("editable", False)})

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        sealed = seal(value) if isinstance(value, str) and value else None
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(
        self, value: memoryview | bytes | None, _expression: Any, _connection: BaseDatabaseWrapper
    ) -> str:
        return unseal(bytes(value)) if value else ""

    def to_python(self, value: Any) -> Any:
        return value
