"""The whole tap beside the barest Django view that inserts one row; thirty taps in one request.

One granian, one settings module, connections of one kind: both views stand before the chain of
middleware. The bare view stores a row of a table with a unique key and two indexes and answers.
The tap checks token, session, account and phone, finds places, judges, and stores key, tap and
position. Commits are durable. Sixteen keep-alive connections, everybody taps in turn; the views
take turns, and a ratio is taken inside a round. At the end taps sent and found are counted.
"""

import http.client
import os
import selectors
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from bench import alat

os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
os.environ["SITAMU_STATE"] = str(alat.CHECKOUT / ".sitamu-bench")
PELAYAN: Final = "SITAMU_BENCH_PRESENSI"  # set in the server: name of its database

import django

from sitamu.settings import test as _settings

_settings.BASIS_KETUKAN = "ketukan"
if PELAYAN in os.environ:
    for _alias in ("default", "ketukan"):
        _settings.DATABASES[_alias]["NAME"] = os.environ[PELAYAN]

django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sitamu import middleware

RASIO_MIN: Final = 0.6
P95_MAKS: Final = 2.0
BATCH_MIN: Final = 12.0
BATCH: Final = 30
ORANG: Final = 10_000
SEKALIGUS: Final = 16
ROUNDS: Final = 9
PER_PUTARAN: Final = 1_600
BATCH_PUTARAN: Final = 100
ALAMAT: Final = {"polos": "/polos", "ketuk": "/api/v1/presensi", "batch": "/api/v1/presensi/batch"}
POLOS_SQL: Final = """
CREATE TABLE bench_polos (
    id uuid PRIMARY KEY, pegawai_id uuid NOT NULL, pada timestamptz NOT NULL DEFAULT now(),
    isi text NOT NULL);
CREATE INDEX ON bench_polos (pegawai_id, pada);
CREATE INDEX ON bench_polos (pada);
GRANT SELECT, INSERT ON bench_polos TO sitamu_app;
"""


def polos(request: HttpRequest) -> HttpResponse:
    """One row, nothing else."""
    with connections["ketukan"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_polos (id, pegawai_id, isi) VALUES (%s, %s, %s)",
            [request.headers["X-Id"], request.headers["X-Id"], request.body.decode()],
        )
    return HttpResponse(b"{}", content_type="application/json", status=201)


middleware.JALAN_PENDEK["/polos"] = "bench.presensi.polos"
application = get_wsgi_application() if PELAYAN in os.environ else None


def main() -> None:
    """Measure and write the result."""
    from sitamu import servers
    from tests import database

    started = servers.ensure()
    name = f"bench_presensi_{os.getpid()}"
    try:
        with database._locked():
            template = database._template()
        database._clone(template, name)
        database._use(name)
        _measure(name)
    finally:
        database._use("postgres")
        database._drop(name)
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)


def _measure(name: str) -> None:
    with connections["pemilik"].cursor() as cursor:
        cursor.execute(POLOS_SQL)
    people = _people()
    rates: dict[str, list[float]] = {view: [] for view in ALAMAT}
    p95: dict[str, list[float]] = {view: [] for view in ALAMAT}
    makers = {
        "polos": lambda n: _request("polos", people[n % ORANG], _tap()),
        "ketuk": lambda n: _request("ketuk", people[n % ORANG], _tap()),
        "batch": lambda n: _request(
            "batch",
            people[n % ORANG],
            b'{"ketukan":[' + b",".join(_late(k) for k in range(BATCH)) + b"]}",
        ),
    }
    sent = 0
    with _server(name) as port:
        for turn in range(-1, ROUNDS):
            for view in list(makers)[:: 1 if turn % 2 else -1]:
                many = BATCH_PUTARAN if view == "batch" else PER_PUTARAN
                requests = [makers[view](sent + n) for n in range(many)]
                seconds, waits = _send(port, requests)
                sent += many
                if turn >= 0:
                    rates[view].append(many * (BATCH if view == "batch" else 1) / seconds)
                    p95[view].append(statistics.quantiles(waits, n=20)[-1])
    taps = (ROUNDS + 1) * (PER_PUTARAN + BATCH * BATCH_PUTARAN)
    found = _count()
    if found != {"kunci": taps, "ketukan": taps, "posisi": taps}:
        raise SystemExit(f"dikirim {taps}, ditemukan {found}")
    alat.simpan(
        "presensi",
        [
            alat.Ukuran(
                "satu baris polos : satu ketukan",
                _ratio(rates, "polos", "ketuk"),
                round(1 / RASIO_MIN, 3),
            ),
            alat.Ukuran("p95 ketukan : p95 polos", _ratio(p95, "ketuk", "polos"), P95_MAKS),
            alat.Ukuran(
                "ketukan satu-satu : ketukan 30 sekaligus, per detik",
                _ratio(rates, "ketuk", "batch"),
                round(1 / BATCH_MIN, 4),
            ),
        ],
        per_detik={view: round(statistics.median(found), 1) for view, found in rates.items()},
        p95_ms={view: round(statistics.median(found) * 1000, 1) for view, found in p95.items()},
        rasio_ketukan=round(1 / _ratio(rates, "polos", "ketuk"), 2),
        rasio_batch=round(1 / _ratio(rates, "ketuk", "batch"), 1),
        ketukan_dikirim=taps,
        ketukan_ditemukan=found["ketukan"],
        putaran=ROUNDS,
    )


