"""What every installation shares. The environment is read here, through typed readers only."""

from pathlib import Path
from typing import Any

import pghistory
import structlog
from csp.constants import NONE, SELF
from kombu import Queue

from sitamu import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STATE = environment.state_folder()

# Application

INSTALLED_APPS = [
    "sitamu.apps.AcuanConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "storages",
    "sitamu.inti",
    "arsip",
    "notifikasi",
    "kepegawaian",
    "presensi",
    "helpdesk",
    "sitamu.aturan",
    "sitamu",
]

MIDDLEWARE = [
    "sitamu.middleware.JalanPendekMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sitamu.middleware.RequestLogMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sitamu.middleware.PrivatePagesMiddleware",
    "sitamu.middleware.LoginRequired",
    "sitamu.middleware.SecondFactorMiddleware",
    "sitamu.middleware.DomainErrorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "sitamu.urls"
WSGI_APPLICATION = "sitamu.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sitamu.context.portal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time

LANGUAGE_CODE = "id"
TIME_ZONE = environment.text("SITAMU_ZONA_WAKTU", "Asia/Makassar")
USE_I18N = True
USE_TZ = True

# Database: the portal runs as `default`, migrations run as `pemilik` (same database)

DATABASES = environment.databases()
# Taps run on connections of their own: no health check, plans made once.
BASIS_KETUKAN = "ketukan"

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=True)
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Broker and cache

_redis = environment.redis()
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": _redis.cache(),
        "KEY_PREFIX": "sitamu",
    }
}

LONGEST_TASK_SECONDS = 1800
CELERY_BROKER_URL = _redis.broker()
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": LONGEST_TASK_SECONDS + 60,
    # A broker that is away must not hold up the request that only wants to wake a worker.
    "max_retries": 0,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = LONGEST_TASK_SECONDS
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_TIMEZONE = TIME_ZONE
# Work of minutes that nobody waits for has a queue and a worker of its own, so that it never holds
# up the judgement of an upload, a letter or a message. A worker started without -Q does both.
CELERY_TASK_DEFAULT_QUEUE = "celery"
QUEUE_LAMBAT = "lambat"
CELERY_TASK_QUEUES = [Queue(CELERY_TASK_DEFAULT_QUEUE), Queue(QUEUE_LAMBAT)]
CELERY_TASK_ROUTES = {
    task: {"queue": QUEUE_LAMBAT}
    for task in (
        "arsip.gambar_make",
        "arsip.teks_read",
        "arsip.paket_make",
        "arsip.susut_carry_out",
        "arsip.utuh_check",
        "presensi.tpp_hitung",
    )
}

OUTBOX_SUBSCRIPTIONS = "sitamu.subscriptions.SUBSCRIPTIONS"

# Files and mail

_storage_url = environment.text("STORAGE_URL") or (STATE / "berkas").as_uri()
STORAGES = {
    "default": environment.sealed(environment.storage(_storage_url)),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Scans are read by OCR where a worker has Tesseract with Indonesian; off leaves them unread.
SITAMU_OCR = environment.flag("SITAMU_OCR", default=True)
# Where the proxy fetches files the portal allowed ("" = the portal sends them itself)
SITAMU_X_ACCEL = environment.text("SITAMU_X_ACCEL")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["arsip.clients.penerima.Penerima"]
SITAMU_MASUK = environment.upload_folder(_storage_url)
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # the bulk form without script
# Virus scanner, "" = none: unix:///run/clamav/clamd.ctl or tcp://host:3310
SITAMU_CLAMD = environment.clamd()
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]

