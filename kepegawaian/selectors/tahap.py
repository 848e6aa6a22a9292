"""What stages take: the stage an usulan is in now, and figures of a month by stage and officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kepegawaian.models import TahapLayanan, TahapUsulan, Usulan
from kepegawaian.rules.usulan import Status
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.kalender import (
    Interval,
    Kalender,
    hari_kerja_dalam,
    tanggal_lokal,
    tenggat,
)
from sitamu.inti.selectors import kalender_in_force, kalender_of

DI_OPD = (Status.DIAJUKAN, Status.DI_OPD)
Baku = dict[tuple[UUID, str], TahapLayanan]


def baku_of(versi_ids: Sequence[UUID] | None = None) -> Baku:
    """The first stage of each version in each status; one query. None: of every version."""
    rows = TahapLayanan.objects.order_by("-urutan")
    if versi_ids is not None:
        rows = rows.filter(versi_layanan__in=versi_ids)
    return {(row.versi_layanan_id, row.status): row for row in rows}


@dataclass(frozen=True, slots=True)
class TahapKini:
    """The stay an usulan is in. Days are working days; None where nobody here can hurry it."""

    baris: TahapUsulan
    kegiatan: str
    di_opd: bool
    baku: int | None
    terpakai: int
    tenggat: date | None

    @property
    def sisa(self) -> int | None:
        """Days left of the standard time, negative when late."""
        return None if self.baku is None else self.baku - self.terpakai

    @property
    def lewat(self) -> bool:
        return self.sisa is not None and self.sisa < 0


def tahap_kini(
    usulan: Usulan, kalender: Kalender, *, today: date, baku: Baku | None = None
) -> TahapKini | None:
    """The open stay with its standard time, by the calendar of whoever has it in hand.

    The OPD's limit is the one of the service and counts by the unit's own week and zone. None for
    a draft and after the end. Raises DataKurangError for a year whose holidays are not loaded.
    """
    row = TahapUsulan.objects.filter(usulan=usulan, selesai_pada__isnull=True).first()
    if row is None:
        return None
    status = Status(row.status)
    known = baku_of([usulan.versi_layanan_id]) if baku is None else baku
    stage = known.get((usulan.versi_layanan_id, status.value))
    days = None if row.jeda or stage is None else stage.baku_hari_kerja
    if status in DI_OPD:
        kalender = kalender_of(usulan.unit_kerja, kalender)
        days = usulan.versi_layanan.batas_opd_hari_kerja
    mulai = tanggal_lokal(kalender, row.mulai_pada)
    return TahapKini(
        baris=row,
        kegiatan=stage.kegiatan if stage else status.label,
        di_opd=status in DI_OPD,
        baku=days or None,
        terpakai=hari_kerja_dalam(kalender, mulai, today),
        tenggat=tenggat(kalender, [Interval(mulai)], days) if days else None,
    )


def tahap_shown(usulan: Usulan, *, today: date) -> TahapKini | None:
    """The stage for a page: nothing where no limit runs, or where its year is not loaded."""
    try:
        kini = tahap_kini(usulan, kalender_in_force(), today=today)
    except DataKurangError:
        return None
    return kini if kini is not None and kini.baku else None
