"""Acting by date: rights, subordinates and signature follow, and stop by themselves."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from sitamu.inti.errors import ConflictError, NotAllowedError, NotFoundError
from sitamu.inti.models import (
    HubunganAtasan,
    JenisPenugasan,
    Pegawai,
    PejabatPenandatangan,
    PemberianHak,
    Pengguna,
    Penugasan,
)
from sitamu.inti.rules.hak import Hak, Peran
from sitamu.inti.selectors import (
    atasan_of,
    bawahan,
    hak_held,
    has_hak,
    holders_of,
    is_officer,
    pejabat_in_force,
    penugasan_via,
    penugasan_visible_to,
)
from sitamu.inti.services.akun import akun_set_active
from sitamu.inti.services.hak import hak_end
from sitamu.inti.services.penugasan import (
    Kantor,
    PenugasanError,
    Surat,
    penugasan_appoint,
    penugasan_delegate,
    penugasan_end,
)
from tests.factories.inti import DULU, PegawaiFactory
from tests.factories.pemeran import Pemeran, pemeran
from tests.factories.sk import NOW, TODAY

pytestmark = pytest.mark.django_db

MULAI, SAMPAI = TODAY + timedelta(days=2), TODAY + timedelta(days=6)
SURAT = Surat(MULAI, SAMPAI, "800/12/DP/2026", TODAY)
SETUJU = Hak.USULAN_APPROVE_OPD


@pytest.fixture
def p() -> Pemeran:
    return pemeran()


@pytest.fixture
def rina(p: Pemeran) -> Pegawai:
    """A clerk of the dinas with an account and no right."""
    pegawai: Pegawai = PegawaiFactory(nama="Rina", unit=p.dinas, akun=True)
    return pegawai


def akun(pegawai: Pegawai) -> Pengguna:
    assert pegawai.pengguna
    return pegawai.pengguna


def delegate(p: Pemeran, rina: Pegawai, surat: Surat = SURAT, **changes: object) -> Penugasan:
    asked = {
        "nama_masuk": rina.nomor,
        "peran": Peran.KEPALA_OPD,
        "unit_id": p.dinas.pk,
        "sebagai_atasan": False,
        "actor": p.akun["kepala"],
        **changes,
    }
    return penugasan_delegate(surat=surat, now=NOW, **asked)  # type: ignore[arg-type]


def appoint(
    p: Pemeran, rina: Pegawai, jenis: JenisPenugasan = JenisPenugasan.PLH, **changes: object
) -> Penugasan:
    asked = {
        "nama_masuk": rina.nomor,
        "peran": Peran.KEPALA_OPD,
        "unit_id": p.dinas.pk,
        "kantor": Kantor("KEPALA_OPD", "Kepala Dinas Pendidikan", "Pembina (IV/a)"),
        "menggantikan_nip": "",
        "actor": p.akun["admin"],
        **changes,
    }
    return penugasan_appoint(jenis=jenis, surat=SURAT, now=NOW, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hari", "punya"),
    [
        (MULAI - timedelta(days=1), False),
        (MULAI, True),
        (SAMPAI, True),
        (SAMPAI + timedelta(days=1), False),
    ],
)
def test_delegated_rights_hold_from_the_first_day_to_the_last(
    p: Pemeran, rina: Pegawai, hari: date, punya: bool
) -> None:
    delegate(p, rina)
    assert has_hak(akun(rina), SETUJU, p.sekolah.pk, on=hari) is punya
    assert (akun(rina) in holders_of(SETUJU, p.uptd, on=hari)) is punya
    assert is_officer(akun(rina), on=hari) is punya
    assert has_hak(p.akun["kepala"], SETUJU, p.sekolah.pk, on=hari)  # the holder keeps it
    assert not has_hak(akun(rina), SETUJU, p.lain.pk, on=hari)


def test_a_right_that_was_passed_on_is_known_as_such(p: Pemeran, rina: Pegawai) -> None:
    made = delegate(p, rina)
    assert penugasan_via(akun(rina), SETUJU, p.uptd, on=MULAI) == made
    assert penugasan_via(p.akun["kepala"], SETUJU, p.uptd, on=MULAI) is None
    assert penugasan_via(p.akun["made"], SETUJU, p.uptd, on=MULAI) is None


def test_nobody_passes_on_what_was_passed_to_them(p: Pemeran, rina: Pegawai) -> None:
    delegate(p, rina, Surat(TODAY, SAMPAI, "800/1", TODAY))
    lain = PegawaiFactory(unit=p.dinas, akun=True)
    with pytest.raises(NotAllowedError):
        delegate(p, lain, actor=akun(rina))


def test_only_an_office_held_all_the_time_is_passed_on(p: Pemeran, rina: Pegawai) -> None:
    PemberianHak.objects.filter(pengguna=p.akun["kepala"]).update(sampai=SAMPAI - timedelta(days=1))
    with pytest.raises(NotAllowedError):
        delegate(p, rina)


@pytest.mark.parametrize(
    "changes",
    [
        {"peran": Peran.VERIFIKATOR},  # not held
        {"peran": Peran.ADMIN},  # never
    ],
)
def test_what_is_not_held_or_never_passed_on_is_refused(
    p: Pemeran, rina: Pegawai, changes: dict[str, object]
) -> None:
    with pytest.raises(NotAllowedError):
        delegate(p, rina, **changes)


def test_it_goes_to_somebody_of_the_own_opd_with_an_account(p: Pemeran, rina: Pegawai) -> None:
    with pytest.raises(NotFoundError):
        delegate(p, p.made)
    akun(rina).is_active = False
    akun(rina).save()
    with pytest.raises(NotFoundError):
        delegate(p, rina)


@pytest.mark.parametrize(
    "surat",
    [
        Surat(SAMPAI, MULAI, "800/1", TODAY),
        Surat(TODAY - timedelta(days=1), SAMPAI, "800/1", TODAY),
        Surat(TODAY, TODAY + timedelta(days=367), "800/1", TODAY),
    ],
)
def test_days_that_do_not_fit_are_refused(p: Pemeran, rina: Pegawai, surat: Surat) -> None:
    with pytest.raises(PenugasanError):
        delegate(p, rina, surat)


def test_the_same_is_not_recorded_twice(p: Pemeran, rina: Pegawai) -> None:
    delegate(p, rina)
    with pytest.raises(ConflictError):
        delegate(p, rina)


def test_ending_the_office_of_the_holder_ends_what_was_passed_on(p: Pemeran, rina: Pegawai) -> None:
    delegate(p, rina, Surat(TODAY, SAMPAI, "800/1", TODAY))
    hak_end(
        pengguna_id=p.akun["kepala"].pk,
        peran=Peran.KEPALA_OPD,
        unit_id=p.dinas.pk,
        sampai=None,
        actor=p.akun["admin"],
        now=NOW,
    )
    assert hak_held(akun(rina), on=TODAY) == frozenset()


def test_closing_the_account_of_the_holder_ends_it_too(p: Pemeran, rina: Pegawai) -> None:
    delegate(p, rina, Surat(TODAY, SAMPAI, "800/1", TODAY))
    akun_set_active(pengguna_id=p.akun["kepala"].pk, aktif=False, actor=p.akun["admin"], now=NOW)
    assert hak_held(akun(rina), on=TODAY) == frozenset()


def test_the_giver_ends_it_and_the_receiver_does_not(p: Pemeran, rina: Pegawai) -> None:
    made = delegate(p, rina, Surat(TODAY, SAMPAI, "800/1", TODAY))
    with pytest.raises(NotAllowedError):
        penugasan_end(penugasan_id=made.pk, sampai=None, actor=akun(rina), now=NOW)
    with pytest.raises(NotFoundError):
        penugasan_end(penugasan_id=made.pk, sampai=None, actor=p.akun["made"], now=NOW)
    with pytest.raises(PenugasanError):
        penugasan_end(
            penugasan_id=made.pk,
            sampai=SAMPAI + timedelta(days=1),
            actor=p.akun["kepala"],
            now=NOW,
        )
    ended = penugasan_end(penugasan_id=made.pk, sampai=TODAY, actor=p.akun["kepala"], now=NOW)
    assert (ended.sampai, ended.diakhiri_oleh) == (TODAY, p.akun["kepala"])
    assert has_hak(akun(rina), SETUJU, p.dinas.pk, on=TODAY)
    assert not has_hak(akun(rina), SETUJU, p.dinas.pk, on=TODAY + timedelta(days=1))


def test_one_that_has_not_begun_never_begins(p: Pemeran, rina: Pegawai) -> None:
    made = delegate(p, rina)
    penugasan_end(penugasan_id=made.pk, sampai=None, actor=p.akun["kepala"], now=NOW)
    assert not has_hak(akun(rina), SETUJU, p.dinas.pk, on=MULAI)


def test_it_stays_in_the_history(p: Pemeran, rina: Pegawai) -> None:
    made = delegate(p, rina)
    with pytest.raises(DatabaseError), transaction.atomic():
        Penugasan.objects.filter(pk=made.pk).delete()
    for user in (akun(rina), p.akun["kepala"], p.akun["admin"]):
        assert made in penugasan_visible_to(user, today=TODAY)
    assert made not in penugasan_visible_to(p.akun["made"], today=TODAY)


# Plt, Plh, Pj


def kepala_dinas(p: Pemeran) -> Pegawai:
    """The head as a person with an office row, the superior of siti and of rina's colleague."""
    pegawai: Pegawai = PegawaiFactory(nama="Kepala Contoh", unit=p.dinas)
    pegawai.pengguna = p.akun["kepala"]
    pegawai.save()
    PejabatPenandatangan.objects.create(
        kode="KEPALA_OPD",
        jabatan="Kepala Dinas Pendidikan",
        nama="Kepala Contoh",
        nip=pegawai.nip,
        pengguna=p.akun["kepala"],
        unit=p.dinas,
        mulai=DULU,
        dasar="SK",
    )
    HubunganAtasan.objects.create(pegawai=p.siti, atasan=pegawai, mulai=DULU)
    return pegawai


