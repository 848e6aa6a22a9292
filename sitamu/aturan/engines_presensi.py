"""Adapters of attendance: from the `input` of a worked case to the rules of presensi and back.

Patterns, holidays and Ramadan are those of the portal; percentages those of the TPP rule set in
force on the day.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta

from kepegawaian.rules.alasan import Alasan
from kepegawaian.selectors.aturan import PustakaAturan, sumber
from presensi.errors import TempatInvalidError
from presensi.rules.geofence import TempatAturan, Titik, tempat_check
from presensi.rules.hari import TIDAK_MASUK, FaktaHari, HasilHari, Ketuk, StatusHari, hari_nilai
from presensi.rules.jadwal import (
    BarisRoster,
    Fleksibel,
    JenisFleksibel,
    KalenderHari,
    Pola,
    Rencana,
    rencana_hari,
)
from presensi.rules.penjadwal import Penjadwal, hari_dalam
from presensi.rules.pp94 import HitunganAlpa, pp94_peringatan
from presensi.rules.putusan import AturanKetukan, FaktaKetukan, JejakKetukan, ketukan_judge
from presensi.rules.tpp.aturan import NOL, Sesi
from presensi.rules.tpp.disiplin import HariFakta, kejadian_bulan
from presensi.rules.tpp.hitung import angka
from presensi.selectors.aturan import pp94_read
from presensi.selectors.rencana import penjadwal_load
from sitamu.aturan.area import Area, Jawaban
from sitamu.aturan.engines_tpp import TppIsian, rule_set_of
from sitamu.aturan.errors import IsianInvalidError
from sitamu.aturan.isian import PALING_AKHIR, PALING_AWAL, Isian, Kode
from sitamu.inti.errors import DataKurangError

Waktu = Annotated[str, Meta(max_length=40)]
Menit = Annotated[int, Meta(ge=0, le=240)]
HARI_MAKS: Final = 366
Lintang = Annotated[float, Meta(ge=-85, le=85)]
Bujur = Annotated[float, Meta(ge=-180, le=180)]
WITA: Final = ZoneInfo("Asia/Makassar")


class KetukIsian(Isian):
    """One tap; `waktu` local, or with its offset."""

    jenis: Literal["MASUK", "PULANG"]
    waktu: Waktu


class DokumenIsian(Isian):
    """A letter: of duty travel with its hours, of leave with its code, of flexible place."""

    jenis: Literal["SURAT_TUGAS", "CUTI", "SAKIT", "IZIN", "WFA", "TUGAS_BELAJAR"]
    kode: Kode | None = None
    mulai: Waktu | None = None
    selesai: Waktu | None = None


class FwaIsian(Isian):
    geser_menit: Menit


class ApelIsian(Isian):
    hadir: bool


class HariIsian(TppIsian, kw_only=True):
    """One day of one person. `shift`: of a shift pattern, or LEPAS, LIBUR."""

    tanggal: date
    jadwal: Kode
    presensi: Annotated[list[KetukIsian], Meta(max_length=100)] = []
    dokumen: Annotated[list[DokumenIsian], Meta(max_length=20)] = []
    shift: Kode | None = None
    zona: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] = "Asia/Makassar"
    fwa: FwaIsian | None = None
    apel: ApelIsian | None = None
    laporan: bool = False


class CutiHariIsian(Isian):
    """Days of leave by the person's own pattern, both inclusive."""

    mulai: date
    selesai: date
    jadwal: Kode


class SudutIsian(Isian):
    """A corner of a polygon."""

    lat: Lintang
    lon: Bujur


class LokasiIsian(Isian):
    """A circle, or a polygon with a strip of `radius_m` around it."""

    id: Kode
    lat: Lintang
    lon: Bujur
    radius_m: Annotated[float, Meta(ge=0, le=100_000)]
    poligon: Annotated[list[SudutIsian], Meta(max_length=200)] = []


