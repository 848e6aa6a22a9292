"""The access log: partitioned by month, append-only, its partitions made by the owner's function."""

import uuid

import django.contrib.postgres.functions
import django.db.models.functions.datetime
from django.db import migrations, models

MAKE = """
CREATE TABLE inti_jejakakses (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    pada timestamptz NOT NULL DEFAULT now(),
    pengguna_id uuid,
    nama_masuk varchar(40) NOT NULL DEFAULT '',
    aksi varchar(40) NOT NULL,
    objek_jenis varchar(40) NOT NULL DEFAULT '',
    objek_id uuid,
    objek_label varchar(200) NOT NULL DEFAULT '',
    pegawai_id uuid,
    ip inet,
    permintaan_id varchar(64) NOT NULL DEFAULT '',
    rincian jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, pada)
) PARTITION BY RANGE (pada);
CREATE INDEX inti_jejakakses_pegawai ON inti_jejakakses (pegawai_id, pada);
CREATE INDEX inti_jejakakses_pengguna ON inti_jejakakses (pengguna_id, pada);
CREATE TABLE inti_jejakakses_lainnya PARTITION OF inti_jejakakses DEFAULT;

-- Makes the partition of one month of a listed table, moving rows that fell into the default one.
CREATE FUNCTION sitamu_partisi_buat(tabel text, bulan date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    awal date := date_trunc('month', bulan)::date;
    akhir date := (date_trunc('month', bulan) + interval '1 month')::date;
    nama text := tabel || '_' || to_char(awal, 'YYYYMM');
BEGIN
    IF tabel NOT IN ('inti_jejakakses') THEN
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
REVOKE ALL ON FUNCTION sitamu_partisi_buat(text, date) FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON inti_jejakakses FROM sitamu_app;
        REVOKE ALL ON inti_jejakakses_lainnya FROM sitamu_app;
        GRANT EXECUTE ON FUNCTION sitamu_partisi_buat(text, date) TO sitamu_app;
    END IF;
END $$;
SELECT sitamu_partisi_buat('inti_jejakakses', (date_trunc('month', now()) + n * interval '1 month')::date)
FROM generate_series(0, 2) n;
"""

UNMAKE = """
DROP TABLE inti_jejakakses;
DROP FUNCTION sitamu_partisi_buat(text, date);
"""


class Migration(migrations.Migration):
    dependencies = [("inti", "0001_awal")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MAKE, UNMAKE)],
            state_operations=[
                migrations.CreateModel(
                    name="JejakAkses",
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
                            "pada",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                        ("pengguna_id", models.UUIDField(null=True)),
                        ("nama_masuk", models.CharField(blank=True, max_length=40)),
                        ("aksi", models.CharField(max_length=40)),
                        ("objek_jenis", models.CharField(blank=True, max_length=40)),
                        ("objek_id", models.UUIDField(null=True)),
                        ("objek_label", models.CharField(blank=True, max_length=200)),
                        ("pegawai_id", models.UUIDField(null=True)),
                        ("ip", models.GenericIPAddressField(null=True)),
                        ("permintaan_id", models.CharField(blank=True, max_length=64)),
                        ("rincian", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "jejak akses",
                        "verbose_name_plural": "jejak akses",
                    },
                ),
            ],
        )
    ]
