"""The shape of one dated parameter: one description for checking, form, display and comparison.

A value is single figures (`Bidang`) and tables (`Tabel`); `pecah` takes the stored JSON apart into
them, `susun` puts it together again. Nothing here knows a single parameter.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Final, Protocol

from sitamu.inti.rules.teks import rupiah, tanggal_panjang

PALING_AWAL: Final = date(1900, 1, 1)
PALING_AKHIR: Final = date(2200, 12, 31)
BARIS_MAKS: Final = 1000
TAK_TERBACA: Final = "bentuknya tidak sesuai."


@dataclass(frozen=True, slots=True)
class Galat:
    """One fault. `tempat`: for people, empty for the whole; `bidang`: path of the field or cell."""

    tempat: str
    pesan: str
    bidang: str = ""

    def __str__(self) -> str:
        return f"{self.tempat}: {self.pesan}" if self.tempat else self.pesan


# Kinds of figure


class Jenis(Protocol):
    """How one figure is checked, typed and printed.

    `dari_teks` gives the typed text back unread when it is no such figure, so that `salah` (a
    sentence, or None when sound) is the one place that refuses.
    """

    def salah(self, nilai: Any) -> str | None: ...
    def dari_teks(self, teks: str) -> Any: ...
    def ke_teks(self, nilai: Any) -> str: ...
    def tampil(self, nilai: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class Angka:
    """A whole number, both edges inclusive."""

    terendah: int
    tertinggi: int
    satuan: str = ""
    uang: bool = False

    def salah(self, nilai: Any) -> str | None:
        if type(nilai) is int and self.terendah <= nilai <= self.tertinggi:
            return None
        return f"harus angka {self._bare(self.terendah)}–{self._bare(self.tertinggi)}."

    def dari_teks(self, teks: str) -> Any:
        bare = teks.strip()
        if self.uang:
            bare = re.sub(r"^Rp\s*", "", bare, flags=re.IGNORECASE).replace(".", "")
        return int(bare) if re.fullmatch(r"-?[0-9]{1,12}", bare) else teks

    def ke_teks(self, nilai: Any) -> str:
        return str(nilai)

    def tampil(self, nilai: Any) -> str:
        return rupiah(nilai) if self.uang else f"{nilai} {self.satuan}".strip()

    def _bare(self, nilai: int) -> str:
        return f"{nilai:,}".replace(",", ".") if self.uang else str(nilai)


@dataclass(frozen=True, slots=True)
class Desimal:
    """An exact number with up to four decimals, stored as text; both edges inclusive."""

    terendah: int
    tertinggi: int
    satuan: str = ""

    def salah(self, nilai: Any) -> str | None:
        if (
            isinstance(nilai, str)
            and re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", nilai)
            and self.terendah <= Decimal(nilai) <= self.tertinggi
        ):
            return None
        return f"harus angka {self.terendah}–{self.tertinggi}, boleh dengan koma seperti 2,5."

    def dari_teks(self, teks: str) -> Any:
        return teks.strip().replace(",", ".")

    def ke_teks(self, nilai: Any) -> str:
        return str(nilai).replace(".", ",")

    def tampil(self, nilai: Any) -> str:
        bare = str(nilai).replace(".", ",")
        return f"{bare}%" if self.satuan == "%" else f"{bare} {self.satuan}".strip()


@dataclass(frozen=True, slots=True)
class Teks:
    """Plain text on one line, or several when `panjang`. `pola`: what it must match, with words."""

    maks: int = 300
    panjang: bool = False
    pola: str = ""
    contoh: str = ""

    def salah(self, nilai: Any) -> str | None:
        if not isinstance(nilai, str) or not nilai.strip():
            return "harus berisi teks."
        if len(nilai) > self.maks:
            return f"terlalu panjang, paling banyak {self.maks} huruf."
        if any(ord(c) < 32 for c in nilai):
            return "berisi tanda yang tidak dapat dicetak."
        if self.pola and not re.fullmatch(self.pola, nilai):
            return f"tulis seperti {self.contoh}."
        return None

    def dari_teks(self, teks: str) -> Any:
        return " ".join(teks.split())

    def ke_teks(self, nilai: Any) -> str:
        return str(nilai)

    def tampil(self, nilai: Any) -> str:
        return str(nilai)


@dataclass(frozen=True, slots=True)
class Tanggal:
    """A day, stored as 2026-12-31."""

    def salah(self, nilai: Any) -> str | None:
        day = _iso(nilai)
        if day is None:
            return "harus tanggal, seperti 31-12-2026."
        if not PALING_AWAL <= day <= PALING_AKHIR:
            return "harus antara tahun 1900 dan 2200."
        return None

    def dari_teks(self, teks: str) -> Any:
        bare = teks.strip()
        if match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", bare):
            return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
        return bare

    def ke_teks(self, nilai: Any) -> str:
        day = _iso(nilai)
        return f"{day:%d-%m-%Y}" if day else str(nilai)

    def tampil(self, nilai: Any) -> str:
        day = _iso(nilai)
        return tanggal_panjang(day) if day else str(nilai)


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One of a list of (value, words)."""

    opsi: tuple[tuple[Any, str], ...]

    def salah(self, nilai: Any) -> str | None:
        return None if _known(nilai, self.opsi) else _choose(self.opsi)

    def dari_teks(self, teks: str) -> Any:
        return _from_words(teks, self.opsi)

    def ke_teks(self, nilai: Any) -> str:
        return str(nilai)

    def tampil(self, nilai: Any) -> str:
        return next((label for value, label in self.opsi if value == nilai), str(nilai))


