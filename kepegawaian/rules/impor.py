"""What a cell and a row of a staff list must be to enter, and the sentence when they are not.

Each reader takes one cell as the workbook reader gives it (text, float, bool, date or an empty
text) and returns the value, None for an empty cell, or raises RowRefusedError. Nothing is
guessed: a number that may have lost digits never passes as text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal
from uuid import UUID

from kepegawaian.errors import GolonganUnknownError
from kepegawaian.rules.golongan import golongan_parse
from kepegawaian.rules.hukdis import TingkatHukdis, hukdis_contradiction
from kepegawaian.rules.nik import nik_check, nik_normal
from kepegawaian.rules.nip import (
    GalatNip,
    IdentitasTercatat,
    nip_check,
    nip_from_cell,
)
from sitamu.inti.rules.teks import nama_kunci

Reader = Callable[[object], Any]

MUAT, BATAL = "impor_pegawai", "impor_batal"  # kinds of Pekerjaan: a load, the undoing of one

TAHUN_TERENDAH, TAHUN_TERTINGGI = 1900, 2100  # of any date or year in a list, inclusive
DIGIT_AMAN: Final = 15  # a spreadsheet number keeps no more
JALUR_MAKS: Final = 200
SEGMEN: Final = 5  # four base36 characters and a dot
PANJANG_NIP: Final = 18


class RowRefusedError(Exception):
    """A row that may not enter. `kolom` is filled in by whoever knows the heading."""

    def __init__(self, kode: str, pesan: str, kolom: str = "") -> None:
        super().__init__(pesan)
        self.kode, self.pesan, self.kolom = kode, pesan, kolom


@dataclass(frozen=True, slots=True)
class Catatan:
    """One line of the report, about one row: refused, or taken with a doubt.

    `baris`: row number as the spreadsheet shows it (the first row is 1); None for a whole file.
    """

    berkas: str
    baris: int | None
    kolom: str
    kode: str
    pesan: str


@dataclass(slots=True)
class HasilBerkas:
    """Rows of one workbook: taken, refused, and how many records really changed by it."""

    diterima: int = 0
    ditolak: int = 0
    berubah: int = 0


@dataclass(slots=True)
class Laporan:
    """Outcome of one run.

    `diterima`: people taken from the main list; when it was not loaded, rows taken altogether.
    `berubah`: records added or changed; loading the same lists twice gives 0.
    """

    diterima: int = 0
    berubah: int = 0
    per_berkas: dict[str, HasilBerkas] = field(default_factory=dict)
    peringatan: list[Catatan] = field(default_factory=list)
    ditolak: list[Catatan] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The shape that scripts read."""
        return asdict(self)


# What a column takes, in words


@dataclass(frozen=True, slots=True)
class Bentuk:
    """How people are told to fill in a column; `jenis` decides how its cells are formatted."""

    kata: str
    jenis: Literal["teks", "tanggal", "bilangan"] = "teks"


def bentuk_of(read: Reader) -> Bentuk:
    """What `read` takes, as it said when it was made."""
    bentuk: Bentuk = read.bentuk  # type: ignore[attr-defined]
    return bentuk


def _takes(bentuk: Bentuk) -> Callable[[Reader], Reader]:
    def mark(read: Reader) -> Reader:
        read.bentuk = bentuk  # type: ignore[attr-defined]
        return read

    return mark


# Cells


def baca_teks(maks: int) -> Reader:
    """Text of at most `maks` characters: ends and a leading apostrophe trimmed, runs of blanks one.

    A whole number below 10^15 becomes its digits. HTML is text like any other; control characters
    and marks that turn the reading direction are refused.
    """

    @_takes(Bentuk(f"Teks, paling panjang {maks} huruf"))
    def read(cell: object) -> str | None:
        if cell == "":
            return None
        if not isinstance(cell, str):
            cell = _number_text(cell)
        teks = " ".join(cell.split())
        if teks[:1] == "'":
            teks = teks[1:].lstrip()
        if not teks:
            return None
        if not teks.isprintable() and any(map(_forbidden, teks)):
            raise RowRefusedError(
                "karakter_kendali",
                "Sel memuat karakter kendali yang tidak terlihat. Ketik ulang isinya.",
            )
        if len(teks) > maks:
            raise RowRefusedError(
                "terlalu_panjang", f"Isi sel lebih dari {maks} huruf. Singkatkan isinya."
            )
        return teks

    return read