def _ratio(figures: dict[str, list[float]], upper: str, lower: str) -> float:
    """Median over rounds of the ratio inside a round."""
    pairs = zip(figures[upper], figures[lower], strict=True)
    return round(statistics.median(a / b for a, b in pairs), 4)


def _count() -> dict[str, int]:
    with connections["default"].cursor() as cursor:
        found = {}
        for what, table in (
            ("kunci", "presensi_kunciketukan"),
            ("ketukan", "presensi_ketukan"),
            ("posisi", "presensi_posisiketukan"),
        ):
            cursor.execute(f"SELECT count(DISTINCT id) FROM {table}")
            found[what] = cursor.fetchone()[0]
    return found


# Who taps, and what


def _people() -> list[tuple[str, str]]:
    """Ten thousand with account, unit, place, phone and session; header lines of each."""
    from allauth.headless.tokens.strategies.jwt import internal as jwt

    with connections["pemilik"].cursor() as cursor:
        cursor.execute(_PEOPLE_SQL, {"orang": ORANG})
        cursor.execute(
            "SELECT u.id, s.session_key, d.nomor FROM inti_pengguna u"
            " JOIN inti_pegawai p ON p.pengguna_id = u.id"
            " JOIN presensi_perangkat d ON d.pegawai_id = p.id"
            " JOIN django_session s ON s.session_key = 'bench' || u.nama_masuk"
        )
        rows = cursor.fetchall()
        cursor.execute("ANALYZE")
    people = []
    for user_id, session_key, nomor in rows:
        token, _ = jwt.create_token(
            "access",
            sub=str(user_id),
            sid=jwt.session_key_to_sid(session_key),
            expires_in=7200,
        )
        people.append((token, str(nomor)))
    return people


_PEOPLE_SQL: Final = """
INSERT INTO inti_unitkerja (id, nama, nama_kunci, jenis, jalur, zona_waktu,
    hari_kerja_per_minggu, alamat, kecamatan, kode_pos, induk_id)
SELECT gen_random_uuid(), 'Kabupaten', 'kabupaten', 'UNIT', '0001.', 'Asia/Makassar',
    5, '', '', '', NULL;
INSERT INTO inti_unitkerja (id, nama, nama_kunci, jenis, jalur, zona_waktu,
    hari_kerja_per_minggu, alamat, kecamatan, kode_pos, induk_id)
SELECT gen_random_uuid(), 'Unit ' || n, 'unit ' || n, 'UNIT',
    '0001.' || lpad(n::text, 4, '0') || '.', 'Asia/Makassar',
    5, '', '', '', (SELECT id FROM inti_unitkerja WHERE jalur = '0001.')
FROM generate_series(1, 1300) n;
INSERT INTO presensi_tempat (id, nama, jenis, dari_muatan, unit_id)
SELECT gen_random_uuid(), nama, 'KANTOR', false, id FROM inti_unitkerja;
INSERT INTO presensi_bentuktempat (id, mulai, dasar, lintang, bujur, radius_m, poligon,
    bukti_web, jaringan, tempat_id)
SELECT gen_random_uuid(), '2024-01-01', 'SK', -1.3, 123.29, 100, '{}', 'ATASAN', '{}', id
FROM presensi_tempat;
INSERT INTO presensi_pemakaiantempat (id, mulai, dasar, unit_id, tempat_id)
SELECT gen_random_uuid(), '2024-01-01', 'SK', unit_id, id FROM presensi_tempat;
INSERT INTO inti_pengguna (id, password, is_superuser, nama_masuk, nama, email, is_active,
    is_staff)
SELECT gen_random_uuid(), '!', false, 'b' || n, 'Orang ' || n, '', true, false
FROM generate_series(1, %(orang)s) n;
INSERT INTO inti_pegawai (id, nip, nama, nama_kunci, gelar_depan, gelar_belakang, jenis,
    kedudukan, pengguna_id)
SELECT gen_random_uuid(), lpad(row_number() OVER ()::text, 18, '0'), nama, lower(nama), '', '',
    'PNS', 'AKTIF', id
FROM inti_pengguna WHERE nama_masuk LIKE 'b%%';
INSERT INTO inti_penempatan (id, mulai, pegawai_id, unit_id)
SELECT gen_random_uuid(), '2020-01-01', p.id, u.id
FROM (SELECT id, row_number() OVER () AS n FROM inti_pegawai) p
JOIN (SELECT id, row_number() OVER () AS n FROM inti_unitkerja) u ON u.n = 1 + p.n %% 1300;
INSERT INTO presensi_perangkat (id, nomor, nama, sistem, versi_aplikasi, kunci_publik, status,
    diminta_pada, pegawai_id)
SELECT gen_random_uuid(), gen_random_uuid(), 'HP', '', '', '', 'AKTIF', now(), id
FROM inti_pegawai;
INSERT INTO django_session (session_key, session_data, expire_date)
SELECT 'bench' || nama_masuk, '', now() + interval '1 day' FROM inti_pengguna;
"""


