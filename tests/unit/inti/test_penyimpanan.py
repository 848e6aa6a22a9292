"""Files on S3: the bucket is made once, what is stored comes back, links are signed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import override_settings
from moto.server import ThreadedMotoServer

from sitamu import environment


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("STORAGE_ACCESS_KEY", "kunci-uji")
    monkeypatch.setenv("STORAGE_SECRET_KEY", "rahasia-uji")
    storage = environment.storage(f"s3://berkas?endpoint=http://{host}:{port}&region=id")
    static: dict[str, Any] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"default": storage, "staticfiles": static}):
        yield
    server.stop()


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
