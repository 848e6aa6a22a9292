"""A paper photographed page by page: each photo kept at once, ordered, then filed as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from arsip.errors import BerkasTidakAdaError, BukanFotoError, FotoTerlaluBanyakError
from arsip.models import HalamanFoto, RancanganFoto, VersiDokumen
from arsip.rules.dokumen import FOTO_MAKS_PER_DOKUMEN
from arsip.rules.intake import Isi
from arsip.selectors.rancangan import halaman_get, rancangan_get, rancangan_stale
from arsip.services.dokumen import (
    AKHIRAN,
    discard,
    dokumen_from_photos,
    new_stem,
    store,
    tujuan_check,
)
from arsip.services.intake import Diterima, file_judge
from sitamu.inti.models import Pengguna

SIMPAN: Final = timedelta(days=7)


def rancangan_begin(
    *, pegawai_id: UUID, jenis_kode: str, kunci: str, actor: Pengguna, now: datetime
) -> RancanganFoto:
    """A draft for a paper that `actor` may file; raises as `tujuan_check`."""
    pegawai, jenis = tujuan_check(
        pegawai_id=pegawai_id, jenis_kode=jenis_kode, kunci=kunci, actor=actor, now=now
    )
    return RancanganFoto.objects.create(pegawai=pegawai, jenis=jenis, kunci=kunci, oleh=actor)


def halaman_add(
    *, rancangan_id: UUID, files: Sequence[UploadedFile[Any]], actor: Pengguna
) -> list[HalamanFoto]:
    """Keep photos as the next pages, in the order sent.

    All are judged before one is kept. Raises NotFoundError, BerkasTidakAdaError, BukanFotoError,
    FotoTerlaluBanyakError, PenuhError or a BerkasError.
    """
    rancangan = rancangan_get(actor, rancangan_id)
    if not files:
        raise BerkasTidakAdaError
    items = [file_judge(upload) for upload in files]
    for item in items:
        if not item.isi.foto:
            raise BukanFotoError(nama=item.nama)
    names: list[str] = []
    try:
        for upload, item in zip(files, items, strict=True):
            names.append(store(f"{new_stem()}-h{AKHIRAN[item.isi]}", upload))
        return _append_pages(rancangan, items, names)
    except BaseException:
        discard(names)
        raise


@transaction.atomic
def _append_pages(
    rancangan: RancanganFoto, items: Sequence[Diterima], names: Sequence[str]
) -> list[HalamanFoto]:
    pages = list(_locked(rancangan))
    most = 1 if rancangan.jenis.foto else FOTO_MAKS_PER_DOKUMEN
    if len(pages) + len(items) > most:
        raise FotoTerlaluBanyakError(jumlah=len(pages) + len(items), maks=most)
    last = pages[-1].urutan if pages else 0
    return HalamanFoto.objects.bulk_create(
        HalamanFoto(
            rancangan=rancangan,
            urutan=last + nomor,
            nama=item.nama,
            mime=item.isi.mime,
            ukuran_byte=item.ukuran_byte,
            sha256=item.sha256,
            kunci_simpan=name,
        )
        for nomor, (item, name) in enumerate(zip(items, names, strict=True), 1)
    )


def _locked(rancangan: RancanganFoto) -> list[HalamanFoto]:
    RancanganFoto.objects.select_for_update().get(pk=rancangan.pk)
    return list(HalamanFoto.objects.filter(rancangan=rancangan).order_by("urutan", "pk"))


@transaction.atomic
def halaman_move(*, rancangan_id: UUID, halaman_id: UUID, naik: bool, actor: Pengguna) -> None:
    """Let a page change places with the one before (`naik`) or after it; at an end it stays."""
    halaman = halaman_get(actor, rancangan_id, halaman_id)
    pages = _locked(halaman.rancangan)
    at = next(n for n, page in enumerate(pages) if page.pk == halaman.pk)
    other = at - 1 if naik else at + 1
    if 0 <= other < len(pages):
        pages[at], pages[other] = pages[other], pages[at]
    for urutan, page in enumerate(pages, 1):
        page.urutan = urutan
    HalamanFoto.objects.bulk_update(pages, ["urutan"])


def halaman_remove(*, rancangan_id: UUID, halaman_id: UUID, actor: Pengguna) -> None:
    """Throw one page away. Raises NotFoundError."""
    halaman = halaman_get(actor, rancangan_id, halaman_id)
    halaman.delete()
    discard([halaman.kunci_simpan])


def rancangan_finish(*, rancangan_id: UUID, actor: Pengguna, now: datetime) -> VersiDokumen:
    """File the pages in their order; the worker makes one PDF of them.

    The id of the draft is the id of the sending: a double tap files once. Raises NotFoundError,
    BerkasTidakAdaError and as `tujuan_check`.
    """
    versi = VersiDokumen.objects.filter(id_klien=rancangan_id, oleh=actor).first()
    if versi is not None:
        return versi
    rancangan = rancangan_get(actor, rancangan_id)
    pegawai, jenis = tujuan_check(
        pegawai_id=rancangan.pegawai_id,
        jenis_kode=rancangan.jenis_id,
        kunci=rancangan.kunci,
        actor=actor,
        now=now,
    )
    with transaction.atomic():
        pages = _locked(rancangan)
        versi = dokumen_from_photos(
            pegawai=pegawai,
            jenis=jenis,
            kunci=rancangan.kunci,
            photos=[(page.kunci_simpan, _judged(page)) for page in pages],
            actor=actor,
            now=now,
            id_klien=rancangan.pk,
        )
        rancangan.delete()
    if versi.sudah_ada:
        discard(page.kunci_simpan for page in pages)
    return versi


def _judged(page: HalamanFoto) -> Diterima:
    isi = next(isi for isi in Isi if isi.mime == page.mime)
    return Diterima(nama=page.nama, isi=isi, ukuran_byte=page.ukuran_byte, sha256=page.sha256)


def rancangan_discard(*, rancangan_id: UUID, actor: Pengguna) -> None:
    """Throw a draft away with its pages. Raises NotFoundError."""
    _drop(rancangan_get(actor, rancangan_id))


def rancangan_sweep(*, now: datetime) -> int:
    """Throw away drafts that nobody finished in a week; returns how many."""
    stale = list(rancangan_stale(before=now - SIMPAN))
    for rancangan in stale:
        _drop(rancangan)
    return len(stale)


def _drop(rancangan: RancanganFoto) -> None:
    names = list(rancangan.halaman.values_list("kunci_simpan", flat=True))
    rancangan.delete()
    discard(names)
