"""When offices close: usual hours, Ramadan of the years known so far; half days are added later."""

import uuid
from datetime import date, time

import django.contrib.postgres.functions
from django.db import migrations, models

PERPRES = "Perpres 21/2023 ps. 3-4"
SETEMPAT = "Contoh praktik daerah; tetapkan dengan keputusan setempat"
RAMADAN = [
    (1446, date(2025, 3, 1), date(2025, 3, 30)),
    (1447, date(2026, 2, 19), date(2026, 3, 20)),
    (1448, date(2027, 2, 8), date(2027, 3, 9)),
]


def load(apps, schema_editor):
    rows = apps.get_model("inti", "JamKantor").objects.using(schema_editor.connection.alias)
    biasa = {"nama": "Jam kerja biasa", "mulai": date(2023, 4, 12)}
    rows.create(**biasa, tutup=time(16), tutup_jumat=time(16, 30), sumber=PERPRES)
    rows.create(
        **biasa,
        hari_kerja_per_minggu=6,
        tutup=time(14),
        tutup_jumat=time(11, 30),
        sumber=SETEMPAT,
    )
    for hijriah, mulai, sampai in RAMADAN:
        puasa = {"nama": f"Ramadan {hijriah} H", "mulai": mulai, "sampai": sampai}
        rows.create(**puasa, tutup=time(15), tutup_jumat=time(15, 30), sumber=PERPRES)
        rows.create(
            **puasa,
            hari_kerja_per_minggu=6,
            tutup=time(13, 30),
            tutup_jumat=time(11),
            sumber=SETEMPAT,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0010_hak_tpp"),
    ]

    operations = [
        migrations.CreateModel(
            name="JamKantor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("nama", models.CharField(max_length=120)),
                (
                    "hari_kerja_per_minggu",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "5 hari"), (6, "6 hari")], default=5
                    ),
                ),
                ("mulai", models.DateField()),
                ("sampai", models.DateField(blank=True, null=True)),
                ("tutup", models.TimeField(verbose_name="tutup pukul")),
                (
                    "tutup_jumat",
                    models.TimeField(blank=True, null=True, verbose_name="tutup pukul, Jumat"),
                ),
                (
                    "tutup_sabtu",
                    models.TimeField(blank=True, null=True, verbose_name="tutup pukul, Sabtu"),
                ),
                ("sumber", models.CharField(max_length=200, verbose_name="dasar")),
            ],
            options={
                "verbose_name": "jam kantor",
                "verbose_name_plural": "jam kantor",
                "ordering": ["-mulai"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sampai__isnull", True))
                        | models.Q(("sampai__gte", models.F("mulai"))),
                        name="jamkantor_sampai_setelah_mulai",
                    )
                ],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
