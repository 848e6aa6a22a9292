"""Reads of performance: daily work, the agreement, assessments, and what the TPP run needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from kepegawaian.selectors.cuti import cuti_approved_in
from presensi.models import (
    ButirSkp,
    HariPegawai,
    Keberatan,
    Kegiatan,
    Penilaian,
    PenutupanBulan,
    SasaranOpd,
    Skp,
    TemplatKegiatan,
    VersiSkp,
)
from presensi.rules.hari import TIDAK_MASUK, StatusHari
from presensi.rules.kinerja import FaktaKegiatan, Lain, StatusKegiatan
from presensi.rules.kinerja_nilai import (
    JenisPenilaian,
    Periode,
    capaian_persen,
    periode_bulan,
    sebaran,
)
from presensi.rules.kinerja_skp import StatusSkp
from presensi.rules.penjadwal import SATU_HARI
from presensi.rules.tpp.produktivitas import Aktivitas
from presensi.selectors.fakta import CUTI_STATUS
from presensi.selectors.hari import presensi_visible_to, team_of
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import SUDAH_BERAKHIR, HubunganAtasan, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import bawahan, in_force, placed_in, units_granted, units_offered

SEKALI: Final = 1000  # people fetched at a time
ORANG_TERSEDIKIT: Final = 5
DISETUJUI: Final = StatusKegiatan.DISETUJUI.value
DILAPORKAN: Final = StatusKegiatan.DILAPORKAN.value


def menit_of_day(jam: time | None) -> int | None:
    """Minutes from midnight."""
    return None if jam is None else jam.hour * 60 + jam.minute


# Daily work


def kegiatan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Kegiatan]:
    """Of oneself, of the own team, of units with PRESENSI_VIEW."""
    people = presensi_visible_to(user, today=today)
    return Kegiatan.objects.filter(pegawai__in=people.values("pk"))


def kegiatan_own(user: Pengguna) -> QuerySet[Kegiatan]:
    """One's own."""
    return Kegiatan.objects.filter(pegawai__pengguna=user)


def kegiatan_own_get(user: Pengguna, kegiatan_id: UUID) -> Kegiatan:
    """One of one's own; raises NotFoundError."""
    row = kegiatan_own(user).select_related("butir", "bukti").filter(pk=kegiatan_id).first()
    if row is None:
        raise NotFoundError
    return row


def kegiatan_waiting(user: Pengguna, *, today: date) -> QuerySet[Kegiatan]:
    """Reports of the own team that wait for `user`, by day, then person."""
    rows = Kegiatan.objects.filter(
        status=DILAPORKAN, pegawai__in=team_of(user, today=today).values("pk")
    )
    return rows.select_related("pegawai", "butir").order_by(
        "tanggal", "pegawai__nama_kunci", "pegawai_id", "jam_mulai", "dibuat_pada"
    )


def kegiatan_decided(user: Pengguna, *, sejak: date) -> QuerySet[Kegiatan]:
    """What `user` approved since that day and no closed month holds, the latest first."""
    rows = Kegiatan.objects.filter(
        status=DISETUJUI, diputus_oleh=user, diputus_pada__date__gte=sejak
    )
    closed = PenutupanBulan.objects.values("bulan")
    return (
        rows.annotate(bulan=TruncMonth("tanggal"))
        .exclude(bulan__in=closed)
        .select_related("pegawai")
        .order_by("-diputus_pada", "pegawai__nama_kunci")
    )


def templat_own(user: Pengguna) -> QuerySet[TemplatKegiatan]:
    """One's own templates."""
    return TemplatKegiatan.objects.filter(pegawai__pengguna=user).order_by("uraian")


def kegiatan_fakta(
    pegawai_id: UUID,
    tanggal: date,
    *,
    now: datetime,
    kecuali: Kegiatan | None = None,
) -> FaktaKegiatan:
    """What the rules ask about one day of one person. `kecuali`: the activity being changed."""
    local = timezone.localtime(now)
    around = (tanggal - SATU_HARI, tanggal + SATU_HARI)
    rows = Kegiatan.objects.filter(pegawai=pegawai_id, tanggal__range=around)
    if kecuali is not None:
        rows = rows.exclude(pk=kecuali.pk)
    returned = None
    if kecuali is not None and kecuali.status == StatusKegiatan.DIKEMBALIKAN:
        returned = kecuali.diputus_pada
    return FaktaKegiatan(
        local.date(),
        local.hour * 60 + local.minute,
        status_on(pegawai_id, tanggal),
        [
            Lain(day, menit, menit_of_day(mulai), menit_of_day(selesai))
            for day, menit, mulai, selesai in rows.values_list(
                "tanggal", "menit", "jam_mulai", "jam_selesai"
            )
        ],
        butir_on(pegawai_id, tanggal).exists(),
        timezone.localdate(returned) if returned else None,
    )


