"""The calculators over HTTP: no log-in, typed facts only, refusals with a code."""

from typing import Any

import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema
from rest_framework.throttling import ScopedRateThrottle

from sitamu.aturan.engines import AREAS
from tests.unit.aturan.kasus import FIRST

pytestmark = pytest.mark.django_db


def post(client: Client, area: str, isi: object) -> Any:
    return client.post(f"/api/v1/kalkulator/{area}", isi, content_type="application/json")


def problem(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"].startswith("application/problem+json")
    isi: dict[str, Any] = response.json()
    assert isi["status"] == response.status_code
    return isi


@pytest.mark.parametrize("area", AREAS)
def test_a_worked_case_is_answered_without_log_in(client: Client, area: str) -> None:
    case = FIRST[area]
    response = post(client, area, case["input"])
    assert response.status_code == 200, response.content
    got = response.json()
    assert {key: got[key] for key in case["expected"]} == case["expected"]
    assert got["mode"] == "produksi"
    assert {"alasan", "aturan", "penjelasan", "pada"} <= set(got)


@pytest.mark.parametrize("area", AREAS)
def test_a_missing_field_is_named(client: Client, area: str) -> None:
    isi = problem(post(client, area, {}))
    assert (isi["status"], isi["kode"]) == (422, "data_kurang")
    assert isi["detail"].startswith("data kurang: ")
    assert set(isi["kurang"]) == set(isi["errors"])


@pytest.mark.parametrize("area", AREAS)
def test_a_field_of_the_wrong_type_is_named(client: Client, area: str) -> None:
    name = next(iter(FIRST[area]["input"]))
    isi = problem(post(client, area, FIRST[area]["input"] | {name: [{"x": 1}]}))
    assert (isi["status"], isi["kode"]) == (422, "isian_tidak_sah")
    assert next(iter(isi["errors"])).startswith(name)


def test_the_day_chooses_the_rules(client: Client) -> None:
    isi = FIRST["gaji"]["input"]
    assert post(client, "gaji", isi | {"pada": "2025-02-01"}).json()["pada"] == "2025-02-01"
    refused = problem(post(client, "gaji", isi | {"pada": "2023-02-01"}))
    assert refused["kode"] == "data_kurang"
    assert "GAJI_PNS pada 01-02-2023" in refused["detail"]
    for pada in ("kemarin", 5, None):
        assert "pada" in problem(post(client, "gaji", isi | {"pada": pada}))["errors"]


def test_a_training_installation_says_so(client: Client, settings: Any) -> None:
    settings.MODE_BADGE = "Latihan"
    assert post(client, "gaji", FIRST["gaji"]["input"]).json()["mode"] == "latihan"


def test_an_unknown_area_is_not_found_and_names_the_known_ones(client: Client) -> None:
    isi = problem(post(client, "tpp", {}))
    assert (isi["status"], isi["kode"]) == (404, "area_tak_dikenal")
    assert isi["pilihan"] == sorted(AREAS)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b"[" * 50_000,
        b'{"nip": "' + b"1" * 70_000 + b'"}',
        b'{"nip": NaN}',
        b'{"nip": "\\ud800"}',
    ],
    ids=["terpotong", "bukan-utf8", "bersarang", "besar", "nan", "surogat"],
)
def test_a_body_that_is_no_json_is_refused(client: Client, body: bytes) -> None:
    isi = problem(client.post("/api/v1/kalkulator/nip", body, content_type="application/json"))
    assert (isi["status"], isi["kode"]) == (400, "json_tidak_sah")


@pytest.mark.parametrize("body", [b"[]", b"1", b'"x"', b"null"])
def test_a_body_that_is_no_object_is_refused(client: Client, body: bytes) -> None:
    isi = problem(client.post("/api/v1/kalkulator/nip", body, content_type="application/json"))
    assert (isi["status"], isi["kode"]) == (422, "isian_tidak_sah")


def test_other_methods_and_forms_are_refused_with_a_code(client: Client) -> None:
    get = problem(client.get("/api/v1/kalkulator/nip"))
    assert (get["status"], get["kode"]) == (405, "metode_tidak_berlaku")
    form = problem(client.post("/api/v1/kalkulator/nip", {"nip": "1"}))
    assert (form["status"], form["kode"]) == (415, "bentuk_isi_tidak_dikenal")
    assert get["langkah"].endswith(".")
    assert "application/json" in form["langkah"]


@pytest.mark.parametrize("alamat", ["kalkulator/nip/", "kalkulator/a/b", "tidak-ada"])
def test_an_address_that_leads_nowhere_answers_a_program_in_json(
    client: Client, alamat: str
) -> None:
    isi = problem(client.post(f"/api/v1/{alamat}", "{}", content_type="application/json"))
    assert (isi["status"], isi["kode"]) == (404, "tidak_ditemukan")
    assert isi["langkah"] == "Lihat alamatnya pada /api/v1/skema."
    page = client.get("/tidak-ada/")
    assert (page.status_code, page["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("area", "ubah", "kalimat"),
    [
        ("gaji", {"mkg": {"tahun": -1, "bulan": 0}}, "paling kecil 0."),
        ("gaji", {"mkg": {"tahun": 1, "bulan": 12}}, "paling besar 11."),
        ("angka_kredit", {"saldo": -0.5}, "paling kecil 0."),
        ("angka_kredit", {"saldo": 1000.5}, "paling besar 1000."),
        ("angka_kredit", {"saldo": "x"}, "harus bilangan."),
        ("gaji", {"mkg": {"tahun": 1.5, "bulan": 0}}, "harus bilangan bulat."),
    ],
)
def test_a_number_out_of_range_is_told_the_range(
    client: Client, area: str, ubah: dict[str, Any], kalimat: str
) -> None:
    isi = problem(post(client, area, FIRST[area]["input"] | ubah))
    assert list(isi["errors"].values()) == [[kalimat]]


def test_one_address_cannot_ask_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"kalkulator": "2/min"})
    answers = [post(client, "kp_jendela_usul", {"tmt_kp": "2026-01-01"}) for _ in range(3)]
    assert [response.status_code for response in answers] == [200, 200, 429]
    assert problem(answers[2])["kode"] == "terlalu_sering"
    assert int(answers[2].headers["Retry-After"]) > 0


def test_the_schema_describes_each_calculator(client: Client) -> None:
    response = client.get("/api/v1/skema", headers={"accept": "application/json"})
    assert response.status_code == 200
    schema = response.json()
    validate_schema(schema)
    shapes = schema["components"]["schemas"]
    for area in AREAS:
        operation = schema["paths"][f"/api/v1/kalkulator/{area}"]["post"]
        shape = operation["requestBody"]["content"]["application/json"]["schema"]
        properties = shapes[shape["$ref"].rpartition("/")[2]]["properties"]
        assert {*FIRST[area]["input"], "pada"} <= set(properties)
    assert "/api/v1/kalkulator/{area}" not in schema["paths"]
