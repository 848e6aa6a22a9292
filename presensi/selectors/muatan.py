"""Loads of taps: whose they are, and of whom they may bring."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from presensi.models import MuatanBatal
from presensi.rules.muatan import MUAT
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pegawai, Pekerjaan, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to, units_granted


def muatan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Pekerjaan]:
    """One's own loads while one manages presensi; all of them for who manages the whole."""
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    rows = Pekerjaan.objects.filter(jenis=MUAT).annotate(
        batal=Exists(MuatanBatal.objects.filter(muatan=OuterRef("pk")))
    )
    if not units.filter(induk__isnull=True).exists():
        rows = rows.filter(oleh=user) if units.exists() else rows.none()
    return rows.select_related("oleh").order_by("-dibuat_pada")


def muatan_get(user: Pengguna, job_id: UUID, *, today: date) -> Pekerjaan:
    """One of them; raises NotFoundError."""
    job = muatan_visible_to(user, today=today).filter(pk=job_id).first()
    if job is None:
        raise NotFoundError
    return job


def muatan_people(user: Pengguna, nomor: Iterable[str], *, today: date) -> QuerySet[Pegawai]:
    """People with one of these numbers whose presensi `user` manages."""
    numbers = list(nomor)
    people = pegawai_visible_to(user, today=today, hak=Hak.PRESENSI_MANAGE)
    return people.exclude(pengguna=user).filter(Q(nip__in=numbers) | Q(nomor_induk__in=numbers))
