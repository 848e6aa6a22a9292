"""Reads of TPP: facts of a month, streamed; results as people may see them."""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from kepegawaian.selectors.tpp import ORANG_TPP_SQL, SEBAGIAN, jabatan_segments
from presensi.models import (
    HariPegawai,
    HasilTpp,
    KeberatanTpp,
    PaguTpp,
    PeriodeTpp,
    SelisihTpp,
)
from presensi.rules.hari import StatusHari
from presensi.rules.jadwal import Libur
from presensi.rules.tpp.alur import TingkatTpp
from presensi.rules.tpp.aturan import AturanTpp, CaraMutasi, Sesi, tpp_baca
from presensi.rules.tpp.disiplin import HariFakta, Kejadian, kejadian_hari
from presensi.rules.tpp.pagu import KRITERIA, Segmen
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Parameter, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force, parameter_in_force, units_granted

KUNCI: Final = "TPP"
PANJANG_OPD: Final = 10  # of a path: the root and its child
HARI: Final = "presensi_haripegawai"
WORK_MEM: Final = "64MB"  # the days of everybody are grouped at once
SEKALI: Final = 10_000  # people fetched, computed and written at a time
BEBAS_TUGAS: Final = tuple(libur.value for libur in Libur)
BIASA: Final = (*BEBAS_TUGAS, StatusHari.HADIR.value, StatusHari.WFA.value, "DINAS_LUAR")

_HARI_SQL: Final = """
SELECT pegawai_id, count(*) AS hari, count(*) FILTER (WHERE status <> ALL(%(bebas)s)) AS kerja,
    count(*) FILTER (WHERE status = 'DATA_KURANG') AS kurang,
    string_agg(
        concat_ws(',', extract(day FROM tanggal)::int, status, terlambat_menit, pulang_cepat_menit,
            tanpa_masuk::int, tanpa_pulang::int, ramadan::int, replace(tidak_apel, ',', '+'),
            COALESCE((extract(epoch FROM masuk)::bigint %% 86400 / 60)::text, ''),
            COALESCE((extract(epoch FROM pulang)::bigint %% 86400 / 60)::text, '')),
        ';') FILTER (WHERE status <> ALL(%(biasa)s) OR terlambat_menit > 0
            OR pulang_cepat_menit > 0 OR tanpa_masuk OR tanpa_pulang OR tidak_apel <> '') AS cerita
FROM {tabel} WHERE tanggal >= %(awal)s AND tanggal < %(akhir)s {satu}
GROUP BY pegawai_id
"""
_BULAN_SQL: Final = """
SELECT o.*, d.hari, d.kerja, d.kurang, d.cerita, b.gaji_dasar_bpjs, b.penghasilan_lain, b.pph_lain,
    b.kategori_ter, b.predikat, b.plt_pagu, b.plt_setingkat, b.plt_hari_kerja, b.plt_bulan_ke,
    b.syarat_gagal, b.potongan_lain
FROM ({people} {scope}) o
LEFT JOIN ({days}) d ON d.pegawai_id = o.id::uuid
LEFT JOIN presensi_faktabulantpp b ON b.pegawai_id = o.id::uuid AND b.bulan = %(awal)s
"""


class BulanPegawai(NamedTuple):
    """Facts of one person's month as they lie in the tables."""

    id: str
    nomor: str
    nama: str
    jenis: str
    unit_id: str
    zona: str
    golongan: str | None
    kelas: int | None
    jabatan_id: str | None
    rekening: bool
    hukdis: str | None
    hari: int | None
    kerja: int | None
    kurang: int | None
    cerita: str | None
    gaji_dasar_bpjs: int | None
    penghasilan_lain: int | None
    pph_lain: int | None
    kategori_ter: str | None
    predikat: str | None
    plt_pagu: int | None
    plt_setingkat: bool | None
    plt_hari_kerja: int | None
    plt_bulan_ke: int | None
    syarat_gagal: str | None  # JSON
    potongan_lain: str | None  # JSON


@dataclass(frozen=True, slots=True)
class AturanBulan:
    """The rule set of one month and what belongs to it."""

    awal: date
    akhir: date  # first day of the next month
    penentu: date
    aturan: AturanTpp
    parameter: Parameter


