"""Registering the phone one taps with, and changing it.

The first phone of a person is theirs at once. Another one waits: until the superior or whoever
manages presensi of the unit says yes, or until the wait is over; its taps are looked at meanwhile.
Whoever holds the old phone is told.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.errors import TanpaPegawaiError
from presensi.events import PerangkatBerubah
from presensi.models import Perangkat, RiwayatPerangkat
from presensi.permissions import perangkat_decide, perangkat_revoke_may
from presensi.rules.perangkat import (
    DIPAKAI,
    StatusPerangkat,
    TindakPerangkat,
    aktif_sendiri_pada,
    perangkat_next,
)
from presensi.selectors.perangkat import perangkat_visible_to
from sitamu.inti.errors import DataKurangError, NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.selectors import nilai, unit_of
from sitamu.inti.services.outbox import emit

KUNCI_ATURAN: Final = "PRESENSI_PERANGKAT"
TAUTAN: Final = "/presensi/perangkat/"


@dataclass(frozen=True, slots=True)
class IsiPerangkat:
    """What an application says about its phone."""

    nomor: UUID
    nama: str = ""
    sistem: str = ""
    versi_aplikasi: str = ""
    kunci_publik: str = ""


@transaction.atomic
def perangkat_register(*, isi: IsiPerangkat, actor: Pengguna, now: datetime) -> Perangkat:
    """The phone of `actor`, registered once however often it asks; raises TanpaPegawaiError."""
    pegawai = Pegawai.objects.select_for_update().filter(pengguna=actor).first()
    if pegawai is None:
        raise TanpaPegawaiError
    used = Perangkat.objects.filter(pegawai=pegawai, status__in=DIPAKAI)
    known = used.filter(nomor=isi.nomor).first()
    if known is not None:
        known.nama, known.sistem = isi.nama, isi.sistem
        known.versi_aplikasi = isi.versi_aplikasi
        known.save(update_fields=["nama", "sistem", "versi_aplikasi"])
        return known
    active = used.filter(status=StatusPerangkat.AKTIF).first()
    for other in used.filter(status=StatusPerangkat.MENUNGGU):  # only the newest wish stands
        _move(other, TindakPerangkat.GANTI, actor=actor, now=now)
    tunggu_jam = nilai(KUNCI_ATURAN, on=timezone.localdate(now))["tunggu_jam"]
    status = StatusPerangkat.MENUNGGU if active else StatusPerangkat.AKTIF
    perangkat = Perangkat.objects.create(
        pegawai=pegawai,
        nomor=isi.nomor,
        nama=isi.nama,
        sistem=isi.sistem,
        versi_aplikasi=isi.versi_aplikasi,
        kunci_publik=isi.kunci_publik,
        status=status.value,
        diminta_pada=now,
        aktif_sendiri_pada=aktif_sendiri_pada(now, tunggu_jam) if active else None,
        aktif_pada=None if active else now,
    )
    _record(perangkat, "DAFTAR", actor=actor, now=now)
    if active:
        _tell(perangkat, "DIMINTA", actor=None, now=now)
    return perangkat


@transaction.atomic
def perangkat_approve(*, perangkat_id: UUID, actor: Pengguna, now: datetime) -> Perangkat:
    """Make a waiting phone the active one; raises NotAllowedError, PerangkatTransitionError."""
    perangkat = _lock(perangkat_id, actor, now)
    if not perangkat_decide(actor, perangkat, today=timezone.localdate(now)):
        raise NotAllowedError
    _activate(perangkat, TindakPerangkat.SETUJUI, actor=actor, now=now)
    return perangkat


@transaction.atomic
def perangkat_refuse(
    *, perangkat_id: UUID, alasan: str, actor: Pengguna, now: datetime
) -> Perangkat:
    """Say no to a waiting phone; raises NotAllowedError, PerangkatTransitionError."""
    perangkat = _lock(perangkat_id, actor, now)
    if not perangkat_decide(actor, perangkat, today=timezone.localdate(now)):
        raise NotAllowedError
    _move(perangkat, TindakPerangkat.TOLAK, actor=actor, now=now, alasan=alasan)
    _tell(perangkat, "DITOLAK", actor=actor, now=now)
    return perangkat


@transaction.atomic
def perangkat_revoke(*, perangkat_id: UUID, actor: Pengguna, now: datetime) -> Perangkat:
    """End a phone: lost, sold, or not one's own; by the person, or whoever decides about it.

    Its tokens stay those of the log-in; only taps are not taken from it any more.
    """
    perangkat = _lock(perangkat_id, actor, now)
    if not perangkat_revoke_may(actor, perangkat, today=timezone.localdate(now)):
        raise NotAllowedError
    _move(perangkat, TindakPerangkat.CABUT, actor=actor, now=now)
    _tell(perangkat, "DICABUT", actor=actor, now=now)
    return perangkat


def perangkat_wait_over(*, now: datetime) -> int:
    """Make those active whose wait is over; returns how many. Twice changes nothing."""
    due = Perangkat.objects.filter(status=StatusPerangkat.MENUNGGU, aktif_sendiri_pada__lte=now)
    done = 0
    for perangkat_id in list(due.order_by("aktif_sendiri_pada").values_list("pk", flat=True)):
        with transaction.atomic():
            perangkat = due.select_for_update(of=("self",)).filter(pk=perangkat_id).first()
            if perangkat is not None:
                _activate(perangkat, TindakPerangkat.WAKTU_HABIS, actor=None, now=now)
                done += 1
    return done


def _lock(perangkat_id: UUID, actor: Pengguna, now: datetime) -> Perangkat:
    """The phone, after its owner's row, which every change of phones locks first."""
    visible = perangkat_visible_to(actor, today=timezone.localdate(now)).filter(pk=perangkat_id)
    owner = visible.values("pegawai_id")
    list(Pegawai.objects.select_for_update().filter(pk__in=owner).values_list("pk"))
    perangkat = visible.select_for_update(of=("self",)).first()
    if perangkat is None:
        raise NotFoundError
    return perangkat


