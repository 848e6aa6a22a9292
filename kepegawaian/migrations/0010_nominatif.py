"""Stored forecasts of the lists, and the wishes to compute them again."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0007_hak_arsip"),
        ("kepegawaian", "0009_anomali"),
    ]

    operations = [
        migrations.CreateModel(
            name="HitungNominatif",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "diminta_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "nominatif yang perlu dihitung lagi",
                "verbose_name_plural": "nominatif yang perlu dihitung lagi",
            },
        ),
        migrations.CreateModel(
            name="Nominatif",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("PENSIUN", "Pensiun"),
                            ("PANGKAT", "Kenaikan pangkat"),
                            ("KGB", "Kenaikan gaji berkala"),
                            ("KONTRAK", "Akhir perjanjian kerja"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("MEMENUHI", "Memenuhi syarat"),
                            ("HAMPIR", "Kurang satu syarat"),
                            ("BELUM", "Belum memenuhi syarat"),
                            ("DATA_KURANG", "Data kurang"),
                        ],
                        max_length=15,
                    ),
                ),
                ("tmt", models.DateField(null=True, verbose_name="TMT")),
                ("rincian", models.JSONField(default=dict)),
                ("kurang", models.JSONField(default=list)),
                (
                    "berubah_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nominatif",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris nominatif",
                "verbose_name_plural": "baris nominatif",
                "indexes": [models.Index(fields=["jenis", "tmt"], name="nominatif_jenis_tmt")],
                "constraints": [
                    models.UniqueConstraint(fields=("pegawai", "jenis"), name="nominatif_sekali")
                ],
            },
        ),
    ]
