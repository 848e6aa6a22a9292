"""`python -m bench.mutasi`: how many small errors in the rules the tests would catch.

mutmut writes one wrong operator, figure, word or argument at a time into `kepegawaian/rules` and
runs the tests that pass there (pyproject, `[tool.mutmut]`; the seed of hypothesis stands there
too). A mutant that survives asks for a test, unless it changes nothing: those are explained in
`tests/data/mutan-setara.txt`. Tables at module level and properties are not mutated; the boundary
tables of the tests hold them.
"""

import json
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

AKAR: Final = Path(__file__).parents[1]
SETARA: Final = AKAR / "tests/data/mutan-setara.txt"
SALINAN: Final = AKAR / "mutants"
PALING_SEDIKIT: Final = 95  # percent killed, of all mutants
MUTMUT: Final = (sys.executable, "-m", "mutmut")
TERTANGKAP: Final = {"killed", "timeout", "caught by type check", "segfault"}


def main() -> int:
    """Run, print the figure by module and whatever survived unexplained; 0 when good enough."""
    shutil.rmtree(SALINAN, ignore_errors=True)
    mulai = time.monotonic()
    run = subprocess.run(
        ["nice", "-n", "19", *MUTMUT, "run", "--max-children", "1"],
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        print(run.stdout[-3000:], run.stderr[-3000:], sep="\n")
        return run.returncode
    status = dict(
        line.strip().split(": ", 1) for line in _mutmut("results", "--all", "true") if ": " in line
    )
    explained = _explained()
    survivors = {
        name: _change(name) for name, state in sorted(status.items()) if state not in TERTANGKAP
    }
    unexplained = {name: change for name, change in survivors.items() if change not in explained}
    modules: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, state in status.items():
        modules[name.split(".")[2]][state in TERTANGKAP] += 1
    for module, counted in sorted(modules.items()):
        print(f"{module:16} {counted[True]:5} dari {counted.total():5}")
    for name, change in unexplained.items():
        print(f"\n{status[name]}: {change}")
    for change in sorted(explained - set(survivors.values())):
        print(f"\ntidak perlu dijelaskan lagi: {change}")
    killed = len(status) - len(survivors)
    persen = 100 * killed / len(status)
    laporan = {
        "mutan": len(status),
        "tertangkap": killed,
        "persen": round(persen, 1),
        "setara": len(survivors) - len(unexplained),
        "belum_dijelaskan": len(unexplained),
        "detik": round(time.monotonic() - mulai),
    }
    print(f"\n{json.dumps(laporan)}")
    return 0 if persen >= PALING_SEDIKIT else 1


def _mutmut(*args: str) -> list[str]:
    done = subprocess.run([*MUTMUT, *args], cwd=AKAR, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def _change(name: str) -> str:
    """`gaji.gaji_pokok | old line | new line`, without the number that changes with the code."""
    rows = [row for row in _mutmut("show", name) if not row.startswith(("---", "+++"))]
    old, new = (
        " ".join(row[1:].strip() for row in rows if row.startswith(sign)) for sign in ("-", "+")
    )
    function = name.removeprefix("kepegawaian.rules.").split("__mutmut_")[0]
    return f"{function.replace('.x_', '.')} | {old} | {new}"


def _explained() -> set[str]:
    """Mutants that change nothing; a line that begins with # is a reason."""
    lines = SETARA.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


if __name__ == "__main__":
    sys.exit(main())
