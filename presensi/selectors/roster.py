"""Rosters of a unit and month: who is on them, which shifts there are, what is written."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from presensi.models import PemakaianPola, Roster
from presensi.rules.jadwal import JenisPola, sel_teks
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.rencana import held_within, penjadwal_load
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import SUDAH_BERAKHIR, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import placed_in, units_granted


def roster_unit(user: Pengguna, unit_id: UUID, *, today: date) -> UnitKerja:
    """A unit whose roster `user` keeps; raises NotFoundError."""
    unit = units_granted(user, Hak.PRESENSI_ROSTER, on=today).filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError
    return unit


def roster_people(user: Pengguna, unit_id: UUID, bulan: date, *, today: date) -> QuerySet[Pegawai]:
    """People placed in the unit itself at the beginning or the end of the month."""
    unit = roster_unit(user, unit_id, today=today)
    units = UnitKerja.objects.filter(pk=unit.pk)
    akhir = bulan_akhir(bulan)
    people = Pegawai.objects.filter(placed_in(units, on=bulan)) | Pegawai.objects.filter(
        placed_in(units, on=akhir)
    )
    return people.exclude(kedudukan__in=SUDAH_BERAKHIR).order_by("nama_kunci", "pk")


def roster_shifts(unit_id: UUID, bulan: date) -> list[str]:
    """Codes of the shift patterns that the unit or its people follow in that month, in order."""
    held = held_within(bulan, bulan_akhir(bulan))
    unit = UnitKerja.objects.get(pk=unit_id)
    upward = [unit.jalur[:end] for end in range(5, len(unit.jalur) + 1, 5)]
    used = PemakaianPola.objects.filter(held)
    units = used.filter(unit__jalur__in=upward)
    own = used.filter(
        pegawai__in=Pegawai.objects.filter(
            placed_in(UnitKerja.objects.filter(pk=unit_id), on=bulan)
        )
    )
    kinds = set(units.values_list("pola__kode", flat=True)) | set(
        own.values_list("pola__kode", flat=True)
    )
    penjadwal = penjadwal_load(bulan, bulan_akhir(bulan))
    found: dict[str, None] = {}
    for kode in sorted(kinds):
        pola = penjadwal.pola(kode, bulan_akhir(bulan))
        if pola is not None and pola.jenis is JenisPola.SIF:
            found |= dict.fromkeys(pola.sif)
    return list(found)


def roster_cells(people: QuerySet[Pegawai], bulan: date) -> dict[tuple[UUID, date], str]:
    """What is written, by person and date; see `sel_teks`."""
    rows = Roster.objects.filter(pegawai__in=people, tanggal__range=(bulan, bulan_akhir(bulan)))
    return {
        (pegawai_id, tanggal): sel_teks(sif, jam, lama)
        for pegawai_id, tanggal, sif, jam, lama in rows.values_list(
            "pegawai_id", "tanggal", "sif", "jam_mulai", "lama_menit"
        )
    }


def bulan_akhir(bulan: date) -> date:
    """The last day of the month that begins on `bulan`."""
    return (bulan + timedelta(days=32)).replace(day=1) - SATU_HARI
