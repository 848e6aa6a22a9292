"""Days from which a promotion may count, and when it is proposed.

PP 99/2000 jo PP 12/2002; Peraturan BKN 4/2023; Peraturan BKN 4/2025. Which regime applies follows
from the TMT of the promotion, so regimes stand side by side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import akhir_bulan, tambah_bulan, tambah_tahun
from sitamu.inti.rules.teks import BULAN, tanggal_panjang


@dataclass(frozen=True, slots=True)
class RezimPeriode:
    """Months whose first day is a permitted TMT, for a TMT from `sumber.berlaku_mulai` on."""

    bulan: frozenset[int]
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class HasilPeriode:
    """The TMT of a promotion by time alone, and the regime that allows it."""

    tmt_kp: date
    rezim: RezimPeriode
    alasan: tuple[Alasan, ...]


def rezim_pada(tmt: date, rezim: Iterable[RezimPeriode]) -> RezimPeriode:
    """The regime for a promotion that counts from `tmt`; before the first: DataKurangError."""
    fitting = [r for r in rezim if r.sumber.berlaku_mulai <= tmt]
    if not fitting:
        raise DataKurangError(f"periode kenaikan pangkat pada {tanggal_panjang(tmt)}")
    return max(fitting, key=lambda r: r.sumber.berlaku_mulai)


def tmt_permitted(tmt: date, rezim: Iterable[RezimPeriode]) -> bool:
    """Whether a promotion may count from `tmt`; raises DataKurangError before the first regime."""
    return tmt.day == 1 and tmt.month in rezim_pada(tmt, rezim).bulan


def tmt_kp(tmt_golongan: date, syarat_tahun: int, rezim: Sequence[RezimPeriode]) -> HasilPeriode:
    """The earliest permitted TMT that is not before `tmt_golongan` plus the years required.

    `tmt_golongan`: of the last pangkat, or TMT CPNS for a first promotion (PP 99/2000 ps. 5).
    Raises DataKurangError when that day lies before the first regime.
    """
    genap = tambah_tahun(tmt_golongan, syarat_tahun)
    candidate = genap if genap.day == 1 else tambah_bulan(genap, 1).replace(day=1)
    for _ in range(12):
        if tmt_permitted(candidate, rezim):
            return _hasil(genap, candidate, syarat_tahun, rezim)
        candidate = tambah_bulan(candidate, 1)
    raise DataKurangError(f"periode kenaikan pangkat sesudah {tanggal_panjang(genap)}")


def _hasil(
    genap: date, tmt: date, syarat_tahun: int, rezim: Sequence[RezimPeriode]
) -> HasilPeriode:
    berlaku = rezim_pada(tmt, rezim)
    bulan = (
        "setiap bulan"
        if len(berlaku.bulan) == 12
        else ", ".join(BULAN[n - 1] for n in sorted(berlaku.bulan))
    )
    return HasilPeriode(
        tmt,
        berlaku,
        (
            syarat(
                "periode_kp",
                berlaku.sumber,
                terpenuhi=True,
                teks=f"{syarat_tahun} tahun dalam pangkat genap pada {tanggal_panjang(genap)}; "
                f"periode kenaikan pangkat: tanggal 1 {bulan}. TMT {tanggal_panjang(tmt)}.",
            ),
        ),
    )


# Proposal window


@dataclass(frozen=True, slots=True)
class AturanJendela:
    """Proposals for a TMT in month M: from a day of month M minus so many to a day of another.

    `internal_hari`: days before the last one by which the OPD must have filed (office setting).
    """

    mulai_tanggal: int
    mulai_bulan_sebelum: int
    akhir_tanggal: int
    akhir_bulan_sebelum: int
    internal_hari: int
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class JendelaUsul:
    """Both ends inclusive."""

    usul_mulai: date
    usul_akhir: date
    batas_internal: date
    alasan: tuple[Alasan, ...]


def jendela_usul(tmt: date, aturan: AturanJendela) -> JendelaUsul:
    """When a promotion from `tmt` is proposed; raises FaktaInvalidError unless it is a day 1."""
    if tmt.day != 1:
        raise FaktaInvalidError("tmt_kp", "TMT kenaikan pangkat selalu tanggal 1.")
    mulai = _day(tambah_bulan(tmt, -aturan.mulai_bulan_sebelum), aturan.mulai_tanggal)
    akhir = _day(tambah_bulan(tmt, -aturan.akhir_bulan_sebelum), aturan.akhir_tanggal)
    row = syarat(
        "jendela_usul",
        aturan.sumber,
        terpenuhi=True,
        teks=f"Usul untuk TMT {tanggal_panjang(tmt)} diterima {tanggal_panjang(mulai)} sampai "
        f"{tanggal_panjang(akhir)}.",
    )
    return JendelaUsul(mulai, akhir, akhir - timedelta(days=aturan.internal_hari), (row,))


def _day(bulan: date, tanggal: int) -> date:
    """That day of the month, or its last one."""
    return bulan.replace(day=min(tanggal, akhir_bulan(bulan).day))
