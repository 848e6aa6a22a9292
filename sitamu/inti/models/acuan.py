"""Dated reference: parameters of the rules, holidays, number registers, signers."""

from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models.dasar import UuidModel


class Parameter(UuidModel):
    """One version of one parameter: in force from `berlaku_mulai` until the next version.

    A row is added, never edited, so that an answer for a past date stays what it was.
    """

    kunci = models.CharField(max_length=60)
    berlaku_mulai = models.DateField()
    nilai = models.JSONField()
    dasar_hukum = models.CharField(max_length=300)
    keterangan = models.CharField(max_length=300, blank=True)
    dimasukkan_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "parameter"
        verbose_name_plural = "parameter"
        ordering = ["kunci", "-berlaku_mulai"]
        constraints = [
            models.UniqueConstraint(fields=["kunci", "berlaku_mulai"], name="parameter_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.kunci} mulai {self.berlaku_mulai}"


class HariLibur(UuidModel):
    tanggal = models.DateField()
    nama = models.CharField(max_length=120)
    jenis = models.CharField(
        max_length=20,
        choices=[
            ("libur_nasional", "Libur nasional"),
            ("cuti_bersama", "Cuti bersama"),
            ("libur_daerah", "Libur daerah"),
        ],
    )
    sumber = models.CharField("dasar (SKB atau keputusan)", max_length=200)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["tanggal"]
        constraints = [models.UniqueConstraint(fields=["tanggal", "nama"], name="harilibur_sekali")]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.nama}"


class JamKantor(UuidModel):
    """When offices close, from `mulai` to `sampai` (inclusive; empty: until other hours come).

    Usual hours, Ramadan and a half day are rows alike; the shortest one that holds a day wins.
    """

    nama = models.CharField(max_length=120)
    hari_kerja_per_minggu = models.PositiveSmallIntegerField(
        choices=[(5, "5 hari"), (6, "6 hari")], default=5
    )
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    tutup = models.TimeField("tutup pukul")
    tutup_jumat = models.TimeField("tutup pukul, Jumat", null=True, blank=True)
    tutup_sabtu = models.TimeField("tutup pukul, Sabtu", null=True, blank=True)
    sumber = models.CharField("dasar", max_length=200)

    class Meta:
        verbose_name = "jam kantor"
        verbose_name_plural = "jam kantor"
        ordering = ["-mulai"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai__isnull=True) | models.Q(sampai__gte=models.F("mulai")),
                name="jamkantor_sampai_setelah_mulai",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama} mulai {self.mulai}"


class RegisterNomor(UuidModel):
    """The last number given in one register and year; the row is the lock."""

    kode = models.CharField(max_length=40)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "register nomor"
        verbose_name_plural = "register nomor"
        constraints = [
            models.UniqueConstraint(fields=["kode", "tahun"], name="registernomor_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.tahun}"


class NomorTerbit(UuidModel):
    """One number given to one thing, once. Never reused; a spoilt one keeps its row and reason."""

    register = models.ForeignKey(RegisterNomor, on_delete=models.PROTECT, related_name="nomor")
    urut = models.PositiveIntegerField()
    teks = models.CharField(max_length=80)
    rujukan_jenis = models.CharField(max_length=40)
    rujukan_id = models.UUIDField()
    tanggal = models.DateField()
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "nomor terbit"
        verbose_name_plural = "nomor terbit"
        constraints = [
            models.UniqueConstraint(fields=["register", "urut"], name="nomorterbit_urut_sekali"),
            models.UniqueConstraint(
                fields=["rujukan_jenis", "rujukan_id"], name="nomorterbit_rujukan_sekali"
            ),
        ]

    def __str__(self) -> str:
        return self.teks


class PejabatPenandatangan(UuidModel):
    """An office that signs, and who held it from when to when (inclusive)."""

    kode = models.CharField(max_length=40, help_text="Kode kedudukan, misalnya BUPATI.")
    jabatan = models.CharField("jabatan pada surat", max_length=200)
    atas_nama = models.CharField("a.n. (baris di atas jabatan)", max_length=200, blank=True)
    nama = models.CharField(max_length=150)
    pangkat = models.CharField(max_length=80, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    pengguna = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    dasar = models.CharField(max_length=200)
    penugasan = models.ForeignKey(
        "inti.Penugasan",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="pejabat",
    )

    class Meta:
        verbose_name = "pejabat penandatangan"
        verbose_name_plural = "pejabat penandatangan"

    def __str__(self) -> str:
        return f"{self.jabatan}: {self.nama}"

    @property
    def jabatan_surat(self) -> str:
        """The office as letters print it: `Plt. Kepala Dinas Kesehatan`."""
        acting = self.penugasan
        return f"{acting.get_jenis_display()} {self.jabatan}" if acting else self.jabatan