def baca_nama(maks: int) -> Reader:
    """Name of a person: as `baca_teks`, and without the signs that only markup has."""
    text = baca_teks(maks)

    @_takes(Bentuk(f"Nama, paling panjang {maks} huruf, tanpa tanda < dan >"))
    def read(cell: object) -> str | None:
        nama: str | None = text(cell)
        if nama is not None and not {"<", ">"}.isdisjoint(nama):
            raise RowRefusedError(
                "nama_bertanda", "Nama memuat tanda < atau >. Ketik ulang namanya sesuai dokumen."
            )
        return nama

    return read


def _forbidden(c: str) -> bool:
    return (
        unicodedata.category(c) in {"Cc", "Cs"}
        or "\u202a" <= c <= "\u202e"
        or ("\u2066" <= c <= "\u2069")
    )


def _number_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float) and abs(cell) < 10**DIGIT_AMAN and cell == int(cell):
        return str(int(cell))
    raise RowRefusedError("bukan_teks", "Sel ini harus berisi teks. Ubah format kolomnya ke Teks.")


def baca_nomor(maks: int) -> Reader:
    """A number that is a name (account, NPWP, BPJS): text only, a number cell loses zeros."""
    teks = baca_teks(maks)

    @_takes(Bentuk("Nomor dalam sel teks, supaya angka nol di depan tidak hilang"))
    def read(cell: object) -> str | None:
        if not isinstance(cell, str):
            raise RowRefusedError(
                "nomor_angka",
                "Sel berisi bilangan sehingga angka nol di depan atau angka terakhir dapat hilang. "
                "Ubah format kolom ke Teks, lalu isi ulang nomornya.",
            )
        nilai: str | None = teks(cell)
        return nilai

    return read


@_takes(Bentuk("NIP 18 angka dalam sel teks"))
def baca_nip(cell: object) -> str | None:
    """The digits of a NIP cell, not yet checked; a number cell is refused."""
    if cell is None or cell == "":
        return None
    sel = nip_from_cell(cell)
    if sel.galat is GalatNip.SEL_ANGKA:
        raise RowRefusedError(
            "nip_angka",
            "Sel NIP berisi bilangan sehingga tiga angka terakhirnya hilang. "
            "Ubah format kolom ke Teks, lalu salin ulang NIP dari sumbernya.",
        )
    return sel.nip


@_takes(Bentuk("NIK 16 angka dalam sel teks"))
def baca_nik(cell: object) -> str | None:
    """The digits of a NIK cell; a number cell is refused, doubts about the digits only warn."""
    if cell is None or cell == "":
        return None
    if not isinstance(cell, str):
        raise RowRefusedError(
            "nik_angka",
            "Sel NIK berisi bilangan sehingga angka terakhirnya hilang. "
            "Ubah format kolom ke Teks, lalu salin ulang NIK dari sumbernya.",
        )
    nik = nik_normal(cell)
    if len(nik) > 20:
        raise RowRefusedError("nik_panjang", "NIK lebih dari 16 angka. Betulkan NIK-nya.")
    return nik or None


_DMY: Final = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_YMD: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")


@_takes(Bentuk("Tanggal, tulis seperti 31-12-2026", "tanggal"))
def baca_tanggal(cell: object) -> date | None:
    """DD-MM-YYYY, ISO or a real date cell; the years 1900 to 2100."""
    if isinstance(cell, datetime):
        return _year_checked(cell.date())
    if isinstance(cell, date):
        return _year_checked(cell)
    if not isinstance(cell, str):
        raise RowRefusedError(
            "tanggal_tak_terbaca",
            "Sel tanggal berisi bilangan. Tulis tanggal seperti 31-12-2026.",
        )
    teks = cell.strip().removeprefix("'").strip()
    if not teks:
        return None
    if match := _DMY.fullmatch(teks):
        hari, bulan, tahun = match.groups()
    elif match := _YMD.fullmatch(teks):
        tahun, bulan, hari = match.groups()
    else:
        raise RowRefusedError(
            "tanggal_tak_terbaca",
            f"“{teks[:20]}” tidak terbaca sebagai tanggal. Tulis tanggal seperti 31-12-2026.",
        )
    try:
        return _year_checked(date(int(tahun), int(bulan), int(hari)))
    except ValueError:
        raise _impossible(teks) from None


