"""Resumable upload: tus 1.0 (creation, creation-with-upload, checksum, expiration, termination).

A client asks HEAD where the file stands and goes on from there with PATCH. What becomes of the
whole file is asked by GET, because judging takes the worker a moment.
"""

import base64
import binascii
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from arsip.api.bentuk import UnggahanSerializer
from arsip.api.dokumen import TIDAK_ADA
from arsip.models import Unggahan
from arsip.rules.unggahan import ZIP_MAKS_BYTE, StatusUnggahan
from arsip.selectors.unggahan import massal_get, unggahan_get
from arsip.services.unggahan import (
    ALGORITMA,
    Tujuan,
    kedaluwarsa_pada,
    unggahan_append,
    unggahan_begin,
    unggahan_discard,
)
from sitamu.inti.api import GalatSerializer, caller
from sitamu.inti.errors import DomainError

TUS: Final = "1.0.0"
ISI: Final = "application/offset+octet-stream"
EKSTENSI: Final = "creation,creation-with-upload,checksum,expiration,termination"


class BagianParser(BaseParser):
    """Leaves the body to be read in pieces."""

    media_type = ISI

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,  # noqa: ARG002
        parser_context: Any = None,  # noqa: ARG002
    ) -> Any:
        """The stream itself."""
        return stream


class VersiTusError(DomainError):
    code = "versi_tus"
    http_status = 412
    message = "Versi tus tidak didukung."
    langkah = f"Kirim header Tus-Resumable: {TUS}."


class TusApi(APIView):
    """What every tus answer carries."""

    parser_classes = (BagianParser,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask for the protocol's version where the protocol does."""
        super().initial(request, *args, **kwargs)
        plain = ("GET", "OPTIONS")
        if request.method not in plain and request.headers.get("Tus-Resumable") != TUS:
            raise VersiTusError

    def handle_exception(self, exc: Exception) -> Response:
        """A refusal too names the version."""
        if isinstance(exc, DomainError):
            exc.headers = {"Tus-Resumable": TUS, "Tus-Version": TUS}
        return super().handle_exception(exc)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Every answer names the version."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Tus-Resumable"] = TUS
        return response

    @extend_schema(exclude=True)
    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:  # noqa: ARG002
        """What this server can do."""
        return Response(
            status=204,
            headers={
                "Tus-Version": TUS,
                "Tus-Extension": EKSTENSI,
                "Tus-Max-Size": str(ZIP_MAKS_BYTE),
                "Tus-Checksum-Algorithm": ",".join(ALGORITMA),
            },
        )


VERSI_TUS = OpenApiParameter("Tus-Resumable", str, OpenApiParameter.HEADER, default=TUS)


