"""Figures of one month: how long each stage and each officer really took, median and worst.

Days are counted by the database from a list of numbered days that the calendar made, so working
days are still counted in one place. A stay belongs to the month in which it ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kepegawaian.models import TahapUsulan, Usulan
from kepegawaian.rules.usulan import Status
from kepegawaian.selectors.usulan import usulan_visible_to
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import SATU_HARI, hari_kerja_ke
from sitamu.inti.selectors import kalender_in_force, units_granted

OPD: Final = (Status.DIAJUKAN.value, Status.DI_OPD.value)
MENGIKUTI: Final = frozenset({Hak.USULAN_VIEW, Hak.USULAN_APPROVE_OPD})
"""Who follows usulan as an officer may read figures about them."""


@dataclass(frozen=True, slots=True)
class Angka:
    """One row. Days are working days of whoever has it in hand; `baku` None: no standard time."""

    jumlah: int
    median: float | None
    terlama: int | None
    lewat: int | None = None
    baku: int | None = None
    layanan: str = ""
    tahap: str = ""
    petugas: str = ""
    status: str = ""
    jeda: bool = False


@dataclass(frozen=True, slots=True)
class Janji:
    """Of SK issued in the month: the promise in working days, and calendar days end to end."""

    jumlah: int
    ditepati: int
    median: float | None
    terlama: int | None
    kalender_median: float | None
    kalender_terlama: int | None

    @property
    def persen(self) -> int:
        """Share of promises kept, in whole percent, rounded down; 0 when there is none."""
        return self.ditepati * 100 // self.jumlah if self.jumlah else 0


@dataclass(frozen=True, slots=True)
class Rentang:
    """Whose usulan, and which days (both inclusive, dates of BKPSDM)."""

    usulan: QuerySet[Usulan]
    mulai: date
    sampai: date

    def tahap(self) -> QuerySet[TahapUsulan]:
        """The stays that ended in these days."""
        return _ended(TahapUsulan.objects.filter(usulan__in=self.usulan.values("pk")), self)


def bulan_of(mulai: date) -> tuple[date, date]:
    """First and last day of the month that holds `mulai`."""
    first = mulai.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - SATU_HARI


def rentang_of(
    user: Pengguna,
    *,
    today: date,
    mulai: date,
    sampai: date,
    layanan: str = "",
    unit: UnitKerja | None = None,
) -> Rentang:
    """What `user` may know of, in these days; narrowed to a service, or to a unit and below."""
    rows = usulan_visible_to(user, today=today)
    if layanan:
        rows = rows.filter(layanan=layanan)
    if unit is not None:
        rows = rows.filter(unit_kerja__jalur__startswith=unit.jalur)
    return Rentang(rows, mulai, sampai)


def _ended(rows: QuerySet[Any], rentang: Rentang, field: str = "selesai_pada") -> QuerySet[Any]:
    start, end = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (rentang.mulai, rentang.sampai + SATU_HARI)
    )
    return rows.filter(**{f"{field}__gte": start, f"{field}__lt": end})


def angka_tahap(rentang: Rentang) -> list[Angka]:
    """Each stage of each service, in the order of the path."""
    found = _grouped(
        rentang.tahap(), "d.layanan, d.status, d.jeda", "d.layanan, d.status, d.jeda", "d.hari"
    )
    return sorted(found, key=lambda a: (a.layanan, _place(a.status)))


def angka_semua(rentang: Rentang) -> list[Angka]:
    """Each stage over all services together."""
    found = _grouped(
        rentang.tahap(), "'' AS layanan, d.status, d.jeda", "d.status, d.jeda", "d.hari"
    )
    return sorted(found, key=lambda a: _place(a.status))


def angka_petugas(rentang: Rentang, user: Pengguna, *, today: date) -> list[Angka]:
    """Each officer in each stage, from having it in hand; waits outside count for nobody.

    One's own; those of the OPD for whoever approves there; all where one approves SK.
    """

    def units(hak: Hak) -> Q:
        return Q(usulan__unit_kerja__in=units_granted(user, hak, on=today))

    rows = (
        rentang.tahap()
        .filter(jeda=False, pemegang__isnull=False)
        .filter(
            Q(pemegang=user)
            | units(Hak.SK_APPROVE)
            | (units(Hak.USULAN_APPROVE_OPD) & Q(status__in=OPD))
        )
    )
    group = "d.pemegang_id, d.nama, d.status, d.jeda"
    found = _grouped(rows, f"'' AS layanan, {group}", group, "d.hari_pegang")
    return sorted(found, key=lambda a: (a.petugas, _place(a.status)))


def _place(status: str) -> int:
    return list(Status).index(Status(status))


def tahap_nama(status: str, *, jeda: bool) -> str:
    """A stage for a reader; what comes after the pertek is no longer BKN's."""
    if status == Status.DI_BKN and not jeda:
        return "Pertek terbit, menyetujui SK"
    if status == Status.TERBIT:
        return "SK terbit, diserahkan ke Pos"
    return Status(status).label