def _year_checked(tanggal: date) -> date:
    if not TAHUN_TERENDAH <= tanggal.year <= TAHUN_TERTINGGI:
        raise _impossible(f"{tanggal:%d-%m-%Y}")
    return tanggal


def _impossible(teks: str) -> RowRefusedError:
    return RowRefusedError(
        "tanggal_mustahil", f"Tanggal {teks} tidak ada. Betulkan tanggalnya sesuai dokumen."
    )


def baca_bilangan(terendah: int, tertinggi: int) -> Reader:
    """A whole number between two inclusive edges, as number or as text."""

    @_takes(Bentuk(f"Bilangan bulat {terendah} sampai {tertinggi}", "bilangan"))
    def read(cell: object) -> int | None:
        teks = cell.strip().removeprefix("'") if isinstance(cell, str) else cell
        if teks in ("", None):
            return None
        try:
            nilai = float(teks)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            nilai = float("nan")
        if isinstance(cell, bool) or nilai % 1 != 0 or not terendah <= nilai <= tertinggi:
            raise RowRefusedError(
                "bilangan_salah",
                f"Isi harus bilangan bulat {terendah} sampai {tertinggi}.",
            )
        return int(nilai)

    return read


def baca_desimal(terendah: int, tertinggi: int, angka: int) -> Reader:
    """A decimal number between two inclusive edges, rounded half even to `angka` decimals."""
    langkah = Decimal(1).scaleb(-angka)

    @_takes(Bentuk(f"Bilangan {terendah} sampai {tertinggi}", "bilangan"))
    def read(cell: object) -> Decimal | None:
        teks = str(cell).strip().removeprefix("'").replace(",", ".")
        if not teks or cell is None:
            return None
        try:
            nilai = Decimal(teks)
        except InvalidOperation:
            nilai = Decimal("NaN")
        if isinstance(cell, bool) or not nilai.is_finite() or not terendah <= nilai <= tertinggi:
            raise RowRefusedError(
                "bilangan_salah", f"Isi harus bilangan {terendah} sampai {tertinggi}."
            )
        return nilai.quantize(langkah)

    return read


def baca_uuid(kode: str, pesan: str) -> Reader:
    """A UUID in any common spelling, in the database's own; another text is refused as `kode`."""

    @_takes(Bentuk("ID dari SIASN (32 huruf atau angka)"))
    def read(cell: object) -> str | None:
        teks = cell.strip().removeprefix("'").strip() if isinstance(cell, str) else cell
        if teks in ("", None):
            return None
        try:
            return str(UUID(str(teks)))
        except ValueError:
            raise RowRefusedError(kode, pesan) from None

    return read


@_takes(Bentuk("Golongan, tulis seperti III/d (PNS) atau IX (PPPK)"))
def baca_golongan(cell: object) -> str | None:
    """The code of a golongan of PNS or PPPK."""
    if not isinstance(cell, str) or not cell.strip(" '"):
        return None if cell in ("", None) or isinstance(cell, str) else _golongan(str(cell))
    return _golongan(cell.strip(" '"))


def _golongan(teks: str) -> str:
    try:
        return golongan_parse(teks).kode
    except GolonganUnknownError as error:
        raise RowRefusedError(error.code, f"{error.message} {error.langkah}") from None


PILIHAN_DISEBUT: Final = 20  # more are not listed one by one


def _choices(pilihan: Mapping[str, Any]) -> str:
    if len(pilihan) > PILIHAN_DISEBUT:
        return "Salah satu nama yang dikenal, seperti contoh"
    return f"Salah satu: {', '.join(sorted(pilihan))}"


def baca_pilihan(pilihan: Mapping[str, Any], kode: str, sebutan: str) -> Reader:
    """One of a closed list, compared without case and punctuation."""

    @_takes(Bentuk(_choices(pilihan)))
    def read(cell: object) -> Any:
        teks = cell if isinstance(cell, str) else _number_text(cell)
        kunci = nama_kunci(teks)
        if not kunci:
            return None
        try:
            return pilihan[kunci]
        except KeyError:
            raise RowRefusedError(
                kode, f"{sebutan} “{' '.join(teks.split())[:60]}” tidak dikenal. Betulkan isinya."
            ) from None

    return read


