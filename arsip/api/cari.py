"""The search of the page, for programs."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from arsip.api.bentuk import VersiSerializer, versi_shape
from arsip.forms import CariForm
from arsip.rules.cari import Cara
from arsip.selectors.cari import Temuan, dokumen_search, units_to_search
from arsip.services.cari import pencarian_record
from sitamu.inti.api import GalatSerializer, caller

PARAMETER = [
    OpenApiParameter("cari", str, required=True, description="Nama, NIP, nomor, jenis, isi."),
    OpenApiParameter("jenis", str, description="Kode jenis dokumen."),
    OpenApiParameter("unit", str, description="UNOR ID; unit di bawahnya ikut."),
    OpenApiParameter("tahun", int),
    OpenApiParameter("milik", str, enum=["saya"], description="Arsip sendiri saja."),
    OpenApiParameter("lanjut", str, description="`lanjut` dari jawaban sebelumnya."),
]


class PotonganSerializer(serializers.Serializer[Any]):
    """A part of a snippet; `cocok`: it is a word that was asked."""

    teks = serializers.CharField(trim_whitespace=False)
    cocok = serializers.BooleanField()


class TemuanSerializer(serializers.Serializer[Any]):
    """One hit. `kutipan` is empty where no word of the text fits or none may be quoted."""

    versi = VersiSerializer()
    nama_pegawai = serializers.CharField()
    nomor_pegawai = serializers.CharField(help_text="NIP, atau nomor induk tanpa NIP.")
    kutipan = PotonganSerializer(many=True)


class HasilCariSerializer(serializers.Serializer[Any]):
    """A page of hits, newest first; `lanjut` asks for the next one, empty on the last.

    `jumlah` is counted up to 1.000 (`lebih`: there are more) and on the first page only.
    """

    hasil = TemuanSerializer(many=True)
    cara = serializers.ChoiceField([c.value for c in Cara], allow_null=True)
    jumlah = serializers.IntegerField(allow_null=True)
    lebih = serializers.BooleanField()
    lanjut = serializers.CharField(allow_blank=True)


class CariApi(APIView):
    """Papers by words, inside what the caller may read."""

    @extend_schema(
        operation_id="arsip_cari",
        tags=["arsip"],
        parameters=PARAMETER,
        responses={
            200: HasilCariSerializer,
            400: OpenApiResponse(GalatSerializer, description="Saringan tidak dikenal"),
        },
    )
    def get(self, request: Request) -> Response:
        """Words first, then parts of words, then what looks alike; 20 hits a page."""
        user, today = caller(request), timezone.localdate()
        form = CariForm(request.query_params, units=units_to_search(user, today=today))
        if not form.is_valid():
            raise ValidationError(
                {name: [str(t) for t in form.errors[name]] for name in form.errors}
            )
        found = dokumen_search(
            user, form.pertanyaan, form.saringan, today=today, setelah=form.tempat
        )
        pencarian_record(request=request, user=user, pertanyaan=form.pertanyaan, hasil=found)
        body = {
            "hasil": [_shape(t) for t in found.temuan],
            "cara": found.cara,
            "jumlah": found.jumlah,
            "lebih": found.lebih,
            "lanjut": str(found.lanjut or ""),
        }
        return Response(HasilCariSerializer(body).data)


def _shape(temuan: Temuan) -> dict[str, Any]:
    pegawai = temuan.versi.dokumen.pegawai
    return {
        "versi": versi_shape(temuan.versi),
        "nama_pegawai": pegawai.nama_lengkap,
        "nomor_pegawai": pegawai.nomor,
        "kutipan": [{"teks": teks, "cocok": cocok} for teks, cocok in temuan.kutipan],
    }
