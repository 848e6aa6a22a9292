"""Addresses of the personnel office under /api/v1/."""

from django.urls import path

from kepegawaian.api import cuti, layanan, nominatif, usulan

app_name = "kepegawaian_api"
urlpatterns = [
    path("nominatif/<slug:jenis>", nominatif.NominatifApi.as_view(), name="nominatif"),
    path("saya/peristiwa", nominatif.PeristiwaSayaApi.as_view(), name="peristiwa-saya"),
    path("layanan", layanan.LayananApi.as_view(), name="layanan"),
    path("cuti", cuti.CutiListApi.as_view(), name="cuti-list"),
    path("cuti/kuota", cuti.KuotaApi.as_view(), name="cuti-kuota"),
    path("cuti/coba", cuti.CobaApi.as_view(), name="cuti-coba"),
    path("cuti/kartu", cuti.KartuApi.as_view(), name="cuti-kartu"),
    path("cuti/<uuid:cuti_id>", cuti.CutiApi.as_view(), name="cuti"),
    path("cuti/<uuid:cuti_id>/ajukan-lagi", cuti.CutiUbahApi.as_view(), name="cuti-ubah"),
    path("cuti/<uuid:cuti_id>/langkah", cuti.CutiLangkahApi.as_view(), name="cuti-langkah"),
    path("cuti/<uuid:cuti_id>/panggil", cuti.CutiPanggilApi.as_view(), name="cuti-panggil"),
    path("cuti/<uuid:cuti_id>/surat", cuti.CutiSuratApi.as_view(), name="cuti-surat"),
    path("usulan", usulan.UsulanListApi.as_view(), name="usulan-list"),
    path("usulan/setujui", usulan.SetujuiBanyakApi.as_view(), name="usulan-setujui-banyak"),
    path("usulan/<uuid:usulan_id>", usulan.UsulanApi.as_view(), name="usulan"),
    path("usulan/<uuid:usulan_id>/kirim", usulan.KirimApi.as_view(), name="usulan-kirim"),
    path(
        "usulan/<uuid:usulan_id>/perbaikan", usulan.PerbaikanApi.as_view(), name="usulan-perbaikan"
    ),
    path("usulan/<uuid:usulan_id>/batal", usulan.BatalApi.as_view(), name="usulan-batal"),
    path("usulan/<uuid:usulan_id>/tarik", usulan.TarikApi.as_view(), name="usulan-tarik"),
    path("usulan/<uuid:usulan_id>/teruskan", usulan.TeruskanApi.as_view(), name="usulan-teruskan"),
    path("usulan/<uuid:usulan_id>/setujui", usulan.SetujuiApi.as_view(), name="usulan-setujui"),
    path(
        "usulan/<uuid:usulan_id>/kembalikan",
        usulan.KembalikanApi.as_view(),
        name="usulan-kembalikan",
    ),
    path(
        "usulan/<uuid:usulan_id>/butir/<uuid:butir_id>",
        usulan.ButirApi.as_view(),
        name="usulan-butir",
    ),
    path(
        "usulan/<uuid:usulan_id>/butir/<uuid:butir_id>/berkas",
        usulan.ButirBerkasApi.as_view(),
        name="usulan-butir-berkas",
    ),
    path(
        "usulan/<uuid:usulan_id>/butir/<uuid:butir_id>/formulir",
        usulan.ButirFormulirApi.as_view(),
        name="usulan-butir-formulir",
    ),
]
