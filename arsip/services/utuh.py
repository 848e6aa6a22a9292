"""Fixity: are the stored bytes still what they were when they came in?

Small batches, one round after the other. What is missing, changed or without a row is reported;
nothing is written over and no hash on record is ever changed, for that would destroy the evidence.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from arsip.events import ArsipTidakUtuh
from arsip.models import PutaranUtuh, TemuanUtuh, VersiDokumen
from arsip.rules.dokumen import StatusVersi
from arsip.rules.utuh import MUDA, PUTARAN, JenisTemuan, next_folder, sekali
from arsip.selectors.utuh import stems, stems_known, temuan_open, versi_unchecked
from sitamu.inti.gudang_sandi import SegelRusakError, names_of
from sitamu.inti.models import UnitKerja
from sitamu.inti.services.outbox import emit

logger = structlog.get_logger(__name__)
RUANG: Final = UUID("0d4a8f0e-6f1e-4e63-8f3c-2b1b6f0c9e55")  # names the alarm of one day
POTONG_BYTE: Final = 256 * 1024
FOLDER_SEKALI: Final = 8


@dataclass(frozen=True, slots=True)
class HasilUtuh:
    """One batch: versions looked at, findings that are new; `selesai`: the round is over."""

    diperiksa: int
    temuan: int
    selesai: bool


def utuh_check(*, now: datetime, limit: int | None = None) -> HasilUtuh:
    """Look at the next `limit` versions, or, when all are done, for files without a row.

    Left out, the limit grows with the archive (`sekali`).

    A new round begins 30 days after the last one began; until then nothing is left to do. Run
    twice at once it reports the same once.
    """
    putaran = _round(now=now)
    if putaran is None:
        return HasilUtuh(0, 0, selesai=True)
    if limit is None:
        limit = sekali(VersiDokumen.objects.filter(status=StatusVersi.SIAP).count())
    rows = list(versi_unchecked(since=putaran.mulai_pada)[:limit])
    found = sum(_look(versi, putaran, now=now) for versi in rows)
    done = False
    if not rows:
        folders, done = _orphans(putaran, now=now)
        found += folders
    if found:
        _alarm(now=now)
    return HasilUtuh(len(rows), found, selesai=done)


@transaction.atomic
def round_begin(*, now: datetime, anew: bool = False) -> PutaranUtuh:
    """The round under way, else a new one at once.

    `anew`: from the first paper on, also when one is under way: what it had looked at counts for
    nothing (after a restore the store is another one).
    """
    putaran, made = PutaranUtuh.objects.get_or_create(
        selesai_pada=None, defaults={"mulai_pada": now}
    )
    if anew and not made:
        putaran.mulai_pada, putaran.diperiksa, putaran.ukuran_byte = now, 0, 0
        putaran.folder = ""
        putaran.save()
    return putaran


def _round(*, now: datetime) -> PutaranUtuh | None:
    last = PutaranUtuh.objects.first()
    if last is not None and last.selesai_pada is not None and now - last.mulai_pada < PUTARAN:
        return None
    return round_begin(now=now)


def _look(versi: VersiDokumen, putaran: PutaranUtuh, *, now: datetime) -> bool:
    """Compare one version with its record; True when something new was found.

    A store that does not answer is no verdict: the error goes up and the version is tried again.
    """
    try:
        with default_storage.open(versi.kunci_simpan) as source:
            digest = hashlib.sha256()
            while part := source.read(POTONG_BYTE):
                digest.update(part)
        kini, jenis = digest.hexdigest(), JenisTemuan.BERUBAH
    except FileNotFoundError:
        kini, jenis = "", JenisTemuan.HILANG
    except SegelRusakError:
        kini, jenis = "", JenisTemuan.BERUBAH
    with transaction.atomic():
        row = VersiDokumen.objects.select_for_update().get(pk=versi.pk)
        PutaranUtuh.objects.filter(pk=putaran.pk).update(
            diperiksa=F("diperiksa") + 1, ukuran_byte=F("ukuran_byte") + versi.ukuran_byte
        )
        # Destroyed, or moved on, while we read: not ours to judge any more.
        if row.status != StatusVersi.SIAP or row.kunci_simpan != versi.kunci_simpan:
            return False
        row.utuh_pada = now
        row.save(update_fields=["utuh_pada"])
        if kini == row.sha256:
            TemuanUtuh.objects.filter(versi=row, pulih_pada__isnull=True).update(pulih_pada=now)
            return False
        return _found(jenis, row.kunci_simpan, versi=row, kini=kini, now=now)


def _found(
    jenis: JenisTemuan, name: str, *, versi: VersiDokumen | None, kini: str, now: datetime
) -> bool:
    """Write a finding down, or that it still stands; True when it is new."""
    _, new = TemuanUtuh.objects.update_or_create(
        jenis=jenis.value,
        kunci_simpan=name[:300],
        pulih_pada=None,
        defaults={"terakhir_pada": now, "sha256_kini": kini},
        create_defaults={
            "terakhir_pada": now,
            "sha256_kini": kini,
            "ditemukan_pada": now,
            "versi": versi,
        },
    )
    if new:
        logger.error("arsip_tidak_utuh", jenis=jenis.value, kunci=name)
    return new


def _orphans(putaran: PutaranUtuh, *, now: datetime) -> tuple[int, bool]:
    """Look through the next folders; how many new findings, and whether the round is over."""
    found = 0
    for _ in range(FOLDER_SEKALI):
        folder = next_folder(putaran.folder)
        if folder is None:
            putaran.selesai_pada = now
            putaran.save(update_fields=["selesai_pada"])
            return found, True
        found += _look_through(folder, now=now)
        putaran.folder = folder
        putaran.save(update_fields=["folder"])
    return found, False


def _look_through(folder: str, *, now: datetime) -> int:
    names = list(_listed(folder))
    known = stems_known(folder)  # after the listing, so that a row written meanwhile counts
    orphans = {name for name in names if not stems([name]) & known}
    orphans = {name for name in orphans if _old(name, now=now)}
    with transaction.atomic():
        gone = temuan_open().filter(
            jenis=JenisTemuan.YATIM.value, kunci_simpan__startswith=f"{folder}/"
        )
        gone.exclude(kunci_simpan__in=orphans).update(pulih_pada=now)
        return sum(
            _found(JenisTemuan.YATIM, name, versi=None, kini="", now=now)
            for name in sorted(orphans)
        )


def _listed(folder: str) -> Iterator[str]:
    try:
        yield from names_of(default_storage, folder)
    except FileNotFoundError:
        return  # no paper begins with these letters yet


def _old(name: str, *, now: datetime) -> bool:
    try:
        modified = default_storage.get_modified_time(name)
    except FileNotFoundError:
        return False
    return bool(now - modified > MUDA)


def _alarm(*, now: datetime) -> None:
    """To the administrators, once a day."""
    root = UnitKerja.objects.filter(induk__isnull=True).first()
    if root is None:
        return
    event = ArsipTidakUtuh(
        jumlah=temuan_open().count(), unit_id=root.pk, tautan=reverse("arsip:keadaan")
    )
    with transaction.atomic():
        emit(event, peristiwa_id=uuid5(RUANG, timezone.localdate(now).isoformat()))
