"""Bulk upload for programs: batches, files that wait for an owner, and whose they may be.

The files themselves come by `unggahan` (tus), with the id of their batch.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from arsip.api.bentuk import UnggahanSerializer
from arsip.api.dokumen import TIDAK_ADA
from arsip.models import UnggahanMassal
from arsip.rules.unggahan import StatusUnggahan
from arsip.selectors.unggahan import (
    jenis_may_file,
    massal_list,
    pegawai_by_nomor,
    pegawai_may_file,
    people_for_matching,
    saran_jenis,
    saran_pegawai,
    unggahan_get,
)
from arsip.services.unduh import unggahan_deliver
from arsip.services.unggahan import bulk_check, massal_begin, unggahan_match
from sitamu.inti.api import GalatSerializer, caller
from sitamu.inti.errors import NotFoundError

MASSAL_MAKS = 100


class MassalSerializer(serializers.Serializer[Any]):
    """A batch and how many of its files stand in each state."""

    id = serializers.UUIDField()
    dibuat_pada = serializers.DateTimeField()
    per_status = serializers.DictField(child=serializers.IntegerField())


class OrangSerializer(serializers.Serializer[Any]):
    """Somebody a file may belong to."""

    pegawai_id = serializers.UUIDField()
    nomor = serializers.CharField(help_text="NIP, atau nomor induk tanpa NIP.")
    nama = serializers.CharField()


class SaranSerializer(serializers.Serializer[Any]):
    """Whose a file may be and what, likeliest first; inside the caller's own scope."""

    pegawai = OrangSerializer(many=True)
    jenis = serializers.ListField(child=serializers.CharField())


class CocokkanSerializer(serializers.Serializer[Any]):
    """Whose paper it is: by id or by NIP (or own number)."""

    pegawai = serializers.UUIDField(required=False)
    nip = serializers.CharField(max_length=30, required=False)
    jenis = serializers.CharField(max_length=40)
    kunci = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of the two names the person."""
        if ("pegawai" in attrs) == ("nip" in attrs):
            raise serializers.ValidationError({"nip": ["Sebutkan pegawai atau nip, salah satu."]})
        return attrs


class MassalApi(APIView):
    """The caller's batches."""

    @extend_schema(
        operation_id="arsip_massal_daftar",
        tags=["arsip"],
        responses={200: MassalSerializer(many=True), 403: GalatSerializer},
    )
    def get(self, request: Request) -> Response:
        """The newest 100 of one's own."""
        user = caller(request)
        bulk_check(user, now=timezone.now())
        rows = massal_list(user)[:MASSAL_MAKS]
        return Response([MassalSerializer(_shape(row)).data for row in rows])

    @extend_schema(
        operation_id="arsip_massal_mulai",
        tags=["arsip"],
        request=None,
        responses={201: MassalSerializer, 403: GalatSerializer},
    )
    def post(self, request: Request) -> Response:
        """Begin one; its id goes into the metadata of each upload."""
        row = massal_begin(actor=caller(request), now=timezone.now())
        row.refresh_from_db()
        return Response(MassalSerializer(_shape(row)).data, status=201)


class CocokkanApi(APIView):
    """A file that waits to be matched."""

    @extend_schema(
        operation_id="arsip_unggahan_saran",
        tags=["arsip"],
        responses={200: SaranSerializer, 404: TIDAK_ADA},
    )
    def get(self, request: Request, unggahan_id: UUID) -> Response:
        """Whose it may be, by its name."""
        user, today = caller(request), timezone.localdate()
        row = unggahan_get(user, unggahan_id)
        if row.status != StatusUnggahan.COCOKKAN:
            raise NotFoundError
        ids = saran_pegawai(row.nama, people_for_matching(user, today=today))
        found = {str(p.pk): p for p in pegawai_may_file(user, today=today).filter(pk__in=ids)}
        body = {
            "pegawai": [
                {"pegawai_id": pk, "nomor": found[pk].nomor, "nama": found[pk].nama_lengkap}
                for pk in ids
                if pk in found
            ],
            "jenis": saran_jenis(row.nama, jenis_may_file(on=today)),
        }
        return Response(SaranSerializer(body).data)

    @extend_schema(
        operation_id="arsip_unggahan_cocokkan",
        tags=["arsip"],
        request=CocokkanSerializer,
        responses={
            200: UnggahanSerializer,
            404: TIDAK_ADA,
            410: OpenApiResponse(GalatSerializer, description="Tidak menunggu dicocokkan"),
            422: OpenApiResponse(GalatSerializer, description="Jenis, kunci, atau ukuran"),
        },
    )
    def post(self, request: Request, unggahan_id: UUID) -> Response:
        """Say whose it is; the worker files it."""
        form = CocokkanSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data, user, now = form.validated_data, caller(request), timezone.now()
        pegawai_id = data.get("pegawai")
        if pegawai_id is None:
            pegawai = pegawai_by_nomor(user, data["nip"], today=timezone.localdate(now))
            if pegawai is None:
                raise NotFoundError
            pegawai_id = pegawai.pk
        unggahan_match(
            unggahan_id=unggahan_id,
            pegawai_id=pegawai_id,
            jenis_kode=data["jenis"],
            kunci=data["kunci"],
            actor=user,
            now=now,
        )
        return Response(UnggahanSerializer(unggahan_get(user, unggahan_id)).data)


class UnggahanBerkasApi(APIView):
    """The bytes of a file that waits to be matched."""

    @extend_schema(
        operation_id="arsip_unggahan_berkas",
        tags=["arsip"],
        responses={
            (200, "application/pdf"): bytes,
            (200, "image/jpeg"): bytes,
            404: TIDAK_ADA,
        },
    )
    def get(self, request: Request, unggahan_id: UUID) -> HttpResponseBase:
        """To be looked at by whoever sent it."""
        return unggahan_deliver(caller(request), unggahan_id)


def _shape(row: UnggahanMassal) -> dict[str, Any]:
    return {
        "id": row.pk,
        "dibuat_pada": row.dibuat_pada,
        "per_status": {
            status.value: getattr(row, f"n_{status.lower()}", 0) for status in StatusUnggahan
        },
    }
