"""Letters numbered alike count in one register: two of them never bear the same number."""

from django.db import migrations

FORMAT, KODE, SATU = "{kode}/{urut}/BKPSDM/{tahun}", "800.1", "BKPSDM"


def join(apps, schema_editor):
    """The register goes on from the highest number that any of them has given in its year."""
    aturan = apps.get_model("kepegawaian", "AturanSk")
    register = apps.get_model("inti", "RegisterNomor")
    rows = aturan.objects.filter(format_nomor=FORMAT, kode_klasifikasi=KODE)
    names = set(rows.values_list("register", flat=True))
    given = {}
    counted = register.objects.filter(kode__in=names)
    for tahun, terakhir in counted.values_list("tahun", "terakhir"):
        given[tahun] = max(given.get(tahun, 0), terakhir)
    for tahun, terakhir in given.items():
        register.objects.get_or_create(kode=SATU, tahun=tahun, defaults={"terakhir": terakhir})
    rows.update(register=SATU)


class Migration(migrations.Migration):
    dependencies = [
        ("inti", "0012_permintaan_klien"),
        ("kepegawaian", "0029_langkah_tte"),
    ]

    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
