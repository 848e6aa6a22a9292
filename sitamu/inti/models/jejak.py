"""Trails and effects: access log, outbox, long jobs."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models.dasar import UuidModel


class JejakAkses(UuidModel):
    """Who read, downloaded, exported or tried what. Append-only, partitioned by month of `pada`.

    The table is made by raw DDL (partitions); nothing refers to it by foreign key, and names are
    copied in so that a row says what happened even when the object is gone.
    """

    pada = models.DateTimeField(db_default=Now())
    pengguna_id = models.UUIDField(null=True)
    nama_masuk = models.CharField(max_length=40, blank=True)
    aksi = models.CharField(max_length=40)
    objek_jenis = models.CharField(max_length=40, blank=True)
    objek_id = models.UUIDField(null=True)
    objek_label = models.CharField(max_length=200, blank=True)
    pegawai_id = models.UUIDField(null=True)
    ip = models.GenericIPAddressField(null=True)
    permintaan_id = models.CharField(max_length=64, blank=True)
    rincian = models.JSONField(default=dict)

    class Meta:
        verbose_name = "jejak akses"
        verbose_name_plural = "jejak akses"

    def __str__(self) -> str:
        return f"{self.aksi} {self.objek_label}"


class Outbox(UuidModel):
    """One event for one subscriber, written in the transaction that made it happen.

    `peristiwa_id` is the same in every row of one event. A row leaves the queue when `selesai_pada`
    is set, in the same transaction as the effect of its subscriber.
    """

    peristiwa_id = models.UUIDField()
    nama = models.CharField(max_length=60)
    isi = models.JSONField()
    pelanggan = models.CharField(max_length=120)
    dibuat_pada = models.DateTimeField(db_default=Now())
    coba_pada = models.DateTimeField(db_default=Now())
    selesai_pada = models.DateTimeField(null=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    galat = models.TextField(blank=True)

    class Meta:
        verbose_name = "outbox"
        verbose_name_plural = "outbox"
        constraints = [
            models.UniqueConstraint(fields=["peristiwa_id", "pelanggan"], name="outbox_sekali")
        ]
        indexes = [
            models.Index(
                fields=["coba_pada"],
                condition=models.Q(selesai_pada__isnull=True),
                name="outbox_menunggu",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama} > {self.pelanggan}"


class StatusPekerjaan(models.TextChoices):
    ANTRE = "ANTRE", "Menunggu giliran"
    BERJALAN = "BERJALAN", "Sedang dikerjakan"
    SELESAI = "SELESAI", "Selesai"
    GAGAL = "GAGAL", "Gagal"


class Pekerjaan(UuidModel):
    """A long job: its own row is the truth, a worker claims it with SKIP LOCKED."""

    jenis = models.CharField(max_length=40)
    status = models.CharField(
        max_length=10, choices=StatusPekerjaan.choices, default=StatusPekerjaan.ANTRE
    )
    masukan = models.JSONField(default=dict)
    hasil = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    selesai = models.PositiveIntegerField(default=0)
    gagal = models.PositiveIntegerField(default=0)
    pesan = models.CharField(max_length=300, blank=True)
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"

    def __str__(self) -> str:
        return f"{self.jenis} {self.status}"


def append_only() -> pgtrigger.Protect:
    """The trigger of every trail: no row is changed or deleted (TRUNCATE is revoked)."""
    return pgtrigger.Protect(name="hanya_tambah", operation=pgtrigger.Update | pgtrigger.Delete)
