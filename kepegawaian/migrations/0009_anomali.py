"""Anomalies of the record; decisions about them are only added."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

ONLY_ADDED = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON kepegawaian_pemeriksaananomali FROM sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0006_akun_dan_hak"),
        ("kepegawaian", "0008_kontrak_pppk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PemeriksaanAnomali",
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
                            ("LEWAT_BUP", "Lewat BUP, masih aktif"),
                            ("NIK_GANDA", "NIK dipakai lebih dari satu pegawai"),
                            ("NIP_BEDA", "NIP berbeda dari data"),
                            ("TMT_MASA_DEPAN", "TMT di masa depan"),
                            ("MKG_TIDAK_MENGIKUTI", "Masa kerja golongan tidak mengikuti"),
                            ("PMK_BELUM_DIHITUNG", "PMK belum dihitung"),
                            ("KGB_TIDAK_COCOK", "KGB tidak cocok dengan golongan"),
                            ("HUKDIS_BERTENTANGAN", "Hukuman disiplin bertentangan"),
                            ("DATA_KOSONG", "Data pokok kosong"),
                            ("TAK_TERBACA", "Isian tidak dikenal"),
                            ("ATASAN", "Atasan langsung kosong atau sudah berhenti"),
                        ],
                        max_length=30,
                    ),
                ),
                ("kunci", models.CharField(max_length=200)),
                ("sidik", models.CharField(max_length=64)),
                ("kalimat", models.TextField()),
                ("memang_demikian", models.BooleanField()),
                ("alasan", models.CharField(max_length=500)),
                (
                    "pada",
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemeriksaan anomali",
                "verbose_name_plural": "pemeriksaan anomali",
            },
        ),
        migrations.CreateModel(
            name="Anomali",
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
                            ("LEWAT_BUP", "Lewat BUP, masih aktif"),
                            ("NIK_GANDA", "NIK dipakai lebih dari satu pegawai"),
                            ("NIP_BEDA", "NIP berbeda dari data"),
                            ("TMT_MASA_DEPAN", "TMT di masa depan"),
                            ("MKG_TIDAK_MENGIKUTI", "Masa kerja golongan tidak mengikuti"),
                            ("PMK_BELUM_DIHITUNG", "PMK belum dihitung"),
                            ("KGB_TIDAK_COCOK", "KGB tidak cocok dengan golongan"),
                            ("HUKDIS_BERTENTANGAN", "Hukuman disiplin bertentangan"),
                            ("DATA_KOSONG", "Data pokok kosong"),
                            ("TAK_TERBACA", "Isian tidak dikenal"),
                            ("ATASAN", "Atasan langsung kosong atau sudah berhenti"),
                        ],
                        max_length=30,
                    ),
                ),
                ("kunci", models.CharField(max_length=200)),
                ("sidik", models.CharField(max_length=64)),
                ("kalimat", models.TextField()),
                ("langkah", models.TextField()),
                ("dasar", models.CharField(max_length=300)),
                (
                    "ditemukan_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pemeriksaan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.pemeriksaananomali",
                    ),
                ),
            ],
            options={
                "verbose_name": "anomali",
                "verbose_name_plural": "anomali",
            },
        ),
        migrations.AddIndex(
            model_name="pemeriksaananomali",
            index=models.Index(
                fields=["pegawai", "jenis", "kunci", "pada"], name="kepegawaian_pegawai_7bb944_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="anomali",
            index=models.Index(fields=["jenis", "sidik"], name="kepegawaian_jenis_b9b530_idx"),
        ),
        migrations.AddConstraint(
            model_name="anomali",
            constraint=models.UniqueConstraint(
                fields=("pegawai", "jenis", "kunci"), name="anomali_sekali"
            ),
        ),
        migrations.RunSQL(ONLY_ADDED, migrations.RunSQL.noop),
    ]
