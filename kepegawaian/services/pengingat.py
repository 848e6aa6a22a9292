"""Limits that pass without anybody acting: found each working morning, told once.

What was told is remembered by the id of its event, made from the move that started the clock:
the same move and the same kind give the same id, and the outbox holds an id once.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.utils import timezone

from kepegawaian import events
from kepegawaian.models import RiwayatUsulan, Usulan
from kepegawaian.rules.usulan import Status
from kepegawaian.services.usulan import usulan_event
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Outbox
from sitamu.inti.rules.kalender import Interval, Kalender, hari_kerja, hari_kerja_dalam, tenggat
from sitamu.inti.selectors import kalender_in_force
from sitamu.inti.services.outbox import emit

logger = structlog.get_logger(__name__)

DI_TINGKAT_OPD: Final = (Status.DIAJUKAN.value, Status.DI_OPD.value)
DIPERBAIKI: Final = (Status.PERLU_DIPERBAIKI.value, Status.BTS.value)


def usulan_remind(*, now: datetime) -> int:
    """Tell of limits of the OPD and of repairs that have passed or are near; returns how many.

    Each kind once for each move into the step. On a day off, and in a year whose holidays are not
    loaded, nobody is told; the next working morning makes up for it. A day is late from the day
    after its limit.
    """
    today = timezone.localdate(now)
    kalender = kalender_in_force()
    try:
        if not hari_kerja(kalender, today):
            return 0
    except DataKurangError as error:
        logger.warning("pengingat_dilewati", galat=error.message)
        return 0
    waiting = Usulan.objects.filter(status__in=DI_TINGKAT_OPD + DIPERBAIKI)
    return sum(
        _remind_one(pk, kalender, today=today) for pk in waiting.values_list("pk", flat=True)
    )


@transaction.atomic
def _remind_one(usulan_id: UUID, kalender: Kalender, *, today: date) -> bool:
    """Under the lock of the moves, so that nobody is told to do what is being done."""
    usulan = (
        Usulan.objects.select_for_update(of=("self",))
        .select_related("pegawai", "layanan", "versi_layanan", "dibuat_oleh")
        .get(pk=usulan_id)
    )
    entry = RiwayatUsulan.objects.filter(usulan=usulan, ke=usulan.status).order_by("-urut").first()
    if entry is None:
        return False
    try:
        event = _event_due(usulan, timezone.localdate(entry.pada), kalender, today=today)
    except DataKurangError as error:
        logger.warning("pengingat_dilewati", usulan=usulan.nomor, galat=error.message)
        return False
    if event is None:
        return False
    peristiwa_id = uuid5(entry.pk, type(event).__name__)
    if Outbox.objects.filter(peristiwa_id=peristiwa_id).exists():
        return False
    emit(event, peristiwa_id=peristiwa_id)
    return True


def _event_due(
    usulan: Usulan, sejak: date, kalender: Kalender, *, today: date
) -> events.UsulanEvent | None:
    """What is to be told today of an usulan in its step since `sejak`; DataKurangError."""
    if usulan.status in DI_TINGKAT_OPD:
        batas = tenggat(kalender, [Interval(sejak)], usulan.versi_layanan.batas_opd_hari_kerja)
        if batas is None or today <= batas:
            return None
        event = usulan_event(
            events.UsulanLewatBatasOpd, usulan, actor=usulan.dibuat_oleh, status=usulan.status
        )
        return replace(event, actor_id=None, batas_tanggal=batas.isoformat())
    batas = usulan.perbaikan_sampai_tanggal
    if usulan.status not in DIPERBAIKI or batas is None:
        return None
    if today > batas:
        kind: type[events.UsulanEvent] = events.UsulanLewatPerbaikan
    elif hari_kerja_dalam(kalender, today, batas) <= 1:
        kind = events.UsulanIngatPerbaikan
    else:
        return None
    # Whoever helps repairs on the page of the ASN; there is nothing to review yet.
    event = usulan_event(kind, usulan, actor=usulan.dibuat_oleh)
    return replace(event, actor_id=None, tautan_petugas="")
