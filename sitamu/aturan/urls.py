"""Addresses of the calculators and of the dated rules."""

from django.urls import path

from sitamu.aturan.api import AturanApi, KalkulatorApi
from sitamu.aturan.views import bulan_tpp, kalkulator, parameter

app_name = "aturan"
urlpatterns = [
    path("api/v1/kalkulator/<slug:area>", KalkulatorApi.as_view(), name="kalkulator"),
    path("api/v1/aturan", AturanApi.as_view(), name="aturan-api"),
    path("kalkulator/", kalkulator.kalkulator_daftar, name="kalkulator-daftar"),
    path("kalkulator/<slug:kode>/", kalkulator.kalkulator_halaman, name="kalkulator-halaman"),
    path("kalkulator/<slug:kode>/saya/", kalkulator.kalkulator_saya, name="kalkulator-saya"),
    path("aturan/", parameter.parameter_list, name="parameter-list"),
    path("aturan/parameter/<slug:kunci>/", parameter.parameter_detail, name="parameter-detail"),
    path("aturan/parameter/<slug:kunci>/draf/", parameter.draf_baru, name="draf-baru"),
    path("aturan/versi/<uuid:versi_id>/", parameter.versi_detail, name="versi-detail"),
    path("aturan/versi/<uuid:versi_id>/tabel/", parameter.versi_tabel, name="versi-tabel"),
    path("aturan/draf/<uuid:draf_id>/", parameter.draf_detail, name="draf-detail"),
    path("aturan/draf/<uuid:draf_id>/ubah/", parameter.draf_ubah, name="draf-ubah"),
    path("aturan/draf/<uuid:draf_id>/buang/", parameter.draf_buang, name="draf-buang"),
    path("aturan/draf/<uuid:draf_id>/contoh/", parameter.uji_contoh, name="uji-contoh"),
    path("aturan/draf/<uuid:draf_id>/pegawai/", parameter.uji_pegawai, name="uji-pegawai"),
    path("aturan/draf/<uuid:draf_id>/bulan/", bulan_tpp.draf_bulan, name="draf-bulan"),
    path("aturan/draf/<uuid:draf_id>/aktifkan/", parameter.draf_aktifkan, name="draf-aktifkan"),
    path("aturan/uji/<uuid:uji_id>/", parameter.uji_detail, name="uji-detail"),
    path("aturan/uji/<uuid:uji_id>/unduh/", parameter.uji_unduh, name="uji-unduh"),
]
