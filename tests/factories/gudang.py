"""A real S3 server for tests, spoken to over HTTP."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from uuid import uuid4

from moto.server import ThreadedMotoServer

RAHASIA = {"STORAGE_ACCESS_KEY": "kunci-uji", "STORAGE_SECRET_KEY": "rahasia-uji"}


@contextmanager
def s3_server() -> Iterator[str]:
    """Run it until the block ends; yields the STORAGE_URL of a bucket that is yet to be made."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with patch.dict(os.environ, RAHASIA):
            yield f"s3://berkas-{uuid4()}?endpoint=http://{host}:{port}&region=id"
    finally:
        server.stop()
