"""The code on the screen of an office: whoever scans it stood before the screen.

The screen shows a fresh code every half minute; it holds for five, in which one can log in. Its
own address is signed too and holds for one working day, so that no officer stays logged in there.
"""

from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner

KODE_DETIK: Final = 300
GANTI_DETIK: Final = 30
ALAMAT_DETIK: Final = 16 * 3600
_KODE: Final = TimestampSigner(salt="presensi.layar.kode")
_ALAMAT: Final = TimestampSigner(salt="presensi.layar.alamat")


def layar_alamat(tempat_id: UUID) -> str:
    """The word that opens the screen of a place for a working day."""
    return _ALAMAT.sign(tempat_id.hex)


def layar_tempat(alamat: str) -> UUID | None:
    """The place of such a word; None when it is none of ours, or has ended."""
    return _read(_ALAMAT, alamat, ALAMAT_DETIK)


def layar_kode(tempat_id: UUID) -> str:
    """The code to show now."""
    return _KODE.sign(tempat_id.hex)


def layar_dipindai(kode: str) -> UUID | None:
    """The place on whose screen `kode` was shown just now; None else."""
    return _read(_KODE, kode, KODE_DETIK)


def _read(signer: TimestampSigner, said: str, seconds: int) -> UUID | None:
    try:
        return UUID(hex=signer.unsign(said, max_age=seconds))
    except (BadSignature, ValueError):
        return None
