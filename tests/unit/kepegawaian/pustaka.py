"""The first dated rows straight from the data migrations: the law without a database."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from kepegawaian.selectors.aturan import PustakaAturan

PADA = date(2026, 11, 25)


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
    rows = (*bup._parameters(), *pangkat.parameters(), *terbuka.parameters())
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
    )


ATURAN = pustaka()
