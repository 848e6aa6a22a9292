"""Classes, terms and SIASN ids of the kinds on file; the further kinds of a career.

Terms are a careful beginning and not adopted (`ditetapkan` is false): the institution's own JRA
replaces them by rows of its own, and until then nothing can be put on a destruction list.
"""

from django.db import migrations

MULAI = "2020-01-01"
JRA = "UU 43/2009; Peraturan ANRI 22/2017. Tenggang awal, belum ditetapkan dalam JRA instansi"
PP_11 = "PP 11/2017 jo PP 17/2020"

# kode, nama, pemicu, aktif, inaktif, nasib
KELAS = [
    ("PERSEORANGAN", "Berkas perseorangan pegawai", "BERHENTI", 1, 40, "DINILAI"),
    ("HUKDIS", "Hukuman disiplin", "BERHENTI", 1, 40, "DINILAI"),
    ("IDENTITAS", "Identitas dan keluarga", "BERHENTI", 1, 30, "MUSNAH"),
    ("KEUANGAN", "Keuangan perseorangan", "BERHENTI", 1, 10, "MUSNAH"),
    ("KINERJA", "Penilaian kinerja", "DISIMPAN", 5, 10, "MUSNAH"),
    ("KESEHATAN", "Keterangan kesehatan", "DISIMPAN", 2, 5, "MUSNAH"),
    ("LAYANAN", "Surat pengantar dan bukti kirim", "DISIMPAN", 2, 5, "MUSNAH"),
]

# Kinds on file. kode, bukti, kerahasiaan, atasan, kelas retensi
LAMA = [
    ("SK_CPNS", "PENGANGKATAN", "BIASA", True, "PERSEORANGAN"),
    ("SK_PNS", "PENGANGKATAN", "BIASA", True, "PERSEORANGAN"),
    ("SK_PANGKAT", "GOLONGAN", "BIASA", True, "PERSEORANGAN"),
    ("SK_KGB", "KGB", "BIASA", True, "PERSEORANGAN"),
    ("SK_JABATAN", "JABATAN", "BIASA", True, "PERSEORANGAN"),
    ("SK_PMK", "PMK", "BIASA", True, "PERSEORANGAN"),
    ("SKP", "SKP", "TERBATAS", True, "KINERJA"),
    ("DPCP", "PENSIUN", "TERBATAS", False, "PERSEORANGAN"),
    ("SURAT_PERMOHONAN_PENSIUN", "PENSIUN", "BIASA", False, "PERSEORANGAN"),
    ("PERNYATAAN_HUKDIS", "PENSIUN", "TERBATAS", False, "PERSEORANGAN"),
    ("PERNYATAAN_PIDANA", "PENSIUN", "TERBATAS", False, "PERSEORANGAN"),
    ("SUSUNAN_KELUARGA", "KELUARGA", "TERBATAS", False, "IDENTITAS"),
    ("AKTA_NIKAH", "KELUARGA", "TERBATAS", False, "IDENTITAS"),
    ("AKTA_CERAI_KEMATIAN", "KELUARGA", "TERBATAS", False, "IDENTITAS"),
    ("AKTA_ANAK", "KELUARGA", "TERBATAS", False, "IDENTITAS"),
    ("KTP", "IDENTITAS", "TERBATAS", False, "IDENTITAS"),
    ("KK", "IDENTITAS", "TERBATAS", False, "IDENTITAS"),
    ("NPWP", "KEUANGAN", "KEUANGAN", False, "IDENTITAS"),
    ("KARPEG", "IDENTITAS", "BIASA", False, "IDENTITAS"),
    ("KARIS_KARSU", "KELUARGA", "TERBATAS", False, "IDENTITAS"),
    ("KARTU_TASPEN", "KEUANGAN", "KEUANGAN", False, "KEUANGAN"),
    ("BUKU_REKENING", "KEUANGAN", "KEUANGAN", False, "KEUANGAN"),
    ("PAS_FOTO", "IDENTITAS", "BIASA", False, "IDENTITAS"),
    ("SURAT_PENGANTAR", "SURAT", "BIASA", False, "LAYANAN"),
    ("PERTEK_PENSIUN", "PENSIUN", "TERBATAS", False, "PERSEORANGAN"),
    ("SK_PENSIUN", "PENSIUN", "TERBATAS", False, "LAYANAN"),
    ("SK_PENSIUN_TTD", "PENSIUN", "BIASA", False, "PERSEORANGAN"),
    ("BUKTI_TERIMA", "SURAT", "BIASA", False, "LAYANAN"),
]
SIASN = {"SK_CPNS": "889", "SK_PNS": "887", "SK_JABATAN": "872", "SKP": "891"}

