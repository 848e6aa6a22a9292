"""Places and schedules for tests."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from presensi.models import (
    Acara,
    BentukTempat,
    DaftarKertas,
    Dispensasi,
    KerjaFleksibel,
    PemakaianPola,
    PemakaianTempat,
    Pernyataan,
    PesertaTugas,
    PolaJadwal,
    Roster,
    SuratTugas,
    Tempat,
)
from presensi.rules.fakta import JenisPernyataan
from presensi.rules.jadwal import JenisAcara, JenisFleksibel
from presensi.rules.tempat import JenisTempat
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja

DULU = date(2024, 1, 1)
SURAT = "SK Contoh 2/2024"


def tempat(
    unit: UnitKerja, nama: str = "Kantor", lintang: float = -1.3, bujur: float = 123.29, **more: Any
) -> Tempat:
    """A circle of 100 m kept by `unit`; nobody may use it yet."""
    made = Tempat.objects.create(unit=unit, nama=nama, jenis=JenisTempat.KANTOR)
    BentukTempat.objects.create(
        tempat=made,
        **{
            "mulai": DULU,
            "lintang": lintang,
            "bujur": bujur,
            "radius_m": 100,
            "dasar": SURAT,
            **more,
        },
    )
    return made


def pakai_tempat(
    tempat: Tempat, pemakai: UnitKerja | Pegawai, mulai: date = DULU, sampai: date | None = None
) -> PemakaianTempat:
    """Let a unit or a person tap there."""
    return PemakaianTempat.objects.create(
        tempat=tempat, mulai=mulai, sampai=sampai, dasar=SURAT, **_who(pemakai)
    )


def pakai_pola(
    kode: str, pemakai: UnitKerja | Pegawai, mulai: date = DULU, sampai: date | None = None
) -> PemakaianPola:
    """Let a unit or a person follow a shipped pattern."""
    return PemakaianPola.objects.create(
        pola=PolaJadwal.objects.get(kode=kode),
        mulai=mulai,
        sampai=sampai,
        dasar=SURAT,
        **_who(pemakai),
    )


def roster(pegawai: Pegawai, tanggal: date, sif: str = "", **more: Any) -> Roster:
    """One row of a roster."""
    return Roster.objects.create(pegawai=pegawai, tanggal=tanggal, sif=sif, **more)


def fleksibel(
    pemakai: UnitKerja | Pegawai, mulai: date, sampai: date, jenis: JenisFleksibel, **more: Any
) -> KerjaFleksibel:
    """An assignment of flexible work."""
    return KerjaFleksibel.objects.create(
        jenis=jenis, mulai=mulai, sampai=sampai, dasar=SURAT, **_who(pemakai), **more
    )


def surat_tugas(pegawai: Pegawai, unit: UnitKerja, tanggal: date) -> SuratTugas:
    """A letter over the whole day (UTC) that waits."""
    begin = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=UTC) - timedelta(hours=8)
    surat = SuratTugas.objects.create(
        nomor="094/1",
        tanggal=tanggal,
        perihal="Rapat",
        tujuan="Makassar",
        mulai=begin,
        selesai=begin + timedelta(hours=23, minutes=59),
        unit=unit,
    )
    PesertaTugas.objects.create(surat=surat, pegawai=pegawai)
    return surat


def pernyataan(pegawai: Pegawai, tanggal: date) -> Pernyataan:
    """A stated PULANG that waits for the superior."""
    return Pernyataan.objects.create(
        pegawai=pegawai,
        jenis=JenisPernyataan.LUPA,
        tanggal=tanggal,
        arah="PULANG",
        pada=datetime(tanggal.year, tanggal.month, tanggal.day, 8, 5, tzinfo=UTC),
        alasan="Baterai habis",
    )


def dispensasi(unit: UnitKerja, oleh: Pengguna, tanggal: date | None = None) -> Dispensasi:
    """Both sides of a day (today) waived."""
    return Dispensasi.objects.create(
        unit=unit,
        tanggal=tanggal or timezone.localdate(),
        arah=["MASUK", "PULANG"],
        alasan="Server terganggu",
        dasar="BA 1/2026",
        oleh=oleh,
    )


def kertas(unit: UnitKerja, pegawai: Pegawai, oleh: Pengguna) -> DaftarKertas:
    """A paper list of today with one line, handed in and not decided."""
    today = timezone.localdate()
    daftar = DaftarKertas.objects.create(
        unit=unit, tanggal=today, nomor="BA 2/2026", alasan="Jaringan putus", diajukan_oleh=oleh
    )
    row = pernyataan(pegawai, today)
    row.jenis, row.daftar = JenisPernyataan.KERTAS.value, daftar
    row.save()
    return daftar


def acara(unit: UnitKerja, **more: Any) -> Acara:
    """An apel of every date."""
    return Acara.objects.create(
        unit=unit,
        **{
            "jenis": JenisAcara.APEL.value,
            "nama": "Apel pagi",
            "mulai": DULU,
            "jam_mulai": time(7, 30),
            "jam_tutup": time(7, 45),
            "dasar": SURAT,
            **more,
        },
    )


def _who(pemakai: UnitKerja | Pegawai) -> dict[str, Any]:
    return {"unit" if isinstance(pemakai, UnitKerja) else "pegawai": pemakai}
