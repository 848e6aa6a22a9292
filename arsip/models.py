"""Documents of a person: kinds, documents, versions, and who may read them for a running case."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now

from arsip.rules.dokumen import (
    PDF_MAKS_BYTE,
    AsalTeks,
    Bukti,
    Kerahasiaan,
    Nasib,
    Pemicu,
    StatusVersi,
    SumberVersi,
)
from arsip.rules.susut import JenisSusut, StatusButir, StatusSusut
from arsip.rules.unggahan import StatusPindai, StatusUnggahan
from arsip.rules.utuh import JenisTemuan
from sitamu.inti.models.dasar import UuidModel


class JenisDokumen(models.Model):
    """A kind of document: `kode` is the name used by catalogue and file names.

    Who may read it, how long it is kept and what SIASN calls it are dated: `KetentuanJenis`.
    """

    # Largest PDF on a day, where a selector looked it up (`jenis_with_limit`); no column.
    pdf_maks_byte: int = PDF_MAKS_BYTE

    kode = models.CharField(primary_key=True, max_length=40)
    nama = models.CharField(max_length=150)
    petunjuk = models.CharField("petunjuk bagi pengunggah", max_length=300, blank=True)
    bukti = models.CharField(
        "membuktikan riwayat", max_length=20, choices=[(b.value, b.label) for b in Bukti]
    )
    banyak = models.BooleanField("satu per tahun atau peristiwa", default=False)
    tahunan = models.BooleanField("kuncinya tahun, misalnya 2025", default=False)
    internal = models.BooleanField("hanya masuk lewat layanannya", default=False)
    foto = models.BooleanField("disimpan sebagai foto (JPEG)", default=False)
    bermasa = models.BooleanField("berlaku sampai tanggal tertentu", default=False)
    urutan = models.PositiveSmallIntegerField(default=100)
    berlaku_mulai = models.DateField()
    berlaku_sampai = models.DateField(null=True, blank=True)
    dasar_hukum = models.CharField(max_length=300)

    class Meta:
        verbose_name = "jenis dokumen"
        verbose_name_plural = "jenis dokumen"
        ordering = ["urutan", "kode"]

    def __str__(self) -> str:
        return self.nama


class KelasRetensi(UuidModel):
    """How long papers of a class are kept, from `berlaku_mulai` until the next row of `kode`.

    `aktif_tahun` and `inaktif_tahun` follow each other. Nothing leaves under a row that the
    institution has not adopted (`ditetapkan`), and never by a date alone.
    """

    kode = models.CharField(max_length=20)
    nama = models.CharField(max_length=150)
    pemicu = models.CharField(
        "tenggang dihitung", max_length=10, choices=[(p.value, p.label) for p in Pemicu]
    )
    aktif_tahun = models.PositiveSmallIntegerField("aktif (tahun)")
    inaktif_tahun = models.PositiveSmallIntegerField("inaktif (tahun)")
    nasib = models.CharField(
        "setelah itu", max_length=10, choices=[(n.value, n.label) for n in Nasib]
    )
    ditetapkan = models.BooleanField(
        "sudah ditetapkan dalam JRA (jadwal retensi arsip) instansi", default=False
    )
    berlaku_mulai = models.DateField()
    dasar_hukum = models.CharField(max_length=300)
    dimasukkan_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "kelas retensi"
        verbose_name_plural = "kelas retensi"
        ordering = ["kode", "-berlaku_mulai"]
        constraints = [
            models.UniqueConstraint(fields=["kode", "berlaku_mulai"], name="kelasretensi_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.nama} mulai {self.berlaku_mulai}"


class KetentuanJenis(UuidModel):
    """What holds for a kind from `berlaku_mulai` until its next row; added, never edited."""

    jenis = models.ForeignKey(JenisDokumen, on_delete=models.PROTECT, related_name="ketentuan")
    berlaku_mulai = models.DateField()
    kerahasiaan = models.CharField(max_length=10, choices=[(k.value, k.label) for k in Kerahasiaan])
    atasan = models.BooleanField("dapat dibaca atasan langsung", default=False)
    kelas_retensi = models.CharField("kode kelas retensi", max_length=20)
    siasn_dok_id = models.CharField("dok_id SIASN", max_length=10, blank=True)
    pdf_maks_byte = models.PositiveIntegerField("PDF paling besar (byte)", default=PDF_MAKS_BYTE)
    dasar_hukum = models.CharField(max_length=300)
    dimasukkan_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "ketentuan jenis dokumen"
        verbose_name_plural = "ketentuan jenis dokumen"
        ordering = ["jenis", "-berlaku_mulai"]
        constraints = [
            models.UniqueConstraint(
                fields=["jenis", "berlaku_mulai"], name="ketentuanjenis_sekali"
            ),
            models.CheckConstraint(
                condition=models.Q(pdf_maks_byte__lte=PDF_MAKS_BYTE),
                name="ketentuanjenis_paling_besar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis_id} mulai {self.berlaku_mulai}"


class Dokumen(UuidModel):
    """One document of one person: `kunci` tells many of a kind apart ('2025'), else is empty.

    `versi_kini` is the newest version that is ready; earlier ones stay.
    """

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="dokumen")
    jenis = models.ForeignKey(JenisDokumen, on_delete=models.PROTECT, related_name="+")
    kunci = models.CharField(max_length=40, blank=True)
    versi_kini = models.ForeignKey(
        "arsip.VersiDokumen", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "jenis", "kunci"], name="dokumen_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.jenis_id} {self.kunci}".strip()


class VersiDokumen(UuidModel):
    """The bytes of one version, with their SHA-256. Bytes never change once `status` is SIAP.

    `kunci_simpan` is the name in the private storage. While DIPROSES it names the first of what
    came in (`masukan`: photos with `kunci`, `mime`, `sha256`); the worker puts the finished file
    beside it, sets hash, size and pages, and removes what came in. The hashes of `masukan` stay,
    so that the same photos sent again are recognised.
    """

    # Set by a service that found the same bytes here already; no column.
    sudah_ada: bool = False

    dokumen = models.ForeignKey(Dokumen, on_delete=models.PROTECT, related_name="versi")
    nomor = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in StatusVersi])
    sumber = models.CharField(max_length=10, choices=[(s.value, s.label) for s in SumberVersi])
    alasan = models.CharField("alasan ditolak", max_length=300, blank=True)
    nama_asli = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    ukuran_byte = models.PositiveIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    kunci_simpan = models.CharField(max_length=200, unique=True)
    masukan = models.JSONField("berkas mentah yang menunggu diolah", default=list)
    halaman = models.PositiveSmallIntegerField(null=True, blank=True)
    bertanda_tangan = models.BooleanField("memuat tanda tangan digital", default=False)
    gambar_siap = models.BooleanField("gambar halaman sudah dibuat", default=False)
    berlaku_sampai = models.DateField("hari terakhir berlaku", null=True, blank=True)
    sha256_masuk = models.CharField("SHA-256 yang diunggah", max_length=64, blank=True)
    pindai = models.CharField(
        "pemeriksaan virus",
        max_length=10,
        choices=[(s.value, s.label) for s in StatusPindai],
        default=StatusPindai.TIDAK.value,
    )
    pindai_pada = models.DateTimeField("diperiksa atau dicoba pada", null=True, blank=True)
    id_klien = models.UUIDField("id kiriman dari klien", unique=True, null=True, blank=True)
    oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pada = models.DateTimeField(db_default=Now())
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    utuh_pada = models.DateTimeField("terakhir diperiksa keutuhannya", null=True, blank=True)

    class Meta:
        verbose_name = "versi dokumen"
        verbose_name_plural = "versi dokumen"
        ordering = ["dokumen", "nomor"]
        constraints = [
            models.UniqueConstraint(fields=["dokumen", "nomor"], name="versidokumen_nomor_sekali")
        ]
        indexes = [
            models.Index(
                fields=["pada"],
                condition=models.Q(gambar_siap=False) & ~models.Q(status="DITOLAK"),
                name="versidokumen_menunggu",
            ),
            models.Index(
                fields=["berlaku_sampai"],
                condition=models.Q(berlaku_sampai__isnull=False),
                name="versidokumen_berlaku",
            ),
            models.Index(
                fields=["sha256_masuk"],
                condition=~models.Q(sha256_masuk=""),
                name="versidokumen_masuk",
            ),
            models.Index(
                fields=["pada"],
                condition=models.Q(pindai="MENUNGGU"),
                name="versidokumen_pindai",
            ),
            models.Index(
                models.F("utuh_pada").asc(nulls_first=True),
                "id",
                condition=models.Q(status="SIAP"),
                name="versidokumen_utuh",
            ),
        ]

    def __str__(self) -> str:
        return f"versi {self.nomor}"

    @property
    def menunggu_pindai(self) -> bool:
        """Not to be opened before the virus scanner has spoken."""
        return self.status == StatusVersi.DIPROSES and self.pindai == StatusPindai.MENUNGGU

    @property
    def foto(self) -> bool:
        """Kept as one picture, not as a PDF."""
        return self.mime == "image/jpeg"

    @property
    def status_label(self) -> str:
        return StatusVersi(self.status).label


class AksesKasus(UuidModel):
    """A running case opens one version to whoever holds `hak` over `unit`, from date to date.

    Pushed here by the app that owns the case, so that arsip need not know what a case is.
    """

    versi = models.ForeignKey(VersiDokumen, on_delete=models.PROTECT, related_name="akses_kasus")
    rujukan_jenis = models.CharField(max_length=40)
    rujukan_id = models.UUIDField()
    hak = models.CharField(max_length=32)
    unit = models.ForeignKey("inti.UnitKerja", on_delete=models.PROTECT, related_name="+")
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "akses kasus"
        verbose_name_plural = "akses kasus"
        constraints = [
            models.UniqueConstraint(
                fields=["versi", "rujukan_jenis", "rujukan_id", "hak"], name="akseskasus_sekali"
            )
        ]
        indexes = [models.Index(fields=["rujukan_jenis", "rujukan_id"], name="akseskasus_rujukan")]

    def __str__(self) -> str:
        return f"{self.rujukan_jenis} {self.rujukan_id}"


class TeksVersi(models.Model):
    """Words read from one version, for the search only: the file itself is never changed.

    `asal` says how: TANAM (text inside the PDF), OCR, KOSONG (nothing to read), or TUNGGU, a scan
    that waits for OCR; with `percobaan` spent it stays unread. A kind of a secret class has no row.
    """

    versi = models.OneToOneField(
        VersiDokumen, on_delete=models.CASCADE, primary_key=True, related_name="teks"
    )
    asal = models.CharField(max_length=6, choices=[(a.value, a.label) for a in AsalTeks])
    teks = models.TextField(blank=True)
    dibaca_pada = models.DateTimeField()
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "teks versi"
        verbose_name_plural = "teks versi"
        indexes = [
            models.Index(
                fields=["dibaca_pada"], condition=models.Q(asal="TUNGGU"), name="teksversi_tunggu"
            )
        ]

    def __str__(self) -> str:
        return str(self.versi_id)


class IndeksDokumen(models.Model):
    """What the search compares: one row for a document with a current version.

    Written by triggers of the database alone (migration 0008), whoever writes person, document or
    text. `kata`: folded names, numbers, kind, key and the first words of the text, for parts of
    words; `vektor`: all words, stemmed as Indonesian.
    """

    dokumen = models.OneToOneField(
        Dokumen, on_delete=models.CASCADE, primary_key=True, related_name="indeks"
    )
    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    jenis = models.ForeignKey(
        JenisDokumen, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    versi = models.OneToOneField(VersiDokumen, on_delete=models.CASCADE, related_name="+")
    tahun = models.SmallIntegerField()
    pada = models.DateTimeField()
    kata = models.TextField()
    vektor = SearchVectorField()

    class Meta:
        verbose_name = "indeks dokumen"
        verbose_name_plural = "indeks dokumen"
        indexes = [
            models.Index(fields=["-pada", "-dokumen"], name="indeksdokumen_terbaru"),
            models.Index(fields=["pegawai", "-pada"], name="indeksdokumen_pegawai"),
            GinIndex(fields=["vektor"], name="indeksdokumen_vektor"),
            GinIndex(fields=["kata"], opclasses=["gin_trgm_ops"], name="indeksdokumen_kata"),
        ]

    def __str__(self) -> str:
        return str(self.dokumen_id)


class UnggahanMassal(UuidModel):
    """One sitting of bulk upload by an officer. Its files stay until matched or thrown away."""

    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "unggahan massal"
        verbose_name_plural = "unggahan massal"
        indexes = [models.Index(fields=["oleh", "-dibuat_pada"], name="unggahanmassal_oleh")]

    def __str__(self) -> str:
        return f"Unggahan massal {self.dibuat_pada:%d-%m-%Y}"


class Unggahan(UuidModel):
    """One file on its way into the archive; this row is the truth about it, come what may.

    The id is the sender's own where it made one. Bytes lie in parts (`BagianUnggahan`) while they
    arrive, or whole under `kunci_simpan`; once filed or refused nothing of them is left here.
    `pegawai`, `jenis` and `kunci` say where it goes, as sent, as read from its name, or as matched
    by hand. `sidik`: what the sender knows the file by, so that a reload finds it again.
    """

    massal = models.ForeignKey(
        UnggahanMassal, on_delete=models.PROTECT, null=True, blank=True, related_name="unggahan"
    )
    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="isi"
    )
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    sidik = models.CharField(max_length=300, blank=True)
    nama = models.CharField(max_length=200)
    ukuran_byte = models.PositiveIntegerField()
    diterima_byte = models.PositiveIntegerField(default=0)
    sha256_klien = models.CharField("SHA-256 menurut pengirim", max_length=64, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in StatusUnggahan])
    kode = models.CharField("kode penolakan atau catatan", max_length=40, blank=True)
    pesan = models.CharField(max_length=300, blank=True)
    langkah = models.CharField(max_length=300, blank=True)
    pegawai = models.ForeignKey(
        "inti.Pegawai", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    jenis = models.ForeignKey(
        JenisDokumen, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kunci = models.CharField(max_length=40, blank=True)
    versi = models.ForeignKey(
        VersiDokumen, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kunci_simpan = models.CharField(max_length=200, blank=True)
    dibuat_pada = models.DateTimeField(db_default=Now())
    diubah_pada = models.DateTimeField(db_default=Now())
    diklaim_pada = models.DateTimeField(null=True, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        constraints = [
            models.UniqueConstraint(
                fields=["massal", "sidik"],
                condition=~models.Q(sidik=""),
                name="unggahan_sidik_sekali",
            ),
            models.CheckConstraint(
                condition=models.Q(diterima_byte__lte=models.F("ukuran_byte")),
                name="unggahan_tidak_lebih",
            ),
        ]
        indexes = [
            models.Index(
                fields=["dibuat_pada"],
                condition=models.Q(status__in=["MENUNGGU", "MENGIRIM"]),
                name="unggahan_berjalan",
            ),
            models.Index(fields=["massal", "status"], name="unggahan_massal_status"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def status_label(self) -> str:
        return StatusUnggahan(self.status).label


class BagianUnggahan(models.Model):
    """A stretch of the bytes of an upload, in the private storage under `kunci_simpan`."""

    unggahan = models.ForeignKey(Unggahan, on_delete=models.CASCADE, related_name="bagian")
    mulai = models.PositiveIntegerField()
    panjang = models.PositiveIntegerField()
    kunci_simpan = models.CharField(max_length=200)

    class Meta:
        verbose_name = "bagian unggahan"
        verbose_name_plural = "bagian unggahan"
        ordering = ["unggahan", "mulai"]
        constraints = [
            models.UniqueConstraint(fields=["unggahan", "mulai"], name="bagianunggahan_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.unggahan_id} mulai {self.mulai}"


class AksesAhliWaris(UuidModel):
    """An heir's account may read the file of one who died, from `mulai` to `sampai` inclusive."""

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    pengguna = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    hubungan = models.CharField("hubungan dengan pegawai", max_length=60)
    mulai = models.DateField()
    sampai = models.DateField()
    dasar = models.CharField("dasar (surat keterangan ahli waris)", max_length=200)
    diberikan_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "akses ahli waris"
        verbose_name_plural = "akses ahli waris"
        indexes = [models.Index(fields=["pengguna", "pegawai"], name="aksesahliwaris_pengguna")]

    def __str__(self) -> str:
        return f"{self.hubungan} sampai {self.sampai}"


