"""Who signs an SOP, what is frozen, what a unit lacks; siti's head signs, others do not."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from kepegawaian.errors import SopCurrentError
from kepegawaian.models import SopLayanan, VersiLayanan
from kepegawaian.rules.sop import StatusSop
from kepegawaian.selectors.layanan import katalog_in_force
from kepegawaian.selectors.sop import (
    aktor_jabatan,
    langkah_of,
    may_sign,
    sop_lacking,
    sop_states,
    sop_units,
)
from kepegawaian.services.katalog import IsiVersi, versi_add
from kepegawaian.services.sop import sop_pdf, sop_shown, sop_sign
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import PejabatPenandatangan, UnitKerja
from sitamu.inti.rules.hak import Peran
from tests.factories.inti import UnitKerjaFactory, petugas
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.sk import NOW, TODAY

pytestmark = pytest.mark.django_db

BUP = "PENSIUN_BUP"


@pytest.fixture
def p() -> Pemeran:
    return pemeran()


def bkpsdm(p: Pemeran) -> UnitKerja:
    unit: UnitKerja = UnitKerjaFactory(nama="Badan Kepegawaian", induk=p.akar)
    return unit


def versi(kode: str = BUP) -> VersiLayanan:
    return next(v for v in katalog_in_force(on=TODAY) if v.layanan_id == kode)


def sign(p: Pemeran, akun: str = "kepala", now: datetime = NOW, kode: str = BUP) -> SopLayanan:
    return sop_sign(layanan=kode, unit_id=p.dinas.pk, actor=p.akun[akun], now=now)


def state(p: Pemeran, today: date = TODAY) -> StatusSop:
    return next(s.status for s in sop_states(p.dinas, today=today) if s.versi.layanan_id == BUP)


def test_the_head_signs_it_and_it_is_valid_for_a_year(p: Pemeran) -> None:
    assert state(p) is StatusSop.BELUM
    sop = sign(p)
    assert (sop.revisi, sop.tanggal, sop.tinjau_tanggal) == (0, TODAY, date(2027, 11, 25))
    assert sop.nomor.teks == "SOP/1/DP/2026"
    assert sop.isi["pejabat"]["jabatan"] == "Kepala Dinas Pendidikan"
    assert state(p) is StatusSop.BERLAKU
    assert state(p, date(2027, 11, 25)) is StatusSop.BERLAKU
    assert state(p, date(2027, 11, 26)) is StatusSop.LEWAT_TINJAU


@pytest.mark.parametrize("akun", ["operator_atas", "verifikator", "penandatangan", "admin"])
def test_nobody_but_the_head_signs(p: Pemeran, akun: str) -> None:
    with pytest.raises(NotAllowedError):
        sign(p, akun)


@pytest.mark.parametrize("akun", ["siti", "made", "operator_lain"])
def test_of_another_unit_nobody_knows_it(p: Pemeran, akun: str) -> None:
    with pytest.raises(NotFoundError):
        sign(p, akun)


def test_a_right_over_a_unit_above_does_not_sign_for_its_head(p: Pemeran) -> None:
    sekda = petugas(Peran.KEPALA_OPD, p.akar)
    assert not may_sign(sekda, p.dinas, on=TODAY)
    assert may_sign(p.akun["kepala"], p.dinas, on=TODAY)


def test_where_the_office_is_on_record_only_its_holder_signs(p: Pemeran) -> None:
    baru = petugas(Peran.KEPALA_OPD, p.dinas)
    PejabatPenandatangan.objects.create(
        kode="KEPALA_OPD",
        jabatan="Kepala Dinas Pendidikan",
        nama="Kepala Baru",
        nip="197001011995031001",
        pengguna=baru,
        unit=p.dinas,
        mulai=TODAY,
        dasar="SK",
    )
    with pytest.raises(NotAllowedError):
        sign(p)
    sop = sop_sign(layanan=BUP, unit_id=p.dinas.pk, actor=baru, now=NOW)
    assert sop.isi["pejabat"]["nama"] == "Kepala Baru"


def test_a_second_click_signs_nothing_twice(p: Pemeran) -> None:
    assert sign(p).pk == sign(p).pk
    lain = petugas(Peran.KEPALA_OPD, p.dinas)
    with pytest.raises(SopCurrentError):
        sop_sign(layanan=BUP, unit_id=p.dinas.pk, actor=lain, now=NOW)


def test_the_review_is_a_revision_that_keeps_the_first_day(p: Pemeran) -> None:
    sign(p)
    later = sign(p, now=NOW + timedelta(days=300))
    assert (later.revisi, later.isi["dibuat"]) == (1, TODAY.isoformat())
    assert later.tinjau_tanggal == later.tanggal.replace(year=later.tanggal.year + 1)


def test_a_new_version_of_the_service_wants_a_new_signature(p: Pemeran) -> None:
    sop = sign(p)
    versi_add(
        kode=BUP,
        versi=IsiVersi(
            berlaku_mulai=TODAY + timedelta(days=1),
            janji_hari_kerja=5,
            lewat_opd=True,
            batas_opd_hari_kerja=2,
            perbaikan_hari_kerja=5,
            dasar_hukum="Contoh",
        ),
        surat=None,
        actor=p.akun["admin"],
        now=NOW,
    )
    assert state(p) is StatusSop.BERLAKU
    assert state(p, TODAY + timedelta(days=1)) is StatusSop.KATALOG_BERUBAH
    sop.refresh_from_db()
    assert sop.isi["janji"] == 7  # what was signed stays as it was


def test_what_was_signed_cannot_be_changed_or_removed(p: Pemeran) -> None:
    sop = sign(p)
    with pytest.raises(DatabaseError), transaction.atomic():
        SopLayanan.objects.filter(pk=sop.pk).update(revisi=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        SopLayanan.objects.filter(pk=sop.pk).delete()


def test_units_are_listed_with_what_they_lack(p: Pemeran) -> None:
    kantor = bkpsdm(p)
    sign(p)
    rows = {row.unit.pk: row for row in sop_lacking([p.dinas, p.lain, kantor], today=TODAY)}
    assert rows[p.dinas.pk].berlaku == 1
    assert rows[p.lain.pk].berlaku == 0
    # BKPSDM needs one for every service, others for those that pass through the OPD.
    assert rows[kantor.pk].perlu == len(katalog_in_force(on=TODAY)) > rows[p.dinas.pk].perlu
    assert BUP not in {s.versi.layanan_id for s in rows[p.dinas.pk].belum}


def test_a_head_follows_the_own_unit_and_bkpsdm_all(p: Pemeran) -> None:
    assert {u.pk for u in sop_units(p.akun["kepala"], today=TODAY)} == {p.dinas.pk}
    assert {u.pk for u in sop_units(p.akun["verifikator"], today=TODAY)} == {
        p.dinas.pk,
        p.lain.pk,
    }


def test_actors_are_named_by_the_posts_of_those_who_act(p: Pemeran) -> None:
    orang = calon_pensiun(p.dinas, urut=31)
    orang.pengguna = p.akun["kepala"]
    orang.save()
    post = (
        orang.riwayatjabatan_set.get().jabatan.nama
        if hasattr(orang, "riwayatjabatan_set")
        else None
    )
    named = dict(aktor_jabatan(langkah_of(versi()), versi(), p.dinas, on=TODAY))
    assert named["Kepala OPD"] != "belum ada pejabat yang tercatat"
    assert post is None or post in named["Kepala OPD"]
    assert named["Verifikator BKPSDM"] == "belum ada pejabat yang tercatat"


@pytest.mark.parametrize("kode", ["PENSIUN_BUP", "SURAT_KETERANGAN", "HUKDIS"])
def test_each_prints_as_a_pdf(p: Pemeran, kode: str) -> None:
    unit = bkpsdm(p)
    assert sop_pdf(versi(kode), unit, today=TODAY).startswith(b"%PDF")


def test_every_service_has_steps_for_its_sop(p: Pemeran) -> None:
    unit = bkpsdm(p)
    for satu in katalog_in_force(on=TODAY):
        shown = sop_shown(satu, unit, today=TODAY)
        assert len(shown["langkah"]) > 3, satu.layanan_id
        assert len(shown["alur"]["lajur"]) <= 8, satu.layanan_id
