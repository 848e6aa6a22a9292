"""The days of one person over a span of dates: plans, taps, papers and apel put together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from presensi.errors import JadwalKosongError
from presensi.rules.hari import (
    FaktaHari,
    HasilHari,
    Jendela,
    Ketuk,
    StatusHari,
    hari_lewat,
    hari_nilai,
    ketukan_bagi,
)
from presensi.rules.jadwal import Rencana
from presensi.rules.penjadwal import SATU_HARI, Berlaku, OrangJadwal, Penjadwal, berlaku_pada
from sitamu.inti.errors import DataKurangError

TETANGGA: Final = 3  # days on either side whose duties may claim a tap


@dataclass(frozen=True, slots=True)
class HariTernilai:
    """One judged day. `rencana` None and `kurang` set: nobody can judge it yet."""

    hasil: HasilHari
    rencana: Rencana | None
    kurang: str = ""


@dataclass(frozen=True, slots=True)
class FaktaOrang:
    """Everything about one person that days between two dates depend on.

    `tidak_hadir`: apel and upacara whose list says that the person was not there.
    """

    pegawai_id: UUID
    jadwal: OrangJadwal
    ketukan: Sequence[Ketuk] = ()
    tidak_masuk: Sequence[Berlaku[StatusHari]] = ()
    surat_tugas: Sequence[tuple[datetime, datetime]] = ()
    tidak_hadir: Mapping[date, Sequence[UUID]] = field(default_factory=dict)


def hari_orang(
    penjadwal: Penjadwal,
    orang: FaktaOrang,
    tanggal: Sequence[date],
    *,
    bebas: Mapping[date, frozenset[str]],
    jendela: Jendela,
    now: datetime,
) -> Iterator[HariTernilai]:
    """Judge those dates (in order, without gaps) that no tap can reach any more.

    Dates on which the person works nowhere or has no pattern, and dates not over at `now`, give
    nothing.
    """
    plans = {hari: penjadwal.rencana(orang.jadwal, hari) for hari in tanggal}
    taps = _shared_out(penjadwal, orang, plans, jendela) if orang.ketukan else {}
    for hari in tanggal:
        plan = plans[hari]
        if plan is None or isinstance(plan, JadwalKosongError):
            continue
        if isinstance(plan, DataKurangError):
            yield HariTernilai(HasilHari(hari, StatusHari.DATA_KURANG), None, plan.apa)
        elif hari_lewat(plan, jendela, now):
            yield HariTernilai(
                hari_nilai(
                    plan,
                    FaktaHari(
                        taps.get(hari, ()),
                        berlaku_pada(orang.tidak_masuk, hari) if orang.tidak_masuk else None,
                        orang.surat_tugas,
                        bebas.get(hari, frozenset()),
                    ),
                ),
                plan,
            )


def _shared_out(
    penjadwal: Penjadwal,
    orang: FaktaOrang,
    plans: Mapping[date, Rencana | DataKurangError | None],
    jendela: Jendela,
) -> dict[date, list[Ketuk]]:
    """Taps by date; duties of the days around may claim them first."""
    dates = list(plans)
    around = [dates[0] - SATU_HARI * n for n in range(1, TETANGGA + 1)]
    around += [dates[-1] + SATU_HARI * n for n in range(1, TETANGGA + 1)]
    duties = [*plans.values(), *(penjadwal.rencana(orang.jadwal, hari) for hari in around)]
    return ketukan_bagi((d for d in duties if isinstance(d, Rencana)), orang.ketukan, jendela)
