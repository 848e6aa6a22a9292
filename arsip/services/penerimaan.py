"""The worker's part of an upload: judge what came, open ZIPs, find whose paper it is, file it.

A file waits in its own row. A worker claims it (SKIP LOCKED), works without a transaction, and
writes the result only while the claim is still its own. Filing carries the row's id, so that a
worker killed between filing and writing finds its own version again.
"""

import hashlib
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from arsip.clients.penerima import Terunggah
from arsip.errors import (
    BerkasRusakError,
    BerkasTerlaluBesarError,
    HashBedaError,
    PenuhError,
    ZipDitolakError,
)
from arsip.models import Unggahan, VersiDokumen
from arsip.rules.dokumen import FOTO_MAKS_BYTE, KLAIM_BASI
from arsip.rules.intake import is_zip, nama_bersih
from arsip.rules.unggahan import (
    MASSAL_MAKS_BERKAS,
    PERCOBAAN_MAKS,
    ZIP_ISI_MAKS_BYTE,
    StatusUnggahan,
    nama_urai,
)
from arsip.selectors.unggahan import (
    jenis_may_file,
    kembar_of,
    pegawai_by_nomor,
    unggahan_waiting,
)
from arsip.services.dokumen import discard, dokumen_upload
from arsip.services.intake import file_judge
from arsip.services.unggahan import bytes_of, keep_whole, note_refusal, tidy
from sitamu.inti.errors import DomainError

logger = structlog.get_logger(__name__)
SAMPAH: Final = ("__MACOSX/", "Thumbs.db", "desktop.ini", ".DS_Store")
HASIL: Final = (
    "status",
    "kode",
    "pesan",
    "langkah",
    "pegawai",
    "jenis",
    "kunci",
    "versi",
    "sha256",
    "mime",
    "kunci_simpan",
    "diubah_pada",
)
SEBAB: Final = {
    "nip_tidak_ada": "NIP pada nama berkas tidak ada di unit Anda.",
    "nip_tidak_tertulis": "Nama berkas tidak memuat NIP.",
    "jenis_tidak_dikenal": "Jenis dokumen tidak terbaca dari nama berkas.",
}


def unggahan_process(*, now: datetime, limit: int = 200) -> int:
    """Deal with up to `limit` waiting files; returns how many were taken up."""
    taken = 0
    while taken < limit:
        row = _claim(now=now)
        if row is None:
            break
        taken += 1
        _work(row, now=now)
    return taken


@transaction.atomic
def _claim(*, now: datetime) -> Unggahan | None:
    """Take the oldest waiting file; `percobaan` then names this claim."""
    rows = unggahan_waiting(stale_before=now - KLAIM_BASI)
    row = rows.select_for_update(skip_locked=True).first()
    if row is None:
        return None
    row.diklaim_pada = now
    row.percobaan += 1
    row.save(update_fields=["diklaim_pada", "percobaan"])
    return row


def _work(row: Unggahan, *, now: datetime) -> None:
    try:
        _judge(row, now=now)
    except PenuhError:
        _postpone(row)
    except DomainError as error:
        note_refusal(row, error)
        _settle(row, now=now)
    except Exception:
        # Storage or database: not the file's fault, so the attempt does not count.
        _postpone(row)
        logger.exception("unggahan_tertunda", unggahan=str(row.pk))


def _judge(row: Unggahan, *, now: datetime) -> None:
    if row.percobaan > PERCOBAAN_MAKS:  # it took its worker with it, again and again
        raise BerkasRusakError(nama=row.nama)
    with _assembled(row) as upload:
        if row.massal_id and is_zip(upload.file):
            _unpack(row, upload, now=now)
        else:
            _place(row, upload, now=now)


def _postpone(row: Unggahan) -> None:
    """Not counted; tried again when the claim has grown stale."""
    Unggahan.objects.filter(pk=row.pk, percobaan=row.percobaan).update(percobaan=F("percobaan") - 1)


