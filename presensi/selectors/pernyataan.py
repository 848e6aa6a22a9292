"""Stated times: one's own, those that wait for a superior."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from presensi.models import Pernyataan
from presensi.rules.fakta import JenisPernyataan, Keadaan
from presensi.selectors.hari import team_of
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to


def pernyataan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Pernyataan]:
    """Of oneself, of the own team, of people whose attendance `user` manages."""
    people = pegawai_visible_to(user, today=today, hak=Hak.PRESENSI_MANAGE)
    team = team_of(user, today=today)
    rows = Pernyataan.objects.filter(
        Q(pegawai__in=people.values("pk")) | Q(pegawai__in=team.values("pk"))
    )
    return rows.select_related("pegawai", "diputus_oleh")


def pernyataan_get(user: Pengguna, pernyataan_id: UUID, *, today: date) -> Pernyataan:
    """One of them; raises NotFoundError."""
    row = pernyataan_visible_to(user, today=today).filter(pk=pernyataan_id).first()
    if row is None:
        raise NotFoundError
    return row


def pernyataan_own(user: Pengguna) -> QuerySet[Pernyataan]:
    """One's own, newest day first."""
    rows = Pernyataan.objects.filter(pegawai__pengguna=user).select_related("diputus_oleh")
    return rows.order_by("-tanggal", "arah")


def pernyataan_waiting(user: Pengguna, *, today: date) -> QuerySet[Pernyataan]:
    """Those of others that `user` can decide, oldest first; see `pernyataan_decide_may`."""
    managed = pegawai_visible_to(user, today=today, hak=Hak.PRESENSI_MANAGE)
    rows = pernyataan_visible_to(user, today=today).filter(
        Q(jenis=JenisPernyataan.LUPA)
        | Q(jenis=JenisPernyataan.KEBERATAN, pegawai__in=managed.values("pk")),
        keadaan=Keadaan.DIAJUKAN,
    )
    return rows.exclude(pegawai__pengguna=user).order_by("tanggal", "diajukan_pada")
