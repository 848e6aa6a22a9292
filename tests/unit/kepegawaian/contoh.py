"""The worked cases of the regulations and the pay tables, as the tests read them."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kepegawaian.rules.gaji import TabelGaji, tabel_gaji
from kepegawaian.rules.masa_kerja import MasaKerja
from tests.unit.kepegawaian.bawaan import BERLAKU_GAJI, DASAR_GAJI_PNS, DASAR_GAJI_PPPK

AKAR = Path(__file__).parents[3]


def cases(area: str) -> list[Any]:
    """The cases of one area as pytest parameters; an unknown area is an error, not zero tests."""
    text = (AKAR / "tests/data/contoh-kepegawaian.json").read_text(encoding="utf-8")
    found = [
        pytest.param(case["input"], case["expected"], id=case["id"])
        for case in json.loads(text)["cases"]
        if case["area"] == area
    ]
    assert found, area
    return found


@cache
def tabel_pns() -> TabelGaji:
    return _tabel("gaji-pokok-pns.csv", DASAR_GAJI_PNS)


@cache
def tabel_pppk() -> TabelGaji:
    return _tabel("gaji-pokok-pppk.csv", DASAR_GAJI_PPPK)


def _tabel(nama: str, dasar: str) -> TabelGaji:
    with (AKAR / "kepegawaian/data" / nama).open(encoding="utf-8", newline="") as file:
        cells = [
            (row["golongan"], int(row["mkg"]), int(row["gaji"])) for row in csv.DictReader(file)
        ]
    return tabel_gaji(cells, dasar_hukum=dasar, berlaku_mulai=BERLAKU_GAJI)


def masa_kerja(value: dict[str, int] | None) -> MasaKerja | None:
    return MasaKerja(value["tahun"], value["bulan"]) if value else None
