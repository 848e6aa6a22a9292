"""Dated terms of the kinds, retention classes, and heirs."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("arsip", "0009_unggahan"),
        ("inti", "0001_awal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="jenisdokumen",
            name="bukti",
            field=models.CharField(
                choices=[
                    ("PENGANGKATAN", "Pengangkatan"),
                    ("GOLONGAN", "Pangkat dan golongan"),
                    ("JABATAN", "Jabatan"),
                    ("PENDIDIKAN", "Pendidikan"),
                    ("DIKLAT", "Diklat"),
                    ("SKP", "SKP"),
                    ("ANGKA_KREDIT", "Angka kredit"),
                    ("KGB", "Kenaikan gaji berkala (KGB)"),
                    ("PMK", "Peninjauan masa kerja (PMK)"),
                    ("KELUARGA", "Keluarga"),
                    ("HUKDIS", "Hukuman disiplin"),
                    ("CUTI", "Cuti"),
                    ("PENGHARGAAN", "Penghargaan"),
                    ("PENSIUN", "Pensiun"),
                    ("IDENTITAS", "Identitas"),
                    ("KESEHATAN", "Kesehatan"),
                    ("KEUANGAN", "Keuangan"),
                    ("SURAT", "Surat layanan"),
                ],
                default="IDENTITAS",
                max_length=20,
                verbose_name="membuktikan riwayat",
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="KelasRetensi",
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
                ("kode", models.CharField(max_length=20)),
                ("nama", models.CharField(max_length=150)),
                (
                    "pemicu",
                    models.CharField(
                        choices=[
                            ("BERHENTI", "Sejak pegawai berhenti"),
                            ("DISIMPAN", "Sejak disimpan"),
                        ],
                        max_length=10,
                        verbose_name="tenggang dihitung",
                    ),
                ),
                ("aktif_tahun", models.PositiveSmallIntegerField(verbose_name="aktif (tahun)")),
                ("inaktif_tahun", models.PositiveSmallIntegerField(verbose_name="inaktif (tahun)")),
                (
                    "nasib",
                    models.CharField(
                        choices=[
                            ("MUSNAH", "Dapat dimusnahkan"),
                            ("DINILAI", "Dinilai kembali"),
                            ("PERMANEN", "Permanen: diserahkan ke lembaga kearsipan"),
                        ],
                        max_length=10,
                        verbose_name="setelah itu",
                    ),
                ),
                (
                    "ditetapkan",
                    models.BooleanField(
                        default=False,
                        verbose_name="sudah ditetapkan dalam JRA (jadwal retensi arsip) instansi",
                    ),
                ),
                ("berlaku_mulai", models.DateField()),
                ("dasar_hukum", models.CharField(max_length=300)),
                (
                    "dimasukkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kelas retensi",
                "verbose_name_plural": "kelas retensi",
                "ordering": ["kode", "-berlaku_mulai"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kode", "berlaku_mulai"), name="kelasretensi_sekali"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KetentuanJenis",
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
                ("berlaku_mulai", models.DateField()),
                (
                    "kerahasiaan",
                    models.CharField(
                        choices=[
                            ("BIASA", "Biasa"),
                            ("TERBATAS", "Terbatas"),
                            ("HUKDIS", "Rahasia: hukuman disiplin"),
                            ("KESEHATAN", "Rahasia: kesehatan"),
                            ("KEUANGAN", "Rahasia: keuangan pribadi"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "atasan",
                    models.BooleanField(default=False, verbose_name="dapat dibaca atasan langsung"),
                ),
                (
                    "kelas_retensi",
                    models.CharField(max_length=20, verbose_name="kode kelas retensi"),
                ),
                (
                    "siasn_dok_id",
                    models.CharField(blank=True, max_length=10, verbose_name="dok_id SIASN"),
                ),
                (
                    "pdf_maks_byte",
                    models.PositiveIntegerField(
                        default=5242880, verbose_name="PDF paling besar (byte)"
                    ),
                ),
                ("dasar_hukum", models.CharField(max_length=300)),
                (
                    "dimasukkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jenis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ketentuan",
                        to="arsip.jenisdokumen",
                    ),
                ),
            ],
            options={
                "verbose_name": "ketentuan jenis dokumen",
                "verbose_name_plural": "ketentuan jenis dokumen",
                "ordering": ["jenis", "-berlaku_mulai"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jenis", "berlaku_mulai"), name="ketentuanjenis_sekali"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pdf_maks_byte__lte", 5242880)),
                        name="ketentuanjenis_paling_besar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AksesAhliWaris",
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
                    "hubungan",
                    models.CharField(max_length=60, verbose_name="hubungan dengan pegawai"),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField()),
                (
                    "dasar",
                    models.CharField(
                        max_length=200, verbose_name="dasar (surat keterangan ahli waris)"
                    ),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "diberikan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "akses ahli waris",
                "verbose_name_plural": "akses ahli waris",
                "indexes": [
                    models.Index(fields=["pengguna", "pegawai"], name="aksesahliwaris_pengguna")
                ],
            },
        ),
    ]
