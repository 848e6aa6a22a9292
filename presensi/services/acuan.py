"""Places and patterns that follow from the loaded list of units.

Each unit with coordinates has an office of its own. What changes in the list begins tomorrow, and
the shape of today stays what it was; a place whose shape somebody drew in the portal is left
alone. Attendance begins on a day that the office decides (parameter PRESENSI_MULAI): until then
no unit has a pattern and nobody is absent. From then on a unit gets a pattern of its own only
where that differs from the one it inherits.
"""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.models import BentukTempat, PemakaianPola, PemakaianTempat, PolaJadwal, Tempat
from presensi.rules.penjadwal import SATU_HARI, TINGKAT
from presensi.rules.tempat import JenisTempat
from presensi.selectors.rencana import held_within
from sitamu.inti.models import UnitKerja
from sitamu.inti.selectors import parameter_versions

MUATAN: Final = "Daftar unit kerja yang dimuat"
KUNCI_MULAI: Final = "PRESENSI_MULAI"
_JENIS: Final = {"sekolah": JenisTempat.SEKOLAH}
_POLA: Final = {5: "J5", 6: "J6S"}


def acuan_from_event(
    *,
    peristiwa_id: UUID,  # noqa: ARG001
    nama: str,  # noqa: ARG001
    isi: dict[str, Any],
    now: datetime,
) -> None:
    """Subscriber: lists were loaded, or the day was decided on which attendance begins."""
    if isi.get("kunci", KUNCI_MULAI) == KUNCI_MULAI:
        acuan_follow_units(now=now)


@transaction.atomic
def acuan_follow_units(*, now: datetime) -> int:
    """Give every unit of the list its office and its pattern; returns rows added. Twice adds none.

    Places hold from today, patterns from the day on which attendance begins, if there is one.
    """
    today = timezone.localdate(now)
    units = list(UnitKerja.objects.filter(ditutup_tanggal__isnull=True).order_by("jalur"))
    mulai = _begins(today)
    return _places(units, today) + (_patterns(units, mulai) if mulai else 0)


def _begins(today: date) -> date | None:
    """First day of attendance by the list of units that is not past; None while it is not kept."""
    row = parameter_versions(KUNCI_MULAI).last()
    return max(today, row.berlaku_mulai) if row and row.nilai["dari_daftar_unit"] else None


def _places(units: list[UnitKerja], today: date) -> int:
    known = dict(Tempat.objects.filter(dari_muatan=True).values_list("unit_id", "pk"))
    shapes = {
        row.tempat_id: row
        for row in BentukTempat.objects.filter(tempat__in=known.values(), sampai__isnull=True)
    }
    added: list[tuple[UnitKerja, Tempat]] = []
    moved: list[BentukTempat] = []
    for unit in units:
        if unit.lintang is None or unit.bujur is None or not unit.radius_m:
            continue
        if unit.pk not in known:
            jenis = _JENIS.get(unit.jenis, JenisTempat.KANTOR)
            place = Tempat(unit=unit, nama=unit.nama[:150], jenis=jenis, dari_muatan=True)
            added.append((unit, place))
            moved.append(_shape(unit, place, today))
        elif (row := shapes.get(known[unit.pk])) and row.dasar == MUATAN and _differs(row, unit):
            # A shape that was to begin tomorrow never begins.
            row.sampai = row.mulai - SATU_HARI if row.mulai > today else today
            row.save(update_fields=["sampai"])
            moved.append(_shape(unit, row.tempat, today + SATU_HARI))
    Tempat.objects.bulk_create(place for _, place in added)
    BentukTempat.objects.bulk_create(moved)
    PemakaianTempat.objects.bulk_create(
        PemakaianTempat(tempat=place, unit=unit, mulai=today, dasar=MUATAN) for unit, place in added
    )
    return len(moved)


def _shape(unit: UnitKerja, place: Tempat, mulai: date) -> BentukTempat:
    return BentukTempat(
        tempat=place,
        mulai=mulai,
        lintang=float(unit.lintang or 0),
        bujur=float(unit.bujur or 0),
        radius_m=unit.radius_m or 0,
        dasar=MUATAN,
    )


def _differs(row: BentukTempat, unit: UnitKerja) -> bool:
    return (row.lintang, row.bujur, row.radius_m) != (
        float(unit.lintang or 0),
        float(unit.bujur or 0),
        unit.radius_m,
    )


def _patterns(units: list[UnitKerja], mulai: date) -> int:
    """One row for each unit whose days a week differ from what it inherits."""
    pola = {row.kode: row for row in PolaJadwal.objects.filter(kode__in=_POLA.values())}
    used = PemakaianPola.objects.filter(held_within(mulai, date.max), unit__isnull=False)
    held = dict(used.order_by("mulai").values_list("unit__jalur", "pola__kode"))
    added = []
    for unit in units:
        kode = _POLA.get(unit.hari_kerja_per_minggu, "J5")
        if unit.jalur in held:
            continue
        upward = (unit.jalur[:end] for end in range(len(unit.jalur) - TINGKAT, 0, -TINGKAT))
        inherited = next((held[jalur] for jalur in upward if jalur in held), None)
        if inherited != kode:
            held[unit.jalur] = kode
            added.append(PemakaianPola(pola=pola[kode], unit=unit, mulai=mulai, dasar=MUATAN))
    PemakaianPola.objects.bulk_create(added)
    return len(added)
