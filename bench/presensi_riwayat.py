"""One tap after 22,000 earlier taps, and after millions: the same cost.

Two databases with the same ten thousand people; one holds a day of taps, the other as many as are
asked for (a million; in the long form fifty million, or what ten minutes of generating yield: the
result says how many), spread over the last year. Both take the same taps in turn, in this process,
durable commits; the ratio is that of the medians.
"""

import os
import statistics
import time
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connections
from django.utils import timezone

from bench import alat, presensi  # sets up Django
from presensi.rules.putusan import Arah, Sumber
from presensi.services.ketukan import IsiKetukan, Pengetuk, Permintaan, ketukan_receive

SEDIKIT: Final = 22_000
BANYAK: Final = 1_000_000
BANYAK_BESAR: Final = 50_000_000
SEKALI: Final = 500_000
WAKTU_DETIK: Final = 600
LAMBAT_MAKS: Final = 1.1
KETUKAN: Final = 600
HANGAT: Final = 40
ISI: Final = """
WITH o AS MATERIALIZED (
    SELECT array_agg(id) AS id, array_length(array_agg(id), 1) AS n FROM inti_pegawai
), baru AS MATERIALIZED (
    SELECT gen_random_uuid() AS id, o.id[1 + floor(random() * o.n)::int] AS pegawai_id,
        now() - interval '1 hour' - random() * %(hari)s * interval '1 day' AS pada
    FROM o, generate_series(1, %(banyak)s)
), ketukan AS (
    INSERT INTO presensi_ketukan (id, pada, pegawai_id, arah, sumber, putusan, aturan_mulai)
    SELECT id, pada, pegawai_id, 'MASUK', 'APLIKASI', 'TERIMA', '2025-01-01' FROM baru
), posisi AS (
    INSERT INTO presensi_posisiketukan (id, pada, pegawai_id, lintang, bujur, akurasi_m)
    SELECT id, pada, pegawai_id, -1.2995 + random() / 1e4, 123.29, 12 FROM baru
)
INSERT INTO presensi_kunciketukan (id, pegawai_id, pada, sidik)
SELECT id, pegawai_id, pada, '\\x00' FROM baru WHERE pada > now() - interval '92 days'
"""
BULAN: Final = """
SELECT sitamu_partisi_buat(tabel, (date_trunc('month', now()) - n * interval '1 month')::date)
FROM unnest(ARRAY['presensi_ketukan', 'presensi_posisiketukan']) tabel, generate_series(0, 12) n
"""


def main() -> None:
    """Measure and write the result."""
    from sitamu import servers
    from tests import database

    started = servers.ensure()
    names = {alias: f"bench_riwayat_{alias}_{os.getpid()}" for alias in ("default", "ketukan")}
    try:
        with database._locked():
            template = database._template()
        held = {}
        for alias, name in names.items():
            database._clone(template, name)
            database._use(name)
            presensi._people()
            goal = BANYAK_BESAR if alat.besar() else BANYAK
            held[alias] = _fill(SEDIKIT if alias == "default" else goal)
        for alias, name in names.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
        seconds = _measure()
    finally:
        database._use("postgres")
        for name in names.values():
            database._drop(name)
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)
    medians = {alias: statistics.median(found) for alias, found in seconds.items()}
    alat.simpan(
        "presensi_riwayat",
        [
            alat.Ukuran(
                f"ketukan sesudah {held['ketukan']} : sesudah {held['default']}",
                round(medians["ketukan"] / medians["default"], 3),
                LAMBAT_MAKS,
            )
        ],
        diminta=BANYAK_BESAR if alat.besar() else BANYAK,
        ms={
            str(held[alias]): round(1000 * seconds_each, 3)
            for alias, seconds_each in medians.items()
        },
    )


def _fill(banyak: int) -> int:
    """Earlier taps, until there are as many or the time is over; how many there are."""
    until, done = time.monotonic() + WAKTU_DETIK, 0
    with connections["pemilik"].cursor() as cursor:
        cursor.execute(BULAN)
        while done < banyak and time.monotonic() < until:
            some = min(SEKALI, banyak - done)
            cursor.execute(ISI, {"banyak": some, "hari": 1 if banyak == SEDIKIT else 360})
            done += some
        for table in ("ketukan", "posisiketukan", "kunciketukan"):
            cursor.execute(f"ANALYZE presensi_{table}")
    return done


def _measure() -> dict[str, list[float]]:
    """Seconds of each tap, by the connection that took it."""
    people = {alias: _people(alias) for alias in ("default", "ketukan")}
    seconds: dict[str, list[float]] = {alias: [] for alias in people}
    for n in range(KETUKAN + HANGAT):
        for alias in list(people)[:: 1 if n % 2 else -1]:
            settings.BASIS_KETUKAN = alias
            satu = _tap(*people[alias][n])
            begun = time.perf_counter()
            answer = ketukan_receive([satu])[0]
            if n >= HANGAT:
                seconds[alias].append(time.perf_counter() - begun)
            if answer.hasil is None:
                raise SystemExit(str(answer.galat))
    return seconds


def _people(alias: str) -> list[tuple[UUID, str, UUID]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT u.id, 'bench' || u.nama_masuk, d.nomor FROM inti_pengguna u"
            " JOIN inti_pegawai p ON p.pengguna_id = u.id"
            " JOIN presensi_perangkat d ON d.pegawai_id = p.id ORDER BY u.nama_masuk"
        )
        return cursor.fetchall()


def _tap(pengguna_id: UUID, sesi: str, nomor: UUID) -> Permintaan:
    now = timezone.now()
    isi = IsiKetukan(uuid4(), Arah.MASUK, -1.2995, 123.29, 12, 2, now)
    return Permintaan(isi, Pengetuk(pengguna_id, Sumber.APLIKASI, sesi, nomor), now)


if __name__ == "__main__":
    main()
