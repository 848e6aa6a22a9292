"""Looking whether stored bytes are still what they were: what can be found, and how often."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

PUTARAN: Final = timedelta(days=30)  # a new round begins so long after the last one began
TEMPO: Final = timedelta(days=20)  # a round shall be over by then
JEDA: Final = timedelta(minutes=5)  # between two looks
SEKALI_MIN: Final = 200
MUDA: Final = timedelta(days=1)  # younger objects may belong to work under way
FOLDER: Final = tuple(f"dokumen/{n:02x}" for n in range(256))


class JenisTemuan(StrEnum):
    HILANG = "HILANG"
    BERUBAH = "BERUBAH"
    YATIM = "YATIM"

    @property
    def label(self) -> str:
        return {
            "HILANG": "Berkas tidak ada di penyimpanan",
            "BERUBAH": "Isi berkas berbeda dari yang tercatat",
            "YATIM": "Berkas tanpa catatan",
        }[self.value]


def sekali(jumlah: int) -> int:
    """How many of `jumlah` papers to look at in one go, so that a round ends in 20 days."""
    return max(SEKALI_MIN, -(-jumlah // (TEMPO // JEDA)))


def next_folder(folder: str) -> str | None:
    """The folder after this one, the first after ""; None after the last."""
    if not folder:
        return FOLDER[0]
    at = FOLDER.index(folder) + 1
    return FOLDER[at] if at < len(FOLDER) else None
