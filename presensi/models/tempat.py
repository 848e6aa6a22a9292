"""Where people tap: places, their shape by date, and who may use them by date."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from presensi.models.dasar import (
    BertanggalModel,
    PemakaiModel,
    dicatat,
    satu_pemakai,
    tidak_bersamaan,
)
from presensi.rules.tempat import BuktiWeb, JenisTempat
from sitamu.inti.models.dasar import UuidModel


class Tempat(UuidModel):
    """One place, kept by `unit`. Where it lies and how far it reaches are rows of BentukTempat."""

    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=10, choices=[(j.value, j.label) for j in JenisTempat])
    dari_muatan = models.BooleanField(
        default=False, help_text="Titiknya mengikuti daftar unit kerja yang dimuat."
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "tempat presensi"
        verbose_name_plural = "tempat presensi"
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(dari_muatan=True), name="tempat_satu_muatan"
            )
        ]

    def __str__(self) -> str:
        return self.nama


@dicatat
class BentukTempat(BertanggalModel):
    """A circle around (lintang, bujur), or a polygon with a strip of `radius_m` around it.

    `poligon`: lintang and bujur by turns, corner after corner; empty for a circle. `bukti_web`:
    what a tap from a browser must bring here, besides its position; `jaringan`: networks (CIDR)
    that prove presence.
    """

    tempat = models.ForeignKey(Tempat, on_delete=models.PROTECT, related_name="bentuk")
    lintang = models.FloatField()
    bujur = models.FloatField()
    radius_m = models.PositiveIntegerField()
    poligon = ArrayField(models.FloatField(), default=list, blank=True)
    bukti_web = models.CharField(
        max_length=10,
        choices=[(b.value, b.label) for b in BuktiWeb],
        default=BuktiWeb.ATASAN.value,
    )
    jaringan = ArrayField(models.CharField(max_length=43), default=list, blank=True)

    class Meta:
        verbose_name = "bentuk tempat"
        verbose_name_plural = "bentuk tempat"
        constraints = [tidak_bersamaan("bentuktempat_satu_sehari", "tempat")]


@dicatat
class PemakaianTempat(PemakaiModel):
    """Who may tap at a place. A person's own rows win over all of the unit's.

    Of units, the nearest one upward that has a row on that day answers.
    """

    tempat = models.ForeignKey(Tempat, on_delete=models.PROTECT, related_name="pemakaian")

    class Meta:
        verbose_name = "pemakaian tempat"
        verbose_name_plural = "pemakaian tempat"
        constraints = [
            satu_pemakai("pemakaiantempat_satu_pemakai"),
            tidak_bersamaan("pemakaiantempat_unit_sekali", "tempat", "unit"),
            tidak_bersamaan("pemakaiantempat_pegawai_sekali", "tempat", "pegawai"),
        ]
