"""Each row of the record knows the load that brought it; secrets a load replaced are kept."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON kepegawaian_jabatanevent FROM sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0011_aturan_nominatif"),
    ]

    operations = [
        migrations.CreateModel(
            name="JabatanEvent",
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
                ("nama", models.CharField(max_length=200)),
                ("siasn_id", models.CharField(blank=True, max_length=40)),
                ("jenis", models.CharField(max_length=20)),
                ("jenjang", models.CharField(blank=True, max_length=20)),
                ("rumpun", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RahasiaMuatan",
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
                ("kolom", models.CharField(max_length=20)),
                ("sebelum", models.BinaryField(null=True)),
                ("sesudah", models.BinaryField()),
            ],
            options={
                "verbose_name": "nomor rahasia yang diganti muatan lain",
                "verbose_name_plural": "nomor rahasia yang diganti muatan lain",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="keluarga",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="keluarga",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="kontrakpppk",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="kontrakpppk",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="kontraktkd",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="kontraktkd",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="profil",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="profil",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatgolongan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatgolongan",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayathukdis",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayathukdis",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatjabatan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatjabatan",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatkgb",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatkgb",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatpendidikan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatpendidikan",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatpmk",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatpmk",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatskp",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="riwayatskp",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="jabatan",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="keluarga",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="keluargaevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="kontrakpppk",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="kontrakpppkevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="kontraktkd",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="kontraktkdevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="profil",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="profilevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatgolongan",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatgolonganevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayathukdis",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayathukdisevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatjabatan",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatjabatanevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatkgb",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatkgbevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatpendidikan",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatpendidikanevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatpmk",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatpmkevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatskp",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        migrations.AddField(
            model_name="riwayatskpevent",
            name="muatan_id",
            field=models.UUIDField(
                db_default=models.Func(
                    output_field=models.UUIDField(),
                    template="NULLIF(current_setting('sitamu.muatan', true), '')::uuid",
                ),
                editable=False,
                null=True,
                verbose_name="muatan",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="jabatan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_jabatanevent" ("id", "jenis", "jenjang", "muatan_id", "nama", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rumpun", "siasn_id") VALUES (OLD."id", OLD."jenis", OLD."jenjang", OLD."muatan_id", OLD."nama", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."rumpun", OLD."siasn_id"); RETURN NULL;',
                    hash="88044bf9c29b98ee388afdad8e89c1efa6218649",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_12d01",
                    table="kepegawaian_jabatan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="jabatan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_jabatanevent" ("id", "jenis", "jenjang", "muatan_id", "nama", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rumpun", "siasn_id") VALUES (OLD."id", OLD."jenis", OLD."jenjang", OLD."muatan_id", OLD."nama", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rumpun", OLD."siasn_id"); RETURN NULL;',
                    hash="8c54ffb5c4bc3fff3f0c30a60aa1db5f623bba0f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d8e50",
                    table="kepegawaian_jabatan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keluarga",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_keluargaevent" ("dibuat_pada", "hubungan", "id", "muatan_id", "nama", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggal_lahir", "tanggal_nikah") VALUES (OLD."dibuat_pada", OLD."hubungan", OLD."id", OLD."muatan_id", OLD."nama", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."status", OLD."tanggal_lahir", OLD."tanggal_nikah"); RETURN NULL;',
                    hash="1edb0b1c085c3ed7bd17ed1e95ce9f8024b86ccc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0561a",
                    table="kepegawaian_keluarga",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keluarga",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_keluargaevent" ("dibuat_pada", "hubungan", "id", "muatan_id", "nama", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggal_lahir", "tanggal_nikah") VALUES (OLD."dibuat_pada", OLD."hubungan", OLD."id", OLD."muatan_id", OLD."nama", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."status", OLD."tanggal_lahir", OLD."tanggal_nikah"); RETURN NULL;',
                    hash="0d2501237beff3ef381e893c40fc6838096c6070",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_da4ca",
                    table="kepegawaian_keluarga",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kontrakpppk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_kontrakpppkevent" ("akhir", "dibuat_pada", "id", "muatan_id", "mulai", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."mulai", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="469b1a03076af76761656703c7a900218ec02bb3",
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
                    func='INSERT INTO "kepegawaian_kontrakpppkevent" ("akhir", "dibuat_pada", "id", "muatan_id", "mulai", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."mulai", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="31127ace4cf5dc8e45cea100984c05d0f048342d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3f37",
                    table="kepegawaian_kontrakpppk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kontraktkd",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_kontraktkdevent" ("akhir", "dibuat_pada", "id", "muatan_id", "mulai", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."mulai", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="6d90187c4d51b731f984135f0b8e355f3c702b32",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3696",
                    table="kepegawaian_kontraktkd",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kontraktkd",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_kontraktkdevent" ("akhir", "dibuat_pada", "id", "muatan_id", "mulai", "nomor", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."mulai", OLD."nomor", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="5a613653ccfac6e82ccca973cfcaffa707016c17",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ac8c2",
                    table="kepegawaian_kontraktkd",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="profil",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agama" IS DISTINCT FROM (NEW."agama") OR OLD."alamat" IS DISTINCT FROM (NEW."alamat") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."jenis_kelamin" IS DISTINCT FROM (NEW."jenis_kelamin") OR OLD."kartu_asn" IS DISTINCT FROM (NEW."kartu_asn") OR OLD."kppn" IS DISTINCT FROM (NEW."kppn") OR OLD."muatan_id" IS DISTINCT FROM (NEW."muatan_id") OR OLD."nama_bank" IS DISTINCT FROM (NEW."nama_bank") OR OLD."nik_hash" IS DISTINCT FROM (NEW."nik_hash") OR OLD."nik_valid" IS DISTINCT FROM (NEW."nik_valid") OR OLD."nomor_hp" IS DISTINCT FROM (NEW."nomor_hp") OR OLD."nomor_sk_cpns" IS DISTINCT FROM (NEW."nomor_sk_cpns") OR OLD."nomor_sk_pns" IS DISTINCT FROM (NEW."nomor_sk_pns") OR OLD."pegawai_id" IS DISTINCT FROM (NEW."pegawai_id") OR OLD."status_kawin" IS DISTINCT FROM (NEW."status_kawin") OR OLD."tanggal_lahir" IS DISTINCT FROM (NEW."tanggal_lahir") OR OLD."tanggal_sk_cpns" IS DISTINCT FROM (NEW."tanggal_sk_cpns") OR OLD."tanggal_sk_pns" IS DISTINCT FROM (NEW."tanggal_sk_pns") OR OLD."tempat_lahir" IS DISTINCT FROM (NEW."tempat_lahir") OR OLD."tmt_cpns" IS DISTINCT FROM (NEW."tmt_cpns") OR OLD."tmt_pns" IS DISTINCT FROM (NEW."tmt_pns"))',
                    func='INSERT INTO "kepegawaian_profilevent" ("agama", "alamat", "email", "jenis_kelamin", "kartu_asn", "kppn", "muatan_id", "nama_bank", "nik_hash", "nik_valid", "nomor_hp", "nomor_sk_cpns", "nomor_sk_pns", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status_kawin", "tanggal_lahir", "tanggal_sk_cpns", "tanggal_sk_pns", "tempat_lahir", "tmt_cpns", "tmt_pns") VALUES (OLD."agama", OLD."alamat", OLD."email", OLD."jenis_kelamin", OLD."kartu_asn", OLD."kppn", OLD."muatan_id", OLD."nama_bank", OLD."nik_hash", OLD."nik_valid", OLD."nomor_hp", OLD."nomor_sk_cpns", OLD."nomor_sk_pns", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."pegawai_id", OLD."status_kawin", OLD."tanggal_lahir", OLD."tanggal_sk_cpns", OLD."tanggal_sk_pns", OLD."tempat_lahir", OLD."tmt_cpns", OLD."tmt_pns"); RETURN NULL;',
                    hash="882597a8892e62c0cb7673256e10f62882785a1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f68cd",
                    table="kepegawaian_profil",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="profil",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_profilevent" ("agama", "alamat", "email", "jenis_kelamin", "kartu_asn", "kppn", "muatan_id", "nama_bank", "nik_hash", "nik_valid", "nomor_hp", "nomor_sk_cpns", "nomor_sk_pns", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status_kawin", "tanggal_lahir", "tanggal_sk_cpns", "tanggal_sk_pns", "tempat_lahir", "tmt_cpns", "tmt_pns") VALUES (OLD."agama", OLD."alamat", OLD."email", OLD."jenis_kelamin", OLD."kartu_asn", OLD."kppn", OLD."muatan_id", OLD."nama_bank", OLD."nik_hash", OLD."nik_valid", OLD."nomor_hp", OLD."nomor_sk_cpns", OLD."nomor_sk_pns", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."pegawai_id", OLD."status_kawin", OLD."tanggal_lahir", OLD."tanggal_sk_cpns", OLD."tanggal_sk_pns", OLD."tempat_lahir", OLD."tmt_cpns", OLD."tmt_pns"); RETURN NULL;',
                    hash="213723dc4a2a31f6714baac5dc2490a4390af59f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a5e85",
                    table="kepegawaian_profil",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatgolongan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatgolonganevent" ("dibuat_pada", "golongan", "id", "jenis_kp", "mkg_bulan", "mkg_tahun", "muatan_id", "nomor_pertek", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_pertek", "tanggal_sk", "tmt") VALUES (OLD."dibuat_pada", OLD."golongan", OLD."id", OLD."jenis_kp", OLD."mkg_bulan", OLD."mkg_tahun", OLD."muatan_id", OLD."nomor_pertek", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tanggal_pertek", OLD."tanggal_sk", OLD."tmt"); RETURN NULL;',
                    hash="54a89b66fdd48304e0ff288544a1c904614fc74d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_51af9",
                    table="kepegawaian_riwayatgolongan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatgolongan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatgolonganevent" ("dibuat_pada", "golongan", "id", "jenis_kp", "mkg_bulan", "mkg_tahun", "muatan_id", "nomor_pertek", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_pertek", "tanggal_sk", "tmt") VALUES (OLD."dibuat_pada", OLD."golongan", OLD."id", OLD."jenis_kp", OLD."mkg_bulan", OLD."mkg_tahun", OLD."muatan_id", OLD."nomor_pertek", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tanggal_pertek", OLD."tanggal_sk", OLD."tmt"); RETURN NULL;',
                    hash="609b44e57e26e49b71d0aec8fb5fa6196ec994ce",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ad68",
                    table="kepegawaian_riwayatgolongan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayathukdis",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayathukdisevent" ("akhir", "dibuat_pada", "id", "jenis", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tingkat", "tmt") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."jenis", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tingkat", OLD."tmt"); RETURN NULL;',
                    hash="4afed6b4dea4417e9681a9328e5ce44765064c34",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3bf19",
                    table="kepegawaian_riwayathukdis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayathukdis",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayathukdisevent" ("akhir", "dibuat_pada", "id", "jenis", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tingkat", "tmt") VALUES (OLD."akhir", OLD."dibuat_pada", OLD."id", OLD."jenis", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tingkat", OLD."tmt"); RETURN NULL;',
                    hash="bb4f3acd1226fefa7cdf8773440fd9d3a5d2a0e7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_97f67",
                    table="kepegawaian_riwayathukdis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatjabatan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatjabatanevent" ("dibuat_pada", "id", "jabatan_id", "kelas", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tmt", "unit_id") VALUES (OLD."dibuat_pada", OLD."id", OLD."jabatan_id", OLD."kelas", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tmt", OLD."unit_id"); RETURN NULL;',
                    hash="418f8b1f099d115cf221c7b38af75a422a657fb4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ce6e8",
                    table="kepegawaian_riwayatjabatan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatjabatan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatjabatanevent" ("dibuat_pada", "id", "jabatan_id", "kelas", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tmt", "unit_id") VALUES (OLD."dibuat_pada", OLD."id", OLD."jabatan_id", OLD."kelas", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tmt", OLD."unit_id"); RETURN NULL;',
                    hash="1af5b93a510e5116438b572a5e92d769fb574c35",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_be263",
                    table="kepegawaian_riwayatjabatan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatkgb",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatkgbevent" ("dibuat_pada", "golongan", "id", "mkg_tahun", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tmt") VALUES (OLD."dibuat_pada", OLD."golongan", OLD."id", OLD."mkg_tahun", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tmt"); RETURN NULL;',
                    hash="4da8b8a50f297760f7f917515ec35b591234b585",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e58d7",
                    table="kepegawaian_riwayatkgb",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatkgb",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatkgbevent" ("dibuat_pada", "golongan", "id", "mkg_tahun", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tmt") VALUES (OLD."dibuat_pada", OLD."golongan", OLD."id", OLD."mkg_tahun", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tmt"); RETURN NULL;',
                    hash="fe29498d750aac8bd47a9436e91a7b32cbe3bde7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_61670",
                    table="kepegawaian_riwayatkgb",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatpendidikan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatpendidikanevent" ("dibuat_pada", "id", "muatan_id", "nama", "nomor_ijazah", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sudah_dicantumkan", "tahun_lulus", "tingkat") VALUES (OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."nama", OLD."nomor_ijazah", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."sudah_dicantumkan", OLD."tahun_lulus", OLD."tingkat"); RETURN NULL;',
                    hash="d83572495075d0f77c01c6eb94a50f15a7bdb7d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5be90",
                    table="kepegawaian_riwayatpendidikan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatpendidikan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatpendidikanevent" ("dibuat_pada", "id", "muatan_id", "nama", "nomor_ijazah", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sudah_dicantumkan", "tahun_lulus", "tingkat") VALUES (OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."nama", OLD."nomor_ijazah", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sudah_dicantumkan", OLD."tahun_lulus", OLD."tingkat"); RETURN NULL;',
                    hash="5c683b1ce517a5badb7075c0e658f7b5183bada1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0496f",
                    table="kepegawaian_riwayatpendidikan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatpmk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatpmkevent" ("bulan", "dibuat_pada", "id", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun", "tmt") VALUES (OLD."bulan", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tahun", OLD."tmt"); RETURN NULL;',
                    hash="7c3fbdf3236f21271af963bd49d7efc7a8ce42ea",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f27d6",
                    table="kepegawaian_riwayatpmk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatpmk",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatpmkevent" ("bulan", "dibuat_pada", "id", "muatan_id", "nomor_sk", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun", "tmt") VALUES (OLD."bulan", OLD."dibuat_pada", OLD."id", OLD."muatan_id", OLD."nomor_sk", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tahun", OLD."tmt"); RETURN NULL;',
                    hash="957e5d698bac51bf4b393730aba4dea3c4b302f3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38bab",
                    table="kepegawaian_riwayatpmk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatskp",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_riwayatskpevent" ("dibuat_pada", "hasil_kerja", "id", "muatan_id", "pegawai_id", "perilaku_kerja", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predikat", "tahun") VALUES (OLD."dibuat_pada", OLD."hasil_kerja", OLD."id", OLD."muatan_id", OLD."pegawai_id", OLD."perilaku_kerja", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."predikat", OLD."tahun"); RETURN NULL;',
                    hash="5c9de78f836ee1eebfc01d4ef458c20f7491445a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20f67",
                    table="kepegawaian_riwayatskp",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatskp",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_riwayatskpevent" ("dibuat_pada", "hasil_kerja", "id", "muatan_id", "pegawai_id", "perilaku_kerja", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predikat", "tahun") VALUES (OLD."dibuat_pada", OLD."hasil_kerja", OLD."id", OLD."muatan_id", OLD."pegawai_id", OLD."perilaku_kerja", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."predikat", OLD."tahun"); RETURN NULL;',
                    hash="3e45a25292bf45b6b11eba9abd77ff17f6879115",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5be8a",
                    table="kepegawaian_riwayatskp",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="jabatanevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="kepegawaian.jabatan",
            ),
        ),
        migrations.AddField(
            model_name="rahasiamuatan",
            name="profil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kepegawaian.profil",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="jabatanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e8003b2c1bd37a6a4b3f64cc02914a49c1b6c92d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_12df2",
                    table="kepegawaian_jabatanevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
