"""The first dated rows straight from the data migrations: the law without a database."""

from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from importlib import import_module
from typing import Any

from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.inti.rules.kalender import Kalender

PADA = date(2026, 11, 25)
# Of the months that the worked cases touch.
LIBUR = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 5)})
TAHUN = frozenset({2025, 2026, 2027})


@dataclass(frozen=True)
class Baris:
    kunci: str
    berlaku_mulai: date
    nilai: Any
    dasar_hukum: str


@cache
def semua_baris() -> tuple[Baris, ...]:
    bup = import_module("kepegawaian.migrations.0003_katalog_pensiun_bup")
    pangkat = import_module("kepegawaian.migrations.0005_aturan_kepangkatan")
    terbuka = import_module("kepegawaian.migrations.0013_aturan_perlu_verifikasi")
    cuti = import_module("kepegawaian.migrations.0015_aturan_cuti")
    rows = (
        *bup._parameters(),
        *pangkat.parameters(),
        *terbuka.parameters(),
        *cuti.parameters(),
    )
    hari = import_module("presensi.migrations.0005_aturan_hari")
    ketukan = import_module("presensi.migrations.0007_aturan_ketukan")
    rows += tuple((kunci, *row) for kunci, row in hari.ROWS.items())
    rows += tuple((kunci, "2025-01-01", *row) for kunci, row in ketukan.ROWS.items())
    found = []
    for kunci, mulai, nilai, dasar, *_ in rows:
        kini, isi = terbuka.changed(kunci, nilai)
        found.append(Baris(kini, date.fromisoformat(mulai), isi, dasar))
    return tuple(found)


def versi(kunci: str) -> list[Baris]:
    return [row for row in semua_baris() if row.kunci == kunci]


def pustaka(pada: date = PADA, tambahan: tuple[Baris, ...] = ()) -> PustakaAturan:
    """The law on `pada`, with rows of a draft when given."""
    return PustakaAturan(
        pada=pada,
        versi=lambda kunci: [*versi(kunci), *(row for row in tambahan if row.kunci == kunci)],
        kalender=partial(Kalender, LIBUR, TAHUN),
    )


ATURAN = pustaka()
