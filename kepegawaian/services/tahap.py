"""Stays of an usulan in its statuses as rows: what each stage, and each officer, really took."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kepegawaian.models import TahapUsulan, Usulan
from kepegawaian.permissions import is_own
from kepegawaian.rules.katalog import Antar
from kepegawaian.rules.usulan import FINAL, Jam, Status
from sitamu.inti.models import Pengguna


def tahap_follow(
    usulan: Usulan, *, dari: Status, jam: Jam, actor: Pengguna | None, now: datetime
) -> None:
    """Let the rows follow a move of a locked usulan: close the stay in `dari`, begin the next.

    `actor`: None when nobody did it. A draft is no stage, nor is an end; an SK that goes by post
    stays until it is handed over. What only changes hands keeps its stay.
    """
    reached = Status(usulan.status)
    held = now if usulan.pemeriksa_id else None
    rows = TahapUsulan.objects.filter(usulan=usulan, selesai_pada__isnull=True)
    if reached is dari:
        if reached is Status.DIPERIKSA:
            rows.update(pemegang=usulan.pemeriksa, dipegang_pada=held)
        if not (reached is Status.DI_BKN and jam is Jam.BERJALAN):
            return
        if not rows.filter(jeda=True).exists():  # pertek came before: still the same stay
            return
    if dari is Status.DIPERIKSA and usulan.pemeriksa_id:
        rows.update(selesai_pada=now, pemegang=usulan.pemeriksa)
    else:
        officer = None if actor is None or is_own(actor, usulan) else actor
        rows.update(selesai_pada=now, pemegang=officer)
    posted = reached is Status.TERBIT and usulan.versi_layanan.antar == Antar.POS
    if reached in FINAL and not posted:
        return
    checked = reached is Status.DIPERIKSA
    TahapUsulan.objects.create(
        usulan=usulan,
        status=reached.value,
        jeda=jam is Jam.JEDA,
        mulai_pada=now,
        pemegang=usulan.pemeriksa if checked else None,
        dipegang_pada=held if checked else None,
    )


def tahap_close(*, usulan_ids: Iterable[UUID], actor: Pengguna, now: datetime) -> int:
    """The SK of these usulan were handed to PT Pos: their last stage ends. Twice is the same."""
    return TahapUsulan.objects.filter(
        usulan__in=list(usulan_ids), status=Status.TERBIT.value, selesai_pada__isnull=True
    ).update(selesai_pada=now, pemegang=actor)
