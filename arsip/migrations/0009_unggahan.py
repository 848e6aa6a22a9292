"""Uploads on their way: parts, bulk, results by file; versions remember a virus scan."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("arsip", "0008_pemicu_indeks"),
        ("inti", "0006_akun_dan_hak"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BagianUnggahan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mulai", models.PositiveIntegerField()),
                ("panjang", models.PositiveIntegerField()),
                ("kunci_simpan", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "bagian unggahan",
                "verbose_name_plural": "bagian unggahan",
                "ordering": ["unggahan", "mulai"],
            },
        ),
        migrations.CreateModel(
            name="Unggahan",
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
                ("sidik", models.CharField(blank=True, max_length=300)),
                ("nama", models.CharField(max_length=200)),
                ("ukuran_byte", models.PositiveIntegerField()),
                ("diterima_byte", models.PositiveIntegerField(default=0)),
                (
                    "sha256_klien",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="SHA-256 menurut pengirim"
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("mime", models.CharField(blank=True, max_length=60)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("MENGIRIM", "Belum lengkap terkirim"),
                            ("MENUNGGU", "Sedang diperiksa"),
                            ("COCOKKAN", "Perlu dicocokkan"),
                            ("TERSIMPAN", "Tersimpan"),
                            ("DIURAI", "ZIP sudah dibuka"),
                            ("DITOLAK", "Ditolak"),
                            ("DIBUANG", "Dibuang"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kode",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="kode penolakan atau catatan"
                    ),
                ),
                ("pesan", models.CharField(blank=True, max_length=300)),
                ("langkah", models.CharField(blank=True, max_length=300)),
                ("kunci", models.CharField(blank=True, max_length=40)),
                ("kunci_simpan", models.CharField(blank=True, max_length=200)),
                (
                    "dibuat_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "diubah_pada",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("diklaim_pada", models.DateTimeField(blank=True, null=True)),
                ("percobaan", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "unggahan",
                "verbose_name_plural": "unggahan",
            },
        ),
        migrations.CreateModel(
            name="UnggahanMassal",
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
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "verbose_name": "unggahan massal",
                "verbose_name_plural": "unggahan massal",
            },
        ),
        migrations.AddField(
            model_name="versidokumen",
            name="pindai",
            field=models.CharField(
                choices=[
                    ("TIDAK", "Tidak diperiksa"),
                    ("MENUNGGU", "Menunggu pemeriksaan virus"),
                    ("BERSIH", "Bersih"),
                    ("VIRUS", "Berisi virus"),
                ],
                default="TIDAK",
                max_length=10,
                verbose_name="pemeriksaan virus",
            ),
        ),
        migrations.AddField(
            model_name="versidokumen",
            name="pindai_pada",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="diperiksa atau dicoba pada"
            ),
        ),
        migrations.AddField(
            model_name="versidokumen",
            name="sha256_masuk",
            field=models.CharField(blank=True, max_length=64, verbose_name="SHA-256 yang diunggah"),
        ),
        migrations.AddIndex(
            model_name="versidokumen",
            index=models.Index(
                condition=models.Q(("sha256_masuk", ""), _negated=True),
                fields=["sha256_masuk"],
                name="versidokumen_masuk",
            ),
        ),
        migrations.AddIndex(
            model_name="versidokumen",
            index=models.Index(
                condition=models.Q(("pindai", "MENUNGGU")),
                fields=["pada"],
                name="versidokumen_pindai",
            ),
        ),
        migrations.AddField(
            model_name="unggahan",
            name="induk",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="isi",
                to="arsip.unggahan",
            ),
        ),
        migrations.AddField(
            model_name="unggahan",
            name="jenis",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="arsip.jenisdokumen",
            ),
        ),
        migrations.AddField(
            model_name="unggahan",
            name="oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unggahan",
            name="pegawai",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inti.pegawai",
            ),
        ),
        migrations.AddField(
            model_name="unggahan",
            name="versi",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="arsip.versidokumen",
            ),
        ),
        migrations.AddField(
            model_name="bagianunggahan",
            name="unggahan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bagian",
                to="arsip.unggahan",
            ),
        ),
        migrations.AddField(
            model_name="unggahanmassal",
            name="oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unggahan",
            name="massal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="unggahan",
                to="arsip.unggahanmassal",
            ),
        ),
        migrations.AddConstraint(
            model_name="bagianunggahan",
            constraint=models.UniqueConstraint(
                fields=("unggahan", "mulai"), name="bagianunggahan_sekali"
            ),
        ),
        migrations.AddIndex(
            model_name="unggahanmassal",
            index=models.Index(fields=["oleh", "-dibuat_pada"], name="unggahanmassal_oleh"),
        ),
        migrations.AddIndex(
            model_name="unggahan",
            index=models.Index(
                condition=models.Q(("status__in", ["MENUNGGU", "MENGIRIM"])),
                fields=["dibuat_pada"],
                name="unggahan_berjalan",
            ),
        ),
        migrations.AddIndex(
            model_name="unggahan",
            index=models.Index(fields=["massal", "status"], name="unggahan_massal_status"),
        ),
        migrations.AddConstraint(
            model_name="unggahan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sidik", ""), _negated=True),
                fields=("massal", "sidik"),
                name="unggahan_sidik_sekali",
            ),
        ),
        migrations.AddConstraint(
            model_name="unggahan",
            constraint=models.CheckConstraint(
                condition=models.Q(("diterima_byte__lte", models.F("ukuran_byte"))),
                name="unggahan_tidak_lebih",
            ),
        ),
    ]
