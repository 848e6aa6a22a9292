"""Workbooks out: the layout of each list, and refused rows to be mended and loaded again."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from python_calamine import CalamineWorkbook

from kepegawaian.rules.impor import Catatan, bentuk_of
from kepegawaian.services.impor.baca import heading_index, heading_name
from kepegawaian.services.impor.daftar import Daftar

MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TAMBAHAN: Final = ("KOLOM", "KODE", "PESAN")  # added at the end of refused rows
FORMAT: Final = {"teks": "@", "tanggal": "dd-mm-yyyy", "bilangan": "General"}
PETUNJUK: Final = ("KOLOM", "WAJIB", "ISI", "KETERANGAN", "CONTOH")
# Nothing that people typed becomes a formula, a number or a link.
OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def tata_letak(daftar: Daftar) -> bytes:
    """The layout of one list: a sheet to fill in, one that explains, one with an invented row.

    The example stands apart, because the reader takes whatever is on the first sheet.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        empty = book.add_worksheet("Isi di sini")
        example = book.add_worksheet("Contoh")
        for sheet in (empty, example):
            sheet.freeze_panes(1, 0)
            for place, kolom in enumerate(daftar.kolom):
                number = book.add_format({"num_format": FORMAT[bentuk_of(kolom.baca).jenis]})
                sheet.set_column(place, place, max(14, len(kolom.judul) + 2), number)
                sheet.write_string(0, place, kolom.judul, bold)
        for place, kolom in enumerate(daftar.kolom):
            example.write(1, place, kolom.contoh)
        guide = book.add_worksheet("Petunjuk")
        guide.freeze_panes(1, 0)
        for place, width in enumerate((24, 8, 40, 50, 28)):
            guide.set_column(place, place, width)
        guide.write_row(0, 0, PETUNJUK, bold)
        for row, kolom in enumerate(daftar.kolom, start=1):
            wajib = "Ya" if kolom.wajib else "Boleh kosong"
            cells = (kolom.judul, wajib, bentuk_of(kolom.baca).kata, kolom.arti, kolom.contoh)
            guide.write_row(row, 0, cells, wrap)
    return out.getvalue()


def baris_gagal(source: Path, target: Path, daftar: Daftar, notes: Iterable[Catatan]) -> None:
    """Copy the rows named in `notes` out of the workbook `source`, with what is wrong at the end.

    Cells stay as they were and columns where they were, so that the mended workbook is loaded as
    it is: the reader ignores the added columns.
    """
    with CalamineWorkbook.from_path(source) as workbook:
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    heading = rows[heading_index(rows, daftar)]
    kept = [place for place, cell in enumerate(heading) if heading_name(cell) not in TAMBAHAN]
    with xlsxwriter.Workbook(target, {**OPTIONS, "constant_memory": True}) as book:
        sheet = book.add_worksheet("Baris gagal")
        formats = {
            "bold": book.add_format({"bold": True}),
            "tanggal": book.add_format({"num_format": "dd-mm-yyyy"}),
            "teks": book.add_format({"num_format": "@"}),
        }
        sheet.freeze_panes(1, 0)
        titles = [str(heading[place]) for place in kept] + list(TAMBAHAN)
        for place, title in enumerate(titles):
            sheet.write_string(0, place, title, formats["bold"])
        for number, note in enumerate(notes, start=1):
            row = rows[(note.baris or 1) - 1]
            cells: Sequence[Any] = [row[place] for place in kept]
            for place, cell in enumerate([*cells, note.kolom, note.kode, note.pesan]):
                _copy(sheet, number, place, cell, formats)


def _copy(sheet: Any, row: int, place: int, cell: Any, formats: dict[str, Any]) -> None:
    match cell:
        case "" | None:
            return
        case str():
            sheet.write_string(row, place, cell, formats["teks"])
        case bool():
            sheet.write_boolean(row, place, cell)
        case datetime() | date():
            sheet.write_datetime(row, place, cell, formats["tanggal"])
        case time() | timedelta():
            sheet.write_string(row, place, str(cell), formats["teks"])
        case _:
            sheet.write_number(row, place, cell)
