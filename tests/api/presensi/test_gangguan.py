"""What goes wrong around a tap: the line, clocks, phones, zones, changes of hours, late leave."""

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import OperationalError, connection, connections
from django.test import Client
from django.utils import timezone

from presensi.models import HariPegawai, HitungHari, Ketukan, KunciKetukan, PosisiKetukan, VersiPola
from presensi.rules.perangkat import StatusPerangkat
from presensi.rules.putusan import Arah, Sumber
from presensi.services import ketukan as layanan
from presensi.services.hari import hari_from_event, hari_mark, hari_recompute, hari_refresh
from presensi.services.jadwal_atur import versi_save
from sitamu.inti.models import Pegawai, UnitKerja
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.ketukan import Ponsel, isi, kantor, ketukan_tinjau, ponsel
from tests.factories.pemeran import pemeran
from tests.factories.presensi import pakai_pola
from tests.unit.presensi.test_hari_rules import at

KAMIS = date(2026, 7, 9)


def orang(zona: str = "Asia/Makassar") -> Pegawai:
    unit: UnitKerja = UnitKerjaFactory(induk=UnitKerjaFactory(), zona_waktu=zona)
    kantor(unit)
    pakai_pola("J5", unit)
    pegawai: Pegawai = PegawaiFactory(unit=unit, akun=True)
    return pegawai


def hp(pegawai: Pegawai, nomor: Any = None) -> Ponsel:
    assert pegawai.pengguna
    return Ponsel(Client(), pegawai.pengguna, nomor or ponsel(pegawai).nomor)


def counts() -> list[int]:
    return [model.objects.count() for model in (KunciKetukan, Ketukan, PosisiKetukan)]


