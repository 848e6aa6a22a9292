"""Decisions about taps, which only add; photos of web taps."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

ONLY_ADDED = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON presensi_keputusanketukan FROM sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0009_hak_presensi"),
        ("presensi", "0012_bulan_tetap"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FotoKetukan",
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
                ("isi", models.BinaryField()),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "foto ketukan",
                "verbose_name_plural": "foto ketukan",
                "indexes": [models.Index(fields=["dibuat_pada"], name="fotoketukan_dibuat")],
            },
        ),
        migrations.CreateModel(
            name="KeputusanKetukan",
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
                ("ketukan_id", models.UUIDField()),
                ("urut", models.PositiveSmallIntegerField()),
                ("pada", models.DateTimeField()),
                (
                    "sebelum",
                    models.CharField(
                        choices=[
                            ("TERIMA", "Diterima"),
                            ("TINJAU", "Ditinjau"),
                            ("TOLAK", "Ditolak"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "sesudah",
                    models.CharField(
                        choices=[
                            ("TERIMA", "Diterima"),
                            ("TINJAU", "Ditinjau"),
                            ("TOLAK", "Ditolak"),
                        ],
                        max_length=10,
                    ),
                ),
                ("hari_sebelum", models.CharField(blank=True, max_length=60)),
                ("alasan", models.CharField(max_length=300)),
                (
                    "diputus_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "keputusan ketukan",
                "verbose_name_plural": "keputusan ketukan",
                "indexes": [
                    models.Index(fields=["pegawai", "pada"], name="keputusanketukan_pegawai")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ketukan_id", "urut"), name="keputusanketukan_berurutan"
                    )
                ],
            },
        ),
        migrations.RunSQL(ONLY_ADDED, migrations.RunSQL.noop),
    ]
