"""Trials: which cases and which people a draft answers differently, jobs that die on the way."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from notifikasi.models import Pemberitahuan
from notifikasi.services.pemberitahuan import pemberitahuan_from_event
from sitamu.aturan.errors import ContohInvalidError, DrafBerubahError
from sitamu.aturan.models import BedaUji, UjiDraf
from sitamu.aturan.selectors import beda_visible_to
from sitamu.aturan.services import uji as services
from sitamu.aturan.services.draf import draf_edit, draf_start
from sitamu.aturan.services.uji import contoh_try, pegawai_try, uji_work_off
from sitamu.inti.models import Outbox, Parameter, Pekerjaan
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.aturan import cobakan, draf_bup, isi, nilai_bup
from tests.factories.inti import PenggunaFactory, beri_hak, petugas
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.sk import terbitkan, usulan_berpertek

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def p() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def pelaksana(umur: int) -> Any:
    """The BUP table with another age for the cast's own kind of post."""
    nilai = nilai_bup(60)
    for row in nilai["baris"]:
        if row["umur"] == 58:
            row["umur"] = umur
    return nilai


def staff_trial(draf: Any, actor: Any, now: datetime = KINI) -> UjiDraf:
    uji = pegawai_try(draf_id=draf.pk, versi=draf.versi, actor=actor, now=now)
    uji_work_off(now=now)
    uji.refresh_from_db()
    return uji


# Worked cases


