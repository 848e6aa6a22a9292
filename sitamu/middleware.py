"""Middleware of the project as a whole: log-in, second factor, refusals, private pages."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import InterfaceError, OperationalError
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.views.defaults import page_not_found
from django_htmx.http import HttpResponseClientRedirect
from django_structlog.middlewares import RequestMiddleware

from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.models import PemberianHak
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force
from sitamu.inti.services.jejak import akses_record

logger = structlog.get_logger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Everything else asks for a log-in. Static files never reach this list (whitenoise comes first).
PUBLIC_ROUTES: Final = frozenset(
    {
        "sehat",
        "siap",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "inti:aktivasi",
        "aturan:kalkulator-daftar",
        "aturan:kalkulator-halaman",
        "kepegawaian:ahli-waris",
        "kepegawaian:verifikasi",
        # Nobody's data: the shell of the tap page, its worker, its manifest, the office screen.
        "presensi:cangkang",
        "presensi:pekerja",
        "presensi:manifes",
        "presensi:layar",
    }
)
# What an officer without authenticator may still open.
SETUP_ROUTES: Final = PUBLIC_ROUTES | {
    "account_reauthenticate",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_reauthenticate",
}
SECOND_FACTOR: Final = "faktor_kedua"  # session: this session itself set the authenticator up
SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")
TITLES: Final[dict[int, str]] = {
    HTTPStatus.FORBIDDEN: "Anda tidak berwenang melakukan ini",
    HTTPStatus.NOT_FOUND: "Tidak ditemukan",
    HTTPStatus.CONFLICT: "Data sudah berubah",
    HTTPStatus.TOO_MANY_REQUESTS: "Terlalu banyak percobaan",
}


# Taps: answered before every other middleware. They carry a token instead of a session, answer
# with JSON only, and come all at half past seven.
JALAN_PENDEK: Final = {
    "/api/v1/presensi": "presensi.api.ketukan.ketukan_create",
    "/api/v1/presensi/batch": "presensi.api.ketukan.ketukan_batch",
}


class JalanPendekMiddleware:
    """POST to one of `JALAN_PENDEK` goes straight to its view."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.views = {path: import_string(view) for path, view in JALAN_PENDEK.items()}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = self.views.get(request.path_info) if request.method == "POST" else None
        if view is None:
            return self.get_response(request)
        try:
            response: HttpResponse = view(request)
        except DomainError as error:
            response = problem(error)
        except (OperationalError, InterfaceError):
            logger.exception("ketukan_basis_data")
            response = problem(SIBUK_ERROR)
        response["Content-Length"] = str(len(response.content))
        return response


SIBUK_ERROR = DomainError(
    "Maaf, sistem sedang terganggu. Ketukan tetap tersimpan di ponsel.",
    code="sedang_terganggu",
    http_status=503,
    langkah="Kirim lagi beberapa menit lagi.",
)
SIBUK_ERROR.headers = {"Retry-After": "30"}


class RequestLogMiddleware(RequestMiddleware):
    """One log line a request; without the query string, which holds names and NIP."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and path."""
        return f"{request.method} {request.path}"


class PrivatePagesMiddleware:
    """No page behind log-in is kept by a browser or a proxy, unless its view said otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


ADDRESS_ERROR = DomainError(
    "Alamat ini berisi karakter yang tidak sah.",
    code="alamat_tidak_sah",
    langkah="Ketik ulang yang Anda cari.",
)


class DomainErrorMiddleware:
    """A refusal by the domain becomes a page, a message in the page (htmx), or problem+json."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Any,  # noqa: ARG002
        view_args: Any,  # noqa: ARG002
        view_kwargs: Any,  # noqa: ARG002
    ) -> HttpResponse | None:
        """Refuse an address with a NUL: PostgreSQL knows no such text, nobody types one."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return self.process_exception(request, ADDRESS_ERROR)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a DomainError; anything else is left to crash and be reported."""
        if not isinstance(error, DomainError):
            return None
        logger.info("ditolak", kode=error.code, status=error.http_status)
        if isinstance(error, NotAllowedError) and request.user.is_authenticated:
            akses_record(
                aksi="ditolak",
                pengguna=request.user,
                request=request,
                objek_label=f"{request.method} {request.path}",
                rincian={"kode": error.code},
            )
        if is_api(request):
            return problem(error)
        return refusal(
            request,
            status=error.http_status,
            judul=TITLES.get(error.http_status, "Tidak dapat dilanjutkan"),
            pesan=error.message,
            langkah=error.langkah,
        )


