"""Run the benches, each in a process of its own, and show what they measured in one table."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.alat import BESAR, CHECKOUT, HASIL

HOME = Path(__file__).parent
NAMES = sorted(f.stem for f in HOME.glob("*.py") if f.stem not in {"alat", "__init__", "__main__"})


def main() -> int:
    """0 when every figure lies within its bound; 1 when one does not, or a bench failed."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("nama", nargs="*", help=f"{', '.join(NAMES)}; semua bila kosong")
    parser.add_argument("--besar", action="store_true", help="data sekitar sejuta baris")
    options = parser.parse_args()
    if unknown := set(options.nama) - set(NAMES):
        parser.error(f"tidak ada: {', '.join(sorted(unknown))}")
    environment = {**os.environ, BESAR: "1" if options.besar else ""}
    rows: list[tuple[str, str, str, str]] = []
    for name in options.nama or NAMES:
        print(f"{name} …", flush=True)
        rows += _run(name, environment)
    _show([("ukuran", "nilai", "batas", "hasil"), *rows])
    return 1 if any(row[3] == "GAGAL" for row in rows) else 0


def _run(name: str, environment: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """The figures of one bench as lines of the table."""
    file = HASIL / f"{name}.json"
    file.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}"],
        cwd=CHECKOUT,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if not file.exists():
        said = done.stdout.strip().splitlines()[-1:] or ["tanpa keterangan"]
        return [(name, "-", "-", "GAGAL" if done.returncode else f"lewat: {said[0]}")]
    answer: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return [
        (f"{name}: {u['apa']}", f"{u['nilai']:g}", f"≤ {u['batas']:g}", _verdict(u))
        for u in answer["ukuran"]
    ]


def _verdict(ukuran: dict[str, Any]) -> str:
    return "ok" if ukuran["nilai"] <= ukuran["batas"] else "GAGAL"


def _show(rows: list[tuple[str, str, str, str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for what, value, bound, verdict in rows:
        print(
            f"{what:<{widths[0]}}  {value:>{widths[1]}}  {bound:>{widths[2]}}  {verdict}".rstrip()
        )


if __name__ == "__main__":
    sys.exit(main())
