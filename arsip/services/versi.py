"""The worker's part: photos become one clean file, every page gets a picture.

A version waits in its own row. A worker claims it (SKIP LOCKED), works without a transaction, and
writes the result only while the claim is still its own, so that a worker that was killed, or was
only slow, costs time and never a file.
"""

import hashlib
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from arsip.clients.pemindai import PindaiGagalError, scan
from arsip.clients.pengolah import (
    PengolahGagalError,
    ocr_available,
    pages_picture,
    photos_convert,
    scan_read,
)
from arsip.errors import ukuran_teks
from arsip.models import Dokumen, TeksVersi, VersiDokumen
from arsip.rules.cari import AKHIR, AWAL
from arsip.rules.dokumen import KLAIM_BASI, OCR_DETIK, PERCOBAAN_MAKS, AsalTeks, StatusVersi
from arsip.rules.unggahan import PINDAI_JEDA, StatusPindai
from arsip.selectors import (
    gambar_kunci,
    jenis_rahasia,
    kecil_kunci,
    pdf_maks_of,
    teks_waiting,
    versi_waiting,
)
from arsip.services.dokumen import discard
from sitamu.inti.services.outbox import wake

logger = structlog.get_logger(__name__)
TUGAS_GAMBAR: Final = "arsip.gambar_make"
TAHAP: Final = frozenset({StatusVersi.DIPROSES, StatusVersi.SIAP})
BUANG = dict.fromkeys([*range(9), *range(11, 32), ord(AWAL), ord(AKHIR)])
OCR_KEADAAN = "arsip.ocr"  # what the worker said last of its own Tesseract
OCR_KEADAAN_DETIK = 600
TIDAK_TERBACA = "Foto ke-{nomor} tidak dapat dibuka. Foto ulang dokumennya, lalu unggah lagi."
BERVIRUS = (
    "Pemeriksa virus menemukan {virus}. Berkas dihapus. Jangan buka berkas itu; "
    "foto atau pindai ulang dokumen aslinya."
)
TERLALU_BESAR = (
    "PDF dari foto ini berukuran {ukuran}. Paling besar {maks} untuk {jenis}. "
    "Unggah lagi dengan lebih sedikit halaman."
)
TIDAK_TEROLAH = (
    "Maaf, foto ini tidak dapat kami olah. Foto ulang dokumennya dengan mode dokumen, "
    "lalu unggah lagi."
)


def versi_process(*, now: datetime, limit: int = 50, tahap: frozenset[StatusVersi] = TAHAP) -> int:
    """Take up to `limit` waiting versions of the given states further; returns how many.

    DIPROSES: what somebody waits for (the scanner's verdict, photos to one file). SIAP: pictures
    and words, which take longest and which nobody waits for; with both, one after the other. One
    that fails is left to be tried again later and does not hold up the others.
    """
    taken, scanner = 0, True
    while taken < limit:
        versi = _claim(now=now, scanner=scanner, tahap=tahap)
        if versi is None:
            break
        taken += 1
        # A scanner that gave no verdict is not asked again in this run: it may have to be waited
        # for, and files that need none go on meanwhile.
        scanner = _work(versi, now=now, pictures=StatusVersi.SIAP in tahap) and scanner
    return taken


def versi_finish(versi_id: UUID, *, now: datetime) -> bool:
    """Finish one version; False when it is finished already or another worker has it."""
    versi = _claim(now=now, versi_id=versi_id)
    if versi is not None:
        _work(versi, now=now)
    return versi is not None


@transaction.atomic
def _claim(
    *,
    now: datetime,
    versi_id: UUID | None = None,
    scanner: bool = True,
    tahap: frozenset[StatusVersi] = TAHAP,
) -> VersiDokumen | None:
    """Take the oldest waiting version; `percobaan` then names this claim."""
    rows = versi_waiting(stale_before=now - KLAIM_BASI, tries=PERCOBAAN_MAKS)
    rows = rows.filter(status__in=tahap)
    scan = Q(pindai=StatusPindai.MENUNGGU)
    rows = rows.exclude(scan & Q(pindai_pada__gt=now - PINDAI_JEDA) if scanner else scan)
    if versi_id is not None:
        rows = rows.filter(pk=versi_id)
    versi = rows.select_for_update(skip_locked=True).first()
    if versi is None:
        return None
    versi.diklaim_pada = now
    versi.percobaan += 1
    versi.save(update_fields=["diklaim_pada", "percobaan"])
    return versi


