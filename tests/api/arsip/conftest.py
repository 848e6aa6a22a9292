"""Each test begins with an empty storage."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _empty_storage(settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES}
