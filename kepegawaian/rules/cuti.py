"""Leave: who may take which kind, how long, with which papers.

PP 11/2017 ps. 309-341 jo. PP 17/2020 (PNS), PP 49/2018 ps. 80-92 (PPPK), Peraturan BKN 24/2017
jo. 7/2021 and 7/2022. Both ends of a leave are inclusive. Annual leave is counted in working days,
every other kind in calendar days and months; a month from 10 March ends on 9 April.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan, Sumber, memenuhi, syarat
from kepegawaian.rules.kuota_cuti import AturanTahunan, KuotaTahunan
from sitamu.inti.rules.kalender import SATU_HARI, Kalender, hari_kerja_dalam
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import tanggal_panjang

HARI_KEMBAR: Final = 2
"""Births this many days apart belong to one delivery: twins around midnight."""


class JenisCuti(StrEnum):
    """Kinds that are asked for; cuti bersama is given by Keppres to everybody."""

    TAHUNAN = "tahunan"
    BESAR = "besar"
    SAKIT = "sakit"
    MELAHIRKAN = "melahirkan"
    ALASAN_PENTING = "alasan_penting"
    CLTN = "cltn"

    @property
    def label(self) -> str:
        """As a form writes it."""
        return _LABEL[self]


_LABEL: Final[Mapping[JenisCuti, str]] = {
    JenisCuti.TAHUNAN: "Cuti tahunan",
    JenisCuti.BESAR: "Cuti besar",
    JenisCuti.SAKIT: "Cuti sakit",
    JenisCuti.MELAHIRKAN: "Cuti melahirkan",
    JenisCuti.ALASAN_PENTING: "Cuti karena alasan penting",
    JenisCuti.CLTN: "Cuti di luar tanggungan negara",
}


class SebabCuti(StrEnum):
    """Why, where the kind asks for it."""

    UMUM = "umum"
    HAJI_PERTAMA = "haji_pertama"
    ANAK_KEEMPAT = "anak_keempat"
    GUGUR_KANDUNGAN = "gugur_kandungan"
    KECELAKAAN_KERJA = "kecelakaan_kerja"
    KELUARGA_SAKIT_KERAS = "keluarga_sakit_keras"
    KELUARGA_MENINGGAL = "keluarga_meninggal"
    MENIKAH = "menikah"
    ISTRI_MELAHIRKAN = "istri_melahirkan"

    @property
    def label(self) -> str:
        """As a form writes it."""
        return _SEBAB_LABEL[self]


_SEBAB_LABEL: Final[Mapping[SebabCuti, str]] = {
    SebabCuti.UMUM: "Umum",
    SebabCuti.HAJI_PERTAMA: "Ibadah haji pertama",
    SebabCuti.ANAK_KEEMPAT: "Kelahiran anak keempat dan seterusnya",
    SebabCuti.GUGUR_KANDUNGAN: "Gugur kandungan",
    SebabCuti.KECELAKAAN_KERJA: "Kecelakaan dalam tugas",
    SebabCuti.KELUARGA_SAKIT_KERAS: "Keluarga dekat sakit keras",
    SebabCuti.KELUARGA_MENINGGAL: "Keluarga dekat meninggal",
    SebabCuti.MENIKAH: "Menikah",
    SebabCuti.ISTRI_MELAHIRKAN: "Istri melahirkan atau operasi caesar",
}

SEBAB: Final[Mapping[JenisCuti, tuple[SebabCuti, ...]]] = {
    JenisCuti.TAHUNAN: (SebabCuti.UMUM,),
    JenisCuti.BESAR: (SebabCuti.UMUM, SebabCuti.HAJI_PERTAMA, SebabCuti.ANAK_KEEMPAT),
    JenisCuti.SAKIT: (SebabCuti.UMUM, SebabCuti.GUGUR_KANDUNGAN, SebabCuti.KECELAKAAN_KERJA),
    JenisCuti.MELAHIRKAN: (SebabCuti.UMUM,),
    JenisCuti.ALASAN_PENTING: (
        SebabCuti.KELUARGA_SAKIT_KERAS,
        SebabCuti.KELUARGA_MENINGGAL,
        SebabCuti.MENIKAH,
        SebabCuti.ISTRI_MELAHIRKAN,
    ),
    JenisCuti.CLTN: (SebabCuti.UMUM,),
}
BEBAS_MASA_KERJA: Final = frozenset({SebabCuti.HAJI_PERTAMA, SebabCuti.ANAK_KEEMPAT})
BOLEH_SUSULAN: Final = frozenset({JenisCuti.SAKIT, JenisCuti.MELAHIRKAN, JenisCuti.ALASAN_PENTING})
"""What nobody can foresee may be asked for after it began."""


class BerkasCuti(StrEnum):
    """Papers a request may need."""

    SURAT_DOKTER = "surat_dokter"
    SURAT_DOKTER_PEMERINTAH = "surat_dokter_pemerintah"
    HASIL_TIM_KESEHATAN = "hasil_tim_kesehatan"
    SURAT_KELAHIRAN = "surat_kelahiran"
    SURAT_RAWAT_INAP = "surat_rawat_inap"
    BUKTI_ALASAN = "bukti_alasan"
    JADWAL_HAJI = "jadwal_haji"
    PERSETUJUAN_BKN = "persetujuan_bkn"

    @property
    def label(self) -> str:
        """As a form writes it."""
        return _BERKAS_LABEL[self]


_BERKAS_LABEL: Final[Mapping[BerkasCuti, str]] = {
    BerkasCuti.SURAT_DOKTER: "Surat keterangan dokter",
    BerkasCuti.SURAT_DOKTER_PEMERINTAH: "Surat keterangan dokter pemerintah",
    BerkasCuti.HASIL_TIM_KESEHATAN: "Hasil pemeriksaan tim penguji kesehatan",
    BerkasCuti.SURAT_KELAHIRAN: "Surat keterangan kelahiran atau perkiraan lahir",
    BerkasCuti.SURAT_RAWAT_INAP: "Surat keterangan rawat inap",
    BerkasCuti.BUKTI_ALASAN: "Bukti alasan cuti",
    BerkasCuti.JADWAL_HAJI: "Jadwal keberangkatan haji",
    BerkasCuti.PERSETUJUAN_BKN: "Persetujuan BKN",
}


@dataclass(frozen=True, slots=True)
class AturanCuti:
    """Limits of the kinds. Months run by the calendar, `*_hari` are calendar days.

    `jenis`: kinds open to a PNS, CPNS or PPPK. `*_masa_kerja_bulan`: least unbroken service.
    `sakit_dokter_hari`: up to so many days any doctor's letter will do, from the next on a
    government doctor's. `melahirkan_ke`: the last delivery with this kind of leave.
    """

    jenis: Mapping[str, frozenset[JenisCuti]]
    tahunan: AturanTahunan
    besar_masa_kerja_bulan: int
    besar_bulan: int
    sakit_dokter_hari: int
    sakit_bulan: int
    sakit_perpanjangan_bulan: int
    gugur_bulan: int
    gugur_hari: int
    melahirkan_bulan: int
    melahirkan_ke: int
    penting_bulan: int
    cltn_masa_kerja_bulan: int
    cltn_bulan: int
    cltn_perpanjangan_bulan: int
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class BarisCuti:
    """One leave that was granted, both days inclusive."""

    jenis: JenisCuti
    mulai: date
    selesai: date


@dataclass(frozen=True, slots=True)
class FaktaCuti:
    """`pegawai`: PNS, CPNS or PPPK. `mulai_kerja`: first day of unbroken service.

    `persalinan`: deliveries since then, before this one; None when unknown. `tempat_jauh`: the
    place of work is hard to reach. `kuota`: annual leave of the year asked for, when asked for.
    """

    pegawai: str
    mulai_kerja: date
    riwayat: tuple[BarisCuti, ...] = ()
    persalinan: int | None = None
    tempat_jauh: bool = False
    kuota: KuotaTahunan | None = None


@dataclass(frozen=True, slots=True)
class PermohonanCuti:
    """What is asked for. `perjalanan_hari`: calendar days of travel inside the leave."""

    jenis: JenisCuti
    mulai: date
    selesai: date
    sebab: SebabCuti = SebabCuti.UMUM
    perjalanan_hari: int = 0


@dataclass(frozen=True, slots=True)
class HasilCuti:
    """Length, papers, reasons. `hari_kerja`: of annual leave without its days of travel; None
    for the kinds that run by the calendar.
    """

    hari_kerja: int | None
    hari_kalender: int
    berkas: tuple[BerkasCuti, ...]
    alasan: tuple[Alasan, ...]

    @property
    def dapat(self) -> bool:
        """Whether nothing stands against it."""
        return memenuhi(self.alasan)


def persalinan_since(kelahiran: Iterable[date], sejak: date) -> int:
    """Deliveries from `sejak` on, inclusive, from the birthdays of the children; twins are one."""
    jumlah, terakhir = 0, None
    for lahir in sorted(day for day in kelahiran if day >= sejak):
        if terakhir is None or (lahir - terakhir).days > HARI_KEMBAR:
            jumlah, terakhir = jumlah + 1, lahir
    return jumlah


def cuti_check(
    permohonan: PermohonanCuti,
    fakta: FaktaCuti,
    kalender: Kalender,
    aturan: AturanCuti,
    *,
    hari_ini: date,
) -> HasilCuti:
    """Whether the leave may be asked for on `hari_ini`, and what it needs.

    Raises FaktaInvalidError for an end before the start, a reason of another kind or travel days
    that make no sense, DataKurangError for a year without loaded holidays.
    """
    _facts_require(permohonan)
    mulai, selesai = permohonan.mulai, permohonan.selesai
    kalender_hari = (selesai - mulai).days + 1
    rows = [
        _open(permohonan, fakta, aturan),
        _one_year(permohonan, aturan),
        _in_time(permohonan, hari_ini, aturan),
        _alone(permohonan, fakta, aturan),
    ]
    kerja = None
    if permohonan.jenis is JenisCuti.TAHUNAN:
        kerja = hari_kerja_dalam(
            kalender, mulai - SATU_HARI, selesai - timedelta(days=permohonan.perjalanan_hari)
        )
        rows += _tahunan(permohonan, fakta, aturan.tahunan, kerja)
    else:
        rows += _by_calendar(permohonan, fakta, aturan)
    return HasilCuti(
        kerja, kalender_hari, _papers(permohonan, fakta, aturan), tuple(filter(None, rows))
    )


def _facts_require(p: PermohonanCuti) -> None:
    if p.selesai < p.mulai:
        raise FaktaInvalidError("selesai", "Hari terakhir cuti mendahului hari pertama.")
    if p.sebab not in SEBAB[p.jenis]:
        raise FaktaInvalidError("sebab", f"{p.sebab.label} bukan alasan {p.jenis.label.lower()}.")
    if not 0 <= p.perjalanan_hari <= (p.selesai - p.mulai).days:
        raise FaktaInvalidError(
            "perjalanan_hari", "Hari perjalanan harus lebih pendek dari cuti dan tidak negatif."
        )


# For every kind


def _open(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> Alasan:
    return syarat(
        "jenis_cuti",
        aturan.sumber,
        terpenuhi=p.jenis in aturan.jenis.get(fakta.pegawai, ()),
        teks=f"{p.jenis.label} untuk {fakta.pegawai}.",
        upaya=_other_kinds(fakta, aturan),
    )


def _other_kinds(fakta: FaktaCuti, aturan: AturanCuti) -> str:
    found = aturan.jenis.get(fakta.pegawai, frozenset())
    names = ", ".join(kind.label.lower() for kind in JenisCuti if kind in found)
    return f"Yang terbuka bagi {fakta.pegawai}: {names or 'tidak ada'}."


def _one_year(p: PermohonanCuti, aturan: AturanCuti) -> Alasan | None:
    """A request for annual leave stays inside one calendar year: the quota is that year's."""
    if p.jenis is not JenisCuti.TAHUNAN:
        return None
    return syarat(
        "satu_tahun_kalender",
        aturan.sumber,
        terpenuhi=p.mulai.year == p.selesai.year,
        teks="Satu permohonan cuti tahunan berada dalam satu tahun kalender.",
        upaya=f"Ajukan dua permohonan: sampai 31 Desember {p.mulai.year} dan mulai 1 Januari "
        f"{p.mulai.year + 1}.",
    )


