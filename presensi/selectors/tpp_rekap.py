"""A month of TPP for officers: progress, sums by OPD, what changed since last month, repairs.

All amounts come from the rows of `dibayar`: recap, bank file, account recap and slips agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Abs, Coalesce, Substr

from kepegawaian.selectors.tpp import rekening_of
from presensi.models import HasilTpp, HitungTpp, KeberatanTpp, PeriodeTpp, PersetujuanTpp
from presensi.rules.tpp.alur import KeadaanKeberatan, TingkatTpp
from presensi.selectors.tpp import (
    JUMLAH,
    PANJANG_OPD,
    approvals_missing,
    dibayar,
    opd_units,
)
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted

SEKALI: Final = 1000
PENCILAN_PERSEN: Final = 25  # of last month's amount
BEDA_TAMPIL: Final = 100


def periode_visible_to(user: Pengguna, *, today: date) -> QuerySet[PeriodeTpp]:
    """Months, for whoever sees TPP of some unit."""
    if not units_granted(user, Hak.TPP_VIEW, on=today).exists():
        return PeriodeTpp.objects.none()
    return PeriodeTpp.objects.all()


def periode_get(user: Pengguna, bulan: date, *, today: date) -> PeriodeTpp:
    """One of them; raises NotFoundError."""
    found = periode_visible_to(user, today=today).filter(bulan=bulan).first()
    if found is None:
        raise NotFoundError
    return found


def opd_visible_to(user: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """OPD whose TPP `user` sees."""
    seen = units_granted(user, Hak.TPP_VIEW, on=today)
    return opd_units().filter(pk__in=seen.values("pk")).order_by("jalur")


def hasil_seen(user: Pengguna, periode: PeriodeTpp, *, today: date) -> QuerySet[HasilTpp]:
    """Results of a month in units whose TPP `user` sees by office."""
    units = units_granted(user, Hak.TPP_VIEW, on=today)
    return periode.hasil.filter(unit__in=units).select_related("pegawai", "unit")


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """How far a run is. `sisa`: OPD still to do; `satuan`: single people still to do."""

    total: int
    sisa: int
    satuan: int

    @property
    def selesai(self) -> int:
        """OPD done."""
        return max(0, self.total - self.sisa)

    @property
    def jalan(self) -> bool:
        """Whether something waits to be computed."""
        return bool(self.sisa or self.satuan)


def kemajuan(periode: PeriodeTpp) -> Kemajuan:
    """Wishes not yet worked off."""
    counted = HitungTpp.objects.filter(periode=periode).aggregate(
        sisa=Count("unit", distinct=True), satuan=Count("pegawai", distinct=True)
    )
    return Kemajuan(opd_units().count(), counted["sisa"], counted["satuan"])


# By OPD


@dataclass(frozen=True, slots=True)
class RekapOpd:
    """Sums of one OPD with last month's amount and its approval."""

    unit: UnitKerja
    jumlah: dict[str, int]
    galat: int
    lalu: int
    setuju: PersetujuanTpp | None

    @property
    def selisih(self) -> int:
        """What more (or less) is paid than last month."""
        return self.jumlah["diterima"] - self.lalu


_SUMS: Final = {"banyak": Count("pk"), "salah": Count("pk", filter=~Q(galat=""))} | {
    f"s_{name}": Coalesce(Sum(name), 0) for name in JUMLAH
}


def rekap_opd(periode: PeriodeTpp, units: QuerySet[UnitKerja]) -> list[RekapOpd]:
    """Every OPD among `units` that has results, in the order of the tree; four queries."""
    now = _by_opd(periode)
    last = _by_opd(PeriodeTpp.objects.filter(bulan=bulan_lalu(periode.bulan)).first())
    given = {
        row.unit_id: row
        for row in periode.persetujuan.filter(
            batal_pada__isnull=True, tingkat=TingkatTpp.OPD.value
        ).select_related("oleh")
    }
    return [
        RekapOpd(
            unit,
            {"jumlah": row["banyak"], **{name: int(row[f"s_{name}"]) for name in JUMLAH}},
            row["salah"],
            int(last[unit.jalur]["s_diterima"]) if unit.jalur in last else 0,
            given.get(unit.pk),
        )
        for unit in units
        if (row := now.get(unit.jalur))
    ]


