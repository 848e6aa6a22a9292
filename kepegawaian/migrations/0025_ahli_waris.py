"""Deaths on record, and the links by which heirs propose."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("arsip", "0017_jenis_layanan"),
        ("inti", "0012_permintaan_klien"),
        ("kepegawaian", "0024_cuti_dipanggil"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Kematian",
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
                ("tanggal", models.DateField(verbose_name="tanggal meninggal")),
                (
                    "dicatat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "akta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="arsip.versidokumen",
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
                    "pegawai",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kematian",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kepegawaian.usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "kematian",
                "verbose_name_plural": "kematian",
            },
        ),
        migrations.CreateModel(
            name="TautanAhliWaris",
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
                ("nama", models.CharField(max_length=150, verbose_name="nama ahli waris")),
                ("hubungan", models.CharField(max_length=40)),
                ("kunci_hash", models.CharField(max_length=64, unique=True)),
                ("dibuat_pada", models.DateTimeField()),
                ("berlaku_sampai_pada", models.DateTimeField()),
                ("percobaan", models.PositiveSmallIntegerField(default=0)),
                ("dipakai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "surat_kuasa",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="arsip.versidokumen",
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tautan_ahli_waris",
                        to="kepegawaian.usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "tautan ahli waris",
                "verbose_name_plural": "tautan ahli waris",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kematian",
            trigger=pgtrigger.compiler.Trigger(
                name="hanya_tambah",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4eb822287e4d1cc3dd070eca49c33bceeee590dd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_hanya_tambah_607d3",
                    table="kepegawaian_kematian",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tautanahliwaris",
            trigger=pgtrigger.compiler.Trigger(
                name="tidak_dihapus",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="29d8235e17a8e47ac50df2622babdc6835c5f5d1",
                    operation="DELETE",
                    pgid="pgtrigger_tidak_dihapus_8db7d",
                    table="kepegawaian_tautanahliwaris",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN "
            "REVOKE UPDATE, DELETE, TRUNCATE ON kepegawaian_kematian FROM sitamu_app; "
            "REVOKE DELETE, TRUNCATE ON kepegawaian_tautanahliwaris FROM sitamu_app; "
            "END IF; END $$",
            migrations.RunSQL.noop,
        ),
    ]
