"""The committed build in static/ belongs to the committed sources in frontend/ (no Node needed)."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "static"
MANIFEST = json.loads((STATIC / "manifest-frontend.json").read_text(encoding="utf-8"))
REBUILD = "run `npm ci && npm run build` in frontend/ and commit static/"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sources() -> list[str]:
    return sorted(
        path.relative_to(FRONTEND).as_posix()
        for path in FRONTEND.rglob("*")
        if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts)
    )


def test_the_build_was_made_from_exactly_these_sources() -> None:
    assert {name: sha256(FRONTEND / name) for name in sources()} == MANIFEST["sumber"], REBUILD


@pytest.mark.parametrize("name", sorted(MANIFEST["hasil"]))
def test_no_built_file_was_edited_by_hand(name: str) -> None:
    assert sha256(STATIC / name) == MANIFEST["hasil"][name], REBUILD


@pytest.mark.parametrize("name", sorted(MANIFEST["hasil"]))
def test_built_files_name_no_source_map_and_no_other_host(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert "sourceMappingURL" not in text
    assert "url(http" not in text
    assert 'from "http' not in text


@pytest.mark.parametrize("name", ["package-lock.json", ".npmrc"])
def test_the_lock_file_names_no_package_index(name: str) -> None:
    text = (FRONTEND / name).read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "registry=" not in text
