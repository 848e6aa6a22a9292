"""The lists of forecasts for officers' programs, and one's own next events."""

from typing import Any, Final, cast
from uuid import UUID

from django.core.paginator import Paginator
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from kepegawaian.rules.alasan import Alasan
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan, Perkiraan
from kepegawaian.selectors.nominatif import (
    BarisNominatif,
    butir_kode,
    nominatif_baris,
    nominatif_count,
    nominatif_visible_to,
    perkiraan_of,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, unit_asked

JENIS: Final = {jenis.value.lower(): jenis for jenis in JenisNominatif}
JENIS_KODE: Final = tuple((kode, kode) for kode in JENIS)
PER_HALAMAN: Final = 100


class SaringanSerializer(serializers.Serializer[Any]):
    """What a list is narrowed to."""

    tahun = serializers.IntegerField(required=False, min_value=1950, max_value=2150)
    bulan = serializers.IntegerField(required=False, min_value=1, max_value=12)
    keadaan = serializers.ChoiceField(required=False, choices=[k.value for k in Keadaan])
    unit = serializers.UUIDField(required=False, help_text="Unit ini dan semua di bawahnya")
    cari = serializers.CharField(required=False, max_length=100, help_text="Nama atau NIP")
    halaman = serializers.IntegerField(required=False, min_value=1, default=1)


class SyaratSerializer(serializers.Serializer[Any]):
    """One condition; `sejak`: the day from which it can pass.

    `aturan`: the parameter it rests on, in the version that begins on `aturan_mulai`.
    """

    kode = serializers.CharField()
    teks = serializers.CharField()
    upaya = serializers.CharField(allow_blank=True)
    sejak = serializers.DateField(allow_null=True)
    dasar = serializers.CharField(allow_blank=True)
    aturan = serializers.CharField(allow_null=True)
    aturan_mulai = serializers.DateField(allow_null=True)


class AlasanSerializer(SyaratSerializer):
    """One step of an answer; `terpenuhi` null: not judged yet."""

    terpenuhi = serializers.BooleanField(allow_null=True)


class BarisSerializer(serializers.Serializer[Any]):
    """One person on a list. `ada`, `kurang`: papers in the archive, and not there yet."""

    nip = serializers.CharField()
    nama = serializers.CharField()
    unit_id = serializers.UUIDField(allow_null=True)
    unit = serializers.CharField(allow_null=True)
    jabatan = serializers.CharField(allow_null=True)
    tmt = serializers.DateField(allow_null=True)
    keadaan = serializers.ChoiceField(choices=[k.value for k in Keadaan])
    rincian = serializers.DictField()
    belum = SyaratSerializer(many=True)
    ada = serializers.ListField(child=serializers.CharField())
    kurang = serializers.ListField(child=serializers.CharField())


class DaftarSerializer(serializers.Serializer[Any]):
    """One page of a list."""

    jenis = serializers.ChoiceField(choices=JENIS_KODE)
    jumlah = serializers.IntegerField()
    per_keadaan = serializers.DictField(child=serializers.IntegerField())
    halaman = serializers.IntegerField()
    jumlah_halaman = serializers.IntegerField()
    baris = BarisSerializer(many=True)


class PeristiwaSerializer(serializers.Serializer[Any]):
    """The next event of one kind; without `tmt` it does not come, or nobody can say when."""

    jenis = serializers.ChoiceField(choices=JENIS_KODE)
    nama = serializers.CharField()
    tmt = serializers.DateField(allow_null=True)
    keadaan = serializers.ChoiceField(choices=[k.value for k in Keadaan])
    rincian = serializers.DictField()
    alasan = AlasanSerializer(many=True)


class NominatifApi(APIView):
    """One list: `pensiun`, `pangkat`, `kgb` or `kontrak`."""

    @extend_schema(
        operation_id="nominatif",
        tags=["nominatif"],
        parameters=[SaringanSerializer],
        responses={
            200: DaftarSerializer,
            400: OpenApiResponse(description="Saringan tidak sah"),
            403: OpenApiResponse(description="Bukan petugas nominatif"),
            404: OpenApiResponse(description="Daftar atau unit tidak ada"),
        },
    )
    def get(self, request: Request, jenis: str) -> Response:
        """People of the caller's units, by TMT; a hundred a page."""
        if jenis not in JENIS:
            raise NotFoundError
        user, today = cast("Pengguna", request.user), timezone.localdate()
        if Hak.NOMINATIF_VIEW not in hak_held(user, on=today):
            raise NotAllowedError
        form = SaringanSerializer(data=request.query_params)
        form.is_valid(raise_exception=True)
        asked: dict[str, Any] = form.validated_data
        rows = nominatif_visible_to(
            user,
            today=today,
            jenis=JENIS[jenis],
            tahun=asked.get("tahun"),
            bulan=asked.get("bulan"),
            keadaan=[Keadaan(asked["keadaan"])] if "keadaan" in asked else (),
            unit_jalur=_path(user, asked["unit"]) if "unit" in asked else "",
            cari=asked.get("cari", ""),
        )
        page = Paginator(rows, PER_HALAMAN).get_page(asked["halaman"])
        lines = nominatif_baris(page.object_list, jenis=JENIS[jenis], today=today)
        answer = {
            "jenis": jenis,
            "jumlah": page.paginator.count,
            "per_keadaan": {k.value: n for k, n in nominatif_count(rows).items()},
            "halaman": page.number,
            "jumlah_halaman": page.paginator.num_pages,
            "baris": [_line(line) for line in lines],
        }
        return Response(DaftarSerializer(answer).data)


class PeristiwaSayaApi(APIView):
    """What comes next for the caller."""

    @extend_schema(
        operation_id="peristiwa_saya",
        tags=["nominatif"],
        responses={
            200: PeristiwaSerializer(many=True),
            404: OpenApiResponse(description="Akun tanpa data pegawai"),
        },
    )
    def get(self, request: Request) -> Response:
        """Pension, promotion, KGB and end of agreement, each with every reason."""
        pegawai = Pegawai.objects.filter(pengguna=cast("Pengguna", request.user)).first()
        if pegawai is None:
            raise NotFoundError
        found = perkiraan_of(pegawai, today=timezone.localdate())
        return Response(PeristiwaSerializer([_event(p) for p in found], many=True).data)


def _path(user: Pengguna, unit_id: UUID) -> str:
    """The path of a unit inside the caller's scope; raises NotFoundError."""
    unit = unit_asked(user, Hak.NOMINATIF_VIEW, str(unit_id), on=timezone.localdate())
    if unit is None:
        raise NotFoundError
    return unit.jalur


def _line(line: BarisNominatif) -> dict[str, Any]:
    row: Any = line.nominatif
    return {
        "nip": row.pegawai.nip,
        "nama": row.pegawai.nama,
        "unit_id": row.unit_id,
        "unit": row.unit_nama,
        "jabatan": row.jabatan_nama,
        "tmt": row.tmt,
        "keadaan": row.keadaan,
        "rincian": row.rincian,
        "belum": [_stored(k) for k in row.kurang],
        "ada": [butir_kode(b) for b in line.ada],
        "kurang": [butir_kode(b) for b in line.kurang],
    }


def _stored(row: dict[str, Any]) -> dict[str, Any]:
    """A reason of a stored row; empty texts stand for None there."""
    none = {nama: row.get(nama) or None for nama in ("sejak", "aturan", "aturan_mulai")}
    return {**row, "dasar": row.get("dasar", ""), **none}


def _event(perkiraan: Perkiraan) -> dict[str, Any]:
    return {
        "jenis": perkiraan.jenis.value.lower(),
        "nama": perkiraan.jenis.label,
        "tmt": perkiraan.tmt,
        "keadaan": perkiraan.keadaan.value,
        "rincian": perkiraan.rincian,
        "alasan": [_reason(row) for row in perkiraan.alasan],
    }


def _reason(row: Alasan) -> dict[str, Any]:
    return {
        "kode": row.kode,
        "teks": row.teks,
        "upaya": row.upaya,
        "sejak": row.sejak,
        "dasar": row.dasar,
        "aturan": row.aturan.kunci if row.aturan else None,
        "aturan_mulai": row.aturan.berlaku_mulai if row.aturan else None,
        "terpenuhi": row.terpenuhi,
    }
