"""The lists as stored forecasts: what the rules say of each person, kept for reading.

Nothing here is a fact. Every row can be computed again from the record and the law, and is.
"""

from django.db import models
from django.db.models.functions import Now

from kepegawaian.rules.nominatif import JenisNominatif, Keadaan
from sitamu.inti.models.dasar import UuidModel


class Nominatif(UuidModel):
    """The next event of one kind for one person.

    `tmt`: see `Perkiraan`; null when nobody can say. `rincian`: figures by name, dates as ISO
    text. `kurang`: the conditions that do not hold, or not yet, each `{kode, teks, upaya, sejak}`.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.CASCADE, related_name="nominatif", db_index=False
    )
    jenis = models.CharField(max_length=10, choices=[(j.value, j.label) for j in JenisNominatif])
    keadaan = models.CharField(max_length=15, choices=[(k.value, k.label) for k in Keadaan])
    tmt = models.DateField("TMT", null=True)
    rincian = models.JSONField(default=dict)
    kurang = models.JSONField(default=list)
    berubah_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "baris nominatif"
        verbose_name_plural = "baris nominatif"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "jenis"], name="nominatif_sekali")
        ]
        indexes = [models.Index(fields=["jenis", "tmt"], name="nominatif_jenis_tmt")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tmt or '-'}"


class HitungNominatif(UuidModel):
    """A wish to compute again: one person, or everybody when `pegawai` is null."""

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    diminta_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "nominatif yang perlu dihitung lagi"
        verbose_name_plural = "nominatif yang perlu dihitung lagi"

    def __str__(self) -> str:
        return str(self.pegawai_id or "semua")
