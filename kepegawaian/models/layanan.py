"""The catalogue of services: dated rows with their legal basis. A new service is new rows."""

from django.db import models

from sitamu.inti.models.dasar import UuidModel


class Layanan(models.Model):
    kode = models.CharField(primary_key=True, max_length=40)
    nama = models.CharField(max_length=150)
    loket = models.CharField(max_length=1)
    keterangan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"

    def __str__(self) -> str:
        return self.nama


class VersiLayanan(UuidModel):
    """One dated version of a service: promise, OPD tier, and the papers asked for."""

    layanan = models.ForeignKey(Layanan, on_delete=models.PROTECT, related_name="versi")
    berlaku_mulai = models.DateField()
    janji_hari_kerja = models.PositiveSmallIntegerField()
    lewat_opd = models.BooleanField("lewat persetujuan OPD", default=True)
    batas_opd_hari_kerja = models.PositiveSmallIntegerField(default=3)
    perbaikan_hari_kerja = models.PositiveSmallIntegerField(default=5)
    paling_cepat_bulan = models.PositiveSmallIntegerField(
        "dapat diusulkan paling cepat (bulan sebelum TMT)", default=15
    )
    dasar_hukum = models.CharField(max_length=300)

    class Meta:
        verbose_name = "versi layanan"
        verbose_name_plural = "versi layanan"
        constraints = [
            models.UniqueConstraint(fields=["layanan", "berlaku_mulai"], name="versilayanan_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.layanan_id} mulai {self.berlaku_mulai}"


class Syarat(UuidModel):
    """One paper (or data check) a version of a service asks for."""

    versi_layanan = models.ForeignKey(VersiLayanan, on_delete=models.PROTECT, related_name="syarat")
    kode = models.CharField(max_length=40)
    nama = models.CharField(max_length=150)
    jenis_dokumen = models.ForeignKey(
        "arsip.JenisDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bentuk = models.CharField(
        max_length=10,
        choices=[
            ("DATA", "Data yang dicocokkan"),
            ("UNGGAH", "Berkas dari arsip atau unggahan"),
            ("ISIAN", "Formulir yang diisi SiTAMU lalu ditandatangani"),
            ("SURAT", "Surat yang dibuat SiTAMU"),
        ],
    )
    kondisi = models.CharField(
        "kondisi (kosong: selalu)",
        max_length=30,
        blank=True,
        help_text="Nama kondisi dalam aturan, misalnya ADA_PMK, MENIKAH, ADA_ANAK.",
    )
    tahun_ke_belakang = models.PositiveSmallIntegerField(
        "satu per tahun, sebanyak tahun terakhir", default=0
    )
    urutan = models.PositiveSmallIntegerField()
    petunjuk = models.CharField(max_length=300, blank=True)
    dasar_hukum = models.CharField(max_length=300)

    class Meta:
        verbose_name = "syarat"
        verbose_name_plural = "syarat"
        ordering = ["urutan"]
        constraints = [
            models.UniqueConstraint(fields=["versi_layanan", "kode"], name="syarat_sekali")
        ]

    def __str__(self) -> str:
        return self.nama


class AturanSk(UuidModel):
    """Who decides and who makes the letter, by service and golongan (inclusive range)."""

    layanan = models.ForeignKey(Layanan, on_delete=models.PROTECT, related_name="aturan_sk")
    berlaku_mulai = models.DateField()
    golongan_dari = models.CharField(max_length=5)
    golongan_sampai = models.CharField(max_length=5)
    penerbitan = models.CharField(
        max_length=10, choices=[("DIBUAT", "Dibuat SiTAMU"), ("DITERIMA", "Diterima dari BKN")]
    )
    pejabat_kode = models.CharField(max_length=40)
    register = models.CharField(max_length=40)
    format_nomor = models.CharField(
        max_length=80, help_text="Misalnya {kode}/{urut}/{unit}/{tahun}."
    )
    kode_klasifikasi = models.CharField(max_length=20)
    dasar_hukum = models.CharField(max_length=300)

    class Meta:
        verbose_name = "aturan SK"
        verbose_name_plural = "aturan SK"
        constraints = [
            models.UniqueConstraint(
                fields=["layanan", "berlaku_mulai", "golongan_dari"], name="aturansk_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.layanan_id} {self.golongan_dari} - {self.golongan_sampai}"
