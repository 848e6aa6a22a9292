"""A phone: asks the API as somebody, keeps the last ETag, names each sending."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from sitamu.inti.models import Pengguna


@dataclass
class Telepon:
    """`etag`: of the last answer that had one, sent with every change."""

    akun: Pengguna
    etag: str = ""
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.client.force_login(self.akun)

    def get(self, url: str, **params: Any) -> Any:
        return self._keep(self.client.get(f"/api/v1/{url}", params))

    def kirim(
        self,
        url: str,
        isi: Any = None,
        *,
        kunci: UUID | None = None,
        etag: str | None = None,
        metode: str = "post",
    ) -> Any:
        """JSON with both headers; `kunci` and `etag` for those that want others."""
        call = getattr(self.client, metode)
        answer = call(
            f"/api/v1/{url}",
            json.dumps(isi or {}),
            content_type="application/json",
            headers=self._headers(kunci, etag),
        )
        return self._keep(answer)

    def unggah(self, url: str, kunci: UUID | None = None, **isi: Any) -> Any:
        """A form with files."""
        answer = self.client.post(f"/api/v1/{url}", isi, headers=self._headers(kunci, None))
        return self._keep(answer)

    def _headers(self, kunci: UUID | None, etag: str | None) -> dict[str, str]:
        said = self.etag if etag is None else etag
        head = {"Idempotency-Key": str(kunci or uuid4())}
        return head | ({"If-Match": said} if said else {})

    def _keep(self, answer: Any) -> Any:
        self.etag = answer.headers.get("ETag", self.etag)
        return answer