@dataclass(frozen=True, slots=True)
class Banyak:
    """Some of a list of (value, words), each once, at least `paling_sedikit`."""

    opsi: tuple[tuple[Any, str], ...]
    paling_sedikit: int = 1

    def salah(self, nilai: Any) -> str | None:
        if not isinstance(nilai, list) or not all(_known(item, self.opsi) for item in nilai):
            return _choose(self.opsi)
        if len(set(nilai)) != len(nilai):
            return "ada pilihan yang ditulis dua kali."
        if len(nilai) < self.paling_sedikit:
            return f"pilih paling sedikit {self.paling_sedikit}."
        return None

    def dari_teks(self, teks: str) -> Any:
        """Values parted by commas."""
        return [_from_words(part, self.opsi) for part in teks.split(",") if part.strip()]

    def ke_teks(self, nilai: Any) -> str:
        return ", ".join(map(str, nilai)) if isinstance(nilai, list) else str(nilai)

    def tampil(self, nilai: Any) -> str:
        if not isinstance(nilai, list):
            return str(nilai)
        words = dict(self.opsi)
        return ", ".join(str(words.get(item, item)) for item in nilai) or "tidak ada"


@dataclass(frozen=True, slots=True)
class YaTidak:
    """Yes or no."""

    def salah(self, nilai: Any) -> str | None:
        return None if isinstance(nilai, bool) else "harus ya atau tidak."

    def dari_teks(self, teks: str) -> Any:
        return {"ya": True, "true": True, "tidak": False, "false": False}.get(
            teks.strip().lower(), teks
        )

    def ke_teks(self, nilai: Any) -> str:
        return "ya" if nilai else "tidak"

    def tampil(self, nilai: Any) -> str:
        return "Ya" if nilai else "Tidak"


def opsi(kinds: type[Enum]) -> tuple[tuple[Any, str], ...]:
    """Values and words of an enum."""
    return tuple((item.value, getattr(item, "label", str(item.value))) for item in kinds)


