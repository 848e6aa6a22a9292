"""kill -9 in the middle: of the server while a file arrives, of the worker while it is filed.

Real processes on the test's own database and a folder of their own. What was acknowledged is there
afterwards, what was not can be sent again, and nothing is there twice.
"""

import base64
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as django_settings
from django.db import connections
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from arsip.models import BagianUnggahan, Unggahan, VersiDokumen
from arsip.services.unggahan import massal_begin, unggahan_receive, unggahan_sweep
from sitamu.inti.rules.hak import Peran
from sitamu.servers import CHECKOUT
from tests.factories.berkas import pdf, pdf_dengan, unggahan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, petugas
from tests.unit.arsip.mati_proses import MULAI

pytestmark = [pytest.mark.lengkap, pytest.mark.django_db(transaction=True)]
NIP = "198501012010011001"


def _environment(folder: Path) -> dict[str, str]:
    """The child finds the test's database and folder in its environment."""
    name = str(connections["default"].settings_dict["NAME"])
    return {**os.environ, "UJI_BASIS": name, "UJI_FOLDER": str(folder)}


@contextmanager
def _process(module: str, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=CHECKOUT,
        env=_environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """-9, to it and all its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    arguments = ("--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port))
    arguments += ("--workers", "1", "--blocking-threads", "2")
    with _process("granian", folder, *arguments, "tests.unit.arsip.mati_proses:app") as process:
        _until(lambda: _answers(port), "server")
        yield port, process


def _answers(port: int) -> bool:
    try:
        answer = _ask(port, "GET", "/sehat", None, {"Host": "localhost"})
    except OSError:
        return False
    return bool(answer.status == 200)


def _until(condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"{what}: nothing happened"
        time.sleep(0.02)


@pytest.fixture
def headers() -> Any:
    """siti's operator, logged in."""
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    PegawaiFactory(nip=NIP, unit=unit)
    operator = petugas(Peran.OPERATOR_OPD, unit)
    TOTP.activate(operator, generate_totp_secret())
    client = Client()
    client.force_login(operator)
    token = _get_new_csrf_string()
    key = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    names = (django_settings.SESSION_COOKIE_NAME, django_settings.CSRF_COOKIE_NAME)
    return operator, {
        "Host": "localhost",
        "Cookie": f"{names[0]}={key}; {names[1]}={token}",
        "X-CSRFToken": token,
        "Tus-Resumable": "1.0.0",
    }


def _ask(port: int, method: str, url: str, body: Any, headers: dict[str, str]) -> Any:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as link:
        link.request(method, url, body=body, headers=headers)
        answer = link.getresponse()
        answer.read()
        return answer


def _meta(**said: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in said.items())


def test_the_server_dies_under_an_upload_and_the_next_one_goes_on(
    tmp_path: Path, headers: Any
) -> None:
    operator, base = headers
    isi = pdf_dengan(lambda p: setattr(p.Root, "Acak", p.make_stream(os.urandom(900_000))))
    massal = massal_begin(actor=operator, now=MULAI())
    meta = _meta(filename=f"{NIP}_SK_PNS.pdf", massal=str(massal.pk), sidik="a")
    part = {**base, "Content-Type": "application/offset+octet-stream"}
    with _server(tmp_path) as (port, process):
        begun = _ask(
            port,
            "POST",
            "/api/v1/arsip/unggahan",
            None,
            {**base, "Upload-Length": str(len(isi)), "Upload-Metadata": meta},
        )
        url = "/" + begun.headers["Location"].split("/", 3)[3]
        first = _ask(port, "PATCH", url, isi[:300_000], {**part, "Upload-Offset": "0"})
        assert (first.status, first.headers["Upload-Offset"]) == (204, "300000")
        # Half of the second part is on its way when the server is killed.
        link = socket.create_connection(("127.0.0.1", port))
        head = "".join(f"{k}: {v}\r\n" for k, v in {**part, "Upload-Offset": "300000"}.items())
        request = f"PATCH {url} HTTP/1.1\r\n{head}Content-Length: 300000\r\n\r\n"
        link.sendall(request.encode() + isi[300_000:450_000])
        _until(lambda: any((tmp_path / "berkas/.masuk").glob("masuk-*")), "part on its way")
        _kill(process)
        link.close()
    row = Unggahan.objects.get()
    assert (row.status, row.diterima_byte) == ("MENGIRIM", 300_000)
    with _server(tmp_path) as (port, process):
        asked = _ask(port, "HEAD", url, None, base)
        at = int(asked.headers["Upload-Offset"])
        assert at == 300_000
        last = _ask(port, "PATCH", url, isi[at:], {**part, "Upload-Offset": str(at)})
        assert last.status == 204
        # Killed right behind the answer: what was acknowledged is there.
        _kill(process)
    with _process("tests.unit.arsip.mati_proses", tmp_path):
        _until(lambda: Unggahan.objects.get().status == "TERSIMPAN", "filed")
        _until(lambda: not BagianUnggahan.objects.exists(), "cleared up")
    versi = VersiDokumen.objects.get()
    assert versi.sha256 == hashlib.sha256(isi).hexdigest()
    assert (tmp_path / "berkas" / versi.kunci_simpan).read_bytes() == isi


def test_the_worker_dies_again_and_again_and_every_file_is_filed_once(
    tmp_path: Path, headers: Any, settings: Any
) -> None:
    operator, _ = headers
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "berkas")},
        },
    }
    settings.SITAMU_MASUK = str(tmp_path / "berkas/.masuk")
    massal = massal_begin(actor=operator, now=MULAI())
    files = [
        unggahan(pdf(teks=f"{year}"), nama=f"{NIP}_SKP_{year}.pdf") for year in range(1980, 2020)
    ]
    unggahan_receive(massal_id=massal.pk, files=files, actor=operator, now=MULAI())

    def done() -> int:
        return Unggahan.objects.filter(status="TERSIMPAN").count()

    for want in (5, 12, 20, 28):
        with _process("tests.unit.arsip.mati_proses", tmp_path) as process:
            _until(lambda want=want: done() >= want, "work goes on")  # type: ignore[misc]
            _kill(process)
    assert done() < len(files)
    # The file that was in hand at each death is taken up again when its claim has grown stale.
    with _process("tests.unit.arsip.mati_proses", tmp_path, "nanti"):
        _until(lambda: done() == len(files), "the rest")
    assert VersiDokumen.objects.count() == len(files)
    assert VersiDokumen.objects.filter(dokumen__versi_kini__isnull=False).count() == len(files)
    for versi in VersiDokumen.objects.all():
        kept = (tmp_path / "berkas" / versi.kunci_simpan).read_bytes()
        assert hashlib.sha256(kept).hexdigest() == versi.sha256
    unggahan_sweep(now=MULAI() + timedelta(minutes=20))  # bytes of files filed at the last moment
    assert not [f for f in (tmp_path / "berkas/masuk").rglob("*") if f.is_file()]
