"""The lists of one year over 9,850 invented people: pension, promotion and KGB in one pass.

The same loop with the rules replaced by a constant stands beside it: the law may cost as much as
loading the facts. Then 1,000 people beside 9,850 (in the long form 9,850 beside 98,500): the time
of a person must not grow with their number, and neither must the queries. Databases are made in
SQL and kept.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from string import Template
from typing import Any, Final

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from bench import alat
from bench.pensiun import ORANG, ORANG_BESAR, PEOPLE, UNIT, use_filled
from kepegawaian.rules.fakta import FaktaPegawai
from kepegawaian.rules.nominatif import JenisNominatif
from kepegawaian.selectors import nominatif
from sitamu import servers

SEDIKIT: Final = 1_000
RASIO_MAKS: Final = 2.0
TUMBUH_MAKS: Final = 1.25
ROUNDS: Final = 9
HARI_INI: Final = date(2026, 11, 25)
DAFTAR: Final = (JenisNominatif.PENSIUN, JenisNominatif.PANGKAT, JenisNominatif.KGB)

# Careers of their own instead of the few columns that the pension list reads.
MORE: Final = Template("""
CREATE TEMP TABLE karier ON COMMIT DROP AS
SELECT p.id, i, pns, make_date(2000 + i * 7 % 24, 1 + i % 4, 1) AS mulai, lahir,
    i % 9 AS ijazah  -- most have a S1
FROM (SELECT *, jenis <> 'PPPK' AS pns FROM inti_pegawai) p
JOIN kepegawaian_profil f ON f.pegawai_id = p.id
CROSS JOIN LATERAL (SELECT substring(nama FROM '[0-9]+')::int AS i, f.tanggal_lahir AS lahir) x;
ALTER TABLE karier ADD PRIMARY KEY (id);
ANALYZE karier, kepegawaian_profil, kepegawaian_riwayatgolongan;

UPDATE kepegawaian_profil f SET tmt_cpns = k.mulai,
    tmt_pns = CASE WHEN pns THEN k.mulai + interval '1 year' END
FROM karier k WHERE k.id = f.pegawai_id;

DELETE FROM kepegawaian_riwayatgolongan;
INSERT INTO kepegawaian_riwayatgolongan (pegawai_id, golongan, tmt, mkg_tahun, mkg_bulan, nomor_sk,
    jenis_kp, nomor_pertek)
SELECT id, CASE WHEN pns THEN (ARRAY['II/c', 'II/d', 'III/a', 'III/b', 'III/c', 'III/d', 'IV/a',
        'IV/b'])[CASE WHEN ijazah < 6 THEN 3 ELSE 1 END + n] ELSE 'IX' END,
    CASE WHEN n = 0 THEN mulai
        ELSE make_date(extract(year FROM mulai)::int + n * (3 + i % 2), 4 + i % 2 * 6, 1) END,
    n * (3 + i % 2) + CASE WHEN ijazah < 6 OR n < 2 THEN 3 ELSE 0 END, n * i % 12,
    '', CASE WHEN n = 0 THEN 'CPNS' ELSE 'Reguler' END, ''
FROM karier, generate_series(0, 5) n
WHERE n = 0 OR pns AND extract(year FROM mulai) + n * (3 + i % 2) < 2026;

ANALYZE kepegawaian_riwayatgolongan;
INSERT INTO kepegawaian_riwayatkgb (pegawai_id, golongan, tmt, mkg_tahun, nomor_sk)
SELECT DISTINCT ON (k.id) k.id, g.golongan,
    make_date(2025 + i % 2, extract(month FROM mulai)::int, 1),
    greatest(g.mkg_tahun + 2025 + i % 2 - extract(year FROM g.tmt)::int, 3), ''
FROM karier k JOIN kepegawaian_riwayatgolongan g ON g.pegawai_id = k.id
WHERE pns AND g.tmt < '2025-01-01' ORDER BY k.id, g.tmt DESC;

