"""The lists and one's own events over the API."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepegawaian.models import Jabatan
from kepegawaian.services.nominatif import nominatif_nightly, nominatif_refresh
from sitamu.inti.models import Pegawai
from tests.factories.kepegawaian import calon_pensiun
from tests.factories.pemeran import Pemeran, pemeran

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
Get = Callable[..., Any]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast() -> Pemeran:
    found = pemeran()
    nominatif_nightly(now=NOW)
    return found


def get(cast: Pemeran, akun: str, url: str, **params: Any) -> Any:
    client = Client()
    client.force_login(cast.akun[akun])
    return client.get(f"/api/v1/{url}", params)


def test_an_officer_reads_the_list_of_their_units(cast: Pemeran) -> None:
    answer = get(cast, "operator", "nominatif/pensiun", tahun=2027).json()
    assert (answer["jenis"], answer["jumlah"], answer["jumlah_halaman"]) == ("pensiun", 1, 1)
    assert answer["per_keadaan"]["MEMENUHI"] == 1
    (row,) = answer["baris"]
    assert (row["nip"], row["tmt"], row["keadaan"]) == (cast.siti.nip, "2027-06-01", "MEMENUHI")
    assert (row["unit_id"], row["unit"]) == (str(cast.uptd.pk), "UPT Pendidikan")
    assert "dpcp" in row["kurang"]
    assert row["rincian"]["bup"] == 58
    assert get(cast, "operator_lain", "nominatif/pensiun", tahun=2027).json()["jumlah"] == 0


def test_an_open_condition_names_its_basis_and_its_dated_row(cast: Pemeran) -> None:
    (row,) = get(cast, "operator", "nominatif/kgb").json()["baris"]
    kinerja = row["belum"][0]
    assert kinerja["dasar"] == "PP 7/1977 ps. 11-13"
    assert (kinerja["aturan"], kinerja["aturan_mulai"]) == ("KGB_PNS", "1977-04-01")


@pytest.mark.parametrize(
    ("saringan", "jumlah"),
    [
        ({"bulan": 6}, 1),
        ({"bulan": 7}, 0),
        ({"keadaan": "MEMENUHI"}, 1),
        ({"keadaan": "BELUM"}, 0),
        ({"cari": "aminah"}, 1),
        ({"cari": "entah"}, 0),
    ],
)
def test_a_list_is_narrowed(cast: Pemeran, saringan: dict[str, Any], jumlah: int) -> None:
    answer = get(cast, "verifikator", "nominatif/pensiun", tahun=2027, **saringan)
    assert answer.json()["jumlah"] == jumlah


def test_a_list_is_narrowed_to_a_unit_of_the_own_scope(cast: Pemeran) -> None:
    def count(unit: Any) -> int:
        answer = get(cast, "operator", "nominatif/pensiun", tahun=2027, unit=unit)
        return answer.json()["jumlah"] if answer.status_code == 200 else -answer.status_code

    assert count(cast.uptd.pk) == 1
    assert count(cast.sekolah.pk) == 0
    assert count(cast.lain.pk) == count(uuid4()) == -404


@pytest.mark.parametrize(
    "saringan",
    [
        {"tahun": "x"},
        {"tahun": 99999999999999999999},
        {"bulan": 13},
        {"keadaan": "ENTAH"},
        {"unit": "bukan-uuid"},
        {"halaman": 0},
    ],
)
def test_bad_input_is_refused_with_a_code(cast: Pemeran, saringan: dict[str, Any]) -> None:
    answer = get(cast, "verifikator", "nominatif/kgb", **saringan)
    assert (answer.status_code, answer.json()["kode"]) == (400, "isian_tidak_sah")


def test_an_unknown_list_is_not_found_and_a_plain_person_not_permitted(cast: Pemeran) -> None:
    unknown = get(cast, "verifikator", "nominatif/entah")
    assert (unknown.status_code, unknown.json()["kode"]) == (404, "tidak_ditemukan")
    refused = get(cast, "siti", "nominatif/pensiun")
    assert (refused.status_code, refused.json()["kode"]) == (403, "tidak_diizinkan")


def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Pemeran) -> None:
    def queries() -> int:
        client = Client()
        client.force_login(cast.akun["verifikator"])
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/api/v1/nominatif/pensiun").status_code == 200
        return len(captured)

    few = queries()
    for n in range(3, 12):
        calon_pensiun(cast.uptd, urut=n)
    nominatif_nightly(now=NOW)
    assert queries() == few


def test_a_person_reads_their_own_next_events_with_reasons(cast: Pemeran) -> None:
    answer = get(cast, "siti", "saya/peristiwa").json()
    assert [e["jenis"] for e in answer] == ["pensiun", "pangkat", "kgb", "kontrak"]
    assert (answer[0]["tmt"], answer[0]["keadaan"]) == ("2027-06-01", "MEMENUHI")
    first = answer[0]["alasan"][0]
    assert {"kode", "teks", "dasar", "terpenuhi", "upaya", "sejak"} < set(first)
    assert (first["aturan"], first["aturan_mulai"]) == ("BUP", "2005-12-30")
    assert answer[3]["alasan"][0]["kode"] == "bukan_pppk"


def test_a_pppk_gets_a_reason_instead_of_a_pension(cast: Pemeran) -> None:
    Pegawai.objects.filter(pk=cast.siti.pk).update(jenis="PPPK")
    pensiun = get(cast, "siti", "saya/peristiwa").json()[0]
    assert (pensiun["tmt"], pensiun["keadaan"]) == (None, "BELUM")
    assert pensiun["alasan"][0]["kode"] == "bukan_pns"


def test_an_account_without_a_record_has_no_events(cast: Pemeran) -> None:
    assert get(cast, "verifikator", "saya/peristiwa").status_code == 404


def test_the_schema_describes_both(cast: Pemeran) -> None:
    schema = Client().get("/api/v1/skema", HTTP_ACCEPT="application/vnd.oai.openapi+json").json()
    assert "/api/v1/nominatif/{jenis}" in schema["paths"]
    assert "/api/v1/saya/peristiwa" in schema["paths"]


def test_a_post_read_anew_brings_the_lists_in_line(cast: Pemeran) -> None:
    post = Jabatan.objects.get(nama="Pengadministrasi Perkantoran")
    client = Client()
    client.force_login(cast.akun["admin"])
    url = f"/acuan/kepegawaian/jabatan/{post.pk}/change/"
    answer = client.post(url, {"jenis": "jpt_pratama", "jenjang": "", "rumpun": ""})
    assert answer.status_code == 302
    assert nominatif_refresh(now=NOW) > 0
    row = get(cast, "verifikator", "nominatif/pensiun").json()["baris"][0]
    assert (row["tmt"], row["rincian"]["bup"]) == ("2029-06-01", 60)
