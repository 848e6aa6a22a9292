"""TPP for programs: own slips with every reason, objections, how far a month is, approval."""

from typing import Any, cast
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from presensi.api.perangkat import TokenApi
from presensi.models import KeberatanTpp, PeriodeTpp
from presensi.rules.tpp.alur import TingkatTpp
from presensi.rules.tpp.hitung import rincian_isi
from presensi.selectors.tpp import awal_bulan, jumlah_of
from presensi.selectors.tpp_rekap import (
    hasil_seen,
    keberatan_waiting,
    kemajuan,
    perbaikan_of,
    periode_get,
)
from presensi.selectors.tpp_slip import bulan_saya, slip_get, slip_of, slip_own
from presensi.services.tpp_keberatan import keberatan_submit
from presensi.services.tpp_tutup import tpp_approve
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna

HTTP_404 = OpenApiResponse(description="Tidak ada")
HTTP_409 = OpenApiResponse(description="Belum gilirannya, sudah ditutup, atau ada yang belum beres")


class SlipRingkasSerializer(serializers.Serializer[Any]):
    """One month of the caller; amounts in whole rupiah."""

    id = serializers.UUIDField(source="hasil.pk")
    bulan = serializers.DateField(source="hasil.periode.bulan", format="%Y-%m")
    status = serializers.CharField()
    bruto = serializers.IntegerField(source="hasil.bruto")
    diterima = serializers.IntegerField(source="hasil.diterima")


class BarisSlipSerializer(serializers.Serializer[Any]):
    """One cause and its rupiah. All of them, and `susulan`, sum to `diterima`."""

    kode = serializers.CharField()
    rupiah = serializers.IntegerField()
    dasar = serializers.CharField(allow_blank=True)
    tanggal = serializers.DateField(required=False)
    jam = serializers.CharField(required=False)
    menit = serializers.IntegerField(required=False)
    persen = serializers.CharField(required=False)


class SusulanSerializer(serializers.Serializer[Any]):
    """What an earlier month owed or had paid too much, settled in this one."""

    asal = serializers.DateField(source="asal.bulan", format="%Y-%m")
    rupiah = serializers.IntegerField()
    alasan = serializers.CharField()


class KeberatanSerializer(serializers.ModelSerializer[KeberatanTpp]):
    """An objection and its answer."""

    class Meta:
        model = KeberatanTpp
        fields = ("id", "alasan", "keadaan", "diajukan_pada", "jawaban", "dijawab_pada")
        read_only_fields = fields


class SlipSerializer(serializers.Serializer[Any]):
    """A slip with every reason."""

    id = serializers.UUIDField(source="hasil.pk")
    bulan = serializers.DateField(source="hasil.periode.bulan", format="%Y-%m")
    status = serializers.CharField()
    nip = serializers.CharField(source="hasil.pegawai.nomor")
    nama = serializers.CharField(source="hasil.pegawai.nama_lengkap")
    pagu = serializers.IntegerField(source="hasil.pagu")
    pagu_dibayar = serializers.IntegerField(source="hasil.pagu_dibayar")
    nilai_kinerja = serializers.IntegerField(source="hasil.nilai_kinerja")
    nilai_disiplin = serializers.IntegerField(source="hasil.nilai_disiplin")
    bruto = serializers.IntegerField(source="hasil.bruto")
    bpjs_pegawai = serializers.IntegerField(source="hasil.bpjs_pegawai")
    pph_dipotong = serializers.IntegerField(source="hasil.pph_dipotong")
    potongan_lain = serializers.IntegerField(source="hasil.potongan_lain")
    netto = serializers.IntegerField(source="hasil.netto")
    susulan = SusulanSerializer(many=True)
    diterima = serializers.IntegerField()
    keterangan = serializers.ListField(child=serializers.CharField(), source="hasil.keterangan")
    dasar_hukum = serializers.CharField()
    rincian = serializers.SerializerMethodField()
    keberatan = KeberatanSerializer(many=True)
    keberatan_sampai = serializers.DateField(
        source="hasil.periode.keberatan_sampai", allow_null=True
    )

    @extend_schema_field(BarisSlipSerializer(many=True))
    def get_rincian(self, slip: Any) -> list[dict[str, Any]]:
        """Lines in the order of the calculation."""
        return rincian_isi(slip.hasil.baris)


class KeberatanIsianSerializer(serializers.Serializer[Any]):
    """Why the slip is not right."""

    alasan = serializers.CharField(max_length=1000)


class BulanTppSerializer(serializers.Serializer[Any]):
    """How far a month is, of the units whose TPP the caller sees."""

    bulan = serializers.CharField()
    status = serializers.CharField()
    dihitung_pada = serializers.DateTimeField(allow_null=True)
    opd_selesai = serializers.IntegerField()
    opd_total = serializers.IntegerField()
    pegawai_menunggu = serializers.IntegerField()
    jumlah = serializers.IntegerField()
    gagal = serializers.IntegerField()
    keberatan_menunggu = serializers.IntegerField()
    bruto = serializers.IntegerField()
    netto = serializers.IntegerField()
    diterima = serializers.IntegerField()