@pytest.mark.parametrize(
    ("hari", "penanda"),
    [
        (MULAI - timedelta(days=1), "Kepala Dinas Pendidikan"),
        (MULAI, "Plh. Kepala Dinas Pendidikan"),
        (SAMPAI, "Plh. Kepala Dinas Pendidikan"),
        (SAMPAI + timedelta(days=1), "Kepala Dinas Pendidikan"),
    ],
)
def test_the_signature_block_names_who_acts_for_as_long_as_it_lasts(
    p: Pemeran, rina: Pegawai, hari: date, penanda: str
) -> None:
    kepala_dinas(p)
    appoint(p, rina)
    row = pejabat_in_force("KEPALA_OPD", on=hari, unit_id=p.dinas.pk)
    assert row.jabatan_surat == penanda
    assert (row.nama == "Rina") is penanda.startswith("Plh.")


def test_subordinates_and_requests_follow_who_acts(p: Pemeran, rina: Pegawai) -> None:
    kepala = kepala_dinas(p)
    appoint(p, rina)
    assert atasan_of(p.siti.pk, on=TODAY) == kepala
    assert atasan_of(p.siti.pk, on=MULAI) == rina
    assert not bawahan(akun(rina), today=TODAY).exists()
    assert bawahan(akun(rina), today=MULAI).get().pegawai == p.siti
    assert bawahan(p.akun["kepala"], today=MULAI).exists()


