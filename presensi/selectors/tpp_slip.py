"""One person's TPP as they read it: from pagu to amount, each cut, the last 12 months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from presensi.models import HasilTpp, KeberatanTpp, PeriodeTpp, SelisihTpp
from presensi.rules.tpp.alur import KeadaanKeberatan, StatusTpp, TingkatTpp
from presensi.rules.tpp.hitung import Baris
from presensi.rules.tpp.kalimat import (
    baris_aturan,
    baris_kata,
    hari_kata,
    kode_kata,
    persen_kata,
)
from presensi.selectors.tpp import aturan_dari, dibayar, hasil_visible_to, opd_of
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.teks import BULAN

SETAHUN: Final = 12
AWAL: Final = frozenset({"PAGU", "FAKTOR_STATUS", "PLT", "TIDAK_DIBAYAR"})
AKHIR: Final = frozenset({"BPJS", "PPH21"})


@dataclass(frozen=True, slots=True)
class BarisSlip:
    """One line: `hari` empty for the whole month; `aturan` the figure; `dasar` the article."""

    hari: str
    sebab: str
    aturan: str
    dasar: str
    rupiah: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything that a slip says. Sums of `baris` and `susulan` are what the person gets."""

    hasil: HasilTpp
    bulan: str
    status: str
    warna: str
    awal: Sequence[BarisSlip]
    potongan: Sequence[BarisSlip]
    akhir: Sequence[BarisSlip]
    susulan: Sequence[SelisihTpp]
    jumlah_susulan: int
    diterima: int
    keterangan: Sequence[str]
    capaian: str
    dasar_potongan: str
    dasar_hukum: str
    keberatan: Sequence[KeberatanTpp]


def slip_get(user: Pengguna, hasil_id: UUID, *, today: date) -> HasilTpp:
    """A result that `user` may see, with what the bank pays; raises NotFoundError."""
    rows = dibayar(hasil_visible_to(user, today=today)).select_related("periode__parameter")
    found: HasilTpp | None = rows.filter(pk=hasil_id).first()
    if found is None:
        raise NotFoundError
    return found


def slip_own(user: Pengguna) -> list[HasilTpp]:
    """One's own results of the last 12 months, the latest first; those still to repair too."""
    rows = HasilTpp.objects.filter(pegawai__pengguna=user).select_related("periode", "unit")
    rows = rows.prefetch_related("periode__persetujuan")
    return list(dibayar(rows).order_by("-periode__bulan")[:SETAHUN])


def slip_of(hasil: HasilTpp) -> Slip:
    """The slip of a result that came from `slip_get`."""
    periode = hasil.periode
    lines = hasil.baris
    settled = SelisihTpp.objects.filter(dibayar=periode, pegawai=hasil.pegawai_id)
    susulan = list(settled.select_related("asal").order_by("asal__bulan", "dibuat_pada"))
    jumlah = sum(row.rupiah for row in susulan)
    base = "" if periode.parameter is None else aturan_dari(periode.parameter).dasar_potongan.label
    other = {row.kode for row in lines if not row.dasar} | AKHIR
    status, warna = status_of(periode, hasil)
    return Slip(
        hasil,
        bulan_kata(periode.bulan),
        status,
        warna,
        [_line(row) for row in lines if row.kode in AWAL],
        [_line(row) for row in lines if row.kode not in AWAL and row.kode not in other],
        [_line(row) for row in lines if row.kode in other],
        susulan,
        jumlah,
        hasil.netto + jumlah,
        [kode_kata(kode) for kode in hasil.keterangan],
        persen_kata(Decimal(reached)) if (reached := hasil.fakta.get("capaian")) else "",
        base,
        "" if periode.parameter is None else periode.parameter.dasar_hukum,
        list(
            KeberatanTpp.objects.filter(periode=periode, pegawai=hasil.pegawai_id).order_by(
                "-diajukan_pada"
            )
        ),
    )


def keberatan_waits(slip: Slip) -> bool:
    """Whether an objection to this slip waits for its answer."""
    return any(row.keadaan == KeadaanKeberatan.DIAJUKAN for row in slip.keberatan)


def status_of(periode: PeriodeTpp, hasil: HasilTpp) -> tuple[str, str]:
    """How far the month of this person is, and the colour of its tag."""
    if hasil.galat:
        return "Data perlu diperbaiki", "oranye"
    if periode.status == StatusTpp.DITUTUP:
        return "Final", "hijau"
    given = {
        (row.tingkat, row.unit_id) for row in periode.persetujuan.all() if row.batal_pada is None
    }
    tiers = {tier for tier, _ in given}
    for tier in (TingkatTpp.BPKAD, TingkatTpp.BKPSDM):
        if tier.value in tiers:
            return f"Disetujui {tier.label}", "biru"
    if (TingkatTpp.OPD.value, opd_of(hasil.unit)) in given:
        return "Disetujui OPD", "biru"
    return "Sementara", "kuning"


def bulan_kata(bulan: date) -> str:
    """`Oktober 2026`."""
    return f"{BULAN[bulan.month - 1]} {bulan.year}"


def _line(row: Baris) -> BarisSlip:
    return BarisSlip(
        hari_kata(row.tanggal), baris_kata(row), baris_aturan(row), row.dasar, row.rupiah
    )


# The own months


@dataclass(frozen=True, slots=True)
class BulanSaya:
    """One month in the own list. `potongan`: BPJS, tax and other deductions together."""

    hasil: Any
    bulan: str
    status: str
    warna: str
    potongan: int


def bulan_saya(rows: Sequence[Any]) -> list[BulanSaya]:
    """The own months as a list shows them."""
    return [
        BulanSaya(
            row, bulan_kata(row.periode.bulan), *status_of(row.periode, row), row.bruto - row.netto
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Batang:
    """One month of the chart: position and height in the units of the drawing."""

    bulan: str
    pendek: str
    rupiah: int
    x: int
    y: int
    tinggi: int
    tengah: int


TINGGI: Final = 120
LEBAR: Final = 40


def grafik(rows: Sequence[Any]) -> list[Batang]:
    """Bars of the months, the oldest first, the highest one as high as the drawing."""
    oldest_first = list(reversed(rows))
    most = max((row.diterima for row in oldest_first), default=0)
    found = []
    for n, row in enumerate(oldest_first):
        high = round(TINGGI * row.diterima / most) if most > 0 and row.diterima > 0 else 0
        bulan = row.periode.bulan
        x = n * LEBAR + 6
        found.append(
            Batang(
                bulan_kata(bulan),
                BULAN[bulan.month - 1][:3],
                row.diterima,
                x,
                TINGGI - high + 4,
                high,
                x + (LEBAR - 12) // 2,
            )
        )
    return found
