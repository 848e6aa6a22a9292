"""The script for makers of Android clients runs against the portal, and notices a bad server."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from presensi.models import Ketukan
from sitamu.inti.models import Pegawai
from sitamu.servers import CHECKOUT
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.ketukan import SANDI, kantor

pytestmark = pytest.mark.django_db


def _script() -> Any:
    spec = importlib.util.spec_from_file_location(
        "telepon_tiruan", Path(CHECKOUT, "docs", "telepon_tiruan.py")
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tiruan = _script()


class Klien:
    """Django's client as a network. `ubah`: what a bad server does to an answer."""

    def __init__(self, ubah: Any = None) -> None:
        self.client = Client()
        self.ubah = ubah

    def kirim(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Any:
        answer = self.client.generic(
            method, path, body, content_type="application/json", headers=headers
        )
        said = {name.lower(): value for name, value in answer.items()}
        told = answer.status_code, said, answer.json() if answer.content else None
        return self.ubah(path, body, told) if self.ubah else told

    def putus(self, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
        self.kirim(method, path, headers, body)  # the answer is lost


@pytest.fixture
def siti() -> Pegawai:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    kantor(unit)
    pegawai: Pegawai = PegawaiFactory(unit=unit, akun=True)
    assert pegawai.pengguna
    pegawai.pengguna.set_password(SANDI)
    pegawai.pengguna.save()
    return pegawai


def telepon(siti: Pegawai, ubah: Any = None) -> Any:
    assert siti.pengguna
    return tiruan.Telepon(Klien(ubah), siti.pengguna.nama_masuk, SANDI, (-1.2995, 123.29))


def test_an_android_client_gets_through_a_bad_week_and_every_tap_is_there_once(
    siti: Pegawai,
) -> None:
    phone = telepon(siti)
    assert len(phone.jalan()) == 11
    stored = [str(pk) for pk in Ketukan.objects.values_list("pk", flat=True)]
    assert sorted(stored) == sorted(phone.terkirim)


def test_the_script_notices_a_server_that_loses_a_tap(siti: Pegawai) -> None:
    def lose(path: str, body: bytes, told: Any) -> Any:
        status, head, said = told
        if path.startswith("/api/v1/presensi?"):
            return status, head, said[1:]
        return told

    with pytest.raises(tiruan.GagalError, match="hilang"):
        telepon(siti, lose).jalan()


def test_the_script_notices_a_server_that_takes_a_tap_twice(siti: Pegawai) -> None:
    def twice(path: str, body: bytes, told: Any) -> Any:
        status, head, said = told
        if path == "/api/v1/presensi" and status == 200:
            return 201, head, said | {"penerimaan": "dibuat"}
        return told

    with pytest.raises(tiruan.GagalError, match="kedua"):
        telepon(siti, twice).jalan()
