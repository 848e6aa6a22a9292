"""Reads of loads: who may load staff lists, which loads there were and which are undone."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from kepegawaian.rules.impor import BATAL, MUAT
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pekerjaan, Pengguna, StatusPekerjaan
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted

BERAKHIR: Final = (StatusPekerjaan.SELESAI, StatusPekerjaan.GAGAL)


def impor_may(user: Pengguna, *, today: date) -> bool:
    """Whether `user` may load lists: they hold people of every unit, so the right is over all."""
    return units_granted(user, Hak.IMPOR_RUN, on=today).filter(induk__isnull=True).exists()


def impor_require(user: Pengguna, *, today: date) -> None:
    """Raise NotAllowedError unless `user` may load lists."""
    if not impor_may(user, today=today):
        raise NotAllowedError(langkah="Daftar dimuat oleh pemegang hak atas seluruh unit kerja.")


def muatan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Pekerjaan]:
    """Loads and their undoings that `user` may know of, without the long report."""
    if not impor_may(user, today=today):
        return Pekerjaan.objects.none()
    return Pekerjaan.objects.filter(jenis__in=(MUAT, BATAL)).select_related("oleh").defer("hasil")


def muatan_get(user: Pengguna, job_id: UUID, *, today: date) -> Pekerjaan:
    """One of them; raises NotFoundError."""
    job = muatan_visible_to(user, today=today).filter(pk=job_id).first()
    if job is None:
        raise NotFoundError
    return job


def muatan_history(user: Pengguna, *, today: date) -> QuerySet[Pekerjaan]:
    """Loads, newest first; each with `berubah` (records) and `dibatalkan_pada`."""
    rows = muatan_visible_to(user, today=today).filter(jenis=MUAT)
    undone = (
        Pekerjaan.objects.filter(jenis=BATAL, status=StatusPekerjaan.SELESAI)
        .annotate(muatan=KT("masukan__muatan"))
        .filter(muatan=Cast(OuterRef("pk"), TextField()))
    )
    return rows.annotate(
        berubah=KT("hasil__berubah"),
        dibatalkan_pada=Subquery(undone.values("selesai_pada")[:1]),
    ).order_by("-dibuat_pada", "pk")


def undoing_of(job_id: UUID) -> Pekerjaan | None:
    """The undoing of one load that is done or under way."""
    rows = Pekerjaan.objects.filter(jenis=BATAL, masukan__muatan=str(job_id))
    return rows.exclude(status=StatusPekerjaan.GAGAL).select_related("oleh").first()


def undone_pairs() -> list[tuple[UUID, str]]:
    """Every undoing that is done, with the id of its load."""
    rows = Pekerjaan.objects.filter(jenis=BATAL, status=StatusPekerjaan.SELESAI)
    return list(rows.values_list("pk", "masukan__muatan"))


def jobs_waiting() -> QuerySet[Pekerjaan]:
    """Loads and undoings that have not ended, oldest first, for workers."""
    rows = Pekerjaan.objects.filter(jenis__in=(MUAT, BATAL)).exclude(status__in=BERAKHIR)
    return rows.order_by("dibuat_pada", "pk")
