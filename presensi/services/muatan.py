"""Loads of taps from other sources: an officer hands in a file, a worker takes its rows.

A load is a Pekerjaan and one transaction, which holds the row of its job: begun twice it happens
once, killed it has not happened. Rows go into the table of taps with the load's id; the same time
of the same person from such a load is taken once. Undone, a load's rows stay and count for
nothing. Rows of people out of reach, of days to come and of closed months are refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid5
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone

from kepegawaian.errors import WorkbookRefusedError
from presensi.errors import BulanDitutupError, MuatanInvalidError, PernyataanTransitionError
from presensi.models import Ketukan, MuatanBatal, PenutupanBulan
from presensi.rules.jadwal import Rencana
from presensi.rules.muatan import (
    MUAT,
    BarisMuat,
    BarisTolak,
    SumberMuat,
    arah_tebak,
    baris_read,
)
from presensi.rules.penjadwal import SATU_HARI, OrangJadwal, Penjadwal, berlaku_pada, hari_dalam
from presensi.rules.putusan import Putusan, Sumber
from presensi.selectors.muatan import muatan_get, muatan_people
from presensi.selectors.peta import KUNCI_ATURAN
from presensi.selectors.rencana import orang_load, penjadwal_load
from presensi.services.hari import hari_mark
from presensi.services.lembar_muat import heading_find, padanan_read, refused_write, rows_read
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pegawai, Pekerjaan, Pengguna, StatusPekerjaan
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, parameter_in_force
from sitamu.inti.services.outbox import wake

logger = structlog.get_logger(__name__)

TUGAS: Final = "presensi.muatan_run"
KUNCI: Final = 0x5174_0009  # advisory lock: one load after the other
SEKALI: Final = 2000
TERLAMA: Final = timedelta(days=400)
SIMPAN: Final = timedelta(days=30)  # of refused rows: they hold personal data
CATATAN_MAKS: Final = 200  # refused rows told on the page; all are in the workbook
OWN: Final = "Baris Anda sendiri dimuat oleh petugas lain."
BERAKHIR: Final = (StatusPekerjaan.SELESAI, StatusPekerjaan.GAGAL)


# Handing in


def muatan_submit(
    *,
    kunci: UUID,
    sumber: SumberMuat,
    file: UploadedFile[Any],
    padanan: UploadedFile[Any] | None,
    actor: Pengguna,
    now: datetime,
) -> Pekerjaan:
    """Queue one file. `kunci`: made with the form; the same form twice gives the same load.

    `padanan`: numbers of the machine by NIP, when the file holds no NIP. Raises NotAllowedError,
    WorkbookRefusedError, MuatanInvalidError when its columns cannot be read.
    """
    if Hak.PRESENSI_MANAGE not in hak_held(actor, on=timezone.localdate(now)):
        raise NotAllowedError
    if known := Pekerjaan.objects.filter(pk=kunci, jenis=MUAT, oleh=actor).first():
        return known
    nama = str(file.name)[-100:]
    with TemporaryDirectory(prefix="muatan-") as folder:
        path, digest = _received(file, Path(folder) / "isi")
        rows = rows_read(path, nama)
        heading_find(rows)
        numbers: dict[str, str] = {}
        if padanan is not None:
            other, _ = _received(padanan, Path(folder) / "padanan")
            numbers = padanan_read(rows_read(other, str(padanan.name)[-100:]))
        job = Pekerjaan(
            pk=kunci,
            jenis=MUAT,
            oleh=actor,
            total=len(rows),
            masukan={
                "sumber": sumber.value,
                "berkas": nama,
                "sha256": digest,
                "padanan": numbers,
            },
        )
        with path.open("rb") as source:
            job.masukan["simpanan"] = default_storage.save(f"presensi/{job.pk}/isi", File(source))
        with transaction.atomic():
            job.save(force_insert=True)
            wake(TUGAS)
    return job


def _received(file: UploadedFile[Any], path: Path) -> tuple[Path, str]:
    digest = hashlib.sha256()
    with path.open("wb") as target:
        for chunk in file.chunks():
            digest.update(chunk)
            target.write(chunk)
    return path, digest.hexdigest()


# Working off


def muatan_work_off(*, now: datetime) -> int:
    """Do every waiting load; returns how many ended. Two workers share the queue."""
    waiting = Pekerjaan.objects.filter(jenis=MUAT).exclude(status__in=BERAKHIR)
    ended = 0
    for job_id in list(waiting.order_by("dibuat_pada").values_list("pk", flat=True)):
        with transaction.atomic():
            job = (
                waiting.select_for_update(skip_locked=True, of=("self",)).filter(pk=job_id).first()
            )
            if job is None:
                continue
            try:
                with transaction.atomic():
                    _load(job, now=now)
                job.status = StatusPekerjaan.SELESAI
            except (WorkbookRefusedError, MuatanInvalidError) as error:
                job.status, job.pesan = StatusPekerjaan.GAGAL, error.message[:300]
            job.selesai_pada = now
            _file_drop(job)
            job.save()
            ended += 1
    return ended


@dataclass(slots=True)
class _Orang:
    pegawai_id: UUID
    jadwal: OrangJadwal


def _load(job: Pekerjaan, *, now: datetime) -> None:
    assert job.oleh is not None  # noqa: S101  # handed in by somebody
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI])
    with TemporaryDirectory(prefix="muatan-") as folder:
        path = Path(folder) / "isi"
        stored = default_storage.open(job.masukan["simpanan"])
        with stored as source, path.open("wb") as target:
            target.writelines(source.chunks())
        rows = rows_read(path, job.masukan["berkas"])
        judul, kolom = heading_find(rows)
        read: list[BarisMuat] = []
        refused: list[BarisTolak] = []
        for number, row in enumerate(rows[judul + 1 :], judul + 2):
            if all(cell in ("", None) for cell in row):
                continue
            for one in baris_read(number, row, kolom):
                if isinstance(one, BarisTolak):
                    refused.append(one)
                else:
                    read.append(one)
        taps = _taps(job, read, refused, now=now)
        known = _known(taps)
        fresh = [tap for tap in taps if (tap.pegawai_id, tap.arah, tap.pada) not in known]
        Ketukan.objects.bulk_create(fresh, batch_size=SEKALI)
        _mark(job, fresh, now=now)
        refused.sort(key=lambda note: note.baris)
        job.selesai, job.gagal = len(fresh), len({note.baris for note in refused})
        job.hasil = {
            "baru": len(fresh),
            "sudah_ada": len(taps) - len(fresh),
            "ditolak": [[note.baris, note.pesan] for note in refused[:CATATAN_MAKS]],
            "dari": min((f"{tap.pada:%Y-%m-%d}" for tap in taps), default=""),
            "sampai": max((f"{tap.pada:%Y-%m-%d}" for tap in taps), default=""),
        }
        if refused:
            target_path = Path(folder) / "gagal.xlsx"
            refused_write(target_path, rows, judul, {n.baris: n for n in refused}.values())
            with target_path.open("rb") as gone:
                name = f"presensi/{job.pk}/gagal.xlsx"
                job.hasil["baris_gagal"] = default_storage.save(name, File(gone))


def _taps(
    job: Pekerjaan, read: Sequence[BarisMuat], refused: list[BarisTolak], *, now: datetime
) -> list[Ketukan]:
    """Taps of the rows that can be taken, each once; the others are added to `refused`."""
    if not read:
        return []
    assert job.oleh is not None  # noqa: S101
    numbers: Mapping[str, str] = job.masukan["padanan"]
    today = timezone.localdate(now)
    dari = min(row.pada for row in read).date()
    sampai = max(row.pada for row in read).date()
    dari = max(dari, today - TERLAMA)
    mine = next((p.nomor for p in Pegawai.objects.filter(pengguna=job.oleh)), "")
    people = _people(job.oleh, {numbers.get(r.nomor, r.nomor) for r in read}, dari, sampai, today)
    penjadwal = penjadwal_load(dari - SATU_HARI, sampai + SATU_HARI)
    closed = set(PenutupanBulan.objects.values_list("bulan", flat=True))
    version = parameter_in_force(KUNCI_ATURAN, on=today).berlaku_mulai
    found: dict[UUID, Ketukan] = {}
    for row in read:
        orang = people.get(numbers.get(row.nomor, row.nomor))
        own = numbers.get(row.nomor, row.nomor) == mine
        if problem := OWN if own else _problem(row, orang, closed, dari, now):
            refused.append(BarisTolak(row.baris, problem))
            continue
        assert orang is not None  # noqa: S101
        unit = berlaku_pada(orang.jadwal.unit, row.pada.date())
        zona = unit.zona if unit else ZoneInfo(settings.TIME_ZONE)
        pada = row.pada.replace(tzinfo=zona)
        arah = row.arah or arah_tebak(pada, _duties(penjadwal, orang.jadwal, row.pada.date()))
        tap_id = uuid5(NAMESPACE_OID, f"{job.pk}|{orang.pegawai_id}|{arah}|{pada.astimezone(UTC)}")
        found[tap_id] = Ketukan(
            id=tap_id,
            pada=pada,
            pegawai_id=orang.pegawai_id,
            arah=arah,
            sumber=Sumber.IMPOR.value,
            putusan=Putusan.TERIMA.value,
            tanda=[],
            aturan_mulai=version,
            diterima_pada=now,
            muatan_id=job.pk,
        )
    return list(found.values())


def _people(
    actor: Pengguna, nomor: Iterable[str], dari: date, sampai: date, today: date
) -> dict[str, _Orang]:
    """Who of the numbers is in reach of `actor`, by number."""
    reach = muatan_people(actor, nomor, today=today)
    by_id = {row.pk: row.nomor for row in reach}
    scope = Pegawai.objects.filter(pk__in=by_id)
    return {
        by_id[pk]: _Orang(pk, jadwal)
        for pk, jadwal in orang_load(scope, dari - SATU_HARI, sampai + SATU_HARI)
    }


def _problem(
    row: BarisMuat, orang: _Orang | None, closed: set[date], dari: date, now: datetime
) -> str:
    if orang is None:
        return f"Nomor {row.nomor} bukan pegawai di unit Anda. Isi NIP, atau sertakan padanan PIN."
    if row.pada.date() < dari:
        return "Lebih dari 400 hari yang lalu."
    if row.pada > timezone.localtime(now).replace(tzinfo=None) + timedelta(hours=1):
        return "Waktu itu belum tiba."
    if row.pada.date().replace(day=1) in closed:
        return "Bulan itu sudah ditutup."
    return ""


def _duties(penjadwal: Penjadwal, orang: OrangJadwal, tanggal: date) -> Iterator[Rencana]:
    for day in hari_dalam(tanggal - SATU_HARI, tanggal + SATU_HARI):
        plan = penjadwal.rencana(orang, day)
        if isinstance(plan, Rencana):
            yield plan


def _known(taps: Sequence[Ketukan]) -> set[tuple[UUID, str, datetime]]:
    """Times that an earlier load, not undone, brought already."""
    if not taps:
        return set()
    rows = Ketukan.objects.filter(
        sumber=Sumber.IMPOR,
        pegawai_id__in={tap.pegawai_id for tap in taps},
        pada__range=(min(tap.pada for tap in taps), max(tap.pada for tap in taps)),
    ).exclude(muatan_id__in=list(MuatanBatal.objects.values_list("muatan_id", flat=True)))
    return set(rows.values_list("pegawai_id", "arah", "pada"))


def _mark(job: Pekerjaan, taps: Sequence[Ketukan], *, now: datetime) -> None:
    if taps:
        label = SumberMuat(job.masukan["sumber"]).label
        hari_mark(
            dari=timezone.localdate(min(tap.pada for tap in taps)) - SATU_HARI,
            sampai=min(timezone.localdate(max(tap.pada for tap in taps)), timezone.localdate(now)),
            pegawai_ids=sorted({tap.pegawai_id for tap in taps}),
            sebab=f"Impor {label}: {job.masukan['berkas']}",
            oleh_id=job.oleh_id,
        )


def _file_drop(job: Pekerjaan) -> None:
    name = job.masukan.pop("simpanan", None)
    job.masukan.pop("padanan", None)
    if name:
        default_storage.delete(name)


def muatan_files_expire(*, now: datetime) -> int:
    """Delete refused rows older than 30 days; returns of how many loads."""
    old = Pekerjaan.objects.filter(
        jenis=MUAT, selesai_pada__lt=now - SIMPAN, hasil__has_key="baris_gagal"
    )
    jobs = list(old)
    for job in jobs:
        default_storage.delete(job.hasil.pop("baris_gagal"))
        job.save(update_fields=["hasil"])
    return len(jobs)


# Undoing


@transaction.atomic
def muatan_undo(*, actor: Pengguna, job_id: UUID, alasan: str, now: datetime) -> MuatanBatal:
    """Let a load count for nothing; its rows stay as they came. Raises NotFoundError,
    PernyataanTransitionError when it has not ended well or was undone, BulanDitutupError."""
    seen = muatan_get(actor, job_id, today=timezone.localdate(now))
    job = Pekerjaan.objects.select_for_update().get(pk=seen.pk)
    if job.status != StatusPekerjaan.SELESAI or MuatanBatal.objects.filter(muatan=job).exists():
        raise PernyataanTransitionError
    span = _span(job)
    taps = list(Ketukan.objects.filter(muatan_id=job.pk, pada__range=span)) if span else []
    months = {timezone.localdate(tap.pada).replace(day=1) for tap in taps}
    if PenutupanBulan.objects.filter(bulan__in=months).exists():
        raise BulanDitutupError
    row = MuatanBatal.objects.create(muatan=job, alasan=alasan, oleh=actor)
    if taps:
        hari_mark(
            dari=timezone.localdate(min(tap.pada for tap in taps)) - SATU_HARI,
            sampai=timezone.localdate(max(tap.pada for tap in taps)),
            pegawai_ids=sorted({tap.pegawai_id for tap in taps}),
            sebab=f"Impor {job.masukan['berkas']} dibatalkan: {alasan}",
            oleh_id=actor.pk,
        )
    return row


def _span(job: Pekerjaan) -> tuple[datetime, datetime] | None:
    """Instants between which its taps lie, so that only their months are looked at."""
    hasil: Mapping[str, Any] = job.hasil
    if not hasil.get("dari"):
        return None
    first = datetime.fromisoformat(hasil["dari"]).replace(tzinfo=UTC) - SATU_HARI
    return first, datetime.fromisoformat(hasil["sampai"]).replace(tzinfo=UTC) + 2 * SATU_HARI