def status_on(pegawai_id: UUID, tanggal: date) -> StatusHari | None:
    """Approved leave on that day, else what the day was judged to be, else None."""
    leave = cuti_approved_in([pegawai_id], tanggal, tanggal).first()
    if leave is not None:
        return CUTI_STATUS[leave.jenis]
    row = HariPegawai.objects.filter(pegawai=pegawai_id, tanggal=tanggal).first()
    return None if row is None else StatusHari(row.status)


# The agreement


def skp_visible_to(user: Pengguna, *, today: date) -> QuerySet[Skp]:
    """Of oneself, of the own team, of units with PRESENSI_VIEW."""
    people = presensi_visible_to(user, today=today)
    return Skp.objects.filter(pegawai__in=people.values("pk")).select_related("pegawai", "unit")


def skp_get(user: Pengguna, skp_id: UUID, *, today: date) -> Skp:
    """One of them; raises NotFoundError."""
    row = skp_visible_to(user, today=today).filter(pk=skp_id).first()
    if row is None:
        raise NotFoundError
    return row


def versi_waiting(user: Pengguna, *, today: date) -> QuerySet[VersiSkp]:
    """Versions of the own team that wait for `user`."""
    team = team_of(user, today=today)
    rows = VersiSkp.objects.filter(status=StatusSkp.DIAJUKAN, skp__pegawai__in=team.values("pk"))
    return rows.select_related("skp__pegawai").order_by("diajukan_pada")


def butir_on(pegawai_id: UUID, tanggal: date) -> QuerySet[ButirSkp]:
    """Results agreed for that day, in their order."""
    return ButirSkp.objects.filter(
        versi__status=StatusSkp.DISEPAKATI,
        versi__skp__pegawai=pegawai_id,
        versi__skp__mulai__lte=tanggal,
        versi__skp__sampai__gte=tanggal,
    ).order_by("urut")


@dataclass(frozen=True, slots=True)
class ButirCapaian:
    """A planned result with what approved work has added to it."""

    butir: ButirSkp
    hasil: Decimal
    persen: Decimal
    menit: int
    kegiatan: int


def butir_capaian(versi: VersiSkp, *, dari: date, sampai: date) -> list[ButirCapaian]:
    """Planned results of a version with approved quantities and minutes between two days.

    Work tied to an earlier version of the same result counts too.
    """
    rows = list(versi.butir.all())
    sums = {
        row["butir__kunci"]: row
        for row in Kegiatan.objects.filter(
            butir__kunci__in=[b.kunci for b in rows],
            status=DISETUJUI,
            tanggal__range=(dari, sampai),
        )
        .values("butir__kunci")
        .annotate(hasil=Sum("jumlah"), jumlah_menit=Sum("menit"), banyak=Count("pk"))
    }
    found = []
    for butir in rows:
        row: Mapping[str, Any] = sums.get(butir.kunci, {})
        hasil = row.get("hasil") or Decimal(0)
        found.append(
            ButirCapaian(
                butir,
                hasil,
                capaian_persen(butir.target, hasil),
                row.get("jumlah_menit") or 0,
                row.get("banyak") or 0,
            )
        )
    return found


def skp_work(pegawai_id: UUID, periode: Periode) -> list[ButirCapaian]:
    """What was reached, inside a period, of the SKP that holds at its end."""
    versi = (
        VersiSkp.objects.filter(
            skp__pegawai=pegawai_id,
            status=StatusSkp.DISEPAKATI,
            skp__mulai__lte=periode.selesai,
            skp__sampai__gte=periode.mulai,
        )
        .order_by("-skp__mulai")
        .first()
    )
    return [] if versi is None else butir_capaian(versi, dari=periode.mulai, sampai=periode.selesai)


# Assessment


