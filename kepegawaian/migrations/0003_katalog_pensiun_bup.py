"""First dated rows: parameters of the pension rules and the service pensiun BUP.

Figures and bases: UU 11/1969; UU 14/2005; UU 11/2019; UU 20/2023; PP 11/2017 jo PP 17/2020;
PP 5/2024; PP 8/2024. Later changes are new rows, entered in the portal.
"""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"

PP_11 = "PP 11/2017 jo PP 17/2020 ps. 239-240; UU 20/2023"
UU_14 = "UU 14/2005 (PP 11/2017 ps. 240)"
UU_11_2019 = "UU 11/2019 (PP 11/2017 ps. 240)"


def _bup():
    rows = [
        {"umur": umur, "jenis": jenis, "dasar_hukum": PP_11, "berlaku_mulai": "2017-04-07"}
        for jenis, umur in (
            ("pelaksana", 58),
            ("pengawas", 58),
            ("administrator", 58),
            ("jpt_pratama", 60),
            ("jpt_madya", 60),
            ("jpt_utama", 60),
        )
    ]
    rows += [
        {
            "umur": umur,
            "jenis": "fungsional",
            "jenjang": jenjang,
            "dasar_hukum": PP_11,
            "berlaku_mulai": "2017-04-07",
        }
        for jenjang, umur in (
            ("pemula", 58),
            ("terampil", 58),
            ("mahir", 58),
            ("penyelia", 58),
            ("ahli_pertama", 58),
            ("ahli_muda", 58),
            ("ahli_madya", 60),
            ("ahli_utama", 65),
        )
    ]
    rows += [
        {
            "umur": umur,
            "jenis": "fungsional",
            "rumpun": rumpun,
            "undang_undang": True,
            "dasar_hukum": UU_14,
            "berlaku_mulai": "2005-12-30",
        }
        for rumpun, umur in (("guru", 60), ("dosen", 65), ("profesor", 70))
    ]
    rows += [
        {
            "umur": umur,
            "jenis": "fungsional",
            "jenjang": jenjang,
            "rumpun": rumpun,
            "undang_undang": True,
            "dasar_hukum": UU_11_2019,
            "berlaku_mulai": "2019-08-13",
        }
        for rumpun in ("peneliti", "perekayasa")
        for jenjang, umur in (
            ("ahli_pertama", 58),
            ("ahli_muda", 58),
            ("ahli_madya", 65),
            ("ahli_utama", 70),
        )
    ]
    return {"baris": rows}


