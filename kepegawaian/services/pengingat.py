"""Limits that pass without anybody acting: found each working morning, told once.

What was told is remembered by the id of its event, made from the row that started the clock (a
move, a stay in a stage, the promise): the same row and the same kind give the same id, and the
outbox holds an id once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kepegawaian import events
from kepegawaian.models import IntervalUsulan, RiwayatUsulan, TahapLayanan, TahapUsulan, Usulan
from kepegawaian.rules.usulan import FINAL, Keluarga, Status, pelaksana_of
from kepegawaian.selectors.tahap import baku_of, tahap_kini
from kepegawaian.selectors.usulan import running_intervals
from kepegawaian.services.usulan import HALAMAN_TAHAP, usulan_event
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Outbox, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import (
    Interval,
    Kalender,
    hari_kerja,
    hari_kerja_dalam,
    tanggal_lokal,
    tenggat,
)
from sitamu.inti.selectors import (
    atasan_of,
    holders_of,
    kalender_in_force,
    kalender_of,
    unit_of,
)
from sitamu.inti.services.outbox import emit

logger = structlog.get_logger(__name__)

DI_TINGKAT_OPD: Final = (Status.DIAJUKAN.value, Status.DI_OPD.value)
DIPERBAIKI: Final = (Status.PERLU_DIPERBAIKI.value, Status.BTS.value)


@dataclass(frozen=True, slots=True)
class Pagi:
    """One morning: its day, the calendar of BKPSDM, the standard times of every stage."""

    today: date
    kalender: Kalender
    baku: dict[tuple[UUID, str], TahapLayanan]


def usulan_remind(*, now: datetime) -> int:
    """Tell of limits that have passed or are near; returns how many.

    Limits of the OPD and of repairs, the standard time of a stage at BKPSDM, and the promise; the
    last two reach the superior too. Each kind once for each row that started its clock. On a day
    off, and in a year whose holidays are not loaded, nobody is told; the next working morning
    makes up for it. A day is late from the day after its limit.
    """
    today = timezone.localdate(now)
    kalender = kalender_in_force()
    try:
        if not hari_kerja(kalender, today):
            return 0
    except DataKurangError as error:
        logger.warning("pengingat_dilewati", galat=error.message)
        return 0
    pagi = Pagi(today, kalender, baku_of())
    in_stage = TahapUsulan.objects.filter(usulan=OuterRef("pk"), selesai_pada__isnull=True)
    waiting = Usulan.objects.filter(
        Q(status__in=DI_TINGKAT_OPD + DIPERBAIKI) | Q(Exists(in_stage))
    ).order_by("pk")
    return sum(_remind_one(pk, pagi) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _remind_one(usulan_id: UUID, pagi: Pagi) -> int:
    """Under the lock of the moves, so that nobody is told to do what is being done."""
    usulan = (
        Usulan.objects.select_for_update(of=("self",))
        .select_related("pegawai", "layanan", "versi_layanan", "dibuat_oleh", "unit_kerja")
        .get(pk=usulan_id)
    )
    told = 0
    for find in (_opd_or_repair, _stage_late, _promise):
        try:
            due = list(find(usulan, pagi))
        except DataKurangError as error:
            logger.warning("pengingat_dilewati", usulan=usulan.nomor, galat=error.message)
            continue
        for event, row_id in due:
            peristiwa_id = uuid5(row_id, type(event).__name__)
            if not Outbox.objects.filter(peristiwa_id=peristiwa_id).exists():
                emit(event, peristiwa_id=peristiwa_id)
                told += 1
    return told


Jatuh = tuple[events.UsulanEvent, UUID]


def _opd_or_repair(usulan: Usulan, pagi: Pagi) -> Iterator[Jatuh]:
    """What is to be told today of the tier of the OPD, or of a repair; raises DataKurangError."""
    if usulan.status not in DI_TINGKAT_OPD + DIPERBAIKI:
        return
    entry = RiwayatUsulan.objects.filter(usulan=usulan, ke=usulan.status).order_by("-urut").first()
    if entry is None:
        return
    kalender = kalender_of(usulan.unit_kerja, pagi.kalender)
    if usulan.status in DI_TINGKAT_OPD:
        sejak = Interval(tanggal_lokal(kalender, entry.pada))
        batas = tenggat(kalender, [sejak], usulan.versi_layanan.batas_opd_hari_kerja)
        if batas is None or pagi.today <= batas:
            return
        event = usulan_event(
            events.UsulanLewatBatasOpd, usulan, actor=usulan.dibuat_oleh, status=usulan.status
        )
        yield replace(event, actor_id=None, batas_tanggal=batas.isoformat()), entry.pk
        return
    batas = usulan.perbaikan_sampai_tanggal
    if batas is None:
        return
    if pagi.today > batas:
        kind: type[events.UsulanEvent] = events.UsulanLewatPerbaikan
    elif hari_kerja_dalam(kalender, pagi.today, batas) <= 1:
        kind = events.UsulanIngatPerbaikan
    else:
        return
    # Whoever helps repairs on the page of the ASN; there is nothing to review yet.
    event = usulan_event(kind, usulan, actor=usulan.dibuat_oleh)
    yield replace(event, actor_id=None, tautan_petugas=""), entry.pk


def _stage_late(usulan: Usulan, pagi: Pagi) -> Iterator[Jatuh]:
    """A stage at BKPSDM past its standard time: to whoever is to act, and to their superior."""
    kini = tahap_kini(usulan, pagi.kalender, today=pagi.today, baku=pagi.baku)
    if kini is None or kini.di_opd or not kini.lewat or kini.tenggat is None:
        return
    yield (
        _to_officers(events.UsulanLewatTahap, usulan, kini.tenggat, pagi, tahap=kini.kegiatan),
        kini.baris.pk,
    )


def _promise(usulan: Usulan, pagi: Pagi) -> Iterator[Jatuh]:
    """The promise: a day left or none, to the officers; broken, to the superior and the ASN too."""
    if usulan.tiba_pada is None or Status(usulan.status) in FINAL:
        return
    rows = list(IntervalUsulan.objects.filter(usulan=usulan))
    janji = usulan.versi_layanan.janji_hari_kerja
    batas = tenggat(pagi.kalender, running_intervals(rows), janji)
    if batas is None:
        return
    if pagi.today > batas:
        yield _to_officers(events.UsulanLewatJanji, usulan, batas, pagi), usulan.pk
    elif janji > 1 and hari_kerja_dalam(pagi.kalender, pagi.today, batas) <= 1:
        yield _to_officers(events.UsulanIngatJanji, usulan, batas, pagi), usulan.pk


def _to_officers(
    kind: type[events.UsulanTahapEvent],
    usulan: Usulan,
    batas: date,
    pagi: Pagi,
    **extra: str,
) -> events.UsulanEvent:
    hak = pelaksana_of(Keluarga(usulan.keluarga), Status(usulan.status))
    event = usulan_event(
        kind,
        usulan,
        actor=usulan.dibuat_oleh,
        pelaksana=hak.value if hak else "",
        atasan_ids=[str(pk) for pk in _superiors(usulan, hak, on=pagi.today)],
        **extra,
    )
    page = HALAMAN_TAHAP.get(hak, "/telaah/{}/") if hak else "/telaah/{}/"
    return replace(
        event,
        actor_id=None,
        batas_tanggal=batas.isoformat(),
        tautan_petugas=page.format(usulan.pk),
    )


def _superiors(usulan: Usulan, hak: Hak | None, *, on: date) -> list[UUID]:
    """Accounts above those who are to act; without one on record whoever approves SK there.

    The direct superior first; where the record names none, the head of the unit they work in.
    """
    if hak is Hak.USULAN_VERIFY and usulan.pemeriksa_id:
        officers = [usulan.pemeriksa_id]
    elif hak is not None:
        acting = holders_of(hak, usulan.unit_kerja, on=on)
        officers = list(acting.values_list("pk", flat=True))
    else:
        return []
    found: set[UUID] = set()
    for pegawai in Pegawai.objects.filter(pengguna__in=officers):
        atasan = atasan_of(pegawai.pk, on=on)
        if atasan is not None and atasan.pengguna_id:
            found.add(atasan.pengguna_id)
            continue
        try:
            heads = holders_of(Hak.USULAN_APPROVE_OPD, unit_of(pegawai.pk, on=on), on=on)
        except DataKurangError:
            continue
        found |= set(heads.values_list("pk", flat=True))
    if not found:
        signers: list[Pengguna] = list(holders_of(Hak.SK_APPROVE, usulan.unit_kerja, on=on))
        found = {signer.pk for signer in signers}
    return sorted(found - set(officers))
