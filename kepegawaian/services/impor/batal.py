"""Undo a whole load, while nothing stands on it.

What a load added carries its id (`muatan_id`); what it changed or removed is in the trail, under
its context; secrets it replaced are in RahasiaMuatan. Undoing removes the first, puts the others
back, and is refused with every reason when something later leans on them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import pghistory
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from kepegawaian.errors import MuatanHeldError
from kepegawaian.events import PegawaiDimuat
from kepegawaian.models import RahasiaMuatan
from kepegawaian.rules.impor import BATAL, MUAT
from kepegawaian.selectors.impor import impor_require, muatan_get, undoing_of, undone_pairs
from kepegawaian.services.impor.impor import RAHASIA, job_finish, loads_lock
from sitamu.inti.models import JejakAkses, Pegawai, Pekerjaan, Pengguna, StatusPekerjaan
from sitamu.inti.models.dasar import MuatanModel
from sitamu.inti.salin import Name, run_named
from sitamu.inti.services.outbox import emit, wake

TUGAS: Final = "kepegawaian.impor_run"
Names = dict[str, Name | list[Name]]
BARU_SAJA: Final = "Data lain baru saja mengacu ke muatan ini."


@dataclass(frozen=True, slots=True)
class Akibat:
    """What undoing would do, by table name as people know it: rows removed, rows put back.

    `hambatan`: one sentence for each thing that stands on the load; empty when it may be undone.
    """

    dihapus: dict[str, int]
    dikembalikan: dict[str, int]
    hambatan: list[str]


def undo_preview(*, job_id: UUID, actor: Pengguna, now: datetime) -> Akibat:
    """What undoing this load would do; raises NotFoundError."""
    job = muatan_get(actor, job_id, today=timezone.localdate(now))
    with connection.cursor() as cursor:
        return _consequence(cursor, job)


@transaction.atomic
def undo_submit(*, job_id: UUID, alasan: str, actor: Pengguna, now: datetime) -> Pekerjaan:
    """Queue the undoing of one load; a second click gives the same undoing.

    Raises MuatanHeldError when something stands on it, NotFoundError, NotAllowedError.
    """
    today = timezone.localdate(now)
    impor_require(actor, today=today)
    job = Pekerjaan.objects.select_for_update(of=("self",)).get(
        pk=muatan_get(actor, job_id, today=today).pk
    )
    if known := undoing_of(job.pk):
        return known
    with connection.cursor() as cursor:
        _free_consequence(cursor, job)
    undoing = Pekerjaan.objects.create(
        jenis=BATAL, oleh=actor, masukan={"muatan": str(job.pk), "alasan": alasan}
    )
    wake(TUGAS)
    return undoing


def undo_run(undoing: Pekerjaan) -> None:
    """Do one claimed undoing, in one transaction that ends its job too.

    What came to stand on the load since it was asked for refuses it: the job then says why.
    """
    try:
        with (
            transaction.atomic(),
            pghistory.context(
                sumber=BATAL, pekerjaan_id=str(undoing.pk), pengguna_id=str(undoing.oleh_id)
            ),
            connection.cursor() as cursor,
        ):
            loads_lock(cursor)
            job = Pekerjaan.objects.get(pk=undoing.masukan["muatan"])
            _rows_lock(cursor, job)
            akibat = _free_consequence(cursor, job, undoing)
            _undo(cursor, job, undoing)
            connection.check_constraints()
            undoing.hasil = {"dihapus": akibat.dihapus, "dikembalikan": akibat.dikembalikan}
            undoing.selesai = undoing.total = sum(akibat.dihapus.values()) + sum(
                akibat.dikembalikan.values()
            )
            undoing.pesan = ""
            if undoing.total:
                emit(PegawaiDimuat(pekerjaan_id=undoing.pk))
            job_finish(undoing, StatusPekerjaan.SELESAI)
    except (MuatanHeldError, IntegrityError) as error:
        held = error if isinstance(error, MuatanHeldError) else MuatanHeldError([BARU_SAJA])
        undoing.hasil, undoing.pesan = {"hambatan": list(held.hambatan)}, held.message
        undoing.total = undoing.selesai = 0
        job_finish(undoing, StatusPekerjaan.GAGAL)


# Tables


@dataclass(frozen=True, slots=True)
class _Tabel:
    """A table that lists are loaded into, and its trail if it has one."""

    model: type[models.Model]
    trail: type[models.Model] | None

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)  # noqa: SLF001

    def names(self) -> Names:
        """What statements about this table call it; the columns are those that the trail keeps."""
        meta = self.model._meta  # noqa: SLF001
        names: Names = {"tabel": meta.db_table, "pk": str(meta.pk.column)}
        if self.trail:
            trail = self.trail._meta  # noqa: SLF001
            kept = {field.column for field in trail.concrete_fields}
            columns = [str(f.column) for f in meta.concrete_fields if f.column in kept]
            names |= {
                "jejak": trail.db_table,
                "kolom": [*columns],
                "lama": [("l", column) for column in columns],
            }
        return names

    def references(self) -> Iterator[tuple[models.ForeignKey[Any, Any], Names]]:
        """Foreign keys of real tables to this one; a trail only repeats what its table says."""
        for relation in self.model._meta.get_fields(include_hidden=True):  # noqa: SLF001
            if not isinstance(relation, models.ForeignObjectRel):
                continue
            field = relation.field
            if isinstance(field, models.ForeignKey) and field.model not in _trails().values():
                other = field.model._meta.db_table  # noqa: SLF001
                yield field, {**self.names(), "lain": other, "kunci": str(field.column)}


def _trails() -> dict[type[models.Model], type[models.Model]]:
    """Trail of each table that has one."""
    found = apps.get_models()
    return {m.pgh_tracked_model: m for m in found if hasattr(m, "pgh_tracked_model")}


def _tables() -> list[_Tabel]:
    trails = _trails()
    loaded = (model for model in apps.get_models() if issubclass(model, MuatanModel))
    return [_Tabel(model, trails.get(model)) for model in loaded]


ADDED: Final = "SELECT count(*) FROM {tabel} WHERE muatan_id = %(muatan)s"
CHANGED: Final = """
    SELECT count(DISTINCT pgh_obj_id) FROM {jejak}
    WHERE pgh_context->>'pekerjaan_id' = %(muatan)s
      AND muatan_id IS DISTINCT FROM %(muatan)s::uuid
