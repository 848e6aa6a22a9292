"""Plans of many people on many dates from dated rows held in memory.

The person's own pattern wins, else that of the nearest unit upward that has one on the date.
Assignments of flexible work add up: the person's own and those of every unit upward. People who
have nothing of their own share the plan of their unit, which is worked out once a date.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from presensi.rules.jadwal import (
    BarisRoster,
    Fleksibel,
    JenisPola,
    KalenderHari,
    Pola,
    Rencana,
    rencana_hari,
)
from sitamu.inti.errors import DataKurangError

T = TypeVar("T")
SATU_HARI: Final = timedelta(days=1)
TINGKAT: Final = 5  # characters of a unit's path for each level


@dataclass(frozen=True, slots=True)
class Berlaku(Generic[T]):
    """Something in force from `mulai` to `sampai`, both inclusive; None: until further notice."""

    mulai: date
    sampai: date | None
    isi: T

    def pada(self, tanggal: date) -> bool:
        return self.mulai <= tanggal and (self.sampai is None or tanggal <= self.sampai)


def berlaku_pada(rows: Iterable[Berlaku[T]], tanggal: date) -> T | None:
    """What is in force on that date; rows of one thing never overlap."""
    return next((row.isi for row in rows if row.pada(tanggal)), None)


@dataclass(frozen=True, slots=True)
class UnitJadwal:
    """A unit as plans see it: its path and its zone."""

    jalur: str
    zona: ZoneInfo


@dataclass(frozen=True, slots=True)
class OrangJadwal:
    """What is special about one person. `pola`: keys of patterns."""

    unit: Sequence[Berlaku[UnitJadwal]]
    pola: Sequence[Berlaku[str]] = ()
    fleksibel: Sequence[Berlaku[Fleksibel]] = ()
    roster: Mapping[date, BarisRoster] = field(default_factory=dict)


class Penjadwal:
    """All dated rows about time. `pola`: versions by key; units by path."""

    def __init__(
        self,
        kalender: KalenderHari,
        pola: Mapping[str, Sequence[Berlaku[Pola]]],
        unit_pola: Mapping[str, Sequence[Berlaku[str]]],
        unit_fleksibel: Mapping[str, Sequence[Berlaku[Fleksibel]]],
    ) -> None:
        self.kalender = kalender
        self._pola = pola
        self._unit_pola = unit_pola
        self._unit_fleksibel = unit_fleksibel
        self._shared: dict[tuple[UnitJadwal, date], Rencana | DataKurangError] = {}

    def rencana(self, orang: OrangJadwal, tanggal: date) -> Rencana | DataKurangError | None:
        """The plan; what is missing for it; None when the person works nowhere on that date."""
        unit = berlaku_pada(orang.unit, tanggal)
        if unit is None:
            return None
        if orang.pola or orang.fleksibel or orang.roster:
            return self._own(orang, unit, tanggal)
        key = (unit, tanggal)
        if key not in self._shared:
            self._shared[key] = self._own(orang, unit, tanggal)
        return self._shared[key]

    def pola_pada(self, orang: OrangJadwal, unit: UnitJadwal, tanggal: date) -> Pola | None:
        """The pattern that person follows on that date."""
        kunci = berlaku_pada(orang.pola, tanggal)
        if kunci is None:
            kunci = next(
                (
                    kunci
                    for jalur in _upward(unit.jalur)
                    if (kunci := berlaku_pada(self._unit_pola.get(jalur, ()), tanggal))
                ),
                None,
            )
        return None if kunci is None else self.pola(kunci, tanggal)

    def pola(self, kunci: str, tanggal: date) -> Pola | None:
        """The version of that pattern in force on that date."""
        return berlaku_pada(self._pola.get(kunci, ()), tanggal)

    def _own(
        self, orang: OrangJadwal, unit: UnitJadwal, tanggal: date
    ) -> Rencana | DataKurangError:
        pola = self.pola_pada(orang, unit, tanggal)
        rows = list(orang.fleksibel)
        for jalur in _upward(unit.jalur) if self._unit_fleksibel else ():
            rows += self._unit_fleksibel.get(jalur, ())
        shift = pola is not None and pola.jenis is JenisPola.SIF
        try:
            return rencana_hari(
                tanggal,
                pola,
                self.kalender,
                unit.zona,
                roster=orang.roster.get(tanggal) if shift else None,
                fleksibel=[row.isi for row in rows if row.pada(tanggal)],
            )
        except DataKurangError as missing:
            return missing


def _upward(jalur: str) -> Iterable[str]:
    """The path itself, then that of each unit above it."""
    return (jalur[:end] for end in range(len(jalur), 0, -TINGKAT))


def hari_dalam(dari: date, sampai: date) -> list[date]:
    """Every date from `dari` to `sampai`, both inclusive."""
    return [dari + SATU_HARI * n for n in range((sampai - dari).days + 1)]
