"""Anomalies: where the record of one person contradicts itself, the clock or the law.

Only what is recorded is judged. Whatever has a lawful reading is no anomaly: a move downward, a
change between PNS and PPPK and a letter of KGB that is out before its TMT are left alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from typing import Final

from kepegawaian.rules.fakta import FaktaPegawai, GolonganFakta, KgbFakta, PmkFakta, pmk_total
from kepegawaian.rules.hukdis import hukdis_contradiction
from kepegawaian.rules.jabatan import JenisJabatan
from kepegawaian.rules.masa_kerja import AturanMkg, MasaKerja, bulan_ke, pengurangan_bulan
from kepegawaian.rules.nip import IdentitasTercatat, nip_check
from kepegawaian.rules.pensiun import AturanBup, BatasPensiun, pensiun_perkiraan
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import tambah_bulan
from sitamu.inti.rules.teks import tanggal_panjang

BERAKHIR: Final = frozenset({"PENSIUN", "MENINGGAL", "BERHENTI"})
# Their superior is the Bupati or an official above the agency, who has no record here.
TANPA_ATASAN: Final = frozenset(
    {JenisJabatan.JPT_PRATAMA, JenisJabatan.JPT_MADYA, JenisJabatan.JPT_UTAMA}
)


class JenisAnomali(StrEnum):
    """Kinds, the most pressing first."""

    LEWAT_BUP = "LEWAT_BUP"
    NIK_GANDA = "NIK_GANDA"
    NIP_BEDA = "NIP_BEDA"
    TMT_MASA_DEPAN = "TMT_MASA_DEPAN"
    MKG_TIDAK_MENGIKUTI = "MKG_TIDAK_MENGIKUTI"
    PMK_BELUM_DIHITUNG = "PMK_BELUM_DIHITUNG"
    KGB_TIDAK_COCOK = "KGB_TIDAK_COCOK"
    HUKDIS_BERTENTANGAN = "HUKDIS_BERTENTANGAN"
    DATA_KOSONG = "DATA_KOSONG"
    TAK_TERBACA = "TAK_TERBACA"
    ATASAN = "ATASAN"

    @property
    def label(self) -> str:
        """As a page writes it."""
        return _LABEL[self]


_LABEL: Final = {
    JenisAnomali.LEWAT_BUP: "Lewat BUP, masih aktif",
    JenisAnomali.NIK_GANDA: "NIK dipakai lebih dari satu pegawai",
    JenisAnomali.NIP_BEDA: "NIP berbeda dari data",
    JenisAnomali.TMT_MASA_DEPAN: "TMT di masa depan",
    JenisAnomali.MKG_TIDAK_MENGIKUTI: "Masa kerja golongan tidak mengikuti",
    JenisAnomali.PMK_BELUM_DIHITUNG: "PMK belum dihitung",
    JenisAnomali.KGB_TIDAK_COCOK: "KGB tidak cocok dengan golongan",
    JenisAnomali.HUKDIS_BERTENTANGAN: "Hukuman disiplin bertentangan",
    JenisAnomali.DATA_KOSONG: "Data pokok kosong",
    JenisAnomali.TAK_TERBACA: "Isian tidak dikenal",
    JenisAnomali.ATASAN: "Atasan langsung kosong atau sudah berhenti",
}


@dataclass(frozen=True, slots=True)
class Temuan:
    """One contradiction. `kunci` tells several of one kind apart.

    `fakta`: what it rests on; as long as these stay, it is the same anomaly.
    """

    jenis: JenisAnomali
    kunci: str
    kalimat: str
    langkah: str
    dasar: str
    fakta: tuple[object, ...]

    @property
    def sidik(self) -> str:
        """Fingerprint of the facts."""
        return sha256("|".join(map(str, self.fakta)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AturanAnomali:
    """The law in force. `kgb_di_muka_bulan`: how long before its TMT a letter of KGB is out."""

    bup: Sequence[AturanBup]
    batas_pensiun: BatasPensiun
    mkg: AturanMkg
    kgb_di_muka_bulan: int


def anomali_of(fakta: FaktaPegawai, aturan: AturanAnomali, *, pada: date) -> Iterator[Temuan]:
    """What contradicts itself in the record of a person in service, on `pada`.

    Nothing for a TKD and for who has left. Two people with one NIK are not seen from here.
    """
    if fakta.jenis == "TKD" or fakta.kedudukan in BERAKHIR:
        return
    yield from _past_bup(fakta, aturan, pada)
    yield from _nip(fakta)
    yield from _ahead(fakta, aturan, pada)
    yield from _mkg(fakta, aturan.mkg)
    yield from _kgb(fakta)
    yield from _hukdis(fakta)
    yield from _gaps(fakta)
    yield from _superior(fakta)


def nik_ganda(pemegang: Iterable[object]) -> Temuan:
    """The anomaly of each person who shares a NIK; `pemegang`: ids of all of them."""
    ids = sorted(map(str, pemegang))
    lain = len(ids) - 1
    return Temuan(
        JenisAnomali.NIK_GANDA,
        "nik",
        f"NIK yang sama tercatat juga pada {lain} pegawai lain.",
        "Cocokkan KTP mereka dengan data Dukcapil, lalu betulkan NIK yang salah.",
        "UU 23/2006 ps. 13",
        tuple(ids),
    )


def _past_bup(fakta: FaktaPegawai, aturan: AturanAnomali, pada: date) -> Iterator[Temuan]:
    if fakta.tanggal_lahir is None or fakta.jabatan is None:
        return
    try:
        hasil = pensiun_perkiraan(
            fakta.tanggal_lahir, fakta.jabatan, aturan.bup, aturan.batas_pensiun
        )
    except DataKurangError as error:
        yield Temuan(
            JenisAnomali.DATA_KOSONG,
            "bup",
            f"Saat pensiun tidak dapat dihitung: {error.message}.",
            "Betulkan nama atau jenis jabatan, atau lengkapi aturan BUP jabatan itu.",
            "PP 11/2017 jo PP 17/2020 ps. 239-240",
            (fakta.jabatan.nama, fakta.jabatan.jenis, fakta.jabatan.jenjang),
        )
        return
    if hasil.tmt_pensiun > pada:
        return
    sebutan = fakta.jabatan.nama or "jabatan ini"
    yield Temuan(
        JenisAnomali.LEWAT_BUP,
        "bup",
        f"Mencapai usia {hasil.bup} tahun (BUP {sebutan}) pada "
        f"{tanggal_panjang(hasil.tanggal_capai_bup)} dan seharusnya berhenti mulai "
        f"{tanggal_panjang(hasil.tmt_pensiun)}, tetapi masih tercatat aktif.",
        "Periksa jabatan dan tanggal lahir. Bila benar, urus pemberhentiannya; bila sudah "
        "berhenti, perbarui kedudukan hukumnya.",
        hasil.alasan[0].dasar,
        (fakta.tanggal_lahir, hasil.bup, sebutan, fakta.kedudukan),
    )


def _nip(fakta: FaktaPegawai) -> Iterator[Temuan]:
    hasil = nip_check(
        fakta.nip,
        jenis_pegawai=fakta.jenis,
        tercatat=IdentitasTercatat(
            fakta.tanggal_lahir, fakta.jenis_kelamin or None, fakta.tmt_cpns
        ),
    )
    for galat in hasil.galat:
        yield Temuan(
            JenisAnomali.NIP_BEDA,
            galat.value,
            galat.pesan,
            "Cocokkan dengan SK CPNS atau perjanjian kerja. NIP, tanggal lahir, dan jenis kelamin "
            "hanya diubah lewat BKN.",
            "Perka BKN 22/2007",
            (fakta.nip, fakta.tanggal_lahir, fakta.jenis_kelamin, fakta.tmt_cpns),
        )


def _ahead(fakta: FaktaPegawai, aturan: AturanAnomali, pada: date) -> Iterator[Temuan]:
    """Days that have not come. A letter of KGB is out months before, and no sooner."""
    kgb_sampai = tambah_bulan(pada, aturan.kgb_di_muka_bulan)
    days = [
        *((f"SK golongan {row.golongan}", row.tmt, pada, _PANGKAT) for row in fakta.golongan),
        *((f"KGB golongan {row.golongan}", row.tmt, kgb_sampai, _GAJI) for row in fakta.kgb),
        *(("SK PMK", row.tmt, pada, _PMK) for row in fakta.pmk),
        ("SK CPNS", fakta.tmt_cpns, pada, _PANGKAT),
        ("SK PNS", fakta.tmt_pns, pada, _PANGKAT),
    ]
    for nama, tmt, sampai, dasar in days:
        if tmt is not None and tmt > sampai:
            yield Temuan(
                JenisAnomali.TMT_MASA_DEPAN,
                f"{nama} {tmt}",
                f"{nama} berlaku mulai {tanggal_panjang(tmt)}, hari yang belum tiba.",
                "Cocokkan TMT dengan SK, lalu betulkan bila salah ketik.",
                dasar,
                (nama, tmt),
            )


# Masa kerja golongan


def _mkg(fakta: FaktaPegawai, aturan: AturanMkg) -> Iterator[Temuan]:
    """From SK to SK: the MKG before, the time between, PMK added, cuts of a border taken off.

    A PMK may be taken up by a later SK than the next; one that no SK has taken up is said once.
    """
    rows = sorted(fakta.golongan, key=lambda row: (row.tmt, row.golongan.urut))
    open_pmk: list[PmkFakta] = []
    for lama, baru in pairwise(rows):
        open_pmk += [row for row in fakta.pmk if lama.tmt < row.tmt <= baru.tmt]
        if lama.golongan.jenis != baru.golongan.jenis or baru.golongan < lama.golongan:
            open_pmk = []
            continue
        cut = pengurangan_bulan(lama.golongan, baru.golongan, aturan)
        with_pmk = _carried(lama, baru.tmt, open_pmk, cut)
        if baru.mkg == with_pmk:
            open_pmk = []
        elif baru.mkg != _carried(lama, baru.tmt, (), cut):
            yield _mkg_differs(lama, baru, open_pmk, cut, with_pmk)
            open_pmk = []
    for row in open_pmk:
        yield Temuan(
            JenisAnomali.PMK_BELUM_DIHITUNG,
            str(row.tmt),
            f"PMK {row.lama} berlaku mulai {tanggal_panjang(row.tmt)}, tetapi masa kerja golongan "
            f"pada SK golongan sesudahnya ({rows[-1].golongan}, "
            f"{tanggal_panjang(rows[-1].tmt)}) belum menghitungnya.",
            "Cocokkan SK PMK dengan SK golongan sesudahnya. Gaji pokok dan KGB ikut masa kerja "
            "golongan yang benar.",
            _PMK,
            (_facts(row), *map(_facts, rows)),
        )


def _facts(row: GolonganFakta | KgbFakta | PmkFakta) -> str:
    """What a row says, in words that stay when its record gains a column."""
    match row:
        case GolonganFakta():
            return f"{row.golongan} {row.tmt} {row.mkg.total_bulan}"
        case KgbFakta():
            return f"KGB {row.golongan} {row.tmt} {row.mkg_tahun}"
        case PmkFakta():
            return f"PMK {row.tmt} {row.lama.total_bulan}"


def _carried(lama: GolonganFakta, tmt: date, pmk: Iterable[PmkFakta], cut: int) -> MasaKerja:
    bulan = lama.mkg.total_bulan + _months(lama.tmt, tmt) + pmk_total(pmk).total_bulan - cut
    return MasaKerja.from_bulan(max(bulan, 0))


def _months(dari: date, sampai: date) -> int:
    return bulan_ke((sampai.year, sampai.month)) - bulan_ke((dari.year, dari.month))


def _mkg_differs(
    lama: GolonganFakta, baru: GolonganFakta, pmk: Sequence[PmkFakta], cut: int, hitung: MasaKerja
) -> Temuan:
    steps = [f"{MasaKerja.from_bulan(_months(lama.tmt, baru.tmt))} berjalan"]
    if pmk:
        steps.append(f"ditambah PMK {pmk_total(pmk)}")
    if cut:
        steps.append(f"dikurangi {MasaKerja.from_bulan(cut)} karena pindah golongan")
    return Temuan(
        JenisAnomali.MKG_TIDAK_MENGIKUTI,
        f"{baru.tmt} {baru.golongan}",
        f"SK {baru.golongan} mulai {tanggal_panjang(baru.tmt)} mencatat masa kerja golongan "
        f"{baru.mkg}, padahal dari SK {lama.golongan} mulai {tanggal_panjang(lama.tmt)} "
        f"({lama.mkg}), {', '.join(steps)}, hasilnya {hitung}.",
        "Cocokkan masa kerja golongan dengan kedua SK. Salah ketik dibetulkan di sini; salah di SK "
        "dibetulkan dengan SK perubahan.",
        f"{_GAJI} (gaji segaris)",
        (_facts(lama), _facts(baru), *map(_facts, pmk)),
    )


def _kgb(fakta: FaktaPegawai) -> Iterator[Temuan]:
    """Each letter against the SK of golongan in force on its TMT, a PMK counted or not yet."""
    for kgb in fakta.kgb:
        held = fakta.golongan_pada(kgb.tmt)
        if held is None:
            continue
        pmk = [row for row in fakta.pmk if row.tmt <= kgb.tmt]
        bound = {_carried(held, kgb.tmt, rows, 0).tahun for rows in (_after(pmk, held), pmk, ())}
        if kgb.golongan != held.golongan:
            alasan = f"menyebut golongan {kgb.golongan}"
        elif kgb.mkg_tahun not in bound:
            alasan = f"menyebut masa kerja golongan {kgb.mkg_tahun} tahun"
        else:
            continue
        yield _kgb_differs(kgb, held, alasan)


def _after(pmk: Iterable[PmkFakta], held: GolonganFakta) -> list[PmkFakta]:
    return [row for row in pmk if row.tmt > held.tmt]


def _kgb_differs(kgb: KgbFakta, held: GolonganFakta, alasan: str) -> Temuan:
    reached = _carried(held, kgb.tmt, (), 0)
    return Temuan(
        JenisAnomali.KGB_TIDAK_COCOK,
        str(kgb.tmt),
        f"KGB mulai {tanggal_panjang(kgb.tmt)} {alasan}, padahal SK {held.golongan} mulai "
        f"{tanggal_panjang(held.tmt)} membuat masa kerja golongan hari itu {reached}.",
        "Cocokkan surat KGB dengan SK golongan yang berlaku hari itu, lalu betulkan yang salah.",
        f"{_GAJI} ps. 11-13",
        (_facts(kgb), _facts(held)),
    )


# Discipline, gaps, superior


def _hukdis(fakta: FaktaPegawai) -> Iterator[Temuan]:
    for row in fakta.hukdis:
        for doubt in hukdis_contradiction(row.tingkat, row.jenis, row.tmt, row.akhir):
            yield Temuan(
                JenisAnomali.HUKDIS_BERTENTANGAN,
                f"{doubt.kode} {row.tmt} {row.jenis}"[:200],
                doubt.kalimat,
                "Cocokkan tingkat dan tanggal akhir dengan SK hukuman disiplin.",
                "PP 94/2021 ps. 8",
                (doubt.kode, row.tingkat, row.jenis, row.tmt, row.akhir),
            )


def _gaps(fakta: FaktaPegawai) -> Iterator[Temuan]:
    pns = fakta.jenis != "PPPK"
    for nama, ada in (
        ("tanggal lahir", fakta.tanggal_lahir is not None),
        ("golongan", bool(fakta.golongan)),
        ("jabatan", fakta.jabatan is not None),
        ("TMT CPNS", not pns or fakta.tmt_cpns is not None),
    ):
        if not ada:
            yield Temuan(
                JenisAnomali.DATA_KOSONG,
                nama,
                f"Belum ada {nama}, sehingga pensiun, pangkat, dan gaji tidak dapat dihitung.",
                f"Lengkapi {nama} dari SK, lewat daftar pegawai yang dimuat.",
                "Peraturan BKN 1/2023",
                (nama,),
            )
    for isi in fakta.tak_terbaca:
        yield Temuan(
            JenisAnomali.TAK_TERBACA,
            isi[:200],
            f"Tercatat {isi}, isian yang tidak dikenal aturan mana pun.",
            "Betulkan isiannya; sampai itu dilakukan baris ini tidak ikut dihitung.",
            "Peraturan BKN 1/2023",
            (isi,),
        )


def _superior(fakta: FaktaPegawai) -> Iterator[Temuan]:
    if fakta.jabatan is not None and fakta.jabatan.jenis in TANPA_ATASAN:
        return
    if fakta.atasan_kedudukan in BERAKHIR:
        kalimat = "Atasan langsung yang tercatat sudah pensiun, meninggal, atau berhenti."
    elif not fakta.atasan_kedudukan:
        kalimat = "Atasan langsung belum tercatat."
    else:
        return
    yield Temuan(
        JenisAnomali.ATASAN,
        "atasan",
        kalimat,
        "Catat atasan langsung yang sekarang, lewat daftar data tambahan yang dimuat.",
        "PP 30/2019",
        (fakta.atasan_kedudukan, fakta.jabatan and fakta.jabatan.nama, fakta.unit_id),
    )


_PANGKAT: Final = "PP 99/2000 jo PP 12/2002"
_GAJI: Final = "PP 7/1977"
_PMK: Final = "PP 98/2000 jo PP 11/2002 ps. 13"