"""
LATER: Final = """
    WITH milik AS (
        SELECT pgh_obj_id, max(pgh_id) AS akhir FROM {jejak}
        WHERE pgh_context->>'pekerjaan_id' = %(muatan)s GROUP BY pgh_obj_id
    )
    SELECT count(DISTINCT e.pgh_obj_id) FROM {jejak} e LEFT JOIN milik m USING (pgh_obj_id)
    WHERE (e.muatan_id = %(muatan)s::uuid OR e.pgh_id > m.akhir)
      AND COALESCE(e.pgh_context->>'pekerjaan_id', '') <> ALL(%(selesai)s)
"""
LEANING: Final = """
    SELECT count(*) FROM {lain} l JOIN {tabel} t ON l.{kunci} = t.{pk}
    WHERE t.muatan_id = %(muatan)s
"""
LEANING_LOADED: Final = f"{LEANING} AND l.muatan_id IS DISTINCT FROM %(muatan)s::uuid"
LOCK_ADDED: Final = """
    SELECT 1 FROM {tabel} WHERE muatan_id = %(muatan)s ORDER BY {pk} FOR UPDATE
"""
LOCK_CHANGED: Final = """
    SELECT 1 FROM {tabel} WHERE {pk} IN (
        SELECT pgh_obj_id FROM {jejak} WHERE pgh_context->>'pekerjaan_id' = %(muatan)s
    ) ORDER BY {pk} FOR UPDATE
"""
REMOVE: Final = "DELETE FROM {tabel} WHERE muatan_id = %(muatan)s"
REMOVE_MADE: Final = """
    DELETE FROM {lain} l USING {tabel} t WHERE l.{kunci} = t.{pk} AND t.muatan_id = %(muatan)s