def _work(versi: VersiDokumen, *, now: datetime, pictures: bool = True) -> bool:
    """Bring one version as far as it goes; False when the scanner gave no verdict."""
    try:
        if versi.pindai == StatusPindai.MENUNGGU and not _scan(versi, now=now):
            return True
        if versi.status == StatusVersi.DIPROSES and not _finish(versi):
            return True
        if pictures:
            _picture(versi)
        else:
            _leave_pictures(versi)
    except PindaiGagalError:
        logger.warning("tanpa_putusan_pemindai", versi=str(versi.pk), exc_info=True)
        VersiDokumen.objects.filter(pk=versi.pk, percobaan=versi.percobaan).update(
            percobaan=F("percobaan") - 1, diklaim_pada=None, pindai_pada=now
        )
        return False
    except PengolahGagalError:
        # Counted: a file that kills its process is given up after a few attempts.
        logger.warning("versi_gagal_diolah", versi=str(versi.pk), exc_info=True)
    except Exception:
        # Storage or database: not the file's fault, so the attempt does not count.
        logger.exception("versi_tertunda", versi=str(versi.pk))
        VersiDokumen.objects.filter(pk=versi.pk, percobaan=versi.percobaan).update(
            percobaan=F("percobaan") - 1
        )
    return True


def _leave_pictures(versi: VersiDokumen) -> None:
    """Give the claim back: pictures are made where they hold up nobody, with tries of their own."""
    VersiDokumen.objects.filter(pk=versi.pk, percobaan=versi.percobaan).update(
        percobaan=0, diklaim_pada=None
    )
    wake(TUGAS_GAMBAR)


def _scan(versi: VersiDokumen, *, now: datetime) -> bool:
    """Ask the scanner about all that came in; True when it is clean. Raises PindaiGagalError."""
    for name in _came_in(versi):
        with default_storage.open(name) as source:
            found = scan(source)
        if found.virus:
            logger.warning("virus_ditemukan", versi=str(versi.pk), virus=found.virus)
            virus = {"pindai": StatusPindai.VIRUS.value, "pindai_pada": now}
            return _refuse(versi, BERVIRUS.format(virus=found.virus[:100]), **virus)
    versi.pindai, versi.pindai_pada = StatusPindai.BERSIH.value, now
    return bool(
        VersiDokumen.objects.filter(pk=versi.pk, percobaan=versi.percobaan).update(
            pindai=versi.pindai, pindai_pada=now
        )
    )


def _came_in(versi: VersiDokumen) -> list[str]:
    return [item["kunci"] for item in versi.masukan] or [versi.kunci_simpan]


def _finish(versi: VersiDokumen) -> bool:
    """A PDF that waited for the scanner only is ready as it is, bytes untouched."""
    if versi.masukan:
        return _convert(versi)
    return _settle(versi, {"status": StatusVersi.SIAP.value})


def _convert(versi: VersiDokumen) -> bool:
    """Make the finished file of the photos; True when the version is ready afterwards."""
    if versi.percobaan > PERCOBAAN_MAKS:
        return _refuse(versi, TIDAK_TEROLAH)
    jenis = versi.dokumen.jenis
    foto, maks = jenis.foto, pdf_maks_of(jenis.pk, on=timezone.localdate(versi.pada))
    with tempfile.TemporaryDirectory(prefix="sitamu-") as name:
        folder = Path(name)
        for nomor, item in enumerate(versi.masukan, 1):
            _fetch(item["kunci"], folder / f"masuk-{nomor}")
        hasil = photos_convert(folder, foto=foto, maks_byte=maks)
        if hasil.rusak:
            return _refuse(versi, TIDAK_TERBACA.format(nomor=hasil.rusak))
        made = (folder / ("hasil.jpg" if foto else "hasil.pdf")).read_bytes()
    if not foto and len(made) > maks:
        return _refuse(
            versi,
            TERLALU_BESAR.format(
                ukuran=ukuran_teks(len(made)), maks=ukuran_teks(maks), jenis=jenis.nama
            ),
        )
    stem = versi.masukan[0]["kunci"].rsplit("-m", 1)[0]
    name = default_storage.save(
        f"{stem}-{versi.percobaan}{'.jpg' if foto else '.pdf'}", ContentFile(made)
    )
    values = {
        "status": StatusVersi.SIAP.value,
        "mime": "image/jpeg" if foto else "application/pdf",
        "ukuran_byte": len(made),
        "sha256": hashlib.sha256(made).hexdigest(),
        "kunci_simpan": name,
        "halaman": hasil.halaman,
    }
    try:
        kept = _settle(versi, values)
    except BaseException:
        discard([name])
        raise
    discard([item["kunci"] for item in versi.masukan] if kept else [name])
    return kept


def _refuse(versi: VersiDokumen, alasan: str, **more: object) -> bool:
    if _settle(versi, {"status": StatusVersi.DITOLAK.value, "alasan": alasan, **more}):
        discard(_came_in(versi))
    return False


