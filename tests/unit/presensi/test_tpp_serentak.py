"""Two runs at once, and one that is killed in the middle and begun again."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from django.db import connection, connections

from presensi.models import HasilTpp, HitungTpp, RiwayatTpp
from presensi.services.tpp import tpp_mark, tpp_refresh, tpp_run
from tests.factories.bulan_tpp import BULAN
from tests.unit.inti.test_outbox import another_connection
from tests.unit.presensi.test_tpp_run import NOW, ORANG_UJI, _bulan, stored  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

RUN = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
import django
django.setup()
from datetime import date, datetime, UTC
from django.db import connections
for name in ("default", "pemilik"):
    connections[name].settings_dict["NAME"] = "{database}"
from presensi.services import tpp
write = tpp._add
def slow(rows):
    rows = list(rows)
    written = write(rows)
    print("tengah", flush=True)
    import time
    time.sleep(60)
    return written
tpp._add = slow
tpp.tpp_run(bulan=date(2026, 10, 1), now=datetime(2026, 11, 2, 1, tzinfo=UTC))
"""


def test_two_runs_at_once_store_every_person_once() -> None:
    with another_connection(lambda: tpp_run(bulan=BULAN, now=NOW)):
        tpp_run(bulan=BULAN, now=NOW)
    assert HasilTpp.objects.count() == ORANG_UJI
    assert RiwayatTpp.objects.count() == 1  # whoever came second found nothing to change


def test_two_workers_share_the_wishes() -> None:
    tpp_mark(bulan=BULAN)
    done: list[int] = []
    with another_connection(lambda: done.append(tpp_refresh(now=NOW))):
        done.append(tpp_refresh(now=NOW))
    assert not HitungTpp.objects.exists()
    assert HasilTpp.objects.count() == ORANG_UJI


def test_a_run_killed_in_the_middle_has_not_happened_and_is_begun_again() -> None:
    name: Any = connections["default"].settings_dict["NAME"]
    run = subprocess.Popen(
        [sys.executable, "-c", RUN.format(database=name)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline().strip() == "tengah"
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    deadline = time.monotonic() + 20
    while _running() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not HasilTpp.objects.exists()
    tpp_run(bulan=BULAN, now=NOW)
    assert len(stored()) == ORANG_UJI


def _running() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%%'"
        )
        found: int = cursor.fetchone()[0]
    return bool(found)
