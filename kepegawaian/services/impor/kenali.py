"""Which list a workbook holds, told by its headings. Only its first rows are looked at."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from kepegawaian.errors import WorkbookRefusedError
from kepegawaian.services.impor.baca import (
    JUDUL_DICARI,
    broken,
    chunks,
    heading_name,
    sheet_name,
    size_check,
)
from kepegawaian.services.impor.daftar import DAFTAR, Daftar

LEMBAR_MAKS_BYTE: Final = 8 * 2**20  # of the sheet: the first rows stand in its first pieces
TEKS_MAKS_BYTE: Final = 64 * 2**20  # of the shared texts
POTONG_BYTE: Final = 2**16


def workbook_recognise(path: Path, berkas: str) -> tuple[Daftar, int]:
    """The list whose headings are all there, and about how many rows; raises WorkbookRefusedError.

    `berkas`: the name the refusal uses. Of several lists the one with most headings counts. The
    number of rows is for showing how far a load is: titles and blank rows count too.
    """
    size_check(path, berkas)
    sheet = sheet_name(path, berkas)
    try:
        with zipfile.ZipFile(path) as archive:
            rows = [{heading_name(cell) for cell in row} for row in _first_rows(archive, sheet)]
            length = _length(archive, sheet)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        ET.ParseError,
    ) as error:
        raise broken(berkas) from error
    ranked = sorted(DAFTAR.values(), key=lambda daftar: len(daftar.kolom), reverse=True)
    for daftar in ranked:
        if any(not _missing(daftar, row) for row in rows):
            return daftar, max(0, length - 1)
    raise _unknown(ranked, rows, berkas)


def _missing(daftar: Daftar, names: set[str]) -> list[str]:
    return [kolom.judul for kolom in daftar.kolom if kolom.judul not in names]


def _unknown(ranked: list[Daftar], rows: list[set[str]], berkas: str) -> WorkbookRefusedError:
    """Names the list that comes nearest, when at least half of its headings are there."""
    near = [(daftar, _missing(daftar, row)) for daftar in ranked for row in rows]
    near = [(daftar, gone) for daftar, gone in near if 2 * len(gone) <= len(daftar.kolom)]
    if near:
        daftar, gone = min(near, key=lambda pair: len(pair[1]) / len(pair[0].kolom))
        return WorkbookRefusedError(
            "kolom_tidak_ada",
            f"Berkas ini mirip daftar {daftar.judul}, tetapi kolom {', '.join(gone)} tidak ada.",
            langkah="Tambahkan kolom itu, atau pindahkan data Anda ke tata letak kami.",
            berkas=berkas,
            kolom=gone[0],
        )
    return WorkbookRefusedError(
        "daftar_tak_dikenal",
        "Judul kolomnya tidak cocok dengan satu pun daftar.",
        langkah="Samakan judul kolom dengan salah satu tata letak di bawah, lalu unggah lagi.",
        berkas=berkas,
    )


# The first rows, without reading the rest


def _first_rows(archive: zipfile.ZipFile, sheet: str) -> list[list[str]]:
    rows: list[list[str | int]] = []
    for element in _elements(archive, sheet, {"row"}, LEMBAR_MAKS_BYTE):
        rows.append([_cell(cell) for cell in element])
        if len(rows) == JUDUL_DICARI:
            break
    wanted = {cell for row in rows for cell in row if isinstance(cell, int)}
    texts = _shared(archive, wanted)
    return [[texts.get(c, "") if isinstance(c, int) else c for c in row] for row in rows]


def _length(archive: zipfile.ZipFile, sheet: str) -> int:
    return sum(chunk.count(b"</row>") + chunk.count(b":row>") for chunk in chunks(archive, sheet))


def _cell(cell: ET.Element) -> str | int:
    """The text of a cell, or the number of its shared text."""
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = next((child.text or "" for child in cell if _local(child) == "v"), "")
    return int(value) if kind == "s" and value.isdecimal() else value


def _shared(archive: zipfile.ZipFile, wanted: set[int]) -> dict[int, str]:
    name = "xl/sharedStrings.xml"
    if not wanted or name not in archive.namelist():
        return {}
    found: dict[int, str] = {}
    for number, element in enumerate(_elements(archive, name, {"si"}, TEKS_MAKS_BYTE)):
        if number in wanted:
            found[number] = _text(element)
            if len(found) == len(wanted):
                break
    return found


def _text(element: ET.Element) -> str:
    """Its runs of text, put together."""
    return "".join(child.text or "" for child in element.iter() if _local(child) == "t")


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _elements(
    archive: zipfile.ZipFile, name: str, wanted: set[str], limit: int
) -> Iterator[ET.Element]:
    """Elements with one of these names as they are complete, from the first `limit` bytes."""
    parser: Any = ET.XMLPullParser(["end"])  # its stub knows no plain events
    with archive.open(name) as handle:
        for _ in range(limit // POTONG_BYTE):
            if not (piece := handle.read(POTONG_BYTE)):
                return
            parser.feed(piece)
            for _, element in parser.read_events():
                if _local(element) in wanted:
                    yield element
                    element.clear()
