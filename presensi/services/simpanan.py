"""Months of taps: made ahead, exact positions gone when nobody may need them any more."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from presensi.models import FotoKetukan
from sitamu.inti.selectors import nilai

KUNCI_ATURAN: Final = "PRESENSI_POSISI"
TABEL: Final = ("presensi_ketukan", "presensi_posisiketukan")
FOTO_HARI: Final = 62  # the month they prove, and the one in which it may still be asked about
KUNCI_HARI: Final = 92  # longer than any late tap is taken


def partitions_make() -> None:
    """This month, the one before (late taps) and the next two. Twice changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sitamu_partisi_buat(tabel,"
            " (date_trunc('month', now()) + n * interval '1 month')::date)"
            " FROM unnest(%s) tabel, generate_series(-1, 2) n",
            [list(TABEL)],
        )


def positions_expire(*, today: date) -> tuple[int, int]:
    """Drop exact positions older than the parameter says; months and keys that went."""
    bulan = nilai(KUNCI_ATURAN, on=today)["simpan_bulan"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sitamu_posisi_hapus(%s), sitamu_kunci_hapus(%s)", [bulan, KUNCI_HARI]
        )
        months, keys = cursor.fetchone()
    return months, keys


def photos_expire(*, now: datetime) -> int:
    """Remove photos of web taps after `FOTO_HARI` days; returns how many went."""
    return FotoKetukan.objects.filter(dibuat_pada__lt=now - timedelta(days=FOTO_HARI)).delete()[0]


def partitions_watch() -> dict[str, int]:
    """Tables with rows that found no month, and how many; empty when all is well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tabel, jumlah FROM sitamu_partisi_lainnya() WHERE jumlah > 0")
        return dict(cursor.fetchall())
