"""Reference tables of the archive."""

from typing import Any

from django.contrib import admin

from arsip.forms import BerlakuForm, KetentuanForm
from arsip.models import JenisDokumen, KelasRetensi, KetentuanJenis
from sitamu.inti.acuan import AcuanAdmin
from sitamu.inti.http import PortalRequest


@admin.register(JenisDokumen)
class JenisDokumenAdmin(AcuanAdmin):
    list_display = ["kode", "nama", "bukti", "berlaku_mulai", "berlaku_sampai"]
    list_filter = ["bukti"]
    search_fields = ["kode", "nama"]
    ubah = ("petunjuk", "urutan", "berlaku_sampai")


class BertanggalAdmin(AcuanAdmin):
    """Rows that begin today or later, and remember who entered them."""

    form = BerlakuForm
    exclude = ["dimasukkan_oleh"]

    def save_model(self, request: Any, obj: Any, form: Any, change: Any) -> None:
        portal: PortalRequest = request
        obj.dimasukkan_oleh = portal.user
        super().save_model(request, obj, form, change)


@admin.register(KetentuanJenis)
class KetentuanJenisAdmin(BertanggalAdmin):
    form = KetentuanForm
    list_display = ["jenis", "berlaku_mulai", "kerahasiaan", "atasan", "kelas_retensi"]
    list_filter = ["kerahasiaan", "kelas_retensi"]
    search_fields = ["jenis__kode", "jenis__nama"]


@admin.register(KelasRetensi)
class KelasRetensiAdmin(BertanggalAdmin):
    list_display = [
        "kode",
        "nama",
        "berlaku_mulai",
        "aktif_tahun",
        "inaktif_tahun",
        "nasib",
        "ditetapkan",
    ]