def penilaian_own(user: Pengguna) -> QuerySet[Penilaian]:
    """One's own, the latest period first."""
    rows = Penilaian.objects.filter(pegawai__pengguna=user).select_related("oleh")
    return rows.prefetch_related("keberatan").order_by("-tahun", "-jenis", "-urut", "sumber")


@dataclass(frozen=True, slots=True)
class Dinilai:
    """One member of a team and what was said of the period."""

    pegawai: Pegawai
    penilaian: Penilaian | None
    menit: int
    kegiatan: int


def team_assessed(user: Pengguna, periode: Periode, *, today: date) -> list[Dinilai]:
    """The own team with their assessment of a period and their approved work; three queries."""
    team = list(team_of(user, today=today).order_by("nama_kunci", "pk"))
    ids = [p.pk for p in team]
    given: dict[UUID, Penilaian] = {}
    for row in Penilaian.objects.filter(
        pegawai__in=ids, jenis=periode.jenis, tahun=periode.tahun, urut=periode.urut
    ).order_by("-sumber"):  # SITAMU first, so that e-Kinerja stays
        given[row.pegawai_id] = row
    work: Mapping[UUID, Mapping[str, Any]] = {
        one["pegawai"]: one
        for one in Kegiatan.objects.filter(
            pegawai__in=ids, status=DISETUJUI, tanggal__range=(periode.mulai, periode.selesai)
        )
        .values("pegawai")
        .annotate(jumlah_menit=Sum("menit"), banyak=Count("pk"))
    }
    return [
        Dinilai(
            p,
            given.get(p.pk),
            work.get(p.pk, {}).get("jumlah_menit") or 0,
            work.get(p.pk, {}).get("banyak") or 0,
        )
        for p in team
    ]


def keberatan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Keberatan]:
    """Objections that `user` may answer: to an assessment by somebody of the own team, or, when
    the assessor has no superior here, in units with PRESENSI_MANAGE."""
    below = bawahan(user, today=today).values("pegawai__pengguna")
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    managed = Pegawai.objects.filter(placed_in(units, on=today))
    led = Pegawai.objects.filter(
        pk__in=_with_superior(today=today),
    ).exclude(pengguna=None)
    return (
        Keberatan.objects.filter(
            Q(penilaian__oleh__in=below)
            | (
                Q(penilaian__pegawai__in=managed.values("pk"))
                & ~Q(penilaian__oleh__in=led.values("pengguna"))
            )
        )
        .exclude(penilaian__pegawai__pengguna=user)
        .exclude(penilaian__oleh=user)
        .select_related("penilaian__pegawai", "penilaian__oleh", "diajukan_oleh")
    )


def _with_superior(*, today: date) -> QuerySet[Any, Any]:
    rows = HubunganAtasan.objects.filter(in_force(today), atasan__pengguna__is_active=True)
    return rows.exclude(atasan__kedudukan__in=SUDAH_BERAKHIR).values("pegawai")


# OPD


@dataclass(frozen=True, slots=True)
class KinerjaOpd:
    """What the people of one unit and all below it add up to, and its targets."""

    unit: UnitKerja
    orang: int
    ber_skp: int
    melapor: int
    menit: int
    menunggu: int
    sebaran: dict[str, int]
    sasaran: Sequence[tuple[SasaranOpd, Decimal]] = field(default_factory=list)

    @property
    def cukup_orang(self) -> bool:
        """Whether so many were rated that nobody can be told apart."""
        return sum(self.sebaran.values()) >= ORANG_TERSEDIKIT


