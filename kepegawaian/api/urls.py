"""Addresses of the personnel office under /api/v1/."""

from django.urls import path

from kepegawaian.api import nominatif

app_name = "kepegawaian_api"
urlpatterns = [
    path("nominatif/<slug:jenis>", nominatif.NominatifApi.as_view(), name="nominatif"),
    path("saya/peristiwa", nominatif.PeristiwaSayaApi.as_view(), name="peristiwa-saya"),
]
