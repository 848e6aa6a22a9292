"""From days to cuts: what a day costs by a rule set, and what the days of a month come to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from presensi.errors import KodeKejadianUnknownError
from presensi.rules.tpp.aturan import (
    HARI,
    NOL,
    AturanTpp,
    Bagian,
    Bila,
    Dasar,
    KejadianKhusus,
    Pita,
    Sesi,
    TanpaAbsen,
)

HADIR: Final = "HADIR"
WFA: Final = "WFA"  # from elsewhere, hours still count
MASUK_KERJA: Final = (HADIR, WFA)
ALPA: Final = "ALPA"
JALAN_SENDIRI: Final = (*MASUK_KERJA, ALPA)  # cost by the day, not by how often
TIDAK_APEL: Final = "TIDAK_APEL"
TANPA_MASUK: Final = "TANPA_ABSEN_MASUK"
TANPA_PULANG: Final = "TANPA_ABSEN_PULANG"


@dataclass(frozen=True, slots=True)
class HariFakta:
    """One day of one person, judged by schedule and documents but not yet by a rule set.

    Minutes are whole, never negative. `tidak_apel`: sessions of an apel the person was obliged to
    and missed. `masuk`, `pulang`: hours as the slip shows them. Days off need no row.
    """

    tanggal: date
    status: str
    terlambat_menit: int = 0
    pulang_cepat_menit: int = 0
    tanpa_masuk: bool = False
    tanpa_pulang: bool = False
    tidak_apel: Sequence[Sesi] = ()
    ramadan: bool = False
    masuk: str = ""
    pulang: str = ""


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One cause of a cut. `persen` is of `dasar`; 0 is told but costs nothing."""

    kode: str
    bagian: Bagian
    persen: Decimal
    tanggal: date | None = None
    menit: int | None = None
    dasar: Dasar = Dasar.UMUM
    jam: str = ""


@dataclass(frozen=True, slots=True)
class DisiplinBulan:
    """Sum of a month. `persen`: of the general base, never above the cap of the set."""

    persen: Decimal
    alpa_hari: int
    apel_persen: Decimal
    memenuhi_syarat: bool


def pita_untuk(menit: int, pita: Sequence[Pita]) -> Pita | None:
    """The band of so many whole minutes; None when on time or below the first edge."""
    return next((row for row in pita if row.memuat(menit)), None) if menit > 0 else None


def kejadian_hari(hari: HariFakta, aturan: AturanTpp) -> list[Kejadian]:
    """What one day costs, both sides added. Statuses that depend on their count come later.

    A day without duty, and a status without cuts, gives nothing.
    """
    found: list[Kejadian] = []
    if hari.status == ALPA:
        found.append(
            Kejadian(ALPA, Bagian.ALPA, aturan.alpa_persen, hari.tanggal, dasar=aturan.alpa_dasar)
        )
    elif hari.status in MASUK_KERJA:
        found += _side(
            hari, Bagian.TERLAMBAT, hari.terlambat_menit, aturan.terlambat, jam=hari.masuk
        )
        if hari.tanpa_masuk:
            found += _missing(hari, TANPA_MASUK, aturan.tanpa_masuk, aturan.terlambat)
        found += _side(
            hari, Bagian.PULANG_CEPAT, hari.pulang_cepat_menit, aturan.pulang_cepat, jam=hari.pulang
        )
        if hari.tanpa_pulang:
            found += _missing(hari, TANPA_PULANG, aturan.tanpa_pulang, aturan.pulang_cepat)
        found += _apel(hari, aturan)
    for event in aturan.khusus:
        if event.tanggal == hari.tanggal and _struck(event, hari):
            found.append(
                Kejadian(event.kode, Bagian.KHUSUS, event.persen, hari.tanggal, dasar=event.dasar)
            )
    return found


def kejadian_bulan(hari: Iterable[HariFakta], aturan: AturanTpp) -> list[Kejadian]:
    """What the days of one month cost, by day and code; the order of the days does not matter."""
    return kejadian_rangkai([(row, kejadian_hari(row, aturan)) for row in hari], aturan)


def kejadian_rangkai(
    hari: Iterable[tuple[HariFakta, Sequence[Kejadian]]], aturan: AturanTpp
) -> list[Kejadian]:
    """The same for days judged before: adds what hangs on how often a status happened."""
    found: list[Kejadian] = []
    seen: Counter[str] = Counter()
    for row, events in sorted(hari, key=_day):
        found += events
        if row.status not in JALAN_SENDIRI:
            seen[row.status] += 1
            found += _status(row, seen[row.status], aturan)
    return found


def _day(pair: tuple[HariFakta, object]) -> date:
    return pair[0].tanggal


