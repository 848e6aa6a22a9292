"""Reads of the desk: notes on a case, sentences for reasons."""

from datetime import date

from django.db.models import Q, QuerySet

from kepegawaian.models import CatatanInternal, TemplatAlasan, Usulan
from kepegawaian.permissions import catatan_internal
from sitamu.inti.models import Pengguna


def catatan_visible_to(
    user: Pengguna, usulan: Usulan, *, today: date
) -> QuerySet[CatatanInternal] | None:
    """Notes on a case, oldest first; None for whoever must not know that there are any."""
    if not catatan_internal(user, usulan, today=today):
        return None
    return CatatanInternal.objects.filter(usulan=usulan).select_related("oleh").order_by("pada")


def templat_in_force(layanan: str, *, on: date) -> list[TemplatAlasan]:
    """Sentences offered for a service on that day: its own first, then those of all."""
    rows = _on(on).filter(Q(layanan=layanan) | Q(layanan__isnull=True))
    return sorted(rows, key=lambda t: (t.layanan_id is None, t.teks))


def templat_general(*, on: date) -> list[TemplatAlasan]:
    """Sentences offered for every service on that day."""
    return list(_on(on).filter(layanan__isnull=True).order_by("teks"))


def templat_list(*, on: date) -> QuerySet[TemplatAlasan]:
    """Every sentence offered on that day or later, general ones first."""
    return (
        TemplatAlasan.objects.filter(Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=on))
        .select_related("layanan", "dibuat_oleh")
        .order_by("layanan__urutan", "layanan__nama", "teks")
    )


def _on(on: date) -> QuerySet[TemplatAlasan]:
    return TemplatAlasan.objects.filter(berlaku_mulai__lte=on).filter(
        Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=on)
    )
