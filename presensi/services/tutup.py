"""Closing a month: its days are final, nothing about them is decided any more.

There is one notion of a closed month, a row of PenutupanBulan, made here by who manages presensi
over the whole, or by the closing of the month's TPP. The computation leaves its days alone, the
database refuses later facts about single days of it; nothing opens a month again.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from presensi.errors import BulanBelumBeresError, BulanDitutupError
from presensi.models import PenutupanBulan
from presensi.selectors.tutup import bulan_pending, month_closed
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted


def month_open_require(tanggal: date) -> None:
    """Raise BulanDitutupError when the month of that date is closed."""
    if month_closed(tanggal):
        raise BulanDitutupError


@transaction.atomic
def bulan_close(*, actor: Pengguna, bulan: date, now: datetime) -> PenutupanBulan:
    """Close the month that begins on `bulan`, for ever.

    Raises NotAllowedError unless `actor` manages presensi over the whole, BulanDitutupError,
    BulanBelumBeresError while a day of it is not over or something about it waits.
    """
    today = timezone.localdate(now)
    units = units_granted(actor, Hak.PRESENSI_MANAGE, on=today)
    if not units.filter(induk__isnull=True).exists():
        raise NotAllowedError
    month_open_require(bulan)
    waiting = [f"{satu.apa} {satu.jumlah}" for satu in bulan_pending(bulan, now=now) if satu.tahan]
    if waiting:
        raise BulanBelumBeresError(waiting)
    return PenutupanBulan.objects.create(bulan=bulan, oleh=actor, ditutup_pada=now)
