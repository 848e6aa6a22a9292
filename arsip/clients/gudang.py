"""Files into the storage, signed links into object storage, and a storage without room."""

from __future__ import annotations

import errno
import os
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import TemporaryUploadedFile

TAUTAN_DETIK: Final = 300
PENUH: Final = frozenset({"QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity"})


def keep(name: str, content: File[Any]) -> str:
    """Store a file from its start; returns its name there.

    `name` holds a random part, so nobody else has it: a received file that lies beside the store
    is put in its place by one rename.
    """
    storage = storages["default"]
    content.seek(0)  # writes what was buffered
    if isinstance(content, TemporaryUploadedFile) and type(storage) is FileSystemStorage:
        try:
            _rename(storage, content.temporary_file_path(), storage.path(name))
        except OSError as error:
            if error.errno != errno.EXDEV:  # on another disk after all
                raise
        else:
            return name
    return str(storage.save(name, content))


def _rename(storage: FileSystemStorage, source: str, target: str) -> None:
    try:
        os.rename(source, target)  # noqa: PTH104  once for each of 500 files
    except FileNotFoundError:  # the first of its folder
        mode = storage.directory_permissions_mode or 0o777
        missing = [folder for folder in Path(target).parents if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=mode, exist_ok=True)
        os.rename(source, target)  # noqa: PTH104


def link_signed(name: str, **headers: str) -> str | None:
    """A link good for 5 minutes, or None when files lie in a folder.

    `headers`: S3's names of what the storage shall answer, such as ResponseContentType.
    """
    storage: Any = storages["default"]
    if not hasattr(storage, "bucket_name"):
        return None
    return str(storage.url(name, parameters=headers or None, expire=TAUTAN_DETIK))


def path_of(link: str) -> str:
    """Path and signature of a link, for the proxy that fetches it itself."""
    parts = urlsplit(link)
    return f"{parts.path.lstrip('/')}?{parts.query}"


def is_full(error: BaseException) -> bool:
    """Whether a storage, a disk or a quota said that there is no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    said: Any = getattr(error, "response", None) or {}  # botocore's ClientError
    status = said.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status == HTTPStatus.INSUFFICIENT_STORAGE or said.get("Error", {}).get("Code") in PENUH
