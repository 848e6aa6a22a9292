"""What an area of the rules is: the record it takes and the function that answers it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kepegawaian.rules.alasan import Alasan
from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.aturan.isian import Isian


@dataclass(frozen=True, slots=True)
class Jawaban:
    """`isi`: keys of the worked cases. `alasan`: codes of what fails, as that area writes it."""

    isi: dict[str, Any]
    penjelasan: Sequence[Alasan] = ()
    alasan: Any = field(default_factory=list)


Engine = Callable[[Any, PustakaAturan], Jawaban]


@dataclass(frozen=True, slots=True)
class Area:
    """One subject: what it takes and what answers it."""

    kode: str
    judul: str
    isian: type[Isian]
    hitung: Engine
