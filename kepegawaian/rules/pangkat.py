"""Kenaikan pangkat of PNS: facts, answers and the conditions that its kinds share.

PP 99/2000 jo PP 12/2002; Peraturan BKN 2/2025. Each kind is a function from facts and dated rules
to a `HasilKp` that lists every condition; a fact that a condition needs and that is None raises
DataKurangError.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from kepegawaian.errors import FaktaInvalidError
from kepegawaian.rules.alasan import Alasan, Sumber, kode_gagal, memenuhi, syarat
from kepegawaian.rules.golongan import Golongan, golongan_pns
from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang
from kepegawaian.rules.kinerja import (
    Predikat,
    predikat_cukup,
    predikat_teks,
    predikat_terakhir,
)
from kepegawaian.rules.periode_kp import HasilPeriode, RezimPeriode, tmt_kp, tmt_permitted
from kepegawaian.rules.ujian_dinas import AturanUjian, HasilUjian, UjianDinas, ujian_check
from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.tanggal import tambah_tahun
from sitamu.inti.rules.teks import tanggal_panjang

T = TypeVar("T")
_PNS: Final = "PNS"


class JenisKp(StrEnum):
    """Kinds of promotion; the value is also the name of its `jalur`."""

    REGULER = "reguler"
    SPESIALIS = "spesialis"
    PILIHAN_STRUKTURAL = "pilihan_struktural"
    PILIHAN_FUNGSIONAL = "pilihan_fungsional"
    PRESTASI = "prestasi"
    PENEMUAN = "penemuan"
    PENYESUAIAN_IJAZAH = "penyesuaian_ijazah"
    TUGAS_BELAJAR = "tugas_belajar"
    DIPERBANTUKAN = "diperbantukan"
    PENGABDIAN = "pengabdian"
    ANUMERTA = "anumerta"


@dataclass(frozen=True, slots=True)
class SyaratKp:
    """What one kind asks, one dated row.

    `masa_pangkat_tahun`, `masa_jabatan_tahun`: completed years, edges inclusive.
    `jumlah_predikat`: latest yearly ratings that must reach `predikat_minimal`.
    """

    masa_pangkat_tahun: int
    jumlah_predikat: int
    predikat_minimal: Predikat
    hukdis_menghalangi: frozenset[TingkatHukdis]
    sumber: Sumber
    masa_jabatan_tahun: int = 0
    boleh_melampaui_atasan: bool = True


@dataclass(frozen=True, slots=True)
class BatasPendidikan:
    """For one ijazah: golongan of a CPNS, and the highest by KP reguler."""

    awal: Golongan
    tertinggi: Golongan


@dataclass(frozen=True, slots=True)
class AturanPendidikan:
    """The cap by schooling; its keys are the codes of ijazah that exist."""

    batas: Mapping[str, BatasPendidikan]
    sumber: Sumber


@dataclass(frozen=True, slots=True)
class AturanKp:
    """What the kinds share: periods, examination, cap by schooling."""

    periode: Sequence[RezimPeriode]
    ujian: AturanUjian
    pendidikan: AturanPendidikan


@dataclass(frozen=True, slots=True)
class FaktaKp:
    """What is known of the person. None = not known, except `hukdis_aktif` and `ujian_dinas`.

    `tmt_golongan`: TMT of the last pangkat, or TMT CPNS before the first promotion.
    `predikat`: yearly, older to latest, None for a year not rated yet. `hukdis_aktif`: penalty
    being served, None = none.
    `ujian_dinas`: level passed, None = none.
    """

    jenis_pegawai: str
    golongan: Golongan
    tmt_golongan: date
    predikat: tuple[Predikat | None, ...] = ()
    hukdis_aktif: TingkatHukdis | None = None
    ujian_dinas: UjianDinas | None = None
    pendidikan: str | None = None  # of the ijazah recorded by SK
    diklat: str | None = None
    jenis_jabatan: JenisJabatan | None = None
    jenjang: Jenjang | None = None
    golongan_atasan: Golongan | None = None
    tmt_jabatan: date | None = None
    eselon: str | None = None


@dataclass(frozen=True, slots=True)
class HasilKp:
    """An answer about one kind of promotion; it qualifies when no condition fails.

    `tmt_kp` is None when something fails. `tmt_paling_awal`: the earliest TMT by time alone.
    """

    jenis: JenisKp
    syarat: tuple[Alasan, ...]
    golongan_baru: Golongan | None = None
    tmt_kp: date | None = None
    tmt_paling_awal: date | None = None
    golongan_tertinggi: Golongan | None = None
    bebas_ujian_dinas: str | None = None
    jalur: JenisKp | None = None  # the kind that applies instead

    @property
    def memenuhi(self) -> bool:
        """Whether the person qualifies."""
        return memenuhi(self.syarat)

    @property
    def alasan(self) -> tuple[str, ...]:
        """Codes of the conditions that fail."""
        return kode_gagal(self.syarat)


def jalur_kp(jenis_jabatan: JenisJabatan) -> JenisKp:
    """The kind that belongs to a post."""
    if jenis_jabatan is JenisJabatan.PELAKSANA:
        return JenisKp.REGULER
    if jenis_jabatan is JenisJabatan.FUNGSIONAL:
        return JenisKp.PILIHAN_FUNGSIONAL
    return JenisKp.PILIHAN_STRUKTURAL


def pendidikan_batas(ijazah: str | None, aturan: AturanPendidikan) -> BatasPendidikan:
    """The cap of an ijazah; raises DataKurangError for None, FaktaInvalidError for another code."""
    kode = known(ijazah, "pendidikan")
    if kode not in aturan.batas:
        raise FaktaInvalidError(
            "pendidikan",
            f"Pendidikan “{kode}” tidak dikenal.",
            langkah=f"Pilih: {pilihan_teks(aturan.batas)}.",
        )
    return aturan.batas[kode]


def known(value: T | None, nama: str) -> T:
    """The value; raises DataKurangError under `nama` for None."""
    if value is None:
        raise DataKurangError(nama)
    return value


def kp_paling_awal(fakta: FaktaKp, rule: SyaratKp, aturan: AturanKp) -> date:
    """Earliest TMT by time alone: years in the pangkat and, where the kind asks, in the post."""
    awal = tmt_kp(fakta.tmt_golongan, rule.masa_pangkat_tahun, aturan.periode).tmt_kp
    if not rule.masa_jabatan_tahun:
        return awal
    genap = tambah_tahun(known(fakta.tmt_jabatan, "TMT jabatan"), rule.masa_jabatan_tahun)
    return max(awal, tmt_kp(genap, 0, aturan.periode).tmt_kp)


def pilihan_teks(kode: Iterable[str]) -> str:
    """Codes in order, for a sentence."""
    return ", ".join(sorted(kode))


def fakta_syarat(kode: str, rule: SyaratKp, teks: str, *, holds: bool | None) -> Alasan:
    """A condition that is a plain fact of the person; None: nobody knows yet."""
    return syarat(kode, rule.sumber, terpenuhi=holds, teks=teks, upaya=f"Lengkapi: {teks}")


def not_pns(fakta: FaktaKp, aturan: AturanKp) -> Alasan | None:
    """The refusal of anybody but a PNS; raises FaktaInvalidError for a golongan of PPPK."""
    if fakta.jenis_pegawai == _PNS:
        golongan_pns(fakta.golongan)
        return None
    cpns = fakta.jenis_pegawai == "CPNS"
    return syarat(
        "bukan_pns",
        aturan.pendidikan.sumber,
        terpenuhi=False,
        teks=f"Kenaikan pangkat hanya untuk PNS; {fakta.jenis_pegawai} tidak mengenalnya.",
        upaya="Diangkat menjadi PNS lebih dulu." if cpns else "",
        dasar="" if cpns else "PP 49/2018",
    )


def syarat_umum(
    fakta: FaktaKp,
    rule: SyaratKp,
    periode: HasilPeriode,
    aturan: AturanKp,
    untuk: date | None,
) -> list[Alasan]:
    """Years in the pangkat, ratings, penalties: what every kind asks."""
    awal = periode.tmt_kp
    if untuk is not None and not tmt_permitted(untuk, aturan.periode):
        raise FaktaInvalidError(
            "untuk_periode",
            f"{tanggal_panjang(untuk)} bukan periode kenaikan pangkat.",
            langkah=f"Periode paling awal: {tanggal_panjang(awal)}.",
        )
    tahun = rule.masa_pangkat_tahun
    return [
        syarat(
            f"masa_pangkat_kurang_{tahun}_tahun",
            rule.sumber,
            terpenuhi=untuk is None or awal <= untuk,
            teks=f"Sekurang-kurangnya {tahun} tahun dalam pangkat sejak "
            f"{tanggal_panjang(fakta.tmt_golongan)}: paling awal {tanggal_panjang(awal)}.",
            upaya=f"Tunggu sampai periode {tanggal_panjang(awal)}.",
            sejak=awal,
        ),
        *periode.alasan,
        syarat_predikat(fakta.predikat, rule.jumlah_predikat, rule),
        syarat_hukdis(fakta.hukdis_aktif, rule, "yang sedang dijalani"),
    ]


def syarat_predikat(predikat: Sequence[Predikat | None], jumlah: int, rule: SyaratKp) -> Alasan:
    """The latest ratings reach the least one; raises DataKurangError when too few.

    Not judged while a year is not rated yet and no other fails.
    """
    last = predikat_terakhir(predikat, jumlah)
    return syarat(
        "predikat_kinerja",
        rule.sumber,
        terpenuhi=predikat_cukup(last, rule.predikat_minimal),
        teks=f"Predikat kinerja {jumlah} tahun terakhir paling rendah {rule.predikat_minimal}: "
        f"{predikat_teks(last)}.",
        upaya=f"Predikat {rule.predikat_minimal} selama {jumlah} tahun terakhir.",
    )


def syarat_hukdis(hukdis: TingkatHukdis | None, rule: SyaratKp, kapan: str) -> Alasan:
    """No penalty of a level that stands in the way."""
    blocked = hukdis in rule.hukdis_menghalangi
    return syarat(
        "hukuman_disiplin",
        rule.sumber,
        terpenuhi=not blocked,
        teks=f"Hukuman disiplin {kapan}: {hukdis.label if hukdis else 'tidak ada'}.",
        upaya="Tunggu sampai hukuman disiplin selesai dijalani.",
    )


def syarat_ujian(fakta: FaktaKp, baru: Golongan, aturan: AturanKp) -> HasilUjian:
    """The examination, where the move needs one."""
    return ujian_check(
        fakta.golongan,
        baru,
        aturan.ujian,
        lulus=fakta.ujian_dinas,
        pendidikan=fakta.pendidikan,
        diklat=fakta.diklat,
    )


def syarat_puncak(golongan: Golongan, rule: SyaratKp) -> Alasan:
    """Refusal: there is no golongan above."""
    return syarat(
        "pangkat_tertinggi",
        rule.sumber,
        terpenuhi=False,
        teks=f"Golongan {golongan} sudah yang tertinggi.",
    )


def kp_hasil(
    jenis: JenisKp,
    rows: Sequence[Alasan],
    baru: Golongan | None,
    tmt: date,
    awal: date,
    *,
    golongan_tertinggi: Golongan | None = None,
    bebas_ujian_dinas: str | None = None,
) -> HasilKp:
    """The answer of one kind: the TMT only when nothing fails."""
    ok = memenuhi(rows)
    return HasilKp(
        jenis,
        tuple(rows),
        golongan_baru=baru,
        tmt_kp=tmt if ok else None,
        tmt_paling_awal=awal,
        golongan_tertinggi=golongan_tertinggi,
        bebas_ujian_dinas=bebas_ujian_dinas,
    )
