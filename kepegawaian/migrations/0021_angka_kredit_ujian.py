"""What a functional promotion and a border of golongan rest on: PAK, examinations, trainings."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE
        ON kepegawaian_riwayatangkakreditevent, kepegawaian_riwayatujianevent FROM sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0009_hak_presensi"),
        ("kepegawaian", "0020_cuti_isi"),
    ]

    operations = [
        migrations.CreateModel(
            name="RiwayatAngkaKredit",
            fields=[
                (
                    "muatan_id",
                    models.UUIDField(
                        db_default=models.Func(
                            output_field=models.UUIDField(),
                            template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                        ),
                        editable=False,
                        null=True,
                        verbose_name="muatan",
                    ),
                ),
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
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("nomor", models.CharField(max_length=60, verbose_name="nomor PAK")),
                ("tanggal", models.DateField(verbose_name="dihitung sampai")),
                ("angka_kredit", models.DecimalField(decimal_places=3, max_digits=8)),
                (
                    "angka_kredit_jenjang",
                    models.DecimalField(decimal_places=3, max_digits=8, null=True),
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
                "verbose_name": "riwayat angka kredit",
                "verbose_name_plural": "riwayat angka kredit",
            },
        ),
        migrations.CreateModel(
            name="RiwayatAngkaKreditEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "muatan_id",
                    models.UUIDField(
                        db_default=models.Func(
                            output_field=models.UUIDField(),
                            template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                        ),
                        editable=False,
                        null=True,
                        verbose_name="muatan",
                    ),
                ),
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
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("nomor", models.CharField(max_length=60, verbose_name="nomor PAK")),
                ("tanggal", models.DateField(verbose_name="dihitung sampai")),
                ("angka_kredit", models.DecimalField(decimal_places=3, max_digits=8)),
                (
                    "angka_kredit_jenjang",
                    models.DecimalField(decimal_places=3, max_digits=8, null=True),
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
                        to="kepegawaian.riwayatangkakredit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RiwayatUjian",
            fields=[
                (
                    "muatan_id",
                    models.UUIDField(
                        db_default=models.Func(
                            output_field=models.UUIDField(),
                            template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                        ),
                        editable=False,
                        null=True,
                        verbose_name="muatan",
                    ),
                ),
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
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("jenis", models.CharField(max_length=20)),
                ("nomor", models.CharField(max_length=60, verbose_name="nomor sertifikat")),
                ("tanggal", models.DateField()),
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
                "verbose_name": "riwayat ujian dan pelatihan",
                "verbose_name_plural": "riwayat ujian dan pelatihan",
            },
        ),
        migrations.CreateModel(
            name="RiwayatUjianEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "muatan_id",
                    models.UUIDField(
                        db_default=models.Func(
                            output_field=models.UUIDField(),
                            template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                        ),
                        editable=False,
                        null=True,
                        verbose_name="muatan",
                    ),
                ),
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
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("jenis", models.CharField(max_length=20)),
                ("nomor", models.CharField(max_length=60, verbose_name="nomor sertifikat")),
                ("tanggal", models.DateField()),
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
                        to="kepegawaian.riwayatujian",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="riwayatangkakredit",
            constraint=models.UniqueConstraint(
                fields=("pegawai", "tanggal"), name="riwayatangkakredit_sekali"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatangkakredit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatangkakreditevent" ("angka_kredit", "angka_kredit_jenjang", "dibuat_pada", "id", "muatan_id", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal") VALUES (OLD."angka_kredit", OLD."angka_kredit_jenjang", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tanggal"); RETURN NULL;',
                    hash="6d40cea6b8be188123acb2f14bd8801e543e15b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_75772",
                    table="kepegawaian_riwayatangkakredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatangkakredit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatangkakreditevent" ("angka_kredit", "angka_kredit_jenjang", "dibuat_pada", "id", "muatan_id", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal") VALUES (OLD."angka_kredit", OLD."angka_kredit_jenjang", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tanggal"); RETURN NULL;',
                    hash="4e379afd6fa009d38bca10e155d4b5eeae4bfc3e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b867",
                    table="kepegawaian_riwayatangkakredit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatangkakreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eb238e9979849e98644b0b4fdd4d1a5a7b34cbf2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_40f4f",
                    table="kepegawaian_riwayatangkakreditevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="riwayatujian",
            constraint=models.UniqueConstraint(
                fields=("pegawai", "jenis"), name="riwayatujian_sekali"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatujian",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatujianevent" ("dibuat_pada", "id", "jenis", "muatan_id", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal") VALUES (OLD."dibuat_pada", OLD."id", OLD."jenis", OLD."muatan_id", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tanggal"); RETURN NULL;',
                    hash="3006b51775b74f7c9e489f62fd2fe19b4c26dc31",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_870fd",
                    table="kepegawaian_riwayatujian",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatujian",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatujianevent" ("dibuat_pada", "id", "jenis", "muatan_id", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal") VALUES (OLD."dibuat_pada", OLD."id", OLD."jenis", OLD."muatan_id", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tanggal"); RETURN NULL;',
                    hash="41f3d298aafcb3429c73006c42fbd8ddb44fbdef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5d7ee",
                    table="kepegawaian_riwayatujian",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatujianevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7296c7862496b40f319d5ea2a806d7c84fb4a467",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_81a63",
                    table="kepegawaian_riwayatujianevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
