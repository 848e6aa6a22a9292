"""Signed links into object storage, for whoever may not wait for a web process."""

from typing import Any, Final
from urllib.parse import urlsplit

from django.core.files.storage import storages

TAUTAN_DETIK: Final = 300


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
