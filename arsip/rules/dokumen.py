"""Words of the archive: confidentiality, states and sources of a version, limits of intake."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sitamu.inti.rules.hak import Hak

PDF_MAKS_BYTE: Final = 5 * 1024 * 1024
FOTO_MAKS_BYTE: Final = 20 * 1024 * 1024
FOTO_MAKS_PIKSEL: Final = 100_000_000
FOTO_MAKS_PER_DOKUMEN: Final = 20
KUNCI: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")
TAHUN: Final = re.compile(r"(19|20)[0-9]{2}")
TANGGAL: Final = re.compile(r"([0-3]?[0-9])[-/.]([01]?[0-9])[-/.]((?:19|20)[0-9]{2})")
TMT: Final = re.compile(r"(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]")

# Pictures of pages, for reading beside the data
GAMBAR_LEBAR_PX: Final = 900
GAMBAR_MAKS_BYTE: Final = 150 * 1024
GAMBAR_MAKS_HALAMAN: Final = 100
# The small picture of the first page, for lists
KECIL_LEBAR_PX: Final = 200
KECIL_MAKS_BYTE: Final = 10 * 1024

# Words for the search; a page with fewer letters and digits counts as a scan
TEKS_MAKS_HURUF: Final = 100_000
TEKS_HALAMAN_MIN: Final = 25
OCR_MAKS_HALAMAN: Final = 30
OCR_DETIK: Final = 150  # no new page is begun after that

# The worker: how often a version is tried, and when a silent worker counts as dead
PERCOBAAN_MAKS: Final = 4
KLAIM_BASI: Final = timedelta(minutes=5)


def kunci_fits(kunci: str, *, banyak: bool, tahunan: bool) -> bool:
    """Whether a key may tell documents of a kind apart: a year, a short code, or none at all."""
    if tahunan:
        return TAHUN.fullmatch(kunci) is not None
    return not kunci or (banyak and KUNCI.fullmatch(kunci) is not None)


def kunci_of(teks: str) -> str:
    """A key as people write it: blanks trimmed, `1-4-2024` or `01/04/2024` as `2024-04-01`."""
    teks = teks.strip()
    day = TANGGAL.fullmatch(teks)
    return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else teks


class Kerahasiaan(StrEnum):
    """Classes of papers; the last three are personal data of a specific kind (UU 27/2022 ps. 4)."""

    BIASA = "BIASA"
    TERBATAS = "TERBATAS"
    HUKDIS = "HUKDIS"
    KESEHATAN = "KESEHATAN"
    KEUANGAN = "KEUANGAN"

    @property
    def label(self) -> str:
        return {
            "BIASA": "Biasa",
            "TERBATAS": "Terbatas",
            "HUKDIS": "Rahasia: hukuman disiplin",
            "KESEHATAN": "Rahasia: kesehatan",
            "KEUANGAN": "Rahasia: keuangan pribadi",
        }[self.value]

    @property
    def rahasia(self) -> bool:
        return self not in (Kerahasiaan.BIASA, Kerahasiaan.TERBATAS)


# Which permission over the person's unit opens which classes. One does not open the other's.
KELAS_OF: Final[Mapping[Hak, frozenset[Kerahasiaan]]] = {
    Hak.ARSIP_VIEW: frozenset({Kerahasiaan.BIASA, Kerahasiaan.TERBATAS}),
    Hak.ARSIP_HUKDIS: frozenset({Kerahasiaan.HUKDIS}),
    Hak.ARSIP_KESEHATAN: frozenset({Kerahasiaan.KESEHATAN}),
    Hak.ARSIP_KEUANGAN: frozenset({Kerahasiaan.KEUANGAN}),
}
# What heirs of one who died may read: what a survivor's pension stands on.
KELAS_AHLI_WARIS: Final = frozenset({Kerahasiaan.BIASA, Kerahasiaan.TERBATAS, Kerahasiaan.KEUANGAN})
AHLI_WARIS_MAKS_TAHUN: Final = 2


class Bukti(StrEnum):
    """The part of the record that a kind of paper proves."""

    PENGANGKATAN = "PENGANGKATAN"
    GOLONGAN = "GOLONGAN"
    JABATAN = "JABATAN"
    PENDIDIKAN = "PENDIDIKAN"
    DIKLAT = "DIKLAT"
    SKP = "SKP"
    ANGKA_KREDIT = "ANGKA_KREDIT"
    KGB = "KGB"
    PMK = "PMK"
    KELUARGA = "KELUARGA"
    HUKDIS = "HUKDIS"
    CUTI = "CUTI"
    PENGHARGAAN = "PENGHARGAAN"
    PENSIUN = "PENSIUN"
    IDENTITAS = "IDENTITAS"
    KESEHATAN = "KESEHATAN"
    KEUANGAN = "KEUANGAN"
    SURAT = "SURAT"

    @property
    def label(self) -> str:
        return BUKTI_LABEL.get(self, self.value.capitalize())


BUKTI_LABEL: Final[Mapping[Bukti, str]] = {
    Bukti.SKP: "SKP",
    Bukti.ANGKA_KREDIT: "Angka kredit",
    Bukti.KGB: "Kenaikan gaji berkala (KGB)",
    Bukti.PMK: "Peninjauan masa kerja (PMK)",
    Bukti.HUKDIS: "Hukuman disiplin",
    Bukti.GOLONGAN: "Pangkat dan golongan",
    Bukti.SURAT: "Surat layanan",
}


class Pemicu(StrEnum):
    """From when a retention term runs."""

    BERHENTI = "BERHENTI"
    DISIMPAN = "DISIMPAN"

    @property
    def label(self) -> str:
        return {"BERHENTI": "Sejak pegawai berhenti", "DISIMPAN": "Sejak disimpan"}[self.value]


class Nasib(StrEnum):
    """What becomes of a paper when its term is over (UU 43/2009 ps. 47-52)."""

    MUSNAH = "MUSNAH"
    DINILAI = "DINILAI"
    PERMANEN = "PERMANEN"

    @property
    def label(self) -> str:
        return {
            "MUSNAH": "Dapat dimusnahkan",
            "DINILAI": "Dinilai kembali",
            "PERMANEN": "Permanen: diserahkan ke lembaga kearsipan",
        }[self.value]


class StatusVersi(StrEnum):
    DIPROSES = "DIPROSES"
    SIAP = "SIAP"
    DITOLAK = "DITOLAK"
    MUSNAH = "MUSNAH"

    @property
    def label(self) -> str:
        return {
            "DIPROSES": "Sedang diproses",
            "SIAP": "Siap",
            "DITOLAK": "Ditolak",
            "MUSNAH": "Dimusnahkan",
        }[self.value]


class SumberVersi(StrEnum):
    UNGGAH = "UNGGAH"
    BUATAN = "BUATAN"
    IMPOR = "IMPOR"

    @property
    def label(self) -> str:
        return {"UNGGAH": "Diunggah", "BUATAN": "Dibuat SiTAMU", "IMPOR": "Dimuat"}[self.value]


class AsalTeks(StrEnum):
    """Where the words of a version come from."""

    TANAM = "TANAM"
    OCR = "OCR"
    KOSONG = "KOSONG"
    TUNGGU = "TUNGGU"

    @property
    def label(self) -> str:
        return {
            "TANAM": "Teks di dalam PDF",
            "OCR": "Dibaca mesin (OCR)",
            "KOSONG": "Tidak ada teks",
            "TUNGGU": "Menunggu OCR",
        }[self.value]


def ingat_langkah(sisa_hari: int, hari: Sequence[int]) -> int | None:
    """Which reminder is due `sisa_hari` before the last day: one of `hari`, or 0 when it passed.

    Both edges belong to the nearer step: with 90, 30 and 7, thirty days before is the one of 30,
    the last day itself the one of 7. None: not yet.
    """
    if sisa_hari < 0:
        return 0
    return min((batas for batas in hari if sisa_hari <= batas), default=None)
