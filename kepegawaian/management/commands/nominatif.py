"""`manage.py nominatif pensiun|pangkat|kgb|kontrak --tahun YYYY [--bulan M] --format json`."""

import calendar
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kepegawaian.rules.alasan import Alasan
from kepegawaian.rules.fakta import FaktaPegawai
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan, Perkiraan
from kepegawaian.rules.syarat import ButirDiminta
from kepegawaian.selectors.nominatif import (
    Berkas,
    berkas_nominatif,
    butir_kode,
    perkiraan_list,
)
from sitamu.inti.models import UnitKerja

JENIS = {jenis.value.lower(): jenis for jenis in JenisNominatif}
KEADAAN = {keadaan.value.lower(): keadaan for keadaan in Keadaan}


class Command(BaseCommand):
    help = "Daftar nominatif: siapa, kapan, apa yang belum terpenuhi, apa yang belum di arsip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("jenis", choices=JENIS)
        parser.add_argument("--tahun", type=int, required=True)
        parser.add_argument("--bulan", type=int, choices=range(1, 13))
        parser.add_argument("--keadaan", choices=KEADAAN, action="append", default=[])
        parser.add_argument("--format", choices=["json", "teks"], default="teks")

    def handle(self, *args: Any, **options: Any) -> None:
        tahun, bulan = options["tahun"], options["bulan"]
        if not 1950 <= tahun <= 2150:
            raise CommandError("Tahun di luar jangkauan.")
        dari = date(tahun, bulan or 1, 1)
        akhir = bulan or 12
        sampai = date(tahun, akhir, calendar.monthrange(tahun, akhir)[1])
        jenis, today = JENIS[options["jenis"]], timezone.localdate()
        rows = list(perkiraan_list(jenis, dari=dari, sampai=sampai, today=today))
        undated = [p for _, p in rows if p.tmt is None]
        wanted = {KEADAAN[kode] for kode in options["keadaan"]} or set(Keadaan)
        found = [(f, p) for f, p in rows if p.tmt is not None and p.keadaan in wanted]
        found.sort(key=lambda row: (row[1].tmt, row[0].nama.casefold(), row[0].nip))
        units: dict[UUID | None, str] = dict(UnitKerja.objects.values_list("pk", "nama"))
        if options["format"] == "teks":
            for f, p in found:
                self.stdout.write(
                    f"{p.tmt}  {f.nip}  {f.nama}  ({units.get(f.unit_id, '')})  {p.keadaan.label}"
                )
            self.stdout.write(f"{len(found)} pegawai")
            return
        papers = berkas_nominatif([f.pegawai_id for f, _ in found], jenis=jenis, today=today)
        per_keadaan = Counter(p.keadaan.value for _, p in found)
        answer = {
            "jenis": options["jenis"],
            "tahun": tahun,
            "bulan": bulan,
            "jumlah": len(found),
            "per_keadaan": {k.value: per_keadaan[k.value] for k in Keadaan},
            "tanpa_tmt": len(undated),
            "baris": [_plain(f, p, papers[f.pegawai_id], units.get(f.unit_id)) for f, p in found],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))


def _plain(
    fakta: FaktaPegawai, perkiraan: Perkiraan, berkas: Berkas, unit: str | None
) -> dict[str, Any]:
    ada, kurang = berkas
    return {
        "nip": fakta.nip,
        "nama": fakta.nama,
        "unit_id": str(fakta.unit_id).upper() if fakta.unit_id else None,
        "unit": unit,
        "jabatan": fakta.jabatan.nama if fakta.jabatan else None,
        "tmt": perkiraan.tmt.isoformat() if perkiraan.tmt else None,
        "keadaan": perkiraan.keadaan.value,
        **perkiraan.rincian,
        "belum": [_reason(row) for row in perkiraan.kurang],
        "alasan": [_reason(row) for row in perkiraan.alasan],
        "ada": _codes(ada),
        "kurang": _codes(kurang),
    }


def _codes(butir: Sequence[ButirDiminta]) -> list[str]:
    return [butir_kode(b) for b in butir]


def _reason(row: Alasan) -> dict[str, Any]:
    return {
        "kode": row.kode,
        "teks": row.teks,
        "dasar": row.dasar,
        "aturan": row.aturan.kunci if row.aturan else None,
        "aturan_mulai": row.aturan.berlaku_mulai.isoformat() if row.aturan else None,
        "terpenuhi": row.terpenuhi,
        "upaya": row.upaya,
        "sejak": row.sejak.isoformat() if row.sejak else None,
    }
