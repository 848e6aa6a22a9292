"""A month of days judged again for 9,850 invented people beside reading the same rows.

Read are the taps of the month and the stored days, in the order of the people, as values. Judging
reads the same, works out every plan and verdict, and compares with what is stored. Then 1,000
people beside 9,850 (in the long form 9,850 beside 98,500): the time of a person must not grow.
Databases are made in SQL and kept.
"""

from datetime import UTC, date, datetime
from typing import Final

from django.db import connections

from bench import alat
from bench.pensiun import ORANG, ORANG_BESAR, PEOPLE, UNIT, use_filled
from presensi.models import HariPegawai, Ketukan
from presensi.services.hari import hari_recompute
from sitamu import servers
from sitamu.inti.models import Pegawai

SEDIKIT: Final = 1_000
RASIO_MAKS: Final = 3.0
TUMBUH_MAKS: Final = 1.35
ROUNDS: Final = 5
DARI, SAMPAI = date(2026, 10, 1), date(2026, 10, 31)
KINI: Final = datetime(2026, 11, 5, tzinfo=UTC)
MORE: Final = """
INSERT INTO presensi_pemakaianpola (pola_id, unit_id, mulai, dasar)
SELECT p.id, u.id, '2024-01-01', 'SK Contoh'
FROM presensi_polajadwal p, inti_unitkerja u WHERE p.kode = 'J5' AND u.induk_id IS NULL;
-- Two taps a working day, now and then one is missing or late; one person in twenty has a shift.
INSERT INTO presensi_ketukan (id, pada, pegawai_id, arah, sumber, putusan, aturan_mulai)
SELECT gen_random_uuid(), (d::date + jam) AT TIME ZONE 'Asia/Makassar'
        + (i * 7 + extract(day FROM d)::int * 13) % 55 * interval '1 minute',
    id, arah, 'APLIKASI', 'TERIMA', '2025-01-01'
FROM (SELECT id, substring(nama FROM '[0-9]+')::int AS i FROM inti_pegawai) o,
    generate_series(date '2026-10-01', date '2026-10-31', interval '1 day') d,
    (VALUES ('MASUK', time '06:50', 0), ('PULANG', time '16:00', 1)) a (arah, jam, k)
WHERE extract(isodow FROM d) < 6 AND (i + extract(day FROM d)::int + k) % 25 > 0;
INSERT INTO presensi_pemakaianpola (pola_id, pegawai_id, mulai, dasar)
SELECT p.id, o.id, '2024-01-01', 'SK Contoh' FROM presensi_polajadwal p,
    (SELECT id, substring(nama FROM '[0-9]+')::int AS i FROM inti_pegawai) o
WHERE p.kode = 'SH3' AND i % 20 = 0;
INSERT INTO presensi_roster (pegawai_id, tanggal, sif)
SELECT o.id, d::date,
    (ARRAY['PAGI', 'SIANG', 'MALAM', 'LEPAS', 'LIBUR'])[1 + extract(day FROM d)::int % 5]
FROM (SELECT id, substring(nama FROM '[0-9]+')::int AS i FROM inti_pegawai) o,
    generate_series(date '2026-09-28', date '2026-11-03', interval '1 day') d WHERE i % 20 = 0;
"""


def main() -> None:
    """Measure and write the result."""
    started = servers.ensure(durable=False)
    some, many = (ORANG, ORANG_BESAR) if alat.besar() else (SEDIKIT, ORANG)
    rounds = 3 if alat.besar() else ROUNDS
    try:
        _use(some)
        few = alat.interleave({"nilai": _judge}, rounds=rounds)["nilai"]
        _use(many)
        seconds = alat.interleave({"nilai": _judge, "baca": _read}, rounds=rounds)
    finally:
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)
    growth = (seconds["nilai"] / many) / (few / some)
    alat.simpan(
        "presensi_hari",
        [
            alat.Ukuran(
                f"menilai ulang sebulan, {many} pegawai : membaca baris yang sama",
                round(seconds["nilai"] / seconds["baca"], 2),
                RASIO_MAKS,
            ),
            alat.Ukuran(
                f"waktu per pegawai, {many} : {some} pegawai", round(growth, 2), TUMBUH_MAKS
            ),
        ],
        detik={**{k: round(v, 4) for k, v in seconds.items()}, f"nilai_{some}": round(few, 4)},
    )


def _use(people: int) -> None:
    use_filled("presensi_hari", people, PEOPLE.substitute(unit=UNIT, orang=people) + MORE)
    _judge()  # the first time writes every day
    if HariPegawai.objects.filter(status="DATA_KURANG").exists() or _judge():
        raise SystemExit("Hari tidak dapat dinilai, atau berubah tanpa sebab.")


def _judge() -> int:
    return hari_recompute(Pegawai.objects.all(), DARI, SAMPAI, now=KINI)


def _read() -> int:
    taps = Ketukan.objects.filter(
        pada__range=(datetime(2026, 9, 28, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC))
    )
    rows = 0
    for stream in (
        taps.order_by("pegawai_id", "pada").values_list("pegawai_id", "arah", "pada"),
        HariPegawai.objects.order_by("pegawai_id", "tanggal").values_list(),
    ):
        for _ in stream.iterator(chunk_size=5000):
            rows += 1
    return rows


if __name__ == "__main__":
    main()
