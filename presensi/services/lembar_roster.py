"""A roster as a workbook: one row a person, one column a day."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from python_calamine import CalamineError, CalamineWorkbook

from presensi.errors import BertanggalError

BYTE_MAKS: Final = 2 * 2**20
TERURAI_MAKS: Final = 20 * 2**20
BARIS_MAKS: Final = 2000
NIP: Final = "NIP"


def roster_read(isi: bytes, bulan: date, people: dict[str, UUID]) -> dict[tuple[UUID, date], str]:
    """Cells by person and date. The heading has NIP and the days 1 to 31; other columns are free.

    Raises BertanggalError naming row and column of what cannot be read.
    """
    rows = rows_read(isi)
    at = next((n for n, row in enumerate(rows) if NIP in [text_of(cell) for cell in row]), None)
    if at is None:
        raise BertanggalError("berkas", "Tidak ada baris judul dengan kolom NIP.")
    heading = [text_of(cell) for cell in rows[at]]
    days = {
        n: bulan + timedelta(days=int(name) - 1)
        for n, name in enumerate(heading)
        if re.fullmatch(r"[1-9]|[12][0-9]|3[01]", name)
    }
    found: dict[tuple[UUID, date], str] = {}
    for number, row in enumerate(rows[at + 1 :], at + 2):
        nip = re.sub(r"\D", "", text_of(row[heading.index(NIP)]))
        if not nip:
            continue
        if nip not in people:
            raise BertanggalError("berkas", f"Baris {number}: NIP {nip} tidak ada di roster ini.")
        for n, tanggal in days.items():
            if tanggal.month == bulan.month:
                found[people[nip], tanggal] = text_of(row[n]).upper() if n < len(row) else ""
    return found


def rows_read(isi: bytes, *, baris: int = BARIS_MAKS) -> Sequence[Sequence[object]]:
    """The first `baris` rows of the first sheet; raises BertanggalError for what is no workbook."""
    if len(isi) > BYTE_MAKS:
        raise BertanggalError("berkas", "Berkas lebih dari 2 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as parts:
            if sum(part.file_size for part in parts.infolist()) > TERURAI_MAKS:
                raise BertanggalError("berkas", "Isi berkas terlalu besar.")
        book = CalamineWorkbook.from_filelike(io.BytesIO(isi))
        return book.get_sheet_by_index(0).to_python(nrows=baris)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError):
        raise BertanggalError("berkas", "Berkas ini tidak dapat dibaca sebagai XLSX.") from None


def text_of(cell: object) -> str:
    """A cell as typed; a whole number without its fraction."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
