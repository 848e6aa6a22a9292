"""Clock and retry policy around the trials of drafts."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from sitamu.aturan.services.uji import uji_work_off


@shared_task(name="aturan.uji_work_off", autoretry_for=(OperationalError,), retry_backoff=True)
def uji_work_off_task() -> None:
    """Try waiting drafts on the whole staff. Twice at once is fine."""
    uji_work_off(now=timezone.now())
