"""Places: made, given another shape from a date on, lent to units and people from a date on.

Nothing is overwritten: a change ends the row in force the day before and begins another. A shape
changes from tomorrow at the earliest, so that no morning begins under one circle and ends under
another.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.errors import BertanggalError
from presensi.models import BentukTempat, PemakaianTempat, Tempat
from presensi.models.dasar import BertanggalModel
from presensi.rules.geofence import TempatAturan, Titik, tempat_check
from presensi.rules.penjadwal import SATU_HARI
from presensi.rules.tempat import BuktiWeb, JenisTempat
from presensi.selectors.tempat import tempat_get
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to, units_granted


@dataclass(frozen=True, slots=True)
class IsiBentuk:
    """Where a place lies and what a tap from a browser must bring; see BentukTempat."""

    lintang: float
    bujur: float
    radius_m: int
    poligon: tuple[Titik, ...] = ()
    bukti_web: BuktiWeb = BuktiWeb.ATASAN
    jaringan: tuple[str, ...] = ()


@transaction.atomic
def tempat_create(
    *,
    actor: Pengguna,
    unit_id: UUID,
    nama: str,
    jenis: JenisTempat,
    bentuk: IsiBentuk,
    mulai: date,
    dasar: str,
    now: datetime,
) -> Tempat:
    """Make a place that the unit and all below it use from `mulai` on.

    Raises NotFoundError, TempatInvalidError, BertanggalError.
    """
    today = timezone.localdate(now)
    unit = managed_unit(actor, unit_id, today=today)
    _not_before(mulai, today)
    tempat = Tempat.objects.create(unit=unit, nama=nama, jenis=jenis.value)
    _shape(tempat, bentuk, mulai, dasar, actor)
    PemakaianTempat.objects.create(tempat=tempat, unit=unit, mulai=mulai, dasar=dasar, oleh=actor)
    return tempat


@transaction.atomic
def tempat_reshape(
    *,
    actor: Pengguna,
    tempat_id: UUID,
    bentuk: IsiBentuk,
    mulai: date,
    dasar: str,
    now: datetime,
) -> None:
    """Give a place another shape from `mulai` on, tomorrow at the earliest.

    Raises NotFoundError, NotAllowedError, TempatInvalidError, BertanggalError.
    """
    today = timezone.localdate(now)
    tempat = tempat_lock_for(actor, tempat_id, today=today)
    _not_before(mulai, today + SATU_HARI)
    for row in tempat.bentuk.filter(sampai__isnull=True) | tempat.bentuk.filter(sampai__gte=mulai):
        end_row(row, mulai)
    _shape(tempat, bentuk, mulai, dasar, actor)


@transaction.atomic
def tempat_lend(
    *,
    actor: Pengguna,
    tempat_id: UUID,
    mulai: date,
    sampai: date | None,
    dasar: str,
    now: datetime,
    unit_id: UUID | None = None,
    nip: str = "",
) -> None:
    """Let a unit, or the person of that NIP, tap there; nobody outside the units in charge.

    Raises NotFoundError, NotAllowedError, BertanggalError.
    """
    today = timezone.localdate(now)
    tempat = tempat_lock_for(actor, tempat_id, today=today)
    _not_before(mulai, today)
    if sampai is not None and sampai < mulai:
        raise BertanggalError("sampai", "Tanggal akhir mendahului tanggal mulai.")
    unit = pegawai = None
    if nip:
        pegawai = managed_person(actor, nip, today=today)
    elif unit_id is not None:
        unit = managed_unit(actor, unit_id, today=today)
    used = PemakaianTempat.objects.filter(tempat=tempat, unit=unit, pegawai=pegawai)
    for row in used.filter(sampai__isnull=True) | used.filter(sampai__gte=mulai):
        end_row(row, mulai)
    PemakaianTempat.objects.create(
        tempat=tempat,
        unit=unit,
        pegawai=pegawai,
        mulai=mulai,
        sampai=sampai,
        dasar=dasar,
        oleh=actor,
    )


@transaction.atomic
def tempat_take_back(*, actor: Pengguna, pemakaian_id: UUID, now: datetime) -> Tempat:
    """Today is the last day on which they tap there. Raises NotFoundError, NotAllowedError."""
    today = timezone.localdate(now)
    row = PemakaianTempat.objects.filter(pk=pemakaian_id).first()
    if row is None:
        raise NotFoundError
    tempat = tempat_lock_for(actor, row.tempat_id, today=today)
    if row.sampai is None or row.sampai > today:
        end_row(row, today + SATU_HARI)
    return tempat


def tempat_lock_for(actor: Pengguna, tempat_id: UUID, *, today: date) -> Tempat:
    """The place, locked; raises NotFoundError, NotAllowedError when not in charge of its unit."""
    tempat = tempat_get(actor, tempat_id, today=today)
    if not units_granted(actor, Hak.PRESENSI_MANAGE, on=today).filter(pk=tempat.unit_id).exists():
        raise NotAllowedError
    return Tempat.objects.select_for_update().get(pk=tempat.pk)


def managed_unit(actor: Pengguna, unit_id: UUID, *, today: date) -> UnitKerja:
    """A unit whose attendance `actor` manages; raises NotFoundError."""
    unit = units_granted(actor, Hak.PRESENSI_MANAGE, on=today).filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError
    return unit


def managed_person(actor: Pengguna, nip: str, *, today: date) -> Pegawai:
    """The person of that number in those units; raises BertanggalError for the field."""
    people = pegawai_visible_to(actor, today=today, hak=Hak.PRESENSI_MANAGE)
    pegawai = (people.filter(nip=nip) | people.filter(nomor_induk=nip)).first()
    if pegawai is None:
        raise BertanggalError("nip", "Tidak ada pegawai dengan NIP itu di unit Anda.")
    return pegawai


def end_row(row: BertanggalModel, mulai: date) -> None:
    """End a row the day before `mulai`; one that begins later never begins."""
    row.sampai = (max(row.mulai, mulai)) - SATU_HARI
    row.save(update_fields=["sampai"])


def _not_before(mulai: date, paling_awal: date) -> None:
    if mulai < paling_awal:
        raise BertanggalError("mulai", f"Paling awal {paling_awal:%d-%m-%Y}.")


def _shape(
    tempat: Tempat, bentuk: IsiBentuk, mulai: date, dasar: str, actor: Pengguna
) -> BentukTempat:
    tempat_check(
        TempatAturan(
            tempat.pk, Titik(bentuk.lintang, bentuk.bujur), bentuk.radius_m, bentuk.poligon
        )
    )
    return BentukTempat.objects.create(
        tempat=tempat,
        lintang=bentuk.lintang,
        bujur=bentuk.bujur,
        radius_m=bentuk.radius_m,
        poligon=[angka for titik in bentuk.poligon for angka in (titik.lintang, titik.bujur)],
        bukti_web=bentuk.bukti_web.value,
        jaringan=list(bentuk.jaringan),
        mulai=mulai,
        dasar=dasar,
        oleh=actor,
    )
