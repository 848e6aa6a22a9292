"""Addresses under /arsip/."""

from django.urls import path

from arsip.views import arsip, cari

app_name = "arsip"
urlpatterns = [
    path("", arsip.arsip_saya, name="arsip-saya"),
    path("cari/", cari.cari, name="cari"),
    path("pegawai/<uuid:pegawai_id>/", arsip.arsip_pegawai, name="arsip-pegawai"),
    path("versi/<uuid:versi_id>/unduh", arsip.versi_unduh, name="versi-unduh"),
    path("versi/<uuid:versi_id>/hal/<int:halaman>", arsip.versi_gambar, name="versi-gambar"),
]
