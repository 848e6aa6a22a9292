"""A closed month of TPP stays as it is: the database refuses every change of its rows.

Statement triggers with transition tables: a run writes thousands of rows and is asked once.
"""

from django.db import migrations

TABLES = {
    "presensi_hasiltpp": "periode_id",
    "presensi_persetujuantpp": "periode_id",
    "presensi_selisihtpp": "dibayar_id",
}
TRAILS = ["presensi_riwayattpp", "presensi_pagutppevent"]

FUNCTIONS = """
CREATE FUNCTION presensi_tpp_periode_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'DITUTUP' THEN
        RAISE EXCEPTION 'TPP % sudah ditutup', to_char(OLD.bulan, 'YYYY-MM')
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tetap BEFORE UPDATE OR DELETE ON presensi_periodetpp
    FOR EACH ROW EXECUTE FUNCTION presensi_tpp_periode_tetap();

CREATE FUNCTION presensi_tpp_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bulan text;
BEGIN
    EXECUTE format('SELECT to_char(p.bulan, ''YYYY-MM'') FROM presensi_periodetpp p
        WHERE p.status = ''DITUTUP'' AND EXISTS (SELECT FROM berubah b WHERE b.%I = p.id) LIMIT 1',
        TG_ARGV[0]) INTO bulan;
    IF bulan IS NOT NULL THEN
        RAISE EXCEPTION 'TPP % sudah ditutup', bulan USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER tetap_tambah AFTER INSERT ON {table} REFERENCING NEW TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_tpp_tetap('{column}');
CREATE TRIGGER tetap_ubah_lama AFTER UPDATE ON {table} REFERENCING OLD TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_tpp_tetap('{column}');
CREATE TRIGGER tetap_ubah_baru AFTER UPDATE ON {table} REFERENCING NEW TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_tpp_tetap('{column}');
CREATE TRIGGER tetap_hapus AFTER DELETE ON {table} REFERENCING OLD TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_tpp_tetap('{column}');
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
    ", ".join(f"'{t}'" for t in [*TABLES, "presensi_periodetpp"]),
)
BACK = (
    "DROP TRIGGER tetap ON presensi_periodetpp;"
    + "".join(
        f"DROP TRIGGER {name} ON {table};"
        for table in TABLES
        for name in ("tetap_tambah", "tetap_ubah_lama", "tetap_ubah_baru", "tetap_hapus")
    )
    + "DROP FUNCTION presensi_tpp_tetap(); DROP FUNCTION presensi_tpp_periode_tetap();"
)


class Migration(migrations.Migration):
    dependencies = [("presensi", "0009_tpp")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS + "".join(TRIGGER.format(table=t, column=c) for t, c in TABLES.items()),
            BACK,
        ),
        migrations.RunSQL(REVOKE, migrations.RunSQL.noop),
    ]
