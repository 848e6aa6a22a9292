"""The desk of those who check: saved views of the queue, notes among colleagues, reasons."""

from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel


class TampilanAntrean(UuidModel):
    """A filter of the queue under a name. `dibagikan`: colleagues at the desk see it too.

    `kueri`: the filter as an address carries it, without what was searched for.
    """

    pengguna = models.ForeignKey("inti.Pengguna", on_delete=models.CASCADE, related_name="+")
    nama = models.CharField(max_length=40)
    kueri = models.CharField(max_length=300)
    dibagikan = models.BooleanField(default=False)

    class Meta:
        verbose_name = "tampilan antrean"
        verbose_name_plural = "tampilan antrean"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(fields=["pengguna", "nama"], name="tampilanantrean_sekali")
        ]

    def __str__(self) -> str:
        return self.nama


class CatatanInternal(UuidModel):
    """What officers of BKPSDM write to each other about a case; rows are only added.

    The person it is about and their OPD never see it.
    """

    usulan = models.ForeignKey(
        "kepegawaian.Usulan", on_delete=models.PROTECT, related_name="catatan_internal"
    )
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    isi = models.CharField(max_length=1000)

    class Meta:
        verbose_name = "catatan internal"
        verbose_name_plural = "catatan internal"
        ordering = ["pada"]
        triggers = [append_only()]

    def __str__(self) -> str:
        return self.isi[:50]


class TemplatAlasan(UuidModel):
    """A sentence for whoever sends something back, of one service or (without `layanan`) of all.

    Offered from `berlaku_mulai` through `berlaku_sampai`. Other words are a new row, so that one
    can tell what was offered when.
    """

    layanan = models.ForeignKey(
        "kepegawaian.Layanan", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    teks = models.CharField(max_length=300)
    berlaku_mulai = models.DateField()
    berlaku_sampai = models.DateField(null=True, blank=True)
    dibuat_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "templat alasan"
        verbose_name_plural = "templat alasan"
        ordering = ["layanan__urutan", "teks"]

    def __str__(self) -> str:
        return self.teks
