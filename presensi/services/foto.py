"""The photo a web tap may bring: small, stripped of all but the picture, beside its tap."""

from base64 import b64decode
from io import BytesIO
from typing import Final
from uuid import UUID

from presensi.errors import FotoInvalidError
from presensi.models import FotoKetukan

SISI_MAKS: Final = 640
BYTE_MAKS: Final = 400_000
TITIK_MAKS: Final = 20_000_000


def foto_read(teks: str) -> bytes:
    """A picture sent as base64, drawn anew as a small JPEG without metadata.

    Raises FotoInvalidError for what is none, or far too large.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  # web taps only

    try:
        raw = b64decode(teks, validate=True)
        if len(raw) > BYTE_MAKS:
            raise FotoInvalidError
        with Image.open(BytesIO(raw), formats=["JPEG"]) as image:
            if image.width * image.height > TITIK_MAKS:
                raise FotoInvalidError
            image.draft("RGB", (SISI_MAKS, SISI_MAKS))
            small = ImageOps.exif_transpose(image).convert("RGB")
            small.thumbnail((SISI_MAKS, SISI_MAKS))
            out = BytesIO()
            small.save(out, "JPEG", quality=70)
    except (ValueError, OSError, UnidentifiedImageError) as error:
        raise FotoInvalidError from error
    return out.getvalue()


def foto_keep(*, ketukan_id: UUID, pegawai_id: UUID, isi: bytes) -> None:
    """Keep it beside its tap, once; sent again it stays the first."""
    FotoKetukan.objects.get_or_create(
        pk=ketukan_id, defaults={"pegawai_id": pegawai_id, "isi": isi}
    )
