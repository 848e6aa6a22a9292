"""Addresses under /arsip/."""

from django.urls import path

from arsip.views import ahli_waris, arsip, berakhir, cari, foto, keadaan, massal, paket, retensi

app_name = "arsip"
urlpatterns = [
    path("", arsip.arsip_saya, name="arsip-saya"),
    path("cari/", cari.cari, name="cari"),
    path("berakhir/", berakhir.berakhir_list, name="berakhir"),
    path("keadaan/", keadaan.keadaan, name="keadaan"),
    path("paket/", paket.paket, name="paket"),
    path("paket/unduh", paket.paket_unduh, name="paket-unduh"),
    path("massal/", massal.massal_list_view, name="massal-list"),
    path("massal/<uuid:massal_id>/", massal.massal_detail, name="massal-detail"),
    path("massal/<uuid:massal_id>/kirim", massal.massal_kirim, name="massal-kirim"),
    path("massal/<uuid:massal_id>/hasil", massal.massal_hasil, name="massal-hasil"),
    path(
        "massal/<uuid:massal_id>/laporan.<str:bentuk>", massal.massal_laporan, name="massal-laporan"
    ),
    path("unggahan/<uuid:unggahan_id>/lihat", massal.unggahan_lihat, name="unggahan-lihat"),
    path(
        "unggahan/<uuid:unggahan_id>/cocokkan", massal.unggahan_cocokkan, name="unggahan-cocokkan"
    ),
    path("unggahan/<uuid:unggahan_id>/buang", massal.unggahan_buang, name="unggahan-buang"),
    path("dokumen/<uuid:dokumen_id>/masa/", arsip.dokumen_masa, name="dokumen-masa"),
    path("pegawai/<uuid:pegawai_id>/foto/", foto.foto_mulai, name="foto-mulai"),
    path("foto/<uuid:rancangan_id>/", foto.foto, name="foto"),
    path("foto/<uuid:rancangan_id>/simpan", foto.foto_simpan, name="foto-simpan"),
    path("foto/<uuid:rancangan_id>/buang", foto.foto_buang, name="foto-buang"),
    path(
        "foto/<uuid:rancangan_id>/hal/<uuid:halaman_id>/lihat", foto.foto_lihat, name="foto-lihat"
    ),
    path(
        "foto/<uuid:rancangan_id>/hal/<uuid:halaman_id>/<slug:langkah>",
        foto.foto_halaman,
        name="foto-halaman",
    ),
    path("pegawai/<uuid:pegawai_id>/", arsip.arsip_pegawai, name="arsip-pegawai"),
    path("pegawai/<uuid:pegawai_id>/ahli-waris/", ahli_waris.ahli_waris, name="ahli-waris"),
    path(
        "ahli-waris/<uuid:akses_id>/akhiri",
        ahli_waris.ahli_waris_akhiri,
        name="ahli-waris-akhiri",
    ),
    path("retensi/", retensi.retensi, name="retensi"),
    path("retensi/penahanan/", retensi.penahanan, name="penahanan"),
    path(
        "retensi/penahanan/<uuid:penahanan_id>/akhiri",
        retensi.penahanan_akhiri,
        name="penahanan-akhiri",
    ),
    path("retensi/daftar/baru/<slug:kelas>/<slug:jenis>/", retensi.susut_baru, name="susut-baru"),
    path("retensi/daftar/<uuid:daftar_id>/", retensi.susut_detail, name="susut-detail"),
    path("retensi/daftar/<uuid:daftar_id>/putuskan", retensi.susut_putuskan, name="susut-putuskan"),
    path(
        "retensi/daftar/<uuid:daftar_id>/<slug:bentuk>", retensi.susut_berkas, name="susut-berkas"
    ),
    path("versi/<uuid:versi_id>/unduh", arsip.versi_unduh, name="versi-unduh"),
    path("versi/<uuid:versi_id>/kecil", arsip.versi_kecil, name="versi-kecil"),
    path("versi/<uuid:versi_id>/hal/<int:halaman>", arsip.versi_gambar, name="versi-gambar"),
]
