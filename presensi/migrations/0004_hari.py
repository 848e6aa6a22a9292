"""Facts about days (duty travel, stated times, waivers), computed days, closed months."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

ONLY_ADDED = """
DO $$ DECLARE t text; BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        FOREACH t IN ARRAY ARRAY['presensi_dispensasievent', 'presensi_pernyataanevent',
                                 'presensi_surattugasevent'] LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM sitamu_app', t);
        END LOOP;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0009_hak_presensi"),
        ("presensi", "0003_pola_bawaan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispensasi",
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
                (
                    "arah",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("MASUK", "Masuk"), ("PULANG", "Pulang")], max_length=10
                        ),
                        size=None,
                    ),
                ),
                ("alasan", models.CharField(max_length=300)),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar (berita acara)")),
                (
                    "dibuat_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("dicabut_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "oleh",
                    models.ForeignKey(
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
                "verbose_name": "dispensasi",
                "verbose_name_plural": "dispensasi",
            },
        ),
        migrations.CreateModel(
            name="DispensasiEvent",
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
                (
                    "arah",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("MASUK", "Masuk"), ("PULANG", "Pulang")], max_length=10
                        ),
                        size=None,
                    ),
                ),
                ("alasan", models.CharField(max_length=300)),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar (berita acara)")),
                (
                    "dibuat_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("dicabut_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "oleh",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="presensi.dispensasi",
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
            name="HariPegawai",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("HADIR", "Hadir"),
                            ("WFA", "Kerja dari tempat lain (WFA)"),
                            ("DINAS_LUAR", "Dinas luar"),
                            ("ALPA", "Tanpa keterangan"),
                            ("DATA_KURANG", "Data kurang"),
                            ("AKHIR_PEKAN", "Akhir pekan"),
                            ("LIBUR_NASIONAL", "Libur nasional"),
                            ("CUTI_BERSAMA", "Cuti bersama"),
                            ("LIBUR_DAERAH", "Libur daerah"),
                            ("LIBUR_SHIFT", "Libur sif"),
                            ("LEPAS_PIKET", "Lepas jaga"),
                            ("CUTI_TAHUNAN", "Cuti tahunan"),
                            ("CUTI_BESAR", "Cuti besar"),
                            ("CUTI_SAKIT", "Cuti sakit"),
                            ("CUTI_MELAHIRKAN", "Cuti melahirkan"),
                            ("CUTI_ALASAN_PENTING", "Cuti alasan penting"),
                            ("CLTN", "Cuti di luar tanggungan negara"),
                            ("SAKIT", "Sakit"),
                            ("IZIN", "Izin"),
                            ("TUGAS_BELAJAR", "Tugas belajar"),
                        ],
                        max_length=20,
                    ),
                ),
                ("pola", models.CharField(blank=True, max_length=20)),
                ("sif", models.CharField(blank=True, max_length=12)),
                ("mulai", models.DateTimeField(null=True)),
                ("selesai", models.DateTimeField(null=True)),
                ("masuk", models.DateTimeField(null=True)),
                ("pulang", models.DateTimeField(null=True)),
                ("harus_pulang", models.DateTimeField(null=True)),
                ("terlambat_menit", models.PositiveSmallIntegerField(default=0)),
                ("pulang_cepat_menit", models.PositiveSmallIntegerField(default=0)),
                ("tanpa_masuk", models.BooleanField(default=False)),
                ("tanpa_pulang", models.BooleanField(default=False)),
                ("bebas", models.CharField(blank=True, max_length=20)),
                ("tidak_apel", models.CharField(blank=True, max_length=20)),
                ("ramadan", models.BooleanField(default=False)),
                ("kurang", models.CharField(blank=True, max_length=200)),
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
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari pegawai",
                "verbose_name_plural": "hari pegawai",
            },
        ),
        migrations.CreateModel(
            name="HitungHari",
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
                ("dari", models.DateField()),
                ("sampai", models.DateField()),
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
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari yang perlu dihitung lagi",
                "verbose_name_plural": "hari yang perlu dihitung lagi",
            },
        ),
        migrations.CreateModel(
            name="PenutupanBulan",
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
                ("bulan", models.DateField(unique=True)),
                (
                    "ditutup_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "penutupan bulan",
                "verbose_name_plural": "penutupan bulan",
            },
        ),
        migrations.CreateModel(
            name="Pernyataan",
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
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("DIAJUKAN", "Menunggu atasan"),
                            ("DISETUJUI", "Disetujui"),
                            ("DITOLAK", "Ditolak"),
                            ("DIBATALKAN", "Dibatalkan"),
                        ],
                        default="DIAJUKAN",
                        max_length=10,
                    ),
                ),
                (
                    "diajukan_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.CharField(blank=True, max_length=300)),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("LUPA", "Lupa mencatat"),
                            ("KERTAS", "Daftar hadir kertas"),
                            ("KEBERATAN", "Keberatan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("tanggal", models.DateField()),
                (
                    "arah",
                    models.CharField(
                        choices=[("MASUK", "Masuk"), ("PULANG", "Pulang")], max_length=10
                    ),
                ),
                ("pada", models.DateTimeField()),
                ("alasan", models.CharField(max_length=500)),
                ("sebelum", models.CharField(blank=True, max_length=200)),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diputus_oleh",
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
                "verbose_name": "pernyataan presensi",
                "verbose_name_plural": "pernyataan presensi",
            },
        ),
        migrations.CreateModel(
            name="PernyataanEvent",
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
                (
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("DIAJUKAN", "Menunggu atasan"),
                            ("DISETUJUI", "Disetujui"),
                            ("DITOLAK", "Ditolak"),
                            ("DIBATALKAN", "Dibatalkan"),
                        ],
                        default="DIAJUKAN",
                        max_length=10,
                    ),
                ),
                (
                    "diajukan_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.CharField(blank=True, max_length=300)),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("LUPA", "Lupa mencatat"),
                            ("KERTAS", "Daftar hadir kertas"),
                            ("KEBERATAN", "Keberatan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("tanggal", models.DateField()),
                (
                    "arah",
                    models.CharField(
                        choices=[("MASUK", "Masuk"), ("PULANG", "Pulang")], max_length=10
                    ),
                ),
                ("pada", models.DateTimeField()),
                ("alasan", models.CharField(max_length=500)),
                ("sebelum", models.CharField(blank=True, max_length=200)),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diputus_oleh",
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
                        to="presensi.pernyataan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PesertaTugas",
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
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "peserta surat tugas",
                "verbose_name_plural": "peserta surat tugas",
            },
        ),
        migrations.CreateModel(
            name="SuratTugas",
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
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("DIAJUKAN", "Menunggu atasan"),
                            ("DISETUJUI", "Disetujui"),
                            ("DITOLAK", "Ditolak"),
                            ("DIBATALKAN", "Dibatalkan"),
                        ],
                        default="DIAJUKAN",
                        max_length=10,
                    ),
                ),
                (
                    "diajukan_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.CharField(blank=True, max_length=300)),
                ("nomor", models.CharField(max_length=80)),
                ("tanggal", models.DateField()),
                ("perihal", models.CharField(max_length=300)),
                ("tujuan", models.CharField(max_length=200)),
                ("mulai", models.DateTimeField()),
                ("selesai", models.DateTimeField()),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diputus_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "peserta",
                    models.ManyToManyField(
                        related_name="+", through="presensi.PesertaTugas", to="inti.pegawai"
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
                "verbose_name": "surat tugas",
                "verbose_name_plural": "surat tugas",
            },
        ),
        migrations.AddField(
            model_name="pesertatugas",
            name="surat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="baris",
                to="presensi.surattugas",
            ),
        ),
        migrations.CreateModel(
            name="SuratTugasEvent",
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
                (
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("DIAJUKAN", "Menunggu atasan"),
                            ("DISETUJUI", "Disetujui"),
                            ("DITOLAK", "Ditolak"),
                            ("DIBATALKAN", "Dibatalkan"),
                        ],
                        default="DIAJUKAN",
                        max_length=10,
                    ),
                ),
                (
                    "diajukan_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.CharField(blank=True, max_length=300)),
                ("nomor", models.CharField(max_length=80)),
                ("tanggal", models.DateField()),
                ("perihal", models.CharField(max_length=300)),
                ("tujuan", models.CharField(max_length=200)),
                ("mulai", models.DateTimeField()),
                ("selesai", models.DateTimeField()),
                (
                    "diajukan_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diputus_oleh",
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
                        to="presensi.surattugas",
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
        pgtrigger.migrations.AddTrigger(
            model_name="dispensasi",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_dispensasievent" ("alasan", "arah", "dasar", "dibuat_pada", "dicabut_pada", "id", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal", "unit_id") VALUES (OLD."alasan", OLD."arah", OLD."dasar", OLD."dibuat_pada", OLD."dicabut_pada", OLD."id", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tanggal", OLD."unit_id"); RETURN NULL;',
                    hash="00dfb7905f6d469e36871c157ea1a4aa2a5d6d12",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f42e4",
                    table="presensi_dispensasi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispensasi",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_dispensasievent" ("alasan", "arah", "dasar", "dibuat_pada", "dicabut_pada", "id", "oleh_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal", "unit_id") VALUES (OLD."alasan", OLD."arah", OLD."dasar", OLD."dibuat_pada", OLD."dicabut_pada", OLD."id", OLD."oleh_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tanggal", OLD."unit_id"); RETURN NULL;',
                    hash="319c070112d21684211f1605a82ead8f0713332a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b10d9",
                    table="presensi_dispensasi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispensasievent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9d8f6996a839f4860e35dade48dc76f58f23a48f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_47bde",
                    table="presensi_dispensasievent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="haripegawai",
            index=models.Index(fields=["tanggal", "status"], name="haripegawai_tanggal_status"),
        ),
        migrations.AddConstraint(
            model_name="haripegawai",
            constraint=models.UniqueConstraint(
                fields=("pegawai", "tanggal"), name="haripegawai_sekali"
            ),
        ),
        migrations.AddConstraint(
            model_name="pernyataan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("keadaan__in", ["DIAJUKAN", "DISETUJUI"])),
                fields=("pegawai", "tanggal", "arah"),
                name="pernyataan_sekali",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pernyataan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_pernyataanevent" ("alasan", "arah", "catatan", "diajukan_oleh_id", "diajukan_pada", "diputus_oleh_id", "diputus_pada", "id", "jenis", "keadaan", "pada", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebelum", "tanggal") VALUES (OLD."alasan", OLD."arah", OLD."catatan", OLD."diajukan_oleh_id", OLD."diajukan_pada", OLD."diputus_oleh_id", OLD."diputus_pada", OLD."id", OLD."jenis", OLD."keadaan", OLD."pada", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."sebelum", OLD."tanggal"); RETURN NULL;',
                    hash="573ab78842fe23432597916941bd8d587db4468c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_39277",
                    table="presensi_pernyataan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pernyataan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_pernyataanevent" ("alasan", "arah", "catatan", "diajukan_oleh_id", "diajukan_pada", "diputus_oleh_id", "diputus_pada", "id", "jenis", "keadaan", "pada", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebelum", "tanggal") VALUES (OLD."alasan", OLD."arah", OLD."catatan", OLD."diajukan_oleh_id", OLD."diajukan_pada", OLD."diputus_oleh_id", OLD."diputus_pada", OLD."id", OLD."jenis", OLD."keadaan", OLD."pada", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sebelum", OLD."tanggal"); RETURN NULL;',
                    hash="7a1ebb0d8149ec31b1f5e9c493485982da85ad24",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1a509",
                    table="presensi_pernyataan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pernyataanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5f655ed39936a8cfc597c0ea7f7f7a229a995083",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1a29d",
                    table="presensi_pernyataanevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="surattugas",
            constraint=models.CheckConstraint(
                condition=models.Q(("selesai__gt", models.F("mulai"))), name="surattugas_urut"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surattugas",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "presensi_surattugasevent" ("catatan", "diajukan_oleh_id", "diajukan_pada", "diputus_oleh_id", "diputus_pada", "id", "keadaan", "mulai", "nomor", "perihal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai", "tanggal", "tujuan", "unit_id") VALUES (OLD."catatan", OLD."diajukan_oleh_id", OLD."diajukan_pada", OLD."diputus_oleh_id", OLD."diputus_pada", OLD."id", OLD."keadaan", OLD."mulai", OLD."nomor", OLD."perihal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."selesai", OLD."tanggal", OLD."tujuan", OLD."unit_id"); RETURN NULL;',
                    hash="2200a6286808b45663659995644c77ad8a77d135",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4c049",
                    table="presensi_surattugas",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surattugas",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "presensi_surattugasevent" ("catatan", "diajukan_oleh_id", "diajukan_pada", "diputus_oleh_id", "diputus_pada", "id", "keadaan", "mulai", "nomor", "perihal", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai", "tanggal", "tujuan", "unit_id") VALUES (OLD."catatan", OLD."diajukan_oleh_id", OLD."diajukan_pada", OLD."diputus_oleh_id", OLD."diputus_pada", OLD."id", OLD."keadaan", OLD."mulai", OLD."nomor", OLD."perihal", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."selesai", OLD."tanggal", OLD."tujuan", OLD."unit_id"); RETURN NULL;',
                    hash="a54896bfc8e5603ca1dca8b37a5fe4e110110ef0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_14d80",
                    table="presensi_surattugas",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pesertatugas",
            constraint=models.UniqueConstraint(
                fields=("surat", "pegawai"), name="pesertatugas_sekali"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surattugasevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="57ccd387a8c1d4c1fba643e3b484b07bb7cfde18",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_08374",
                    table="presensi_surattugasevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(ONLY_ADDED, migrations.RunSQL.noop),
    ]
