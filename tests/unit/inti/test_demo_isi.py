"""`manage.py demo_isi`: who plays whom, what they find, and where it refuses."""

import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from django.core.management import CommandError, call_command
from django.utils import timezone

from arsip.models import Dokumen
from kepegawaian.models import Usulan
from sitamu import demo
from sitamu.contoh import akun, kasus
from sitamu.inti.models import Pengguna
from tests.contoh_pegawai import FOLDER
from tests.factories.inti import PegawaiFactory, PenggunaFactory

PAGI = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))


def isi() -> str:
    out = io.StringIO()
    call_command("demo_isi", alamat="http://localhost:8000", stdout=out)
    return out.getvalue()


@pytest.fixture
def daftar(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packaged staff list is loaded."""
    monkeypatch.setenv("SITAMU_DATA", str(FOLDER))
    call_command("impor_pegawai", **demo._lists(), stdout=io.StringIO())


def test_real_settings_are_refused(db: None, settings: Any) -> None:
    settings.SITAMU_DEMO = False
    with pytest.raises(CommandError, match="sungguhan"):
        isi()


def test_a_database_with_other_accounts_is_refused(db: None) -> None:
    PegawaiFactory()
    PenggunaFactory()
    with pytest.raises(CommandError, match="bukan akun contoh"):
        isi()
    assert Pengguna.objects.count() == 1


def test_without_a_staff_list_it_says_so(db: None) -> None:
    assert "Belum ada daftar pegawai" in isi()
    assert not Pengguna.objects.exists()


@time_machine.travel(PAGI, tick=True)
def test_it_fills_once_and_shows_every_log_in(
    daftar: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kasus, "KASUS", kasus.KASUS[:1])
    first = isi()
    before = (Pengguna.objects.count(), Dokumen.objects.count(), Usulan.objects.count())
    second = isi()
    assert before == (Pengguna.objects.count(), Dokumen.objects.count(), Usulan.objects.count())
    cast = akun.pemeran_of()
    assert cast
    assert akun.REKAN not in akun.SEBUTAN  # the colleague without a phone has no account
    for masuk in akun.masuk_list(cast):
        assert masuk.nama_masuk in first
        assert masuk.nama_masuk in second
        assert Pengguna.objects.get(nama_masuk=masuk.nama_masuk).check_password(akun.SANDI)
        if masuk.kode:
            assert validate_totp_code(masuk.rahasia, masuk.kode)
    officers = Pengguna.objects.filter(pemberian_hak__isnull=False).distinct()
    assert Authenticator.objects.count() == officers.count() == 15


@time_machine.travel(PAGI, tick=True)
def test_what_a_stopped_start_left_out_is_added_by_the_next(
    daftar: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kasus, "KASUS", kasus.KASUS[:1])
    akun.pemeran_make(now=timezone.now())
    isi()
    assert Dokumen.objects.filter(pegawai__pengguna__isnull=False).exists()
    cast = akun.pemeran_of()
    assert cast
    assert Usulan.objects.filter(pegawai__nip=next(iter(cast.kasus))).count() == 1


@pytest.mark.lengkap
@time_machine.travel(PAGI, tick=True)
def test_every_case_of_the_demo_stands_where_it_should(daftar: None) -> None:
    isi()
    by_person = dict(Usulan.objects.values_list("pegawai__nip", "status"))
    cast = akun.pemeran_of()
    assert cast
    assert [by_person[nip] for nip in cast.kasus] == [
        "DIPERIKSA",
        "DI_BKN",
        "DIPERIKSA",
        "TERBIT",
        "DI_OPD",
        "PERLU_DIPERBAIKI",
        "DIPERIKSA",
    ]