"""
RESTORE_CHANGED: Final = """
    UPDATE {tabel} t SET ({kolom}) = ROW({lama})
    FROM (
        SELECT DISTINCT ON (pgh_obj_id) * FROM {jejak}
        WHERE pgh_context->>'pekerjaan_id' = %(muatan)s
          AND muatan_id IS DISTINCT FROM %(muatan)s::uuid
        ORDER BY pgh_obj_id, pgh_id
    ) l
    WHERE t.{pk} = l.pgh_obj_id
"""
RESTORE_REMOVED: Final = """
    INSERT INTO {tabel} ({kolom})
    SELECT {lama} FROM (
        SELECT DISTINCT ON (pgh_obj_id) * FROM {jejak}
        WHERE pgh_context->>'pekerjaan_id' = %(muatan)s
          AND muatan_id IS DISTINCT FROM %(muatan)s::uuid
        ORDER BY pgh_obj_id, pgh_id
    ) l
    WHERE NOT EXISTS (SELECT FROM {tabel} t WHERE t.{pk} = l.pgh_obj_id)
"""
NUMBER_RESTORE: Final = """
    UPDATE kepegawaian_profil p SET {kolom} = r.sebelum FROM kepegawaian_rahasiamuatan r
    WHERE r.profil_id = p.pegawai_id AND r.muatan_id = %(muatan)s AND r.kolom = %(nama)s
