"""Judging what comes in, before anything of it is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

import pikepdf
from django.core.files.uploadedfile import UploadedFile

from arsip.clients.penerima import Terunggah
from arsip.errors import (
    BerkasKosongError,
    BerkasRusakError,
    PdfAktifError,
    PdfTanpaHalamanError,
    PdfTerkunciError,
)
from arsip.models import JenisDokumen
from arsip.rules.intake import (
    Isi,
    isi_of,
    nama_bersih,
    pdf_frame_check,
    photo_frame_check,
    pixel_check,
    set_check,
    size_check,
)

# A small file must not unfold into gigabytes while its structure is read.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=64 * 1024 * 1024,
    run_length_max_memory=64 * 1024 * 1024,
    png_max_memory=64 * 1024 * 1024,
    tiff_max_memory=64 * 1024 * 1024,
    dct_max_memory=64 * 1024 * 1024,
    parser_max_nesting=100,
    parser_max_container_size=200_000,
    max_stream_filters=5,
)
MAX_NODES: Final = 300_000  # values looked at in one PDF; a scan of 5 MB has a few thousand
MAX_DEPTH: Final = 60
AKTIF: Final = {
    "/JavaScript": "skrip",
    "/Launch": "perintah membuka program",
    "/ImportData": "perintah mengambil data",
    "/SubmitForm": "perintah mengirim data",
    "/GoToE": "tautan ke berkas di dalamnya",
    "/Rendition": "video atau suara",
    "/RichMediaExecute": "media yang dapat dijalankan",
}


@dataclass(frozen=True, slots=True)
class Diterima:
    """One file that may enter."""

    nama: str
    isi: Isi
    ukuran_byte: int
    sha256: str
    halaman: int | None = None  # PDF only
    bertanda_tangan: bool = False  # PDF with a digital signature


def files_judge(
    files: Sequence[UploadedFile[Any]], *, jenis: JenisDokumen
) -> list[tuple[UploadedFile[Any], Diterima]]:
    """Judge all files of one upload, cheap checks of all first; raises a BerkasError."""
    found: list[tuple[UploadedFile[Any], BinaryIO, Isi]] = []
    for upload in files:
        source = _binary(upload)
        nama = nama_bersih(upload.name or "")
        isi = isi_of(source, nama=nama)
        size_check(isi, _length(source), nama=nama, jenis=jenis)
        found.append((upload, source, isi))
    set_check([isi for _, _, isi in found], jenis_nama=jenis.nama, foto=jenis.foto)
    return [(upload, _judge(source, upload, isi)) for upload, source, isi in found]


def file_judge(upload: UploadedFile[Any], *, jenis: JenisDokumen | None = None) -> Diterima:
    """Judge one file, whether or not its kind is known yet; raises a BerkasError."""
    source, nama = _binary(upload), nama_bersih(upload.name or "")
    isi = isi_of(source, nama=nama)
    size_check(isi, _length(source), nama=nama, jenis=jenis)
    return _judge(source, upload, isi)


def _judge(source: BinaryIO, upload: UploadedFile[Any], isi: Isi) -> Diterima:
    nama = nama_bersih(upload.name or "")
    halaman, signed = None, False
    if isi is Isi.PDF:
        halaman, signed = pdf_judge(source, nama=nama)
    else:
        photo_frame_check(source, nama=nama)
        pixel_check(source, isi, nama=nama)
    return Diterima(
        nama=nama,
        isi=isi,
        ukuran_byte=_length(source),
        sha256=_sha256(upload, source),
        halaman=halaman,
        bertanda_tangan=signed,
    )


def pdf_judge(source: BinaryIO, *, nama: str) -> tuple[int, bool]:
    """Pages, and whether it carries a digital signature. The bytes are only read.

    Raises PdfTerkunciError, PdfAktifError, PdfTanpaHalamanError, BerkasRusakError,
    BerkasBerbahayaError.
    """
    pdf_frame_check(source, nama=nama)
    source.seek(0)
    try:
        with _pdf_open(source) as pdf:
            if pdf.is_encrypted:
                raise PdfTerkunciError(nama=nama)
            signed = _walk(pdf, nama=nama)
            halaman = len(pdf.pages)
            if not halaman:
                raise PdfTanpaHalamanError(nama=nama)
            for page in pdf.pages:
                page.mediabox  # noqa: B018  raises when the page is no page
            return halaman, signed
    except pikepdf.PasswordError as error:
        raise PdfTerkunciError(nama=nama) from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as e:
        raise BerkasRusakError(nama=nama) from e


def _pdf_open(source: BinaryIO) -> pikepdf.Pdf:
    """By its name where it has one: read from memory, not by thousands of calls back to Python."""
    name = getattr(source, "name", None)
    if isinstance(name, str) and Path(name).is_file():
        source.flush()
        return pikepdf.open(name, access_mode=pikepdf.AccessMode.mmap)
    return pikepdf.open(source, access_mode=pikepdf.AccessMode.stream)


def _walk(pdf: pikepdf.Pdf, *, nama: str) -> bool:
    """Look at every value once; raises PdfAktifError; True when a signature was seen."""
    signed = False
    for value in _dictionaries(pdf, nama=nama):
        action = str(value.get("/S", ""))
        if action in AKTIF:
            raise PdfAktifError(nama=nama, isi=AKTIF[action])
        if "/JS" in value:
            raise PdfAktifError(nama=nama, isi=AKTIF["/JavaScript"])
        if "/EF" in value or "/RichMediaContent" in value:
            raise PdfAktifError(nama=nama, isi="berkas lain di dalamnya")
        if "/XFA" in value:
            raise PdfAktifError(nama=nama, isi="formulir XFA")
        signed = signed or "/ByteRange" in value
    return signed


def _dictionaries(pdf: pikepdf.Pdf, *, nama: str) -> Iterator[pikepdf.Object]:
    seen = 0
    for top in [pdf.trailer, *pdf.objects]:
        stack = [(top, 0)]
        while stack:
            value, depth = stack.pop()
            seen += 1
            if seen > MAX_NODES or depth > MAX_DEPTH:
                raise BerkasRusakError(nama=nama)
            if not isinstance(value, pikepdf.Object) or (depth and value.is_indirect):
                continue
            if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                yield value
                stack += [(child, depth + 1) for child in _values(value)]
            elif isinstance(value, pikepdf.Array):
                stack += [(child, depth + 1) for child in value.as_list()]


def _values(value: pikepdf.Object) -> Iterator[object]:
    return (child for _, child in value.items())


def _sha256(upload: UploadedFile[Any], source: BinaryIO) -> str:
    """As it was computed while receiving, else from the bytes."""
    if isinstance(upload, Terunggah) and upload.sha256:
        source.seek(0)
        return upload.sha256
    return sha256_of(source)


def sha256_of(source: IO[bytes]) -> str:
    """SHA-256 of all bytes; leaves the file at its start."""
    source.seek(0)
    digest = hashlib.file_digest(source, "sha256")  # type: ignore[arg-type]
    source.seek(0)
    return digest.hexdigest()


def _binary(upload: UploadedFile[Any]) -> BinaryIO:
    """Its open file; raises what was found against it while it arrived."""
    if isinstance(upload, Terunggah) and upload.galat:
        raise upload.galat
    file = upload.file
    if file is None:
        raise BerkasKosongError(nama=nama_bersih(upload.name or ""))
    return file  # type: ignore[return-value]


def _length(source: BinaryIO) -> int:
    return source.seek(0, 2)
