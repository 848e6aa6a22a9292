"""How a stored file leaves: whoever may read it gets it, and a trace stays."""

from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.http import content_disposition_header

from arsip.clients.gudang import link_signed, path_of
from arsip.errors import BerkasBelumSiapError
from arsip.models import VersiDokumen
from arsip.permissions import is_own
from arsip.rules.dokumen import StatusVersi
from arsip.rules.unggahan import StatusUnggahan
from arsip.selectors import OBJEK_VERSI, gambar_kunci, kecil_kunci, versi_get
from arsip.selectors.paket import paket_state
from arsip.selectors.unggahan import unggahan_get
from arsip.services.paket import paket_file, paket_stream
from sitamu.inti.errors import NotFoundError
from sitamu.inti.gudang_sandi import is_sealed
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.services.jejak import akses_record

INLINE: Final = frozenset({"application/pdf", "image/jpeg", "image/png"})
TERTUTUP: Final = "sandbox; default-src 'none'"


def versi_deliver(
    request: HttpRequest, user: Pengguna, versi_id: UUID, *, inline: bool
) -> HttpResponseBase:
    """One version, to be kept or (`inline`, if its type allows) to be looked at; logged.

    Raises NotFoundError or BerkasBelumSiapError.
    """
    versi = versi_get(user, versi_id, today=timezone.localdate())
    if versi.status != StatusVersi.SIAP:
        raise BerkasBelumSiapError(alasan=versi.alasan, pindai=versi.menunggu_pindai)
    shown = inline and versi.mime in INLINE
    response = file_deliver(
        versi.kunci_simpan,
        mime=versi.mime,
        filename=versi_nama(versi),
        inline=shown,
        may_leave=True,
    )
    reading_record(request, versi, aksi="lihat_dokumen" if shown else "unduh_dokumen")
    return response


def file_deliver(
    name: str, *, mime: str, filename: str, inline: bool, may_leave: bool
) -> HttpResponseBase:
    """Send a stored file: by the proxy, by a signed link (`may_leave`), or by ourselves.

    What the portal has encrypted only the portal can send.
    """
    disposition = content_disposition_header(not inline, filename) or "attachment"
    response: HttpResponseBase
    if settings.SITAMU_X_ACCEL and not is_sealed():
        link = link_signed(name)
        response = HttpResponse(content_type=mime)
        response["X-Accel-Redirect"] = settings.SITAMU_X_ACCEL + (
            path_of(link) if link else quote(name)
        )
    elif may_leave and (
        link := link_signed(
            name,
            ResponseContentType=mime,
            ResponseContentDisposition=disposition,
            ResponseCacheControl="private, no-store",
        )
    ):
        response = HttpResponseRedirect(link)
    else:
        try:
            response = FileResponse(default_storage.open(name), content_type=mime)
        except FileNotFoundError as error:
            raise NotFoundError from error
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = TERTUTUP
    return response


def gambar_deliver(
    request: HttpRequest, user: Pengguna, versi_id: UUID, halaman: int
) -> HttpResponseBase:
    """Picture of one page (from 1); logged. NotFoundError until the worker has made it."""
    versi = versi_get(user, versi_id, today=timezone.localdate())
    if not versi.gambar_siap or not 1 <= halaman <= (versi.halaman or 0):
        raise NotFoundError
    # The policy of our pages lets pictures come from this address only, so no signed link here.
    response = file_deliver(
        gambar_kunci(versi, halaman),
        mime="image/jpeg",
        filename=f"halaman-{halaman}.jpg",
        inline=True,
        may_leave=False,
    )
    reading_record(request, versi, aksi="lihat_dokumen", halaman=halaman)
    return response


def kecil_deliver(request: HttpRequest, user: Pengguna, versi_id: UUID) -> HttpResponseBase:
    """Small picture of the first page, for lists; logged unless it is one's own.

    NotFoundError until the worker has made it.
    """
    versi = versi_get(user, versi_id, today=timezone.localdate())
    if not versi.gambar_siap:
        raise NotFoundError
    response = file_deliver(
        kecil_kunci(versi), mime="image/jpeg", filename="kecil.jpg", inline=True, may_leave=False
    )
    if not is_own(user, versi.dokumen.pegawai):
        reading_record(request, versi, aksi="lihat_kecil")
    return response


def unggahan_deliver(user: Pengguna, unggahan_id: UUID) -> HttpResponseBase:
    """A file that waits to be matched, for whoever sent it; else NotFoundError."""
    row = unggahan_get(user, unggahan_id)
    if row.status != StatusUnggahan.COCOKKAN or not row.kunci_simpan:
        raise NotFoundError
    return file_deliver(
        row.kunci_simpan,
        mime=row.mime,
        filename=row.nama,
        inline=row.mime in INLINE,
        may_leave=False,
    )


def paket_deliver(request: HttpRequest, user: Pengguna, pegawai: Pegawai) -> HttpResponseBase:
    """The ZIP of everything of `pegawai`, the one whose account `user` is; logged.

    Raises PaketBelumSiapError when a large one has not been made.
    """
    now = timezone.now()
    keadaan = paket_state(user, now=now)
    isi = keadaan.isi
    nama = f"arsip_{pegawai.nomor}_{timezone.localdate(now):%Y-%m-%d}.zip"
    response: HttpResponseBase
    if keadaan.langsung:
        response = StreamingHttpResponse(paket_stream(isi), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{nama}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = TERTUTUP
    else:
        name = paket_file(user, now=now)
        response = file_deliver(
            name, mime="application/zip", filename=nama, inline=False, may_leave=True
        )
    akses_record(
        aksi="unduh_paket",
        pengguna=user,
        request=request,
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        objek_label="Semua dokumen (ZIP)",
        pegawai_id=pegawai.pk,
        rincian={"jumlah": isi.jumlah, "ukuran_byte": isi.ukuran_byte},
    )
    return response


def versi_nama(versi: VersiDokumen) -> str:
    """`NIP_JENIS_KUNCI.pdf`, as bulk uploads are named."""
    dokumen = versi.dokumen
    parts = [dokumen.pegawai.nomor, dokumen.jenis_id, dokumen.kunci]
    return "_".join(p for p in parts if p) + (".jpg" if versi.foto else ".pdf")


def reading_record(request: HttpRequest, versi: VersiDokumen, *, aksi: str, **rincian: Any) -> None:
    """Write down that the one who asks has read this version."""
    pengguna = request.user if isinstance(request.user, Pengguna) else None
    dokumen = versi.dokumen
    label = f"{dokumen.jenis.nama} {dokumen.kunci}".strip()
    akses_record(
        aksi=aksi,
        pengguna=pengguna,
        request=request,
        objek_jenis=OBJEK_VERSI,
        objek_id=versi.pk,
        objek_label=f"{label}, versi {versi.nomor}",
        pegawai_id=dokumen.pegawai_id,
        rincian=rincian,
    )
