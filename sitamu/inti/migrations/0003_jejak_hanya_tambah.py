"""Trails: the application may add rows, never change, remove or empty them."""

from django.db import migrations

TABLES = [
    "inti_pegawaievent",
    "inti_penempatanevent",
    "inti_hubunganatasanevent",
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
    dependencies = [("inti", "0002_jejak_akses")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
