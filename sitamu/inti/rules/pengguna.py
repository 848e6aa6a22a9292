"""Names to log in with and activation codes, as people type them."""

import string
from typing import Final

PEMISAH: Final = frozenset(" .-\u00a0\u2011\u2013\t")
# Without 0 O 1 I L: what is read from paper is typed without doubt. 31^10 is about 2^49.
HURUF_KODE: Final = "".join(
    c for c in string.ascii_uppercase + string.digits if c not in frozenset("0O1IL")
)
PANJANG_KODE: Final = 10


def nama_masuk_baku(teks: str) -> str:
    """The stored form: a number without blanks, dots and dashes; an issued id in small letters.

    `19680527 199203 2 004` and `19680527.199203.2.004` are the same NIP; `Made.W` is `made.w`.
    """
    rapat = "".join(c for c in teks if c not in PEMISAH)
    return rapat if rapat.isdecimal() and rapat.isascii() else teks.strip().lower()


def kode_baku(teks: str) -> str:
    """An activation code as it was made: capitals, without what separates the groups."""
    return "".join(c for c in teks.upper() if c.isalnum())


def kode_tampil(kode: str) -> str:
    """`ABCDE-23456`: two groups for paper."""
    return f"{kode[:5]}-{kode[5:]}"
