"""Tables of presensi."""

from presensi.models.jadwal import (
    Acara,
    HadirAcara,
    KerjaFleksibel,
    PemakaianPola,
    PolaJadwal,
    Ramadan,
    Roster,
    VersiPola,
)
from presensi.models.tempat import BentukTempat, PemakaianTempat, Tempat

__all__ = [
    "Acara",
    "BentukTempat",
    "HadirAcara",
    "KerjaFleksibel",
    "PemakaianPola",
    "PemakaianTempat",
    "PolaJadwal",
    "Ramadan",
    "Roster",
    "Tempat",
    "VersiPola",
]
