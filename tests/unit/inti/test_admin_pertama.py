"""The installer opens the first account; from then on the portal alone gives rights."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import HAK_OF, Peran
from sitamu.inti.selectors import hak_held
from sitamu.inti.services.aktivasi import BERLAKU, AktivasiError, aktivasi_use
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory

pytestmark = pytest.mark.django_db
SANDI = "kebun-jagung-hijau-7"


@pytest.fixture
def unit() -> UnitKerja:
    return UnitKerjaFactory()


def admin_pertama(nama_masuk: str) -> str:
    """Run the command; returns the code it printed."""
    said = StringIO()
    call_command("admin_pertama", nama_masuk, nama="Budi Contoh", stdout=said)
    return said.getvalue().splitlines()[0].rpartition(" ")[2]


def test_the_printed_code_opens_an_admin_over_the_root(unit: UnitKerja) -> None:
    kode = admin_pertama("Budi")
    now = timezone.now()
    budi = aktivasi_use(nama_masuk="budi", kode=kode, sandi=SANDI, now=now)
    assert budi.check_password(SANDI)
    assert hak_held(budi, on=timezone.localdate(now)) == HAK_OF[Peran.ADMIN]
    assert {row.unit for row in budi.pemberian_hak.all()} == {unit}


def test_the_code_dies_after_its_days(unit: UnitKerja) -> None:
    kode = admin_pertama("budi")
    late = timezone.now() + BERLAKU + timedelta(minutes=1)
    with pytest.raises(AktivasiError):
        aktivasi_use(nama_masuk="budi", kode=kode, sandi=SANDI, now=late)


def test_a_lost_code_is_replaced_as_long_as_nobody_got_in(unit: UnitKerja) -> None:
    lost, kode = admin_pertama("budi"), admin_pertama("budi")
    now = timezone.now()
    with pytest.raises(AktivasiError):
        aktivasi_use(nama_masuk="budi", kode=lost, sandi=SANDI, now=now)
    aktivasi_use(nama_masuk="budi", kode=kode, sandi=SANDI, now=now)
    assert Pengguna.objects.count() == 1


@pytest.mark.parametrize("nama_masuk", ["budi", "made"])
def test_once_an_admin_got_in_the_console_makes_no_other(unit: UnitKerja, nama_masuk: str) -> None:
    kode = admin_pertama("budi")
    aktivasi_use(nama_masuk="budi", kode=kode, sandi=SANDI, now=timezone.now())
    with pytest.raises(CommandError, match="Admin sudah ada"):
        admin_pertama(nama_masuk)
    assert Pengguna.objects.count() == 1


def test_a_second_name_is_refused_while_the_first_waits(unit: UnitKerja) -> None:
    admin_pertama("budi")
    with pytest.raises(CommandError, match="Admin sudah ada"):
        admin_pertama("made")


def test_an_account_that_is_there_does_not_become_admin(unit: UnitKerja) -> None:
    siti: Pegawai = PegawaiFactory(unit=unit, akun=True)
    with pytest.raises(CommandError, match="sudah dipakai"):
        admin_pertama(siti.nomor)


def test_an_admin_from_the_staff_list_is_that_person(unit: UnitKerja) -> None:
    budi: Pegawai = PegawaiFactory(unit=unit)
    admin_pertama(budi.nomor)
    budi.refresh_from_db()
    assert budi.pengguna is not None


def test_without_units_there_is_nothing_to_manage() -> None:
    with pytest.raises(CommandError, match="Muat daftar unit kerja"):
        admin_pertama("budi")
