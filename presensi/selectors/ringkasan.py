"""An OPD, or the whole kabupaten, as of now: how many, unit by unit; names only in one unit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from presensi.rules.kini import Kini
from presensi.rules.penjadwal import TINGKAT
from presensi.selectors.hari import HariKini, kini_load
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import SUDAH_BERAKHIR, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import placed_in, unit_asked, units_granted


@dataclass(frozen=True, slots=True)
class BarisUnit:
    """One unit with all below it. `dalam`: it has units below it to look into."""

    unit: UnitKerja
    jumlah: Counter[Kini]
    dalam: bool
    sendiri: bool = False

    @property
    def orang(self) -> int:
        """How many people."""
        return self.jumlah.total()

    @property
    def angka(self) -> list[tuple[str, int]]:
        """Label and count in the order of the table."""
        return [(kini.label, self.jumlah[kini]) for kini in Kini]


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """What one may see below `unit` as of now.

    `sendiri`: people of the unit itself. `belum_mulai`: people without attendance yet, who are
    counted nowhere else.
    """

    unit: UnitKerja
    baris: Sequence[BarisUnit]
    jumlah: Counter[Kini]
    sendiri: Sequence[HariKini]
    belum_mulai: int


def ringkasan_unit(user: Pengguna, teks: str, *, today: date) -> UnitKerja:
    """The unit asked for, or the first over which `user` may see presensi; NotAllowedError."""
    asked = unit_asked(user, Hak.PRESENSI_VIEW, teks, on=today)
    unit = asked or units_granted(user, Hak.PRESENSI_VIEW, on=today).order_by("jalur").first()
    if unit is None:
        raise NotAllowedError
    return unit


def ringkasan_load(unit: UnitKerja, *, now: datetime) -> Ringkasan:
    """Counts of the unit's own people and of each unit right below it, with all below that.

    A fixed number of queries; the time grows with the people below `unit`.
    """
    units = list(UnitKerja.objects.filter(jalur__startswith=unit.jalur).order_by("jalur"))
    today = timezone.localdate(now)
    deep = len(unit.jalur) + TINGKAT
    counts: dict[str, Counter[Kini]] = {}
    own: list[HariKini] = []
    before = 0
    for row in kini_load(people_below(unit, today=today), now=now):
        if row.kini is Kini.DATA_KURANG and not row.kurang:
            before += 1
            continue
        if row.jalur == unit.jalur:
            own.append(row)
        counts.setdefault(row.jalur[:deep], Counter())[row.kini] += 1
    parents = {row.jalur[:-TINGKAT] for row in units}
    lines = [
        BarisUnit(row, counts.get(row.jalur, Counter()), row.jalur in parents, row == unit)
        for row in units
        if len(row.jalur) <= deep
    ]
    total: Counter[Kini] = sum(counts.values(), Counter())
    return Ringkasan(unit, [line for line in lines if line.orang], total, own, before)


def people_below(unit: UnitKerja, *, today: date) -> QuerySet[Pegawai]:
    """People in service placed today in the unit or below it."""
    units = UnitKerja.objects.filter(jalur__startswith=unit.jalur)
    return Pegawai.objects.filter(placed_in(units, on=today)).exclude(kedudukan__in=SUDAH_BERAKHIR)
