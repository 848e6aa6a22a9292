"""Addresses of attendance."""

from django.urls import path

from presensi.views import hari, jadwal, pernyataan, surat, tempat

app_name = "presensi"

urlpatterns = [
    path("bulan/", hari.hari_bulan, name="hari-bulan"),
    path("pegawai/<uuid:pegawai_id>/", hari.hari_pegawai, name="hari-pegawai"),
    path("tim/", hari.hari_tim, name="hari-tim"),
    path("pernyataan/", pernyataan.pernyataan_list, name="pernyataan-list"),
    path(
        "pernyataan/<uuid:pernyataan_id>/putus/",
        pernyataan.pernyataan_putus,
        name="pernyataan-putus",
    ),
    path("surat-tugas/", surat.surat_list, name="surat-list"),
    path("surat-tugas/<uuid:surat_id>/putus/", surat.surat_putus, name="surat-putus"),
    path("tempat/", tempat.tempat_list, name="tempat-list"),
    path("tempat/baru/", tempat.tempat_baru, name="tempat-baru"),
    path("tempat/<uuid:tempat_id>/", tempat.tempat_detail, name="tempat-detail"),
    path("tempat/<uuid:tempat_id>/pakai/", tempat.tempat_pakai, name="tempat-pakai"),
    path("tempat/akhiri/<uuid:pemakaian_id>/", tempat.tempat_akhiri, name="tempat-akhiri"),
    path("jadwal/", jadwal.pola_list, name="pola-list"),
    path("roster/", jadwal.roster, name="roster"),
    path("roster/<uuid:unit_id>/<slug:bulan>/", jadwal.roster_bulan, name="roster-bulan"),
    path("roster/<uuid:unit_id>/<slug:bulan>/unduh/", jadwal.roster_unduh, name="roster-unduh"),
    path("roster/<uuid:unit_id>/<slug:bulan>/unggah/", jadwal.roster_unggah, name="roster-unggah"),
]
