"""The desk: one step for many cases, each alone; saved views; limits kept for lists."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from kepegawaian.errors import TampilanRefusedError
from kepegawaian.models import IntervalUsulan, TampilanAntrean, Usulan
from kepegawaian.rules.antrean import MASSAL_MAKS, Saringan
from kepegawaian.rules.usulan import DI_MEJA, Action
from kepegawaian.selectors.usulan import tenggat_of
from kepegawaian.services import usulan as services
from sitamu.inti.errors import DomainError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.selectors import kalender_in_force

MASSAL: Final[Mapping[Action, Callable[..., Usulan]]] = {
    Action.TAKE: services.usulan_take,
    Action.RELEASE: services.usulan_release,
    Action.REASSIGN: services.usulan_reassign,
    Action.VERIFY: services.usulan_verify,
    Action.SEND_BKN: services.usulan_send_bkn,
}
"""Steps that may be made for many cases at once: none of them needs words for one case alone."""
TAMPILAN_MAKS: Final = 20
BATCH: Final = 1_000


@dataclass(frozen=True, slots=True)
class Hasil:
    """What became of one case of a bulk step; `galat` is empty when it was done."""

    usulan_id: UUID
    galat: str = ""
    langkah: str = ""


def antrean_bulk(
    *,
    usulan_ids: Sequence[UUID],
    action: Action,
    actor: Pengguna,
    now: datetime,
    kepada: UUID | None = None,
    catatan: str = "",
) -> list[Hasil]:
    """Make one step of `MASSAL` for each of at most `MASSAL_MAKS` cases, in the order given.

    Each is a transaction of its own: one that is refused keeps the others from nothing. `kepada`
    and `catatan` are for REASSIGN.
    """
    extra: dict[str, Any] = {}
    if action is Action.REASSIGN:
        extra = {"kepada": kepada, "catatan": catatan}
    elif action is Action.SEND_BKN:
        extra = {"catatan": ""}
    results = []
    for usulan_id in list(dict.fromkeys(usulan_ids))[:MASSAL_MAKS]:
        try:
            MASSAL[action](usulan_id=usulan_id, actor=actor, now=now, **extra)
        except DomainError as error:
            results.append(Hasil(usulan_id, error.message, error.langkah or ""))
        else:
            results.append(Hasil(usulan_id))
    return results


@transaction.atomic
def tampilan_save(
    *, nama: str, saringan: Saringan, dibagikan: bool, actor: Pengguna
) -> TampilanAntrean:
    """Keep a filter under a name; the same name again replaces it. Raises TampilanRefusedError."""
    Pengguna.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    own = TampilanAntrean.objects.filter(pengguna=actor)
    if not own.filter(nama=nama).exists() and own.count() >= TAMPILAN_MAKS:
        raise TampilanRefusedError(TAMPILAN_MAKS)
    tampilan, _ = TampilanAntrean.objects.update_or_create(
        pengguna=actor,
        nama=nama,
        defaults={"kueri": saringan.tersimpan, "dibagikan": dibagikan},
    )
    return tampilan


def tampilan_delete(*, tampilan_id: UUID, actor: Pengguna) -> None:
    """Remove a view of one's own; raises NotFoundError."""
    deleted, _ = TampilanAntrean.objects.filter(pk=tampilan_id, pengguna=actor).delete()
    if not deleted:
        raise NotFoundError


def tenggat_refresh() -> int:
    """Write the limits that the desk filters by anew, after holidays have changed; how many differ.

    Twice writes nothing. A case that moves meanwhile keeps what its own move wrote.
    """
    kalender = kalender_in_force()
    changed = 0
    for some in _batches():
        rows: dict[UUID, list[IntervalUsulan]] = {}
        for row in IntervalUsulan.objects.filter(usulan__in=some):
            rows.setdefault(row.usulan_id, []).append(row)
        for usulan in some:
            limit = tenggat_of(usulan, rows.get(usulan.pk, []), kalender)
            if limit != usulan.tenggat_tanggal:
                same = Usulan.objects.filter(
                    pk=usulan.pk, status=usulan.status, tenggat_tanggal=usulan.tenggat_tanggal
                )
                changed += same.update(tenggat_tanggal=limit)
    return changed


def _batches() -> Iterator[list[Usulan]]:
    statuses = [s.value for s in DI_MEJA]
    ids = list(
        Usulan.objects.filter(status__in=statuses, tiba_pada__isnull=False)
        .order_by()
        .values_list("pk", flat=True)
    )
    for start in range(0, len(ids), BATCH):
        yield list(
            Usulan.objects.filter(pk__in=ids[start : start + BATCH]).select_related("versi_layanan")
        )
