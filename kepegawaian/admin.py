"""Reference tables of services, posts and mail."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from kepegawaian.models import AturanSk, Jabatan, Layanan, LayananPos, Syarat, VersiLayanan
from kepegawaian.services.nominatif import nominatif_mark
from sitamu.inti.acuan import AcuanAdmin


@admin.register(Layanan)
class LayananAdmin(AcuanAdmin):
    list_display = ["kode", "nama", "loket"]
    ubah = ("nama", "keterangan")


@admin.register(VersiLayanan)
class VersiLayananAdmin(AcuanAdmin):
    list_display = ["layanan", "berlaku_mulai", "janji_hari_kerja", "lewat_opd", "dasar_hukum"]
    list_filter = ["layanan"]


@admin.register(Syarat)
class SyaratAdmin(AcuanAdmin):
    list_display = ["kode", "nama", "versi_layanan", "bentuk", "kondisi", "urutan"]
    list_filter = ["versi_layanan"]


@admin.register(AturanSk)
class AturanSkAdmin(AcuanAdmin):
    list_display = [
        "layanan",
        "berlaku_mulai",
        "golongan_dari",
        "golongan_sampai",
        "penerbitan",
        "pejabat_kode",
    ]
    list_filter = ["layanan"]


@admin.register(Jabatan)
class JabatanAdmin(AcuanAdmin):
    list_display = ["nama", "jenis", "jenjang", "rumpun"]
    search_fields = ["nama"]
    ubah = ("jenis", "jenjang", "rumpun")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Kind and level of a post decide pension and promotion of whoever holds it."""
        super().save_model(request, obj, form, change)
        if change:
            nominatif_mark()


@admin.register(LayananPos)
class LayananPosAdmin(AcuanAdmin):
    list_display = ["kode", "nama", "aktif"]
    ubah = ("nama", "aktif")
