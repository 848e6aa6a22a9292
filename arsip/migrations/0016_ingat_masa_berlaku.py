"""Dated setting: how many days before the end of a paper its owner is told."""

from django.db import migrations

KUNCI, MULAI = "ARSIP_INGAT", "2020-01-01"


def load(apps, schema_editor):
    apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias).create(
        kunci=KUNCI,
        berlaku_mulai=MULAI,
        nilai={"hari_pertama": 90, "hari_kedua": 30, "hari_terakhir": 7},
        dasar_hukum="Ketentuan instansi",
        keterangan="Perlu verifikasi: berapa hari sebelumnya, diatur instansi.",
    )


def unload(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter").objects
    parameter.using(schema_editor.connection.alias).filter(
        kunci=KUNCI, berlaku_mulai=MULAI
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("arsip", "0015_susut_dan_utuh"), ("inti", "0008_muatan")]

    operations = [migrations.RunPython(load, unload)]
