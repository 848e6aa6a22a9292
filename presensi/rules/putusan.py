"""What one tap is worth: accepted, to be looked at, refused, or to be taken again.

The order of the tests and every figure's meaning follow the sheet on presensi, section 5.3; the
figures are a dated parameter (`PRESENSI_KETUKAN`). A signal asks people to look: it never refuses
by itself, nothing here punishes, and a tap is refused only for lying outside every place or for
being used before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from presensi.rules.geofence import (
    M_PER_DERAJAT,
    JarakTempat,
    TempatAturan,
    Titik,
    jarak_titik_m,
    tempat_terdekat,
)


class Putusan(StrEnum):
    """TERIMA and TINJAU count until somebody decides otherwise; TOLAK counts only on appeal."""

    TERIMA = "TERIMA"
    TINJAU = "TINJAU"
    TOLAK = "TOLAK"
    ULANG = "ULANG"

    @property
    def label(self) -> str:
        return _PUTUSAN_LABEL[self]


class Penerimaan(StrEnum):
    """What became of the request, whatever the tap is worth."""

    DIBUAT = "dibuat"
    SUDAH_ADA = "sudah_ada"
    DITOLAK = "ditolak"
    ULANGI = "ulangi"


class Arah(StrEnum):
    """What the person says the tap is; the server never turns one into the other."""

    MASUK = "MASUK"
    PULANG = "PULANG"

    @property
    def label(self) -> str:
        return {Arah.MASUK: "Masuk", Arah.PULANG: "Pulang"}[self]


class Sumber(StrEnum):
    """Where a tap came from. A web page proves less than the application on a known phone."""

    APLIKASI = "APLIKASI"
    WEB = "WEB"
    IMPOR = "IMPOR"

    @property
    def label(self) -> str:
        return {
            Sumber.APLIKASI: "Aplikasi ponsel",
            Sumber.WEB: "Halaman web",
            Sumber.IMPOR: "Impor",
        }[self]


class Tanda(StrEnum):
    """Why a tap is not simply accepted; JAM_PERANGKAT and LAYAR_KANTOR are only noted."""

    REPLAY = "REPLAY"
    FIX_BASI = "FIX_BASI"
    TANPA_POSISI = "TANPA_POSISI"
    TANPA_TEMPAT = "TANPA_TEMPAT"
    DI_LUAR_RADIUS = "DI_LUAR_RADIUS"
    BATAS = "BATAS"
    AKURASI = "AKURASI"
    AKURASI_JANGGAL = "AKURASI_JANGGAL"
    MOCK = "MOCK"
    KECEPATAN = "KECEPATAN"
    TITIK_BERULANG = "TITIK_BERULANG"
    PERANGKAT_BERSAMA = "PERANGKAT_BERSAMA"
    PERANGKAT_BARU = "PERANGKAT_BARU"
    WEB = "WEB"
    TANPA_FOTO = "TANPA_FOTO"
    LAYAR_KANTOR = "LAYAR_KANTOR"
    JAM_PERANGKAT = "JAM_PERANGKAT"
    LURING = "LURING"
    LEWAT_JENDELA = "LEWAT_JENDELA"

    @property
    def label(self) -> str:
        return _TANDA_LABEL[self]


_PUTUSAN_LABEL: Final = {
    Putusan.TERIMA: "Diterima",
    Putusan.TINJAU: "Ditinjau",
    Putusan.TOLAK: "Ditolak",
    Putusan.ULANG: "Ulangi",
}
_TANDA_LABEL: Final = {
    Tanda.REPLAY: "Ketukan ini sudah pernah dipakai.",
    Tanda.FIX_BASI: "Posisi diambil terlalu lama sebelum ketukan.",
    Tanda.TANPA_POSISI: "Ponsel tidak memberi posisi.",
    Tanda.TANPA_TEMPAT: "Belum ada tempat presensi untuk Anda pada tanggal ini.",
    Tanda.DI_LUAR_RADIUS: "Posisi di luar semua tempat presensi Anda.",
    Tanda.BATAS: "Posisi di tepi area; ketelitian ponsel menentukan.",
    Tanda.AKURASI: "Ketelitian posisi terlalu rendah.",
    Tanda.AKURASI_JANGGAL: "Ketelitian posisi tertulis 0 m.",
    Tanda.MOCK: "Ponsel menandai posisi dari aplikasi lain.",
    Tanda.KECEPATAN: "Terlalu jauh dari ketukan sebelumnya untuk ditempuh dalam waktu itu.",
    Tanda.TITIK_BERULANG: "Posisi sama persis dengan ketukan-ketukan sebelumnya.",
    Tanda.PERANGKAT_BERSAMA: "Ponsel ini juga terdaftar untuk orang lain.",
    Tanda.PERANGKAT_BARU: "Ponsel ini belum disetujui.",
    Tanda.WEB: "Lewat halaman web, di luar jaringan kantor.",
    Tanda.TANPA_FOTO: "Tempat ini meminta foto, dan fotonya tidak ada.",
    Tanda.LAYAR_KANTOR: "Kode di layar kantor dipindai saat itu.",
    Tanda.JAM_PERANGKAT: "Jam ponsel berbeda dari jam server.",
    Tanda.LURING: "Dicatat tanpa sinyal, dikirim kemudian.",
    Tanda.LEWAT_JENDELA: "Dikirim melewati batas waktu catatan tanpa sinyal.",
}


DICATAT: Final = frozenset({Tanda.JAM_PERANGKAT, Tanda.LAYAR_KANTOR})
# What the superior can answer, who knows where people were; every other doubt is for officers.
UNTUK_ATASAN: Final = frozenset(
    {
        Tanda.LURING,
        Tanda.LEWAT_JENDELA,
        Tanda.WEB,
        Tanda.TANPA_FOTO,
        Tanda.TANPA_POSISI,
        Tanda.PERANGKAT_BARU,
        *DICATAT,
    }
)


@dataclass(frozen=True, slots=True)
class AturanKetukan:
    """Figures of one version of PRESENSI_KETUKAN; every edge still passes.

    `titik_sama_maks`: so many earlier taps of the same person at the very same point (six
    decimals) within `jejak_hari` are ordinary. `jendela_luring_jam`: a tap sent later than this is
    marked once more; older than `luring_ditolak_hari` it is not taken.
    """

    akurasi_maks_m: int
    umur_fix_maks_detik: int
    kecepatan_maks_kmj: int
    selisih_jam_maks_detik: int
    jendela_luring_jam: int
    luring_ditolak_hari: int
    titik_sama_maks: int
    jejak_hari: int


@dataclass(frozen=True, slots=True)
class JejakKetukan:
    """An earlier tap: where, how exactly, when."""

    titik: Titik
    akurasi_m: float
    pada: datetime


@dataclass(frozen=True, slots=True)
class FaktaKetukan:
    """What is known about one tap when it arrives. Instants are aware.

    `offset_detik`: server minus phone, as measured when the phone last heard from the server.
    `berlalu_detik`: seconds by the phone's own running clock between tap and sending, which no
    change of the wall clock touches; None when the phone restarted in between. `di_mana_saja`: a
    document allows tapping anywhere that day. `foto_kurang`: a place asks web taps for a photo and
    there is none; `layar_kantor`: the code on the screen of an office was scanned just then.
    """

    diterima_pada: datetime
    titik: Titik | None
    akurasi_m: float
    tempat: Sequence[TempatAturan]
    sumber: Sumber = Sumber.APLIKASI
    umur_fix_detik: float = 0
    perangkat_pada: datetime | None = None
    luring: bool = False
    offset_detik: float = 0
    berlalu_detik: float | None = None
    mock: bool = False
    nonce_terpakai: bool = False
    di_mana_saja: bool = False
    jaringan_kantor: bool = False
    foto_kurang: bool = False
    layar_kantor: bool = False
    perangkat_menunggu: bool = False
    perangkat_bersama: bool = False
    titik_sama: int = 0
    sebelumnya: JejakKetukan | None = None


@dataclass(frozen=True, slots=True)
class HasilKetukan:
    """`pada`: the time that counts. `jarak_m`: from the nearest place, see JarakTempat.

    `tempat`: None when the tap was not taken at a place.
    """

    putusan: Putusan
    tanda: tuple[Tanda, ...]
    pada: datetime
    tempat: TempatAturan | None = None
    jarak_m: float | None = None


def waktu_dipakai(fakta: FaktaKetukan, *, selisih_maks_detik: int) -> tuple[datetime, bool]:
    """The time that counts, and whether the phone's clock disagrees with it by more than allowed.

    With signal the server's. Without, the running clock of the phone counted back from arrival;
    failing that the phone's time plus its last measured offset. Never later than arrival.
    """
    limit = timedelta(seconds=selisih_maks_detik)
    if fakta.perangkat_pada is None:
        return fakta.diterima_pada, False
    if not fakta.luring:
        skew = abs(fakta.perangkat_pada - fakta.diterima_pada)
        return fakta.diterima_pada, skew > limit
    by_wall = fakta.perangkat_pada + timedelta(seconds=fakta.offset_detik)
    if fakta.berlalu_detik is not None:
        running = fakta.diterima_pada - timedelta(seconds=fakta.berlalu_detik)
        return running, abs(running - by_wall) > limit
    if by_wall > fakta.diterima_pada:
        return fakta.diterima_pada, by_wall - fakta.diterima_pada > limit
    return by_wall, False


def ketukan_judge(fakta: FaktaKetukan, aturan: AturanKetukan) -> HasilKetukan:
    """The verdict on one tap, by the first test that refuses or by all signals together."""
    pada, clock_differs = waktu_dipakai(fakta, selisih_maks_detik=aturan.selisih_jam_maks_detik)
    if fakta.nonce_terpakai:
        return HasilKetukan(Putusan.TOLAK, (Tanda.REPLAY,), pada)
    stale = fakta.umur_fix_detik > aturan.umur_fix_maks_detik
    if stale and not fakta.luring:  # yesterday's tap cannot be taken again
        return HasilKetukan(Putusan.ULANG, (Tanda.FIX_BASI,), pada)
    where = None if fakta.titik is None else tempat_terdekat(fakta.tempat, fakta.titik)
    beyond = where is not None and where.tepi_m > min(fakta.akurasi_m, aturan.akurasi_maks_m)
    if where is not None and beyond and not fakta.di_mana_saja:
        tanda = (Tanda.DI_LUAR_RADIUS, *_late(fakta, pada, aturan, clock_differs=clock_differs))
        return HasilKetukan(Putusan.TOLAK, tanda, pada, None, round(where.jarak_m, 1))
    signals = (*_place(fakta, where, aturan), *_trust(fakta, pada, aturan))
    signals += (Tanda.FIX_BASI,) * stale + _late(fakta, pada, aturan, clock_differs=clock_differs)
    doubts = [signal for signal in signals if signal not in DICATAT]
    return HasilKetukan(
        Putusan.TINJAU if doubts else Putusan.TERIMA,
        signals,
        pada,
        where.tempat if where and not beyond else None,
        round(where.jarak_m, 1) if where else None,
    )


def _place(
    fakta: FaktaKetukan, where: JarakTempat | None, aturan: AturanKetukan
) -> tuple[Tanda, ...]:
    """Signals about where the tap was taken."""
    if fakta.titik is None:
        return (Tanda.TANPA_POSISI,)
    found: list[Tanda] = []
    if where is None and not fakta.di_mana_saja:
        found.append(Tanda.TANPA_TEMPAT)
    if where is not None and not where.di_dalam and not fakta.di_mana_saja:
        found.append(Tanda.BATAS)
    if fakta.akurasi_m > aturan.akurasi_maks_m:
        found.append(Tanda.AKURASI)
    if fakta.akurasi_m <= 0:
        found.append(Tanda.AKURASI_JANGGAL)
    return tuple(found)


def _trust(fakta: FaktaKetukan, pada: datetime, aturan: AturanKetukan) -> tuple[Tanda, ...]:
    """Signals about phone and person. The web page's position proves nothing either way."""
    held = {
        Tanda.MOCK: fakta.mock,
        Tanda.KECEPATAN: _too_fast(fakta, pada, aturan),
        Tanda.TITIK_BERULANG: fakta.titik_sama > aturan.titik_sama_maks,
        Tanda.PERANGKAT_BERSAMA: fakta.perangkat_bersama,
        Tanda.PERANGKAT_BARU: fakta.perangkat_menunggu,
        Tanda.WEB: fakta.sumber is Sumber.WEB and not fakta.jaringan_kantor,
        Tanda.TANPA_FOTO: fakta.foto_kurang and not fakta.jaringan_kantor,
        Tanda.LAYAR_KANTOR: fakta.layar_kantor,
    }
    return tuple(signal for signal, holds in held.items() if holds)


