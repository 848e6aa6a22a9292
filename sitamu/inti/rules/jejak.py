"""Words for what the access log records."""

from collections.abc import Mapping
from typing import Final

AKSI: Final[Mapping[str, str]] = {
    "masuk": "Masuk",
    "masuk_gagal": "Gagal masuk",
    "masuk_dikunci": "Masuk ditolak: terlalu banyak percobaan",
    "keluar": "Keluar",
    "aktivasi": "Mengaktifkan akun",
    "aktivasi_gagal": "Gagal mengaktifkan akun",
    "kode_aktivasi_dibuat": "Membuat kode aktivasi untuk akun yang sudah aktif",
    "aplikasi_kode_dipasang": "Memasang aplikasi kode",
    "kode_masuk_direset": "Melepas aplikasi kode orang lain",
    "akun_ditutup": "Menutup akun",
    "akun_dibuka": "Membuka akun",
    "ditolak": "Ditolak: tidak berwenang",
    "lihat": "Melihat",
    "unduh": "Mengunduh",
    "ekspor": "Mengekspor",
}


def aksi_label(aksi: str) -> str:
    """Words for one action; an unknown one is spelled out."""
    return AKSI.get(aksi) or aksi.replace("_", " ").capitalize()
