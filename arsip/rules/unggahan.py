"""Files on their way in: states, limits, and what the name of a scan says.

An office names its scans `NIP_JENIS.pdf` or `NIP_JENIS_KUNCI.pdf`, more or less: with blanks or
hyphens, in small letters, `SKP2025` in one word. `nama_urai` reads all of these and guesses none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, Protocol

from arsip.rules.dokumen import KUNCI, kunci_fits

BAGIAN_BYTE: Final = 256 * 1024  # what our own sender puts into one request
SEKALI_KIRIM_BYTE: Final = 1024 * 1024  # up to this a file goes in one request
MASSAL_MAKS_BERKAS: Final = 1000  # in one form, and in one ZIP
ZIP_MAKS_BYTE: Final = 200 * 1024 * 1024
ZIP_ISI_MAKS_BYTE: Final = 1024 * 1024 * 1024  # unpacked, all together
KEDALUWARSA: Final = timedelta(days=7)  # how long half a file waits for the rest
PERCOBAAN_MAKS: Final = 4
PINDAI_JEDA: Final = timedelta(minutes=1)  # before a scanner without verdict is asked again
PINDAI_MACET: Final = timedelta(minutes=15)  # a file that waits longer raises an alarm


class StatusUnggahan(StrEnum):
    """MENUNGGU: all bytes are here and the worker judges them."""

    MENGIRIM = "MENGIRIM"
    MENUNGGU = "MENUNGGU"
    COCOKKAN = "COCOKKAN"
    TERSIMPAN = "TERSIMPAN"
    DIURAI = "DIURAI"
    DITOLAK = "DITOLAK"
    DIBUANG = "DIBUANG"

    @property
    def label(self) -> str:
        return {
            "MENGIRIM": "Belum lengkap terkirim",
            "MENUNGGU": "Sedang diperiksa",
            "COCOKKAN": "Perlu dicocokkan",
            "TERSIMPAN": "Tersimpan",
            "DIURAI": "ZIP sudah dibuka",
            "DITOLAK": "Ditolak",
            "DIBUANG": "Dibuang",
        }[self.value]


class StatusPindai(StrEnum):
    """The virus scan of a version. TIDAK: no scanner was set up when it came in."""

    TIDAK = "TIDAK"
    MENUNGGU = "MENUNGGU"
    BERSIH = "BERSIH"
    VIRUS = "VIRUS"

    @property
    def label(self) -> str:
        return {
            "TIDAK": "Tidak diperiksa",
            "MENUNGGU": "Menunggu pemeriksaan virus",
            "BERSIH": "Bersih",
            "VIRUS": "Berisi virus",
        }[self.value]


class Jenis(Protocol):
    """What the name of a file is compared with."""

    kode: str
    nama: str
    banyak: bool
    tahunan: bool


@dataclass(frozen=True, slots=True)
class NamaBerkas:
    """What a name says: each part is empty when it does not say it for certain."""

    nomor: str = ""
    jenis: str = ""
    kunci: str = ""


NIP: Final = re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)")
PISAH: Final = re.compile(r"[\s_.-]+")
BUKAN_HURUF: Final = re.compile(r"[^A-Z0-9]")


def batang(nama: str) -> str:
    """The name without its extension."""
    stem, dot, ending = nama.rpartition(".")
    return stem if dot and stem and len(ending) <= 5 else nama


def nama_urai(nama: str, jenis: Iterable[Jenis]) -> NamaBerkas:
    """NIP (or, before the first underscore, another number), kind and key of a file name."""
    stem = batang(nama).strip()
    if found := NIP.search(stem):
        nomor = re.sub(r"\D", "", found[0])
        rest = stem[: found.start()] + stem[found.end() :]
    else:
        nomor, mark, rest = stem.partition("_")
        if not mark or not any(c.isdigit() for c in nomor):
            nomor, rest = "", stem
    kode, kunci = _jenis(rest.strip(" _.-"), list(jenis))
    return NamaBerkas(nomor.strip(), kode, kunci)


def _jenis(rest: str, kinds: list[Jenis]) -> tuple[str, str]:
    """Kind and key of what stands behind the NIP; the longest name of a kind that fits wins.

    A key holds a digit (a year, a date, a number): words behind a kind ("salinan", somebody's
    name) are no key, and then the kind is not certain either.
    """
    words = PISAH.split(rest.upper())
    best: tuple[int, str, str] = (0, "", "")
    for kind in kinds:
        for name in (kind.kode, kind.nama):
            plain = BUKAN_HURUF.sub("", name.upper())
            kunci = _behind(words, plain)
            if (
                kunci is not None
                and len(plain) > best[0]
                and (not kunci or any(c.isdigit() for c in kunci))
                and kunci_fits(kunci, banyak=kind.banyak, tahunan=kind.tahunan)
            ):
                best = (len(plain), kind.kode, kunci)
    return best[1], best[2]


def _behind(words: list[str], plain: str) -> str | None:
    """What is left of `words` after the letters of `plain`, or None when they do not begin so.

    Within a word only digits may follow: SKP2025 is SKP and 2025, SKPA is no SKP.
    """
    left = plain
    for at, word in enumerate(words):
        letters = BUKAN_HURUF.sub("", word)
        if left.startswith(letters):
            left = left[len(letters) :]
            if not left:
                return " ".join(words[at + 1 :])
        elif letters.startswith(left) and letters[len(left) :].isdigit():
            return " ".join([letters[len(left) :], *words[at + 1 :]])
        else:
            return None
    return None


def kunci_rapi(kunci: str) -> str:
    """A key as it is stored, or empty when its shape is not one of a key."""
    kunci = kunci.strip()
    return kunci if KUNCI.fullmatch(kunci) else ""
