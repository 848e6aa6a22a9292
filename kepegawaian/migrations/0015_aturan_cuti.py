"""Leave: kinds by sort of employee, annual leave, lengths and conditions of the others."""

from django.db import migrations

VERIFIKASI = "Perlu verifikasi: "


def parameters():
    """(kunci, berlaku_mulai, nilai, dasar_hukum, keterangan)."""
    return [
        (
            "CUTI_JENIS",
            "2017-12-22",
            {
                "PNS": ["tahunan", "besar", "sakit", "melahirkan", "alasan_penting", "cltn"],
                "CPNS": ["tahunan", "sakit", "melahirkan", "alasan_penting"],
                "PPPK": ["tahunan", "sakit", "melahirkan"],
            },
            "PP 11/2017 ps. 309-341; PP 49/2018 ps. 80-92; Peraturan BKN 24/2017, 7/2022",
            VERIFIKASI + "jenis cuti bagi CPNS.",
        ),
        (
            "CUTI_TAHUNAN",
            "2017-12-22",
            {
                "hari": 12,
                "masa_kerja_bulan": 12,
                "batas_satu_tahun": 18,
                "batas_dua_tahun": 24,
                "perjalanan_hari": 12,
            },
            "PP 11/2017 ps. 311-313; PP 49/2018 ps. 81; Peraturan BKN 24/2017, 7/2022",
            VERIFIKASI + "hak PPPK paruh waktu.",
        ),
        (
            "CUTI",
            "2017-12-22",
            {
                "besar_masa_kerja_bulan": 60,
                "besar_bulan": 3,
                "sakit_dokter_hari": 14,
                "sakit_bulan": 12,
                "sakit_perpanjangan_bulan": 6,
                "gugur_bulan": 1,
                "gugur_hari": 15,
                "melahirkan_bulan": 3,
                "melahirkan_ke": 3,
                "penting_bulan": 1,
                "cltn_masa_kerja_bulan": 60,
                "cltn_bulan": 36,
                "cltn_perpanjangan_bulan": 12,
            },
            "PP 11/2017 ps. 316-341 jo. PP 17/2020; Peraturan BKN 24/2017 jo. 7/2021",
            VERIFIKASI + "lama CLTN dan cuti sakit PPPK.",
        ),
    ]


def load(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias)
    for kunci, mulai, nilai, dasar, keterangan in parameters():
        parameter.create(
            kunci=kunci,
            berlaku_mulai=mulai,
            nilai=nilai,
            dasar_hukum=dasar,
            keterangan=keterangan,
        )


def unload(apps, schema_editor):
    parameter = apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias)
    parameter.filter(kunci__in=[row[0] for row in parameters()]).delete()


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0014_keluarga_langkah")]
    operations = [migrations.RunPython(load, unload)]
