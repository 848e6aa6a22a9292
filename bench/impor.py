"""Loading all staff lists, beside the least it could take: reading the workbooks and a bare COPY.

The bare program reads the same workbooks with python-calamine and sends the same rows by COPY into
tables of text columns, without index, key, trigger or look at a single cell. `copy_saja` is COPY
alone, of the rows that the import wrote, already made into text: it explains, it does not count.
The lists lie in `SITAMU_DATA`, else in `../shared/data`. Each round has a database of its own, a
copy of the template of the tests, and each load a process of its own, so that its memory is its
own. The best of the rounds counts: other work on the machine only ever adds.
"""

import argparse
import csv
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineWorkbook

from bench import alat

os.environ["DJANGO_SETTINGS_MODULE"] = "sitamu.settings.test"
os.environ["SITAMU_STATE"] = str(alat.CHECKOUT / ".sitamu-test")

import django

django.setup()

from django.db import connections
from django.utils import timezone

from kepegawaian.services.impor.impor import impor_pegawai
from sitamu import servers
from sitamu.demo import LISTS
from tests import database

RASIO_MAKS: Final = 3.0
MEMORI_MAKS_MB: Final = 500
ROUNDS: Final = 5
FOLDER: Final = Path(os.environ.get("SITAMU_DATA") or alat.CHECKOUT.parent / "shared" / "data")
FILES: Final = {kode: FOLDER / f"{name}.xlsx" for kode, name in LISTS.items()}
TABLES: Final = (
    "inti_unitkerja",
    "inti_pegawai",
    "inti_penempatan",
    "inti_hubunganatasan",
    "kepegawaian_profil",
    "kepegawaian_riwayatgolongan",
    "kepegawaian_riwayatjabatan",
    "kepegawaian_riwayatpendidikan",
    "kepegawaian_riwayatskp",
    "kepegawaian_keluarga",
    "kepegawaian_riwayathukdis",
    "kepegawaian_riwayatkgb",
    "kepegawaian_riwayatpmk",
    "kepegawaian_kontraktkd",
)


def main() -> None:
    """Measure and write the result; with `--anak` do one step and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m bench.impor")
    parser.add_argument("--anak", choices=["polos", "muat"])
    parser.add_argument("--basis")
    options = parser.parse_args()
    if options.anak:
        print(json.dumps(_step(options.anak, options.basis)))
        return
    if not FILES["pegawai"].exists():
        print(f"tidak ada daftar pegawai di {FOLDER}")
        return
    started = servers.ensure(durable=False)
    name = f"bench_impor_{os.getpid()}"
    try:
        with database._locked():
            template = database._template()
        _measure(template, name)
    finally:
        database._use("postgres")
        database._drop(name)
        connections.close_all()
        if started:
            servers.stop(only_when_idle=True)


def _measure(template: str, name: str) -> None:
    seconds: dict[str, list[float]] = {"polos": [], "muat": [], "muat_lagi": [], "copy_saja": []}
    memory = 0
    for _ in range(ROUNDS):
        database._clone(template, name)
        seconds["polos"].append(_child("polos", name)["detik"])
        first = _child("muat", name)
        memory = max(memory, first["mb"])
        seconds["muat"].append(first["detik"])
        seconds["copy_saja"].append(_copy_alone(name))
        seconds["muat_lagi"].append(_child("muat", name)["detik"])
    best = {step: round(min(found), 3) for step, found in seconds.items()}
    first, again = (round(best[step] / best["polos"], 2) for step in ("muat", "muat_lagi"))
    alat.simpan(
        "impor",
        [
            alat.Ukuran("muat / (baca + COPY)", first, RASIO_MAKS),
            alat.Ukuran("muat lagi / (baca + COPY)", again, RASIO_MAKS),
            alat.Ukuran("memori muat (MB)", memory, MEMORI_MAKS_MB),
        ],
        detik=best,
        putaran=ROUNDS,
    )


def _child(step: str, name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.impor", "--anak", step, "--basis", name]
    done = subprocess.run(command, cwd=alat.CHECKOUT, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _step(step: str, name: str) -> dict[str, Any]:
    database._use(name)
    connections["default"].ensure_connection()
    if step == "polos":
        return _timed(_bare)
    return _timed(partial(impor_pegawai, files=FILES, actor=None, now=timezone.now()))


def _timed(action: Callable[[], object]) -> dict[str, Any]:
    begin = time.perf_counter()
    action()
    seconds = time.perf_counter() - begin
    return {
        "detik": seconds,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _bare() -> None:
    with connections["pemilik"].cursor() as cursor:
        for kode, path in FILES.items():
            rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            text.seek(0)
            columns = ", ".join(f"k{n} text" for n in range(len(rows[0])))
            cursor.execute(f"CREATE TABLE polos_{kode} ({columns})")
            cursor.copy_expert(f"COPY polos_{kode} FROM STDIN (FORMAT csv)", text)


def _copy_alone(name: str) -> float:
    database._use(name)
    seconds = 0.0
    with connections["pemilik"].cursor() as cursor:
        for table in TABLES:
            rows = io.StringIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
            rows.seek(0)
            cursor.execute(f"CREATE TABLE polos_{table} (LIKE {table})")
            begin = time.perf_counter()
            cursor.copy_expert(f"COPY polos_{table} FROM STDIN", rows)
            seconds += time.perf_counter() - begin
            cursor.execute(f"DROP TABLE polos_{table}")
    return seconds


if __name__ == "__main__":
    main()