def _too_fast(fakta: FaktaKetukan, pada: datetime, aturan: AturanKetukan) -> bool:
    """Faster than the limit even when both points lie as near as their accuracies allow."""
    before = fakta.sebelumnya
    if before is None or fakta.titik is None:
        return False
    seconds = abs((pada - before.pada).total_seconds())
    reach_m = aturan.kecepatan_maks_kmj * seconds / 3.6 + before.akurasi_m + fakta.akurasi_m
    if _at_most_m(before.titik, fakta.titik) <= reach_m:
        return False
    return jarak_titik_m(before.titik, fakta.titik) > reach_m


def _at_most_m(a: Titik, b: Titik) -> float:
    """No distance over the sphere is longer: first along the meridian, then along the parallel."""
    return (abs(a.lintang - b.lintang) + abs(a.bujur - b.bujur)) * M_PER_DERAJAT


def _late(
    fakta: FaktaKetukan, pada: datetime, aturan: AturanKetukan, *, clock_differs: bool
) -> tuple[Tanda, ...]:
    """Signals about time."""
    found = (Tanda.JAM_PERANGKAT,) * clock_differs
    if fakta.luring:
        found += (Tanda.LURING,)
        if fakta.diterima_pada - pada > timedelta(hours=aturan.jendela_luring_jam):
            found += (Tanda.LEWAT_JENDELA,)
    return found
