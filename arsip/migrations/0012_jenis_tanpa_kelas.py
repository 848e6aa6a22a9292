"""A kind's class and SIASN id are dated now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arsip", "0011_ketentuan_isi")]

    operations = [
        # A default first, so that the columns can come back over rows.
        migrations.AlterField(
            model_name="jenisdokumen",
            name="kerahasiaan",
            field=models.CharField(default="TERBATAS", max_length=10),
        ),
        migrations.RemoveField(model_name="jenisdokumen", name="kerahasiaan"),
        migrations.RemoveField(model_name="jenisdokumen", name="siasn_dok_id"),
    ]
