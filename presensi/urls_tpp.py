"""Addresses of TPP, below those of attendance."""

from django.urls import path

from presensi.views import tpp, tpp_proses

urlpatterns = [
    path("tpp/", tpp.tpp_saya, name="tpp-saya"),
    path("tpp/slip/<uuid:hasil_id>/", tpp.tpp_slip, name="tpp-slip"),
    path("tpp/slip/<uuid:hasil_id>/pdf/", tpp.tpp_slip_pdf, name="tpp-slip-pdf"),
    path("tpp/keberatan/", tpp.tpp_keberatan, name="tpp-keberatan"),
    path(
        "tpp/keberatan/<uuid:keberatan_id>/jawab/",
        tpp.tpp_keberatan_jawab,
        name="tpp-keberatan-jawab",
    ),
    path("tpp/pagu/", tpp_proses.tpp_pagu, name="tpp-pagu"),
    path("tpp/bulan/", tpp_proses.tpp_list, name="tpp-list"),
    path("tpp/bulan/<slug:bulan>/", tpp_proses.tpp_bulan, name="tpp-bulan"),
    path("tpp/bulan/<slug:bulan>/hitung/", tpp_proses.tpp_hitung, name="tpp-hitung"),
    path("tpp/bulan/<slug:bulan>/setujui/", tpp_proses.tpp_setujui, name="tpp-setujui"),
    path("tpp/bulan/<slug:bulan>/cabut/", tpp_proses.tpp_cabut, name="tpp-cabut"),
    path("tpp/bulan/<slug:bulan>/tutup/", tpp_proses.tpp_tutup, name="tpp-tutup"),
    path("tpp/bulan/<slug:bulan>/batas/", tpp_proses.tpp_batas, name="tpp-batas"),
    path("tpp/bulan/<slug:bulan>/muat/", tpp_proses.tpp_muat, name="tpp-muat"),
    path("tpp/bulan/<slug:bulan>/selisih/", tpp_proses.tpp_selisih, name="tpp-selisih"),
    path("tpp/bulan/<slug:bulan>/unduh/<slug:jenis>/", tpp_proses.tpp_unduh, name="tpp-unduh"),
    path("tpp/bulan/<slug:bulan>/opd/<uuid:unit_id>/", tpp_proses.tpp_opd, name="tpp-opd"),
    path(
        "tpp/bulan/<slug:bulan>/opd/<uuid:unit_id>/<slug:bentuk>/",
        tpp_proses.tpp_opd_unduh,
        name="tpp-opd-unduh",
    ),
]
