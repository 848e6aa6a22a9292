"""Names and limits inside a ZIP of one's own papers."""

import re
from datetime import timedelta
from typing import Final

LANGSUNG_MAKS_BYTE: Final = 20 * 1024 * 1024  # up to here sent while it is made
SIMPAN: Final = timedelta(hours=24)  # how long a ZIP made by the worker can be fetched
PERCOBAAN_MAKS: Final = 3
KLAIM_BASI: Final = timedelta(minutes=30)
_BUKAN_NAMA: Final = re.compile(r"[^\w ().,-]+")


def nama_rapi(teks: str) -> str:
    """A name that every computer takes: letters, digits, blanks and `().,-_`, at most 80."""
    return " ".join(_BUKAN_NAMA.sub(" ", teks).split()).strip(" .")[:80] or "dokumen"


def nama_berkas(
    kelompok: str, jenis: str, kunci: str, nomor: int, *, kini: bool, foto: bool
) -> str:
    """`Jabatan/SIP 2025.pdf`; an earlier version as `Jabatan/Versi lama/SIP 2025 (versi 1).pdf`."""
    nama = nama_rapi(f"{jenis} {kunci}")
    akhiran = ".jpg" if foto else ".pdf"
    if kini:
        return f"{nama_rapi(kelompok)}/{nama}{akhiran}"
    return f"{nama_rapi(kelompok)}/Versi lama/{nama} (versi {nomor}){akhiran}"
