"""Mengingat of the pension SK with the subject of each law, and the law on guru where it counts."""

from datetime import date

from django.db import migrations

KUNCI = "naskah_sk_pensiun"
MULAI = date(2026, 11, 1)

NASKAH = {
    "mengingat": [
        (
            "Undang-Undang Nomor 11 Tahun 1969 tentang Pensiun Pegawai dan Pensiun "
            "Janda/Duda Pegawai"
        ),
        {
            "teks": "Undang-Undang Nomor 14 Tahun 2005 tentang Guru dan Dosen",
            "dasar_bup": "UU 14/2005",
        },
        "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
        (
            "Peraturan Pemerintah Nomor 7 Tahun 1977 tentang Peraturan Gaji Pegawai Negeri Sipil "
            "sebagaimana telah beberapa kali diubah, terakhir dengan Peraturan Pemerintah "
            "Nomor 5 Tahun 2024"
        ),
        (
            "Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen Pegawai Negeri Sipil "
            "sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 17 Tahun 2020"
        ),
        (
            "Peraturan Pemerintah Nomor 8 Tahun 2024 tentang penetapan pensiun pokok pensiunan "
            "Pegawai Negeri Sipil dan janda/dudanya"
        ),
        (
            "Peraturan Badan Kepegawaian Negara Nomor 2 Tahun 2018 tentang pertimbangan teknis "
            "pensiun"
        ),
        (
            "Peraturan Badan Kepegawaian Negara Nomor 3 Tahun 2020 tentang pemberhentian "
            "Pegawai Negeri Sipil"
        ),
        (
            "Peraturan Badan Kepegawaian Negara Nomor 2 Tahun 2024 tentang petunjuk teknis "
            "penetapan pensiun pokok"
        ),
    ],
    "tembusan": [
        "Kepala Badan Kepegawaian Negara di Jakarta",
        "Kepala Kantor Regional Badan Kepegawaian Negara di Makassar",
        "Kepala Cabang PT Taspen (Persero)",
        "Kepala Badan Keuangan dan Aset Daerah",
        "Kepala perangkat daerah yang bersangkutan",
    ],
}


def load(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter")
    parameter.objects.using(schema_editor.connection.alias).get_or_create(
        kunci=KUNCI,
        berlaku_mulai=MULAI,
        defaults={
            "nilai": NASKAH,
            "dasar_hukum": "UU 11/1969; UU 14/2005; PP 11/2017 jo PP 17/2020; PP 8/2024",
            "keterangan": "Mengingat (hierarki, lalu tahun) dan tembusan SK pensiun",
        },
    )


def unload(apps, schema_editor):
    apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias).filter(
        kunci=KUNCI, berlaku_mulai=MULAI
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0005_aturan_kepangkatan"), ("inti", "0006_akun_dan_hak")]

    operations = [migrations.RunPython(load, unload)]
