"""Keeping the list of anomalies: recomputed from the facts, settled by officers."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from kepegawaian import permissions
from kepegawaian.models import Anomali, PemeriksaanAnomali
from kepegawaian.rules.anomali import JenisAnomali, Temuan
from kepegawaian.selectors.anomali import anomali_find, anomali_get, anomali_nik
from sitamu.inti.errors import ConflictError, NotAllowedError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.selectors import unit_of

Kunci = tuple[UUID, str, str]  # person, kind, key
SEKALI = 1000  # rows of one INSERT
_KUNCI = 0x616E6F6D  # one recomputation at a time


@transaction.atomic
def anomali_recompute(*, now: datetime, pegawai_ids: Collection[UUID] | None = None) -> int:
    """Bring the list in line with the facts of these people, or of all; rows that changed.

    A decision stays with its row while the facts stay, and finds it again when they come back.
    Shared NIK are always looked for among all. Twice changes nothing.
    """
    today = timezone.localdate(now)
    scope, known_rows = Pegawai.objects.all(), Anomali.objects.all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KUNCI])
    if pegawai_ids is not None:
        scope = scope.filter(pk__in=pegawai_ids)
        known_rows = known_rows.filter(pegawai__in=pegawai_ids) | known_rows.filter(
            jenis=JenisAnomali.NIK_GANDA
        )
    found: dict[Kunci, Temuan] = {
        (pk, temuan.jenis.value, temuan.kunci): temuan
        for source in (anomali_find(scope, today=today), anomali_nik())
        for pk, temuan in source
    }
    known = {(row.pegawai_id, row.jenis, row.kunci): row for row in known_rows}
    same = {key for key, row in known.items() if key in found and found[key].sidik == row.sidik}
    gone = [row.pk for key, row in known.items() if key not in same]
    new = {key: temuan for key, temuan in found.items() if key not in same}
    reworded = [known[key] for key in same if _reword(known[key], found[key])]
    Anomali.objects.filter(pk__in=gone).delete()
    Anomali.objects.bulk_update(reworded, ["kalimat", "langkah", "dasar"], batch_size=SEKALI)
    decided = _decided(new)
    Anomali.objects.bulk_create(
        [
            Anomali(
                pegawai_id=key[0],
                jenis=key[1],
                kunci=key[2],
                sidik=temuan.sidik,
                kalimat=temuan.kalimat,
                langkah=temuan.langkah,
                dasar=temuan.dasar,
                ditemukan_pada=now,
                pemeriksaan=decided.get((*key, temuan.sidik)),
            )
            for key, temuan in new.items()
        ],
        batch_size=SEKALI,
    )
    return len(gone) + len(new) + len(reworded)


def _reword(row: Anomali, temuan: Temuan) -> bool:
    """Give an unchanged anomaly today's words; whether that changed any."""
    words = temuan.kalimat, temuan.langkah, temuan.dasar
    if (row.kalimat, row.langkah, row.dasar) == words:
        return False
    row.kalimat, row.langkah, row.dasar = words
    return True


def _decided(new: Collection[Kunci]) -> dict[tuple[UUID, str, str, str], PemeriksaanAnomali]:
    """The last word on each anomaly and its facts, where that was 'memang demikian'."""
    rows = PemeriksaanAnomali.objects.filter(pegawai__in={pegawai for pegawai, _, _ in new})
    last = {
        (row.pegawai_id, row.jenis, row.kunci, row.sidik): row
        for row in rows.order_by("pada", "pk")
    }
    return {key: row for key, row in last.items() if row.memang_demikian}


def anomali_settle(
    *, anomali_id: UUID, alasan: str, actor: Pengguna, now: datetime
) -> PemeriksaanAnomali:
    """Say that an anomaly is as it should be, and why; it leaves the list until the facts change.

    Raises NotFoundError, NotAllowedError, ConflictError when it is settled already.
    """
    return _decide(anomali_id, alasan, actor, now, memang_demikian=True)


def anomali_reopen(
    *, anomali_id: UUID, alasan: str, actor: Pengguna, now: datetime
) -> PemeriksaanAnomali:
    """Take a settled anomaly back onto the list; raises as `anomali_settle`."""
    return _decide(anomali_id, alasan, actor, now, memang_demikian=False)


@transaction.atomic
def _decide(
    anomali_id: UUID, alasan: str, actor: Pengguna, now: datetime, *, memang_demikian: bool
) -> PemeriksaanAnomali:
    today = timezone.localdate(now)
    row = anomali_get(actor, anomali_id, today=today, lock=True)
    if not permissions.anomali_settle(
        actor, row, unit_id=unit_of(row.pegawai_id, on=today).pk, today=today
    ):
        raise NotAllowedError
    if row.terbuka is not memang_demikian:
        raise ConflictError
    decision = PemeriksaanAnomali.objects.create(
        pegawai_id=row.pegawai_id,
        jenis=row.jenis,
        kunci=row.kunci,
        sidik=row.sidik,
        kalimat=row.kalimat,
        memang_demikian=memang_demikian,
        alasan=alasan,
        oleh=actor,
        pada=now,
    )
    row.pemeriksaan = decision if memang_demikian else None
    row.save(update_fields=["pemeriksaan"])
    return decision