_email = environment.email(environment.text("EMAIL_URL") or (STATE / "email").as_uri())
globals().update(_email)
DEFAULT_FROM_EMAIL = environment.text("SITAMU_EMAIL_PENGIRIM", "sitamu@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Links in mail and the QR of a letter lead here; nothing after the host.
SITAMU_ALAMAT_PORTAL = (
    environment.text("SITAMU_ALAMAT_PORTAL")
    or f"http://localhost:{environment.text('SITAMU_PORT', '8000')}"
)

# People and passwords

AUTH_USER_MODEL = "inti.Pengguna"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("nama_masuk", "nama", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
CSRF_FAILURE_VIEW = "sitamu.middleware.csrf_failure"

ACCOUNT_ADAPTER = "sitamu.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "sitamu.account_forms.MasukForm",
    "reauthenticate": "sitamu.account_forms.KonfirmasiSandiForm",
    "change_password": "sitamu.account_forms.GantiSandiForm",
    "reset_password": "sitamu.account_forms.LupaSandiForm",
    "reset_password_from_key": "sitamu.account_forms.AturSandiForm",
}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nama_masuk"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
# Offices share one address: the limits of an address are wide, those of an account are narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
}
MFA_ADAPTER = "sitamu.accounts.MfaAdapter"
MFA_FORMS = {
    "authenticate": "sitamu.account_forms.KodeMasukForm",
    "reauthenticate": "sitamu.account_forms.KonfirmasiKodeForm",
    "activate_totp": "sitamu.account_forms.PasangAplikasiForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "SiTAMU"
MFA_ALLOW_UNVERIFIED_EMAIL = True
USERSESSIONS_TRACK_ACTIVITY = False
# Tokens of API clients (sitamu/auth_api.py): ten minutes, signed with a key made from SECRET_KEY.
HEADLESS_TOKEN_STRATEGY = "allauth.headless.tokens.strategies.jwt.JWTTokenStrategy"  # noqa: S105
HEADLESS_CLIENTS = ("app",)
HEADLESS_JWT_ALGORITHM = "HS256"
HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN = 600
HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN = 30 * 24 * 3600
HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED = True

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_NAME = "sitamu_sesi"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "sitamu_csrf"
CSRF_COOKIE_HTTPONLY = True

# How many reverse proxies of ours stand before the portal; each adds one X-Forwarded-For entry.
RATELIMIT_IP_META_KEY = "sitamu.inti.http.client_address"
JUMLAH_PROXY = int(environment.text("SITAMU_JUMLAH_PROXY", "0"))

MODE_BADGE = environment.text("SITAMU_LENCANA")
# Whether `manage.py demo_isi` may fill in invented people: never on a real installation.
SITAMU_DEMO = False

# What a browser may do with our pages

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:", *environment.words("SITAMU_HOST_PETA")],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "geolocation": ["self"],
    "camera": ["self"],
    "microphone": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# API

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # Applications by their token, the portal's own pages by session.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "sitamu.inti.token.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "EXCEPTION_HANDLER": "sitamu.api.problem_handler",
    "NUM_PROXIES": JUMLAH_PROXY,
    # Offices share one address: wide enough for a room full of people.
    "DEFAULT_THROTTLE_RATES": {"kalkulator": "120/min"},
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "SiTAMU",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    # Fields of one name with other words: each list of words gets the name of its own.
    "ENUM_NAME_OVERRIDES": {
        "StatusUsulanEnum": "kepegawaian.rules.usulan.Status",
        "StatusCutiEnum": "kepegawaian.rules.alur_cuti.StatusCuti",
        "JenisCutiEnum": "kepegawaian.api.cuti.JENIS_KODE",
        "KeadaanLayananEnum": "kepegawaian.rules.layanan.KeadaanLayanan",
        "KeadaanNominatifEnum": "kepegawaian.rules.nominatif.Keadaan",
        "JenisNominatifEnum": "kepegawaian.api.nominatif.JENIS_KODE",
        "JenisKegiatanEnum": "presensi.api.kinerja.JENIS_KEGIATAN",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "sitamu.aturan.skema.kalkulator_paths",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# Logs: one JSON line an event, no query strings (they hold what people search for)

DJANGO_STRUCTLOG_CELERY_ENABLED = True
_log_chain: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_log_chain,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
            "foreign_pre_chain": _log_chain,
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {  # talkative libraries: a line a step helps nobody
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
    "root": {"handlers": ["stderr"], "level": environment.text("SITAMU_LOG", "INFO")},
}
