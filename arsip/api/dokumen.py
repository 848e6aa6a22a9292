"""Documents for programs: kinds, one's list, upload in one request, status, download."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from arsip.api.bentuk import (
    DiterimaSerializer,
    JenisSerializer,
    UnggahSerializer,
    VersiSerializer,
    diterima_shape,
    versi_shape,
)
from arsip.clients.penerima import Terunggah
from arsip.errors import HashBedaError
from arsip.models import VersiDokumen
from arsip.selectors import (
    berakhir_in,
    berakhir_visible_to,
    pegawai_arsip_get,
    versi_get,
    versi_visible_to,
)
from arsip.selectors.unggahan import jenis_may_file
from arsip.services.dokumen import dokumen_upload
from arsip.services.intake import sha256_of
from arsip.services.unduh import gambar_deliver, kecil_deliver, versi_deliver
from sitamu.inti.api import KUNCI_ULANG, GalatSerializer, caller, own_pegawai
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, unit_asked

BERAKHIR_MAKS = 500
TIDAK_ADA = OpenApiResponse(GalatSerializer, description="Tidak ada, atau bukan untuk Anda")
DITOLAK = OpenApiResponse(GalatSerializer, description="Berkas ditolak; `kode` menyebut sebabnya")


class JenisListApi(APIView):
    """What may be filed."""

    @extend_schema(
        operation_id="arsip_jenis_daftar", tags=["arsip"], responses=JenisSerializer(many=True)
    )
    def get(self, request: Request) -> Response:  # noqa: ARG002
        """Kinds that may be filed by upload today."""
        kinds = jenis_may_file(on=timezone.localdate())
        return Response(JenisSerializer(kinds, many=True).data)


class DokumenApi(APIView):
    """The current papers of one person, and the way to add one."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="arsip_dokumen_daftar",
        tags=["arsip"],
        parameters=[
            OpenApiParameter("pegawai", UUID, description="Kosong: arsip sendiri."),
        ],
        responses={200: VersiSerializer(many=True), 404: TIDAK_ADA},
    )
    def get(self, request: Request) -> Response:
        """The newest version of each document that the caller may read, by kind and key."""
        user, today = caller(request), timezone.localdate()
        given = request.query_params.get("pegawai")
        pegawai = pegawai_arsip_get(user, _uuid(given), today=today) if given else own_pegawai(user)
        rows = (
            versi_visible_to(user, today=today)
            .filter(dokumen__pegawai=pegawai)
            .order_by("dokumen__jenis__urutan", "dokumen__kunci", "dokumen_id", "-nomor")
        )
        newest: dict[UUID, VersiDokumen] = {}
        for versi in rows:
            newest.setdefault(versi.dokumen_id, versi)
        return Response([VersiSerializer(versi_shape(v)).data for v in newest.values()])

    @extend_schema(
        operation_id="arsip_dokumen_unggah",
        tags=["arsip"],
        parameters=[KUNCI_ULANG],
        request={"multipart/form-data": UnggahSerializer},
        responses={
            200: OpenApiResponse(DiterimaSerializer, description="Isi yang sama sudah ada"),
            201: DiterimaSerializer,
            404: TIDAK_ADA,
            409: OpenApiResponse(GalatSerializer, description="Id kiriman terpakai"),
            422: DITOLAK,
            507: OpenApiResponse(GalatSerializer, description="Penyimpanan penuh"),
        },
    )
    def post(self, request: Request) -> Response:
        """File one paper. Sent again with the same id, the first answer comes again."""
        form = UnggahSerializer(data=_form(request))
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        user, now = caller(request), timezone.now()
        id_klien = data.get("id_klien") or _uuid(request.headers.get("Idempotency-Key"))
        _hashes_agree(data["berkas"], data["sha256"])
        versi = dokumen_upload(
            pegawai_id=data.get("pegawai") or own_pegawai(user).pk,
            jenis_kode=data["jenis"],
            kunci=data["kunci"].strip(),
            files=data["berkas"],
            actor=user,
            now=now,
            id_klien=id_klien,
        )
        again = versi.sudah_ada and versi.id_klien == id_klien
        versi.sudah_ada = versi.sudah_ada and not again
        body = DiterimaSerializer(diterima_shape(versi, user, today=timezone.localdate(now))).data
        response = Response(body, status=200 if versi.sudah_ada else 201)
        if again:
            response["Idempotent-Replay"] = "true"
        return response


