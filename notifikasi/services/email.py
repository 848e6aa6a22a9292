"""Mail: rows are claimed, the claim is committed, then SMTP is spoken to, then the row is marked.

A worker that dies between SMTP and the mark leaves a claim that lapses; the mail then goes out a
second time under the same Message-ID, so that mail programs can tell. Nothing is lost.
"""

from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from notifikasi.models import Pemberitahuan, Saluran, StatusKirim

logger = structlog.get_logger(__name__)

PAUSES: Final = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440)]
"""Waiting time after the first, second, ... failure of one mail; after the last comes GAGAL."""
CLAIM_LAPSES: Final = timedelta(minutes=15)
SERVER_PAUSE: Final = timedelta(minutes=1)
TRIES: Final = len(PAUSES) + 1


def email_waiting() -> QuerySet[Pemberitahuan]:
    """Mail not sent and not given up."""
    return Pemberitahuan.objects.filter(saluran=Saluran.EMAIL, status=StatusKirim.DIBUAT)


def email_deliver(*, now: datetime, limit: int = 50) -> int:
    """Send up to `limit` mails that are due; returns how many the server took.

    While the server cannot be reached nothing is claimed and no attempt is counted: what is due
    waits a minute. A mail refused for itself waits longer after each failure and is given up, with
    its reason, after `TRIES` attempts, or at once when the address is refused for good.
    """
    lapsed = Q(diklaim_pada__lt=now - CLAIM_LAPSES)
    email_waiting().filter(lapsed, percobaan__gte=TRIES).update(
        status=StatusKirim.GAGAL, galat="Terhenti saat dikirim.", diklaim_pada=None
    )
    due = email_waiting().filter(Q(diklaim_pada__isnull=True) | lapsed, coba_pada__lte=now)
    if not due.exists():
        return 0
    server = get_connection()
    try:
        server.open()
    except OSError as error:  # SMTPException is one
        logger.warning("email_server_tidak_tersambung", galat=_reason(error))
        due.update(coba_pada=now + SERVER_PAUSE)
        return 0
    started, sent = monotonic(), 0
    try:
        for _ in range(limit):
            pada = now + timedelta(seconds=monotonic() - started)
            row = _claim(due, pada)
            if row is None:
                break
            try:
                _send(row, server)
            except Exception as error:  # the row keeps it and is tried again
                logger.warning("email_gagal", pemberitahuan_id=str(row.pk), exc_info=True)
                _failed(row, error, pada)
                if _server_gone(error):
                    break
            else:
                email_waiting().filter(pk=row.pk).update(
                    status=StatusKirim.DIKIRIM, dikirim_pada=pada, diklaim_pada=None, galat=""
                )
                sent += 1
    finally:
        server.close()
    return sent


@transaction.atomic
def _claim(due: QuerySet[Pemberitahuan], pada: datetime) -> Pemberitahuan | None:
    """Take the next mail that is due; other workers pass it over until the claim lapses."""
    row = due.select_for_update(skip_locked=True).order_by("coba_pada").first()
    if row is not None:
        row.diklaim_pada = pada
        row.percobaan += 1
        row.save(update_fields=["diklaim_pada", "percobaan"])
    return row


def _send(row: Pemberitahuan, server: BaseEmailBackend) -> None:
    base = settings.SITAMU_ALAMAT_PORTAL.rstrip("/")
    context = {"pemberitahuan": row, "url": base + row.tautan}
    mail = EmailMultiAlternatives(
        subject=row.judul,
        body=render_to_string("notifikasi/email.txt", context),
        to=[row.alamat],
        headers={
            "Message-ID": f"<{row.pk}@{urlsplit(base).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=server,
    )
    mail.attach_alternative(render_to_string("notifikasi/email.html", context), "text/html")
    mail.send()


def _failed(row: Pemberitahuan, error: Exception, pada: datetime) -> None:
    """Write the reason; only whoever still holds the claim may move the row."""
    for_good = row.percobaan >= TRIES or _refused_for_good(error)
    changes = (
        {"status": StatusKirim.GAGAL}
        if for_good
        else {"coba_pada": pada + PAUSES[row.percobaan - 1]}
    )
    email_waiting().filter(pk=row.pk, diklaim_pada=row.diklaim_pada).update(
        diklaim_pada=None, galat=_reason(error), **changes
    )


def _server_gone(error: Exception) -> bool:
    """The connection is of no use for the next mail."""
    of_this_mail = isinstance(error, SMTPException) and not isinstance(
        error, SMTPServerDisconnected
    )
    return isinstance(error, OSError) and not of_this_mail


def _refused_for_good(error: Exception) -> bool:
    """The server says of the address itself that it will never take it (5xx)."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
