"""What a file is, judged by its bytes: the name a device gave it says nothing.

Pure functions over a seekable binary file; nothing is decoded here. Sizes in pixels come from the
header alone, so that a picture that would fill the memory is refused before it is opened.
"""

import re
import struct
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, BinaryIO, Final, Protocol

from arsip.errors import (
    BerkasBerbahayaError,
    BerkasCampurError,
    BerkasKosongError,
    BerkasRusakError,
    BerkasTerlaluBesarError,
    BerkasTidakAdaError,
    FotoTerlaluBanyakError,
    FotoTerlaluBesarError,
    HarusFotoError,
    JenisBerkasError,
)
from arsip.rules.dokumen import (
    FOTO_MAKS_BYTE,
    FOTO_MAKS_PER_DOKUMEN,
    FOTO_MAKS_PIKSEL,
    PDF_MAKS_BYTE,
)


class Isi(StrEnum):
    """Content that the archive takes."""

    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"
    HEIC = "HEIC"

    @property
    def mime(self) -> str:
        return {
            "PDF": "application/pdf",
            "JPEG": "image/jpeg",
            "PNG": "image/png",
            "HEIC": "image/heic",
        }[self.value]

    @property
    def foto(self) -> bool:
        return self is not Isi.PDF


HEAD_BYTES: Final = 4096
HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
PROGRAM: Final[Sequence[tuple[bytes, str]]] = (
    (b"MZ", "program Windows (EXE)"),
    (b"\x7fELF", "program Linux"),
    (b"\xcf\xfa\xed\xfe", "program macOS"),
    (b"\xca\xfe\xba\xbe", "program Java"),
    (b"#!", "skrip"),
    (b"dex\n", "program Android"),
)
LAIN: Final[Sequence[tuple[bytes, str]]] = (
    (b"PK\x03\x04", "arsip ZIP"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf\x27\x1c", "arsip 7z"),
    (b"\x1f\x8b", "arsip GZIP"),
    (b"\xd0\xcf\x11\xe0", "dokumen Office lama"),
    (b"{\\rtf", "dokumen RTF"),
    (b"GIF8", "gambar GIF"),
    (b"BM", "gambar BMP"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
)
POLYGLOT_BYTES: Final = 1024  # readers look this far for the beginning of a PDF
HALAMAN_WEB: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg)\b", re.IGNORECASE
)
MARKUP: Final = re.compile(rb"\s*<(?:!doctype|html|script|svg|\?xml)", re.IGNORECASE)
ZIP_END: Final = b"PK\x05\x06"
PDF_END: Final = b"%%EOF"
PDF_TAIL_BYTES: Final = 1024


def isi_of(file: BinaryIO, *, nama: str) -> Isi:
    """Kind of content; raises BerkasKosongError, BerkasBerbahayaError or JenisBerkasError."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        raise BerkasKosongError(nama=nama)
    for magic, apa in PROGRAM:
        if head.startswith(magic):
            raise BerkasBerbahayaError(nama=nama, isi=apa)
    if head.startswith(b"%PDF-"):
        return Isi.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return Isi.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Isi.PNG
    if head[4:8] == b"ftyp" and _brands(head) & HEIC_BRANDS:
        return Isi.HEIC
    raise JenisBerkasError(nama=nama, isi=_other(head))


def _brands(head: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO media file."""
    end = min(int.from_bytes(head[:4], "big"), 256)
    return {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}


def _other(head: bytes) -> str:
    if MARKUP.match(head):
        return "halaman web"
    if head.startswith(b"PK\x03\x04"):
        for part, apa in ((b"word/", "Word"), (b"xl/", "Excel"), (b"ppt/", "PowerPoint")):
            if part in head:
                return f"dokumen {apa}"
        if b"[Content_Types].xml" in head:
            return "dokumen Office"
    if head[4:8] == b"ftyp":
        return "video atau gambar jenis lain"
    return next((apa for magic, apa in LAIN if head.startswith(magic)), "")


class Batas(Protocol):
    """A kind of document and the largest PDF that it takes."""

    nama: str
    pdf_maks_byte: int


def size_check(isi: Isi, ukuran_byte: int, *, nama: str, jenis: Batas | None = None) -> None:
    """A PDF up to 5 MB or what its kind takes, a photo up to 20 MB, all inclusive.

    Raises BerkasTerlaluBesarError, which names a kind whose own limit is smaller.
    """
    own = jenis is not None and jenis.pdf_maks_byte < PDF_MAKS_BYTE
    pdf_maks = jenis.pdf_maks_byte if jenis is not None and own else PDF_MAKS_BYTE
    maks = FOTO_MAKS_BYTE if isi.foto else pdf_maks
    if ukuran_byte > maks:
        raise BerkasTerlaluBesarError(
            nama=nama,
            ukuran_byte=ukuran_byte,
            maks_byte=maks,
            foto=isi.foto,
            jenis=jenis.nama if jenis is not None and own and not isi.foto else "",
        )


def pixel_check(file: BinaryIO, isi: Isi, *, nama: str) -> None:
    """Up to 100 million pixels by the header.

    Raises FotoTerlaluBesarError, or BerkasRusakError when the header says no size.
    """
    size = _SIZE_OF[isi](file)
    if size is None or 0 in size:
        raise BerkasRusakError(nama=nama, foto=True)
    lebar, tinggi = size
    if lebar * tinggi > FOTO_MAKS_PIKSEL:
        raise FotoTerlaluBesarError(
            nama=nama, lebar=lebar, tinggi=tinggi, maks_piksel=FOTO_MAKS_PIKSEL
        )


