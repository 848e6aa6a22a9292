"""A month of TPP for 9,850 invented people, about 305,000 days.

The whole run (days to stored results with every explanation) beside one SQL statement that does
the same sums and stores no more than the sums; both write into the emptied table of results. The
same sums without storing them (`sql_saja`) are told beside it. Then one person
after one changed day, peak memory of the run's process, and 1,000 beside 9,850 people (9,850
beside 98,500 in the long form): the time must grow like the number of people.
"""

import resource
import subprocess
import sys
from datetime import datetime
from typing import Final

from django.db import connection, connections
from django.utils import timezone

from bench import alat
from bench.pensiun import ORANG, ORANG_BESAR, PEOPLE, UNIT, use_filled
from presensi.models import HasilTpp
from presensi.services.tpp import tpp_mark, tpp_refresh, tpp_run
from sitamu import servers
from sitamu.inti.models import Parameter, Pegawai
from tests.factories.bulan_tpp import AKHIR, BULAN, HARI, TOTAL, aturan_contoh
from tests.factories.bulan_tpp import ORANG as FAKTA

SEDIKIT: Final = 1_000
RASIO_MAKS: Final = 4.0
TUMBUH_MAKS: Final = 1.25
MEMORI_MAKS: Final = 400
ROUNDS: Final = 5
MASA: Final = {"awal": BULAN, "akhir": AKHIR}
_STORE: Final = f"""
INSERT INTO presensi_hasiltpp (periode_id, pegawai_id, unit_id, jenis, golongan, pagu, pagu_dibayar,
    nilai_kinerja, nilai_disiplin, bruto, bpjs_pegawai, bpjs_pemberi_kerja, pph_dipotong,
    pph_ditanggung_pemda, potongan_lain, netto, keterangan, rincian, fakta, galat, pesan)
SELECT p.id, t.pegawai_id, u.id, '', '', 0, 0, t.kinerja, t.disiplin, t.bruto,
    t.bpjs, 0, t.pph, 0, 0, t.netto, '[]', '[]', '{{}}', '', ''
FROM ({TOTAL}) t, presensi_periodetpp p, (SELECT id FROM inti_unitkerja LIMIT 1) u
WHERE p.bulan = %(awal)s
"""


def main() -> None:
    """Measure and write the result."""
    if sys.argv[1:] == ["memori"]:
        _memory()
        return
    started = servers.ensure(durable=False)
    some, many = (ORANG, ORANG_BESAR) if alat.besar() else (SEDIKIT, ORANG)
    try:
        _use(some)
        few = alat.interleave({"jalan": _run}, rounds=ROUNDS)["jalan"]
        _use(many)
        seconds = alat.interleave(
            {"jalan": _run, "sql": _sql, "sql_saja": _sql_only}, rounds=ROUNDS
        )
        _run()
        one = alat.interleave({"seorang": _one}, rounds=ROUNDS)["seorang"]
        wrong = _differences()
        memory = _memory_of(many)
    finally:
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)
    growth = (seconds["jalan"] / many) / (few / some)
    alat.simpan(
        "tpp",
        [
            alat.Ukuran(
                f"sebulan {many} pegawai dengan rincian : satu perintah SQL",
                round(seconds["jalan"] / seconds["sql"], 2),
                RASIO_MAKS,
            ),
            alat.Ukuran("rupiah beda dari hitungan kedua", wrong, 0),
            alat.Ukuran("memori puncak, MB", memory, MEMORI_MAKS),
            alat.Ukuran(f"waktu per pegawai, {many} : {some}", round(growth, 2), TUMBUH_MAKS),
            alat.Ukuran(
                "satu hari satu pegawai : sebulan semua", round(one / seconds["jalan"], 4), 0.05
            ),
        ],
        detik={**{k: round(v, 4) for k, v in seconds.items()}, "sedikit": few, "seorang": one},
    )


def _use(people: int) -> None:
    fill = PEOPLE.substitute(unit=UNIT, orang=people) + FAKTA + _filled(HARI)
    use_filled("tpp", people, fill)
    if not Parameter.objects.filter(kunci="TPP").exists():
        Parameter.objects.create(
            kunci="TPP", berlaku_mulai=BULAN, nilai=aturan_contoh(), dasar_hukum="Perbup Contoh"
        )


def _filled(statement: str) -> str:
    dates = {name: f"'{day}'" for name, day in MASA.items()}
    return statement % dates


def _empty() -> None:
    with connections["pemilik"].cursor() as cursor:
        cursor.execute("TRUNCATE presensi_hasiltpp")


def _run() -> int:
    """A first run, into an emptied table."""
    _empty()
    return tpp_run(bulan=BULAN, now=_now()).jumlah


def _sql() -> None:
    _empty()
    with connection.cursor() as cursor:
        cursor.execute(_STORE, MASA)


def _sql_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE pembanding AS {TOTAL}", MASA)
        cursor.execute("DROP TABLE pembanding")


def _one() -> None:
    """One day of one person changes; only that person is computed."""
    person = Pegawai.objects.order_by("pk").first()
    assert person is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE presensi_haripegawai SET terlambat_menit = (terlambat_menit + 31) %% 100 "
            "WHERE pegawai_id = %s AND tanggal = '2026-10-05'",
            [person.pk],
        )
    tpp_mark(bulan=BULAN, pegawai_ids=[person.pk])
    tpp_refresh(now=_now())


def _differences() -> int:
    """Rupiah by which stored results and the second computation differ, summed over people."""
    tpp_run(bulan=BULAN, now=_now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(sum(abs(h.netto - t.netto)), 0), count(*) "
            f"FROM presensi_hasiltpp h FULL JOIN ({TOTAL}) t ON t.pegawai_id = h.pegawai_id",
            MASA,
        )
        wrong, rows = cursor.fetchone()
    assert rows == HasilTpp.objects.count()
    return int(wrong)


def _memory_of(people: int) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "bench.tpp", "memori"],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=alat.CHECKOUT,
        input=str(people),
    )
    return int(done.stdout.split()[-1])


def _memory() -> None:
    """Peak of a process that does nothing but the run."""
    _use(int(sys.stdin.read()))
    _run()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _now() -> datetime:
    return timezone.now()


if __name__ == "__main__":
    main()
