"""Old holdings: a folder of scans and a list that says whose each is and what.

Run again, it goes on: each file carries an id made of its place, size and time of change and of
where it goes, so that what is filed is not even opened again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from arsip.clients.penerima import Terunggah
from arsip.errors import PetaDitolakError
from arsip.models import VersiDokumen
from arsip.selectors import jenis_in_force
from arsip.services.dokumen import dokumen_import
from arsip.services.unggahan import length_check
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Pegawai

RUANG: Final = UUID("2b0b4a52-6b0e-4b7e-8f0f-6d0a2c1d7e55")  # names every old file ever loaded
WAJIB: Final = ("berkas", "nip", "jenis")
SEKALI: Final = 500  # lines looked up together
POTONG_BYTE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class BarisPeta:
    """One line of the list: a path inside the folder, and where it goes."""

    nomor: int
    berkas: str
    nip: str
    jenis: str
    kunci: str


@dataclass(frozen=True, slots=True)
class Catatan:
    """What did not go in: the line (0: a file no line names), with a code and a sentence."""

    baris: int
    berkas: str
    kode: str
    pesan: str


@dataclass(slots=True)
class LaporanImpor:
    """How it went. `sudah`: filed by an earlier run, or the very same bytes were there."""

    masuk: int = 0
    sudah: int = 0
    byte: int = 0
    tertinggal: list[Catatan] = field(default_factory=list)


def peta_read(path: Path) -> list[BarisPeta]:
    """The list: CSV with a heading, comma or semicolon, UTF-8; columns in any order.

    `berkas`, `nip` (or own number), `jenis` (code), optional `kunci`. Raises PetaDitolakError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PetaDitolakError("tidak dapat dibaca sebagai UTF-8") from error
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if ";" in head else ",")
    names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    if missing := [name for name in WAJIB if name not in names]:
        raise PetaDitolakError(f"tidak mempunyai kolom {', '.join(missing)}")

    def cell(row: dict[str, str | None], name: str) -> str:
        return (row.get(names.get(name, "")) or "").strip()

    return [
        BarisPeta(
            reader.line_num,
            cell(row, "berkas").replace("\\", "/"),
            "".join(cell(row, "nip").split()),
            cell(row, "jenis").upper(),
            cell(row, "kunci"),
        )
        for row in reader
        if any((value or "").strip() for value in row.values() if isinstance(value, str | None))
    ]


def arsip_import(
    folder: Path, peta: list[BarisPeta], *, now: datetime, skip: Path | None = None
) -> Iterator[LaporanImpor]:
    """File every line of the list; the report so far is given after each stretch of lines.

    `skip`: the list itself, which is no paper left behind when it lies in the folder.

    Each paper is its own transaction: stopped anywhere, what is in is in. Raises PenuhError.
    """
    laporan = LaporanImpor()
    kinds = set(jenis_in_force(on=timezone.localdate(now)).values_list("kode", flat=True))
    root = folder.resolve()
    for begin in range(0, len(peta), SEKALI):
        stretch = peta[begin : begin + SEKALI]
        people = _people(stretch)
        ready = [_found(root, row, people, kinds, laporan) for row in stretch]
        jobs = [job for job in ready if job is not None]
        known = _known(job[3] for job in jobs)
        for row, path, person, id_klien in jobs:
            if id_klien in known:
                laporan.sudah += 1
            else:
                _file(row, path, person, id_klien, laporan, now=now)
        if begin + SEKALI < len(peta):
            yield laporan
    named = {row.berkas for row in peta}
    if skip is not None and skip.resolve().is_relative_to(root):
        named.add(str(PurePosixPath(skip.resolve().relative_to(root))))
    laporan.tertinggal += [
        Catatan(0, name, "tidak_di_peta", "Berkas ini tidak disebut di peta.")
        for name in _files(root)
        if name not in named
    ]
    yield laporan


def _people(rows: list[BarisPeta]) -> dict[str, UUID]:
    """Number -> person, for NIP and own numbers."""
    numbers = {row.nip for row in rows}
    by_nip = Pegawai.objects.filter(nip__in=numbers).values_list("nip", "pk")
    by_own = Pegawai.objects.filter(nomor_induk__in=numbers).values_list("nomor_induk", "pk")
    return {str(number): pk for number, pk in (*by_own, *by_nip)}


def _known(ids: Iterator[UUID]) -> set[UUID | None]:
    return set(
        VersiDokumen.objects.filter(id_klien__in=list(ids)).values_list("id_klien", flat=True)
    )


def _found(
    root: Path, row: BarisPeta, people: dict[str, UUID], kinds: set[str], laporan: LaporanImpor
) -> tuple[BarisPeta, Path, UUID, UUID] | None:
    """The line with its file, person and id; else a note."""
    path = (root / row.berkas).resolve()
    inside = bool(row.berkas) and path.is_relative_to(root)
    if not inside or not path.is_file():
        kode, pesan = "berkas_tidak_ada", "Berkas tidak ada di folder."
    elif row.nip not in people:
        kode, pesan = "nip_tidak_ada", f"NIP {row.nip or 'kosong'} tidak dikenal."
    elif row.jenis not in kinds:
        kode, pesan = "jenis_tidak_dikenal", f"Jenis {row.jenis} tidak dikenal."
    else:
        stat = path.stat()
        parts = (row.nip, row.jenis, row.kunci, row.berkas, stat.st_size, stat.st_mtime_ns)
        return row, path, people[row.nip], uuid5(RUANG, "|".join(map(str, parts)))
    laporan.tertinggal.append(Catatan(row.nomor, row.berkas, kode, pesan))
    return None


def _file(
    row: BarisPeta,
    path: Path,
    person: UUID,
    id_klien: UUID,
    laporan: LaporanImpor,
    *,
    now: datetime,
) -> None:
    try:
        with path.open("rb") as source, Terunggah(row.berkas) as upload:
            length_check(row.berkas, path.stat().st_size, massal=False)
            while piece := source.read(POTONG_BYTE):
                upload.write(piece)
            upload.size = upload.tell()
            versi = dokumen_import(
                pegawai_id=person,
                jenis_kode=row.jenis,
                kunci=row.kunci,
                file=upload,
                now=now,
                id_klien=id_klien,
            )
    except DomainError as error:
        if error.http_status >= 500:
            raise  # our own trouble: stop, and go on later
        laporan.tertinggal.append(Catatan(row.nomor, row.berkas, error.code, error.message))
        return
    if versi.sudah_ada:
        laporan.sudah += 1
    else:
        laporan.masuk += 1
        laporan.byte += versi.ukuran_byte


def _files(root: Path) -> Iterator[str]:
    """Every file of the folder, hidden ones left out, by its path inside."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield str(PurePosixPath(inside))
