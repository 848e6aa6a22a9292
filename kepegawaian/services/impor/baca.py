"""Workbooks in, checked cells out. No database is touched here.

Before a workbook is opened by the reader its unpacked size, shape and formulas are looked at in
one streaming pass, so that a small file cannot fill the memory and a computed value cannot pass
as a typed one.
"""

import hashlib
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Self
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook

from kepegawaian.errors import WorkbookRefusedError
from kepegawaian.rules.impor import DIGIT_AMAN, Catatan, RowRefusedError
from kepegawaian.services.impor.daftar import DAFTAR, Daftar, Kolom

BERKAS_MAKS_BYTE: Final = 50 * 2**20
TERURAI_MAKS_BYTE: Final = 400 * 2**20
BARIS_MAKS: Final = 100_000  # without the heading
KOLOM_MAKS: Final = 104  # A to CZ, see _FAR
JUDUL_DICARI: Final = 20  # the heading stands in one of the first rows
PEMBACA: Final = 2  # workbooks read at the same time
POTONG_BYTE: Final = 2**20
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# A cell right of column CZ (group 1), or the row of one below row 99,999 (group 2).
_FAR: Final = re.compile(rb' r=["\'](?:([A-Z]{3}|[D-Z][A-Z])|[A-Z]{1,2}(\d{6,}))')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Terbaca:
    """One workbook after reading: rows whose cells are sound, and the rows refused so far.

    `baris`: row number in the spreadsheet and the values in the order of the list's columns.
    """

    daftar: Daftar
    berkas: str
    sha256: str
    baris: list[tuple[int, list[Any]]] = field(default_factory=list)
    ditolak: list[tuple[Catatan, str | None]] = field(default_factory=list)  # with the first value


class Pembaca:
    """Reads workbooks in threads of their own, ahead of whoever takes them.

    While the database works this process waits, so that reading costs no time then. Two at a time:
    opening a workbook does not hold the interpreter, so the next one is opened meanwhile.
    """

    def __init__(self, files: Mapping[str, Path], names: Mapping[str, str]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=PEMBACA, thread_name_prefix="baca")
        self._files, self._names = files, names
        self._read: dict[str, Future[Terbaca]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, *first: str) -> None:
        """Read the lists named and wait for them, then begin with all others.

        Before, the others would only slow down those that everybody waits for. Raises
        WorkbookRefusedError.
        """
        self._submit(first)
        for kode in first:
            self.get(kode)
        self._submit(DAFTAR.keys() - first)

    def _submit(self, wanted: Collection[str]) -> None:
        for kode, daftar in DAFTAR.items():
            if kode in wanted and kode in self._files:
                names = self._files[kode], daftar, self._names[kode]
                self._read[kode] = self._pool.submit(workbook_read, *names)

    def __contains__(self, kode: str) -> bool:
        return kode in self._files

    def get(self, kode: str) -> Terbaca | None:
        """The list once it is read, None when it was not given; raises WorkbookRefusedError."""
        return self._read[kode].result() if kode in self._read else None


def workbook_read(path: Path, daftar: Daftar, berkas: str) -> Terbaca:
    """Read one list; raises WorkbookRefusedError when the workbook as a whole cannot be taken.

    `berkas`: the name the report uses.
    """
    size_check(path, berkas)
    formulas = _scan(path, sheet_name(path, berkas), berkas)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise broken(berkas) from error
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    heading, places = _heading(rows, daftar, berkas)
    _formula_check(formulas, daftar.kolom, places, heading, berkas)
    terbaca = Terbaca(daftar, berkas, digest)
    _rows(rows, heading, places, terbaca)
    return terbaca


# Before the reader


def size_check(path: Path, berkas: str) -> None:
    """Refuse what is too big, has a password or is no .xlsx, before it is unpacked."""
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(len(OLE))
            rest = handle.read(2**20) if head == OLE else b""
    except OSError as error:
        raise WorkbookRefusedError(
            "berkas_tidak_ada",
            f"Berkas tidak dapat dibuka ({error.strerror}).",
            langkah="Periksa nama dan letak berkas.",
            berkas=berkas,
        ) from error
    if size > BERKAS_MAKS_BYTE:
        raise WorkbookRefusedError(
            "berkas_terlalu_besar",
            "Berkas lebih dari 50 MB.",
            langkah="Bagi daftar menjadi beberapa berkas, atau buang gambar di dalamnya.",
            berkas=berkas,
        )
    if head == OLE and "EncryptedPackage".encode("utf-16-le") in rest:
        raise WorkbookRefusedError(
            "berkas_bersandi",
            "Berkas dilindungi kata sandi.",
            langkah="Buka di Excel, hapus kata sandinya, lalu simpan lagi.",
            berkas=berkas,
        )
    if head == OLE:
        raise WorkbookRefusedError(
            "berkas_lama",
            "Berkas berformat Excel lama (.xls) atau dilindungi kata sandi.",
            langkah="Buka di Excel, lalu simpan sebagai .xlsx tanpa kata sandi.",
            berkas=berkas,
        )


