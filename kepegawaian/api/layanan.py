"""The catalogue for programs: what somebody may start today, and why the rest not yet."""

from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from kepegawaian.rules.katalog import Pengusul
from kepegawaian.rules.layanan import KeadaanLayanan
from kepegawaian.selectors.layanan import Penawaran, layanan_offered
from kepegawaian.selectors.usulan import usulan_visible_to
from sitamu.inti.api import caller, own_pegawai, refused
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to

PEGAWAI: Final = OpenApiParameter("pegawai", UUID, description="Kosong: diri sendiri.")


class AlasanLayananSerializer(serializers.Serializer[Any]):
    """One condition; `terpenuhi` null: not judged yet."""

    kode = serializers.CharField()
    teks = serializers.CharField()
    terpenuhi = serializers.BooleanField(allow_null=True)
    upaya = serializers.CharField(allow_blank=True)
    dasar = serializers.CharField(allow_blank=True)


class LayananSerializer(serializers.Serializer[Any]):
    """One service for one person. `usulan_id`: the running one, when the caller may see it."""

    kode = serializers.CharField()
    nama = serializers.CharField()
    loket = serializers.CharField()
    keterangan = serializers.CharField(allow_blank=True)
    janji_hari_kerja = serializers.IntegerField()
    dasar_hukum = serializers.CharField()
    keadaan = serializers.ChoiceField([k.value for k in KeadaanLayanan])
    keadaan_teks = serializers.CharField()
    sebab = serializers.CharField(allow_blank=True)
    teks = serializers.CharField(allow_blank=True)
    saran = serializers.CharField(allow_blank=True)
    tmt = serializers.DateField(allow_null=True)
    mulai = serializers.DateField(allow_null=True)
    alasan = AlasanLayananSerializer(many=True)
    usulan_id = serializers.UUIDField(allow_null=True)


def pegawai_asked(request: Request) -> Pegawai:
    """The caller, or the colleague that an operator named; raises NotFoundError."""
    user, text = caller(request), request.query_params.get("pegawai", "")
    if not text:
        return own_pegawai(user)
    return pegawai_for(user, text)


def pegawai_for(user: Pengguna, text: object) -> Pegawai:
    """Somebody for whom the caller may act; raises ValidationError, NotFoundError."""
    try:
        pegawai_id = UUID(str(text))
    except ValueError:
        raise ValidationError({"pegawai": ["Isi dengan UUID."]}) from None
    rows = pegawai_visible_to(user, today=timezone.localdate(), hak=Hak.USULAN_SUBMIT)
    pegawai = rows.filter(pk=pegawai_id).first()
    if pegawai is None:
        raise NotFoundError
    return pegawai


class LayananApi(APIView):
    """Services of one person."""

    @extend_schema(
        operation_id="layanan_daftar",
        tags=["usulan"],
        parameters=[PEGAWAI],
        responses={
            200: LayananSerializer(many=True),
            404: refused("Tidak ada, atau bukan untuk Anda"),
            422: refused("Data kurang"),
        },
    )
    def get(self, request: Request) -> Response:
        """Every service with its state today, and each condition that does not hold."""
        user, today = caller(request), timezone.localdate()
        pegawai = pegawai_asked(request)
        own = pegawai.pengguna_id == user.pk
        rows = layanan_offered(pegawai, Pengusul.ASN if own else Pengusul.OPERATOR, today=today)
        running = [p.berjalan.pk for p in rows if p.berjalan]
        seen = set(
            usulan_visible_to(user, today=today).filter(pk__in=running).values_list("pk", flat=True)
        )
        return Response(LayananSerializer([_shape(p, seen) for p in rows], many=True).data)


def _shape(penawaran: Penawaran, seen: set[UUID]) -> dict[str, Any]:
    versi, found, running = penawaran.versi, penawaran.kelayakan, penawaran.berjalan
    return {
        "kode": versi.layanan_id,
        "nama": versi.layanan.nama,
        "loket": versi.layanan.loket,
        "keterangan": versi.layanan.keterangan,
        "janji_hari_kerja": versi.janji_hari_kerja,
        "dasar_hukum": versi.dasar_hukum,
        "keadaan": found.keadaan.value,
        "keadaan_teks": found.keadaan.label,
        "sebab": found.sebab,
        "teks": found.teks,
        "saran": found.langkah,
        "tmt": found.tmt,
        "mulai": found.mulai,
        "alasan": [
            {
                "kode": row.kode,
                "teks": row.teks,
                "terpenuhi": row.terpenuhi,
                "upaya": row.upaya,
                "dasar": row.dasar,
            }
            for row in found.alasan
        ],
        "usulan_id": running.pk if running and running.pk in seen else None,
    }
