"""Files on their way in: begun, received in parts or whole, matched, thrown away.

Every step leaves a row that says how far a file has come, so that a broken line, a closed browser
or a killed server costs no more than the part that was under way. What becomes of a file that is
here whole is decided by the worker (`arsip.services.penerimaan`).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any, Final
from uuid import UUID, uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from arsip.clients.penerima import LAIN_MAKS_BYTE, Terunggah
from arsip.errors import (
    BagianBedaError,
    BagianRusakError,
    BerkasError,
    BerkasKosongError,
    BerkasTerlaluBesarError,
    HashBedaError,
    IdKlienError,
    UnggahanUsaiError,
)
from arsip.models import BagianUnggahan, JenisDokumen, Unggahan, UnggahanMassal
from arsip.rules.dokumen import FOTO_MAKS_BYTE, PDF_MAKS_BYTE
from arsip.rules.intake import Isi, is_zip, nama_bersih, size_check
from arsip.rules.unggahan import KEDALUWARSA, ZIP_MAKS_BYTE, StatusUnggahan, kunci_rapi
from arsip.selectors.unggahan import massal_get, unggahan_get, unggahan_silent, unggahan_untidy
from arsip.services.dokumen import discard, store, tujuan_check
from arsip.services.intake import file_judge, sha256_of
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held
from sitamu.inti.services.outbox import wake

TUGAS: Final = "arsip.unggahan_process"
POTONG_BYTE: Final = 256 * 1024
KUMPUL_DETIK: Final = 0.2
ALGORITMA: Final = ("sha256", "sha1")
PESAN_KEDALUWARSA: Final = "Pengiriman terhenti lebih dari 7 hari."


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Where a single file shall go; `pegawai_id` None: into one's own archive."""

    pegawai_id: UUID | None
    jenis_kode: str
    kunci: str = ""


# Batches


def massal_begin(*, actor: Pengguna, now: datetime) -> UnggahanMassal:
    """A new batch; raises NotAllowedError without ARSIP_UPLOAD over any unit today."""
    bulk_check(actor, now=now)
    return UnggahanMassal.objects.create(oleh=actor, dibuat_pada=now)


def bulk_check(actor: Pengguna, *, now: datetime) -> None:
    """Raises NotAllowedError unless `actor` may file for others somewhere today."""
    if Hak.ARSIP_UPLOAD not in hak_held(actor, on=timezone.localdate(now)):
        raise NotAllowedError


# Beginning


def unggahan_begin(
    *,
    actor: Pengguna,
    nama: str,
    ukuran_byte: int,
    now: datetime,
    tujuan: Tujuan | None = None,
    massal_id: UUID | None = None,
    sidik: str = "",
    sha256: str = "",
    id_klien: UUID | None = None,
    source: IO[bytes] | None = None,
    checksum: str = "",
) -> Unggahan:
    """Make the row of a file that comes in parts; begun again, the same row comes back.

    Either `massal_id`, a batch of one's own, or `tujuan`. What is known to be refused (too large,
    not permitted) is refused before a byte is sent; in a batch the row stays and says so. With
    `source` the first part, nearly always the whole file, comes along: a whole file is judged at
    once, and what is refused is never stored. Raises NotFoundError, NotAllowedError, KunciError,
    IdKlienError, a BerkasError, and with `source` what `unggahan_append` raises.
    """
    nama = nama_bersih(nama) or "tanpa nama"
    massal = _massal_for(actor, massal_id, now=now) if massal_id else None
    # With the bytes in hand the row itself tells whether it was there: one question less.
    known = (
        None if source is not None else _begun(actor, massal, sidik=sidik[:300], id_klien=id_klien)
    )
    if known:
        if (known.nama, known.ukuran_byte) != (nama, ukuran_byte):
            raise IdKlienError
        return known
    row = Unggahan(
        pk=id_klien or uuid4(),
        massal=massal,
        oleh=actor,
        sidik=sidik[:300] if massal else "",
        nama=nama,
        ukuran_byte=ukuran_byte,
        sha256_klien=sha256.lower(),
        status=StatusUnggahan.MENGIRIM.value,
        dibuat_pada=now,
        diubah_pada=now,
    )
    if massal is None:
        if tujuan is None:
            raise NotFoundError
        row.pegawai, row.jenis = tujuan_check(
            pegawai_id=tujuan.pegawai_id,
            jenis_kode=tujuan.jenis_kode,
            kunci=tujuan.kunci,
            actor=actor,
            now=now,
        )
        row.kunci = tujuan.kunci
    try:
        length_check(nama, ukuran_byte, massal=massal is not None, jenis=row.jenis)
        if source is not None:
            return _take(row, source, checksum, now=now)
    except BerkasError as error:
        if massal is not None:
            note_refusal(row, error)
            _insert(row)
        raise
    return _insert(row)


