"""SOP of services as heads of units sign them off."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SQL = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON kepegawaian_soplayanan FROM sitamu_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0012_permintaan_klien"),
        ("kepegawaian", "0025_ahli_waris"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SopLayanan",
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
                ("revisi", models.PositiveSmallIntegerField()),
                ("tanggal", models.DateField()),
                ("tinjau_tanggal", models.DateField()),
                ("isi", models.JSONField(verbose_name="isi saat disahkan")),
                ("disahkan_pada", models.DateTimeField()),
                (
                    "disahkan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "layanan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sop",
                        to="kepegawaian.layanan",
                    ),
                ),
                (
                    "nomor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.nomorterbit",
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
                (
                    "versi_layanan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.versilayanan",
                    ),
                ),
            ],
            options={
                "verbose_name": "SOP layanan",
                "verbose_name_plural": "SOP layanan",
                "ordering": ["-revisi"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("layanan", "unit", "revisi"), name="soplayanan_revisi_sekali"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="soplayanan",
            trigger=pgtrigger.compiler.Trigger(
                name="hanya_tambah",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9bcaa2852e502ee1aeb68aadb563a8ab5daf1092",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_hanya_tambah_28523",
                    table="kepegawaian_soplayanan",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
