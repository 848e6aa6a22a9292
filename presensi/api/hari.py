"""Own taps, own plan, the month of days, the team today: to read."""

from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from presensi.api.perangkat import TokenApi
from presensi.models import HariPegawai
from presensi.rules.hari import StatusHari
from presensi.rules.jadwal import Libur, Rencana
from presensi.rules.kalimat import hari_kalimat
from presensi.rules.kini import Kini
from presensi.selectors.hari import kini_load, pegawai_get, team_of
from presensi.selectors.ketukan_lihat import ketukan_own
from presensi.selectors.rencana import rencana_orang
from presensi.selectors.roster import bulan_akhir
from presensi.selectors.tempat import tempat_hari
from presensi.selectors.tutup import month_closed
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.services.jejak import akses_record

HARI_MAKS: Final = 62
TANPA: Final = OpenApiResponse(description="Akun tanpa data pegawai")


class RentangSerializer(serializers.Serializer[Any]):
    """Two dates, both inclusive; today when left out. At most 62 days."""

    dari = serializers.DateField(required=False)
    sampai = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """In order, and not too long."""
        today = timezone.localdate()
        attrs.setdefault("dari", attrs.get("sampai", today))
        attrs.setdefault("sampai", max(attrs["dari"], today) if "dari" in attrs else today)
        if not 0 <= (attrs["sampai"] - attrs["dari"]).days < HARI_MAKS:
            raise serializers.ValidationError(f"Paling lama {HARI_MAKS} hari, dari sebelum sampai.")
        return attrs


class BulanSerializer(serializers.Serializer[Any]):
    """A month as 2026-11; this one when left out. Whose: one's own when left out."""

    bulan = serializers.RegexField(r"^20[0-9]{2}-(0[1-9]|1[0-2])$", required=False)
    pegawai_id = serializers.UUIDField(required=False)


class RiwayatSerializer(serializers.Serializer[Any]):
    """One tap of the caller and the verdict it got on arrival."""

    id = serializers.UUIDField()
    arah = serializers.ChoiceField(choices=["MASUK", "PULANG"])
    pada = serializers.DateTimeField()
    diterima_pada = serializers.DateTimeField()
    sumber = serializers.CharField()
    luring = serializers.BooleanField()
    putusan = serializers.CharField()
    tanda = serializers.ListField(child=serializers.CharField())
    tempat_id = serializers.UUIDField(allow_null=True)
    jarak_m = serializers.FloatField(allow_null=True)


class TempatSerializer(serializers.Serializer[Any]):
    """A place where the caller may tap; `poligon` empty for a circle."""

    id = serializers.UUIDField()
    nama = serializers.CharField()
    lintang = serializers.FloatField()
    bujur = serializers.FloatField()
    radius_m = serializers.FloatField()
    poligon = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()))


class JadwalSerializer(serializers.Serializer[Any]):
    """The plan of one date. Either `libur`, or `mulai` and `selesai`; `kurang` names what is not
    set. `di_mana_saja`: from any place."""

    tanggal = serializers.DateField()
    pola = serializers.CharField()
    sif = serializers.CharField()
    libur = serializers.ChoiceField(choices=[kind.value for kind in Libur], allow_null=True)
    mulai = serializers.DateTimeField(allow_null=True)
    selesai = serializers.DateTimeField(allow_null=True)
    geser_menit = serializers.IntegerField()
    di_mana_saja = serializers.BooleanField()
    kurang = serializers.CharField()


class JadwalHariIniSerializer(serializers.Serializer[Any]):
    """Plans by date, and the places of today."""

    zona_waktu = serializers.CharField()
    hari = JadwalSerializer(many=True)
    tempat = TempatSerializer(many=True)


class HariSerializer(serializers.Serializer[Any]):
    """One judged day and every reason for its marks."""

    tanggal = serializers.DateField()
    status = serializers.ChoiceField(choices=[status.value for status in StatusHari])
    mulai = serializers.DateTimeField(allow_null=True)
    selesai = serializers.DateTimeField(allow_null=True)
    masuk = serializers.DateTimeField(allow_null=True)
    pulang = serializers.DateTimeField(allow_null=True)
    terlambat_menit = serializers.IntegerField()
    pulang_cepat_menit = serializers.IntegerField()
    tanpa_masuk = serializers.BooleanField()
    tanpa_pulang = serializers.BooleanField()
    alasan = serializers.ListField(child=serializers.CharField())


class BulanHariSerializer(serializers.Serializer[Any]):
    """The judged days of a month; `ditutup`: they are final."""

    bulan = serializers.CharField()
    ditutup = serializers.BooleanField()
    hari = HariSerializer(many=True)


class AnggotaSerializer(serializers.Serializer[Any]):
    """One member of the team as of now."""

    pegawai_id = serializers.UUIDField()
    nama = serializers.CharField()
    kini = serializers.ChoiceField(choices=[kini.value for kini in Kini])
    masuk = serializers.DateTimeField(allow_null=True)
    pulang = serializers.DateTimeField(allow_null=True)
    terlambat_menit = serializers.IntegerField()


class RiwayatApi(TokenApi):
    """Taps of the caller."""

    @extend_schema(
        operation_id="presensi_riwayat",
        tags=["presensi"],
        parameters=[RentangSerializer],
        responses={200: RiwayatSerializer(many=True), 404: TANPA},
    )
    def get(self, request: Request) -> Response:
        """Between two dates of the caller's zone, oldest first."""
        asked = _asked(request)
        taps = ketukan_own(_own(request).pk, asked["dari"], asked["sampai"])
        return Response(RiwayatSerializer(taps, many=True).data)


