"""Who acts for whom, from when to when: delegation, Plt, Plh, Pj."""

from datetime import timedelta

import pgtrigger
from django.db import models

from sitamu.inti.models.dasar import UuidModel
from sitamu.inti.rules.hak import Peran


class JenisPenugasan(models.TextChoices):
    """Plt: the post is vacant. Plh: its holder is away. Pj: appointed to hold it for a time."""

    DELEGASI = "DELEGASI", "Delegasi"
    PLT = "PLT", "Plt."
    PLH = "PLH", "Plh."
    PJ = "PJ", "Pj."


class Penugasan(UuidModel):
    """One person acts for another, or in a vacant office, `mulai` to `sampai`, both inclusive.

    Its rights are rows of `PemberianHak`, its signature a row of `PejabatPenandatangan`, made with
    it and ended with it. `menggantikan`: whose subordinates it leads. `persetujuan`: written
    approval for strategic decisions of a Pj. Ended, never edited or deleted.
    """

    jenis = models.CharField(max_length=10, choices=JenisPenugasan.choices)
    penerima = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, related_name="penugasan"
    )
    pemberi = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    menggantikan = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    peran = models.CharField(max_length=32, blank=True, choices=[(p.value, p.label) for p in Peran])
    jabatan = models.CharField("jabatan yang dijalankan", max_length=200, blank=True)
    mulai = models.DateField()
    sampai = models.DateField()
    nomor_surat = models.CharField(max_length=80)
    tanggal_surat = models.DateField()
    persetujuan = models.CharField(
        "persetujuan untuk keputusan strategis", max_length=120, blank=True
    )
    dicatat_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField()
    diakhiri_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diakhiri_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["-mulai", "-dicatat_pada"]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai__gte=models.F("mulai") - timedelta(days=1)),
                name="penugasan_sampai_setelah_mulai",
            )
        ]
        indexes = [models.Index(fields=["menggantikan", "mulai"], name="penugasan_menggantikan")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.jabatan or self.peran}"
