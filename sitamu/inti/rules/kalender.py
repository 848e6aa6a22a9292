"""Working days and the one deadline function.

Every promise ("7 hari kerja") is counted here and nowhere else. All days are local dates of the
office; whoever holds an instant turns it into a local date first.

A clock is a list of running intervals. An `Interval` covers the days (mulai, selesai]: the day of
arrival is not counted, the day on which the clock is paused is counted, resuming works like
arriving. The days of a clock are the union of its intervals, so a day is never counted twice.

A half day and a day of Ramadan are working days like others; they end earlier. So hours never
change how many days a promise has, only the hour at which its last day ends (`tenggat_pada`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sitamu.inti.errors import DataKurangError

SATU_HARI: Final = timedelta(days=1)
JUMAT, SABTU = 5, 6


@dataclass(frozen=True, slots=True)
class JamTutup:
    """When an office of `hari_per_minggu` days closes, `mulai` to `sampai` (both inclusive).

    Usual hours have no end; Ramadan and a half day are rows with one, and the shortest row that
    holds a day wins. `jumat`, `sabtu`: None means as on the other days. Local time of the office.
    """

    mulai: date
    tutup: time
    jumat: time | None = None
    sabtu: time | None = None
    sampai: date | None = None
    hari_per_minggu: int = 5

    def pada(self, tanggal: date) -> time:
        """The closing time on that day of the week."""
        own = {JUMAT: self.jumat, SABTU: self.sabtu}.get(tanggal.isoweekday())
        return own or self.tutup

    def holds(self, tanggal: date) -> bool:
        """Whether `tanggal` lies in this row."""
        return self.mulai <= tanggal and (self.sampai is None or tanggal <= self.sampai)


@dataclass(frozen=True, slots=True)
class Kalender:
    """The office calendar: what is known, and for which years it is known.

    `libur`: public holidays and cuti bersama on which the office is closed.
    `tahun`: calendar years whose holidays are loaded; outside them nothing is answered.
    `hari_per_minggu`: 5 (Monday to Friday) or 6 (Monday to Saturday). Perpres 21/2023.
    `jam`: closing times of any office; `zona`: the zone in which this one reads its clock.
    """

    libur: frozenset[date]
    tahun: frozenset[int]
    hari_per_minggu: int = 5
    jam: tuple[JamTutup, ...] = ()
    zona: str = "Asia/Makassar"

    def __post_init__(self) -> None:
        if self.hari_per_minggu not in (5, 6):
            raise ValueError("hari_per_minggu must be 5 or 6")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days (mulai, selesai] during which a clock runs; `selesai` None: it still runs.

    `sebab`: why it began, in words for the timeline (`berkas lengkap`, `kembali dari BKN`).
    """

    mulai: date
    selesai: date | None = None
    sebab: str = ""

    def __post_init__(self) -> None:
        if self.selesai is not None and self.selesai < self.mulai:
            raise ValueError("selesai lies before mulai")


def hari_kerja(kalender: Kalender, tanggal: date) -> bool:
    """Whether the office works on `tanggal`.

    Raises DataKurangError when the holidays of that year are not loaded, on either side, also
    for a Sunday: a year is known or it is not.
    """
    if tanggal.year not in kalender.tahun:
        raise DataKurangError(
            f"hari libur {tanggal.year}",
            langkah=f"Minta admin mengisi hari libur tahun {tanggal.year}.",
        )
    return tanggal.weekday() < kalender.hari_per_minggu and tanggal not in kalender.libur


def hari_kerja_dalam(kalender: Kalender, setelah: date, sampai: date) -> int:
    """Working days in (setelah, sampai]; 0 when `sampai` is not after `setelah`.

    Raises DataKurangError as soon as one of these days lies outside the loaded years.
    """
    return sum(hari_kerja(kalender, tanggal) for tanggal in _days(setelah, sampai))


def hari_terpakai(kalender: Kalender, interval_berjalan: Iterable[Interval], hari_ini: date) -> int:
    """Working days used up to and including `hari_ini`. Raises DataKurangError."""
    return sum(
        hari_kerja_dalam(kalender, mulai, hari_ini if selesai is None else min(selesai, hari_ini))
        for mulai, selesai in _merged(interval_berjalan)
    )