class UnggahanListApi(TusApi):
    """Begin an upload; list those of a batch."""

    @extend_schema(
        operation_id="arsip_unggahan_daftar",
        tags=["arsip"],
        parameters=[OpenApiParameter("massal", UUID, required=True)],
        responses={200: UnggahanSerializer(many=True), 404: TIDAK_ADA},
    )
    def get(self, request: Request) -> Response:
        """Every file of one of the caller's batches, with how much of it is here."""
        massal = massal_get(caller(request), _uuid(request.query_params.get("massal"), "massal"))
        rows = massal.unggahan.select_related("versi").order_by("dibuat_pada", "pk")
        return Response(UnggahanSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="arsip_unggahan_mulai",
        tags=["arsip"],
        parameters=[
            VERSI_TUS,
            OpenApiParameter("Upload-Length", int, OpenApiParameter.HEADER, required=True),
            OpenApiParameter(
                "Upload-Metadata",
                str,
                OpenApiParameter.HEADER,
                required=True,
                description="filename, lalu massal dan sidik, atau jenis, kunci, pegawai; juga "
                "id_klien dan sha256. Nilai dalam base64.",
            ),
        ],
        request={ISI: bytes},
        responses={
            201: OpenApiResponse(description="Alamat unggahan di header Location"),
            404: TIDAK_ADA,
            422: GalatSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        """Make an upload; with a body also its first part. Begun again, it is the same upload."""
        said = metadata(request.headers.get("Upload-Metadata", ""))
        user, now = caller(request), timezone.now()
        massal = _uuid(said["massal"], "massal") if said.get("massal") else None
        body: Any = request._request if request.content_type == ISI else None  # noqa: SLF001
        row = unggahan_begin(
            actor=user,
            nama=said.get("filename", ""),
            ukuran_byte=_whole_number(request, "Upload-Length"),
            now=now,
            massal_id=massal,
            tujuan=None if massal else _target(said),
            sidik=said.get("sidik", ""),
            sha256=said.get("sha256", ""),
            id_klien=_uuid(said["id_klien"], "id_klien") if said.get("id_klien") else None,
            source=body,
            checksum=request.headers.get("Upload-Checksum", ""),
        )
        url = request.build_absolute_uri(reverse("arsip_api:unggahan", args=[row.pk]))
        return Response(status=201, headers={"Location": url, **_state(row)})


class UnggahanApi(TusApi):
    """One upload."""

    @extend_schema(
        operation_id="arsip_unggahan",
        tags=["arsip"],
        responses={200: UnggahanSerializer, 404: TIDAK_ADA},
    )
    def get(self, request: Request, unggahan_id: UUID) -> Response:
        """How far it is and what became of it; HEAD (tus) answers with Upload-Offset alone."""
        row = unggahan_get(caller(request), unggahan_id)
        return Response(UnggahanSerializer(row).data)

    def head(self, request: Request, unggahan_id: UUID) -> Response:
        """Where to go on: Upload-Offset."""
        row = unggahan_get(caller(request), unggahan_id)
        headers = {"Upload-Length": str(row.ukuran_byte), "Cache-Control": "no-store"}
        return Response(status=200, headers={**headers, **_state(row)})

    @extend_schema(
        operation_id="arsip_unggahan_lanjut",
        tags=["arsip"],
        parameters=[
            VERSI_TUS,
            OpenApiParameter("Upload-Offset", int, OpenApiParameter.HEADER, required=True),
            OpenApiParameter("Upload-Checksum", str, OpenApiParameter.HEADER),
        ],
        request={ISI: bytes},
        responses={
            204: OpenApiResponse(description="Upload-Offset yang baru"),
            404: TIDAK_ADA,
            409: OpenApiResponse(GalatSerializer, description="Bagian tidak menyambung"),
            410: OpenApiResponse(GalatSerializer, description="Sudah selesai"),
            460: OpenApiResponse(GalatSerializer, description="Checksum berbeda"),
        },
    )
    def patch(self, request: Request, unggahan_id: UUID) -> Response:
        """Add the next part."""
        row = unggahan_get(caller(request), unggahan_id)
        row = _append(request, row, _whole_number(request, "Upload-Offset"))
        return Response(status=204, headers=_state(row))

    @extend_schema(
        operation_id="arsip_unggahan_batal",
        tags=["arsip"],
        parameters=[VERSI_TUS],
        request=None,
        responses={204: None, 404: TIDAK_ADA, 410: GalatSerializer},
    )
    def delete(self, request: Request, unggahan_id: UUID) -> Response:
        """Throw it away, unless it is filed."""
        unggahan_discard(unggahan_id=unggahan_id, actor=caller(request), now=timezone.now())
        return Response(status=204)


def metadata(header: str) -> dict[str, str]:
    """`key base64, key base64` as text; raises ValidationError."""
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            raise ValidationError({"Upload-Metadata": [f"{key}: bukan base64 UTF-8."]}) from None
    return found


def _append(request: Request, row: Unggahan, mulai: int) -> Unggahan:
    body: HttpRequest = request._request  # noqa: SLF001
    return unggahan_append(
        unggahan_id=row.pk,
        actor=caller(request),
        mulai=mulai,
        source=body,  # type: ignore[arg-type]
        checksum=request.headers.get("Upload-Checksum", ""),
        now=timezone.now(),
    )


def _state(row: Unggahan) -> dict[str, str]:
    headers = {"Upload-Offset": str(row.diterima_byte)}
    if row.status == StatusUnggahan.MENGIRIM:
        headers["Upload-Expires"] = http_date(kedaluwarsa_pada(row).timestamp())
    return headers


def _target(said: dict[str, str]) -> Tujuan:
    if not said.get("jenis"):
        raise ValidationError({"Upload-Metadata": ["Sebutkan massal, atau jenis."]})
    pegawai = said.get("pegawai")
    return Tujuan(
        pegawai_id=_uuid(pegawai, "pegawai") if pegawai else None,
        jenis_kode=said["jenis"],
        kunci=said.get("kunci", "").strip(),
    )


def _whole_number(request: Request, name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        raise ValidationError({name: ["Isi dengan jumlah byte."]})
    return int(text)


def _uuid(text: str | None, name: str) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise ValidationError({name: ["Isi dengan UUID."]}) from None
