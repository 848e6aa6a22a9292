"""Addresses of presensi under /api/v1/."""

from django.urls import path

from presensi.api import hari, ketukan, kinerja, perangkat, tpp, web

app_name = "presensi_api"
urlpatterns = [
    # POST to it never gets here: sitamu.middleware.JALAN_PENDEK answers it.
    path("presensi", hari.RiwayatApi.as_view(), name="riwayat"),
    path("presensi/bulan", hari.BulanApi.as_view(), name="bulan"),
    path("presensi/tim", hari.TimApi.as_view(), name="tim"),
    path("saya/jadwal", hari.JadwalSayaApi.as_view(), name="jadwal-saya"),
    path("presensi", ketukan.ketukan_create, name="ketukan"),
    path("presensi/batch", ketukan.ketukan_batch, name="ketukan-batch"),
    path("presensi/web", web.ketukan_web, name="ketukan-web"),
    path("tpp", tpp.TppListApi.as_view(), name="tpp"),
    path("tpp/<uuid:hasil_id>", tpp.TppSlipApi.as_view(), name="tpp-slip"),
    path("tpp/<uuid:hasil_id>/keberatan", tpp.TppKeberatanApi.as_view(), name="tpp-keberatan"),
    path("tpp/bulan/<slug:bulan>", tpp.TppBulanApi.as_view(), name="tpp-bulan"),
    path("tpp/bulan/<slug:bulan>/setujui", tpp.TppSetujuApi.as_view(), name="tpp-setujui"),
    path("perangkat", perangkat.PerangkatListApi.as_view(), name="perangkat"),
    path("perangkat/<uuid:perangkat_id>", perangkat.PerangkatApi.as_view(), name="perangkat-satu"),
    path("kinerja/kegiatan", kinerja.KegiatanApi.as_view(), name="kegiatan"),
    path("kinerja/rencana", kinerja.RencanaApi.as_view(), name="rencana"),
    path("kinerja/persetujuan", kinerja.PersetujuanApi.as_view(), name="persetujuan"),
    path(
        "kinerja/persetujuan/batal",
        kinerja.PersetujuanBatalApi.as_view(),
        name="persetujuan-batal",
    ),
]
