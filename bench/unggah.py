"""Upload of a 5 MB PDF, and of 500 files, beside a view that only parses the multipart body.

One granian, one settings module, one session: the bare views stand in the same URL list behind the
same middleware, with Django's own handler for temporary files, and read nothing; one is a view of
the API, as the one it is compared with, the other a page. The body is cut by a boundary as browsers
write it: Django finds a short one in half the time again. Ours is the way our sender and phones
go: the file as the body of one request, hashed while receiving, its structure looked through,
stored, its row written; from then on it is not lost, and the worker files it. The 500 come by the
form, fifty at a time. What explains and does not count: one file by the form (`formulir`), and the
API that files the paper within the request, with its locks and some twenty questions to the
database (`simpan`). The views take turns in one run. What ours has kept is removed after each turn,
so that no turn pays for the writing to disk of another. Each memory figure is of a server of its
own that saw one view only.
"""

import base64
import hashlib
import http.client
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bench import alat

os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
os.environ["SITAMU_STATE"] = str(alat.CHECKOUT / ".sitamu-test")
PELAYAN: Final = "SITAMU_BENCH_UNGGAH"  # set in the server: name of its database, and its folder

import django

if PELAYAN in os.environ:
    _basis, _folder = os.environ[PELAYAN].split(":", 1)
    from sitamu.settings import test as _settings

    _settings.ROOT_URLCONF = "bench.unggah"
    _settings.STORAGES["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{_folder}/berkas"},
    }
    _settings.SITAMU_MASUK = f"{_folder}/berkas/.masuk"
    _settings.FILE_UPLOAD_TEMP_DIR = _folder  # type: ignore[attr-defined]
    _settings.DATABASES["default"]["NAME"] = _basis

django.setup()

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

RASIO_MIN: Final = 0.9
MASSAL_MIN: Final = 0.7
MEMORI_MAKS: Final = 1.1
ROUNDS: Final = 15
SEKALIGUS: Final = 8
PER_PUTARAN: Final = 24
MASSAL: Final = 500
MASSAL_BYTE: Final = 500_000  # a few scanned pages
UKURAN_MB: Final = (1, 5, 19)  # the last one a photo: a PDF ends at 5
BATAS: Final = "----WebKitFormBoundary7MA4YWxkTrZu0gW0"


@csrf_exempt
def polos(request: HttpRequest) -> HttpResponse:
    """Parse the body, nothing else."""
    request.upload_handlers = [TemporaryFileUploadHandler(request)]
    return HttpResponse(str(len(request.FILES)))


class PolosApi(APIView):
    """The same as a view of the API."""

    parser_classes = (MultiPartParser,)

    def post(self, request: Request) -> Response:
        """Parse the body, nothing else."""
        request.upload_handlers = [TemporaryFileUploadHandler(request._request)]
        return Response({"jumlah": len(request.FILES)})


urlpatterns = [
    path("polos", polos),
    path("api/polos", PolosApi.as_view()),
    path("", include("sitamu.urls")),
]
application = get_wsgi_application() if PELAYAN in os.environ else None


def main() -> None:
    """Measure and write the result."""
    from sitamu import servers
    from tests import database

    started = servers.ensure(durable=False)
    name = f"bench_unggah_{os.getpid()}"
    try:
        with database._locked():
            template = database._template()
        database._clone(template, name)
        database._use(name)
        with tempfile.TemporaryDirectory() as folder:
            _measure(name, folder)
    finally:
        database._use("postgres")
        database._drop(name)
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)


