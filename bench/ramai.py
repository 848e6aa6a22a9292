"""Half past seven: 9,850 people tap while 300 others use the portal; then the same with kill -9.

Every phone opens a connection of its own, as phones do, and goes on with the same id until it has
an answer. One in ten sends a tap of yesterday, and one in ten sends twice. The portal's users
read a page every twenty seconds. The ten minutes are pressed into one (`--besar`: not pressed), so
taps come ten times as dense as they would; the users read at their own pace.

In the second part, web process, worker, broker and database are killed with SIGKILL while people
tap. What counts there is that every tap is there once and that no marked day is forgotten.
"""

import asyncio
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connections
from django.utils import timezone

from bench import alat, presensi  # sets up Django
from presensi.models import HitungHari
from presensi.services.hari import hari_refresh
from sitamu.inti.models import Pengguna

ORANG: Final = 9_850
PEMBACA: Final = 300
JEDA_DETIK: Final = 20
HALAMAN: Final = (
    "/presensi/ketuk/",
    "/presensi/bulan/",
    "/pemberitahuan/",
    "/presensi/surat-tugas/",
)
GANGGUAN_ORANG: Final = 2_400
SABAR_DETIK: Final = 120
PEKERJA: Final = "SITAMU_BENCH_PEKERJA"


@dataclass
class Catatan:
    """What the phones and the readers met."""

    id: list[str] = field(default_factory=list)
    tunggu: list[float] = field(default_factory=list)
    baca: list[float] = field(default_factory=list)
    status: Counter[str] = field(default_factory=Counter)
    ulang: int = 0
    menyerah: int = 0


def main() -> None:
    """Both parts, then the report."""
    from sitamu import servers
    from tests import database

    detik = 600 if alat.besar() else 60
    started = servers.ensure()
    name = f"bench_ramai_{os.getpid()}"
    try:
        with database._locked():
            template = database._template()
        database._clone(template, name)
        database._use(name)
        people = presensi._people()[:ORANG]
        readers = _readers()
        with _web(name) as port:
            calm = asyncio.run(_rush(port, people, readers, detik))
        found = _found(calm)
        with _web(name) as port, _worker(name) as worker:
            killed = asyncio.run(_faults(port, people[:GANGGUAN_ORANG], worker))
            connections.close_all()  # they went with the database
        found_killed = _found(calm, killed)
        late = _marks_left()
    finally:
        database._use("postgres")
        database._drop(name)
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)
    sent, sent_killed = len(calm.id), len(calm.id) + len(killed.id)
    alat.simpan(
        "ramai",
        [
            alat.Ukuran("ketukan hilang atau ganda", sum(abs(n - sent) for n in found), 0),
            alat.Ukuran("jawaban 5xx", _server_errors(calm), 0),
            alat.Ukuran(
                "halaman yang tidak terbuka",
                sum(
                    n
                    for said, n in calm.status.items()
                    if said[:4] == "baca" and said != "baca 200"
                ),
                0,
            ),
            alat.Ukuran("ponsel yang menyerah", calm.menyerah + killed.menyerah, 0),
            alat.Ukuran(
                "hilang atau ganda sesudah kill -9",
                sum(abs(n - sent_killed) for n in found_killed),
                0,
            ),
            alat.Ukuran("hari bertanda yang terlupa sesudah kill -9", late, 0),
        ],
        detik=detik,
        dipadatkan=f"10 menit menjadi {detik} detik",
        ketukan=sent,
        tunggu_ms=_waits(calm.tunggu),
        pembaca=PEMBACA,
        halaman=len(calm.baca),
        halaman_ms=_waits(calm.baca),
        status=dict(calm.status),
        ketukan_gangguan=len(killed.id),
        status_gangguan=dict(killed.status),
        kirim_ulang_gangguan=killed.ulang,
    )


def _server_errors(catatan: Catatan) -> int:
    return sum(n for said, n in catatan.status.items() if said.rpartition(" ")[2].startswith("5"))


def _waits(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    cuts = statistics.quantiles(seconds, n=100)
    ms = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "terlama": max(seconds)}
    return {name: round(1000 * value, 1) for name, value in ms.items()}


