"""Clock and retry policy around sending."""

import structlog
from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from notifikasi.services.email import email_deliver, email_waiting

logger = structlog.get_logger(__name__)


@shared_task(name="notifikasi.email_deliver", autoretry_for=(OperationalError,), retry_backoff=True)
def email_deliver_task() -> None:
    """Send mail that is due. Twice at once is fine: rows are claimed with SKIP LOCKED."""
    if sent := email_deliver(now=timezone.now()):
        logger.info("email_terkirim", jumlah=sent, menunggu=email_waiting().count())
