"""Receives the files of a form: judged at the first bytes, hashed while they arrive.

Named in settings, so every view that takes files has it. A file goes to a temporary one beside the
store and is moved into its place by a rename. What is not wanted (a program, a PDF over its limit)
is counted and not kept: whoever asks for the file gets the reason as `galat`, so that the other
files of the same form are still taken, each with its own answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict
from django.utils.encoding import force_str

from arsip.clients.bagian import Kepala, Potong, parts
from arsip.clients.gudang import is_full
from arsip.errors import BerkasError, BerkasTerlaluBesarError, JenisBerkasError, PenuhError
from arsip.rules.dokumen import FOTO_MAKS_BYTE, PDF_MAKS_BYTE
from arsip.rules.intake import HEAD_BYTES, isi_of, nama_bersih
from sitamu.inti.errors import DomainError

LAIN_MAKS_BYTE: Final = 50 * 1024 * 1024  # workbooks and ZIP; the view that asked judges them
PERMINTAAN_MAKS_BYTE: Final = 600 * 1024 * 1024
POTONG_SISA_BYTE: Final = 64 * 1024
BASI_DETIK: Final = 24 * 3600
AWALAN: Final = "masuk-"


class Terunggah(TemporaryUploadedFile):
    """A received file, in a temporary one beside the store.

    With `galat` nothing of it was kept and `size` is what was sent.
    """

    file: IO[bytes]
    sha256: str = ""
    galat: DomainError | None = None

    def __init__(self, nama: str, content_type: str = "", **extra: Any) -> None:
        UploadedFile.__init__(self, _temporary_file(), nama, content_type, 0, **extra)

    def close(self) -> None:
        """Close it and remove it, unless it was moved into the store."""
        self.file.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.temporary_file_path())  # noqa: PTH108  once for each of 500 files


def _temporary_file() -> Any:
    folder = settings.SITAMU_MASUK or tempfile.gettempdir()
    path = f"{folder}/{AWALAN}{secrets.token_hex(16)}"
    try:
        return open(path, "x+b", opener=_private)
    except FileNotFoundError:  # the first file of all
        Path(str(folder)).mkdir(mode=0o700, parents=True, exist_ok=True)
        return open(path, "x+b", opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class Penerima(FileUploadHandler):
    """Django's upload handler; one instance serves all files of a request in turn."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: ARG002, N803  # named by Django
        content_length: int,
        boundary: Any,  # bytes, whatever its stub says
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, UploadedFile[Any]]]:
        """Take the form apart ourselves; fields and files.

        Raises RequestDataTooBig for a request larger than any form of ours, and what Django raises
        for a form beyond its limits.
        """
        if content_length > PERMINTAAN_MAKS_BYTE:
            raise RequestDataTooBig("Isi permintaan terlalu besar.")
        form = _Formulir(self, encoding or settings.DEFAULT_CHARSET)
        try:
            for piece in parts(input_data.read, boundary):
                form.take(piece)
            while input_data.read(POTONG_SISA_BYTE):
                pass  # a client that is still sending does not read our answer
        except BaseException:
            for files in form.files.lists():
                for file in files[1]:
                    file.close()
            self.upload_interrupted()
            raise
        if form.unfinished:
            self.upload_interrupted()
        form.post._mutable = False  # noqa: SLF001
        return form.post, form.files

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Make room for the next file."""
        super().new_file(*args, **kwargs)
        self.file = Terunggah(
            self.file_name or "",
            self.content_type or "",
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        self.nama = nama_bersih(self.file_name or "")
        self.digest = hashlib.sha256()
        self.head = b""
        self.seen = False  # the first bytes were looked at; a first chunk may be only a few
        self.ukuran = 0
        self.maks = LAIN_MAKS_BYTE
        self.foto = False

    def receive_data_chunk(self, raw_data: Potong, start: int) -> None:  # noqa: ARG002
        """Judge the first bytes, hash and write while nothing speaks against the file."""
        if not self.seen:
            self.head += bytes(raw_data[:HEAD_BYTES])
            if len(self.head) >= HEAD_BYTES:
                self._look()
        self.ukuran += len(raw_data)
        if self.file.galat or self.ukuran > self.maks:
            return
        self.digest.update(raw_data)
        try:
            self.file.write(raw_data)
        except OSError as error:
            if not is_full(error):
                raise
            self._refuse(PenuhError())

    def _look(self) -> None:
        self.seen = True
        try:
            isi = isi_of(BytesIO(self.head), nama=self.nama)
        except JenisBerkasError:
            return  # a workbook or a ZIP has views of its own
        except BerkasError as error:
            self._refuse(error)
            return
        self.foto = isi.foto
        self.maks = FOTO_MAKS_BYTE if isi.foto else PDF_MAKS_BYTE

    def _refuse(self, error: DomainError) -> None:
        self.file.galat = error
        with contextlib.suppress(OSError):
            self.file.seek(0)
            self.file.truncate()

    def file_complete(self, file_size: int) -> Terunggah:
        """Hand the file over with its hash, or with what speaks against it."""
        if self.head and not self.seen:
            self._look()
        if self.ukuran > self.maks and not self.file.galat:
            self._refuse(
                BerkasTerlaluBesarError(
                    nama=self.nama, ukuran_byte=self.ukuran, maks_byte=self.maks, foto=self.foto
                )
            )
        try:
            self.file.seek(0)
        except OSError as error:  # what was buffered did not fit either
            if not is_full(error):
                raise
            self._refuse(PenuhError())
        self.file.size = file_size
        self.file.sha256 = "" if self.file.galat else self.digest.hexdigest()
        return self.file

    def upload_interrupted(self) -> None:
        """The line broke: nothing of this file stays."""
        with contextlib.suppress(AttributeError, OSError):
            self.file.close()


class _Formulir:
    """The form as far as it has come; the limits of Django's own parser hold here too."""

    def __init__(self, handler: Penerima, encoding: str) -> None:
        self.post = QueryDict(mutable=True)
        self.files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
        self.unfinished = False  # a file is under way
        self._handler, self._encoding = handler, encoding
        self._part = Kepala()
        self._is_file = False
        self._value = b""
        self._fields = self._field_bytes = self._file_count = self._length = 0

    def take(self, piece: Kepala | Potong | None) -> None:
        """The next thing that `parts` found."""
        if isinstance(piece, Kepala):
            self._begin(piece)
        elif piece is None:
            self._end()
        elif self._is_file:
            self._handler.receive_data_chunk(piece, self._length)
            self._length += len(piece)
        elif self._part.isian:
            self._count(len(piece))
            self._value += piece

    def _begin(self, part: Kepala) -> None:
        nama = _nama(part.berkas)
        self._part, self._value, self._length = part, b"", 0
        self._is_file = self.unfinished = bool(part.isian and nama)
        if self._is_file:
            self._file_count += 1
            if _beyond(self._file_count, settings.DATA_UPLOAD_MAX_NUMBER_FILES):
                raise TooManyFilesSent("Terlalu banyak berkas dalam satu formulir.")
            self._handler.new_file(
                part.isian, nama, part.content_type, None, part.charset, part.tambahan
            )
        elif part.berkas:
            self._part = Kepala()  # a file without a name that can be one: nobody's
        elif part.isian:
            self._fields += 1
            if _beyond(self._fields, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS):
                raise TooManyFieldsSent("Terlalu banyak isian dalam satu formulir.")
            self._count(len(part.isian) + 2)

    def _count(self, length: int) -> None:
        self._field_bytes += length
        if _beyond(self._field_bytes, settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            raise RequestDataTooBig("Isian formulir terlalu besar.")

    def _end(self) -> None:
        self.unfinished = False
        if self._is_file:
            file = self._handler.file_complete(self._length)
            self.files.appendlist(self._part.isian, file)
        elif self._part.isian:
            value = force_str(self._value, self._encoding, errors="replace")
            self.post.appendlist(self._part.isian, value)


def _nama(sent: str) -> str:
    """The name without folders, as Django cleans it; empty when none is left."""
    clean: Any = MultiPartParser.sanitize_file_name
    return clean(None, sent) or ""


def _beyond(number: int, most: int | None) -> bool:
    return most is not None and number > most


def leftovers_remove(*, older_than_seconds: int = BASI_DETIK) -> int:
    """Remove what a killed process left in the temporary folder; returns how many files."""
    folder = settings.SITAMU_MASUK
    if not folder or not Path(folder).is_dir():
        return 0
    old = time.time() - older_than_seconds
    count = 0
    for file in Path(folder).glob(f"{AWALAN}*"):
        with contextlib.suppress(FileNotFoundError):
            if file.stat().st_mtime < old:
                file.unlink()
                count += 1
    return count
