"""Work orders of letters: claim, render, store. The row in PostgreSQL is the truth.

A worker claims one row with SKIP LOCKED, renders outside any transaction, then stores the PDF and
finishes the row in one transaction under the row's lock. Killed at any moment, the claim goes
stale and another worker makes the letter again; who comes second finds it made and drops its
copy.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet

from kepegawaian.models import SuratCuti, SuratKeputusan, SuratPengantar
from sitamu.inti.errors import DomainError

logger = structlog.get_logger(__name__)

KLAIM_BASI: Final = timedelta(minutes=5)
PERCOBAAN_MAKS: Final = 5

Row = TypeVar("Row", SuratCuti, SuratKeputusan, SuratPengantar)


def claim(rows: QuerySet[Row], *, now: datetime) -> Row | None:
    """Claim one waiting row that nobody holds; a claim older than five minutes is stale."""
    with transaction.atomic():
        row = (
            rows.select_for_update(skip_locked=True, of=("self",))
            .filter(
                Q(diklaim_pada__isnull=True) | Q(diklaim_pada__lt=now - KLAIM_BASI),
                percobaan__lt=PERCOBAAN_MAKS,
            )
            .order_by("percobaan", "tanggal", "pk")
            .first()
        )
        if row is None:
            return None
        row.diklaim_pada = now
        row.percobaan += 1
        row.save(update_fields=["diklaim_pada", "percobaan"])
        return row


def work_off(rows: QuerySet[Row], make: Callable[[Row], None], *, now: datetime) -> int:
    """Make every waiting letter; returns how many were made.

    A failure is written on its row for people to see and is tried again when the claim is stale.
    """
    made = 0
    while (row := claim(rows, now=now)) is not None:
        try:
            make(row)
        except Exception as error:  # the row keeps it and is tried again
            logger.warning("surat_gagal", surat=str(row.pk), exc_info=True)
            pesan = error.message if isinstance(error, DomainError) else type(error).__name__
            rows.filter(pk=row.pk).update(galat=pesan[:300])
        else:
            made += 1
    return made


def retry(rows: QuerySet[Row], pk: UUID) -> bool:
    """Put a failed letter back into the queue at once; False when it does not wait any more."""
    return bool(rows.filter(pk=pk).update(diklaim_pada=None, percobaan=F("percobaan") * 0))
