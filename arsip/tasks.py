"""Clock and retry policy around the services of the archive."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from arsip.services.versi import versi_process


@shared_task(name="arsip.versi_process", autoretry_for=(OperationalError,), retry_backoff=True)
def versi_process_task() -> None:
    """Finish waiting versions. Twice at once is fine: rows are claimed with SKIP LOCKED."""
    versi_process(now=timezone.now())