def _by_opd(periode: PeriodeTpp | None) -> dict[str, dict[str, Any]]:
    if periode is None:
        return {}
    rows = dibayar(periode.hasil.order_by()).annotate(opd=Substr("unit__jalur", 1, PANJANG_OPD))
    return {row["opd"]: row for row in rows.values("opd").annotate(**_SUMS)}


def bulan_lalu(bulan: date) -> date:
    """First day of the month before."""
    return (bulan - timedelta(days=1)).replace(day=1)


# What changed


@dataclass(frozen=True, slots=True)
class Beda:
    """One person whose amount is far from last month's, new, or gone."""

    hasil_id: UUID | None
    nama: str
    nomor: str
    unit: str
    dulu: int | None
    kini: int | None

    @property
    def selisih(self) -> int:
        """Now less then."""
        return (self.kini or 0) - (self.dulu or 0)


@dataclass(frozen=True, slots=True)
class BedaBulan:
    """Differences of a month from the one before. `baris`: the largest ones."""

    naik: int
    turun: int
    tetap: int
    baru: int
    hilang: int
    pencilan: int
    baris: Sequence[Beda]


def beda_of(rows: QuerySet[HasilTpp], periode: PeriodeTpp) -> BedaBulan | None:
    """Results `rows` of a month beside the month before; None when that was not computed."""
    last = PeriodeTpp.objects.filter(bulan=bulan_lalu(periode.bulan)).first()
    if last is None or not last.hasil.exists():
        return None
    before = HasilTpp.objects.filter(periode=last, pegawai=OuterRef("pegawai"))
    both = rows.annotate(
        dulu=Subquery(before.values("netto")[:1], output_field=models.BigIntegerField())
    ).annotate(geser=F("netto") - F("dulu"))
    far = Q(dulu__isnull=True) | Q(dulu=0, netto__gt=0) | Q(dulu__gt=0, netto=0)
    far |= Q(dulu__gt=0) & (
        Q(geser__gte=F("dulu") * PENCILAN_PERSEN / 100)
        | Q(geser__lte=F("dulu") * -PENCILAN_PERSEN / 100)
    )
    counted = both.aggregate(
        naik=Count("pk", filter=Q(geser__gt=0)),
        turun=Count("pk", filter=Q(geser__lt=0)),
        tetap=Count("pk", filter=Q(geser=0)),
        baru=Count("pk", filter=Q(dulu__isnull=True)),
        pencilan=Count("pk", filter=far),
    )
    gone = last.hasil.filter(unit__in=rows.order_by().values("unit")).exclude(
        pegawai__in=periode.hasil.values("pegawai")
    )
    found = [
        Beda(
            row.pk,
            row.pegawai.nama_lengkap,
            row.pegawai.nomor,
            row.unit.nama,
            row.dulu,
            row.netto,
        )
        for row in both.filter(far).order_by(Abs(Coalesce("geser", "netto")).desc(), "pk")[
            :BEDA_TAMPIL
        ]
    ]
    left = gone.select_related("pegawai", "unit").order_by("-netto", "pk")[:BEDA_TAMPIL]
    found += [
        Beda(None, row.pegawai.nama_lengkap, row.pegawai.nomor, row.unit.nama, row.netto, None)
        for row in left
    ]
    found.sort(key=lambda row: (-abs(row.selisih), row.nomor))
    return BedaBulan(**counted, hilang=gone.count(), baris=found[:BEDA_TAMPIL])


# What is open


def perbaikan_of(rows: QuerySet[HasilTpp]) -> QuerySet[HasilTpp]:
    """People whose facts have to be repaired first, by what is missing."""
    wrong = rows.exclude(galat="").select_related("pegawai", "unit")
    return wrong.order_by("galat", "unit__jalur", "pegawai__nama_kunci", "pk")