# Rows


def nip_refuse(
    nip: str, *, jenis: str, tanggal_lahir: date, jenis_kelamin: str, tmt_cpns: date | None
) -> None:
    """Check a NIP by itself and against the row it stands in; raises RowRefusedError."""
    tercatat = IdentitasTercatat(tanggal_lahir, jenis_kelamin, tmt_cpns)
    hasil = nip_check(nip, jenis_pegawai=jenis, tercatat=tercatat)
    if not hasil.galat:
        return
    galat = hasil.galat[0]
    nama = galat.value.removeprefix("tidak_cocok_")
    kode = f"nip_beda_{nama}" if nama != galat.value else f"nip_{galat.value}"
    raise RowRefusedError(kode, f"{galat.pesan} Cocokkan dengan SK, lalu betulkan yang salah.")


def nip_shape_refuse(nip: str) -> None:
    """Refuse what is not eighteen digits: no list can be joined by it."""
    if not (nip.isascii() and nip.isdigit()):
        raise RowRefusedError("nip_bukan_angka", f"{GalatNip.BUKAN_ANGKA.pesan} Betulkan NIP-nya.")
    if len(nip) != PANJANG_NIP:
        raise RowRefusedError(
            "nip_panjang",
            f"NIP harus 18 angka, di sini {len(nip)}. Salin ulang NIP dari sumbernya.",
        )


def golongan_refuse(golongan: str | None, tmt: date | None, jenis: str, today: date) -> None:
    """Golongan of the right kind and not from a day to come; raises RowRefusedError."""
    if golongan and (jenis == "PPPK") == ("/" in golongan):
        raise RowRefusedError(
            "golongan_tak_dikenal",
            f"Golongan {golongan} bukan golongan {jenis}. Betulkan golongan atau jenis pegawai.",
            "GOL AKHIR NAMA",
        )
    if tmt:
        tmt_golongan_refuse(tmt, today, "TMT GOLONGAN")


def tmt_golongan_refuse(tmt: date, today: date, kolom: str) -> None:
    """A golongan counts from its TMT, so one after `today` is refused."""
    if tmt > today:
        raise RowRefusedError(
            "tmt_golongan_masa_depan",
            f"TMT golongan {tmt:%d-%m-%Y} belum tiba. Betulkan TMT-nya atau muat lagi sesudah "
            "tanggal itu.",
            kolom,
        )


def kontrak_refuse(mulai: date, akhir: date, kolom: str) -> None:
    """A contract ends on or after its first day; raises RowRefusedError at `kolom`."""
    if akhir < mulai:
        pesan = f"{kolom} mendahului hari mulainya. Betulkan tanggalnya."
        raise RowRefusedError("kontrak_terbalik", pesan, kolom)


def nik_doubts(nik: str, *, tanggal_lahir: date, jenis_kelamin: str) -> Iterator[tuple[str, str]]:
    """Code and sentence of each doubt about a NIK; none refuses the row (UU 23/2006 ps. 13)."""
    tercatat = IdentitasTercatat(tanggal_lahir, jenis_kelamin)
    hasil = nik_check(nik, tercatat=tercatat)
    if hasil.galat:
        yield "nik_meragukan", "NIK tidak sah bentuknya. Cocokkan dengan KTP."
    for doubt in hasil.peringatan:
        apa = doubt.value.removeprefix("tidak_cocok_")
        sebutan = apa.replace("_", " ")
        yield f"nik_beda_{apa}", f"{sebutan.capitalize()} pada NIK berbeda. Cocokkan dengan KTP."


def hukdis_doubts(tingkat: str, jenis: str, tmt: date, akhir: date | None) -> list[tuple[str, str]]:
    """Contradictions of one hukdis row; it enters as recorded."""
    found = hukdis_contradiction(TingkatHukdis(tingkat), jenis, tmt, akhir)
    return [(w.kode, w.kalimat) for w in found]


@dataclass(frozen=True, slots=True)
class BarisUnit:
    """One unit of the list: its row, id and the parent it names (None: it is the root)."""

    baris: int
    id: str
    induk: str | None


