"""`manage.py demo_isi`: invented log-ins, papers and cases on the loaded staff list.

Called at every start of the demo: the first time it fills, later it only shows the log-ins.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kepegawaian.services.nominatif import nominatif_refresh
from sitamu.contoh import akun, berkas, kasus, kinerja, presensi, tpp
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Pegawai, Pengguna


class Command(BaseCommand):
    help = "Mengisi akun, berkas, dan usulan contoh untuk percobaan; aman diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--alamat", default="http://localhost:8000", metavar="URL")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SITAMU_DEMO:
            raise CommandError(
                "Pengaturan ini untuk pemakaian sungguhan. Data contoh tidak boleh masuk ke sini."
            )
        cast = self._fill()
        if cast is not None and options["verbosity"] > 0:
            self._show(cast, options["alamat"])

    def _fill(self) -> akun.Pemeran | None:
        """What is there already stays, what a stopped start left out is added."""
        now = timezone.now()
        cast = akun.pemeran_of()
        if cast is None and Pengguna.objects.exists():
            raise CommandError(
                "Basis data ini sudah berisi akun yang bukan akun contoh, jadi tidak diisi. "
                "Pakai basis data lain, atau folder SITAMU_STATE yang baru, untuk percobaan."
            )
        if not Pegawai.objects.exists():
            self.stdout.write("Belum ada daftar pegawai, jadi akun contoh tidak dibuat.")
            return None
        try:
            cast = cast or akun.pemeran_make(now=now)
            berkas.papers_make(cast, now=now)
            kasus.cases_make(cast, now=now)
            presensi.attendance_make(cast, now=now)
            kinerja.performance_make(cast, now=now)
            tpp.tpp_make(cast, now=now)
        except DomainError as error:
            raise CommandError(f"Akun contoh tidak dapat dibuat: {error.message}") from None
        nominatif_refresh(now=now)  # the lists are there when the first page opens
        return cast

    def _show(self, cast: akun.Pemeran, alamat: str) -> None:
        rows = [("Sebagai", "Nama masuk", "Kata sandi", "Kode", "Rahasia TOTP", "Nama")]
        rows += [
            (m.sebutan, m.nama_masuk, akun.SANDI, m.kode, m.rahasia, m.nama)
            for m in akun.masuk_list(cast)
        ]
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
        self.stdout.write(f"\nAlamat: {alamat}\n")
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            self.stdout.write("  ".join([*cells, row[-1]]))
        self.stdout.write(
            "\nKode berganti tiap 30 detik: pasang rahasia TOTP di aplikasi autentikator, atau "
            "tampilkan kode baru dengan\n.venv/bin/python manage.py demo_isi"
        )
