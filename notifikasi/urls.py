from django.urls import path

from notifikasi import views

app_name = "notifikasi"
urlpatterns = [
    path("", views.pemberitahuan_list_view, name="pemberitahuan-list"),
    path("baca-semua/", views.pemberitahuan_baca_semua_view, name="pemberitahuan-baca-semua"),
    path("<uuid:pemberitahuan_id>/baca/", views.pemberitahuan_baca_view, name="pemberitahuan-baca"),
]
