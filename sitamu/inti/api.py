"""What the APIs of all apps share: who asks, pages of lists, stale forms, requests sent twice."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from sitamu.inti.errors import KunciKurangError, NotFoundError, VersiKurangError, VersiLamaError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.services.klien import Jawaban, permintaan_once


class GalatSerializer(serializers.Serializer[Any]):
    """RFC 9457: what was refused. `kode` is stable; `detail` and `langkah` are for people."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    kode = serializers.CharField()


def refused(teks: str) -> OpenApiResponse:
    """One kind of refusal in the schema."""
    return OpenApiResponse(GalatSerializer, description=teks)


KUNCI_ULANG = OpenApiParameter(
    "Idempotency-Key",
    UUID,
    OpenApiParameter.HEADER,
    description="Dibuat klien, satu untuk satu kiriman, dipakai lagi bila mengulang.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="ETag dari jawaban terakhir yang dibaca; bila sudah berubah, jawabannya 412.",
)


def caller(request: Request) -> Pengguna:
    """Who asks; the permission classes have seen to it that somebody does."""
    user = request.user
    assert isinstance(user, Pengguna)  # noqa: S101
    return user


def own_pegawai(user: Pengguna) -> Pegawai:
    """The person whose account this is; raises NotFoundError."""
    pegawai = Pegawai.objects.filter(pengguna=user).first()
    if pegawai is None:
        raise NotFoundError
    return pegawai


# Pages of lists

PER_HALAMAN: Final = 25
PALING_BANYAK: Final = 100
LANJUT = OpenApiParameter("lanjut", str, description="`lanjut` dari jawaban sebelumnya.")
JUMLAH = OpenApiParameter("jumlah", int, description="Baris tiap jawaban, 1 sampai 100.")


def page_after(request: Request, rows: QuerySet[Any], *, by: str) -> tuple[list[Any], str]:
    """One page of `rows`, newest by the instant or day `by` first, and the word for the next.

    The word is empty on the last page. What is added meanwhile moves nothing. Raises
    ValidationError for a word or a number that is none of ours.
    """
    if word := request.query_params.get("lanjut", ""):
        at, pk = _place(word)
        rows = rows.filter(Q(**{f"{by}__lt": at}) | Q(**{by: at, "pk__lt": pk}))
    count = _count(request.query_params.get("jumlah", ""))
    found = list(rows.order_by(f"-{by}", "-pk")[: count + 1])
    if len(found) <= count:
        return found, ""
    last = found[count - 1]
    text = f"{getattr(last, by).isoformat()} {last.pk}"
    return found[:count], urlsafe_b64encode(text.encode()).decode()


def _place(word: str) -> tuple[datetime, UUID]:
    try:
        at, _, pk = urlsafe_b64decode(word.encode()).decode().partition(" ")
        return datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        raise ValidationError({"lanjut": ["Pakai “lanjut” dari jawaban sebelumnya."]}) from None


def _count(text: str) -> int:
    if not text:
        return PER_HALAMAN
    if not text.isdecimal() or not 1 <= int(text[:9]) <= PALING_BANYAK:
        raise ValidationError({"jumlah": [f"Isi 1 sampai {PALING_BANYAK}."]})
    return int(text)


# Versions


def etag_of(versi: str, body: Any) -> str:
    """Strong validator of an answer: the version of the object, then what this caller sees of it.

    `If-Match` asks for the first part alone, so that a day gone by is no stale form.
    """
    text = json.dumps(body, sort_keys=True, default=str).encode()
    return f'"{versi}.{hashlib.sha256(text).hexdigest()[:12]}"'


def answer(request: Request, body: Any, versi: str, *, status: int = 200) -> Response:
    """An answer with its ETag; 304 without content when the caller has it already."""
    etag = etag_of(versi, body)
    if request.method == "GET" and request.headers.get("If-None-Match") == etag:
        return Response(status=304, headers={"ETag": etag})
    return Response(body, status=status, headers={"ETag": etag})


def version_check(request: Request, versi: str) -> None:
    """Raises VersiKurangError without `If-Match`, VersiLamaError when it names another version."""
    said = request.headers.get("If-Match", "")
    if not said:
        raise VersiKurangError
    if said.strip().removeprefix("W/").strip('"').partition(".")[0] != versi:
        raise VersiLamaError


# Requests sent twice


def client_key(request: Request) -> UUID:
    """The id that the client gave this request; raises KunciKurangError."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise KunciKurangError from None


def once(request: Request, run: Callable[[], Response]) -> Response:
    """Answer a request once: the same id brings the same answer again, marked as such.

    For requests with JSON; raises KunciKurangError, KunciBedaError and what `run` raises.
    """
    said = json.dumps(request.data, sort_keys=True, default=str)
    text = f"{request.method} {request.get_full_path()}\n{said}"

    def first() -> Jawaban:
        response = run()
        return Jawaban(response.status_code, response.data or {}, response.get("ETag", ""))

    found = permintaan_once(
        pengguna=caller(request),
        kunci=client_key(request),
        sidik=hashlib.sha256(text.encode()).hexdigest(),
        now=timezone.now(),
        run=first,
    )
    response = Response(found.isi, status=found.status)
    if found.etag:
        response["ETag"] = found.etag
    if found.ulang:
        response["Idempotent-Replay"] = "true"
    return response
