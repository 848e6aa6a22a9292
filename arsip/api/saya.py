"""One's own archive for programs: who looked, the ZIP of everything, how long a paper is good."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from arsip.api.bentuk import (
    MasaSerializer,
    PaketSerializer,
    PembacaanSerializer,
    VersiSerializer,
    versi_shape,
)
from arsip.api.dokumen import TIDAK_ADA
from arsip.selectors import pembaca_of
from arsip.selectors.paket import paket_state
from arsip.services.masa import masa_set
from arsip.services.paket import paket_submit
from arsip.services.unduh import paket_deliver
from sitamu.inti.api import GalatSerializer, caller, own_pegawai


class PembacaApi(APIView):
    """Who else looked."""

    @extend_schema(
        operation_id="arsip_pembaca",
        tags=["arsip"],
        responses={200: PembacaanSerializer(many=True), 404: TIDAK_ADA},
    )
    def get(self, request: Request) -> Response:
        """The last 50 readings of one's own archive by others, newest first."""
        rows = pembaca_of(own_pegawai(caller(request)))
        return Response(PembacaanSerializer(rows, many=True).data)


class PaketApi(APIView):
    """Everything of one's own in one ZIP."""

    @extend_schema(
        operation_id="arsip_paket", tags=["arsip"], responses={200: PaketSerializer, 404: TIDAK_ADA}
    )
    def get(self, request: Request) -> Response:
        """How much it is and whether it can be fetched."""
        own_pegawai(caller(request))
        return Response(self._state(request))

    @extend_schema(
        operation_id="arsip_paket_minta",
        tags=["arsip"],
        request=None,
        responses={202: PaketSerializer, 404: TIDAK_ADA},
    )
    def post(self, request: Request) -> Response:
        """Let the worker make it; asked again meanwhile, nothing new is made."""
        own_pegawai(caller(request))
        paket_submit(actor=caller(request), now=timezone.now())
        return Response(self._state(request), status=202)

    def _state(self, request: Request) -> dict[str, Any]:
        found = paket_state(caller(request), now=timezone.now())
        body = {
            "jumlah": found.isi.jumlah,
            "ukuran_byte": found.isi.ukuran_byte,
            "siap": found.langsung or found.siap,
            "berjalan": found.berjalan,
            "pesan": found.pekerjaan.pesan if found.pekerjaan else "",
        }
        return dict(PaketSerializer(body).data)


class PaketBerkasApi(APIView):
    """The bytes of that ZIP."""

    @extend_schema(
        operation_id="arsip_paket_berkas",
        tags=["arsip"],
        responses={
            (200, "application/zip"): bytes,
            302: OpenApiResponse(description="Tautan ke penyimpanan, berlaku 5 menit"),
            404: TIDAK_ADA,
            409: OpenApiResponse(GalatSerializer, description="Belum siap"),
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Download it; logged."""
        user = caller(request)
        return paket_deliver(request._request, user, own_pegawai(user))  # noqa: SLF001


class MasaApi(APIView):
    """Until when a paper is good."""

    @extend_schema(
        operation_id="arsip_dokumen_masa",
        tags=["arsip"],
        request=MasaSerializer,
        responses={200: VersiSerializer, 404: TIDAK_ADA},
    )
    def put(self, request: Request, dokumen_id: UUID) -> Response:
        """Set the last day of the newest version; by whoever may file for the person."""
        form = MasaSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        versi = masa_set(
            dokumen_id=dokumen_id,
            berlaku_sampai=form.validated_data["berlaku_sampai"],
            actor=caller(request),
            now=timezone.now(),
            request=request._request,  # noqa: SLF001
        )
        return Response(VersiSerializer(versi_shape(versi)).data)
