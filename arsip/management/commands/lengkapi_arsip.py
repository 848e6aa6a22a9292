"""`manage.py lengkapi_arsip`: queue older papers that lack pictures, thumbnails or words.

The worker makes them. Stopped, run it again; `--setelah` skips what was looked at.
"""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from arsip.services.lengkap import arsip_complete


class Command(BaseCommand):
    help = (
        "Mencari dokumen lama yang belum punya gambar halaman, gambar kecil, atau teks, lalu "
        "menyerahkannya kepada worker. Boleh dihentikan dan dijalankan lagi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--setelah", type=UUID, metavar="ID", help="lanjutkan sesudah versi ini"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kemajuan = None
        for kemajuan in arsip_complete(setelah=options["setelah"]):
            self.stdout.write(
                f"{kemajuan.diperiksa} diperiksa, {kemajuan.antre} diserahkan kepada worker "
                f"(sampai {kemajuan.terakhir})"
            )
        if kemajuan is None:
            self.stdout.write("Tidak ada dokumen.")
