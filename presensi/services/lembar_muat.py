"""Rows of an uploaded file of taps: XLSX, CSV, or the text log of a machine."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from kepegawaian.services.impor.baca import broken, sheet_name, size_check
from presensi.errors import MuatanInvalidError
from presensi.rules.muatan import (
    LOG,
    BarisTolak,
    KolomMuat,
    KolomMuatError,
    is_log,
    kolom_check,
    kolom_read,
)

BYTE_MAKS: Final = 20 * 2**20
BARIS_MAKS: Final = 100_000
JUDUL_DICARI: Final = 20
KEPALA_ZIP: Final = b"PK"

Rows = Sequence[Sequence[object]]


def rows_read(path: Path, berkas: str) -> Rows:
    """Every row of the first sheet or of the text; raises WorkbookRefusedError or
    MuatanInvalidError."""
    if path.stat().st_size > BYTE_MAKS:
        raise MuatanInvalidError("Berkas lebih dari 20 MB. Bagi menurut minggu.")
    with path.open("rb") as handle:
        head = handle.read(2)
    rows = _sheet(path, berkas) if head == KEPALA_ZIP else _text(path)
    if len(rows) > BARIS_MAKS:
        raise MuatanInvalidError("Berkas lebih dari 100.000 baris. Bagi menurut minggu.")
    return rows


def heading_find(rows: Rows) -> tuple[int, KolomMuat]:
    """Index of the heading (-1 for a log without one) and its columns; MuatanInvalidError."""
    for index, row in enumerate(rows[:JUDUL_DICARI]):
        kolom = kolom_read(row)
        if kolom is not None:
            try:
                kolom_check(kolom)
            except KolomMuatError as error:
                raise MuatanInvalidError(str(error)) from None
            return index, kolom
    if rows and is_log(rows[0]):
        return -1, LOG
    raise MuatanInvalidError(
        "Tidak ada baris judul dengan kolom NIP dan waktu, dan ini bukan catatan mesin sidik jari."
    )


def padanan_read(rows: Rows) -> dict[str, str]:
    """Numbers of a machine by NIP: the columns PIN and NIP; raises MuatanInvalidError."""
    for index, row in enumerate(rows[:JUDUL_DICARI]):
        names = [str(cell).strip().upper() for cell in row]
        if "PIN" in names and "NIP" in names:
            pin, nip = names.index("PIN"), names.index("NIP")
            return {
                _digits(cells[pin]): _digits(cells[nip])
                for cells in rows[index + 1 :]
                if max(pin, nip) < len(cells) and _digits(cells[pin])
            }
    raise MuatanInvalidError("Berkas padanan perlu kolom PIN dan NIP.")


def refused_write(target: Path, rows: Rows, judul: int, notes: Iterable[BarisTolak]) -> None:
    """The refused rows as they were, with what is wrong at the end, to be mended and loaded."""
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "constant_memory": True}) as b:
        sheet = b.add_worksheet("Baris gagal")
        at = 0
        width = max((len(row) for row in rows[:JUDUL_DICARI]), default=0)
        if judul >= 0:
            sheet.write_row(0, 0, [*(str(cell) for cell in rows[judul]), "PESAN"])
            at, width = 1, len(rows[judul])
        for note in notes:
            cells = [str(cell) if cell is not None else "" for cell in rows[note.baris - 1]]
            sheet.write_row(at, 0, [*cells[:width], *[""] * (width - len(cells)), note.pesan])
            at += 1


def _sheet(path: Path, berkas: str) -> Rows:
    size_check(path, berkas)
    sheet_name(path, berkas)  # its unpacked size is bearable
    try:
        with CalamineWorkbook.from_path(path) as book:
            return book.get_sheet_by_index(0).to_python(
                skip_empty_area=False, nrows=BARIS_MAKS + JUDUL_DICARI
            )
    except (CalamineError, OSError) as error:
        raise broken(berkas) from error


def _text(path: Path) -> Rows:
    raw = path.read_bytes()
    if b"\0" in raw[:4096]:
        raise MuatanInvalidError("Berkas ini bukan XLSX, CSV, atau catatan mesin sidik jari.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    first = text.lstrip()[:2000]
    delimiter = max("\t;,", key=first.count)
    return [
        [cell.strip() for cell in row]
        for row in csv.reader(io.StringIO(text.lstrip("\r\n")), delimiter=delimiter)
    ]


def _digits(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "".join(letter for letter in str(cell) if letter.isdigit())
