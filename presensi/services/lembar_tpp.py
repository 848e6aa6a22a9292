"""Workbooks of TPP: month facts by NIP and pagu by class. All rows are taken or none."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kepegawaian.selectors.tpp import jabatan_by_name
from presensi.errors import LembarTppInvalidError
from presensi.models import FaktaBulanTpp, PaguTpp, PeriodeTpp
from presensi.rules.tpp.alur import StatusTpp
from presensi.rules.tpp.pagu import KRITERIA
from presensi.rules.tpp.predikat import PredikatKinerja
from presensi.services.lembar_roster import rows_read, text_of
from presensi.services.tpp import periode_open, tpp_mark
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import has_hak

BARIS_MAKS: Final = 100_000
SALAH_MAKS: Final = 50
RUPIAH_MAKS: Final = 10**12
NIP: Final = "NIP"
KATEGORI: Final = frozenset({"", "A", "B", "C"})
JUDUL_FAKTA: Final = (
    "NIP",
    "GAJI DASAR BPJS",
    "PENGHASILAN LAIN",
    "PPH LAIN",
    "KATEGORI TER",
    "PREDIKAT",
    "PLT PAGU",
    "PLT SETINGKAT",
    "PLT HARI KERJA",
    "PLT BULAN KE",
    "SYARAT GAGAL",
    "POTONGAN LAIN",
)
JUDUL_PAGU: Final = ("KELAS", "JABATAN", "UNIT ID", "NIP", *(nama.upper() for _, nama in KRITERIA))


class _CellError(Exception):
    """What is wrong with one cell, in words."""


# Cells


def _whole(text: str, *, most: int = RUPIAH_MAKS) -> int:
    plain = re.sub(r"(?<=\d)[.](?=\d{3}(\D|$))", "", text.removeprefix("Rp").strip())
    if not re.fullmatch(r"-?\d+", plain):
        raise _CellError(f"“{text[:30]}” bukan bilangan bulat")
    if not 0 <= int(plain) <= most:
        raise _CellError(f"{plain[:20]} di luar 0 sampai {most}")
    return int(plain)


def _optional(text: str) -> int | None:
    return _whole(text) if text else None


def _amount(text: str) -> int:
    return _whole(text) if text else 0


def _small(text: str) -> int:
    return _whole(text, most=400) if text else 0


def _month_number(text: str) -> int:
    return _whole(text, most=400) if text else 1


def _category(text: str) -> str:
    if text.upper() not in KATEGORI:
        raise _CellError(f"kategori TER “{text[:10]}” bukan A, B, atau C")
    return text.upper()


def _rating(text: str) -> str:
    known = {str(p.value).lower(): str(p.value) for p in PredikatKinerja}
    if text and text.lower() not in known:
        raise _CellError(f"predikat “{text[:30]}” tidak dikenal")
    return known.get(text.lower(), "")


def _same_level(text: str) -> bool:
    if text.upper() not in ("", "YA", "TIDAK"):
        raise _CellError(f"“{text[:10]}” bukan YA atau TIDAK")
    return text.upper() != "TIDAK"


def _codes(text: str) -> list[str]:
    return [one.strip().upper() for one in text.split(",") if one.strip()]


def _deductions(text: str) -> list[list[Any]]:
    """`ZAKAT=50000; KOPERASI=100000`."""
    found: list[list[Any]] = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        kode, equals, amount = part.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z][A-Za-z0-9 _]{0,29}", kode.strip()):
            raise _CellError(f"“{part[:30]}” bukan KODE=RUPIAH")
        found.append([kode.strip().upper().replace(" ", "_"), _whole(amount.strip())])
    return found


_FIELDS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "GAJI DASAR BPJS": ("gaji_dasar_bpjs", _optional),
    "PENGHASILAN LAIN": ("penghasilan_lain", _amount),
    "PPH LAIN": ("pph_lain", _amount),
    "KATEGORI TER": ("kategori_ter", _category),
    "PREDIKAT": ("predikat", _rating),
    "PLT PAGU": ("plt_pagu", _optional),
    "PLT SETINGKAT": ("plt_setingkat", _same_level),
    "PLT HARI KERJA": ("plt_hari_kerja", _small),
    "PLT BULAN KE": ("plt_bulan_ke", _month_number),
    "SYARAT GAGAL": ("syarat_gagal", _codes),
    "POTONGAN LAIN": ("potongan_lain", _deductions),
}


# The sheet


def _read(
    isi: bytes, known: Sequence[str], required: str
) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Headings in use and filled rows with their numbers; raises LembarTppInvalidError."""
    rows = rows_read(isi, baris=BARIS_MAKS)
    texts = [[text_of(cell) for cell in row] for row in rows]
    at = next(
        (n for n, row in enumerate(texts[:20]) if required in [cell.upper() for cell in row]), None
    )
    if at is None:
        raise LembarTppInvalidError([f"Tidak ada baris judul dengan kolom {required}."])
    heading = [cell.upper() for cell in texts[at]]
    columns = {name: heading.index(name) for name in known if name in heading}
    found = []
    for number, row in enumerate(texts[at + 1 :], at + 2):
        cells = {name: row[n] if n < len(row) else "" for name, n in columns.items()}
        if any(cells.values()):
            found.append((number, cells))
    return list(columns), found


