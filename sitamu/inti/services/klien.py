"""A request of an API client happens once, however often it arrives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from sitamu.inti.errors import KunciBedaError
from sitamu.inti.models import Pengguna, PermintaanKlien

SIMPAN: Final = timedelta(days=7)  # longer than a phone waits for a signal


@dataclass(frozen=True, slots=True)
class Jawaban:
    """What a client got. `ulang`: it got the same before."""

    status: int
    isi: Any
    etag: str = ""
    ulang: bool = False


@transaction.atomic
def permintaan_once(
    *, pengguna: Pengguna, kunci: UUID, sidik: str, now: datetime, run: Callable[[], Jawaban]
) -> Jawaban:
    """The answer of `run`, or the stored one when this request was answered before.

    A refusal is not stored: the request may be made again. Two at once wait for each other. Raises
    KunciBedaError when the id came with something else, and what `run` raises.
    """
    row, fresh = PermintaanKlien.objects.get_or_create(
        pengguna=pengguna, kunci=kunci, defaults={"sidik": sidik, "pada": now}
    )
    if not fresh:
        if row.sidik != sidik:
            raise KunciBedaError
        return Jawaban(row.status, row.isi, row.etag, ulang=True)
    found = run()
    row.status, row.isi, row.etag = found.status, found.isi, found.etag
    row.save(update_fields=["status", "isi", "etag"])
    return found


def permintaan_expire(*, now: datetime) -> int:
    """Forget answers older than `SIMPAN`; returns how many."""
    removed, _ = PermintaanKlien.objects.filter(pada__lt=now - SIMPAN).delete()
    return removed
