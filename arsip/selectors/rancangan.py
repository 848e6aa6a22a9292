"""Drafts of photographed papers: whose they are."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from arsip.models import HalamanFoto, RancanganFoto
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna


def rancangan_of(user: Pengguna) -> QuerySet[RancanganFoto]:
    """Drafts that `user` began, newest first, with their number of pages as `.banyak`."""
    if not user.is_active:
        return RancanganFoto.objects.none()
    return (
        RancanganFoto.objects.filter(oleh=user)
        .select_related("jenis", "pegawai")
        .annotate(banyak=Count("halaman"))
        .order_by("-dibuat_pada")
    )


def rancangan_get(user: Pengguna, rancangan_id: UUID) -> RancanganFoto:
    """One of the own drafts; raises NotFoundError."""
    rancangan = rancangan_of(user).filter(pk=rancangan_id).first()
    if rancangan is None:
        raise NotFoundError
    return rancangan


def halaman_get(user: Pengguna, rancangan_id: UUID, halaman_id: UUID) -> HalamanFoto:
    """One page of one of the own drafts; raises NotFoundError."""
    halaman = HalamanFoto.objects.filter(
        rancangan=rancangan_get(user, rancangan_id), pk=halaman_id
    ).first()
    if halaman is None:
        raise NotFoundError
    return halaman


def rancangan_stale(*, before: datetime) -> QuerySet[RancanganFoto]:
    """Drafts begun before that moment."""
    return RancanganFoto.objects.filter(dibuat_pada__lt=before)
