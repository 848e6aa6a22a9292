"""The figures of the verdict, of changing phones and of keeping positions, as dated parameters."""

from django.db import migrations

PROPOSED = "Angka awal yang diusulkan, bukan dari peraturan."
ROWS = {
    "PRESENSI_KETUKAN": (
        {
            "akurasi_maks_m": 100,
            "umur_fix_maks_detik": 60,
            "kecepatan_maks_kmj": 200,
            "selisih_jam_maks_detik": 120,
            "jendela_luring_jam": 72,
            "luring_ditolak_hari": 31,
            "titik_sama_maks": 3,
            "jejak_hari": 7,
        },
        "Perlu penetapan daerah; Perpres 21/2023 tidak mengatur cara mencatat kehadiran",
    ),
    "PRESENSI_PERANGKAT": (
        {"tunggu_jam": 72},
        "Perlu penetapan daerah",
    ),
    "PRESENSI_POSISI": (
        {"simpan_bulan": 12},
        "UU 27/2022 ps. 16 dan 43: data pribadi disimpan selama masih diperlukan",
    ),
}


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    parameter = apps.get_model("inti", "Parameter").objects.using(alias)
    for kunci, (nilai, dasar) in ROWS.items():
        parameter.create(
            kunci=kunci,
            berlaku_mulai="2025-01-01",
            nilai=nilai,
            dasar_hukum=dasar,
            keterangan=PROPOSED,
        )


def unload(apps, schema_editor):
    alias = schema_editor.connection.alias
    parameter = apps.get_model("inti", "Parameter").objects.using(alias)
    parameter.filter(kunci__in=list(ROWS)).delete()


class Migration(migrations.Migration):
    dependencies = [("presensi", "0006_ketukan")]
    operations = [migrations.RunPython(load, unload)]
