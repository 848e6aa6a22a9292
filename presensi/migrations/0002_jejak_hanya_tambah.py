"""Trails of dated rows: the application may add, never change, remove or empty them."""

from django.db import migrations

TABLES = [
    "presensi_acaraevent",
    "presensi_bentuktempatevent",
    "presensi_hadiracaraevent",
    "presensi_kerjafleksibelevent",
    "presensi_pemakaianpolaevent",
    "presensi_pemakaiantempatevent",
    "presensi_rosterevent",
    "presensi_versipolaevent",
]

SQL = """
DO $$ DECLARE t text; BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sitamu_app') THEN
        FOREACH t IN ARRAY ARRAY[%s] LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %%I FROM sitamu_app', t);
        END LOOP;
    END IF;
END $$;
""" % ", ".join(f"'{t}'" for t in TABLES)


class Migration(migrations.Migration):
    dependencies = [("presensi", "0001_awal")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