def _iso(nilai: Any) -> date | None:
    if not isinstance(nilai, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", nilai):
        return None
    try:
        return date.fromisoformat(nilai)
    except ValueError:
        return None


def _known(nilai: Any, choices: tuple[tuple[Any, str], ...]) -> bool:
    return any(type(nilai) is type(value) and nilai == value for value, _ in choices)


def _choose(choices: tuple[tuple[Any, str], ...]) -> str:
    if len(choices) > 12:
        return "bukan pilihan yang dikenal."
    return f"pilih dari: {', '.join(label for _, label in choices)}."


def _from_words(teks: str, choices: tuple[tuple[Any, str], ...]) -> Any:
    bare = teks.strip()
    for value, label in choices:
        if bare == str(value) or bare.lower() == label.lower():
            return value
    return bare


# Fields and tables


@dataclass(frozen=True, slots=True)
class Bidang:
    """One figure. `kunci`: path in the JSON with dots (empty: the whole value), or column name.

    When it may be empty and is: `null` says whether null is stored or the key is left out.
    """

    kunci: str
    label: str
    jenis: Jenis
    wajib: bool = True
    bantuan: str = ""
    null: bool = False


class Susunan(StrEnum):
    """How the rows of a table lie in the JSON."""

    OBJEK = "objek"  # [{column: value}]
    DERET = "deret"  # [[value, value]]
    PETA = "peta"  # {first: {column: value}}
    PETA_DERET = "peta_deret"  # {first: [value, value]}
    PETA_NILAI = "peta_nilai"  # {first: second}
    NILAI = "nilai"  # [value]
    CAMPUR = "campur"  # [value or {column: value}]


@dataclass(frozen=True, slots=True)
class Tabel:
    """Rows of the same columns. `unik`: columns that together tell one row from another.

    `matriks`: columns of row, heading and cell for a wide display. `unggah`: typed in a
    spreadsheet rather than in the page.
    """

    kunci: str
    label: str
    kolom: tuple[Bidang, ...]
    susunan: Susunan = Susunan.OBJEK
    unik: tuple[str, ...] = ()
    paling_sedikit: int = 1
    matriks: tuple[str, str, str] | None = None
    unggah: bool = False

    def nama_baris(self, baris: Mapping[str, Any]) -> str:
        """What tells this row from the others, in words."""
        parts = [
            kolom.jenis.tampil(baris[kolom.kunci])
            for kolom in self.kolom
            if kolom.kunci in (self.unik or (self.kolom[0].kunci,))
            and baris.get(kolom.kunci) is not None
        ]
        return ", ".join(parts)


Isian = dict[str, Any]  # path -> figure, or list of rows {column: figure}; absent is None
Cek = Callable[[Isian], Iterable[Galat]]


Bagian = Bidang | Tabel


@dataclass(frozen=True, slots=True)
class Bentuk:
    """One parameter. `pegawai`: a change of it can change what holds for a person.

    `bab`: key of the first part of a chapter, and its heading; the parts stand in that order.
    """

    kunci: str
    judul: str
    kelompok: str
    penjelasan: str
    bagian: tuple[Bagian, ...]
    cek: tuple[Cek, ...] = ()
    pegawai: bool = True
    bab: Mapping[str, str] = field(default_factory=dict)

    @property
    def bab_bagian(self) -> list[tuple[str, list[Bagian]]]:
        """Chapters with their parts: as said, or all figures and then each table by itself."""
        if not self.bab:
            figures: list[Bagian] = list(self.bidang)
            tables: list[tuple[str, list[Bagian]]] = [(t.label, [t]) for t in self.tabel]
            return [("Isi", figures), *tables] if figures else tables
        chapters: list[tuple[str, list[Bagian]]] = []
        for part in self.bagian:
            if part.kunci in self.bab or not chapters:
                chapters.append((self.bab.get(part.kunci, "Isi"), []))
            chapters[-1][1].append(part)
        return chapters

    @property
    def bidang(self) -> tuple[Bidang, ...]:
        return tuple(part for part in self.bagian if isinstance(part, Bidang))

    @property
    def tabel(self) -> tuple[Tabel, ...]:
        return tuple(part for part in self.bagian if isinstance(part, Tabel))


# Apart and together


def pecah(bentuk: Bentuk, nilai: Any) -> tuple[Isian, list[Galat]]:
    """The stored value as figures and rows, with what has no place in the shape."""
    faults = list(_strangers(bentuk, nilai))
    isian: Isian = {}
    for part in bentuk.bagian:
        found = _at(nilai, part.kunci)
        if isinstance(part, Bidang):
            isian[part.kunci] = found
        else:
            rows, bad = _rows(part, found)
            isian[part.kunci] = rows
            faults += bad
    return isian, faults


def susun(bentuk: Bentuk, isian: Isian) -> Any:
    """The JSON of sound figures and rows."""
    whole: Any = {}
    for part in bentuk.bagian:
        value = isian.get(part.kunci)
        if isinstance(part, Tabel):
            value = _stored(part, value or [])
        elif value is None and not part.null:
            continue
        if not part.kunci:
            return value
        *above, name = part.kunci.split(".")
        place = whole
        for step in above:
            place = place.setdefault(step, {})
        place[name] = value
    return whole


def periksa(bentuk: Bentuk, isian: Isian) -> list[Galat]:
    """Everything wrong with figures and rows; what they say together once each is sound."""
    faults: list[Galat] = []
    for part in bentuk.bagian:
        if isinstance(part, Bidang):
            if pesan := _figure(part, isian.get(part.kunci)):
                faults.append(Galat(part.label, pesan, part.kunci))
        else:
            faults += _table(part, isian.get(part.kunci) or [])
    if not faults:
        for cek in bentuk.cek:
            faults += cek(isian)
    return faults


def periksa_nilai(bentuk: Bentuk, nilai: Any) -> list[Galat]:
    """Everything wrong with a stored value."""
    isian, faults = pecah(bentuk, nilai)
    return faults or periksa(bentuk, isian)


def _at(nilai: Any, path: str) -> Any:
    for step in path.split(".") if path else ():
        if not isinstance(nilai, dict):
            return None
        nilai = nilai.get(step)
    return nilai


def _strangers(bentuk: Bentuk, nilai: Any) -> Iterator[Galat]:
    """Keys that the shape does not know, at every level above the tables."""
    paths = [part.kunci for part in bentuk.bagian]
    if "" in paths:
        return
    levels = {"": nilai}
    for path in paths:
        steps = path.split(".")
        for n in range(1, len(steps)):
            above = ".".join(steps[:n])
            levels[above] = _at(nilai, above)
    for level, value in levels.items():
        if not isinstance(value, dict):
            yield Galat(level, TAK_TERBACA)
            continue
        prefix = f"{level}." if level else ""
        known = {p[len(prefix) :].split(".")[0] for p in paths if p.startswith(prefix)}
        for key in value:
            if key not in known:
                yield Galat(f"{prefix}{key}"[:60], "tidak dikenal.")


def _rows(tabel: Tabel, stored: Any) -> tuple[list[dict[str, Any]], list[Galat]]:
    names = [kolom.kunci for kolom in tabel.kolom]
    rows: list[dict[str, Any]] = []
    faults: list[Galat] = []
    peta = tabel.susunan in (Susunan.PETA, Susunan.PETA_DERET, Susunan.PETA_NILAI)
    if not isinstance(stored, dict if peta else list):
        pesan = "belum diisi." if stored is None else TAK_TERBACA
        return [], [Galat(tabel.label, pesan, tabel.kunci)]
    entries = stored.items() if isinstance(stored, dict) else ((None, item) for item in stored)
    for number, (key, item) in enumerate(entries, start=1):
        row = _row(tabel, names[1:] if peta else names, item)
        if row is None:
            faults.append(_cell(tabel, number, None, TAK_TERBACA))
            continue
        if peta:
            row = {names[0]: tabel.kolom[0].jenis.dari_teks(key), **row}
        faults += [
            _cell(tabel, number, None, f"“{str(name)[:40]}” tidak dikenal.")
            for name in row.keys() - set(names)
        ]
        rows.append({name: row.get(name) for name in names})
    return rows, faults


def _row(tabel: Tabel, names: Sequence[str], item: Any) -> dict[str, Any] | None:
    match tabel.susunan:
        case Susunan.OBJEK | Susunan.PETA:
            return dict(item) if isinstance(item, dict) else None
        case Susunan.DERET | Susunan.PETA_DERET:
            fits = isinstance(item, list) and len(item) == len(names)
            return dict(zip(names, item, strict=True)) if fits else None
        case Susunan.NILAI | Susunan.PETA_NILAI:
            return {names[0]: item}
        case Susunan.CAMPUR:
            return dict(item) if isinstance(item, dict) else {names[0]: item}


def _stored(tabel: Tabel, rows: Sequence[Mapping[str, Any]]) -> Any:
    names = [kolom.kunci for kolom in tabel.kolom]
    kept = [
        {k.kunci: row.get(k.kunci) for k in tabel.kolom if row.get(k.kunci) is not None or k.null}
        for row in rows
    ]
    first = tabel.kolom[0]
    stored: Any = kept
    match tabel.susunan:
        case Susunan.DERET:
            stored = [[row.get(name) for name in names] for row in rows]
        case Susunan.NILAI:
            stored = [row[names[0]] for row in rows]
        case Susunan.CAMPUR:
            stored = [row if len(row) > 1 else row[names[0]] for row in kept]
        case Susunan.PETA:
            stored = {str(row.pop(first.kunci)): row for row in kept}
        case Susunan.PETA_DERET:
            stored = {str(row[names[0]]): [row[name] for name in names[1:]] for row in rows}
        case Susunan.PETA_NILAI:
            stored = {str(row[names[0]]): row[names[1]] for row in rows}
    return stored


def _figure(bidang: Bidang, nilai: Any) -> str | None:
    if nilai is None:
        return "belum diisi." if bidang.wajib else None
    return bidang.jenis.salah(nilai)


def _table(tabel: Tabel, rows: Sequence[Mapping[str, Any]]) -> Iterator[Galat]:
    if len(rows) < tabel.paling_sedikit:
        yield Galat(tabel.label, f"isi paling sedikit {tabel.paling_sedikit} baris.", tabel.kunci)
    if len(rows) > BARIS_MAKS:
        yield Galat(tabel.label, f"paling banyak {BARIS_MAKS} baris.", tabel.kunci)
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        for kolom in tabel.kolom:
            if pesan := _figure(kolom, row.get(kolom.kunci)):
                yield _cell(tabel, number, kolom, pesan)
        name = repr([row.get(key) for key in tabel.unik])
        if tabel.unik and seen.setdefault(name, number) != number:
            yield _cell(
                tabel, number, None, f"sama dengan baris ke-{seen[name]}. Hapus salah satunya."
            )


def _cell(tabel: Tabel, number: int, kolom: Bidang | None, pesan: str) -> Galat:
    """The fault of a cell or, without `kolom`, of a row; rows count from 1."""
    where = f"{tabel.label}, baris ke-{number}"
    key = kolom or tabel.kolom[0]
    return Galat(
        f"{where}, {kolom.label}" if kolom else where,
        pesan,
        f"{tabel.kunci}:{number - 1}:{key.kunci}",
    )


# Comparison


@dataclass(frozen=True, slots=True)
class Beda:
    """One place where two versions differ; empty text: not there."""

    tempat: str
    lama: str
    baru: str


def beda(bentuk: Bentuk, lama: Any, baru: Any) -> list[Beda]:
    """What changes from one stored value to another, in the order of the shape."""
    before, _ = pecah(bentuk, lama)
    after, _ = pecah(bentuk, baru)
    found: list[Beda] = []
    for part in bentuk.bagian:
        if isinstance(part, Tabel):
            found += _rows_differ(part, before[part.kunci], after[part.kunci])
        elif before[part.kunci] != after[part.kunci]:
            found.append(
                Beda(part.label, tampil(part, before[part.kunci]), tampil(part, after[part.kunci]))
            )
    return found


def tampil(bidang: Bidang, nilai: Any) -> str:
    """One figure in words; empty when it is not there."""
    return "" if nilai is None else bidang.jenis.tampil(nilai)


def _rows_differ(
    tabel: Tabel, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[Beda]:
    def by_key(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
        keys = tabel.unik or tuple(k.kunci for k in tabel.kolom)
        return {repr([row.get(key) for key in keys]): row for row in rows}

    old, new = by_key(before), by_key(after)
    for key in [*old, *(key for key in new if key not in old)]:
        a, b = old.get(key), new.get(key)
        name = f"{tabel.label}: {tabel.nama_baris(b or a or {})}"
        if a is None or b is None:
            yield Beda(name, _line(tabel, a), _line(tabel, b))
            continue
        for kolom in tabel.kolom:
            if a[kolom.kunci] != b[kolom.kunci]:
                yield Beda(
                    f"{name}: {kolom.label}",
                    tampil(kolom, a[kolom.kunci]),
                    tampil(kolom, b[kolom.kunci]),
                )


def _line(tabel: Tabel, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    return "; ".join(
        f"{k.label} {tampil(k, row[k.kunci])}" if len(tabel.kolom) > 1 else tampil(k, row[k.kunci])
        for k in tabel.kolom
        if row[k.kunci] is not None
    )