def _gaji(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return {
            "baris": [[r["golongan"], int(r["mkg"]), int(r["gaji"])] for r in csv.DictReader(file)]
        }


def _parameters():
    return [
        ("BUP", "2005-12-30", _bup(), f"{PP_11}; {UU_14}; {UU_11_2019}"),
        ("GAJI_PNS", "2024-01-01", _gaji("gaji-pokok-pns.csv"), "PP 7/1977 jo PP 5/2024"),
        (
            "GAJI_PPPK",
            "2024-01-01",
            _gaji("gaji-pokok-pppk.csv"),
            "Perpres 98/2020 jo Perpres 11/2024",
        ),
        (
            "PENSIUN_BATAS",
            "2005-12-30",
            {"penjagaan_bulan": 12, "opd_bulan": 9, "bkn_bulan": 6, "akhir_bulan": 3},
            "Pengaturan instansi (kalender penjagaan pensiun)",
        ),
        (
            "PENSIUN_HAK",
            "1969-08-08",
            {
                "bup_tahun": 10,
                "bup_pns_tahun": 5,
                "aps_usia": 50,
                "aps_tahun": 20,
                "perampingan_usia": 50,
                "perampingan_tahun": 10,
                "cacat_tahun": 4,
            },
            "UU 11/1969 ps. 9",
        ),
        (
            "PENSIUN_POKOK",
            "2024-01-01",
            {
                "persen_per_tahun": "2.5",
                "persen_terendah": "40",
                "persen_tertinggi": "75",
                "persen_cacat_karena_dinas": "75",
                "persen_janda_duda": "36",
                "persen_janda_duda_tewas": "72",
                "batas_bawah_persen": "100",
                "batas_bawah_janda_duda_persen": "75",
                "pembulatan": "tahun_penuh",
                "lajur_3": {"1685700": 1748100, "4779900": 4957100},
            },
            "UU 11/1969 ps. 11 dan 17; PP 8/2024",
        ),
        ("HUKDIS_BEBAS_BULAN", "2021-08-31", 12, "PP 94/2021; syarat pertek pensiun BKN"),
    ]


BUP_SET = "Peraturan BKN 2/2018 dan 3/2020; daftar berkas pensiun BUP"

# kode, nama, jenis dokumen, bentuk, kondisi, tahun ke belakang, petunjuk
SYARAT = [
    (
        "DATA_DIRI",
        "Data diri dan alamat sesudah pensiun",
        None,
        "DATA",
        "",
        0,
        "Cocokkan data, lalu isi alamat dan nomor telepon sesudah pensiun.",
    ),
    (
        "DATA_KELUARGA",
        "Susunan keluarga",
        None,
        "DATA",
        "",
        0,
        "Cocokkan suami/istri dan anak. Jumlah anak di DPCP harus sama dengan daftar ini.",
    ),
    (
        "DPCP",
        "DPCP (data perorangan calon penerima pensiun)",
        "DPCP",
        "ISIAN",
        "",
        0,
        "Unduh formulir yang sudah terisi, tanda tangani, lalu foto atau pindai.",
    ),
    (
        "SURAT_PERMOHONAN_PENSIUN",
        "Surat permohonan pensiun",
        "SURAT_PERMOHONAN_PENSIUN",
        "ISIAN",
        "",
        0,
        "Unduh surat yang sudah terisi, tanda tangani, lalu foto atau pindai.",
    ),
    (
        "PERNYATAAN_HUKDIS",
        "Pernyataan tidak sedang atau pernah dihukum disiplin",
        "PERNYATAAN_HUKDIS",
        "ISIAN",
        "",
        0,
        "Ditandatangani pimpinan unit kerja. Unduh, minta tanda tangan, lalu foto atau pindai.",
    ),
    (
        "PERNYATAAN_PIDANA",
        "Pernyataan tidak sedang menjalani proses pidana",
        "PERNYATAAN_PIDANA",
        "ISIAN",
        "",
        0,
        "Ditandatangani pimpinan unit kerja. Unduh, minta tanda tangan, lalu foto atau pindai.",
    ),
    ("SK_CPNS", "SK CPNS", "SK_CPNS", "UNGGAH", "", 0, ""),
    ("SK_PNS", "SK PNS", "SK_PNS", "UNGGAH", "", 0, ""),
    ("SK_PANGKAT", "SK pangkat terakhir", "SK_PANGKAT", "UNGGAH", "", 0, ""),
    ("SK_KGB", "SK kenaikan gaji berkala (KGB) terakhir", "SK_KGB", "UNGGAH", "", 0, ""),
    ("SK_JABATAN", "SK jabatan terakhir", "SK_JABATAN", "UNGGAH", "", 0, ""),
    ("SK_PMK", "SK peninjauan masa kerja (PMK)", "SK_PMK", "UNGGAH", "ADA_PMK", 0, ""),
    ("SKP", "SKP", "SKP", "UNGGAH", "", 2, "Evaluasi kinerja yang sudah ditandatangani atasan."),
    ("AKTA_NIKAH", "Akta nikah", "AKTA_NIKAH", "UNGGAH", "MENIKAH", 0, ""),
    (
        "AKTA_CERAI_KEMATIAN",
        "Akta cerai atau akta kematian pasangan",
        "AKTA_CERAI_KEMATIAN",
        "UNGGAH",
        "CERAI",
        0,
        "",
    ),
    (
        "AKTA_ANAK",
        "Akta kelahiran anak di bawah 25 tahun",
        "AKTA_ANAK",
        "UNGGAH",
        "ADA_ANAK_TERTANGGUNG",
        0,
        "Semua akta anak boleh digabung: foto satu per satu.",
    ),
    ("KK", "Kartu keluarga", "KK", "UNGGAH", "", 0, ""),
    ("KTP", "KTP", "KTP", "UNGGAH", "", 0, ""),
    ("BUKU_REKENING", "Halaman depan buku rekening", "BUKU_REKENING", "UNGGAH", "", 0, ""),
    (
        "PAS_FOTO",
        "Pas foto 3 x 4 terbaru",
        "PAS_FOTO",
        "UNGGAH",
        "",
        0,
        "Latar polos, wajah terlihat jelas, seukuran 3 x 4.",
    ),
]


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    parameter = apps.get_model("inti", "Parameter").objects.using(alias)
    for kunci, mulai, nilai, dasar in _parameters():
        parameter.create(kunci=kunci, berlaku_mulai=mulai, nilai=nilai, dasar_hukum=dasar)
    layanan = (
        apps.get_model("kepegawaian", "Layanan")
        .objects.using(alias)
        .create(
            kode="PENSIUN_BUP",
            nama="Pensiun batas usia (BUP)",
            loket="B",
            keterangan="Pensiun karena mencapai batas usia pensiun.",
        )
    )
    versi = (
        apps.get_model("kepegawaian", "VersiLayanan")
        .objects.using(alias)
        .create(
            layanan=layanan,
            berlaku_mulai="2020-01-01",
            janji_hari_kerja=7,
            lewat_opd=True,
            batas_opd_hari_kerja=3,
            perbaikan_hari_kerja=5,
            paling_cepat_bulan=15,
            dasar_hukum="PP 11/2017 jo PP 17/2020; Peraturan BKN 2/2018; Peraturan BKN 3/2020",
        )
    )
    syarat = apps.get_model("kepegawaian", "Syarat").objects.using(alias)
    for urutan, (kode, nama, jenis, bentuk, kondisi, tahun, petunjuk) in enumerate(SYARAT, 1):
        syarat.create(
            versi_layanan=versi,
            kode=kode,
            nama=nama,
            jenis_dokumen_id=jenis,
            bentuk=bentuk,
            kondisi=kondisi,
            tahun_ke_belakang=tahun,
            urutan=urutan * 10,
            petunjuk=petunjuk,
            dasar_hukum=BUP_SET,
        )
    aturan = apps.get_model("kepegawaian", "AturanSk").objects.using(alias)
    for dari, sampai, penerbitan, pejabat, dasar in (
        (
            "I/a",
            "IV/b",
            "DIBUAT",
            "BUPATI",
            "PP 11/2017 ps. 288-289, 306; Peraturan BKN 2/2018 (pensiun sampai IV/b oleh PPK)",
        ),
        (
            "IV/c",
            "IV/e",
            "DITERIMA",
            "BKN",
            "Perka BKN 17/2016 (pensiun IV/c ke atas ditetapkan Kepala BKN atas nama Presiden)",
        ),
    ):
        aturan.create(
            layanan=layanan,
            berlaku_mulai="2020-01-01",
            golongan_dari=dari,
            golongan_sampai=sampai,
            penerbitan=penerbitan,
            pejabat_kode=pejabat,
            register="SK_PENSIUN",
            format_nomor="{kode}/{urut}/BKPSDM/{tahun}",
            kode_klasifikasi="800.1.6.4",
            dasar_hukum=dasar,
        )
    pos = apps.get_model("kepegawaian", "LayananPos").objects.using(alias)
    for kode, nama in (
        ("KILAT", "Kilat Khusus"),
        ("EXPRESS", "Pos Express"),
        ("BIASA", "Pos Biasa"),
    ):
        pos.create(kode=kode, nama=nama)


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0002_jejak_hanya_tambah"),
        ("inti", "0003_jejak_hanya_tambah"),
        ("arsip", "0003_jenis_dokumen"),
    ]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
