"""People and units: identity, today's tree, and who worked where from when to when."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models.dasar import MuatanModel, UuidModel


class JenisPegawai(models.TextChoices):
    PNS = "PNS", "PNS"
    CPNS = "CPNS", "CPNS"
    PPPK = "PPPK", "PPPK"
    TKD = "TKD", "TKD"


class Kedudukan(models.TextChoices):
    """Kedudukan hukum as SIASN names it."""

    AKTIF = "AKTIF", "Aktif"
    TUGAS_BELAJAR = "TUGAS_BELAJAR", "Tugas belajar"
    CLTN = "CLTN", "CLTN (cuti di luar tanggungan negara)"
    PENSIUN = "PENSIUN", "Pensiun"
    MENINGGAL = "MENINGGAL", "Meninggal"
    BERHENTI = "BERHENTI", "Berhenti"


SUDAH_BERAKHIR = (Kedudukan.PENSIUN, Kedudukan.MENINGGAL, Kedudukan.BERHENTI)


class Range(models.Func):
    """daterange(mulai, sampai, '[]'): both ends inclusive, open when `sampai` is null."""

    function = "daterange"
    output_field = DateRangeField()


def masa_berlaku() -> Range:
    return Range("mulai", "sampai", RangeBoundary(inclusive_lower=True, inclusive_upper=True))


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class UnitKerja(MuatanModel):
    """One UNOR. `jalur` is today's tree: the parent's jalur plus four characters and a dot."""

    id = models.UUIDField("UNOR ID", primary_key=True)
    nama = models.CharField(max_length=200)
    nama_kunci = models.CharField(max_length=200, editable=False)
    jenis = models.CharField(max_length=30)
    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="bawahan"
    )
    jalur = models.CharField(max_length=200, unique=True, db_collation="C", editable=False)
    alamat = models.CharField(max_length=300, blank=True)
    kecamatan = models.CharField(max_length=100, blank=True)
    kode_pos = models.CharField(max_length=5, blank=True)
    zona_waktu = models.CharField(max_length=40, default="Asia/Makassar")
    hari_kerja_per_minggu = models.PositiveSmallIntegerField(default=5)
    lintang = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    radius_m = models.PositiveIntegerField(null=True, blank=True)
    jarak_jalan_km = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    perjalanan_jam = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    pengganti = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ditutup_tanggal = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"
        ordering = ["jalur"]
        constraints = [
            # One root: NULLs made equal, so a second row without induk is refused.
            models.UniqueConstraint(
                fields=["induk"],
                condition=models.Q(induk__isnull=True),
                nulls_distinct=False,
                name="unitkerja_satu_akar",
            )
        ]

    def __str__(self) -> str:
        return self.nama


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Pegawai(MuatanModel, UuidModel):
    """Identity of one person who works, or worked, here."""

    nip = models.CharField("NIP", max_length=18, unique=True, null=True, blank=True)
    nomor_induk = models.CharField(
        "nomor induk (tanpa NIP)", max_length=30, unique=True, null=True, blank=True
    )
    siasn_id = models.UUIDField("PNS ID", unique=True, null=True, blank=True)
    nama = models.CharField(max_length=150)
    nama_kunci = models.CharField(max_length=150, db_index=True, editable=False)
    gelar_depan = models.CharField(max_length=50, blank=True)
    gelar_belakang = models.CharField(max_length=50, blank=True)
    jenis = models.CharField(max_length=4, choices=JenisPegawai.choices)
    kedudukan = models.CharField(max_length=20, choices=Kedudukan.choices)
    pengguna = models.OneToOneField(
        "inti.Pengguna", on_delete=models.SET_NULL, null=True, blank=True, related_name="pegawai"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        ordering = ["nama_kunci", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nip__isnull=False) | models.Q(nomor_induk__isnull=False),
                name="pegawai_bernomor",
            )
        ]
        indexes = [
            GinIndex(name="pegawai_nama_trgm", fields=["nama_kunci"], opclasses=["gin_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nomor(self) -> str:
        """NIP, or the own number of someone without NIP."""
        return self.nip or self.nomor_induk or ""

    @property
    def nama_lengkap(self) -> str:
        name = f"{self.gelar_depan} {self.nama}".strip()
        return f"{name}, {self.gelar_belakang}" if self.gelar_belakang else name


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Penempatan(MuatanModel, UuidModel):
    """Where a person works, `mulai` to `sampai` inclusive; two never overlap."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="penempatan")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="penempatan")
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "penempatan"
        verbose_name_plural = "penempatan"
        constraints = [
            ExclusionConstraint(
                name="penempatan_tidak_tumpang_tindih",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL),
                    (masa_berlaku(), RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes = [models.Index(fields=["unit", "mulai"], name="penempatan_unit_mulai")]

    def __str__(self) -> str:
        return f"{self.mulai} - {self.sampai or 'kini'}"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class HubunganAtasan(MuatanModel, UuidModel):
    """Direct superior, `mulai` to `sampai` inclusive."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="hubungan_atasan")
    atasan = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="hubungan_bawahan")
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "hubungan atasan"
        verbose_name_plural = "hubungan atasan"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "mulai"], name="hubunganatasan_sekali"),
            models.CheckConstraint(
                condition=~models.Q(pegawai=models.F("atasan")), name="hubunganatasan_orang_lain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mulai} - {self.sampai or 'kini'}"
