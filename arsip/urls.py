"""Addresses under /arsip/."""

from django.urls import path

from arsip import views

app_name = "arsip"
urlpatterns = [
    path("", views.arsip_saya, name="arsip-saya"),
    path("pegawai/<uuid:pegawai_id>/", views.arsip_pegawai, name="arsip-pegawai"),
    path("versi/<uuid:versi_id>/unduh", views.versi_unduh, name="versi-unduh"),
    path("versi/<uuid:versi_id>/hal/<int:halaman>", views.versi_gambar, name="versi-gambar"),
]