class LoginRequired(LoginRequiredMiddleware):
    """Every route but `PUBLIC_ROUTES` asks for a log-in; the API answers for itself."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Any,  # noqa: ARG002
        view_args: Any,  # noqa: ARG002
        view_kwargs: Any,  # noqa: ARG002
    ) -> HttpResponse | None:
        """To the log-in page, unless the route is public."""
        if request.user.is_authenticated or route_of(request) in PUBLIC_ROUTES or is_api(request):
            return None
        return log_in_first(request)


class SecondFactorMiddleware:
    """An officer (holder of any permission row in force) uses an authenticator app.

    Also sets `request.hak`, the permissions held today, for everything that follows.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Any,  # noqa: ARG002
        view_args: Any,  # noqa: ARG002
        view_kwargs: Any,  # noqa: ARG002
    ) -> HttpResponse | None:
        """Send an officer to the set-up page, or to log-in when this session skipped the code."""
        if not request.user.is_authenticated:
            return None
        has_app = Exists(
            Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP)
        )
        rows = list(
            PemberianHak.objects.filter(in_force(timezone.localdate()), pengguna=request.user)
            .annotate(ada_aplikasi=has_app)
            .values_list("hak", "ada_aplikasi")
            .distinct()
        )
        request.hak = frozenset(Hak(hak) for hak, _ in rows)  # type: ignore[attr-defined]
        if not rows or route_of(request) in SETUP_ROUTES:
            return None
        if not rows[0][1]:
            return _go(request, reverse("mfa_activate_totp"))
        if not _code_was_asked(request):
            logout(request)
            return log_in_first(request)
        return None


def _code_was_asked(request: HttpRequest) -> bool:
    """Whether this session gave a code, or set the authenticator up itself."""
    if request.session.get(SECOND_FACTOR):
        return True
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def route_of(request: HttpRequest) -> str:
    """Name of the route being served, with its namespace."""
    return request.resolver_match.view_name if request.resolver_match else ""


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks: it gets JSON and authenticates by itself."""
    return request.path.startswith("/api/")


def request_code() -> str:
    """Short code of this request; the log and the access log hold the id it is the start of."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))[:8].upper()


def refusal(
    request: HttpRequest,
    *,
    status: int,
    judul: str,
    pesan: str,
    langkah: str | None = None,
    url_kembali: str | None = None,
) -> HttpResponse:
    """A page that says what was refused and what to do; for htmx a message in `#pesan`.

    htmx swaps 409 and 422 only, so every other status is sent to it as 422.
    """
    context = {
        "judul": judul,
        "pesan": pesan,
        "langkah": langkah,
        "kode": request_code(),
        "url_kembali": url_kembali,
    }
    if not getattr(request, "htmx", False):
        return render(request, "galat.html", context, status=status)
    swapped = status if status == HTTPStatus.CONFLICT else HTTPStatus.UNPROCESSABLE_ENTITY
    response = render(request, "_galat.html", context, status=swapped)
    response["HX-Retarget"] = "#pesan"
    response["HX-Reswap"] = "innerHTML show:window:top"
    return response


def problem(error: DomainError) -> JsonResponse:
    """RFC 9457 form of a refusal; `kode` is stable, `detail` is for people."""
    body = {
        **error.data,
        "type": "about:blank",
        "title": _phrase(error.http_status),
        "status": error.http_status,
        "detail": error.message,
        "kode": error.code,
        "langkah": error.langkah,
        "permintaan": request_code(),
    }
    return JsonResponse(
        body,
        status=error.http_status,
        headers=dict(error.headers),
        content_type="application/problem+json",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere: in JSON to a program, else the page (handler404)."""
    if not is_api(request):
        return page_not_found(request, exception)
    error = NotFoundError("Alamat ini tidak ada.", langkah="Lihat alamatnya pada /api/v1/skema.")
    return problem(error)


def _phrase(status: int) -> str:
    """Its usual name; tus has a status of its own (460)."""
    return HTTPStatus(status).phrase if status in list(HTTPStatus) else "Checksum Mismatch"


def log_in_first(request: HttpRequest) -> HttpResponse:
    """To the log-in page and back again; a form that was being sent gets a page that explains."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return HttpResponseClientRedirect(_login_url(htmx.current_url_abs_path or "/", ended=True))
    if request.method not in SAFE_METHODS:
        return session_ended(request)
    ended = settings.SESSION_COOKIE_NAME in request.COOKIES
    return redirect(_login_url(request.get_full_path(), ended=ended))


def session_ended(request: HttpRequest) -> HttpResponse:
    """What was sent after the session ended is not taken; says so and how to go on."""
    context = {"url_masuk": _login_url(_page_before(request), ended=True)}
    return render(request, "sesi_berakhir.html", context, status=HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form is older than the session, or came from elsewhere (CSRF_FAILURE_VIEW)."""
    if not request.user.is_authenticated and route_of(request) not in PUBLIC_ROUTES:
        return log_in_first(request)
    if getattr(request, "htmx", False):
        return refusal(
            request,
            status=HTTPStatus.FORBIDDEN,
            judul="Halaman sudah terlalu lama terbuka",
            pesan="Isian tadi belum kami terima. Muat ulang halaman ini, lalu kirim lagi.",
        )
    context = {"url_kembali": _page_before(request)}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)


def _login_url(back: str, *, ended: bool) -> str:
    query = {"next": back} | ({"sesi": "berakhir"} if ended else {})
    return f"{reverse('account_login')}?{urlencode(query)}"


def _page_before(request: HttpRequest) -> str:
    """Path of the page whose form was sent, when it is one of ours; else the front page."""
    page = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return "/" + page.split("/", 3)[3] if page.count("/") >= 3 else "/"
    return "/"


def _go(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)
