"""Daily work for programs: plan and report in batches, read, approve, undo.

Every write may be sent again: a report by its own id, an answer because the same answer changes
nothing. A batch answers row by row, in the order sent.
"""

from datetime import date, timedelta
from typing import Any, Final, cast

from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from presensi.api.perangkat import TokenApi
from presensi.models import ButirSkp, Kegiatan
from presensi.rules.kinerja import JenisKegiatan
from presensi.selectors.kinerja import butir_on, kegiatan_own, kegiatan_waiting
from presensi.services.kinerja import (
    HasilPutus,
    Laporan,
    Putusan,
    kegiatan_decide,
    kegiatan_report,
    kegiatan_undo,
)
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Pengguna

BATCH_MAKS: Final = 50
PUTUS_MAKS: Final = 500
HARI_MAKS: Final = 62


JENIS_KEGIATAN = [(j.value, j.label) for j in JenisKegiatan]


class KegiatanIsianSerializer(serializers.Serializer[Any]):
    """`id`: made by the program, kept for every retry. `rencana`: a plan, not a report."""

    id = serializers.UUIDField()
    tanggal = serializers.DateField()
    uraian = serializers.CharField(max_length=500)
    jenis = serializers.ChoiceField(choices=JENIS_KEGIATAN, default="UTAMA")
    menit = serializers.IntegerField(required=False, allow_null=True, default=None)
    jam_mulai = serializers.TimeField(required=False, allow_null=True, default=None)
    jam_selesai = serializers.TimeField(required=False, allow_null=True, default=None)
    jumlah = serializers.DecimalField(
        max_digits=12, decimal_places=2, required=False, allow_null=True, default=None
    )
    satuan = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    tautan = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
    butir_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    bukti_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    rencana = serializers.BooleanField(required=False, default=False)


class KegiatanBatchSerializer(serializers.Serializer[Any]):
    kegiatan = serializers.ListField(
        child=KegiatanIsianSerializer(), allow_empty=False, max_length=BATCH_MAKS
    )


class KegiatanSerializer(serializers.ModelSerializer[Kegiatan]):
    """A stored row; `ubahan` belongs to an answer about what was shown."""

    pegawai = serializers.CharField(source="pegawai.nama_lengkap")
    pegawai_id = serializers.UUIDField()
    butir_id = serializers.UUIDField(allow_null=True)

    class Meta:
        model = Kegiatan
        fields = (
            "id",
            "pegawai_id",
            "pegawai",
            "tanggal",
            "jenis",
            "uraian",
            "menit",
            "jam_mulai",
            "jam_selesai",
            "jumlah",
            "satuan",
            "tautan",
            "butir_id",
            "status",
            "ubahan",
            "otomatis",
            "catatan",
        )
        read_only_fields = fields


class KegiatanJawabSerializer(serializers.Serializer[Any]):
    """`penerimaan`: dibuat, sudah_ada or ditolak (then with `kode`, `pesan` and `galat`)."""

    id = serializers.UUIDField()
    penerimaan = serializers.ChoiceField(choices=["dibuat", "sudah_ada", "ditolak"])
    status = serializers.CharField(allow_null=True)
    kode = serializers.CharField(allow_null=True)
    pesan = serializers.CharField()
    langkah = serializers.CharField(allow_null=True)
    galat = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))


class KegiatanHasilSerializer(serializers.Serializer[Any]):
    kegiatan = KegiatanJawabSerializer(many=True)


class PutusanIsianSerializer(serializers.Serializer[Any]):
    """`ubahan`: as read; when the row was edited since then, the answer is `berubah`."""

    id = serializers.UUIDField()
    setuju = serializers.BooleanField()
    ubahan = serializers.IntegerField(required=False, allow_null=True, default=None)
    alasan = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


class PutusanBatchSerializer(serializers.Serializer[Any]):
    putusan = serializers.ListField(
        child=PutusanIsianSerializer(), allow_empty=False, max_length=PUTUS_MAKS
    )


class BatalIsianSerializer(serializers.Serializer[Any]):
    id = serializers.ListField(
        child=serializers.UUIDField(), allow_empty=False, max_length=PUTUS_MAKS
    )


class AkhirSerializer(serializers.Serializer[Any]):
    """`akhir`: diputus, sudah_ada, berubah, bulan_ditutup, lewat_batas or tidak_ditemukan."""

    id = serializers.UUIDField()
    akhir = serializers.CharField()


class PutusanHasilSerializer(serializers.Serializer[Any]):
    putusan = AkhirSerializer(many=True)


class ButirSerializer(serializers.ModelSerializer[ButirSkp]):
    """A planned result that work may be tied to."""

    class Meta:
        model = ButirSkp
        fields = ("id", "jenis", "rencana", "indikator", "target", "satuan")
        read_only_fields = fields


class RentangSerializer(serializers.Serializer[Any]):
    """Both days inclusive; without them the last 31 days."""

    dari = serializers.DateField(required=False)
    sampai = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """At most 62 days, in their order."""
        sampai: date = attrs.get("sampai") or timezone.localdate()
        dari: date = attrs.get("dari") or sampai - timedelta(days=30)
        if not timedelta(0) <= sampai - dari < timedelta(days=HARI_MAKS):
            raise serializers.ValidationError(f"Paling banyak {HARI_MAKS} hari, urut.")
        return {"dari": dari, "sampai": sampai}


