"""Dated settings of the lists: how early an ending agreement is shown, which papers are looked for.

The window of a list of pensions (PENSIUN_BATAS), promotions (KP_JENDELA) and KGB (KGB_PNS,
KGB_PPPK) follows from rows that exist.
"""

from django.db import migrations

VERIFIKASI = "Perlu verifikasi: "


def parameters():
    """(kunci, berlaku_mulai, nilai, dasar_hukum, keterangan)."""
    return [
        (
            "KONTRAK_PPPK",
            "2018-11-28",
            {"penjagaan_bulan": 6},
            "PP 49/2018 ps. 37",
            VERIFIKASI + "berapa bulan sebelum perjanjian berakhir, diatur instansi.",
        ),
        (
            "NOMINATIF_BERKAS",
            "2025-05-20",
            {
                "PANGKAT": [
                    {"kode": "SK_PANGKAT", "nama": "SK pangkat terakhir"},
                    {"kode": "SKP", "nama": "SKP (evaluasi kinerja tahunan)", "tahun": 2},
                ],
                "KGB": [
                    {"kode": "SK_PANGKAT", "nama": "SK pangkat terakhir"},
                    {"kode": "SK_KGB", "nama": "SK KGB terakhir"},
                    {"kode": "SKP", "nama": "SKP (evaluasi kinerja tahunan)", "tahun": 1},
                ],
                "KONTRAK": [
                    {"kode": "SKP", "nama": "SKP (evaluasi kinerja tahunan)", "tahun": 1},
                ],
            },
            "Peraturan BKN 2/2025; PP 7/1977 ps. 11-13; PP 49/2018",
            VERIFIKASI + "berkas perpanjangan PPPK. Berkas pensiun ada pada katalog layanan.",
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
    dependencies = [("kepegawaian", "0010_nominatif")]

    operations = [migrations.RunPython(load, unload)]
