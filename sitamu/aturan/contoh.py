"""Worked cases: reading their two layouts, and where the rules answer otherwise."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from kepegawaian.selectors.aturan import BarisAturan, PustakaAturan
from presensi.rules.tpp.contoh import contoh_ke_nilai
from presensi.rules.tpp.skema import tpp_galat
from sitamu.aturan.engines import area_answer
from sitamu.aturan.errors import AreaUnknownError, ContohInvalidError
from sitamu.aturan.rule_sets import KUNCI_TPP
from sitamu.inti.errors import DomainError

ATURAN: Final = "_aturan"  # key under which a case carries the rule set of its file
TIDAK_ADA: Final = "(tidak ada)"
BAWAAN: Final = Path(__file__).parent / "data/contoh-kepegawaian.json"
BERKAS_MAKS_BYTE: Final = 1024 * 1024
KASUS_MAKS: Final = 2000

Kasus = dict[str, Any]
Selisih = tuple[str, Any, Any]  # key, expected, got


def cases_parse(isi: bytes) -> list[Kasus]:
    """The cases of a file: `cases` of personnel rules, `kasus` of presensi and TPP.

    Raises ContohInvalidError.
    """
    try:
        data = json.loads(isi)
    except (ValueError, RecursionError) as error:
        raise ContohInvalidError("Berkas ini tidak dapat dibaca sebagai JSON.") from error
    rows = (data.get("cases") or data.get("kasus")) if isinstance(data, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ContohInvalidError("Berkas ini tidak berisi daftar “cases” atau “kasus”.")
    _put_rule_sets(rows, data.get("rule_sets"))
    return rows


def _put_rule_sets(rows: list[Kasus], sets: Any) -> None:
    """Give each case that names a rule set of its own file that very set."""
    try:
        values = {row["id"]: contoh_ke_nilai(row) for row in sets or ()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ContohInvalidError("Daftar “rule_sets” pada berkas ini tidak terbaca.") from error
    for kode, nilai in values.items():
        if faults := tpp_galat(nilai):
            raise ContohInvalidError(
                f"Aturan {kode} tidak sah: {faults[0].tempat}: {faults[0].pesan}"
            )
    for row in rows:
        if row.get("rule_set") in values:
            row[ATURAN] = values[row["rule_set"]]


@cache
def cases_shipped() -> tuple[Kasus, ...]:
    """The worked cases that come with the rules."""
    return tuple(cases_parse(BAWAAN.read_bytes()))


def case_area(case: Kasus) -> str:
    """The subject a case belongs to."""
    return str(case.get("area") or case.get("kategori") or "")


def case_differences(case: Kasus, pustaka: PustakaAturan) -> Iterator[Selisih]:
    """Key, expected and got wherever the two differ; keys not expected are free."""
    if ATURAN in case:
        pustaka = _with_rule_set(case, pustaka)
    expected = case.get("expected")
    if not isinstance(expected, dict):
        expected = {}
    try:
        got = area_answer(case_area(case), case.get("input"), pustaka)
    except AreaUnknownError:
        yield case_area(case), expected, "belum ada aturan"
        return
    except DomainError as error:
        yield "galat", expected, f"{error.code}: {error.message}"
        return
    for key, value in expected.items():
        if key not in got:
            yield key, value, TIDAK_ADA
        elif got[key] != value:
            yield key, value, got[key]


@dataclass(frozen=True, slots=True)
class _AturanBerkas:
    """A rule set out of a file of cases, in place of the one in force."""

    kunci: str
    nilai: Any
    dasar_hukum: str
    berlaku_mulai: date = date.min


def _with_rule_set(case: Kasus, pustaka: PustakaAturan) -> PustakaAturan:
    row = _AturanBerkas(KUNCI_TPP, case[ATURAN], str(case["rule_set"]))

    def versi(kunci: str) -> Iterable[BarisAturan]:
        return [row] if kunci == KUNCI_TPP else pustaka.versi(kunci)

    return PustakaAturan(pada=pustaka.pada, versi=versi)
