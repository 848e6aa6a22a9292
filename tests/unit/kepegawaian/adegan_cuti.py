"""Scenes of leave for the sheet of sentences: requests and quotas, on both sides of each limit.

They are asked for on 25 November 2026 by somebody who began on 1 December 2015.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from kepegawaian.rules.cuti import (
    SEBAB,
    BarisCuti,
    FaktaCuti,
    JenisCuti,
    PermohonanCuti,
    SebabCuti,
    cuti_check,
)
from kepegawaian.rules.kuota_cuti import FaktaTahunan, PemakaianTahun, kuota_tahunan
from sitamu.inti.rules.kalender import Kalender
from tests.unit.kepegawaian.pustaka import ATURAN
from tests.unit.kepegawaian.ramalan import TODAY

TAHUNAN, BESAR, SAKIT = JenisCuti.TAHUNAN, JenisCuti.BESAR, JenisCuti.SAKIT
MELAHIRKAN, PENTING, CLTN = JenisCuti.MELAHIRKAN, JenisCuti.ALASAN_PENTING, JenisCuti.CLTN
KALENDER: Final = Kalender(
    frozenset({date(2026, 12, 24), date(2026, 12, 25)}), frozenset({2026, 2027})
)


def _quota(tahun: int, *pemakaian: PemakaianTahun, **lain: Any) -> Any:
    fakta = FaktaTahunan(date(2015, 12, 1), 2024, 0, pemakaian)
    return kuota_tahunan(tahun, replace(fakta, **lain), ATURAN.cuti.tahunan)


def _leave(jenis: JenisCuti, mulai: str, selesai: str, **lain: Any) -> Any:
    pegawai = lain.pop("pegawai", "PNS")
    sebab, hari = lain.pop("sebab", SEBAB[jenis][0]), lain.pop("perjalanan_hari", 0)
    fakta = FaktaCuti(pegawai, date(2015, 12, 1), persalinan=1)
    permohonan = PermohonanCuti(
        jenis, date.fromisoformat(mulai), date.fromisoformat(selesai), sebab, hari
    )
    if jenis is TAHUNAN:
        terpakai = PemakaianTahun(2026, terpakai=9)
        lain.setdefault("kuota", _quota(permohonan.mulai.year, terpakai))
    fakta = replace(fakta, **lain)
    return cuti_check(permohonan, fakta, KALENDER, ATURAN.cuti, hari_ini=TODAY)


def _taken(jenis: JenisCuti, mulai: str, selesai: str) -> Any:
    return {"riwayat": (BarisCuti(jenis, date.fromisoformat(mulai), date.fromisoformat(selesai)),)}


BARU: Final = {"mulai_kerja": date(2022, 12, 1)}
CUTI: Final[dict[str, tuple[JenisCuti, str, str, dict[str, Any]]]] = {
    "tahunan": (TAHUNAN, "2026-11-25", "2026-12-08", {}),
    "tahunan seluruh sisa": (TAHUNAN, "2026-12-01", "2026-12-21", {}),
    "tahunan lebih sehari": (TAHUNAN, "2026-12-01", "2026-12-22", {}),
    "tahunan kemarin": (TAHUNAN, "2026-11-24", "2026-11-25", {}),
    "tahunan lewat tahun": (TAHUNAN, "2026-12-30", "2027-01-02", {}),
    "tahunan pada hari libur": (TAHUNAN, "2026-12-25", "2026-12-27", {}),
    "tahunan dengan perjalanan": (
        TAHUNAN,
        "2026-12-01",
        "2026-12-14",
        {"perjalanan_hari": 12, "tempat_jauh": True},
    ),
    "tahunan dengan perjalanan panjang": (
        TAHUNAN,
        "2026-12-01",
        "2026-12-14",
        {"perjalanan_hari": 13, "tempat_jauh": True},
    ),
    "tahunan dengan perjalanan dari kota": (
        TAHUNAN,
        "2026-12-01",
        "2026-12-04",
        {"perjalanan_hari": 1},
    ),
    "tahunan sehari sebelum setahun": (
        TAHUNAN,
        "2026-11-30",
        "2026-11-30",
        {"kuota": _quota(2026, mulai_kerja=date(2025, 12, 1))},
    ),
    "tahunan sesudah cuti besar": (
        TAHUNAN,
        "2026-12-01",
        "2026-12-01",
        {"kuota": _quota(2026, PemakaianTahun(2026, cuti_besar=True, terpakai=2))},
    ),
    "perjalanan mengisi seluruh cuti": (
        TAHUNAN,
        "2026-12-01",
        "2026-12-04",
        {"perjalanan_hari": 4},
    ),
    "selesai mendahului mulai": (SAKIT, "2026-12-02", "2026-12-01", {}),
    "alasan jenis lain": (PENTING, "2026-12-01", "2026-12-01", {"sebab": SebabCuti.HAJI_PERTAMA}),
    "bertumpuk": (
        PENTING,
        "2026-12-01",
        "2026-12-04",
        _taken(TAHUNAN, "2026-12-04", "2026-12-07"),
    ),
    "besar": (BESAR, "2026-12-01", "2027-02-28", {}),
    "besar lebih sehari": (BESAR, "2026-12-01", "2027-03-01", {}),
    "besar tepat lima tahun": (
        BESAR,
        "2026-12-01",
        "2026-12-01",
        {"mulai_kerja": date(2021, 12, 1)},
    ),
    "besar kurang sehari": (BESAR, "2026-12-01", "2026-12-01", {"mulai_kerja": date(2021, 12, 2)}),
    "besar untuk haji": (
        BESAR,
        "2026-12-01",
        "2027-01-10",
        {"sebab": SebabCuti.HAJI_PERTAMA, **BARU},
    ),
    "besar untuk anak keempat": (
        BESAR,
        "2026-11-24",
        "2027-01-10",
        {"sebab": SebabCuti.ANAK_KEEMPAT, **BARU},
    ),
    "besar bagi PPPK": (BESAR, "2026-12-01", "2026-12-31", {"pegawai": "PPPK"}),
    "pegawai lain": (SAKIT, "2026-12-01", "2026-12-02", {"pegawai": "TKD"}),
    "sakit 14 hari": (SAKIT, "2026-11-02", "2026-11-15", {}),
    "sakit 15 hari": (SAKIT, "2026-11-02", "2026-11-16", {}),
    "sakit setahun": (SAKIT, "2026-11-02", "2027-11-01", {}),
    "sakit setahun sehari": (SAKIT, "2026-11-02", "2027-11-02", {}),
    "sakit bersambung": (
        SAKIT,
        "2026-11-25",
        "2027-04-30",
        _taken(SAKIT, "2025-11-01", "2026-11-24"),
    ),
    "sakit bersambung lebih sehari": (
        SAKIT,
        "2026-11-25",
        "2027-05-01",
        _taken(SAKIT, "2025-11-01", "2026-11-24"),
    ),
    "sakit dari hari terakhir batasnya": (
        SAKIT,
        "2026-11-25",
        "2026-11-26",
        _taken(SAKIT, "2025-05-26", "2026-11-24"),
    ),
    "sakit dalam tiga bagian": (
        SAKIT,
        "2026-11-25",
        "2026-12-31",
        {
            "riwayat": (
                BarisCuti(SAKIT, date(2025, 11, 1), date(2026, 3, 31)),
                BarisCuti(SAKIT, date(2026, 4, 1), date(2026, 11, 24)),
            )
        },
    ),
    "sakit karena dinas": (
        SAKIT,
        "2026-01-01",
        "2028-12-31",
        {"sebab": SebabCuti.KECELAKAAN_KERJA},
    ),
    "gugur kandungan": (SAKIT, "2026-11-01", "2026-12-15", {"sebab": SebabCuti.GUGUR_KANDUNGAN}),
    "gugur kandungan lebih sehari": (
        SAKIT,
        "2026-11-01",
        "2026-12-16",
        {"sebab": SebabCuti.GUGUR_KANDUNGAN},
    ),
    "melahirkan kedua": (MELAHIRKAN, "2026-11-10", "2027-02-09", {}),
    "melahirkan ketiga lebih sehari": (MELAHIRKAN, "2026-11-10", "2027-02-10", {"persalinan": 2}),
    "melahirkan keempat": (MELAHIRKAN, "2026-11-10", "2027-02-09", {"persalinan": 3}),
    "melahirkan urutan tidak tercatat": (
        MELAHIRKAN,
        "2026-11-10",
        "2027-02-09",
        {"persalinan": None},
    ),
    "penting": (PENTING, "2026-11-20", "2026-12-19", {"sebab": SebabCuti.MENIKAH}),
    "penting lebih sehari": (PENTING, "2026-11-20", "2026-12-20", {}),
    "penting karena meninggal": (
        PENTING,
        "2026-11-20",
        "2026-11-21",
        {"sebab": SebabCuti.KELUARGA_MENINGGAL},
    ),
    "penting karena istri melahirkan": (
        PENTING,
        "2026-11-20",
        "2026-11-21",
        {"sebab": SebabCuti.ISTRI_MELAHIRKAN},
    ),
    "CLTN": (CLTN, "2026-12-01", "2029-11-30", {}),
    "CLTN lebih sehari": (CLTN, "2026-12-01", "2029-12-01", BARU),
    "CLTN diperpanjang": (
        CLTN,
        "2026-12-01",
        "2027-11-30",
        _taken(CLTN, "2023-12-01", "2026-11-30"),
    ),
    "CLTN diperpanjang lebih sehari": (
        CLTN,
        "2026-12-01",
        "2027-12-01",
        _taken(CLTN, "2023-12-01", "2026-11-30"),
    ),
    "CLTN sesudah kembali sehari": (
        CLTN,
        "2026-12-01",
        "2028-12-01",
        _taken(CLTN, "2023-12-01", "2026-11-29"),
    ),
}
ADEGAN_CUTI: Final[dict[str, Callable[[], Any]]] = {
    **{
        f"cuti {apa}": partial(_leave, jenis, mulai, selesai, **lain)
        for apa, (jenis, mulai, selesai, lain) in CUTI.items()
    },
    "kuota tanpa sisa tercatat": lambda: _quota(2026, bawaan_sejak=None),
    "kuota sebelum tercatat": lambda: _quota(2023),
    "kuota tahun pertama": lambda: _quota(2024, bawaan_sejak=6),
    "kuota tahun kedua": lambda: _quota(2025, PemakaianTahun(2024, terpakai=13), bawaan_sejak=6),
    "kuota sesudah hak pada tahun pencatatan": lambda: _quota(
        2024, bawaan_sejak=6, mulai_kerja=date(2023, 12, 1)
    ),
    "kuota sesudah hak pada tahun berikutnya": lambda: _quota(
        2025, bawaan_sejak=6, mulai_kerja=date(2024, 12, 1)
    ),
    "kuota dengan cuti besar": lambda: _quota(
        2026, PemakaianTahun(2026, cuti_besar=True, terpakai=2)
    ),
    "kuota dua tahun utuh": lambda: _quota(2026),
    "kuota sebelum setahun": lambda: _quota(2026, mulai_kerja=date(2026, 2, 1)),
    "kuota dengan pengganti": lambda: _quota(2026, PemakaianTahun(2026, 5, 2)),
    "kuota ditangguhkan": lambda: _quota(2026, PemakaianTahun(2025, 2, ditangguhkan=9)),
}
