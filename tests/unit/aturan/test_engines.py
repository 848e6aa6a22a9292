"""All worked cases through the engines, without a database, and what no input may do to them."""

import json
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from kepegawaian.rules.golongan import GOLONGAN_PNS, GOLONGAN_PPPK
from sitamu.aturan.engines import AREAS, area_answer
from sitamu.aturan.errors import AreaUnknownError, IsianInvalidError, IsianKurangError
from sitamu.aturan.isian import isian_read
from sitamu.inti.errors import DataKurangError, DomainError
from tests.unit.aturan.kasus import CASES, CASES_TPP, FIRST, PETA
from tests.unit.kepegawaian.pustaka import Baris, pustaka, versi


def answer(area: str, masukan: object, pada: date = date(2026, 11, 25)) -> dict[str, Any]:
    return area_answer(area, masukan, pustaka(pada))


def test_there_is_an_engine_for_every_area_of_the_cases_and_no_other() -> None:
    assert set(AREAS) == {case["area"] for case in (*CASES, *CASES_TPP)}
    assert len(CASES) == 105 + 43


@pytest.mark.parametrize("case", [*CASES, *CASES_TPP], ids=lambda case: case["id"])
def test_a_worked_case_gets_the_expected_answer(case: dict[str, Any]) -> None:
    got = answer(case["area"], case["input"])
    assert {key: got[key] for key in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_step_of_an_answer_names_its_basis(case: dict[str, Any]) -> None:
    got = answer(case["area"], case["input"])
    json.dumps(got)
    for step in got["penjelasan"]:
        assert step["teks"].endswith(".")
        assert step["dasar"]
    if case["area"] != "nik":
        assert got["aturan"]
        assert all(row["dasar_hukum"] and row["berlaku_mulai"] for row in got["aturan"])
    failing = [step["kode"] for step in got["penjelasan"] if step["terpenuhi"] is False]
    if isinstance(got["alasan"], list) and case["area"] not in ("nik", "pmk"):
        assert failing == got["alasan"]


# Bad input


@pytest.mark.parametrize("area", AREAS)
def test_a_missing_fact_is_named_and_never_guessed(area: str) -> None:
    masukan = FIRST[area]["input"]
    needed = [f.name for f in msgspec.structs.fields(AREAS[area].isian) if f.required]
    for nama in needed or ["swasta"]:
        kurang = {key: value for key, value in masukan.items() if key != nama}
        with pytest.raises(DataKurangError, match=f"data kurang: {nama}") as caught:
            answer(area, kurang)
        assert caught.value.data["kurang"] == [nama]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("salah", [{"a": 1}, 3000.5], ids=["objek", "pecahan"])
def test_a_fact_of_the_wrong_kind_is_named(area: str, salah: object) -> None:
    for field in msgspec.structs.fields(AREAS[area].isian):
        if field.name in PETA:
            continue
        with pytest.raises(IsianInvalidError) as caught:
            answer(area, FIRST[area]["input"] | {field.name: salah})
        (named,) = caught.value.data["errors"]
        assert named.startswith(field.name)


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(IsianInvalidError) as caught:
        answer("kp_jendela_usul", {"tmt_kp": "2026-01-01", "tmt": "2026-01-01"})
    assert caught.value.data["errors"] == {"tmt": ["tidak dikenal."]}


@pytest.mark.parametrize("masukan", [None, [], "x", 1])
def test_a_body_that_is_no_object_is_refused(masukan: object) -> None:
    with pytest.raises(IsianInvalidError, match="objek JSON"):
        answer("nip", masukan)


def test_null_is_missing_where_null_says_nothing() -> None:
    with pytest.raises(IsianKurangError, match="tmt_kp"):
        answer("kp_jendela_usul", {"tmt_kp": None})


def test_a_choice_that_is_not_known_gets_the_choices() -> None:
    masukan = FIRST["mpp"]["input"] | {"jenis_jabatan": "raja"}
    with pytest.raises(IsianInvalidError, match="pilih salah satu: pelaksana, pengawas"):
        answer("mpp", masukan)


def test_dates_far_away_are_refused() -> None:
    for tanggal in ("0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"):
        with pytest.raises(IsianInvalidError, match="1900"):
            answer("mpp", {"tanggal_lahir": tanggal, "jenis_jabatan": "pelaksana"})


def test_an_unknown_area_names_those_that_exist() -> None:
    with pytest.raises(AreaUnknownError) as caught:
        answer("tpp", {})
    assert caught.value.data["pilihan"] == sorted(AREAS)


@pytest.mark.parametrize(
    ("area", "ubah", "kode"),
    [
        ("kp_reguler", {"golongan": "III/f"}, "golongan_tak_dikenal"),
        ("kp_reguler", {"golongan": "IX"}, "fakta_tidak_sah"),
        ("kp_reguler", {"pendidikan": "S9"}, "fakta_tidak_sah"),
        ("kp_reguler", {"predikat_2_tahun": ["Baik"]}, "data_kurang"),
        ("kp_reguler", {"untuk_periode": "2026-07-02"}, "fakta_tidak_sah"),
        ("kp_jendela_usul", {"tmt_kp": "2026-01-02"}, "fakta_tidak_sah"),
        ("kp_jendela_usul", {"tmt_kp": "2020-04-01"}, "data_kurang"),
        ("kp_periode", {"tmt_golongan": "1990-04-01"}, "data_kurang"),
        ("kgb", {"tmt": "2026-01-15"}, "fakta_tidak_sah"),
        ("kgb", {"golongan": "IX"}, "fakta_tidak_sah"),
        ("kgb", {"mkg": None}, "data_kurang"),
        ("kgb", {"mkg_lama": {"tahun": 9, "bulan": 0}}, "data_kurang"),
        ("kgb", {"golongan_lama": "III/a"}, "data_kurang"),
        (
            "kgb",
            {"mkg_lama": {"tahun": 9, "bulan": 0}, "golongan_lama": "III/a"},
            "fakta_tidak_sah",
        ),
        ("kgb", {"jenis_pegawai": "PPPK", "golongan": "IX"}, "data_kurang"),
        ("gaji", {"status": "PPPK"}, "fakta_tidak_sah"),
        ("gaji", {"status": None}, "data_kurang"),
        ("pensiun_pokok", {"golongan": "IX"}, "fakta_tidak_sah"),
        ("masa_kerja", {"tanggal": "1990-01-01"}, "fakta_tidak_sah"),
        ("masa_kerja", {"golongan_awal": "V"}, "fakta_tidak_sah"),
        ("angka_kredit", {"golongan": "IX"}, "fakta_tidak_sah"),
        ("aps", {"tmt_berhenti": "1970-01-01"}, "fakta_tidak_sah"),
        ("mpp", {"jenis_jabatan": "fungsional"}, "data_kurang"),
        ("hak_pensiun", {"sebab": "perampingan"}, "data_kurang"),
        ("hak_pensiun", {"sebab": "hilang"}, "data_kurang"),
        ("masa_kerja", {"pmk": {"tahun": -1, "bulan": 0}}, "isian_tidak_sah"),
        ("masa_kerja", {"pmk": {"tahun": 1, "bulan": 12}}, "isian_tidak_sah"),
        ("mpp", {"tanggal_lahir": "1968-02-30"}, "isian_tidak_sah"),
    ],
)
def test_facts_that_cannot_be_have_a_stable_code(area: str, ubah: dict, kode: str) -> None:
    with pytest.raises(DomainError) as caught:
        answer(area, FIRST[area]["input"] | ubah)
    assert caught.value.code == kode
    assert caught.value.http_status == 422


# Whatever the facts, an answer or a refusal


WAKTU = ("J5", "SH3", "PAGI", "2026-07-09T07:30:00", "2026-07-08T23:30:00Z", "9999-12-31T23:59:59Z")


def _strategy(kind: Any) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911 (one line a kind)
    if get_origin(kind) is Annotated:
        base, meta = get_args(kind)[0], get_args(kind)[1]
        if base is float:
            return st.floats(meta.ge, meta.le)
        if base is int:
            return st.integers(meta.ge, meta.le)
        if base is str:
            return st.sampled_from([*GOLONGAN_PNS, *GOLONGAN_PPPK, "S1", "SLTA", "S2", "x", *WAKTU])
        return st.lists(_strategy(get_args(base)[0]), max_size=min(meta.max_length, 5))
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if type(None) in get_args(kind):
        inner = [arg for arg in get_args(kind) if arg is not type(None)]
        return st.none() | _strategy(inner[0])
    if kind is bool:
        return st.booleans()
    if kind is Decimal:
        return st.decimals(-1, 201, places=2).map(str) | st.sampled_from(["NaN", "1e9"])
    if kind is str:
        return st.sampled_from(["TL1", "ALPA", "PSW", "TIDAK_APEL", "x"])
    if get_origin(kind) is dict:
        return st.dictionaries(*map(_strategy, get_args(kind)), max_size=3)
    if get_origin(kind) is list:
        return st.lists(_strategy(get_args(kind)[0]), max_size=3)
    if kind is date:
        first = st.dates(date(1950, 1, 1), date(2040, 12, 31)).map(lambda d: d.replace(day=1))
        return (first | st.dates(date(1900, 1, 1), date(2200, 12, 31))).map(date.isoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from([item.value for item in kind])
    if isinstance(kind, type) and issubclass(kind, Struct):
        fields = msgspec.structs.fields(kind)
        return st.fixed_dictionaries(
            {f.name: _strategy(f.type) for f in fields if f.required},
            optional={f.name: _strategy(f.type) for f in fields if not f.required},
        )
    raise AssertionError(kind)


FIRST_DAYS = ("tmt_pensiun", "tmt_kp", "tmt_kgb", "tmt_seharusnya", "tmt_kgb_berikutnya")


@pytest.mark.parametrize("area", AREAS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_random_facts_give_an_answer_or_a_refusal_with_a_code(
    area: str, data: st.DataObject
) -> None:
    masukan = data.draw(_strategy(AREAS[area].isian))
    try:
        got = answer(area, masukan)
    except DomainError as error:
        event(error.code)
        return
    event("answered")
    json.dumps(got, allow_nan=False)
    assert answer(area, masukan) == got  # the same facts, the same answer
    if area != "kp_pengabdian":  # its own TMT: a day of death
        for key in FIRST_DAYS:
            assert got.get(key) is None or got[key].endswith("-01")


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(case=st.sampled_from([*CASES, *CASES_TPP]), data=st.data())
def test_a_worked_case_with_one_fact_spoilt_is_answered_or_refused(
    case: dict[str, Any], data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from([*case["input"], "lain"]))
    masukan = case["input"] | {key: data.draw(_anything)}
    with suppress(DomainError):
        json.dumps(answer(case["area"], masukan))


# Versions


def test_a_new_version_changes_no_answer_for_an_earlier_day() -> None:
    old = versi("GAJI_PNS")[0]
    raised = [[g, m, gaji + 100_000] for g, m, gaji in old.nilai["baris"]]
    draft = (Baris("GAJI_PNS", date(2027, 1, 1), {"baris": raised}, "PP contoh"),)
    masukan = FIRST["gaji"]["input"]
    before = area_answer("gaji", masukan, pustaka(date(2026, 12, 31), draft))
    after = area_answer("gaji", masukan, pustaka(date(2027, 1, 1), draft))
    assert before == answer("gaji", masukan)
    assert after["gaji_tabel"] == before["gaji_tabel"] + 100_000
    assert [row["dasar_hukum"] for row in after["aturan"]][1] == "PP contoh"


def test_a_new_regime_of_periods_leaves_earlier_promotions_alone() -> None:
    draft = (Baris("KP_PERIODE", date(2027, 1, 1), {"bulan": [7]}, "aturan contoh"),)
    rules = pustaka(tambahan=draft)

    def tmt(mulai: date) -> str:
        masukan = {"tmt_golongan": mulai.isoformat(), "syarat_tahun": 4}
        return str(area_answer("kp_periode", masukan, rules)["tmt_kp"])

    assert tmt(date(2022, 12, 1)) == "2026-12-01"
    assert tmt(date(2022, 12, 1) + timedelta(days=31)) == "2027-07-01"


def test_before_the_first_row_nothing_is_guessed() -> None:
    with pytest.raises(DataKurangError, match="GAJI_PNS pada 31-12-2023"):
        answer("gaji", FIRST["gaji"]["input"], date(2023, 12, 31))


def test_typed_records_know_the_input_of_every_case() -> None:
    for case in (*CASES, *CASES_TPP):
        isian_read(case["input"], AREAS[case["area"]].isian)