def opd_offered(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """Units to look at: those on which PRESENSI_VIEW lies, and those right below."""
    return units_offered(user, Hak.PRESENSI_VIEW, on=today)


def kinerja_opd(unit: UnitKerja, bulan: date, *, today: date) -> KinerjaOpd:
    """One OPD in the month that begins on `bulan`; a fixed number of queries."""
    akhir = (bulan + timedelta(days=32)).replace(day=1) - SATU_HARI
    below = UnitKerja.objects.filter(jalur__startswith=unit.jalur)
    people = Pegawai.objects.filter(placed_in(below, on=min(akhir, today))).exclude(
        kedudukan__in=SUDAH_BERAKHIR
    )
    ids = people.order_by().values("pk")
    work = Kegiatan.objects.filter(pegawai__in=ids, tanggal__range=(bulan, akhir)).aggregate(
        melapor=Count("pegawai", distinct=True, filter=~Q(status=StatusKegiatan.RENCANA)),
        menit=Sum("menit", filter=Q(status=DISETUJUI)),
        menunggu=Count("pk", filter=Q(status=DILAPORKAN)),
    )
    latest = Penilaian.objects.filter(pegawai__in=ids, tahun=bulan.year).order_by("urut", "-sumber")
    rated = dict(latest.exclude(jenis=JenisPenilaian.TAHUNAN).values_list("pegawai", "predikat"))
    targets = SasaranOpd.objects.filter(unit=unit, tahun=bulan.year).order_by("sasaran")
    return KinerjaOpd(
        unit,
        people.count(),
        VersiSkp.objects.filter(
            skp__pegawai__in=ids, skp__tahun=bulan.year, status=StatusSkp.DISEPAKATI
        )
        .values("skp__pegawai")
        .distinct()
        .count(),
        work["melapor"],
        work["menit"] or 0,
        work["menunggu"],
        dict(sebaran(rated.values())),
        [(row, capaian_persen(row.target, row.hasil)) for row in targets],
    )


# For the TPP run

_KEGIATAN_SQL: Final = """
SELECT k.pegawai_id, k.tanggal, k.lapor_tanggal, sum(k.menit), k.status = 'DISETUJUI', h.status,
    k.jenis = 'TAMBAHAN'
FROM presensi_kegiatan k
LEFT JOIN presensi_haripegawai h ON h.pegawai_id = k.pegawai_id AND h.tanggal = k.tanggal
WHERE k.tanggal >= %(awal)s AND k.tanggal < %(akhir)s AND k.status <> 'RENCANA' {orang}
GROUP BY 1, 2, 3, 5, 6, 7 ORDER BY 1, 2, 7
"""
_PREDIKAT_SQL: Final = """
SELECT DISTINCT ON (pegawai_id) pegawai_id, predikat FROM presensi_penilaian
WHERE tahun = %(tahun)s
    AND ((jenis = 'BULANAN' AND urut = %(bulan)s) OR (jenis = 'TRIWULAN' AND urut = %(triwulan)s))
    {orang}
ORDER BY pegawai_id, jenis, sumber
"""


@dataclass(frozen=True, slots=True)
class KinerjaBulan:
    """Productivity of one person in one month, as `rules.tpp.produktivitas` reads it.

    `predikat`: of the month, else of its quarter; e-Kinerja before our own; None: not given yet.
    """

    aktivitas: Sequence[Aktivitas]
    predikat: str | None


def kinerja_bulan_load(
    awal: date, akhir: date, *, pegawai_ids: Iterable[UUID] | None = None
) -> Iterator[tuple[UUID, KinerjaBulan]]:
    """Facts of everybody who has any in the month from `awal` to before `akhir`, by person id.

    Two queries whatever the number of people; inside a transaction. Reports of one day that count
    alike come as one sum. Who has only a predikat comes last; who has neither does not come. On a
    day of leave the status is None: nobody was there.
    """
    values: dict[str, Any] = {"awal": awal, "akhir": akhir, "tahun": awal.year}
    values["bulan"], values["triwulan"] = (p.urut for p in periode_bulan(awal))
    orang = ""
    if pegawai_ids is not None:
        values["orang"] = list(pegawai_ids)
        orang = "AND {}pegawai_id = ANY(%(orang)s)"
    with connection.cursor() as cursor:
        cursor.execute(_PREDIKAT_SQL.format(orang=orang.format("")), values)
        rated: dict[UUID, str] = dict(cursor.fetchall())
    owner: UUID | None = None
    rows: list[Aktivitas] = []
    with connection.chunked_cursor() as cursor:
        cursor.execute(_KEGIATAN_SQL.format(orang=orang.format("k.")), values)
        while chunk := cursor.fetchmany(SEKALI):
            for pegawai_id, tanggal, lapor, menit, setuju, status, tambahan in chunk:
                if pegawai_id != owner:
                    if owner is not None:
                        yield owner, KinerjaBulan(rows, rated.pop(owner, None))
                    owner, rows = pegawai_id, []
                there = None if status in TIDAK_MASUK else status
                rows.append(Aktivitas(tanggal, lapor, menit, setuju, there, tambahan))
    if owner is not None:
        yield owner, KinerjaBulan(rows, rated.pop(owner, None))
    for pegawai_id, predikat in rated.items():
        yield pegawai_id, KinerjaBulan((), predikat)
