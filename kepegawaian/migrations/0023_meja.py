"""The desk: limits kept for lists, saved views, notes among colleagues, texts of reasons."""

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
        ("inti", "0009_hak_presensi"),
        ("kepegawaian", "0022_tahap_usulan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CatatanInternal",
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
                ("pada", models.DateTimeField()),
                ("isi", models.CharField(max_length=1000)),
            ],
            options={
                "verbose_name": "catatan internal",
                "verbose_name_plural": "catatan internal",
                "ordering": ["pada"],
            },
        ),
        migrations.CreateModel(
            name="TampilanAntrean",
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
                ("nama", models.CharField(max_length=40)),
                ("kueri", models.CharField(max_length=300)),
                ("dibagikan", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "tampilan antrean",
                "verbose_name_plural": "tampilan antrean",
                "ordering": ["nama"],
            },
        ),
        migrations.CreateModel(
            name="TemplatAlasan",
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
                ("teks", models.CharField(max_length=300)),
                ("berlaku_mulai", models.DateField()),
                ("berlaku_sampai", models.DateField(blank=True, null=True)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "templat alasan",
                "verbose_name_plural": "templat alasan",
                "ordering": ["layanan__urutan", "teks"],
            },
        ),
        migrations.AddField(
            model_name="usulan",
            name="tenggat_tanggal",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="riwayatusulan",
            name="action",
            field=models.CharField(
                choices=[
                    ("START", "Usulan dibuat"),
                    ("SUBMIT", "Usulan dikirim"),
                    ("SUBMIT_FOR", "Usulan dikirim operator OPD"),
                    ("SUBMIT_DIRECT", "Usulan dikirim langsung ke BKPSDM"),
                    ("FORWARD", "Diteruskan operator OPD"),
                    ("APPROVE_OPD", "Disetujui kepala OPD"),
                    ("TAKE", "Diambil verifikator"),
                    ("RELEASE", "Dilepas ke antrean"),
                    ("REASSIGN", "Dialihkan ke verifikator lain"),
                    ("RETURN", "Dikembalikan untuk diperbaiki"),
                    ("RESUBMIT", "Perbaikan dikirim"),
                    ("VERIFY", "Berkas dinyatakan lengkap"),
                    ("REJECT", "Ditolak"),
                    ("SEND_BKN", "Diteruskan ke BKN"),
                    ("RECORD_PERTEK", "Pertek BKN dicatat"),
                    ("RECORD_BTS", "BKN meminta perbaikan berkas"),
                    ("RECORD_TMS", "BKN menyatakan tidak memenuhi syarat"),
                    ("APPROVE_SK", "SK disetujui dan diberi nomor"),
                    ("REVIEW", "Diminta diperiksa lagi"),
                    ("FILE_SK", "SK bertanda tangan disimpan"),
                    ("RECEIVE_SK", "SK dari luar diterima dan dicatat"),
                    ("FIX_SCAN", "Pindaian SK diganti"),
                    ("ANNUL_SK", "SK bernomor dibatalkan sebelum terbit"),
                    ("REVOKE_SK", "SK dicabut"),
                    ("CANCEL", "Dibatalkan"),
                    ("WITHDRAW", "Ditarik kembali"),
                    ("REOPEN", "Dibuka kembali"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "BTS",
                            "DIPERIKSA",
                            "DI_BKN",
                            "GAGAL_TTE",
                            "MENUNGGU_TTE",
                            "PERLU_DIPERBAIKI",
                            "SIAP_TTD",
                            "TERVERIFIKASI",
                        ],
                    ),
                    ("tiba_pada__isnull", False),
                ),
                fields=["tiba_pada", "id"],
                name="usulan_meja",
            ),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "BTS",
                            "DIPERIKSA",
                            "DI_BKN",
                            "GAGAL_TTE",
                            "MENUNGGU_TTE",
                            "PERLU_DIPERBAIKI",
                            "SIAP_TTD",
                            "TERVERIFIKASI",
                        ],
                    ),
                    ("tiba_pada__isnull", False),
                ),
                fields=["tenggat_tanggal", "id"],
                name="usulan_batas",
            ),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "BTS",
                            "DIPERIKSA",
                            "DI_BKN",
                            "GAGAL_TTE",
                            "MENUNGGU_TTE",
                            "PERLU_DIPERBAIKI",
                            "SIAP_TTD",
                            "TERVERIFIKASI",
                        ],
                    ),
                    ("tiba_pada__isnull", False),
                ),
                fields=["pemeriksa", "tiba_pada"],
                name="usulan_pemeriksa",
            ),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "BTS",
                            "DIPERIKSA",
                            "DI_BKN",
                            "GAGAL_TTE",
                            "MENUNGGU_TTE",
                            "PERLU_DIPERBAIKI",
                            "SIAP_TTD",
                            "TERVERIFIKASI",
                        ],
                    ),
                    ("tiba_pada__isnull", False),
                ),
                fields=["layanan", "tiba_pada"],
                name="usulan_jenis",
            ),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "BTS",
                            "DIPERIKSA",
                            "DI_BKN",
                            "GAGAL_TTE",
                            "MENUNGGU_TTE",
                            "PERLU_DIPERBAIKI",
                            "SIAP_TTD",
                            "TERVERIFIKASI",
                        ],
                    ),
                    ("tiba_pada__isnull", False),
                ),
                fields=["unit_kerja", "tiba_pada"],
                name="usulan_opd",
            ),
        ),
        migrations.AddIndex(
            model_name="usulan",
            index=models.Index(
                condition=models.Q(("pemeriksa__isnull", True), ("status", "DIPERIKSA")),
                fields=["tiba_pada", "id"],
                name="usulan_bebas",
            ),
        ),
        migrations.AddField(
            model_name="catataninternal",
            name="oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="catataninternal",
            name="usulan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="catatan_internal",
                to="kepegawaian.usulan",
            ),
        ),
        migrations.AddField(
            model_name="tampilanantrean",
            name="pengguna",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="templatalasan",
            name="dibuat_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="templatalasan",
            name="layanan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kepegawaian.layanan",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="catataninternal",
            trigger=pgtrigger.compiler.Trigger(
                name="hanya_tambah",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0a83c544b1ac3f45621215842ccc1aa853019ad0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_hanya_tambah_6c52e",
                    table="kepegawaian_catataninternal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="tampilanantrean",
            constraint=models.UniqueConstraint(
                fields=("pengguna", "nama"), name="tampilanantrean_sekali"
            ),
        ),
        migrations.RunSQL(
            "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN "
            "REVOKE UPDATE, DELETE, TRUNCATE ON kepegawaian_catataninternal FROM sitamu_app; "
            "END IF; END $$",
            migrations.RunSQL.noop,
        ),
    ]
