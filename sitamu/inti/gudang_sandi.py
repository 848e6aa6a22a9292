"""Files encrypted at rest: a storage around another one, with keys that can be rotated.

A sealed object is a header (mark, key id, salt) and chunks of 64 KiB, each AES-256-GCM under a key
derived for this object alone. A chunk's nonce is its number and whether it is the last, the header
is bound to each, so that nothing can be cut off, moved or mixed unseen. Objects without the mark
are read as they are: files from before stay readable until `putar_kunci_berkas` has sealed them.

The portal decrypts while it sends: no signed links, no files sent by the proxy, no ranges.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
from base64 import b64decode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.utils.module_loading import import_string

TANDA: Final = b"SITAMU\x01\n"
ID_BYTE: Final = 4
GARAM_BYTE: Final = 16
KEPALA_BYTE: Final = len(TANDA) + ID_BYTE + GARAM_BYTE
POTONG_BYTE: Final = 64 * 1024
TAG_BYTE: Final = 16
MEMORI_BYTE: Final = 2 * 1024 * 1024  # a sealed file larger than this waits on disk


class SegelRusakError(OSError):
    """Sealed bytes that were changed or cut off, or whose key is not ours."""


def is_sealed() -> bool:
    """Whether the portal's files are encrypted by the portal."""
    return isinstance(storages["default"], SandiStorage)


class SandiStorage(Storage):
    """`isi`: settings of the storage within; `kunci`: base64 keys, the first seals, all open."""

    def __init__(self, isi: dict[str, Any], kunci: Sequence[str]) -> None:
        self.isi: Any = import_string(isi["BACKEND"])(**isi.get("OPTIONS", {}))
        raw = [b64decode(k) for k in kunci]
        self._keys = {hashlib.sha256(k).digest()[:ID_BYTE]: k for k in raw}
        self._current = next(iter(self._keys))

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        if mode != "rb":
            raise ValueError("a stored file is read, or written as a whole")
        source = self.isi.open(name)
        head = source.read(KEPALA_BYTE)
        if not head.startswith(TANDA):
            source.seek(0)
            return cast("File[Any]", source)
        try:
            return File(io.BufferedReader(_Terbuka(source, self._cipher(head), head)), name)
        except SegelRusakError:
            source.close()
            raise

    def _save(self, name: str, content: File[Any]) -> str:
        with self._sealed(content) as sealed:
            return str(self.isi.save(name, File(sealed)))

    def _cipher(self, head: bytes) -> AESGCM:
        key = self._keys.get(_key_id(head))
        if key is None:
            raise SegelRusakError("sealed with a key that is not configured")
        salt = head[-GARAM_BYTE:]
        return AESGCM(HKDF(SHA256(), 32, salt, b"sitamu berkas").derive(key))

    def _sealed(self, content: IO[bytes] | File[Any]) -> IO[bytes]:
        """A temporary file with the sealed content, at its start."""
        head = TANDA + self._current + os.urandom(GARAM_BYTE)
        cipher = self._cipher(head)
        out = tempfile.SpooledTemporaryFile(MEMORI_BYTE, prefix="sitamu-")  # noqa: SIM115
        out.write(head)
        content.seek(0)
        part, number = content.read(POTONG_BYTE), 0
        while True:
            behind = content.read(POTONG_BYTE) if len(part) == POTONG_BYTE else b""
            out.write(cipher.encrypt(_nonce(number, last=not behind), _bytes(part), head))
            if not behind:
                break
            part, number = behind, number + 1
        out.seek(0)
        return cast("IO[bytes]", out)

    def reseal(self, name: str) -> bool:
        """Seal one object with the current key; False when it is already.

        The object is replaced in one step, after what was written has been read back and found
        equal: stopped at any moment, it is there in its old or its new form.
        """
        with self.isi.open(name) as raw:
            head = raw.read(KEPALA_BYTE)
        if head.startswith(TANDA) and _key_id(head) == self._current:
            return False
        with self.open(name) as plain:
            before = _sha256(plain)
            with self._sealed(plain) as sealed:
                new = sealed.read(KEPALA_BYTE)
                if _sha256(_Terbuka(sealed, self._cipher(new), new, keep=True)) != before:
                    raise SegelRusakError(f"{name}: sealed copy differs")
                sealed.seek(0)
                self._replace(name, sealed)
        return True

    def _replace(self, name: str, sealed: IO[bytes]) -> None:
        if hasattr(self.isi, "bucket_name"):
            self.isi._save(name, File(sealed))  # noqa: SLF001  # one PUT: replaced as a whole
            return
        target = Path(self.isi.path(name))
        handle, beside = tempfile.mkstemp(prefix=".segel-", dir=target.parent)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(iter(lambda: sealed.read(POTONG_BYTE), b""))
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(beside).unlink()
            raise

    # The rest is the storage within

    def delete(self, name: str) -> None:
        self.isi.delete(name)

    def exists(self, name: str) -> bool:
        return bool(self.isi.exists(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return cast("tuple[list[str], list[str]]", self.isi.listdir(path))

    def size(self, name: str) -> int:
        """Of what was stored, not of the sealed object."""
        with self.open(name) as file:
            return int(file.seek(0, io.SEEK_END))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return str(self.isi.get_available_name(name, max_length))

    def get_modified_time(self, name: str) -> Any:
        return self.isi.get_modified_time(name)


class _Terbuka(io.RawIOBase):
    """Reads a sealed object; `source` is closed with it, unless `keep`."""

    def __init__(self, source: Any, cipher: AESGCM, head: bytes, *, keep: bool = False) -> None:
        self._source, self._cipher, self._head, self._keep = source, cipher, head, keep
        body = source.seek(0, io.SEEK_END) if not hasattr(source, "size") else source.size
        body = int(body) - KEPALA_BYTE
        self._chunks = max(1, -(-body // (POTONG_BYTE + TAG_BYTE)))
        self._length = body - self._chunks * TAG_BYTE
        if self._length < 0:
            raise SegelRusakError("cut off")
        self._at = 0
        self._number = -1
        self._plain = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._length:
            if self._length == 0:
                self._load(0)  # an empty object is checked too
            return 0
        number, within = divmod(self._at, POTONG_BYTE)
        self._load(number)
        part = self._plain[within : within + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _load(self, number: int) -> None:
        if number == self._number:
            return
        self._source.seek(KEPALA_BYTE + number * (POTONG_BYTE + TAG_BYTE))
        sealed = _bytes(self._source.read(POTONG_BYTE + TAG_BYTE))
        last = number == self._chunks - 1
        try:
            self._plain = self._cipher.decrypt(_nonce(number, last=last), sealed, self._head)
        except InvalidTag as error:
            raise SegelRusakError("changed or cut off") from error
        self._number = number

    def close(self) -> None:
        if not self.closed and not self._keep:
            self._source.close()
        super().close()


def names_of(storage: Any, folder: str = "") -> Iterator[str]:
    """Every object of a storage, folder by folder; unfinished copies left out."""
    folders, files = storage.listdir(folder)
    for name in sorted(files):
        if name and not name.startswith(".segel-"):
            yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from names_of(storage, f"{folder}/{name}" if folder else name)


def _key_id(head: bytes) -> bytes:
    return head[len(TANDA) : len(TANDA) + ID_BYTE]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _bytes(data: Any) -> bytes:
    return data if isinstance(data, bytes) else bytes(data)


def _sha256(source: Any) -> bytes:
    digest = hashlib.sha256()
    source.seek(0)
    while part := source.read(POTONG_BYTE):
        digest.update(part)
    return digest.digest()