class TapIsian(Isian):
    """One tap as a phone reports it; times local or with their offset."""

    lat: Lintang
    lon: Bujur
    akurasi_m: Annotated[float, Meta(ge=0, le=1_000_000)]
    waktu_server: Waktu
    waktu_perangkat: Waktu | None = None
    umur_fix_detik: Annotated[float, Meta(ge=0, le=1_000_000)] = 0
    offset_sinkron_detik: Annotated[float, Meta(ge=-1_000_000, le=1_000_000)] = 0
    luring: bool = False
    mock: bool = False
    nonce: Kode | None = None


class GeofenceIsian(Isian):
    lokasi: Annotated[list[LokasiIsian], Meta(max_length=50)]
    tap: TapIsian
    tap_sebelumnya: TapIsian | None = None
    nonce_terpakai: Annotated[list[Kode], Meta(max_length=100)] = []


class Pp94Isian(Isian):
    alpa_kumulatif_tahun: Annotated[int, Meta(ge=0, le=366)]
    alpa_beruntun: Annotated[int, Meta(ge=0, le=400)]


def _hari(isian: HariIsian, pustaka: PustakaAturan) -> Jawaban:
    zona = ZoneInfo(isian.zona)
    aturan, steps = rule_set_of(isian, pustaka, on=isian.tanggal)
    rencana, assumed = _plan(isian, zona)
    hasil = hari_nilai(rencana, _facts(isian, zona))
    events = kejadian_bulan([_fakta_tpp(hasil, rencana, isian.apel)], aturan)
    isi = {
        "tanggal": isian.tanggal,
        "status": hasil.status.value,
        "kode": [row.kode for row in events if row.persen or row.kode.startswith("TANPA")],
        "menit_terlambat": hasil.terlambat_menit,
        "menit_pulang_cepat": hasil.pulang_cepat_menit,
        "potongan_persen": angka(sum((row.persen for row in events), NOL)),
    }
    if hasil.harus_pulang is not None:
        isi["harus_pulang"] = _local(hasil.harus_pulang, zona)
    return Jawaban(isi, [*assumed, *_steps(rencana, hasil), *steps])


def _fakta_tpp(hasil: HasilHari, rencana: Rencana, apel: ApelIsian | None) -> HariFakta:
    missed = (
        apel is not None and not apel.hadir and hasil.status is StatusHari.HADIR and not rencana.sif
    )
    return HariFakta(
        hasil.tanggal,
        hasil.status.value,
        hasil.terlambat_menit,
        hasil.pulang_cepat_menit,
        tanpa_masuk=hasil.tanpa_masuk,
        tanpa_pulang=hasil.tanpa_pulang,
        tidak_apel=(Sesi.SEHARI,) if missed else (),
        ramadan=rencana.ramadan,
    )


def _facts(isian: HariIsian, zona: ZoneInfo) -> FaktaHari:
    letters, away = [], None
    for row in isian.dokumen:
        mulai, selesai = _when(row.mulai, zona), _when(row.selesai, zona)
        if row.jenis == "SURAT_TUGAS":
            if mulai is None or selesai is None or selesai <= mulai:
                raise IsianInvalidError({"dokumen": "surat tugas butuh mulai, lalu selesai."})
            letters.append((mulai, selesai))
        elif row.jenis != "WFA" and _holds(isian.tanggal, mulai, selesai):
            away = _away(row)
    ketukan = [Ketuk(tap.jenis, _instant(tap.waktu, zona)) for tap in isian.presensi]
    return FaktaHari(ketukan, away, letters, laporan=isian.laporan)


def _holds(tanggal: date, mulai: datetime | None, selesai: datetime | None) -> bool:
    """Whether a letter of whole days holds on the date; one without dates is about it."""
    return (mulai is None or mulai.date() <= tanggal) and (
        selesai is None or tanggal <= selesai.date()
    )


