"""Who follows which pattern from a date on, and the roster of a unit and month."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from presensi.errors import BertanggalError, BulanDitutupError
from presensi.models import PemakaianPola, PenutupanBulan, PolaJadwal, Roster
from presensi.rules.jadwal import LEPAS, LIBUR, jam_sendiri, sel_teks
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.roster import roster_people, roster_shifts
from presensi.services.hari import hari_mark
from presensi.services.tempat import end_row, managed_person, managed_unit
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna

OFF: Final = (LEPAS, LIBUR)


@transaction.atomic
def pola_assign(
    *,
    actor: Pengguna,
    unit_id: UUID,
    kode: str,
    mulai: date,
    dasar: str,
    now: datetime,
    nip: str = "",
) -> None:
    """Let a unit and all below it, or the person of that NIP, follow a pattern from `mulai` on.

    Tomorrow at the earliest: hours never change in the middle of a day. Raises NotFoundError,
    BertanggalError.
    """
    today = timezone.localdate(now)
    unit = managed_unit(actor, unit_id, today=today)
    if mulai <= today:
        raise BertanggalError("mulai", f"Paling awal {today + SATU_HARI:%d-%m-%Y}.")
    pola = PolaJadwal.objects.filter(kode=kode).first()
    if pola is None:
        raise NotFoundError
    pegawai = managed_person(actor, nip, today=today) if nip else None
    who = Q(pegawai=pegawai) if pegawai else Q(unit=unit)
    rows = PemakaianPola.objects.select_for_update().filter(who)
    for row in rows.filter(Q(sampai__isnull=True) | Q(sampai__gte=mulai)):
        end_row(row, mulai)
    PemakaianPola.objects.create(
        pola=pola,
        unit=None if pegawai else unit,
        pegawai=pegawai,
        mulai=mulai,
        dasar=dasar,
        oleh=actor,
    )


@transaction.atomic
def roster_save(
    *,
    actor: Pengguna,
    unit_id: UUID,
    bulan: date,
    isi: Mapping[tuple[UUID, date], str],
    now: datetime,
) -> int:
    """Write the cells of a roster that changed; an empty cell removes its row; returns changes.

    `isi`: shift code, LEPAS, LIBUR, hours of its own (08:00+1440) or empty, by person and date of
    the month that begins on `bulan`. Days that were judged are judged again. Raises NotFoundError,
    BertanggalError for an unknown shift or person, BulanDitutupError.
    """
    today = timezone.localdate(now)
    if PenutupanBulan.objects.filter(bulan=bulan).exists():
        raise BulanDitutupError
    people = {row.pk for row in roster_people(actor, unit_id, bulan, today=today)}
    _check(isi, people, set(roster_shifts(unit_id, bulan)) | {*OFF, ""}, bulan)
    known = {
        (row.pegawai_id, row.tanggal): row
        for row in Roster.objects.select_for_update().filter(
            pegawai__in=people, tanggal__range=(bulan, bulan + timedelta(days=31))
        )
    }
    changed: set[tuple[UUID, date]] = set()
    for key, sif in isi.items():
        row = known.get(key)
        if sif == (sel_teks(row.sif, row.jam_mulai, row.lama_menit) if row else ""):
            continue
        changed.add(key)
        if not sif:
            if row:
                row.delete()
            continue
        row = row or Roster(pegawai_id=key[0], tanggal=key[1])
        own = jam_sendiri(sif)
        row.sif = "" if own else sif
        row.jam_mulai, row.lama_menit = (own.mulai, own.menit) if own else (None, None)
        row.oleh, row.diubah_pada = actor, now
        row.save()
    for tanggal in sorted({day for _, day in changed if day <= today}):
        hari_mark(
            dari=tanggal - SATU_HARI,
            sampai=tanggal,
            pegawai_ids=sorted(pk for pk, day in changed if day == tanggal),
            sebab="Roster diubah",
            oleh_id=actor.pk,
        )
    return len(changed)


def _check(
    isi: Mapping[tuple[UUID, date], str], people: set[UUID], shifts: Iterable[str], bulan: date
) -> None:
    for (pegawai_id, tanggal), sif in isi.items():
        if pegawai_id not in people or tanggal.replace(day=1) != bulan:
            raise BertanggalError("roster", "Ada pegawai atau tanggal di luar roster ini.")
        if sif not in shifts and jam_sendiri(sif) is None:
            raise BertanggalError("roster", f"Sif {sif[:12]} tidak ada pada pola ini.")
