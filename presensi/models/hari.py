"""Days as computed from facts and dated rules; nothing here is a fact.

Every row can be computed again, and is, until its month is closed.
"""

from django.db import models
from django.db.models.functions import Now

from presensi.rules.hari import StatusHari
from sitamu.inti.models.dasar import UuidModel


class HariPegawai(UuidModel):
    """One day of one person, once no tap can reach it any more. See HasilHari and Rencana.

    `tidak_apel`: sessions of an apel or upacara the person was obliged to and missed. `kurang`:
    what has to be completed before a DATA_KURANG day can be judged.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    tanggal = models.DateField()
    status = models.CharField(max_length=20, choices=[(s.value, s.label) for s in StatusHari])
    pola = models.CharField(max_length=20, blank=True)
    sif = models.CharField(max_length=12, blank=True)
    mulai = models.DateTimeField(null=True)
    selesai = models.DateTimeField(null=True)
    masuk = models.DateTimeField(null=True)
    pulang = models.DateTimeField(null=True)
    harus_pulang = models.DateTimeField(null=True)
    terlambat_menit = models.PositiveSmallIntegerField(default=0)
    pulang_cepat_menit = models.PositiveSmallIntegerField(default=0)
    tanpa_masuk = models.BooleanField(default=False)
    tanpa_pulang = models.BooleanField(default=False)
    bebas = models.CharField(max_length=20, blank=True)
    tidak_apel = models.CharField(max_length=20, blank=True)
    ramadan = models.BooleanField(default=False)
    kurang = models.CharField(max_length=200, blank=True)
    berubah_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "hari pegawai"
        verbose_name_plural = "hari pegawai"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="haripegawai_sekali")
        ]
        indexes = [models.Index(fields=["tanggal", "status"], name="haripegawai_tanggal_status")]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.status}"


class HitungHari(UuidModel):
    """A wish to compute days again: of one person, of a unit and all below it, or of everybody.

    Row by row the days from `dari` to `sampai`, both inclusive; never those of a closed month.
    `sebab`, `oleh`: why, and by whose act; they stand in RiwayatHari of every day that changes.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    dari = models.DateField()
    sampai = models.DateField()
    sebab = models.CharField(max_length=200, db_default="", default="", blank=True)
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    diminta_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "hari yang perlu dihitung lagi"
        verbose_name_plural = "hari yang perlu dihitung lagi"

    def __str__(self) -> str:
        return f"{self.pegawai_id or self.unit_id or 'semua'} {self.dari} - {self.sampai}"


class RiwayatHari(UuidModel):
    """A judged day that became another: what it was, what it is, why, by whose act.

    Added by the computation for whatever changes a stored day: a statement, a letter, a waiver, a
    late tap, a roster. `sebelum`, `sesudah`: the columns of HariPegawai that say something.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tanggal = models.DateField()
    sebelum = models.JSONField()
    sesudah = models.JSONField()
    sebab = models.CharField(max_length=200, blank=True)
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "riwayat hari"
        verbose_name_plural = "riwayat hari"
        indexes = [models.Index(fields=["pegawai", "tanggal"], name="riwayathari_pegawai")]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.sebab}"


class PeringatanAlpa(UuidModel):
    """What a superior was told about days without explanation (PP 94/2021): a notice, no step.

    `hari`: days of the calendar year, `beruntun`: working days in a row, as counted at `pada`.
    """

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    hari = models.PositiveSmallIntegerField()
    beruntun = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=40, blank=True)
    kepada = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "peringatan alpa"
        verbose_name_plural = "peringatan alpa"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tahun", "hari", "beruntun"], name="peringatanalpa_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tahun}: {self.hari} hari"
