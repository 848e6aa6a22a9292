"""`manage.py admin_pertama NAMA_MASUK --nama "Nama"`: the first account, which gives all rights."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sitamu.inti.errors import DomainError
from sitamu.inti.services.aktivasi import BERLAKU, admin_pertama


class Command(BaseCommand):
    help = "Membuat akun admin pertama dan mencetak kode aktivasinya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nama_masuk", help="NIP atau nama masuk")
        parser.add_argument("--nama", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kode = admin_pertama(
                nama_masuk=options["nama_masuk"], nama=options["nama"], now=timezone.now()
            )
        except DomainError as error:
            raise CommandError(f"{error.message} {error.langkah}") from None
        self.stdout.write(
            f"Kode aktivasi {options['nama_masuk']}: {kode}\n"
            f"Buka /aktivasi/ dalam {BERLAKU.days} hari, pilih kata sandi, pasang aplikasi kode."
        )
