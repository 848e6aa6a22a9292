"""Addresses of presensi under /api/v1/."""

from django.urls import path

from presensi.api import ketukan, perangkat

app_name = "presensi_api"
urlpatterns = [
    path("presensi", ketukan.ketukan_create, name="ketukan"),
    path("presensi/batch", ketukan.ketukan_batch, name="ketukan-batch"),
    path("perangkat", perangkat.PerangkatListApi.as_view(), name="perangkat"),
    path("perangkat/<uuid:perangkat_id>", perangkat.PerangkatApi.as_view(), name="perangkat-satu"),
]
