"""Kinds of papers that the further services ask for and give."""

from django.db import migrations

MULAI = "2020-01-01"
PP_11 = "PP 11/2017 jo PP 17/2020"

# kode, nama, petunjuk, bukti, banyak, internal, kerahasiaan, atasan, kelas, dasar hukum
JENIS = [
    ("NASKAH_SK", "Naskah belum ditandatangani", "", "SURAT", True, True, "TERBATAS", False, "LAYANAN", PP_11),
    ("SURAT_TERBIT", "Surat atau SK dari BKPSDM", "", "SURAT", True, True, "BIASA", False, "PERSEORANGAN", PP_11),
    ("PERTEK", "Pertimbangan teknis (pertek) BKN", "", "SURAT", True, True, "TERBATAS", False, "PERSEORANGAN", "PP 11/2017; Peraturan BKN 4/2025"),
    ("PERMOHONAN", "Surat permohonan", "Surat yang sudah ditandatangani.", "SURAT", True, False, "BIASA", False, "LAYANAN", PP_11),
    ("REKOMENDASI", "Persetujuan atau rekomendasi pimpinan", "Sudah ditandatangani dan bertanggal.", "SURAT", True, False, "BIASA", False, "LAYANAN", PP_11),
    ("URAIAN_TUGAS", "Uraian tugas", "Ditandatangani pejabat pimpinan tinggi pratama.", "JABATAN", True, False, "BIASA", True, "LAYANAN", "PP 99/2000 ps. 18"),
    ("STL_UKPPI", "Tanda lulus ujian penyesuaian ijazah (UKPPI)", "", "GOLONGAN", True, False, "BIASA", True, "PERSEORANGAN", "PP 99/2000 ps. 18"),
    ("PDDIKTI", "Hasil pemeriksaan ijazah di PDDIKTI", "Cetakan halaman yang memuat nama, prodi, dan status.", "PENDIDIKAN", True, False, "BIASA", False, "LAYANAN", PP_11),
    ("UJI_KOMPETENSI", "Sertifikat uji kompetensi", "", "JABATAN", True, False, "BIASA", True, "PERSEORANGAN", "PermenPANRB 1/2023"),
    ("BUKTI_PRESTASI", "Keputusan tentang prestasi atau penemuan", "", "PENGHARGAAN", True, False, "BIASA", True, "PERSEORANGAN", "PP 99/2000 ps. 14-15"),
    ("BERITA_ACARA", "Berita acara kejadian", "Tewas, hilang, atau kecelakaan karena dinas.", "PENSIUN", True, False, "KESEHATAN", False, "PERSEORANGAN", "UU 11/1969"),
    ("LAPORAN_POLISI", "Laporan kepolisian", "", "PENSIUN", True, False, "TERBATAS", False, "PERSEORANGAN", "UU 11/1969"),
    ("KETERANGAN_JANDA_DUDA", "Surat keterangan janda atau duda", "Dari lurah atau kepala desa, diketahui camat.", "KELUARGA", True, False, "TERBATAS", False, "IDENTITAS", "UU 11/1969 ps. 16-19"),
    ("SK_PENGALAMAN", "SK dan bukti pengalaman kerja sebelum CPNS", "Semua SK, berurutan.", "PMK", True, False, "BIASA", False, "PERSEORANGAN", "PP 98/2000 jo PP 11/2002 ps. 13"),
    ("EVALUASI_PPPK", "Evaluasi kinerja selama masa perjanjian", "", "SKP", True, False, "TERBATAS", True, "KINERJA", "PP 49/2018"),
    ("SK_MPP", "SK masa persiapan pensiun (MPP)", "", "PENSIUN", True, False, "BIASA", True, "PERSEORANGAN", "PP 11/2017 ps. 350; Peraturan BKN 2/2019"),
    ("ANALISIS_JABATAN", "Analisis jabatan dan beban kerja", "", "JABATAN", True, False, "BIASA", True, "LAYANAN", "Peraturan BKN 5/2019"),
    ("RIWAYAT_HIDUP", "Daftar riwayat hidup", "Terbaru, sudah ditandatangani.", "IDENTITAS", True, False, "TERBATAS", False, "LAYANAN", PP_11),
    ("BERKAS_PENDUKUNG", "Berkas pendukung", "Satu berkas atau beberapa foto berurutan.", "SURAT", True, False, "TERBATAS", False, "LAYANAN", PP_11),
]  # fmt: skip


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("arsip", "JenisDokumen").objects.using(alias)
    terms = apps.get_model("arsip", "KetentuanJenis").objects.using(alias)
    for nomor, row in enumerate(JENIS, 1):
        kode, nama, petunjuk, bukti, banyak, internal, rahasia, atasan, kelas, dasar = row
        kinds.create(
            kode=kode,
            nama=nama,
            petunjuk=petunjuk,
            bukti=bukti,
            banyak=banyak,
            internal=internal,
            urutan=700 + nomor * 10,
            berlaku_mulai=MULAI,
            dasar_hukum=dasar,
        )
        terms.create(
            jenis_id=kode,
            berlaku_mulai=MULAI,
            kerahasiaan=rahasia,
            atasan=atasan,
            kelas_retensi=kelas,
            siasn_dok_id="",
            dasar_hukum=dasar,
        )


def unload(apps, schema_editor):
    alias = schema_editor.connection.alias
    codes = [row[0] for row in JENIS]
    terms = apps.get_model("arsip", "KetentuanJenis").objects.using(alias)
    terms.filter(jenis_id__in=codes).delete()
    apps.get_model("arsip", "JenisDokumen").objects.using(alias).filter(kode__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("arsip", "0016_ingat_masa_berlaku")]

    operations = [migrations.RunPython(load, unload)]
