"""The stored lists: equal to the rules, in line with changed facts, seen inside the scope."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepegawaian.events import PegawaiDimuat
from kepegawaian.models import (
    HitungNominatif,
    KontrakPppk,
    Nominatif,
    RiwayatGolongan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatSkp,
)
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan
from kepegawaian.selectors.nominatif import (
    berkas_nominatif,
    nominatif_baris,
    nominatif_computed,
    nominatif_count,
    nominatif_of,
    nominatif_sampai,
    nominatif_visible_to,
    perkiraan_list,
    perkiraan_of,
)
from kepegawaian.services import nominatif as modul
from kepegawaian.services.nominatif import (
    nominatif_from_event,
    nominatif_mark,
    nominatif_nightly,
    nominatif_refresh,
)
from kepegawaian.tasks import nominatif_nightly_task, nominatif_refresh_task
from sitamu.inti.models import Outbox, Pegawai
from sitamu.inti.services.outbox import emit
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
TODAY = date(2026, 11, 25)
PENSIUN, PANGKAT, KGB = JenisNominatif.PENSIUN, JenisNominatif.PANGKAT, JenisNominatif.KGB


@pytest.fixture
def cast() -> Pemeran:
    return pemeran()


def stored(pegawai: Pegawai) -> dict[str, tuple[str, date | None]]:
    rows = Nominatif.objects.filter(pegawai=pegawai)
    return {jenis: (k, tmt) for jenis, k, tmt in rows.values_list("jenis", "keadaan", "tmt")}


def terlihat(cast: Pemeran, akun: str, **filters: Any) -> list[str]:
    rows = nominatif_visible_to(cast.akun[akun], today=TODAY, jenis=PENSIUN, **filters)
    return [row.pegawai.nama for row in rows]


# Computing


def test_rows_say_what_the_rules_say_and_nothing_is_stored_for_the_gone(cast: Pemeran) -> None:
    gone = calon_pensiun(cast.uptd, urut=5, kedudukan="MENINGGAL")
    nominatif_nightly(now=NOW)
    assert stored(cast.siti)["PENSIUN"] == ("MEMENUHI", date(2027, 6, 1))
    for found in perkiraan_of(cast.siti, today=TODAY):
        if found.tmt is not None:
            assert stored(cast.siti)[found.jenis] == (found.keadaan.value, found.tmt)
    assert stored(cast.made)["PENSIUN"] == ("DATA_KURANG", None)
    assert stored(gone) == {}
    assert nominatif_computed() is not None


def test_computing_twice_writes_nothing_the_second_time(cast: Pemeran) -> None:
    assert nominatif_nightly(now=NOW) > 0
    before = list(Nominatif.objects.order_by("pk").values_list("pk", "berubah_pada"))
    assert nominatif_nightly(now=NOW) == 0
    assert list(Nominatif.objects.order_by("pk").values_list("pk", "berubah_pada")) == before


def test_people_are_computed_in_pieces_of_any_size(
    cast: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3, 8):
        calon_pensiun(cast.uptd, urut=n)
    monkeypatch.setattr(modul, "SEKALI", 2)
    nominatif_nightly(now=NOW)
    assert Nominatif.objects.filter(jenis="PENSIUN").count() == 7


def test_only_whoever_is_marked_is_computed_again(cast: Pemeran) -> None:
    other = calon_pensiun(cast.uptd, urut=5)
    for pegawai in (cast.siti, other):
        kgb = date(2025, 2, 1)  # the next one rests on the SKP of 2025
        RiwayatKgb.objects.create(pegawai=pegawai, golongan="III/c", tmt=kgb, mkg_tahun=26)
    nominatif_nightly(now=NOW)
    RiwayatSkp.objects.filter(tahun=2025).update(predikat="Sangat Kurang")
    was = stored(other)
    nominatif_mark(pegawai_ids=[cast.siti.pk])
    assert nominatif_refresh(now=NOW) > 0
    assert stored(cast.siti) != was
    assert stored(other) == was
    assert not HitungNominatif.objects.exists()
    assert nominatif_refresh(now=NOW) == 0


def test_everybody_marked_is_everybody_computed(cast: Pemeran) -> None:
    nominatif_mark()
    nominatif_mark(pegawai_ids=[cast.siti.pk])
    nominatif_refresh(now=NOW)
    assert stored(cast.siti)
    assert stored(cast.made)
    assert not HitungNominatif.objects.exists()


def test_a_forecast_that_no_longer_comes_goes(cast: Pemeran) -> None:
    nominatif_nightly(now=NOW)
    assert "PANGKAT" in stored(cast.siti)
    Pegawai.objects.filter(pk=cast.siti.pk).update(jenis="PPPK")
    nominatif_mark(pegawai_ids=[cast.siti.pk])
    nominatif_refresh(now=NOW)
    assert "PANGKAT" not in stored(cast.siti)
    Pegawai.objects.filter(pk=cast.siti.pk).update(kedudukan="PENSIUN")
    nominatif_mark(pegawai_ids=[cast.siti.pk])
    nominatif_refresh(now=NOW)
    assert stored(cast.siti) == {}
    assert stored(cast.made)


def test_an_event_about_one_person_marks_one_any_other_everybody(cast: Pemeran) -> None:
    def receive(**isi: Any) -> None:
        nominatif_from_event(peristiwa_id=uuid4(), nama="x", isi=isi, now=NOW)

    receive(pegawai_id=str(cast.siti.pk), sk_id=str(uuid4()))
    receive(pekerjaan_id=str(uuid4()))
    assert {row.pegawai_id for row in HitungNominatif.objects.all()} == {cast.siti.pk, None}


def test_a_load_of_lists_and_an_issued_sk_ask_for_it(settings: Any) -> None:
    settings.OUTBOX_SUBSCRIPTIONS = "sitamu.subscriptions.SUBSCRIPTIONS"
    emit(PegawaiDimuat(pekerjaan_id=uuid4()))
    target = "kepegawaian.services.nominatif.nominatif_from_event"
    assert target in {row.pelanggan for row in Outbox.objects.all()}


def test_a_night_brings_what_only_time_decides(cast: Pemeran) -> None:
    RiwayatGolongan.objects.filter(pegawai=cast.siti).update(tmt=date(2020, 4, 1))
    nominatif_nightly(now=NOW)
    assert stored(cast.siti)["PANGKAT"][1] == date(2027, 1, 1)
    nominatif_nightly(now=datetime(2026, 12, 16, 2, tzinfo=UTC))
    assert stored(cast.siti)["PANGKAT"][1] == date(2027, 2, 1)


@time_machine.travel(NOW, tick=False)
def test_the_tasks_work_off_what_is_marked(cast: Pemeran) -> None:
    nominatif_nightly_task()
    nominatif_mark()
    nominatif_refresh_task()
    assert stored(cast.siti)
    assert not HitungNominatif.objects.exists()


# Reading


def test_each_officer_sees_their_own_units(cast: Pemeran) -> None:
    nominatif_nightly(now=NOW)
    assert terlihat(cast, "verifikator", sampai=date(2030, 1, 1)) == ["Siti Aminah"]
    assert terlihat(cast, "operator", sampai=date(2030, 1, 1)) == ["Siti Aminah"]
    assert terlihat(cast, "operator_atas") == ["Siti Aminah"]
    assert terlihat(cast, "operator_bawah") == []
    assert terlihat(cast, "operator_lain") == ["Made Wirawan"]
    assert terlihat(cast, "siti") == ["Siti Aminah"]  # oneself


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, True),
        ({"dari": date(2027, 6, 1), "sampai": date(2027, 6, 1)}, True),
        ({"dari": date(2027, 6, 2)}, False),
        ({"sampai": date(2027, 5, 31)}, False),
        ({"bulan": 6}, True),
        ({"bulan": 7}, False),
        ({"keadaan": [Keadaan.MEMENUHI, Keadaan.HAMPIR]}, True),
        ({"keadaan": [Keadaan.BELUM]}, False),
        ({"cari": "aminah"}, True),
        ({"cari": "1969 0509"}, True),
        ({"cari": "wirawan"}, False),
    ],
)
def test_a_list_is_narrowed_by_time_state_and_name(
    cast: Pemeran, filters: dict[str, Any], found: bool
) -> None:
    nominatif_nightly(now=NOW)
    assert ("Siti Aminah" in terlihat(cast, "verifikator", **filters)) is found


def test_a_list_is_narrowed_to_a_unit_and_what_is_below(cast: Pemeran) -> None:
    nominatif_nightly(now=NOW)
    assert terlihat(cast, "verifikator", unit_jalur=cast.dinas.jalur) == ["Siti Aminah"]
    assert terlihat(cast, "verifikator", unit_jalur=cast.sekolah.jalur) == []


def test_rows_come_by_day_then_name_the_undated_last(cast: Pemeran) -> None:
    calon_pensiun(cast.uptd, urut=5, nama="Budi", lahir=date(1969, 5, 20))
    calon_pensiun(cast.uptd, urut=6, nama="Zainal", lahir=date(1969, 3, 20))
    nominatif_nightly(now=NOW)
    names = ["Zainal", "Budi", "Siti Aminah", "Made Wirawan"]
    assert terlihat(cast, "verifikator") == names
    row = nominatif_visible_to(cast.akun["verifikator"], today=TODAY, jenis=PENSIUN)[0]
    assert (row.unit_id, row.unit_nama) == (cast.uptd.pk, "UPT Pendidikan")  # type: ignore[attr-defined]
    assert row.jabatan_nama == "Pengadministrasi Perkantoran"  # type: ignore[attr-defined]


def test_a_page_costs_the_same_for_one_row_and_for_many(cast: Pemeran) -> None:
    def page() -> int:
        rows = nominatif_visible_to(cast.akun["verifikator"], today=TODAY, jenis=PENSIUN)
        with CaptureQueriesContext(connection) as captured:
            nominatif_baris(rows[:25], jenis=PENSIUN, today=TODAY)
            nominatif_count(rows)
        return len(captured)

    nominatif_nightly(now=NOW)
    few = page()
    for n in range(3, 12):
        calon_pensiun(cast.uptd, urut=n)
    nominatif_nightly(now=NOW)
    assert page() == few


def test_states_are_counted(cast: Pemeran) -> None:
    nominatif_nightly(now=NOW)
    rows = nominatif_visible_to(cast.akun["verifikator"], today=TODAY, jenis=PENSIUN)
    assert nominatif_count(rows) == {
        Keadaan.MEMENUHI: 1,
        Keadaan.HAMPIR: 0,
        Keadaan.BELUM: 0,
        Keadaan.DATA_KURANG: 1,
    }


def test_conditions_that_are_open_are_kept_with_their_way_out(cast: Pemeran) -> None:
    RiwayatPendidikan.objects.create(
        pegawai=cast.siti, tingkat="S-1/Sarjana", nama="S-1 Contoh", sudah_dicantumkan=True
    )
    RiwayatGolongan.objects.filter(pegawai=cast.siti).update(tmt=date(2023, 2, 1))
    nominatif_nightly(now=NOW)
    row = nominatif_of(cast.siti, today=TODAY).get(jenis="PANGKAT")
    teks = {k["kode"]: k for k in row.kurang}
    assert teks["menunggu_skp"]["sejak"] == "2027-01-01"
    assert teks["menunggu_skp"]["teks"] == "Menunggu SKP 2026."
    assert row.rincian["jenis_kp"] == "reguler"


def test_papers_in_the_archive_and_missing_stand_beside_each_row(cast: Pemeran) -> None:
    asked = {KGB: {"SK_PANGKAT", "SK_KGB", "SKP"}, PANGKAT: {"SK_PANGKAT", "SKP"}}
    for jenis, missing in asked.items():
        ada, kurang = berkas_nominatif([cast.siti.pk], jenis=jenis, today=TODAY)[cast.siti.pk]
        assert ada == ()
        assert {b.syarat.kode for b in kurang} == missing
    _, kurang = berkas_nominatif([cast.siti.pk], jenis=PENSIUN, today=TODAY)[cast.siti.pk]
    assert "DPCP" in {b.syarat.kode for b in kurang}
    two_years = [b.kunci for b in kurang if b.syarat.kode == "SKP"]
    assert two_years == ["2024", "2025"]


@pytest.mark.parametrize(
    ("jenis", "sampai"),
    [
        (PENSIUN, date(2027, 11, 25)),
        (PANGKAT, date(2027, 1, 1)),
        (KGB, date(2027, 1, 25)),
        (JenisNominatif.KONTRAK, date(2027, 5, 25)),
    ],
)
def test_each_list_looks_as_far_ahead_as_its_dated_setting(
    jenis: JenisNominatif, sampai: date
) -> None:
    assert nominatif_sampai(jenis, today=TODAY) == sampai


def test_all_lists_come_from_one_pass_over_the_facts(cast: Pemeran) -> None:
    with CaptureQueriesContext(connection) as captured:
        found = list(
            perkiraan_list(
                PENSIUN, PANGKAT, KGB, dari=date(2027, 1, 1), sampai=date(2027, 12, 31), today=TODAY
            )
        )
    assert sum("kepegawaian_riwayatgolongan" in q["sql"] for q in captured) == 1
    assert {p.jenis for _, p in found} == {PENSIUN, PANGKAT, KGB}


# The command


def command(*args: str) -> dict[str, Any]:
    out = StringIO()
    call_command("nominatif", *args, "--format", "json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


@time_machine.travel(NOW, tick=False)
def test_the_command_answers_in_the_shape_scripts_read(cast: Pemeran) -> None:
    answer = command("pensiun", "--tahun", "2027")
    assert (answer["jenis"], answer["tahun"], answer["jumlah"]) == ("pensiun", 2027, 1)
    assert answer["tanpa_tmt"] == 1
    (row,) = answer["baris"]
    assert (row["nip"], row["tmt"], row["keadaan"]) == (cast.siti.nip, "2027-06-01", "MEMENUHI")
    assert row["unit_id"] == str(cast.uptd.pk).upper()
    assert "dpcp" in row["kurang"]
    assert "skp_2025" in row["kurang"]
    first = row["alasan"][0]
    assert {"kode", "teks", "dasar", "terpenuhi", "upaya", "sejak"} < set(first)
    assert (first["aturan"], first["aturan_mulai"]) == ("BUP", "2005-12-30")
    assert command("pensiun", "--tahun", "2027", "--bulan", "6")["jumlah"] == 1
    assert command("pensiun", "--tahun", "2027", "--bulan", "7")["jumlah"] == 0
    assert command("pensiun", "--tahun", "2027", "--keadaan", "hampir")["jumlah"] == 0


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("jenis", ["pangkat", "kgb", "kontrak"])
def test_every_list_has_its_command(cast: Pemeran, jenis: str) -> None:
    Pegawai.objects.filter(pk=cast.siti.pk).update(jenis="PPPK" if jenis == "kontrak" else "PNS")
    RiwayatGolongan.objects.filter(pegawai=cast.siti).update(
        golongan="IX" if jenis == "kontrak" else "III/c", tmt=date(2020, 4, 1), mkg_tahun=20
    )
    akhir = date(2026, 12, 31)
    KontrakPppk.objects.create(pegawai=cast.siti, nomor="1", mulai=date(2024, 1, 1), akhir=akhir)
    tahun = {"pangkat": "2027", "kgb": "2022", "kontrak": "2026"}[jenis]
    (row,) = command(jenis, "--tahun", tahun)["baris"]
    assert row["nip"] == cast.siti.nip


def test_a_year_out_of_reach_is_refused() -> None:
    with pytest.raises(CommandError):
        command("pensiun", "--tahun", "1900")
