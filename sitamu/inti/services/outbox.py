"""Outbox: an event is written in the transaction that made it happen, delivered afterwards.

Delivery runs the subscriber and marks the row in one transaction, so that an effect in the
database happens exactly once; effects outside (mail) have their own rows and are retried.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from threading import Lock, Timer
from typing import Any, ClassVar, Protocol
from uuid import UUID, uuid4

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from sitamu.inti.models import Outbox

logger = structlog.get_logger(__name__)
LONGEST_PAUSE = timedelta(hours=1)
WAKE_EXPIRES_SECONDS = 60


class Event(Protocol):
    """A fact that happened: a frozen dataclass of ids, dates and short texts."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


def _plain(value: Any) -> Any:
    """UUIDs and dates as text; the rest must already be plain JSON."""
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)


def subscriptions() -> Mapping[str, Sequence[str]]:
    """Event name -> dotted subscriber functions; the list is named by a setting."""
    loaded: Mapping[str, Sequence[str]] = import_string(settings.OUTBOX_SUBSCRIPTIONS)
    return loaded


def wake(task: str, *, gather_seconds: float = 0) -> None:
    """Ask a worker to look at its rows once this transaction is committed.

    A broker that is down costs only time: beat looks at the same rows every few seconds, and
    whatever goes wrong here cannot fail an act that is already committed. With `gather_seconds`
    a process knocks at once and then not again for so long: what came meanwhile is told by one
    knock at the end, so that hundreds of files in a row do not cost hundreds of knocks.
    """

    def knock() -> None:
        if gather_seconds:
            _gathered(task, gather_seconds)
        else:
            _knock(task)

    transaction.on_commit(knock, robust=True)


_knocked: dict[
    str, float
] = {}  # when, by the monotonic clock; still to come for a knock that waits
_knocking = Lock()


def _gathered(task: str, seconds: float) -> None:
    with _knocking:
        now = time.monotonic()
        last = _knocked.get(task, -seconds)
        if last > now:  # somebody knocks after us anyway
            return
        due = max(now, last + seconds)
        _knocked[task] = due
    if due <= now:
        _knock(task)
        return
    timer = Timer(due - now, _knock, [task])
    timer.daemon = True
    timer.start()


def _knock(task: str) -> None:
    try:
        current_app.send_task(task, retry=False, expires=WAKE_EXPIRES_SECONDS)
    except OperationalError:
        logger.warning("broker_tidak_tersambung", task=task)


def emit(event: Event, *, peristiwa_id: UUID | None = None) -> None:
    """Write `event` for each of its subscribers, in the transaction that made it happen.

    A fact found by looking (a limit has passed) is found again at the next look: with the same
    `peristiwa_id` it is written once, ever.

    Raises TransactionManagementError outside one: event and fact would part at a crash.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("emit() needs the transaction of its fact")
    name = type(event).__name__
    peristiwa_id = peristiwa_id or uuid4()
    isi = {key: _plain(value) for key, value in asdict(event).items()}
    rows = [
        Outbox(peristiwa_id=peristiwa_id, nama=name, isi=isi, pelanggan=target)
        for target in subscriptions().get(name, ())
    ]
    Outbox.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        wake("inti.outbox_deliver")


def outbox_waiting() -> QuerySet[Outbox]:
    """Rows not delivered yet."""
    return Outbox.objects.filter(selesai_pada__isnull=True)


def outbox_deliver(*, now: datetime, limit: int = 100) -> int:
    """Deliver up to `limit` waiting rows; returns how many were tried.

    Each row in its own transaction with SKIP LOCKED, so that several workers share the queue. A
    failure is written down and the pause doubles: 5 s, 10 s, ... up to an hour; the others go on
    meanwhile. Oldest first, but no order is promised: a retry or a second worker may overtake.
    """
    tried = 0
    while tried < limit and _deliver_one(now=now):
        tried += 1
    return tried


def pause_after(percobaan: int) -> timedelta:
    """Waiting time after the n-th failure (1, 2, ...)."""
    return min(LONGEST_PAUSE, timedelta(seconds=5 * 2 ** min(percobaan - 1, 12)))


@transaction.atomic
def _deliver_one(*, now: datetime) -> bool:
    row = (
        outbox_waiting()
        .select_for_update(skip_locked=True)
        .filter(Q(percobaan=0) | Q(coba_pada__lte=now))
        .order_by("coba_pada")
        .first()
    )
    if row is None:
        return False
    try:
        with transaction.atomic():
            import_string(row.pelanggan)(
                peristiwa_id=row.peristiwa_id, nama=row.nama, isi=row.isi, now=now
            )
    except Exception as error:  # the row keeps it and is tried again
        logger.warning("peristiwa_gagal", nama=row.nama, pelanggan=row.pelanggan, exc_info=True)
        row.percobaan += 1
        row.galat = f"{type(error).__name__}: {error}"[:1000].replace("\x00", "")
        row.coba_pada = now + pause_after(row.percobaan)
    else:
        row.selesai_pada = now
        row.galat = ""
    row.save(update_fields=["percobaan", "galat", "coba_pada", "selesai_pada"])
    return True
