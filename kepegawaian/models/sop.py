"""SOP that heads of units have signed off: what was printed, by whom, until when."""

from django.db import models

from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel


class SopLayanan(UuidModel):
    """One signed SOP of a service in a unit. `isi` freezes what it says. Append-only.

    `revisi` counts from 0 in each unit. `tinjau_tanggal`: the last day before the next review.
    """

    layanan = models.ForeignKey("kepegawaian.Layanan", on_delete=models.PROTECT, related_name="sop")
    versi_layanan = models.ForeignKey(
        "kepegawaian.VersiLayanan", on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    revisi = models.PositiveSmallIntegerField()
    nomor = models.OneToOneField("inti.NomorTerbit", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    tinjau_tanggal = models.DateField()
    isi = models.JSONField("isi saat disahkan")
    disahkan_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    disahkan_pada = models.DateTimeField()

    class Meta:
        verbose_name = "SOP layanan"
        verbose_name_plural = "SOP layanan"
        ordering = ["-revisi"]
        triggers = [append_only()]
        constraints = [
            models.UniqueConstraint(
                fields=["layanan", "unit", "revisi"], name="soplayanan_revisi_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.layanan_id} revisi {self.revisi}"
