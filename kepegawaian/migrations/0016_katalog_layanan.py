"""The catalogue with keluarga, stages and words; SK from outside; what an SK wrote."""

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
        ("inti", "0009_hak_presensi"),
        ("kepegawaian", "0015_aturan_cuti"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AkibatUsulan",
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
                    "nama",
                    models.CharField(
                        choices=[
                            ("GOLONGAN", "Riwayat golongan bertambah"),
                            ("KGB", "Riwayat KGB bertambah"),
                            ("PMK", "Riwayat PMK bertambah"),
                            ("PENSIUN", "Kedudukan menjadi pensiun pada TMT"),
                            ("PNS", "CPNS menjadi PNS pada TMT"),
                            ("GELAR", "Ijazah tercatat dicantumkan"),
                            ("MUTASI", "Penempatan pindah pada TMT"),
                            ("JABATAN", "Riwayat jabatan bertambah"),
                            ("KONTRAK", "Perjanjian kerja bertambah"),
                            ("BERHENTI", "Kedudukan menjadi berhenti pada TMT"),
                            ("TUGAS_BELAJAR", "Kedudukan menjadi tugas belajar pada TMT"),
                            ("HUKDIS", "Riwayat hukuman disiplin bertambah"),
                        ],
                        max_length=20,
                    ),
                ),
                ("tabel", models.CharField(blank=True, max_length=40)),
                ("objek_id", models.UUIDField(null=True)),
                ("sebelum", models.JSONField(default=dict)),
                ("berlaku_mulai", models.DateField()),
                ("diterapkan_pada", models.DateTimeField(null=True)),
                ("dibatalkan_pada", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "akibat usulan",
                "verbose_name_plural": "akibat usulan",
            },
        ),
        migrations.CreateModel(
            name="NaskahSurat",
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
                    "bentuk",
                    models.CharField(
                        choices=[("KEPUTUSAN", "Keputusan"), ("SURAT", "Surat dinas")],
                        max_length=10,
                    ),
                ),
                ("isi", models.JSONField()),
                ("dasar_hukum", models.CharField(max_length=300)),
            ],
            options={
                "verbose_name": "naskah surat",
                "verbose_name_plural": "naskah surat",
            },
        ),
        migrations.CreateModel(
            name="TahapLayanan",
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
                            ("DRAF", "Draf"),
                            ("DIAJUKAN", "Diajukan"),
                            ("DI_OPD", "Di OPD"),
                            ("DIPERIKSA", "Diperiksa"),
                            ("PERLU_DIPERBAIKI", "Perlu diperbaiki"),
                            ("TERVERIFIKASI", "Terverifikasi"),
                            ("DI_BKN", "Di BKN"),
                            ("BTS", "Berkas tidak lengkap di BKN (BTS)"),
                            ("TMS", "Tidak memenuhi syarat"),
                            ("SIAP_TTD", "Menunggu tanda tangan"),
                            ("MENUNGGU_TTE", "Menunggu TTE"),
                            ("GAGAL_TTE", "TTE gagal"),
                            ("TERBIT", "SK terbit"),
                            ("DITOLAK", "Ditolak"),
                            ("DIBATALKAN", "Dibatalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kegiatan", models.CharField(max_length=150)),
                ("aktor", models.CharField(max_length=80)),
                ("baku_hari_kerja", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("keluaran", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "verbose_name": "tahap layanan",
                "verbose_name_plural": "tahap layanan",
                "ordering": ["urutan"],
            },
        ),
        migrations.AlterModelOptions(
            name="layanan",
            options={
                "ordering": ["urutan", "nama"],
                "verbose_name": "layanan",
                "verbose_name_plural": "layanan",
            },
        ),
        migrations.AddField(
            model_name="layanan",
            name="kelompok",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="layanan",
            name="urutan",
            field=models.PositiveSmallIntegerField(default=500),
        ),
        migrations.AddField(
            model_name="suratkeputusan",
            name="nomor_luar",
            field=models.CharField(
                blank=True, max_length=80, verbose_name="nomor dari instansi penetap"
            ),
        ),
        migrations.AddField(
            model_name="syarat",
            name="wajib",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="akibat",
            field=models.CharField(
                blank=True,
                choices=[
                    ("GOLONGAN", "Riwayat golongan bertambah"),
                    ("KGB", "Riwayat KGB bertambah"),
                    ("PMK", "Riwayat PMK bertambah"),
                    ("PENSIUN", "Kedudukan menjadi pensiun pada TMT"),
                    ("PNS", "CPNS menjadi PNS pada TMT"),
                    ("GELAR", "Ijazah tercatat dicantumkan"),
                    ("MUTASI", "Penempatan pindah pada TMT"),
                    ("JABATAN", "Riwayat jabatan bertambah"),
                    ("KONTRAK", "Perjanjian kerja bertambah"),
                    ("BERHENTI", "Kedudukan menjadi berhenti pada TMT"),
                    ("TUGAS_BELAJAR", "Kedudukan menjadi tugas belajar pada TMT"),
                    ("HUKDIS", "Riwayat hukuman disiplin bertambah"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="antar",
            field=models.CharField(
                choices=[("POS", "Lewat PT Pos dan unduhan"), ("DIGITAL", "Unduhan saja")],
                default="POS",
                max_length=10,
                verbose_name="penyerahan",
            ),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="aturan",
            field=models.CharField(blank=True, max_length=30, verbose_name="aturan kelayakan"),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="berlaku_sampai",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="isian",
            field=models.JSONField(default=list, verbose_name="isian pemohon"),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="jenis_terbit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="arsip.jenisdokumen",
            ),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="keluarga",
            field=models.CharField(
                choices=[
                    ("PERTEK", "SK dibuat di sini setelah pertek BKN"),
                    ("SK_SENDIRI", "SK diputuskan kabupaten"),
                    ("SURAT", "Surat dari BKPSDM"),
                    ("DITERIMA", "SK ditetapkan di luar kabupaten dan diterima"),
                ],
                default="PERTEK",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="pengusul",
            field=models.JSONField(default=list, verbose_name="yang boleh mengusulkan"),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="untuk",
            field=models.JSONField(default=list, verbose_name="untuk jenis pegawai"),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="dibuat_oleh",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="versilayanan",
            name="dibuat_pada",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AlterField(
            model_name="aturansk",
            name="golongan_dari",
            field=models.CharField(
                blank=True, max_length=5, verbose_name="golongan dari (kosong: semua)"
            ),
        ),
        migrations.AlterField(
            model_name="aturansk",
            name="golongan_sampai",
            field=models.CharField(blank=True, max_length=5, verbose_name="golongan sampai"),
        ),
        migrations.AlterField(
            model_name="layanan",
            name="loket",
            field=models.CharField(
                choices=[
                    ("A", "A. Pengadaan dan kepangkatan"),
                    ("B", "B. Pensiun"),
                    ("C", "C. Status, rekrutmen, dan CAT"),
                    ("D", "D. Wasdal dan Bapek"),
                    ("E", "E. Informasi kepegawaian dan penilaian kompetensi"),
                    ("F", "F. Penyerahan berkas"),
                ],
                max_length=1,
            ),
        ),
        migrations.AlterField(
            model_name="suratkeputusan",
            name="nomor",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inti.nomorterbit",
            ),
        ),
        migrations.AlterField(
            model_name="suratkeputusan",
            name="pejabat",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inti.pejabatpenandatangan",
            ),
        ),
        migrations.AlterField(
            model_name="suratpengantar",
            name="nomor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inti.nomorterbit"
            ),
        ),
        migrations.AddConstraint(
            model_name="suratkeputusan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nomor__isnull", False),
                    models.Q(("nomor_luar", ""), _negated=True),
                    _connector="XOR",
                ),
                name="suratkeputusan_bernomor",
            ),
        ),
        migrations.AddField(
            model_name="akibatusulan",
            name="usulan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="akibat",
                to="kepegawaian.usulan",
            ),
        ),
        migrations.AddField(
            model_name="naskahsurat",
            name="layanan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="naskah",
                to="kepegawaian.layanan",
            ),
        ),
        migrations.AddField(
            model_name="tahaplayanan",
            name="versi_layanan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tahap",
                to="kepegawaian.versilayanan",
            ),
        ),
        migrations.AddIndex(
            model_name="akibatusulan",
            index=models.Index(
                condition=models.Q(("dibatalkan_pada", None), ("diterapkan_pada", None)),
                fields=["berlaku_mulai"],
                name="akibatusulan_menunggu",
            ),
        ),
        migrations.AddConstraint(
            model_name="naskahsurat",
            constraint=models.UniqueConstraint(
                fields=("layanan", "berlaku_mulai"), name="naskahsurat_sekali"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="naskahsurat",
            trigger=pgtrigger.compiler.Trigger(
                name="tidak_diubah",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="fb30f40cd6d514ace45c60b50a804edc39e1af62",
                    operation="UPDATE",
                    pgid="pgtrigger_tidak_diubah_d706c",
                    table="kepegawaian_naskahsurat",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="tahaplayanan",
            constraint=models.UniqueConstraint(
                fields=("versi_layanan", "urutan"), name="tahaplayanan_sekali"
            ),
        ),
    ]