@contextmanager
def _assembled(row: Unggahan) -> Iterator[Terunggah]:
    """The whole file in one place, its length and hash compared with what the sender said."""
    digest = hashlib.sha256()
    with Terunggah(row.nama) as upload:
        length = 0
        for piece in bytes_of(row):
            digest.update(piece)
            upload.write(piece)
            length += len(piece)
        upload.size, upload.sha256 = length, digest.hexdigest()
        if row.sha256 not in ("", upload.sha256):  # ours to look after; left for a person to see
            raise RuntimeError(f"berkas berubah di ruang tunggu: {row.pk}")
        row.sha256 = upload.sha256
        if length != row.ukuran_byte:
            raise BerkasRusakError(nama=row.nama)
        if row.sha256_klien and row.sha256_klien != upload.sha256:
            raise HashBedaError(nama=row.nama)
        yield upload


def _settle(row: Unggahan, *, now: datetime) -> bool:
    """Write the outcome if the claim is still ours; then clear the waiting room."""
    row.diubah_pada = now
    mine = Unggahan.objects.filter(
        pk=row.pk, percobaan=row.percobaan, status=StatusUnggahan.MENUNGGU
    )
    if not mine.update(**{name: getattr(row, name) for name in HASIL}):
        return False
    tidy(row, keep_whole=row.status == StatusUnggahan.COCOKKAN)
    return True


# One paper


def _place(row: Unggahan, upload: Terunggah, *, now: datetime) -> None:
    """File it where it was said, or where its name says; else keep it for matching."""
    if not (row.pegawai_id and row.jenis_id):
        sebab = _read_name(row, now=now)
        if sebab:
            _keep_for_matching(row, upload, sebab, now=now)
            return
    versi = dokumen_upload(
        pegawai_id=UUID(str(row.pegawai_id)),
        jenis_kode=str(row.jenis_id),
        kunci=row.kunci,
        files=[upload],
        actor=row.oleh,
        now=now,
        id_klien=row.pk,
    )
    row.versi, row.mime = versi, versi.mime
    row.status = StatusUnggahan.TERSIMPAN.value
    row.kode, row.pesan = _note(row, versi, now=now)
    _settle(row, now=now)


def _read_name(row: Unggahan, *, now: datetime) -> str:
    """Set person, kind and key as far as the name says them; returns what is missing, or ''."""
    today = timezone.localdate(now)
    said = nama_urai(row.nama, jenis_may_file(on=today))
    person = pegawai_by_nomor(row.oleh, said.nomor, today=today)
    row.pegawai = person
    row.jenis_id = said.jenis or None
    row.kunci = said.kunci
    if person is None:
        return "nip_tidak_ada" if said.nomor else "nip_tidak_tertulis"
    return "" if said.jenis else "jenis_tidak_dikenal"


def _keep_for_matching(row: Unggahan, upload: Terunggah, sebab: str, *, now: datetime) -> None:
    """A good file without an owner stays until somebody matches it; a bad one is refused now."""
    row.mime = file_judge(upload).isi.mime
    made = "" if row.kunci_simpan else keep_whole(row, upload)
    row.kunci_simpan = row.kunci_simpan or made
    row.status = StatusUnggahan.COCOKKAN.value
    row.kode, row.pesan = sebab, SEBAB[sebab]
    if not _settle(row, now=now) and made:
        discard([made])


def _note(row: Unggahan, versi: VersiDokumen, *, now: datetime) -> tuple[str, str]:
    """What the sender should know of the same bytes elsewhere, inside what they may read."""
    if versi.sudah_ada and versi.id_klien != row.pk:
        return "sudah_ada", f"Berkas yang sama sudah tersimpan sebagai versi {versi.nomor}."
    twins = kembar_of(
        row.oleh, sha256=row.sha256, kecuali=versi.dokumen_id, today=timezone.localdate(now)
    )
    if not twins:
        return "", ""
    return "kembar", kembar_teks(twins)[:300]


def kembar_teks(twins: list[VersiDokumen]) -> str:
    """Where the same bytes lie too, in words."""
    places = ", ".join(
        f"{v.dokumen.jenis.nama} {v.dokumen.kunci}".strip() + f" ({v.dokumen.pegawai.nama})"
        for v in twins
    )
    return f"Berkas yang sama sudah ada sebagai {places}. Periksa apakah memang sama."


# ZIP


