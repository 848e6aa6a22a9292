"""Addresses of the personnel office."""

from django.urls import path

from kepegawaian.views import (
    anomali,
    beranda,
    impor,
    kelengkapan,
    kiriman,
    nominatif,
    pegawai,
    sk,
    telaah,
    usulan,
    verifikasi,
)

app_name = "kepegawaian"

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("pegawai/", pegawai.pegawai_list, name="pegawai-list"),
    path("pegawai/<uuid:pegawai_id>/", pegawai.pegawai_detail, name="pegawai-detail"),
    path("pegawai/<uuid:pegawai_id>/kelengkapan/", kelengkapan.kelengkapan, name="kelengkapan"),
    path("pegawai/<uuid:pegawai_id>/usulan/", usulan.usulan_mulai, name="usulan-mulai"),
    path("anomali/", anomali.anomali_list, name="anomali-list"),
    path("anomali/unduh/", anomali.anomali_unduh, name="anomali-unduh"),
    path("anomali/<uuid:anomali_id>/", anomali.anomali_detail, name="anomali-detail"),
    path("anomali/<uuid:anomali_id>/periksa/", anomali.anomali_periksa, name="anomali-periksa"),
    path("pegawai/<uuid:pegawai_id>/jadwal/", pegawai.pegawai_jadwal, name="pegawai-jadwal"),
    path("nominatif/", nominatif.nominatif_index, name="nominatif"),
    path("nominatif/<slug:jenis>/", nominatif.nominatif_list, name="nominatif-list"),
    path(
        "nominatif/<slug:jenis>/unduh.<slug:bentuk>",
        nominatif.nominatif_unduh,
        name="nominatif-unduh",
    ),
    path("impor/", impor.impor_list, name="impor-list"),
    path("impor/tata-letak/<slug:kode>.xlsx", impor.impor_tata_letak, name="impor-tata-letak"),
    path("impor/<uuid:job_id>/", impor.impor_detail, name="impor-detail"),
    path("impor/<uuid:job_id>/gagal/<slug:kode>.xlsx", impor.impor_gagal, name="impor-gagal"),
    path("impor/<uuid:job_id>/batal/", impor.impor_batal, name="impor-batal"),
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
    path("sk/", sk.sk_list, name="sk-list"),
    path("sk/setujui/", sk.sk_setujui, name="sk-setujui"),
    path("sk/<uuid:usulan_id>/", sk.sk_detail, name="sk-detail"),
    path("sk/<uuid:usulan_id>/setujui/", sk.sk_setujui_satu, name="sk-setujui-satu"),
    path("sk/<uuid:usulan_id>/ulang/", sk.sk_ulang, name="sk-ulang"),
    path("sk/<uuid:usulan_id>/simpan/", sk.sk_simpan, name="sk-simpan"),
    path("verifikasi/<str:kode>", verifikasi.verifikasi, name="verifikasi"),
    path("kiriman/", kiriman.kiriman_list, name="kiriman-list"),
    path("kiriman/<uuid:kiriman_id>/", kiriman.kiriman_detail, name="kiriman-detail"),
    path("kiriman/<uuid:kiriman_id>/resi/", kiriman.kiriman_resi, name="kiriman-resi"),
    path("kiriman/<uuid:kiriman_id>/langkah/", kiriman.kiriman_langkah, name="kiriman-langkah"),
    path("kiriman/<uuid:kiriman_id>/terima/", kiriman.kiriman_terima, name="kiriman-terima"),
    path("kiriman/<uuid:kiriman_id>/ulang/", kiriman.kiriman_ulang, name="kiriman-ulang"),
    path("kiriman/<uuid:kiriman_id>/bukti/", kiriman.kiriman_bukti, name="kiriman-bukti"),
    path("manifest/<uuid:manifest_id>/", kiriman.manifest_detail, name="manifest-detail"),
    path(
        "manifest/<uuid:manifest_id>/cetak/<slug:bentuk>/",
        kiriman.manifest_cetak,
        name="manifest-cetak",
    ),
]
