"""Years of service as whole years and months.

Every TMT is the first of a month, so arithmetic runs on (year, month) pairs and never on days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from kepegawaian.rules.golongan import Golongan
from sitamu.inti.rules.teks import masa_kerja_teks

TahunBulan = tuple[int, int]  # (2026, 6) is June 2026
Cltn = tuple[TahunBulan, TahunBulan]  # first month of leave, month of return


@dataclass(frozen=True, slots=True, order=True)
class MasaKerja:
    """`tahun` whole years and `bulan` (0-11) months; never negative."""

    tahun: int
    bulan: int = 0

    def __post_init__(self) -> None:
        if self.tahun < 0 or not 0 <= self.bulan <= 11:
            raise ValueError(f"not a masa kerja: {self.tahun} tahun {self.bulan} bulan")

    @classmethod
    def from_bulan(cls, bulan: int) -> Self:
        """From a number of months, 0 or more."""
        return cls(*divmod(bulan, 12))

    @property
    def total_bulan(self) -> int:
        """All of it in months."""
        return self.tahun * 12 + self.bulan

    def __str__(self) -> str:
        return masa_kerja_teks(self.tahun, self.bulan)


NOL = MasaKerja(0)


def bulan_ke(pasangan: TahunBulan) -> int:
    """A running number of the month, for differences; ValueError for a month outside 1-12."""
    tahun, bulan = pasangan
    if not 1 <= bulan <= 12:
        raise ValueError(f"not a month: {bulan}")
    return tahun * 12 + bulan - 1


def masa_kerja_keseluruhan(
    tmt_cpns: TahunBulan,
    sampai: TahunBulan,
    pmk: MasaKerja = NOL,
    cltn: Iterable[tuple[TahunBulan, TahunBulan]] = (),
) -> MasaKerja:
    """Total service before the month `sampai`: since TMT CPNS, plus PMK, minus CLTN (PP 7/1977).

    `sampai` is the month of the TMT in question and is not itself counted. Each CLTN is
    (first month of leave, month of return), the month of return not counted; overlapping leaves
    are subtracted once, and only the part inside the service. No cuts for changes of golongan:
    those belong to the MKG. Raises ValueError when `sampai` lies before `tmt_cpns`.
    """
    mulai, akhir = bulan_ke(tmt_cpns), bulan_ke(sampai)
    if akhir < mulai:
        raise ValueError("sampai lies before tmt_cpns")
    lost = cltn_bulan(cltn, tmt_cpns, sampai)
    return MasaKerja.from_bulan(akhir - mulai - lost + pmk.total_bulan)


def cltn_bulan(cltn: Iterable[Cltn], dari: TahunBulan, sampai: TahunBulan) -> int:
    """Months on leave outside the state's cost from the month `dari` until before `sampai`.

    They are no service (PP 11/2017 ps. 335; Peraturan BKN 24/2017): neither for pay nor for the
    time in a pangkat nor for the pension.
    """
    mulai, akhir = bulan_ke(dari), bulan_ke(sampai)
    away: set[int] = set()
    for pergi, kembali in cltn:
        away.update(range(max(bulan_ke(pergi), mulai), min(bulan_ke(kembali), akhir)))
    return len(away)


# Masa kerja golongan

_ROMAWI: Final = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class AturanMkg:
    """How masa kerja golongan differs from total service (PP 7/1977, gaji segaris).

    `pengurangan_bulan`: months taken off on entering that roman golongan from the one below, so
    II holds the cut of I to II. `awal_bulan`: months with which a first golongan starts, for
    those whose pay table begins later than 0.
    """

    pengurangan_bulan: Mapping[str, int]
    awal_bulan: Mapping[str, int]
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class HasilMkg:
    """Masa kerja golongan with its working."""

    mkg: MasaKerja
    alasan: tuple[Alasan, ...]


@dataclass(frozen=True, slots=True)
class HasilMasaKerja:
    """Total service and masa kerja golongan on one day, with the working of both."""

    masa_kerja_keseluruhan: MasaKerja
    mkg: MasaKerja
    alasan: tuple[Alasan, ...]


def pengurangan_bulan(dari: Golongan, ke: Golongan, aturan: AturanMkg) -> int:
    """Months cut from the MKG on the way up; crossing two borders adds up, going down cuts none."""
    if dari.jenis != "PNS" or ke.jenis != "PNS":
        return 0
    return sum(
        aturan.pengurangan_bulan.get(romawi, 0)
        for romawi in _ROMAWI[_ROMAWI.index(dari.romawi) + 1 : _ROMAWI.index(ke.romawi) + 1]
    )


def mkg_pindah(mkg: MasaKerja, dari: Golongan, ke: Golongan, aturan: AturanMkg) -> HasilMkg:
    """MKG after a move from `dari` to `ke` on the same day; never below zero."""
    cut = pengurangan_bulan(dari, ke, aturan)
    baru = MasaKerja.from_bulan(max(mkg.total_bulan - cut, 0))
    if not cut:
        teks = f"Pindah dari {dari} ke {ke} tidak mengurangi masa kerja golongan {mkg}."
    else:
        teks = (
            f"Pindah dari {dari} ke {ke} mengurangi masa kerja golongan "
            f"{MasaKerja.from_bulan(cut)}: {mkg} menjadi {baru}."
        )
    return HasilMkg(baru, (syarat("mkg_pindah", aturan.sumber, terpenuhi=True, teks=teks),))


def masa_kerja_hitung(
    tmt_cpns: TahunBulan,
    sampai: TahunBulan,
    awal: Golongan,
    kini: Golongan,
    aturan: AturanMkg,
    *,
    pmk: MasaKerja = NOL,
    cltn: Iterable[tuple[TahunBulan, TahunBulan]] = (),
) -> HasilMasaKerja:
    """Total service and MKG before the month `sampai`, recomputed from the first SK.

    `awal`: golongan of the CPNS; `kini`: golongan on that day. Edges and ValueError as in
    `masa_kerja_keseluruhan`. The MKG is the same service with what the first golongan starts
    with and the cuts of every border crossed, never below zero.
    """
    total = masa_kerja_keseluruhan(tmt_cpns, sampai, pmk, cltn)
    tambahan = aturan.awal_bulan.get(awal.kode, 0)
    hasil = mkg_pindah(MasaKerja.from_bulan(total.total_bulan + tambahan), awal, kini, aturan)
    rows = [
        syarat(
            "masa_kerja_keseluruhan",
            aturan.sumber,
            terpenuhi=True,
            teks=f"Masa kerja keseluruhan {total}, tanpa pengurangan.",
        )
    ]
    if tambahan:
        rows.append(
            syarat(
                "mkg_awal",
                aturan.sumber,
                terpenuhi=True,
                teks=f"Golongan awal {awal} mulai dengan masa kerja "
                f"{MasaKerja.from_bulan(tambahan)}.",
            )
        )
    return HasilMasaKerja(total, hasil.mkg, (*rows, *hasil.alasan))