def _measure(name: str, folder: str) -> None:
    from django.utils import timezone

    from arsip.services.unggahan import massal_begin

    sesi = _people()
    massal = massal_begin(actor=sesi.operator, now=timezone.now())
    pdf = _pdf(5 * 1024 * 1024 - 4096)
    single: dict[str, list[float]] = {v: [] for v in ("polos", "unggah", "formulir", "simpan")}
    bulk: dict[str, list[float]] = {"polos": [], "unggah": []}
    kirim = f"/arsip/massal/{massal.pk}/kirim"
    with _server(name, folder) as port:
        views: dict[str, Callable[[], bytes]] = {
            "polos": lambda: _body({}, [("berkas", "a.pdf", pdf)]),
            "unggah": lambda: _marked(pdf),
            "formulir": lambda: _body(_csrf(sesi), [("berkas", "a.pdf", _marked(pdf))]),
            "simpan": lambda: _body(_fields(), [("berkas", "a.pdf", _marked(pdf))]),
        }
        paths = {
            "polos": "/api/polos",
            "unggah": "/api/v1/arsip/unggahan",
            "formulir": kirim,
            "simpan": "/api/v1/arsip/dokumen",
        }
        for turn in range(-1, ROUNDS):
            for view in list(views)[:: 1 if turn % 2 else -1]:
                bodies = [views[view]() for _ in range(PER_PUTARAN)]
                seconds = _send(port, paths[view], bodies, sesi, ok=(200, 201, 302))
                _clear(folder)
                if turn >= 0:
                    single[view].append(PER_PUTARAN / seconds)
        files = [("berkas", f"scan {n}.pdf", _pdf(MASSAL_BYTE, n)) for n in range(MASSAL)]
        # Ten forms of fifty files: one form of 500 would measure a single thread.
        forms = [_body(_csrf(sesi), files[at : at + 50]) for at in range(0, MASSAL, 50)]
        for turn in range(-1, ROUNDS):
            for view, to in list({"polos": "/polos", "unggah": kirim}.items())[
                :: 1 if turn % 2 else -1
            ]:
                seconds = _send(port, to, forms, sesi, ok=(200, 302))
                _clear(folder)
                if turn >= 0:
                    bulk[view].append(MASSAL / seconds)
    memory = _memory(name, folder, sesi)
    alat.simpan(
        "unggah",
        [
            alat.Ukuran("parse saja : unggah PDF 5 MB", _slower(single), round(1 / RASIO_MIN, 3)),
            alat.Ukuran(
                f"parse saja : terima {MASSAL} berkas", _slower(bulk), round(1 / MASSAL_MIN, 3)
            ),
            *(
                alat.Ukuran(
                    f"memori puncak unggah {size} MB : parse saja",
                    round(found["unggah"] / found["polos"], 3),
                    MEMORI_MAKS,
                )
                for size, found in memory.items()
            ),
        ],
        per_detik={
            "satu": {view: round(statistics.median(found), 1) for view, found in single.items()},
            "massal": {view: round(statistics.median(found), 1) for view, found in bulk.items()},
        },
        formulir=_slower(single, "formulir"),
        simpan_dalam_permintaan=_slower(single, "simpan"),
        memori_mb={str(size): found for size, found in memory.items()},
        putaran=ROUNDS,
    )


def _slower(rates: dict[str, list[float]], ours: str = "unggah") -> float:
    """How many times slower ours is, the median over rounds of the ratio inside a round."""
    pairs = zip(rates["polos"], rates[ours], strict=True)
    return round(statistics.median(bare / found for bare, found in pairs), 3)


def _clear(folder: str) -> None:
    """Remove what was kept; the folders stay, as in a store that is not new."""
    for kept in Path(folder, "berkas").glob("*/*/*"):
        kept.unlink()


# The server


