"""Who looked at what, for the person and for auditors."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sitamu.inti.models import JejakAkses, Pegawai
from sitamu.inti.rules.hak import Hak
from sitamu.inti.services.jejak import akses_record
from tests.factories.inti import PenggunaFactory, beri_hak
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Pemeran:
    return pemeran()


def look(p: Pemeran, pegawai: Pegawai, label: str) -> None:
    akses_record(
        aksi="lihat",
        pengguna=p.akun["verifikator"],
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        objek_label=label,
        pegawai_id=pegawai.pk,
    )


def page_of(akun: object, url: str, **query: str) -> str:
    client = Client()
    client.force_login(akun)  # type: ignore[arg-type]
    return client.get(url, query).content.decode()


def test_siti_sees_who_looked_at_her_data_and_not_at_others(p: Pemeran) -> None:
    look(p, p.siti, "data diri siti")
    look(p, p.made, "data diri made")
    html = page_of(p.akun["siti"], "/saya/jejak/")
    assert "data diri siti" in html
    assert p.akun["verifikator"].nama in html
    assert "data diri made" not in html


def test_an_auditor_of_one_unit_sees_that_unit(p: Pemeran) -> None:
    auditor = PenggunaFactory()
    beri_hak(auditor, Hak.JEJAK_VIEW, unit=p.dinas)
    look(p, p.siti, "data diri siti")
    look(p, p.made, "data diri made")
    html = page_of(auditor, "/jejak/")
    assert "data diri siti" in html
    assert "data diri made" not in html
    everything = page_of(p.akun["admin"], "/jejak/")
    assert "data diri made" in everything


def test_filters_narrow_by_who_what_and_when(p: Pemeran) -> None:
    look(p, p.siti, "data diri siti")
    akses_record(aksi="unduh", pengguna=p.akun["kepala"], objek_label="sk siti")
    assert "sk siti" not in page_of(p.akun["admin"], "/jejak/", cari="BUDI")
    assert "data diri siti" not in page_of(p.akun["admin"], "/jejak/", aksi="unduh")
    before = timezone.localdate() - timedelta(days=1)
    html = page_of(p.akun["admin"], "/jejak/", sampai=f"{before:%d-%m-%Y}")
    assert "data diri siti" not in html


def test_html_in_a_label_is_shown_as_text(p: Pemeran) -> None:
    look(p, p.siti, "<script>alert(1)</script>")
    assert "&lt;script&gt;" in page_of(p.akun["siti"], "/saya/jejak/")


def test_a_refused_act_is_recorded(p: Pemeran) -> None:
    client = Client()
    client.force_login(p.akun["siti"])
    assert client.get("/pengguna/").status_code == 403
    row = JejakAkses.objects.get(aksi="ditolak")
    assert (row.pengguna_id, row.objek_label) == (p.siti.pengguna_id, "GET /pengguna/")


def test_a_list_costs_the_same_for_one_row_and_for_many(
    p: Pemeran, django_assert_max_num_queries: object
) -> None:
    client = Client()
    client.force_login(p.akun["admin"])
    for n in range(30):
        look(p, p.siti, f"baris {n}")
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        assert client.get("/jejak/").status_code == 200
