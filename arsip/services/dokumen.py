"""What enters the archive: uploads, letters made here, and who may read for a running case.

Bytes are stored before the transaction and removed again when it fails or finds them there
already; an answer that never arrived can be asked for again by the client's id.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from arsip.clients.gudang import is_full, keep
from arsip.errors import (
    IdKlienError,
    JenisInternalError,
    KelasTertutupError,
    KunciError,
    PenuhError,
)
from arsip.models import AksesKasus, Dokumen, JenisDokumen, VersiDokumen
from arsip.permissions import dokumen_may_upload
from arsip.rules.dokumen import StatusVersi, SumberVersi, kunci_fits
from arsip.rules.intake import Isi, set_check
from arsip.rules.unggahan import StatusPindai
from arsip.selectors import jenis_may_read, jenis_to_file, pegawai_own
from arsip.services.intake import Diterima, files_judge, pdf_judge
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to
from sitamu.inti.services.outbox import wake

logger = structlog.get_logger(__name__)
AKHIRAN = {Isi.PDF: ".pdf", Isi.JPEG: ".jpg", Isi.PNG: ".png", Isi.HEIC: ".heic"}


def dokumen_upload(
    *,
    pegawai_id: UUID,
    jenis_kode: str,
    kunci: str,
    files: Sequence[UploadedFile[Any]],
    actor: Pengguna,
    now: datetime,
    id_klien: UUID | None = None,
    hak: Hak = Hak.ARSIP_UPLOAD,
) -> VersiDokumen:
    """File one PDF, or one to twenty photos, as the next version of a document.

    A PDF is SIAP at once, photos are DIPROSES until the worker has made a PDF (or, for a kind kept
    as a photo, a JPEG) of them; with a virus scanner set up, both are DIPROSES until its verdict.
    Nothing new is made, and the version found comes back with
    `sudah_ada` set, when `id_klien` was sent before or the newest version has the same bytes.

    Allowed into one's own archive, or with `hak` over the person's unit today and for kinds whose
    class one may read (else KelasTertutupError); an app whose own
    service has a say (a pertek by the verifikator) names the permission that counts there, and
    only so an internal kind is filed. Raises NotFoundError, NotAllowedError, KunciError,
    IdKlienError, PenuhError or a BerkasError.
    """
    pegawai, jenis = tujuan_check(
        pegawai_id=pegawai_id, jenis_kode=jenis_kode, kunci=kunci, actor=actor, now=now, hak=hak
    )
    return _keep(
        pegawai,
        jenis,
        kunci,
        files=files,
        sumber=SumberVersi.UNGGAH,
        actor=actor,
        now=now,
        id_klien=id_klien,
    )


def dokumen_import(
    *,
    pegawai_id: UUID,
    jenis_kode: str,
    kunci: str,
    file: UploadedFile[Any],
    now: datetime,
    id_klien: UUID,
) -> VersiDokumen:
    """File one paper of an old holding, told apart by its source; by whoever runs the server.

    Raises NotFoundError, KunciError, PenuhError or a BerkasError.
    """
    pegawai = Pegawai.objects.filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    jenis = _jenis(jenis_kode, kunci, on=timezone.localdate(now))
    return _keep(
        pegawai,
        jenis,
        kunci,
        files=[file],
        sumber=SumberVersi.IMPOR,
        actor=None,
        now=now,
        id_klien=id_klien,
    )


def dokumen_receive(
    *,
    pegawai_id: UUID,
    jenis_kode: str,
    kunci: str,
    files: Sequence[UploadedFile[Any]],
    now: datetime,
) -> VersiDokumen:
    """File what somebody without an account sends for a case; the app's own service let them in.

    Judged like every upload. Raises NotFoundError, KunciError, PenuhError or a BerkasError.
    """
    pegawai = Pegawai.objects.filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    return _keep(
        pegawai,
        _jenis(jenis_kode, kunci, on=timezone.localdate(now)),
        kunci,
        files=files,
        sumber=SumberVersi.UNGGAH,
        actor=None,
        now=now,
        id_klien=None,
    )


def tujuan_check(
    *,
    pegawai_id: UUID | None,
    jenis_kode: str,
    kunci: str,
    actor: Pengguna,
    now: datetime,
    hak: Hak = Hak.ARSIP_UPLOAD,
) -> tuple[Pegawai, JenisDokumen]:
    """The person (None: `actor`'s own) and the kind, when `actor` may file there today.

    Raises NotFoundError, NotAllowedError, JenisInternalError, KelasTertutupError or KunciError.
    """
    today = timezone.localdate(now)
    pegawai = _pegawai_for(actor, pegawai_id, hak, today=today)
    jenis = _jenis(jenis_kode, kunci, on=today)
    if hak is Hak.ARSIP_UPLOAD:
        if jenis.internal:
            raise JenisInternalError(jenis=jenis.nama)
        if not jenis_may_read(actor, pegawai, jenis, today=today):
            raise KelasTertutupError(jenis=jenis.nama)
    return pegawai, jenis


def _keep(
    pegawai: Pegawai,
    jenis: JenisDokumen,
    kunci: str,
    *,
    files: Sequence[UploadedFile[Any]],
    sumber: SumberVersi,
    actor: Pengguna | None,
    now: datetime,
    id_klien: UUID | None,
) -> VersiDokumen:
    """Judge, store, then write; what was stored for nothing is removed again."""
    accepted = files_judge(files, jenis=jenis)
    stem = new_stem()
    names: list[str] = []
    try:
        for nomor, (upload, item) in enumerate(accepted, 1):
            names.append(store(f"{stem}-m{nomor}{AKHIRAN[item.isi]}", upload))
        versi = _append(
            pegawai,
            jenis,
            kunci,
            sha256=[item.sha256 for _, item in accepted],
            values=_uploaded([item for _, item in accepted], names, sumber=sumber),
            actor=actor,
            now=now,
            id_klien=id_klien,
        )
    except BaseException:
        discard(names)
        raise
    if versi.sudah_ada:
        discard(names)
    return versi


def dokumen_from_photos(
    *,
    pegawai: Pegawai,
    jenis: JenisDokumen,
    kunci: str,
    photos: Sequence[tuple[str, Diterima]],
    actor: Pengguna,
    now: datetime,
    id_klien: UUID,
) -> VersiDokumen:
    """File photos that are stored already, page by page, as the next version.

    The caller has settled who may (`tujuan_check`). With `sudah_ada` set the stored photos belong
    to nothing. Raises FotoTerlaluBanyakError, BerkasTidakAdaError or IdKlienError.
    """
    items = [item for _, item in photos]
    set_check([item.isi for item in items], jenis_nama=jenis.nama, foto=jenis.foto)
    return _append(
        pegawai,
        jenis,
        kunci,
        sha256=[item.sha256 for item in items],
        values=_uploaded(items, [name for name, _ in photos], sumber=SumberVersi.UNGGAH),
        actor=actor,
        now=now,
        id_klien=id_klien,
    )


def dokumen_store_made(
    *,
    pegawai_id: UUID,
    jenis_kode: str,
    kunci: str,
    isi: bytes,
    nama_asli: str,
    actor: Pengguna | None = None,
    now: datetime,
) -> VersiDokumen:
    """File a PDF that SiTAMU made. The same bytes again give the same version back."""
    today = timezone.localdate(now)
    jenis = _jenis(jenis_kode, kunci, on=today)
    pegawai = Pegawai.objects.filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    sha256 = hashlib.sha256(isi).hexdigest()
    halaman, signed = pdf_judge(BytesIO(isi), nama=nama_asli)
    name = store(f"{new_stem()}-m1.pdf", ContentFile(isi))
    values = {
        "status": StatusVersi.SIAP.value,
        "sumber": SumberVersi.BUATAN.value,
        "nama_asli": nama_asli[:200],
        "mime": Isi.PDF.mime,
        "ukuran_byte": len(isi),
        "sha256": sha256,
        "kunci_simpan": name,
        "halaman": halaman,
        "bertanda_tangan": signed,
    }
    try:
        versi = _append(pegawai, jenis, kunci, sha256=[sha256], values=values, actor=actor, now=now)
    except BaseException:
        discard([name])
        raise
    if versi.sudah_ada:
        discard([name])
    return versi


def _pegawai_for(actor: Pengguna, pegawai_id: UUID | None, hak: Hak, *, today: date) -> Pegawai:
    """The person, when `actor` may file for them.

    Unknown and invisible raise NotFoundError, visible but not permitted NotAllowedError.
    """
    pegawai = (
        pegawai_own(actor) if pegawai_id is None else Pegawai.objects.filter(pk=pegawai_id).first()
    )
    if pegawai is None or not actor.is_active:
        raise NotFoundError
    if dokumen_may_upload(actor, pegawai, today=today, hak=hak):
        return pegawai
    for view in (Hak.ARSIP_VIEW, Hak.PEGAWAI_VIEW):
        if pegawai_visible_to(actor, today=today, hak=view).filter(pk=pegawai.pk).exists():
            raise NotAllowedError
    raise NotFoundError


def _jenis(kode: str, kunci: str, *, on: date) -> JenisDokumen:
    """The kind, with the limit of that day on it."""
    jenis = jenis_to_file(kode, on=on)
    if jenis is None:
        raise NotFoundError
    if not kunci_fits(kunci, banyak=jenis.banyak, tahunan=jenis.tahunan):
        raise KunciError(jenis=jenis.nama)
    return jenis


def _uploaded(
    items: Sequence[Diterima], names: Sequence[str], *, sumber: SumberVersi
) -> dict[str, Any]:
    """Columns of a version from what was judged; several photos are named after the first."""
    first = items[0]
    more = f" dan {len(items) - 1} foto lain" if len(items) > 1 else ""
    photos = first.isi.foto
    scan = StatusPindai.MENUNGGU if settings.SITAMU_CLAMD else StatusPindai.TIDAK
    waits = photos or scan is StatusPindai.MENUNGGU
    sha256 = sha256_joined([item.sha256 for item in items])
    return {
        "status": (StatusVersi.DIPROSES if waits else StatusVersi.SIAP).value,
        "pindai": scan.value,
        "sumber": sumber.value,
        "nama_asli": f"{first.nama[: 200 - len(more)]}{more}",
        "mime": first.isi.mime,
        "ukuran_byte": sum(item.ukuran_byte for item in items),
        "sha256": sha256,
        "sha256_masuk": sha256,
        "kunci_simpan": names[0],
        "masukan": [
            {"kunci": name, "mime": item.isi.mime, "sha256": item.sha256}
            for name, item in zip(names, items, strict=True)
        ]
        if photos
        else [],
        "halaman": first.halaman,
        "bertanda_tangan": first.bertanda_tangan,
    }


def sha256_joined(sha256: Sequence[str]) -> str:
    """What stands for the bytes of an upload: the hash of its file, or that of several hashes."""
    if len(sha256) == 1:
        return sha256[0]
    return hashlib.sha256("".join(sha256).encode()).hexdigest()


def _append(
    pegawai: Pegawai,
    jenis: JenisDokumen,
    kunci: str,
    *,
    sha256: Sequence[str],
    values: dict[str, Any],
    actor: Pengguna | None,
    now: datetime,
    id_klien: UUID | None = None,
) -> VersiDokumen:
    """Number and write one version under the lock of its document."""
    try:
        with transaction.atomic():
            Dokumen.objects.get_or_create(pegawai=pegawai, jenis=jenis, kunci=kunci)
            dokumen = Dokumen.objects.select_for_update().get(
                pegawai=pegawai, jenis=jenis, kunci=kunci
            )
            known = _sent_before(dokumen, id_klien, sha256) or _same_bytes(dokumen, sha256)
            if known is not None:
                known.sudah_ada = True
                return known
            last = dokumen.versi.aggregate(nomor=Max("nomor"))["nomor"] or 0
            versi = VersiDokumen.objects.create(
                dokumen=dokumen, nomor=last + 1, oleh=actor, pada=now, id_klien=id_klien, **values
            )
            if versi.status == StatusVersi.SIAP:
                dokumen.versi_kini = versi
                dokumen.save(update_fields=["versi_kini"])
            ready = versi.status == StatusVersi.SIAP
            wake("arsip.gambar_make" if ready else "arsip.versi_process")
            return versi
    except IntegrityError as error:  # the same id for another document, at the same moment
        if id_klien and VersiDokumen.objects.filter(id_klien=id_klien).exists():
            raise IdKlienError from error
        raise


def _sent_before(
    dokumen: Dokumen, id_klien: UUID | None, sha256: Sequence[str]
) -> VersiDokumen | None:
    """The version made by this very sending; raises IdKlienError when that was another one."""
    if id_klien is None:
        return None
    versi = VersiDokumen.objects.filter(id_klien=id_klien).first()
    if versi is None:
        return None
    if versi.dokumen_id != dokumen.pk:
        raise IdKlienError
    if versi.sha256_masuk not in ("", sha256_joined(sha256)):
        raise IdKlienError(http_status=422)
    return versi


def _same_bytes(dokumen: Dokumen, sha256: Sequence[str]) -> VersiDokumen | None:
    """The newest version not refused, when it holds or came from the very same bytes."""
    newest = (
        dokumen.versi.exclude(status__in=[StatusVersi.DITOLAK, StatusVersi.MUSNAH])
        .select_related("dokumen")
        .order_by("-nomor")
        .first()
    )
    if newest is None:
        return None
    came = [item["sha256"] for item in newest.masukan]
    return newest if list(sha256) in (came, [newest.sha256]) else None


# Storage


def new_stem() -> str:
    """Start of the names of one version's files: random, tells nothing of person or paper."""
    token = secrets.token_hex(20)
    return f"dokumen/{token[:2]}/{token[2:]}"


def store(name: str, content: File[Any]) -> str:
    """Keep a file in the private storage; returns its name there. Raises PenuhError."""
    try:
        return keep(name, content)
    except Exception as error:
        if is_full(error):
            logger.exception("penyimpanan_penuh")
            raise PenuhError from error
        raise


def discard(names: Iterable[str]) -> None:
    """Remove stored files that nothing refers to; a failure leaves an orphan and is logged."""
    for name in names:
        try:
            default_storage.delete(name)
        except Exception:
            logger.warning("berkas_tidak_terhapus", kunci=name, exc_info=True)


# Reading for a running case


@transaction.atomic
def akses_kasus_grant(
    *,
    versi_ids: Iterable[UUID],
    rujukan_jenis: str,
    rujukan_id: UUID,
    hak: Hak,
    unit: UnitKerja,
    mulai: date,
) -> None:
    """Open versions to holders of `hak` over `unit` from `mulai` on.

    Granted again, a row stays as it is; one that had ended runs again.
    """
    rows = [
        AksesKasus(
            versi_id=versi_id,
            rujukan_jenis=rujukan_jenis,
            rujukan_id=rujukan_id,
            hak=hak.value,
            unit=unit,
            mulai=mulai,
        )
        for versi_id in dict.fromkeys(versi_ids)
    ]
    AksesKasus.objects.bulk_create(
        rows,
        update_conflicts=True,
        update_fields=["sampai"],
        unique_fields=["versi", "rujukan_jenis", "rujukan_id", "hak"],
    )


def akses_kasus_end(*, rujukan_jenis: str, rujukan_id: UUID, sampai: date) -> None:
    """End all that a case opened; `sampai` is the last day. Ended rows stay as they are."""
    AksesKasus.objects.filter(
        rujukan_jenis=rujukan_jenis, rujukan_id=rujukan_id, sampai__isnull=True
    ).update(sampai=sampai)
