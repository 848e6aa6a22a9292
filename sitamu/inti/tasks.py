"""Clock and retry policy around the services of the floor."""

import structlog
from celery import shared_task
from django.db import OperationalError, connection
from django.utils import timezone

from sitamu.inti.services.akun import sandi_reset_send
from sitamu.inti.services.klien import permintaan_expire
from sitamu.inti.services.outbox import outbox_deliver, outbox_waiting

logger = structlog.get_logger(__name__)


@shared_task(name="inti.outbox_deliver", autoretry_for=(OperationalError,), retry_backoff=True)
def outbox_deliver_task() -> None:
    """Deliver waiting events. Twice at once is fine: rows are claimed with SKIP LOCKED."""
    if tried := outbox_deliver(now=timezone.now()):
        logger.info("outbox_dicoba", jumlah=tried, menunggu=outbox_waiting().count())


@shared_task(name="inti.partitions_make", autoretry_for=(OperationalError,), retry_backoff=True)
def partitions_make_task() -> None:
    """Make the access log's partitions of this month and the next two. Twice changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sitamu_partisi_buat('inti_jejakakses',"
            " (date_trunc('month', now()) + n * interval '1 month')::date)"
            " FROM generate_series(0, 2) n"
        )


@shared_task(name="inti.sandi_reset_send", autoretry_for=(OSError,), retry_backoff=True)
def sandi_reset_send_task(nama_masuk: str, alamat: str) -> None:
    """Mail one link for a new password. Twice sends two links, both work until one is used."""
    sandi_reset_send(nama_masuk=nama_masuk, alamat=alamat)


@shared_task(name="inti.permintaan_expire", autoretry_for=(OperationalError,), retry_backoff=True)
def permintaan_expire_task() -> None:
    """Forget answers to clients that are kept long enough. Twice removes nothing more."""
    permintaan_expire(now=timezone.now())
