"""What the dated tables of presensi share."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models.dasar import UuidModel
from sitamu.inti.models.pegawai import masa_berlaku

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def dicatat(model: ModelClass) -> ModelClass:
    """Keep what a row said before each change, by trigger."""
    tracked: Callable[[ModelClass], ModelClass] = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent()
    )
    return tracked(model)


class BertanggalModel(UuidModel):
    """In force from `mulai` to `sampai`, both inclusive; a change ends one row and begins another.

    A row whose `sampai` lies before its `mulai` was ended before it began and holds on no day.
    """

    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    dasar = models.CharField("dasar (surat atau keputusan)", max_length=200)
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.mulai} - {self.sampai or 'seterusnya'}"


class PemakaiModel(BertanggalModel):
    """Something given to one unit and all below it, or to one person."""

    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(BertanggalModel.Meta):
        abstract = True


def satu_pemakai(nama: str) -> models.CheckConstraint:
    """Exactly one of unit and person."""
    return models.CheckConstraint(
        condition=models.Q(unit__isnull=True) ^ models.Q(pegawai__isnull=True), name=nama
    )


def tidak_bersamaan(nama: str, *fields: str, **more: Any) -> ExclusionConstraint:
    """No two rows with the same `fields` hold on one day."""
    return ExclusionConstraint(
        name=nama,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (masa_berlaku(), RangeOperators.OVERLAPS),
        ],
        condition=models.Q(sampai__isnull=True) | models.Q(sampai__gte=models.F("mulai")),
        **more,
    )
