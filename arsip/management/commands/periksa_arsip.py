"""`periksa_arsip`: compare every stored paper with its hash on record, now and to the end.

Stopped, it goes on with the same round when run again. Exit 1 when something is not as it was.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from arsip.selectors.utuh import temuan_open
from arsip.services.utuh import round_begin, utuh_check


class Command(BaseCommand):
    help = "Membandingkan semua berkas arsip dengan SHA-256 yang tercatat. Tidak mengubah apa pun."

    def handle(self, *args: Any, **options: Any) -> None:
        round_begin(now=timezone.now())
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