class RancanganFoto(UuidModel):
    """Photos of the pages of one paper, taken one by one, until they become a version.

    Each photo is stored as soon as it is sent: a phone that runs out of memory behind its camera,
    or a broken line, costs one photo.
    """

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    jenis = models.ForeignKey(JenisDokumen, on_delete=models.PROTECT, related_name="+")
    kunci = models.CharField(max_length=40, blank=True)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "rancangan foto"
        verbose_name_plural = "rancangan foto"
        indexes = [models.Index(fields=["oleh", "-dibuat_pada"], name="rancanganfoto_oleh")]

    def __str__(self) -> str:
        return f"{self.jenis_id} {self.kunci}".strip()


class HalamanFoto(UuidModel):
    """One page of a draft; `urutan` counts up, with gaps where pages were removed."""

    rancangan = models.ForeignKey(RancanganFoto, on_delete=models.CASCADE, related_name="halaman")
    urutan = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    ukuran_byte = models.PositiveIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    kunci_simpan = models.CharField(max_length=200, unique=True)

    class Meta:
        verbose_name = "halaman foto"
        verbose_name_plural = "halaman foto"
        ordering = ["rancangan", "urutan", "id"]

    def __str__(self) -> str:
        return f"halaman {self.urutan}"


# Leaving by the schedule


