"""What officers keep for themselves: notes on a case, sentences for reasons."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kepegawaian.errors import CatatanEmptyError
from kepegawaian.models import CatatanInternal, Layanan, TemplatAlasan
from kepegawaian.permissions import catatan_internal
from kepegawaian.selectors.usulan import usulan_get
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held


def catatan_add(*, usulan_id: UUID, isi: str, actor: Pengguna, now: datetime) -> CatatanInternal:
    """Write a note that colleagues at BKPSDM read; the person and their OPD never do."""
    today = timezone.localdate(now)
    usulan = usulan_get(actor, usulan_id, today=today)
    if not catatan_internal(actor, usulan, today=today):
        raise NotAllowedError
    if not isi.strip():
        raise CatatanEmptyError
    return CatatanInternal.objects.create(
        usulan=usulan, oleh=actor, pada=now, isi=isi.strip()[:1000]
    )


def templat_check(actor: Pengguna, *, today: date) -> None:
    """Sentences are kept by those who verify and by the admin; raises NotAllowedError."""
    if not hak_held(actor, on=today) & {Hak.USULAN_VERIFY, Hak.REFERENSI_EDIT}:
        raise NotAllowedError


@transaction.atomic
def templat_add(
    *,
    teks: str,
    layanan: Layanan | None,
    mulai: date,
    actor: Pengguna,
    now: datetime,
    ganti: UUID | None = None,
) -> TemplatAlasan:
    """Offer a sentence from `mulai`; `ganti`: the one it replaces from that day."""
    templat_check(actor, today=timezone.localdate(now))
    if ganti is not None:
        templat_end(templat_id=ganti, sampai=mulai - timedelta(days=1), actor=actor, now=now)
    return TemplatAlasan.objects.create(
        teks=teks, layanan=layanan, berlaku_mulai=mulai, dibuat_oleh=actor, dibuat_pada=now
    )


@transaction.atomic
def templat_end(*, templat_id: UUID, sampai: date, actor: Pengguna, now: datetime) -> TemplatAlasan:
    """Offer a sentence through `sampai` and no longer; raises NotFoundError."""
    templat_check(actor, today=timezone.localdate(now))
    templat = (
        TemplatAlasan.objects.select_for_update(of=("self",))
        .filter(pk=templat_id, berlaku_sampai__isnull=True)
        .first()
    )
    if templat is None:
        raise NotFoundError
    templat.berlaku_sampai = sampai
    templat.save(update_fields=["berlaku_sampai"])
    return templat
