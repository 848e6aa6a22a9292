"""The routes of allauth that people need, by hand: every other one stays closed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("sandi/", account.password_change, name="account_change_password"),
    path("sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "sandi/atur/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "sandi/atur/<str:uidb36>/<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("kode/", mfa.index, name="mfa_index"),
    path("kode/masuk/", mfa.authenticate, name="mfa_authenticate"),
    path("kode/konfirmasi/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("kode/pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("kode/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("kode/cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "kode/cadangan/baru/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
]
