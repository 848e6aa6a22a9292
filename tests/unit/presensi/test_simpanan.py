"""What is kept of taps: by whom it can be changed (nobody), and for how long."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.utils import timezone

from presensi.models import Ketukan, KunciKetukan, PosisiKetukan
from presensi.services.simpanan import partitions_make, partitions_watch, positions_expire

pytestmark = pytest.mark.django_db


def ketukan(pada: datetime) -> Ketukan:
    return Ketukan.objects.create(
        id=uuid4(),
        pada=pada,
        pegawai_id=uuid4(),
        arah="MASUK",
        sumber="APLIKASI",
        putusan="TERIMA",
        aturan_mulai=date(2025, 1, 1),
    )


@pytest.mark.parametrize("table", ["ketukan", "posisiketukan", "kunciketukan"])
@pytest.mark.parametrize("act", ["UPDATE {} SET pada = now()", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_portal_can_neither_change_nor_remove_a_tap(table: str, act: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(f"presensi_{table}"))


def test_a_tap_lies_in_the_month_of_the_time_that_counts() -> None:
    now = timezone.now()
    row = ketukan(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text FROM presensi_ketukan WHERE id = %s", [row.pk]
        )
        assert cursor.fetchone() == (f"presensi_ketukan_{now:%Y%m}",)


def test_a_row_without_a_month_is_not_lost_and_raises_an_alarm() -> None:
    assert partitions_watch() == {}
    row = ketukan(datetime(2049, 5, 6, tzinfo=UTC))
    assert partitions_watch() == {"presensi_ketukan": 1}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sitamu_partisi_buat('presensi_ketukan', '2049-05-01')")
        assert cursor.fetchone() == ("presensi_ketukan_204905",)
    assert partitions_watch() == {}
    assert Ketukan.objects.get(pk=row.pk).pada == row.pada


def test_making_months_twice_changes_nothing() -> None:
    partitions_make()
    partitions_make()


def test_only_listed_tables_get_months() -> None:
    with (
        pytest.raises(Exception, match="tidak terdaftar"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT sitamu_partisi_buat('inti_pegawai', '2049-05-01')")


def test_exact_positions_go_with_their_month_and_the_tap_stays() -> None:
    """Never those of the last three months, whatever the parameter says."""
    long_ago, today = datetime(2020, 1, 15, tzinfo=UTC), timezone.now()
    with connection.cursor() as cursor:
        for table in ("presensi_ketukan", "presensi_posisiketukan"):
            cursor.execute("SELECT sitamu_partisi_buat(%s, '2020-01-01')", [table])
    for pada in (long_ago, today):
        row = ketukan(pada)
        PosisiKetukan.objects.create(id=row.pk, pada=pada, pegawai_id=row.pegawai_id)
    months, _ = positions_expire(today=timezone.localdate())
    assert months == 1
    assert [p.pada for p in PosisiKetukan.objects.all()] == [today]
    assert Ketukan.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT sitamu_posisi_hapus(0)")
        assert cursor.fetchone() == (0,)


def test_keys_stay_longer_than_a_late_tap_is_taken() -> None:
    for age in (61, 93):
        KunciKetukan.objects.create(
            pegawai_id=uuid4(),
            pada=timezone.now(),
            sidik=b"x",
            dibuat_pada=timezone.now() - timedelta(days=age),
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT sitamu_kunci_hapus(0)")
        assert cursor.fetchone() == (1,)
    assert KunciKetukan.objects.count() == 1


def test_the_connection_for_taps_reaches_the_same_database() -> None:
    taps, portal = (connections[name].settings_dict for name in ("ketukan", "default"))
    assert taps["NAME"] == portal["NAME"]
    assert (taps["USER"], taps["CONN_HEALTH_CHECKS"]) == (portal["USER"], False)
