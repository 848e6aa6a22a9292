"""Kinds of documents that a pensiun BUP needs; later services add rows.

`siasn_dok_id` only where SIASN's list of reference documents is known.
"""

from django.db import migrations

MULAI = "2020-01-01"
BERKAS = "Peraturan BKN 2/2018 dan 3/2020 (berkas usul pensiun BUP)"
PP_11 = "PP 11/2017 jo PP 17/2020"
ADMINDUK = "UU 23/2006 jo UU 24/2013; Peraturan BKN 2/2018"
UU_11 = "UU 11/1969; Peraturan BKN 2/2018"

# kode, nama, petunjuk, siasn_dok_id, kerahasiaan, banyak, foto, dasar_hukum
JENIS = [
    (
        "SK_CPNS",
        "SK CPNS",
        "Semua halaman, sampai tanda tangan.",
        "889",
        "BIASA",
        False,
        False,
        PP_11,
    ),
    (
        "SK_PNS",
        "SK PNS",
        "Semua halaman, sampai tanda tangan.",
        "887",
        "BIASA",
        False,
        False,
        PP_11,
    ),
    (
        "SK_PANGKAT",
        "SK pangkat terakhir",
        "SK kenaikan pangkat yang terakhir, semua halaman.",
        "",
        "BIASA",
        False,
        False,
        "PP 99/2000 jo PP 12/2002",
    ),
    (
        "SK_KGB",
        "SK kenaikan gaji berkala (KGB) terakhir",
        "Surat pemberitahuan KGB yang terakhir.",
        "",
        "BIASA",
        False,
        False,
        "PP 7/1977 jo PP 5/2024",
    ),
    (
        "SK_JABATAN",
        "SK jabatan terakhir",
        "SK jabatan yang terakhir, semua halaman.",
        "872",
        "BIASA",
        False,
        False,
        PP_11,
    ),
    (
        "SK_PMK",
        "SK peninjauan masa kerja (PMK)",
        "Hanya bila Anda pernah menerima SK PMK.",
        "",
        "BIASA",
        False,
        False,
        PP_11,
    ),
    (
        "SKP",
        "SKP (evaluasi kinerja tahunan)",
        "Evaluasi kinerja satu tahun, sudah ditandatangani atasan.",
        "891",
        "TERBATAS",
        True,
        False,
        "PP 30/2019; PermenPANRB 6/2022",
    ),
    (
        "DPCP",
        "DPCP (data perorangan calon penerima pensiun)",
        "Formulir yang sudah ditandatangani.",
        "",
        "TERBATAS",
        False,
        False,
        BERKAS,
    ),
    (
        "SURAT_PERMOHONAN_PENSIUN",
        "Surat permohonan pensiun",
        "Surat yang sudah ditandatangani.",
        "",
        "BIASA",
        False,
        False,
        BERKAS,
    ),
    (
        "PERNYATAAN_HUKDIS",
        "Pernyataan tidak sedang atau pernah dihukum disiplin",
        "Ditandatangani pimpinan unit kerja.",
        "",
        "TERBATAS",
        False,
        False,
        "PP 94/2021; Peraturan BKN 2/2018",
    ),
    (
        "PERNYATAAN_PIDANA",
        "Pernyataan tidak sedang menjalani proses pidana",
        "Ditandatangani pimpinan unit kerja.",
        "",
        "TERBATAS",
        False,
        False,
        BERKAS,
    ),
    (
        "SUSUNAN_KELUARGA",
        "Daftar susunan keluarga (KP4)",
        "Yang terbaru, sudah ditandatangani.",
        "",
        "TERBATAS",
        False,
        False,
        UU_11,
    ),
    (
        "AKTA_NIKAH",
        "Akta nikah",
        "Halaman yang memuat nama dan tanggal nikah.",
        "",
        "TERBATAS",
        False,
        False,
        UU_11,
    ),
    (
        "AKTA_CERAI_KEMATIAN",
        "Akta cerai atau akta kematian pasangan",
        "Semua halaman.",
        "",
        "TERBATAS",
        False,
        False,
        UU_11,
    ),
    (
        "AKTA_ANAK",
        "Akta kelahiran anak",
        "Semua akta anak boleh digabung: foto satu per satu.",
        "",
        "TERBATAS",
        True,
        False,
        UU_11,
    ),
    ("KTP", "KTP", "Sisi depan, semua tulisan terbaca.", "", "TERBATAS", False, False, ADMINDUK),
    (
        "KK",
        "Kartu keluarga (KK)",
        "Kartu keluarga yang berlaku sekarang.",
        "",
        "TERBATAS",
        False,
        False,
        ADMINDUK,
    ),
    ("NPWP", "Kartu NPWP", "Sisi depan, nomor terbaca.", "", "TERBATAS", False, False, BERKAS),
    (
        "KARPEG",
        "Kartu pegawai (Karpeg)",
        "Sisi depan dan belakang.",
        "",
        "BIASA",
        False,
        False,
        BERKAS,
    ),
    (
        "KARIS_KARSU",
        "Kartu istri atau kartu suami (Karis/Karsu)",
        "Sisi depan dan belakang.",
        "",
        "TERBATAS",
        False,
        False,
        "PP 10/1983 jo PP 45/1990",
    ),
    (
        "KARTU_TASPEN",
        "Kartu Taspen",
        "Sisi depan, nomor terbaca.",
        "",
        "TERBATAS",
        False,
        False,
        BERKAS,
    ),
    (
        "BUKU_REKENING",
        "Halaman depan buku rekening",
        "Nama, nomor rekening, dan nama bank terbaca.",
        "",
        "TERBATAS",
        False,
        False,
        BERKAS,
    ),
    (
        "PAS_FOTO",
        "Pas foto 3 x 4 terbaru",
        "Latar polos, wajah terlihat jelas, seukuran 3 x 4.",
        "",
        "BIASA",
        False,
        True,
        BERKAS,
    ),
    ("SURAT_PENGANTAR", "Surat pengantar OPD", "", "", "BIASA", True, False, BERKAS),
    (
        "PERTEK_PENSIUN",
        "Pertimbangan teknis (pertek) pensiun BKN",
        "",
        "",
        "TERBATAS",
        True,
        False,
        "Peraturan BKN 2/2018",
    ),
    (
        "SK_PENSIUN",
        "SK pensiun (belum ditandatangani)",
        "",
        "",
        "TERBATAS",
        True,
        False,
        "PP 11/2017 jo PP 17/2020 ps. 288-289",
    ),
    (
        "SK_PENSIUN_TTD",
        "SK pensiun",
        "",
        "",
        "BIASA",
        True,
        False,
        "PP 11/2017 jo PP 17/2020 ps. 288-289",
    ),
    (
        "BUKTI_TERIMA",
        "Bukti terima SK",
        "",
        "",
        "BIASA",
        True,
        False,
        "Pengaturan instansi (penyerahan SK)",
    ),
]


def load(apps, schema_editor):
    rows = apps.get_model("arsip", "JenisDokumen").objects.using(schema_editor.connection.alias)
    for nomor, (kode, nama, petunjuk, siasn, rahasia, banyak, foto, dasar) in enumerate(JENIS, 1):
        rows.create(
            kode=kode,
            nama=nama,
            petunjuk=petunjuk,
            siasn_dok_id=siasn,
            kerahasiaan=rahasia,
            banyak=banyak,
            foto=foto,
            urutan=nomor * 10,
            berlaku_mulai=MULAI,
            dasar_hukum=dasar,
        )


def unload(apps, schema_editor):
    rows = apps.get_model("arsip", "JenisDokumen").objects.using(schema_editor.connection.alias)
    rows.filter(kode__in=[row[0] for row in JENIS]).delete()


class Migration(migrations.Migration):
    dependencies = [("arsip", "0002_versi")]

    operations = [migrations.RunPython(load, unload)]
