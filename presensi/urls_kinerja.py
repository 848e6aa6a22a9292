"""Addresses of performance, below /presensi/kinerja/."""

from django.urls import path

from presensi.views import kinerja, penilaian, skp

urlpatterns = [
    path("", kinerja.kinerja, name="kinerja"),
    path("kegiatan/<uuid:kegiatan_id>/", kinerja.kegiatan, name="kegiatan"),
    path("kegiatan/<uuid:kegiatan_id>/hapus/", kinerja.kegiatan_hapus, name="kegiatan-hapus"),
    path("ulangi/", kinerja.kegiatan_ulangi, name="kegiatan-ulangi"),
    path("templat/<uuid:templat_id>/", kinerja.templat_pakai, name="templat-pakai"),
    path("pegawai/<uuid:pegawai_id>/", kinerja.kinerja_pegawai, name="kinerja-pegawai"),
    path("setujui/", kinerja.kinerja_setujui, name="kinerja-setujui"),
    path("setujui/kembalikan/", kinerja.kinerja_kembalikan, name="kinerja-kembalikan"),
    path("setujui/batal/", kinerja.kinerja_batal, name="kinerja-batal"),
    path("skp/", skp.skp_list, name="skp-list"),
    path("skp/<uuid:skp_id>/", skp.skp, name="skp"),
    path("skp/<uuid:skp_id>/butir/<uuid:butir_id>/", skp.skp_butir, name="skp-butir"),
    path("skp/<uuid:skp_id>/perilaku/", skp.skp_perilaku, name="skp-perilaku"),
    path("skp/<uuid:skp_id>/<slug:langkah>/", skp.skp_langkah, name="skp-langkah"),
    path("penilaian/", penilaian.penilaian_list, name="penilaian-list"),
    path(
        "penilaian/<uuid:pegawai_id>/<slug:periode>/",
        penilaian.penilaian_beri,
        name="penilaian-beri",
    ),
    path(
        "penilaian/<uuid:penilaian_id>/keberatan",
        penilaian.keberatan_ajukan,
        name="keberatan-ajukan",
    ),
    path("keberatan/<uuid:keberatan_id>/", penilaian.keberatan, name="keberatan"),
    path("opd/", penilaian.opd, name="kinerja-opd"),
    path("predikat/", penilaian.predikat_impor, name="predikat-impor"),
    path("predikat/templat/", penilaian.predikat_templat, name="predikat-templat"),
    path("predikat/<uuid:job_id>/", penilaian.predikat_hasil, name="predikat-hasil"),
    path("predikat/<uuid:job_id>/gagal/", penilaian.predikat_gagal, name="predikat-gagal"),
]