def tenggat(
    kalender: Kalender, interval_berjalan: Iterable[Interval], janji_hari: int
) -> date | None:
    """The last day on which the promise is still kept; always a working day.

    It is the day on which the clock counts its `janji_hari`-th working day when it runs on from
    here, and lies in the past once the promise is broken. The first counted day is the next
    working day after the start. None while the clock does not run: before it starts, while
    paused, after it ended. Raises DataKurangError when the answer needs a year not loaded.
    """
    if janji_hari < 1:
        raise ValueError("janji_hari must be at least 1")
    days = _merged(interval_berjalan)
    if not days or days[-1][1] is not None:
        return None
    counted = 0
    for mulai, selesai in days:
        for tanggal in _days(mulai, selesai):
            counted += hari_kerja(kalender, tanggal)
            if counted == janji_hari:
                return tanggal
    raise AssertionError("an open interval has no last day")  # pragma: no cover


def sisa_hari(
    kalender: Kalender, interval_berjalan: Iterable[Interval], janji_hari: int, hari_ini: date
) -> int:
    """Working days left after `hari_ini`; 0 on the last day, negative when late.

    Stands still while the clock is paused. Raises DataKurangError.
    """
    return janji_hari - hari_terpakai(kalender, interval_berjalan, hari_ini)


def tanggal_lokal(kalender: Kalender, pada: datetime) -> date:
    """The office's own date of an instant. Raises ValueError for one without a zone."""
    if pada.tzinfo is None:
        raise ValueError("pada has no zone")
    return pada.astimezone(ZoneInfo(kalender.zona)).date()


def tutup_pada(kalender: Kalender, tanggal: date) -> datetime:
    """The instant at which the office closes on a working day, in its own zone.

    Raises DataKurangError when no hours are known for that day.
    """
    held = [
        row
        for row in kalender.jam
        if row.hari_per_minggu == kalender.hari_per_minggu and row.holds(tanggal)
    ]
    if not held:
        raise DataKurangError(
            f"jam kantor {tanggal:%d-%m-%Y}",
            langkah="Minta admin mengisi jam kantor pada data acuan.",
        )
    # Of two rows equally long the later begun one replaces the other.
    row = min(held, key=lambda row: ((row.sampai or date.max) - row.mulai, -row.mulai.toordinal()))
    return datetime.combine(tanggal, row.pada(tanggal), ZoneInfo(kalender.zona))


def tenggat_pada(
    kalender: Kalender, interval_berjalan: Iterable[Interval], janji_hari: int
) -> datetime | None:
    """The closing hour of the last day of `tenggat`; None while the clock does not run.

    Raises DataKurangError for holidays or hours that are not loaded.
    """
    tanggal = tenggat(kalender, interval_berjalan, janji_hari)
    return None if tanggal is None else tutup_pada(kalender, tanggal)


def hari_kerja_ke(kalender: Kalender) -> dict[date, int]:
    """Every day of the loaded years with the number of working days up to and including it.

    So that a database can count what lies between two days: the difference of two of these
    numbers is `hari_kerja_dalam` wherever all years between them are loaded.
    """
    count, found = 0, {}
    for tahun in sorted(kalender.tahun):
        for tanggal in _days(date(tahun, 1, 1) - SATU_HARI, date(tahun, 12, 31)):
            count += hari_kerja(kalender, tanggal)
            found[tanggal] = count
    return found


def _days(setelah: date, sampai: date | None) -> Iterator[date]:
    tanggal = setelah
    while sampai is None or tanggal < sampai:
        tanggal += SATU_HARI
        yield tanggal


def _merged(intervals: Iterable[Interval]) -> list[tuple[date, date | None]]:
    """The same days as disjoint intervals in order; only the last may be open."""
    merged: list[tuple[date, date | None]] = []
    for interval in sorted(intervals, key=lambda interval: interval.mulai):
        if merged and (merged[-1][1] is None or interval.mulai <= merged[-1][1]):
            mulai, selesai = merged[-1]
            if selesai is not None:
                selesai = None if interval.selesai is None else max(selesai, interval.selesai)
            merged[-1] = (mulai, selesai)
        else:
            merged.append((interval.mulai, interval.selesai))
    return merged
