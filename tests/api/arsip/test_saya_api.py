"""One's own archive for programs: who looked, the ZIP, how long a paper is good."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from arsip.models import VersiDokumen
from arsip.services.dokumen import dokumen_upload
from arsip.services.paket import paket_make
from sitamu.inti.rules.hak import Peran
from tests.factories.berkas import pdf, unggahan
from tests.factories.inti import PegawaiFactory, PenggunaFactory, UnitKerjaFactory, petugas

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)


@pytest.fixture
def siti() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield PegawaiFactory(akun=True, unit=UnitKerjaFactory())


def sip(siti: Any) -> VersiDokumen:
    return dokumen_upload(
        pegawai_id=siti.pk,
        jenis_kode="SIP",
        kunci="2025",
        files=[unggahan(pdf())],
        actor=siti.pengguna,
        now=NOW,
    )


def client(user: Any) -> Client:
    found = Client()
    found.force_login(user)
    return found


def put(user: Any, versi: VersiDokumen, day: str | None) -> Any:
    return client(user).put(
        f"/api/v1/arsip/dokumen/{versi.dokumen_id}/masa",
        {"berlaku_sampai": day},
        content_type="application/json",
    )


def test_the_last_day_is_set_by_whoever_may_file(siti: Any) -> None:
    versi = sip(siti)
    assert put(siti.pengguna, versi, "2027-01-31").json()["berlaku_sampai"] == "2027-01-31"
    listed = client(siti.pengguna).get("/api/v1/arsip/dokumen").json()
    assert [row["berlaku_sampai"] for row in listed] == ["2027-01-31"]
    assert put(siti.pengguna, versi, "31-01-2027").status_code == 400
    assert put(PenggunaFactory(), versi, None).status_code == 404
    operator = petugas(Peran.OPERATOR_OPD, siti.penempatan.get().unit)
    assert put(operator, versi, None).json()["berlaku_sampai"] is None


def test_the_owner_sees_who_looked(siti: Any) -> None:
    versi = sip(siti)
    operator = petugas(Peran.OPERATOR_OPD, siti.penempatan.get().unit)
    client(operator).get(f"/api/v1/arsip/versi/{versi.pk}/berkas")
    (row,) = client(siti.pengguna).get("/api/v1/arsip/pembaca").json()
    assert (row["nama"], row["aksi"]) == (operator.nama, "Mengunduh")


def test_a_large_zip_is_asked_for_and_fetched(siti: Any, monkeypatch: Any) -> None:
    sip(siti)
    web = client(siti.pengguna)
    assert web.get("/api/v1/arsip/paket").json()["siap"] is True
    monkeypatch.setattr("arsip.selectors.paket.LANGSUNG_MAKS_BYTE", 10)
    assert web.get("/api/v1/arsip/paket").json()["siap"] is False
    assert web.get("/api/v1/arsip/paket/berkas").status_code == 409
    asked = web.post("/api/v1/arsip/paket")
    assert (asked.status_code, asked.json()["berjalan"]) == (202, True)
    paket_make(now=NOW)
    assert web.get("/api/v1/arsip/paket").json()["siap"] is True
    answer: Any = web.get("/api/v1/arsip/paket/berkas")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    b"".join(answer.streaming_content)
