"""What one person needs to tap from a browser: where, when, and what is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from presensi.models import KeputusanKetukan, Ketukan
from presensi.rules.putusan import Putusan, Tanda
from presensi.rules.tempat import BuktiWeb
from presensi.selectors.rencana import rencana_pada
from presensi.selectors.tempat import TempatHari, tempat_hari
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Pegawai

ZONA: Final = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
TERAKHIR: Final = timedelta(hours=20)  # a night shift still shows the tap it began with


@dataclass(frozen=True, slots=True)
class KetukanTampil:
    """A tap of the last hours in words; `jam` in the zone of the unit."""

    arah: str
    arah_label: str
    jam: str
    putusan: str
    putusan_label: str
    tanda: Sequence[str]


@dataclass(frozen=True, slots=True)
class KeadaanKetuk:
    """`jadwal`: 07.30-16.00, a word on a day off, or what is missing. `zona`: WITA."""

    hari: TempatHari
    zona: str
    jadwal: str
    minta_foto: bool
    ketukan: Sequence[KetukanTampil]

    @property
    def sudah_masuk(self) -> bool:
        return any(one.arah == "MASUK" for one in self.ketukan)


def ketuk_keadaan(pegawai: Pegawai, *, now: datetime) -> KeadaanKetuk:
    """Places, hours and taps of now."""
    hari = tempat_hari(pegawai.pk, on=timezone.localdate(now))
    return KeadaanKetuk(
        hari,
        ZONA.get(str(hari.zona), ""),
        _hours(pegawai, now.astimezone(hari.zona)),
        any(one.bukti_web == BuktiWeb.FOTO for one in hari.tempat),
        _taps(pegawai, hari.zona, now),
    )


def _hours(pegawai: Pegawai, now: datetime) -> str:
    try:
        plan = rencana_pada(pegawai.pk, now.date())
    except DataKurangError:
        return "jadwal belum diatur"
    hours = plan.jam_kerja
    if hours is None:
        return "hari ini tidak ada jadwal"
    zona = ZONA.get(str(plan.zona), "")
    return f"jadwal {hours[0]:%H.%M}-{hours[1]:%H.%M} {zona}".strip()


def _taps(pegawai: Pegawai, zona: ZoneInfo, now: datetime) -> list[KetukanTampil]:
    rows = list(
        Ketukan.objects.filter(
            pegawai_id=pegawai.pk, pada__gt=now - TERAKHIR, pada__lte=now
        ).order_by("pada")
    )
    decided = KeputusanKetukan.objects.filter(ketukan_id__in=[row.pk for row in rows])
    held = dict(decided.order_by("urut").values_list("ketukan_id", "sesudah"))
    return [
        KetukanTampil(
            row.arah,
            row.get_arah_display(),
            f"{row.pada.astimezone(zona):%H.%M}",
            held.get(row.pk, row.putusan),
            Putusan(held.get(row.pk, row.putusan)).label,
            [Tanda(one).label for one in row.tanda],
        )
        for row in rows
    ]
