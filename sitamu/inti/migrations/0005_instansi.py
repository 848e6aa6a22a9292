"""What letters and pages say of the office itself, as the first dated versions (examples)."""

from datetime import date

from django.db import migrations

MULAI = date(2020, 1, 1)

INSTANSI = {
    "nama_portal": "SiTAMU",
    "nama_pemda": "Pemerintah Kabupaten Bone",
    "kabupaten": "Kabupaten Bone",
    "provinsi": "Sulawesi Selatan",
    "ibu_kota": "Watampone",
    "kepala_daerah": "Bupati Bone",
    "nama_bkpsdm": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "alamat_bkpsdm": "Jalan Contoh Unit 31, Kecamatan Tanete Riattang, Watampone",
    "kode_pos_bkpsdm": "92751",
    "telepon_bkpsdm": "+62 481 000000",
    "kode_unit": "BKPSDM",
    "kantor_pos": "Kantor Pos Watampone",
    "lambang_negara": "surat:lambang-negara.svg",
    "lambang_daerah": "surat:lambang-daerah.svg",
}

NASKAH_SK_PENSIUN = {
    "mengingat": [
        "Undang-Undang Nomor 11 Tahun 1969",
        "Undang-Undang Nomor 20 Tahun 2023",
        (
            "Peraturan Pemerintah Nomor 7 Tahun 1977 sebagaimana telah beberapa kali diubah, "
            "terakhir dengan Peraturan Pemerintah Nomor 5 Tahun 2024"
        ),
        (
            "Peraturan Pemerintah Nomor 11 Tahun 2017 sebagaimana telah diubah dengan "
            "Peraturan Pemerintah Nomor 17 Tahun 2020"
        ),
        "Peraturan Pemerintah Nomor 8 Tahun 2024",
        "Peraturan Badan Kepegawaian Negara Nomor 2 Tahun 2018",
        "Peraturan Badan Kepegawaian Negara Nomor 3 Tahun 2020",
        "Peraturan Badan Kepegawaian Negara Nomor 2 Tahun 2024",
    ],
    "tembusan": [
        "Kepala Badan Kepegawaian Negara di Jakarta",
        "Kepala Kantor Regional Badan Kepegawaian Negara di Makassar",
        "Kepala Cabang PT Taspen (Persero)",
        "Kepala Badan Keuangan dan Aset Daerah",
        "Kepala perangkat daerah yang bersangkutan",
    ],
}

ROWS = [
    ("instansi", INSTANSI, "Ketetapan instansi", "Nama, alamat, lambang, dan alamat verifikasi"),
    (
        "naskah_sk_pensiun",
        NASKAH_SK_PENSIUN,
        "UU 11/1969; PP 11/2017 jo PP 17/2020; PP 8/2024",
        "Mengingat (hierarki, lalu tahun) dan tembusan SK pensiun",
    ),
]


def load(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter")
    for kunci, nilai, dasar, keterangan in ROWS:
        parameter.objects.using(schema_editor.connection.alias).get_or_create(
            kunci=kunci,
            berlaku_mulai=MULAI,
            defaults={"nilai": nilai, "dasar_hukum": dasar, "keterangan": keterangan},
        )


def unload(apps, schema_editor):
    apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias).filter(
        kunci__in=[row[0] for row in ROWS], berlaku_mulai=MULAI
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("inti", "0004_hari_libur")]

    operations = [migrations.RunPython(load, unload)]
