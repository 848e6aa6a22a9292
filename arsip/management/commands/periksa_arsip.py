"""`periksa_arsip`: compare every stored paper with its hash on record, now and to the end.

From the first paper on, also when the worker is in the middle of a round; `--lanjut` goes on with
a round that was stopped. Exit 1 when something is not as it was.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from arsip.selectors.utuh import temuan_open
from arsip.services.utuh import round_begin, utuh_check


class Command(BaseCommand):
    help = "Membandingkan semua berkas arsip dengan SHA-256 yang tercatat. Tidak mengubah apa pun."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lanjut", action="store_true", help="lanjutkan pemeriksaan yang terhenti"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        round_begin(now=timezone.now(), anew=not options["lanjut"])
        looked = 0
        while True:
            hasil = utuh_check(now=timezone.now())
            looked += hasil.diperiksa
            if hasil.selesai:
                break
        rows = list(temuan_open())
        for temuan in rows:
            self.stdout.write(f"{temuan.jenis}  {temuan.kunci_simpan}")
        self.stdout.write(f"{looked} diperiksa, {len(rows)} temuan.")
        if rows:
            raise CommandError("Arsip tidak utuh. Pulihkan dari cadangan, jangan menimpa catatan.")
