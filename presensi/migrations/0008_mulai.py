"""Attendance begins when the office says so: until then nobody has a schedule."""

from django.db import migrations

KUNCI = "PRESENSI_MULAI"


def load(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias)
    parameter.create(
        kunci=KUNCI,
        berlaku_mulai="2017-01-01",
        nilai={"dari_daftar_unit": False},
        dasar_hukum="PP 94/2021 ps. 4",
        keterangan="Belum dimulai.",
    )


def unload(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias)
    parameter.filter(kunci=KUNCI).delete()


class Migration(migrations.Migration):
    dependencies = [("presensi", "0007_aturan_ketukan"), ("inti", "0009_hak_presensi")]
    operations = [migrations.RunPython(load, unload)]