def _take(row: Unggahan, source: IO[bytes], checksum: str, *, now: datetime) -> Unggahan:
    """Receive what comes with the beginning: a whole file, or the first part of one."""
    with _received(row, source, room=row.ukuran_byte, checksum=checksum) as part:
        length = part.size or 0
        if length < row.ukuran_byte:
            row = _insert(row)
            fresh = length and row.diterima_byte == 0
            return _keep_part(row, 0, part, now=now) if fresh else row
        if row.sha256_klien not in ("", part.sha256):
            raise HashBedaError(nama=row.nama)
        if not (row.massal_id and is_zip(part)):
            row.mime = file_judge(part, jenis=row.jenis).isi.mime
        row.sha256, row.diterima_byte = part.sha256, length
        row.status = StatusUnggahan.MENUNGGU.value
        row.kunci_simpan = keep_whole(row, part)
        try:
            found = _insert(row)
        except BaseException:
            discard([row.kunci_simpan])
            raise
    if found.kunci_simpan != row.kunci_simpan:  # it was begun before
        discard([row.kunci_simpan])
    wake(TUGAS, gather_seconds=KUMPUL_DETIK)
    return found


def _massal_for(actor: Pengguna, massal_id: UUID, *, now: datetime) -> UnggahanMassal:
    massal = massal_get(actor, massal_id)
    bulk_check(actor, now=now)
    return massal


def _begun(
    actor: Pengguna, massal: UnggahanMassal | None, *, sidik: str, id_klien: UUID | None
) -> Unggahan | None:
    """The row of this very file; raises IdKlienError when the id is somebody else's."""
    if id_klien and (row := Unggahan.objects.filter(pk=id_klien).first()):
        if row.oleh_id != actor.pk:
            raise IdKlienError
        return row
    return massal.unggahan.filter(sidik=sidik).first() if massal and sidik else None


def _insert(row: Unggahan) -> Unggahan:
    """Write it; sent twice at the same moment, the other's row comes back."""
    try:
        # A single INSERT is a transaction by itself; within a larger one it must not spoil it.
        inside = transaction.get_connection().in_atomic_block
        with transaction.atomic() if inside else nullcontext():
            row.save(force_insert=True)
    except IntegrityError:
        known = _begun(row.oleh, row.massal, sidik=row.sidik, id_klien=row.pk)
        if known is None:
            raise
        if (known.nama, known.ukuran_byte) != (row.nama, row.ukuran_byte):
            raise IdKlienError from None
        return known
    return row


def length_check(
    nama: str, ukuran_byte: int, *, massal: bool, jenis: JenisDokumen | None = None
) -> None:
    """Whether a file of that length can be anything we take; its content is judged later."""
    ending = nama.lower().rpartition(".")[2]
    if ukuran_byte <= 0:
        raise BerkasKosongError(nama=nama)
    if ending == "pdf" and jenis is not None:
        size_check(Isi.PDF, ukuran_byte, nama=nama, jenis=jenis)
    zipped = massal and ending == "zip"
    maks = ZIP_MAKS_BYTE if zipped else PDF_MAKS_BYTE if ending == "pdf" else FOTO_MAKS_BYTE
    if ukuran_byte > maks:
        raise BerkasTerlaluBesarError(
            nama=nama, ukuran_byte=ukuran_byte, maks_byte=maks, foto=ending != "pdf"
        )


def note_refusal(row: Unggahan, error: DomainError) -> None:
    """Write on the row (not yet saved) what was refused and what to do."""
    row.status = StatusUnggahan.DITOLAK.value
    row.kode, row.pesan = error.code[:40], error.message[:300]
    row.langkah = (error.langkah or "")[:300]


# Parts


def unggahan_append(
    *,
    unggahan_id: UUID,
    actor: Pengguna,
    mulai: int,
    source: IO[bytes],
    checksum: str = "",
    now: datetime,
) -> Unggahan:
    """Add what `source` gives behind the first `mulai` bytes; returns how far the file is now.

    A line that breaks keeps what came through, unless a `checksum` ("sha256 BASE64") was to vouch
    for the whole part. The last byte hands the file to the worker. Raises NotFoundError,
    UnggahanUsaiError, BagianBedaError, BagianRusakError, BerkasTerlaluBesarError, PenuhError.
    """
    row = unggahan_get(actor, unggahan_id)
    _takes_more(row, mulai)
    with _received(row, source, room=row.ukuran_byte - mulai, checksum=checksum) as part:
        if part.size:
            return _keep_part(row, mulai, part, now=now)
    return row


