"""Taps: partitioned by month, append-only, their keys unpartitioned, exact positions expiring."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

MAKE = """
CREATE TABLE presensi_ketukan (
    id uuid NOT NULL,
    pada timestamptz NOT NULL,
    pegawai_id uuid NOT NULL,
    unit_id uuid,
    arah varchar(10) NOT NULL,
    sumber varchar(10) NOT NULL,
    perangkat_id uuid,
    diterima_pada timestamptz NOT NULL DEFAULT now(),
    perangkat_pada timestamptz,
    offset_detik double precision NOT NULL DEFAULT 0,
    berlalu_detik double precision,
    luring boolean NOT NULL DEFAULT false,
    tempat_id uuid,
    jarak_m double precision,
    akurasi_m double precision,
    sel varchar(20) NOT NULL DEFAULT '',
    putusan varchar(10) NOT NULL,
    tanda varchar(20)[] NOT NULL DEFAULT '{}',
    aturan_mulai date NOT NULL,
    PRIMARY KEY (pegawai_id, pada, id)
) PARTITION BY RANGE (pada);
CREATE INDEX presensi_ketukan_tinjau ON presensi_ketukan (unit_id, pada) WHERE putusan = 'TINJAU';
CREATE TABLE presensi_ketukan_lainnya PARTITION OF presensi_ketukan DEFAULT;

CREATE TABLE presensi_posisiketukan (
    id uuid NOT NULL,
    pada timestamptz NOT NULL,
    pegawai_id uuid NOT NULL,
    lintang double precision,
    bujur double precision,
    akurasi_m double precision,
    ip inet,
    mentah jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (pegawai_id, pada, id)
) PARTITION BY RANGE (pada);
CREATE TABLE presensi_posisiketukan_lainnya PARTITION OF presensi_posisiketukan DEFAULT;

CREATE TABLE presensi_kunciketukan (
    id uuid NOT NULL PRIMARY KEY,
    pegawai_id uuid NOT NULL,
    pada timestamptz NOT NULL,
    sidik bytea NOT NULL,
    nonce varchar(64),
    dibuat_pada timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX presensi_kunciketukan_nonce ON presensi_kunciketukan (pegawai_id, nonce)
    WHERE nonce IS NOT NULL;

-- The months of all listed tables; body as in inti 0002, with more tables on the list.
CREATE OR REPLACE FUNCTION sitamu_partisi_buat(tabel text, bulan date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    awal date := date_trunc('month', bulan)::date;
    akhir date := (date_trunc('month', bulan) + interval '1 month')::date;
    nama text := tabel || '_' || to_char(awal, 'YYYYMM');
BEGIN
    IF tabel NOT IN ({tables}) THEN
        RAISE EXCEPTION 'tabel % tidak terdaftar', tabel;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('sitamu_partisi_' || tabel));
    IF to_regclass('public.' || nama) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        'CREATE TABLE public.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', nama, tabel
    );
    EXECUTE format(
        'WITH pindah AS (DELETE FROM public.%I WHERE pada >= %L AND pada < %L RETURNING *)'
        ' INSERT INTO public.%I SELECT * FROM pindah',
        tabel || '_lainnya', awal, akhir, nama
    );
    EXECUTE format(
        'ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        tabel, nama, awal, akhir
    );
    -- Writing goes through the parent; the partition itself is closed to the application.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        EXECUTE format('REVOKE ALL ON public.%I FROM sitamu_app', nama);
    END IF;
    RETURN nama;
