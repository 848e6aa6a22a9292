"""Places and schedules: patterns, rosters, flexible work, Ramadan, apel; all by date."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import sitamu.inti.models.pegawai


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("inti", "0009_hak_presensi"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acara",
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
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[("APEL", "Apel"), ("UPACARA", "Upacara")], max_length=10
                    ),
                ),
                ("nama", models.CharField(max_length=150)),
                (
                    "hari",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("jam_mulai", models.TimeField()),
                ("jam_tutup", models.TimeField(verbose_name="daftar hadir ditutup")),
                ("saat_ramadan", models.BooleanField(default=False)),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "apel atau upacara",
                "verbose_name_plural": "apel dan upacara",
            },
        ),
        migrations.CreateModel(
            name="AcaraEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[("APEL", "Apel"), ("UPACARA", "Upacara")], max_length=10
                    ),
                ),
                ("nama", models.CharField(max_length=150)),
                (
                    "hari",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("jam_mulai", models.TimeField()),
                ("jam_tutup", models.TimeField(verbose_name="daftar hadir ditutup")),
                ("saat_ramadan", models.BooleanField(default=False)),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.acara",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BentukTempat",
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
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("lintang", models.FloatField()),
                ("bujur", models.FloatField()),
                ("radius_m", models.PositiveIntegerField()),
                (
                    "poligon",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "bukti_web",
                    models.CharField(
                        choices=[
                            ("JARINGAN", "Jaringan kantor"),
                            ("ATASAN", "Pembenaran atasan"),
                            ("FOTO", "Foto diri saat itu"),
                        ],
                        default="ATASAN",
                        max_length=10,
                    ),
                ),
                (
                    "jaringan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=43),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bentuk tempat",
                "verbose_name_plural": "bentuk tempat",
            },
        ),
        migrations.CreateModel(
            name="HadirAcara",
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
                ("tanggal", models.DateField()),
                ("hadir", models.BooleanField()),
                ("keterangan", models.CharField(blank=True, max_length=200)),
                (
                    "pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "acara",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="presensi.acara",
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                "verbose_name": "daftar hadir acara",
                "verbose_name_plural": "daftar hadir acara",
            },
        ),
        migrations.CreateModel(
            name="HadirAcaraEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("tanggal", models.DateField()),
                ("hadir", models.BooleanField()),
                ("keterangan", models.CharField(blank=True, max_length=200)),
                (
                    "pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "acara",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="presensi.acara",
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.hadiracara",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KerjaFleksibel",
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
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[("TEMPAT", "Tempat bebas (WFA)"), ("WAKTU", "Waktu bergeser")],
                        max_length=10,
                    ),
                ),
                (
                    "hari",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("geser_menit", models.PositiveSmallIntegerField(default=0)),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "kerja fleksibel",
                "verbose_name_plural": "kerja fleksibel",
            },
        ),
        migrations.CreateModel(
            name="KerjaFleksibelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[("TEMPAT", "Tempat bebas (WFA)"), ("WAKTU", "Waktu bergeser")],
                        max_length=10,
                    ),
                ),
                (
                    "hari",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("geser_menit", models.PositiveSmallIntegerField(default=0)),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.kerjafleksibel",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PemakaianPola",
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
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemakaian jadwal",
                "verbose_name_plural": "pemakaian jadwal",
            },
        ),
        migrations.CreateModel(
            name="PemakaianTempat",
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
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemakaian tempat",
                "verbose_name_plural": "pemakaian tempat",
            },
        ),
        migrations.CreateModel(
            name="PolaJadwal",
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
                ("kode", models.CharField(max_length=20, unique=True)),
                ("nama", models.CharField(max_length=100)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "pola jadwal",
                "verbose_name_plural": "pola jadwal",
                "ordering": ["kode"],
            },
        ),
        migrations.CreateModel(
            name="PemakaianPolaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.pemakaianpola",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.unitkerja",
                    ),
                ),
                (
                    "pola",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="presensi.polajadwal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="pemakaianpola",
            name="pola",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pemakaian",
                to="presensi.polajadwal",
            ),
        ),
        migrations.CreateModel(
            name="Ramadan",
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
                    "hijriah",
                    models.PositiveSmallIntegerField(unique=True, verbose_name="tahun Hijriah"),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField()),
                (
                    "perkiraan",
                    models.BooleanField(
                        default=False, verbose_name="perkiraan (menunggu sidang isbat)"
                    ),
                ),
                ("sumber", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "Ramadan",
                "verbose_name_plural": "Ramadan",
                "ordering": ["mulai"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sampai__gt", models.F("mulai"))), name="ramadan_urut"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Roster",
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
                ("tanggal", models.DateField()),
                ("sif", models.CharField(blank=True, max_length=12)),
                ("jam_mulai", models.TimeField(blank=True, null=True)),
                ("lama_menit", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "diubah_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                "verbose_name": "baris roster",
                "verbose_name_plural": "baris roster",
            },
        ),
        migrations.CreateModel(
            name="RosterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("tanggal", models.DateField()),
                ("sif", models.CharField(blank=True, max_length=12)),
                ("jam_mulai", models.TimeField(blank=True, null=True)),
                ("lama_menit", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "diubah_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.roster",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tempat",
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
                ("nama", models.CharField(max_length=150)),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("KANTOR", "Kantor"),
                            ("PUSTU", "Puskesmas pembantu"),
                            ("SEKOLAH", "Sekolah"),
                            ("LAPANGAN", "Lapangan"),
                            ("LAIN", "Lainnya"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "dari_muatan",
                    models.BooleanField(
                        default=False, help_text="Titiknya mengikuti daftar unit kerja yang dimuat."
                    ),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "tempat presensi",
                "verbose_name_plural": "tempat presensi",
                "ordering": ["nama", "id"],
            },
        ),
        migrations.CreateModel(
            name="PemakaianTempatEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.pemakaiantempat",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.unitkerja",
                    ),
                ),
                (
                    "tempat",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="presensi.tempat",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="pemakaiantempat",
            name="tempat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pemakaian",
                to="presensi.tempat",
            ),
        ),
        migrations.CreateModel(
            name="BentukTempatEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("lintang", models.FloatField()),
                ("bujur", models.FloatField()),
                ("radius_m", models.PositiveIntegerField()),
                (
                    "poligon",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "bukti_web",
                    models.CharField(
                        choices=[
                            ("JARINGAN", "Jaringan kantor"),
                            ("ATASAN", "Pembenaran atasan"),
                            ("FOTO", "Foto diri saat itu"),
                        ],
                        default="ATASAN",
                        max_length=10,
                    ),
                ),
                (
                    "jaringan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=43),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.bentuktempat",
                    ),
                ),
                (
                    "tempat",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="presensi.tempat",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="bentuktempat",
            name="tempat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bentuk",
                to="presensi.tempat",
            ),
        ),
        migrations.CreateModel(
            name="VersiPola",
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
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("isi", models.JSONField()),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pola",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versi",
                        to="presensi.polajadwal",
                    ),
                ),
            ],
            options={
                "verbose_name": "versi pola jadwal",
                "verbose_name_plural": "versi pola jadwal",
            },
        ),
        migrations.CreateModel(
            name="VersiPolaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dasar",
                    models.CharField(max_length=200, verbose_name="dasar (surat atau keputusan)"),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("isi", models.JSONField()),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="presensi.versipola",
                    ),
                ),
                (
                    "pola",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="presensi.polajadwal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="acara",
            constraint=models.CheckConstraint(
                condition=models.Q(("jam_tutup__gte", models.F("jam_mulai"))), name="acara_jam_urut"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acara",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_acaraevent" ("dasar", "dibuat_pada", "hari", "id", "jam_mulai", "jam_tutup", "jenis", "mulai", "nama", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saat_ramadan", "sampai", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."hari", OLD."id", OLD."jam_mulai", OLD."jam_tutup", OLD."jenis", OLD."mulai", OLD."nama", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."saat_ramadan", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="6a274ed66490603898d4d1acd2e8799a984be207",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c9c80",
                    table="presensi_acara",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acara",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_acaraevent" ("dasar", "dibuat_pada", "hari", "id", "jam_mulai", "jam_tutup", "jenis", "mulai", "nama", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saat_ramadan", "sampai", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."hari", OLD."id", OLD."jam_mulai", OLD."jam_tutup", OLD."jenis", OLD."mulai", OLD."nama", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."saat_ramadan", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="5c62ea1b25924fdbb8d1b9e34d0d44a2522eef17",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43a8b",
                    table="presensi_acara",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acaraevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9c5fd39bfbbd540fa5f16173754282ee549d018b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_09015",
                    table="presensi_acaraevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="hadiracara",
            constraint=models.UniqueConstraint(
                fields=("acara", "tanggal", "pegawai"), name="hadiracara_sekali"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hadiracara",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_hadiracaraevent" ("acara_id", "hadir", "id", "keterangan", "oleh_id", "pada", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal") VALUES (OLD."acara_id", OLD."hadir", OLD."id", OLD."keterangan", OLD."oleh_id", OLD."pada", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tanggal"); RETURN NULL;',
                    hash="05b67838f0eccae12e189aeb0eeeb6aa625d52d0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ab48",
                    table="presensi_hadiracara",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hadiracara",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_hadiracaraevent" ("acara_id", "hadir", "id", "keterangan", "oleh_id", "pada", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal") VALUES (OLD."acara_id", OLD."hadir", OLD."id", OLD."keterangan", OLD."oleh_id", OLD."pada", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tanggal"); RETURN NULL;',
                    hash="8608f991d5ff6838bae764d2782b082428d3ad3b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_24df2",
                    table="presensi_hadiracara",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hadiracaraevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="58ed1ea40dbb3a721f8dd9bc4341b68c9d6b84c3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d14c8",
                    table="presensi_hadiracaraevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="kerjafleksibel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__isnull", True), ("pegawai__isnull", True), _connector="XOR"
                ),
                name="kerjafleksibel_satu_pemakai",
            ),
        ),
        migrations.AddConstraint(
            model_name="kerjafleksibel",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampai__isnull", False)), name="kerjafleksibel_berakhir"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kerjafleksibel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_kerjafleksibelevent" ("dasar", "dibuat_pada", "geser_menit", "hari", "id", "jenis", "mulai", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."geser_menit", OLD."hari", OLD."id", OLD."jenis", OLD."mulai", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="2cc060d779c4609a50750690146320f9a4490422",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ebf5",
                    table="presensi_kerjafleksibel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kerjafleksibel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_kerjafleksibelevent" ("dasar", "dibuat_pada", "geser_menit", "hari", "id", "jenis", "mulai", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."geser_menit", OLD."hari", OLD."id", OLD."jenis", OLD."mulai", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="c9dab602c47f020db1f38b463c9370ee2ec7cfc9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a412b",
                    table="presensi_kerjafleksibel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kerjafleksibelevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5472b4c0523a35552434941ffec43f7513c74cdb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_dbde0",
                    table="presensi_kerjafleksibelevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pemakaianpolaevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="97704b32495e43e8027d1a15f2844b5c65215901",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c45b5",
                    table="presensi_pemakaianpolaevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pemakaianpola",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__isnull", True), ("pegawai__isnull", True), _connector="XOR"
                ),
                name="pemakaianpola_satu_pemakai",
            ),
        ),
        migrations.AddConstraint(
            model_name="pemakaianpola",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("mulai")), _connector="OR"
                ),
                expressions=[
                    ("unit", "="),
                    (
                        sitamu.inti.models.pegawai.Range(
                            "mulai",
                            "sampai",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="pemakaianpola_unit_sekali",
            ),
        ),
        migrations.AddConstraint(
            model_name="pemakaianpola",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("mulai")), _connector="OR"
                ),
                expressions=[
                    ("pegawai", "="),
                    (
                        sitamu.inti.models.pegawai.Range(
                            "mulai",
                            "sampai",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="pemakaianpola_pegawai_sekali",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pemakaianpola",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_pemakaianpolaevent" ("dasar", "dibuat_pada", "id", "mulai", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pola_id", "sampai", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."mulai", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."pola_id", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="0c0d16ff2a03f48e3f914ec31459d96b87964d8c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3591",
                    table="presensi_pemakaianpola",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pemakaianpola",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_pemakaianpolaevent" ("dasar", "dibuat_pada", "id", "mulai", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pola_id", "sampai", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."mulai", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pola_id", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="2bbfc718570a696358930cbfd7604d1246303da8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e23e",
                    table="presensi_pemakaianpola",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="roster",
            index=models.Index(fields=["tanggal"], name="roster_tanggal"),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.UniqueConstraint(fields=("pegawai", "tanggal"), name="roster_sekali"),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("jam_mulai__isnull", False), ("lama_menit__isnull", False), ("sif", "")
                        ),
                        models.Q(
                            models.Q(("sif", ""), _negated=True),
                            ("jam_mulai__isnull", True),
                            ("lama_menit__isnull", True),
                        ),
                        _connector="OR",
                    )
                ),
                name="roster_sif_atau_jam",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roster",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_rosterevent" ("diubah_pada", "id", "jam_mulai", "lama_menit", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sif", "tanggal") VALUES (OLD."diubah_pada", OLD."id", OLD."jam_mulai", OLD."lama_menit", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."sif", OLD."tanggal"); RETURN NULL;',
                    hash="ff83f4f3546a681ebd78cc13f823d97646920aa9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63b11",
                    table="presensi_roster",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roster",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_rosterevent" ("diubah_pada", "id", "jam_mulai", "lama_menit", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sif", "tanggal") VALUES (OLD."diubah_pada", OLD."id", OLD."jam_mulai", OLD."lama_menit", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sif", OLD."tanggal"); RETURN NULL;',
                    hash="e4dbced097645b2d9f53b1275e0bf0da3eb4f9c0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_acc1c",
                    table="presensi_roster",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="68420d327e147c7219a9740dadad54e45ea68453",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e75ce",
                    table="presensi_rosterevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="tempat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dari_muatan", True)),
                fields=("unit",),
                name="tempat_satu_muatan",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pemakaiantempatevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba8b45d6204e3bc477348fa660acf00391f1a0d5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_70e4d",
                    table="presensi_pemakaiantempatevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pemakaiantempat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__isnull", True), ("pegawai__isnull", True), _connector="XOR"
                ),
                name="pemakaiantempat_satu_pemakai",
            ),
        ),
        migrations.AddConstraint(
            model_name="pemakaiantempat",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("mulai")), _connector="OR"
                ),
                expressions=[
                    ("tempat", "="),
                    ("unit", "="),
                    (
                        sitamu.inti.models.pegawai.Range(
                            "mulai",
                            "sampai",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="pemakaiantempat_unit_sekali",
            ),
        ),
        migrations.AddConstraint(
            model_name="pemakaiantempat",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("mulai")), _connector="OR"
                ),
                expressions=[
                    ("tempat", "="),
                    ("pegawai", "="),
                    (
                        sitamu.inti.models.pegawai.Range(
                            "mulai",
                            "sampai",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="pemakaiantempat_pegawai_sekali",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pemakaiantempat",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_pemakaiantempatevent" ("dasar", "dibuat_pada", "id", "mulai", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "tempat_id", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."mulai", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."sampai", OLD."tempat_id", OLD."unit_id"); RETURN NULL;',
                    hash="edff7c793d50015e6e3df4deb80c5ee75b4c2d89",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e5773",
                    table="presensi_pemakaiantempat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pemakaiantempat",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_pemakaiantempatevent" ("dasar", "dibuat_pada", "id", "mulai", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "tempat_id", "unit_id") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."mulai", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sampai", OLD."tempat_id", OLD."unit_id"); RETURN NULL;',
                    hash="1691ba9bdf05243350a18dca57e25dac09c76e45",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_50fec",
                    table="presensi_pemakaiantempat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bentuktempatevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fb30c3064c8c5a5b2992ff0f049d20e7c6821307",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1ca07",
                    table="presensi_bentuktempatevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="bentuktempat",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("mulai")), _connector="OR"
                ),
                expressions=[
                    ("tempat", "="),
                    (
                        sitamu.inti.models.pegawai.Range(
                            "mulai",
                            "sampai",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="bentuktempat_satu_sehari",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bentuktempat",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_bentuktempatevent" ("bujur", "bukti_web", "dasar", "dibuat_pada", "id", "jaringan", "lintang", "mulai", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poligon", "radius_m", "sampai", "tempat_id") VALUES (OLD."bujur", OLD."bukti_web", OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."jaringan", OLD."lintang", OLD."mulai", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."poligon", OLD."radius_m", OLD."sampai", OLD."tempat_id"); RETURN NULL;',
                    hash="3f7fb3a41bab7a7919ad0f843f5824f82c60fee0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5f4aa",
                    table="presensi_bentuktempat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bentuktempat",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_bentuktempatevent" ("bujur", "bukti_web", "dasar", "dibuat_pada", "id", "jaringan", "lintang", "mulai", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poligon", "radius_m", "sampai", "tempat_id") VALUES (OLD."bujur", OLD."bukti_web", OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."jaringan", OLD."lintang", OLD."mulai", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."poligon", OLD."radius_m", OLD."sampai", OLD."tempat_id"); RETURN NULL;',
                    hash="af9ea638d1e964f3b792672842abf2f2cbbe2cf3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c66d2",
                    table="presensi_bentuktempat",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="versipola",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("sampai__isnull", True), ("sampai__gte", models.F("mulai")), _connector="OR"
                ),
                expressions=[
                    ("pola", "="),
                    (
                        sitamu.inti.models.pegawai.Range(
                            "mulai",
                            "sampai",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="versipola_satu_sehari",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="versipola",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_versipolaevent" ("dasar", "dibuat_pada", "id", "isi", "mulai", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pola_id", "sampai") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."isi", OLD."mulai", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."pola_id", OLD."sampai"); RETURN NULL;',
                    hash="9543f0e2950676ba7c659ef4eaa3fd7644ae5dff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46bc1",
                    table="presensi_versipola",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="versipola",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_versipolaevent" ("dasar", "dibuat_pada", "id", "isi", "mulai", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pola_id", "sampai") VALUES (OLD."dasar", OLD."dibuat_pada", OLD."id", OLD."isi", OLD."mulai", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pola_id", OLD."sampai"); RETURN NULL;',
                    hash="c604c67fcc00f743244969f3e8feb204a27dd59f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_53543",
                    table="presensi_versipola",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="versipolaevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c86584341796c7d42ad90271dfa45de78421b84e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_54e20",
                    table="presensi_versipolaevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
