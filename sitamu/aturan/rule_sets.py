"""The example TPP rule sets that come with the portal."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from presensi.rules.tpp.contoh import contoh_ke_nilai
from sitamu.aturan.errors import IsianInvalidError

KUNCI_TPP: Final = "TPP"
BAWAAN_TPP: Final = Path(__file__).parent / "data/contoh-tpp.json"


@cache
def rule_sets_shipped() -> dict[str, dict[str, Any]]:
    """The four examples by id, as their file has them."""
    data = json.loads(BAWAAN_TPP.read_bytes())
    return {row["id"]: row for row in data["rule_sets"]}


def rule_set_shipped(kode: str) -> dict[str, Any]:
    """One example as a stored value; raises IsianInvalidError."""
    if kode not in rule_sets_shipped():
        choices = ", ".join(rule_sets_shipped())
        raise IsianInvalidError({"rule_set": f"pilih salah satu: {choices}."})
    return contoh_ke_nilai(rule_sets_shipped()[kode])
