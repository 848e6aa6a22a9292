"""Dated parameters as the types the rules ask for."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kepegawaian.rules.gaji import TabelGaji, tabel_gaji
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.pensiun import (
    AturanBup,
    AturanPokok,
    BatasPensiun,
    PembulatanMasaKerja,
    SyaratHak,
)
from sitamu.inti.selectors import nilai, parameter_in_force


def aturan_bup(*, on: date) -> tuple[AturanBup, ...]:
    """The BUP table in force: each row has its own dates inside the version."""
    return tuple(_bup_row(row) for row in nilai("BUP", on=on)["baris"])


def _bup_row(row: Mapping[str, Any]) -> AturanBup:
    sampai = row.get("berlaku_sampai")
    return AturanBup(
        umur=row["umur"],
        dasar_hukum=row["dasar_hukum"],
        berlaku_mulai=date.fromisoformat(row["berlaku_mulai"]),
        jenis=JenisJabatan(row["jenis"]) if row.get("jenis") else None,
        jenjang=Jenjang(row["jenjang"]) if row.get("jenjang") else None,
        rumpun=Rumpun(row["rumpun"]) if row.get("rumpun") else None,
        undang_undang=bool(row.get("undang_undang")),
        berlaku_sampai=date.fromisoformat(sampai) if sampai else None,
    )


def batas_pensiun(*, on: date) -> BatasPensiun:
    """Months before the TMT at which the office acts."""
    return BatasPensiun(**nilai("PENSIUN_BATAS", on=on))


def syarat_hak(*, on: date) -> SyaratHak:
    """Least age and service for a right to pension."""
    row = parameter_in_force("PENSIUN_HAK", on=on)
    return SyaratHak(**row.nilai, dasar_hukum=row.dasar_hukum, berlaku_mulai=row.berlaku_mulai)


def aturan_pokok(*, on: date) -> AturanPokok:
    """Percentages, floors and rounding of the pension amount."""
    row = parameter_in_force("PENSIUN_POKOK", on=on)
    figures: dict[str, Any] = {
        key: Decimal(text)
        for key, text in row.nilai.items()
        if key.startswith(("persen_", "batas_bawah_"))
    }
    return AturanPokok(
        **figures,
        pembulatan=PembulatanMasaKerja(row.nilai["pembulatan"]),
        lajur_3={int(key): value for key, value in row.nilai["lajur_3"].items()},
        dasar_hukum=row.dasar_hukum,
        berlaku_mulai=row.berlaku_mulai,
    )


def tabel_gaji_pns(*, on: date) -> TabelGaji:
    """Gaji pokok PNS in force on that day."""
    row = parameter_in_force("GAJI_PNS", on=on)
    return tabel_gaji(
        ((golongan, mkg, gaji) for golongan, mkg, gaji in row.nilai["baris"]),
        dasar_hukum=row.dasar_hukum,
        berlaku_mulai=row.berlaku_mulai,
    )


def bulan_bebas_hukdis(*, on: date) -> int:
    """Months without hukdis sedang or berat that a statement must cover."""
    bulan: int = nilai("HUKDIS_BEBAS_BULAN", on=on)
    return bulan
