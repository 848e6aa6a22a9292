"""A tap by the API: stored once as it came, judged by the rule, refused with words."""

import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from presensi.models import (
    BentukTempat,
    Ketukan,
    KunciKetukan,
    Perangkat,
    PosisiKetukan,
)
from presensi.rules.perangkat import StatusPerangkat
from presensi.selectors.peta import SEGAR_DETIK
from sitamu.inti.models import Kedudukan, Pegawai, Pengguna
from tests.factories.inti import PegawaiFactory, UnitKerjaFactory
from tests.factories.ketukan import Ponsel, isi, kantor, ponsel
from tests.factories.presensi import pakai_tempat, tempat

pytestmark = pytest.mark.django_db


@pytest.fixture
def siti() -> Pegawai:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory(), nama="Puskesmas Contoh")
    kantor(unit)
    pegawai: Pegawai = PegawaiFactory(unit=unit, akun=True)
    return pegawai


@pytest.fixture
def hp(client: Client, siti: Pegawai) -> Ponsel:
    assert siti.pengguna
    return Ponsel(client, siti.pengguna, ponsel(siti).nomor)


def kode(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["kode"]


def test_a_tap_at_the_office_is_taken_and_its_answer_says_what_counts(
    hp: Ponsel, siti: Pegawai
) -> None:
    answer = hp.ketuk()
    said = answer.json()
    assert answer.status_code == 201
    assert (said["penerimaan"], said["putusan"], said["jarak_m"]) == ("dibuat", "TERIMA", 55.6)
    row = Ketukan.objects.get(pegawai_id=siti.pk)
    assert (row.arah, row.sumber, row.putusan, row.tanda) == ("MASUK", "APLIKASI", "TERIMA", [])
    assert str(row.tempat_id) == said["tempat_id"]
    assert row.sel == "-130,12329"
    assert row.perangkat_pada is not None
    assert abs(row.pada - timezone.now()) < timedelta(minutes=1)
    where = PosisiKetukan.objects.get(pk=row.pk)
    assert (where.lintang, where.bujur, where.akurasi_m) == (-1.2995, 123.29, 12)
    assert where.pada == row.pada


def test_sent_again_it_is_the_same_tap_and_the_answer_says_so(hp: Ponsel) -> None:
    ketukan = isi()
    first, again = hp.kirim(ketukan), hp.kirim(ketukan)
    assert (again.status_code, again["Idempotent-Replay"]) == (200, "true")
    assert again.json()["penerimaan"] == "sudah_ada"
    assert again.json()["pada"] == first.json()["pada"]
    assert Ketukan.objects.count() == KunciKetukan.objects.count() == 1


def test_sent_again_without_signal_it_is_still_the_same(hp: Ponsel) -> None:
    ketukan = isi()
    hp.kirim(ketukan)
    again = hp.kirim(ketukan | {"luring": True, "berlalu_detik": 400, "offset_detik": 2})
    assert again.json()["penerimaan"] == "sudah_ada"


def test_the_same_id_for_another_tap_is_refused(hp: Ponsel) -> None:
    ketukan = isi()
    hp.kirim(ketukan)
    assert kode(hp.kirim(ketukan | {"arah": "PULANG"})) == (422, "kunci_dipakai_ulang")
    assert Ketukan.objects.get().arah == "MASUK"


def test_the_id_of_somebody_elses_tap_is_refused_without_showing_it(
    hp: Ponsel, client: Client
) -> None:
    ketukan = isi()
    hp.kirim(ketukan)
    made: Pegawai = PegawaiFactory(unit=UnitKerjaFactory(induk=UnitKerjaFactory()), akun=True)
    assert made.pengguna
    answer = Ponsel(client, made.pengguna, ponsel(made).nomor).kirim(ketukan)
    assert kode(answer) == (422, "kunci_dipakai_ulang")
    assert "putusan" not in answer.json()


def test_a_nonce_serves_one_tap(hp: Ponsel) -> None:
    assert hp.ketuk(nonce="n-77").status_code == 201
    assert kode(hp.ketuk(nonce="n-77")) == (422, "REPLAY")
    assert Ketukan.objects.count() == 1


def test_outside_every_place_it_is_kept_as_refused_for_an_appeal(hp: Ponsel) -> None:
    said = hp.ketuk(lintang=-1.3012, akurasi_m=10).json()
    assert (said["penerimaan"], said["putusan"], said["jarak_m"]) == ("dibuat", "TOLAK", 133.4)
    assert said["tanda"] == [
        {"kode": "DI_LUAR_RADIUS", "pesan": "Posisi di luar semua tempat presensi Anda."}
    ]
    assert Ketukan.objects.get().putusan == "TOLAK"


def test_a_stale_position_is_asked_for_again_and_nothing_is_stored(hp: Ponsel) -> None:
    ketukan = isi(umur_fix_detik=300)
    assert kode(hp.kirim(ketukan)) == (422, "FIX_BASI")
    assert not Ketukan.objects.exists()
    assert hp.kirim(ketukan | {"umur_fix_detik": 1}).status_code == 201


def test_a_tap_without_signal_keeps_both_times_and_is_looked_at(hp: Ponsel) -> None:
    tapped = timezone.now() - timedelta(hours=26)
    said = hp.ketuk(luring=True, waktu_perangkat=tapped.isoformat(), offset_detik=3).json()
    assert (said["putusan"], [t["kode"] for t in said["tanda"]]) == ("TINJAU", ["LURING"])
    row = Ketukan.objects.get()
    assert row.pada == tapped + timedelta(seconds=3)
    assert row.perangkat_pada == tapped
    assert timezone.now() - row.diterima_pada < timedelta(minutes=1)


def test_a_tap_of_last_month_that_comes_too_late_is_refused_with_the_way_out(hp: Ponsel) -> None:
    tapped = timezone.now() - timedelta(days=32)
    answer = hp.ketuk(luring=True, waktu_perangkat=tapped.isoformat())
    assert kode(answer) == (422, "terlalu_lama")
    assert "lupa presensi" in answer.json()["langkah"]


def test_a_jump_from_the_last_tap_is_a_signal(hp: Ponsel) -> None:
    hp.ketuk()
    said = hp.ketuk(lintang=-4.5, bujur=120.3).json()
    assert said["putusan"] == "TOLAK"  # not at a place; the next one is at the office again
    back = hp.ketuk(arah="PULANG").json()
    assert [t["kode"] for t in back["tanda"]] == ["KECEPATAN"]


def test_the_very_same_point_for_the_fifth_time_is_a_signal(hp: Ponsel) -> None:
    for _ in range(4):
        assert hp.ketuk().json()["putusan"] == "TERIMA"
    assert [t["kode"] for t in hp.ketuk().json()["tanda"]] == ["TITIK_BERULANG"]


def test_a_phone_that_waits_may_tap_and_its_taps_are_looked_at(
    client: Client, siti: Pegawai
) -> None:
    assert siti.pengguna
    ponsel(siti)
    new = ponsel(siti, status=StatusPerangkat.MENUNGGU)
    said = Ponsel(client, siti.pengguna, new.nomor).ketuk().json()
    assert (said["putusan"], [t["kode"] for t in said["tanda"]]) == ("TINJAU", ["PERANGKAT_BARU"])


def test_a_phone_of_two_people_is_a_signal(hp: Ponsel) -> None:
    nomor = UUID(hp.headers["X-Device-Id"])
    made: Pegawai = PegawaiFactory(akun=True)
    other = ponsel(made)
    Perangkat.objects.filter(pk=other.pk).update(nomor=nomor)
    assert [t["kode"] for t in hp.ketuk().json()["tanda"]] == ["PERANGKAT_BERSAMA"]


def test_an_unknown_phone_is_told_to_register(hp: Ponsel) -> None:
    hp.headers["X-Device-Id"] = str(uuid4())
    assert kode(hp.ketuk()) == (403, "perangkat_tidak_aktif")


@pytest.mark.parametrize("status", ["DITOLAK", "DIGANTI", "DICABUT"])
def test_a_phone_that_was_taken_away_taps_no_more(hp: Ponsel, status: str) -> None:
    Perangkat.objects.update(status=status)
    assert kode(hp.ketuk()) == (403, "perangkat_tidak_aktif")
    assert not Ketukan.objects.exists()


def test_without_token_nothing_is_taken(hp: Ponsel) -> None:
    del hp.headers["Authorization"]
    assert kode(hp.ketuk()) == (401, "token_tidak_sah")
    assert kode(hp.kirim_semua([isi()])) == (401, "token_tidak_sah")


def test_after_log_out_the_token_is_worth_nothing_though_its_signature_holds(
    hp: Ponsel, client: Client
) -> None:
    client.post("/api/v1/auth/keluar", headers=hp.headers)
    assert kode(hp.ketuk()) == (401, "token_tidak_sah")


def test_a_closed_account_and_a_retired_person_tap_no_more(hp: Ponsel, siti: Pegawai) -> None:
    Pegawai.objects.filter(pk=siti.pk).update(kedudukan=Kedudukan.PENSIUN)
    assert kode(hp.ketuk()) == (403, "pegawai_tidak_aktif")
    Pegawai.objects.filter(pk=siti.pk).update(kedudukan=Kedudukan.AKTIF)
    Pengguna.objects.filter(pk=siti.pengguna_id).update(is_active=False)
    assert kode(hp.ketuk()) == (403, "pegawai_tidak_aktif")


def test_an_account_without_a_person_does_not_tap(client: Client, siti: Pegawai) -> None:
    assert siti.pengguna
    hp = Ponsel(client, siti.pengguna, uuid4())
    Pegawai.objects.filter(pk=siti.pk).update(pengguna=None)
    assert kode(hp.ketuk()) == (403, "bukan_pegawai")


@pytest.mark.parametrize(
    "ubah",
    [
        {"id": "bukan-uuid"},
        {"arah": "ISTIRAHAT"},
        {"lintang": 91},
        {"bujur": None},
        {"akurasi_m": -1},
        {"waktu_perangkat": "2026-07-06T07:25:00"},
        {"waktu_perangkat": "0001-01-01T00:00:00+00:00"},
        {"berlalu_detik": -1},
        {"nonce": "a b"},
        {"offset_detik": 1e12},
    ],
)
def test_what_is_no_tap_is_refused_with_400(hp: Ponsel, ubah: dict[str, Any]) -> None:
    assert kode(hp.ketuk(**ubah)) == (400, "isian_tidak_sah")
    assert not KunciKetukan.objects.exists()


def test_a_body_that_is_no_json_and_a_phone_without_number_are_refused(hp: Ponsel) -> None:
    answer = hp.client.post(
        "/api/v1/presensi", b"{", content_type="application/json", headers=hp.headers
    )
    assert kode(answer) == (400, "isian_tidak_sah")
    hp.headers["X-Device-Id"] = "1"
    assert kode(hp.ketuk()) == (400, "isian_tidak_sah")


def test_the_idempotency_key_is_the_id_of_the_tap(hp: Ponsel) -> None:
    ketukan = isi()
    assert hp.kirim(ketukan, **{"Idempotency-Key": ketukan["id"]}).status_code == 201
    assert kode(hp.kirim(isi(), **{"Idempotency-Key": str(uuid4())}))[0] == 400


def test_a_batch_answers_each_in_order_and_one_bad_one_fails_no_other(hp: Ponsel) -> None:
    day = timezone.now() - timedelta(hours=30)
    good = [
        isi(luring=True, waktu_perangkat=(day + timedelta(hours=n)).isoformat()) for n in range(3)
    ]
    bad = isi(arah="TIDUR")
    said = hp.kirim_semua([good[0], bad, good[1], good[0], "x", good[2]]).json()["ketukan"]
    assert [one["penerimaan"] for one in said] == [
        "dibuat",
        "ditolak",
        "dibuat",
        "sudah_ada",
        "ditolak",
        "dibuat",
    ]
    assert said[1]["id"] == bad["id"]
    assert "id" not in said[4] or said[4]["id"] is None
    assert Ketukan.objects.count() == 3


def test_in_a_batch_each_tap_is_compared_with_the_one_before_it(hp: Ponsel) -> None:
    day = timezone.now() - timedelta(hours=30)
    far = isi(luring=True, waktu_perangkat=day.isoformat(), lintang=-4.5, bujur=120.3)
    near = isi(luring=True, waktu_perangkat=(day + timedelta(minutes=20)).isoformat())
    said = hp.kirim_semua([far, near]).json()["ketukan"]
    assert "KECEPATAN" in [t["kode"] for t in said[1]["tanda"]]


def test_more_than_fifty_at_once_are_refused(hp: Ponsel) -> None:
    assert hp.kirim_semua([isi() for _ in range(50)]).status_code == 200
    assert kode(hp.kirim_semua([isi() for _ in range(51)])) == (400, "isian_tidak_sah")


def test_a_tap_costs_two_statements_and_a_repeated_one_three(hp: Ponsel) -> None:
    hp.ketuk()  # prepares the statements, reads the map of the day
    ketukan = isi()
    with CaptureQueriesContext(
        connection,
    ) as first:
        hp.kirim(ketukan)
    with CaptureQueriesContext(connection) as again:
        hp.kirim(ketukan)
    with CaptureQueriesContext(connection) as thirty:
        hp.kirim_semua([isi() for _ in range(30)])
    assert [len(first), len(again), len(thirty)] == [2, 3, 2]


def test_a_place_corrected_for_today_counts_within_a_minute(
    hp: Ponsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hp.ketuk().json()["putusan"] == "TERIMA"
    BentukTempat.objects.update(lintang=-1.4)
    later = time.monotonic() + SEGAR_DETIK
    monkeypatch.setattr("presensi.selectors.peta.time.monotonic", lambda: later)
    assert hp.ketuk().json()["putusan"] == "TOLAK"


def test_a_persons_own_places_win_over_those_of_the_unit(hp: Ponsel, siti: Pegawai) -> None:
    unit = UnitKerjaFactory(induk=UnitKerjaFactory())
    pakai_tempat(tempat(unit, lintang=-1.34, bujur=123.25), siti)
    assert hp.ketuk(lintang=-1.3402, bujur=123.2501).json()["putusan"] == "TERIMA"
    assert hp.ketuk().json()["putusan"] == "TOLAK"


def test_without_any_place_the_tap_is_kept_and_looked_at(client: Client) -> None:
    made: Pegawai = PegawaiFactory(unit=UnitKerjaFactory(induk=UnitKerjaFactory()), akun=True)
    assert made.pengguna
    said = Ponsel(client, made.pengguna, ponsel(made).nomor).ketuk().json()
    assert [t["kode"] for t in said["tanda"]] == ["TANPA_TEMPAT"]
