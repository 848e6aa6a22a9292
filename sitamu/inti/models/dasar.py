"""What every table of the project shares."""

import uuid
from typing import Final

from django.contrib.postgres.functions import RandomUUID
from django.db import models

# Id of the load whose transaction writes (`SET LOCAL sitamu.muatan`), NULL elsewhere.
MUATAN_SQL: Final = "NULLIF(current_setting('sitamu.muatan', true), '')::uuid"
MUATAN_KINI: Final = models.Func(template=MUATAN_SQL, output_field=models.UUIDField())


class MuatanModel(models.Model):
    """A table that staff lists are loaded into: each row knows the load that brought it.

    The database fills the column in, so that no statement of a load needs to name it. It is the
    id of a `Pekerjaan`, without a foreign key: checking one for each row would slow the load.
    """

    muatan_id = models.UUIDField("muatan", null=True, editable=False, db_default=MUATAN_KINI)

    class Meta:
        abstract = True


class UuidModel(models.Model):
    """Primary key is a UUID, made in Python or, for COPY and INSERT..SELECT, by the database."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False
    )

    class Meta:
        abstract = True