class JadwalSayaApi(TokenApi):
    """Plan of the caller."""

    @extend_schema(
        operation_id="jadwal_saya",
        tags=["presensi"],
        parameters=[RentangSerializer],
        responses={200: JadwalHariIniSerializer, 404: TANPA},
    )
    def get(self, request: Request) -> Response:
        """When the caller works between two dates, and where they may tap today."""
        pegawai, asked = _own(request), _asked(request)
        plans = rencana_orang(pegawai.pk, asked["dari"], asked["sampai"])
        place = tempat_hari(pegawai.pk, on=timezone.localdate())
        answer = {
            "zona_waktu": str(place.zona),
            "hari": [_plan(day, plan) for day, plan in plans.items()],
            "tempat": [
                {
                    "id": one.aturan.id,
                    "nama": one.nama,
                    "lintang": one.aturan.pusat.lintang,
                    "bujur": one.aturan.pusat.bujur,
                    "radius_m": one.aturan.radius_m,
                    "poligon": [[t.lintang, t.bujur] for t in one.aturan.poligon],
                }
                for one in place.tempat
            ],
        }
        return Response(JadwalHariIniSerializer(answer).data)


class BulanApi(TokenApi):
    """A month of days."""

    @extend_schema(
        operation_id="presensi_bulan",
        tags=["presensi"],
        parameters=[BulanSerializer],
        responses={
            200: BulanHariSerializer,
            404: OpenApiResponse(description="Tidak ada, atau bukan untuk Anda"),
        },
    )
    def get(self, request: Request) -> Response:
        """The judged days: one's own, or of somebody of the own team or units (logged)."""
        form = BulanSerializer(data=request.query_params)
        form.is_valid(raise_exception=True)
        asked: dict[str, Any] = form.validated_data
        pegawai = _whose(request, asked.get("pegawai_id"))
        text = asked.get("bulan") or f"{timezone.localdate():%Y-%m}"
        bulan = date.fromisoformat(f"{text}-01")
        akhir = bulan_akhir(bulan)
        zone = tempat_hari(pegawai.pk, on=min(akhir, timezone.localdate())).zona
        rows = HariPegawai.objects.filter(pegawai=pegawai, tanggal__range=(bulan, akhir))
        days = list(rows.order_by("tanggal"))
        for day in days:
            day.alasan = hari_kalimat(day, zone)  # type: ignore[attr-defined]
        answer = {"bulan": text, "ditutup": month_closed(bulan), "hari": days}
        return Response(BulanHariSerializer(answer).data)


class TimApi(TokenApi):
    """The team of the caller."""

    @extend_schema(
        operation_id="presensi_tim",
        tags=["presensi"],
        responses={200: AnggotaSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """People whose direct superior the caller is, as of now; empty for everybody else."""
        now = timezone.now()
        team = team_of(cast("Pengguna", request.user), today=timezone.localdate(now))
        people = {row.pk: row for row in team}
        rows = [
            {
                "pegawai_id": row.pegawai_id,
                "nama": people[row.pegawai_id].nama_lengkap,
                "kini": row.kini.value,
                "masuk": row.hasil.masuk if row.hasil else None,
                "pulang": row.hasil.pulang if row.hasil else None,
                "terlambat_menit": row.hasil.terlambat_menit if row.hasil else 0,
            }
            for row in kini_load(team, now=now)
        ]
        rows.sort(key=lambda row: str(row["nama"]))
        return Response(AnggotaSerializer(rows, many=True).data)


def _own(request: Request) -> Pegawai:
    """The caller's own record; raises NotFoundError."""
    pegawai = Pegawai.objects.filter(pengguna=cast("Pengguna", request.user)).first()
    if pegawai is None:
        raise NotFoundError
    return pegawai


def _whose(request: Request, pegawai_id: UUID | None) -> Pegawai:
    if pegawai_id is None:
        return _own(request)
    user = cast("Pengguna", request.user)
    pegawai = pegawai_get(user, pegawai_id, today=timezone.localdate())
    if pegawai.pengguna_id != user.pk:
        akses_record(
            aksi="presensi_lihat",
            request=request._request,  # noqa: SLF001  # the plain request behind it
            pengguna=user,
            objek_jenis="pegawai",
            objek_id=pegawai.pk,
            objek_label=pegawai.nama_lengkap,
            pegawai_id=pegawai.pk,
        )
    return pegawai


def _asked(request: Request) -> dict[str, date]:
    form = RentangSerializer(data=request.query_params)
    form.is_valid(raise_exception=True)
    found: dict[str, date] = form.validated_data
    return found


def _plan(tanggal: date, plan: Any) -> dict[str, Any]:
    if not isinstance(plan, Rencana):
        return {
            "tanggal": tanggal,
            "pola": "",
            "sif": "",
            "libur": None,
            "mulai": None,
            "selesai": None,
            "geser_menit": 0,
            "di_mana_saja": False,
            "kurang": plan.apa,
        }
    return {
        "tanggal": tanggal,
        "pola": plan.pola,
        "sif": plan.sif,
        "libur": plan.libur.value if plan.libur else None,
        "mulai": plan.mulai,
        "selesai": plan.selesai,
        "geser_menit": plan.geser_menit,
        "di_mana_saja": plan.wfa,
        "kurang": "",
    }
