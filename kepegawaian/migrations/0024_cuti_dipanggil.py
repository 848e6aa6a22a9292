"""Called back to work is a move of leave."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0023_meja"),
    ]

    operations = [
        migrations.AlterField(
            model_name="riwayatcuti",
            name="langkah",
            field=models.CharField(
                choices=[
                    ("AJUKAN", "Cuti diajukan"),
                    ("AJUKAN_LAGI", "Cuti diajukan lagi"),
                    ("SETUJUI", "Disetujui"),
                    ("UBAH", "Diminta diubah"),
                    ("TANGGUHKAN", "Ditangguhkan"),
                    ("TOLAK", "Tidak disetujui"),
                    ("BATALKAN", "Dibatalkan"),
                    ("PANGGIL", "Dipanggil kembali bekerja"),
                ],
                max_length=15,
            ),
        ),
    ]
