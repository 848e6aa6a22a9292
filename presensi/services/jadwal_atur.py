"""Hours of patterns, flexible work and Ramadan, each from a date on; nothing past is rewritten.

A change of hours begins tomorrow at the earliest. Flexible work and Ramadan may be entered for
days that were judged already: those are judged again, unless their month is closed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.errors import BertanggalError
from presensi.models import KerjaFleksibel, PolaJadwal, Ramadan, VersiPola
from presensi.rules.jadwal import GESER_MAKS_MENIT, JenisFleksibel, pola_read
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.atur import fleksibel_get
from presensi.services.hari import hari_mark
from presensi.services.tempat import end_row, managed_person, managed_unit
from presensi.services.tutup import month_open_require
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted


def manages_all(actor: Pengguna, *, today: date) -> bool:
    """Whether `actor` manages presensi over the whole kabupaten."""
    units = units_granted(actor, Hak.PRESENSI_MANAGE, on=today)
    return units.filter(induk__isnull=True).exists()


@transaction.atomic
def versi_save(
    *,
    actor: Pengguna,
    kode: str,
    nama: str,
    isi: Mapping[str, Any],
    mulai: date,
    dasar: str,
    now: datetime,
) -> VersiPola:
    """Give a pattern other hours from `mulai` on, tomorrow at the earliest; an unknown `kode` is
    a new pattern, which may begin today.

    Raises NotAllowedError unless in charge of the whole, PolaInvalidError, BertanggalError.
    """
    today = timezone.localdate(now)
    if not manages_all(actor, today=today):
        raise NotAllowedError
    pola_read(kode, isi)
    pola, new = PolaJadwal.objects.get_or_create(kode=kode, defaults={"nama": nama})
    earliest = today if new else today + SATU_HARI
    if mulai < earliest:
        raise BertanggalError("mulai", f"Paling awal {earliest:%d-%m-%Y}.")
    rows = VersiPola.objects.select_for_update().filter(pola=pola)
    for row in rows.filter(sampai__isnull=True) | rows.filter(sampai__gte=mulai):
        end_row(row, mulai)
    return VersiPola.objects.create(pola=pola, isi=dict(isi), mulai=mulai, dasar=dasar, oleh=actor)


@transaction.atomic
def fleksibel_assign(
    *,
    actor: Pengguna,
    unit_id: UUID,
    jenis: JenisFleksibel,
    mulai: date,
    sampai: date,
    hari: Sequence[int],
    geser_menit: int,
    dasar: str,
    now: datetime,
    nip: str = "",
) -> KerjaFleksibel:
    """Assign flexible place or time to a unit and all below it, or to one person (PermenPANRB
    4/2025). Raises NotFoundError, BertanggalError, BulanDitutupError."""
    today = timezone.localdate(now)
    unit = managed_unit(actor, unit_id, today=today)
    pegawai = managed_person(actor, nip, today=today) if nip else None
    if sampai < mulai:
        raise BertanggalError("sampai", "Tanggal akhir mendahului tanggal mulai.")
    if jenis is JenisFleksibel.WAKTU and not 0 < geser_menit <= GESER_MAKS_MENIT:
        raise BertanggalError("geser_menit", f"Isi 1 sampai {GESER_MAKS_MENIT} menit.")
    month_open_require(mulai)
    row = KerjaFleksibel.objects.create(
        unit=None if pegawai else unit,
        pegawai=pegawai,
        jenis=jenis.value,
        mulai=mulai,
        sampai=sampai,
        hari=sorted(set(hari)),
        geser_menit=geser_menit if jenis is JenisFleksibel.WAKTU else 0,
        dasar=dasar,
        oleh=actor,
    )
    _judge_again(row, mulai, min(sampai, today), f"{jenis.label}: {dasar}", actor)
    return row


@transaction.atomic
def fleksibel_end(*, actor: Pengguna, fleksibel_id: UUID, now: datetime) -> KerjaFleksibel:
    """Today is its last day; one that has not begun never holds. Raises NotFoundError."""
    today = timezone.localdate(now)
    seen = fleksibel_get(actor, fleksibel_id, today=today)
    row = KerjaFleksibel.objects.select_for_update().get(pk=seen.pk)
    if row.sampai is None or row.sampai > today:
        end_row(row, today + SATU_HARI)
    return row


def _judge_again(
    row: KerjaFleksibel, dari: date, sampai: date, sebab: str, actor: Pengguna
) -> None:
    if dari > sampai:
        return
    hari_mark(
        dari=dari,
        sampai=sampai,
        pegawai_ids=[row.pegawai_id] if row.pegawai_id else None,
        unit_id=row.unit_id,
        sebab=sebab,
        oleh_id=actor.pk,
    )


@transaction.atomic
def ramadan_save(
    *,
    actor: Pengguna,
    hijriah: int,
    mulai: date,
    sampai: date,
    perkiraan: bool,
    sumber: str,
    now: datetime,
) -> Ramadan:
    """Enter or mend the first and last day of fasting of one Hijri year, as announced.

    Raises NotAllowedError unless in charge of the whole, BertanggalError, BulanDitutupError.
    """
    today = timezone.localdate(now)
    if not manages_all(actor, today=today):
        raise NotAllowedError
    if not 28 <= (sampai - mulai).days + 1 <= 31:
        raise BertanggalError("sampai", "Puasa berlangsung 29 atau 30 hari. Periksa tanggalnya.")
    known = Ramadan.objects.select_for_update().filter(hijriah=hijriah).first()
    edges = [mulai, sampai, *((known.mulai, known.sampai) if known else ())]
    for edge in edges:
        month_open_require(edge)
    row = known or Ramadan(hijriah=hijriah)
    row.mulai, row.sampai, row.perkiraan, row.sumber = mulai, sampai, perkiraan, sumber
    row.save()
    if min(edges) <= today:
        hari_mark(
            dari=min(edges),
            sampai=min(max(edges), today),
            sebab=f"Tanggal Ramadan {hijriah} H: {sumber}",
            oleh_id=actor.pk,
        )
    return row
