"""`manage.py impor_arsip FOLDER --peta PETA.csv`: file old scans, go on where it stopped."""

import csv
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from arsip.services.impor import LaporanImpor, arsip_import, peta_read
from sitamu.inti.errors import DomainError

DITAMPILKAN = 20


class Command(BaseCommand):
    help = (
        "Memasukkan pindaian lama ke arsip. Peta: CSV dengan kolom berkas, nip, jenis, kunci. "
        "Jalankan lagi untuk melanjutkan."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--peta", type=Path, required=True, metavar="PETA.csv")
        parser.add_argument("--laporan", type=Path, metavar="TERTINGGAL.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        if not folder.is_dir():
            raise CommandError(f"Folder {folder} tidak ada.")
        laporan, begin = LaporanImpor(), time.monotonic()
        try:
            peta = peta_read(Path(options["peta"]))
            skip = Path(options["peta"])
            for laporan in arsip_import(folder, peta, now=timezone.now(), skip=skip):
                self._progress(laporan, len(peta), time.monotonic() - begin)
        except DomainError as error:
            raise CommandError(f"{error.message} {error.langkah or ''} [{error.code}]") from None
        self._show(laporan)
        if options.get("laporan"):
            self._write(Path(options["laporan"]), laporan)

    def _progress(self, laporan: LaporanImpor, total: int, seconds: float) -> None:
        lines = sum(1 for note in laporan.tertinggal if note.baris)
        done = laporan.masuk + laporan.sudah + lines
        rate = laporan.masuk / seconds if seconds else 0
        megabytes = laporan.byte / 1024 / 1024
        self.stdout.write(
            f"{done} dari {total} baris: {laporan.masuk} masuk ({rate:.1f} berkas/detik, "
            f"{megabytes:.1f} MB), {laporan.sudah} sudah ada, {lines} tertinggal"
        )

    def _show(self, laporan: LaporanImpor) -> None:
        if not laporan.tertinggal:
            self.stdout.write("Semua baris dan semua berkas cocok.")
            return
        self.stdout.write(f"\nTertinggal: {len(laporan.tertinggal)}")
        for kode, count in Counter(note.kode for note in laporan.tertinggal).most_common():
            self.stdout.write(f"  {kode}: {count}")
        for note in laporan.tertinggal[:DITAMPILKAN]:
            place = f"baris {note.baris}" if note.baris else "di luar peta"
            self.stdout.write(f"  {note.berkas} ({place}) [{note.kode}] {note.pesan}")
        if len(laporan.tertinggal) > DITAMPILKAN:
            self.stdout.write("  … selengkapnya dengan --laporan tertinggal.csv")

    def _write(self, target: Path, laporan: LaporanImpor) -> None:
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["baris", "berkas", "kode", "pesan"])
            for note in laporan.tertinggal:
                writer.writerow([note.baris or "", note.berkas, note.kode, note.pesan])
