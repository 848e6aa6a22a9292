"""Performance: the yearly agreement (SKP), daily work, assessments, targets of an OPD."""

import uuid

from django.db import models
from django.db.models.functions import Now

from presensi.models.dasar import dicatat, tidak_bersamaan
from presensi.rules.kinerja import JenisKegiatan, LangkahKegiatan, StatusKegiatan
from presensi.rules.kinerja_nilai import JenisPenilaian, KeadaanKeberatan, Sumber
from presensi.rules.kinerja_skp import TERBUKA, StatusSkp
from presensi.rules.tpp.predikat import Ekspektasi, PredikatKinerja
from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel

JENIS = [(j.value, j.label) for j in JenisKegiatan]
EKSPEKTASI = [(e.value, e.label) for e in Ekspektasi]
PREDIKAT = [(p.value, p.label) for p in PredikatKinerja]


@dicatat
class Skp(UuidModel):
    """Who agrees about which part of a year, `mulai` to `sampai` inclusive, with whom.

    `unit` and `atasan`: as of the day on which it was made; who decides is the superior of the day.
    """

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    mulai = models.DateField()
    sampai = models.DateField()
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    atasan = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "SKP"
        verbose_name_plural = "SKP"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sampai__gte=models.F("mulai")), name="skp_urut"
            ),
            tidak_bersamaan("skp_tidak_bertumpuk", "pegawai"),
        ]
        indexes = [models.Index(fields=["unit", "tahun"], name="skp_unit_tahun")]

    def __str__(self) -> str:
        return f"SKP {self.tahun}"


@dicatat
class VersiSkp(UuidModel):
    """What an SKP says. Agreed, it is never edited again: the next version replaces it.

    `perilaku`: what the superior expects of single values (`Perilaku`), beside the general guide.
    """

    skp = models.ForeignKey(Skp, on_delete=models.PROTECT, related_name="versi")
    nomor = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=12,
        choices=[(s.value, s.label) for s in StatusSkp],
        default=StatusSkp.DRAF.value,
    )
    perilaku = models.JSONField(default=dict)
    alasan = models.CharField("mengapa diubah", max_length=300, blank=True)
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "versi SKP"
        verbose_name_plural = "versi SKP"
        constraints = [
            models.UniqueConstraint(fields=["skp", "nomor"], name="versiskp_nomor"),
            models.UniqueConstraint(
                fields=["skp"],
                condition=models.Q(status__in=sorted(s.value for s in TERBUKA)),
                name="versiskp_satu_terbuka",
            ),
            models.UniqueConstraint(
                fields=["skp"],
                condition=models.Q(status=StatusSkp.DISEPAKATI.value),
                name="versiskp_satu_disepakati",
            ),
        ]

    def __str__(self) -> str:
        return f"versi {self.nomor}"


class ButirSkp(UuidModel):
    """One planned result. `kunci` stays the same when the next version takes it over."""

    versi = models.ForeignKey(VersiSkp, on_delete=models.CASCADE, related_name="butir")
    kunci = models.UUIDField(default=uuid.uuid4, editable=False)
    urut = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=10, choices=JENIS)
    rencana = models.CharField("rencana hasil kerja", max_length=300)
    indikator = models.CharField(max_length=300)
    target = models.DecimalField(max_digits=12, decimal_places=2)
    satuan = models.CharField(max_length=40)
    dari = models.CharField("rencana atasan yang didukung", max_length=300, blank=True)

    class Meta:
        verbose_name = "rencana hasil kerja"
        verbose_name_plural = "rencana hasil kerja"
        ordering = ["urut"]
        constraints = [
            models.UniqueConstraint(fields=["versi", "urut"], name="butirskp_urut"),
            models.CheckConstraint(condition=models.Q(target__gt=0), name="butirskp_target"),
        ]

    def __str__(self) -> str:
        return self.rencana


