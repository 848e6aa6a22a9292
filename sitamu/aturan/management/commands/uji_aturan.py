"""`manage.py uji_aturan FILE.json ...`: worked cases against the rules in force."""

import json
from argparse import ArgumentTypeError
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.aturan.contoh import Kasus, case_differences, cases_parse
from sitamu.aturan.errors import ContohInvalidError
from sitamu.inti.selectors import parameter_versions


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
                differences = list(case_differences(case, PustakaAturan(pada=pada, versi=versi)))
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


def _cases(berkas: Path) -> list[Kasus]:
    try:
        return cases_parse(berkas.read_bytes())
    except OSError as error:
        raise CommandError(f"{berkas} tidak dapat dibaca: {error}") from None
    except ContohInvalidError as error:
        raise CommandError(f"{berkas}: {error.message}") from None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
