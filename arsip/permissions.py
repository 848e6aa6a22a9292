"""Who may do what in the archive."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sitamu.inti.models import Pegawai, Penempatan, Pengguna, UnitKerja
from sitamu.inti.models.pegawai import SUDAH_BERAKHIR
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force, units_granted


def is_own(user: Pengguna, pegawai: Pegawai) -> bool:
    """The archive is the person's own."""
    return pegawai.pengguna_id is not None and pegawai.pengguna_id == user.pk


def units_read(user: Pengguna, hak: Hak, *, today: date) -> QuerySet[UnitKerja]:
    """Granted units, and closed ones whose duties passed to them (at most three times)."""
    granted = units_granted(user, hak, on=today).values("pk")
    closed = Q(ditutup_tanggal__lte=today)
    taken_over = Q(pengganti__in=granted)
    taken_over |= Q(pengganti__pengganti__in=granted)
    taken_over |= Q(pengganti__pengganti__pengganti__in=granted)
    return UnitKerja.objects.filter(Q(pk__in=granted) | (closed & taken_over))


def placed(user: Pengguna, hak: Hak, pegawai: str, *, today: date) -> Q:
    """The person named by path `pegawai` is in charge of a holder of `hak`.

    Placed today in a granted unit or in one that it succeeds; somebody who is placed nowhere (left,
    retired) belongs to those who hold `hak` over the whole tree.
    """
    here = Penempatan.objects.filter(in_force(today), pegawai=OuterRef(pegawai))
    whole = units_granted(user, hak, on=today).filter(induk__isnull=True)
    return Q(Exists(here.filter(unit__in=units_read(user, hak, today=today).values("pk")))) | (
        Q(Exists(whole)) & ~Q(Exists(here))
    )


def holds(user: Pengguna, hak: Hak, pegawai: Pegawai, *, today: date) -> bool:
    """`user` holds `hak` over the unit in which the person is placed today (see `placed`)."""
    return Pegawai.objects.filter(placed(user, hak, "pk", today=today), pk=pegawai.pk).exists()


def dokumen_may_upload(
    user: Pengguna, pegawai: Pegawai, *, today: date, hak: Hak = Hak.ARSIP_UPLOAD
) -> bool:
    """Into one's own archive while in service, or with `hak` over the person's unit today.

    Who retired or left keeps the own file to read; what is still missing is filed by an officer.
    """
    if is_own(user, pegawai):
        return pegawai.kedudukan not in SUDAH_BERAKHIR
    return holds(user, hak, pegawai, today=today)
