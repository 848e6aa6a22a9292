"""The personnel record: profile and histories, one row a fact, as the regulations name them."""

from collections.abc import Callable

import pghistory
from django.db import models
from django.db.models.functions import Now

from sitamu.inti.models.dasar import MuatanModel, UuidModel
from sitamu.inti.sandi import SandiField

ModelClass = type[models.Model]


def _track(*, exclude: list[str] | None = None) -> Callable[[ModelClass], ModelClass]:
    """Trail of corrections: what a row said before each UPDATE or DELETE."""
    tracked: Callable[[ModelClass], ModelClass] = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=exclude
    )
    return tracked


@_track(exclude=["nik", "npwp", "bpjs", "rekening"])
class Profil(MuatanModel):
    """What is known of a person besides identity. Secret numbers are ciphertext."""

    pegawai = models.OneToOneField(
        "inti.Pegawai", on_delete=models.PROTECT, primary_key=True, related_name="profil"
    )
    tempat_lahir = models.CharField(max_length=100, blank=True)
    tanggal_lahir = models.DateField(db_index=True)
    jenis_kelamin = models.CharField(max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")])
    agama = models.CharField(max_length=30, blank=True)
    status_kawin = models.CharField(max_length=30, blank=True)
    nik = SandiField("NIK", null=True)
    nik_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    nik_valid = models.BooleanField("NIK sah di Dukcapil", null=True)
    npwp = SandiField("NPWP", null=True)
    bpjs = SandiField("BPJS", null=True)
    nama_bank = models.CharField(max_length=60, blank=True)
    rekening = SandiField("nomor rekening", null=True)
    nomor_hp = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    alamat = models.CharField(max_length=300, blank=True)
    nomor_sk_cpns = models.CharField(max_length=60, blank=True)
    tanggal_sk_cpns = models.DateField(null=True)
    tmt_cpns = models.DateField("TMT CPNS", null=True)
    nomor_sk_pns = models.CharField(max_length=60, blank=True)
    tanggal_sk_pns = models.DateField(null=True)
    tmt_pns = models.DateField("TMT PNS", null=True)
    kppn = models.CharField("KPPN", max_length=60, blank=True)
    kartu_asn = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "profil"
        verbose_name_plural = "profil"

    def __str__(self) -> str:
        return str(self.pegawai_id)


class Riwayat(MuatanModel, UuidModel):
    """A fact of the record: it belongs to a person and says when it was written here."""

    # The unique key of every history begins with the person: a second index would only cost.
    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


@_track()
class RiwayatGolongan(Riwayat):
    golongan = models.CharField(max_length=5)
    tmt = models.DateField("TMT")
    mkg_tahun = models.PositiveSmallIntegerField("MKG tahun")
    mkg_bulan = models.PositiveSmallIntegerField("MKG bulan")
    nomor_sk = models.CharField(max_length=60, blank=True)
    tanggal_sk = models.DateField(null=True)
    jenis_kp = models.CharField(max_length=30, blank=True)
    nomor_pertek = models.CharField(max_length=60, blank=True)
    tanggal_pertek = models.DateField(null=True)

    class Meta:
        verbose_name = "riwayat golongan"
        verbose_name_plural = "riwayat golongan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tmt", "golongan"], name="riwayatgolongan_sekali"
            ),
            models.CheckConstraint(
                condition=models.Q(mkg_bulan__lt=12), name="riwayatgolongan_bulan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.golongan} {self.tmt}"


@_track()
class Jabatan(MuatanModel, UuidModel):
    """A post as reference: its kind, level and family decide the BUP."""

    nama = models.CharField(max_length=200, unique=True)
    siasn_id = models.CharField(max_length=40, blank=True)
    jenis = models.CharField(max_length=20)
    jenjang = models.CharField(max_length=20, blank=True)
    rumpun = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


@_track()
class RiwayatJabatan(Riwayat):
    jabatan = models.ForeignKey(Jabatan, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    tmt = models.DateField("TMT")
    nomor_sk = models.CharField(max_length=60, blank=True)
    kelas = models.PositiveSmallIntegerField("kelas jabatan", null=True)

    class Meta:
        verbose_name = "riwayat jabatan"
        verbose_name_plural = "riwayat jabatan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tmt", "jabatan"], name="riwayatjabatan_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jabatan_id} {self.tmt}"


@_track()
class RiwayatPendidikan(Riwayat):
    tingkat = models.CharField(max_length=40)
    nama = models.CharField(max_length=150)
    tahun_lulus = models.PositiveSmallIntegerField(null=True)
    nomor_ijazah = models.CharField(max_length=60, blank=True)
    sudah_dicantumkan = models.BooleanField(default=False)

    class Meta:
        verbose_name = "riwayat pendidikan"
        verbose_name_plural = "riwayat pendidikan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tingkat", "nama"], name="riwayatpendidikan_sekali"
            )
        ]

    def __str__(self) -> str:
        return self.nama


