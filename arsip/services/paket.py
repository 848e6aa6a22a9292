"""A ZIP of everything of one's own: sent while it is made, or, when large, made by the worker.

Nothing is compressed again: PDF and JPEG are compressed already. One file at a time is read in
pieces, so that memory does not grow with the archive. Each file's SHA-256 is computed on the way
and stands in the list beside the one on record.
"""

import csv
import hashlib
import secrets
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Final
from uuid import uuid5

import structlog
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from arsip.errors import PaketBelumSiapError
from arsip.events import PaketSelesai
from arsip.models import VersiDokumen
from arsip.rules.paket import PERCOBAAN_MAKS
from arsip.selectors.paket import PAKET, IsiPaket, paket_isi, paket_of, paket_stale, paket_waiting
from arsip.services.dokumen import discard, store
from sitamu.inti.models import Pekerjaan, Pengguna, StatusPekerjaan
from sitamu.inti.services.outbox import emit, wake

logger = structlog.get_logger(__name__)
TUGAS: Final = "arsip.paket_make"
POTONG_BYTE: Final = 64 * 1024
DAFTAR: Final = "daftar.csv"
JUMLAH: Final = "SHA256SUMS.txt"  # for `sha256sum -c`
KOLOM: Final = ("berkas", "jenis", "kunci", "versi", "disimpan", "ukuran_byte", "sha256", "cocok")


class _Pipe:
    """What a ZIP is written into: keeps the bytes until they are taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here for anything."""

    def take(self) -> bytes:
        data, self._parts = b"".join(self._parts), []
        return data


def paket_stream(isi: IsiPaket) -> Iterator[bytes]:
    """The ZIP in pieces, each as soon as it is there.

    A stored file that is missing is left out of the ZIP and named in the list.
    """
    pipe = _Pipe()
    rows: list[tuple[object, ...]] = []
    sums: list[str] = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for nama, versi in isi.berkas:
            digest = hashlib.sha256()
            try:
                source = default_storage.open(versi.kunci_simpan)
            except FileNotFoundError:
                logger.exception("berkas_hilang", versi=str(versi.pk))
                rows.append(_row(nama, versi, "hilang"))
                continue
            with source, archive.open(_entry(nama, versi), "w") as target:
                for part in source.chunks(POTONG_BYTE):
                    digest.update(part)
                    target.write(part)
                    yield pipe.take()
            sums.append(f"{digest.hexdigest()}  {nama}\n")
            rows.append(_row(nama, versi, "ya" if digest.hexdigest() == versi.sha256 else "tidak"))
        archive.writestr(DAFTAR, _list(rows))
        archive.writestr(JUMLAH, "".join(sums))
    yield pipe.take()


def _entry(nama: str, versi: VersiDokumen) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(nama, timezone.localtime(versi.pada).timetuple()[:6])
    entry.external_attr = 0o600 << 16
    return entry


def _row(nama: str, versi: VersiDokumen, cocok: str) -> tuple[object, ...]:
    dokumen = versi.dokumen
    return (
        nama,
        dokumen.jenis.nama,
        dokumen.kunci,
        versi.nomor,
        timezone.localtime(versi.pada).isoformat(timespec="seconds"),
        versi.ukuran_byte,
        versi.sha256,
        cocok,
    )


def _list(rows: list[tuple[object, ...]]) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(KOLOM)
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()  # so that a spreadsheet reads the letters right


# Made by the worker


@transaction.atomic
def paket_submit(*, actor: Pengguna, now: datetime) -> Pekerjaan:
    """Let the worker make the ZIP; asked again while one is made, that one comes back."""
    Pengguna.objects.select_for_update().get(pk=actor.pk)
    known = paket_of(actor, now=now)
    if known and known.status in (StatusPekerjaan.ANTRE, StatusPekerjaan.BERJALAN):
        return known
    job = Pekerjaan.objects.create(jenis=PAKET, oleh=actor)
    wake(TUGAS)
    return job


def paket_make(*, now: datetime) -> int:
    """Make the ZIPs that wait; returns how many were taken up. Twice at once is fine."""
    taken = 0
    while (job := _claim(now=now)) is not None:
        taken += 1
        try:
            _make(job, now=now)
        except Exception:
            logger.exception("paket_gagal", pekerjaan=str(job.pk))
            _settle(job, StatusPekerjaan.ANTRE, pesan="")
    return taken


@transaction.atomic
def _claim(*, now: datetime) -> Pekerjaan | None:
    job = paket_waiting(now=now).select_for_update(skip_locked=True).first()
    if job is None:
        return None
    job.percobaan += 1
    job.diklaim_pada = now
    job.status = StatusPekerjaan.BERJALAN
    if job.percobaan > PERCOBAAN_MAKS:
        job.status, job.selesai_pada = StatusPekerjaan.GAGAL, now
        job.pesan = "Maaf, ZIP ini tidak dapat dibuat. Coba lagi besok, atau unduh satu per satu."
        _tell(job, "GAGAL")
    job.save(update_fields=["percobaan", "diklaim_pada", "status", "selesai_pada", "pesan"])
    return job if job.status == StatusPekerjaan.BERJALAN else _claim(now=now)


def _make(job: Pekerjaan, *, now: datetime) -> None:
    assert job.oleh is not None  # noqa: S101
    isi = paket_isi(job.oleh, today=timezone.localdate(now))
    with tempfile.TemporaryFile(prefix="sitamu-") as file:
        ukuran_byte = sum(file.write(part) for part in paket_stream(isi))
        kunci = store(f"paket/{secrets.token_hex(20)}.zip", File(file))
    job.hasil = {"kunci": kunci, "ukuran_byte": ukuran_byte, "jumlah": isi.jumlah}
    with transaction.atomic():
        kept = _settle(job, StatusPekerjaan.SELESAI, hasil=job.hasil, total=isi.jumlah)
        if kept:
            _tell(job, "SIAP")
    if not kept:
        discard([kunci])


def _tell(job: Pekerjaan, keadaan: str) -> None:
    """Whoever asked is told once how it ended."""
    assert job.oleh_id is not None  # noqa: S101
    emit(
        PaketSelesai(
            akun_id=job.oleh_id,
            keadaan=keadaan,
            jumlah=job.hasil.get("jumlah", 0),
            tautan=reverse("arsip:paket"),
        ),
        peristiwa_id=uuid5(job.pk, keadaan),
    )


def _settle(job: Pekerjaan, status: StatusPekerjaan, **values: object) -> bool:
    """Write the outcome while the claim is still ours."""
    ended = {"selesai_pada": timezone.now()} if status is StatusPekerjaan.SELESAI else {}
    return bool(
        Pekerjaan.objects.filter(
            pk=job.pk, percobaan=job.percobaan, status=StatusPekerjaan.BERJALAN
        ).update(status=status, **values, **ended)
    )


def paket_file(user: Pengguna, *, now: datetime) -> str:
    """Name in the storage of the ZIP made for `user`; raises PaketBelumSiapError."""
    job = paket_of(user, now=now)
    if job is None or job.status != StatusPekerjaan.SELESAI:
        raise PaketBelumSiapError
    return str(job.hasil["kunci"])


def paket_sweep(*, now: datetime) -> int:
    """Remove ZIPs after a day; returns how many."""
    stale = list(paket_stale(now=now))
    for job in stale:
        discard([job.hasil["kunci"]])
        job.hasil = {k: v for k, v in job.hasil.items() if k != "kunci"}
        job.save(update_fields=["hasil"])
    return len(stale)
