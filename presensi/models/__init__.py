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
from presensi.models.tpp import (
    FaktaBulanTpp,
    HasilTpp,
    HitungTpp,
    PaguTpp,
    PeriodeTpp,
    PersetujuanTpp,
    RiwayatTpp,
    SelisihTpp,
)

__all__ = [
    "Acara",
    "BentukTempat",
    "Dispensasi",
    "FaktaBulanTpp",
    "HadirAcara",
    "HariPegawai",
    "HasilTpp",
    "HitungHari",
    "HitungTpp",
    "KerjaFleksibel",
    "Ketukan",
    "KunciKetukan",
    "PaguTpp",
    "PemakaianPola",
    "PemakaianTempat",
    "PenutupanBulan",
    "Perangkat",
    "PeriodeTpp",
    "Pernyataan",
    "PersetujuanTpp",
    "PesertaTugas",
    "PolaJadwal",
    "PosisiKetukan",
    "Ramadan",
    "RiwayatPerangkat",
    "RiwayatTpp",
    "Roster",
    "SelisihTpp",
    "SuratTugas",
    "Tempat",
    "VersiPola",
]