def _unpack(row: Unggahan, upload: Terunggah, *, now: datetime) -> None:
    """Every file of a ZIP gets a row of its own; done again, none is made twice."""
    if row.induk_id:
        raise ZipDitolakError(nama=row.nama, sebab="ada di dalam ZIP lain")
    source: Any = upload.file
    begin = time.monotonic()
    try:
        with zipfile.ZipFile(source) as archive:
            infos = _entries(archive, nama=row.nama)
            for at, info in enumerate(infos):
                _unpack_one(row, archive, info, uuid5(row.pk, str(at)), now=now)
                if at % 20 == 0:
                    _still_at_it(row, now=now + timedelta(seconds=time.monotonic() - begin))
    except (zipfile.BadZipFile, struct.error, EOFError, ValueError) as error:
        raise ZipDitolakError(nama=row.nama, sebab="rusak atau tidak lengkap") from error
    row.status = StatusUnggahan.DIURAI.value
    row.pesan = f"{len(infos)} berkas di dalamnya."
    _settle(row, now=now)


def _entries(archive: zipfile.ZipFile, *, nama: str) -> list[zipfile.ZipInfo]:
    """The files worth unpacking; raises ZipDitolakError for a bomb by number, size or overlap."""
    every = archive.infolist()
    infos = [
        info
        for info in every
        if not info.is_dir() and not any(junk in info.filename for junk in SAMPAH)
    ]
    if not infos:
        raise ZipDitolakError(nama=nama, sebab="kosong")
    if len(infos) > MASSAL_MAKS_BERKAS:
        raise ZipDitolakError(
            nama=nama, sebab=f"berisi {len(infos)} berkas, paling banyak {MASSAL_MAKS_BERKAS}"
        )
    if sum(info.file_size for info in infos) > ZIP_ISI_MAKS_BYTE:
        raise ZipDitolakError(nama=nama, sebab="berisi lebih dari 1 GB")
    end = 0
    for info in sorted(every, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise ZipDitolakError(nama=nama, sebab="berisi berkas yang saling menumpuk")
        end = info.header_offset + 30 + info.compress_size
    return infos


def _unpack_one(
    row: Unggahan, archive: zipfile.ZipFile, info: zipfile.ZipInfo, pk: UUID, *, now: datetime
) -> None:
    if Unggahan.objects.filter(pk=pk).exists():
        return
    child = Unggahan(
        pk=pk,
        massal_id=row.massal_id,
        induk=row,
        oleh=row.oleh,
        nama=nama_bersih(info.filename) or "tanpa nama",
        ukuran_byte=min(info.file_size, FOTO_MAKS_BYTE + 1),
        status=StatusUnggahan.MENUNGGU.value,
        dibuat_pada=now,
        diubah_pada=now,
    )
    try:
        with Terunggah(child.nama) as content:
            _inflate(archive, info, content, nama=child.nama)
            child.ukuran_byte = child.diterima_byte = content.size or 0
            child.kunci_simpan = keep_whole(child, content)
    except DomainError as error:
        note_refusal(child, error)
    try:
        Unggahan.objects.bulk_create([child], ignore_conflicts=True)
    except BaseException:
        discard(filter(None, [child.kunci_simpan]))
        raise


def _inflate(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Terunggah, *, nama: str
) -> None:
    """Unpack one file in pieces and stop at the limit, whatever its header claims."""
    if info.flag_bits & 1:
        raise ZipDitolakError(nama=nama, sebab="dikunci kata sandi")
    length = 0
    try:
        with archive.open(info) as source:
            while piece := source.read(64 * 1024):
                length += len(piece)
                if length > FOTO_MAKS_BYTE:
                    raise BerkasTerlaluBesarError(
                        nama=nama, ukuran_byte=info.file_size, maks_byte=FOTO_MAKS_BYTE, foto=True
                    )
                target.write(piece)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise BerkasRusakError(nama=nama) from error
    target.size = length


def _still_at_it(row: Unggahan, *, now: datetime) -> None:
    """A large ZIP takes longer than a claim lasts."""
    Unggahan.objects.filter(pk=row.pk, percobaan=row.percobaan).update(diklaim_pada=now)
