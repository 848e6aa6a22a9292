"""Addresses of the personnel office."""

from django.urls import path

from kepegawaian.views import beranda, pegawai, telaah, usulan

app_name = "kepegawaian"

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("pegawai/", pegawai.pegawai_list, name="pegawai-list"),
    path("pegawai/<uuid:pegawai_id>/", pegawai.pegawai_detail, name="pegawai-detail"),
    path("pegawai/<uuid:pegawai_id>/usulan/", usulan.usulan_mulai, name="usulan-mulai"),
    path("nominatif/pensiun/", pegawai.pensiun_view, name="pensiun-list"),
    path("usulan/", usulan.usulan_list, name="usulan-list"),
    path("usulan/<uuid:usulan_id>/", usulan.usulan_detail, name="usulan-detail"),
    path("usulan/<uuid:usulan_id>/periksa/", usulan.usulan_periksa, name="usulan-periksa"),
    path("usulan/<uuid:usulan_id>/terkirim/", usulan.usulan_terkirim, name="usulan-terkirim"),
    path(
        "usulan/<uuid:usulan_id>/butir/<uuid:butir_id>/",
        usulan.usulan_butir,
        name="usulan-butir",
    ),
    path(
        "usulan/<uuid:usulan_id>/butir/<uuid:butir_id>/formulir/",
        usulan.usulan_formulir,
        name="usulan-formulir",
    ),
    path(
        "usulan/<uuid:usulan_id>/langkah/<slug:action>/",
        usulan.usulan_langkah,
        name="usulan-langkah",
    ),
    path("antrean/", telaah.antrean_view, name="antrean"),
    path("antrean/ambil/", telaah.antrean_ambil, name="antrean-ambil"),
    path("telaah/<uuid:usulan_id>/", telaah.telaah, name="telaah"),
    path(
        "telaah/<uuid:usulan_id>/butir/<uuid:butir_id>/", telaah.telaah_nilai, name="telaah-nilai"
    ),
    path("telaah/<uuid:usulan_id>/pertek/", telaah.pertek_catat, name="pertek-catat"),
]
