"""Tables of presensi."""

from presensi.models.fakta import (
    DaftarKertas,
    Dispensasi,
    PenutupanBulan,
    Pernyataan,
    PesertaTugas,
    SuratTugas,
)
from presensi.models.hari import HariPegawai, HitungHari, PeringatanAlpa, RiwayatHari
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
from presensi.models.ketukan import Ketukan, KunciKetukan, MuatanBatal, PosisiKetukan
from presensi.models.perangkat import Perangkat, RiwayatPerangkat
from presensi.models.tempat import BentukTempat, PemakaianTempat, Tempat
from presensi.models.tinjau import FotoKetukan, KeputusanKetukan
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
    "DaftarKertas",
    "Dispensasi",
    "FaktaBulanTpp",
    "FotoKetukan",
    "HadirAcara",
    "HariPegawai",
    "HasilTpp",
    "HitungHari",
    "HitungTpp",
    "KeputusanKetukan",
    "KerjaFleksibel",
    "Ketukan",
    "KunciKetukan",
    "MuatanBatal",
    "PaguTpp",
    "PemakaianPola",
    "PemakaianTempat",
    "PenutupanBulan",
    "Perangkat",
    "PeringatanAlpa",
    "PeriodeTpp",
    "Pernyataan",
    "PersetujuanTpp",
    "PesertaTugas",
    "PolaJadwal",
    "PosisiKetukan",
    "Ramadan",
    "RiwayatHari",
    "RiwayatPerangkat",
    "RiwayatTpp",
    "Roster",
    "SelisihTpp",
    "SuratTugas",
    "Tempat",
    "VersiPola",
]
