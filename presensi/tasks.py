"""Clock and retry policy around the services of presensi."""

import structlog
from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from presensi.services.alpa import alpa_watch
from presensi.services.hari import TASK, hari_nightly, hari_refresh
from presensi.services.kinerja import kegiatan_overdue
from presensi.services.muatan import TUGAS as MUATAN
from presensi.services.muatan import muatan_files_expire, muatan_work_off
from presensi.services.perangkat import perangkat_wait_over
from presensi.services.simpanan import (
    partitions_make,
    partitions_watch,
    photos_expire,
    positions_expire,
)
from presensi.services.tpp import TASK as TPP_TASK
from presensi.services.tpp import tpp_refresh

logger = structlog.get_logger(__name__)


@shared_task(
    name="presensi.perangkat_wait_over", autoretry_for=(OperationalError,), retry_backoff=True
)
def perangkat_wait_over_task() -> None:
    """Phones whose wait is over become active. Twice changes nothing."""
    if done := perangkat_wait_over(now=timezone.now()):
        logger.info("perangkat_aktif_sendiri", jumlah=done)


@shared_task(name="presensi.simpanan", autoretry_for=(OperationalError,), retry_backoff=True)
def simpanan_task() -> None:
    """Make months of taps ahead, let positions, photos and old keys expire, watch for strays."""
    partitions_make()
    months, keys = positions_expire(today=timezone.localdate())
    photos = photos_expire(now=timezone.now())
    logger.info("posisi_kedaluwarsa", bulan=months, kunci=keys, foto=photos)
    muatan_files_expire(now=timezone.now())
    for table, count in partitions_watch().items():
        logger.error("partisi_lainnya_berisi", tabel=table, jumlah=count)


@shared_task(name=TASK, autoretry_for=(OperationalError,), retry_backoff=True)
def hari_refresh_task() -> None:
    """Judge the marked days again. Twice at once is fine."""
    hari_refresh(now=timezone.now())


@shared_task(name="presensi.hari_malam", autoretry_for=(OperationalError,), retry_backoff=True)
def hari_nightly_task() -> None:
    """Judge the days that ended, for everybody. Twice changes nothing more."""
    hari_nightly(now=timezone.now())


@shared_task(name=MUATAN, autoretry_for=(OperationalError,), retry_backoff=True)
def muatan_run_task() -> None:
    """Take the rows of waiting loads of taps. Twice at once is fine."""
    muatan_work_off(now=timezone.now())


@shared_task(name="presensi.alpa_watch", autoretry_for=(OperationalError,), retry_backoff=True)
def alpa_watch_task() -> None:
    """Tell superiors whose people reached a threshold of PP 94/2021. Twice tells once."""
    if told := alpa_watch(now=timezone.now()):
        logger.info("peringatan_alpa", jumlah=told)


@shared_task(name="presensi.kegiatan_lewat", autoretry_for=(OperationalError,), retry_backoff=True)
def kegiatan_overdue_task() -> None:
    """Reports left unanswered: by the dated rule, or one reminder to each superior a day."""
    answered, reminded = kegiatan_overdue(now=timezone.now())
    logger.info("kegiatan_lewat", diputus=answered, diingatkan=reminded)


@shared_task(name=TPP_TASK, autoretry_for=(OperationalError,), retry_backoff=True)
def tpp_refresh_task() -> None:
    """Compute wished months of TPP, one OPD after the other. Twice at once shares the wishes."""
    tpp_refresh(now=timezone.now())
