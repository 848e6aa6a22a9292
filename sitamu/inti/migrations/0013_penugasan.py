"""Who acts for whom by date: delegation, Plt, Plh, Pj, with their rights and signatures."""

import datetime
import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0012_permintaan_klien"),
    ]

    operations = [
        migrations.CreateModel(
            name="Penugasan",
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
                            ("DELEGASI", "Delegasi"),
                            ("PLT", "Plt."),
                            ("PLH", "Plh."),
                            ("PJ", "Pj."),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "peran",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("OPERATOR_OPD", "Operator OPD"),
                            ("KEPALA_OPD", "Kepala OPD"),
                            ("VERIFIKATOR", "Verifikator BKPSDM"),
                            ("PENANDATANGAN", "Penandatangan"),
                            ("PETUGAS_PENGIRIMAN", "Petugas pengiriman"),
                            ("PETUGAS_DISIPLIN", "Petugas disiplin dan kesejahteraan"),
                            ("ARSIPARIS", "Arsiparis"),
                            ("PENGELOLA_PRESENSI", "Pengelola presensi"),
                            ("PENGELOLA_TPP", "Pengelola TPP"),
                            ("PENYETUJU_TPP", "Penyetuju TPP BKPSDM"),
                            ("BPKAD", "Petugas BPKAD"),
                            ("ADMIN", "Admin"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "jabatan",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="jabatan yang dijalankan"
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField()),
                ("nomor_surat", models.CharField(max_length=80)),
                ("tanggal_surat", models.DateField()),
                (
                    "persetujuan",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        verbose_name="persetujuan untuk keputusan strategis",
                    ),
                ),
                ("dicatat_pada", models.DateTimeField()),
                ("diakhiri_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "diakhiri_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dicatat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "menggantikan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pemberi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "penerima",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penugasan",
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
                "verbose_name": "penugasan",
                "verbose_name_plural": "penugasan",
                "ordering": ["-mulai", "-dicatat_pada"],
            },
        ),
        migrations.AddField(
            model_name="pejabatpenandatangan",
            name="penugasan",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pejabat",
                to="inti.penugasan",
            ),
        ),
        migrations.AddField(
            model_name="pemberianhak",
            name="penugasan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hak",
                to="inti.penugasan",
            ),
        ),
        migrations.AddIndex(
            model_name="penugasan",
            index=models.Index(fields=["menggantikan", "mulai"], name="penugasan_menggantikan"),
        ),
        migrations.AddConstraint(
            model_name="penugasan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sampai__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("mulai"), "-", models.Value(datetime.timedelta(days=1))
                        ),
                    )
                ),
                name="penugasan_sampai_setelah_mulai",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="penugasan",
            trigger=pgtrigger.compiler.Trigger(
                name="tidak_dihapus",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="211e9bf0d753c9d086d1a4c0627aea62f62f2e91",
                    operation="DELETE",
                    pgid="pgtrigger_tidak_dihapus_7dd57",
                    table="inti_penugasan",
                    when="BEFORE",
                ),
            ),
        ),
    ]
