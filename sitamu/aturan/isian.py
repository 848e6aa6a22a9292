"""What each area takes: the `input` of a worked case as a typed, closed record."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Annotated, Any, Final, Literal, TypeVar, get_args

import msgspec
from msgspec import Meta, Struct

from kepegawaian.rules.cuti import JenisCuti, SebabCuti
from kepegawaian.rules.hukdis import TingkatHukdis
from kepegawaian.rules.jabatan import JenisJabatan, Jenjang
from kepegawaian.rules.kinerja import Predikat
from kepegawaian.rules.kp_pengabdian import SebabPengabdian
from kepegawaian.rules.pensiun import JenisPensiun, SebabBerhenti
from kepegawaian.rules.ujian_dinas import UjianDinas
from sitamu.aturan.errors import IsianInvalidError, IsianKurangError

PALING_AWAL: Final = date(1900, 1, 1)
PALING_AKHIR: Final = date(2200, 12, 31)

Tahun = Annotated[int, Meta(ge=0, le=99)]
Bulan = Annotated[int, Meta(ge=0, le=11)]
Hari = Annotated[int, Meta(ge=0, le=366)]
Teks = Annotated[str, Meta(max_length=200)]
Kode = Annotated[str, Meta(max_length=20)]


class Isian(Struct, kw_only=True, forbid_unknown_fields=True):
    """A closed record: an unknown key is an error."""


class MasaIsian(Isian):
    """Whole years and 0-11 months."""

    tahun: Tahun
    bulan: Bulan


class PekerjaanIsian(Isian):
    """One unbroken job."""

    tahun: Tahun
    bulan: Bulan
    hari: Annotated[int, Meta(ge=0, le=31)] = 0


class CutiIsian(Isian):
    """One CLTN: first day of leave, day of return."""

    mulai: date
    selesai: date


class BarisCutiIsian(Isian):
    """One leave that was granted, both days inclusive."""

    jenis: JenisCuti
    mulai: date
    selesai: date


class PemakaianIsian(Isian):
    """Annual leave of one calendar year, in working days."""

    tahun: Annotated[int, Meta(ge=1900, le=2200)]
    terpakai: Hari = 0
    tambahan: Hari = 0
    ditangguhkan: Hari = 0
    cuti_besar: bool = False


class PermohonanCutiIsian(Isian):
    """A request for leave. `sejak`: first year whose annual leave is recorded, that of
    `mulai_kerja` when left out; `bawaan_sejak`: days carried into it.
    """

    jenis_pegawai: Literal["PNS", "CPNS", "PPPK"]
    mulai_kerja: date
    jenis: JenisCuti
    mulai: date
    selesai: date
    hari_ini: date
    sebab: SebabCuti = SebabCuti.UMUM
    perjalanan_hari: Annotated[int, Meta(ge=0, le=60)] = 0
    tempat_jauh: bool = False
    persalinan: Annotated[int, Meta(ge=0, le=20)] | None = None
    riwayat: Annotated[list[BarisCutiIsian], Meta(max_length=200)] = []
    sejak: Annotated[int, Meta(ge=1900, le=2200)] | None = None
    bawaan_sejak: Hari | None = None
    pemakaian: Annotated[list[PemakaianIsian], Meta(max_length=60)] = []
    hari_per_minggu: Literal[5, 6] = 5


class PenilaianIsian(Isian):
    """A rating over so many months."""

    predikat: Predikat
    bulan: Annotated[int, Meta(ge=1, le=12)]


class TercatatIsian(Isian):
    """What the record says of the person."""

    tanggal_lahir: date | None = None
    jenis_kelamin: Literal["L", "P"] | None = None
    tmt_cpns: date | None = None


class NipIsian(Isian):
    nip: Teks
    jenis_pegawai: Literal["PNS", "CPNS", "PPPK"]
    data_tercatat: TercatatIsian | None = None


class NikIsian(Isian):
    nik: Teks
    data_tercatat: TercatatIsian | None = None


class JabatanIsian(Isian):
    """Birth and post; `golongan` may be given and changes nothing."""

    tanggal_lahir: date
    jenis_jabatan: JenisJabatan
    jenjang: Jenjang | None = None
    nama_jabatan: Teks | None = None
    profesor: bool = False
    golongan: Kode | None = None


class ApsIsian(Isian):
    tanggal_lahir: date
    masa_kerja_pensiun: MasaIsian
    tmt_berhenti: date


class KpRegulerIsian(Isian):
    """`hukdis_aktif` null: none is being served; `ujian_dinas` null: not passed."""

    jenis_pegawai: Literal["PNS", "CPNS", "PPPK"]
    jenis_jabatan: JenisJabatan
    golongan: Kode
    tmt_golongan: date
    pendidikan: Kode
    predikat_2_tahun: Annotated[list[Predikat], Meta(max_length=20)]
    hukdis_aktif: TingkatHukdis | None
    ujian_dinas: UjianDinas | None
    diklat: Kode | None = None
    jenjang: Jenjang | None = None
    golongan_atasan: Kode | None = None
    untuk_periode: date | None = None
    tmt_cpns: date | None = None


class KpPeriodeIsian(Isian):
    tmt_golongan: date
    syarat_tahun: Annotated[int, Meta(ge=0, le=40)]


class KpJendelaIsian(Isian):
    tmt_kp: date


class KpPengabdianIsian(Isian):
    """`hukdis_1_tahun` null: none in the last year."""

    masa_kerja_pns: MasaIsian
    masa_dalam_pangkat: MasaIsian
    predikat_1_tahun: Predikat
    hukdis_1_tahun: TingkatHukdis | None
    sebab: SebabPengabdian = SebabPengabdian.BUP
    golongan: Kode | None = None
    tanggal: date | None = None


class AngkaKreditIsian(Isian):
    """`saldo`: points brought along inside the level, two decimals count."""

    jenjang: Jenjang
    golongan: Kode
    tahun_dalam_pangkat: Tahun
    penilaian: Annotated[list[PenilaianIsian], Meta(max_length=100)]
    saldo: Annotated[float, Meta(ge=0, le=1000)] = 0


class KgbIsian(Isian):
    """`mkg` on `tmt`, or `golongan_lama` and `mkg_lama` before a promotion on that day."""

    jenis_pegawai: Literal["PNS", "CPNS", "PPPK"]
    golongan: Kode
    tmt: date
    mkg: MasaIsian | None = None
    golongan_lama: Kode | None = None
    mkg_lama: MasaIsian | None = None
    peristiwa: Literal["pengangkatan", "kenaikan_pangkat", "kgb", "pmk"] | None = None
    penundaan_bulan: Annotated[int, Meta(ge=0, le=120)] = 0
    predikat_1_tahun: Predikat | None = None
    lama_perjanjian_tahun: Tahun | None = None
    predikat_2_tahun: Annotated[list[Predikat], Meta(max_length=20)] | None = None


class GajiIsian(Isian):
    jenis_pegawai: Literal["PNS", "CPNS", "PPPK"]
    golongan: Kode
    mkg: MasaIsian
    status: Literal["PNS", "CPNS", "PPPK"] | None = None


class MasaKerjaIsian(Isian):
    tmt_cpns: date
    golongan_awal: Kode
    golongan_kini: Kode
    tanggal: date
    pmk: MasaIsian
    cltn: Annotated[list[CutiIsian], Meta(max_length=20)] = []


class PmkIsian(Isian):
    """`swasta` counts in part, `penuh` (government and the like) in full."""

    swasta: Annotated[list[PekerjaanIsian], Meta(max_length=50)] | None = None
    penuh: Annotated[list[PekerjaanIsian], Meta(max_length=50)] | None = None
    golongan: Kode | None = None


class PensiunPokokIsian(Isian):
    jenis: JenisPensiun
    golongan: Kode
    mkg: MasaIsian
    masa_kerja_pensiun: MasaIsian | None = None
    jumlah_istri: Annotated[int, Meta(ge=1, le=4)] | None = None


class HakPensiunIsian(Isian):
    sebab: SebabBerhenti
    masa_kerja_pensiun: MasaIsian | None = None
    masa_kerja_pns: MasaIsian | None = None
    usia: Annotated[int, Meta(ge=0, le=120)] | None = None
    tanggal_hilang: date | None = None


class HakAnakIsian(Isian):
    tanggal_lahir_anak: date
    tanggal_wafat_pegawai: date
    pernah_nikah: bool
    berpenghasilan: bool


S = TypeVar("S", bound=Isian)

_TEMPAT: Final = re.compile(r" - at `\$\.?(?P<bidang>[^`]*)`$")
_PERIKSA: Final = (
    (re.compile(r"^Expected `date`|^Invalid RFC3339"), "harus tanggal berbentuk 2026-12-31."),
    (re.compile(r"^Expected `(int|float)` >= (?P<batas>\d+)"), "paling kecil {batas}."),
    (re.compile(r"^Expected `(int|float)` <= (?P<batas>\d+)"), "paling besar {batas}."),
    (re.compile(r"^Expected `float"), "harus bilangan."),
    (re.compile(r"^Expected `int|^Integer"), "harus bilangan bulat."),
    (re.compile(r"^Expected `bool"), "harus true atau false."),
    (re.compile(r"^Expected `object|^Expected `array"), "bentuknya tidak sesuai."),
    (re.compile(r"^Expected `str` of length"), "terlalu panjang."),
    (re.compile(r"^Expected `array` of length"), "terlalu banyak."),
    (re.compile(r"^Expected `str"), "harus teks."),
    (re.compile(r"^Invalid enum value"), "bukan pilihan yang dikenal."),
    (re.compile(r"^Object missing required field `(?P<isi>[^`]*)`"), "belum lengkap."),
    (re.compile(r"^Object contains unknown field"), "berisi kunci yang tidak dikenal."),
)


def isian_read(masukan: object, bentuk: type[S]) -> S:
    """The typed record of one area.

    Raises IsianKurangError naming every fact that is not there, IsianInvalidError naming the
    field that is unknown or of the wrong kind, also for a date outside 1900 to 2200.
    """
    if not isinstance(masukan, dict):
        raise IsianInvalidError({"isi": "harus objek JSON."})
    fields = {field.name: field for field in msgspec.structs.fields(bentuk)}
    if unknown := [str(key) for key in masukan if key not in fields]:
        raise IsianInvalidError({key[:40]: "tidak dikenal." for key in unknown[:10]})
    needed = [
        name
        for name, field in fields.items()
        if field.required and (name not in masukan or _missing(masukan[name], field.type))
    ]
    if needed:
        raise IsianKurangError(needed)
    try:
        isian = msgspec.convert(masukan, bentuk)
    except msgspec.ValidationError as error:
        raise _refusal(str(error), {name: field.type for name, field in fields.items()}) from None
    for name in fields:
        for day in _dates(getattr(isian, name)):
            if not PALING_AWAL <= day <= PALING_AKHIR:
                raise IsianInvalidError({name: "harus antara tahun 1900 dan 2200."})
    return isian


def _missing(value: object, kind: Any) -> bool:
    """A null where null says nothing."""
    return value is None and type(None) not in getattr(kind, "__args__", ())


def _refusal(pesan: str, kinds: Mapping[str, Any]) -> IsianInvalidError:
    tempat = _TEMPAT.search(pesan)
    bidang = tempat["bidang"] if tempat else "isi"
    found = ((pattern.search(pesan), teks) for pattern, teks in _PERIKSA)
    teks = next((teks.format_map(hit.groupdict()) for hit, teks in found if hit), "tidak sah.")
    if pesan.startswith("Invalid enum value"):
        choices = ", ".join(_choices(kinds.get(bidang.split("[")[0])))
        teks = f"pilih salah satu: {choices}." if choices else teks
    return IsianInvalidError({bidang: teks})


def _choices(kind: Any) -> Iterator[str]:
    """Values of every enum and Literal inside a type."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield from (str(item.value) for item in kind)
    for part in get_args(kind):
        if isinstance(part, str):
            yield part
        else:
            yield from _choices(part)


def _dates(value: object) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _dates(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from _dates(item)
