"""A month of TPP: what is owed to whom, why, who approved it. A closed month stays as it is.

Results are computed from facts and the rule set of the month, and again until it is closed; the
database itself refuses any change of a closed month (migration of the triggers).
"""

from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Now

from presensi.models.dasar import BertanggalModel, dicatat
from presensi.rules.tpp.alur import KeadaanKeberatan, StatusTpp, TingkatTpp
from presensi.rules.tpp.hitung import Baris, rincian_baca
from sitamu.inti.models import append_only
from sitamu.inti.models.dasar import UuidModel
from sitamu.inti.models.pegawai import masa_berlaku

_SEMUA = Value(UUID(int=0), output_field=models.UUIDField())


@dicatat
class PaguTpp(BertanggalModel):
    """TPP of a class by criteria, in rupiah a month. A narrower row beats a wider one.

    Order: person, unit and post, post, unit, class alone.
    """

    kelas = models.PositiveSmallIntegerField("kelas jabatan")
    jabatan = models.ForeignKey(
        "kepegawaian.Jabatan", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beban_kerja = models.PositiveBigIntegerField(default=0)
    prestasi_kerja = models.PositiveBigIntegerField(default=0)
    tempat_bertugas = models.PositiveBigIntegerField(default=0)
    kondisi_kerja = models.PositiveBigIntegerField(default=0)
    kelangkaan_profesi = models.PositiveBigIntegerField(default=0)
    pertimbangan_lain = models.PositiveBigIntegerField("pertimbangan objektif lain", default=0)

    class Meta(BertanggalModel.Meta):
        verbose_name = "pagu TPP"
        verbose_name_plural = "pagu TPP"
        constraints = [
            ExclusionConstraint(
                name="pagutpp_tidak_bersamaan",
                expressions=[
                    ("kelas", RangeOperators.EQUAL),
                    *(
                        (Coalesce(F(name), _SEMUA), RangeOperators.EQUAL)
                        for name in ("jabatan", "unit", "pegawai")
                    ),
                    (masa_berlaku(), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(sampai__isnull=True) | models.Q(sampai__gte=F("mulai")),
            )
        ]


class FaktaBulanTpp(UuidModel):
    """What a month's calculation needs of a person and no other table holds.

    Null: not known. Amounts in rupiah. `plt_*`: a second post in that month.
    """

    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    bulan = models.DateField()
    gaji_dasar_bpjs = models.PositiveBigIntegerField("gaji dasar iuran BPJS", null=True)
    penghasilan_lain = models.PositiveBigIntegerField(default=0)
    pph_lain = models.PositiveBigIntegerField(default=0)
    kategori_ter = models.CharField(max_length=1, blank=True)
    predikat = models.CharField("predikat kinerja", max_length=20, blank=True)
    sumber_predikat = models.CharField(max_length=100, blank=True)
    plt_pagu = models.PositiveBigIntegerField(null=True)
    plt_setingkat = models.BooleanField(default=True)
    plt_hari_kerja = models.PositiveSmallIntegerField(default=0)
    plt_bulan_ke = models.PositiveSmallIntegerField(default=1)
    syarat_gagal = models.JSONField(default=list)
    potongan_lain = models.JSONField(default=list)  # [[code, rupiah]]

    class Meta:
        verbose_name = "fakta TPP sebulan"
        verbose_name_plural = "fakta TPP sebulan"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "bulan"], name="faktabulantpp_sekali"),
            models.CheckConstraint(
                condition=models.Q(bulan__day=1), name="faktabulantpp_awal_bulan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.bulan:%Y-%m}"


class PeriodeTpp(UuidModel):
    """One month; `bulan` is its first day. `parameter`: the rule set it was computed by."""

    bulan = models.DateField(unique=True)
    status = models.CharField(
        max_length=10,
        choices=[(s.value, s.label) for s in StatusTpp],
        default=StatusTpp.TERBUKA.value,
    )
    parameter = models.ForeignKey(
        "inti.Parameter", on_delete=models.PROTECT, null=True, related_name="+"
    )
    dihitung_pada = models.DateTimeField(null=True)
    keberatan_sampai = models.DateField("batas keberatan", null=True)  # inclusive
    ditutup_pada = models.DateTimeField(null=True)
    ditutup_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "periode TPP"
        verbose_name_plural = "periode TPP"
        ordering = ["-bulan"]
        constraints = [
            models.CheckConstraint(condition=models.Q(bulan__day=1), name="periodetpp_awal_bulan"),
            models.CheckConstraint(
                condition=models.Q(status=StatusTpp.DITUTUP.value, ditutup_pada__isnull=False)
                | (~models.Q(status=StatusTpp.DITUTUP.value) & models.Q(ditutup_pada__isnull=True)),
                name="periodetpp_ditutup_pada",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulan:%Y-%m}"


class HasilTpp(UuidModel):
    """One person's month. `rincian`: rows that sum to `netto`, each with day, rule and article,
    packed as arrays; `baris` unpacks them.

    `galat`: code of what has to be repaired first; amounts are then 0, unless only the way to the
    bank is missing. `fakta`: what was asked, as it was.
    """

    # Written by thousands from rows that keep these keys themselves: checking each costs as much
    # as all the sums. The person's is kept.
    periode = models.ForeignKey(
        PeriodeTpp,
        on_delete=models.PROTECT,
        related_name="hasil",
        db_index=False,
        db_constraint=False,
    )
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "inti.UnitKerja",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    jenis = models.CharField(max_length=4)
    golongan = models.CharField(max_length=5, blank=True)
    kelas = models.PositiveSmallIntegerField("kelas jabatan", null=True)
    pagu = models.BigIntegerField(default=0)
    pagu_dibayar = models.BigIntegerField(default=0)
    nilai_kinerja = models.BigIntegerField(default=0)
    nilai_disiplin = models.BigIntegerField(default=0)
    bruto = models.BigIntegerField(default=0)
    bpjs_pegawai = models.BigIntegerField(default=0)
    bpjs_pemberi_kerja = models.BigIntegerField(default=0)
    pph_dipotong = models.BigIntegerField(default=0)
    pph_ditanggung_pemda = models.BigIntegerField(default=0)
    potongan_lain = models.BigIntegerField(default=0)
    netto = models.BigIntegerField(default=0)
    keterangan = models.JSONField(default=list)
    rincian = models.JSONField(default=list)
    fakta = models.JSONField(default=dict)
    galat = models.CharField(max_length=40, blank=True)
    pesan = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "hasil TPP"
        verbose_name_plural = "hasil TPP"
        constraints = [
            models.UniqueConstraint(fields=["periode", "pegawai"], name="hasiltpp_sekali"),
            models.CheckConstraint(condition=models.Q(netto__gte=0), name="hasiltpp_tak_negatif"),
        ]
        indexes = [models.Index(fields=["periode", "unit"], name="hasiltpp_unit")]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.netto}"

    @property
    def baris(self) -> list[Baris]:
        """Lines of the slip, in the order of the calculation."""
        return rincian_baca(self.rincian)


class SelisihTpp(UuidModel):
    """Later facts about a closed month: owed (+) or paid too much (-), settled in a later month."""

    asal = models.ForeignKey(PeriodeTpp, on_delete=models.PROTECT, related_name="selisih")
    dibayar = models.ForeignKey(PeriodeTpp, on_delete=models.PROTECT, related_name="susulan")
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    rupiah = models.BigIntegerField()
    alasan = models.CharField(max_length=300)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "kekurangan atau kelebihan TPP"
        verbose_name_plural = "kekurangan atau kelebihan TPP"
        constraints = [
            models.CheckConstraint(condition=~models.Q(rupiah=0), name="selisihtpp_ada"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.rupiah}"


class HitungTpp(UuidModel):
    """A wish to compute a month again: of one person, of an OPD, or of everybody (both null)."""

    periode = models.ForeignKey(PeriodeTpp, on_delete=models.CASCADE, related_name="+")
    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "inti.UnitKerja", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    diminta_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "TPP yang perlu dihitung lagi"
        verbose_name_plural = "TPP yang perlu dihitung lagi"

    def __str__(self) -> str:
        return str(self.pegawai_id or self.unit_id or "semua")


class PersetujuanTpp(UuidModel):
    """One tier's yes to the sums it saw; a changed sum takes it back (`batal_pada`)."""

    periode = models.ForeignKey(PeriodeTpp, on_delete=models.PROTECT, related_name="persetujuan")
    tingkat = models.CharField(max_length=10, choices=[(t.value, t.label) for t in TingkatTpp])
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    jumlah = models.PositiveIntegerField()
    total_netto = models.BigIntegerField()
    batal_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "persetujuan TPP"
        verbose_name_plural = "persetujuan TPP"
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "tingkat", "unit"],
                condition=models.Q(batal_pada__isnull=True),
                name="persetujuantpp_sekali",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tingkat} {self.periode_id}"


class KeberatanTpp(UuidModel):
    """What a person objects to in the own slip, and the answer. One open at a time."""

    periode = models.ForeignKey(PeriodeTpp, on_delete=models.PROTECT, related_name="keberatan")
    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    alasan = models.CharField(max_length=1000)
    diajukan_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    diajukan_pada = models.DateTimeField()
    keadaan = models.CharField(
        max_length=10,
        choices=[(k.value, k.label) for k in KeadaanKeberatan],
        default=KeadaanKeberatan.DIAJUKAN.value,
    )
    jawaban = models.CharField(max_length=1000, blank=True)
    dijawab_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+"
    )
    dijawab_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "keberatan TPP"
        verbose_name_plural = "keberatan TPP"
        ordering = ["diajukan_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "pegawai"],
                condition=models.Q(keadaan=KeadaanKeberatan.DIAJUKAN.value),
                name="keberatantpp_satu_terbuka",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.keadaan}"


class RiwayatTpp(UuidModel):
    """One act on a month. Append-only."""

    periode = models.ForeignKey(PeriodeTpp, on_delete=models.PROTECT, related_name="riwayat")
    aksi = models.CharField(max_length=20)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()
    rincian = models.JSONField(default=dict)

    class Meta:
        verbose_name = "riwayat TPP"
        verbose_name_plural = "riwayat TPP"
        ordering = ["pada", "id"]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.aksi} {self.pada}"
