"""Addresses and secrets in the environment become settings, or a sentence that names them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from sitamu import environment
from sitamu.environment import Redis


@pytest.mark.parametrize(
    ("url", "broker", "cache"),
    [
        ("redis://antre:6379", "redis://antre:6379/0", "redis://antre:6379/1"),
        ("redis://:s%40ndi@antre/4", "redis://:s%40ndi@antre/4", "redis://:s%40ndi@antre/5"),
        (
            "rediss://antre:6380/2",
            "rediss://antre:6380/2?ssl_cert_reqs=required",
            "rediss://antre:6380/3",
        ),
        (
            "unix:///run/v.sock",
            "redis+socket:///run/v.sock?virtual_host=0",
            "unix:///run/v.sock?db=1",
        ),
        (
            "unix:///run/v.sock?db=6",
            "redis+socket:///run/v.sock?virtual_host=6",
            "unix:///run/v.sock?db=7",
        ),
    ],
)
def test_one_redis_address_becomes_two_with_separate_databases(
    url: str, broker: str, cache: str
) -> None:
    read = Redis.parse(url)
    assert (read.broker(), read.cache()) == (broker, cache)


@pytest.mark.parametrize("url", ["", "http://antre", "redis://", "unix://", "redis://antre/nol"])
def test_a_redis_address_we_cannot_read_names_its_variable(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        Redis.parse(url)


def test_a_database_address_may_point_at_a_socket_folder() -> None:
    read = environment.database("postgresql://sitamu_app:a%2Fb@/sitamu?host=/run/pg")
    assert (read["HOST"], read["USER"], read["PASSWORD"]) == ("/run/pg", "sitamu_app", "a/b")
    assert read["OPTIONS"] == {}


def test_a_database_address_keeps_its_options() -> None:
    read = environment.database("postgresql://u:p@db:5433/sitamu?sslmode=verify-full")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db", "5433", "sitamu")
    assert read["OPTIONS"] == {"sslmode": "verify-full"}


def test_only_postgresql_is_taken() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database("sqlite:///x")


def test_files_on_s3_are_private_and_signed() -> None:
    read = environment.storage("s3://berkas/arsip?endpoint=https://s3.contoh.go.id&region=id")
    options = read["OPTIONS"]
    assert (options["bucket_name"], options["location"]) == ("berkas", "arsip")
    assert options["endpoint_url"] == "https://s3.contoh.go.id"
    assert options["default_acl"] is None
    assert options["querystring_auth"] is True


def test_files_on_disk_have_no_public_address() -> None:
    options = environment.storage("file:///srv/berkas")["OPTIONS"]
    assert options["location"] == "/srv/berkas"
    assert options["base_url"] is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "pendek"),
        ("SITAMU_KUNCI_RAHASIA", "bukan-kunci"),
        ("SITAMU_KUNCI_RAHASIA", ""),
        ("SITAMU_KUNCI_HMAC", "AAAA"),
    ],
)
def test_a_missing_or_weak_secret_stops_production_by_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "s" * 50)
    monkeypatch.setenv("SITAMU_KUNCI_RAHASIA", f"{environment.new_key()},{environment.new_key()}")
    monkeypatch.setenv("SITAMU_KUNCI_HMAC", environment.new_key())
    assert len(environment.secrets_required().encryption) == 2
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        environment.secrets_required()