def _refuse(wrong: Sequence[str]) -> None:
    if wrong:
        more = len(wrong) - SALAH_MAKS
        shown = [*wrong[:SALAH_MAKS], *([f"dan {more} baris lain"] if more > 0 else [])]
        raise LembarTppInvalidError(shown)


def _root_require(actor: Pengguna, now: datetime) -> None:
    root = UnitKerja.objects.get(induk__isnull=True)
    if not has_hak(actor, Hak.TPP_MANAGE, root.pk, on=timezone.localdate(now)):
        raise NotAllowedError


def _people(rows: Iterable[tuple[int, Mapping[str, str]]]) -> dict[str, UUID]:
    numbers = {re.sub(r"\D", "", cells.get(NIP, "")) for _, cells in rows} - {""}
    people = Pegawai.objects.filter(Q(nip__in=numbers) | Q(nomor_induk__in=numbers))
    return {row.nomor: row.pk for row in people.only("pk", "nip", "nomor_induk")}


@transaction.atomic
def fakta_import(*, isi: bytes, bulan: date, actor: Pengguna, now: datetime) -> int:
    """Month facts by NIP; a column that is not there stays as it was. Returns how many people.

    Raises NotAllowedError, TppTertutupError, BertanggalError, LembarTppInvalidError naming row and
    column.
    """
    _root_require(actor, now)
    periode_open(bulan)
    columns, rows = _read(isi, JUDUL_FAKTA, NIP)
    fields = [(name, *_FIELDS[name]) for name in columns if name != NIP]
    people = _people(rows)
    seen: dict[str, int] = {}
    wrong: list[str] = []
    facts: list[FaktaBulanTpp] = []
    for number, cells in rows:
        nip = re.sub(r"\D", "", cells[NIP])
        if nip not in people:
            wrong.append(f"Baris {number}: NIP {nip or '(kosong)'} tidak ada.")
            continue
        if nip in seen:
            wrong.append(f"Baris {number}: NIP {nip} sudah ada di baris {seen[nip]}.")
            continue
        seen[nip] = number
        row = FaktaBulanTpp(pegawai_id=people[nip], bulan=bulan)
        for name, field, parse in fields:
            try:
                setattr(row, field, parse(cells[name]))
            except _CellError as error:
                wrong.append(f"Baris {number}, {name}: {error}.")
        if row.predikat:
            row.sumber_predikat = f"XLSX {timezone.localdate(now):%d-%m-%Y}"
        facts.append(row)
    _refuse(wrong)
    changed = [field for _, field, _ in fields]
    if "predikat" in changed:
        changed.append("sumber_predikat")
    FaktaBulanTpp.objects.bulk_create(
        facts,
        batch_size=1000,
        update_conflicts=bool(changed),
        ignore_conflicts=not changed,
        unique_fields=["pegawai", "bulan"] if changed else None,
        update_fields=changed or None,
    )
    return len(facts)


