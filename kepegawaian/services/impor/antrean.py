"""The queue of loads: an officer hands in workbooks, a worker loads them.

The row of the job is the truth. Whoever works on it holds a session lock named by it, which ends
with the process: a killed worker's job is free at once, and the next one does it again from the
start. A load is one transaction that ends the job too, so it happens once however often it is
begun.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import UUID, uuid4

import structlog
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from kepegawaian.errors import WorkbookRefusedError, WorkbooksRefusedError
from kepegawaian.rules.impor import BATAL, MUAT, Catatan, Laporan
from kepegawaian.selectors.impor import BERAKHIR, impor_require, jobs_waiting
from kepegawaian.services.impor.batal import undo_run
from kepegawaian.services.impor.buku import baris_gagal
from kepegawaian.services.impor.daftar import DAFTAR
from kepegawaian.services.impor.impor import impor_pegawai, names_apart
from kepegawaian.services.impor.kenali import workbook_recognise
from sitamu.inti.models import Pekerjaan, Pengguna, StatusPekerjaan
from sitamu.inti.services.outbox import wake

logger = structlog.get_logger(__name__)

TUGAS: Final = "kepegawaian.impor_run"
KUNCI_KERJA: Final = 0x5174  # class of the session locks, one a job
PERCOBAAN_MAKS: Final = 3
SIMPAN: Final = timedelta(days=30)  # of refused rows: they hold personal data
TERGANGGU: Final = "Maaf, sistem sedang terganggu. Pekerjaan ini dicoba lagi sendiri."
BERHENTI: Final = (
    "Maaf, pekerjaan ini terputus tiga kali. Tidak ada data yang berubah. "
    "Beri tahu admin sistem, lalu coba lagi."
)


# Handing in


def impor_submit(
    *, kunci: UUID, files: Sequence[UploadedFile[Any]], actor: Pengguna, now: datetime
) -> Pekerjaan:
    """Queue the uploaded workbooks as one load; each is recognised by its headings.

    `kunci`: made with the form; handing the same form in twice gives the same load. Raises
    WorkbooksRefusedError when one of them cannot be taken (then none is), NotAllowedError.
    """
    impor_require(actor, today=timezone.localdate(now))
    with TemporaryDirectory(prefix="impor-") as folder:
        job, paths = _received(files, Path(folder))
        known = Pekerjaan.objects.filter(pk=kunci).first()
        if known and _same(known, job, actor):
            return known
        job.pk, job.oleh = uuid4() if known else kunci, actor
        with _stored(job, paths):
            try:
                with transaction.atomic():
                    job.save(force_insert=True)
                    wake(TUGAS)
            except IntegrityError:  # the same form, at the same moment
                _files_drop(job)
                return Pekerjaan.objects.get(pk=kunci, oleh=actor)
    return job


def _same(known: Pekerjaan, job: Pekerjaan, actor: Pengguna) -> bool:
    """The same person hands in the same bytes: a double click, not a form used again."""
    digests = known.masukan.get("sha256")
    return known.oleh_id == actor.pk and digests == job.masukan["sha256"]


def _received(
    files: Sequence[UploadedFile[Any]], folder: Path
) -> tuple[Pekerjaan, dict[str, Path]]:
    """The job, not saved, and the workbook of each list on disk; raises WorkbooksRefusedError."""
    paths: dict[str, Path] = {}
    names: dict[str, str] = {}
    digests: dict[str, str] = {}
    total = 0
    refusals: list[WorkbookRefusedError] = []
    for number, file in enumerate(files):
        name = str(file.name)[-100:]
        path = folder / str(number)
        digest = hashlib.sha256()
        with path.open("wb") as target:
            for chunk in file.chunks():
                digest.update(chunk)
                target.write(chunk)
        try:
            daftar, rows = workbook_recognise(path, name)
        except WorkbookRefusedError as error:
            refusals.append(error)
            continue
        if other := names.get(daftar.kode):
            pesan = f"Berisi daftar {daftar.judul}, sama dengan {other}."
            langkah = "Gabungkan keduanya, atau unggah satu per satu."
            refusals.append(
                WorkbookRefusedError("daftar_ganda", pesan, langkah=langkah, berkas=name)
            )
            continue
        paths[daftar.kode], names[daftar.kode] = path, name
        digests[daftar.kode] = digest.hexdigest()
        total += rows
    if refusals:
        raise WorkbooksRefusedError(refusals)
    order = [kode for kode in DAFTAR if kode in paths]
    masukan = {
        "berkas": names_apart({kode: names[kode] for kode in order}),
        "sha256": {kode: digests[kode] for kode in order},
    }
    return Pekerjaan(jenis=MUAT, masukan=masukan, total=total), paths


@contextmanager
def _stored(job: Pekerjaan, paths: Mapping[str, Path]) -> Iterator[None]:
    """Keep the workbooks in private storage; whatever fails afterwards takes them out again."""
    job.masukan["simpanan"] = kept = {}
    try:
        for kode, path in paths.items():
            with path.open("rb") as source:
                kept[kode] = default_storage.save(f"impor/{job.pk}/{kode}.xlsx", File(source))
        yield
    except BaseException:
        _files_drop(job)
        raise


def _files_drop(job: Pekerjaan) -> None:
    for name in job.masukan.pop("simpanan", {}).values():
        default_storage.delete(name)


# Working off


def impor_work_off(*, now: datetime) -> int:
    """Do every waiting load and undoing; returns how many ended. Two workers share the queue."""
    ended = 0
    link = connections["default"].copy()
    try:
        for job_id in list(jobs_waiting().values_list("pk", flat=True)):
            with _held(link, job_id) as mine:
                if mine and (job := _claim(job_id, now=now)):
                    ended += _work(job, link)
    finally:
        link.close()
    return ended


@contextmanager
def _held(link: BaseDatabaseWrapper, job_id: UUID) -> Iterator[bool]:
    """Hold the job as long as this process lives; False when a living one holds it."""
    names = (KUNCI_KERJA, str(job_id))
    with link.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", names)
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with link.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", names)


@transaction.atomic
def _claim(job_id: UUID, *, now: datetime) -> Pekerjaan | None:
    """The job for one more attempt; None when it has ended, now or before."""
    rows = jobs_waiting().select_for_update(skip_locked=True, of=("self",))
    job = rows.select_related("oleh").filter(pk=job_id).first()
    if job is None:
        return None
    if job.percobaan >= PERCOBAAN_MAKS:
        job.status, job.pesan, job.selesai_pada = StatusPekerjaan.GAGAL, BERHENTI, now
        _files_drop(job)
        job.save()
        return None
    job.status, job.diklaim_pada = StatusPekerjaan.BERJALAN, now
    job.percobaan += 1
    job.save(update_fields=["status", "diklaim_pada", "percobaan"])
    return job


def _work(job: Pekerjaan, link: BaseDatabaseWrapper) -> int:
    """Do one job; a failure that nobody foresaw leaves it waiting for the next attempt."""
    try:
        if job.jenis == BATAL:
            undo_run(job)
        else:
            _load(job, link)
    except Exception:
        logger.warning("muatan_terganggu", pekerjaan=str(job.pk), exc_info=True)
        jobs_waiting().filter(pk=job.pk).update(pesan=TERGANGGU)
        return 0
    return 1


def _load(job: Pekerjaan, link: BaseDatabaseWrapper) -> None:
    def kabar(pesan: str, *, selesai: int = 0, gagal: int = 0) -> None:
        """On a connection of its own: the load's transaction shows nothing before its end."""
        with link.cursor() as cursor:
            cursor.execute(
                "UPDATE inti_pekerjaan SET pesan = %s, selesai = %s, gagal = %s"
                " WHERE id = %s AND status = 'BERJALAN'",
                [pesan[:300], selesai, gagal, job.pk],
            )

    with TemporaryDirectory(prefix="impor-") as folder:
        paths = {kode: Path(folder) / f"{kode}.xlsx" for kode in job.masukan["simpanan"]}
        for kode, path in paths.items():
            stored = default_storage.open(job.masukan["simpanan"][kode])
            with stored as source, path.open("wb") as target:
                target.writelines(source.chunks())

        def simpan(laporan: Laporan) -> dict[str, str]:
            return _refused_keep(job, paths, laporan)

        try:
            impor_pegawai(
                files=paths,
                actor=job.oleh,
                now=timezone.now(),
                job=job,
                kabar=kabar,
                simpan=simpan,
            )
        except WorkbookRefusedError as error:
            logger.info("muatan_ditolak", pekerjaan=str(job.pk), kode=error.code)
    _files_drop(job)
    Pekerjaan.objects.filter(pk=job.pk).update(masukan=job.masukan)