def _away(row: DokumenIsian) -> StatusHari:
    kode = row.kode or row.jenis
    if kode not in set(TIDAK_MASUK):
        raise IsianInvalidError({"dokumen": f"pilih salah satu: {', '.join(sorted(TIDAK_MASUK))}."})
    return StatusHari(kode)


def _plan(isian: HariIsian, zona: ZoneInfo) -> tuple[Rencana, list[Alasan]]:
    """The plan, and what had to be assumed for it."""
    flexible = []
    if isian.fwa is not None:
        flexible.append(Fleksibel(JenisFleksibel.WAKTU, isian.fwa.geser_menit))
    if any(row.jenis == "WFA" for row in isian.dokumen):
        flexible.append(Fleksibel(JenisFleksibel.TEMPAT))
    penjadwal = penjadwal_load(isian.tanggal, isian.tanggal)
    kalender, assumed = _calendar(penjadwal.kalender, isian.tanggal)
    plan = rencana_hari(
        isian.tanggal,
        _pattern(penjadwal, isian.jadwal, isian.tanggal),
        kalender,
        zona,
        roster=BarisRoster(isian.shift) if isian.shift else None,
        fleksibel=flexible,
    )
    return plan, assumed


def _calendar(kalender: KalenderHari, tanggal: date) -> tuple[KalenderHari, list[Alasan]]:
    """The office calendar; a supposed day of a year not loaded is taken for an ordinary one.

    The office itself never does: there such a day waits for its calendar.
    """
    if tanggal.year in kalender.tahun:
        return kalender, []
    none = (tanggal.replace(month=12, day=31), tanggal.replace(month=1, day=1))
    ordinary = KalenderHari({}, frozenset({tanggal.year}), (none,))
    step = Alasan(
        f"Hari libur dan Ramadan {tanggal.year} belum dimuat: dianggap hari biasa.",
        "perkiraan",
        "kalender",
        terpenuhi=None,
    )
    return ordinary, [step]


def _pattern(penjadwal: Penjadwal, kode: str, tanggal: date) -> Pola:
    pola = penjadwal.pola(kode, tanggal)
    if pola is None:
        raise DataKurangError(f"jadwal {kode} pada {tanggal:%d-%m-%Y}")
    return pola


def _steps(rencana: Rencana, hasil: HasilHari) -> Iterable[Alasan]:
    jam = rencana.jam_kerja
    duty = f"Jam kerja {jam[0]:%H.%M}-{jam[1]:%H.%M}." if jam else "Bukan hari kerja."
    yield Alasan(duty, f"pola {rencana.pola}", "jadwal")
    yield Alasan(f"Status hari: {hasil.status.label}.", "urutan status hari", "status")


def _cuti(isian: CutiHariIsian, pustaka: PustakaAturan) -> Jawaban:  # noqa: ARG001
    if not 0 <= (isian.selesai - isian.mulai).days < HARI_MAKS:
        raise IsianInvalidError({"selesai": f"harus dalam {HARI_MAKS} hari sejak mulai."})
    penjadwal = penjadwal_load(isian.mulai, isian.selesai)
    days = [
        tanggal
        for tanggal in hari_dalam(isian.mulai, isian.selesai)
        if rencana_hari(
            tanggal, _pattern(penjadwal, isian.jadwal, tanggal), penjadwal.kalender, WITA
        ).libur
        is None
    ]
    return Jawaban(
        {"hari_cuti_terpakai": len(days), "tanggal": days},
        [
            Alasan(
                "Dihitung hari kerja menurut pola pegawai; cuti bersama tidak mengurangi.",
                "PP 11/2017 ps. 312 dan Keppres cuti bersama",
                "cuti_hari_kerja",
            )
        ],
    )


