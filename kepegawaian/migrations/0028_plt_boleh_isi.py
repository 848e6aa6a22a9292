"""What changes nobody's legal status may be signed by a Plt or Plh: KGB, letters, izin belajar.

UU 30/2014 ps. 14 (7) and SE Kepala BKN 1/SE/I/2021; to be gone over by each office.
"""

from django.db import migrations
from django.db.models import Exists, OuterRef, Q

BOLEH = ["KGB_PNS", "KGB_PPPK", "IZIN_BELAJAR"]
TIDAK = ["MUTASI_KELUAR"]


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    versi = apps.get_model("kepegawaian", "VersiLayanan").objects.using(alias)
    letters = versi.filter(layanan=OuterRef("layanan"), keluarga="SURAT")
    rows = apps.get_model("kepegawaian", "AturanSk").objects.using(alias)
    rows.filter(Q(layanan__in=BOLEH) | Exists(letters)).exclude(layanan__in=TIDAK).update(
        plt_boleh=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0027_plt_boleh"),
    ]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