def _keep_part(row: Unggahan, mulai: int, part: Terunggah, *, now: datetime) -> Unggahan:
    kunci = store(f"{_waiting_room(row)}{mulai}-{secrets.token_hex(8)}", part)
    try:
        return _append(row, mulai, part.size or 0, kunci, now=now)
    except BaseException:
        discard([kunci])
        raise


def _takes_more(row: Unggahan, mulai: int) -> None:
    if row.status != StatusUnggahan.MENGIRIM:
        raise UnggahanUsaiError
    if mulai != row.diterima_byte:
        raise BagianBedaError(diterima_byte=row.diterima_byte)


@contextmanager
def _received(row: Unggahan, source: IO[bytes], *, room: int, checksum: str) -> Iterator[Terunggah]:
    """The bytes of one part in a temporary file beside the store."""
    name, _, expected = checksum.strip().partition(" ")
    if checksum and name not in ALGORITMA:
        raise BagianRusakError(f"Checksum {name} tidak dikenal.", http_status=400)
    digest = hashlib.new(name or "sha256")
    with Terunggah(row.nama) as part:
        length, broken = 0, False
        while length <= room:
            try:
                piece = source.read(min(POTONG_BYTE, room + 1 - length))
            except OSError:
                broken = True
                break
            if not piece:
                break
            digest.update(piece)
            part.write(piece)
            length += len(piece)
        if length > room:
            raise BerkasTerlaluBesarError(
                nama=row.nama, ukuran_byte=length, maks_byte=room, foto=False
            )
        if checksum and (broken or digest.digest() != _base64(expected)):
            raise BagianRusakError
        part.size = length
        part.sha256 = digest.hexdigest() if name in ("", "sha256") else sha256_of(part)
        yield part


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


@transaction.atomic
def _append(row: Unggahan, mulai: int, length: int, kunci: str, *, now: datetime) -> Unggahan:
    """Count the part, unless another one was quicker."""
    locked = Unggahan.objects.select_for_update().get(pk=row.pk)
    _takes_more(locked, mulai)
    BagianUnggahan.objects.create(unggahan=locked, mulai=mulai, panjang=length, kunci_simpan=kunci)
    locked.diterima_byte += length
    locked.diubah_pada = now
    if locked.diterima_byte == locked.ukuran_byte:
        locked.status = StatusUnggahan.MENUNGGU.value
        wake(TUGAS, gather_seconds=KUMPUL_DETIK)
    locked.save(update_fields=["diterima_byte", "diubah_pada", "status"])
    return locked


def _waiting_room(row: Unggahan) -> str:
    return f"masuk/{row.pk.hex[:2]}/{row.pk.hex}-"


def kedaluwarsa_pada(row: Unggahan) -> datetime:
    """When a half file is thrown away unless more of it comes."""
    return row.diubah_pada + KEDALUWARSA


# Whole files, by a form


def unggahan_receive(
    *, massal_id: UUID, files: Sequence[UploadedFile[Any]], actor: Pengguna, now: datetime
) -> list[Unggahan]:
    """Keep every file of one form, each with its own row; one refused holds up no other.

    Here only first bytes and size are looked at: the worker judges the rest, so that an officer
    with five hundred files does not wait for it.

    Raises NotFoundError or NotAllowedError, PenuhError when nothing could be kept.
    """
    massal = _massal_for(actor, massal_id, now=now)
    rows: list[Unggahan] = []
    kept: list[str] = []
    try:
        for upload in files:
            row = _whole(massal, upload, actor=actor, now=now)
            rows.append(row)
            if row.kunci_simpan:
                kept.append(row.kunci_simpan)
        with transaction.atomic():
            Unggahan.objects.bulk_create(rows)
            wake(TUGAS, gather_seconds=KUMPUL_DETIK)
    except BaseException:
        discard(kept)
        raise
    return rows


