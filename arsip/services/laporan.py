"""One result per file of a batch, to be taken home: XLSX or CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter
from django.utils import timezone

from arsip.models import Unggahan, UnggahanMassal
from arsip.rules.unggahan import StatusUnggahan
from arsip.selectors.unggahan import massal_berkas

KEPALA: Final = (
    "Berkas",
    "Di dalam ZIP",
    "Ukuran (KB)",
    "Hasil",
    "NIP",
    "Nama",
    "Jenis dokumen",
    "Tahun atau keterangan",
    "Catatan",
    "Yang dilakukan",
    "SHA-256",
)
LEBAR: Final = (42, 24, 12, 24, 20, 30, 34, 20, 60, 60, 66)
RUMUS: Final = ("=", "+", "-", "@", "\t", "\r")


def laporan_rows(massal: UnggahanMassal) -> Iterator[Sequence[str | int]]:
    """A line for each file, those that need somebody first."""
    for row in massal_berkas(massal).iterator():
        person = row.pegawai
        yield (
            row.nama,
            row.induk.nama if row.induk else "",
            -(-row.ukuran_byte // 1024),
            hasil_teks(row),
            person.nomor if person else "",
            person.nama_lengkap if person else "",
            row.jenis.nama if row.jenis else "",
            row.kunci,
            catatan_teks(row),
            row.langkah,
            row.sha256,
        )


def hasil_teks(row: Unggahan) -> str:
    """The result in words; a filed file whose photos or scan are still under way says so."""
    if row.status != StatusUnggahan.TERSIMPAN or row.versi is None:
        return row.status_label
    if row.versi.status == "DITOLAK":
        return "Ditolak"
    if row.versi.menunggu_pindai:
        return "Tersimpan, menunggu pemeriksaan virus"
    return "Tersimpan, sedang diproses" if row.versi.status == "DIPROSES" else "Tersimpan"


def catatan_teks(row: Unggahan) -> str:
    """What there is to say about a file: the refusal of its version before its own note."""
    if row.versi is not None and row.versi.alasan:
        return row.versi.alasan
    return row.pesan


def laporan_csv(massal: UnggahanMassal) -> bytes:
    """UTF-8 with a mark, semicolons: as spreadsheets of our offices open it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(KEPALA)
    for row in laporan_rows(massal):
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str | int) -> str | int:
    """A file may be named like a formula; a spreadsheet must not run it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUMUS) else cell


def laporan_xlsx(massal: UnggahanMassal) -> bytes:
    """The same as a workbook; everything but the size is text."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Hasil")
        bold = book.add_format({"bold": True})
        for column, (title, width) in enumerate(zip(KEPALA, LEBAR, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, bold)
        for line, row in enumerate(laporan_rows(massal), 1):
            for column, cell in enumerate(row):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(line, column, cell)
        sheet.freeze_panes(1, 1)
    return out.getvalue()


def laporan_nama(massal: UnggahanMassal, bentuk: str) -> str:
    """`unggah-massal-2026-11-25-0912.xlsx`."""
    local: datetime = timezone.localtime(massal.dibuat_pada)
    return f"unggah-massal-{local:%Y-%m-%d-%H%M}.{bentuk}"
