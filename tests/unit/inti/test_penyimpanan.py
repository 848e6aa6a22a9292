"""Files on S3: the bucket is made once, what is stored comes back, links are signed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from sitamu import environment
from tests.factories.gudang import s3_server


@pytest.fixture
def s3(settings: Any) -> Iterator[None]:
    with s3_server() as url:
        settings.STORAGES = {**settings.STORAGES, "default": environment.storage(url)}
        yield


@pytest.mark.usefixtures("s3")
def test_a_bucket_is_made_once_and_keeps_files_behind_signed_links() -> None:
    call_command("siapkan_bucket")
    call_command("siapkan_bucket")
    name = default_storage.save("sk/1.pdf", ContentFile(b"isi"))
    with default_storage.open(name) as kept:
        assert kept.read() == b"isi"
    assert default_storage.save("sk/1.pdf", ContentFile(b"lain")) != name
    assert "X-Amz-Signature=" in default_storage.url(name)
    assert "X-Amz-Expires=300" in default_storage.url(name)