def _whole(
    massal: UnggahanMassal, upload: UploadedFile[Any], *, actor: Pengguna, now: datetime
) -> Unggahan:
    size = upload.size or 0
    row = Unggahan(
        massal=massal,
        oleh=actor,
        nama=nama_bersih(upload.name or "") or "tanpa nama",
        ukuran_byte=size,
        status=StatusUnggahan.MENUNGGU.value,
        dibuat_pada=now,
        diubah_pada=now,
    )
    try:
        if isinstance(upload, Terunggah) and upload.galat:
            raise upload.galat
        if size > LAIN_MAKS_BYTE or not size:
            length_check(row.nama, size, massal=True)
        row.kunci_simpan = keep_whole(row, upload)
        row.diterima_byte = size
        row.sha256 = upload.sha256 if isinstance(upload, Terunggah) else ""
    except DomainError as error:
        note_refusal(row, error)
    return row


def keep_whole(row: Unggahan, content: File[Any]) -> str:
    """Store the whole file in the waiting room; returns its name there. Raises PenuhError."""
    return store(f"{_waiting_room(row)}utuh-{secrets.token_hex(8)}", content)


# By hand


@transaction.atomic
def unggahan_match(
    *,
    unggahan_id: UUID,
    pegawai_id: UUID,
    jenis_kode: str,
    kunci: str,
    actor: Pengguna,
    now: datetime,
) -> Unggahan:
    """Say whose paper this is and what; the worker files it.

    Raises NotFoundError (also for a person out of scope), NotAllowedError, KunciError,
    BerkasTerlaluBesarError for what this kind does not take, or UnggahanUsaiError.
    """
    row = _lock(actor, unggahan_id)
    if row.status != StatusUnggahan.COCOKKAN:
        raise UnggahanUsaiError
    row.pegawai, row.jenis = tujuan_check(
        pegawai_id=pegawai_id,
        jenis_kode=jenis_kode,
        kunci=kunci_rapi(kunci) or kunci,
        actor=actor,
        now=now,
    )
    if row.mime == Isi.PDF.mime:
        size_check(Isi.PDF, row.ukuran_byte, nama=row.nama, jenis=row.jenis)
    row.kunci = kunci_rapi(kunci)
    row.status, row.kode, row.pesan, row.langkah = StatusUnggahan.MENUNGGU.value, "", "", ""
    row.percobaan, row.diklaim_pada, row.diubah_pada = 0, None, now
    row.save()
    wake(TUGAS, gather_seconds=KUMPUL_DETIK)
    return row


def unggahan_discard(*, unggahan_id: UUID, actor: Pengguna, now: datetime) -> Unggahan:
    """Throw away a file that is not filed; again, nothing changes.

    Raises NotFoundError, UnggahanUsaiError when it is filed already.
    """
    with transaction.atomic():
        row = _lock(actor, unggahan_id)
        if row.status in (StatusUnggahan.TERSIMPAN, StatusUnggahan.DIURAI):
            raise UnggahanUsaiError
        row.status, row.diubah_pada = StatusUnggahan.DIBUANG.value, now
        row.save(update_fields=["status", "diubah_pada"])
    tidy(row)
    return row


def _lock(actor: Pengguna, unggahan_id: UUID) -> Unggahan:
    unggahan_get(actor, unggahan_id)
    return Unggahan.objects.select_for_update().get(pk=unggahan_id)


# Clearing up


def tidy(row: Unggahan, *, keep_whole: bool = False) -> None:
    """Remove parts, and the whole file unless it is kept. Cut short, the next sweep goes on."""
    discard(row.bagian.values_list("kunci_simpan", flat=True))
    row.bagian.all().delete()
    if keep_whole:
        return
    mine = Unggahan.objects.filter(pk=row.pk)
    discard(filter(None, mine.values_list("kunci_simpan", flat=True)))
    mine.update(kunci_simpan="")


def unggahan_sweep(*, now: datetime) -> int:
    """End half files that fell silent and remove what is left of those that are done.

    Returns how many ended.
    """
    ended = unggahan_silent(now=now).update(
        status=StatusUnggahan.DITOLAK,
        kode=UnggahanUsaiError.code,
        pesan=PESAN_KEDALUWARSA,
        langkah="Kirim lagi berkas itu.",
        diubah_pada=now,
    )
    for row in unggahan_untidy().filter(diubah_pada__lt=now - timedelta(minutes=5)):
        tidy(row)
    return ended


def bytes_of(row: Unggahan) -> Iterator[bytes]:
    """Everything received so far, in order."""
    names = [row.kunci_simpan] if row.kunci_simpan else []
    names = names or list(row.bagian.order_by("mulai").values_list("kunci_simpan", flat=True))
    for name in names:
        with default_storage.open(name) as source:
            yield from source.chunks(POTONG_BYTE)
