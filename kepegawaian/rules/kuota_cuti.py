"""Days of annual leave of one year: the right, what is carried, what is used.

PP 11/2017 ps. 311-313 and 333, PP 49/2018 ps. 81-82 (PPPK), Peraturan BKN 24/2017 jo. 7/2021 and
7/2022. Days are working days of the person's own calendar; years are calendar years.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kepegawaian.rules.alasan import Alasan, Sumber, syarat
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import tanggal_panjang


@dataclass(frozen=True, slots=True)
class AturanTahunan:
    """Annual leave in working days; `perjalanan_hari` in calendar days.

    `batas_satu_tahun`: most days in a year when something of last year is left.
    `batas_dua_tahun`: most when nothing at all was taken in the two years before, or when the
    office deferred the leave of last year.
    """

    hari: int
    masa_kerja_bulan: int
    batas_satu_tahun: int
    batas_dua_tahun: int
    perjalanan_hari: int
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class PemakaianTahun:
    """What happened in one calendar year, in working days.

    `tambahan`: days of cuti bersama on which the post had to work (PP 11/2017 ps. 333).
    `ditangguhkan`: days the office deferred for urgent duty. `cuti_besar`: one was taken.
    """

    tahun: int
    terpakai: int = 0
    tambahan: int = 0
    ditangguhkan: int = 0
    cuti_besar: bool = False


@dataclass(frozen=True, slots=True)
class FaktaTahunan:
    """`mulai_kerja`: first day of unbroken service. `sejak`: first year whose use is recorded.

    `bawaan_sejak`: days carried into the year `sejak`; None when nobody has recorded them.
    """

    mulai_kerja: date
    sejak: int
    bawaan_sejak: int | None = None
    pemakaian: tuple[PemakaianTahun, ...] = ()


@dataclass(frozen=True, slots=True)
class KuotaTahunan:
    """Working days of one year. `berhak_mulai`: the first day on which leave may begin."""

    tahun: int
    berhak_mulai: date
    hak: int
    bawaan: int
    tambahan: int
    terpakai: int
    alasan: tuple[Alasan, ...]

    @property
    def jumlah(self) -> int:
        """All days of the year."""
        return self.hak + self.bawaan + self.tambahan

    @property
    def sisa(self) -> int:
        """What may still be asked for; never negative."""
        return max(self.jumlah - self.terpakai, 0)


def kuota_tahunan(tahun: int, fakta: FaktaTahunan, aturan: AturanTahunan) -> KuotaTahunan:
    """The annual leave of `tahun`, with its working.

    Carried days are used first, then days for cuti bersama, then the right of the year; carried
    days and days for cuti bersama are gone with the year. Raises DataKurangError when the right
    began before the recorded years and what was carried into them is not known, or when `tahun`
    lies before the recorded years.
    """
    berhak_mulai = tambah_bulan(fakta.mulai_kerja, aturan.masa_kerja_bulan)
    pertama = max(berhak_mulai.year, fakta.sejak)
    if tahun < berhak_mulai.year:
        return KuotaTahunan(tahun, berhak_mulai, 0, 0, 0, 0, (_waiting(berhak_mulai, aturan),))
    if tahun < fakta.sejak or (berhak_mulai.year < fakta.sejak and fakta.bawaan_sejak is None):
        raise DataKurangError(
            f"sisa cuti tahunan sampai akhir {fakta.sejak - 1}",
            langkah="Minta operator OPD mencatat sisa cuti tahunan dari kartu cuti.",
        )
    years = {year.tahun: year for year in fakta.pemakaian}
    bawaan = (fakta.bawaan_sejak or 0) if berhak_mulai.year < fakta.sejak else 0
    kuota = _year(years.get(pertama, PemakaianTahun(pertama)), bawaan, berhak_mulai, aturan)
    past: list[tuple[KuotaTahunan, PemakaianTahun]] = []
    for year in range(pertama + 1, tahun + 1):
        past.append((kuota, years.get(year - 1, PemakaianTahun(year - 1))))
        bawaan = _carried(past[-2:], aturan)
        kuota = _year(years.get(year, PemakaianTahun(year)), bawaan, berhak_mulai, aturan)
    return kuota


def _year(
    year: PemakaianTahun, bawaan: int, berhak_mulai: date, aturan: AturanTahunan
) -> KuotaTahunan:
    """One year on its own; a cuti besar takes its right away."""
    if year.cuti_besar:
        row = syarat(
            "cuti_besar_tahun_ini",
            aturan.sumber,
            terpenuhi=False,
            teks=f"Cuti besar diambil pada {year.tahun}, sehingga tidak ada cuti tahunan.",
            upaya="Ajukan cuti tahunan pada tahun berikutnya.",
            sejak=date(year.tahun + 1, 1, 1),
        )
        return KuotaTahunan(year.tahun, berhak_mulai, 0, 0, 0, year.terpakai, (row,))
    parts = [f"hak {aturan.hari} hari kerja"]
    if bawaan:
        parts.append(f"bawaan tahun lalu {bawaan}")
    if year.tambahan:
        parts.append(f"pengganti cuti bersama {year.tambahan}")
    parts.append(f"terpakai {year.terpakai}")
    row = syarat(
        "kuota_tahunan",
        aturan.sumber,
        terpenuhi=True,
        teks=f"Cuti tahunan {year.tahun}: {', '.join(parts)}.",
    )
    return KuotaTahunan(
        year.tahun, berhak_mulai, aturan.hari, bawaan, year.tambahan, year.terpakai, (row,)
    )


def _carried(past: Iterable[tuple[KuotaTahunan, PemakaianTahun]], aturan: AturanTahunan) -> int:
    """Days carried out of the last of at most two years, oldest first."""
    rows = list(past)
    kuota, year = rows[-1]
    left = _own_left(kuota)
    both_unused = len(rows) == 2 and all(k.hak and not k.terpakai for k, _ in rows)
    if both_unused:
        left += rows[0][0].hak
    batas = aturan.batas_dua_tahun if both_unused else aturan.batas_satu_tahun
    deferred = min(left, year.ditangguhkan, aturan.batas_dua_tahun - aturan.hari)
    return max(min(left, batas - aturan.hari), deferred)


def _own_left(kuota: KuotaTahunan) -> int:
    """What is left of the right of that year itself; nothing when more was taken than there was."""
    return max(kuota.hak - max(kuota.terpakai - kuota.bawaan - kuota.tambahan, 0), 0)


def _waiting(berhak_mulai: date, aturan: AturanTahunan) -> Alasan:
    return syarat(
        "masa_kerja_tahunan",
        aturan.sumber,
        terpenuhi=False,
        teks=f"Cuti tahunan setelah bekerja terus-menerus {aturan.masa_kerja_bulan} bulan.",
        upaya=f"Ajukan cuti mulai {tanggal_panjang(berhak_mulai)}.",
        sejak=berhak_mulai,
    )
