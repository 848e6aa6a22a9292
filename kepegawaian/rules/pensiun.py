"""Pension: age limit (BUP), dates, service, right and amount.

UU 11/1969; UU 20/2023; PP 11/2017 jo PP 17/2020; PP 8/2024. The birth date is the one at first
appointment (UU 11/1969 ps. 10). Every amount here is a `perkiraan (hasil hitung)`: the figure of
the SK comes from BKN's pertek.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from kepegawaian.rules.alasan import Alasan, Sumber
from kepegawaian.rules.alasan import syarat as syarat_row
from kepegawaian.rules.gaji import TabelGaji, gaji_pokok
from kepegawaian.rules.jabatan import JabatanFakta, JenisJabatan, Jenjang, Rumpun
from kepegawaian.rules.masa_kerja import NOL, MasaKerja, TahunBulan, masa_kerja_keseluruhan
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import akhir_bulan, tambah_bulan, tambah_tahun
from sitamu.inti.rules.teks import masa_kerja_teks, rupiah, tanggal_panjang

# Age limit and dates


@dataclass(frozen=True, slots=True)
class AturanBup:
    """One dated row of the BUP table; None in `jenis`, `jenjang` or `rumpun` fits any.

    `umur`: completed years. `berlaku_mulai`, `berlaku_sampai`: both days inclusive.
    `undang_undang`: fixed by a law, and so beats the BUP of the jenjang (PP 11/2017 ps. 240).
    """

    umur: int
    dasar_hukum: str
    berlaku_mulai: date
    jenis: JenisJabatan | None = None
    jenjang: Jenjang | None = None
    rumpun: Rumpun | None = None
    undang_undang: bool = False
    berlaku_sampai: date | None = None
    sumber: Sumber | None = field(default=None, compare=False)  # the version of the table

    def fits(self, jabatan: JabatanFakta) -> bool:
        """Whether the row speaks of this post, whatever the day."""
        return (
            self.jenis in (None, jabatan.jenis)
            and self.jenjang in (None, jabatan.jenjang)
            and self.rumpun in (None, jabatan.rumpun)
        )

    def in_force(self, pada: date) -> bool:
        """Whether the row is in force on `pada`."""
        return self.berlaku_mulai <= pada <= (self.berlaku_sampai or date.max)

    @property
    def kekuatan(self) -> tuple[bool, int, date]:
        """The greater wins: a law, then the closer description, then the later row."""
        details = sum(x is not None for x in (self.jenis, self.jenjang, self.rumpun))
        return self.undang_undang, details, self.berlaku_mulai


@dataclass(frozen=True, slots=True)
class BatasPensiun:
    """Months before the TMT pensiun; office settings without a legal figure."""

    penjagaan_bulan: int  # enters the daftar penjagaan, person and OPD are told
    opd_bulan: int  # OPD files by
    bkn_bulan: int  # BKPSDM sends to SIASN by
    akhir_bulan: int  # hard deadline


@dataclass(frozen=True, slots=True)
class PerkiraanPensiun:
    """When a person reaches BUP and what hangs on it."""

    bup: int
    tanggal_capai_bup: date
    akhir_tugas: date  # last day of service: end of the birthday month
    tmt_pensiun: date
    masuk_daftar_penjagaan: date
    batas_opd: date
    batas_bkn: date
    batas_akhir: date
    alasan: tuple[Alasan, ...]


def bup_for(jabatan: JabatanFakta, aturan: Iterable[AturanBup], pada: date) -> AturanBup:
    """The row that fixes the BUP of this post on `pada`.

    A law beats the jenjang, then the closer description wins, then the later row. Raises
    DataKurangError when no row fits: the post could not be read, or no rule is in force then.
    """
    row = _bup_row(jabatan, aturan, pada)
    if row is None:
        raise DataKurangError(f"batas usia pensiun jabatan {_sebutan(jabatan)}")
    return row


def tanggal_capai_bup(tanggal_lahir: date, umur: int) -> date:
    """The birthday on which `umur` is completed; 29 February becomes 28 in a common year."""
    return tambah_tahun(tanggal_lahir, umur)


def tmt_pensiun(tanggal_lahir: date, umur: int) -> date:
    """First day of the month after the one in which `umur` is completed.

    Also for a person born on the 1st; 29 February stays February, so the TMT is 1 March.
    """
    return tmt_sesudah(tanggal_capai_bup(tanggal_lahir, umur))


def tmt_sesudah(capai: date) -> date:
    """TMT pensiun of somebody whose reason to leave (BUP, death) comes on that day."""
    return tambah_bulan(capai, 1).replace(day=1)


def pensiun_perkiraan(
    tanggal_lahir: date, jabatan: JabatanFakta, aturan: Iterable[AturanBup], batas: BatasPensiun
) -> PerkiraanPensiun:
    """When this person, staying in this post, retires by BUP, with the reasons.

    Which BUP, and DataKurangError, as in `bup_tercapai`.
    """
    row, capai = bup_tercapai(tanggal_lahir, jabatan, aturan)
    return _perkiraan(capai, jabatan, row, batas)


def bup_tercapai(
    tanggal_lahir: date, jabatan: JabatanFakta, aturan: Iterable[AturanBup]
) -> tuple[AturanBup, date]:
    """The row that ends the service of this person in this post, and the day its age is reached.

    The BUP is the one in force on that day; the youngest such age counts. Raises DataKurangError
    when no row answers that, as under a table that lowers an age which the person has already
    passed (a transitional rule is missing).
    """
    fitting = [row for row in aturan if row.fits(jabatan)]
    for umur in sorted({row.umur for row in fitting}):
        capai = tanggal_capai_bup(tanggal_lahir, umur)
        row = _bup_row(jabatan, fitting, capai)
        if row is not None and row.umur == umur:
            return row, capai
    raise DataKurangError(f"batas usia pensiun jabatan {_sebutan(jabatan)}")


def _bup_row(jabatan: JabatanFakta, aturan: Iterable[AturanBup], pada: date) -> AturanBup | None:
    rows = (row for row in aturan if row.fits(jabatan) and row.in_force(pada))
    return max(rows, key=lambda row: row.kekuatan, default=None)


def _sebutan(jabatan: JabatanFakta) -> str:
    if jabatan.nama:
        return f"“{jabatan.nama}”"
    parts = (jabatan.rumpun, jabatan.jenjang, jabatan.jenis)
    return next((part.label for part in parts if part), "yang belum tercatat")


def _perkiraan(
    capai: date, jabatan: JabatanFakta, row: AturanBup, batas: BatasPensiun
) -> PerkiraanPensiun:
    tmt = tmt_sesudah(capai)
    undang_undang = ", ditetapkan undang-undang" if row.undang_undang else ""
    return PerkiraanPensiun(
        bup=row.umur,
        tanggal_capai_bup=capai,
        akhir_tugas=akhir_bulan(capai),
        tmt_pensiun=tmt,
        masuk_daftar_penjagaan=tambah_bulan(tmt, -batas.penjagaan_bulan),
        batas_opd=tambah_bulan(tmt, -batas.opd_bulan),
        batas_bkn=tambah_bulan(tmt, -batas.bkn_bulan),
        batas_akhir=tambah_bulan(tmt, -batas.akhir_bulan),
        alasan=(
            Alasan(
                f"Batas usia pensiun jabatan {_sebutan(jabatan)}: {row.umur} tahun{undang_undang}.",
                row.dasar_hukum,
                "bup",
                aturan=row.sumber,
            ),
            Alasan(
                f"Usia {row.umur} tahun tercapai pada {tanggal_panjang(capai)}.",
                "UU 11/1969 ps. 10",
                "capai_bup",
            ),
            Alasan(
                f"Pensiun berlaku mulai tanggal 1 bulan berikutnya, {tanggal_panjang(tmt)}.",
                "PP 11/2017 jo PP 17/2020",
                "tmt_pensiun",
            ),
        ),
    )


# Service and right


def masa_kerja_pensiun(
    tmt_cpns: TahunBulan,
    tmt_pensiun: TahunBulan,
    pmk: MasaKerja = NOL,
    cltn: Iterable[tuple[TahunBulan, TahunBulan]] = (),
) -> MasaKerja:
    """Service that counts for the pension: total service, not MKG (UU 11/1969 ps. 6, 11).

    The cuts of 6 and 5 years for changes of golongan do not touch it. Edges as in
    `masa_kerja_keseluruhan`.
    """
    return masa_kerja_keseluruhan(tmt_cpns, tmt_pensiun, pmk, cltn)


class SebabBerhenti(StrEnum):
    """Why the service ends."""

    BUP = "bup"
    APS = "aps"
    PERAMPINGAN = "perampingan"
    CACAT_KARENA_DINAS = "cacat_karena_dinas"
    CACAT_BUKAN_KARENA_DINAS = "cacat_bukan_karena_dinas"
    MENINGGAL = "meninggal"
    TEWAS = "tewas"
    HILANG = "hilang"
    PTDH = "ptdh"


@dataclass(frozen=True, slots=True)
class SyaratHak:
    """Least age and service for a right to pension; all whole years, edges inclusive."""

    bup_tahun: int
    bup_pns_tahun: int  # of which as PNS
    aps_usia: int
    aps_tahun: int
    perampingan_usia: int
    perampingan_tahun: int
    cacat_tahun: int  # unfit, not through duty
    dasar_hukum: str
    berlaku_mulai: date


@dataclass(frozen=True, slots=True)
class HakPensiun:
    """Whether there is a right; `alasan` says why not and is empty when there is.

    `syarat`: every condition that was tested, also those that hold.
    """

    berhak_pensiun: bool
    alasan: tuple[Alasan, ...] = ()
    syarat: tuple[Alasan, ...] = field(default=(), compare=False)


def hak_pensiun(
    sebab: SebabBerhenti,
    syarat: SyaratHak,
    *,
    masa_kerja_pensiun: MasaKerja | None = None,
    masa_kerja_pns: MasaKerja | None = None,
    usia: int | None = None,
    tanggal_lahir: date | None = None,
    tmt_berhenti: date | None = None,
) -> HakPensiun:
    """Whether `sebab` gives a right to pension (UU 11/1969 ps. 9; PP 11/2017 ps. 305).

    `usia`: completed years on the day of leaving; needed for aps and perampingan.
    `tanggal_lahir`, `tmt_berhenti` (day on which the service was counted): only to say from which
    day the age and the service are reached.
    `masa_kerja_pns`: service since TMT PNS; tested for bup when given.
    Perampingan under the age defers the right (`ditunda_sampai_usia_50`): none yet. On death the
    right is that of the heirs. Raises DataKurangError when a needed fact is None.
    """
    match sebab:
        case SebabBerhenti.BUP:
            return _hak(
                syarat,
                _service(_known_service(masa_kerja_pensiun), syarat.bup_tahun, berakhir=True),
                _service_pns(masa_kerja_pns, syarat.bup_pns_tahun),
            )
        case SebabBerhenti.APS:
            return _hak(
                syarat,
                _age(_known_age(usia), syarat.aps_usia, tanggal_lahir),
                _service(
                    _known_service(masa_kerja_pensiun),
                    syarat.aps_tahun,
                    kode=f"masa_kerja_kurang_{syarat.aps_tahun}",
                    pada=tmt_berhenti,
                ),
            )
        case SebabBerhenti.PERAMPINGAN:
            service = _service(_known_service(masa_kerja_pensiun), syarat.perampingan_tahun)
            age = _deferred(_known_age(usia), syarat.perampingan_usia, tanggal_lahir)
            return _hak(syarat, service, age if service.holds else None)
        case SebabBerhenti.CACAT_BUKAN_KARENA_DINAS:
            return _hak(syarat, _service(_known_service(masa_kerja_pensiun), syarat.cacat_tahun))
        case SebabBerhenti.PTDH:
            kalimat = "Diberhentikan tidak dengan hormat, sehingga tidak ada hak pensiun."
            return _hak(syarat, _Reason(kalimat, "tidak_dengan_hormat", holds=False))
        case _:
            return _hak(syarat, _Reason(_TANPA_UJI[sebab], sebab.value, holds=True))


_TANPA_UJI: Final = {
    SebabBerhenti.CACAT_KARENA_DINAS: "Cacat karena dinas: tanpa syarat usia dan masa kerja.",
    SebabBerhenti.MENINGGAL: "Meninggal dunia: hak beralih kepada janda, duda, atau anak.",
    SebabBerhenti.TEWAS: "Tewas: hak beralih kepada janda, duda, atau anak.",
    SebabBerhenti.HILANG: "Hilang dan dianggap meninggal: hak beralih kepada janda, duda, "
    "atau anak.",
}


class _Reason(NamedTuple):
    """A condition that was tested; `upaya` and `sejak` as in `Alasan`."""

    teks: str
    kode: str
    holds: bool
    upaya: str = ""
    sejak: date | None = None


def _hak(syarat: SyaratHak, *reasons: _Reason | None) -> HakPensiun:
    sumber = Sumber("PENSIUN_HAK", syarat.berlaku_mulai, syarat.dasar_hukum)
    rows = tuple(
        syarat_row(r.kode, sumber, terpenuhi=r.holds, teks=r.teks, upaya=r.upaya, sejak=r.sejak)
        for r in reasons
        if r
    )
    failing = tuple(row for row in rows if row.terpenuhi is False)
    return HakPensiun(not failing, failing, rows)


def _known_service(masa_kerja: MasaKerja | None) -> MasaKerja:
    if masa_kerja is None:
        raise DataKurangError("masa kerja pensiun")
    return masa_kerja


def _known_age(usia: int | None) -> int:
    if usia is None:
        raise DataKurangError("usia saat berhenti")
    return usia


def _service(
    masa_kerja: MasaKerja,
    tahun: int,
    *,
    kode: str = "",
    berakhir: bool = False,
    pada: date | None = None,
) -> _Reason:
    """`berakhir`: the service ends by BUP, waiting adds nothing to it. `pada`: day of the count."""
    holds = masa_kerja.tahun >= tahun
    banding = "paling sedikit" if holds else "kurang dari"
    teks = f"Masa kerja pensiun {masa_kerja}, {banding} {tahun} tahun"
    if berakhir and not holds:
        teks += "; hanya peninjauan masa kerja (PMK) yang dapat menambahnya"
    short = _short(masa_kerja, tahun)
    return _Reason(
        f"{teks}.",
        kode or f"masa_kerja_kurang_{tahun}_tahun",
        holds,
        "" if berakhir else f"Kurang {short} masa kerja pensiun.",
        pada and tambah_bulan(pada, short.total_bulan),
    )


def _short(masa_kerja: MasaKerja, tahun: int) -> MasaKerja:
    return MasaKerja.from_bulan(max(0, tahun * 12 - masa_kerja.total_bulan))


def _service_pns(masa_kerja: MasaKerja | None, tahun: int) -> _Reason | None:
    if masa_kerja is None:
        return None
    holds = masa_kerja.tahun >= tahun
    banding = "paling sedikit" if holds else "kurang dari"
    return _Reason(
        f"Masa kerja sebagai PNS {masa_kerja}, {banding} {tahun} tahun.",
        f"masa_kerja_pns_kurang_{tahun}_tahun",
        holds,
    )


def _age(usia: int, batas: int, lahir: date | None) -> _Reason:
    holds = usia >= batas
    banding = "paling sedikit" if holds else "kurang dari"
    return _Reason(
        f"Usia {usia} tahun, {banding} {batas} tahun.",
        f"usia_kurang_{batas}",
        holds,
        f"Tunggu sampai usia {batas} tahun.",
        lahir and tanggal_capai_bup(lahir, batas),
    )


def _deferred(usia: int, batas: int, lahir: date | None) -> _Reason:
    if usia >= batas:
        teks = f"Usia {usia} tahun, paling sedikit {batas} tahun."
        return _Reason(teks, f"usia_{batas}", holds=True)
    return _Reason(
        f"Usia {usia} tahun: pensiun baru dibayarkan mulai usia {batas} tahun.",
        f"ditunda_sampai_usia_{batas}",
        holds=False,
        upaya=f"Tunggu sampai usia {batas} tahun.",
        sejak=lahir and tanggal_capai_bup(lahir, batas),
    )


# Amount


class JenisPensiun(StrEnum):
    """Kinds of pension whose amount is computed."""

    BUP = "bup"
    CACAT_KARENA_DINAS = "cacat_karena_dinas"
    CACAT_BUKAN_KARENA_DINAS = "cacat_bukan_karena_dinas"
    JANDA_DUDA = "janda_duda"
    JANDA_DUDA_TEWAS = "janda_duda_tewas"


class PembulatanMasaKerja(StrEnum):
    """What months beyond whole years count for (the law says "each year" and no more)."""

    TAHUN_PENUH = "tahun_penuh"  # months are dropped
    PRO_RATA = "pro_rata"  # each month a twelfth of a year
    SETENGAH_KE_ATAS = "setengah_ke_atas"  # six months or more make a year


@dataclass(frozen=True, slots=True)
class AturanPokok:
    """Figures of UU 11/1969 ps. 11 and 17; all in percent.

    `persen_*` apply to the last gaji pokok, `batas_bawah_*` to the lowest gaji pokok of the
    table. `lajur_3`: rupiah of the formula to the rupiah set in PP 8/2024 (own pension only);
    amounts not listed have no set figure.
    """

    persen_per_tahun: Decimal
    persen_terendah: Decimal
    persen_tertinggi: Decimal
    persen_cacat_karena_dinas: Decimal
    persen_janda_duda: Decimal
    persen_janda_duda_tewas: Decimal
    batas_bawah_persen: Decimal
    batas_bawah_janda_duda_persen: Decimal
    pembulatan: PembulatanMasaKerja
    lajur_3: Mapping[int, int]
    dasar_hukum: str
    berlaku_mulai: date


@dataclass(frozen=True, slots=True)
class PensiunPokok:
    """A pension per month before allowances, in whole rupiah; always `perkiraan`.

    `pensiun_hitung`: result of the formula (lajur 2). `pensiun_ditetapkan`: lajur 3 when known.
    `memakai_batas_bawah`: raised to the floor in rupiah (not the 40 percent).
    Without a right the amounts are None and `alasan` says why.
    """

    berhak_pensiun: bool
    alasan: tuple[Alasan, ...]
    gaji_pokok: int | None = None
    persen: Decimal | None = None  # two decimals, half up, for display
    pensiun_hitung: int | None = None
    memakai_batas_bawah: bool = False
    bagian_per_istri: int | None = None  # whole rupiah, rounded down
    pensiun_ditetapkan: int | None = None
    cara_hitung: tuple[Alasan, ...] = ()


def pensiun_pokok(
    jenis: JenisPensiun,
    *,
    golongan: str,
    mkg: MasaKerja,
    tabel: TabelGaji,
    aturan: AturanPokok,
    syarat: SyaratHak,
    masa_kerja_pensiun: MasaKerja | None = None,
    jumlah_istri: int | None = None,
) -> PensiunPokok:
    """Estimate a pension (UU 11/1969 ps. 11, 17; lajur 3: PP 8/2024).

    `mkg` finds the last gaji pokok, `masa_kerja_pensiun` sets the percentage of bup and
    cacat_bukan_karena_dinas and is not used otherwise. `jumlah_istri`: wives who share equally.
    The amount is rounded once, last, half up to whole rupiah. Raises DataKurangError.
    """
    by_service = jenis in (JenisPensiun.BUP, JenisPensiun.CACAT_BUKAN_KARENA_DINAS)
    if by_service:
        masa_kerja_pensiun = _known_service(masa_kerja_pensiun)
        hak = hak_pensiun(SebabBerhenti(jenis), syarat, masa_kerja_pensiun=masa_kerja_pensiun)
        if not hak.berhak_pensiun:
            return PensiunPokok(berhak_pensiun=False, alasan=hak.alasan, cara_hitung=hak.syarat)
    gaji = gaji_pokok(golongan, mkg, tabel)
    if by_service and masa_kerja_pensiun is not None:
        persen, langkah = _persen_by_service(masa_kerja_pensiun, aturan)
    else:
        persen = Fraction(_FIXED[jenis](aturan))
        langkah = f"Bagian tetap untuk jenis ini {_persen_teks(persen)}."
    janda = jenis is JenisPensiun.JANDA_DUDA
    lantai_persen = aturan.batas_bawah_janda_duda_persen if janda else aturan.batas_bawah_persen
    hitung = _rupiah(gaji * persen / 100)
    lantai = _rupiah(tabel.terendah * Fraction(lantai_persen) / 100)
    cara = [
        f"Gaji pokok {golongan} dengan MKG {mkg}: {rupiah(gaji)}.",
        langkah,
        f"{_persen_teks(persen)} × {rupiah(gaji)} = {rupiah(hitung)}.",
    ]
    if hitung < lantai:
        cara.append(f"Dinaikkan ke batas bawah {rupiah(lantai)}.")
    pensiun = max(hitung, lantai)
    sendiri = jenis not in (JenisPensiun.JANDA_DUDA, JenisPensiun.JANDA_DUDA_TEWAS)
    return PensiunPokok(
        berhak_pensiun=True,
        alasan=(),
        gaji_pokok=gaji,
        persen=_two_decimals(persen),
        pensiun_hitung=pensiun,
        memakai_batas_bawah=hitung < lantai,
        bagian_per_istri=pensiun // jumlah_istri if jumlah_istri else None,
        pensiun_ditetapkan=aturan.lajur_3.get(pensiun) if sendiri else None,
        cara_hitung=tuple(
            Alasan(teks, tabel.dasar_hukum if n == 0 else aturan.dasar_hukum)
            for n, teks in enumerate(cara)
        ),
    )


_FIXED = {
    JenisPensiun.CACAT_KARENA_DINAS: lambda aturan: aturan.persen_cacat_karena_dinas,
    JenisPensiun.JANDA_DUDA: lambda aturan: aturan.persen_janda_duda,
    JenisPensiun.JANDA_DUDA_TEWAS: lambda aturan: aturan.persen_janda_duda_tewas,
}


def _persen_by_service(masa_kerja: MasaKerja, aturan: AturanPokok) -> tuple[Fraction, str]:
    match aturan.pembulatan:
        case PembulatanMasaKerja.PRO_RATA:
            tahun = Fraction(masa_kerja.total_bulan, 12)
            teks = str(masa_kerja)
        case PembulatanMasaKerja.SETENGAH_KE_ATAS:
            tahun = Fraction(masa_kerja.tahun + (masa_kerja.bulan >= 6))
            teks = masa_kerja_teks(int(tahun), 0)
        case PembulatanMasaKerja.TAHUN_PENUH:
            tahun = Fraction(masa_kerja.tahun)
            teks = masa_kerja_teks(masa_kerja.tahun, 0)
    raw = tahun * Fraction(aturan.persen_per_tahun)
    persen = min(max(raw, Fraction(aturan.persen_terendah)), Fraction(aturan.persen_tertinggi))
    langkah = f"{_persen_teks(Fraction(aturan.persen_per_tahun))} × {teks} = {_persen_teks(raw)}"
    if persen > raw:
        langkah += f", dinaikkan ke paling rendah {_persen_teks(persen)}"
    elif persen < raw:
        langkah += f", dibatasi paling tinggi {_persen_teks(persen)}"
    return persen, f"{langkah}."


def _two_decimals(nilai: Fraction) -> Decimal:
    return (Decimal(nilai.numerator) / nilai.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _rupiah(nilai: Fraction) -> int:
    """Whole rupiah, half up; `nilai` is not negative."""
    return int(nilai + Fraction(1, 2))


def _persen_teks(persen: Fraction) -> str:
    teks = f"{_two_decimals(persen):f}".rstrip("0").rstrip(".")
    return f"{teks.replace('.', ',')}%"