def disiplin_bulan(kejadian: Iterable[Kejadian], aturan: AturanTpp) -> DisiplinBulan:
    """The month's percentage, capped, and whether the person stays eligible."""
    total = apel = NOL
    alpa = 0
    umum, of_apel, of_alpa = Dasar.UMUM, Bagian.APEL, Bagian.ALPA
    for row in kejadian:
        if row.dasar is umum:
            total += row.persen
        if row.bagian is of_apel:
            apel += row.persen
        elif row.bagian is of_alpa:
            alpa += 1
    tms = aturan.tms
    failed = (tms.alpa_lebih_dari_hari is not None and alpa > tms.alpa_lebih_dari_hari) or (
        tms.apel_lebih_dari_persen is not None and apel > tms.apel_lebih_dari_persen
    )
    return DisiplinBulan(min(total, aturan.maks_potongan), alpa, apel, not failed)


def kejadian_dari_kode(kode: str, aturan: AturanTpp) -> Kejadian:
    """One event known only by its code, as recaps and worked cases name it.

    Raises KodeKejadianUnknownError.
    """
    if kode == ALPA:
        return Kejadian(ALPA, Bagian.ALPA, aturan.alpa_persen, dasar=aturan.alpa_dasar)
    for bagian, bands in (
        (Bagian.TERLAMBAT, aturan.terlambat),
        (Bagian.PULANG_CEPAT, aturan.pulang_cepat),
    ):
        for band in bands:
            if band.kode == kode:
                return Kejadian(kode, bagian, band.persen)
    if kode.startswith(TIDAK_APEL):
        return Kejadian(kode, Bagian.APEL, _apel_percent(kode, aturan))
    for row in aturan.status:
        if row.status == kode:
            return Kejadian(kode, Bagian.STATUS, row.persen, dasar=row.dasar)
    for event in aturan.khusus:
        if event.kode == kode:
            return Kejadian(kode, Bagian.KHUSUS, event.persen, event.tanggal, dasar=event.dasar)
    raise KodeKejadianUnknownError(kode)


def kejadian_potongan(persen: Decimal) -> Kejadian:
    """A month's discipline cut known only as its sum, as worked cases give it."""
    return Kejadian("POTONGAN_DISIPLIN", Bagian.STATUS, persen)


def _side(
    hari: HariFakta, bagian: Bagian, menit: int, bands: Sequence[Pita], *, jam: str
) -> Iterator[Kejadian]:
    if band := pita_untuk(menit, bands):
        yield Kejadian(band.kode, bagian, band.persen, hari.tanggal, menit, jam=jam)


def _missing(
    hari: HariFakta, kode: str, rule: TanpaAbsen, bands: Sequence[Pita]
) -> Iterator[Kejadian]:
    band = next((row for row in bands if row.kode == rule.kode), None)
    if band is None and rule.setara_menit is not None:
        band = pita_untuk(rule.setara_menit, bands)
    if band is not None:
        yield Kejadian(kode, Bagian.TANPA_ABSEN, NOL, hari.tanggal)
        yield Kejadian(band.kode, Bagian.TANPA_ABSEN, band.persen, hari.tanggal)


def _apel(hari: HariFakta, aturan: AturanTpp) -> Iterator[Kejadian]:
    day = HARI[hari.tanggal.weekday()]
    for sesi in hari.tidak_apel:
        row = next((a for a in aturan.apel if a.hari == day and a.sesi is sesi), None)
        if row is None:
            continue
        persen = row.persen
        if hari.ramadan and aturan.apel_ramadan is not None:
            persen = aturan.apel_ramadan
        if persen:
            kode = TIDAK_APEL if sesi is Sesi.SEHARI else f"{TIDAK_APEL}_{day}_{sesi}"
            yield Kejadian(kode, Bagian.APEL, persen, hari.tanggal)


def _apel_percent(kode: str, aturan: AturanTpp) -> Decimal:
    """TIDAK_APEL (any whole-day row), TIDAK_APEL_SENIN, TIDAK_APEL_LAIN, TIDAK_APEL_JUMAT_PAGI."""
    day, _, sesi = kode.removeprefix(TIDAK_APEL).removeprefix("_").partition("_")
    days = {"": HARI, "LAIN": HARI[1:]}.get(day, (day,))
    for row in aturan.apel:
        if row.hari in days and row.sesi == (sesi or Sesi.SEHARI):
            return row.persen
    if day in ("", "LAIN", *HARI):
        return NOL
    raise KodeKejadianUnknownError(kode)


def _struck(event: KejadianKhusus, hari: HariFakta) -> bool:
    if event.bila is Bila.ALPA:
        return hari.status == ALPA
    return hari.status in MASUK_KERJA and bool(hari.tidak_apel)


def _status(hari: HariFakta, nth: int, aturan: AturanTpp) -> Iterator[Kejadian]:
    """The row of that status with the highest "from day" reached; zero is not told."""
    rows = [r for r in aturan.status if r.status == hari.status and nth >= r.mulai_hari]
    row = max(rows, key=lambda r: r.mulai_hari, default=None)
    if row and row.persen:
        yield Kejadian(row.status, Bagian.STATUS, row.persen, hari.tanggal, dasar=row.dasar)
