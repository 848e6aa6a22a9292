"""Taps of one person, to be shown to that person."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from presensi.models import Ketukan
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.tempat import tempat_hari


def ketukan_own(pegawai_id: UUID, dari: date, sampai: date) -> QuerySet[Ketukan]:
    """Between two dates (inclusive) of the zone in which the person works on the first, oldest
    first."""
    zone = tempat_hari(pegawai_id, on=dari).zona
    rows = Ketukan.objects.filter(
        pegawai_id=pegawai_id,
        pada__gte=datetime.combine(dari, time(), tzinfo=zone),
        pada__lt=datetime.combine(sampai + SATU_HARI, time(), tzinfo=zone),
    )
    return rows.order_by("pada", "id")
