"""What a search box holds, and the limits of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sitamu.inti.rules.teks import nama_kunci

TEKS_MAKS: Final = 200  # characters of a question that are read
KATA_MAKS: Final = 8
EJAAN_MIN: Final = 4
HASIL: Final = 20  # lines of a page
HITUNG_MAKS: Final = 1_000  # counted exactly up to here, then "lebih dari 1.000"
KANDIDAT_MAKS: Final = 500  # rows compared one by one for a typing error
MIRIP_MIN: Final = 0.5  # word similarity of pg_trgm, 0 to 1
# Around a hit in a snippet: private characters, so that what a file says cannot be markup.
AWAL: Final = "\ue000"
AKHIR: Final = "\ue001"
_AWAL_WAKTU: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Cara(StrEnum):
    """How the hits were found, each way tried when the one before found nothing."""

    NIP = "nip"  # a whole NIP: the papers of that person
    KATA = "kata"  # all the words, stemmed
    BAGIAN = "bagian"  # parts of words
    MIRIP = "mirip"  # words that look alike: a typing error


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """One question: `kata` folded as names are, `nip` when a whole NIP was typed."""

    kata: tuple[str, ...]
    nip: str = ""

    @property
    def kosong(self) -> bool:
        return not self.kata

    @property
    def ejaan(self) -> str:
        """Words that can be misspelt: four letters or more, no digits; "" without any."""
        return " ".join(w for w in self.kata if len(w) >= EJAAN_MIN and w.isalpha())


def pertanyaan_of(teks: str) -> Pertanyaan:
    """Read a search box: the first 8 different words; signs part words, so `800/12` is two."""
    words = nama_kunci(teks[:TEKS_MAKS]).split()
    digits = "".join(words)
    nip = digits if len(digits) == 18 and digits.isascii() and digits.isdecimal() else ""
    return Pertanyaan(tuple(dict.fromkeys([nip] if nip else words))[:KATA_MAKS], nip)


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where a page ended: the next one goes on behind it, found in the same way."""

    pada: datetime
    dokumen_id: UUID
    cara: Cara

    def __str__(self) -> str:
        mikro = (self.pada - _AWAL_WAKTU) // timedelta(microseconds=1)
        return f"{self.cara}.{mikro}.{self.dokumen_id.hex}"


def tempat_of(teks: str) -> Tempat | None:
    """Read back what `str` wrote; anything else is None, and the search begins at its top."""
    try:
        cara, mikro, dokumen = teks.split(".")
        pada = _AWAL_WAKTU + timedelta(microseconds=int(mikro))
        return Tempat(pada, UUID(hex=dokumen), Cara(cara))
    except (ValueError, OverflowError):
        return None


def kutipan_of(teks: str) -> Sequence[tuple[str, bool]]:
    """Parts of a snippet in order, each with whether it is a hit; empty when none is."""
    if AWAL not in teks:
        return ()
    parts: list[tuple[str, bool]] = []
    for at, piece in enumerate(teks.split(AWAL)):
        hit, _, rest = piece.partition(AKHIR) if at else ("", "", piece)
        parts += [(hit, True), (rest, False)]
    return [part for part in parts if part[0]]