@transaction.atomic
def pagu_import(*, isi: bytes, mulai: date, dasar: str, actor: Pengguna, now: datetime) -> int:
    """Pagu rows from a day on; earlier rows of the same key end the day before.

    Open months from that day are asked to be computed again. Returns how many rows. Raises
    NotAllowedError, BertanggalError, LembarTppInvalidError naming row and column.
    """
    _root_require(actor, now)
    _, rows = _read(isi, JUDUL_PAGU, "KELAS")
    people = _people(rows)
    units = {str(pk): pk for pk in UnitKerja.objects.values_list("pk", flat=True)}
    posts = jabatan_by_name(cells.get("JABATAN", "") for _, cells in rows)
    wrong: list[str] = []
    seen: dict[tuple[Any, ...], int] = {}
    made: list[PaguTpp] = []
    for number, cells in rows:
        try:
            row = _pagu_row(cells, people, units, posts)
        except _CellError as error:
            wrong.append(f"Baris {number}: {error}.")
            continue
        key = _key(row)
        if key in seen:
            wrong.append(f"Baris {number}: sama dengan baris {seen[key]}.")
            continue
        seen[key] = number
        row.mulai, row.dasar = mulai, dasar
        made.append(row)
    _refuse(wrong)
    held = PaguTpp.objects.filter(Q(sampai__isnull=True) | Q(sampai__gte=mulai))
    ended = [row for row in held if _key(row) in seen]
    if later := [row for row in ended if row.mulai >= mulai]:
        raise LembarTppInvalidError(
            [f"Baris {seen[_key(r)]}: sudah ada pagu mulai {r.mulai:%d-%m-%Y}." for r in later]
        )
    for row in ended:
        row.sampai = mulai - timedelta(days=1)
        row.save(update_fields=["sampai"])
    for row in made:
        row.save()
    _mark_open(mulai)
    return len(made)


def _pagu_row(
    cells: Mapping[str, str],
    people: Mapping[str, UUID],
    units: Mapping[str, UUID],
    posts: Mapping[str, UUID],
) -> PaguTpp:
    row = PaguTpp()
    kelas = cells["KELAS"]
    if not re.fullmatch(r"\d{1,2}", kelas) or not 1 <= int(kelas) <= 17:
        raise _CellError(f"kelas “{kelas[:10]}” di luar 1 sampai 17")
    row.kelas = int(kelas)
    if post := cells.get("JABATAN", ""):
        if post.lower() not in posts:
            raise _CellError(f"jabatan “{post[:60]}” tidak ada")
        row.jabatan_id = posts[post.lower()]
    if unit := cells.get("UNIT ID", "").lower():
        if unit not in units:
            raise _CellError(f"unit {unit[:40]} tidak ada")
        row.unit_id = units[unit]
    if nip := re.sub(r"\D", "", cells.get(NIP, "")):
        if nip not in people:
            raise _CellError(f"NIP {nip} tidak ada")
        row.pegawai_id = people[nip]
    for field, nama in KRITERIA:
        setattr(row, field, _amount(cells.get(nama.upper(), "")))
    return row


def _key(row: PaguTpp) -> tuple[Any, ...]:
    return (row.kelas, row.jabatan_id, row.unit_id, row.pegawai_id)


def _mark_open(mulai: date) -> None:
    first = mulai.replace(day=1)
    computed = PeriodeTpp.objects.filter(
        status=StatusTpp.TERBUKA.value, dihitung_pada__isnull=False, bulan__gte=first
    )
    for bulan in computed.values_list("bulan", flat=True):
        tpp_mark(bulan=bulan)
