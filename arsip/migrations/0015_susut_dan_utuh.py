"""Lists of papers that leave by the schedule, legal holds, rounds over the stored bytes."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("arsip", "0014_rancangan_foto"),
        ("inti", "0008_muatan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ButirSusut",
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
                ("urutan", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("MENUNGGU", "Menunggu"),
                            ("MUSNAH", "Sedang dimusnahkan"),
                            ("SELESAI", "Selesai"),
                            ("DILEWATI", "Tidak jadi"),
                        ],
                        max_length=10,
                    ),
                ),
                ("alasan", models.CharField(blank=True, max_length=300)),
                ("rincian", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "butir penyusutan",
                "verbose_name_plural": "butir penyusutan",
                "ordering": ["daftar", "urutan"],
            },
        ),
        migrations.CreateModel(
            name="DaftarSusut",
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
                            ("MUSNAH", "Pemusnahan"),
                            ("SERAH", "Penyerahan ke lembaga kearsipan"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "lembaga",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="lembaga kearsipan penerima"
                    ),
                ),
                ("penilaian", models.CharField(max_length=500, verbose_name="penilaian pengusul")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DIUSULKAN", "Menunggu persetujuan"),
                            ("DISETUJUI", "Disetujui, sedang dilaksanakan"),
                            ("DITOLAK", "Ditolak"),
                            ("SELESAI", "Selesai"),
                        ],
                        max_length=10,
                    ),
                ),
                ("diusulkan_pada", models.DateTimeField()),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "catatan",
                    models.CharField(blank=True, max_length=500, verbose_name="catatan pemutus"),
                ),
                (
                    "nomor",
                    models.CharField(blank=True, max_length=80, verbose_name="nomor berita acara"),
                ),
                ("isi", models.JSONField(default=dict, verbose_name="isi berita acara")),
                (
                    "berita_acara",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="nama dalam penyimpanan"
                    ),
                ),
                ("berita_acara_sha256", models.CharField(blank=True, max_length=64)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "daftar penyusutan",
                "verbose_name_plural": "daftar penyusutan",
                "ordering": ["-diusulkan_pada"],
            },
        ),
        migrations.CreateModel(
            name="PenahananArsip",
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
                ("alasan", models.CharField(max_length=300)),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar (nomor surat)")),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "penahanan arsip",
                "verbose_name_plural": "penahanan arsip",
            },
        ),
        migrations.CreateModel(
            name="PutaranUtuh",
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
                ("mulai_pada", models.DateTimeField()),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                ("diperiksa", models.PositiveIntegerField(default=0)),
                ("ukuran_byte", models.BigIntegerField(default=0)),
                ("folder", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "verbose_name": "putaran pemeriksaan",
                "verbose_name_plural": "putaran pemeriksaan",
                "ordering": ["-mulai_pada"],
            },
        ),
        migrations.CreateModel(
            name="TemuanUtuh",
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
                            ("HILANG", "Berkas tidak ada di penyimpanan"),
                            ("BERUBAH", "Isi berkas berbeda dari yang tercatat"),
                            ("YATIM", "Berkas tanpa catatan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("kunci_simpan", models.CharField(max_length=300)),
                ("sha256_kini", models.CharField(blank=True, max_length=64)),
                ("ditemukan_pada", models.DateTimeField()),
                ("terakhir_pada", models.DateTimeField()),
                (
                    "pulih_pada",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="tidak ditemukan lagi"
                    ),
                ),
            ],
            options={
                "verbose_name": "temuan keutuhan",
                "verbose_name_plural": "temuan keutuhan",
                "ordering": ["-ditemukan_pada"],
            },
        ),
        migrations.AddField(
            model_name="versidokumen",
            name="utuh_pada",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="terakhir diperiksa keutuhannya"
            ),
        ),
        migrations.AlterField(
            model_name="versidokumen",
            name="status",
            field=models.CharField(
                choices=[
                    ("DIPROSES", "Sedang diproses"),
                    ("SIAP", "Siap"),
                    ("DITOLAK", "Ditolak"),
                    ("MUSNAH", "Dimusnahkan"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="versidokumen",
            index=models.Index(
                models.OrderBy(models.F("utuh_pada"), nulls_first=True),
                models.F("id"),
                condition=models.Q(("status", "SIAP")),
                name="versidokumen_utuh",
            ),
        ),
        migrations.AddField(
            model_name="butirsusut",
            name="dokumen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="butir_susut",
                to="arsip.dokumen",
            ),
        ),
        migrations.AddField(
            model_name="daftarsusut",
            name="diputus_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="daftarsusut",
            name="diusulkan_oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="daftarsusut",
            name="kelas",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="arsip.kelasretensi",
            ),
        ),
        migrations.AddField(
            model_name="butirsusut",
            name="daftar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="butir",
                to="arsip.daftarsusut",
            ),
        ),
        migrations.AddField(
            model_name="penahananarsip",
            name="diakhiri_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="penahananarsip",
            name="dokumen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="penahanan",
                to="arsip.dokumen",
            ),
        ),
        migrations.AddField(
            model_name="penahananarsip",
            name="oleh",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="penahananarsip",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inti.pegawai"
            ),
        ),
        migrations.AddConstraint(
            model_name="putaranutuh",
            constraint=models.UniqueConstraint(
                condition=models.Q(("selesai_pada__isnull", True)),
                fields=("selesai_pada",),
                name="putaranutuh_satu",
                nulls_distinct=False,
            ),
        ),
        migrations.AddField(
            model_name="temuanutuh",
            name="versi",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="temuan",
                to="arsip.versidokumen",
            ),
        ),
        migrations.AddConstraint(
            model_name="daftarsusut",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("diputus_oleh__isnull", True),
                    models.Q(("diputus_oleh", models.F("diusulkan_oleh")), _negated=True),
                    _connector="OR",
                ),
                name="daftarsusut_dua_orang",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirsusut",
            constraint=models.UniqueConstraint(
                fields=("daftar", "dokumen"), name="butirsusut_sekali"
            ),
        ),
        migrations.AddIndex(
            model_name="penahananarsip",
            index=models.Index(fields=["pegawai"], name="penahananarsip_pegawai"),
        ),
        migrations.AddConstraint(
            model_name="temuanutuh",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pulih_pada__isnull", True)),
                fields=("kunci_simpan", "jenis"),
                name="temuanutuh_sekali",
            ),
        ),
    ]