def _found(*catatan: Catatan) -> list[int]:
    """How many of the ids sent are stored, in each of the three tables; rows, not ids."""
    ids = [one for some in catatan for one in some.id]
    with connections["default"].cursor() as cursor:
        counts = []
        for table in ("presensi_kunciketukan", "presensi_ketukan", "presensi_posisiketukan"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE id = ANY(%s::uuid[])", [ids])
            counts.append(cursor.fetchone()[0])
    return counts


def _marks_left() -> int:
    """Days still marked after the work was done once more."""
    hari_refresh(now=timezone.now())
    return HitungHari.objects.count()


# Phones and readers


async def _rush(
    port: int, people: list[tuple[str, str]], readers: list[str], detik: int
) -> Catatan:
    catatan = Catatan()
    chance = random.Random(730)
    phones = [
        _phone(catatan, port, person, detik * chance.betavariate(3, 1.6), n)
        for n, person in enumerate(people)
    ]
    until = time.monotonic() + detik
    reading = [_reader(catatan, port, key, until, chance.random()) for key in readers]
    await asyncio.gather(*phones, *reading)
    return catatan


async def _phone(
    catatan: Catatan, port: int, person: tuple[str, str], after: float, n: int
) -> None:
    """One person's tap, sent until there is an answer; every tenth twice, every tenth late."""
    await asyncio.sleep(after)
    body = presensi._late(0) if n % 10 == 3 else presensi._tap()
    catatan.id.append(body[7:43].decode())
    for _ in range(2 if n % 10 == 7 else 1):
        begun = time.perf_counter()
        until = time.monotonic() + SABAR_DETIK
        while True:
            status = await _ask(port, presensi._request("ketuk", person, body))
            catatan.status[f"ketuk {status}"] += 1
            if status in (200, 201):
                break
            if time.monotonic() > until:
                catatan.menyerah += 1
                break
            catatan.ulang += 1
            await asyncio.sleep(1)
        catatan.tunggu.append(time.perf_counter() - begun)


async def _reader(catatan: Catatan, port: int, key: str, until: float, chance: float) -> None:
    await asyncio.sleep(JEDA_DETIK * chance)
    n = int(chance * 100)
    while time.monotonic() < until:
        page = HALAMAN[n % len(HALAMAN)]
        n += 1
        begun = time.perf_counter()
        head = f"GET {page} HTTP/1.1\r\nHost: localhost\r\nCookie: sitamu_sesi={key}\r\n"
        status = await _ask(port, f"{head}Connection: close\r\n\r\n".encode())
        catatan.status[f"baca {status}"] += 1
        catatan.baca.append(time.perf_counter() - begun)
        await asyncio.sleep(JEDA_DETIK)


async def _ask(port: int, request: bytes) -> int:
    """The status, 0 when the line broke."""
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 30)
    except (OSError, TimeoutError):
        return 0
    try:
        writer.write(request)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        await asyncio.wait_for(reader.readexactly(length), 60)
        return int(head[9:12])
    except (OSError, TimeoutError, asyncio.IncompleteReadError, StopIteration):
        return 0
    finally:
        writer.close()


def _readers() -> list[str]:
    """Sessions of people who read, as a log-in makes them."""
    keys = []
    for user in Pengguna.objects.filter(nama_masuk__startswith="b").order_by("pk")[:PEMBACA]:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        keys.append(str(session.session_key))
    return keys


# Kill -9


async def _faults(port: int, people: list[tuple[str, str]], worker: "Pekerja") -> Catatan:
    """People tap for half a minute; four processes die on the way."""
    catatan = Catatan()
    chance = random.Random(731)
    phones = [
        _phone(catatan, port, person, 30 * chance.random(), n) for n, person in enumerate(people)
    ]
    await asyncio.gather(*phones, _kill(port, worker))
    return catatan


async def _kill(port: int, worker: "Pekerja") -> None:
    from sitamu import servers

    await asyncio.sleep(5)
    os.kill(_web_child(port), signal.SIGKILL)
    await asyncio.sleep(5)
    worker.bunuh()
    await asyncio.sleep(5)
    os.kill(_broker(), signal.SIGKILL)
    await asyncio.sleep(5)
    os.kill(await asyncio.to_thread(_database), signal.SIGKILL)
    await asyncio.sleep(1)
    await asyncio.to_thread(servers.ensure)


def _web_child(port: int) -> int:
    """A process that answers requests: a child of the granian that listens on `port`."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line = (folder / "cmdline").read_bytes()
            if str(port).encode() in line and b"granian" in line:
                children = (folder / "task" / folder.name / "children").read_text().split()
                if children:
                    return int(children[-1])
    raise SystemExit("proses web tidak ditemukan")


def _broker() -> int:
    import redis

    from sitamu import servers

    return int(redis.Redis.from_url(servers.redis_url()).info("server")["process_id"])


def _database() -> int:
    """The postmaster: the parent of the process that serves us."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    stat = Path(f"/proc/{backend}/stat").read_text(encoding="ascii")
    return int(stat.rpartition(")")[2].split()[1])


class Pekerja:
    """A process that works off marked days again and again, begun anew when it was killed."""

    def __init__(self, name: str) -> None:
        self.env = {**os.environ, presensi.PELAYAN: name, PEKERJA: "1"}
        self.proses = self._mulai()

    def _mulai(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bench.ramai"], cwd=alat.CHECKOUT, env=self.env
        )

    def bunuh(self) -> None:
        """SIGKILL, then another one."""
        self.proses.kill()
        self.proses.wait()
        self.proses = self._mulai()


@contextmanager
def _worker(name: str) -> Iterator[Pekerja]:
    worker = Pekerja(name)
    try:
        yield worker
    finally:
        worker.proses.kill()
        worker.proses.wait()


def _work() -> None:
    """What the task does, every half second; a database that is away is asked again."""
    while True:
        try:
            hari_refresh(now=timezone.now())
        except OperationalError:
            connections.close_all()
        time.sleep(0.5)


@contextmanager
def _web(name: str) -> Iterator[int]:
    """The web as an installation runs it: a killed process is replaced."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    arguments = ["granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    arguments += ["--port", str(port), "--workers", "2", "--blocking-threads", "8"]
    arguments += ["--backlog", "2048", "--respawn-failed-workers", "bench.presensi:application"]
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=alat.CHECKOUT,
        env={**os.environ, presensi.PELAYAN: name, "SITAMU_LOG": "CRITICAL"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 120
        head = b"GET /sehat HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        while asyncio.run(_ask(port, head)) != 200:
            if time.monotonic() > until:
                raise SystemExit("web tidak menjawab")
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


if __name__ == "__main__":
    if PEKERJA in os.environ:
        _work()
    else:
        main()