def awal_bulan(periode: str) -> date:
    """First day of "2026-10"; raises ValueError."""
    return datetime.strptime(periode, "%Y-%m").date()  # noqa: DTZ007  # a month has no zone


def aturan_bulan(awal: date) -> AturanBulan:
    """The rule set of the month that begins on `awal`.

    The version in force on its first day decides, whenever it is computed. Raises DataKurangError
    when there is none or it has ended.
    """
    row = parameter_in_force(KUNCI, on=awal)
    aturan = aturan_dari(row)
    if aturan.berlaku_sampai is not None and aturan.berlaku_sampai < awal:
        raise DataKurangError(f"aturan {KUNCI} pada {awal:%d-%m-%Y}")
    return aturan_pada(awal, aturan, row)


def aturan_dari(row: Parameter) -> AturanTpp:
    """The rule set that a stored version holds."""
    return tpp_baca(row.nilai, dasar_hukum=row.dasar_hukum, berlaku_mulai=row.berlaku_mulai)


def aturan_pada(awal: date, aturan: AturanTpp, row: Parameter) -> AturanBulan:
    """That month by any rule set, also one that is only drafted (`row` is then not stored)."""
    days = calendar.monthrange(awal.year, awal.month)[1]
    day = aturan.mutasi_tanggal if aturan.mutasi is CaraMutasi.TANGGAL else days
    return AturanBulan(awal, awal + timedelta(days=days), awal.replace(day=day), aturan, row)


