"""The decree (SK) and its way by post."""

from django.db import models
from django.db.models.functions import Now

from kepegawaian.rules.kiriman import StatusKiriman
from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel


class StatusSk(models.TextChoices):
    MENUNGGU_PDF = "MENUNGGU_PDF", "PDF sedang dibuat"
    SIAP_TTD = "SIAP_TTD", "Menunggu tanda tangan"
    TERBIT = "TERBIT", "Terbit"
    DICABUT = "DICABUT", "Dicabut"


class SuratKeputusan(UuidModel):
    """One decree. `isi` freezes what is printed; the row is the work order of its PDF.

    `kode` is the public code behind the QR: random, without look-alike letters. An SK received from
    outside has `nomor_luar` and neither a number nor a signer of ours.
    """

    usulan = models.OneToOneField("kepegawaian.Usulan", on_delete=models.PROTECT, related_name="sk")
    nomor = models.OneToOneField(
        "inti.NomorTerbit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    nomor_luar = models.CharField("nomor dari instansi penetap", max_length=80, blank=True)
    tanggal = models.DateField()
    pejabat = models.ForeignKey(
        "inti.PejabatPenandatangan", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kode = models.CharField("kode verifikasi", max_length=16, unique=True)
    status = models.CharField(
        max_length=15, choices=StatusSk.choices, default=StatusSk.MENUNGGU_PDF
    )
    isi = models.JSONField("data surat saat disetujui")
    versi_pdf = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    versi_pindaian = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    disetujui_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    disetujui_pada = models.DateTimeField()
    terbit_pada = models.DateTimeField(null=True, blank=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)
    dicabut_alasan = models.CharField(max_length=300, blank=True)
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    galat = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "surat keputusan"
        verbose_name_plural = "surat keputusan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nomor__isnull=False) ^ ~models.Q(nomor_luar=""),
                name="suratkeputusan_bernomor",
            )
        ]
        indexes = [
            models.Index(
                fields=["disetujui_pada"],
                condition=models.Q(status="MENUNGGU_PDF"),
                name="suratkeputusan_menunggu",
            )
        ]

    def __str__(self) -> str:
        return self.kode

    @property
    def nomor_teks(self) -> str:
        """The number as printed, of ours or from outside."""
        return self.nomor.teks if self.nomor else self.nomor_luar


class LayananPos(models.Model):
    """A product of PT Pos; its names change, so it is a table."""

    kode = models.CharField(primary_key=True, max_length=20)
    nama = models.CharField(max_length=60)
    aktif = models.BooleanField(default=True)

    class Meta:
        verbose_name = "layanan Pos"
        verbose_name_plural = "layanan Pos"

    def __str__(self) -> str:
        return self.nama


class Manifest(UuidModel):
    """The list handed to PT Pos with a batch of shipments, printed twice and signed."""

    nomor = models.OneToOneField("inti.NomorTerbit", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    kantor_pos = models.CharField(max_length=100)
    petugas_pos = models.CharField(max_length=100, blank=True)
    diserahkan_pada = models.DateTimeField(null=True, blank=True)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "manifest"
        verbose_name_plural = "manifest"

    def __str__(self) -> str:
        return str(self.tanggal)


class Kiriman(UuidModel):
    """One envelope to one destination; it may hold many SK. The address is a copy."""

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    manifest = models.ForeignKey(
        Manifest, on_delete=models.PROTECT, null=True, blank=True, related_name="kiriman"
    )
    layanan_pos = models.ForeignKey(LayananPos, on_delete=models.PROTECT, related_name="+")
    tujuan_nama = models.CharField(max_length=200)
    tujuan_alamat = models.CharField(max_length=300)
    tujuan_kecamatan = models.CharField(max_length=100, blank=True)
    tujuan_kode_pos = models.CharField(max_length=5)
    berat_gram = models.PositiveIntegerField(default=50)
    biaya_rupiah = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(
        max_length=20,
        choices=[(s.value, s.label) for s in StatusKiriman],
        default=StatusKiriman.DISIAPKAN.value,
    )
    resi = models.CharField(max_length=20, blank=True)
    diterima_oleh = models.CharField(max_length=100, blank=True)
    diterima_hubungan = models.CharField(max_length=60, blank=True)
    diterima_pada = models.DateTimeField(null=True, blank=True)
    bukti = models.CharField("berkas bukti terima", max_length=200, blank=True)
    pengganti_dari = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="pengganti"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "kiriman"
        verbose_name_plural = "kiriman"
        constraints = [
            models.UniqueConstraint(
                fields=["resi"], condition=~models.Q(resi=""), name="kiriman_resi_sekali"
            )
        ]

    def __str__(self) -> str:
        return self.ref


class IsiKiriman(UuidModel):
    kiriman = models.ForeignKey(Kiriman, on_delete=models.PROTECT, related_name="isi")
    sk = models.ForeignKey(SuratKeputusan, on_delete=models.PROTECT, related_name="kiriman")

    class Meta:
        verbose_name = "isi kiriman"
        verbose_name_plural = "isi kiriman"
        constraints = [models.UniqueConstraint(fields=["kiriman", "sk"], name="isikiriman_sekali")]

    def __str__(self) -> str:
        return str(self.sk_id)


class RiwayatKiriman(UuidModel):
    """One step of a shipment. Append-only."""

    kiriman = models.ForeignKey(Kiriman, on_delete=models.PROTECT, related_name="riwayat")
    dari = models.CharField(max_length=20)
    ke = models.CharField(max_length=20, choices=[(s.value, s.label) for s in StatusKiriman])
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    catatan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "riwayat kiriman"
        verbose_name_plural = "riwayat kiriman"
        ordering = ["pada", "id"]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.ke} {self.pada}"