@pytest.mark.django_db
def test_a_line_cut_between_insert_and_answer_leaves_one_tap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    phone, row = hp(orang()), isi()
    store, lost = layanan._store, []

    def cut(*args: Any) -> Any:
        stored = store(*args)
        if not lost:
            lost.append(stored)
            raise OperationalError("server closed the connection unexpectedly")
        return stored

    monkeypatch.setattr(layanan, "_store", cut)
    assert phone.kirim(row).status_code == 503
    again = phone.kirim(row)
    assert (again.status_code, again.json()["penerimaan"]) == (200, "sudah_ada")
    assert counts() == [1, 1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("meleset", [timedelta(days=1), timedelta(days=-1)])
def test_a_clock_a_day_wrong_changes_no_day(meleset: timedelta) -> None:
    phone = hp(orang())
    wrong = (timezone.now() + meleset).isoformat()
    said = phone.ketuk(waktu_perangkat=wrong).json()
    assert (said["putusan"], [t["kode"] for t in said["tanda"]]) == ("TERIMA", ["JAM_PERANGKAT"])
    row = Ketukan.objects.get()
    assert abs(row.pada - timezone.now()) < timedelta(minutes=1)
    assert row.perangkat_pada == datetime.fromisoformat(wrong)


@pytest.mark.django_db
def test_two_phones_of_one_account_tap_both_and_only_the_known_one_is_trusted() -> None:
    siti = orang()
    first = hp(siti)
    assert first.ketuk().json()["putusan"] == "TERIMA"
    first.headers["X-Device-Id"] = str(ponsel(siti, status=StatusPerangkat.MENUNGGU).nomor)
    assert first.ketuk().json()["putusan"] == "TINJAU"
    assert counts() == [2, 2, 2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zona", "utc"),
    [("Asia/Jakarta", "00:30"), ("Asia/Makassar", "23:30"), ("Asia/Jayapura", "22:30")],
)
def test_half_past_seven_sharp_is_on_time_in_each_zone(zona: str, utc: str) -> None:
    day = KAMIS if zona == "Asia/Jakarta" else KAMIS - timedelta(days=1)
    sharp = datetime.fromisoformat(f"{day}T{utc}:00.000+00:00")
    found = []
    for off in (timedelta(0), timedelta(seconds=59, milliseconds=999), timedelta(minutes=1)):
        siti = orang(zona)
        assert siti.pengguna_id
        web = layanan.Pengetuk(siti.pengguna_id, Sumber.WEB)
        satu = layanan.IsiKetukan(uuid4(), Arah.MASUK, -1.2995, 123.29, 12)
        said = layanan.ketukan_receive([layanan.Permintaan(satu, web, sharp + off)])
        assert said[0].hasil
        assert said[0].hasil.pada == sharp + off
        evening = datetime(2026, 7, 10, 2, tzinfo=UTC)
        with time_machine.travel(evening, tick=False):
            hari_recompute(Pegawai.objects.filter(pk=siti.pk), KAMIS, KAMIS, now=evening)
        row = HariPegawai.objects.get(pegawai=siti, tanggal=KAMIS)
        found.append((row.status, row.terlambat_menit))
    assert found == [("HADIR", 0), ("HADIR", 0), ("HADIR", 1)]


@pytest.mark.django_db
def test_hours_changed_at_noon_hold_from_tomorrow_and_leave_today_alone() -> None:
    noon = datetime(2026, 7, 9, 4, tzinfo=UTC)  # 12.00 WITA
    with time_machine.travel(noon, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        old = VersiPola.objects.get(pola__kode="J5", sampai=None)
        late = {"hari": {nama: ["07:00", *jam[1:]] for nama, jam in old.isi["hari"].items()}}
        versi_save(
            actor=cast.akun["presensi"],
            kode="J5",
            nama="",
            isi={**old.isi, **late},
            mulai=KAMIS + timedelta(days=1),
            dasar="SE 1",
            now=noon,
        )
    for day in (KAMIS, KAMIS + timedelta(days=1)):
        for arah, jam in (("MASUK", "07:15"), ("PULANG", "16:30")):
            ketukan_tinjau(cast.siti, cast.uptd, pada=at(jam, day), arah=arah)
    now = datetime(2026, 7, 13, 2, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        everybody = Pegawai.objects.all()
        hari_recompute(everybody, KAMIS, KAMIS + timedelta(days=1), now=now)
    rows = HariPegawai.objects.filter(pegawai=cast.siti).order_by("tanggal")
    assert list(rows.values_list("terlambat_menit", flat=True)) == [0, 15]


@pytest.mark.django_db
def test_leave_approved_after_the_month_was_computed_mends_exactly_its_days() -> None:
    now = datetime(2026, 8, 3, 2, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        cast = pemeran()
        pakai_pola("J5", cast.akar)
        hari_recompute(Pegawai.objects.all(), date(2026, 7, 1), date(2026, 8, 3), now=now)
        stamps = dict(HariPegawai.objects.values_list("pk", "berubah_pada"))
        cast.siti.cuti.create(
            unit_kerja=cast.uptd,
            jenis="sakit",
            mulai=KAMIS,
            selesai=KAMIS + timedelta(days=1),
            hari_kalender=2,
            keterangan="Demam",
            alamat="Watampone",
            nomor_hp="0812",
            status="DISETUJUI",
            dibuat_oleh=cast.akun["siti"],
        )
        hari_from_event(
            peristiwa_id=uuid4(),
            nama="CutiDiputuskan",
            isi={"pegawai_id": str(cast.siti.pk), "mulai": str(KAMIS)},
            now=now,
        )
        assert hari_refresh(now=now) == 2
    after = HariPegawai.objects.filter(pegawai=cast.siti, tanggal__range=(KAMIS, "2026-07-10"))
    assert set(after.values_list("status", flat=True)) == {"CUTI_SAKIT"}
    changed = [
        row.tanggal for row in HariPegawai.objects.all() if stamps.get(row.pk) != row.berubah_pada
    ]
    assert sorted(changed) == [KAMIS, KAMIS + timedelta(days=1)]


@pytest.mark.django_db(transaction=True)
def test_one_tap_sent_by_eight_threads_at_once_is_one_tap() -> None:
    siti = orang()
    phone = hp(siti)
    row, gate = isi(), threading.Barrier(8)

    def send(_: int) -> str:
        gate.wait()
        try:
            return str(phone.kirim(row).json()["penerimaan"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(send, range(8)))
    assert said == ["dibuat"] + ["sudah_ada"] * 7
    assert counts() == [1, 1, 1]


def _refresh_until_killed(name: str, begun: Any) -> None:
    """In a process of its own: takes the marks, computes, and is killed before it commits."""
    for alias in ("default", "ketukan"):
        connections[alias].settings_dict["NAME"] = name
    from presensi.services import hari

    compute = hari.hari_recompute

    def slow(*args: Any, **more: Any) -> int:
        done = compute(*args, **more)
        begun.set()
        threading.Event().wait(60)
        return done

    hari.hari_recompute = slow
    hari.hari_refresh(now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_judges_leaves_the_mark_to_the_next_one() -> None:
    with time_machine.travel(datetime(2026, 7, 10, 2, tzinfo=UTC), tick=False):
        siti = orang()
    hari_mark(dari=KAMIS, sampai=KAMIS, pegawai_ids=[siti.pk])
    name = connection.settings_dict["NAME"]
    connections.close_all()
    context = multiprocessing.get_context("fork")
    begun = context.Event()
    worker = context.Process(target=_refresh_until_killed, args=(name, begun))
    worker.start()
    assert begun.wait(30)
    worker.kill()
    worker.join()
    assert HitungHari.objects.count() == 1
    assert not HariPegawai.objects.exists()
    hari_refresh(now=timezone.now())
    assert HariPegawai.objects.get(pegawai=siti, tanggal=KAMIS).status == "ALPA"
    assert not HitungHari.objects.exists()
