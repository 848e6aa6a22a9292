"""What a paper or an answer says beside the record: only what differs, for the eye of an officer.

Words of a paper are read by a machine, so a difference asks for a look and decides nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sitamu.inti.rules.teks import BULAN, tanggal_panjang

_NIP: Final = re.compile(r"(?<!\d)(?:19|20)(?:[ .]?\d){16}(?![ .]?\d)")
_GOLONGAN: Final = re.compile(r"(?<![IVX\w])(IV|I{1,3})\s?/\s?([a-e])(?!\w)")
_ANGKA: Final = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_PANJANG: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(BULAN)})\s+(\d{{4}})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Beda:
    """One field in which the two differ, in words. `asal`: where the other value stands."""

    bidang: str
    data: str
    lain: str
    asal: str = "berkas"


def nip_beda(nip: str | None, teks: str) -> Beda | None:
    """The paper names people by NIP, and the person is not among them."""
    found = list(dict.fromkeys(re.sub(r"\D", "", m) for m in _NIP.findall(teks)))
    if not nip or not found or nip in found:
        return None
    return Beda("NIP", nip, ", ".join(found[:3]))


def golongan_beda(golongan: str, teks: str) -> Beda | None:
    """The paper names golongan ruang, and the one on record is not among them."""
    found = list(dict.fromkeys(f"{a}/{b}" for a, b in _GOLONGAN.findall(teks)))
    if not _GOLONGAN.fullmatch(golongan) or not found or golongan in found:
        return None
    return Beda("Golongan", golongan, ", ".join(found[:3]))


def tanggal_beda(bidang: str, tanggal: date | None, teks: str) -> Beda | None:
    """The paper holds dates, and the one on record is not among them."""
    found = tanggal_in(teks)
    if tanggal is None or not found or tanggal in found:
        return None
    return Beda(bidang, tanggal_panjang(tanggal), "tidak tertulis")


def tanggal_in(teks: str) -> set[date]:
    """Every date that a text holds, written in figures (day first) or with the month's name."""
    months = {nama.lower(): nomor for nomor, nama in enumerate(BULAN, 1)}
    parts = [(d, int(m), y) for d, m, y in _ANGKA.findall(teks)]
    parts += [(d, months[m.lower()], y) for d, m, y in _PANJANG.findall(teks)]
    found = set()
    for day, month, year in parts:
        try:
            found.add(date(int(year), month, int(day)))
        except ValueError:
            continue
    return found


def jawaban_beda(
    pasangan: Mapping[str, tuple[str, str]], *, asal: str = "jawaban pemohon"
) -> list[Beda]:
    """Answers that differ from the record: field, then record and answer. Case is no difference."""
    return [
        Beda(bidang, data, lain, asal)
        for bidang, (data, lain) in pasangan.items()
        if data and lain and _plain(data) != _plain(lain)
    ]


def _plain(teks: str) -> str:
    return "".join(c for c in teks.casefold() if c.isalnum())


def beda_all(rows: Iterable[Beda | None]) -> list[Beda]:
    """Those that are there, in order."""
    return [row for row in rows if row is not None]
