"""Drafts of parameter versions, their history, and what trying them showed."""

from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel


class StatusDraf(models.TextChoices):
    DRAF = "DRAF", "Draf"
    AKTIF = "AKTIF", "Sudah diaktifkan"
    DIBUANG = "DIBUANG", "Dibuang"


class DrafParameter(UuidModel):
    """A version not in force yet. One open draft for each parameter.

    `versi` rises with every edit: a form and a trial name the one they saw. `dari`: the version
    it started from. `parameter`: the row it became.
    """

    kunci = models.CharField(max_length=60)
    berlaku_mulai = models.DateField()
    nilai = models.JSONField()
    dasar_hukum = models.CharField(max_length=300)
    keterangan = models.CharField(max_length=300, blank=True)
    versi = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, choices=StatusDraf.choices, default=StatusDraf.DRAF)
    dari = models.ForeignKey(
        "inti.Parameter", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    parameter = models.OneToOneField(
        "inti.Parameter", on_delete=models.PROTECT, null=True, blank=True, related_name="draf"
    )
    dibuat_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField()
    diubah_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    diubah_pada = models.DateTimeField()

    class Meta:
        verbose_name = "draf parameter"
        verbose_name_plural = "draf parameter"
        constraints = [
            models.UniqueConstraint(
                fields=["kunci"], condition=models.Q(status="DRAF"), name="drafparameter_satu"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kunci} mulai {self.berlaku_mulai}"


class AksiDraf(models.TextChoices):
    DIBUAT = "DIBUAT", "Draf dibuat"
    DIUBAH = "DIUBAH", "Draf diubah"
    DICOBA_CONTOH = "DICOBA_CONTOH", "Dicoba pada contoh hitung"
    DICOBA_PEGAWAI = "DICOBA_PEGAWAI", "Dicoba pada seluruh pegawai"
    DIAKTIFKAN = "DIAKTIFKAN", "Diaktifkan"
    DIBUANG = "DIBUANG", "Draf dibuang"


class RiwayatDraf(UuidModel):
    """One act on a draft. Append-only. `rincian` keeps the value an edit replaced."""

    draf = models.ForeignKey(DrafParameter, on_delete=models.PROTECT, related_name="riwayat")
    aksi = models.CharField(max_length=20, choices=AksiDraf.choices)
    versi = models.PositiveIntegerField()
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    rincian = models.JSONField(default=dict)

    class Meta:
        verbose_name = "riwayat draf"
        verbose_name_plural = "riwayat draf"
        ordering = ["pada", "id"]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.aksi} {self.pada}"


class JenisUji(models.TextChoices):
    CONTOH = "CONTOH", "Contoh hitung"
    PEGAWAI = "PEGAWAI", "Seluruh pegawai"


class UjiDraf(UuidModel):
    """One trial of one edit (`versi`) of a draft.

    `pada`: the day whose law is asked, with and without the draft. `jumlah_aturan`: how many
    versions of all parameters there were; one more since makes the trial stale.
    """

    draf = models.ForeignKey(DrafParameter, on_delete=models.PROTECT, related_name="uji")
    jenis = models.CharField(max_length=10, choices=JenisUji.choices)
    versi = models.PositiveIntegerField()
    pada = models.DateField()
    jumlah_aturan = models.PositiveIntegerField()
    pekerjaan = models.OneToOneField(
        "inti.Pekerjaan", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hasil = models.JSONField(default=dict)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "uji draf"
        verbose_name_plural = "uji draf"
        ordering = ["-dibuat_pada", "id"]

    def __str__(self) -> str:
        return f"{self.jenis} versi {self.versi}"


class DaftarBeda(models.TextChoices):
    """What of a person changes."""

    PENSIUN = "PENSIUN", "Pensiun"
    POKOK = "POKOK", "Pensiun pokok (perkiraan)"
    PANGKAT = "PANGKAT", "Kenaikan pangkat"
    KGB = "KGB", "Kenaikan gaji berkala"
    KONTRAK = "KONTRAK", "Akhir perjanjian kerja"
    SK = "SK", "SK yang sudah terbit"


class BedaUji(UuidModel):
    """One person for whom the draft answers differently in one list. Names are copied in."""

    uji = models.ForeignKey(UjiDraf, on_delete=models.CASCADE, related_name="beda")
    daftar = models.CharField(max_length=10, choices=DaftarBeda.choices)
    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    nip = models.CharField(max_length=30)
    nama = models.CharField(max_length=150)
    lama = models.TextField()
    baru = models.TextField()
    alasan = models.TextField()

    class Meta:
        verbose_name = "beda hasil uji"
        verbose_name_plural = "beda hasil uji"
        indexes = [models.Index(fields=["uji", "daftar", "nama"], name="bedauji_daftar")]

    def __str__(self) -> str:
        return f"{self.daftar} {self.nip}"
