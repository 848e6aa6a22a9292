"""Shipped patterns and holidays straight from the migrations: time without a database."""

import csv
from datetime import date
from functools import cache
from importlib import import_module

from presensi.rules.jadwal import LIBUR_OF, KalenderHari, Libur, libur_terpilih, pola_read
from presensi.rules.penjadwal import Berlaku, Penjadwal


@cache
def penjadwal_bawaan(dari: date, sampai: date) -> Penjadwal:
    """As `penjadwal_load` gives it from a fresh database, whatever the dates."""
    bawaan = import_module("presensi.migrations.0003_pola_bawaan")
    libur = import_module("sitamu.inti.migrations.0004_hari_libur")
    found: dict[date, list[Libur]] = {}
    with libur.DATA.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(date.fromisoformat(row["date"]), []).append(LIBUR_OF[row["kind"]])
    kalender = KalenderHari(
        {tanggal: libur_terpilih(jenis) for tanggal, jenis in found.items()},
        frozenset(tanggal.year for tanggal in found),
        tuple((mulai, akhir) for _, mulai, akhir, *_ in bawaan.RAMADAN),
    )
    pola = {
        kode: [Berlaku(date(2023, 4, 12), None, pola_read(kode, isi))]
        for kode, _, isi, _ in bawaan.POLA
    }
    return Penjadwal(kalender, pola, {}, {})
