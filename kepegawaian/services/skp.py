"""Yearly ratings written into the record by who judged them; what KP, KGB and AK read."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kepegawaian.events import SkpDinilai
from kepegawaian.models import RiwayatSkp
from kepegawaian.rules.kinerja import Predikat
from sitamu.inti.models import Pegawai
from sitamu.inti.services.outbox import emit


@dataclass(frozen=True, slots=True, kw_only=True)
class NilaiSkp:
    """The rating of one person and year; `predikat` in the words of the record."""

    pegawai_id: UUID
    tahun: int
    predikat: str
    hasil_kerja: str = ""
    perilaku_kerja: str = ""


@transaction.atomic
def skp_record(nilai: Sequence[NilaiSkp]) -> int:
    """Write ratings; returns how many changed. A year appears once for each person.

    The old words stay in the trail, a rating that stands already changes nothing. Who may say so
    is settled by the caller. Raises ValueError for a word that is no predikat.
    """
    people = sorted({one.pegawai_id for one in nilai})
    list(Pegawai.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk"))
    years = {one.tahun for one in nilai}
    known = {
        (row.pegawai_id, row.tahun): (row.predikat, row.hasil_kerja, row.perilaku_kerja)
        for row in RiwayatSkp.objects.filter(Q(pegawai__in=people), tahun__in=years)
    }
    changed = [
        RiwayatSkp(
            pegawai_id=one.pegawai_id,
            tahun=one.tahun,
            predikat=Predikat(one.predikat).value,
            hasil_kerja=one.hasil_kerja,
            perilaku_kerja=one.perilaku_kerja,
        )
        for one in nilai
        if known.get((one.pegawai_id, one.tahun))
        != (one.predikat, one.hasil_kerja, one.perilaku_kerja)
    ]
    RiwayatSkp.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["pegawai", "tahun"],
        update_fields=["predikat", "hasil_kerja", "perilaku_kerja"],
    )
    if changed:
        alone = len({row.pegawai_id for row in changed}) == 1
        emit(SkpDinilai(pegawai_id=changed[0].pegawai_id if alone else None))
    return len(changed)
