"""Production: every address and secret comes from the environment, or nothing starts."""

from django.core.exceptions import ImproperlyConfigured

from sitamu import environment
from sitamu.settings.base import *  # noqa: F403
from sitamu.settings.base import BASE_DIR, STORAGES

_missing = [
    name
    for name in ("DATABASE_URL", "REDIS_URL", "STORAGE_URL", "EMAIL_URL", "ALLOWED_HOSTS")
    if not environment.text(name)
]
if _missing:
    raise ImproperlyConfigured(f"Isi {', '.join(_missing)} sebelum menjalankan SiTAMU.")

DEBUG = False
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = environment.words(
    "CSRF_TRUSTED_ORIGINS", tuple(f"https://{host}" for host in ALLOWED_HOSTS)
)
SITAMU_ALAMAT_PORTAL = (
    environment.text("SITAMU_ALAMAT_PORTAL") or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
)

_secrets = environment.secrets_required()
SECRET_KEY = _secrets.session
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_LAMA")
HEADLESS_JWT_PRIVATE_KEY = environment.token_key(SECRET_KEY)
SITAMU_KUNCI_RAHASIA = _secrets.encryption
SITAMU_KUNCI_HMAC = _secrets.hmac

ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the proxy writes X-Forwarded-For itself (deploy/nginx.conf)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^sehat$", r"^siap$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
