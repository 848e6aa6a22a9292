"""Taps as they came: append-only, partitioned by month, nothing refers to them by foreign key.

The tables are made by raw DDL. The portal's own role reads and adds rows and can do nothing else;
partitions are made and expired by functions of the owner.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from presensi.rules.putusan import Arah, Putusan, Sumber
from sitamu.inti.models.dasar import UuidModel


class Ketukan(UuidModel):
    """One tap and the verdict it got on arrival.

    `id`: chosen by the client. `pada`: the time that counts, from which the month of the partition
    follows. `diterima_pada` and `perangkat_pada`: what server and phone said. `sel`: where, to
    about a kilometre (hundredths of a degree); the exact position is in PosisiKetukan and expires.
    `aturan_mulai`: which version of the figures judged it. `muatan_id`: the load (a Pekerjaan)
    that brought it; taps of a load that was undone count for nothing (MuatanBatal).
    """

    pada = models.DateTimeField()
    pegawai_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    arah = models.CharField(max_length=10, choices=[(a.value, a.label) for a in Arah])
    sumber = models.CharField(max_length=10, choices=[(s.value, s.label) for s in Sumber])
    perangkat_id = models.UUIDField(null=True)
    diterima_pada = models.DateTimeField(db_default=Now())
    perangkat_pada = models.DateTimeField(null=True)
    offset_detik = models.FloatField(default=0)
    berlalu_detik = models.FloatField(null=True)
    luring = models.BooleanField(default=False)
    tempat_id = models.UUIDField(null=True)
    jarak_m = models.FloatField(null=True)
    akurasi_m = models.FloatField(null=True)
    sel = models.CharField(max_length=20, blank=True)
    putusan = models.CharField(max_length=10, choices=[(p.value, p.label) for p in Putusan])
    tanda = ArrayField(models.CharField(max_length=20), default=list)
    aturan_mulai = models.DateField()
    muatan_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = "ketukan"
        verbose_name_plural = "ketukan"

    def __str__(self) -> str:
        return f"{self.arah} {self.pada} {self.putusan}"


class KunciKetukan(UuidModel):
    """The id of every tap taken, and its nonce: what makes sending twice harmless.

    Not partitioned, because a unique key over all months is the point; rows leave long after the
    last day on which a late tap is taken. `sidik`: hash of what was sent.
    """

    pegawai_id = models.UUIDField()
    pada = models.DateTimeField()
    sidik = models.BinaryField()
    nonce = models.CharField(max_length=64, null=True)
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "kunci ketukan"
        verbose_name_plural = "kunci ketukan"

    def __str__(self) -> str:
        return str(self.pk)


class PosisiKetukan(UuidModel):
    """Where exactly, kept as long as an audit needs it, then gone with its month.

    `id`: that of the tap. `mentah`: what the client sent beyond our columns (application, boot).
    """

    pada = models.DateTimeField()
    pegawai_id = models.UUIDField()
    lintang = models.FloatField(null=True)
    bujur = models.FloatField(null=True)
    akurasi_m = models.FloatField(null=True)
    ip = models.GenericIPAddressField(null=True)
    mentah = models.JSONField(default=dict)

    class Meta:
        verbose_name = "posisi ketukan"
        verbose_name_plural = "posisi ketukan"

    def __str__(self) -> str:
        return str(self.pk)


class MuatanBatal(UuidModel):
    """A load of taps that was undone: its rows stay where they are and count for nothing."""

    muatan = models.OneToOneField("inti.Pekerjaan", on_delete=models.PROTECT, related_name="+")
    alasan = models.CharField(max_length=300)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "muatan ketukan yang dibatalkan"
        verbose_name_plural = "muatan ketukan yang dibatalkan"

    def __str__(self) -> str:
        return str(self.muatan_id)