def _in_time(p: PermohonanCuti, hari_ini: date, aturan: AturanCuti) -> Alasan | None:
    if p.jenis in BOLEH_SUSULAN:
        return None
    return syarat(
        "diajukan_sebelum_mulai",
        aturan.sumber,
        terpenuhi=p.mulai >= hari_ini,
        teks=f"{p.jenis.label} diajukan sebelum hari pertamanya.",
        upaya="Pilih hari pertama mulai hari ini.",
    )


def _alone(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> Alasan:
    other = next(
        (row for row in fakta.riwayat if row.mulai <= p.selesai and p.mulai <= row.selesai), None
    )
    if other is None:
        return syarat(
            "tidak_bertumpuk",
            aturan.sumber,
            terpenuhi=True,
            teks="Tidak ada cuti lain pada hari-hari itu.",
        )
    return syarat(
        "tidak_bertumpuk",
        aturan.sumber,
        terpenuhi=False,
        teks=f"{other.jenis.label} {tanggal_panjang(other.mulai)} sampai "
        f"{tanggal_panjang(other.selesai)} sudah tercatat pada hari-hari itu.",
        upaya="Pilih hari lain, atau batalkan cuti itu lebih dahulu.",
    )


# Kind by kind


def _tahunan(p: PermohonanCuti, fakta: FaktaCuti, batas: AturanTahunan, kerja: int) -> list[Alasan]:
    kuota = fakta.kuota
    if kuota is None or kuota.tahun != p.mulai.year:
        raise ValueError("annual leave needs the quota of its year")
    rows = list(kuota.alasan)
    if kuota.hak:
        rows.append(_entitled(p, kuota, batas))
        rows.append(
            syarat(
                "kuota_cukup",
                batas.sumber,
                terpenuhi=kerja <= kuota.sisa,
                teks=f"Diminta {kerja} hari kerja, tersisa {kuota.sisa}.",
                upaya=f"Ajukan paling banyak {kuota.sisa} hari kerja pada {kuota.tahun}.",
            )
        )
    rows.append(
        syarat(
            "ada_hari_kerja",
            batas.sumber,
            terpenuhi=kerja >= 1,
            teks="Cuti tahunan paling sedikit 1 hari kerja.",
            upaya="Pilih hari yang bukan hari libur.",
        )
    )
    if p.perjalanan_hari:
        rows.append(
            syarat(
                "tambahan_perjalanan",
                batas.sumber,
                terpenuhi=fakta.tempat_jauh and p.perjalanan_hari <= batas.perjalanan_hari,
                teks=f"Tambahan perjalanan paling banyak {batas.perjalanan_hari} hari kalender, "
                "bagi yang bekerja di tempat yang sulit dijangkau.",
                upaya=f"Kurangi tambahan menjadi paling banyak {batas.perjalanan_hari} hari."
                if fakta.tempat_jauh
                else "Ajukan tanpa tambahan perjalanan.",
            )
        )
    return rows


def _entitled(p: PermohonanCuti, kuota: KuotaTahunan, batas: AturanTahunan) -> Alasan:
    return syarat(
        "masa_kerja_tahunan",
        batas.sumber,
        terpenuhi=p.mulai >= kuota.berhak_mulai,
        teks=f"Cuti tahunan setelah bekerja terus-menerus {batas.masa_kerja_bulan} bulan.",
        upaya=f"Ajukan cuti mulai {tanggal_panjang(kuota.berhak_mulai)}.",
        sejak=kuota.berhak_mulai,
    )


def _by_calendar(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> list[Alasan]:
    if p.jenis is JenisCuti.BESAR:
        return _besar(p, fakta, aturan)
    if p.jenis is JenisCuti.SAKIT:
        return _sakit(p, fakta, aturan)
    if p.jenis is JenisCuti.MELAHIRKAN:
        return _melahirkan(p, fakta, aturan)
    if p.jenis is JenisCuti.CLTN:
        return _cltn(p, fakta, aturan)
    return [_length("lama_penting", p, p.mulai, aturan.penting_bulan, aturan)]


def _besar(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> list[Alasan]:
    rows = [_length("lama_besar", p, p.mulai, aturan.besar_bulan, aturan)]
    if p.sebab not in BEBAS_MASA_KERJA:
        rows.append(_served(p, fakta, aturan.besar_masa_kerja_bulan, aturan))
    return rows


def _sakit(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> list[Alasan]:
    """Leaves that follow one another without a free day between are one illness."""
    if p.sebab is SebabCuti.KECELAKAAN_KERJA:
        return [
            syarat(
                "sampai_sembuh",
                aturan.sumber,
                terpenuhi=True,
                teks="Sakit karena kecelakaan dalam tugas: sampai sembuh.",
            )
        ]
    if p.sebab is SebabCuti.GUGUR_KANDUNGAN:
        return [
            _length("lama_gugur", p, p.mulai, aturan.gugur_bulan, aturan, hari=aturan.gugur_hari)
        ]
    seluruhnya = aturan.sakit_bulan + aturan.sakit_perpanjangan_bulan
    return [_length("lama_sakit", p, _chain(p, fakta), seluruhnya, aturan)]


def _melahirkan(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> list[Alasan]:
    ke = None if fakta.persalinan is None else fakta.persalinan + 1
    return [
        _length("lama_melahirkan", p, p.mulai, aturan.melahirkan_bulan, aturan),
        syarat(
            "persalinan_ke",
            aturan.sumber,
            terpenuhi=None if ke is None else ke <= aturan.melahirkan_ke,
            teks=f"Cuti melahirkan untuk persalinan pertama sampai ke-{aturan.melahirkan_ke} sejak "
            f"menjadi ASN; {'urutannya belum tercatat' if ke is None else f'ini ke-{ke}'}.",
            upaya="Ajukan cuti besar dengan alasan kelahiran anak keempat.",
        ),
    ]


def _cltn(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> list[Alasan]:
    """An extension follows the leave it extends without a free day between."""
    awal = _chain(p, fakta)
    bulan = aturan.cltn_bulan + (aturan.cltn_perpanjangan_bulan if awal < p.mulai else 0)
    return [
        _length("lama_cltn", p, awal, bulan, aturan),
        _served(p, fakta, aturan.cltn_masa_kerja_bulan, aturan),
    ]


def _length(
    kode: str, p: PermohonanCuti, awal: date, bulan: int, aturan: AturanCuti, *, hari: int = 0
) -> Alasan:
    """From `awal` at most `bulan` months and `hari` days."""
    akhir = tambah_bulan(awal, bulan) + timedelta(days=hari - 1)
    lama = f"{bulan} bulan" + (f" {hari} hari" if hari else "")
    return syarat(
        kode,
        aturan.sumber,
        terpenuhi=p.selesai <= akhir,
        teks=f"{p.jenis.label} paling lama {lama}: dari {tanggal_panjang(awal)} sampai "
        f"{tanggal_panjang(akhir)}.",
        upaya=f"Ajukan sampai {tanggal_panjang(akhir)}."
        if p.mulai <= akhir
        else "Batasnya sudah habis; mintalah pengujian kesehatan atau kembali bekerja.",
    )


def _served(p: PermohonanCuti, fakta: FaktaCuti, bulan: int, aturan: AturanCuti) -> Alasan:
    sejak = tambah_bulan(fakta.mulai_kerja, bulan)
    return syarat(
        "masa_kerja_cuti",
        aturan.sumber,
        terpenuhi=p.mulai >= sejak,
        teks=f"{p.jenis.label} setelah bekerja terus-menerus {bulan // 12} tahun, sejak "
        f"{tanggal_panjang(sejak)}.",
        upaya=f"Ajukan cuti mulai {tanggal_panjang(sejak)}.",
        sejak=sejak,
    )


def _chain(p: PermohonanCuti, fakta: FaktaCuti) -> date:
    """First day of the leaves of the kind that lead to this one without a free day between."""
    awal = p.mulai
    for row in sorted(fakta.riwayat, key=lambda row: row.mulai, reverse=True):
        if row.jenis is p.jenis and row.mulai < awal <= row.selesai + SATU_HARI:
            awal = row.mulai
    return awal


# Papers

_OF_SEBAB: Final[Mapping[SebabCuti, tuple[BerkasCuti, ...]]] = {
    SebabCuti.HAJI_PERTAMA: (BerkasCuti.JADWAL_HAJI,),
    SebabCuti.ANAK_KEEMPAT: (BerkasCuti.SURAT_KELAHIRAN,),
    SebabCuti.GUGUR_KANDUNGAN: (BerkasCuti.SURAT_DOKTER,),
    SebabCuti.KECELAKAAN_KERJA: (BerkasCuti.SURAT_DOKTER_PEMERINTAH, BerkasCuti.BUKTI_ALASAN),
    SebabCuti.KELUARGA_SAKIT_KERAS: (BerkasCuti.SURAT_RAWAT_INAP,),
    SebabCuti.KELUARGA_MENINGGAL: (BerkasCuti.BUKTI_ALASAN,),
    SebabCuti.MENIKAH: (BerkasCuti.BUKTI_ALASAN,),
    SebabCuti.ISTRI_MELAHIRKAN: (BerkasCuti.SURAT_RAWAT_INAP,),
}


def _papers(p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti) -> tuple[BerkasCuti, ...]:
    if p.sebab is not SebabCuti.UMUM:
        return _OF_SEBAB[p.sebab]
    if p.jenis is JenisCuti.MELAHIRKAN:
        return (BerkasCuti.SURAT_KELAHIRAN,)
    if p.jenis is JenisCuti.CLTN:
        return (BerkasCuti.BUKTI_ALASAN, BerkasCuti.PERSETUJUAN_BKN)
    if p.jenis is JenisCuti.SAKIT:
        return _papers_of_illness(p, fakta, aturan)
    return ()


def _papers_of_illness(
    p: PermohonanCuti, fakta: FaktaCuti, aturan: AturanCuti
) -> tuple[BerkasCuti, ...]:
    awal = _chain(p, fakta)
    if p.selesai >= tambah_bulan(awal, aturan.sakit_bulan):
        return (BerkasCuti.SURAT_DOKTER_PEMERINTAH, BerkasCuti.HASIL_TIM_KESEHATAN)
    if (p.selesai - awal).days >= aturan.sakit_dokter_hari:
        return (BerkasCuti.SURAT_DOKTER_PEMERINTAH,)
    return (BerkasCuti.SURAT_DOKTER,)