INSERT INTO kepegawaian_riwayatskp (pegawai_id, tahun, predikat, hasil_kerja, perilaku_kerja)
SELECT id, tahun, (ARRAY['Baik', 'Baik', 'Sangat Baik', 'Baik', 'Baik', 'Butuh Perbaikan', 'Baik',
    'Baik', 'Kurang'])[1 + (i * 5 + tahun) % 9], '', ''
FROM karier, generate_series(2024, 2025) tahun WHERE (i + tahun) % 50 > 0;

INSERT INTO kepegawaian_riwayatpendidikan (pegawai_id, tingkat, nama, nomor_ijazah,
    sudah_dicantumkan)
SELECT id, CASE WHEN ijazah < 6 THEN 'S-1/Sarjana' WHEN ijazah < 8 THEN
    'Diploma III/Sarjana Muda' ELSE 'SLTA' END, 'Contoh', '', true FROM karier;

INSERT INTO kepegawaian_riwayathukdis (pegawai_id, tingkat, jenis, nomor_sk, tmt, akhir)
SELECT id, 'sedang', 'Pemotongan TPP 25% selama 12 bulan', '1', '2026-05-01', '2027-05-01'
FROM karier WHERE i % 150 = 0;

INSERT INTO kepegawaian_kontrakpppk (pegawai_id, nomor, mulai, akhir)
SELECT id, '1', mulai, mulai + interval '5 years' - interval '1 day'
FROM karier WHERE NOT pns AND i % 2 = 0;
""")


class _Tetap:
    """Rules that always say the same: nothing."""

    def __init__(self, *, today: date) -> None:
        pass

    def dalam(self, _jenis: JenisNominatif, _fakta: FaktaPegawai, **_: Any) -> None:
        return None


def main() -> None:
    """Measure and write the result."""
    started = servers.ensure(durable=False)
    some, many = (ORANG, ORANG_BESAR) if alat.besar() else (SEDIKIT, ORANG)
    try:
        _use(some)
        few = alat.interleave({"nyata": _pass}, rounds=ROUNDS)["nyata"]
        few_queries = _queries(_pass)
        _use(many)
        seconds = alat.interleave(
            {"nyata": _pass, "tetap": partial(_pass, tetap=True)},
            rounds=3 if alat.besar() else ROUNDS,
        )
        many_queries = _queries(_pass)
    finally:
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)
    growth = (seconds["nyata"] / many) / (few / some)
    alat.simpan(
        "nominatif",
        [
            alat.Ukuran(
                f"tiga daftar setahun, {many} pegawai : aturan diganti tetapan",
                round(seconds["nyata"] / seconds["tetap"], 2),
                RASIO_MAKS,
            ),
            alat.Ukuran(
                f"waktu per pegawai, {many} : {some} pegawai", round(growth, 2), TUMBUH_MAKS
            ),
            alat.Ukuran(
                f"kueri tambahan dari {some} ke {many} pegawai", many_queries - few_queries, 0
            ),
        ],
        detik={**{k: round(v, 4) for k, v in seconds.items()}, f"nyata_{some}": round(few, 4)},
        kueri=many_queries,
    )


def _use(people: int) -> None:
    fill = PEOPLE.substitute(unit=UNIT, orang=people) + MORE.substitute()
    use_filled("nominatif", people, fill)


def _pass(*, tetap: bool = False) -> int:
    """All three lists of next year; the number of rows found."""
    known = nominatif.peramal_in_force
    if tetap:
        nominatif.peramal_in_force = _Tetap  # type: ignore[assignment]
    try:
        rows = nominatif.perkiraan_list(
            *DAFTAR, dari=date(2027, 1, 1), sampai=date(2027, 12, 31), today=HARI_INI
        )
        return sum(1 for _ in rows)
    finally:
        nominatif.peramal_in_force = known


def _queries(action: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


if __name__ == "__main__":
    main()