def broken(berkas: str) -> WorkbookRefusedError:
    """The refusal of a file that cannot be read."""
    return WorkbookRefusedError(
        "berkas_rusak",
        "Berkas rusak atau bukan berkas Excel (.xlsx).",
        langkah="Unduh ulang, atau buka di Excel lalu simpan sebagai .xlsx.",
        berkas=berkas,
    )


def sheet_name(path: Path, berkas: str) -> str:
    """Name inside the archive of the first sheet, once the unpacked size is known to be bearable.

    The archive's own figures are trusted here: a stream longer than it says fails its checksum.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > TERURAI_MAKS_BYTE:
                raise _too_big(berkas)
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
            links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
            first = next(book.iter(f"{_NS}sheet")).get(_REL)
            target = next(link.get("Target", "") for link in links if link.get("Id") == first)
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            archive.getinfo(name)
    except (zipfile.BadZipFile, zlib.error, KeyError, StopIteration, ET.ParseError) as error:
        raise broken(berkas) from error
    except (OSError, NotImplementedError, RuntimeError) as error:  # encrypted or odd archives
        raise broken(berkas) from error
    return name


def _too_big(berkas: str) -> WorkbookRefusedError:
    return WorkbookRefusedError(
        "berkas_terlalu_besar",
        "Isi berkas terlalu besar setelah diurai (lebih dari 400 MB).",
        langkah="Salin datanya saja ke berkas baru, atau bagi menjadi beberapa berkas.",
        berkas=berkas,
    )


def _scan(path: Path, sheet: str, berkas: str) -> dict[str, int]:
    """Columns (letters) that hold a formula and the first row it stands in; "" is an unknown place.

    Reads all that the workbook reader will read, so that checksums prove the sizes; refuses a
    sheet with too many rows or columns.
    """
    formulas: dict[str, int] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for chunk in chunks(archive, sheet):
                for column, row in _FAR.findall(chunk):
                    _shape_check(column, int(row or 0), berkas)
                # A lone colon is found much faster than two signs, and sheets hardly hold any.
                if b"<f" in chunk or (b":" in chunk and b":f" in chunk):
                    _formulas(chunk, formulas)
            for name in ("xl/sharedStrings.xml", "xl/styles.xml"):
                if name in archive.namelist():
                    for _ in chunks(archive, name):
                        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise broken(berkas) from error
    return formulas


def _shape_check(far_column: bytes, row: int, berkas: str) -> None:
    """Refuse before reading: the reader makes every cell up to the farthest one."""
    if row > BARIS_MAKS + JUDUL_DICARI:
        raise _too_long(berkas)
    if far_column:
        raise WorkbookRefusedError(
            "kolom_terlalu_banyak",
            f"Lembar memakai lebih dari {KOLOM_MAKS} kolom.",
            langkah="Hapus kolom yang tidak perlu di sebelah kanan data.",
            berkas=berkas,
        )


def _too_long(berkas: str) -> WorkbookRefusedError:
    return WorkbookRefusedError(
        "baris_terlalu_banyak",
        "Berkas berisi lebih dari 100.000 baris.",
        langkah="Bagi daftar menjadi beberapa berkas.",
        berkas=berkas,
    )


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The unpacked bytes in pieces that end at the end of a tag."""
    with archive.open(name) as handle:
        rest = b""
        while piece := handle.read(POTONG_BYTE):
            piece = rest + piece
            cut = piece.rfind(b">") + 1
            if not cut and len(piece) > 4 * POTONG_BYTE:
                raise zipfile.BadZipFile("one tag or text without end")
            rest = piece[cut:]
            yield piece[:cut]
        yield rest


def _formulas(chunk: bytes, formulas: dict[str, int]) -> None:
    for match in _FORMULA.finditer(chunk):
        start = max(chunk.rfind(b"<c ", 0, match.start()), chunk.rfind(b":c ", 0, match.start()))
        place = re.search(rb'\sr=["\']([A-Z]+)(\d+)', chunk[max(start, 0) : match.start()])
        column, row = (place[1].decode(), int(place[2])) if place and start >= 0 else ("", 0)
        formulas[column] = min(row, formulas.get(column, row))


