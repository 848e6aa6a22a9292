"""Bad input through the calculators: never a 500, always a stable code and a way out.

The facts are drawn from the published schema and then spoilt, so a new area or field is tried
without a line here. `make test-lengkap` draws many times more.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.test import Client
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from rest_framework.throttling import ScopedRateThrottle

from kepegawaian.rules.golongan import GOLONGAN_PNS, GOLONGAN_PPPK
from sitamu.aturan.engines import AREAS
from tests.api.aturan.test_kalkulator import FIRST, post, problem

pytestmark = pytest.mark.django_db
ALAMAT: Final = "/api/v1/kalkulator/"
KODE: Final = {
    "area_tak_dikenal",
    "bentuk_isi_tidak_dikenal",
    "data_kurang",
    "fakta_tidak_sah",
    "golongan_tak_dikenal",
    "isian_tidak_sah",
    "json_tidak_sah",
}
Schema = dict[str, Any]


@pytest.fixture(autouse=True)
def _unthrottled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"kalkulator": None})


@pytest.fixture
def skema(client: Client) -> Schema:
    got: Schema = client.get("/api/v1/skema", headers={"accept": "application/json"}).json()
    return got


@pytest.mark.parametrize(
    ("area", "ubah", "kode", "bidang"),
    [
        # impossible dates
        ("bup", {"tanggal_lahir": "1968-02-30"}, "isian_tidak_sah", "tanggal_lahir"),
        ("bup", {"tanggal_lahir": "1967-02-29"}, "isian_tidak_sah", "tanggal_lahir"),
        ("bup", {"tanggal_lahir": "17-05-1968"}, "isian_tidak_sah", "tanggal_lahir"),
        ("bup", {"tanggal_lahir": "0001-01-01"}, "isian_tidak_sah", "tanggal_lahir"),
        ("bup", {"tanggal_lahir": "9999-12-31"}, "isian_tidak_sah", "tanggal_lahir"),
        ("aps", {"tmt_berhenti": "1950-01-01"}, "fakta_tidak_sah", "tmt_berhenti"),
        ("kp_jendela_usul", {"tmt_kp": "2026-03-02"}, "fakta_tidak_sah", "tmt_kp"),
        ("kgb", {"tmt": "2026-03-31"}, "fakta_tidak_sah", "tmt"),
        ("masa_kerja", {"tanggal": "1970-01-01"}, "fakta_tidak_sah", "tanggal"),
        # unknown golongan or post
        ("gaji", {"golongan": "III/f"}, "golongan_tak_dikenal", "golongan"),
        ("kgb", {"golongan": "XX"}, "golongan_tak_dikenal", "golongan"),
        ("kp_reguler", {"golongan_atasan": "V/a"}, "golongan_tak_dikenal", "golongan_atasan"),
        ("masa_kerja", {"golongan_awal": ""}, "golongan_tak_dikenal", "golongan_awal"),
        ("bup", {"jenis_jabatan": "raja"}, "isian_tidak_sah", "jenis_jabatan"),
        ("bup", {"jenis_jabatan": "fungsional"}, "data_kurang", "jenjang"),
        ("mpp", {"jenis_jabatan": "fungsional", "jenjang": "wira"}, "isian_tidak_sah", "jenjang"),
        # PPPK have neither KP nor pension
        ("kp_reguler", {"golongan": "IX"}, "fakta_tidak_sah", "golongan"),
        ("kp_pengabdian", {"golongan": "IX"}, "fakta_tidak_sah", "golongan"),
        ("angka_kredit", {"golongan": "IX"}, "fakta_tidak_sah", "golongan"),
        ("pensiun_pokok", {"golongan": "IX"}, "fakta_tidak_sah", "golongan"),
        ("gaji", {"status": "PPPK"}, "fakta_tidak_sah", "status"),
        # a rating that is missing
        ("kp_reguler", {"predikat_2_tahun": []}, "data_kurang", None),
        ("kp_reguler", {"predikat_2_tahun": None}, "data_kurang", "predikat_2_tahun"),
        ("kp_pengabdian", {"predikat_1_tahun": None}, "data_kurang", "predikat_1_tahun"),
        # negative and impossible months
        ("masa_kerja", {"pmk": {"tahun": 0, "bulan": -1}}, "isian_tidak_sah", "pmk.bulan"),
        ("masa_kerja", {"pmk": {"tahun": 0, "bulan": 12}}, "isian_tidak_sah", "pmk.bulan"),
        ("kgb", {"penundaan_bulan": -1}, "isian_tidak_sah", "penundaan_bulan"),
        ("pmk", {"swasta": [{"tahun": 1, "bulan": -1}]}, "isian_tidak_sah", "swasta[0].bulan"),
        ("gaji", {"mkg": {"tahun": 10**30, "bulan": 0}}, "isian_tidak_sah", "mkg.tahun"),
        # what nobody asked for
        ("nip", {"nama": "x"}, "isian_tidak_sah", "nama"),
    ],
)
def test_bad_facts_get_a_stable_code_and_a_sentence_that_says_what_to_do(
    client: Client, area: str, ubah: dict[str, Any], kode: str, bidang: str | None
) -> None:
    isi = problem(post(client, area, FIRST[area]["input"] | ubah))
    assert (isi["status"], isi["kode"]) == (422, kode)
    assert isi["langkah"].endswith(".")
    if bidang:
        assert list(isi["errors"]) == [bidang]
        assert all(isi["errors"][bidang])


def test_a_pppk_is_told_that_there_is_no_promotion(client: Client) -> None:
    masukan = FIRST["kp_reguler"]["input"] | {"jenis_pegawai": "PPPK", "golongan": "IX"}
    isi = post(client, "kp_reguler", masukan).json()
    assert (isi["memenuhi"], isi["alasan"]) == (False, ["bukan_pns"])
    assert isi["penjelasan"][0]["dasar"] == "PP 49/2018"


def test_a_pppk_is_told_what_there_is_instead_of_a_pension(client: Client) -> None:
    isi = problem(
        post(client, "pensiun_pokok", FIRST["pensiun_pokok"]["input"] | {"golongan": "V"})
    )
    assert "jaminan hari tua" in isi["detail"]


# Whatever is sent


def _facts(shape: Schema, known: Schema) -> st.SearchStrategy[Any]:  # noqa: PLR0911 (a line a kind)
    """Values that the published schema allows."""
    if "$ref" in shape:
        return _facts(known[shape["$ref"].rpartition("/")[2]], known)
    if shape.get("nullable"):
        return st.none() | _facts({**shape, "nullable": False}, known)
    if "allOf" in shape:
        return _facts(shape["allOf"][0], known)
    if "enum" in shape:
        return st.sampled_from([value for value in shape["enum"] if value is not None])
    match shape["type"]:
        case "integer":
            return st.integers(shape["minimum"], shape["maximum"])
        case "number":
            return st.floats(shape["minimum"], shape["maximum"])
        case "boolean":
            return st.booleans()
        case "array":
            return st.lists(_facts(shape["items"], known), max_size=4)
        case "object" if "properties" not in shape:
            codes = st.sampled_from(["TL1", "ALPA", "x"]) | st.text(max_size=9)
            return st.dictionaries(codes, _facts(shape["additionalProperties"], known), max_size=3)
        case "object":
            parts = {name: _facts(part, known) for name, part in shape["properties"].items()}
            needed = set(shape.get("required", ()))
            return st.fixed_dictionaries(
                {name: part for name, part in parts.items() if name in needed},
                optional={name: part for name, part in parts.items() if name not in needed},
            )
    if shape.get("format") == "date":
        return st.one_of(
            st.dates().map(str),  # year 1 to 9999
            st.integers(1950, 2040).flatmap(
                lambda year: st.sampled_from([f"{year}-02-01", f"{year}-10-01", f"{year}-12-31"])
            ),
        )
    return st.sampled_from([*GOLONGAN_PNS, *GOLONGAN_PPPK, "S1", "SLTA", "PKA"]) | st.text(
        max_size=shape["maxLength"]
    )


_SPOILT: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([-1, 10**40, -(10**40), 1e308, 5e-324, 0.1, float("nan"), float("inf")]),
    st.text(max_size=30),
    st.sampled_from(["\0", "\ud800", "\udfff\ud800", "2026-02-30", "0000-00-00", "٣", "x" * 9999]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.none(), max_size=3),
    st.just("@dalam"),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _places(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _places(part, (*path, number))


def _put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """`value` with `new` at that place."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(value[path[0]], path[1:], new)
    return copy


