"""Reads of phones."""

from datetime import date

from django.db.models import Q, QuerySet

from presensi.models import Perangkat
from presensi.rules.perangkat import StatusPerangkat
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import bawahan, placed_in, units_granted


def perangkat_visible_to(user: Pengguna, *, today: date) -> QuerySet[Perangkat]:
    """Own phones, those of direct subordinates, and of people whose presensi `user` manages."""
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    managed = Pegawai.objects.filter(placed_in(units, on=today))
    return Perangkat.objects.select_related("pegawai").filter(
        Q(pegawai__pengguna=user)
        | Q(pegawai__in=bawahan(user, today=today).values("pegawai"))
        | Q(pegawai__in=managed.values("pk"))
    )


def perangkat_own(user: Pengguna, *, today: date) -> QuerySet[Perangkat]:
    """The person's own, the newest first."""
    rows = perangkat_visible_to(user, today=today).filter(pegawai__pengguna=user)
    return rows.order_by("-diminta_pada", "pk")


def perangkat_waiting_for(user: Pengguna, *, today: date) -> QuerySet[Perangkat]:
    """Phones of others that `user` may decide about, the longest waiting first."""
    rows = perangkat_visible_to(user, today=today).exclude(pegawai__pengguna=user)
    return rows.filter(status=StatusPerangkat.MENUNGGU).order_by("diminta_pada", "pk")
