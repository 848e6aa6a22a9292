"""Addresses under /api/v1/arsip/."""

from django.urls import path

from arsip.api import cari, dokumen, massal, saya, unggahan

app_name = "arsip_api"
urlpatterns = [
    path("jenis", dokumen.JenisListApi.as_view(), name="jenis"),
    path("cari", cari.CariApi.as_view(), name="cari"),
    path("dokumen", dokumen.DokumenApi.as_view(), name="dokumen"),
    path(
        "dokumen/<uuid:dokumen_id>/versi", dokumen.DokumenVersiApi.as_view(), name="dokumen-versi"
    ),
    path("dokumen/<uuid:dokumen_id>/masa", saya.MasaApi.as_view(), name="dokumen-masa"),
    path("pembaca", saya.PembacaApi.as_view(), name="pembaca"),
    path("paket", saya.PaketApi.as_view(), name="paket"),
    path("paket/berkas", saya.PaketBerkasApi.as_view(), name="paket-berkas"),
    path("versi/<uuid:versi_id>", dokumen.VersiApi.as_view(), name="versi"),
    path("versi/<uuid:versi_id>/berkas", dokumen.VersiBerkasApi.as_view(), name="versi-berkas"),
    path("versi/<uuid:versi_id>/kecil", dokumen.VersiKecilApi.as_view(), name="versi-kecil"),
    path(
        "versi/<uuid:versi_id>/hal/<int:halaman>",
        dokumen.VersiGambarApi.as_view(),
        name="versi-gambar",
    ),
    path("berakhir", dokumen.BerakhirApi.as_view(), name="berakhir"),
    path("massal", massal.MassalApi.as_view(), name="massal"),
    path("unggahan", unggahan.UnggahanListApi.as_view(), name="unggahan-list"),
    path("unggahan/<uuid:unggahan_id>", unggahan.UnggahanApi.as_view(), name="unggahan"),
    path(
        "unggahan/<uuid:unggahan_id>/cocokkan",
        massal.CocokkanApi.as_view(),
        name="unggahan-cocokkan",
    ),
    path(
        "unggahan/<uuid:unggahan_id>/berkas",
        massal.UnggahanBerkasApi.as_view(),
        name="unggahan-berkas",
    ),
]
