"""The network is off: tests reach this machine only."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest


class NetworkIsOffError(RuntimeError):
    """A test, or the code under test, tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def _network_off() -> Iterator[None]:
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        yield


def _check(link: socket.socket, address: Any) -> None:
    if link.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    host = address[0]
    if host == "localhost":
        return
    try:
        near = ip_address(host).is_loopback
    except ValueError:
        near = False
    if not near:
        raise NetworkIsOffError(f"Jaringan dimatikan dalam uji: {address}")
