"""Tests: a state folder of their own, nothing leaves the process, warnings are errors."""

import os

os.environ.setdefault(
    "SITAMU_STATE",
    os.path.join(os.path.dirname(__file__), "..", "..", ".sitamu-test"),  # noqa: PTH118, PTH120
)

from sitamu import environment
from sitamu.settings.base import *  # noqa: F403
from sitamu.settings.base import CACHES, LOGGING, STORAGES

DEBUG = False
SITAMU_DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

_secrets = environment.secrets_generated()
SECRET_KEY = _secrets.session
HEADLESS_JWT_PRIVATE_KEY = environment.token_key(SECRET_KEY)
SITAMU_KUNCI_RAHASIA = _secrets.encryption
SITAMU_KUNCI_HMAC = _secrets.hmac

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
BASIS_KETUKAN = "default"
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# Two Redis databases for each xdist worker: "main" has 0 and 1, gw0 has 2 and 3, ...
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_offset = 0 if _worker == "main" else 2 * (int(_worker.removeprefix("gw")) + 1)
_redis = environment.redis().moved(_offset)
CACHES["default"]["LOCATION"] = _redis.cache()
CELERY_BROKER_URL = "memory://"  # a knock is heard by nobody: tests call the service it wakes

LOGGING["root"]["level"] = "WARNING"
