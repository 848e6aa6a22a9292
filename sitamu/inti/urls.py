"""Addresses of accounts, rights and the access log."""

from django.urls import path

from sitamu.inti.views import aktivasi, jejak, pengguna, penugasan

app_name = "inti"
urlpatterns = [
    path("aktivasi/", aktivasi.aktivasi_view, name="aktivasi"),
    path("pengguna/", pengguna.pengguna_list, name="pengguna-list"),
    path("pengguna/baru/", pengguna.pengguna_baru, name="pengguna-baru"),
    path("pengguna/aktivasi/", aktivasi.aktivasi_unit, name="aktivasi-unit"),
    path("pengguna/aktivasi/lembar/", aktivasi.aktivasi_lembar, name="aktivasi-lembar"),
    path("pengguna/<uuid:pengguna_id>/", pengguna.pengguna_detail, name="pengguna-detail"),
    path("pengguna/<uuid:pengguna_id>/hak/", pengguna.hak_beri, name="hak-beri"),
    path("pengguna/<uuid:pengguna_id>/hak/akhiri/", pengguna.hak_akhiri, name="hak-akhiri"),
    path("pengguna/<uuid:pengguna_id>/kode-masuk/", pengguna.kode_masuk, name="kode-masuk"),
    path("pengguna/<uuid:pengguna_id>/aktif/", pengguna.aktif, name="pengguna-aktif"),
    path("pengguna/<uuid:pengguna_id>/aktivasi/", aktivasi.kode_aktivasi, name="kode-aktivasi"),
    path("penugasan/", penugasan.penugasan_list, name="penugasan-list"),
    path("penugasan/delegasi/", penugasan.penugasan_delegasi, name="penugasan-delegasi"),
    path("penugasan/plt/", penugasan.penugasan_plt, name="penugasan-plt"),
    path(
        "penugasan/<uuid:penugasan_id>/akhiri/", penugasan.penugasan_akhiri, name="penugasan-akhiri"
    ),
    path("saya/jejak/", jejak.jejak_saya, name="jejak-saya"),
    path("jejak/", jejak.jejak_list, name="jejak-list"),
]
