"""Rights are dated rows: given within the own charge, ended, never deleted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.utils import timezone

from sitamu.inti.errors import ConflictError, NotAllowedError, NotFoundError
from sitamu.inti.models import PemberianHak, Pengguna
from sitamu.inti.rules.hak import HAK_OF, Hak, Peran
from sitamu.inti.selectors import has_hak, is_officer
from sitamu.inti.services.hak import HakTanggalError, hak_end, hak_grant
from tests.factories.inti import PenggunaFactory, UnitKerjaFactory, beri_hak
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Pemeran:
    return pemeran()


def today() -> date:
    return timezone.localdate()


def grant(p: Pemeran, akun: Pengguna | None, **more: Any) -> list[PemberianHak]:
    assert akun
    return hak_grant(
        **{
            "pengguna_id": akun.pk,
            "peran": Peran.OPERATOR_OPD,
            "unit_id": p.uptd.pk,
            "mulai": today(),
            "sampai": None,
            "dasar": "SK Contoh 2/2026",
            "actor": p.akun["admin"],
            "now": timezone.now(),
            **more,
        }
    )


def end(p: Pemeran, akun: Pengguna | None, **more: Any) -> int:
    assert akun
    return hak_end(
        **{
            "pengguna_id": akun.pk,
            "peran": Peran.OPERATOR_OPD,
            "unit_id": p.uptd.pk,
            "sampai": None,
            "actor": p.akun["admin"],
            "now": timezone.now(),
            **more,
        }
    )


def test_an_office_gives_all_its_permissions_over_the_unit_and_below(p: Pemeran) -> None:
    rows = grant(p, p.siti.pengguna)
    assert {r.hak for r in rows} == HAK_OF[Peran.OPERATOR_OPD]
    assert {r.diberikan_oleh for r in rows} == {p.akun["admin"]}
    assert p.siti.pengguna
    assert has_hak(p.siti.pengguna, Hak.USULAN_SUBMIT, p.sekolah.pk, on=today())
    assert not has_hak(p.siti.pengguna, Hak.USULAN_SUBMIT, p.dinas.pk, on=today())


def test_two_offices_that_share_permissions_end_apart(p: Pemeran) -> None:
    grant(p, p.siti.pengguna)
    grant(p, p.siti.pengguna, peran=Peran.KEPALA_OPD)
    end(p, p.siti.pengguna)
    assert p.siti.pengguna
    assert has_hak(p.siti.pengguna, Hak.PEGAWAI_VIEW, p.uptd.pk, on=today())
    assert not has_hak(p.siti.pengguna, Hak.USULAN_SUBMIT, p.uptd.pk, on=today())


def test_ended_at_once_is_out_of_force_at_once_even_on_the_first_day(p: Pemeran) -> None:
    grant(p, p.siti.pengguna)
    assert end(p, p.siti.pengguna) == len(HAK_OF[Peran.OPERATOR_OPD])
    assert p.siti.pengguna
    assert not is_officer(p.siti.pengguna, on=today())
    rows = PemberianHak.objects.filter(pengguna=p.siti.pengguna)
    assert rows.count() == len(HAK_OF[Peran.OPERATOR_OPD])
    assert {r.diakhiri_oleh for r in rows} == {p.akun["admin"]}
    assert grant(p, p.siti.pengguna)  # and may be given anew the same day


def test_one_that_has_not_begun_never_begins(p: Pemeran) -> None:
    later = today() + timedelta(days=30)
    grant(p, p.siti.pengguna, mulai=later)
    end(p, p.siti.pengguna)
    assert p.siti.pengguna
    assert not is_officer(p.siti.pengguna, on=later)


def test_the_last_day_still_counts(p: Pemeran) -> None:
    grant(p, p.siti.pengguna)
    end(p, p.siti.pengguna, sampai=today() + timedelta(days=5))
    assert p.siti.pengguna
    assert is_officer(p.siti.pengguna, on=today() + timedelta(days=5))
    assert not is_officer(p.siti.pengguna, on=today() + timedelta(days=6))


def test_the_same_office_is_not_held_twice_at_a_time(p: Pemeran) -> None:
    grant(p, p.siti.pengguna)
    with pytest.raises(ConflictError):
        grant(p, p.siti.pengguna, mulai=today() + timedelta(days=3))


def test_dates_that_run_backwards_are_refused(p: Pemeran) -> None:
    with pytest.raises(HakTanggalError):
        grant(p, p.siti.pengguna, sampai=today() - timedelta(days=1))
    grant(p, p.siti.pengguna)
    with pytest.raises(HakTanggalError):
        end(p, p.siti.pengguna, sampai=today() - timedelta(days=1))


def test_nobody_grants_to_themself(p: Pemeran) -> None:
    with pytest.raises(NotAllowedError):
        grant(p, p.akun["admin"])
    with pytest.raises(NotAllowedError):
        end(p, p.akun["admin"], peran=Peran.ADMIN, unit_id=p.akar.pk)


def test_nobody_grants_beyond_the_own_charge(p: Pemeran) -> None:
    manager = PenggunaFactory()
    beri_hak(manager, Hak.PENGGUNA_MANAGE, unit=p.uptd)
    assert grant(p, p.siti.pengguna, actor=manager)
    for unit in (p.dinas, p.akar, p.lain):
        with pytest.raises(NotFoundError):
            grant(p, p.siti.pengguna, actor=manager, unit_id=unit.pk)
    with pytest.raises(NotFoundError):  # not even visible
        grant(p, p.made.pengguna, actor=manager)
    with pytest.raises(NotFoundError):  # held over a unit above: not theirs to end
        end(p, p.akun["kepala"], actor=manager, peran=Peran.KEPALA_OPD, unit_id=p.dinas.pk)


def test_an_operator_grants_nothing(p: Pemeran) -> None:
    with pytest.raises(NotAllowedError):
        grant(p, p.siti.pengguna, actor=p.akun["operator"])


def test_rows_cannot_be_deleted(p: Pemeran) -> None:
    grant(p, p.siti.pengguna)
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        PemberianHak.objects.filter(pengguna=p.siti.pengguna).delete()


def test_the_page_gives_shows_and_ends(p: Pemeran) -> None:
    client = Client()
    client.force_login(p.akun["admin"])
    url = f"/pengguna/{p.siti.pengguna_id}/"
    typed = {
        "peran": "OPERATOR_OPD",
        "unit": str(p.uptd.pk),
        "mulai": f"{today():%d-%m-%Y}",
        "dasar": "SK Contoh 2/2026",
    }
    assert client.post(url + "hak/", typed).headers["Location"] == url
    page = client.get(url).content.decode()
    assert "Operator OPD" in page
    assert "SK Contoh 2/2026" in page
    assert client.post(url + "hak/akhiri/", typed).headers["Location"] == url
    assert "diakhiri" in client.get(url).content.decode()
    wrong = client.post(url + "hak/", {**typed, "dasar": ""})
    assert wrong.status_code == 422
    assert "govuk-error-summary" in wrong.content.decode()


def test_the_list_finds_by_name_and_by_spaced_nip(p: Pemeran) -> None:
    client = Client()
    client.force_login(p.akun["admin"])
    for cari in ("siti am", f"{p.siti.nomor[:8]} {p.siti.nomor[8:14]}"):
        page = client.get("/pengguna/", {"cari": cari}).content.decode()
        assert "Siti Aminah" in page
        assert "Made Wirawan" not in page


def test_among_many_units_one_is_found_by_part_of_its_name(p: Pemeran) -> None:
    for n in range(30):
        UnitKerjaFactory(induk=p.lain, nama=f"Puskesmas Contoh {n:02d}")
    client = Client()
    client.force_login(p.akun["admin"])
    url = f"/pengguna/{p.siti.pengguna_id}/"
    assert client.get(url).content.decode().count("Puskesmas") == 0
    typed = {"peran": "OPERATOR_OPD", "mulai": f"{today():%d-%m-%Y}", "dasar": "SK 1"}
    several = client.post(url + "hak/", {**typed, "cari_unit": "puskesmas contoh 1"})
    assert several.status_code == 422
    assert several.content.decode().count("Puskesmas Contoh 1") >= 10
    none = client.post(url + "hak/", {**typed, "cari_unit": "tidak ada"})
    assert "Tidak ada unit yang cocok" in none.content.decode()
    assert client.post(url + "hak/", {**typed, "cari_unit": "contoh 07"}).status_code == 302
    row = PemberianHak.objects.filter(pengguna=p.siti.pengguna).first()
    assert row
    assert row.unit.nama == "Puskesmas Contoh 07"
