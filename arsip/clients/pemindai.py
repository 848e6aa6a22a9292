"""The virus scanner: clamd over a Unix socket or TCP, INSTREAM.

Only "OK" and "... FOUND" are verdicts. Whatever else happens (no answer, a limit of the scanner, a
broken line) raises PindaiGagalError, and the file stays where it is: pending.
"""

import socket
import struct
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

WAKTU_DETIK: Final = 60.0  # of silence; a large PDF takes a few seconds
POTONG_BYTE: Final = 256 * 1024
JAWABAN_MAKS: Final = 4096


class Sumber(Protocol):
    """What can be read to its end."""

    def read(self, size: int, /) -> bytes: ...


class PindaiGagalError(RuntimeError):
    """There is no verdict."""


@dataclass(frozen=True, slots=True)
class Putusan:
    """`virus` names what was found, empty when the file is clean."""

    virus: str = ""


def scan(source: Sumber, *, silence_seconds: float = WAKTU_DETIK) -> Putusan:
    """Send the whole file and wait for the verdict; raises PindaiGagalError."""
    try:
        with _connect() as link:
            link.settimeout(silence_seconds)
            link.sendall(b"zINSTREAM\0")
            while piece := source.read(POTONG_BYTE):
                link.sendall(struct.pack(">I", len(piece)) + piece)
            link.sendall(struct.pack(">I", 0))
            answer = _answer(link)
    except OSError as error:
        raise PindaiGagalError(f"pemindai tidak menjawab: {error}") from error
    name, _, verdict = answer.partition(": ")
    if name == "stream" and verdict == "OK":
        return Putusan()
    if name == "stream" and verdict.endswith(" FOUND"):
        return Putusan(virus=verdict.removesuffix(" FOUND"))
    raise PindaiGagalError(f"bukan putusan: {answer[:200]}")


def version() -> str:
    """What the scanner calls itself and its signatures; raises PindaiGagalError."""
    try:
        with _connect() as link:
            link.settimeout(5)
            link.sendall(b"zVERSION\0")
            return _answer(link)
    except OSError as error:
        raise PindaiGagalError(f"pemindai tidak menjawab: {error}") from error


def _connect() -> socket.socket:
    parts = urlsplit(settings.SITAMU_CLAMD)
    if parts.scheme == "unix":
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(WAKTU_DETIK)
        try:
            link.connect(unquote(parts.path))
        except OSError:
            link.close()
            raise
        return link
    if not parts.hostname:
        raise PindaiGagalError("pemindai belum dipasang")
    return socket.create_connection((parts.hostname, parts.port or 3310), timeout=WAKTU_DETIK)


def _answer(link: socket.socket) -> str:
    """Everything up to the closing NUL byte; an answer cut short is none."""
    said = b""
    while not said.endswith(b"\0"):
        piece = link.recv(JAWABAN_MAKS)
        if not piece or len(said) > JAWABAN_MAKS:
            raise PindaiGagalError(f"jawaban terputus: {said[:200]!r}")
        said += piece
    return said[:-1].decode(errors="replace").strip()
