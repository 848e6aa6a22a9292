"""Runs `arsip.clients.olah` as a process of its own, with a clean environment and a time limit."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from arsip.rules.dokumen import PDF_MAKS_BYTE

OLAH: Final = "arsip.clients.olah"
WAKTU_DETIK: Final = 240  # wall clock; shorter than the time after which a claim is stale
TUNGGU_DETIK: Final = 30  # for another photo; with WAKTU_DETIK still within a claim


class PengolahGagalError(RuntimeError):
    """The process died or ran out of time or memory; the file is not judged by that."""


class PengolahSibukError(RuntimeError):
    """Another photo is being decoded; to be tried again later."""


@dataclass(frozen=True, slots=True)
class Hasil:
    """`rusak` names the 1-based input that could not be read, else 0.

    `tanpa_teks`: pages without words of their own; `dibaca`: pages read by OCR.
    """

    halaman: int = 0
    gambar: int = 0
    rusak: int = 0
    tanpa_teks: int = 0
    dibaca: int = 0


def photos_convert(folder: Path, *, foto: bool, maks_byte: int = PDF_MAKS_BYTE) -> Hasil:
    """Make `hasil.pdf`, or with `foto` `hasil.jpg`, of `masuk-1`, `masuk-2`, ... in `folder`.

    Turned upright, at most 1600 px on the long side, without metadata, and shrunk until the PDF
    has at most `maks_byte`; many pages with a small limit can stay above it. The same photos give
    the same bytes. Raises PengolahGagalError.
    """
    (folder / "maks_byte").write_text(str(maks_byte))
    with _alone():
        return _run("foto" if foto else "pdf", folder)


def pages_picture(folder: Path, *, foto: bool) -> Hasil:
    """Make `hal-1.jpg`, ... of `masuk-1` (a PDF, or with `foto` a picture): 900 px wide.

    Each under 150 KB, at most 100 pages; `kecil.jpg` of the first page, 200 px wide, under 10 KB;
    of a PDF also `teks.txt`, the words in it. Raises PengolahGagalError.
    """
    return _run("gambar-foto" if foto else "gambar-pdf", folder)


@contextmanager
def _alone() -> Iterator[None]:
    """Photos of 100 megapixels are decoded one at a time on a machine, whoever asks.

    Raises PengolahSibukError after half a minute of waiting.
    """
    file = Path(tempfile.gettempdir()) / f"sitamu-olah-{os.geteuid()}.lock"
    with file.open("a") as handle:
        until = time.monotonic() + TUNGGU_DETIK
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise PengolahSibukError from None
                time.sleep(0.05)
        yield


def scan_read(folder: Path) -> Hasil:
    """Make `teks.txt` of the PDF `masuk-1`, by OCR where a page holds no words of its own.

    At most 30 pages are read so, and none is begun after 150 seconds. Raises PengolahGagalError.
    """
    return _run("ocr", folder)


@cache
def ocr_available() -> bool:
    """Tesseract is installed with Indonesian; asked once a process."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    done = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    return "ind" in done.stdout.split()


def _run(command: str, folder: Path) -> Hasil:
    try:
        done = subprocess.run(
            [sys.executable, "-m", OLAH, command, str(folder)],
            cwd=Path(__file__).resolve().parents[2],
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
            capture_output=True,
            timeout=WAKTU_DETIK,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PengolahGagalError(f"{command}: lewat {WAKTU_DETIK} detik") from error
    if done.returncode:
        tail = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise PengolahGagalError(f"{command}: keluar {done.returncode} {' '.join(tail)[:300]}")
    result: dict[str, int] = json.loads((folder / "hasil.json").read_text())
    return Hasil(**result)
