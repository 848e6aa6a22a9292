"""Tables of the personnel office."""

from kepegawaian.models.anomali import Anomali, PemeriksaanAnomali
from kepegawaian.models.catatan import (
    Jabatan,
    Keluarga,
    KontrakPppk,
    KontrakTkd,
    Profil,
    RiwayatGolongan,
    RiwayatHukdis,
    RiwayatJabatan,
    RiwayatKgb,
    RiwayatPendidikan,
    RiwayatPmk,
    RiwayatSkp,
)
from kepegawaian.models.layanan import AturanSk, Layanan, Syarat, VersiLayanan
from kepegawaian.models.muatan import RahasiaMuatan
from kepegawaian.models.nominatif import HitungNominatif, Nominatif
from kepegawaian.models.sk import (
    IsiKiriman,
    Kiriman,
    LayananPos,
    Manifest,
    RiwayatKiriman,
    StatusSk,
    SuratKeputusan,
)
from kepegawaian.models.usulan import (
    ButirUsulan,
    IntervalUsulan,
    Pertek,
    RiwayatUsulan,
    SuratPengantar,
    Usulan,
)

__all__ = [
    "Anomali",
    "AturanSk",
    "ButirUsulan",
    "HitungNominatif",
    "IntervalUsulan",
    "IsiKiriman",
    "Jabatan",
    "Keluarga",
    "Kiriman",
    "KontrakPppk",
    "KontrakTkd",
    "Layanan",
    "LayananPos",
    "Manifest",
    "Nominatif",
    "PemeriksaanAnomali",
    "Pertek",
    "Profil",
    "RahasiaMuatan",
    "RiwayatGolongan",
    "RiwayatHukdis",
    "RiwayatJabatan",
    "RiwayatKgb",
    "RiwayatKiriman",
    "RiwayatPendidikan",
    "RiwayatPmk",
    "RiwayatSkp",
    "RiwayatUsulan",
    "StatusSk",
    "SuratKeputusan",
    "SuratPengantar",
    "Syarat",
    "Usulan",
    "VersiLayanan",
]
