"""Drafts of parameter versions and their trials; versions in force can only be added to."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SQL = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON aturan_riwayatdraf FROM sitamu_app;
        REVOKE UPDATE, DELETE, TRUNCATE ON inti_parameter FROM sitamu_app;
    END IF;
END $$;
"""
UNDO = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        GRANT UPDATE, DELETE ON inti_parameter TO sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("inti", "0006_akun_dan_hak"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DrafParameter",
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
                ("kunci", models.CharField(max_length=60)),
                ("berlaku_mulai", models.DateField()),
                ("nilai", models.JSONField()),
                ("dasar_hukum", models.CharField(max_length=300)),
                ("keterangan", models.CharField(blank=True, max_length=300)),
                ("versi", models.PositiveIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DRAF", "Draf"),
                            ("AKTIF", "Sudah diaktifkan"),
                            ("DIBUANG", "Dibuang"),
                        ],
                        default="DRAF",
                        max_length=10,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField()),
                ("diubah_pada", models.DateTimeField()),
                (
                    "dari",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.parameter",
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diubah_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parameter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draf",
                        to="inti.parameter",
                    ),
                ),
            ],
            options={
                "verbose_name": "draf parameter",
                "verbose_name_plural": "draf parameter",
            },
        ),
        migrations.CreateModel(
            name="RiwayatDraf",
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
                    "aksi",
                    models.CharField(
                        choices=[
                            ("DIBUAT", "Draf dibuat"),
                            ("DIUBAH", "Draf diubah"),
                            ("DICOBA_CONTOH", "Dicoba pada contoh hitung"),
                            ("DICOBA_PEGAWAI", "Dicoba pada seluruh pegawai"),
                            ("DIAKTIFKAN", "Diaktifkan"),
                            ("DIBUANG", "Draf dibuang"),
                        ],
                        max_length=20,
                    ),
                ),
                ("versi", models.PositiveIntegerField()),
                ("pada", models.DateTimeField()),
                ("rincian", models.JSONField(default=dict)),
                (
                    "draf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="riwayat",
                        to="aturan.drafparameter",
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat draf",
                "verbose_name_plural": "riwayat draf",
                "ordering": ["pada", "id"],
            },
        ),
        migrations.CreateModel(
            name="UjiDraf",
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
                        choices=[("CONTOH", "Contoh hitung"), ("PEGAWAI", "Seluruh pegawai")],
                        max_length=10,
                    ),
                ),
                ("versi", models.PositiveIntegerField()),
                ("pada", models.DateField()),
                ("jumlah_aturan", models.PositiveIntegerField()),
                ("hasil", models.JSONField(default=dict)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "draf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uji",
                        to="aturan.drafparameter",
                    ),
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
                    "pekerjaan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pekerjaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "uji draf",
                "verbose_name_plural": "uji draf",
                "ordering": ["-dibuat_pada", "id"],
            },
        ),
        migrations.CreateModel(
            name="BedaUji",
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
                    "daftar",
                    models.CharField(
                        choices=[
                            ("PENSIUN", "Pensiun"),
                            ("POKOK", "Pensiun pokok (perkiraan)"),
                            ("PANGKAT", "Kenaikan pangkat"),
                            ("KGB", "Kenaikan gaji berkala"),
                            ("KONTRAK", "Akhir perjanjian kerja"),
                            ("SK", "SK yang sudah terbit"),
                        ],
                        max_length=10,
                    ),
                ),
                ("nip", models.CharField(max_length=30)),
                ("nama", models.CharField(max_length=150)),
                ("lama", models.TextField()),
                ("baru", models.TextField()),
                ("alasan", models.TextField()),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
                (
                    "uji",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="beda",
                        to="aturan.ujidraf",
                    ),
                ),
            ],
            options={
                "verbose_name": "beda hasil uji",
                "verbose_name_plural": "beda hasil uji",
            },
        ),
        migrations.AddConstraint(
            model_name="drafparameter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "DRAF")), fields=("kunci",), name="drafparameter_satu"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatdraf",
            trigger=pgtrigger.compiler.Trigger(
                name="hanya_tambah",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fc8115e987dac254314f9f92ec8f575f5a0bf2ce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_hanya_tambah_ab022",
                    table="aturan_riwayatdraf",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="bedauji",
            index=models.Index(fields=["uji", "daftar", "nama"], name="bedauji_daftar"),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
