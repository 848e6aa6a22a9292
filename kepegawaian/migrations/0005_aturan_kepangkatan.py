"""First dated rows of promotion, angka kredit, KGB, masa kerja, PMK, MPP, heirs and NIP.

Figures and bases: PP 7/1977; PP 99/2000 jo PP 12/2002; PP 98/2000 jo PP 11/2002; PP 13/2002;
UU 11/1969; PermenPANRB 1/2023 and 7/2023; Peraturan BKN 3/2023, 4/2023, 2/2025, 4/2025. What
sources do not settle says so in `keterangan`. Later changes are new rows, entered in the portal.
"""

from django.db import migrations

PP_99 = "PP 99/2000 jo PP 12/2002"
MULAI_PP_12 = "2002-04-17"
VERIFIKASI = "Perlu verifikasi: "


def _kp(tahun, jumlah, minimal="Baik", **lain):
    return {
        "masa_pangkat_tahun": tahun,
        "jumlah_predikat": jumlah,
        "predikat_minimal": minimal,
        "hukdis_menghalangi": ["sedang", "berat"],
        **lain,
    }


def _pendidikan():
    rows = {
        "SD": ("I/a", "II/a"),
        "SLTP": ("I/c", "II/c"),
        "SLTP_KEJURUAN": ("I/c", "II/d"),
        "SLTA": ("II/a", "III/b"),
        "D1": ("II/a", "III/b"),
        "D2": ("II/b", "III/b"),
        "SGPLB": ("II/b", "III/c"),
        "D3": ("II/c", "III/c"),
        "S1": ("III/a", "III/d"),
        "D4": ("III/a", "III/d"),
        "S2": ("III/b", "IV/a"),
        "DOKTER": ("III/b", "IV/a"),
        "APOTEKER": ("III/b", "IV/a"),
        "S3": ("III/c", "IV/b"),
    }
    return {kode: {"awal": awal, "tertinggi": atas} for kode, (awal, atas) in rows.items()}


def _ijazah():
    rows = {
        "SLTP": ("I/a", "I/b", "I/c"),
        "SLTP_KEJURUAN": ("I/a", "I/b", "I/c"),
        "SLTA": ("I/a", "I/d", "II/a"),
        "D1": ("I/a", "I/d", "II/a"),
        "D2": ("II/a", "II/a", "II/b"),
        "SGPLB": ("II/a", "II/a", "II/b"),
        "D3": ("I/a", "II/b", "II/c"),
        "S1": ("I/a", "II/d", "III/a"),
        "D4": ("I/a", "II/d", "III/a"),
        "S2": ("III/a", "III/a", "III/b"),
        "DOKTER": ("III/a", "III/a", "III/b"),
        "APOTEKER": ("III/a", "III/a", "III/b"),
        "S3": ("III/b", "III/b", "III/c"),
    }
    return {
        kode: {"dari": dari, "sampai": sampai, "tujuan": tujuan}
        for kode, (dari, sampai, tujuan) in rows.items()
    }


ESELON = {
    "I.a": ["IV/d", "IV/e"],
    "I.b": ["IV/c", "IV/e"],
    "II.a": ["IV/c", "IV/d"],
    "II.b": ["IV/b", "IV/c"],
    "III.a": ["IV/a", "IV/b"],
    "III.b": ["III/d", "IV/a"],
    "IV.a": ["III/c", "III/d"],
    "IV.b": ["III/b", "III/c"],
    "V": ["III/a", "III/b"],
}
UJIAN = {
    "duduk_tahun": 2,
    "batas": [
        {
            "dari": "II/d",
            "ke": "III/a",
            "tingkat": "tingkat_1",
            "bebas_ijazah": ["S1", "D4", "S2", "DOKTER", "APOTEKER", "S3"],
            "bebas_diklat": ["DIKLATPIM_IV", "PKP", "DIKLATPIM_III", "PKA"],
        },
        {
            "dari": "III/d",
            "ke": "IV/a",
            "tingkat": "tingkat_2",
            "bebas_ijazah": ["S2", "DOKTER", "APOTEKER", "S3"],
            "bebas_diklat": ["DIKLATPIM_III", "PKA"],
        },
    ],
}


