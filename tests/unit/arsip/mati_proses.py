"""Server and worker for `test_mati`: on its database and its folder, to be killed.

`python -m tests.unit.arsip.mati_proses [nanti]` files what waits until it is ended; with `nanti`
ten minutes later by its clock, so that claims of the dead have grown stale.
"""

import os
import sys
import time
from datetime import datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitamu.settings.test")

if "UJI_BASIS" in os.environ:
    from sitamu.settings import test as _settings

    _folder = os.environ["UJI_FOLDER"]
    _settings.STORAGES["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{_folder}/berkas"},
    }
    _settings.SITAMU_MASUK = f"{_folder}/berkas/.masuk"
    _settings.DATABASES["default"]["NAME"] = os.environ["UJI_BASIS"]

from django.core.wsgi import get_wsgi_application
from django.utils import timezone

app = get_wsgi_application() if "UJI_BASIS" in os.environ else None
MULAI = timezone.now


def main(later: timedelta) -> None:
    from arsip.services.penerimaan import unggahan_process

    while True:
        now: datetime = timezone.now() + later
        if not unggahan_process(now=now):
            time.sleep(0.05)


if __name__ == "__main__":
    main(timedelta(minutes=10) if "nanti" in sys.argv else timedelta())
