"""A list as a workbook to download."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from django.http import FileResponse


def lembar_response(
    nama_berkas: str, judul: Sequence[tuple[str, int]], baris: Iterable[Sequence[object]]
) -> FileResponse:
    """One sheet with a fixed heading and a filter. `judul`: heading and width in characters.

    A text stays a text, also a NIP or one that looks like a formula; dates stay dates.
    """
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        tebal = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        tanggal = book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"})
        biasa = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Daftar")
        for kolom, (teks, lebar) in enumerate(judul):
            sheet.set_column(kolom, kolom, lebar)
            sheet.write_string(0, kolom, teks, tebal)
        terakhir = 0
        for terakhir, isi in enumerate(baris, 1):
            for kolom, nilai in enumerate(isi):
                if isinstance(nilai, date):
                    sheet.write_datetime(terakhir, kolom, nilai, tanggal)
                elif isinstance(nilai, int | float):
                    sheet.write_number(terakhir, kolom, nilai, biasa)
                elif nilai is not None:
                    sheet.write_string(terakhir, kolom, str(nilai), biasa)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, terakhir, len(judul) - 1)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=nama_berkas)
