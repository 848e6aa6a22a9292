"""`manage.py impor_pegawai`: load staff lists in the SIASN layout."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kepegawaian.errors import WorkbookRefusedError
from kepegawaian.rules.impor import Catatan, Laporan
from kepegawaian.services.impor.daftar import DAFTAR
from kepegawaian.services.impor.impor import impor_pegawai

DITAMPILKAN = 20


class Command(BaseCommand):
    help = "Memuat daftar unit kerja dan pegawai dari berkas Excel; aman diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        for kode in DAFTAR:
            parser.add_argument(f"--{kode}", dest=kode, type=Path, metavar="BERKAS.xlsx")
        parser.add_argument("--laporan", type=Path, metavar="HASIL.json")

    def handle(self, *args: Any, **options: Any) -> None:
        files = {kode: Path(options[kode]) for kode in DAFTAR if options.get(kode)}
        if not files:
            raise CommandError("Sebutkan paling sedikit satu daftar, misalnya --pegawai.")
        target = Path(options["laporan"]) if options.get("laporan") else None
        try:
            laporan = impor_pegawai(files=files, actor=None, now=timezone.now())
        except WorkbookRefusedError as error:
            pesan = f"{error.message} {error.langkah}"
            refusal = Catatan(error.berkas, None, error.kolom, error.code, pesan)
            self._write(target, Laporan(ditolak=[refusal]))
            raise CommandError(f"{pesan} Tidak ada data yang dimuat. [{error.code}]") from None
        self._write(target, laporan)
        self._show(laporan)

    def _write(self, target: Path | None, laporan: Laporan) -> None:
        if target:
            text = json.dumps(laporan.as_json(), ensure_ascii=False, indent=1)
            target.write_text(text + "\n", encoding="utf-8")

    def _show(self, laporan: Laporan) -> None:
        for berkas, hasil in laporan.per_berkas.items():
            self.stdout.write(
                f"{berkas}: {hasil.diterima} diterima, {hasil.ditolak} ditolak, "
                f"{hasil.berubah} catatan berubah"
            )
        for judul, notes in (("Ditolak", laporan.ditolak), ("Peringatan", laporan.peringatan)):
            if notes:
                self.stdout.write(f"\n{judul}: {len(notes)}")
            for note in notes[:DITAMPILKAN]:
                place = f"{note.berkas} baris {note.baris}, {note.kolom}"
                self.stdout.write(f"  {place} [{note.kode}] {note.pesan}")
            if len(notes) > DITAMPILKAN:
                self.stdout.write("  … selengkapnya dengan --laporan hasil.json")
