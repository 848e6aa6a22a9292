"""Everything on one machine: `make demo`.

Starts the embedded servers, migrates, loads the staff list once, then runs web, worker and beat as
processes of their own until Ctrl-C or SIGTERM. When one of them ends by itself the demo says so and
stops: nothing is restarted silently. Logs go to `log/` in the state folder.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import Final

import django
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands
from django.db import connections

from sitamu import servers

ADDRESS: Final = os.environ.get("SITAMU_ALAMAT", "127.0.0.1")
PORT: Final = int(os.environ.get("SITAMU_PORT", "8000"))
READY_SECONDS: Final = 60
STOP_SECONDS: Final = 30
LISTS: Final = {  # option of impor_pegawai -> workbook
    "unit": "unit-kerja",
    "pegawai": "data-utama",
    "tambahan": "pegawai-tambahan",
    "tkd": "tkd",
    "golongan": "riwayat-golongan",
    "jabatan": "riwayat-jabatan",
    "pendidikan": "riwayat-pendidikan",
    "skp": "riwayat-skp",
    "keluarga": "riwayat-keluarga",
    "hukdis": "riwayat-hukdis",
    "kgb": "riwayat-kgb",
    "pmk": "riwayat-pmk",
}

Processes = dict[str, subprocess.Popen[bytes]]


class Stopped(BaseException):  # not an error: Ctrl-C or SIGTERM
    """The person, or the machine, asks the demo to end."""


class DemoError(Exception):
    """The demo cannot go on; the message is for whoever started it."""


def main() -> int:
    """Run the demo; 0 when it was asked to stop, 1 with a sentence when it could not go on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitamu.settings.dev")
    level = os.environ.setdefault("SITAMU_LOG", "WARNING")  # here only; children log to files
    signal.signal(signal.SIGINT, _raise_stopped)
    signal.signal(signal.SIGTERM, _raise_stopped)
    started: set[servers.Server] = set()
    processes: Processes = {}
    code = 0
    try:
        _check_port()
        say("Menyalakan PostgreSQL dan Valkey …")
        started = servers.ensure()
        django.setup()
        _load()
        _start(processes, log_level="INFO" if level == "WARNING" else level)
        _wait_until_ready(processes)
        call_command("demo_isi", alamat=f"http://localhost:{PORT}")
        say(f"\nSiTAMU siap di http://localhost:{PORT}\nTekan Ctrl-C untuk berhenti.")
        _watch(processes)
    except Stopped:
        say("\nMenghentikan …")
    except (DemoError, CommandError, servers.ServersError) as error:
        sys.stderr.write(f"{error}\n")
        code = 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _stop(processes)
        if apps.ready:
            connections.close_all()
        if started:
            servers.stop(only_when_idle=True)
    if code == 0:
        say("Berhenti. Data tetap tersimpan.")
    return code


def say(sentence: str) -> None:
    """Show one sentence at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _raise_stopped(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


def _check_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, PORT))
        except OSError as error:
            raise DemoError(
                f"Alamat {ADDRESS}:{PORT} tidak dapat dipakai ({error.strerror}). Hentikan program "
                "lain di sana, atau pilih nomor lain: SITAMU_PORT=8080 make demo"
            ) from error


def _load() -> None:
    """Migrate; on the first run load the staff list; then let `demo_isi` add people and log-ins."""
    say("Menyiapkan tabel …")
    call_command("migrate", verbosity=0, interactive=False)
    commands = get_commands()
    loaded = servers.state_folder() / "daftar-pegawai-dimuat"
    if not (loaded.exists() and apps.get_model("inti", "Pegawai").objects.exists()):
        lists = _lists()
        if lists and "impor_pegawai" in commands:
            say(f"Memuat daftar pegawai dari {_data_folder()} …")
            call_command("impor_pegawai", **lists)
        loaded.touch()
    if "demo_isi" in commands:
        say("Menyiapkan akun dan berkas contoh …")
        call_command("demo_isi", verbosity=0)


def _data_folder() -> Path:
    """Where the workbooks lie: a named folder, the list beside the checkout, or invented people."""
    given = os.environ.get("SITAMU_DATA")
    if given:
        return Path(given)
    beside = servers.CHECKOUT.parent / "shared" / "data"
    return beside if beside.is_dir() else servers.CHECKOUT / "data" / "contoh"


def _lists() -> dict[str, str]:
    """Workbooks that are there, by option; empty when there are none."""
    folder = _data_folder()
    if os.environ.get("SITAMU_DATA") and not folder.is_dir():
        raise DemoError(f"SITAMU_DATA menunjuk {folder}, tetapi folder itu tidak ada.")
    files = {option: folder / f"{name}.xlsx" for option, name in LISTS.items()}
    return {option: str(file) for option, file in files.items() if file.exists()}


def _start(processes: Processes, *, log_level: str) -> None:
    state = servers.state_folder()
    logs = state / "log"
    logs.mkdir(mode=0o700, exist_ok=True)
    web = ["granian", "--interface", "wsgi", "--no-ws", "--host", ADDRESS, "--port", str(PORT)]
    web += ["--workers", "2", "--blocking-threads", "4", "--blocking-threads-idle-timeout", "600"]
    worker = ["celery", "-A", "sitamu", "worker", "--loglevel", "INFO"]
    worker += ["--without-gossip", "--without-mingle"]
    beat = ["celery", "-A", "sitamu", "beat", "--schedule", str(state / "beat"), "--pidfile="]
    commands = {
        "web": [*web, "sitamu.wsgi:application"],
        "worker": [*worker, "-n", "cepat@%h", "-Q", "celery", "--concurrency", "2"],
        "worker-lambat": [*worker, "-n", "lambat@%h", "-Q", "lambat", "--concurrency", "1"],
        "beat": beat,
    }
    for name, arguments in commands.items():
        with (logs / f"{name}.log").open("ab") as log:
            processes[name] = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=servers.CHECKOUT,
                env={**os.environ, "SITAMU_LOG": log_level},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone; we end them in order
                preexec_fn=_end_with_parent,  # noqa: PLW1509  # no threads run here
            )


def _end_with_parent() -> None:
    """Even a kill -9 of the demo leaves no process behind (Linux)."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _wait_until_ready(processes: Processes) -> None:
    until = time.monotonic() + READY_SECONDS
    host = "127.0.0.1" if ADDRESS == "0.0.0.0" else ADDRESS  # noqa: S104  # compared, not bound
    request = urllib.request.Request(f"http://{host}:{PORT}/siap", headers={"Host": "localhost"})
    while True:
        _check_alive(processes)
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310  # our own address
                return
        except (urllib.error.URLError, OSError) as error:
            if time.monotonic() > until:
                raise DemoError(
                    f"SiTAMU belum menjawab setelah {READY_SECONDS} detik ({error}). "
                    f"Lihat {servers.state_folder() / 'log'}."
                ) from error
        time.sleep(0.1)


def _watch(processes: Processes) -> None:
    while True:
        _check_alive(processes)
        time.sleep(0.5)


def _check_alive(processes: Processes) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            log = servers.state_folder() / "log" / f"{name}.log"
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise DemoError(f"Proses {name} berhenti sendiri. Akhir catatannya ({log}):\n{tail}")


def _stop(processes: Processes) -> None:
    for process in processes.values():
        process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
