"""Deadlines of performance as a dated parameter, the kind of paper of a proof, the trails."""

from django.db import migrations

KUNCI = "KINERJA"
JENIS = "BUKTI_KINERJA"
DASAR = "PermenPANRB 6/2022"
NILAI = {
    "lapor_hari": 4,
    "perbaiki_hari": 3,
    "rencana_hari": 31,
    "putus_hari": 5,
    "sikap": "MENUNGGU",
    "batal_hari": 0,
    "kurang_menit": 300,
    "sebulan": False,
    "keberatan_hari": 14,
    "jawab_hari": 14,
}
TABLES = [
    "presensi_skpevent",
    "presensi_versiskpevent",
    "presensi_penilaianevent",
    "presensi_sasaranopdevent",
    "presensi_riwayatkegiatan",
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


def load(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias)
    parameter.create(
        kunci=KUNCI,
        berlaku_mulai="2025-01-01",
        nilai=NILAI,
        dasar_hukum=DASAR,
        keterangan="Perlu penetapan daerah: PermenPANRB 6/2022 tidak menetapkan angka laporan "
        "harian. Batas keberatan 14 hari perlu verifikasi.",
    )


def unload(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias)
    parameter.filter(kunci=KUNCI).delete()


def kinds_load(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("arsip", "JenisDokumen").objects.using(alias).create(
        kode=JENIS,
        nama="Bukti kegiatan harian",
        petunjuk="Kuncinya tanggal dan nama kegiatan.",
        bukti="SURAT",
        banyak=True,
        urutan=910,
        berlaku_mulai="2020-01-01",
        dasar_hukum=DASAR,
    )
    apps.get_model("arsip", "KetentuanJenis").objects.using(alias).create(
        jenis_id=JENIS,
        berlaku_mulai="2020-01-01",
        kerahasiaan="TERBATAS",
        atasan=True,
        kelas_retensi="LAYANAN",
        dasar_hukum=DASAR,
    )


def kinds_unload(apps, schema_editor):
    alias = schema_editor.connection.alias
    for model, field in (("KetentuanJenis", "jenis_id"), ("JenisDokumen", "kode")):
        rows = apps.get_model("arsip", model).objects.using(alias)
        rows.filter(**{field: JENIS}).delete()


class Migration(migrations.Migration):
    dependencies = [("presensi", "0014_kinerja"), ("arsip", "0017_jenis_layanan")]

    operations = [
        migrations.RunPython(load, unload),
        migrations.RunPython(kinds_load, kinds_unload),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