class PenahananArsip(UuidModel):
    """A legal hold: nothing of this person, or of this one document, leaves while it lasts."""

    pegawai = models.ForeignKey("inti.Pegawai", on_delete=models.PROTECT, related_name="+")
    dokumen = models.ForeignKey(
        Dokumen, on_delete=models.PROTECT, null=True, blank=True, related_name="penahanan"
    )
    alasan = models.CharField(max_length=300)
    dasar = models.CharField("dasar (nomor surat)", max_length=200)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    diakhiri_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "penahanan arsip"
        verbose_name_plural = "penahanan arsip"
        indexes = [models.Index(fields=["pegawai"], name="penahananarsip_pegawai")]

    def __str__(self) -> str:
        return f"{self.mulai} - {self.sampai or 'kini'}"


class DaftarSusut(UuidModel):
    """A list of papers whose term is over: proposed by one, decided by another, with minutes."""

    jenis = models.CharField(max_length=6, choices=[(j.value, j.label) for j in JenisSusut])
    kelas = models.ForeignKey(KelasRetensi, on_delete=models.PROTECT, related_name="+")
    lembaga = models.CharField("lembaga kearsipan penerima", max_length=200, blank=True)
    penilaian = models.CharField("penilaian pengusul", max_length=500)
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in StatusSusut])
    diusulkan_oleh = models.ForeignKey("inti.Pengguna", on_delete=models.PROTECT, related_name="+")
    diusulkan_pada = models.DateTimeField()
    diputus_oleh = models.ForeignKey(
        "inti.Pengguna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diputus_pada = models.DateTimeField(null=True, blank=True)
    catatan = models.CharField("catatan pemutus", max_length=500, blank=True)
    nomor = models.CharField("nomor berita acara", max_length=80, blank=True)
    isi = models.JSONField("isi berita acara", default=dict)
    berita_acara = models.CharField("nama dalam penyimpanan", max_length=200, blank=True)
    berita_acara_sha256 = models.CharField(max_length=64, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "daftar penyusutan"
        verbose_name_plural = "daftar penyusutan"
        ordering = ["-diusulkan_pada"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(diputus_oleh__isnull=True)
                | ~models.Q(diputus_oleh=models.F("diusulkan_oleh")),
                name="daftarsusut_dua_orang",
            )
        ]

    def __str__(self) -> str:
        return self.nomor or f"{self.jenis} {self.diusulkan_pada:%d-%m-%Y}"

    @property
    def jenis_label(self) -> str:
        return JenisSusut(self.jenis).label

    @property
    def status_label(self) -> str:
        return StatusSusut(self.status).label


class ButirSusut(UuidModel):
    """One paper of a list; `rincian` keeps what it was (person, kind, hashes) when it is gone."""

    daftar = models.ForeignKey(DaftarSusut, on_delete=models.PROTECT, related_name="butir")
    dokumen = models.ForeignKey(Dokumen, on_delete=models.PROTECT, related_name="butir_susut")
    urutan = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=[(s.value, s.label) for s in StatusButir])
    alasan = models.CharField(max_length=300, blank=True)
    rincian = models.JSONField(default=dict)

    class Meta:
        verbose_name = "butir penyusutan"
        verbose_name_plural = "butir penyusutan"
        ordering = ["daftar", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["daftar", "dokumen"], name="butirsusut_sekali")
        ]

    def __str__(self) -> str:
        return str(self.dokumen_id)

    @property
    def status_label(self) -> str:
        return StatusButir(self.status).label


