"""Dated rows about working time, for those who keep them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from presensi.models import KerjaFleksibel, VersiPola
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to, units_granted


def fleksibel_visible_to(user: Pengguna, *, today: date) -> QuerySet[KerjaFleksibel]:
    """Flexible work of units, and people of units, whose attendance `user` manages."""
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    people = pegawai_visible_to(user, today=today, hak=Hak.PRESENSI_MANAGE)
    rows = KerjaFleksibel.objects.filter(Q(unit__in=units) | Q(pegawai__in=people.values("pk")))
    return rows.select_related("unit", "pegawai").order_by("-mulai", "-dibuat_pada")


def fleksibel_get(user: Pengguna, fleksibel_id: UUID, *, today: date) -> KerjaFleksibel:
    """One of them; raises NotFoundError."""
    row = fleksibel_visible_to(user, today=today).filter(pk=fleksibel_id).first()
    if row is None:
        raise NotFoundError
    return row


def versi_held(today: date) -> QuerySet[VersiPola]:
    """Versions of all patterns that hold today or later, by pattern; the law is no secret."""
    rows = VersiPola.objects.filter(Q(sampai__isnull=True) | Q(sampai__gte=today))
    return rows.select_related("pola").order_by("pola__kode", "mulai")
