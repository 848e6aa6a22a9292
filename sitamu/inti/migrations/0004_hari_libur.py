"""Public holidays and joint leave of the years known so far; later years are added in the portal."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "hari-libur.csv"


def load(apps, schema_editor):
    model = apps.get_model("inti", "HariLibur")
    with DATA.open(encoding="utf-8") as file:
        rows = [
            model(
                tanggal=row["date"],
                nama=row["name"],
                jenis=row["kind"],
                sumber=f"SKB 3 Menteri {row['date'][:4]}",
            )
            for row in csv.DictReader(file)
        ]
    model.objects.using(schema_editor.connection.alias).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("inti", "0003_jejak_hanya_tambah")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
