"""`manage.py nominatif pensiun --tahun YYYY [--bulan M] --format json`."""

import calendar
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kepegawaian.selectors.pensiun import BarisPensiun, pensiun_list, with_missing


class Command(BaseCommand):
    help = "Daftar nominatif: siapa pensiun dalam satu tahun, dan apa yang belum ada di arsip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("jenis", choices=["pensiun"])
        parser.add_argument("--tahun", type=int, required=True)
        parser.add_argument("--bulan", type=int, choices=range(1, 13))
        parser.add_argument("--format", choices=["json", "teks"], default="teks")

    def handle(self, *args: Any, **options: Any) -> None:
        tahun, bulan = options["tahun"], options["bulan"]
        if not 1950 <= tahun <= 2150:
            raise CommandError("Tahun di luar jangkauan.")
        dari = date(tahun, bulan or 1, 1)
        akhir = bulan or 12
        sampai = date(tahun, akhir, calendar.monthrange(tahun, akhir)[1])
        today = timezone.localdate()
        found = [row for row in pensiun_list(dari=dari, sampai=sampai, today=today) if row.tmt]
        rows = with_missing(found, today=today)
        if options["format"] == "json":
            answer = {
                "jenis": options["jenis"],
                "tahun": tahun,
                "jumlah": len(rows),
                "baris": [_plain(row) for row in rows],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row.tmt}  {row.nip}  {row.nama}  ({row.unit_nama})")
        self.stdout.write(f"{len(rows)} pegawai")


def _plain(row: BarisPensiun) -> dict[str, Any]:
    return {
        "nip": row.nip,
        "nama": row.nama,
        "unit_id": str(row.unit_id).upper() if row.unit_id else None,
        "unit": row.unit_nama,
        "golongan": row.golongan,
        "jabatan": row.jabatan,
        "bup": row.perkiraan.bup if row.perkiraan else None,
        "tmt": row.tmt.isoformat() if row.tmt else None,
        "kurang": list(row.kurang),
    }