class SetujuIsianSerializer(serializers.Serializer[Any]):
    """`unit_id`: the OPD, or the root for BKPSDM and BPKAD."""

    tingkat = serializers.ChoiceField(choices=[(t.value, t.label) for t in TingkatTpp])
    unit_id = serializers.UUIDField()


class SetujuSerializer(serializers.Serializer[Any]):
    """The approval as it stands; asked again, the same."""

    tingkat = serializers.CharField()
    unit_id = serializers.UUIDField()
    jumlah = serializers.IntegerField()
    total_netto = serializers.IntegerField()
    pada = serializers.DateTimeField()


class TppListApi(TokenApi):
    """Own months."""

    @extend_schema(
        operation_id="tpp_daftar",
        tags=["tpp"],
        responses={200: SlipRingkasSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """The last 12, the latest first."""
        rows = bulan_saya(slip_own(cast("Pengguna", request.user)))
        return Response(SlipRingkasSerializer(rows, many=True).data)


class TppSlipApi(TokenApi):
    """One slip that the caller may see."""

    @extend_schema(
        operation_id="tpp_slip", tags=["tpp"], responses={200: SlipSerializer, 404: HTTP_404}
    )
    def get(self, request: Request, hasil_id: UUID) -> Response:
        """With every reason."""
        user = cast("Pengguna", request.user)
        hasil = slip_get(user, hasil_id, today=timezone.localdate())
        return Response(SlipSerializer(slip_of(hasil)).data)


class TppKeberatanApi(TokenApi):
    """Objections to the own slip."""

    @extend_schema(
        operation_id="tpp_keberatan",
        tags=["tpp"],
        request=KeberatanIsianSerializer,
        responses={
            201: KeberatanSerializer,
            400: OpenApiResponse(description="Isian tidak sah"),
            404: HTTP_404,
            409: OpenApiResponse(description="Sudah lewat batasnya, atau yang lama belum dijawab"),
        },
    )
    def post(self, request: Request, hasil_id: UUID) -> Response:
        """Object, once until it is answered."""
        form = KeberatanIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = keberatan_submit(
            hasil_id=hasil_id,
            alasan=form.validated_data["alasan"],
            actor=cast("Pengguna", request.user),
            now=timezone.now(),
        )
        return Response(KeberatanSerializer(row).data, status=201)


class TppBulanApi(TokenApi):
    """How far a month is."""

    @extend_schema(
        operation_id="tpp_bulan", tags=["tpp"], responses={200: BulanTppSerializer, 404: HTTP_404}
    )
    def get(self, request: Request, bulan: str) -> Response:
        """`bulan` like 2026-10."""
        today = timezone.localdate()
        user = cast("Pengguna", request.user)
        try:
            periode = periode_get(user, awal_bulan(bulan), today=today)
        except ValueError:
            raise NotFoundError from None
        return Response(BulanTppSerializer(_month(user, periode)).data)


class TppSetujuApi(TokenApi):
    """Approve a month on one tier."""

    @extend_schema(
        operation_id="tpp_setujui",
        tags=["tpp"],
        request=SetujuIsianSerializer,
        responses={
            200: SetujuSerializer,
            403: OpenApiResponse(description="Bukan wewenang Anda"),
            404: HTTP_404,
            409: HTTP_409,
        },
    )
    def post(self, request: Request, bulan: str) -> Response:
        """The sums as they stand now."""
        form = SetujuIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        try:
            month = awal_bulan(bulan)
        except ValueError:
            raise NotFoundError from None
        approval = tpp_approve(
            bulan=month,
            tingkat=TingkatTpp(form.validated_data["tingkat"]),
            unit_id=form.validated_data["unit_id"],
            actor=cast("Pengguna", request.user),
            now=timezone.now(),
        )
        return Response(SetujuSerializer(approval).data)


def _month(user: Pengguna, periode: PeriodeTpp) -> dict[str, Any]:
    rows = hasil_seen(user, periode, today=timezone.localdate())
    went, sums = kemajuan(periode), jumlah_of(rows)
    return {
        "bulan": f"{periode.bulan:%Y-%m}",
        "status": periode.status,
        "dihitung_pada": periode.dihitung_pada,
        "opd_selesai": went.selesai,
        "opd_total": went.total,
        "pegawai_menunggu": went.satuan,
        "jumlah": sums["jumlah"],
        "gagal": perbaikan_of(rows).count(),
        "keberatan_menunggu": keberatan_waiting(periode).count(),
        **{name: sums[name] for name in ("bruto", "netto", "diterima")},
    }
