"""Taps from other sources: fingerprint machines, SIMPEGNAS, sheets. What a row says, read purely.

A sheet has a heading: NIP (or the number in the machine) and either one time (WAKTU, or TANGGAL
with JAM) with or without a direction, or TANGGAL with JAM MASUK and JAM PULANG. A log of a
fingerprint machine has none: number, time, way of checking, direction.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from presensi.rules.hari import MASUK, PULANG
from presensi.rules.jadwal import Rencana

MUAT: Final = "presensi_muat"  # kind of the job


class SumberMuat(StrEnum):
    """Where the rows come from, as the officer says."""

    SIDIK_JARI = "SIDIK_JARI"
    SIMPEGNAS = "SIMPEGNAS"
    LEMBAR = "LEMBAR"

    @property
    def label(self) -> str:
        return {
            SumberMuat.SIDIK_JARI: "Mesin sidik jari",
            SumberMuat.SIMPEGNAS: "SIMPEGNAS (BKN)",
            SumberMuat.LEMBAR: "Lembar isian sendiri",
        }[self]


_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "nomor": ("NIP", "NIP BARU", "NOMOR INDUK", "PIN", "USER ID", "ID", "NO ID", "NOMOR ID"),
    "waktu": ("WAKTU", "DATE TIME", "DATETIME", "TANGGAL JAM", "TANGGAL/WAKTU", "WAKTU PRESENSI"),
    "tanggal": ("TANGGAL", "TGL", "DATE"),
    "jam": ("JAM", "PUKUL", "TIME"),
    "masuk": ("JAM MASUK", "MASUK", "SCAN MASUK", "CHECK IN"),
    "pulang": ("JAM PULANG", "PULANG", "JAM KELUAR", "SCAN PULANG", "SCAN KELUAR", "CHECK OUT"),
    "arah": ("ARAH", "STATUS", "STATE", "JENIS", "IN/OUT"),
}
_ARAH: Final[Mapping[str, str]] = {
    **dict.fromkeys(("MASUK", "IN", "C/IN", "CHECK IN", "DATANG", "0"), MASUK),
    **dict.fromkeys(("PULANG", "KELUAR", "OUT", "C/OUT", "CHECK OUT", "1"), PULANG),
}
_TIMES: Final = ("%H:%M:%S", "%H:%M", "%H.%M", "%H.%M.%S")
_DATES: Final = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y/%m/%d")


@dataclass(frozen=True, slots=True)
class BarisMuat:
    """One time of one person, local time of their unit. `arah` empty: the row does not say."""

    baris: int
    nomor: str
    pada: datetime
    arah: str


@dataclass(frozen=True, slots=True)
class BarisTolak:
    """A row that cannot be taken, and why."""

    baris: int
    pesan: str


class KolomMuatError(Exception):
    """The heading lacks what a row needs; the message says what."""


@dataclass(frozen=True, slots=True)
class KolomMuat:
    """Where in a row each thing stands."""

    tempat: Mapping[str, int]

    def cell(self, row: Sequence[object], nama: str) -> object:
        place = self.tempat.get(nama)
        return row[place] if place is not None and place < len(row) else None


def kolom_read(judul: Sequence[object]) -> KolomMuat | None:
    """The columns that a heading names; None when it is no heading of ours."""
    names = [" ".join(str(cell).split()).upper() for cell in judul]
    found = {
        nama: next(names.index(word) for word in words if word in names)
        for nama, words in _NAMES.items()
        if any(word in names for word in words)
    }
    return KolomMuat(found) if "nomor" in found and len(found) > 1 else None


def kolom_check(kolom: KolomMuat) -> None:
    """Raise KolomMuatError when no time can be read from such rows."""
    has = kolom.tempat.keys()
    if "waktu" in has or {"tanggal", "jam"} <= has:
        return
    if "tanggal" in has and {"masuk", "pulang"} & has:
        return
    raise KolomMuatError(
        "Kolom waktu tidak ada. Perlu WAKTU; atau TANGGAL dan JAM; atau TANGGAL, JAM MASUK, dan "
        "JAM PULANG."
    )


LOG: Final = KolomMuat({"nomor": 0, "waktu": 1, "arah": 3})  # of a machine, without heading


def is_log(row: Sequence[object]) -> bool:
    """Whether a first row is a line of a machine's log."""
    return len(row) > 1 and str(row[0]).strip().isdecimal() and _moment(row[1]) is not None