class KegiatanApi(TokenApi):
    """The caller's own daily work."""

    @extend_schema(
        operation_id="kegiatan_daftar",
        tags=["kinerja"],
        parameters=[OpenApiParameter("dari", date), OpenApiParameter("sampai", date)],
        responses={200: KegiatanSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """Between two days, the latest first."""
        span = RentangSerializer(data=request.query_params)
        span.is_valid(raise_exception=True)
        rows = (
            kegiatan_own(cast("Pengguna", request.user))
            .filter(tanggal__range=(span.validated_data["dari"], span.validated_data["sampai"]))
            .select_related("pegawai")
            .order_by("-tanggal", "jam_mulai", "dibuat_pada")
        )
        return Response(KegiatanSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="kegiatan_kirim",
        tags=["kinerja"],
        request=KegiatanBatchSerializer,
        responses={
            200: KegiatanHasilSerializer,
            400: OpenApiResponse(description="Isian tidak sah"),
        },
    )
    def post(self, request: Request) -> Response:
        """Plans and reports; each row stands alone, a refused one does not stop the others."""
        form = KegiatanBatchSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        user = cast("Pengguna", request.user)
        answers = [_take(user, row) for row in form.validated_data["kegiatan"]]
        return Response({"kegiatan": answers})


def _take(user: Pengguna, said: dict[str, Any]) -> dict[str, Any]:
    laporan = Laporan(
        **{k: v for k, v in said.items() if k not in ("id", "rencana", "jenis")},
        jenis=JenisKegiatan(said["jenis"]),
    )
    answer = {"id": said["id"], "status": None, "kode": None, "langkah": None, "galat": {}}
    try:
        with transaction.atomic():
            row = kegiatan_report(
                actor=user,
                laporan=laporan,
                now=timezone.now(),
                rencana=said["rencana"],
                id_klien=said["id"],
            )
    except DomainError as error:
        return answer | {
            "penerimaan": "ditolak",
            "kode": error.code,
            "pesan": error.message,
            "langkah": error.langkah,
            "galat": error.data.get("errors", {}),
        }
    known = getattr(row, "sudah_ada", False)
    return answer | {
        "penerimaan": "sudah_ada" if known else "dibuat",
        "status": row.status,
        "pesan": "Sudah diterima sebelumnya." if known else "Diterima.",
    }


class RencanaApi(TokenApi):
    """Planned results of the caller's agreed SKP."""

    @extend_schema(
        operation_id="kinerja_rencana",
        tags=["kinerja"],
        parameters=[OpenApiParameter("tanggal", date)],
        responses={200: ButirSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """Those that hold on `tanggal`, today without it."""
        field = serializers.DateField()
        asked = request.query_params.get("tanggal")
        day = field.run_validation(asked) if asked else timezone.localdate()
        user = cast("Pengguna", request.user)
        pegawai = getattr(user, "pegawai", None)
        rows = butir_on(pegawai.pk, day) if pegawai else ButirSkp.objects.none()
        return Response(ButirSerializer(rows, many=True).data)


class PersetujuanApi(TokenApi):
    """Reports of the caller's team."""

    @extend_schema(
        operation_id="persetujuan_daftar",
        tags=["kinerja"],
        responses={200: KegiatanSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """Those that wait, the oldest first; at most 500."""
        rows = kegiatan_waiting(cast("Pengguna", request.user), today=timezone.localdate())
        return Response(KegiatanSerializer(rows[:PUTUS_MAKS], many=True).data)

    @extend_schema(
        operation_id="persetujuan_putus",
        tags=["kinerja"],
        request=PutusanBatchSerializer,
        responses={
            200: PutusanHasilSerializer,
            400: OpenApiResponse(description="Isian tidak sah"),
            422: OpenApiResponse(description="Pengembalian tanpa alasan"),
        },
    )
    def post(self, request: Request) -> Response:
        """Approve and return many at once."""
        form = PutusanBatchSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        hasil = kegiatan_decide(
            actor=cast("Pengguna", request.user),
            putusan=[
                Putusan(p["id"], p["setuju"], p["ubahan"], p["alasan"])
                for p in form.validated_data["putusan"]
            ],
            now=timezone.now(),
        )
        return _ends(hasil)


class PersetujuanBatalApi(TokenApi):
    """Approvals of the caller taken back."""

    @extend_schema(
        operation_id="persetujuan_batal",
        tags=["kinerja"],
        request=BatalIsianSerializer,
        responses={200: PutusanHasilSerializer},
    )
    def post(self, request: Request) -> Response:
        """While the month is open and the window lasts."""
        form = BatalIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        hasil = kegiatan_undo(
            actor=cast("Pengguna", request.user),
            kegiatan_ids=form.validated_data["id"],
            now=timezone.now(),
        )
        return _ends(hasil)


def _ends(hasil: HasilPutus) -> Response:
    rows = [{"id": pk, "akhir": akhir.value} for pk, akhir in hasil.akhir.items()]
    return Response({"putusan": rows})
