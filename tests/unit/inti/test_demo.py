"""`make demo`: one start, one stop, and a sentence when it cannot go on."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitamu import demo, servers


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """A state folder, a free port and no workbooks."""
    folder = Path(tempfile.mkdtemp(prefix="sitamu-demo-"))
    folder.chmod(0o711)
    (folder / "data").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    yield {
        **kept,
        "DJANGO_SETTINGS_MODULE": "sitamu.settings.dev",
        "SITAMU_STATE": str(folder / "keadaan"),
        "SITAMU_DATA": str(folder / "data"),
        "SITAMU_PORT": str(port),
    }
    shutil.rmtree(folder)


def _begin(environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "sitamu.demo"],
        cwd=servers.CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.lengkap
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_answers_then_stops_all_it_started(
    environment: dict[str, str], ending: signal.Signals
) -> None:
    with _begin(environment) as running:
        assert running.stdout
        said = ""
        for line in running.stdout:
            said += line
            if "SiTAMU siap di" in line:
                break
        running.send_signal(ending)
        said += running.stdout.read()
    assert running.returncode == 0, said
    assert "Data tetap tersimpan" in said
    state = Path(environment["SITAMU_STATE"])
    assert not (state / "server/postgres/postmaster.pid").exists()
    assert not (state / "server/valkey.pid").exists()


def test_a_taken_port_is_named_before_anything_is_started(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["SITAMU_PORT"])))
        taken.listen()
        with _begin(environment) as running:
            said = running.communicate(timeout=30)[0]
    assert running.returncode == 1
    assert f"127.0.0.1:{environment['SITAMU_PORT']} tidak dapat dipakai" in said
    assert not Path(environment["SITAMU_STATE"]).exists()


def test_only_workbooks_that_are_there_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data-utama.xlsx").touch()
    (tmp_path / "lain.xlsx").touch()
    monkeypatch.setenv("SITAMU_DATA", str(tmp_path))
    assert demo._lists() == {"pegawai": str(tmp_path / "data-utama.xlsx")}
    monkeypatch.setenv("SITAMU_DATA", str(tmp_path / "tidak-ada"))
    with pytest.raises(demo.DemoError, match="SITAMU_DATA"):
        demo._lists()
