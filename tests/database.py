"""Test databases: made by the owner, one per xdist worker, cloned from one migrated template.

The template is named by a hash of all that shapes it, built once under a lock and kept between
runs. Code under test connects as `sitamu_app`. A transactional test ends by cloning the worker's
database anew, so that rows seeded by migrations stay and trails need no right to truncate.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg2.errors import InsufficientPrivilege, ObjectInUse
from psycopg2.sql import SQL, Identifier
from pytest_django.plugin import DjangoDbBlocker

from presensi.selectors.peta import peta_forget
from sitamu import servers

KEPT_TEMPLATES = 3
AUTOVACUUM_TRIES = 100  # of 0.2 s
ALIASES = ("default", "pemilik", "ketukan")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this worker a database of its own for the whole run."""
    servers.ensure(durable=False)
    original = connections["default"].settings_dict["NAME"]
    with _locked(), django_db_blocker.unblock():
        _drop_leftovers()
        template = _template()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{template}_{worker}_{os.getpid()}"
    _clone(template, name)
    _use(name)
    with pytest.MonkeyPatch.context() as patch:
        # A transactional test starts on connections of its own and ends with a fresh clone.
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(lambda _: _disconnect()))
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: _clone(template, name))
        cache.clear()
        yield
    with django_db_blocker.unblock():
        _use(original)
        _drop(name)


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Counters and locks of one test are not the next one's."""
    yield
    peta_forget()
    if "django_db_setup" in request.fixturenames:
        cache.clear()


def _use(name: str) -> None:
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _execute(statement: str, *names: str) -> list[Any]:
    """Run one statement as the owner, outside any transaction and any test database."""
    settings = connections["pemilik"].settings_dict
    with closing(
        psycopg2.connect(
            dbname="postgres",
            user=settings["USER"],
            password=settings["PASSWORD"],
            host=settings["HOST"],
            port=settings["PORT"] or None,
        )
    ) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(SQL(statement).format(*map(Identifier, names)))
            return cursor.fetchall() if cursor.description else []


def _drop(name: str) -> None:
    """Drop with whoever is still connected; autovacuum is not ours to end, so it is waited for."""
    for _ in range(AUTOVACUUM_TRIES):
        try:
            _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        except InsufficientPrivilege:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"database {name} is still in use")


def _disconnect() -> None:
    for alias in ALIASES:
        connections[alias].close()


def _clone(template: str, name: str) -> None:
    _disconnect()
    _drop(name)
    _execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)


def _template() -> str:
    """Name of the migrated template for this code, built when it is not there yet."""
    name = f"uji_{_shape()}"
    if _execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
        return name
    draft = f"{name}_baru"
    _drop(draft)
    _execute("CREATE DATABASE {}", draft)
    before = connections["default"].settings_dict["NAME"]
    _use(draft)
    call_command("migrate", verbosity=0, interactive=False)
    _use(before)
    _execute("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false", draft)
    _execute("ALTER DATABASE {} RENAME TO {}", draft, name)
    return name


def _shape() -> str:
    """Hash of everything a fresh database depends on: migrations, their data, libraries, roles."""
    files = [servers.CHECKOUT / "requirements/base.txt", servers.CHECKOUT / "sitamu/peran.sql"]
    for config in apps.get_app_configs():
        home = Path(config.path)
        if home.is_relative_to(servers.CHECKOUT) and ".venv" not in home.parts:
            files += sorted(home.glob("migrations/**/*.py")) + sorted(home.glob("data/**/*.*"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(servers.CHECKOUT)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _drop_leftovers() -> None:
    """Drop databases of runs that were killed, and all but the newest templates."""
    rows = _execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'uji!_%' ESCAPE '!' ORDER BY oid DESC"
    )
    names = [row[0] for row in rows]
    old = [name for name in names if name.count("_") == 1][KEPT_TEMPLATES:]
    dead = [name for name in names if name.count("_") == 3 and not _alive(name.split("_")[3])]
    for name in old + dead:
        try:
            _drop(name)
        except ObjectInUse:
            continue  # another run is copying from it


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _locked() -> Iterator[None]:
    with (servers.state_folder() / "kunci-uji").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
