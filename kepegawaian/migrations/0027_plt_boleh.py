"""Which decisions a Plt or Plh may sign."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0026_sop_layanan"),
    ]

    operations = [
        migrations.AddField(
            model_name="aturansk",
            name="plt_boleh",
            field=models.BooleanField(
                default=False,
                help_text="Tidak bagi keputusan yang mengubah status kepegawaian (UU 30/2014 ps. 14).",
                verbose_name="boleh ditandatangani Plt. atau Plh.",
            ),
        ),
    ]
