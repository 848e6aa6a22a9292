"""Each row of a staff list knows the load that brought it; units and posts get a trail."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON inti_unitkerjaevent FROM sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0007_hak_arsip"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitKerjaEvent",
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
                ("id", models.UUIDField(serialize=False, verbose_name="UNOR ID")),
                ("nama", models.CharField(max_length=200)),
                ("nama_kunci", models.CharField(editable=False, max_length=200)),
                ("jenis", models.CharField(max_length=30)),
                ("jalur", models.CharField(db_collation="C", editable=False, max_length=200)),
                ("alamat", models.CharField(blank=True, max_length=300)),
                ("kecamatan", models.CharField(blank=True, max_length=100)),
                ("kode_pos", models.CharField(blank=True, max_length=5)),
                ("zona_waktu", models.CharField(default="Asia/Makassar", max_length=40)),
                ("hari_kerja_per_minggu", models.PositiveSmallIntegerField(default=5)),
                (
                    "lintang",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                (
                    "bujur",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True),
                ),
                ("radius_m", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "jarak_jalan_km",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True),
                ),
                (
                    "perjalanan_jam",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True),
                ),
                ("ditutup_tanggal", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="hubunganatasan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="hubunganatasan",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pegawai",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pegawai",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="penempatan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="penempatan",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="hubunganatasan",
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
            model_name="hubunganatasanevent",
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
            model_name="pegawai",
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
            model_name="pegawaievent",
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
            model_name="penempatan",
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
            model_name="penempatanevent",
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
            model_name="unitkerja",
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
            model_name="hubunganatasan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "inti_hubunganatasanevent" ("atasan_id", "id", "muatan_id", "mulai", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai") VALUES (OLD."atasan_id", OLD."id", OLD."muatan_id", OLD."mulai", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."sampai"); RETURN NULL;',
                    hash="08b41a4478d6471f76d2e9c65146bb0cba0d51dd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25e9f",
                    table="inti_hubunganatasan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hubunganatasan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "inti_hubunganatasanevent" ("atasan_id", "id", "muatan_id", "mulai", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai") VALUES (OLD."atasan_id", OLD."id", OLD."muatan_id", OLD."mulai", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sampai"); RETURN NULL;',
                    hash="7d3b5e14a312cdd76fbe24414132570532625753",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aa367",
                    table="inti_hubunganatasan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pegawai",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "inti_pegawaievent" ("dibuat_pada", "gelar_belakang", "gelar_depan", "id", "jenis", "kedudukan", "muatan_id", "nama", "nama_kunci", "nip", "nomor_induk", "pengguna_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siasn_id") VALUES (OLD."dibuat_pada", OLD."gelar_belakang", OLD."gelar_depan", OLD."id", OLD."jenis", OLD."kedudukan", OLD."muatan_id", OLD."nama", OLD."nama_kunci", OLD."nip", OLD."nomor_induk", OLD."pengguna_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."siasn_id"); RETURN NULL;',
                    hash="0ede1f3a8d5f5509a5ae1356b3045b13b80184d1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_93f9e",
                    table="inti_pegawai",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pegawai",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "inti_pegawaievent" ("dibuat_pada", "gelar_belakang", "gelar_depan", "id", "jenis", "kedudukan", "muatan_id", "nama", "nama_kunci", "nip", "nomor_induk", "pengguna_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siasn_id") VALUES (OLD."dibuat_pada", OLD."gelar_belakang", OLD."gelar_depan", OLD."id", OLD."jenis", OLD."kedudukan", OLD."muatan_id", OLD."nama", OLD."nama_kunci", OLD."nip", OLD."nomor_induk", OLD."pengguna_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."siasn_id"); RETURN NULL;',
                    hash="bb0e26120711712a15a16f9ef8bddb3c13e04821",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_172fe",
                    table="inti_pegawai",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="penempatan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "inti_penempatanevent" ("id", "muatan_id", "mulai", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "unit_id") VALUES (OLD."id", OLD."muatan_id", OLD."mulai", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="71ed170de540303e443b401c01f34531b6294e28",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_be4c7",
                    table="inti_penempatan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="penempatan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "inti_penempatanevent" ("id", "muatan_id", "mulai", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "unit_id") VALUES (OLD."id", OLD."muatan_id", OLD."mulai", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sampai", OLD."unit_id"); RETURN NULL;',
                    hash="2a5b1f215aba49cd807c8a173b9738df969a5ba2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78794",
                    table="inti_penempatan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitkerja",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "inti_unitkerjaevent" ("alamat", "bujur", "ditutup_tanggal", "hari_kerja_per_minggu", "id", "induk_id", "jalur", "jarak_jalan_km", "jenis", "kecamatan", "kode_pos", "lintang", "muatan_id", "nama", "nama_kunci", "pengganti_id", "perjalanan_jam", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "radius_m", "zona_waktu") VALUES (OLD."alamat", OLD."bujur", OLD."ditutup_tanggal", OLD."hari_kerja_per_minggu", OLD."id", OLD."induk_id", OLD."jalur", OLD."jarak_jalan_km", OLD."jenis", OLD."kecamatan", OLD."kode_pos", OLD."lintang", OLD."muatan_id", OLD."nama", OLD."nama_kunci", OLD."pengganti_id", OLD."perjalanan_jam", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."radius_m", OLD."zona_waktu"); RETURN NULL;',
                    hash="c62e4b0b8f1b3bd93c22c1e5a7c7c27fbf67a596",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77b63",
                    table="inti_unitkerja",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitkerja",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "inti_unitkerjaevent" ("alamat", "bujur", "ditutup_tanggal", "hari_kerja_per_minggu", "id", "induk_id", "jalur", "jarak_jalan_km", "jenis", "kecamatan", "kode_pos", "lintang", "muatan_id", "nama", "nama_kunci", "pengganti_id", "perjalanan_jam", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "radius_m", "zona_waktu") VALUES (OLD."alamat", OLD."bujur", OLD."ditutup_tanggal", OLD."hari_kerja_per_minggu", OLD."id", OLD."induk_id", OLD."jalur", OLD."jarak_jalan_km", OLD."jenis", OLD."kecamatan", OLD."kode_pos", OLD."lintang", OLD."muatan_id", OLD."nama", OLD."nama_kunci", OLD."pengganti_id", OLD."perjalanan_jam", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."radius_m", OLD."zona_waktu"); RETURN NULL;',
                    hash="ce27bf731753a29f998b1a5f07abb8d34b7c53b1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0006d",
                    table="inti_unitkerja",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="unitkerjaevent",
            name="induk",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="inti.unitkerja",
            ),
        ),
        migrations.AddField(
            model_name="unitkerjaevent",
            name="pengganti",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="inti.unitkerja",
            ),
        ),
        migrations.AddField(
            model_name="unitkerjaevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="inti.unitkerja",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitkerjaevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d330bed6e71cd17d612ae1c772ce23f96c8ee45a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_244ad",
                    table="inti_unitkerjaevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
