"""Clock and retry policy around the services of the archive."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from arsip.clients.penerima import leftovers_remove
from arsip.rules.dokumen import StatusVersi
from arsip.services.masa import berakhir_remind
from arsip.services.paket import paket_make, paket_sweep
from arsip.services.penerimaan import unggahan_process
from arsip.services.pindai import pindai_watch
from arsip.services.rancangan import rancangan_sweep
from arsip.services.susut import susut_carry_out
from arsip.services.unggahan import unggahan_sweep
from arsip.services.utuh import utuh_check
from arsip.services.versi import teks_read, versi_process


@shared_task(name="arsip.versi_process", autoretry_for=(OperationalError,), retry_backoff=True)
def versi_process_task() -> None:
    """Finish waiting versions. Twice at once is fine: rows are claimed with SKIP LOCKED."""
    versi_process(now=timezone.now(), tahap=frozenset({StatusVersi.DIPROSES}))


@shared_task(name="arsip.gambar_make", autoretry_for=(OperationalError,), retry_backoff=True)
def gambar_make_task() -> None:
    """Make pictures of ready versions and read their words. Twice at once is fine, too."""
    versi_process(now=timezone.now(), tahap=frozenset({StatusVersi.SIAP}))


@shared_task(name="arsip.unggahan_process", autoretry_for=(OperationalError,), retry_backoff=True)
def unggahan_process_task() -> None:
    """Judge and file what has arrived. Twice at once is fine: rows are claimed."""
    unggahan_process(now=timezone.now())


@shared_task(name="arsip.unggahan_sweep", autoretry_for=(OperationalError,), retry_backoff=True)
def unggahan_sweep_task() -> None:
    """End half files nobody sends on, clear the waiting room. Twice changes nothing."""
    unggahan_sweep(now=timezone.now())
    leftovers_remove()


@shared_task(name="arsip.pindai_watch", autoretry_for=(OperationalError,), retry_backoff=True)
def pindai_watch_task() -> None:
    """Raise an alarm when the virus scanner is stuck; at most one a day is sent."""
    pindai_watch(now=timezone.now())


@shared_task(name="arsip.teks_read", autoretry_for=(OperationalError,), retry_backoff=True)
def teks_read_task() -> None:
    """Read scans by OCR, where it is installed."""
    teks_read(now=timezone.now())


@shared_task(name="arsip.berakhir_remind", autoretry_for=(OperationalError,), retry_backoff=True)
def berakhir_remind_task() -> None:
    """Tell owners of papers that end soon. Twice a day tells nobody twice."""
    berakhir_remind(now=timezone.now())


@shared_task(name="arsip.paket_make", autoretry_for=(OperationalError,), retry_backoff=True)
def paket_make_task() -> None:
    """Make the ZIPs that people asked for. Twice at once is fine: jobs are claimed."""
    paket_make(now=timezone.now())


@shared_task(name="arsip.paket_sweep", autoretry_for=(OperationalError,), retry_backoff=True)
def paket_sweep_task() -> None:
    """Remove ZIPs older than a day, and photos of drafts that nobody finished in a week."""
    paket_sweep(now=timezone.now())
    rancangan_sweep(now=timezone.now())


@shared_task(name="arsip.utuh_check", autoretry_for=(OperationalError,), retry_backoff=True)
def utuh_check_task() -> None:
    """Compare the next stored papers with their hashes. Twice reports the same once."""
    utuh_check(now=timezone.now())


@shared_task(name="arsip.susut_carry_out", autoretry_for=(OperationalError,), retry_backoff=True)
def susut_carry_out_task() -> None:
    """Carry out approved lists. Twice at once is fine: each paper is settled under its lock."""
    susut_carry_out(now=timezone.now())
