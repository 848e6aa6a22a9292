"""Reference tables of the floor."""

from django.contrib import admin

from sitamu.inti.acuan import AcuanAdmin
from sitamu.inti.models import HariLibur, JamKantor, PejabatPenandatangan


@admin.register(HariLibur)
class HariLiburAdmin(AcuanAdmin):
    list_display = ["tanggal", "nama", "jenis", "sumber"]
    list_filter = ["jenis"]
    date_hierarchy = "tanggal"
    ubah = ("nama", "jenis", "sumber")


@admin.register(JamKantor)
class JamKantorAdmin(AcuanAdmin):
    list_display = ["nama", "hari_kerja_per_minggu", "mulai", "sampai", "tutup", "sumber"]
    list_filter = ["hari_kerja_per_minggu"]
    ubah = ("sampai",)


@admin.register(PejabatPenandatangan)
class PejabatPenandatanganAdmin(AcuanAdmin):
    list_display = ["kode", "jabatan", "nama", "mulai", "sampai"]
    search_fields = ["kode", "jabatan", "nama"]
    raw_id_fields = ["pengguna", "unit"]
    ubah = ("sampai",)
