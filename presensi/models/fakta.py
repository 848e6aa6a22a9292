"""Facts about days that no phone records: duty travel, stated times, waivers, closed months."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from presensi.models.dasar import dicatat
from presensi.rules.fakta import JenisPernyataan, Keadaan
from sitamu.inti.models.dasar import UuidModel

KEADAAN = [(k.value, k.label) for k in Keadaan]
ARAH = [("MASUK", "Masuk"), ("PULANG", "Pulang")]


class DiputusModel(UuidModel):
    """Something that one person asks for and another decides."""

    keadaan = models.CharField(max_length=10, choices=KEADAAN, default=Keadaan.DIAJUKAN.value)
    diajukan_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+"
    )
    diajukan_pada = models.DateTimeField(db_default=Now())
    diputus_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.keadaan


@dicatat
class SuratTugas(DiputusModel):
    """A letter that sends people on duty travel from `mulai` to `selesai` (instants)."""

    nomor = models.CharField(max_length=80)
    tanggal = models.DateField()
    perihal = models.CharField(max_length=300)
    tujuan = models.CharField(max_length=200)
    mulai = models.DateTimeField()
    selesai = models.DateTimeField()
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    peserta = models.ManyToManyField("inti.Pegawai", through="PesertaTugas", related_name="+")

    class Meta:
        verbose_name = "surat tugas"
        verbose_name_plural = "surat tugas"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(selesai__gt=models.F("mulai")), name="surattugas_urut"
            )
        ]

    def __str__(self) -> str:
        return self.nomor


class PesertaTugas(UuidModel):
    """One person named in a letter."""

    surat = models.ForeignKey(SuratTugas, on_delete=models.PROTECT, related_name="baris")
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "peserta surat tugas"
        verbose_name_plural = "peserta surat tugas"
        constraints = [
            models.UniqueConstraint(fields=["surat", "pegawai"], name="pesertatugas_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.surat_id} {self.pegawai_id}"


@dicatat
class DaftarKertas(DiputusModel):
    """Paper attendance of a unit for a date on which the system was down, with its berita acara.

    Handed in by one officer, decided by another as a whole; its lines are rows of Pernyataan.
    """

    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    nomor = models.CharField("nomor berita acara", max_length=80)
    alasan = models.CharField(max_length=300)

    class Meta:
        verbose_name = "daftar hadir kertas"
        verbose_name_plural = "daftar hadir kertas"

    def __str__(self) -> str:
        return f"{self.nomor} {self.tanggal}"


@dicatat
class Pernyataan(DiputusModel):
    """A time stated for one side of one day. Approved, it counts like a tap at `pada`.

    `sebelum`: what the day was when it was decided. `daftar`: the paper list it is a line of.
    """

    daftar = models.ForeignKey(
        DaftarKertas, on_delete=models.PROTECT, null=True, blank=True, related_name="baris"
    )
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=[(j.value, j.label) for j in JenisPernyataan])
    tanggal = models.DateField()
    arah = models.CharField(max_length=10, choices=ARAH)
    pada = models.DateTimeField()
    alasan = models.CharField(max_length=500)
    sebelum = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "pernyataan presensi"
        verbose_name_plural = "pernyataan presensi"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal", "arah"],
                condition=models.Q(keadaan__in=["DIAJUKAN", "DISETUJUI"]),
                name="pernyataan_sekali",
            )
        ]


@dicatat
class Dispensasi(UuidModel):
    """A side of a day waived for a unit and all below it, because the system was down."""

    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    arah = ArrayField(models.CharField(max_length=10, choices=ARAH))
    alasan = models.CharField(max_length=300)
    dasar = models.CharField("dasar (berita acara)", max_length=200)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now())
    dicabut_pada = models.DateTimeField(null=True, blank=True)
    dicabut_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_cabut = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "dispensasi"
        verbose_name_plural = "dispensasi"

    def __str__(self) -> str:
        return f"{self.tanggal} {self.alasan}"


class PenutupanBulan(UuidModel):
    """A month whose days are final; `bulan` is its first day."""

    bulan = models.DateField(unique=True)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+")
    ditutup_pada = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "penutupan bulan"
        verbose_name_plural = "penutupan bulan"

    def __str__(self) -> str:
        return f"{self.bulan:%Y-%m}"
