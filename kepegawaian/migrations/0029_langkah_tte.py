"""Words of the moves for electronic signatures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0028_plt_boleh_isi"),
    ]

    operations = [
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
                    ("REASSIGN", "Dialihkan ke verifikator lain"),
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
                    ("SEND_TTE", "Dikirim untuk tanda tangan elektronik (TTE)"),
                    ("FAIL_TTE", "TTE gagal"),
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
    ]