# Days run from the first instant's date (not counted) to the last one's (counted), each in the
# zone and week of whoever has the case: the OPD's own, BKPSDM's elsewhere.
_HARI: Final = """
WITH t AS ({tahap}),
k AS (SELECT * FROM unnest(%s::date[], %s::int[], %s::int[]) AS k(tanggal, lima, enam)),
z AS (
    SELECT t.*, CASE WHEN t.status = ANY(%s) THEN t.zona ELSE %s END AS tz,
           t.status = ANY(%s) AND t.seminggu = 6 AS enam_hari
    FROM t
),
d AS (
    SELECT z.*,
           CASE WHEN z.enam_hari THEN b.enam - a.enam ELSE b.lima - a.lima END AS hari,
           CASE WHEN z.enam_hari THEN b.enam - p.enam ELSE b.lima - p.lima END AS hari_pegang,
           CASE WHEN z.jeda THEN NULL
                WHEN z.status = ANY(%s) THEN z.batas_opd
                ELSE s.baku_hari_kerja END AS baku
    FROM z
    LEFT JOIN k a ON a.tanggal = (z.mulai AT TIME ZONE z.tz)::date
    LEFT JOIN k b ON b.tanggal = (z.selesai AT TIME ZONE z.tz)::date
    LEFT JOIN k p ON p.tanggal = (COALESCE(z.dipegang, z.mulai) AT TIME ZONE z.tz)::date
    LEFT JOIN LATERAL (
        SELECT baku_hari_kerja FROM kepegawaian_tahaplayanan s
        WHERE s.versi_layanan_id = z.versi AND s.status = z.status ORDER BY s.urutan LIMIT 1
    ) s ON TRUE
)
SELECT {kolom}, count(*) AS jumlah,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY {hari}) AS median,
       max({hari}) AS terlama,
       count(*) FILTER (WHERE {hari} > d.baku) AS lewat,
       min(d.baku) AS baku
FROM d GROUP BY {kelompok}
"""


def _grouped(rows: QuerySet[TahapUsulan], kolom: str, kelompok: str, hari: str) -> list[Angka]:
    inner, inner_params = (
        rows.annotate(
            layanan=F("usulan__layanan__nama"),
            versi=F("usulan__versi_layanan_id"),
            batas_opd=F("usulan__versi_layanan__batas_opd_hari_kerja"),
            zona=F("usulan__unit_kerja__zona_waktu"),
            seminggu=F("usulan__unit_kerja__hari_kerja_per_minggu"),
            nama=F("pemegang__nama"),
            mulai=F("mulai_pada"),
            dipegang=F("dipegang_pada"),
            selesai=F("selesai_pada"),
        )
        .values(
            *("status", "jeda", "pemegang_id", "layanan", "versi", "batas_opd", "zona"),
            *("seminggu", "nama", "mulai", "dipegang", "selesai"),
        )
        .query.sql_with_params()
    )
    params = [*_numbered(), list(OPD), settings.TIME_ZONE, list(OPD), list(OPD)]
    sql = _HARI.format(tahap=inner, kolom=kolom, kelompok=kelompok, hari=hari)
    return [
        Angka(
            jumlah=row["jumlah"],
            median=row["median"],
            terlama=row["terlama"],
            lewat=None if row["baku"] is None else row["lewat"],
            baku=row["baku"],
            layanan=row["layanan"],
            tahap=tahap_nama(row["status"], jeda=row["jeda"]),
            petugas=row.get("nama") or "",
            status=row["status"],
            jeda=row["jeda"],
        )
        for row in _run(sql, [*inner_params, *params])
    ]


def _numbered() -> tuple[list[date], list[int], list[int]]:
    """Days of the loaded years, numbered for an office of five and of six days."""
    lima = hari_kerja_ke(kalender_in_force())
    enam = hari_kerja_ke(kalender_in_force(hari_per_minggu=6))
    return list(lima), list(lima.values()), [enam[day] for day in lima]


def _run(sql: str, params: Sequence[Any]) -> list[Mapping[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_JANJI: Final = """
WITH u AS ({usulan}),
k AS (SELECT * FROM unnest(%s::date[], %s::int[], %s::int[]) AS k(tanggal, lima, enam)),
d AS (
    SELECT u.id, u.janji,
           (u.akhir AT TIME ZONE %s)::date - (u.awal AT TIME ZONE %s)::date AS kalender,
           (SELECT sum(b.lima - a.lima) FROM kepegawaian_intervalusulan i
            JOIN k a ON a.tanggal = (i.mulai_pada AT TIME ZONE %s)::date
            JOIN k b ON b.tanggal = (i.selesai_pada AT TIME ZONE %s)::date
            WHERE i.usulan_id = u.id AND i.berjalan) AS hari
    FROM u
)
SELECT count(*) AS jumlah, count(*) FILTER (WHERE hari <= janji) AS ditepati,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY hari) AS median, max(hari) AS terlama,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY kalender) AS kalender_median,
       max(kalender) AS kalender_terlama
FROM d
"""


def angka_janji(rentang: Rentang) -> Janji:
    """The promise over the SK and letters issued in these days."""
    rows = _ended(rentang.usulan.select_related(None), rentang, "terbit_pada")
    inner, inner_params = (
        rows.annotate(
            janji=F("versi_layanan__janji_hari_kerja"),
            awal=F("diajukan_pada"),
            akhir=F("terbit_pada"),
        )
        .values("id", "janji", "awal", "akhir")
        .query.sql_with_params()
    )
    zona = [settings.TIME_ZONE] * 4
    [row] = _run(_JANJI.format(usulan=inner), [*inner_params, *_numbered(), *zona])
    return Janji(**row)


def angka_layanan(
    layanan: str, unit: UnitKerja | None, *, mulai: date, sampai: date
) -> dict[tuple[str, bool], Angka]:
    """Of one service by status and pause, of everybody, or of a unit and below: beside its SOP.

    Counts and days only; nobody can be told from them, so no scope is asked.
    """
    rows = Usulan.objects.filter(layanan=layanan)
    if unit is not None:
        rows = rows.filter(unit_kerja__jalur__startswith=unit.jalur)
    found = _grouped(
        Rentang(rows, mulai, sampai).tahap(),
        "'' AS layanan, d.status, d.jeda",
        "d.status, d.jeda",
        "d.hari",
    )
    return {(a.status, a.jeda): a for a in found}