def impor_files_expire(*, now: datetime) -> int:
    """Delete files that loads left behind; returns how many loads had some.

    Refused rows go after `SIMPAN` days; workbooks of a load that has ended should be gone already,
    unless its worker was killed just then.
    """
    ended = Pekerjaan.objects.filter(jenis=MUAT, status__in=BERAKHIR)
    left = ended.filter(masukan__has_key="simpanan")
    old = ended.filter(selesai_pada__lt=now - SIMPAN, hasil__has_key="baris_gagal")
    jobs = list(left | old)
    for job in jobs:
        _files_drop(job)
        if job.selesai_pada and job.selesai_pada < now - SIMPAN:
            for name in job.hasil.pop("baris_gagal", {}).values():
                default_storage.delete(name)
        job.save(update_fields=["masukan", "hasil"])
    return len(jobs)


def _refused_keep(job: Pekerjaan, paths: Mapping[str, Path], laporan: Laporan) -> dict[str, str]:
    """Keep the refused rows of each list as a workbook; returns where."""
    kept: dict[str, str] = {}
    notes: dict[str, list[Catatan]] = {}
    for note in laporan.ditolak:
        notes.setdefault(note.berkas, []).append(note)
    for kode, berkas in job.masukan["berkas"].items():
        if berkas not in notes:
            continue
        target = paths[kode].with_name(f"gagal-{kode}.xlsx")
        baris_gagal(paths[kode], target, DAFTAR[kode], notes[berkas])
        with target.open("rb") as source:
            kept[kode] = default_storage.save(f"impor/{job.pk}/gagal-{kode}.xlsx", File(source))
    return kept
