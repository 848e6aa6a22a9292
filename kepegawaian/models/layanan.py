"""The catalogue of services: dated rows with their legal basis. A new service is new rows."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from kepegawaian.rules.katalog import Antar, Bentuk, Loket, NamaAkibat
from kepegawaian.rules.usulan import Keluarga, Status
from sitamu.inti.models.dasar import UuidModel


class Layanan(models.Model):
    """A service by name. Of one `kelompok` a person has at most one proposal running."""

    kode = models.CharField(primary_key=True, max_length=40)
    nama = models.CharField(max_length=150)
    loket = models.CharField(max_length=1, choices=[(k.value, k.label) for k in Loket])
    keterangan = models.CharField(max_length=300, blank=True)
    kelompok = models.CharField(max_length=20, blank=True)
    urutan = models.PositiveSmallIntegerField(default=500)

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"
        ordering = ["urutan", "nama"]

    def __str__(self) -> str:
        return self.nama


class VersiLayanan(UuidModel):
    """One dated version of a service: who proposes, by which rule, which way, what comes out.

    In force from `berlaku_mulai` until the next version, or through `berlaku_sampai`. `untuk`:
    kinds of people. `aturan`: name of the rule that says whether it may be proposed. `isian`: what
    the proposer is asked (see `rules.katalog`). `akibat`: what the issued SK writes into the
    record. `jenis_terbit`: under which kind the outcome is filed.
    """

    layanan = models.ForeignKey(Layanan, on_delete=models.PROTECT, related_name="versi")
    berlaku_mulai = models.DateField()
    berlaku_sampai = models.DateField(null=True, blank=True)
    keluarga = models.CharField(
        max_length=10,
        choices=[(k.value, k.label) for k in Keluarga],
        default=Keluarga.PERTEK.value,
    )
    untuk = models.JSONField("untuk jenis pegawai", default=list)
    pengusul = models.JSONField("yang boleh mengusulkan", default=list)
    aturan = models.CharField("aturan kelayakan", max_length=30, blank=True)
    isian = models.JSONField("isian pemohon", default=list)
    akibat = models.CharField(
        max_length=20, blank=True, choices=[(a.value, a.label) for a in NamaAkibat]
    )
    jenis_terbit = models.ForeignKey(
        "arsip.JenisDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    antar = models.CharField(
        "penyerahan",
        max_length=10,
        choices=[(a.value, a.label) for a in Antar],
        default=Antar.POS.value,
    )
    janji_hari_kerja = models.PositiveSmallIntegerField()
    lewat_opd = models.BooleanField("lewat persetujuan OPD", default=True)
    batas_opd_hari_kerja = models.PositiveSmallIntegerField(default=3)
    perbaikan_hari_kerja = models.PositiveSmallIntegerField(default=5)
    paling_cepat_bulan = models.PositiveSmallIntegerField(
        "dapat diusulkan paling cepat (bulan sebelum TMT)", default=15
    )
    dasar_hukum = models.CharField(max_length=300)
    dibuat_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "versi layanan"
        verbose_name_plural = "versi layanan"
        constraints = [
            models.UniqueConstraint(fields=["layanan", "berlaku_mulai"], name="versilayanan_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.layanan_id} mulai {self.berlaku_mulai}"


class TahapLayanan(UuidModel):
    """One stage of a version: who acts while the usulan is in `status`, and the standard time.

    `baku_hari_kerja`: working days; null where somebody outside decides.
    """

    versi_layanan = models.ForeignKey(VersiLayanan, on_delete=models.PROTECT, related_name="tahap")
    urutan = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=[(s.value, s.label) for s in Status])
    kegiatan = models.CharField(max_length=150)
    aktor = models.CharField(max_length=80)
    baku_hari_kerja = models.PositiveSmallIntegerField(null=True, blank=True)
    keluaran = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = "tahap layanan"
        verbose_name_plural = "tahap layanan"
        ordering = ["urutan"]
        constraints = [
            models.UniqueConstraint(fields=["versi_layanan", "urutan"], name="tahaplayanan_sekali")
        ]

    def __str__(self) -> str:
        return self.kegiatan


class NaskahSurat(UuidModel):
    """The words of a service's letter from a day on; `isi` as `rules.naskah` reads it.

    Never edited: other words are a new row.
    """

    layanan = models.ForeignKey(Layanan, on_delete=models.PROTECT, related_name="naskah")
    berlaku_mulai = models.DateField()
    bentuk = models.CharField(max_length=10, choices=[(b.value, b.label) for b in Bentuk])
    isi = models.JSONField()
    dasar_hukum = models.CharField(max_length=300)

    class Meta:
        verbose_name = "naskah surat"
        verbose_name_plural = "naskah surat"
        constraints = [
            models.UniqueConstraint(fields=["layanan", "berlaku_mulai"], name="naskahsurat_sekali")
        ]
        triggers = [pgtrigger.Protect(name="tidak_diubah", operation=pgtrigger.Update)]

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
    wajib = models.BooleanField(default=True)
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
    golongan_dari = models.CharField("golongan dari (kosong: semua)", max_length=5, blank=True)
    golongan_sampai = models.CharField("golongan sampai", max_length=5, blank=True)
    penerbitan = models.CharField(
        max_length=10, choices=[("DIBUAT", "Dibuat SiTAMU"), ("DITERIMA", "Diterima dari BKN")]
    )
    pejabat_kode = models.CharField(max_length=40)
    register = models.CharField(max_length=40)
    format_nomor = models.CharField(
        max_length=80, help_text="Misalnya {kode}/{urut}/{unit}/{tahun}."
    )
    kode_klasifikasi = models.CharField(max_length=20)
    plt_boleh = models.BooleanField(
        "boleh ditandatangani Plt. atau Plh.",
        default=False,
        help_text="Tidak bagi keputusan yang mengubah status kepegawaian (UU 30/2014 ps. 14).",
    )
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
