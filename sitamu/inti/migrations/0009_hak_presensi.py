"""Rights and the office of attendance."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0008_muatan"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pemberianhak",
            name="hak",
            field=models.CharField(
                choices=[
                    ("PEGAWAI_VIEW", "Melihat data pegawai"),
                    ("NOMINATIF_VIEW", "Melihat daftar nominatif"),
                    ("ARSIP_VIEW", "Melihat arsip pegawai"),
                    ("ARSIP_UPLOAD", "Mengunggah ke arsip pegawai"),
                    ("ARSIP_HUKDIS", "Melihat arsip hukuman disiplin"),
                    ("ARSIP_KESEHATAN", "Melihat arsip kesehatan"),
                    ("ARSIP_KEUANGAN", "Melihat arsip keuangan pribadi"),
                    ("ARSIP_RETENSI", "Mengelola retensi dan pemusnahan arsip"),
                    ("USULAN_VIEW", "Melihat usulan"),
                    ("USULAN_SUBMIT", "Mengusulkan atas nama pegawai"),
                    ("USULAN_CHECK_OPD", "Memeriksa usulan di OPD"),
                    ("USULAN_APPROVE_OPD", "Menyetujui usulan di OPD"),
                    ("USULAN_VERIFY", "Memeriksa usulan di BKPSDM"),
                    ("SK_APPROVE", "Menyetujui SK"),
                    ("SK_FILE", "Menyimpan SK yang sudah ditandatangani"),
                    ("KIRIMAN_MANAGE", "Mengirim SK lewat Pos"),
                    ("IMPOR_RUN", "Memuat daftar pegawai"),
                    ("PENGGUNA_MANAGE", "Mengelola pengguna dan hak"),
                    ("AKTIVASI_ISSUE", "Membuka akun dan membuat kode aktivasi"),
                    ("REFERENSI_EDIT", "Mengubah data acuan dan aturan"),
                    ("JEJAK_VIEW", "Melihat jejak akses"),
                    ("PRESENSI_VIEW", "Melihat presensi pegawai"),
                    ("PRESENSI_ROSTER", "Menyusun roster jaga"),
                    ("PRESENSI_MANAGE", "Mengelola tempat, jadwal, dan koreksi presensi"),
                ],
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="pemberianhak",
            name="peran",
            field=models.CharField(
                blank=True,
                choices=[
                    ("OPERATOR_OPD", "Operator OPD"),
                    ("KEPALA_OPD", "Kepala OPD"),
                    ("VERIFIKATOR", "Verifikator BKPSDM"),
                    ("PENANDATANGAN", "Penandatangan"),
                    ("PETUGAS_PENGIRIMAN", "Petugas pengiriman"),
                    ("PETUGAS_DISIPLIN", "Petugas disiplin dan kesejahteraan"),
                    ("ARSIPARIS", "Arsiparis"),
                    ("PENGELOLA_PRESENSI", "Pengelola presensi"),
                    ("ADMIN", "Admin"),
                ],
                max_length=32,
            ),
        ),
    ]
