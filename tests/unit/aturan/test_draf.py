"""Drafts: who may, stale forms, overlap, activation, four eyes, the trail."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction

from sitamu.aturan.errors import (
    BelumDicobaError,
    BerlakuSurutError,
    DrafBerubahError,
    DrafTerbukaError,
    DrafTertutupError,
    NilaiInvalidError,
    OrangKeduaError,
    VersiBertumpukError,
)
from sitamu.aturan.models import BedaUji, DrafParameter, RiwayatDraf, StatusDraf
from sitamu.aturan.services.aktif import draf_activate
from sitamu.aturan.services.draf import draf_discard, draf_edit, draf_start
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Outbox, Parameter
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.aturan import DASAR, NAIK, cobakan, draf_bup, isi, nilai_bup
from tests.factories.inti import PenggunaFactory, beri_hak, petugas
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db
KINI = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def p() -> Iterator[Pemeran]:
    with time_machine.travel(KINI, tick=False):
        yield pemeran()


def activate(draf: DrafParameter, actor: Any, *, surut: bool = False) -> Parameter:
    return draf_activate(draf_id=draf.pk, versi=draf.versi, surut=surut, actor=actor, now=KINI)


# Drafting


def test_only_keepers_of_the_whole_may_draft(p: Pemeran) -> None:
    below = PenggunaFactory()
    beri_hak(below, Hak.REFERENSI_EDIT, unit=p.dinas)
    for actor in (p.akun["verifikator"], below):
        with pytest.raises(NotAllowedError):
            draf_bup(actor, KINI)
    draf = draf_bup(p.akun["admin"], KINI)
    with pytest.raises(NotFoundError):
        draf_discard(draf_id=draf.pk, versi=1, actor=below, now=KINI)


def test_a_draft_that_does_not_fit_its_shape_is_refused_with_the_place(p: Pemeran) -> None:
    with pytest.raises(NilaiInvalidError) as caught:
        draf_bup(p.akun["admin"], KINI, guru=71)
    assert caught.value.code == "nilai_tidak_sah"
    assert "BUP, baris ke-15, umur: harus angka 50–70." in caught.value.message
    assert not DrafParameter.objects.exists()


def test_a_draft_without_legal_basis_is_refused(p: Pemeran) -> None:
    with pytest.raises(NilaiInvalidError, match="dasar hukum: belum diisi"):
        draf_start(kunci="BUP", isi=isi(nilai_bup(), dasar=" "), actor=p.akun["admin"], now=KINI)


def test_a_key_without_shape_cannot_be_drafted(p: Pemeran) -> None:
    with pytest.raises(NotFoundError):
        draf_start(kunci="demo_akun", isi=isi({}), actor=p.akun["admin"], now=KINI)


def test_a_version_that_overlaps_another_is_refused_with_a_stable_code(p: Pemeran) -> None:
    with pytest.raises(VersiBertumpukError) as caught:
        draf_bup(p.akun["admin"], KINI, date(2005, 12, 30))
    assert (caught.value.code, caught.value.http_status) == ("versi_bertumpuk", 409)
    assert "30-12-2005" in caught.value.message
    assert "Pilih tanggal mulai yang lain" in str(caught.value.langkah)


def test_a_parameter_has_one_open_draft(p: Pemeran) -> None:
    draf = draf_bup(p.akun["admin"], KINI)
    with pytest.raises(DrafTerbukaError, match=p.akun["admin"].nama):
        draf_bup(p.akun["admin"], KINI)
    draf_discard(draf_id=draf.pk, versi=1, actor=p.akun["admin"], now=KINI)
    draf_bup(p.akun["admin"], KINI)


def test_a_stale_form_does_not_overwrite_and_names_who_was_first(p: Pemeran) -> None:
    lain = petugas(Peran.ADMIN, p.akar, nama="Rekan Admin")
    draf = draf_bup(p.akun["admin"], KINI)
    draf_edit(draf_id=draf.pk, versi=1, isi=isi(nilai_bup(63)), actor=lain, now=KINI)
    with pytest.raises(DrafBerubahError, match="Rekan Admin"):
        draf_edit(draf_id=draf.pk, versi=1, isi=isi(nilai_bup(61)), actor=p.akun["admin"], now=KINI)
    draf.refresh_from_db()
    assert draf.nilai == nilai_bup(63)
    assert draf.versi == 2


def test_an_edit_keeps_what_it_replaced_in_the_history(p: Pemeran) -> None:
    draf = draf_bup(p.akun["admin"], KINI)
    draf_edit(draf_id=draf.pk, versi=1, isi=isi(nilai_bup(63)), actor=p.akun["admin"], now=KINI)
    row = RiwayatDraf.objects.get(draf=draf, aksi="DIUBAH")
    assert row.rincian["nilai"] == nilai_bup(62)


def test_saving_the_same_again_keeps_the_trials(p: Pemeran) -> None:
    draf = draf_bup(p.akun["admin"], KINI)
    same = draf_edit(
        draf_id=draf.pk, versi=1, isi=isi(nilai_bup(62)), actor=p.akun["admin"], now=KINI
    )
    assert same.versi == 1


def test_a_closed_draft_takes_no_more(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    cobakan(draf, admin, KINI)
    draf_discard(draf_id=draf.pk, versi=1, actor=admin, now=KINI)
    assert not BedaUji.objects.filter(uji__draf=draf).exists()
    for act in (
        lambda: draf_edit(draf_id=draf.pk, versi=1, isi=isi({}), actor=admin, now=KINI),
        lambda: draf_discard(draf_id=draf.pk, versi=1, actor=admin, now=KINI),
        lambda: activate(draf, admin),
    ):
        with pytest.raises(DrafTertutupError):
            act()


# Activation


def test_activation_adds_the_version_its_history_and_its_event(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    cobakan(draf, admin, KINI)
    row = activate(draf, admin)
    assert (row.kunci, row.berlaku_mulai, row.dasar_hukum) == ("BUP", NAIK, DASAR)
    assert row.nilai == draf.nilai
    assert row.dimasukkan_oleh == admin
    draf.refresh_from_db()
    assert (draf.status, draf.parameter) == (StatusDraf.AKTIF, row)
    assert RiwayatDraf.objects.get(draf=draf, aksi="DIAKTIFKAN").oleh == admin
    told = Outbox.objects.filter(nama="ParameterDiaktifkan")  # one row for each subscriber
    assert told
    assert {event.isi["kunci"] for event in told} == {"BUP"}
    assert {event.isi["berlaku_mulai"] for event in told} == {"2027-01-01"}


def test_a_draft_is_activated_only_after_both_trials_of_its_last_edit(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    with pytest.raises(BelumDicobaError) as caught:
        activate(draf, admin)
    assert caught.value.data["kurang"] == ["CONTOH", "PEGAWAI"]
    cobakan(draf, admin, KINI)
    draf = draf_edit(draf_id=draf.pk, versi=1, isi=isi(nilai_bup(63)), actor=admin, now=KINI)
    with pytest.raises(BelumDicobaError):
        activate(draf, admin)
    cobakan(draf, admin, KINI)
    activate(draf, admin)


def test_another_version_activated_since_makes_the_trials_stale(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    cobakan(draf, admin, KINI)
    Parameter.objects.create(kunci="MPP", berlaku_mulai=NAIK, nilai={}, dasar_hukum="x")
    with pytest.raises(BelumDicobaError):
        activate(draf, admin)


def test_a_version_entered_on_that_day_meanwhile_is_an_overlap(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI)
    Parameter.objects.create(kunci="BUP", berlaku_mulai=NAIK, nilai=nilai_bup(60), dasar_hukum="x")
    cobakan(draf, admin, KINI)
    with pytest.raises(VersiBertumpukError):
        activate(draf, admin)
    draf.refresh_from_db()
    assert draf.status == StatusDraf.DRAF


def test_who_edited_last_does_not_activate_while_there_is_somebody_else(p: Pemeran) -> None:
    admin, lain = p.akun["admin"], petugas(Peran.ADMIN, p.akar)
    draf = draf_bup(admin, KINI)
    cobakan(draf, admin, KINI)
    with pytest.raises(OrangKeduaError):
        activate(draf, admin)
    activate(draf, lain)


def test_a_day_before_today_needs_a_word_of_its_own(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI, date(2026, 11, 24))
    cobakan(draf, admin, KINI)
    with pytest.raises(BerlakuSurutError):
        activate(draf, admin)
    assert activate(draf, admin, surut=True).berlaku_mulai == date(2026, 11, 24)


def test_today_is_not_before_today(p: Pemeran) -> None:
    admin = p.akun["admin"]
    draf = draf_bup(admin, KINI, date(2026, 11, 25))
    cobakan(draf, admin, KINI)
    activate(draf, admin)


def test_a_text_of_the_office_needs_no_trial(p: Pemeran) -> None:
    admin = p.akun["admin"]
    nilai = Parameter.objects.get(kunci="instansi").nilai | {"nama_portal": "SiTAMU Bone"}
    draf = draf_start(kunci="instansi", isi=isi(nilai), actor=admin, now=KINI)
    assert activate(draf, admin).nilai["nama_portal"] == "SiTAMU Bone"


def test_the_portal_can_neither_change_nor_remove_a_version() -> None:
    for statement in (
        "UPDATE inti_parameter SET dasar_hukum = 'x'",
        "DELETE FROM inti_parameter",
        "TRUNCATE inti_parameter CASCADE",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_two_activations_at_once_leave_one_version() -> None:
    with time_machine.travel(KINI, tick=False):
        p = pemeran()
        admin = p.akun["admin"]
        draf = draf_bup(admin, KINI)
        cobakan(draf, admin, KINI)
        outcomes: list[str] = []
        start = threading.Barrier(2)

        def run() -> None:
            start.wait()
            try:
                activate(draf, admin)
                outcomes.append("aktif")
            except DrafTertutupError:
                outcomes.append("tertutup")
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["aktif", "tertutup"]
        assert Parameter.objects.filter(kunci="BUP", berlaku_mulai=NAIK).count() == 1
        assert Outbox.objects.filter(nama="ParameterDiaktifkan").count() == 1 * _subscribers()


def _subscribers() -> int:
    from sitamu.subscriptions import SUBSCRIPTIONS

    return len(SUBSCRIPTIONS["ParameterDiaktifkan"])


@pytest.mark.django_db(transaction=True)
def test_two_drafts_activated_at_once_are_each_tried_against_the_law_they_join() -> None:
    with time_machine.travel(KINI, tick=False):
        p = pemeran()
        admin = p.akun["admin"]
        mpp = Parameter.objects.get(kunci="MPP").nilai | {"permohonan_bulan": 2}
        drafts = [
            draf_bup(admin, KINI),
            draf_start(kunci="MPP", isi=isi(mpp), actor=admin, now=KINI + timedelta(seconds=1)),
        ]
        for draf in drafts:
            cobakan(draf, admin, KINI)
        outcomes: list[str] = []
        start = threading.Barrier(2)

        def run(draf: DrafParameter) -> None:
            start.wait()
            try:
                activate(draf, admin)
                outcomes.append("aktif")
            except BelumDicobaError:
                outcomes.append("belum dicoba")
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(draf,)) for draf in drafts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["aktif", "belum dicoba"]
