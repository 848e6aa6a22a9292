"""Addresses of the whole portal; each app brings its own list."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from sitamu import auth_api, health

handler404 = "sitamu.middleware.not_found"
urlpatterns = [
    path("sehat", health.sehat, name="sehat"),
    path("siap", health.siap, name="siap"),
    path("akun/", include("sitamu.account_urls")),
    path("acuan/", admin.site.urls),
    path("arsip/", include("arsip.urls")),
    path("api/v1/arsip/", include("arsip.api.urls")),
    path("presensi/", include("presensi.urls")),
    path("pemberitahuan/", include("notifikasi.urls")),
    path("api/v1/", include("kepegawaian.api.urls")),
    path("api/v1/", include("presensi.api.urls")),
    path("api/v1/auth/token", auth_api.token, name="auth-token"),
    path("api/v1/auth/token/segarkan", auth_api.segarkan, name="auth-segarkan"),
    path("api/v1/auth/keluar", auth_api.keluar, name="auth-keluar"),
    path("api/v1/waktu", auth_api.waktu, name="waktu"),
    path("api/v1/skema", SpectacularAPIView.as_view(), name="skema"),
    path("", include("sitamu.aturan.urls")),
    path("", include("sitamu.inti.urls")),
    path("", include("kepegawaian.urls")),
]
