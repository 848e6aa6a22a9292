"""People with a record that the pension rules can read."""

from datetime import date, timedelta
from typing import Any

from kepegawaian.models import (
    Jabatan,
    Keluarga,
    Profil,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatSkp,
)
from sitamu.inti.models import Pegawai, UnitKerja
from sitamu.inti.rules.tanggal import tambah_tahun
from tests.factories.inti import PegawaiFactory, nip


def calon_pensiun(
    unit: UnitKerja,
    *,
    lahir: date = date(1969, 5, 9),
    jabatan: str = "Pengadministrasi Perkantoran",
    golongan: str = "III/c",
    anak: int = 1,
    urut: int = 1,
    **fields: Any,
) -> Pegawai:
    """A PNS whose post has BUP 58; with the default birth date the TMT pensiun is 1 June 2027."""
    tmt_cpns = date(1993, 4, 1)
    pegawai: Pegawai = PegawaiFactory(nip=nip(urut, lahir=lahir, tmt=tmt_cpns), unit=unit, **fields)
    Profil.objects.create(
        pegawai=pegawai,
        tempat_lahir="Watampone",
        tanggal_lahir=lahir,
        jenis_kelamin="P",
        agama="Islam",
        status_kawin="Menikah",
        nik="7308011234567890",
        nomor_hp="081200000000",
        alamat="Jalan Contoh Nomor 7",
        tmt_cpns=tmt_cpns,
        tmt_pns=date(1994, 5, 1),
        nomor_sk_cpns="813/1/1993",
        nomor_sk_pns="821/1/1994",
        nama_bank="BPD Contoh",
        rekening="1234567890",
    )
    post, _ = Jabatan.objects.get_or_create(nama=jabatan, defaults={"jenis": "pelaksana"})
    RiwayatJabatan.objects.create(
        pegawai=pegawai, jabatan=post, unit=unit, tmt=date(2015, 1, 1), nomor_sk="821.2/1/2015"
    )
    RiwayatGolongan.objects.create(
        pegawai=pegawai,
        golongan=golongan,
        tmt=date(2019, 4, 1),
        mkg_tahun=21,
        mkg_bulan=0,
        nomor_sk="823/1/2019",
        tanggal_sk=date(2019, 3, 1),
    )
    for tahun in (2024, 2025):
        RiwayatSkp.objects.create(pegawai=pegawai, tahun=tahun, predikat="Baik")
    Keluarga.objects.create(
        pegawai=pegawai,
        hubungan="pasangan",
        nama="Pasangan Contoh",
        tanggal_lahir=tambah_tahun(lahir, -2),
        tanggal_nikah=date(1990, 7, 8),
    )
    for n in range(anak):
        Keluarga.objects.create(
            pegawai=pegawai,
            hubungan="anak",
            nama=f"Anak {n + 1}",
            tanggal_lahir=date(2005, 1, 1) + timedelta(days=700 * n),
        )
    return pegawai
