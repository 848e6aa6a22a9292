"""Typed readers of the environment; only `sitamu/settings/` calls them.

Each returns a ready value or raises ImproperlyConfigured with the variable's name in the sentence.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from sitamu import servers

ENV: Final = environ.Env()
SECRET_BYTES: Final = 32


def text(name: str, default: str = "") -> str:
    """Value of `name` without surrounding blanks, else `default`."""
    return str(ENV.str(name, default=default)).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on; false for everything else."""
    return bool(ENV.bool(name, default=default))


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Comma-separated values of `name`, blanks and empty ones left out."""
    return [word.strip() for word in text(name, ",".join(default)).split(",") if word.strip()]


# Database


def database(url: str) -> dict[str, Any]:
    """Django's connection settings for a `postgresql://` address (host also as `?host=/folder`)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL harus diawali postgresql://, misalnya postgresql://user:sandi@host/sitamu"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


# The tap's few statements go by index always, and are planned once a connection.
PLANS: Final = " ".join(
    f"-c {name}=off" for name in ("enable_hashjoin", "enable_mergejoin", "enable_seqscan", "jit")
)
PLANS_ONCE: Final = f"{PLANS} -c plan_cache_mode=force_generic_plan"


def databases() -> dict[str, dict[str, Any]]:
    """`default` (runs the portal) and `pemilik` (migrates): one database, two roles.

    `ketukan` is `default` again, on connections that only store taps.

    With `DATABASE_URL` alone both aliases use that role, so that web processes in production need
    not hold the owner's password. Without it the embedded server's two roles are used.
    """
    url = text("DATABASE_URL")
    portal = url or servers.database_url()
    owner = text("DATABASE_OWNER_URL", url) if url else servers.database_owner_url()
    taps = database(portal)
    taps["CONN_HEALTH_CHECKS"] = False
    taps["OPTIONS"] = {**taps["OPTIONS"], "options": PLANS_ONCE}
    return {"default": database(portal), "pemilik": database(owner), "ketukan": taps}


# Broker and cache


@dataclass(frozen=True, slots=True)
class Redis:
    """One Redis or Valkey: `redis://`, `rediss://` (TLS) or `unix://`, and its first database."""

    scheme: str
    place: str  # user:password@host:port, or the socket's path
    first: int

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read REDIS_URL; the database is the path's number or `?db=`, 0 when neither is there."""
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        if parts.scheme == "unix" and parts.path:
            return cls("unix", parts.path, int(options.get("db", 0)))
        number = parts.path.lstrip("/") or options.get("db", "0")
        if parts.scheme in {"redis", "rediss"} and parts.netloc and number.isdigit():
            return cls(parts.scheme, parts.netloc, int(number))
        raise ImproperlyConfigured(
            "REDIS_URL harus seperti redis://host:6379/0 atau unix:///folder/valkey.sock"
        )

    def moved(self, by: int) -> Self:
        """The same server, `by` databases further on."""
        return replace(self, first=self.first + by)

    def broker(self) -> str:
        """Celery's form of the address: the first database."""
        if self.scheme == "unix":
            return f"redis+socket://{quote(self.place)}?virtual_host={self.first}"
        tls = "?ssl_cert_reqs=required" if self.scheme == "rediss" else ""
        return f"{self.scheme}://{self.place}/{self.first}{tls}"

    def cache(self) -> str:
        """redis-py's form of the address: the database after the broker's."""
        if self.scheme == "unix":
            return f"unix://{quote(self.place)}?{urlencode({'db': self.first + 1})}"
        return f"{self.scheme}://{self.place}/{self.first + 1}"


def redis() -> Redis:
    """Broker and cache: `REDIS_URL`, else the embedded Valkey."""
    return Redis.parse(text("REDIS_URL") or servers.redis_url())


# Files


