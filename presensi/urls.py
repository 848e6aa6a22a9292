"""Addresses of attendance."""

from django.urls import path

from presensi.views import (
    acara,
    atur,
    hari,
    jadwal,
    koreksi,
    muatan,
    pernyataan,
    ringkasan,
    surat,
    tempat,
)

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
    path("ringkasan/", ringkasan.ringkasan, name="ringkasan"),
    path("rekap/", ringkasan.rekap, name="rekap"),
    path("rekap/unduh/<slug:bentuk>/", ringkasan.rekap_unduh, name="rekap-unduh"),
    path("kelola/", ringkasan.kelola, name="kelola"),
    path("dispensasi/", koreksi.dispensasi_list, name="dispensasi-list"),
    path(
        "dispensasi/<uuid:dispensasi_id>/cabut/",
        koreksi.dispensasi_cabut,
        name="dispensasi-cabut",
    ),
    path("kertas/", koreksi.kertas_list, name="kertas-list"),
    path("kertas/isi/<uuid:unit_id>/<slug:tanggal>/", koreksi.kertas_isi, name="kertas-isi"),
    path("kertas/<uuid:daftar_id>/", koreksi.kertas_detail, name="kertas-detail"),
    path("kertas/<uuid:daftar_id>/putus/", koreksi.kertas_putus, name="kertas-putus"),
    path("kertas/<uuid:daftar_id>/cetak/", koreksi.kertas_cetak, name="kertas-cetak"),
    path("tutup/", koreksi.tutup, name="tutup"),
    path("acara/", acara.acara_list, name="acara-list"),
    path("acara/<uuid:acara_id>/akhiri/", acara.acara_akhiri, name="acara-akhiri"),
    path("acara/<uuid:acara_id>/<slug:tanggal>/", acara.acara_hadir, name="acara-hadir"),
    path("jam/", atur.versi_list, name="versi-list"),
    path("fleksibel/", atur.fleksibel_list, name="fleksibel-list"),
    path(
        "fleksibel/<uuid:fleksibel_id>/akhiri/",
        atur.fleksibel_akhiri,
        name="fleksibel-akhiri",
    ),
    path("ramadan/", atur.ramadan_list, name="ramadan-list"),
    path("impor/", muatan.muatan_list, name="muatan-list"),
    path("impor/<uuid:job_id>/", muatan.muatan_detail, name="muatan-detail"),
    path("impor/<uuid:job_id>/gagal/", muatan.muatan_gagal, name="muatan-gagal"),
    path("impor/<uuid:job_id>/batal/", muatan.muatan_batal, name="muatan-batal"),
]
