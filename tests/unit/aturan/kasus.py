"""Worked cases of every area that has an engine, one input an area."""

import json
from pathlib import Path
from typing import Any

from sitamu.aturan.engines import AREAS

DATA = Path(__file__).parents[2] / "data"
BERKAS = (DATA / "contoh-kepegawaian.json", DATA / "contoh-cuti.json")
BERKAS_TPP = DATA / "contoh-tpp.json"
PETA = ("jumlah", "kejadian")  # facts that are themselves an object of any keys

CASES: list[dict[str, Any]] = [
    case for path in BERKAS for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
]
CASES_TPP: list[dict[str, Any]] = [
    {
        **case,
        "area": case["kategori"],
        "input": case["input"] | _rule_set
        if (_rule_set := {"rule_set": case["rule_set"]} if case["rule_set"] else {})
        and "rule_set" in AREAS[case["kategori"]].isian.__struct_fields__
        else case["input"],
    }
    for case in json.loads(BERKAS_TPP.read_text(encoding="utf-8"))["kasus"]
    if case["kategori"] in AREAS
]
FIRST = {case["area"]: case for case in reversed([*CASES, *CASES_TPP])}
