"""Requests of clients that may arrive twice, with their answers."""

import uuid

import django.contrib.postgres.functions
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0011_jam_kantor"),
    ]

    operations = [
        migrations.CreateModel(
            name="PermintaanKlien",
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
                ("kunci", models.UUIDField()),
                ("sidik", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                (
                    "isi",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("etag", models.CharField(blank=True, max_length=80)),
                ("pada", models.DateTimeField()),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "permintaan klien",
                "verbose_name_plural": "permintaan klien",
                "indexes": [models.Index(fields=["pada"], name="permintaanklien_pada")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pengguna", "kunci"), name="permintaanklien_sekali"
                    )
                ],
            },
        ),
    ]
