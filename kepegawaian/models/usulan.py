"""A matter on its way: the proposal, its items, its moves, its clock, BKN's answer."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from kepegawaian.rules.katalog import NamaAkibat
from kepegawaian.rules.usulan import DI_MEJA, FINAL, Action, Keluarga, Status, Verdict
from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel

STATUS_CHOICES = [(s.value, s.label) for s in Status]
_DI_MEJA = models.Q(status__in=sorted(s.value for s in DI_MEJA), tiba_pada__isnull=False)


class Usulan(UuidModel):
    """One proposal. `unit_kerja` is the person's unit when it was opened: it decides who sees it.

    `tiba_pada` is the complete arrival at BKPSDM: the clock of the promise starts there and stops
    at `terbit_pada`. `kembali_ke` remembers who returned it. `keluarga` chooses the table of moves.
    `tmt`: first day of what is proposed. `rincian`: figures of the rule, dates as ISO text.
    `tenggat_tanggal`: last day of the promise while its clock runs, kept for lists; a page of one
    usulan computes it anew.
    """

    nomor = models.CharField(max_length=12, unique=True)
    layanan = models.ForeignKey("kepegawaian.Layanan", on_delete=models.PROTECT, related_name="+")
    versi_layanan = models.ForeignKey(
        "kepegawaian.VersiLayanan", on_delete=models.PROTECT, related_name="+"
    )
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="usulan")
    unit_kerja = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    keluarga = models.CharField(
        max_length=10,
        choices=[(k.value, k.label) for k in Keluarga],
        default=Keluarga.PERTEK.value,
    )
    status = models.CharField(max_length=20, choices=STATUS_CHOICES, default=Status.DRAF.value)
    kembali_ke = models.CharField(max_length=20, choices=STATUS_CHOICES, blank=True)
    perbaikan_sampai_tanggal = models.DateField(null=True, blank=True)
    pemeriksa = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tmt = models.DateField("TMT", null=True, blank=True)
    isian = models.JSONField("jawaban pemohon", default=dict)
    rincian = models.JSONField("angka saat diajukan", default=dict)
    dibuat_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)
    diajukan_pada = models.DateTimeField(null=True, blank=True)
    tiba_pada = models.DateTimeField(null=True, blank=True)
    tenggat_tanggal = models.DateField(null=True, blank=True, editable=False)
    terbit_pada = models.DateTimeField(null=True, blank=True)
    id_klien = models.UUIDField("id kiriman dari klien", unique=True, null=True, blank=True)

    class Meta:
        verbose_name = "usulan"
        verbose_name_plural = "usulan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "layanan"],
                condition=~models.Q(status__in=sorted(s.value for s in FINAL)),
                name="usulan_satu_berjalan",
            )
        ]
        indexes = [
            models.Index(fields=["status", "tiba_pada"], name="usulan_antrean"),
            models.Index(fields=["unit_kerja", "status"], name="usulan_unit"),
            # The desk reads open cases only, in the order of arrival or of their limits.
            models.Index(fields=["tiba_pada", "id"], condition=_DI_MEJA, name="usulan_meja"),
            models.Index(fields=["tenggat_tanggal", "id"], condition=_DI_MEJA, name="usulan_batas"),
            models.Index(
                fields=["pemeriksa", "tiba_pada"], condition=_DI_MEJA, name="usulan_pemeriksa"
            ),
            models.Index(fields=["layanan", "tiba_pada"], condition=_DI_MEJA, name="usulan_jenis"),
            models.Index(fields=["unit_kerja", "tiba_pada"], condition=_DI_MEJA, name="usulan_opd"),
            models.Index(
                fields=["tiba_pada", "id"],
                condition=models.Q(status=Status.DIPERIKSA.value, pemeriksa__isnull=True),
                name="usulan_bebas",
            ),
        ]

    def __str__(self) -> str:
        return self.nomor


class ButirUsulan(UuidModel):
    """One item to check: a paper (its frozen `versi`) or data the person confirmed."""

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="butir")
    syarat = models.ForeignKey("kepegawaian.Syarat", on_delete=models.PROTECT, related_name="+")
    kunci = models.CharField(max_length=40, blank=True)
    nama = models.CharField(max_length=150)
    urutan = models.PositiveSmallIntegerField()
    versi = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dikonfirmasi_pada = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(
        max_length=15, choices=[(v.value, v.label) for v in Verdict], default=Verdict.BELUM.value
    )
    alasan = models.CharField(max_length=40, blank=True)
    catatan = models.CharField(max_length=500, blank=True)
    dinilai_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dinilai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "butir usulan"
        verbose_name_plural = "butir usulan"
        ordering = ["urutan", "kunci"]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "syarat", "kunci"], name="butirusulan_sekali")
        ]

    def __str__(self) -> str:
        return self.nama


class RiwayatUsulan(UuidModel):
    """One move: who did what when, from which status to which. Append-only.

    `urut` counts the moves of one usulan from 1: the order, also within one instant.
    """

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="riwayat")
    urut = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=20, choices=[(a.value, a.label) for a in Action])
    dari = models.CharField(max_length=20, choices=STATUS_CHOICES)
    ke = models.CharField(max_length=20, choices=STATUS_CHOICES)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    sebagai = models.CharField("dalam kedudukan", max_length=60)
    pada = models.DateTimeField()
    catatan = models.CharField(max_length=500, blank=True)
    rincian = models.JSONField(default=dict)

    class Meta:
        verbose_name = "riwayat usulan"
        verbose_name_plural = "riwayat usulan"
        ordering = ["usulan", "urut"]
        triggers = [append_only()]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "urut"], name="riwayatusulan_urut_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.pada}"


class IntervalUsulan(UuidModel):
    """The clock as rows: running (`berjalan`) or paused, from instant to instant."""

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="interval")
    berjalan = models.BooleanField()
    sebab = models.CharField(max_length=60, blank=True)
    mulai_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "interval usulan"
        verbose_name_plural = "interval usulan"
        ordering = ["mulai_pada", "selesai_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["usulan"],
                condition=models.Q(selesai_pada__isnull=True),
                name="intervalusulan_satu_terbuka",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mulai_pada} - {self.selesai_pada or 'kini'}"


class TahapUsulan(UuidModel):
    """One stay of an usulan in a status, from instant to instant; what a stage really takes.

    `dipegang_pada`: since when `pemegang` has it in hand (at BKPSDM: taken from the queue). A
    closed row names the officer who brought it on, None where the person did. `jeda`: the promise
    rests.
    """

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="tahap")
    status = models.CharField(max_length=20, choices=STATUS_CHOICES)
    jeda = models.BooleanField(default=False)
    mulai_pada = models.DateTimeField()
    dipegang_pada = models.DateTimeField(null=True, blank=True)
    pemegang = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tahap usulan"
        verbose_name_plural = "tahap usulan"
        constraints = [
            models.UniqueConstraint(
                fields=["usulan"],
                condition=models.Q(selesai_pada__isnull=True),
                name="tahapusulan_satu_terbuka",
            )
        ]
        indexes = [models.Index(fields=["selesai_pada"], name="tahapusulan_selesai")]

    def __str__(self) -> str:
        return f"{self.status} {self.mulai_pada}"


class Pertek(UuidModel):
    """BKN's pertimbangan teknis: the SK must equal it in golongan, MKG, pay, pension and TMT.

    The figures of a pension are null for other services.
    """

    usulan = models.OneToOneField(Usulan, on_delete=models.PROTECT, related_name="pertek")
    nomor = models.CharField(max_length=60)
    tanggal = models.DateField()
    golongan = models.CharField(max_length=5)
    mkg_tahun = models.PositiveSmallIntegerField()
    mkg_bulan = models.PositiveSmallIntegerField()
    mkp_tahun = models.PositiveSmallIntegerField(null=True)
    mkp_bulan = models.PositiveSmallIntegerField(null=True)
    gaji_pokok = models.PositiveIntegerField(help_text="Rupiah")
    pensiun_pokok = models.PositiveIntegerField(null=True, help_text="Rupiah")
    tmt = models.DateField("TMT")
    versi_bukti = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, related_name="+"
    )
    dicatat_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dicatat_pada = models.DateTimeField()

    class Meta:
        verbose_name = "pertek"
        verbose_name_plural = "pertek"
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.nomor


class SuratPengantar(UuidModel):
    """The OPD's covering letter, made when its head approves.

    A collective letter has one number and one text, and a row for each person in it.
    """

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="surat_pengantar")
    nomor = models.ForeignKey("inti.NomorTerbit", on_delete=models.PROTECT, related_name="+")
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
        verbose_name = "surat pengantar"
        verbose_name_plural = "surat pengantar"

    def __str__(self) -> str:
        return str(self.tanggal)


class AkibatUsulan(UuidModel):
    """What an SK wrote into the record: the row `objek_id` of `tabel`, and what it said before.

    `sebelum`: the fields that were changed, as they were; empty for a row that was added. Waits
    until `berlaku_mulai` when it takes effect later. Taken back when the SK is revoked.
    """

    usulan = models.ForeignKey(Usulan, on_delete=models.PROTECT, related_name="akibat")
    nama = models.CharField(max_length=20, choices=[(a.value, a.label) for a in NamaAkibat])
    tabel = models.CharField(max_length=40, blank=True)
    objek_id = models.UUIDField(null=True)
    sebelum = models.JSONField(default=dict)
    berlaku_mulai = models.DateField()
    diterapkan_pada = models.DateTimeField(null=True)
    dibatalkan_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "akibat usulan"
        verbose_name_plural = "akibat usulan"
        indexes = [
            models.Index(
                fields=["berlaku_mulai"],
                condition=models.Q(diterapkan_pada=None, dibatalkan_pada=None),
                name="akibatusulan_menunggu",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.tabel}"
