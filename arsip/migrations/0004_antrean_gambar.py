"""Versions remember a digital signature; the worker's queue also holds those without pictures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arsip", "0003_jenis_dokumen")]

    operations = [
        migrations.RemoveIndex(model_name="versidokumen", name="versidokumen_menunggu"),
        migrations.AddField(
            model_name="versidokumen",
            name="bertanda_tangan",
            field=models.BooleanField(default=False, verbose_name="memuat tanda tangan digital"),
        ),
        migrations.AddIndex(
            model_name="versidokumen",
            index=models.Index(
                condition=models.Q(
                    ("gambar_siap", False), models.Q(("status", "DITOLAK"), _negated=True)
                ),
                fields=["pada"],
                name="versidokumen_menunggu",
            ),
        ),
    ]
