"""Kinds whose papers end on a day: agreements, study, permits of health workers."""

from django.db import migrations

MULAI = "2020-01-01"
UU_17 = "UU 17/2023; PP 28/2024"
BERMASA = ["PERJANJIAN_KERJA", "TUGAS_BELAJAR", "SK_CLTN"]

# kode, nama, petunjuk, urutan
BARU = [
    (
        "STR",
        "Surat tanda registrasi (STR)",
        "Tenaga medis dan kesehatan. Kuncinya tahun terbit. STR lama punya tanggal akhir.",
        455,
    ),
    (
        "SIP",
        "Surat izin praktik (SIP)",
        "Tenaga medis dan kesehatan. Kuncinya tahun terbit.",
        456,
    ),
]


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("arsip", "JenisDokumen").objects.using(alias)
    terms = apps.get_model("arsip", "KetentuanJenis").objects.using(alias)
    for kode, nama, petunjuk, urutan in BARU:
        kinds.create(
            kode=kode,
            nama=nama,
            petunjuk=petunjuk,
            bukti="JABATAN",
            banyak=True,
            bermasa=True,
            urutan=urutan,
            berlaku_mulai=MULAI,
            dasar_hukum=UU_17,
        )
        terms.create(
            jenis_id=kode,
            berlaku_mulai=MULAI,
            kerahasiaan="BIASA",
            atasan=True,
            kelas_retensi="PERSEORANGAN",
            siasn_dok_id="",
            dasar_hukum=UU_17,
        )
    kinds.filter(kode__in=BERMASA).update(bermasa=True)


def unload(apps, schema_editor):
    alias = schema_editor.connection.alias
    kinds = apps.get_model("arsip", "JenisDokumen").objects.using(alias)
    terms = apps.get_model("arsip", "KetentuanJenis").objects.using(alias)
    new = [row[0] for row in BARU]
    terms.filter(jenis__in=new).delete()
    kinds.filter(kode__in=new).delete()
    kinds.filter(kode__in=BERMASA).update(bermasa=False)


class Migration(migrations.Migration):
    dependencies = [("arsip", "0012_jenis_tanpa_kelas")]

    operations = [migrations.RunPython(load, unload)]