@_track()
class RiwayatSkp(Riwayat):
    tahun = models.PositiveSmallIntegerField()
    predikat = models.CharField(max_length=20)
    hasil_kerja = models.CharField(max_length=30, blank=True)
    perilaku_kerja = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = "riwayat SKP"
        verbose_name_plural = "riwayat SKP"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tahun"], name="riwayatskp_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.tahun} {self.predikat}"


@_track()
class Keluarga(Riwayat):
    hubungan = models.CharField(
        max_length=10, choices=[("pasangan", "Suami/istri"), ("anak", "Anak")]
    )
    nama = models.CharField(max_length=150)
    tanggal_lahir = models.DateField(null=True)
    tanggal_nikah = models.DateField(null=True)
    status = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "anggota keluarga"
        verbose_name_plural = "anggota keluarga"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "hubungan", "nama", "tanggal_lahir"],
                nulls_distinct=False,
                name="keluarga_sekali",
            )
        ]

    def __str__(self) -> str:
        return self.nama


@_track()
class RiwayatHukdis(Riwayat):
    tingkat = models.CharField(max_length=10)
    jenis = models.CharField(max_length=150)
    nomor_sk = models.CharField(max_length=60)
    tmt = models.DateField("TMT")
    akhir = models.DateField(null=True)

    class Meta:
        verbose_name = "riwayat hukuman disiplin"
        verbose_name_plural = "riwayat hukuman disiplin"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "nomor_sk", "tmt"], name="riwayathukdis_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tingkat} {self.tmt}"


@_track()
class RiwayatKgb(Riwayat):
    golongan = models.CharField(max_length=5)
    tmt = models.DateField("TMT")
    mkg_tahun = models.PositiveSmallIntegerField("MKG tahun")
    nomor_sk = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "riwayat KGB"
        verbose_name_plural = "riwayat KGB"
        constraints = [models.UniqueConstraint(fields=["pegawai", "tmt"], name="riwayatkgb_sekali")]

    def __str__(self) -> str:
        return f"{self.golongan} {self.tmt}"


@_track()
class RiwayatPmk(Riwayat):
    tahun = models.PositiveSmallIntegerField()
    bulan = models.PositiveSmallIntegerField()
    nomor_sk = models.CharField(max_length=60, blank=True)
    tmt = models.DateField("TMT")

    class Meta:
        verbose_name = "riwayat PMK"
        verbose_name_plural = "riwayat PMK"
        constraints = [models.UniqueConstraint(fields=["pegawai", "tmt"], name="riwayatpmk_sekali")]

    def __str__(self) -> str:
        return f"{self.tahun} tahun {self.bulan} bulan"


@_track()
class RiwayatAngkaKredit(Riwayat):
    """One PAK of a jabatan fungsional: what was gathered up to `tanggal`, that day inclusive.

    `angka_kredit`: since the last pangkat, surplus brought along included. `angka_kredit_jenjang`:
    since entering the jenjang; None where the PAK does not say.
    """

    nomor = models.CharField("nomor PAK", max_length=60)
    tanggal = models.DateField("dihitung sampai")
    angka_kredit = models.DecimalField(max_digits=8, decimal_places=3)
    angka_kredit_jenjang = models.DecimalField(max_digits=8, decimal_places=3, null=True)

    class Meta:
        verbose_name = "riwayat angka kredit"
        verbose_name_plural = "riwayat angka kredit"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="riwayatangkakredit_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.angka_kredit} {self.tanggal}"


@_track()
class RiwayatUjian(Riwayat):
    """An examination or leadership training passed on `tanggal`; `jenis`: code of the law."""

    jenis = models.CharField(max_length=20)
    nomor = models.CharField("nomor sertifikat", max_length=60)
    tanggal = models.DateField()

    class Meta:
        verbose_name = "riwayat ujian dan pelatihan"
        verbose_name_plural = "riwayat ujian dan pelatihan"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "jenis"], name="riwayatujian_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tanggal}"


@_track()
class KontrakTkd(Riwayat):
    nomor = models.CharField(max_length=60)
    mulai = models.DateField()
    akhir = models.DateField()

    class Meta:
        verbose_name = "kontrak TKD"
        verbose_name_plural = "kontrak TKD"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "nomor"], name="kontraktkd_sekali")
        ]

    def __str__(self) -> str:
        return self.nomor


@_track()
class KontrakPppk(Riwayat):
    """One agreement (perjanjian kerja) of a PPPK; both days inclusive. An extension is a row."""

    nomor = models.CharField(max_length=60)
    mulai = models.DateField()
    akhir = models.DateField()

    class Meta:
        verbose_name = "perjanjian kerja PPPK"
        verbose_name_plural = "perjanjian kerja PPPK"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "nomor"], name="kontrakpppk_sekali"),
            models.CheckConstraint(
                condition=models.Q(akhir__gte=models.F("mulai")), name="kontrakpppk_urut"
            ),
        ]

    def __str__(self) -> str:
        return self.nomor