def storage(url: str) -> dict[str, Any]:
    """`STORAGES["default"]` for `file:///folder` or `s3://bucket?endpoint=...&region=...`.

    Files are private: no public address, and S3 links are signed. Keys for S3 come from
    `STORAGE_ACCESS_KEY` and `STORAGE_SECRET_KEY`.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": unquote(parts.path),
                "base_url": None,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    if parts.scheme == "s3" and parts.netloc:
        options = dict(parse_qsl(parts.query))
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": parts.netloc,
                "location": parts.path.strip("/"),
                "endpoint_url": options.get("endpoint"),
                "region_name": options.get("region"),
                "addressing_style": options.get("addressing", "path"),
                "access_key": text("STORAGE_ACCESS_KEY") or None,
                "secret_key": text("STORAGE_SECRET_KEY") or None,
                "signature_version": "s3v4",
                "default_acl": None,
                "querystring_auth": True,
                "querystring_expire": 300,
                "file_overwrite": False,
            },
        }
    raise ImproperlyConfigured(
        "STORAGE_URL harus seperti file:///folder/berkas atau s3://bucket?endpoint=https://host"
    )


def upload_folder(url: str) -> str | None:
    """Where files lie while they arrive: beside the store, so that a rename puts them in place.

    None (the system's folder for temporary files) when the store is no folder.
    """
    parts = urlsplit(url)
    return f"{unquote(parts.path).rstrip('/')}/.masuk" if parts.scheme == "file" else None


def clamd() -> str:
    """Address of clamd from `SITAMU_CLAMD`, empty when there is no virus scanner."""
    url = text("SITAMU_CLAMD")
    parts = urlsplit(url)
    good = parts.path if parts.scheme == "unix" else parts.scheme == "tcp" and parts.hostname
    if url and not good:
        raise ImproperlyConfigured(
            "SITAMU_CLAMD harus seperti unix:///run/clamav/clamd.ctl atau tcp://host:3310"
        )
    return url


def sealed(inner: dict[str, Any]) -> dict[str, Any]:
    """`inner` as it is, or, with keys in `SITAMU_KUNCI_BERKAS`, encrypted by the portal."""
    keys = words("SITAMU_KUNCI_BERKAS")
    if not keys:
        return inner
    if not all(_is_key(key) for key in keys):
        raise ImproperlyConfigured(
            "SITAMU_KUNCI_BERKAS: 32 bita acak dalam base64, kunci baru di depan, dipisah koma. "
            "Buat satu dengan: python -m sitamu.environment"
        )
    return {
        "BACKEND": "sitamu.inti.gudang_sandi.SandiStorage",
        "OPTIONS": {"isi": inner, "kunci": keys},
    }


def email(url: str) -> dict[str, Any]:
    """Django's EMAIL_* settings for `smtp://`, `smtp+tls://`, `smtp+ssl://` or `file:///folder`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme not in {"smtp", "smtp+tls", "smtp+ssl"}:
        raise ImproperlyConfigured("EMAIL_URL harus seperti smtp+tls://user:sandi@host:587")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": 20,
    }


# Secrets


@dataclass(frozen=True, slots=True)
class Secrets:
    """The portal's keys, 32 bytes in base64; of `encryption` the first writes, all read."""

    session: str
    encryption: list[str]
    hmac: str


def secrets_required() -> Secrets:
    """Keys from the environment; raises ImproperlyConfigured naming each missing or weak one."""
    found = Secrets(text("SECRET_KEY"), words("SITAMU_KUNCI_RAHASIA"), text("SITAMU_KUNCI_HMAC"))
    wrong = [
        name
        for name, good in {
            "SECRET_KEY": len(found.session) >= 50,
            "SITAMU_KUNCI_RAHASIA": bool(found.encryption)
            and all(_is_key(key) for key in found.encryption),
            "SITAMU_KUNCI_HMAC": _is_key(found.hmac),
        }.items()
        if not good
    ]
    if wrong:
        raise ImproperlyConfigured(
            f"Isi {', '.join(wrong)}: SECRET_KEY paling sedikit 50 huruf, kunci lain 32 bita acak "
            "dalam base64. Buat satu dengan: python -m sitamu.environment"
        )
    return found


def secrets_generated() -> Secrets:
    """Keys of a laptop or demo: made once, kept in a 0600 file of the state folder."""
    file = servers.state_folder() / "rahasia.json"
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = {"session": new_key() + new_key(), "encryption": [new_key()], "hmac": new_key()}
        with contextlib.suppress(FileExistsError):
            servers.write_private(file, json.dumps(made), replace=False)
    return Secrets(**servers.read_private(file))


def token_key(secret: str) -> str:
    """Key of the API's tokens, made from SECRET_KEY so that it signs nothing else."""
    return hmac.digest(secret.encode(), b"sitamu.token", "sha256").hex()


def new_key() -> str:
    """32 random bytes in base64."""
    return b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _is_key(key: str) -> bool:
    try:
        return len(b64decode(key, validate=True)) == SECRET_BYTES
    except ValueError:
        return False


def state_folder() -> Path:
    """Folder for what this installation keeps outside the database."""
    return servers.state_folder()


if __name__ == "__main__":
    print(new_key())  # noqa: T201
