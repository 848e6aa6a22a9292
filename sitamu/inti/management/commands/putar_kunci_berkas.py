"""`putar_kunci_berkas`: seal every stored file with the first key of SITAMU_KUNCI_BERKAS.

Stop it when you like and run it again: each file says itself with which key it is sealed.
"""

from typing import Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sitamu.inti.gudang_sandi import SandiStorage, SegelRusakError, names_of


class Command(BaseCommand):
    help = "Menyandi semua berkas dengan kunci pertama SITAMU_KUNCI_BERKAS. Dapat diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batas", type=int, help="berhenti setelah sekian berkas disandi")

    def handle(self, *args: Any, **options: Any) -> None:
        storage = storages["default"]
        if not isinstance(storage, SandiStorage):
            raise CommandError("Isi SITAMU_KUNCI_BERKAS lebih dulu.")
        done = kept = failed = 0
        for name in names_of(storage):
            try:
                changed = storage.reseal(name)
            except FileNotFoundError:
                continue  # removed meanwhile
            except SegelRusakError as error:
                failed += 1
                self.stderr.write(f"{name}: {error}")
                continue
            done, kept = done + changed, kept + (not changed)
            if options["batas"] and done >= options["batas"]:
                break
        self.stdout.write(f"{done} disandi, {kept} sudah, {failed} gagal.")
        if failed:
            raise CommandError("Sebagian berkas tidak dapat dibuka. Simpan kunci lama.")
