"""A laptop or the demo: embedded servers, generated keys, mail written to files."""

from typing import Any

from sitamu import environment
from sitamu.settings.base import *  # noqa: F403

DEBUG = environment.flag("SITAMU_DEBUG")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

_secrets = environment.secrets_generated()
SECRET_KEY = _secrets.session
HEADLESS_JWT_PRIVATE_KEY = environment.token_key(SECRET_KEY)
SITAMU_KUNCI_RAHASIA = _secrets.encryption
SITAMU_KUNCI_HMAC = _secrets.hmac

WHITENOISE_USE_FINDERS: Any = True
WHITENOISE_AUTOREFRESH: Any = DEBUG

MODE_BADGE = environment.text("SITAMU_LENCANA", "Percobaan: data contoh, tidak berkekuatan hukum.")
SITAMU_DEMO = True
