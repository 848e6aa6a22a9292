"""The small cast: siti asks, made from another unit sees nothing, each office over its own tree.

    akar
    ├── dinas              kepala, operator_atas
    │   └── uptd           siti (retires on 1 June 2027), operator
    │       └── sekolah    operator_bawah
    └── lain               made, operator_lain

verifikator, penandatangan, pengiriman, arsiparis and admin hold their office over `akar`; presensi
holds the rights of attendance over it and no other, tpp those of running TPP.
"""

from dataclasses import dataclass

from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak, Peran
from tests.factories.inti import (
    PegawaiFactory,
    PenggunaFactory,
    UnitKerjaFactory,
    beri_hak,
    petugas,
)
from tests.factories.kepegawaian import calon_pensiun


@dataclass(frozen=True)
class Pemeran:
    """Units, the two plain persons, and every account by its role."""

    akar: UnitKerja
    dinas: UnitKerja
    uptd: UnitKerja
    sekolah: UnitKerja
    lain: UnitKerja
    siti: Pegawai
    made: Pegawai
    akun: dict[str, Pengguna]


def pemeran() -> Pemeran:
    """Make the whole cast."""
    akar = UnitKerjaFactory(nama="Pemerintah Kabupaten Contoh")
    dinas = UnitKerjaFactory(nama="Dinas Pendidikan", induk=akar)
    uptd = UnitKerjaFactory(nama="UPT Pendidikan", induk=dinas)
    sekolah = UnitKerjaFactory(nama="SDN 12 Contoh", induk=uptd)
    lain = UnitKerjaFactory(nama="Dinas Kesehatan", induk=akar)
    siti = calon_pensiun(uptd, nama="Siti Aminah", urut=77, akun=True)
    made: Pegawai = PegawaiFactory(nama="Made Wirawan", unit=lain, akun=True)
    assert siti.pengguna
    assert made.pengguna
    akun = {
        "siti": siti.pengguna,
        "made": made.pengguna,
        "operator": petugas(Peran.OPERATOR_OPD, uptd, nama_masuk="operator"),
        "operator_atas": petugas(Peran.OPERATOR_OPD, dinas, nama_masuk="operator.atas"),
        "operator_bawah": petugas(Peran.OPERATOR_OPD, sekolah, nama_masuk="operator.bawah"),
        "operator_lain": petugas(Peran.OPERATOR_OPD, lain, nama_masuk="operator.lain"),
        "kepala": petugas(Peran.KEPALA_OPD, dinas, nama_masuk="kepala"),
        "verifikator": petugas(Peran.VERIFIKATOR, akar, nama_masuk="budi"),
        "penandatangan": petugas(Peran.PENANDATANGAN, akar, nama_masuk="penandatangan"),
        "pengiriman": petugas(Peran.PETUGAS_PENGIRIMAN, akar, nama_masuk="pengiriman"),
        "arsiparis": petugas(Peran.ARSIPARIS, akar, nama_masuk="arsiparis"),
        "presensi": _pengelola_presensi(akar),
        "tpp": _pengelola_tpp(akar),
        "admin": petugas(Peran.ADMIN, akar, nama_masuk="admin"),
    }
    return Pemeran(akar, dinas, uptd, sekolah, lain, siti, made, akun)


def _pengelola_presensi(akar: UnitKerja) -> Pengguna:
    pengguna: Pengguna = PenggunaFactory(nama_masuk="presensi")
    rights = (Hak.PRESENSI_VIEW, Hak.PRESENSI_ROSTER, Hak.PRESENSI_MANAGE)
    beri_hak(pengguna, *rights, unit=akar)
    return pengguna


def _pengelola_tpp(akar: UnitKerja) -> Pengguna:
    pengguna: Pengguna = PenggunaFactory(nama_masuk="tpp")
    beri_hak(pengguna, Hak.TPP_VIEW, Hak.TPP_MANAGE, unit=akar)
    return pengguna
