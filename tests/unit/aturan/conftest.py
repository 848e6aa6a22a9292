"""Engines are tried without a database where a test asks for none."""

import pytest

from sitamu.aturan import engines_presensi
from tests.unit.presensi.waktu import penjadwal_bawaan


@pytest.fixture(autouse=True)
def _waktu_bawaan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("django_db") is None:
        monkeypatch.setattr(engines_presensi, "penjadwal_load", penjadwal_bawaan)
