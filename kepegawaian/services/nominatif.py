"""Keep the stored lists equal to what the rules say of the record today, anomalies included.

A wish to compute again is a row (`HitungNominatif`); whoever works it off takes the rows, computes
and removes them in one transaction. Doing it twice, or two at once, ends in the same rows.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from kepegawaian.models import HitungNominatif, Nominatif
from kepegawaian.rules.alasan import Alasan
from kepegawaian.rules.fakta import FaktaPegawai
from kepegawaian.rules.nominatif import Keadaan, Peramal
from kepegawaian.selectors.fakta import fakta_load
from kepegawaian.selectors.nominatif import (
    HITUNG_SEMUA,
    nominatif_candidates,
    peramal_in_force,
)
from kepegawaian.services.anomali import anomali_recompute
from sitamu.inti.models import Pegawai, Pekerjaan, StatusPekerjaan
from sitamu.inti.salin import temporary_copy
from sitamu.inti.services.outbox import wake

KUNCI: Final = 0x5174_0002  # advisory lock: one computation after the other
SEKALI: Final = 1000  # people computed and written at a time
TASK: Final = "kepegawaian.nominatif_hitung"
COLUMNS: Final = ("id", "pegawai_id", "jenis", "keadaan", "tmt", "rincian", "kurang")


@transaction.atomic
def nominatif_mark(*, pegawai_ids: Iterable[UUID] | None = None) -> None:
    """Ask for these people to be computed again, or for everybody; a worker is woken."""
    ids: Iterable[UUID | None] = [None] if pegawai_ids is None else pegawai_ids
    HitungNominatif.objects.bulk_create(HitungNominatif(pegawai_id=pk) for pk in ids)
    wake(TASK)


def nominatif_from_event(
    *,
    peristiwa_id: UUID,  # noqa: ARG001
    nama: str,  # noqa: ARG001
    isi: dict[str, Any],
    now: datetime,  # noqa: ARG001
) -> None:
    """Subscriber: an event about one person (`pegawai_id`) marks them, any other everybody."""
    pegawai_id = isi.get("pegawai_id")
    nominatif_mark(pegawai_ids=[UUID(pegawai_id)] if pegawai_id else None)


@transaction.atomic
def nominatif_refresh(*, now: datetime) -> int:
    """Work off what is marked; returns how many stored rows changed."""
    _one_at_a_time()
    marked = dict(HitungNominatif.objects.values_list("pk", "pegawai_id"))
    if not marked:
        return 0
    ids = None if None in marked.values() else {pk for pk in marked.values() if pk}
    changed = _everybody(now) if ids is None else _compute(ids, today=timezone.localdate(now))
    anomali_recompute(now=now, pegawai_ids=ids)
    HitungNominatif.objects.filter(pk__in=marked).delete()
    return changed


@transaction.atomic
def nominatif_nightly(*, now: datetime) -> int:
    """Compute everybody: a new day moves what time alone decides; returns rows changed."""
    _one_at_a_time()
    marked = list(HitungNominatif.objects.values_list("pk", flat=True))
    changed = _everybody(now)
    anomali_recompute(now=now)
    HitungNominatif.objects.filter(pk__in=marked).delete()
    return changed


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI])


def _everybody(now: datetime) -> int:
    changed = _compute(None, today=timezone.localdate(now))
    Pekerjaan.objects.create(
        jenis=HITUNG_SEMUA,
        status=StatusPekerjaan.SELESAI,
        hasil={"berubah": changed},
        diklaim_pada=now,
        selesai_pada=timezone.now(),
        percobaan=1,
    )
    return changed


def _compute(ids: set[UUID] | None, *, today: date) -> int:
    """Replace the rows of these people, or of all, where they say something else."""
    people = Pegawai.objects.all() if ids is None else Pegawai.objects.filter(pk__in=ids)
    candidates = nominatif_candidates(people)
    gone = Nominatif.objects.filter(pegawai__in=people).exclude(pegawai__in=candidates)
    changed, _ = gone.delete()
    peramal = peramal_in_force(today=today)
    facts = fakta_load(candidates, today=today)
    while piece := list(islice(facts, SEKALI)):
        changed += _write(piece, peramal)
    return changed


def _write(piece: Sequence[FaktaPegawai], peramal: Peramal) -> int:
    rows = [row for fakta in piece for row in _rows(fakta, peramal)]
    ids = [fakta.pegawai_id for fakta in piece]
    with (
        connection.cursor() as cursor,
        temporary_copy(cursor, "nominatif_baru", Nominatif, COLUMNS, rows),
    ):
        changed = 0
        for statement in (_REMOVE, _CHANGE):
            cursor.execute(statement, {"ids": ids})
            changed += cursor.rowcount
    return changed


_REMOVE: Final = """
DELETE FROM kepegawaian_nominatif n
WHERE n.pegawai_id = ANY(%(ids)s::uuid[])
  AND NOT EXISTS (SELECT FROM nominatif_baru b
                  WHERE b.pegawai_id = n.pegawai_id AND b.jenis = n.jenis)
"""
_CHANGE: Final = """
INSERT INTO kepegawaian_nominatif AS n (id, pegawai_id, jenis, keadaan, tmt, rincian, kurang)
SELECT id, pegawai_id, jenis, keadaan, tmt, rincian, kurang FROM nominatif_baru
ON CONFLICT (pegawai_id, jenis) DO UPDATE
SET keadaan = EXCLUDED.keadaan, tmt = EXCLUDED.tmt, rincian = EXCLUDED.rincian,
    kurang = EXCLUDED.kurang, berubah_pada = now()
WHERE (n.keadaan, n.tmt, n.rincian, n.kurang)
    IS DISTINCT FROM (EXCLUDED.keadaan, EXCLUDED.tmt, EXCLUDED.rincian, EXCLUDED.kurang)
"""


def _rows(fakta: FaktaPegawai, peramal: Peramal) -> Iterator[Sequence[Any]]:
    """What is stored of one person: events that come, and those nobody can date."""
    for p in peramal.semua(fakta):
        if p.tmt is not None or p.keadaan is Keadaan.DATA_KURANG:
            yield (
                uuid4(),
                fakta.pegawai_id,
                p.jenis.value,
                p.keadaan.value,
                p.tmt,
                json.dumps(p.rincian),
                json.dumps([_plain(row) for row in p.kurang]),
            )


def _plain(row: Alasan) -> dict[str, str]:
    return {
        "kode": row.kode,
        "teks": row.teks,
        "upaya": row.upaya,
        "sejak": row.sejak.isoformat() if row.sejak else "",
        "dasar": row.dasar,
        "aturan": row.aturan.kunci if row.aturan else "",
        "aturan_mulai": row.aturan.berlaku_mulai.isoformat() if row.aturan else "",
    }