@transaction.atomic
def _settle(versi: VersiDokumen, values: Mapping[str, object]) -> bool:
    """Write the outcome if the claim is still ours; a ready version may become the current one."""
    dokumen = Dokumen.objects.select_for_update().get(pk=versi.dokumen_id)
    row = (
        VersiDokumen.objects.select_for_update()
        .filter(pk=versi.pk, percobaan=versi.percobaan, status=StatusVersi.DIPROSES)
        .first()
    )
    if row is None:
        return False
    for name, value in values.items():
        setattr(versi, name, value)
    versi.save(update_fields=list(values))
    newest = dokumen.versi_kini.nomor if dokumen.versi_kini else 0
    if versi.status == StatusVersi.SIAP and versi.nomor > newest:
        dokumen.versi_kini = versi
        dokumen.save(update_fields=["versi_kini"])
    return True


# Pictures of pages, and the words on them


def _picture(versi: VersiDokumen) -> None:
    with tempfile.TemporaryDirectory(prefix="sitamu-") as name:
        folder = Path(name)
        _fetch(versi.kunci_simpan, folder / "masuk-1")
        hasil = pages_picture(folder, foto=versi.foto)
        for halaman in range(1, hasil.gambar + 1):
            _replace(gambar_kunci(versi, halaman), (folder / f"hal-{halaman}.jpg").read_bytes())
        if hasil.gambar:
            _replace(kecil_kunci(versi), (folder / "kecil.jpg").read_bytes())
        teks = _words(folder)
    with transaction.atomic():
        ready = VersiDokumen.objects.filter(pk=versi.pk, status=StatusVersi.SIAP).update(
            gambar_siap=True, diklaim_pada=None
        )
        secret = jenis_rahasia(on=timezone.localdate()).filter(jenis=versi.dokumen.jenis_id)
        if ready and not versi.foto and not secret.exists():
            _keep_words(versi, teks, scan=hasil.tanpa_teks > 0)


def _words(folder: Path) -> str:
    """What the process wrote, without characters that a database or a snippet cannot hold."""
    file = folder / "teks.txt"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return text.translate(BUANG).strip()


def _keep_words(versi: VersiDokumen, teks: str, *, scan: bool) -> None:
    asal = AsalTeks.TUNGGU if scan else AsalTeks.TANAM if teks else AsalTeks.KOSONG
    TeksVersi.objects.update_or_create(
        versi=versi, defaults={"asal": asal.value, "teks": teks, "dibaca_pada": Now()}
    )
    if scan:
        wake("arsip.teks_read")


def teks_read(*, now: datetime, seconds: int = OCR_DETIK) -> int:
    """Read waiting scans by OCR until `seconds` have passed; returns how many were taken up.

    Nothing is taken up where Tesseract is not installed: the scans wait for a worker that has it.
    """
    taken = 0
    until = time.monotonic() + seconds
    ready = settings.SITAMU_OCR and ocr_available()
    cache.set(OCR_KEADAAN, ready, OCR_KEADAAN_DETIK)
    while ready and time.monotonic() < until:
        row = _claim_scan(now=now)
        if row is None:
            break
        taken += 1
        try:
            _read(row)
        except PengolahGagalError:
            logger.warning("teks_gagal_dibaca", versi=str(row.pk), exc_info=True)
        except Exception:
            logger.exception("teks_tertunda", versi=str(row.pk))
            TeksVersi.objects.filter(pk=row.pk, percobaan=row.percobaan).update(
                percobaan=F("percobaan") - 1
            )
    return taken


@dataclass(frozen=True, slots=True)
class Pembaca:
    """How reading by OCR is. `terpasang`: as a worker said within ten minutes; None: none did."""

    terpasang: bool | None
    menunggu: int


def teks_keadaan() -> Pembaca:
    """Whether scans are read, and how many wait for it."""
    return Pembaca(cache.get(OCR_KEADAAN), TeksVersi.objects.filter(asal=AsalTeks.TUNGGU).count())


@transaction.atomic
def _claim_scan(*, now: datetime) -> TeksVersi | None:
    rows = teks_waiting(stale_before=now - KLAIM_BASI, tries=PERCOBAAN_MAKS)
    row = rows.select_for_update(skip_locked=True).first()
    if row is not None:
        row.diklaim_pada = now
        row.percobaan += 1
        row.save(update_fields=["diklaim_pada", "percobaan"])
    return row


def _read(row: TeksVersi) -> None:
    with tempfile.TemporaryDirectory(prefix="sitamu-") as name:
        folder = Path(name)
        _fetch(row.versi.kunci_simpan, folder / "masuk-1")
        scan_read(folder)
        teks = _words(folder)
    asal = AsalTeks.OCR if teks else AsalTeks.KOSONG
    TeksVersi.objects.filter(pk=row.pk, percobaan=row.percobaan).update(
        asal=asal.value, teks=teks, dibaca_pada=Now(), diklaim_pada=None
    )


# Storage


def _replace(name: str, content: bytes) -> None:
    """Write under exactly this name; an attempt cut short may have left one there."""
    if default_storage.exists(name):
        default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def _fetch(name: str, target: Path) -> None:
    with default_storage.open(name) as source, target.open("wb") as file:
        file.writelines(source.chunks())
