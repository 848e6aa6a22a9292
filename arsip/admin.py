"""Reference tables of the archive."""

from django.contrib import admin

from arsip.models import JenisDokumen
from sitamu.inti.acuan import AcuanAdmin


@admin.register(JenisDokumen)
class JenisDokumenAdmin(AcuanAdmin):
    list_display = ["kode", "nama", "kerahasiaan", "berlaku_mulai", "berlaku_sampai"]
    search_fields = ["kode", "nama"]
    ubah = ("petunjuk", "urutan", "berlaku_sampai")
