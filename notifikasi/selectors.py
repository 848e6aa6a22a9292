"""Reads of notifications: everybody sees the own ones, nobody else's."""

from django.db.models import Case, QuerySet, When

from notifikasi.models import Pemberitahuan, Saluran
from sitamu.inti.models import Pengguna


def pemberitahuan_visible_to(user: Pengguna) -> QuerySet[Pemberitahuan]:
    """Notifications in the application for `user`: the one starting point of pages and counts."""
    return Pemberitahuan.objects.filter(penerima=user, saluran=Saluran.APLIKASI)


def pemberitahuan_listed(user: Pengguna, *, belum_dibaca: bool = False) -> QuerySet[Pemberitahuan]:
    """For the list: unread first, then the newest."""
    rows = pemberitahuan_visible_to(user)
    if belum_dibaca:
        rows = rows.filter(dibaca_pada__isnull=True)
    unread_first = Case(When(dibaca_pada__isnull=True, then=0), default=1)
    return rows.order_by(unread_first, "-dibuat_pada", "pk")


def jumlah_belum_dibaca(user: Pengguna) -> int:
    """How many wait to be read: the figure beside the bell. One query on a partial index."""
    return pemberitahuan_visible_to(user).filter(dibaca_pada__isnull=True).count()
