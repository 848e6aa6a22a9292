"""Reasons of an answer: what holds, what fails, by which article and which dated row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sumber:
    """The dated row that gave a figure."""

    kunci: str
    berlaku_mulai: date
    dasar_hukum: str


@dataclass(frozen=True, slots=True)
class Alasan:
    """One step of an answer for a reader: a plain sentence and its legal basis.

    `terpenuhi`: False for a condition that fails, None for one that cannot be judged yet.
    `upaya`: what would make a failing condition pass; empty when nothing would.
    `sejak`: the day from which it passes when time alone brings it there.
    """

    teks: str
    dasar: str
    kode: str = ""  # stable name for programs, when there is one
    terpenuhi: bool | None = True
    upaya: str = ""
    sejak: date | None = None
    aturan: Sumber | None = None


def syarat(
    kode: str,
    sumber: Sumber,
    *,
    terpenuhi: bool | None,
    teks: str,
    upaya: str = "",
    sejak: date | None = None,
    dasar: str = "",
) -> Alasan:
    """A condition that rests on a dated row; the way out is kept only when it fails."""
    gagal = terpenuhi is False
    return Alasan(
        teks,
        dasar or sumber.dasar_hukum,
        kode,
        terpenuhi,
        upaya if gagal else "",
        sejak if gagal else None,
        sumber,
    )


def memenuhi(rows: Iterable[Alasan]) -> bool:
    """Whether no condition fails."""
    return all(row.terpenuhi is not False for row in rows)


def kode_gagal(rows: Iterable[Alasan]) -> tuple[str, ...]:
    """Codes of the conditions that fail, in the order of the rule."""
    return tuple(row.kode for row in rows if row.terpenuhi is False)