def _png_size(file: BinaryIO) -> tuple[int, int] | None:
    file.seek(8)
    chunk = file.read(16)
    if len(chunk) < 16 or chunk[4:8] != b"IHDR":
        return None
    lebar, tinggi = struct.unpack(">II", chunk[8:16])
    return lebar, tinggi


def _jpeg_size(file: BinaryIO) -> tuple[int, int] | None:
    """Walk the segments up to the frame header (SOF0-15 without DHT, JPG, DAC)."""
    file.seek(2)
    while True:
        byte = file.read(1)
        while byte and byte != b"\xff":  # padding between segments
            byte = file.read(1)
        while byte == b"\xff":
            byte = file.read(1)
        if not byte or byte in (b"\xd9", b"\xda"):
            return None
        marker = byte[0]
        if 0xD0 <= marker <= 0xD8 or marker == 0x01:
            continue
        length = file.read(2)
        if len(length) < 2:
            return None
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            frame = file.read(5)
            if len(frame) < 5:
                return None
            tinggi, lebar = struct.unpack(">HH", frame[1:])
            return lebar, tinggi
        file.seek(max(0, int.from_bytes(length, "big") - 2), 1)


def _heic_size(file: BinaryIO) -> tuple[int, int] | None:
    """Largest `ispe` (image size) in the metadata: the whole picture, not one of its tiles."""
    file.seek(0)
    head = file.read(1024 * 1024)
    sizes = [
        struct.unpack(">II", head[at.end() + 4 : at.end() + 12])
        for at in re.finditer(b"ispe", head)
        if at.end() + 12 <= len(head)
    ]
    return max(sizes, key=lambda s: s[0] * s[1], default=None)


_SIZE_OF: Final = {Isi.PNG: _png_size, Isi.JPEG: _jpeg_size, Isi.HEIC: _heic_size}


def photo_frame_check(file: BinaryIO, *, nama: str) -> None:
    """A photo and nothing else by its ends; raises BerkasBerbahayaError.

    What phones put behind a picture (a short film, a depth map) is allowed: the worker draws the
    picture anew and keeps nothing else.
    """
    head, tail = _ends(file)
    if b"%PDF-" in head:
        raise BerkasBerbahayaError(nama=nama, isi="foto dan PDF sekaligus")
    if HALAMAN_WEB.search(head):
        raise BerkasBerbahayaError(nama=nama, isi="foto dan halaman web sekaligus")
    if _is_zip(tail):
        raise BerkasBerbahayaError(nama=nama, isi="foto dan arsip ZIP sekaligus")


def _ends(file: BinaryIO) -> tuple[bytes, bytes]:
    """The first 1024 bytes, and as much of the end as the directory of a ZIP may take."""
    file.seek(0)
    head = file.read(POLYGLOT_BYTES)
    file.seek(max(0, file.seek(0, 2) - 65_600))
    return head, file.read()


def pdf_frame_check(file: BinaryIO, *, nama: str) -> None:
    """A PDF from its first to its last byte, and nothing else.

    Raises BerkasRusakError when the end is missing (a download cut short) and
    BerkasBerbahayaError when the file is a ZIP (Office, APK, JAR) or a web page too, or carries
    something behind its end.
    """
    head, tail = _ends(file)
    if HALAMAN_WEB.search(head):
        raise BerkasBerbahayaError(nama=nama, isi="PDF dan halaman web sekaligus")
    end = tail.rfind(PDF_END)
    if end < 0:
        raise BerkasRusakError(nama=nama)
    if _is_zip(tail):
        raise BerkasBerbahayaError(nama=nama, isi="PDF dan arsip ZIP sekaligus")
    rest = tail[end + len(PDF_END) :].strip(b"\0\t\n\f\r ")
    if len(rest) > PDF_TAIL_BYTES or MARKUP.match(rest):
        raise BerkasBerbahayaError(nama=nama, isi="data lain di belakang PDF")


def _is_zip(tail: bytes) -> bool:
    """An end-of-directory record whose comment ends where the file ends."""
    at = tail.rfind(ZIP_END)
    while at >= 0:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if at + 22 + comment == len(tail):
            return True
        at = tail.rfind(ZIP_END, 0, at)
    return False


def set_check(isi: Sequence[Isi], *, jenis_nama: str, foto: bool) -> None:
    """One PDF, or one to twenty photos; for a kind kept as a photo exactly one photo."""
    if not isi:
        raise BerkasTidakAdaError
    if foto and Isi.PDF in isi:
        raise HarusFotoError(jenis=jenis_nama)
    if Isi.PDF in isi and len(isi) > 1:
        raise BerkasCampurError
    maks = 1 if foto else FOTO_MAKS_PER_DOKUMEN
    if len(isi) > maks:
        raise FotoTerlaluBanyakError(jumlah=len(isi), maks=maks)


def is_zip(file: Any) -> bool:
    """A box of papers by its first bytes; Word and Excel files are ZIPs too, but no boxes."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return head.startswith(b"PK\x03\x04") and b"[Content_Types].xml" not in head


def nama_bersih(nama: str) -> str:
    """The device's name without folders and control characters, at most 200 characters."""
    last = nama.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[:200]