# Are the bytes still what they were?


class PutaranUtuh(UuidModel):
    """One round over all stored papers; `folder`: how far the look for orphans has come."""

    mulai_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True, blank=True)
    diperiksa = models.PositiveIntegerField(default=0)
    ukuran_byte = models.BigIntegerField(default=0)
    folder = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "putaran pemeriksaan"
        verbose_name_plural = "putaran pemeriksaan"
        ordering = ["-mulai_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["selesai_pada"],
                condition=models.Q(selesai_pada__isnull=True),
                nulls_distinct=False,
                name="putaranutuh_satu",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mulai_pada:%d-%m-%Y}"


class TemuanUtuh(UuidModel):
    """Something that is not as it should be. Reported, never repaired by writing over it."""

    jenis = models.CharField(max_length=10, choices=[(j.value, j.label) for j in JenisTemuan])
    versi = models.ForeignKey(
        VersiDokumen, on_delete=models.PROTECT, null=True, blank=True, related_name="temuan"
    )
    kunci_simpan = models.CharField(max_length=300)
    sha256_kini = models.CharField(max_length=64, blank=True)
    ditemukan_pada = models.DateTimeField()
    terakhir_pada = models.DateTimeField()
    pulih_pada = models.DateTimeField("tidak ditemukan lagi", null=True, blank=True)

    class Meta:
        verbose_name = "temuan keutuhan"
        verbose_name_plural = "temuan keutuhan"
        ordering = ["-ditemukan_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["kunci_simpan", "jenis"],
                condition=models.Q(pulih_pada__isnull=True),
                name="temuanutuh_sekali",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kunci_simpan}"

    @property
    def jenis_label(self) -> str:
        return JenisTemuan(self.jenis).label
