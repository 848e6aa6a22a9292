"""Who decides which leave, what counts as a far place, papers of a request."""

from django.db import migrations

VERIFIKASI = "Perlu verifikasi: "
PP_11 = "PP 11/2017 ps. 309-341; Peraturan BKN 24/2017 jo. 7/2021"


def parameters():
    """(kunci, berlaku_mulai, nilai, dasar_hukum, keterangan)."""
    return [
        (
            "CUTI_PEJABAT",
            "2017-12-22",
            {
                "tahunan": "OPD",
                "sakit": "OPD",
                "melahirkan": "OPD",
                "alasan_penting": "OPD",
                "besar": "PPK",
                "cltn": "PPK",
            },
            PP_11,
            VERIFIKASI + "pelimpahan wewenang di kabupaten.",
        ),
        (
            "CUTI_TEMPAT_JAUH",
            "2017-12-22",
            {"perjalanan_jam": 3},
            "PP 11/2017 ps. 312; Peraturan BKN 24/2017",
            VERIFIKASI + "tempat yang sulit dijangkau di kabupaten.",
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


def kinds_load(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("arsip", "JenisDokumen").objects.using(alias).create(
        kode="BUKTI_CUTI",
        nama="Bukti alasan cuti",
        petunjuk="Kuncinya tanggal mulai cuti.",
        bukti="CUTI",
        banyak=True,
        urutan=900,
        berlaku_mulai="2020-01-01",
        dasar_hukum=PP_11,
    )
    apps.get_model("arsip", "KetentuanJenis").objects.using(alias).create(
        jenis_id="BUKTI_CUTI",
        berlaku_mulai="2020-01-01",
        kerahasiaan="TERBATAS",
        atasan=True,
        kelas_retensi="LAYANAN",
        dasar_hukum=PP_11,
    )


def kinds_unload(apps, schema_editor):
    alias = schema_editor.connection.alias
    for model, field in (("KetentuanJenis", "jenis_id"), ("JenisDokumen", "kode")):
        rows = apps.get_model("arsip", model).objects.using(alias)
        rows.filter(**{field: "BUKTI_CUTI"}).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("kepegawaian", "0019_cuti"),
        ("arsip", "0017_jenis_layanan"),
    ]
    operations = [
        migrations.RunPython(load, unload),
        migrations.RunPython(kinds_load, kinds_unload),
    ]
