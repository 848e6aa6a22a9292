"""The upload handler: one pass over the bytes, nothing kept that is not wanted."""

import errno
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from arsip.clients import penerima
from arsip.clients.penerima import Terunggah, leftovers_remove
from arsip.rules.dokumen import FOTO_MAKS_BYTE, PDF_MAKS_BYTE
from tests.factories.berkas import EXE, docx, foto, pdf


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.SITAMU_MASUK = str(tmp_path / "masuk")
    return tmp_path / "masuk"


REQUESTS: list[HttpRequest] = []


@pytest.fixture(autouse=True)
def _closed(folder: Path) -> Iterator[None]:
    """As the server does at the end of a request; then nothing may be left."""
    yield
    while REQUESTS:
        REQUESTS.pop().close()


def post(**data: Any) -> HttpRequest:
    request: HttpRequest = RequestFactory().post("/", data)
    REQUESTS.append(request)
    return request


def received(*isi: bytes) -> list[Terunggah]:
    files = [SimpleUploadedFile(f"{n}.pdf", content) for n, content in enumerate(isi)]
    request = post(berkas=files, nama="siti")
    found: Any = request.FILES.getlist("berkas")
    assert request.POST["nama"] == "siti"
    return list(found)


def test_a_file_arrives_whole_with_its_hash(folder: Path) -> None:
    large = pdf().ljust(PDF_MAKS_BYTE)
    (got,) = received(large)
    assert got.read() == large
    assert (got.size, got.sha256) == (len(large), hashlib.sha256(large).hexdigest())
    assert Path(got.temporary_file_path()).parent == folder
    got.close()
    assert list(folder.iterdir()) == []


def test_of_many_files_each_is_judged_alone() -> None:
    good, bad, photo, word = received(pdf(), EXE * 50, foto(), docx())
    assert (good.galat, photo.galat, word.galat) == (None, None, None)
    assert good.read() == pdf()
    assert photo.read() == foto()
    assert bad.galat is not None
    assert bad.galat.code == "berkas_berbahaya"
    assert (bad.read(), bad.size) == (b"", len(EXE) * 50)


@pytest.mark.parametrize(
    "isi", [pdf().ljust(PDF_MAKS_BYTE + 1), foto().ljust(FOTO_MAKS_BYTE + 1)], ids=["pdf", "foto"]
)
def test_what_is_too_large_is_counted_and_not_kept(isi: bytes) -> None:
    (got,) = received(isi)
    assert got.galat is not None
    assert got.galat.code == "berkas_terlalu_besar"
    assert got.galat.data["ukuran_byte"] == len(isi)
    assert Path(got.temporary_file_path()).stat().st_size == 0


def test_the_limit_itself_is_taken() -> None:
    (got,) = received(pdf().ljust(PDF_MAKS_BYTE))
    assert got.galat is None


def test_a_first_piece_of_a_few_bytes_is_waited_for() -> None:
    """Fields before the file can push its first bytes to the end of a piece."""
    for filler in range(65_300, 65_536, 13):
        request = post(a="x" * filler, berkas=SimpleUploadedFile("a.pdf", EXE * 100))
        found: Any = request.FILES["berkas"]
        assert found.galat.code == "berkas_berbahaya"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_the_request_goes_on(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(self: Any, data: bytes) -> int:
        raise OSError(number, "penuh")

    monkeypatch.setattr(Terunggah, "write", full, raising=False)
    (got,) = received(pdf())
    assert got.galat is not None
    assert (got.galat.code, got.galat.http_status) == ("penyimpanan_penuh", 507)


def test_a_request_larger_than_any_form_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(penerima, "PERMINTAAN_MAKS_BYTE", 1000)
    with pytest.raises(RequestDataTooBig):
        received(pdf().ljust(2000))


def test_what_a_killed_process_left_is_swept_after_a_day(folder: Path) -> None:
    folder.mkdir()
    old, fresh, other = (folder / n for n in ("masuk-a", "masuk-b", "catatan"))
    for file in (old, fresh, other):
        file.write_bytes(b"x")
    day = time.time() - 25 * 3600
    for file in (old, other):
        os.utime(file, (day, day))
    assert leftovers_remove() == 1
    assert sorted(f.name for f in folder.iterdir()) == ["catatan", "masuk-b"]