END $$;
"""

OLD_TABLES = "'inti_jejakakses'"
TABLES = "'inti_jejakakses', 'presensi_ketukan', 'presensi_posisiketukan'"

EXPIRE = """
-- Drops the months of exact positions that ended at least `bulan` months ago; never the last three.
CREATE FUNCTION sitamu_posisi_hapus(bulan int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    batas text := to_char(date_trunc('month', now()) - greatest(bulan, 3) * interval '1 month', 'YYYYMM');
    nama text;
    jumlah int := 0;
BEGIN
    FOR nama IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'public.presensi_posisiketukan'::regclass
          AND c.relname ~ '^presensi_posisiketukan_[0-9]{6}$' AND right(c.relname, 6) < batas
    LOOP
        EXECUTE format('DROP TABLE public.%I', nama);
        jumlah := jumlah + 1;
    END LOOP;
    RETURN jumlah;
END $$;
-- Keys of taps that nobody can send again; never those of the last 62 days.
CREATE FUNCTION sitamu_kunci_hapus(hari int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    jumlah int;
BEGIN
    DELETE FROM public.presensi_kunciketukan
    WHERE dibuat_pada < now() - greatest(hari, 62) * interval '1 day';
    GET DIAGNOSTICS jumlah = ROW_COUNT;
    RETURN jumlah;
END $$;
-- Rows that found no month: there should be none.
CREATE FUNCTION sitamu_partisi_lainnya() RETURNS TABLE (tabel text, jumlah bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT 'inti_jejakakses', count(*) FROM public.inti_jejakakses_lainnya
    UNION ALL SELECT 'presensi_ketukan', count(*) FROM public.presensi_ketukan_lainnya
    UNION ALL SELECT 'presensi_posisiketukan', count(*) FROM public.presensi_posisiketukan_lainnya
$$;
REVOKE ALL ON FUNCTION sitamu_posisi_hapus(int), sitamu_kunci_hapus(int), sitamu_partisi_lainnya()
    FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE
            ON presensi_ketukan, presensi_posisiketukan, presensi_kunciketukan FROM sitamu_app;
        REVOKE ALL ON presensi_ketukan_lainnya, presensi_posisiketukan_lainnya FROM sitamu_app;
        GRANT EXECUTE ON FUNCTION
            sitamu_posisi_hapus(int), sitamu_kunci_hapus(int), sitamu_partisi_lainnya() TO sitamu_app;
    END IF;
END $$;
-- From last month on: a tap may come a month late.
SELECT sitamu_partisi_buat(tabel, (date_trunc('month', now()) + n * interval '1 month')::date)
FROM unnest(ARRAY['presensi_ketukan', 'presensi_posisiketukan']) tabel, generate_series(-2, 2) n;
"""

UNMAKE = """
DROP FUNCTION sitamu_posisi_hapus(int);
DROP FUNCTION sitamu_kunci_hapus(int);
DROP FUNCTION sitamu_partisi_lainnya();
DROP TABLE presensi_kunciketukan;
DROP TABLE presensi_posisiketukan;
DROP TABLE presensi_ketukan;
"""
TRAIL = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON presensi_riwayatperangkat FROM sitamu_app;
    END IF;
END $$;
"""


def make():
    """Tables, the function that makes months, and what expires."""
    return MAKE.replace("{tables}", TABLES) + EXPIRE


def unmake():
    """The same taken back; the function as inti made it."""
    function = MAKE[MAKE.index("CREATE OR REPLACE") :].replace("{tables}", OLD_TABLES)
    return UNMAKE + function


UUID_PK = {
    "db_default": django.contrib.postgres.functions.RandomUUID(),
    "default": uuid.uuid4,
    "editable": False,
    "primary_key": True,
    "serialize": False,
}
NOW = django.db.models.functions.datetime.Now()
STATUS = [
    ("MENUNGGU", "Menunggu persetujuan"),
    ("AKTIF", "Aktif"),
    ("DITOLAK", "Ditolak"),
    ("DIGANTI", "Diganti ponsel lain"),
    ("DICABUT", "Dicabut"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("presensi", "0005_aturan_hari"),
        ("inti", "0008_muatan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(make(), unmake())],
            state_operations=[
                migrations.CreateModel(
                    name="Ketukan",
                    fields=[
                        ("id", models.UUIDField(**UUID_PK)),
                        ("pada", models.DateTimeField()),
                        ("pegawai_id", models.UUIDField()),
                        ("unit_id", models.UUIDField(null=True)),
                        (
                            "arah",
                            models.CharField(
                                choices=[("MASUK", "Masuk"), ("PULANG", "Pulang")], max_length=10
                            ),
                        ),
                        (
                            "sumber",
                            models.CharField(
                                choices=[
                                    ("APLIKASI", "Aplikasi ponsel"),
                                    ("WEB", "Halaman web"),
                                    ("IMPOR", "Impor"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("perangkat_id", models.UUIDField(null=True)),
                        ("diterima_pada", models.DateTimeField(db_default=NOW)),
                        ("perangkat_pada", models.DateTimeField(null=True)),
                        ("offset_detik", models.FloatField(default=0)),
                        ("berlalu_detik", models.FloatField(null=True)),
                        ("luring", models.BooleanField(default=False)),
                        ("tempat_id", models.UUIDField(null=True)),
                        ("jarak_m", models.FloatField(null=True)),
                        ("akurasi_m", models.FloatField(null=True)),
                        ("sel", models.CharField(blank=True, max_length=20)),
                        (
                            "putusan",
                            models.CharField(
                                choices=[
                                    ("TERIMA", "Diterima"),
                                    ("TINJAU", "Ditinjau"),
                                    ("TOLAK", "Ditolak"),
                                    ("ULANG", "Ulangi"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "tanda",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list, size=None
                            ),
                        ),
                        ("aturan_mulai", models.DateField()),
                    ],
                    options={"verbose_name": "ketukan", "verbose_name_plural": "ketukan"},
                ),
                migrations.CreateModel(
                    name="KunciKetukan",
                    fields=[
                        ("id", models.UUIDField(**UUID_PK)),
                        ("pegawai_id", models.UUIDField()),
                        ("pada", models.DateTimeField()),
                        ("sidik", models.BinaryField()),
                        ("nonce", models.CharField(max_length=64, null=True)),
                        ("dibuat_pada", models.DateTimeField(db_default=NOW, editable=False)),
                    ],
                    options={
                        "verbose_name": "kunci ketukan",
                        "verbose_name_plural": "kunci ketukan",
                    },
                ),
                migrations.CreateModel(
                    name="PosisiKetukan",
                    fields=[
                        ("id", models.UUIDField(**UUID_PK)),
                        ("pada", models.DateTimeField()),
                        ("pegawai_id", models.UUIDField()),
                        ("lintang", models.FloatField(null=True)),
                        ("bujur", models.FloatField(null=True)),
                        ("akurasi_m", models.FloatField(null=True)),
                        ("ip", models.GenericIPAddressField(null=True)),
                        ("mentah", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "posisi ketukan",
                        "verbose_name_plural": "posisi ketukan",
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="Perangkat",
            fields=[
                ("id", models.UUIDField(**UUID_PK)),
                ("nomor", models.UUIDField(verbose_name="nomor perangkat")),
                ("nama", models.CharField(blank=True, max_length=80)),
                ("sistem", models.CharField(blank=True, max_length=40)),
                ("versi_aplikasi", models.CharField(blank=True, max_length=20)),
                ("kunci_publik", models.CharField(blank=True, max_length=200)),
                ("status", models.CharField(choices=STATUS, max_length=10)),
                ("diminta_pada", models.DateTimeField()),
                ("aktif_sendiri_pada", models.DateTimeField(null=True)),
                ("aktif_pada", models.DateTimeField(null=True)),
                ("berakhir_pada", models.DateTimeField(null=True)),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="perangkat",
                        to="inti.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "perangkat",
                "verbose_name_plural": "perangkat",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "AKTIF")),
                        fields=("pegawai",),
                        name="perangkat_satu_aktif",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["MENUNGGU", "AKTIF"])),
                        fields=("pegawai", "nomor"),
                        name="perangkat_sekali",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["MENUNGGU", "AKTIF"])),
                        fields=["nomor"],
                        name="perangkat_nomor",
                    ),
                    models.Index(
                        condition=models.Q(("status", "MENUNGGU")),
                        fields=["aktif_sendiri_pada"],
                        name="perangkat_menunggu",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatPerangkat",
            fields=[
                ("id", models.UUIDField(**UUID_PK)),
                (
                    "tindak",
                    models.CharField(
                        choices=[
                            ("DAFTAR", "Didaftarkan"),
                            ("SETUJUI", "Disetujui"),
                            ("WAKTU_HABIS", "Aktif setelah waktu tunggu"),
                            ("TOLAK", "Ditolak"),
                            ("GANTI", "Diganti ponsel lain"),
                            ("CABUT", "Dicabut"),
                        ],
                        max_length=12,
                    ),
                ),
                ("status", models.CharField(choices=STATUS, max_length=10)),
                ("alasan", models.CharField(blank=True, max_length=300)),
                ("pada", models.DateTimeField()),
                ("dibuat_pada", models.DateTimeField(db_default=NOW, editable=False)),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "perangkat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="riwayat",
                        to="presensi.perangkat",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat perangkat",
                "verbose_name_plural": "riwayat perangkat",
                "ordering": ["pada"],
            },
        ),
        migrations.RunSQL(TRAIL, migrations.RunSQL.noop),
    ]
