"""Invented facts for letters: one plain person and one whose words are as long as they get."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

from kepegawaian.rules.surat import Anggota, AngkaPertek, Orang, Penandatangan

INSTANSI: dict[str, Any] = import_module("sitamu.inti.migrations.0005_instansi").INSTANSI
NASKAH: dict[str, Any] = import_module("kepegawaian.migrations.0006_naskah_sk_pensiun").NASKAH
TANGGAL = date(2026, 11, 25)

SITI = Orang(
    nama="Siti Aminah, S.Pd.",
    nip="196705271992032004",
    tempat_lahir="WATAMPONE",
    tanggal_lahir=date(1967, 5, 27),
    jenis_kelamin="P",
    agama="Islam",
    status_kawin="Menikah",
    jabatan="Guru Ahli Madya",
    unit="SDN 12 Contoh",
    opd="Dinas Pendidikan",
    golongan="IV/b",
    pangkat="Pembina Tingkat I (IV/b)",
    tmt_golongan=date(2019, 4, 1),
    mkg=(28, 3),
    mkp=(35, 3),
    pmk=(0, 0),
    gaji_pokok=5086000,
    tmt_cpns=date(1992, 3, 1),
    tmt_pns=date(1993, 5, 1),
    pendidikan="S-1 Pendidikan Guru Sekolah Dasar (2010)",
    tmt=date(2027, 6, 1),
    alamat="Jalan Contoh Nomor 7, Kelurahan Contoh, Kecamatan Tanete Riattang",
    alamat_pensiun="Jalan Contoh Nomor 7, Kelurahan Contoh, Kecamatan Tanete Riattang, 92711",
    nomor_hp="+62 812 0000 0000",
    npwp="00.000.000.0-000.000",
    nama_bank="BPD Contoh",
    rekening="0000000000",
    dasar_bup="UU 14/2005 (PP 11/2017 ps. 240)",
    keluarga=(
        Anggota("pasangan", "Pasangan Contoh", date(1965, 1, 2), date(1990, 7, 8), "hidup"),
        Anggota("anak", "Anak Pertama", date(1991, 12, 1), None, "kandung, menikah"),
        Anggota("anak", "Anak Kedua", date(2004, 2, 29), None, "kandung"),
    ),
)

PANJANG = replace(
    SITI,
    nama="Prof. Dr. Ir. H. Muhammad Abdurrahman Syamsuddin bin Abdullah Karaeng Pattingalloang, "
    "S.Pd., S.Sos., M.Si., M.Pd., Ph.D.",
    jabatan="Kepala Subbagian Perencanaan Program, Keuangan, Kepegawaian dan Pelaporan Kinerja",
    unit="UPT Satuan Pendidikan Sekolah Menengah Pertama Negeri 4 Satu Atap Bontocani Pegunungan",
    opd="Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
    alamat_pensiun="Perumahan Contoh Indah Permai Blok AA12 Nomor 123, RT 004 RW 011, Kelurahan "
    "Contoh Panjang Sekali, Kecamatan Tanete Riattang Barat, Kabupaten Bone, 92732",
    keluarga=(
        *SITI.keluarga,
        *(
            Anggota("anak", f"Anak dengan Nama yang Cukup Panjang Nomor {n}", date(1992 + n, 3, n))
            for n in range(1, 9)
        ),
    ),
)

PERTEK = AngkaPertek(
    nomor="PH-27404000123",
    tanggal=date(2026, 11, 20),
    golongan="IV/b",
    pangkat="Pembina Tingkat I (IV/b)",
    mkg=(28, 3),
    mkp=(35, 3),
    gaji_pokok=5086000,
    pensiun_pokok=3814500,
    tmt=date(2027, 6, 1),
)

BUPATI = Penandatangan(jabatan="BUPATI BONE", nama="Bupati Contoh")
KEPALA_OPD = Penandatangan(
    jabatan="Kepala Dinas Pendidikan",
    nama="Drs. Budi Santoso Contoh, M.Si.",
    pangkat="Pembina Utama Muda (IV/c)",
    nip="196801011993031001",
)
