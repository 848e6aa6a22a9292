"""What every bench uses: interleaved timing, one shape of the result."""

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
HASIL: Final = CHECKOUT / "bench" / "hasil"
BESAR: Final = "SITAMU_BENCH_BESAR"


@dataclass(frozen=True, slots=True)
class Ukuran:
    """One figure and the most it may be: a ratio, a count, megabytes."""

    apa: str
    nilai: float
    batas: float


def besar() -> bool:
    """Whether the long form is asked for."""
    return bool(os.environ.get(BESAR))


def interleave(
    actions: Mapping[str, Callable[[], object]], *, rounds: int, warm: int = 2
) -> dict[str, float]:
    """Median seconds of each action over `rounds`; `warm` rounds before them are not counted.

    The actions take turns and every other round goes backwards, so that a slow moment of the
    machine, or the heat left by a neighbour, falls on all alike.
    """
    seconds: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(-warm, rounds):
        for name in list(actions)[:: 1 if turn % 2 else -1]:
            begin = time.perf_counter()
            actions[name]()
            if turn >= 0:
                seconds[name].append(time.perf_counter() - begin)
    return {name: median(measured) for name, measured in seconds.items()}


def simpan(nama: str, ukuran: list[Ukuran], **rincian: Any) -> None:
    """Write `bench/hasil/<nama>.json`: figures with their bounds, and what explains them."""
    HASIL.mkdir(parents=True, exist_ok=True)
    answer = {"nama": nama, "ukuran": [asdict(u) for u in ukuran], **rincian}
    text = json.dumps(answer, ensure_ascii=False, indent=1)
    (HASIL / f"{nama}.json").write_text(text + "\n", encoding="utf-8")
