"""Kinds keyed by year, and kinds that only a service may file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arsip", "0004_antrean_gambar")]

    operations = [
        migrations.AddField(
            model_name="jenisdokumen",
            name="tahunan",
            field=models.BooleanField(default=False, verbose_name="kuncinya tahun, misalnya 2025"),
        ),
        migrations.AddField(
            model_name="jenisdokumen",
            name="internal",
            field=models.BooleanField(default=False, verbose_name="hanya masuk lewat layanannya"),
        ),
    ]
