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
from presensi.models.ketukan import Ketukan, KunciKetukan, PosisiKetukan
from presensi.models.perangkat import Perangkat, RiwayatPerangkat
from presensi.models.tempat import BentukTempat, PemakaianTempat, Tempat

__all__ = [
    "Acara",
    "BentukTempat",
    "Dispensasi",
    "HadirAcara",
    "HariPegawai",
    "HitungHari",
    "KerjaFleksibel",
    "Ketukan",
    "KunciKetukan",
    "PemakaianPola",
    "PemakaianTempat",
    "PenutupanBulan",
    "Perangkat",
    "Pernyataan",
    "PesertaTugas",
    "PolaJadwal",
    "PosisiKetukan",
    "Ramadan",
    "RiwayatPerangkat",
    "Roster",
    "SuratTugas",
    "Tempat",
    "VersiPola",
]
