"""Papers filed before a worker made pictures, thumbnails or words of them: found and queued again.

Nothing is made here. What lacks something goes back into the queue of the worker, so that this may
be stopped anywhere and run again: what is complete by then is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from arsip.models import TeksVersi, VersiDokumen
from arsip.rules.dokumen import GAMBAR_MAKS_HALAMAN, PERCOBAAN_MAKS, StatusVersi
from arsip.selectors import gambar_kunci, jenis_rahasia, kecil_kunci
from arsip.services.versi import TUGAS_GAMBAR
from sitamu.inti.services.outbox import wake

SEKALI: Final = 200  # versions looked at together


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """So far: versions looked at, queued again, and the last one looked at."""

    diperiksa: int
    antre: int
    terakhir: UUID


def arsip_complete(*, setelah: UUID | None = None) -> Iterator[Kemajuan]:
    """Queue every ready version that lacks a picture, its thumbnail or its words.

    Also those given up after too many attempts: they get new ones. In the order of their ids,
    behind `setelah`; the state after each stretch is given. Papers of secret classes have no words
    and lack none.
    """
    diperiksa = antre = 0
    while rows := list(_behind(setelah)[:SEKALI]):
        lacking = [versi.pk for versi in rows if _lacks(versi)]
        with transaction.atomic():
            # A version under way keeps its claim: the worker makes everything anew anyway.
            antre += (
                VersiDokumen.objects.filter(pk__in=lacking, status=StatusVersi.SIAP)
                .filter(Q(gambar_siap=True) | Q(percobaan__gte=PERCOBAAN_MAKS))
                .update(gambar_siap=False, percobaan=0, diklaim_pada=None)
            )
            wake(TUGAS_GAMBAR)
        diperiksa += len(rows)
        setelah = rows[-1].pk
        yield Kemajuan(diperiksa, antre, setelah)


def _behind(setelah: UUID | None) -> QuerySet[VersiDokumen]:
    words = TeksVersi.objects.filter(versi=OuterRef("pk"))
    secret = jenis_rahasia(on=timezone.localdate()).filter(jenis=OuterRef("dokumen__jenis"))
    rows = VersiDokumen.objects.filter(status=StatusVersi.SIAP)
    if setelah is not None:
        rows = rows.filter(pk__gt=setelah)
    return rows.annotate(berteks=Exists(words), rahasia=Exists(secret)).order_by("pk")


def _lacks(versi: VersiDokumen) -> bool:
    if not versi.gambar_siap:
        return True
    readable = not (versi.foto or versi.rahasia)  # type: ignore[attr-defined]
    if readable and not versi.berteks:  # type: ignore[attr-defined]
        return True
    last = min(versi.halaman or 1, GAMBAR_MAKS_HALAMAN)
    names = (kecil_kunci(versi), gambar_kunci(versi, last))
    return not all(default_storage.exists(name) for name in names)
