"""What every other database test leans on: the role, the clean slate, the closed network."""

import socket

import pytest
from django.core.cache import cache
from django.db import ProgrammingError, connection

from sitamu.inti.models import Pengguna
from tests.network import NetworkIsOffError


def _one(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_code_under_test_runs_as_the_role_of_the_portal() -> None:
    assert _one("SELECT current_user") == "sitamu_app"
    with pytest.raises(ProgrammingError, match="permission denied"):
        _one("CREATE TABLE coba (isi text)")


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_no_row_and_takes_none_that_was_seeded(turn: int) -> None:
    assert not Pengguna.objects.exists()
    assert _one("SELECT count(*) FROM django_migrations") != 0
    assert _one("SELECT count(*) FROM django_content_type") != 0
    Pengguna.objects.create_user("siti", nama="Siti")


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db
def test_a_test_finds_the_cache_empty(turn: int) -> None:
    assert cache.get("isi") is None
    cache.set("isi", turn)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.com", 443)])
def test_another_machine_cannot_be_reached(address: tuple[str, int]) -> None:
    with socket.socket() as link, pytest.raises(NetworkIsOffError):
        link.connect(address)