def baris_read(
    nomor: int, row: Sequence[object], kolom: KolomMuat
) -> Iterator[BarisMuat | BarisTolak]:
    """What one row says: one time, or one for each side; or why it cannot be read."""
    who = re.sub(r"\D", "", _text(kolom.cell(row, "nomor")))
    if not who:
        yield BarisTolak(nomor, "NIP kosong.")
        return
    if "masuk" in kolom.tempat or "pulang" in kolom.tempat:
        yield from _both_sides(nomor, who, row, kolom)
        return
    moment = _moment(kolom.cell(row, "waktu"))
    if moment is None and "tanggal" in kolom.tempat:
        moment = _joined(kolom.cell(row, "tanggal"), kolom.cell(row, "jam"))
    if moment is None:
        yield BarisTolak(nomor, "Waktu tidak terbaca. Tulis seperti 09-07-2026 07:28.")
        return
    said = _text(kolom.cell(row, "arah")).upper()
    arah = _ARAH.get(said, "")
    if said and not arah and "arah" in kolom.tempat and kolom is not LOG:
        yield BarisTolak(nomor, f"Arah “{said[:20]}” tidak dikenal. Tulis MASUK atau PULANG.")
        return
    yield BarisMuat(nomor, who, moment, arah)


def _both_sides(
    nomor: int, who: str, row: Sequence[object], kolom: KolomMuat
) -> Iterator[BarisMuat | BarisTolak]:
    for nama, arah in (("masuk", MASUK), ("pulang", PULANG)):
        cell = kolom.cell(row, nama)
        if _text(cell) in ("", "-", "00:00", "00:00:00"):
            continue
        moment = _joined(kolom.cell(row, "tanggal"), cell)
        if moment is None:
            yield BarisTolak(nomor, f"Tanggal atau jam {arah.lower()} tidak terbaca.")
        else:
            yield BarisMuat(nomor, who, moment, arah)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _moment(cell: object) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0)
    day, _, hour = _text(cell).replace("T", " ").partition(" ")
    return _joined(day, hour.strip()) if hour else None


def _joined(hari: object, jam: object) -> datetime | None:
    day, hour = _day(hari), _hour(jam)
    return datetime.combine(day, hour) if day and hour is not None else None


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return next((d.date() for form in _DATES if (d := _parsed(_text(cell), form))), None)


def _hour(cell: object) -> time | None:
    if isinstance(cell, datetime):
        return cell.time().replace(microsecond=0)
    if isinstance(cell, time):
        return cell.replace(microsecond=0)
    return next((t.time() for form in _TIMES if (t := _parsed(_text(cell), form))), None)


def _parsed(teks: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(teks, form)  # noqa: DTZ007  # local time of the unit, told apart later
    except ValueError:
        return None


def arah_tebak(pada: datetime, rencana: Iterable[Rencana]) -> str:
    """The side a time without direction belongs to: that of the nearest start or end of a duty.

    Without any duty: MASUK before noon UTC+8, else PULANG, as a day of an office would have it.
    """
    edges = [
        (abs(pada - edge), arah)
        for plan in rencana
        if plan.mulai and plan.selesai
        for edge, arah in ((plan.mulai, MASUK), (plan.selesai, PULANG))
    ]
    if not edges:
        return MASUK if pada.hour < 12 else PULANG
    return min(edges)[1]
