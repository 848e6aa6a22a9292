"""Says beside the first figures which of them sources leave open; an office's own words stay."""

from django.db import migrations

VERIFIKASI = "Perlu verifikasi: "
CATATAN = {
    "BUP": VERIFIKASI
    + "dokter dan tenaga kesehatan lain, pengawas sekolah, penilik, kepala sekolah. Rumpun dan "
    "jenjang tiap jabatan dapat diubah pada Data acuan.",
    "GAJI_PPPK": VERIFIKASI + "lampiran Perpres untuk golongan selain IX.",
    "HUKDIS_BEBAS": VERIFIKASI + "cakupan tepat hukuman disiplin.",
    "KP_FUNGSIONAL": VERIFIKASI + "cakupan tepat hukuman disiplin.",
    "PENSIUN_ANAK": VERIFIKASI
    + "bukti sekolah pada usia 21 sampai 25 tahun, yang diminta sebagian kantor.",
    "PENSIUN_BATAS": VERIFIKASI + "bulan-bulannya diatur instansi.",
    "PENSIUN_HAK": "APS: PP 11/2017 ps. 305 menyebut usia 45 tahun, yang dijalankan BKN 50 tahun.",
    "PENSIUN_POKOK": VERIFIKASI
    + "bulan di atas tahun penuh (pembulatan). Tabel lajur 3 PP 8/2024 belum lengkap.",
}


def first_rows(apps, schema_editor, keterangan):
    rows = apps.get_model("inti", "Parameter").objects.using(schema_editor.connection.alias)
    for kunci in CATATAN:
        row = rows.filter(kunci=kunci).order_by("berlaku_mulai").first()
        if row is not None and row.keterangan == keterangan(kunci):
            yield row


def write(apps, schema_editor):
    for row in first_rows(apps, schema_editor, lambda kunci: ""):
        row.keterangan = CATATAN[row.kunci]
        row.save(update_fields=["keterangan"])


def clear(apps, schema_editor):
    for row in first_rows(apps, schema_editor, CATATAN.get):
        row.keterangan = ""
        row.save(update_fields=["keterangan"])


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0017_katalog_isi"), ("inti", "0008_muatan")]
    operations = [migrations.RunPython(write, clear)]