def unit_paths(
    rows: Sequence[BarisUnit], tercatat: Mapping[str, tuple[str | None, str]]
) -> tuple[dict[str, str], list[tuple[BarisUnit, RowRefusedError]]]:
    """Path of every unit that may enter, and the rows refused.

    `tercatat`: units already known, id to (parent, path). They keep parent and path: a
    reorganisation makes new units. A new unit gets its parent's path, four base36 characters
    counted on per parent, and a dot. There is one root; a parent must be known; a unit under a
    refused one, or in a circle, is refused too.
    """
    paths: dict[str, str] = {}
    refused: list[tuple[BarisUnit, RowRefusedError]] = []
    known = {unit: path for unit, (_, path) in tercatat.items()}
    last = _last_children(known.values())
    root = next((unit for unit, (induk, _) in tercatat.items() if induk is None), None)
    waiting: dict[str, list[BarisUnit]] = {}
    ready: list[BarisUnit] = []
    for row in rows:
        if row.id in tercatat and tercatat[row.id][0] == row.induk:
            paths[row.id] = known[row.id]
        elif row.id in tercatat:
            refused.append((row, _unit_refusal("induk_berubah")))
        elif row.induk is None and root is not None:
            refused.append((row, _unit_refusal("akar_kedua")))
        elif row.induk is None or row.induk in known:
            root = root or row.id
            ready.append(row)
        else:
            waiting.setdefault(row.induk, []).append(row)
    ready.reverse()
    while ready:
        row = ready.pop()
        parent = known[row.induk] if row.induk else ""
        last[parent] = last.get(parent, -1) + 1
        path = f"{parent}{_base36(last[parent])}."
        if len(path) > JALUR_MAKS:
            refused.append((row, _unit_refusal("unor_terlalu_dalam")))
            continue
        known[row.id] = paths[row.id] = path
        ready.extend(reversed(waiting.pop(row.id, [])))
    refused += _orphans(waiting, {row.id: row.induk for row in rows})
    return paths, refused


def _orphans(
    waiting: Mapping[str, list[BarisUnit]], parents: Mapping[str, str | None]
) -> Iterator[tuple[BarisUnit, RowRefusedError]]:
    """Units whose parent never came: unknown, refused or below themselves."""
    for induk, rows in waiting.items():
        for row in rows:
            kode = "induk_ditolak" if induk in parents else "induk_tak_dikenal"
            yield row, _unit_refusal("unor_melingkar" if _circular(row.id, parents) else kode)


def _circular(unit: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step = parents.get(unit)
    while step is not None and step not in seen:
        if step == unit:
            return True
        seen.add(step)
        step = parents.get(step)
    return False


_UNIT_PESAN: Final = {
    "akar_kedua": "Sudah ada unit tanpa induk. Isi UNOR INDUK ID; hanya satu unit boleh di puncak.",
    "induk_berubah": (
        "Unit yang sudah tercatat tidak dipindahkan ke induk lain. Buat unit baru dengan UNOR ID "
        "baru, lalu catat sebagai pengganti."
    ),
    "induk_ditolak": "Unit induknya ditolak. Betulkan unit induknya lebih dahulu.",
    "induk_tak_dikenal": (
        "UNOR INDUK ID tidak ada di daftar unit. Betulkan, atau tambahkan unit induknya."
    ),
    "unor_melingkar": "Unit ini menjadi induk dari induknya sendiri. Betulkan UNOR INDUK ID.",
    "unor_terlalu_dalam": "Unit ini terlalu jauh di bawah puncak (lebih dari 40 tingkat).",
}


def _unit_refusal(kode: str) -> RowRefusedError:
    return RowRefusedError(kode, _UNIT_PESAN[kode], "UNOR INDUK ID")


def _last_children(paths: Iterable[str]) -> dict[str, int]:
    last: dict[str, int] = {}
    for path in paths:
        parent, own = path[:-SEGMEN], int(path[-SEGMEN:-1], 36)
        last[parent] = max(last.get(parent, -1), own)
    return last


def _base36(n: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    for _ in range(SEGMEN - 1):
        n, digit = divmod(n, 36)
        text = digits[digit] + text
    return text
