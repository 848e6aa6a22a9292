"""Anomalies of the record: computed rows, and what people decided about them."""

from django.db import models
from django.db.models.functions import Now

from kepegawaian.rules.anomali import JenisAnomali
from sitamu.inti.models.dasar import UuidModel

PILIHAN = [(jenis.value, jenis.label) for jenis in JenisAnomali]


class PemeriksaanAnomali(UuidModel):
    """One decision of an officer; rows are only added."""

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    jenis = models.CharField(max_length=30, choices=PILIHAN)
    kunci = models.CharField(max_length=200)
    sidik = models.CharField(max_length=64)
    kalimat = models.TextField()
    memang_demikian = models.BooleanField()
    alasan = models.CharField(max_length=500)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "pemeriksaan anomali"
        verbose_name_plural = "pemeriksaan anomali"
        indexes = [models.Index(fields=["pegawai", "jenis", "kunci", "pada"])]

    def __str__(self) -> str:
        return f"{self.jenis} {self.pada:%Y-%m-%d}"


class Anomali(UuidModel):
    """One contradiction as last computed; it goes with the facts that made it.

    `pemeriksaan`: the decision that takes it off the list, made on the very same facts.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    jenis = models.CharField(max_length=30, choices=PILIHAN)
    kunci = models.CharField(max_length=200)
    sidik = models.CharField(max_length=64)
    kalimat = models.TextField()
    langkah = models.TextField()
    dasar = models.CharField(max_length=300)
    ditemukan_pada = models.DateTimeField(db_default=Now(), editable=False)
    pemeriksaan = models.ForeignKey(
        PemeriksaanAnomali, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "anomali"
        verbose_name_plural = "anomali"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "jenis", "kunci"], name="anomali_sekali")
        ]
        indexes = [models.Index(fields=["jenis", "sidik"])]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kunci}"

    @property
    def terbuka(self) -> bool:
        """Whether nobody has said that it is as it should be."""
        return self.pemeriksaan_id is None