def _activate(
    perangkat: Perangkat, tindak: TindakPerangkat, *, actor: Pengguna | None, now: datetime
) -> None:
    status = perangkat_next(StatusPerangkat(perangkat.status), tindak)
    old = Perangkat.objects.select_for_update().filter(
        pegawai_id=perangkat.pegawai_id, status=StatusPerangkat.AKTIF
    )
    for other in old:
        _move(other, TindakPerangkat.GANTI, actor=actor, now=now)
    perangkat.status, perangkat.aktif_pada = status.value, now
    perangkat.save(update_fields=["status", "aktif_pada"])
    _record(perangkat, tindak.value, actor=actor, now=now)
    _tell(perangkat, "AKTIF", actor=None, now=now)


def _move(
    perangkat: Perangkat,
    tindak: TindakPerangkat,
    *,
    actor: Pengguna | None,
    now: datetime,
    alasan: str = "",
) -> None:
    """End a phone by one of the moves that end it."""
    status = perangkat_next(StatusPerangkat(perangkat.status), tindak)
    perangkat.status, perangkat.berakhir_pada = status.value, now
    perangkat.save(update_fields=["status", "berakhir_pada"])
    _record(perangkat, tindak.value, actor=actor, now=now, alasan=alasan)


def _record(
    perangkat: Perangkat, tindak: str, *, actor: Pengguna | None, now: datetime, alasan: str = ""
) -> None:
    RiwayatPerangkat.objects.create(
        perangkat=perangkat,
        tindak=tindak,
        status=perangkat.status,
        oleh=actor,
        alasan=alasan,
        pada=now,
    )


def _tell(perangkat: Perangkat, keadaan: str, *, actor: Pengguna | None, now: datetime) -> None:
    """The owner hears it in the portal and by mail, so that a stranger's phone does not pass."""
    pegawai = perangkat.pegawai
    try:
        unit_id = unit_of(pegawai.pk, on=timezone.localdate(now)).pk
    except DataKurangError:
        unit_id = None
    emit(
        PerangkatBerubah(
            perangkat_id=perangkat.pk,
            pegawai_id=pegawai.pk,
            akun_id=pegawai.pengguna_id,
            unit_id=unit_id,
            ponsel=perangkat.nama or "tanpa nama",
            keadaan=keadaan,
            actor_id=actor.pk if actor else None,
            tautan=TAUTAN,
        )
    )
