"""Places and schedules for tests."""

from datetime import date
from typing import Any

from presensi.models import (
    BentukTempat,
    KerjaFleksibel,
    PemakaianPola,
    PemakaianTempat,
    PolaJadwal,
    Roster,
    Tempat,
)
from presensi.rules.jadwal import JenisFleksibel
from presensi.rules.tempat import JenisTempat
from sitamu.inti.models import Pegawai, UnitKerja

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


def _who(pemakai: UnitKerja | Pegawai) -> dict[str, Any]:
    return {"unit" if isinstance(pemakai, UnitKerja) else "pegawai": pemakai}
