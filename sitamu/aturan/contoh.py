"""Worked cases: reading their two layouts, and where the rules answer otherwise."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.aturan.engines import area_answer
from sitamu.aturan.errors import AreaUnknownError, ContohInvalidError
from sitamu.inti.errors import DomainError

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
    return rows


@cache
def cases_shipped() -> tuple[Kasus, ...]:
    """The worked cases that come with the rules."""
    return tuple(cases_parse(BAWAAN.read_bytes()))


def case_area(case: Kasus) -> str:
    """The subject a case belongs to."""
    return str(case.get("area") or case.get("kategori") or "")


def case_differences(case: Kasus, pustaka: PustakaAturan) -> Iterator[Selisih]:
    """Key, expected and got wherever the two differ; keys not expected are free."""
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
