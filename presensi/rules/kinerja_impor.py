"""Ratings out of e-Kinerja BKN: one row of the workbook, read or refused with a sentence.

The layout is our own (the national system publishes none): what it exports is pasted into it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from presensi.errors import PenilaianInvalidError
from presensi.rules.kinerja_nilai import JenisPenilaian, Periode, penilaian_time_check, periode_make
from presensi.rules.tpp.predikat import Ekspektasi, PredikatKinerja, predikat_matriks

NIP, JENIS, TAHUN, PERIODE = "NIP", "JENIS", "TAHUN", "PERIODE"
HASIL, PERILAKU, PREDIKAT = "HASIL KERJA", "PERILAKU KERJA", "PREDIKAT KINERJA"
KOLOM: Final = (NIP, JENIS, TAHUN, PERIODE, HASIL, PERILAKU, PREDIKAT)
WAJIB: Final = frozenset({NIP, JENIS, TAHUN, PREDIKAT})
CONTOH: Final = (
    "198501012010011001",
    "TRIWULAN",
    "2026",
    "3",
    "Sesuai ekspektasi",
    "Sesuai ekspektasi",
    "Baik",
)
ARTI: Final = (
    "18 angka, sel berbentuk teks",
    "BULANAN, TRIWULAN, atau TAHUNAN",
    "4 angka",
    "Bulan 1-12 atau triwulan 1-4; kosong untuk tahunan",
    "Di atas, Sesuai, atau Di bawah ekspektasi; boleh kosong",
    "Seperti hasil kerja; boleh kosong",
    "Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang",
)
_LAMA: Final = {"cukup": PredikatKinerja.BUTUH_PERBAIKAN}  # as older lists call it


@dataclass(frozen=True, slots=True)
class BarisPredikat:
    """One row that can be kept."""

    nip: str
    periode: Periode
    hasil_kerja: Ekspektasi | None
    perilaku: Ekspektasi | None
    predikat: PredikatKinerja


def baris_baca(sel: Mapping[str, str], hari_ini: date) -> BarisPredikat:
    """Read one row; raises PenilaianInvalidError that names the column.

    Where both ratings are given, the predikat has to be the one of the matrix. A period that has
    not come to its last month is refused.
    """
    nip = re.sub(r"[\s']", "", sel.get(NIP, ""))
    if not re.fullmatch(r"\d{18}", nip):
        raise PenilaianInvalidError(NIP, "NIP harus 18 angka.")
    periode = _periode(sel)
    try:
        penilaian_time_check(periode, hari_ini)
    except PenilaianInvalidError as error:
        raise PenilaianInvalidError(PERIODE, error.message) from None
    hasil, perilaku = _ekspektasi(sel, HASIL), _ekspektasi(sel, PERILAKU)
    predikat = _predikat(sel.get(PREDIKAT, ""))
    if hasil and perilaku and predikat_matriks(hasil, perilaku) is not predikat:
        raise PenilaianInvalidError(
            PREDIKAT,
            f"Menurut matriks, hasil dan perilaku itu {predikat_matriks(hasil, perilaku).label}.",
        )
    return BarisPredikat(nip, periode, hasil, perilaku, predikat)


def _periode(sel: Mapping[str, str]) -> Periode:
    kind = sel.get(JENIS, "").strip().upper()
    if kind not in JenisPenilaian.__members__:
        raise PenilaianInvalidError(JENIS, "Isi BULANAN, TRIWULAN, atau TAHUNAN.")
    numbers = []
    for kolom in (TAHUN, PERIODE):
        text = sel.get(kolom, "").strip()
        if kolom == PERIODE and kind == JenisPenilaian.TAHUNAN:
            text = "0"
        if not re.fullmatch(r"\d{1,4}", text):
            raise PenilaianInvalidError(kolom, f"{kolom.capitalize()} harus angka.")
        numbers.append(int(text))
    try:
        return periode_make(JenisPenilaian(kind), *numbers)
    except PenilaianInvalidError as error:
        raise PenilaianInvalidError(PERIODE, error.message) from None


def _ekspektasi(sel: Mapping[str, str], kolom: str) -> Ekspektasi | None:
    text = _plain(sel.get(kolom, ""))
    if not text:
        return None
    for one in Ekspektasi:
        if text in (_plain(one.label), _plain(one.value), _plain(one.label).split(" eks")[0]):
            return one
    raise PenilaianInvalidError(kolom, "Isi Di atas, Sesuai, atau Di bawah ekspektasi.")


def _predikat(text: str) -> PredikatKinerja:
    plain = _plain(text)
    for one in PredikatKinerja:
        if plain == _plain(one.value):
            return one
    if plain in _LAMA:
        return _LAMA[plain]
    raise PenilaianInvalidError(
        PREDIKAT, "Isi Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang."
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip().lower()
