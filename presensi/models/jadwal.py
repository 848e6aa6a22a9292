"""When people work: patterns by date, who follows them by date, rosters, flexible work, apel."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from presensi.models.dasar import (
    BertanggalModel,
    PemakaiModel,
    dicatat,
    satu_pemakai,
    tidak_bersamaan,
)
from presensi.rules.jadwal import JenisAcara, JenisFleksibel
from sitamu.inti.models.dasar import UuidModel


class PolaJadwal(UuidModel):
    """One pattern of working hours by its code (J5, J6S, SH3). Its hours are rows of VersiPola.

    Without `unit` it is offered to everybody, else to that unit and those below it.
    """

    kode = models.CharField(max_length=20, unique=True)
    nama = models.CharField(max_length=100)
    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "pola jadwal"
        verbose_name_plural = "pola jadwal"
        ordering = ["kode"]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"


@dicatat
class VersiPola(BertanggalModel):
    """The hours of a pattern from `mulai` on; `isi` as `presensi.rules.jadwal.pola_read` takes."""

    pola = models.ForeignKey(PolaJadwal, on_delete=models.PROTECT, related_name="versi")
    isi = models.JSONField()

    class Meta:
        verbose_name = "versi pola jadwal"
        verbose_name_plural = "versi pola jadwal"
        constraints = [tidak_bersamaan("versipola_satu_sehari", "pola")]


@dicatat
class PemakaianPola(PemakaiModel):
    """Who follows a pattern: the person's own row wins, else the nearest unit upward."""

    pola = models.ForeignKey(PolaJadwal, on_delete=models.PROTECT, related_name="pemakaian")

    class Meta:
        verbose_name = "pemakaian jadwal"
        verbose_name_plural = "pemakaian jadwal"
        constraints = [
            satu_pemakai("pemakaianpola_satu_pemakai"),
            tidak_bersamaan("pemakaianpola_unit_sekali", "unit"),
            tidak_bersamaan("pemakaianpola_pegawai_sekali", "pegawai"),
        ]


@dicatat
class Roster(UuidModel):
    """What one person does on one date of a shift pattern.

    `sif`: a shift of the pattern (PAGI), or LEPAS, LIBUR; or empty, with hours of its own in
    `jam_mulai` and `lama_menit`, which may pass midnight and 24 hours.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tanggal = models.DateField()
    sif = models.CharField(max_length=12, blank=True)
    jam_mulai = models.TimeField(null=True, blank=True)
    lama_menit = models.PositiveSmallIntegerField(null=True, blank=True)
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diubah_pada = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "baris roster"
        verbose_name_plural = "baris roster"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="roster_sekali"),
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(sif="", jam_mulai__isnull=False, lama_menit__isnull=False)
                    | models.Q(~models.Q(sif=""), jam_mulai__isnull=True, lama_menit__isnull=True)
                ),
                name="roster_sif_atau_jam",
            ),
        ]
        indexes = [models.Index(fields=["tanggal"], name="roster_tanggal")]

    def __str__(self) -> str:
        return f"{self.tanggal} {self.sif or self.jam_mulai}"


@dicatat
class KerjaFleksibel(PemakaiModel):
    """Flexible work by assignment (PermenPANRB 4/2025): place or time, with a document and an end.

    `hari`: weekdays it holds on (1 Monday to 7 Sunday), empty for all. `geser_menit`: how far the
    start may move either way, the end moving along; 0 for flexible place.
    """

    jenis = models.CharField(max_length=10, choices=[(j.value, j.label) for j in JenisFleksibel])
    hari = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    geser_menit = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "kerja fleksibel"
        verbose_name_plural = "kerja fleksibel"
        constraints = [
            satu_pemakai("kerjafleksibel_satu_pemakai"),
            models.CheckConstraint(
                condition=models.Q(sampai__isnull=False), name="kerjafleksibel_berakhir"
            ),
        ]


class Ramadan(UuidModel):
    """First and last day of fasting of one Hijri year, as announced; never computed."""

    hijriah = models.PositiveSmallIntegerField("tahun Hijriah", unique=True)
    mulai = models.DateField()
    sampai = models.DateField()
    perkiraan = models.BooleanField("perkiraan (menunggu sidang isbat)", default=False)
    sumber = models.CharField(max_length=200)

    class Meta:
        verbose_name = "Ramadan"
        verbose_name_plural = "Ramadan"
        ordering = ["mulai"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai__gt=models.F("mulai")), name="ramadan_urut"
            )
        ]

    def __str__(self) -> str:
        return f"Ramadan {self.hijriah} H"


@dicatat
class Acara(BertanggalModel):
    """Apel or upacara of a unit and all below it, on the weekdays `hari` from `mulai` to `sampai`.

    Obliged is who works on that day in the office: not those on leave, duty travel, WFA or a
    shift (`presensi.rules.jadwal.wajib_acara`).
    """

    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=[(j.value, j.label) for j in JenisAcara])
    nama = models.CharField(max_length=150)
    hari = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    jam_mulai = models.TimeField()
    jam_tutup = models.TimeField("daftar hadir ditutup")
    saat_ramadan = models.BooleanField(default=False)

    class Meta:
        verbose_name = "apel atau upacara"
        verbose_name_plural = "apel dan upacara"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(jam_tutup__gte=models.F("jam_mulai")), name="acara_jam_urut"
            )
        ]


@dicatat
class HadirAcara(UuidModel):
    """Whether one person was at an apel or upacara of one date, as its list says."""

    acara = models.ForeignKey(Acara, on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    hadir = models.BooleanField()
    keterangan = models.CharField(max_length=200, blank=True)
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pada = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "daftar hadir acara"
        verbose_name_plural = "daftar hadir acara"
        constraints = [
            models.UniqueConstraint(
                fields=["acara", "tanggal", "pegawai"], name="hadiracara_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tanggal} {'hadir' if self.hadir else 'tidak hadir'}"
