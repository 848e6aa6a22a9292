"""Addresses of attendance."""

from django.urls import path

from presensi.views import hari

app_name = "presensi"

urlpatterns = [
    path("bulan/", hari.hari_bulan, name="hari-bulan"),
    path("pegawai/<uuid:pegawai_id>/", hari.hari_pegawai, name="hari-pegawai"),
    path("tim/", hari.hari_tim, name="hari-tim"),
]