def bulan_load(
    bulan: AturanBulan,
    *,
    unit: UnitKerja | None = None,
    pegawai_ids: Iterable[UUID] | None = None,
    tabel: str = HARI,
) -> Iterator[list[BulanPegawai]]:
    """Everybody's facts of the month, by id, in pieces; inside a transaction.

    Gathered by one statement that may run in parallel (a cursor may not), then streamed. While a
    piece is worked on, the connection is free for writing. `tabel`: where the days lie.
    """
    scope, satu = "", ""
    values: dict[str, Any] = {
        "awal": bulan.awal,
        "akhir": bulan.akhir,
        "penentu": bulan.penentu,
        "bebas": list(BEBAS_TUGAS),
        "biasa": list(BIASA),
    }
    if pegawai_ids is not None:
        values["orang"] = list(pegawai_ids)
        scope, satu = "AND p.id = ANY(%(orang)s)", SEBAGIAN
    if unit is not None:
        values["jalur"] = unit.jalur + "%"
        scope += " AND u.jalur LIKE %(jalur)s"
    query = _BULAN_SQL.format(
        people=ORANG_TPP_SQL.format(satu=satu),
        scope=scope,
        days=_HARI_SQL.format(satu=satu, tabel=tabel),
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL work_mem = '{WORK_MEM}'")
        cursor.execute(f"CREATE TEMPORARY TABLE bulan_tpp ON COMMIT DROP AS {query}", values)
    try:
        with connection.chunked_cursor() as cursor:
            cursor.execute("SELECT * FROM bulan_tpp ORDER BY id")
            while rows := cursor.fetchmany(SEKALI):
                yield list(map(BulanPegawai._make, rows))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bulan_tpp")


@cache
def _offset(zona: str, awal: date) -> int:
    """Minutes of the zone from UTC in that month; Indonesia has no summer time."""
    instant = datetime(awal.year, awal.month, 15, tzinfo=ZoneInfo(zona))
    shift = instant.utcoffset()
    return int(shift.total_seconds()) // 60 if shift else 0


class HariBulan:
    """The days of a month out of the stream's text, each text judged once: most days repeat."""

    def __init__(self, bulan: AturanBulan) -> None:
        self._bulan = bulan
        self._known: dict[int, dict[str, tuple[HariFakta, list[Kejadian]]]] = {}

    def baca(self, row: BulanPegawai) -> list[tuple[HariFakta, list[Kejadian]]]:
        """The days that may cost something, with what each costs by itself."""
        if not row.cerita:
            return []
        shift = _offset(row.zona, self._bulan.awal)
        known = self._known.setdefault(shift, {})
        return [known.get(text) or self._day(text, shift) for text in row.cerita.split(";")]

    def _day(self, text: str, shift: int) -> tuple[HariFakta, list[Kejadian]]:
        day = _hari(text.split(","), self._bulan.awal, shift)
        found = self._known[shift][text] = (day, kejadian_hari(day, self._bulan.aturan))
        return found


def _hari(part: list[str], awal: date, shift: int) -> HariFakta:
    day, status, late, early, no_in, no_out, ramadan, apel, masuk, pulang = part
    return HariFakta(
        awal.replace(day=int(day)),
        status,
        int(late),
        int(early),
        no_in == "1",
        no_out == "1",
        tuple(map(Sesi, apel.split("+"))) if apel else (),
        ramadan == "1",
        _clock(masuk, shift),
        _clock(pulang, shift),
    )


def _clock(menit: str, shift: int) -> str:
    if not menit:
        return ""
    local = (int(menit) + shift) % 1440
    return f"{local // 60:02}:{local % 60:02}"


class Pagu:
    """The pagu in force on one day, looked up from the narrowest row to the widest."""

    def __init__(self, on: date) -> None:
        amount = sum((F(name) for name, _ in KRITERIA[1:]), start=F(KRITERIA[0][0]))
        rows = (
            PaguTpp.objects.filter(in_force(on))
            .annotate(jumlah=amount)
            .values_list("kelas", "jabatan_id", "unit_id", "pegawai_id", "jumlah")
        )
        self._rows: dict[tuple[Any, ...], int] = {
            (kelas, *(None if pk is None else str(pk) for pk in ids)): jumlah
            for kelas, *ids, jumlah in rows
        }

    def untuk(
        self, kelas: int | None, jabatan: str | None, unit: str | None, pegawai: str
    ) -> int | None:
        """Rupiah a month; None when no row fits or the class is unknown."""
        if kelas is None:
            return None
        for key in (
            (kelas, None, None, pegawai),
            (kelas, jabatan, unit, None),
            (kelas, jabatan, None, None),
            (kelas, None, unit, None),
            (kelas, None, None, None),
        ):
            if key in self._rows:
                return self._rows[key]
        return None


@dataclass(slots=True)
class Mutasi:
    """Posts of those who moved inside the month; empty when the deciding day alone counts."""

    bulan: AturanBulan
    pagu: Pagu
    _segmen: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    _kerja: dict[str, list[date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.bulan.aturan.mutasi is not CaraMutasi.PRO_RATA:
            return
        awal, akhir = self.bulan.awal, self.bulan.akhir
        self._segmen = jabatan_segments(awal=awal, akhir=akhir)
        days = HariPegawai.objects.filter(
            pegawai__in=list(map(UUID, self._segmen)), tanggal__gte=awal, tanggal__lt=akhir
        ).exclude(status__in=BEBAS_TUGAS)
        for pegawai_id, tanggal in days.values_list("pegawai_id", "tanggal"):
            self._kerja.setdefault(str(pegawai_id), []).append(tanggal)

    def segmen(self, row: BulanPegawai) -> list[Segmen]:
        """Posts of the month with their pagu and working days."""
        moved = self._segmen.get(row.id)
        if not moved:
            pagu = self.pagu.untuk(row.kelas, row.jabatan_id, row.unit_id, row.id)
            return [Segmen(self.bulan.awal, pagu, row.kerja or 0, row.kelas)]
        parts = []
        for number, (tmt, kelas, jabatan, unit) in enumerate(moved):
            begin = max(tmt, self.bulan.awal)
            end = moved[number + 1][0] if number + 1 < len(moved) else self.bulan.akhir
            days = sum(1 for day in self._kerja.get(row.id, ()) if begin <= day < end)
            parts.append(Segmen(begin, self.pagu.untuk(kelas, jabatan, unit, row.id), days, kelas))
        return parts


# Results


def hasil_visible_to(user: Pengguna, *, today: date) -> QuerySet[HasilTpp]:
    """Results `user` may know: the own ones, and those of units with the right to see TPP."""
    units = units_granted(user, Hak.TPP_VIEW, on=today)
    return HasilTpp.objects.select_related("periode", "pegawai", "unit").filter(
        Q(pegawai__pengguna=user) | Q(unit__in=units)
    )


def keberatan_visible_to(user: Pengguna, *, today: date) -> QuerySet[KeberatanTpp]:
    """Objections that `user` answers: of units where they run TPP or approve it for the OPD."""
    manage = units_granted(user, Hak.TPP_MANAGE, on=today)
    approve = units_granted(user, Hak.TPP_APPROVE_OPD, on=today)
    return KeberatanTpp.objects.select_related("periode", "pegawai", "unit").filter(
        Q(unit__in=manage) | Q(unit__in=approve)
    )


def opd_units() -> QuerySet[UnitKerja]:
    """Units that approve for their own people: the root (who is placed in it) and its children."""
    return UnitKerja.objects.filter(Q(induk__isnull=True) | Q(induk__induk__isnull=True))


def opd_of(unit: UnitKerja) -> UUID | None:
    """The OPD that approves for people of `unit`."""
    path = unit.jalur[:PANJANG_OPD]
    return UnitKerja.objects.filter(jalur=path).values_list("pk", flat=True).first()


def hasil_of(periode: PeriodeTpp, unit: UnitKerja) -> QuerySet[HasilTpp]:
    """Results of one OPD: the unit and all below it; of the root only those placed in it."""
    rows = periode.hasil.all()
    if unit.induk_id is None:
        return rows.filter(unit=unit)
    return rows.filter(unit__jalur__startswith=unit.jalur)


def hasil_of_tier(periode: PeriodeTpp, tingkat: TingkatTpp, unit: UnitKerja) -> QuerySet[HasilTpp]:
    """What a tier approves: an OPD its own people, the offices above everybody."""
    return hasil_of(periode, unit) if tingkat is TingkatTpp.OPD else periode.hasil.all()


def approvals_missing(periode: PeriodeTpp, tingkat: TingkatTpp) -> int:
    """Approvals of the tier before that are still needed; an OPD without people needs none."""
    known = periode.persetujuan.filter(batal_pada__isnull=True)
    if tingkat is TingkatTpp.OPD:
        return 0
    if tingkat is TingkatTpp.BPKAD:
        return 0 if known.filter(tingkat=TingkatTpp.BKPSDM.value).exists() else 1
    given = set(known.filter(tingkat=TingkatTpp.OPD.value).values_list("unit_id", flat=True))
    return sum(
        1 for unit in opd_units() if unit.pk not in given and hasil_of(periode, unit).exists()
    )


def dibayar(rows: QuerySet[HasilTpp]) -> QuerySet[Any, Any]:
    """With `susulan` (differences of earlier months settled in this one) and `diterima`: what the
    bank pays. Slip, recap, bank file and API all take the amount from here.
    """
    settled = (
        SelisihTpp.objects.filter(dibayar=OuterRef("periode"), pegawai=OuterRef("pegawai"))
        .order_by()
        .values("pegawai")
        .annotate(jumlah=Sum("rupiah"))
    )
    return rows.annotate(
        susulan=Coalesce(
            Subquery(settled.values("jumlah")), 0, output_field=models.BigIntegerField()
        ),
        diterima=F("netto") + F("susulan"),
    )


JUMLAH: Final = (
    "pagu_dibayar",
    "nilai_kinerja",
    "nilai_disiplin",
    "bruto",
    "bpjs_pegawai",
    "bpjs_pemberi_kerja",
    "pph_dipotong",
    "pph_ditanggung_pemda",
    "potongan_lain",
    "netto",
    "susulan",
    "diterima",
)
_JUMLAH: Final = {"jumlah": Count("pk"), **{f"s_{n}": Coalesce(Sum(n), 0) for n in JUMLAH}}


def jumlah_of(rows: QuerySet[HasilTpp]) -> dict[str, int]:
    """How many people and the sums of every component."""
    sums: Mapping[str, Any] = dibayar(rows.order_by()).aggregate(**_JUMLAH)
    return {name.removeprefix("s_"): int(n) for name, n in sums.items()}
