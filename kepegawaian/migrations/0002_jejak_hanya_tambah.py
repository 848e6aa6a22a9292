"""Trails: the application may add rows, never change, remove or empty them."""

from django.db import migrations

TABLES = [
    "kepegawaian_keluargaevent",
    "kepegawaian_kontraktkdevent",
    "kepegawaian_profilevent",
    "kepegawaian_riwayatgolonganevent",
    "kepegawaian_riwayathukdisevent",
    "kepegawaian_riwayatjabatanevent",
    "kepegawaian_riwayatkgbevent",
    "kepegawaian_riwayatpendidikanevent",
    "kepegawaian_riwayatpmkevent",
    "kepegawaian_riwayatskpevent",
    "kepegawaian_riwayatusulan",
    "kepegawaian_riwayatkiriman",
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
    dependencies = [("kepegawaian", "0001_awal")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