def _tap() -> bytes:
    return _body(timezone.now(), "")


def _late(k: int) -> bytes:
    return _body(
        timezone.now() - timedelta(hours=20, minutes=5 * k), ',"luring":true,"offset_detik":1'
    )


def _body(at: Any, more: str) -> bytes:
    return (
        f'{{"id":"{uuid4()}","arah":"MASUK","waktu_perangkat":"{at.isoformat()}",'
        f'"lintang":-1.2995,"bujur":123.29,"akurasi_m":12,"umur_fix_detik":2{more}}}'
    ).encode()


def _request(view: str, person: tuple[str, str], body: bytes) -> bytes:
    token, nomor = person
    head = (
        f"POST {ALAMAT[view]} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nX-Device-Id: {nomor}\r\nX-Id: {uuid4()}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


# The server, and sixteen phones at a time


@contextmanager
def _server(name: str) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    arguments = ["granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    arguments += ["--port", str(port), "--workers", "2", "--blocking-threads", str(SEKALIGUS // 2)]
    arguments += ["--blocking-threads-idle-timeout", "600", "bench.presensi:application"]
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=alat.CHECKOUT,
        env={**os.environ, PELAYAN: name, "SITAMU_LOG": "ERROR"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                link.request("GET", "/sehat", headers={"Host": "localhost"})
                if link.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _send(port: int, requests: list[bytes]) -> tuple[float, list[float]]:
    """Seconds for all, and each one's wait; any answer but 200 and 201 ends the bench."""
    waiting, waits = list(requests), []
    chooser = selectors.DefaultSelector()
    begun: dict[socket.socket, float] = {}

    def next_on(link: socket.socket) -> None:
        begun[link] = time.perf_counter()
        link.sendall(waiting.pop())

    links = [socket.create_connection(("127.0.0.1", port)) for _ in range(SEKALIGUS)]
    start = time.perf_counter()
    for link in links:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        chooser.register(link, selectors.EVENT_READ, bytearray())
        next_on(link)
    busy = len(links)
    while busy:
        for key, _ in chooser.select():
            link, got = key.fileobj, key.data
            assert isinstance(link, socket.socket)
            got += link.recv(262144)
            head = got.find(b"\r\n\r\n")
            if head < 0:
                continue
            at = got.lower().find(b"content-length:")
            length = int(got[at + 15 : got.find(b"\r\n", at)])
            if len(got) < head + 4 + length:
                continue
            if got[9:12] not in (b"200", b"201"):
                raise SystemExit(bytes(got[:600]).decode())
            waits.append(time.perf_counter() - begun[link])
            got.clear()
            if waiting:
                next_on(link)
            else:
                busy -= 1
    seconds = time.perf_counter() - start
    for link in links:
        link.close()
    return seconds, waits


if __name__ == "__main__":
    main()
