"""Migrations stay one line an app, can go back, and lean on no code that will change."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from sitamu.servers import CHECKOUT

# A custom field or function is a class that a migration can only name.
LASTING = {"sitamu.inti.sandi", "sitamu.inti.models.pegawai"}


def _own_apps() -> dict[str, Path]:
    """Label and folder of each app of this project."""
    homes = {config.label: Path(config.path) for config in apps.get_app_configs()}
    return {
        label: home
        for label, home in homes.items()
        if home.is_relative_to(CHECKOUT) and ".venv" not in home.parts
    }


OWN = _own_apps()
MIGRATIONS = sorted(f for home in OWN.values() for f in home.glob("migrations/[0-9]*.py"))
LOADER = MigrationLoader(None, ignore_no_migrations=True)


def _of(label: str) -> list[Migration]:
    """The app's migrations by name."""
    return [
        LOADER.disk_migrations[key] for key in sorted(LOADER.disk_migrations) if key[0] == label
    ]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    shown = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=shown, verbosity=2)
    except (CommandError, SystemExit):
        pytest.fail(shown.getvalue())


@pytest.mark.parametrize("label", OWN)
def test_migrations_of_an_app_form_one_line_in_the_order_of_their_numbers(label: str) -> None:
    rows = _of(label)
    assert [row.name[:4] for row in rows] == [f"{n:04}" for n in range(1, len(rows) + 1)]
    for before, row in zip([None, *rows], rows, strict=False):
        inside = [name for app, name in row.dependencies if app == label]
        assert inside == ([before.name] if before else [])


@pytest.mark.parametrize("label", OWN)
def test_every_migration_can_be_taken_back(label: str) -> None:
    stuck = [(row.name, op) for row in _of(label) for op in row.operations if not op.reversible]
    assert stuck == []


@pytest.mark.parametrize("file", MIGRATIONS, ids=lambda f: f"{f.parent.parent.name}/{f.stem}")
def test_a_migration_imports_nothing_of_the_project_that_will_change(file: Path) -> None:
    roots = {"sitamu", *OWN}
    named = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            named.add(node.module or "")
    assert {name for name in named if name.split(".")[0] in roots} <= LASTING
