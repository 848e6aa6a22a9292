"""Facts about single days of a closed month stay as they are.

Statement triggers with transition tables: a load writes thousands of rows and is asked once. Days
themselves are computed from facts, and the computation leaves closed months alone. The closing is
never taken back. Trails can only be added to.
"""

from django.db import migrations

TABLES = [
    "presensi_pernyataan",
    "presensi_dispensasi",
    "presensi_daftarkertas",
    "presensi_roster",
    "presensi_hadiracara",
]
TRAILS = [
    "presensi_daftarkertasevent",
    "presensi_muatanbatal",
    "presensi_penutupanbulan",
    "presensi_peringatanalpa",
    "presensi_riwayathari",
]

FUNCTION = """
CREATE FUNCTION presensi_bulan_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE tertutup date;
BEGIN
    SELECT p.bulan INTO tertutup FROM presensi_penutupanbulan p
    WHERE EXISTS (SELECT FROM berubah b WHERE b.tanggal >= p.bulan
        AND b.tanggal < (p.bulan + interval '1 month')::date) LIMIT 1;
    IF tertutup IS NOT NULL THEN
        RAISE EXCEPTION 'presensi % sudah ditutup', to_char(tertutup, 'YYYY-MM')
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER tetap_tambah AFTER INSERT ON {table} REFERENCING NEW TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
CREATE TRIGGER tetap_ubah_lama AFTER UPDATE ON {table} REFERENCING OLD TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
CREATE TRIGGER tetap_ubah_baru AFTER UPDATE ON {table} REFERENCING NEW TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
CREATE TRIGGER tetap_hapus AFTER DELETE ON {table} REFERENCING OLD TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
"""
REVOKE = """
DO $$ DECLARE t text; BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        FOREACH t IN ARRAY ARRAY[%s] LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %%I FROM sitamu_app', t);
        END LOOP;
        FOREACH t IN ARRAY ARRAY[%s] LOOP
            EXECUTE format('REVOKE TRUNCATE ON %%I FROM sitamu_app', t);
        END LOOP;
    END IF;
END $$;
""" % (
    ", ".join(f"'{t}'" for t in TRAILS),
    ", ".join(f"'{t}'" for t in TABLES),
)
BACK = (
    "".join(
        f"DROP TRIGGER {name} ON {table};"
        for table in TABLES
        for name in ("tetap_tambah", "tetap_ubah_lama", "tetap_ubah_baru", "tetap_hapus")
    )
    + "DROP FUNCTION presensi_bulan_tetap();"
)


class Migration(migrations.Migration):
    dependencies = [("presensi", "0011_kantor")]

    operations = [
        migrations.RunSQL(FUNCTION + "".join(TRIGGER.format(table=t) for t in TABLES), BACK),
        migrations.RunSQL(REVOKE, migrations.RunSQL.noop),
    ]