def test_the_shipped_cases_are_counted_and_each_difference_told(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    uji = contoh_try(draf_id=draf.pk, versi=1, berkas=None, nama_berkas="", actor=admin, now=KINI)
    assert (uji.hasil["cocok"], uji.hasil["beda"]) == (103, 2)
    first = uji.hasil["baris"][0]
    assert first["id"] == "BUP-08"
    assert ["bup", 60, 62] in first["selisih"]
    assert first["sebelum"] == []
    assert uji.pada == date(2027, 1, 1)


def test_a_draft_that_changes_no_figure_agrees_with_every_case(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI, guru=60)
    uji = contoh_try(draf_id=draf.pk, versi=1, berkas=None, nama_berkas="", actor=admin, now=KINI)
    assert (uji.hasil["cocok"], uji.hasil["beda"], uji.hasil["baris"]) == (105, 0, [])


def test_cases_of_a_file_are_tried_too(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    cases = {"cases": [{"id": "X", "area": "bup", "input": {}, "expected": {"bup": 62}}]}
    uji = contoh_try(
        draf_id=draf.pk,
        versi=1,
        berkas=json.dumps(cases).encode(),
        nama_berkas="x.json",
        actor=admin,
        now=KINI,
    )
    assert (uji.hasil["cocok"], uji.hasil["beda"]) == (103, 3)


@pytest.mark.parametrize("berkas", [b"{", b"[]", b'{"cases": 1}', b"\xff", b" " * 1_048_577])
def test_a_file_that_holds_no_cases_is_refused(p: Pemeran, berkas: bytes) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    with pytest.raises(ContohInvalidError):
        contoh_try(draf_id=draf.pk, versi=1, berkas=berkas, nama_berkas="x", actor=admin, now=KINI)


# The whole staff


def test_who_changes_is_told_with_old_answer_new_answer_and_reason(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_start(kunci="BUP", isi=isi(pelaksana(60)), actor=admin, now=KINI)
    uji = staff_trial(draf, admin)
    row = BedaUji.objects.get(uji=uji, daftar="PENSIUN", pegawai=p.siti)
    assert "1 Juni 2027" in row.lama or "58 tahun" in row.lama
    assert "60 tahun" in row.baru
    assert "60 tahun" in row.alasan
    assert row.unit == p.uptd
    assert uji.hasil["berubah"] >= 1
    assert uji.hasil["daftar"]["PENSIUN"] >= 1
    assert uji.hasil["unit"][str(p.uptd.pk)]["PENSIUN"] == 1
    assert uji.hasil["dipakai"] is True
    assert uji.pekerjaan is not None
    assert (uji.pekerjaan.status, uji.pekerjaan.selesai) == ("SELESAI", uji.hasil["pegawai"])


def test_a_draft_that_touches_nobody_says_so(p: Pemeran) -> None:
    admin = p.akun["admin"]
    nilai = Parameter.objects.get(kunci="PENSIUN_ANAK").nilai | {"usia_di_bawah": 26}
    draf = draf_start(kunci="PENSIUN_ANAK", isi=isi(nilai), actor=admin, now=KINI)
    uji = staff_trial(draf, admin)
    assert (uji.hasil["berubah"], uji.hasil["dipakai"]) == (0, False)


def test_a_pay_table_changes_the_estimated_pension(p: Pemeran) -> None:
    admin = p.akun["admin"]
    nilai = Parameter.objects.get(kunci="GAJI_PNS").nilai
    nilai["baris"] = [[golongan, mkg, gaji + 100_000] for golongan, mkg, gaji in nilai["baris"]]
    draf = draf_start(kunci="GAJI_PNS", isi=isi(nilai), actor=admin, now=KINI)
    uji = staff_trial(draf, admin)
    row = BedaUji.objects.get(uji=uji, daftar="POKOK", pegawai=p.siti)
    assert row.lama.startswith("pensiun Rp")
    assert row.lama != row.baru


def test_the_trial_changes_neither_law_nor_record(p: Pemeran) -> None:
    admin = p.akun["admin"]
    before = list(Parameter.objects.order_by("pk").values())
    draf = draf_start(kunci="BUP", isi=isi(pelaksana(60)), actor=admin, now=KINI)
    staff_trial(draf, admin)
    assert list(Parameter.objects.order_by("pk").values()) == before


def test_more_people_cost_no_more_queries(
    p: Pemeran, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    admin = p.akun["admin"]
    draf = draf_start(kunci="BUP", isi=isi(pelaksana(60)), actor=admin, now=KINI)
    pegawai_try(draf_id=draf.pk, versi=1, actor=admin, now=KINI)
    for urut in range(5):
        calon_pensiun(p.sekolah, urut=20 + urut)
    with django_assert_num_queries(90, exact=False):
        uji_work_off(now=KINI)


def test_an_issued_sk_that_a_retroactive_draft_would_change_is_named(p: Pemeran) -> None:
    admin = p.akun["admin"]
    from sitamu.inti.models import PejabatPenandatangan

    PejabatPenandatangan.objects.create(
        kode="BUPATI", jabatan="BUPATI", nama="Contoh", mulai=date(2025, 1, 1), dasar="SK"
    )
    pegawai = calon_pensiun(p.uptd, urut=31)
    sk = terbitkan(usulan_berpertek(pegawai, p.uptd), p.akun["penandatangan"])
    mulai = sk.tanggal - timedelta(days=1)
    with time_machine.travel(KINI + timedelta(days=400), tick=False):
        now = KINI + timedelta(days=400)
        draf = draf_start(kunci="BUP", isi=isi(pelaksana(60), mulai), actor=admin, now=now)
        uji = staff_trial(draf, admin, now)
    rows = BedaUji.objects.filter(uji=uji, daftar="SK")
    assert {row.pegawai_id for row in rows} == {pegawai.pk}
    assert any(sk.nomor.teks in row.lama for row in rows)


def test_people_out_of_sight_are_counted_and_not_named(p: Pemeran) -> None:
    admin = p.akun["admin"]
    keeper = PenggunaFactory()
    beri_hak(keeper, Hak.REFERENSI_EDIT, unit=p.akar)
    draf = draf_start(kunci="BUP", isi=isi(pelaksana(60)), actor=admin, now=KINI)
    uji = staff_trial(draf, admin)
    assert beda_visible_to(admin, uji, today=KINI.date()).exists()
    assert not beda_visible_to(keeper, uji, today=KINI.date()).exists()


# The queue


def test_asking_twice_queues_once(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    first = pegawai_try(draf_id=draf.pk, versi=1, actor=admin, now=KINI)
    assert pegawai_try(draf_id=draf.pk, versi=1, actor=admin, now=KINI) == first


def test_a_trial_is_asked_for_the_edit_on_the_page(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    with pytest.raises(DrafBerubahError):
        pegawai_try(draf_id=draf.pk, versi=2, actor=admin, now=KINI)


def test_a_draft_edited_before_the_worker_came_ends_the_trial(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    uji = pegawai_try(draf_id=draf.pk, versi=1, actor=admin, now=KINI)
    draf_edit(draf_id=draf.pk, versi=1, isi=isi(nilai_bup(63)), actor=admin, now=KINI)
    uji_work_off(now=KINI)
    uji.refresh_from_db()
    assert uji.selesai_pada is None
    assert uji.pekerjaan is not None
    assert uji.pekerjaan.status == "GAGAL"
    assert "Coba lagi" in uji.pekerjaan.pesan


def test_a_worker_that_dies_leaves_the_trial_to_the_next_one(
    p: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = p.akun["admin"]
    draf = draf_start(kunci="BUP", isi=isi(pelaksana(60)), actor=admin, now=KINI)
    uji = pegawai_try(draf_id=draf.pk, versi=1, actor=admin, now=KINI)
    with monkeypatch.context() as patch:
        patch.setattr(services, "fakta_load", lambda *_, **__: iter([object()]))
        assert uji_work_off(now=KINI) == 0
    assert uji_work_off(now=KINI + timedelta(seconds=30)) == 0  # still claimed
    assert uji_work_off(now=KINI + timedelta(minutes=3)) == 1
    uji.refresh_from_db()
    assert uji.hasil["berubah"] >= 1


def test_after_three_deaths_the_trial_ends_with_a_sentence(
    p: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    uji = pegawai_try(draf_id=draf.pk, versi=1, actor=admin, now=KINI)
    monkeypatch.setattr(services, "fakta_load", lambda *_, **__: iter([object()]))
    for n in range(4):
        uji_work_off(now=KINI + timedelta(minutes=3 * n))
    job = Pekerjaan.objects.get(pk=uji.pekerjaan_id)
    assert job.status == "GAGAL"
    assert "terputus tiga kali" in job.pesan


# News for the second person


def tried_news() -> list[Any]:
    return list(Outbox.objects.filter(nama="DrafSiapDiaktifkan"))


def test_the_other_keepers_hear_once_that_a_tried_draft_waits(p: Pemeran) -> None:
    admin, other = p.akun["admin"], petugas(Peran.ADMIN, p.akar)
    draf = draf_bup(admin, KINI)
    contoh_try(draf_id=draf.pk, versi=1, berkas=None, nama_berkas="", actor=admin, now=KINI)
    assert not tried_news()  # the staff is still to be tried
    staff_trial(draf, admin)
    contoh_try(draf_id=draf.pk, versi=1, berkas=None, nama_berkas="", actor=admin, now=KINI)
    (row,) = tried_news()
    pemberitahuan_from_event(peristiwa_id=row.peristiwa_id, nama=row.nama, isi=row.isi, now=KINI)
    (kabar,) = Pemberitahuan.objects.filter(saluran="APLIKASI")
    assert kabar.penerima == other
    assert "Batas usia pensiun (BUP), berlaku mulai 1 Januari 2027." in kabar.isi
    assert resolve(kabar.tautan).url_name == "draf-detail"


def test_an_edit_and_new_trials_are_news_again(p: Pemeran) -> None:
    admin = p.akun["admin"]
    petugas(Peran.ADMIN, p.akar)
    draf = draf_bup(admin, KINI)
    cobakan(draf, admin, KINI)
    draf_edit(draf_id=draf.pk, versi=1, isi=isi(nilai_bup(63)), actor=admin, now=KINI)
    draf.refresh_from_db()
    assert len(tried_news()) == 1
    cobakan(draf, admin, KINI)
    assert len(tried_news()) == 2


def test_the_only_keeper_waits_for_nobody(p: Pemeran) -> None:
    cobakan(draf_bup(p.akun["admin"], KINI), p.akun["admin"], KINI)
    assert not tried_news()