def _jenjang():
    rows = {
        "pemula": ("II/a", "II/a", "3.75", 15, 15),
        "terampil": ("II/b", "II/d", "5", 20, 60),
        "mahir": ("III/a", "III/b", "12.5", 50, 100),
        "penyelia": ("III/c", "III/d", "25", 100, None),
        "ahli_pertama": ("III/a", "III/b", "12.5", 50, 100),
        "ahli_muda": ("III/c", "III/d", "25", 100, 200),
        "ahli_madya": ("IV/a", "IV/c", "37.5", 150, 450),
        "ahli_utama": ("IV/d", "IV/e", "50", 200, None),
    }
    return {
        jenjang: {
            "dari": dari,
            "sampai": sampai,
            "koefisien": koefisien,
            "kebutuhan_kp": kp,
            "kebutuhan_jenjang": naik,
        }
        for jenjang, (dari, sampai, koefisien, kp, naik) in rows.items()
    }


ANGKA_KREDIT = {
    "jenjang": _jenjang(),
    "persen": {
        "Sangat Baik": "150",
        "Baik": "100",
        "Butuh Perbaikan": "75",
        "Kurang": "50",
        "Sangat Kurang": "25",
    },
}


def parameters():
    """(kunci, berlaku_mulai, nilai, dasar_hukum, keterangan)."""
    return [
        ("KP_PERIODE", MULAI_PP_12, {"bulan": [4, 10]}, PP_99, ""),
        (
            "KP_PERIODE",
            "2024-01-01",
            {"bulan": [2, 4, 6, 8, 10, 12]},
            "Peraturan BKN 4/2023",
            "",
        ),
        ("KP_PERIODE", "2025-10-01", {"bulan": list(range(1, 13))}, "Peraturan BKN 4/2025", ""),
        (
            "KP_JENDELA",
            "2025-10-01",
            {
                "mulai_tanggal": 16,
                "mulai_bulan_sebelum": 2,
                "akhir_tanggal": 15,
                "akhir_bulan_sebelum": 1,
                "internal_hari": 0,
            },
            "Surat BKN 13749/B-MP.01.01/SD/D/2025",
            VERIFIKASI + "satu sumber (salinan pers). internal_hari: tenggat OPD, diatur instansi.",
        ),
        (
            "KP_REGULER",
            MULAI_PP_12,
            _kp(4, 2, boleh_melampaui_atasan=False),
            f"{PP_99} ps. 6-8",
            VERIFIKASI + "cakupan tepat hukuman disiplin.",
        ),
        (
            "KP_REGULER",
            "2025-05-20",
            _kp(4, 2, boleh_melampaui_atasan=True),
            f"Peraturan BKN 2/2025; {PP_99}",
            VERIFIKASI + "cakupan tepat hukuman disiplin.",
        ),
        ("KP_SPESIALIS", MULAI_PP_12, _kp(2, 1), f"{PP_99} ps. 7(2)", ""),
        (
            "KP_STRUKTURAL_DI_BAWAH",
            MULAI_PP_12,
            _kp(1, 2, masa_jabatan_tahun=1),
            f"{PP_99} ps. 10",
            "Satu sumber.",
        ),
        (
            "KP_STRUKTURAL_DI_DALAM",
            MULAI_PP_12,
            _kp(4, 2),
            f"{PP_99} ps. 9",
            VERIFIKASI + "satu sumber mencetak 2 tahun; praktiknya 4 tahun.",
        ),
        ("KP_ESELON", MULAI_PP_12, ESELON, "PP 13/2002", "Satu sumber."),
        ("KP_FUNGSIONAL", MULAI_PP_12, _kp(2, 2), f"{PP_99} ps. 13; PermenPANRB 1/2023", ""),
        ("KP_PRESTASI", MULAI_PP_12, _kp(1, 1, "Sangat Baik"), PP_99, "Satu sumber."),
        ("KP_PENEMUAN", MULAI_PP_12, _kp(1, 1), PP_99, VERIFIKASI + "syarat."),
        ("KP_DIPERBANTUKAN", MULAI_PP_12, _kp(4, 2), PP_99, VERIFIKASI + "syarat."),
        ("KP_TUGAS_BELAJAR", MULAI_PP_12, _kp(4, 2), PP_99, VERIFIKASI + "syarat."),
        (
            "KP_IJAZAH",
            MULAI_PP_12,
            {"syarat": _kp(1, 1), "tujuan": _ijazah()},
            f"{PP_99} ps. 18",
            "",
        ),
        (
            "KP_PENGABDIAN",
            MULAI_PP_12,
            {
                "syarat": _kp(0, 1),
                "masa": [[30, 1], [20, 12], [10, 24]],  # tahun kerja, bulan dalam pangkat
                "tanpa_masa": ["cacat_karena_dinas"],
            },
            f"{PP_99}; Kepka BKN 12/2002",
            VERIFIKASI + "tanpa syarat masa kerja bila cacat karena dinas; TMT untuk BUP.",
        ),
        ("KP_ANUMERTA", MULAI_PP_12, {}, PP_99, "Satu sumber."),
        (
            "KP_PENDIDIKAN",
            MULAI_PP_12,
            _pendidikan(),
            f"{PP_99}; Peraturan BKN 2/2025",
            "",
        ),
        (
            "UJIAN_DINAS",
            MULAI_PP_12,
            UJIAN,
            f"{PP_99} ps. 17-18",
            VERIFIKASI + "lama dalam pangkat sebelum ujian (duduk_tahun), hanya ditampilkan.",
        ),
        (
            "ANGKA_KREDIT",
            "2023-07-01",
            ANGKA_KREDIT,
            "PermenPANRB 1/2023 ps. 37; Peraturan BKN 3/2023",
            VERIFIKASI + "sisa angka kredit sesudah KP.",
        ),
        (
            "KGB_PNS",
            "1977-04-01",
            {
                "predikat_minimal": "Butuh Perbaikan",
                "penundaan_bulan": 12,
                "pemberitahuan_bulan": 2,
            },
            "PP 7/1977 ps. 11-13",
            VERIFIKASI + "banyak BKPSDM meminta predikat Baik.",
        ),
        (
            "KGB_PPPK",
            "2023-01-01",
            {
                "umum": {"perjanjian_lebih_tahun": 2, "jumlah_predikat": 2},
                "pertama": {"V": {"perjanjian_lebih_tahun": 1, "jumlah_predikat": 1}},
                "predikat_minimal": "Baik",
                "pemberitahuan_bulan": 2,
            },
            "PermenPANRB 7/2023",
            "",
        ),
        ("GAJI_CPNS", "1977-04-01", {"persen": "80"}, "PP 7/1977 ps. 5", ""),
        (
            "MKG",
            "1977-04-01",
            {
                "pengurangan_bulan": {"II": 72, "III": 60, "IV": 0},
                "awal_bulan": {"I/c": 36, "II/b": 36, "II/c": 36},
            },
            "PP 7/1977 (gaji segaris)",
            VERIFIKASI + "awal_bulan: SLTP, D2 dan D3 mulai dengan masa kerja 3 tahun.",
        ),
        (
            "PMK",
            "2002-04-17",
            {
                "bagian_persen": 50,
                "minimal_bulan": 12,
                "tertinggi_bulan": 96,
                "langkah_di_bawah": 2,
            },
            "PP 98/2000 jo PP 11/2002 ps. 13; PP 7/1977 ps. 5(3); Peraturan BKN 14/2018",
            VERIFIKASI + "pembulatan hari dan bulan; nomor Peraturan BKN.",
        ),
        (
            "MPP",
            "2017-04-07",
            {"lama_maks_bulan": 12, "permohonan_bulan": 1},
            "PP 11/2017 ps. 350; Peraturan BKN 2/2019",
            "",
        ),
        ("PENSIUN_ANAK", "1969-08-08", {"usia_di_bawah": 25}, "UU 11/1969 ps. 18", ""),
        (
            "PENSIUN_HILANG",
            "1969-08-08",
            {"bulan": 12},
            "UU 11/1969",
            VERIFIKASI + "akhir bulan kedua belas sejak dinyatakan hilang.",
        ),
        (
            "NIP_PERIKSA",
            "2007-01-01",
            {"umur_terendah": 18, "kode_pppk_terendah": 21},
            "Perka BKN 22/2007; Perka BKN 43/2007",
            VERIFIKASI + "umur terendah (peringatan saja); daftar kode perjanjian PPPK.",
        ),
    ]


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    parameter = apps.get_model("inti", "Parameter").objects.using(alias)
    for kunci, mulai, nilai, dasar, keterangan in parameters():
        parameter.create(
            kunci=kunci,
            berlaku_mulai=mulai,
            nilai=nilai,
            dasar_hukum=dasar,
            keterangan=keterangan,
        )


def unload(apps, schema_editor):
    alias = schema_editor.connection.alias
    parameter = apps.get_model("inti", "Parameter").objects.using(alias)
    for kunci, mulai, *_ in parameters():
        parameter.filter(kunci=kunci, berlaku_mulai=mulai).delete()


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0004_satu_indeks")]

    operations = [migrations.RunPython(load, unload)]
