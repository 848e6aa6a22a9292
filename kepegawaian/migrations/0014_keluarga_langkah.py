"""Proposals of any service: the family of moves, the TMT, the figures; a pertek of any service."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0013_aturan_perlu_verifikasi")]

    operations = [
        migrations.RenameField("usulan", "tmt_pensiun", "tmt"),
        migrations.RenameField("pertek", "tmt_pensiun", "tmt"),
        migrations.AddField(
            model_name="usulan",
            name="keluarga",
            field=models.CharField(
                choices=[
                    ("PERTEK", "SK dibuat di sini setelah pertek BKN"),
                    ("SK_SENDIRI", "SK diputuskan kabupaten"),
                    ("SURAT", "Surat dari BKPSDM"),
                    ("DITERIMA", "SK ditetapkan di luar kabupaten dan diterima"),
                ],
                default="PERTEK",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="usulan",
            name="rincian",
            field=models.JSONField(default=dict, verbose_name="angka saat diajukan"),
        ),
        migrations.AlterField(
            model_name="pertek",
            name="mkp_bulan",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="pertek",
            name="mkp_tahun",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="pertek",
            name="pensiun_pokok",
            field=models.PositiveIntegerField(help_text="Rupiah", null=True),
        ),
        migrations.AlterField(
            model_name="pertek",
            name="tmt",
            field=models.DateField(verbose_name="TMT"),
        ),
        migrations.AlterField(
            model_name="riwayatusulan",
            name="action",
            field=models.CharField(
                choices=[
                    ("START", "Usulan dibuat"),
                    ("SUBMIT", "Usulan dikirim"),
                    ("SUBMIT_FOR", "Usulan dikirim operator OPD"),
                    ("SUBMIT_DIRECT", "Usulan dikirim langsung ke BKPSDM"),
                    ("FORWARD", "Diteruskan operator OPD"),
                    ("APPROVE_OPD", "Disetujui kepala OPD"),
                    ("TAKE", "Diambil verifikator"),
                    ("RELEASE", "Dilepas ke antrean"),
                    ("RETURN", "Dikembalikan untuk diperbaiki"),
                    ("RESUBMIT", "Perbaikan dikirim"),
                    ("VERIFY", "Berkas dinyatakan lengkap"),
                    ("REJECT", "Ditolak"),
                    ("SEND_BKN", "Diteruskan ke BKN"),
                    ("RECORD_PERTEK", "Pertek BKN dicatat"),
                    ("RECORD_BTS", "BKN meminta perbaikan berkas"),
                    ("RECORD_TMS", "BKN menyatakan tidak memenuhi syarat"),
                    ("APPROVE_SK", "SK disetujui dan diberi nomor"),
                    ("REVIEW", "Diminta diperiksa lagi"),
                    ("FILE_SK", "SK bertanda tangan disimpan"),
                    ("RECEIVE_SK", "SK dari luar diterima dan dicatat"),
                    ("FIX_SCAN", "Pindaian SK diganti"),
                    ("ANNUL_SK", "SK bernomor dibatalkan sebelum terbit"),
                    ("REVOKE_SK", "SK dicabut"),
                    ("CANCEL", "Dibatalkan"),
                    ("WITHDRAW", "Ditarik kembali"),
                    ("REOPEN", "Dibuka kembali"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="usulan",
            name="tmt",
            field=models.DateField(blank=True, null=True, verbose_name="TMT"),
        ),
    ]
