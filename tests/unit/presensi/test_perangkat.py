"""Phones: the first is one's own at once, another waits for a second person or for time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from notifikasi.models import Pemberitahuan
from presensi.errors import PerangkatTransitionError, TanpaPegawaiError
from presensi.models import Perangkat, RiwayatPerangkat
from presensi.rules.perangkat import (
    TRANSITIONS,
    StatusPerangkat,
    TindakPerangkat,
    perangkat_next,
)
from presensi.selectors.hari import team_of
from presensi.selectors.perangkat import perangkat_waiting_for
from presensi.services.perangkat import (
    IsiPerangkat,
    perangkat_approve,
    perangkat_refuse,
    perangkat_register,
    perangkat_revoke,
    perangkat_wait_over,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import HubunganAtasan, Kedudukan, Pegawai, Pengguna
from sitamu.inti.rules.hak import Peran
from sitamu.inti.services.outbox import outbox_deliver
from tests.factories.inti import DULU, PegawaiFactory, PenggunaFactory, UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
HARI = NOW.date()


class Adegan:
    """siti, her superior budi, the manager rina of her office, and made who works elsewhere."""

    def __init__(self) -> None:
        akar = UnitKerjaFactory()
        unit = UnitKerjaFactory(induk=akar)
        self.siti: Pegawai = PegawaiFactory(unit=unit, akun=True)
        self.budi: Pegawai = PegawaiFactory(unit=unit, akun=True)
        self.made: Pegawai = PegawaiFactory(unit=UnitKerjaFactory(induk=akar), akun=True)
        self.rina: Pengguna = petugas(Peran.PENGELOLA_PRESENSI, unit)
        HubunganAtasan.objects.create(pegawai=self.siti, atasan=self.budi, mulai=DULU)

    @property
    def akun(self) -> Pengguna:
        assert self.siti.pengguna
        return self.siti.pengguna

    def daftar(self, nama: str = "Ponsel", now: datetime = NOW) -> Perangkat:
        isi = IsiPerangkat(nomor=uuid4(), nama=nama)
        return perangkat_register(isi=isi, actor=self.akun, now=now)


@pytest.fixture
def adegan() -> Adegan:
    return Adegan()


def status(perangkat: Perangkat) -> str:
    perangkat.refresh_from_db()
    return perangkat.status


def test_the_first_phone_is_active_at_once(adegan: Adegan) -> None:
    assert adegan.daftar().status == "AKTIF"


def test_asked_again_it_is_the_same_phone(adegan: Adegan) -> None:
    first = adegan.daftar()
    isi = IsiPerangkat(nomor=first.nomor, nama="Nama baru", versi_aplikasi="2.0")
    again = perangkat_register(isi=isi, actor=adegan.akun, now=NOW)
    assert (again.pk, again.nama, again.status) == (first.pk, "Nama baru", "AKTIF")
    assert RiwayatPerangkat.objects.filter(perangkat=first).count() == 1


def test_another_one_waits_and_the_person_is_told(adegan: Adegan) -> None:
    adegan.daftar()
    second = adegan.daftar("Ponsel asing")
    assert second.status == "MENUNGGU"
    assert second.aktif_sendiri_pada == NOW + timedelta(hours=72)
    outbox_deliver(now=NOW)
    kabar = Pemberitahuan.objects.get(penerima=adegan.akun, saluran="APLIKASI")
    assert kabar.judul == "Ponsel lain meminta dipakai untuk presensi Anda"
    assert "Ponsel asing" in kabar.isi


def test_only_the_newest_wish_stands(adegan: Adegan) -> None:
    adegan.daftar()
    second, third = adegan.daftar(), adegan.daftar()
    assert [status(second), status(third)] == ["DIGANTI", "MENUNGGU"]


@pytest.mark.parametrize("siapa", ["atasan", "pengelola"])
def test_the_superior_or_the_manager_says_yes_and_the_old_phone_ends(
    adegan: Adegan, siapa: str
) -> None:
    first, second = adegan.daftar(), adegan.daftar()
    actor = adegan.rina if siapa == "pengelola" else adegan.budi.pengguna
    assert actor
    assert list(perangkat_waiting_for(actor, today=HARI)) == [second]
    perangkat_approve(perangkat_id=second.pk, actor=actor, now=NOW)
    assert [status(first), status(second)] == ["DIGANTI", "AKTIF"]
    assert not perangkat_waiting_for(actor, today=HARI).exists()
    moves = RiwayatPerangkat.objects.filter(oleh=actor).values_list("tindak", flat=True)
    assert sorted(moves) == ["GANTI", "SETUJUI"]


def test_nobody_says_yes_to_their_own_phone_and_strangers_do_not_see_it(adegan: Adegan) -> None:
    adegan.daftar()
    second = adegan.daftar()
    with pytest.raises(NotAllowedError):
        perangkat_approve(perangkat_id=second.pk, actor=adegan.akun, now=NOW)
    assert adegan.made.pengguna
    for act in (perangkat_approve, perangkat_revoke):
        with pytest.raises(NotFoundError):
            act(perangkat_id=second.pk, actor=adegan.made.pengguna, now=NOW)
    assert status(second) == "MENUNGGU"


def test_who_was_the_superior_once_decides_no_more(adegan: Adegan) -> None:
    adegan.daftar()
    second = adegan.daftar()
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=adegan.made, mulai=HARI)
    assert adegan.budi.pengguna
    with pytest.raises(NotFoundError):
        perangkat_approve(perangkat_id=second.pk, actor=adegan.budi.pengguna, now=NOW)


def test_a_superior_who_left_the_service_decides_no_more(adegan: Adegan) -> None:
    adegan.daftar()
    baru = adegan.daftar("Baru")
    Pegawai.objects.filter(pk=adegan.budi.pk).update(kedudukan=Kedudukan.PENSIUN)
    assert adegan.budi.pengguna
    assert not perangkat_waiting_for(adegan.budi.pengguna, today=HARI).exists()
    assert not team_of(adegan.budi.pengguna, today=HARI).exists()
    with pytest.raises(NotFoundError):
        perangkat_approve(perangkat_id=baru.pk, actor=adegan.budi.pengguna, now=NOW)


def test_without_a_decision_it_becomes_active_when_the_wait_is_over(adegan: Adegan) -> None:
    first, second = adegan.daftar(), adegan.daftar()
    assert perangkat_wait_over(now=NOW + timedelta(hours=72, seconds=-1)) == 0
    assert perangkat_wait_over(now=NOW + timedelta(hours=72)) == 1
    assert perangkat_wait_over(now=NOW + timedelta(hours=72)) == 0
    assert [status(first), status(second)] == ["DIGANTI", "AKTIF"]
    assert RiwayatPerangkat.objects.get(tindak="WAKTU_HABIS").oleh is None


def test_refused_it_waits_no_more_and_the_old_one_stays(adegan: Adegan) -> None:
    first, second = adegan.daftar(), adegan.daftar()
    perangkat_refuse(perangkat_id=second.pk, alasan="Bukan miliknya", actor=adegan.rina, now=NOW)
    assert [status(first), status(second)] == ["AKTIF", "DITOLAK"]
    assert perangkat_wait_over(now=NOW + timedelta(days=9)) == 0
    with pytest.raises(PerangkatTransitionError):
        perangkat_approve(perangkat_id=second.pk, actor=adegan.rina, now=NOW)


def test_a_lost_phone_is_given_up_and_the_next_one_is_active_at_once(adegan: Adegan) -> None:
    first = adegan.daftar()
    perangkat_revoke(perangkat_id=first.pk, actor=adegan.akun, now=NOW)
    assert status(first) == "DICABUT"
    assert adegan.daftar().status == "AKTIF"


def test_an_account_without_a_person_registers_nothing() -> None:
    with pytest.raises(TanpaPegawaiError):
        perangkat_register(isi=IsiPerangkat(nomor=uuid4()), actor=PenggunaFactory(), now=NOW)


def test_the_trail_of_phones_is_not_changed(adegan: Adegan) -> None:
    adegan.daftar()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        RiwayatPerangkat.objects.update(alasan="lain")


@pytest.mark.parametrize("now", StatusPerangkat)
@pytest.mark.parametrize("tindak", TindakPerangkat)
def test_every_other_move_is_refused(now: StatusPerangkat, tindak: TindakPerangkat) -> None:
    if (now, tindak) in TRANSITIONS:
        assert perangkat_next(now, tindak) is TRANSITIONS[now, tindak]
    else:
        with pytest.raises(PerangkatTransitionError):
            perangkat_next(now, tindak)
