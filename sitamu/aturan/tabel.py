"""Tables of a parameter as spreadsheets: out as XLSX, in as XLSX or CSV."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from sitamu.aturan.errors import TabelInvalidError
from sitamu.aturan.rules.bentuk import BARIS_MAKS, Tabel
from sitamu.inti.rules.teks import nama_kunci

MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BERKAS_MAKS_BYTE: Final = 1024 * 1024
TERURAI_MAKS_BYTE: Final = 20 * 1024 * 1024


def tabel_write(tabel: Tabel, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows under the names of their columns, to be changed and loaded again."""
    return workbook_write(
        [
            (
                tabel.label,
                [kolom.label for kolom in tabel.kolom],
                [[row[kolom.kunci] for kolom in tabel.kolom] for row in rows],
            )
        ]
    )


def workbook_write(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """Name, headings and rows of each sheet; text is never read as a formula."""
    import xlsxwriter  # noqa: PLC0415

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            sheet.write_row(0, 0, headings, bold)
            widths = [len(heading) for heading in headings]
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
                widths = [max(w, len(str(v))) for w, v in zip(widths, row, strict=True)]
            for column, width in enumerate(widths):
                sheet.set_column(column, column, min(width + 2, 80))
            sheet.freeze_panes(1, 0)
    return target.getvalue()


def tabel_read(tabel: Tabel, isi: bytes) -> list[dict[str, Any]]:
    """Rows of an uploaded table, cells as typed; empty rows are left out.

    The first row names the columns, in any order. Raises TabelInvalidError.
    """
    if len(isi) > BERKAS_MAKS_BYTE:
        raise TabelInvalidError("Berkas tabel ini lebih besar dari 1 MB.")
    cells = _xlsx(isi) if isi.startswith(b"PK") else _csv(isi)
    heading = [nama_kunci(str(cell)) for cell in (cells[0] if cells else [])]
    places: dict[str, int] = {}
    for kolom in tabel.kolom:
        names = {nama_kunci(kolom.label), nama_kunci(kolom.kunci)}
        found = [n for n, text in enumerate(heading) if text in names]
        if len(found) != 1:
            columns = ", ".join(k.label for k in tabel.kolom)
            raise TabelInvalidError(
                f"Kolom “{kolom.label}” tidak ada atau ganda. Baris pertama harus: {columns}."
            )
        places[kolom.kunci] = found[0]
    rows = []
    for cells_of_row in cells[1:]:
        texts = [_text(cell) for cell in cells_of_row]
        if not any(texts):
            continue
        texts += [""] * (len(heading) - len(texts))
        row: dict[str, Any] = {}
        for kolom in tabel.kolom:
            text = texts[places[kolom.kunci]]
            row[kolom.kunci] = kolom.jenis.dari_teks(text) if text else None
        rows.append(row)
    if len(rows) > BARIS_MAKS:
        raise TabelInvalidError(f"Tabel ini berisi lebih dari {BARIS_MAKS} baris.")
    return rows


def _xlsx(isi: bytes) -> list[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > TERURAI_MAKS_BYTE:
            raise TabelInvalidError("Isi berkas tabel ini terlalu besar.")
        with CalamineWorkbook.from_filelike(io.BytesIO(isi)) as book:
            rows: list[list[Any]] = book.get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, IndexError, zipfile.BadZipFile) as error:
        raise TabelInvalidError("Berkas tabel ini tidak dapat dibaca.") from error
    return rows


def _csv(isi: bytes) -> list[list[Any]]:
    try:
        text = isi.decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        return list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise TabelInvalidError("Berkas tabel ini bukan XLSX atau CSV yang sah.") from error


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
