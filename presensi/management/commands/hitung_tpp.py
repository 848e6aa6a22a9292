"""`manage.py hitung_tpp --periode YYYY-MM [--unit ID] --format json`: compute a month, show it."""

import json
from argparse import ArgumentTypeError
from datetime import date
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from presensi.models import HasilTpp, PeriodeTpp
from presensi.rules.tpp.alur import StatusTpp
from presensi.rules.tpp.hitung import rincian_isi
from presensi.selectors.tpp import awal_bulan
from presensi.services.tpp import REKENING, tpp_run
from sitamu.inti.errors import DomainError
from sitamu.inti.models import UnitKerja
from sitamu.inti.rules.teks import rupiah


class Command(BaseCommand):
    help = "Hitung TPP sebulan dengan rinciannya; bulan yang sudah ditutup hanya ditampilkan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--periode", type=_month, required=True, help="seperti 2026-10")
        parser.add_argument("--unit", type=UUID, help="UNOR ID: unit itu dan yang di bawahnya")
        parser.add_argument("--format", choices=["json", "teks"], default="teks")

    def handle(self, *args: Any, **options: Any) -> None:
        bulan: date = options["periode"]
        unit = None
        if options["unit"] and not (unit := UnitKerja.objects.filter(pk=options["unit"]).first()):
            raise CommandError("Unit itu tidak ada.")
        closed = PeriodeTpp.objects.filter(bulan=bulan, status=StatusTpp.DITUTUP.value).exists()
        if not closed:
            try:
                tpp_run(bulan=bulan, unit=unit, now=timezone.now())
            except DomainError as error:
                raise CommandError(f"{error.message} {error.langkah}".strip()) from None
        rows = HasilTpp.objects.filter(periode__bulan=bulan).select_related("pegawai")
        if unit is not None:
            rows = rows.filter(unit__jalur__startswith=unit.jalur)
        done, failed, total = [], [], 0
        for row in rows.order_by("pegawai__nama_kunci", "pegawai_id").iterator(1000):
            if row.galat:
                failed.append(_failed(row))
            if row.galat in ("", REKENING):
                done.append(_plain(row))
                total += row.netto
        if options["format"] == "teks":
            self.stdout.write(f"{len(done)} pegawai, netto {rupiah(total)}, {len(failed)} gagal")
            for one in failed:
                self.stdout.write(f"{one['nip']}  {one['kode']}  {one['pesan']}")
            return
        answer = {
            "periode": f"{bulan:%Y-%m}",
            "jumlah": len(done),
            "total_netto": total,
            "ditutup": closed,
            "baris": done,
            "gagal": failed,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _month(teks: str) -> date:
    try:
        return awal_bulan(teks)
    except ValueError:
        raise ArgumentTypeError("tulis bulan seperti 2026-10") from None


def _nomor(row: HasilTpp) -> str:
    return row.pegawai.nip or row.pegawai.nomor_induk or ""


def _failed(row: HasilTpp) -> dict[str, Any]:
    return {
        "nip": _nomor(row),
        "nama": row.pegawai.nama,
        "kode": row.galat,
        "pesan": row.pesan,
    }


def _plain(row: HasilTpp) -> dict[str, Any]:
    names = ("pagu_dibayar", "nilai_kinerja", "nilai_disiplin", "bpjs_pegawai", "pph_dipotong")
    return {
        "nip": _nomor(row),
        "nama": row.pegawai.nama,
        "unit_id": str(row.unit_id).upper(),
        "bruto": row.bruto,
        "netto": row.netto,
        **{name: getattr(row, name) for name in names},
        "keterangan": row.keterangan,
        "rincian": rincian_isi(row.baris),
    }