class VersiApi(APIView):
    """How far one version is."""

    @extend_schema(
        operation_id="arsip_versi", tags=["arsip"], responses={200: VersiSerializer, 404: TIDAK_ADA}
    )
    def get(self, request: Request, versi_id: UUID) -> Response:
        """DIPROSES until the worker (and the virus scanner) is done with it."""
        versi = versi_get(caller(request), versi_id, today=timezone.localdate())
        return Response(VersiSerializer(versi_shape(versi)).data)


class DokumenVersiApi(APIView):
    """What a document was before."""

    @extend_schema(
        operation_id="arsip_dokumen_versi",
        tags=["arsip"],
        responses={200: VersiSerializer(many=True), 404: TIDAK_ADA},
    )
    def get(self, request: Request, dokumen_id: UUID) -> Response:
        """Every version that the caller may read, newest first."""
        rows = versi_visible_to(caller(request), today=timezone.localdate())
        found = list(rows.filter(dokumen=dokumen_id).order_by("-nomor"))
        if not found:
            raise NotFoundError
        return Response([VersiSerializer(versi_shape(versi)).data for versi in found])


GAMBAR = {(200, "image/jpeg"): bytes, 404: TIDAK_ADA}


class VersiGambarApi(APIView):
    """A page as a picture."""

    @extend_schema(operation_id="arsip_versi_gambar", tags=["arsip"], responses=GAMBAR)
    def get(self, request: Request, versi_id: UUID, halaman: int) -> HttpResponseBase:
        """JPEG of one page (from 1), 900 px wide, once the worker has made it; logged."""
        return gambar_deliver(request._request, caller(request), versi_id, halaman)  # noqa: SLF001


class VersiKecilApi(APIView):
    """The first page, for lists."""

    @extend_schema(operation_id="arsip_versi_kecil", tags=["arsip"], responses=GAMBAR)
    def get(self, request: Request, versi_id: UUID) -> HttpResponseBase:
        """JPEG of 200 px width, once the worker has made it."""
        return kecil_deliver(request._request, caller(request), versi_id)  # noqa: SLF001


class BerakhirApi(APIView):
    """Papers that end."""

    @extend_schema(
        operation_id="arsip_berakhir",
        tags=["arsip"],
        parameters=[OpenApiParameter("unit", UUID, description="Unit di bawahnya ikut.")],
        responses={200: VersiSerializer(many=True), 403: GalatSerializer},
    )
    def get(self, request: Request) -> Response:
        """The first 500 that end soon or have ended, soonest first; for officers of an archive."""
        user, today = caller(request), timezone.localdate()
        if Hak.ARSIP_VIEW not in hak_held(user, on=today):
            raise NotAllowedError
        rows = berakhir_visible_to(user, today=today)
        asked = request.query_params.get("unit", "")
        if unit := unit_asked(user, Hak.ARSIP_VIEW, asked, on=today):
            rows = berakhir_in(rows, unit, today=today)
        return Response([VersiSerializer(versi_shape(v)).data for v in rows[:BERAKHIR_MAKS]])


class VersiBerkasApi(APIView):
    """The bytes of one version."""

    @extend_schema(
        operation_id="arsip_versi_berkas",
        tags=["arsip"],
        responses={
            (200, "application/pdf"): bytes,
            (200, "image/jpeg"): bytes,
            302: OpenApiResponse(description="Tautan ke penyimpanan, berlaku 5 menit"),
            404: TIDAK_ADA,
            409: OpenApiResponse(GalatSerializer, description="Belum siap dibuka"),
        },
    )
    def get(self, request: Request, versi_id: UUID) -> HttpResponseBase:
        """Download it; each reading is logged."""
        return versi_deliver(request._request, caller(request), versi_id, inline=False)  # noqa: SLF001


def _form(request: Request) -> dict[str, Any]:
    """Fields as one dictionary: what may come several times is a list."""
    data: Any = request.data
    plain = {name: data[name] for name in data if name not in ("berkas", "sha256")}
    return {**plain, "berkas": data.getlist("berkas"), "sha256": data.getlist("sha256")}


def _uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise ValidationError({"id_klien": ["Isi dengan UUID."]}) from None


def _hashes_agree(files: Sequence[UploadedFile[Any]], said: Sequence[str]) -> None:
    """Compare what the sender says with what arrived; raises HashBedaError.

    A file that was refused while it arrived is left to its own refusal.
    """
    if said and len(said) != len(files):
        raise ValidationError({"sha256": ["Satu SHA-256 untuk tiap berkas."]})
    for upload, expected in zip(files, said, strict=False):
        if isinstance(upload, Terunggah) and upload.galat:
            continue
        found = getattr(upload, "sha256", "") or sha256_of(upload)
        if not hmac.compare_digest(found, expected.lower()):
            raise HashBedaError(nama=upload.name or "")
