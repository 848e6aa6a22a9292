"""Clock and retry policy around the services of the personnel office."""

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from kepegawaian.services.akibat import akibat_due
from kepegawaian.services.antrean import tenggat_refresh
from kepegawaian.services.impor.antrean import TUGAS, impor_files_expire, impor_work_off
from kepegawaian.services.nominatif import nominatif_nightly, nominatif_refresh
from kepegawaian.services.otomatis import usulan_prepare
from kepegawaian.services.pengantar import pengantar_make
from kepegawaian.services.pengingat import usulan_remind
from kepegawaian.services.sk import sk_make, sk_settle
from kepegawaian.services.surat_cuti import surat_cuti_make


@shared_task(name="kepegawaian.sk_make", autoretry_for=(OperationalError,), retry_backoff=True)
def sk_make_task() -> None:
    """Print waiting SK, issue those whose scan became readable. Twice at once is fine."""
    now = timezone.now()
    sk_make(now=now)
    sk_settle(now=now)


@shared_task(
    name="kepegawaian.pengantar_make", autoretry_for=(OperationalError,), retry_backoff=True
)
def pengantar_make_task() -> None:
    """Print waiting surat pengantar. Twice at once is fine."""
    pengantar_make(now=timezone.now())


@shared_task(
    name="kepegawaian.surat_cuti_make", autoretry_for=(OperationalError,), retry_backoff=True
)
def surat_cuti_make_task() -> None:
    """Print waiting leave letters. Twice at once is fine."""
    surat_cuti_make(now=timezone.now())


@shared_task(
    name="kepegawaian.usulan_remind", autoretry_for=(OperationalError,), retry_backoff=True
)
def usulan_remind_task() -> None:
    """Tell of passed and near limits. Twice tells nobody twice; a missed morning is made up."""
    usulan_remind(now=timezone.now())


@shared_task(
    name="kepegawaian.tenggat_refresh", autoretry_for=(OperationalError,), retry_backoff=True
)
def tenggat_refresh_task() -> None:
    """Write the limits that the desk filters by anew. Twice writes nothing."""
    tenggat_refresh()


@shared_task(
    name="kepegawaian.nominatif_hitung", autoretry_for=(OperationalError,), retry_backoff=True
)
def nominatif_refresh_task() -> None:
    """Compute the lists again for whoever is marked. Twice at once is fine."""
    nominatif_refresh(now=timezone.now())


@shared_task(
    name="kepegawaian.nominatif_malam", autoretry_for=(OperationalError,), retry_backoff=True
)
def nominatif_nightly_task() -> None:
    """Compute the lists for everybody: a new day has begun. Twice changes nothing more."""
    nominatif_nightly(now=timezone.now())


@shared_task(name=TUGAS, autoretry_for=(OperationalError,), retry_backoff=True)
def impor_run_task() -> None:
    """Do waiting loads of staff lists and undoings. Twice at once is fine."""
    impor_work_off(now=timezone.now())


@shared_task(
    name="kepegawaian.impor_files_expire", autoretry_for=(OperationalError,), retry_backoff=True
)
def impor_files_expire_task() -> None:
    """Delete what old loads left in storage. Twice changes nothing."""
    impor_files_expire(now=timezone.now())


@shared_task(
    name="kepegawaian.usulan_prepare", autoretry_for=(OperationalError,), retry_backoff=True
)
def usulan_prepare_task() -> None:
    """Open the drafts of KPO and PPO. Twice opens nothing more."""
    usulan_prepare(now=timezone.now())


@shared_task(name="kepegawaian.akibat_due", autoretry_for=(OperationalError,), retry_backoff=True)
def akibat_due_task() -> None:
    """Let SK take effect whose day has come. Twice changes nothing more."""
    akibat_due(now=timezone.now())
