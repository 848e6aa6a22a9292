"""A list as a workbook to download."""

from collections.abc import Iterable, Sequence
from datetime import date
from tempfile import TemporaryFile

import xlsxwriter
from django.http import FileResponse


def lembar_response(
    nama_berkas: str,
    judul: Sequence[tuple[str, int]],
    baris: Iterable[Sequence[object]],
    *,
    kepala: Sequence[str] = (),
) -> FileResponse:
    """One sheet with a fixed heading and a filter. `judul`: heading and width in characters.

    `kepala`: lines above the heading that say what the list is. A text stays a text, also a NIP or
    one that looks like a formula; dates stay dates. Rows are written as they come: memory does not
    grow with the list.
    """
    out = TemporaryFile()  # noqa: SIM115  # the response closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        tebal = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        tanggal = book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"})
        biasa = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Daftar")
        for kolom, (_, lebar) in enumerate(judul):
            sheet.set_column(kolom, kolom, lebar)
        for atas, teks in enumerate(kepala):
            sheet.write_string(atas, 0, teks)
        mulai = len(kepala)
        for kolom, (teks, _) in enumerate(judul):
            sheet.write_string(mulai, kolom, teks, tebal)
        terakhir = mulai
        for terakhir, isi in enumerate(baris, mulai + 1):
            for kolom, nilai in enumerate(isi):
                if isinstance(nilai, date):
                    sheet.write_datetime(terakhir, kolom, nilai, tanggal)
                elif isinstance(nilai, int | float):
                    sheet.write_number(terakhir, kolom, nilai, biasa)
                elif nilai not in (None, ""):
                    sheet.write_string(terakhir, kolom, str(nilai), biasa)
        sheet.freeze_panes(mulai + 1, 0)
        sheet.autofilter(mulai, 0, terakhir, len(judul) - 1)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=nama_berkas)