# Papers of which a career has many; the key is the TMT (2019-04-01), none means the latest.
BANYAK = {
    "SK_PANGKAT": "SK pangkat",
    "SK_KGB": "SK kenaikan gaji berkala (KGB)",
    "SK_JABATAN": "SK jabatan",
}

HUKUM_DISIPLIN = "PP 94/2021; Peraturan BKN 6/2022"
CUTI = "PP 11/2017 ps. 309-341; Peraturan BKN 24/2017 jo 7/2021"
JF = "PermenPANRB 1/2023; Peraturan BKN 3/2023"

# kode, nama, petunjuk, bukti, banyak, kerahasiaan, atasan, kelas, dok_id, dasar hukum
BARU = [
    (
        "SPMT",
        "Surat pernyataan melaksanakan tugas (SPMT)",
        "",
        "PENGANGKATAN",
        False,
        "BIASA",
        True,
        "PERSEORANGAN",
        "888",
        PP_11,
    ),
    (
        "STTPL",
        "Sertifikat pelatihan dasar (prajabatan)",
        "",
        "PENGANGKATAN",
        False,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        PP_11,
    ),
    (
        "SUMPAH_PNS",
        "Berita acara sumpah/janji PNS",
        "",
        "PENGANGKATAN",
        False,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        PP_11,
    ),
    (
        "SK_PPPK",
        "SK pengangkatan PPPK",
        "",
        "PENGANGKATAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        "PP 49/2018",
    ),
    (
        "PERJANJIAN_KERJA",
        "Perjanjian kerja PPPK",
        "Semua halaman. Kuncinya TMT.",
        "PENGANGKATAN",
        True,
        "TERBATAS",
        False,
        "PERSEORANGAN",
        "",
        "PP 49/2018",
    ),
    (
        "PELANTIKAN",
        "Surat pernyataan pelantikan",
        "Kuncinya tanggal pelantikan.",
        "JABATAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "873",
        PP_11,
    ),
    (
        "SK_MUTASI",
        "SK mutasi atau pindah instansi",
        "Kuncinya TMT.",
        "JABATAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        "Peraturan BKN 5/2019",
    ),
    (
        "IJAZAH",
        "Ijazah",
        "Kuncinya tahun lulus.",
        "PENDIDIKAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        PP_11,
    ),
    (
        "TRANSKRIP",
        "Transkrip nilai",
        "Kuncinya tahun lulus.",
        "PENDIDIKAN",
        True,
        "BIASA",
        False,
        "PERSEORANGAN",
        "",
        PP_11,
    ),
    (
        "PENCANTUMAN_GELAR",
        "SK pencantuman gelar",
        "",
        "PENDIDIKAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        PP_11,
    ),
    (
        "TUGAS_BELAJAR",
        "SK tugas belajar atau izin belajar",
        "",
        "PENDIDIKAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        PP_11,
    ),
    (
        "STLUD",
        "Surat tanda lulus ujian dinas",
        "",
        "GOLONGAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "",
        "PP 99/2000 jo PP 12/2002",
    ),
    (
        "SERTIFIKAT_DIKLAT",
        "Sertifikat diklat",
        "Kuncinya tahun atau nomor.",
        "DIKLAT",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "874",
        PP_11,
    ),
    (
        "SERTIFIKAT_KURSUS",
        "Sertifikat kursus",
        "Kuncinya tahun atau nomor.",
        "DIKLAT",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "881",
        PP_11,
    ),
    (
        "PAK",
        "Penetapan angka kredit (PAK)",
        "Kuncinya tahun.",
        "ANGKA_KREDIT",
        True,
        "BIASA",
        True,
        "KINERJA",
        "879",
        JF,
    ),
    (
        "SK_PAK",
        "SK penetapan angka kredit",
        "Kuncinya tahun.",
        "ANGKA_KREDIT",
        True,
        "BIASA",
        True,
        "KINERJA",
        "880",
        JF,
    ),
    (
        "PENGHARGAAN",
        "Piagam penghargaan atau Satyalancana",
        "Kuncinya tahun.",
        "PENGHARGAAN",
        True,
        "BIASA",
        True,
        "PERSEORANGAN",
        "892",
        "UU 20/2009; PP 35/2010",
    ),
    (
        "SK_HUKDIS",
        "SK hukuman disiplin",
        "Kuncinya tanggal SK.",
        "HUKDIS",
        True,
        "HUKDIS",
        False,
        "HUKDIS",
        "882",
        HUKUM_DISIPLIN,
    ),
    (
        "BERKAS_HUKDIS",
        "Berkas pemeriksaan disiplin",
        "Kuncinya tanggal pemeriksaan.",
        "HUKDIS",
        True,
        "HUKDIS",
        False,
        "HUKDIS",
        "",
        HUKUM_DISIPLIN,
    ),
    (
        "SURAT_CUTI",
        "Surat izin cuti",
        "Kuncinya tanggal mulai cuti.",
        "CUTI",
        True,
        "TERBATAS",
        True,
        "LAYANAN",
        "",
        CUTI,
    ),
    (
        "SK_CLTN",
        "SK cuti di luar tanggungan negara (CLTN)",
        "",
        "CUTI",
        True,
        "TERBATAS",
        True,
        "PERSEORANGAN",
        "",
        CUTI,
    ),
    (
        "KETERANGAN_SEHAT",
        "Surat keterangan sehat",
        "Kuncinya tanggal surat.",
        "KESEHATAN",
        True,
        "KESEHATAN",
        False,
        "KESEHATAN",
        "",
        PP_11,
    ),
    (
        "SURAT_SAKIT",
        "Surat keterangan sakit",
        "Kuncinya tanggal surat.",
        "KESEHATAN",
        True,
        "KESEHATAN",
        False,
        "KESEHATAN",
        "",
        CUTI,
    ),
    (
        "UJI_KESEHATAN",
        "Hasil pengujian kesehatan (tim penguji)",
        "",
        "KESEHATAN",
        True,
        "KESEHATAN",
        False,
        "PERSEORANGAN",
        "",
        PP_11,
    ),
    (
        "SKPP",
        "Surat keterangan penghentian pembayaran (SKPP)",
        "",
        "KEUANGAN",
        True,
        "KEUANGAN",
        False,
        "KEUANGAN",
        "",
        "PP 12/2019",
    ),
    (
        "DAFTAR_GAJI",
        "Daftar perincian gaji",
        "Kuncinya tahun dan bulan.",
        "KEUANGAN",
        True,
        "KEUANGAN",
        False,
        "KEUANGAN",
        "",
        "PP 12/2019",
    ),
    (
        "AKTA_KEMATIAN",
        "Akta kematian pegawai",
        "",
        "KELUARGA",
        False,
        "TERBATAS",
        False,
        "IDENTITAS",
        "",
        "UU 23/2006 jo UU 24/2013",
    ),
    (
        "KETERANGAN_AHLI_WARIS",
        "Surat keterangan ahli waris",
        "",
        "KELUARGA",
        False,
        "TERBATAS",
        False,
        "IDENTITAS",
        "",
        "UU 11/1969",
    ),
]


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("arsip", "JenisDokumen").objects.using(alias)
    terms = apps.get_model("arsip", "KetentuanJenis").objects.using(alias)
    classes = apps.get_model("arsip", "KelasRetensi").objects.using(alias)
    for kode, nama, pemicu, aktif, inaktif, nasib in KELAS:
        classes.create(
            kode=kode,
            nama=nama,
            pemicu=pemicu,
            aktif_tahun=aktif,
            inaktif_tahun=inaktif,
            nasib=nasib,
            berlaku_mulai=MULAI,
            dasar_hukum=JRA,
        )
    for nomor, row in enumerate(BARU, 1):
        kode, nama, petunjuk, bukti, banyak, *_, dasar = row
        kinds.create(
            kode=kode,
            nama=nama,
            petunjuk=petunjuk,
            bukti=bukti,
            banyak=banyak,
            urutan=300 + nomor * 10,
            berlaku_mulai=MULAI,
            dasar_hukum=dasar,
        )
    for kode, bukti, rahasia, atasan, kelas in LAMA:
        kinds.filter(kode=kode).update(bukti=bukti)
        dasar = kinds.get(kode=kode).dasar_hukum
        _term(terms, kode, (rahasia, atasan, kelas, SIASN.get(kode, "")), dasar)
    for kode, *_, rahasia, atasan, kelas, siasn, dasar in BARU:
        _term(terms, kode, (rahasia, atasan, kelas, siasn), dasar)
    for kode, nama in BANYAK.items():
        kinds.filter(kode=kode).update(banyak=True, nama=nama)


def _term(terms, kode, values, dasar):
    rahasia, atasan, kelas, siasn = values
    terms.create(
        jenis_id=kode,
        berlaku_mulai=MULAI,
        kerahasiaan=rahasia,
        atasan=atasan,
        kelas_retensi=kelas,
        siasn_dok_id=siasn,
        dasar_hukum=dasar,
    )


def unload(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("arsip", "JenisDokumen").objects.using(alias)
    apps.get_model("arsip", "KetentuanJenis").objects.using(alias).all().delete()
    apps.get_model("arsip", "KelasRetensi").objects.using(alias).all().delete()
    kinds.filter(kode__in=[row[0] for row in BARU]).delete()
    kinds.filter(kode__in=BANYAK).update(banyak=False)


class Migration(migrations.Migration):
    dependencies = [("arsip", "0010_ketentuan")]

    operations = [migrations.RunPython(load, unload)]
