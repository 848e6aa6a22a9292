"""What sources leave open becomes a figure that an office can change: eselon, roundings, scopes."""

from django.db import migrations

VERIFIKASI = "Perlu verifikasi: "
ESELON = {
    "baris": [
        {"jenis": "jpt_utama", "eselon": ["I.a", "I.b"]},
        {"jenis": "jpt_madya", "eselon": ["I.a", "I.b"]},
        {"jenis": "jpt_pratama", "eselon": ["II.a", "II.b"]},
        {"jenis": "jpt_pratama", "awalan": "Sekretaris Daerah", "eselon": ["II.a"]},
        {"jenis": "jpt_pratama", "awalan": "Kepala Dinas", "eselon": ["II.b"]},
        {"jenis": "jpt_pratama", "awalan": "Kepala Badan", "eselon": ["II.b"]},
        {"jenis": "administrator", "eselon": ["III.a", "III.b"]},
        {"jenis": "administrator", "awalan": "Camat", "eselon": ["III.a"]},
        {"jenis": "pengawas", "eselon": ["IV.a", "IV.b"]},
    ]
}
TAMBAH = {
    "KP_PENGABDIAN": {"tmt": "awal_bulan_berhenti"},
    "PMK": {"pembulatan": "ke_bawah"},
}


def parameters():
    """(kunci, berlaku_mulai, nilai, dasar_hukum, keterangan)."""
    return [
        (
            "ESELON_JABATAN",
            "2002-04-17",
            ESELON,
            "PP 13/2002; PP 11/2017 ps. 131",
            VERIFIKASI + "eselon jabatan di kabupaten.",
        )
    ]


def changed(kunci, nilai):
    """Key and figures of an earlier row in today's shape."""
    if kunci == "HUKDIS_BEBAS_BULAN":
        return "HUKDIS_BEBAS", {"bulan": nilai, "tingkat": ["sedang", "berat"]}
    return kunci, {**nilai, **TAMBAH[kunci]} if kunci in TAMBAH else nilai


def load(apps, schema_editor):
    alias = schema_editor.connection.alias
    parameter = apps.get_model("inti", "Parameter").objects.using(alias)
    for row in parameter.filter(kunci__in=["HUKDIS_BEBAS_BULAN", *TAMBAH]):
        row.kunci, row.nilai = changed(row.kunci, row.nilai)
        row.save()
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
    parameter.filter(kunci__in=[row[0] for row in parameters()]).delete()
    for row in parameter.filter(kunci__in=["HUKDIS_BEBAS", *TAMBAH]):
        if row.kunci == "HUKDIS_BEBAS":
            row.kunci, row.nilai = "HUKDIS_BEBAS_BULAN", row.nilai["bulan"]
        else:
            row.nilai = {k: v for k, v in row.nilai.items() if k not in TAMBAH[row.kunci]}
        row.save()


class Migration(migrations.Migration):
    dependencies = [("kepegawaian", "0012_muatan"), ("inti", "0008_muatan")]
    operations = [migrations.RunPython(load, unload)]
