"""Signed links into object storage, and what a storage says when it has no room left."""

import errno
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.files.storage import storages

TAUTAN_DETIK: Final = 300
PENUH: Final = frozenset({"QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity"})


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
