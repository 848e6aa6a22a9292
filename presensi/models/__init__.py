"""Tables of presensi."""

from presensi.models.fakta import (
    Dispensasi,
    PenutupanBulan,
    Pernyataan,
    PesertaTugas,
    SuratTugas,
)
from presensi.models.hari import HariPegawai, HitungHari
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
    "Dispensasi",
    "HadirAcara",
    "HariPegawai",
    "HitungHari",
    "KerjaFleksibel",
    "PemakaianPola",
    "PemakaianTempat",
    "PenutupanBulan",
    "Pernyataan",
    "PesertaTugas",
    "PolaJadwal",
    "Ramadan",
    "Roster",
    "SuratTugas",
    "Tempat",
    "VersiPola",
]