class Kegiatan(UuidModel):
    """Daily work: planned, reported, answered. `tanggal`: the day on which it began.

    `lapor_tanggal`: when it was reported first; later repairs do not move it. `ubahan` counts
    edits, so that an answer is about what was shown. `otomatis`: answered by the dated rule.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tanggal = models.DateField()
    jenis = models.CharField(max_length=10, choices=JENIS, default=JenisKegiatan.UTAMA.value)
    butir = models.ForeignKey(
        ButirSkp, on_delete=models.PROTECT, null=True, blank=True, related_name="kegiatan"
    )
    uraian = models.CharField(max_length=500)
    menit = models.PositiveSmallIntegerField()
    jam_mulai = models.TimeField(null=True, blank=True)
    jam_selesai = models.TimeField(null=True, blank=True)
    jumlah = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    satuan = models.CharField(max_length=40, blank=True)
    tautan = models.URLField(max_length=500, blank=True)
    bukti = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=12, choices=[(s.value, s.label) for s in StatusKegiatan])
    ubahan = models.PositiveSmallIntegerField(default=0)
    lapor_tanggal = models.DateField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    otomatis = models.BooleanField(default=False)
    catatan = models.CharField(max_length=300, blank=True)
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "kegiatan harian"
        verbose_name_plural = "kegiatan harian"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(menit__gt=0, menit__lte=1440), name="kegiatan_menit"
            ),
            models.CheckConstraint(
                condition=models.Q(status=StatusKegiatan.RENCANA.value)
                | models.Q(lapor_tanggal__gte=models.F("tanggal")),
                name="kegiatan_dilaporkan",
            ),
        ]
        indexes = [
            models.Index(fields=["pegawai", "tanggal"], name="kegiatan_pegawai_tanggal"),
            models.Index(fields=["tanggal", "pegawai"], name="kegiatan_tanggal"),
            models.Index(
                fields=["pegawai"],
                condition=models.Q(status=StatusKegiatan.DILAPORKAN.value),
                name="kegiatan_menunggu",
            ),
        ]

    def __str__(self) -> str:
        return self.uraian


class RiwayatKegiatan(UuidModel):
    """One move of one activity; `oleh` null: the dated rule. Append-only, outlives the activity."""

    kegiatan_id = models.UUIDField(db_index=True)
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    langkah = models.CharField(max_length=12, choices=[(x.value, x.label) for x in LangkahKegiatan])
    menit = models.PositiveSmallIntegerField()
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    catatan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "riwayat kegiatan"
        verbose_name_plural = "riwayat kegiatan"
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.langkah} {self.pada}"


class TemplatKegiatan(UuidModel):
    """One's own words for work that comes again."""

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.CASCADE, related_name="+")
    uraian = models.CharField(max_length=500)
    jenis = models.CharField(max_length=10, choices=JENIS, default=JenisKegiatan.UTAMA.value)
    butir_kunci = models.UUIDField(null=True, blank=True)
    menit = models.PositiveSmallIntegerField()
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "templat kegiatan"
        verbose_name_plural = "templat kegiatan"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "uraian"], name="templatkegiatan_sekali")
        ]

    def __str__(self) -> str:
        return self.uraian


@dicatat
class Penilaian(UuidModel):
    """A predikat of one period. `urut`: month, quarter, 0 for the year.

    `rujukan`: the load it came with, for those of e-Kinerja.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    jenis = models.CharField(max_length=10, choices=[(j.value, j.label) for j in JenisPenilaian])
    tahun = models.PositiveSmallIntegerField()
    urut = models.PositiveSmallIntegerField()
    hasil_kerja = models.CharField(max_length=10, choices=EKSPEKTASI, blank=True)
    perilaku = models.CharField(max_length=10, choices=EKSPEKTASI, blank=True)
    predikat = models.CharField(max_length=20, choices=PREDIKAT)
    umpan_balik = models.TextField(max_length=2000, blank=True)
    sumber = models.CharField(
        max_length=10,
        choices=[(s.value, s.label) for s in Sumber],
        default=Sumber.SITAMU.value,
    )
    rujukan = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.PROTECT, null=True, related_name="+"
    )
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    ditetapkan_pada = models.DateTimeField()

    class Meta:
        verbose_name = "penilaian kinerja"
        verbose_name_plural = "penilaian kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "tahun", "urut", "sumber"], name="penilaian_sekali"
            )
        ]
        indexes = [models.Index(fields=["tahun", "jenis", "urut"], name="penilaian_periode")]

    def __str__(self) -> str:
        return self.predikat


class Keberatan(UuidModel):
    """One objection to one assessment, and its answer by somebody above the assessor."""

    penilaian = models.ForeignKey(Penilaian, on_delete=models.PROTECT, related_name="keberatan")
    alasan = models.CharField(max_length=1000)
    predikat_semula = models.CharField(max_length=20)
    diajukan_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    diajukan_pada = models.DateTimeField()
    keadaan = models.CharField(
        max_length=10,
        choices=[(k.value, k.label) for k in KeadaanKeberatan],
        default=KeadaanKeberatan.DIAJUKAN.value,
    )
    jawaban = models.CharField(max_length=1000, blank=True)
    dijawab_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dijawab_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "keberatan kinerja"
        verbose_name_plural = "keberatan kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["penilaian"],
                condition=models.Q(keadaan=KeadaanKeberatan.DIAJUKAN.value),
                name="keberatan_satu_terbuka",
            )
        ]

    def __str__(self) -> str:
        return self.keadaan


@dicatat
class SasaranOpd(UuidModel):
    """A yearly target of a unit and what was reached so far."""

    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    sasaran = models.CharField(max_length=300)
    indikator = models.CharField(max_length=300)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    satuan = models.CharField(max_length=40)
    hasil = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    berubah_pada = models.DateTimeField()

    class Meta:
        verbose_name = "sasaran OPD"
        verbose_name_plural = "sasaran OPD"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "tahun", "sasaran", "indikator"], name="sasaranopd_sekali"
            ),
            models.CheckConstraint(condition=models.Q(target__gt=0), name="sasaranopd_target"),
        ]

    def __str__(self) -> str:
        return self.sasaran