@contextmanager
def _server(name: str, folder: str, *, workers: int = 2) -> Iterator[int]:
    """Our server with the application of this module; yields its port."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    arguments = ["granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    arguments += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "4"]
    arguments += ["--blocking-threads-idle-timeout", "600", "bench.unggah:application"]
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=alat.CHECKOUT,
        env={**os.environ, PELAYAN: f"{name}:{folder}", "SITAMU_LOG": "ERROR"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
                link.request("GET", "/sehat", headers={"Host": "localhost"})
                if link.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        _server.pid = process.pid  # type: ignore[attr-defined]
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _memory(name: str, folder: str, sesi: Any) -> dict[int, dict[str, float]]:
    """Peak MB of a worker that has seen one view only, by size of the file."""
    found: dict[int, dict[str, float]] = {}
    for size in UKURAN_MB:
        found[size] = {}
        content = _pdf(size * 1024 * 1024 - 4096) if size <= 5 else _photo(size * 1024 * 1024)
        for view, to in (("polos", "/polos"), ("unggah", "/api/v1/arsip/dokumen")):
            with _server(name, folder, workers=1) as port:
                bodies = [
                    _body(_fields() if view == "unggah" else {}, [("berkas", "a.pdf", part)])
                    for part in (_marked(content, photo=size > 5) for _ in range(16))
                ]
                _send(port, to, bodies, sesi, ok=(200, 201), at_once=4)
                found[size][view] = round(max(map(_peak_mb, _children(_server.pid))), 1)  # type: ignore[attr-defined]
    return found


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    own = [int(child) for child in text.split()]
    return own + [deeper for child in own for deeper in _children(child)]


def _peak_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next((line for line in lines if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1024


# Who sends, and what


class _Sesi:
    """The headers of one who has logged in, and a person to file for."""

    def __init__(self, operator: Any, pegawai: Any, cookie: str, token: str) -> None:
        self.operator, self.pegawai, self.token = operator, pegawai, token
        self.headers = {"Host": "localhost", "Cookie": cookie, "X-CSRFToken": token}


def _people() -> _Sesi:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from sitamu.inti.rules.hak import Peran
    from sitamu.middleware import SECOND_FACTOR
    from tests.factories.inti import PegawaiFactory, UnitKerjaFactory, beri_hak

    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    pegawai = PegawaiFactory(unit=unit, akun=True)  # an operator who is a civil servant too
    operator = pegawai.pengguna
    beri_hak(operator, unit=unit, peran=Peran.OPERATOR_OPD)
    TOTP.activate(operator, generate_totp_secret())
    client = Client()
    client.force_login(operator)
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    token = _get_new_csrf_string()
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={token}"
    return _Sesi(operator, pegawai, cookie, token)


def _fields() -> dict[str, str]:
    return {
        "jenis": "SKP",
        "kunci": str(random.randint(1950, 2049)),
        "id_klien": str(uuid4()),
    }


def _tus(body: bytes) -> dict[str, str]:
    """Headers of an upload whose body is the whole file."""
    said = {**_fields(), "filename": "a.pdf"}
    pairs = (f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in said.items())
    return {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(body)),
        "Upload-Metadata": ",".join(pairs),
    }


def _csrf(sesi: _Sesi) -> dict[str, str]:
    return {"csrfmiddlewaretoken": sesi.token}


def _pdf(length: int, seed: int = 0) -> bytes:
    """A PDF of one page that looks to a parser like a scan: one large stream."""
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    noise = random.Random(seed).randbytes(max(1, length - 1200))
    document.pages[0].obj.Gambar = document.make_stream(noise)
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _photo(length: int) -> bytes:
    from tests.factories.berkas import foto

    return foto().ljust(length, b"\0")


def _marked(content: bytes, *, photo: bool = False) -> bytes:
    """The same length with other bytes, so that no upload finds itself there already."""
    mark = hashlib.sha256(uuid4().bytes).digest()
    at = len(content) - 200 if photo else len(content) // 2
    return content[:at] + mark + content[at + len(mark) :]


def _body(fields: dict[str, str], files: list[tuple[str, str, bytes]]) -> bytes:
    out = io.BytesIO()
    for name, value in fields.items():
        head = f'--{BATAS}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        out.write(head.encode())
    for field, name, content in files:
        head = f'--{BATAS}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        out.write(head.encode() + b"Content-Type: application/pdf\r\n\r\n" + content + b"\r\n")
    out.write(f"--{BATAS}--\r\n".encode())
    return out.getvalue()


def _send(
    port: int,
    to: str,
    bodies: list[bytes],
    sesi: _Sesi,
    *,
    ok: tuple[int, ...],
    at_once: int = SEKALIGUS,
) -> float:
    """Seconds to send all, `at_once` at a time over connections that stay; each must succeed."""
    raw = to.endswith("/unggahan")
    kind = "application/offset+octet-stream" if raw else f"multipart/form-data; boundary={BATAS}"
    headers = {**sesi.headers, "Content-Type": kind}
    waiting, wrong = list(bodies), []

    def work() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while waiting:
            try:
                body = waiting.pop()
            except IndexError:
                break
            link.request("POST", to, body=body, headers=headers | (_tus(body) if raw else {}))
            answer = link.getresponse()
            said = answer.read()
            if answer.status not in ok:
                wrong.append((answer.status, said[:300]))
        link.close()

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begin
    if wrong:
        raise SystemExit(f"{to}: {wrong[0]}")
    return seconds


if __name__ == "__main__":
    main()