@dataclass(frozen=True, slots=True)
class Tingkat:
    """One tier over everybody: its approval, or how many approvals of the tier before lack."""

    tingkat: TingkatTpp
    setuju: PersetujuanTpp | None
    kurang: int


def tingkat_of(periode: PeriodeTpp) -> list[Tingkat]:
    """The two offices above the OPD."""
    given = {
        row.tingkat: row
        for row in periode.persetujuan.filter(batal_pada__isnull=True).select_related("oleh")
    }
    return [
        Tingkat(tier, given.get(tier.value), approvals_missing(periode, tier))
        for tier in (TingkatTpp.BKPSDM, TingkatTpp.BPKAD)
    ]


def keberatan_waiting(periode: PeriodeTpp) -> QuerySet[KeberatanTpp]:
    """Objections of the month without an answer."""
    return periode.keberatan.filter(keadaan=KeadaanKeberatan.DIAJUKAN.value)


# Downloads

REKAP_KOLOM: Final = (
    ("pagu_dibayar", "Pagu dibayar"),
    ("nilai_kinerja", "Produktivitas"),
    ("nilai_disiplin", "Disiplin"),
    ("bruto", "Bruto"),
    ("bpjs_pegawai", "BPJS 1%"),
    ("pph_dipotong", "PPh 21"),
    ("potongan_lain", "Potongan lain"),
    ("netto", "Netto"),
    ("susulan", "Kekurangan atau kelebihan"),
    ("diterima", "Diterima"),
)


def orang_rows(rows: QuerySet[HasilTpp]) -> Iterator[Any]:
    """People of a recap, by name, streamed."""
    ordered = dibayar(rows).select_related("pegawai", "unit")
    return ordered.order_by("pegawai__nama_kunci", "pegawai_id").iterator(chunk_size=SEKALI)


@dataclass(frozen=True, slots=True)
class BarisBank:
    """One transfer."""

    nomor: str
    nama: str
    bank: str
    rekening: str
    rupiah: int


def bank_rows(periode: PeriodeTpp) -> Iterator[BarisBank]:
    """Transfers of a month by name, accounts opened; who gets nothing has none."""
    rows = dibayar(periode.hasil.all()).filter(diterima__gt=0).select_related("pegawai")
    ordered = list(rows.order_by("pegawai__nama_kunci", "pegawai_id").defer("rincian", "fakta"))
    for begin in range(0, len(ordered), SEKALI):
        piece = ordered[begin : begin + SEKALI]
        accounts = rekening_of(row.pegawai_id for row in piece)
        for row in piece:
            bank, rekening = accounts.get(row.pegawai_id, ("", ""))
            yield BarisBank(
                row.pegawai.nomor, row.pegawai.nama_lengkap, bank, rekening, row.diterima
            )


SIPD_KOLOM: Final = (
    ("bruto", "TPP ASN bruto (5.1.01.02.001)"),
    ("bpjs_pemberi_kerja", "BPJS Kesehatan pemberi kerja 4% (5.1.01.01.009)"),
    ("pph_ditanggung_pemda", "PPh 21 ditanggung pemda (5.1.01.01.007)"),
    ("bpjs_pegawai", "Potongan BPJS 1%"),
    ("pph_dipotong", "Potongan PPh 21"),
    ("potongan_lain", "Potongan lain"),
    ("susulan", "Kekurangan atau kelebihan"),
    ("diterima", "Dibayarkan"),
)


def sipd_rows(periode: PeriodeTpp) -> list[tuple[str, str, int, list[int]]]:
    """OPD, kind of employee, people and account sums, as the budget system asks for them."""
    units = {unit.jalur: unit.nama for unit in opd_units()}
    rows = (
        dibayar(periode.hasil.order_by())
        .annotate(opd=Substr("unit__jalur", 1, PANJANG_OPD))
        .values("opd", "jenis")
        .annotate(**_SUMS)
        .order_by("opd", "jenis")
    )
    return [
        (
            units.get(row["opd"], row["opd"]),
            row["jenis"],
            row["banyak"],
            [int(row[f"s_{name}"]) for name, _ in SIPD_KOLOM],
        )
        for row in rows
    ]
