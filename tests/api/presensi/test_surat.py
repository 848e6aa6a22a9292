"""Duty travel: who hands in, who decides, what the days become."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from presensi.models import HariPegawai, PenutupanBulan, SuratTugas
from presensi.services.hari import hari_recompute, hari_refresh
from sitamu.inti.models import HubunganAtasan, Pegawai, Pengguna
from tests.factories.inti import PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.presensi import pakai_pola, surat_tugas
from tests.unit.presensi.test_hari_rules import at

pytestmark = pytest.mark.django_db

KINI = datetime(2026, 7, 9, 2, 0, tzinfo=UTC)
RABU = date(2026, 7, 8)
ISI = {
    "nomor": "094/7",
    "tanggal": "07-07-2026",
    "perihal": "Rapat",
    "tujuan": "Makassar",
    "mulai": "08-07-2026",
    "jam_mulai": "00.00",
    "selesai": "10-07-2026",
    "jam_selesai": "23.59",
    "nip": "",
}


@pytest.fixture
def adegan() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        yield cast


@pytest.fixture
def atasan(adegan: Pemeran) -> Pengguna:
    row = PegawaiFactory(nama="Ratna Atasan", unit=adegan.dinas, akun=True)
    HubunganAtasan.objects.create(pegawai=adegan.siti, atasan=row, mulai=date(2020, 1, 1))
    return row.pengguna


def send(user: Pengguna, **ubah: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(reverse("presensi:surat-list"), ISI | ubah)


def decide(user: Pengguna, surat: SuratTugas, **data: str) -> int:
    client = Client()
    client.force_login(user)
    return client.post(reverse("presensi:surat-putus", args=[surat.pk]), data).status_code


def status(pegawai: Pegawai) -> str:
    return HariPegawai.objects.get(pegawai=pegawai, tanggal=RABU).status


def test_an_approved_letter_turns_absence_into_duty_travel(
    adegan: Pemeran, atasan: Pengguna
) -> None:
    hari_recompute(Pegawai.objects.all(), RABU, RABU, now=KINI)
    assert status(adegan.siti) == "ALPA"
    assert send(adegan.akun["siti"]).status_code == 302
    surat = SuratTugas.objects.get()
    assert (surat.mulai, surat.selesai) == (at("00:00", RABU), at("23:59", date(2026, 7, 10)))
    assert decide(adegan.akun["siti"], surat, setuju="1") == 403
    assert decide(adegan.akun["made"], surat, setuju="1") == 404
    assert decide(atasan, surat, setuju="1") == 302
    hari_refresh(now=KINI)
    assert status(adegan.siti) == "DINAS_LUAR"
    assert decide(atasan, surat, setuju="0", catatan="x") == 409


def test_an_operator_hands_in_for_the_own_units_only(adegan: Pemeran) -> None:
    nip, foreign = str(adegan.siti.nip), str(adegan.made.nip)
    assert send(adegan.akun["operator"], nip=f"{nip}\n{nip}").status_code == 302
    assert list(SuratTugas.objects.get().peserta.all()) == [adegan.siti]
    refused = send(adegan.akun["operator"], nip=f"{nip}\n{foreign}")
    assert f"NIP {foreign} tidak ada di unit Anda" in refused.content.decode()
    assert "tidak ada di unit Anda" in send(adegan.akun["siti"], nip=foreign).content.decode()
    assert SuratTugas.objects.count() == 1


def test_a_superior_of_only_some_cannot_decide_for_all(adegan: Pemeran, atasan: Pengguna) -> None:
    surat = surat_tugas(adegan.siti, adegan.uptd, RABU)
    surat.baris.create(pegawai=PegawaiFactory(unit=adegan.uptd))
    assert decide(atasan, surat, setuju="1") == 403
    assert decide(adegan.akun["presensi"], surat, setuju="1") == 302


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"selesai": "07-07-2026"}, "Selesai harus sesudah mulai"),
        ({"selesai": "08-12-2026"}, "Paling lama 92 hari"),
        ({"nomor": ""}, "Isi nomor surat tugas"),
    ],
)
def test_a_letter_that_cannot_be_comes_back(
    adegan: Pemeran, ubah: dict[str, str], kata: str
) -> None:
    answer = send(adegan.akun["siti"], **ubah)
    assert answer.status_code == 422
    assert kata in answer.content.decode()


def test_a_closed_month_takes_no_letter(adegan: Pemeran) -> None:
    PenutupanBulan.objects.create(bulan=date(2026, 7, 1))
    assert send(adegan.akun["siti"]).status_code == 409
