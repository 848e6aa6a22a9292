"""Leave: requests with their moves, papers and letter; the leave cards of before the portal."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models.functions import Now

from kepegawaian.rules.alur_cuti import MEMAKAI_HARI, LangkahCuti, StatusCuti
from kepegawaian.rules.cuti import BerkasCuti, JenisCuti, SebabCuti
from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel
from sitamu.inti.models.pegawai import Range

_STATUS = [(s.value, s.label) for s in StatusCuti]


class Cuti(UuidModel):
    """One request for leave, `mulai` to `selesai` inclusive.

    `hari_kerja`: of annual leave, without its days of travel; null for kinds by the calendar.
    `unit_kerja`: the person's unit when it was asked for. `atasan`: whose opinion was asked, null
    when the record names none; then the official decides at once.
    """

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="cuti")
    unit_kerja = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    atasan = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    jenis = models.CharField(max_length=15, choices=[(j.value, j.label) for j in JenisCuti])
    sebab = models.CharField(
        max_length=25,
        choices=[(s.value, s.label) for s in SebabCuti],
        default=SebabCuti.UMUM.value,
    )
    mulai = models.DateField("hari pertama")
    selesai = models.DateField("hari terakhir")
    perjalanan_hari = models.PositiveSmallIntegerField("hari perjalanan", default=0)
    hari_kerja = models.PositiveSmallIntegerField(null=True, blank=True)
    hari_kalender = models.PositiveSmallIntegerField()
    keterangan = models.CharField("alasan cuti", max_length=300)
    alamat = models.CharField("alamat selama cuti", max_length=300)
    nomor_hp = models.CharField("nomor HP", max_length=20)
    status = models.CharField(max_length=20, choices=_STATUS)
    dibuat_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)
    diputuskan_pada = models.DateTimeField(null=True, blank=True)
    id_klien = models.UUIDField("id kiriman dari klien", unique=True, null=True, blank=True)

    class Meta:
        verbose_name = "cuti"
        verbose_name_plural = "cuti"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(selesai__gte=models.F("mulai")), name="cuti_urut"
            ),
            ExclusionConstraint(
                name="cuti_tidak_bertumpuk",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL),
                    (
                        Range(
                            "mulai",
                            "selesai",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=models.Q(status__in=sorted(s.value for s in MEMAKAI_HARI)),
            ),
        ]
        indexes = [
            models.Index(fields=["unit_kerja", "status"], name="cuti_unit"),
            models.Index(fields=["atasan", "status"], name="cuti_atasan"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.mulai} - {self.selesai}"


class RiwayatCuti(UuidModel):
    """One move: who did what when. Append-only; `urut` counts from 1 within one request."""

    cuti = models.ForeignKey(Cuti, on_delete=models.PROTECT, related_name="riwayat")
    urut = models.PositiveSmallIntegerField()
    langkah = models.CharField(max_length=15, choices=[(x.value, x.label) for x in LangkahCuti])
    ke = models.CharField(max_length=20, choices=_STATUS)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    sebagai = models.CharField("dalam kedudukan", max_length=60)
    pada = models.DateTimeField()
    catatan = models.CharField(max_length=500, blank=True)
    rincian = models.JSONField("jenis dan hari saat itu", default=dict)

    class Meta:
        verbose_name = "riwayat cuti"
        verbose_name_plural = "riwayat cuti"
        ordering = ["cuti", "urut"]
        triggers = [append_only()]
        constraints = [
            models.UniqueConstraint(fields=["cuti", "urut"], name="riwayatcuti_urut_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.langkah} {self.pada}"


class LampiranCuti(UuidModel):
    """A paper of a request: the version it was judged on."""

    cuti = models.ForeignKey(Cuti, on_delete=models.PROTECT, related_name="lampiran")
    kode = models.CharField(max_length=30, choices=[(b.value, b.label) for b in BerkasCuti])
    versi = models.ForeignKey("arsip.VersiDokumen", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lampiran cuti"
        verbose_name_plural = "lampiran cuti"
        constraints = [models.UniqueConstraint(fields=["cuti", "kode"], name="lampirancuti_sekali")]

    def __str__(self) -> str:
        return self.get_kode_display()


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class KartuCuti(UuidModel):
    """Annual leave of one year as the leave card says, in working days; written by an operator.

    `bawaan`: carried into the first year on record. `terpakai`: taken outside the portal.
    `tambahan`: cuti bersama on which the post had to work (PP 11/2017 ps. 333).
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tahun = models.PositiveSmallIntegerField()
    bawaan = models.PositiveSmallIntegerField("sisa dari tahun lalu", default=0)
    terpakai = models.PositiveSmallIntegerField("terpakai di luar portal", default=0)
    tambahan = models.PositiveSmallIntegerField("pengganti cuti bersama", default=0)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField()

    class Meta:
        verbose_name = "kartu cuti"
        verbose_name_plural = "kartu cuti"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tahun"], name="kartucuti_sekali")
        ]

    def __str__(self) -> str:
        return str(self.tahun)


class SuratCuti(UuidModel):
    """The leave letter, numbered and frozen on approval, printed by a worker."""

    cuti = models.OneToOneField(Cuti, on_delete=models.PROTECT, related_name="surat")
    nomor = models.OneToOneField("inti.NomorTerbit", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    isi = models.JSONField("data surat saat dibuat")
    versi = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    galat = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "surat cuti"
        verbose_name_plural = "surat cuti"
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return str(self.tanggal)
