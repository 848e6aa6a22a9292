"""Plans of people by date, from the dated rows: the one way in which rules get schedules."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from presensi.models import KerjaFleksibel, PemakaianPola, Ramadan, Roster, VersiPola
from presensi.rules.jadwal import (
    LIBUR_OF,
    BarisRoster,
    Fleksibel,
    Jam,
    JenisFleksibel,
    KalenderHari,
    Libur,
    Pola,
    Rencana,
    libur_terpilih,
    pola_read,
)
from presensi.rules.penjadwal import Berlaku, OrangJadwal, Penjadwal, UnitJadwal, hari_dalam
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import HariLibur, Pegawai, Penempatan

SEKALI: Final = 5000  # rows fetched at a time from each stream
Row = tuple[Any, ...]


def held_within(dari: date, sampai: date) -> Q:
    """Rows in force on any date from `dari` to `sampai`."""
    return Q(mulai__lte=sampai) & (Q(sampai__isnull=True) | Q(sampai__gte=dari))


def kalender_hari() -> KalenderHari:
    """Holidays by kind and Ramadan, whole; two queries."""
    found: dict[date, list[Libur]] = {}
    for tanggal, jenis in HariLibur.objects.values_list("tanggal", "jenis"):
        found.setdefault(tanggal, []).append(LIBUR_OF[jenis])
    return KalenderHari(
        {tanggal: libur_terpilih(jenis) for tanggal, jenis in found.items()},
        frozenset(tanggal.year for tanggal in found),
        tuple(Ramadan.objects.values_list("mulai", "sampai")),
    )


def penjadwal_load(dari: date, sampai: date) -> Penjadwal:
    """Everything about time that is not one person's own; four queries.

    Raises PolaInvalidError when a stored pattern cannot be read.
    """
    held = held_within(dari, sampai)
    pola: dict[str, list[Berlaku[Pola]]] = {}
    versions = VersiPola.objects.filter(held).values_list("pola__kode", "isi", "mulai", "sampai")
    for kode, isi, mulai, akhir in versions:
        pola.setdefault(kode, []).append(Berlaku(mulai, akhir, pola_read(kode, isi)))
    unit_pola: dict[str, list[Berlaku[str]]] = {}
    used = PemakaianPola.objects.filter(held, unit__isnull=False)
    columns = ("unit__jalur", "mulai", "sampai", "pola__kode")
    for jalur, mulai, akhir, kode in used.values_list(*columns):
        unit_pola.setdefault(jalur, []).append(Berlaku(mulai, akhir, kode))
    fleksibel: dict[str, list[Berlaku[Fleksibel]]] = {}
    flexible = KerjaFleksibel.objects.filter(held, unit__isnull=False)
    for jalur, *row in flexible.values_list("unit__jalur", *_FLEKSIBEL):
        fleksibel.setdefault(jalur, []).append(_fleksibel(*row))
    return Penjadwal(kalender_hari(), pola, unit_pola, fleksibel)


_FLEKSIBEL: Final = ("mulai", "sampai", "jenis", "geser_menit", "hari")


def _fleksibel(
    mulai: date, sampai: date, jenis: str, geser_menit: int, hari: list[int]
) -> Berlaku[Fleksibel]:
    return Berlaku(mulai, sampai, Fleksibel(JenisFleksibel(jenis), geser_menit, tuple(hari)))


def orang_load(
    scope: QuerySet[Pegawai], dari: date, sampai: date
) -> Iterator[tuple[UUID, OrangJadwal]]:
    """What is special about everybody in `scope` (not sliced), by id; four queries.

    People who work nowhere between the two dates are left out.
    """
    ids = scope.order_by().values("pk")
    held = held_within(dari, sampai)
    unit_of = cache(lambda jalur, zona: UnitJadwal(jalur, ZoneInfo(zona)))
    pola = grouped(
        PemakaianPola.objects.filter(held, pegawai__in=ids), "mulai", "sampai", "pola__kode"
    )
    fleksibel = grouped(KerjaFleksibel.objects.filter(held, pegawai__in=ids), *_FLEKSIBEL)
    roster = grouped(
        Roster.objects.filter(pegawai__in=ids, tanggal__range=(dari, sampai)),
        "tanggal",
        "sif",
        "jam_mulai",
        "lama_menit",
    )
    placed = by_person(
        Penempatan.objects.filter(held, pegawai__in=ids)
        .order_by("pegawai_id", "mulai")
        .values_list("pegawai_id", "mulai", "sampai", "unit__jalur", "unit__zona_waktu")
        .iterator(chunk_size=SEKALI)
    )
    for pegawai_id, rows in placed:
        yield (
            pegawai_id,
            OrangJadwal(
                unit=[
                    Berlaku(mulai, akhir, unit_of(jalur, zona))
                    for mulai, akhir, jalur, zona in rows
                ],
                pola=[Berlaku(*row) for row in pola.get(pegawai_id, ())],
                fleksibel=[_fleksibel(*row) for row in fleksibel.get(pegawai_id, ())],
                roster={
                    tanggal: BarisRoster(sif, Jam(jam, lama) if jam else None)
                    for tanggal, sif, jam, lama in roster.get(pegawai_id, ())
                },
            ),
        )


def by_person(rows: Iterable[Row]) -> Iterator[tuple[UUID, list[Row]]]:
    """Rows in the order of people, whose id comes first, as one list a person."""
    for pegawai_id, group in groupby(rows, key=lambda row: row[0]):
        yield pegawai_id, [row[1:] for row in group]


def grouped(rows: QuerySet[Any], *columns: str) -> Mapping[UUID, list[Row]]:
    """Columns of the rows of each person who has any: few do."""
    found: dict[UUID, list[Row]] = {}
    for pegawai_id, *row in rows.values_list("pegawai_id", *columns):
        found.setdefault(pegawai_id, []).append(tuple(row))
    return found


def rencana_orang(
    pegawai_id: UUID, dari: date, sampai: date
) -> dict[date, Rencana | DataKurangError]:
    """Plans of one person from `dari` to `sampai`, both inclusive; dates without post left out."""
    people = dict(orang_load(Pegawai.objects.filter(pk=pegawai_id), dari, sampai))
    if pegawai_id not in people:
        return {}
    penjadwal, orang = penjadwal_load(dari, sampai), people[pegawai_id]
    plans = ((tanggal, penjadwal.rencana(orang, tanggal)) for tanggal in hari_dalam(dari, sampai))
    return {tanggal: plan for tanggal, plan in plans if plan is not None}


def rencana_pada(pegawai_id: UUID, tanggal: date) -> Rencana:
    """The plan of one person on one date; raises DataKurangError naming what is missing."""
    plan = rencana_orang(pegawai_id, tanggal, tanggal).get(tanggal)
    if plan is None:
        raise DataKurangError(f"unit kerja pada {tanggal:%d-%m-%Y}")
    if isinstance(plan, DataKurangError):
        raise plan
    return plan
