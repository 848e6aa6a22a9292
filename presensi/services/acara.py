"""Apel and upacara: dated rows of a unit, and the attendance list of each date.

Whoever is obliged and marked as not there gets the mark on that day; without a list nobody does.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.errors import BertanggalError
from presensi.models import Acara, HadirAcara
from presensi.rules.jadwal import JenisAcara
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.acara import acara_dates_require, acara_get, acara_obliged, acara_units
from presensi.services.hari import hari_mark
from presensi.services.tempat import end_row
from presensi.services.tutup import month_open_require
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna


@transaction.atomic
def acara_create(
    *,
    actor: Pengguna,
    unit_id: UUID,
    jenis: JenisAcara,
    nama: str,
    mulai: date,
    sampai: date | None,
    hari: Sequence[int],
    jam_mulai: time,
    jam_tutup: time,
    saat_ramadan: bool,
    dasar: str,
    now: datetime,
) -> Acara:
    """An apel or upacara of the unit and all below it, on `hari` (ISO weekdays, empty: each date).

    Raises NotFoundError, BertanggalError.
    """
    unit = acara_units(actor, today=timezone.localdate(now)).filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError
    if sampai is not None and sampai < mulai:
        raise BertanggalError("sampai", "Tanggal akhir mendahului tanggal mulai.")
    if jam_tutup < jam_mulai:
        raise BertanggalError("jam_tutup", "Daftar hadir ditutup sesudah acara mulai.")
    return Acara.objects.create(
        unit=unit,
        jenis=jenis.value,
        nama=nama,
        mulai=mulai,
        sampai=sampai,
        hari=sorted(set(hari)),
        jam_mulai=jam_mulai,
        jam_tutup=jam_tutup,
        saat_ramadan=saat_ramadan,
        dasar=dasar,
        oleh=actor,
    )


@transaction.atomic
def acara_end(*, actor: Pengguna, acara_id: UUID, now: datetime) -> Acara:
    """Today is its last day; one that has not begun never holds. Raises NotFoundError."""
    today = timezone.localdate(now)
    seen = acara_get(actor, acara_id, today=today)
    row = Acara.objects.select_for_update().get(pk=seen.pk)
    if row.sampai is None or row.sampai > today:
        end_row(row, today + SATU_HARI)
    return row


@transaction.atomic
def hadir_save(
    *,
    actor: Pengguna,
    acara_id: UUID,
    tanggal: date,
    hadir: Mapping[UUID, bool],
    now: datetime,
) -> int:
    """Write who was there on that date; returns how many lines changed.

    Nobody marks themselves. Raises NotFoundError when the event does not take place on that date,
    BertanggalError, BulanDitutupError.
    """
    today = timezone.localdate(now)
    month_open_require(tanggal)
    if tanggal > today:
        raise BertanggalError("tanggal", "Hari itu belum tiba.")
    acara = acara_get(actor, acara_id, today=today)
    acara_dates_require(acara, tanggal)
    obliged = {row.pegawai.pk: row.pegawai for row in acara_obliged(actor, acara, tanggal)}
    own = {pk for pk, pegawai in obliged.items() if pegawai.pengguna_id == actor.pk}
    if hadir.keys() - obliged.keys():
        raise BertanggalError("hadir", "Ada pegawai yang tidak wajib ikut.")
    known = {
        row.pegawai_id: row
        for row in HadirAcara.objects.select_for_update().filter(acara=acara, tanggal=tanggal)
    }
    changed: list[UUID] = []
    for pk, there in hadir.items():
        row = known.get(pk)
        if pk in own or (row is not None and row.hadir == there):
            continue
        row = row or HadirAcara(acara=acara, tanggal=tanggal, pegawai_id=pk)
        row.hadir, row.oleh, row.pada = there, actor, now
        row.save()
        changed.append(pk)
    if changed:
        hari_mark(
            dari=tanggal,
            sampai=tanggal,
            pegawai_ids=sorted(changed),
            sebab=f"Daftar hadir {acara.nama}",
            oleh_id=actor.pk,
        )
    return len(changed)