def test_a_plt_leads_those_of_a_head_who_left(p: Pemeran, rina: Pegawai) -> None:
    kepala = kepala_dinas(p)
    Pegawai.objects.filter(pk=kepala.pk).update(kedudukan="PENSIUN")
    assert atasan_of(p.siti.pk, on=MULAI) is None
    appoint(p, rina, JenisPenugasan.PLT, menggantikan_nip=kepala.nip)
    assert atasan_of(p.siti.pk, on=MULAI) == rina
    assert bawahan(akun(rina), today=MULAI).get().pegawai == p.siti


def test_who_acts_for_their_own_superior_is_not_their_own(p: Pemeran, rina: Pegawai) -> None:
    kepala = kepala_dinas(p)
    HubunganAtasan.objects.create(pegawai=rina, atasan=kepala, mulai=DULU)
    appoint(p, rina)
    assert [row.pegawai for row in bawahan(akun(rina), today=MULAI)] == [p.siti]
    assert atasan_of(rina.pk, on=MULAI) == kepala


def test_only_a_manager_of_accounts_records_a_plt(p: Pemeran, rina: Pegawai) -> None:
    with pytest.raises(NotFoundError):
        appoint(p, rina, actor=p.akun["kepala"])


def test_a_plt_of_nothing_that_is_acted_in_is_refused(p: Pemeran, rina: Pegawai) -> None:
    for changes in ({"peran": Peran.VERIFIKATOR}, {"menggantikan_nip": "199001012020121009"}):
        with pytest.raises(PenugasanError):
            appoint(p, rina, **changes)
    with pytest.raises(PenugasanError):
        appoint(p, rina, JenisPenugasan.DELEGASI)
    kepala = kepala_dinas(p)
    with pytest.raises(PenugasanError):
        appoint(p, kepala, nama_masuk="kepala")  # holds it already


def test_ending_a_plh_gives_the_signature_back(p: Pemeran, rina: Pegawai) -> None:
    kepala_dinas(p)
    made = appoint(p, rina)
    penugasan_end(penugasan_id=made.pk, sampai=None, actor=p.akun["admin"], now=NOW)
    row = pejabat_in_force("KEPALA_OPD", on=MULAI, unit_id=p.dinas.pk)
    assert row.nama == "Kepala Contoh"
    assert hak_held(akun(rina), on=MULAI) == frozenset()
