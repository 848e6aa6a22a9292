"""`client.force_login` stands for a whole log-in: an officer's second factor included.

Tests about the second factor itself go through the log-in pages instead.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from sitamu.inti.selectors import is_officer
from sitamu.middleware import SECOND_FACTOR


@pytest.fixture(autouse=True, scope="session")
def _force_login_is_complete() -> Iterator[None]:
    plain = Client.force_login

    def complete(self: Client, user: Any, backend: str | None = None) -> None:
        if is_officer(user, on=timezone.localdate()) and not _has_app(user):
            TOTP.activate(user, generate_totp_secret())
        plain(self, user, backend)
        session = self.session
        session[SECOND_FACTOR] = True
        session.save()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", complete)
        yield


def _has_app(user: Any) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
