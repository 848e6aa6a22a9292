"""`/sehat` and `/siap` answer load balancers, and name the part that is missing."""

import pytest
from django.test import Client

from sitamu import health


def test_a_living_process_says_so_without_a_database(client: Client) -> None:
    assert client.get("/sehat").content == b"sehat"


@pytest.mark.django_db
def test_ready_means_database_broker_and_storage_answer(client: Client) -> None:
    answer = client.get("/siap")
    assert answer.status_code == 200
    assert answer.json() == {"basis_data": "siap", "antrean": "siap", "penyimpanan": "siap"}


@pytest.mark.django_db
def test_a_missing_part_is_named_and_its_reason_stays_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError("sandi salah di server antrean")

    monkeypatch.setitem(health.PROBES, "antrean", broken)
    answer = client.get("/siap")
    assert answer.status_code == 503
    assert answer.json() == {"basis_data": "siap", "antrean": "tidak siap", "penyimpanan": "siap"}
    assert b"sandi" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sehat", "/akun/login/"])
def test_every_page_carries_the_content_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=(self)" in headers["Permissions-Policy"]
