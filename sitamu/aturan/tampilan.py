"""A version of a parameter as pages show it: figures in words, tables as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sitamu.aturan.rules.bentuk import Bentuk, Bidang, Tabel, pecah, tampil


@dataclass(frozen=True, slots=True)
class Petak:
    """A table as text. `sempit`: figures of a wide table, set tightly."""

    judul: str
    kepala: Sequence[str]
    baris: Sequence[Sequence[str]]
    matriks: bool = False

    @property
    def kartu(self) -> list[list[tuple[str, str]]]:
        """Each cell with its heading."""
        return [list(zip(self.kepala, row, strict=True)) for row in self.baris]


@dataclass(frozen=True, slots=True)
class Lembar:
    """One chapter of a version; `judul` empty where its parts speak for themselves."""

    judul: str
    angka: Sequence[tuple[str, str]]
    petak: Sequence[Petak]


def lembar(bentuk: Bentuk, nilai: Any) -> list[Lembar]:
    """What a version says, chapter by chapter."""
    isian, _ = pecah(bentuk, nilai)
    return [
        Lembar(
            judul if bentuk.bab else "",
            [(b.label, tampil(b, isian[b.kunci])) for b in parts if isinstance(b, Bidang)],
            [_grid(t, isian[t.kunci]) for t in parts if isinstance(t, Tabel)],
        )
        for judul, parts in bentuk.bab_bagian
    ]


def _grid(tabel: Tabel, rows: Sequence[Mapping[str, Any]]) -> Petak:
    if tabel.matriks is not None:
        return _wide(tabel, rows, tabel.matriks)
    return Petak(
        tabel.label,
        [_heading(kolom) for kolom in tabel.kolom],
        [[tampil(kolom, row[kolom.kunci]) for kolom in tabel.kolom] for row in rows],
    )


def _wide(tabel: Tabel, rows: Sequence[Mapping[str, Any]], keys: tuple[str, str, str]) -> Petak:
    """Rows by the first key, columns by the second in the order they come, the third in between."""
    down, across, cell = keys
    columns = list(dict.fromkeys(row[across] for row in rows))
    lines = sorted({row[down] for row in rows})
    found = {(row[down], row[across]): row[cell] for row in rows}
    return Petak(
        tabel.label,
        [down.upper(), *map(str, columns)],
        [
            [str(line), *(_dotted(found.get((line, column))) for column in columns)]
            for line in lines
        ],
        matriks=True,
    )


def _dotted(nilai: Any) -> str:
    return f"{nilai:,}".replace(",", ".") if isinstance(nilai, int) else ""


def _heading(kolom: Bidang) -> str:
    return kolom.label[:1].upper() + kolom.label[1:]