def _column_letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


# Columns


def heading_name(cell: object) -> str:
    """A heading as it is compared: without case and repeated blanks."""
    return " ".join(str(cell).split()).upper()


def heading_index(rows: list[list[Any]], daftar: Daftar) -> int:
    """Index of the first row that holds the list's first column, -1 when none does."""
    for index, row in enumerate(rows[:JUDUL_DICARI]):
        if daftar.kolom[0].judul in map(heading_name, row):
            return index
    return -1


def _heading(rows: list[list[Any]], daftar: Daftar, berkas: str) -> tuple[int, list[int]]:
    """Index of the heading row and, for each column of the list, its place in the sheet.

    The heading is the first row that holds the list's first column; it may stand below a title.
    """
    wanted = [kolom.judul for kolom in daftar.kolom]
    found = heading_index(rows, daftar)
    names = [heading_name(cell) for cell in rows[found]] if found >= 0 else []
    missing = wanted[:1] if found < 0 else [judul for judul in wanted if judul not in names]
    if missing:
        raise WorkbookRefusedError(
            "kolom_tidak_ada",
            f"Kolom {', '.join(missing)} tidak ada.",
            langkah=f"Pastikan ini daftar {daftar.kode} dan judul kolomnya tidak diubah.",
            berkas=berkas,
            kolom=missing[0],
        )
    counted = Counter(names)
    if doubled := [judul for judul in wanted if counted[judul] > 1]:
        raise WorkbookRefusedError(
            "kolom_ganda",
            f"Judul {', '.join(doubled)} dipakai lebih dari satu kolom.",
            langkah="Hapus atau ganti nama kolom yang tidak dipakai.",
            berkas=berkas,
            kolom=doubled[0],
        )
    if len(rows) - found - 1 > BARIS_MAKS:
        raise _too_long(berkas)
    return found, [names.index(judul) for judul in wanted]


def _formula_check(
    formulas: dict[str, int],
    columns: tuple[Kolom, ...],
    places: list[int],
    heading: int,
    berkas: str,
) -> None:
    for kolom, place in zip(columns, places, strict=True):
        letters = _column_letters(place)
        at = letters if letters in formulas else ""
        if not kolom.kunci or at not in formulas or 0 < formulas[at] <= heading:
            continue
        where = f" (sel {at}{formulas[at]})" if at else ""
        raise WorkbookRefusedError(
            "sel_rumus",
            f"Kolom {kolom.judul} berisi rumus{where}.",
            langkah="Salin kolom itu, lalu tempel sebagai nilai (Paste Values).",
            berkas=berkas,
            kolom=kolom.judul,
        )


# Rows


def _rows(rows: list[list[Any]], heading: int, places: list[int], terbaca: Terbaca) -> None:
    plan = list(zip(terbaca.daftar.kolom, places, strict=True))
    readers = [(kolom.baca, place) for kolom, place in plan]
    # One index would give a bare value, not a tuple: the first column is always needed.
    needed = itemgetter(0, *(index for index, (kolom, _) in enumerate(plan) if kolom.wajib))
    first = readers[0]
    for index in range(heading + 1, len(rows)):
        row = rows[index]
        rows[index] = []  # the raw cells are not kept
        try:
            values = [read(row[place]) for read, place in readers]
        except RowRefusedError:
            values = None
        if values is not None and None not in needed(values):
            terbaca.baris.append((index + 1, values))
        elif any(cell not in ("", None) for cell in row):
            error = _first_error(row, plan)
            note = Catatan(terbaca.berkas, index + 1, error.kolom, error.kode, error.pesan)
            terbaca.ditolak.append((note, _first_value(*first, row)))


def _first_error(row: list[Any], plan: list[tuple[Kolom, int]]) -> RowRefusedError:
    for kolom, place in plan:
        try:
            empty = kolom.baca(row[place]) is None
        except RowRefusedError as error:
            error.kolom = kolom.judul
            return error
        if empty and kolom.wajib:
            pesan = f"{kolom.judul} kosong. Isi sesuai dokumen."
            return RowRefusedError(f"{kolom.nama}_kosong", pesan, kolom.judul)
    raise AssertionError("a refused row has a reason")


def _first_value(read: Callable[[object], Any], place: int, row: list[Any]) -> str | None:
    """What can be read of the row's number, also when it is not whole: for rows of other lists."""
    value: str | None
    try:
        value = read(row[place])
    except RowRefusedError:
        value = None
    if value is None and isinstance(row[place], float):
        value = f"{row[place]:.0f}"[:DIGIT_AMAN]
    return value
