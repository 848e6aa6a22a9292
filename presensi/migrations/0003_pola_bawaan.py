"""Patterns of working hours to begin with, and Ramadan of the years known so far."""

from datetime import date

from django.db import migrations

J5 = {str(n): ["07:30", "16:00"] for n in range(1, 5)} | {"5": ["07:30", "16:30"]}
J5_RAMADAN = {str(n): ["08:00", "15:00"] for n in range(1, 5)} | {"5": ["08:00", "15:30"]}
J6S = {
    "1": ["07:00", "14:00"],
    "2": ["07:30", "14:00"],
    "3": ["07:30", "14:00"],
    "4": ["07:30", "14:00"],
    "5": ["07:00", "11:30"],
    "6": ["07:30", "14:00"],
}
J6S_RAMADAN = {
    hari: [mulai, "11:00" if hari == "5" else "13:30"] for hari, (mulai, _) in J6S.items()
}
J6R = {str(n): ["08:00", "14:00"] for n in range(1, 7)}
SETEMPAT = "Contoh praktik daerah; tetapkan dengan keputusan setempat"
POLA = [
    (
        "J5",
        "Kantor 5 hari",
        {"jenis": "MINGGUAN", "ikut_libur": True, "hari": J5, "ramadan": J5_RAMADAN},
        "Perpres 21/2023 ps. 3-4",
    ),
    (
        "J6S",
        "Sekolah 6 hari",
        {"jenis": "MINGGUAN", "ikut_libur": True, "hari": J6S, "ramadan": J6S_RAMADAN},
        SETEMPAT,
    ),
    (
        "J6R",
        "Kantor 6 hari pada Ramadan",
        {"jenis": "MINGGUAN", "ikut_libur": True, "hari": J6R},
        SETEMPAT,
    ),
    (
        "SH3",
        "Jaga 3 sif",
        {
            "jenis": "SIF",
            "sif": {
                "PAGI": ["08:00", "14:00"],
                "SIANG": ["14:00", "21:00"],
                "MALAM": ["21:00", "08:00"],
            },
        },
        SETEMPAT,
    ),
    (
        "SH2",
        "Jaga 2 sif",
        {"jenis": "SIF", "sif": {"PAGI": ["07:30", "17:00"], "MALAM": ["17:00", "07:30"]}},
        SETEMPAT,
    ),
]
RAMADAN = [
    (1446, date(2025, 3, 1), date(2025, 3, 30), False, "Sidang isbat 1446 H"),
    (1447, date(2026, 2, 19), date(2026, 3, 20), False, "Sidang isbat 1447 H"),
    (1448, date(2027, 2, 8), date(2027, 3, 9), True, "Perkiraan, menunggu sidang isbat"),
]


def load(apps, schema_editor):
    pola_model = apps.get_model("presensi", "PolaJadwal")
    versi = apps.get_model("presensi", "VersiPola")
    ramadan = apps.get_model("presensi", "Ramadan")
    db = schema_editor.connection.alias
    for kode, nama, isi, dasar in POLA:
        pola = pola_model.objects.using(db).create(kode=kode, nama=nama)
        versi.objects.using(db).create(pola=pola, mulai=date(2023, 4, 12), isi=isi, dasar=dasar)
    ramadan.objects.using(db).bulk_create(
        ramadan(hijriah=h, mulai=mulai, sampai=sampai, perkiraan=perkiraan, sumber=sumber)
        for h, mulai, sampai, perkiraan, sumber in RAMADAN
    )


class Migration(migrations.Migration):
    dependencies = [("presensi", "0002_jejak_hanya_tambah")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
