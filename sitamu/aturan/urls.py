"""Addresses of the calculators."""

from django.urls import path

from sitamu.aturan import views
from sitamu.aturan.api import KalkulatorApi

app_name = "aturan"
urlpatterns = [
    path("api/v1/kalkulator/<slug:area>", KalkulatorApi.as_view(), name="kalkulator"),
    path("kalkulator/", views.kalkulator_daftar, name="kalkulator-daftar"),
    path("kalkulator/<slug:kode>/", views.kalkulator_halaman, name="kalkulator-halaman"),
    path("kalkulator/<slug:kode>/saya/", views.kalkulator_saya, name="kalkulator-saya"),
]
