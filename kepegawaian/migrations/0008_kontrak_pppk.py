"""Agreements of PPPK, with their trail."""

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
        REVOKE UPDATE, DELETE, TRUNCATE ON kepegawaian_kontrakpppkevent FROM sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0006_akun_dan_hak"),
        ("kepegawaian", "0007_label_langkah"),
    ]

    operations = [
        migrations.CreateModel(
            name="KontrakPppk",
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
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("nomor", models.CharField(max_length=60)),
                ("mulai", models.DateField()),
                ("akhir", models.DateField()),
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
                "verbose_name": "perjanjian kerja PPPK",
                "verbose_name_plural": "perjanjian kerja PPPK",
            },
        ),
        migrations.CreateModel(
            name="KontrakPppkEvent",
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
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("nomor", models.CharField(max_length=60)),
                ("mulai", models.DateField()),
                ("akhir", models.DateField()),
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
                        to="kepegawaian.kontrakpppk",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="kontrakpppk",
            constraint=models.UniqueConstraint(
                fields=("pegawai", "nomor"), name="kontrakpppk_sekali"
            ),
        ),
        migrations.AddConstraint(
            model_name="kontrakpppk",
            constraint=models.CheckConstraint(
                condition=models.Q(("akhir__gte", models.F("mulai"))), name="kontrakpppk_urut"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kontrakpppk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_kontrakpppkevent" ("akhir", "dibuat_pada", "id", "mulai", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."mulai", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="eeb7ac2ae86c38e834bbe3e27aa0f3e98c6c86ee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2e102",
                    table="kepegawaian_kontrakpppk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kontrakpppk",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_kontrakpppkevent" ("akhir", "dibuat_pada", "id", "mulai", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."mulai", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="6821eeb86f70451fd31ceedc4c12c70d73f3a8cf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3f37",
                    table="kepegawaian_kontrakpppk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kontrakpppkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1d039fd8123f050871ac637367649a2b598df249",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_68144",
                    table="kepegawaian_kontrakpppkevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
