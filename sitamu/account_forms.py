"""allauth's forms in our words, without placeholders."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest, HttpResponse

from sitamu.accounts import SESSION_ENDED
from sitamu.inti.rules.pengguna import nama_masuk_baku
from sitamu.inti.services.akun import sandi_reset_request

BANTUAN_SANDI = (
    "Paling sedikit 10 huruf atau angka. Pilih kalimat yang mudah Anda ingat dan tidak memuat "
    "NIP atau nama Anda."
)
BANTUAN_NAMA_MASUK = "NIP 18 angka, atau nama masuk dari pengelola."
LABELS = {
    "login": "NIP atau nama masuk",
    "password": "Kata sandi",
    "oldpassword": "Kata sandi sekarang",
    "password1": "Kata sandi baru",
    "password2": "Ulangi kata sandi baru",
    "code": "Kode 6 angka dari aplikasi",
}


class Plain:
    """Our labels, no placeholders, `autofocus` on nothing."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
        if "password1" in self.fields:
            self.fields["password1"].help_text = BANTUAN_SANDI
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": "8"}


class MasukForm(Plain, LoginForm):  # type: ignore[misc]
    """Log-in by NIP or issued id; blanks and dots in a NIP and the case of an id do not matter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.help_text = BANTUAN_NAMA_MASUK
        login.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self) -> str:
        return nama_masuk_baku(self.cleaned_data["login"])

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        if request.POST.get("sesi"):
            request.session[SESSION_ENDED] = True
        response: HttpResponse = super().login(request, redirect_url)
        return response


class KonfirmasiSandiForm(Plain, ReauthenticateForm):  # type: ignore[misc]
    """The password once more before something sensitive."""


class GantiSandiForm(Plain, ChangePasswordForm):  # type: ignore[misc]
    """A new password by someone who knows the present one."""


class AturSandiForm(Plain, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password by someone who holds the link sent by e-mail."""


class LupaSandiForm(forms.Form):
    """Ask for a link; the answer is the same whether or not the account exists."""

    nama_masuk = forms.CharField(
        label="NIP atau nama masuk",
        max_length=40,
        help_text=BANTUAN_NAMA_MASUK,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean(self) -> dict[str, Any]:
        """Also sets `email`, the key by which allauth's view counts requests."""
        cleaned = super().clean() or {}
        cleaned["email"] = nama_masuk_baku(cleaned.get("nama_masuk", ""))
        return cleaned

    def save(self, request: HttpRequest, **_: Any) -> None:
        sandi_reset_request(
            nama_masuk=self.cleaned_data["email"], alamat=request.build_absolute_uri("/")
        )


class KodeMasukForm(Plain, AuthenticateForm):  # type: ignore[misc]
    """Second step of log-in: the app's code, or one of the recovery codes."""


class KonfirmasiKodeForm(Plain, CodeReauthenticateForm):  # type: ignore[misc]
    """The app's code once more before something sensitive."""


class PasangAplikasiForm(Plain, ActivateTOTPForm):  # type: ignore[misc]
    """The first code proves that the app holds the secret."""
