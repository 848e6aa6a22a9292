"""Productivity of a month: approved minutes over the target, or the periodic predikat."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from presensi.errors import FaktaTppInvalidError
from presensi.rules.tpp.aturan import NOL, SERATUS, Produktivitas, Ukuran
from presensi.rules.tpp.disiplin import ALPA
from sitamu.inti.errors import DataKurangError

MENIT_SEHARI: Final = 1440
_DUA_ANGKA: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Aktivitas:
    """One reported activity. `status_presensi`: status of that day, None when not known."""

    tanggal: date
    tanggal_lapor: date
    menit: int
    disetujui: bool
    status_presensi: str | None = None
    tambahan: bool = False


@dataclass(frozen=True, slots=True)
class Capaian:
    """`persen` has two decimals and is what the slip shows; `dibayar` follows the floor."""

    menit_diakui: int
    persen: Decimal
    dibayar: Decimal


def menit_diakui(aktivitas: Sequence[Aktivitas], aturan: Produktivitas) -> int:
    """Minutes that count: approved, reported in time, on a day of presence, capped by day.

    Each kind counts by its weight, a day's sum rounded down. Raises FaktaTppInvalidError for
    negative minutes, more than a day has, or a report before the day itself.
    """
    whole: dict[date, int] = defaultdict(int)
    days: dict[date, Decimal] = defaultdict(Decimal)
    for row in aktivitas:
        if row.menit < 0:
            raise FaktaTppInvalidError("menit", f"menit kegiatan {row.menit} kurang dari nol.")
        if row.tanggal_lapor < row.tanggal:
            raise FaktaTppInvalidError(
                "tanggal", f"kegiatan {row.tanggal:%d-%m-%Y} dilaporkan sebelum harinya."
            )
        whole[row.tanggal] += row.menit
        if whole[row.tanggal] > MENIT_SEHARI:
            raise FaktaTppInvalidError("menit", f"kegiatan {row.tanggal:%d-%m-%Y} melebihi 24 jam.")
        late = (row.tanggal_lapor - row.tanggal).days
        if (
            (aturan.hanya_disetujui and not row.disetujui)
            or (aturan.batas_hari_lapor is not None and late >= aturan.batas_hari_lapor)
            or (aturan.wajib_ada_presensi and row.status_presensi in (None, ALPA))
        ):
            continue
        weight = aturan.bobot_tambahan if row.tambahan else aturan.bobot_utama
        days[row.tanggal] += row.menit * weight / SERATUS
    cap = aturan.maks_menit_per_hari
    return sum(int(m if cap is None else min(m, Decimal(cap))) for m in days.values())


def capaian_menit(menit: int, target: int, aturan: Produktivitas) -> Capaian:
    """Minutes over target in percent, half up to two decimals.

    The floor looks at the exact ratio, its edge inclusive. Raises FaktaTppInvalidError.
    """
    if target <= 0:
        raise FaktaTppInvalidError("target_menit", "target menit harus lebih dari nol.")
    if menit < 0:
        raise FaktaTppInvalidError("menit", "menit kurang dari nol.")
    persen = min(
        (SERATUS * menit / target).quantize(_DUA_ANGKA, ROUND_HALF_UP), aturan.maks_capaian
    )
    floor = aturan.nol_jika_capaian_sampai
    nothing = floor is not None and SERATUS * menit <= floor * target
    return Capaian(menit, persen, NOL if nothing else persen)


def capaian_predikat(predikat: str | None, aturan: Produktivitas) -> Capaian:
    """The percentage a predikat pays; raises DataKurangError without one or without its row."""
    if predikat is None:
        raise DataKurangError("predikat kinerja bulan ini")
    if predikat not in aturan.predikat:
        raise DataKurangError(f"persen bayar untuk predikat {predikat}")
    persen = min(aturan.predikat[predikat], aturan.maks_capaian)
    return Capaian(0, persen, persen)


def capaian_bulan(
    aturan: Produktivitas,
    *,
    aktivitas: Sequence[Aktivitas] = (),
    hari_kerja: int = 0,
    target_menit: int | None = None,
    predikat: str | None = None,
) -> Capaian:
    """What the set measures; not measured counts as whole. Without working days nothing is owed."""
    match aturan.ukuran:
        case Ukuran.TIDAK_ADA:
            return Capaian(0, SERATUS, SERATUS)
        case Ukuran.PREDIKAT:
            return capaian_predikat(predikat, aturan)
        case Ukuran.MENIT:
            target = target_menit or (aturan.target_menit_per_hari or 0) * hari_kerja
            if not target:
                return Capaian(0, SERATUS, SERATUS)
            return capaian_menit(menit_diakui(aktivitas, aturan), target, aturan)
