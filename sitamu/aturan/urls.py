"""Addresses of the calculators."""

from django.urls import path

from sitamu.aturan.api import KalkulatorApi

app_name = "aturan"
urlpatterns = [
    path("api/v1/kalkulator/<slug:area>", KalkulatorApi.as_view(), name="kalkulator"),
]
