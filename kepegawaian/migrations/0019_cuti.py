import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import sitamu.inti.models.pegawai


class Migration(migrations.Migration):
    dependencies = [
        ("arsip", "0017_jenis_layanan"),
        ("inti", "0009_hak_presensi"),
        ("kepegawaian", "0018_catatan_verifikasi"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cuti",
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
                            ("tahunan", "Cuti tahunan"),
                            ("besar", "Cuti besar"),
                            ("sakit", "Cuti sakit"),
                            ("melahirkan", "Cuti melahirkan"),
                            ("alasan_penting", "Cuti karena alasan penting"),
                            ("cltn", "Cuti di luar tanggungan negara"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "sebab",
                    models.CharField(
                        choices=[
                            ("umum", "Umum"),
                            ("haji_pertama", "Ibadah haji pertama"),
                            ("anak_keempat", "Kelahiran anak keempat dan seterusnya"),
                            ("gugur_kandungan", "Gugur kandungan"),
                            ("kecelakaan_kerja", "Kecelakaan dalam tugas"),
                            ("keluarga_sakit_keras", "Keluarga dekat sakit keras"),
                            ("keluarga_meninggal", "Keluarga dekat meninggal"),
                            ("menikah", "Menikah"),
                            ("istri_melahirkan", "Istri melahirkan atau operasi caesar"),
                        ],
                        default="umum",
                        max_length=25,
                    ),
                ),
                ("mulai", models.DateField(verbose_name="hari pertama")),
                ("selesai", models.DateField(verbose_name="hari terakhir")),
                (
                    "perjalanan_hari",
                    models.PositiveSmallIntegerField(default=0, verbose_name="hari perjalanan"),
                ),
                ("hari_kerja", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("hari_kalender", models.PositiveSmallIntegerField()),
                ("keterangan", models.CharField(max_length=300, verbose_name="alasan cuti")),
                ("alamat", models.CharField(max_length=300, verbose_name="alamat selama cuti")),
                ("nomor_hp", models.CharField(max_length=20, verbose_name="nomor HP")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DI_ATASAN", "Menunggu atasan"),
                            ("DI_PEJABAT", "Menunggu keputusan"),
                            ("PERUBAHAN", "Perlu diubah"),
                            ("DISETUJUI", "Disetujui"),
                            ("DITANGGUHKAN", "Ditangguhkan"),
                            ("TIDAK_DISETUJUI", "Tidak disetujui"),
                            ("DIBATALKAN", "Dibatalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("diputuskan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "id_klien",
                    models.UUIDField(
                        blank=True, null=True, unique=True, verbose_name="id kiriman dari klien"
                    ),
                ),
                (
                    "atasan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "dibuat_oleh",
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
                        related_name="cuti",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "unit_kerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "cuti",
                "verbose_name_plural": "cuti",
            },
        ),
        migrations.CreateModel(
            name="KartuCuti",
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
                ("tahun", models.PositiveSmallIntegerField()),
                (
                    "bawaan",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="sisa dari tahun lalu"
                    ),
                ),
                (
                    "terpakai",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="terpakai di luar portal"
                    ),
                ),
                (
                    "tambahan",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="pengganti cuti bersama"
                    ),
                ),
                ("dicatat_pada", models.DateTimeField()),
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
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "kartu cuti",
                "verbose_name_plural": "kartu cuti",
            },
        ),
        migrations.CreateModel(
            name="KartuCutiEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField()),
                (
                    "bawaan",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="sisa dari tahun lalu"
                    ),
                ),
                (
                    "terpakai",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="terpakai di luar portal"
                    ),
                ),
                (
                    "tambahan",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="pengganti cuti bersama"
                    ),
                ),
                ("dicatat_pada", models.DateTimeField()),
                (
                    "oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="inti.pegawai",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="kepegawaian.kartucuti",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LampiranCuti",
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
                    "kode",
                    models.CharField(
                        choices=[
                            ("surat_dokter", "Surat keterangan dokter"),
                            ("surat_dokter_pemerintah", "Surat keterangan dokter pemerintah"),
                            ("hasil_tim_kesehatan", "Hasil pemeriksaan tim penguji kesehatan"),
                            ("surat_kelahiran", "Surat keterangan kelahiran atau perkiraan lahir"),
                            ("surat_rawat_inap", "Surat keterangan rawat inap"),
                            ("bukti_alasan", "Bukti alasan cuti"),
                            ("jadwal_haji", "Jadwal keberangkatan haji"),
                            ("persetujuan_bkn", "Persetujuan BKN"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "cuti",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lampiran",
                        to="kepegawaian.cuti",
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="arsip.versidokumen",
                    ),
                ),
            ],
            options={
                "verbose_name": "lampiran cuti",
                "verbose_name_plural": "lampiran cuti",
            },
        ),
        migrations.CreateModel(
            name="RiwayatCuti",
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
                ("urut", models.PositiveSmallIntegerField()),
                (
                    "langkah",
                    models.CharField(
                        choices=[
                            ("AJUKAN", "Cuti diajukan"),
                            ("AJUKAN_LAGI", "Cuti diajukan lagi"),
                            ("SETUJUI", "Disetujui"),
                            ("UBAH", "Diminta diubah"),
                            ("TANGGUHKAN", "Ditangguhkan"),
                            ("TOLAK", "Tidak disetujui"),
                            ("BATALKAN", "Dibatalkan"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "ke",
                    models.CharField(
                        choices=[
                            ("DI_ATASAN", "Menunggu atasan"),
                            ("DI_PEJABAT", "Menunggu keputusan"),
                            ("PERUBAHAN", "Perlu diubah"),
                            ("DISETUJUI", "Disetujui"),
                            ("DITANGGUHKAN", "Ditangguhkan"),
                            ("TIDAK_DISETUJUI", "Tidak disetujui"),
                            ("DIBATALKAN", "Dibatalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sebagai", models.CharField(max_length=60, verbose_name="dalam kedudukan")),
                ("pada", models.DateTimeField()),
                ("catatan", models.CharField(blank=True, max_length=500)),
                ("rincian", models.JSONField(default=dict, verbose_name="jenis dan hari saat itu")),
                (
                    "cuti",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="riwayat",
                        to="kepegawaian.cuti",
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
            ],
            options={
                "verbose_name": "riwayat cuti",
                "verbose_name_plural": "riwayat cuti",
                "ordering": ["cuti", "urut"],
            },
        ),
        migrations.CreateModel(
            name="SuratCuti",
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
                ("tanggal", models.DateField()),
                ("isi", models.JSONField(verbose_name="data surat saat dibuat")),
                ("diklaim_pada", models.DateTimeField(blank=True, null=True)),
                ("percobaan", models.PositiveSmallIntegerField(default=0)),
                ("galat", models.CharField(blank=True, max_length=300)),
                (
                    "cuti",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surat",
                        to="kepegawaian.cuti",
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
                    "oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="arsip.versidokumen",
                    ),
                ),
            ],
            options={
                "verbose_name": "surat cuti",
                "verbose_name_plural": "surat cuti",
            },
        ),
        migrations.AddIndex(
            model_name="cuti",
            index=models.Index(fields=["unit_kerja", "status"], name="cuti_unit"),
        ),
        migrations.AddIndex(
            model_name="cuti",
            index=models.Index(fields=["atasan", "status"], name="cuti_atasan"),
        ),
        migrations.AddConstraint(
            model_name="cuti",
            constraint=models.CheckConstraint(
                condition=models.Q(("selesai__gte", models.F("mulai"))), name="cuti_urut"
            ),
        ),
        migrations.AddConstraint(
            model_name="cuti",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("status__in", ["DISETUJUI", "DI_ATASAN", "DI_PEJABAT", "PERUBAHAN"])
                ),
                expressions=[
                    ("pegawai", "="),
                    (
                        sitamu.inti.models.pegawai.Range(
                            "mulai",
                            "selesai",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="cuti_tidak_bertumpuk",
            ),
        ),
        migrations.AddConstraint(
            model_name="kartucuti",
            constraint=models.UniqueConstraint(
                fields=("pegawai", "tahun"), name="kartucuti_sekali"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kartucuti",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "kepegawaian_kartucutievent" ("bawaan", "dicatat_pada", "id", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun", "tambahan", "terpakai") VALUES (OLD."bawaan", OLD."dicatat_pada", OLD."id", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', OLD."id", OLD."tahun", OLD."tambahan", OLD."terpakai"); RETURN NULL;',
                    hash="98b2537719534db82038412c5f812d94be3ec75a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_03f09",
                    table="kepegawaian_kartucuti",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kartucuti",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "kepegawaian_kartucutievent" ("bawaan", "dicatat_pada", "id", "oleh_id", "pegawai_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun", "tambahan", "terpakai") VALUES (OLD."bawaan", OLD."dicatat_pada", OLD."id", OLD."oleh_id", OLD."pegawai_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."tahun", OLD."tambahan", OLD."terpakai"); RETURN NULL;',
                    hash="b46d57d0c3c460085bd61c0f6c3e4e0d8e3cf6d4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_81a15",
                    table="kepegawaian_kartucuti",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kartucutievent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bc725b6adebea0544fcea903a9f028c492e6538a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a6fe8",
                    table="kepegawaian_kartucutievent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="lampirancuti",
            constraint=models.UniqueConstraint(fields=("cuti", "kode"), name="lampirancuti_sekali"),
        ),
        migrations.AddConstraint(
            model_name="riwayatcuti",
            constraint=models.UniqueConstraint(
                fields=("cuti", "urut"), name="riwayatcuti_urut_sekali"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="riwayatcuti",
            trigger=pgtrigger.compiler.Trigger(
                name="hanya_tambah",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="847520fc25a80ae800d5463812fb5c8d96fbbe3f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_hanya_tambah_0a457",
                    table="kepegawaian_riwayatcuti",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suratcuti",
            trigger=pgtrigger.compiler.Trigger(
                name="tidak_dihapus",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="fe393d58d1e629997974d3223c0a682311cec686",
                    operation="DELETE",
                    pgid="pgtrigger_tidak_dihapus_a1a95",
                    table="kepegawaian_suratcuti",
                    when="BEFORE",
                ),
            ),
        ),
    ]
