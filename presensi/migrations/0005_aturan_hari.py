"""Which taps belong to a duty, limits of statements, and the thresholds of PP 94/2021."""

from django.db import migrations

ROWS = {
    "PRESENSI_HARI": (
        "2023-01-01",
        {
            "sebelum_menit": 150,
            "sesudah_menit": 360,
            "lupa_maks_sebulan": 3,
            "lupa_batas_hari": 7,
        },
        "Perlu penetapan daerah",
        "Angka awal yang diusulkan, bukan dari peraturan.",
    ),
    "PP94_ALPA": (
        "2021-08-31",
        {
            "ambang": [
                {"dari": 3, "tingkat": "RINGAN", "jenis": "TEGURAN_LISAN"},
                {"dari": 4, "tingkat": "RINGAN", "jenis": "TEGURAN_TERTULIS"},
                {"dari": 7, "tingkat": "RINGAN", "jenis": "PERNYATAAN_TIDAK_PUAS_TERTULIS"},
                {"dari": 11, "tingkat": "SEDANG", "jenis": "POTONG_TUKIN_25_PERSEN_6_BULAN"},
                {"dari": 14, "tingkat": "SEDANG", "jenis": "POTONG_TUKIN_25_PERSEN_9_BULAN"},
                {"dari": 17, "tingkat": "SEDANG", "jenis": "POTONG_TUKIN_25_PERSEN_12_BULAN"},
                {"dari": 21, "tingkat": "BERAT", "jenis": "PENURUNAN_JABATAN_12_BULAN"},
                {"dari": 25, "tingkat": "BERAT", "jenis": "PEMBEBASAN_JABATAN_12_BULAN"},
                {"dari": 28, "tingkat": "BERAT", "jenis": "PDH_TAPS"},
            ],
            "beruntun_hari": 10,
            "beruntun_tingkat": "BERAT",
            "beruntun_jenis": "PDH_TAPS",
        },
        "PP 94/2021 ps. 9-11 dan 15",
        "Hanya peringatan kepada atasan; hukuman disiplin hanya dengan SK sesudah pemeriksaan.",
    ),
}


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    parameter = apps.get_model("inti", "Parameter").objects.using(alias)
    for kunci, (mulai, nilai, dasar, keterangan) in ROWS.items():
        parameter.create(
            kunci=kunci,
            berlaku_mulai=mulai,
            nilai=nilai,
            dasar_hukum=dasar,
            keterangan=keterangan,
        )


class Migration(migrations.Migration):
    dependencies = [("inti", "0009_hak_presensi"), ("presensi", "0004_hari")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