def _pp94(isian: Pp94Isian, pustaka: PustakaAturan) -> Jawaban:
    row = pustaka.baris("PP94_ALPA")
    found = pp94_peringatan(
        HitunganAlpa(isian.alpa_kumulatif_tahun, isian.alpa_beruntun), pp94_read(row.nilai)
    )
    return Jawaban(
        {
            "tingkat": found.tingkat,
            "jenis": found.jenis,
            "gaji_dihentikan_mulai_bulan_berikut": found.gaji_dihentikan,
        },
        [
            Alasan(
                "Peringatan kepada atasan; hukuman disiplin hanya dengan SK sesudah pemeriksaan.",
                row.dasar_hukum,
                "pp94",
                aturan=sumber(row),
            )
        ],
    )


def _geofence(isian: GeofenceIsian, pustaka: PustakaAturan) -> Jawaban:
    row = pustaka.baris("PRESENSI_KETUKAN")
    tap, before = isian.tap, isian.tap_sebelumnya
    tempat = [
        TempatAturan(
            place.id,
            Titik(place.lat, place.lon),
            place.radius_m,
            tuple(Titik(corner.lat, corner.lon) for corner in place.poligon),
        )
        for place in isian.lokasi
    ]
    try:
        for satu in tempat:
            if satu.poligon:
                tempat_check(satu)
    except TempatInvalidError as error:
        raise IsianInvalidError({"lokasi": error.message}) from None
    hasil = ketukan_judge(
        FaktaKetukan(
            diterima_pada=_instant(tap.waktu_server),
            titik=Titik(tap.lat, tap.lon),
            akurasi_m=tap.akurasi_m,
            tempat=tempat,
            umur_fix_detik=tap.umur_fix_detik,
            perangkat_pada=_when(tap.waktu_perangkat, WITA),
            luring=tap.luring,
            offset_detik=tap.offset_sinkron_detik,
            mock=tap.mock,
            nonce_terpakai=tap.nonce is not None and tap.nonce in isian.nonce_terpakai,
            sebelumnya=None
            if before is None
            else JejakKetukan(
                Titik(before.lat, before.lon), before.akurasi_m, _instant(before.waktu_server)
            ),
        ),
        AturanKetukan(**row.nilai),
    )
    return Jawaban(
        {
            "keputusan": hasil.putusan.value,
            "lokasi": hasil.tempat.id if hasil.tempat else None,
            "jarak_m": hasil.jarak_m,
            "waktu_dipakai": _local(hasil.pada, WITA),
        },
        [
            Alasan(tanda.label, row.dasar_hukum, tanda.value, terpenuhi=False, aturan=sumber(row))
            for tanda in hasil.tanda
        ],
        [tanda.value for tanda in hasil.tanda],
    )


def _instant(teks: str, zona: ZoneInfo = WITA) -> datetime:
    pada = _when(teks, zona)
    assert pada is not None  # noqa: S101  # a text is never None
    return pada


def _when(teks: str | None, zona: ZoneInfo) -> datetime | None:
    """An instant from local time or time with offset; raises IsianInvalidError."""
    if teks is None:
        return None
    found: datetime | None
    try:
        found = datetime.fromisoformat(teks)
    except ValueError:
        found = None
    if found is None or not PALING_AWAL <= found.date() <= PALING_AKHIR:
        raise IsianInvalidError({"waktu": "harus waktu berbentuk 2026-12-31T07:30:00."})
    return found.replace(tzinfo=zona) if found.tzinfo is None else found.astimezone(zona)


def _local(pada: datetime, zona: ZoneInfo) -> str:
    """Local time without offset, whole seconds, as the worked cases write it."""
    return pada.astimezone(zona).replace(tzinfo=None).isoformat("T", "seconds")


AREAS_PRESENSI: Final = (
    Area("KLASIFIKASI_HARI", "Status satu hari presensi", HariIsian, _hari),
    Area("GEOFENCE", "Putusan satu ketukan presensi", GeofenceIsian, _geofence),
    Area("CUTI_HARI_KERJA", "Hari cuti menurut pola kerja", CutiHariIsian, _cuti),
    Area("PP94_AMBANG", "Ambang tidak masuk kerja", Pp94Isian, _pp94),
)
