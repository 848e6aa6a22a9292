"""`manage.py uji_aturan FILE.json ...`: worked cases against the rules in force."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.aturan.engines import area_answer
from sitamu.aturan.errors import AreaUnknownError
from sitamu.inti.errors import DomainError
from sitamu.inti.selectors import parameter_versions

TIDAK_ADA = "(tidak ada)"


class Command(BaseCommand):
    help = "Coba contoh hitung pada aturan yang berlaku; keluar dengan 1 bila ada yang beda."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", nargs="+", type=Path)
        parser.add_argument("--pada", type=_day, help="aturan yang berlaku pada tanggal ini")

    def handle(self, *args: Any, **options: Any) -> None:
        pada = options["pada"] or timezone.localdate()
        versi = cache(lambda kunci: list(parameter_versions(kunci)))
        cocok = beda = 0
        for berkas in options["berkas"]:
            for case in _cases(berkas):
                differences = list(_differences(case, PustakaAturan(pada=pada, versi=versi)))
                cocok, beda = cocok + (not differences), beda + bool(differences)
                for key, expected, got in differences:
                    self.stdout.write(
                        f"{case.get('id', '?')}  {key}: harapan {_json(expected)}, "
                        f"hasil {_json(got)}"
                    )
        self.stdout.write(f"{cocok} cocok, {beda} beda")
        if beda:
            raise SystemExit(1)


def _day(teks: str) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise ArgumentTypeError("tulis tanggal seperti 2026-12-31") from None


def _cases(berkas: Path) -> list[dict[str, Any]]:
    """The cases of a file: `cases` of personnel rules, `kasus` of presensi and TPP."""
    try:
        isi = json.loads(berkas.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"{berkas} tidak dapat dibaca: {error}") from None
    rows = (isi.get("cases") or isi.get("kasus")) if isinstance(isi, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CommandError(f"{berkas} tidak berisi daftar “cases” atau “kasus”.")
    return rows


def _differences(case: dict[str, Any], pustaka: PustakaAturan) -> Iterator[tuple[str, Any, Any]]:
    """Key, expected and got wherever the two differ; keys not expected are free."""
    expected = case.get("expected", {})
    area = str(case.get("area") or case.get("kategori") or "")
    try:
        got = area_answer(area, case.get("input"), pustaka)
    except AreaUnknownError:
        yield area, expected, "belum ada aturan"
        return
    except DomainError as error:
        yield "galat", expected, f"{error.code}: {error.message}"
        return
    for key, value in expected.items():
        if key not in got:
            yield key, value, TIDAK_ADA
        elif got[key] != value:
            yield key, value, got[key]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
