"""Phones people tap with, and how they changed."""

from django.db import models
from django.db.models.functions import Now

from presensi.rules.perangkat import DIPAKAI, StatusPerangkat, TindakPerangkat
from sitamu.inti.models.dasar import UuidModel


class Perangkat(UuidModel):
    """One phone of one person. `nomor`: an id the application made, never an IMEI.

    One is AKTIF at a time. `aktif_sendiri_pada`: when it takes over if nobody decides before.
    """

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="perangkat")
    nomor = models.UUIDField("nomor perangkat")
    nama = models.CharField(max_length=80, blank=True)
    sistem = models.CharField(max_length=40, blank=True)
    versi_aplikasi = models.CharField(max_length=20, blank=True)
    kunci_publik = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in StatusPerangkat])
    diminta_pada = models.DateTimeField()
    aktif_sendiri_pada = models.DateTimeField(null=True)
    aktif_pada = models.DateTimeField(null=True)
    berakhir_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "perangkat"
        verbose_name_plural = "perangkat"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"],
                condition=models.Q(status=StatusPerangkat.AKTIF.value),
                name="perangkat_satu_aktif",
            ),
            models.UniqueConstraint(
                fields=["pegawai", "nomor"],
                condition=models.Q(status__in=[s.value for s in DIPAKAI]),
                name="perangkat_sekali",
            ),
        ]
        indexes = [
            models.Index(
                fields=["nomor"],
                condition=models.Q(status__in=[s.value for s in DIPAKAI]),
                name="perangkat_nomor",
            ),
            models.Index(
                fields=["aktif_sendiri_pada"],
                condition=models.Q(status=StatusPerangkat.MENUNGGU.value),
                name="perangkat_menunggu",
            ),
        ]

    def __str__(self) -> str:
        return self.nama or str(self.nomor)


class RiwayatPerangkat(UuidModel):
    """One move of one phone; `oleh` is null when the clock did it."""

    perangkat = models.ForeignKey(Perangkat, on_delete=models.PROTECT, related_name="riwayat")
    tindak = models.CharField(
        max_length=12,
        choices=[("DAFTAR", "Didaftarkan"), *((t.value, t.label) for t in TindakPerangkat)],
    )
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in StatusPerangkat])
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan = models.CharField(max_length=300, blank=True)
    pada = models.DateTimeField()
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "riwayat perangkat"
        verbose_name_plural = "riwayat perangkat"
        ordering = ["pada"]

    def __str__(self) -> str:
        return f"{self.tindak} {self.pada}"
