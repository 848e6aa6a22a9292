"""A small clamd: speaks INSTREAM and VERSION over TCP or a Unix socket, answers as it is told."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

VIRUS = "virus-uji"  # stands for one: the usual test virus would alarm a developer's own scanner


def verdict(content: bytes) -> bytes:
    """As clamd does: what holds the test virus is found, all else is OK."""
    return b"stream: Uji-Virus-1 FOUND" if VIRUS.encode() in content else b"stream: OK"


@dataclass
class Clamd:
    """`answer` makes the reply from the bytes; None closes the line without a word."""

    url: str
    answer: Callable[[bytes], bytes | None] = verdict
    seen: list[bytes] = field(default_factory=list)


@contextmanager
def clamd(path: Path | None = None) -> Iterator[Clamd]:
    """Run it until the block ends; with `path` on a Unix socket."""
    if path:
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.bind(str(path))
        server.listen()
        daemon = Clamd(f"unix://{path}")
    else:
        server = socket.create_server(("127.0.0.1", 0))
        daemon = Clamd(f"tcp://127.0.0.1:{server.getsockname()[1]}")
    thread = threading.Thread(target=_serve, args=(server, daemon), daemon=True)
    thread.start()
    try:
        yield daemon
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(timeout=5)


def _serve(server: socket.socket, daemon: Clamd) -> None:
    while True:
        try:
            link, _ = server.accept()
        except OSError:
            return
        with link, link.makefile("rb") as said:
            _talk(link, said, daemon)


def _talk(link: socket.socket, said: Any, daemon: Clamd) -> None:
    command = b""
    while not command.endswith(b"\0"):
        byte = said.read(1)
        if not byte:
            return
        command += byte
    if command == b"zVERSION\0":
        link.sendall(b"ClamAV 1.4.3/27800/Wed Nov 25 2026\0")
        return
    content = b""
    while length := struct.unpack(">I", said.read(4))[0]:
        content += said.read(length)
    daemon.seen.append(content)
    answer = daemon.answer(content)
    if answer is not None:
        link.sendall(answer + b"\0")
