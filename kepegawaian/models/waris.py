"""A death on record, and the links by which heirs propose."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel


class Kematian(UuidModel):
    """One death, with its deed. `usulan`: the pension of the heirs that it opened, if any."""

    pegawai = models.OneToOneField(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="kematian"
    )
    tanggal = models.DateField("tanggal meninggal")
    akta = models.ForeignKey("arsip.VersiDokumen", on_delete=models.PROTECT, related_name="+")
    usulan = models.ForeignKey(
        "kepegawaian.Usulan", on_delete=models.PROTECT, null=True, related_name="+"
    )
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "kematian"
        verbose_name_plural = "kematian"
        triggers = [append_only()]

    def __str__(self) -> str:
        return str(self.tanggal)


class TautanAhliWaris(UuidModel):
    """A link for one heir to one case: dated, used once, dead after wrong guesses.

    Only a keyed hash of it is kept. `percobaan` counts wrong answers to its question.
    """

    usulan = models.ForeignKey(
        "kepegawaian.Usulan", on_delete=models.PROTECT, related_name="tautan_ahli_waris"
    )
    nama = models.CharField("nama ahli waris", max_length=150)
    hubungan = models.CharField(max_length=40)
    kunci_hash = models.CharField(max_length=64, unique=True)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField()
    berlaku_sampai_pada = models.DateTimeField()
    percobaan = models.PositiveSmallIntegerField(default=0)
    dipakai_pada = models.DateTimeField(null=True, blank=True)
    surat_kuasa = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "tautan ahli waris"
        verbose_name_plural = "tautan ahli waris"
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.nama} {self.dibuat_pada}"
