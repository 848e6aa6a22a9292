"""Waivers and paper lists of units in charge."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from presensi.models import DaftarKertas, Dispensasi
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import SUDAH_BERAKHIR, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import placed_in, units_granted


def dispensasi_visible_to(user: Pengguna, *, today: date) -> QuerySet[Dispensasi]:
    """Waivers of units whose attendance `user` manages, the newest day first."""
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    rows = Dispensasi.objects.filter(unit__in=units).select_related("unit", "oleh", "dicabut_oleh")
    return rows.order_by("-tanggal", "-dibuat_pada")


def dispensasi_get(user: Pengguna, dispensasi_id: UUID, *, today: date) -> Dispensasi:
    """One of them; raises NotFoundError."""
    row = dispensasi_visible_to(user, today=today).filter(pk=dispensasi_id).first()
    if row is None:
        raise NotFoundError
    return row


def kertas_visible_to(user: Pengguna, *, today: date) -> QuerySet[DaftarKertas]:
    """Paper lists of units whose rosters or attendance `user` keeps, the newest day first."""
    rows = DaftarKertas.objects.filter(unit__in=kertas_units(user, today=today))
    return rows.select_related("unit", "diajukan_oleh", "diputus_oleh").order_by(
        "-tanggal", "-diajukan_pada"
    )


def kertas_get(user: Pengguna, daftar_id: UUID, *, today: date) -> DaftarKertas:
    """One of them; raises NotFoundError."""
    row = kertas_visible_to(user, today=today).filter(pk=daftar_id).first()
    if row is None:
        raise NotFoundError
    return row


def kertas_units(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """Units for which `user` may hand in a paper list."""
    return units_granted(user, Hak.PRESENSI_ROSTER, on=today) | units_granted(
        user, Hak.PRESENSI_MANAGE, on=today
    )


def kertas_people(
    user: Pengguna, unit_id: UUID, tanggal: date, *, today: date
) -> tuple[UnitKerja, QuerySet[Pegawai]]:
    """The unit and who worked in it on that date, by name; raises NotFoundError."""
    unit = kertas_units(user, today=today).filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError
    own = UnitKerja.objects.filter(pk=unit.pk)
    people = Pegawai.objects.filter(placed_in(own, on=tanggal))
    return unit, people.exclude(kedudukan__in=SUDAH_BERAKHIR).order_by("nama_kunci", "pk")
