"""Receives the files of a form: judged at the first bytes, hashed while they arrive.

Named in settings, so every view that takes files has it. A file goes to a temporary one beside the
store and is moved into its place by a rename. What is not wanted (a program, a PDF over its limit)
is counted and not kept: whoever asks for the file gets the reason as `galat`, so that the other
files of the same form are still taken, each with its own answer.
"""

import contextlib
import hashlib
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from arsip.clients.gudang import is_full
from arsip.errors import BerkasError, BerkasTerlaluBesarError, JenisBerkasError, PenuhError
from arsip.rules.dokumen import FOTO_MAKS_BYTE, PDF_MAKS_BYTE
from arsip.rules.intake import HEAD_BYTES, isi_of, nama_bersih
from sitamu.inti.errors import DomainError

LAIN_MAKS_BYTE: Final = 50 * 1024 * 1024  # workbooks and ZIP; the view that asked judges them
PERMINTAAN_MAKS_BYTE: Final = 600 * 1024 * 1024
BASI_DETIK: Final = 24 * 3600
AWALAN: Final = "masuk-"


class Terunggah(TemporaryUploadedFile):
    """A received file, in a temporary one beside the store.

    With `galat` nothing of it was kept and `size` is what was sent.
    """

    sha256: str = ""
    galat: DomainError | None = None

    def __init__(self, nama: str, content_type: str = "", **extra: Any) -> None:
        UploadedFile.__init__(self, _temporary_file(), nama, content_type, 0, **extra)


def _temporary_file() -> Any:
    folder = settings.SITAMU_MASUK
    try:
        return tempfile.NamedTemporaryFile(prefix=AWALAN, dir=folder)
    except FileNotFoundError:  # the first file of all
        Path(str(folder)).mkdir(mode=0o700, parents=True, exist_ok=True)
        return tempfile.NamedTemporaryFile(prefix=AWALAN, dir=folder)


class Penerima(FileUploadHandler):
    """Django's upload handler; one instance serves all files of a request in turn."""

    chunk_size = 256 * 1024

    def handle_raw_input(
        self,
        input_data: IO[bytes],  # noqa: ARG002
        META: dict[str, str],  # noqa: ARG002, N803  # named by Django
        content_length: int,
        *_: Any,
        **__: Any,
    ) -> tuple[Any, Any] | None:
        """Refuse a request larger than any form of ours; raises RequestDataTooBig (413 or 400)."""
        if content_length > PERMINTAAN_MAKS_BYTE:
            raise RequestDataTooBig("Isi permintaan terlalu besar.")
        return None

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

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Judge the first bytes, hash and write while nothing speaks against the file."""
        if not self.seen:
            self.head += raw_data[:HEAD_BYTES]
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
