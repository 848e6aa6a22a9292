"""Drafting a version of a parameter: begin, edit, throw away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from sitamu.aturan.errors import (
    DrafBerubahError,
    DrafTerbukaError,
    DrafTertutupError,
    NilaiInvalidError,
    VersiBertumpukError,
)
from sitamu.aturan.models import AksiDraf, BedaUji, DrafParameter, RiwayatDraf, StatusDraf
from sitamu.aturan.selectors import (
    bentuk_get,
    draf_open,
    draf_visible_to,
    faults_of,
    referensi_require,
    versi_before,
    versi_taken,
)
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna


@dataclass(frozen=True, slots=True)
class IsiDraf:
    """What an admin types."""

    berlaku_mulai: date
    nilai: Any
    dasar_hukum: str
    keterangan: str = ""


@transaction.atomic
def draf_start(*, kunci: str, isi: IsiDraf, actor: Pengguna, now: datetime) -> DrafParameter:
    """Store a new draft of one parameter.

    Raises NotAllowedError, NotFoundError for a key without a shape, NilaiInvalidError,
    VersiBertumpukError, DrafTerbukaError while another draft of it is open.
    """
    referensi_require(actor, today=timezone.localdate(now))
    draf = DrafParameter(
        kunci=kunci,
        dibuat_oleh=actor,
        dibuat_pada=now,
        diubah_oleh=actor,
        diubah_pada=now,
        dari=versi_before(kunci, isi.berlaku_mulai),
    )
    _fill(draf, isi)
    try:
        with transaction.atomic():
            draf.save(force_insert=True)
    except IntegrityError:
        other = draf_open().filter(kunci=kunci).first()
        raise DrafTerbukaError(
            bentuk_get(kunci).judul, other.diubah_oleh.nama if other else ""
        ) from None
    draf_note(draf, AksiDraf.DIBUAT, actor=actor, now=now)
    return draf


@transaction.atomic
def draf_edit(
    *, draf_id: UUID, versi: int, isi: IsiDraf, actor: Pengguna, now: datetime
) -> DrafParameter:
    """Replace what a draft says; trials of the former edit no longer count.

    `versi`: the edit the form was made from. Saving the same again changes nothing. Raises
    DrafBerubahError, DrafTertutupError and what `draf_start` raises.
    """
    draf = draf_lock_for(actor, draf_id, versi, today=timezone.localdate(now))
    before = {"nilai": draf.nilai, "berlaku_mulai": draf.berlaku_mulai.isoformat()}
    said = _said(draf)
    _fill(draf, isi)
    if _said(draf) == said:
        return draf
    draf.versi += 1
    draf.dari = versi_before(draf.kunci, isi.berlaku_mulai)
    draf.diubah_oleh, draf.diubah_pada = actor, now
    draf.save()
    draf_note(draf, AksiDraf.DIUBAH, actor=actor, now=now, rincian=before)
    return draf


@transaction.atomic
def draf_discard(*, draf_id: UUID, versi: int, actor: Pengguna, now: datetime) -> None:
    """Throw a draft away; it and its history stay on record, the people of its trials do not."""
    draf = draf_lock_for(actor, draf_id, versi, today=timezone.localdate(now))
    draf.status = StatusDraf.DIBUANG
    draf.save(update_fields=["status"])
    BedaUji.objects.filter(uji__draf=draf).delete()
    draf_note(draf, AksiDraf.DIBUANG, actor=actor, now=now)


def draf_lock_for(actor: Pengguna, draf_id: UUID, versi: int, *, today: date) -> DrafParameter:
    """The open draft, locked; raises NotFoundError, DrafTertutupError, DrafBerubahError."""
    rows = draf_visible_to(actor, today=today).select_for_update(of=("self",))
    draf = rows.filter(pk=draf_id).first()
    if draf is None:
        raise NotFoundError
    if draf.status != StatusDraf.DRAF:
        raise DrafTertutupError
    if draf.versi != versi:
        raise DrafBerubahError(draf.diubah_oleh.nama)
    return draf


def draf_note(
    draf: DrafParameter,
    aksi: AksiDraf,
    *,
    actor: Pengguna,
    now: datetime,
    rincian: dict[str, Any] | None = None,
) -> None:
    """One line of the draft's history, in the transaction of the act."""
    RiwayatDraf.objects.create(
        draf=draf, aksi=aksi, versi=draf.versi, oleh=actor, pada=now, rincian=rincian or {}
    )


def _fill(draf: DrafParameter, isi: IsiDraf) -> None:
    """Put the typed into the draft; raises NilaiInvalidError, VersiBertumpukError."""
    bentuk = bentuk_get(draf.kunci)
    draf.berlaku_mulai, draf.nilai = isi.berlaku_mulai, isi.nilai
    draf.dasar_hukum, draf.keterangan = isi.dasar_hukum, isi.keterangan
    if not isi.dasar_hukum.strip():
        raise NilaiInvalidError([("dasar hukum", "belum diisi.")])
    if faults := faults_of(draf):
        raise NilaiInvalidError([(fault.tempat, fault.pesan) for fault in faults])
    if versi_taken(draf.kunci, isi.berlaku_mulai):
        raise VersiBertumpukError(bentuk.judul, isi.berlaku_mulai)


def _said(draf: DrafParameter) -> tuple[Any, ...]:
    return draf.berlaku_mulai, draf.nilai, draf.dasar_hukum, draf.keterangan
