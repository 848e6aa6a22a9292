"""What every table of the project shares."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models


class UuidModel(models.Model):
    """Primary key is a UUID, made in Python or, for COPY and INSERT..SELECT, by the database."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False
    )

    class Meta:
        abstract = True
