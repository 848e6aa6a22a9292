"""Notifications: one row per event, person and channel; the row is the queue and the proof."""

from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models.dasar import UuidModel


class Saluran(models.TextChoices):
    APLIKASI = "APLIKASI", "Aplikasi"
    EMAIL = "EMAIL", "Email"


class StatusKirim(models.TextChoices):
    DIBUAT = "DIBUAT", "Menunggu dikirim"
    DIKIRIM = "DIKIRIM", "Dikirim"
    GAGAL = "GAGAL", "Gagal"


class Pemberitahuan(UuidModel):
    peristiwa_id = models.UUIDField()
    penerima = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, related_name="pemberitahuan"
    )
    saluran = models.CharField(max_length=10, choices=Saluran.choices)
    judul = models.CharField(max_length=150)
    isi = models.TextField()
    tautan = models.CharField(max_length=300, blank=True)
    alamat = models.CharField("alamat tujuan saat dibuat", max_length=254, blank=True)
    status = models.CharField(
        max_length=10, choices=StatusKirim.choices, default=StatusKirim.DIBUAT
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)
    coba_pada = models.DateTimeField(db_default=Now())
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    dikirim_pada = models.DateTimeField(null=True, blank=True)
    dibaca_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    galat = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-dibuat_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["peristiwa_id", "penerima", "saluran"], name="pemberitahuan_sekali"
            )
        ]
        indexes = [
            models.Index(
                fields=["coba_pada"],
                condition=models.Q(status="DIBUAT", saluran="EMAIL"),
                name="pemberitahuan_menunggu",
            ),
            models.Index(fields=["penerima", "-dibuat_pada"], name="pemberitahuan_penerima"),
            models.Index(
                fields=["penerima"],
                condition=models.Q(dibaca_pada__isnull=True, saluran="APLIKASI"),
                name="pemberitahuan_belum_dibaca",
            ),
        ]

    def __str__(self) -> str:
        return self.judul