"""


def _count(cursor: CursorWrapper, statement: str, names: Names, job: Pekerjaan, **more: Any) -> int:
    run_named(cursor, statement, names, muatan=str(job.pk), **more)
    return int(cursor.fetchone()[0])


# What stands on it


def _free_consequence(
    cursor: CursorWrapper, job: Pekerjaan, undoing: Pekerjaan | None = None
) -> Akibat:
    """The same; raises MuatanHeldError when something stands on the load."""
    akibat = _consequence(cursor, job, undoing)
    if akibat.hambatan:
        raise MuatanHeldError(akibat.hambatan)
    return akibat


def _consequence(cursor: CursorWrapper, job: Pekerjaan, undoing: Pekerjaan | None = None) -> Akibat:
    if job.jenis != MUAT or job.status != StatusPekerjaan.SELESAI:
        return Akibat({}, {}, ["Hanya muatan yang selesai dapat dibatalkan."])
    known = undoing_of(job.pk)
    if known and known != undoing:
        return Akibat({}, {}, ["Muatan ini sudah dibatalkan, atau pembatalannya sedang berjalan."])
    dihapus: Counter[str] = Counter()
    dikembalikan: Counter[str] = Counter()
    hambatan: list[str] = []
    gone = _settled(job)
    for tabel in _tables():
        added = _count(cursor, ADDED, tabel.names(), job)
        if tabel.model is not RahasiaMuatan:
            dihapus[tabel.label] += added
        if added:
            hambatan += _leaning(cursor, tabel, job)
        if tabel.trail:
            changed, later = _changes(cursor, tabel, job, gone)
            dikembalikan[tabel.label] += changed
            if later:
                hambatan.append(f"{later} {tabel.label} diubah sesudah muatan ini.")
    secrets, later = _secrets(cursor, job)
    dikembalikan["nomor rahasia"] += secrets
    if later:
        hambatan.append(f"{later} nomor rahasia (NIK, NPWP, BPJS, rekening) diganti sesudahnya.")
    return Akibat(dict(+dihapus), dict(+dikembalikan), hambatan)


def _settled(job: Pekerjaan) -> list[str]:
    """Jobs whose changes do not count as later: the load itself, undone loads, their undoings."""
    return [str(job.pk), *(str(name) for pair in undone_pairs() for name in pair)]


def _changes(
    cursor: CursorWrapper, tabel: _Tabel, job: Pekerjaan, gone: list[str]
) -> tuple[int, int]:
    """Rows of others that the load changed or removed; rows of both that were touched later."""
    names = tabel.names()
    later = _count(cursor, LATER, names, job, selesai=gone)
    return _count(cursor, CHANGED, names, job), later


def _leaning(cursor: CursorWrapper, tabel: _Tabel, job: Pekerjaan) -> Iterator[str]:
    """Sentences about rows elsewhere that refer to rows the load added."""
    for field, names in tabel.references():
        if field.remote_field.on_delete is models.CASCADE:
            continue  # made from the row it refers to, and goes with it
        loaded = issubclass(field.model, MuatanModel)
        count = _count(cursor, LEANING_LOADED if loaded else LEANING, names, job)
        if count:
            other = field.model._meta.verbose_name  # noqa: SLF001
            yield f"{count} {other} mengacu ke {tabel.label} dari muatan ini."
    if tabel.model is Pegawai:
        count = Pegawai.objects.filter(muatan_id=job.pk, pengguna__isnull=False).count()
        if count:
            yield f"{count} pegawai dari muatan ini sudah punya akun."


def _secrets(cursor: CursorWrapper, job: Pekerjaan) -> tuple[int, int]:
    """Secrets of known people that the load replaced, and those replaced again since."""
    cursor.execute(
        """
        SELECT count(*), count(*) FILTER (WHERE r.sesudah IS DISTINCT FROM CASE r.kolom
            WHEN 'nik' THEN p.nik WHEN 'npwp' THEN p.npwp WHEN 'bpjs' THEN p.bpjs
            ELSE p.rekening END)
        FROM kepegawaian_rahasiamuatan r JOIN kepegawaian_profil p ON p.pegawai_id = r.profil_id
        WHERE r.muatan_id = %s AND p.muatan_id IS DISTINCT FROM r.muatan_id
        """,
        [str(job.pk)],
    )
    kept, later = cursor.fetchone()
    return kept, later


# Undoing


def _rows_lock(cursor: CursorWrapper, job: Pekerjaan) -> None:
    """Nobody changes these rows, or refers to them anew, until the transaction ends."""
    for tabel in _tables():
        run_named(cursor, LOCK_ADDED, tabel.names(), muatan=str(job.pk))
        if tabel.trail:
            run_named(cursor, LOCK_CHANGED, tabel.names(), muatan=str(job.pk))


def _undo(cursor: CursorWrapper, job: Pekerjaan, undoing: Pekerjaan) -> None:
    """Remove what was added, then put back what was changed or removed.

    Foreign keys are checked at the end, so the order of tables does not matter.
    """
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    _secrets_restore(cursor, job, undoing)
    muatan = str(job.pk)
    tables = _tables()
    for tabel in tables:
        for field, names in tabel.references():
            if field.remote_field.on_delete is models.CASCADE:
                run_named(cursor, REMOVE_MADE, names, muatan=muatan)
    for tabel in tables:
        run_named(cursor, REMOVE, tabel.names(), muatan=muatan)
    for tabel in tables:
        if tabel.trail:
            run_named(cursor, RESTORE_CHANGED, tabel.names(), muatan=muatan)
            run_named(cursor, RESTORE_REMOVED, tabel.names(), muatan=muatan)


def _secrets_restore(cursor: CursorWrapper, job: Pekerjaan, undoing: Pekerjaan) -> None:
    """Secrets as they were; the access log says whose and which, never what."""
    rows = RahasiaMuatan.objects.filter(muatan_id=job.pk)
    changed: dict[UUID, list[str]] = {}
    for profil_id, kolom in rows.order_by("kolom").values_list("profil_id", "kolom"):
        changed.setdefault(profil_id, []).append(kolom)
    JejakAkses.objects.bulk_create(
        (
            JejakAkses(
                aksi="rahasia_diubah",
                pengguna_id=undoing.oleh_id,
                nama_masuk=undoing.oleh.nama_masuk if undoing.oleh else "",
                objek_jenis="profil",
                objek_id=pk,
                pegawai_id=pk,
                rincian={"kolom": columns, "sumber": BATAL},
            )
            for pk, columns in changed.items()
        ),
        batch_size=1000,
    )
    for kolom in RAHASIA:
        values = {"muatan": str(job.pk), "nama": kolom}
        run_named(cursor, NUMBER_RESTORE, {"kolom": kolom}, **values)
