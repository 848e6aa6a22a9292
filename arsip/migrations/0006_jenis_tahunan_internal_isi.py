"""SKP is filed by year; letters of the offices come in through their service."""

from django.db import migrations

TAHUNAN = ["SKP"]
INTERNAL = ["SURAT_PENGANTAR", "PERTEK_PENSIUN", "SK_PENSIUN", "SK_PENSIUN_TTD", "BUKTI_TERIMA"]


def load(apps, schema_editor):
    rows = apps.get_model("arsip", "JenisDokumen").objects.using(schema_editor.connection.alias)
    rows.filter(kode__in=TAHUNAN).update(tahunan=True)
    rows.filter(kode__in=INTERNAL).update(internal=True)


class Migration(migrations.Migration):
    dependencies = [("arsip", "0005_jenis_tahunan_internal")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
