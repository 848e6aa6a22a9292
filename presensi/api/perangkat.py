"""The phone of the caller: register it, ask how it stands, give it up."""

from typing import Any, cast
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from presensi.models import Perangkat
from presensi.selectors.perangkat import perangkat_own
from presensi.services.perangkat import IsiPerangkat, perangkat_register, perangkat_revoke
from sitamu.inti.models import Pengguna
from sitamu.inti.token import TokenAuthentication


class PerangkatIsianSerializer(serializers.Serializer[Any]):
    """`device_id`: a UUID the application makes once and keeps, never an IMEI."""

    device_id = serializers.UUIDField()
    model = serializers.CharField(max_length=80, required=False, default="", allow_blank=True)
    os = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    app_version = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)
    public_key = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class PerangkatSerializer(serializers.ModelSerializer[Perangkat]):
    """A phone; taps are taken from MENUNGGU (looked at) and AKTIF."""

    device_id = serializers.UUIDField(source="nomor")
    model = serializers.CharField(source="nama")
    os = serializers.CharField(source="sistem")
    app_version = serializers.CharField(source="versi_aplikasi")

    class Meta:
        model = Perangkat
        fields = (
            "id",
            "device_id",
            "model",
            "os",
            "app_version",
            "status",
            "diminta_pada",
            "aktif_sendiri_pada",
            "aktif_pada",
            "berakhir_pada",
        )
        read_only_fields = fields


class TokenApi(APIView):
    """For the application by its token and for the portal's own pages by session."""

    authentication_classes = (TokenAuthentication, SessionAuthentication)


class PerangkatListApi(TokenApi):
    """Phones of the caller."""

    @extend_schema(
        operation_id="perangkat_daftar",
        tags=["presensi"],
        responses={200: PerangkatSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """All of them, the newest first."""
        user = cast("Pengguna", request.user)
        rows = perangkat_own(user, today=timezone.localdate())[:50]
        return Response(PerangkatSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="perangkat_register",
        tags=["presensi"],
        request=PerangkatIsianSerializer,
        responses={
            200: PerangkatSerializer,
            400: OpenApiResponse(description="Isian tidak sah"),
            403: OpenApiResponse(description="Akun tanpa data pegawai"),
        },
    )
    def post(self, request: Request) -> Response:
        """Register the phone; asked again, the same answer."""
        form = PerangkatIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        perangkat = perangkat_register(
            isi=IsiPerangkat(
                nomor=said["device_id"],
                nama=said["model"],
                sistem=said["os"],
                versi_aplikasi=said["app_version"],
                kunci_publik=said["public_key"],
            ),
            actor=cast("Pengguna", request.user),
            now=timezone.now(),
        )
        return Response(PerangkatSerializer(perangkat).data)


class PerangkatApi(TokenApi):
    """One phone of the caller."""

    @extend_schema(
        operation_id="perangkat_revoke",
        tags=["presensi"],
        responses={
            200: PerangkatSerializer,
            404: OpenApiResponse(description="Tidak ada"),
            409: OpenApiResponse(description="Sudah tidak dipakai"),
        },
    )
    def delete(self, request: Request, perangkat_id: UUID) -> Response:
        """Give it up: no tap is taken from it any more."""
        perangkat = perangkat_revoke(
            perangkat_id=perangkat_id, actor=cast("Pengguna", request.user), now=timezone.now()
        )
        return Response(PerangkatSerializer(perangkat).data)
