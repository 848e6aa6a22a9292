"""What people decided about taps, and the photo a place may ask for."""

from django.db import models
from django.db.models.functions import Now

from presensi.rules.putusan import Putusan
from sitamu.inti.models.dasar import UuidModel

PUTUSAN = [(p.value, p.label) for p in (Putusan.TERIMA, Putusan.TINJAU, Putusan.TOLAK)]


class KeputusanKetukan(UuidModel):
    """One decision about one tap; append-only, the highest `urut` holds.

    `sebelum`, `sesudah`: what the tap was worth before and after; `hari_sebelum`: what the day was
    then, in words. The tap itself stays as it came.
    """

    ketukan_id = models.UUIDField()
    urut = models.PositiveSmallIntegerField()
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    sebelum = models.CharField(max_length=10, choices=PUTUSAN)
    sesudah = models.CharField(max_length=10, choices=PUTUSAN)
    hari_sebelum = models.CharField(max_length=60, blank=True)
    alasan = models.CharField(max_length=300)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    diputus_pada = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "keputusan ketukan"
        verbose_name_plural = "keputusan ketukan"
        constraints = [
            models.UniqueConstraint(
                fields=["ketukan_id", "urut"], name="keputusanketukan_berurutan"
            )
        ]
        indexes = [models.Index(fields=["pegawai", "pada"], name="keputusanketukan_pegawai")]

    def __str__(self) -> str:
        return f"{self.sebelum} - {self.sesudah}"


class FotoKetukan(UuidModel):
    """The photo that came with a web tap (`id`: that of the tap), as JPEG of about 40 KB.

    Kept as a row, because it is small and leaves after two months (`simpanan`), when the month
    it proves is closed. Nothing is computed from the face.
    """

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.CASCADE, related_name="+")
    isi = models.BinaryField()
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "foto ketukan"
        verbose_name_plural = "foto ketukan"
        indexes = [models.Index(fields=["dibuat_pada"], name="fotoketukan_dibuat")]

    def __str__(self) -> str:
        return str(self.pk)