def _body(data: st.DataObject, isian: st.SearchStrategy[Any]) -> bytes:
    """A request: the facts as they are, with one or two of them spoilt, or no JSON at all."""
    value = data.draw(isian)
    for _ in range(data.draw(st.integers(0, 2))):
        path = data.draw(st.sampled_from(list(_places(value))))
        value = _put(value, path, data.draw(_SPOILT))
    if isinstance(value, dict) and data.draw(st.integers(0, 9)) == 0:
        value = {**value, data.draw(st.text(max_size=50)): data.draw(_SPOILT)}
    body = json.dumps(value, ensure_ascii=data.draw(st.booleans())).encode(errors="surrogatepass")
    depth = data.draw(st.sampled_from([1, 50, 2000, 30_000]))
    body = body.replace(b'"@dalam"', b"[" * depth + b"]" * depth)
    cut = data.draw(st.integers(0, 20))
    return body[: len(body) // 2] + b"\0\xff" * data.draw(st.integers(0, 1)) if cut == 0 else body


def _tried(client: Client, skema: Schema, area: str, banyak: int) -> None:
    shape = skema["paths"][f"{ALAMAT}{area}"]["post"]["requestBody"]["content"]
    isian = _facts(shape["application/json"]["schema"], skema["components"]["schemas"])
    media = st.just("application/json") | st.sampled_from(
        ["application/json; charset=utf-16", "text/plain", "multipart/form-data", "", "a/b;c=\0"]
    )

    @settings(
        max_examples=banyak,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def try_once(data: st.DataObject) -> None:
        rare = data.draw(st.integers(0, 15)) == 0
        response: Any = client.generic(
            "POST",
            f"{ALAMAT}{area}",
            _body(data, isian),
            content_type=data.draw(media) if rare else "application/json",
        )
        event(str(response.status_code))
        if response.status_code == 200:
            assert {"alasan", "penjelasan", "aturan", "pada"} <= set(response.json())
            return
        isi = problem(response)
        assert 400 <= isi["status"] < 500
        assert isi["kode"] in KODE
        assert re.search(r"\w", isi["detail"])

    try_once()


@pytest.mark.parametrize("area", AREAS)
def test_whatever_is_sent_gets_an_answer_or_a_refusal_with_a_code(
    client: Client, skema: Schema, area: str
) -> None:
    _tried(client, skema, area, 25)


@pytest.mark.lengkap
@pytest.mark.parametrize("area", AREAS)
def test_whatever_is_sent_a_thousand_times_gets_an_answer_or_a_refusal(
    client: Client, skema: Schema, area: str
) -> None:
    _tried(client, skema, area, 1000)


@pytest.mark.parametrize(
    "area", ["nip/", "..", "nip%00", "NIP", "kgb;x=1", "a" * 5000, "%F0%9F%98"]
)
def test_an_address_that_names_no_area_is_not_found(client: Client, area: str) -> None:
    assert client.post(f"{ALAMAT}{area}", {}, content_type="application/json").status_code == 404
