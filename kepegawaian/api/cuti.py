"""Leave for programs: what is left, a request, the answers, the letter, the leave card."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from arsip.services.unduh import versi_deliver
from kepegawaian.api.layanan import PEGAWAI, pegawai_asked, pegawai_for
from kepegawaian.forms import TELEPON
from kepegawaian.models import Cuti
from kepegawaian.rules.alur_cuti import LangkahCuti, StatusCuti
from kepegawaian.rules.cuti import SEBAB, BerkasCuti, JenisCuti, SebabCuti
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.cuti import (
    cuti_get,
    cuti_moves,
    cuti_own,
    cuti_sent,
    cuti_versi,
    cuti_visible_to,
    cuti_waiting,
    kuota_of,
    pihak_of,
)
from kepegawaian.services.cuti import (
    Berkas,
    IsiCuti,
    cuti_move,
    cuti_recall,
    cuti_request,
    cuti_request_again,
    cuti_try,
    kartu_record,
)
from sitamu.inti.api import (
    IF_MATCH,
    JUMLAH,
    KUNCI_ULANG,
    LANJUT,
    answer,
    caller,
    client_key,
    once,
    own_pegawai,
    page_after,
    refused,
    version_check,
)
from sitamu.inti.errors import KunciBedaError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna

TIDAK_ADA: Final = refused("Tidak ada, atau bukan untuk Anda")
DITOLAK: Final = {
    400: refused("Isian tidak sah, atau `Idempotency-Key` tidak ada"),
    404: TIDAK_ADA,
    409: refused("Langkah ini tidak berlaku untuk keadaan sekarang"),
    422: refused("Tidak memenuhi syarat, atau berkas kurang; `kode` menyebut sebabnya"),
}
JENIS_KODE: Final = tuple((j.value, j.value) for j in JenisCuti)
SENDIRI: Final = (LangkahCuti.AJUKAN, LangkahCuti.AJUKAN_LAGI, LangkahCuti.PANGGIL)
"""Moves that say more than a remark: each has an address of its own."""
VERSI: Final = {412: refused("Sudah berubah sejak dibaca"), 428: refused("`If-Match` tidak ada")}


class KuotaSerializer(serializers.Serializer[Any]):
    """Annual leave of one year in working days. `sisa`: what may still be asked for."""

    tahun = serializers.IntegerField()
    hak = serializers.IntegerField()
    bawaan = serializers.IntegerField()
    tambahan = serializers.IntegerField()
    terpakai = serializers.IntegerField()
    sisa = serializers.IntegerField()


class CutiIsianSerializer(serializers.Serializer[Any]):
    """A request; days inclusive. `sebab` may be left out where the kind knows only one.

    With papers it is sent as a form; each file field bears the code that `coba` answers.
    """

    pegawai = serializers.UUIDField(required=False, help_text="Kosong: untuk diri sendiri.")
    jenis = serializers.ChoiceField(JENIS_KODE)
    sebab = serializers.ChoiceField([s.value for s in SebabCuti], required=False)
    mulai = serializers.DateField()
    selesai = serializers.DateField()
    perjalanan_hari = serializers.IntegerField(required=False, default=0, min_value=0, max_value=60)
    keterangan = serializers.CharField(max_length=300)
    alamat = serializers.CharField(max_length=300)
    nomor_hp = serializers.RegexField(TELEPON, max_length=20)

    def isi(self) -> IsiCuti:
        """The checked request."""
        said = {k: v for k, v in self.validated_data.items() if k != "pegawai"}
        jenis = JenisCuti(said["jenis"])
        sebab = SebabCuti(said.get("sebab") or SEBAB[jenis][0])
        if "sebab" not in said and len(SEBAB[jenis]) > 1:
            raise ValidationError({"sebab": ["Pilih untuk apa cuti ini."]})
        return IsiCuti(**{**said, "jenis": jenis, "sebab": sebab})


class AlasanCutiSerializer(serializers.Serializer[Any]):
    """One condition; `terpenuhi` null: not judged."""

    kode = serializers.CharField()
    teks = serializers.CharField()
    terpenuhi = serializers.BooleanField(allow_null=True)
    upaya = serializers.CharField(allow_blank=True)
    dasar = serializers.CharField(allow_blank=True)


class BerkasCutiSerializer(serializers.Serializer[Any]):
    """A paper that the request needs. `versi_id`: the one that was sent."""

    kode = serializers.ChoiceField([b.value for b in BerkasCuti])
    nama = serializers.CharField()
    versi_id = serializers.UUIDField(allow_null=True)


class CobaSerializer(serializers.Serializer[Any]):
    """What the rules say; nothing was written."""

    dapat = serializers.BooleanField()
    hari_kerja = serializers.IntegerField(allow_null=True)
    hari_kalender = serializers.IntegerField()
    berkas = BerkasCutiSerializer(many=True)
    alasan = AlasanCutiSerializer(many=True)


class CutiRingkasSerializer(serializers.Serializer[Any]):
    """One leave in a list."""

    id = serializers.UUIDField()
    pegawai_id = serializers.UUIDField()
    pegawai = serializers.CharField()
    unit = serializers.CharField()
    jenis = serializers.ChoiceField(JENIS_KODE)
    jenis_teks = serializers.CharField()
    mulai = serializers.DateField()
    selesai = serializers.DateField()
    hari_kerja = serializers.IntegerField(allow_null=True)
    hari_kalender = serializers.IntegerField()
    status = serializers.ChoiceField([s.value for s in StatusCuti])
    status_teks = serializers.CharField()
    atasan = serializers.CharField(allow_blank=True)
    dibuat_pada = serializers.DateTimeField()


class LangkahCutiSerializer(serializers.Serializer[Any]):
    """A move that the caller may make now."""

    kode = serializers.ChoiceField([x.value for x in LangkahCuti])
    tombol = serializers.CharField()
    alasan_wajib = serializers.BooleanField()


class RiwayatCutiSerializer(serializers.Serializer[Any]):
    """One move that was made."""

    pada = serializers.DateTimeField()
    langkah = serializers.CharField()
    langkah_teks = serializers.CharField()
    ke = serializers.CharField()
    oleh = serializers.CharField()
    sebagai = serializers.CharField()
    catatan = serializers.CharField(allow_blank=True)


class SuratCutiSerializer(serializers.Serializer[Any]):
    """The letter; `siap` once its PDF can be fetched."""

    nomor = serializers.CharField()
    tanggal = serializers.DateField()
    siap = serializers.BooleanField()


class CutiSerializer(CutiRingkasSerializer):
    """One leave whole. Papers are named to the person and the official alone."""

    sebab = serializers.ChoiceField([s.value for s in SebabCuti])
    perjalanan_hari = serializers.IntegerField()
    keterangan = serializers.CharField()
    alamat = serializers.CharField()
    nomor_hp = serializers.CharField()
    langkah = LangkahCutiSerializer(many=True)
    berkas = BerkasCutiSerializer(many=True)
    riwayat = RiwayatCutiSerializer(many=True)
    surat = SuratCutiSerializer(allow_null=True)


class DaftarCutiSerializer(serializers.Serializer[Any]):
    """A page of leave, newest request first."""

    hasil = CutiRingkasSerializer(many=True)
    lanjut = serializers.CharField(allow_blank=True)


class LangkahIsianSerializer(serializers.Serializer[Any]):
    """One answer, with its reason where one is due."""

    langkah = serializers.ChoiceField([x.value for x in LangkahCuti if x not in SENDIRI])
    catatan = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class PanggilSerializer(serializers.Serializer[Any]):
    """The first day back at work, and why."""

    kembali = serializers.DateField()
    catatan = serializers.CharField(max_length=500)


class KartuSerializer(serializers.Serializer[Any]):
    """One year of a leave card, in working days."""

    pegawai = serializers.UUIDField()
    tahun = serializers.IntegerField(min_value=2000, max_value=2100)
    bawaan = serializers.IntegerField(min_value=0, max_value=60)
    terpakai = serializers.IntegerField(min_value=0, max_value=60)
    tambahan = serializers.IntegerField(min_value=0, max_value=30, required=False, default=0)


class KuotaApi(APIView):
    """What is left of annual leave."""

    @extend_schema(
        operation_id="cuti_kuota",
        tags=["cuti"],
        parameters=[PEGAWAI, OpenApiParameter("tahun", int, description="Kosong: tahun ini.")],
        responses={200: KuotaSerializer, 404: TIDAK_ADA, 422: refused("Data kurang")},
    )
    def get(self, request: Request) -> Response:
        """Of the caller, or of a colleague for whom they may ask."""
        today, text = timezone.localdate(), request.query_params.get("tahun", "")
        if text and not (text.isdecimal() and 2000 <= int(text[:9]) <= 2100):
            raise ValidationError({"tahun": ["Isi tahun, misalnya 2026."]})
        pegawai = pegawai_asked(request)
        tahun = int(text) if text else today.year
        kuota = kuota_of(pegawai, tahun, pustaka=PustakaAturan(pada=today))
        return Response(KuotaSerializer(kuota).data)


class CobaApi(APIView):
    """Ask the rules first."""

    @extend_schema(
        operation_id="cuti_coba",
        tags=["cuti"],
        request=CutiIsianSerializer,
        responses={200: CobaSerializer, 400: DITOLAK[400], 404: TIDAK_ADA, 422: DITOLAK[422]},
    )
    def post(self, request: Request) -> Response:
        """Length, papers to send along, every condition. Nothing is written."""
        form = CutiIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        pegawai = _of(caller(request), form)
        hasil = cuti_try(pegawai, form.isi(), today=timezone.localdate())
        body = {
            "dapat": hasil.dapat,
            "hari_kerja": hasil.hari_kerja,
            "hari_kalender": hasil.hari_kalender,
            "berkas": [{"kode": b, "nama": b.label, "versi_id": None} for b in hasil.berkas],
            "alasan": hasil.alasan,
        }
        return Response(CobaSerializer(body).data)


def _of(user: Pengguna, form: CutiIsianSerializer) -> Pegawai:
    asked = form.validated_data.get("pegawai")
    return pegawai_for(user, asked) if asked else own_pegawai(user)


def _papers(request: Request) -> Berkas:
    return {kode: files for kode in BerkasCuti if (files := request.FILES.getlist(kode.value))}


class CutiListApi(APIView):
    """Leave that the caller may see, and the way to ask for some."""

    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(
        operation_id="cuti_daftar",
        tags=["cuti"],
        parameters=[
            LANJUT,
            JUMLAH,
            OpenApiParameter(
                "tampil",
                str,
                enum=["saya", "menunggu", "semua"],
                description="saya (bila kosong), yang menunggu jawaban saya, atau semua",
            ),
        ],
        responses={200: DaftarCutiSerializer, 400: refused("Saringan tidak sah")},
    )
    def get(self, request: Request) -> Response:
        """The newest request first."""
        user, today = caller(request), timezone.localdate()
        match request.query_params.get("tampil", "saya"):
            case "saya":
                rows = cuti_own(user)
            case "menunggu":
                rows = cuti_waiting(user, today=today)
            case "semua":
                rows = cuti_visible_to(user, today=today)
            case _:
                raise ValidationError({"tampil": ["Pilih saya, menunggu, atau semua."]})
        found, lanjut = page_after(request, rows, by="dibuat_pada")
        body = {"hasil": [_ringkas(cuti) for cuti in found], "lanjut": lanjut}
        return Response(DaftarCutiSerializer(body).data)

    @extend_schema(
        operation_id="cuti_ajukan",
        tags=["cuti"],
        parameters=[KUNCI_ULANG],
        request={
            "application/json": CutiIsianSerializer,
            "multipart/form-data": CutiIsianSerializer,
        },
        responses={
            200: OpenApiResponse(CutiSerializer, description="Kiriman yang sama sudah diterima"),
            201: CutiSerializer,
            **DITOLAK,
        },
    )
    def post(self, request: Request) -> Response:
        """Ask; sent again with the same id, the same request comes back."""
        form = CutiIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        user, key, isi = caller(request), client_key(request), form.isi()
        pegawai = _of(user, form)
        before = cuti_sent(pegawai, key)
        if before is not None and (before.jenis, before.mulai) != (isi.jenis, isi.mulai):
            raise KunciBedaError
        cuti = before or cuti_request(
            pegawai_id=pegawai.pk,
            isi=isi,
            berkas=_papers(request),
            actor=user,
            now=timezone.now(),
            id_klien=key,
        )
        response = _answer(user, cuti.pk, request, status=200 if before else 201)
        if before is not None:
            response["Idempotent-Replay"] = "true"
        return response


class CutiApi(APIView):
    """One leave."""

    @extend_schema(
        operation_id="cuti",
        tags=["cuti"],
        responses={
            200: CutiSerializer,
            304: OpenApiResponse(description="Sama dengan yang sudah dimiliki (`If-None-Match`)"),
            404: TIDAK_ADA,
        },
    )
    def get(self, request: Request, cuti_id: UUID) -> Response:
        """Its way so far, and what the caller may do now."""
        return _answer(caller(request), cuti_id, request)


class CutiUbahApi(APIView):
    """A request that came back."""

    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(
        operation_id="cuti_ajukan_lagi",
        tags=["cuti"],
        parameters=[IF_MATCH],
        request={
            "application/json": CutiIsianSerializer,
            "multipart/form-data": CutiIsianSerializer,
        },
        responses={200: CutiSerializer, **DITOLAK, **VERSI},
    )
    def post(self, request: Request, cuti_id: UUID) -> Response:
        """Changed and sent again, of the same kind; papers already sent stay."""
        user = caller(request)
        cuti_get(user, cuti_id, today=timezone.localdate())
        form = CutiIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        isi = form.isi()
        with transaction.atomic():
            cuti = _lock(user, cuti_id, request)
            if cuti.jenis != isi.jenis:
                raise ValidationError({"jenis": ["Jenis cuti tidak dapat diganti."]})
            cuti_request_again(
                cuti_id=cuti_id,
                isi=isi,
                berkas=_papers(request),
                actor=user,
                now=timezone.now(),
            )
        return _answer(user, cuti_id, request)


class CutiLangkahApi(APIView):
    """The answers of the superior and the official, and the person's taking back."""

    @extend_schema(
        operation_id="cuti_langkah",
        tags=["cuti"],
        parameters=[KUNCI_ULANG, IF_MATCH],
        request=LangkahIsianSerializer,
        responses={200: CutiSerializer, 403: refused("Bukan giliran Anda"), **DITOLAK, **VERSI},
    )
    def post(self, request: Request, cuti_id: UUID) -> Response:
        """One move by its name; a superior who also decides answers once."""
        user = caller(request)
        cuti_get(user, cuti_id, today=timezone.localdate())
        form = LangkahIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data

        def act() -> Response:
            _lock(user, cuti_id, request)
            cuti_move(
                cuti_id=cuti_id,
                langkah=LangkahCuti(said["langkah"]),
                catatan=said["catatan"],
                actor=user,
                now=timezone.now(),
            )
            return _answer(user, cuti_id, request)

        return once(request, act)


class CutiPanggilApi(APIView):
    """Urgent duty calls back."""

    @extend_schema(
        operation_id="cuti_panggil",
        tags=["cuti"],
        parameters=[KUNCI_ULANG, IF_MATCH],
        request=PanggilSerializer,
        responses={200: CutiSerializer, 403: refused("Bukan giliran Anda"), **DITOLAK, **VERSI},
    )
    def post(self, request: Request, cuti_id: UUID) -> Response:
        """From `kembali` on; the days not taken stay with the person."""
        user = caller(request)
        cuti_get(user, cuti_id, today=timezone.localdate())
        form = PanggilSerializer(data=request.data)
        form.is_valid(raise_exception=True)

        def act() -> Response:
            _lock(user, cuti_id, request)
            cuti_recall(cuti_id=cuti_id, actor=user, now=timezone.now(), **form.validated_data)
            return _answer(user, cuti_id, request)

        return once(request, act)


class CutiSuratApi(APIView):
    """The letter."""

    @extend_schema(
        operation_id="cuti_surat",
        tags=["cuti"],
        responses={
            (200, "application/pdf"): bytes,
            302: OpenApiResponse(description="Tautan ke penyimpanan, berlaku 5 menit"),
            404: TIDAK_ADA,
        },
    )
    def get(self, request: Request, cuti_id: UUID) -> HttpResponseBase:
        """Once it has been printed; each reading is logged."""
        user = caller(request)
        cuti = cuti_get(user, cuti_id, today=timezone.localdate())
        surat = getattr(cuti, "surat", None)
        if surat is None or surat.versi_id is None:
            raise NotFoundError
        return versi_deliver(request._request, user, surat.versi_id, inline=False)  # noqa: SLF001


class KartuApi(APIView):
    """The leave card of a colleague."""

    @extend_schema(
        operation_id="cuti_kartu",
        tags=["cuti"],
        request=KartuSerializer,
        responses={
            200: KuotaSerializer,
            400: DITOLAK[400],
            403: refused("Kartu diri sendiri dicatat orang lain"),
            404: TIDAK_ADA,
        },
    )
    def put(self, request: Request) -> Response:
        """What was taken outside the portal in one year; twice changes nothing."""
        form = KartuSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said, user, now = dict(form.validated_data), caller(request), timezone.now()
        pegawai = pegawai_for(user, said.pop("pegawai"))
        kartu_record(pegawai_id=pegawai.pk, actor=user, now=now, **said)
        pustaka = PustakaAturan(pada=timezone.localdate(now))
        return Response(KuotaSerializer(kuota_of(pegawai, said["tahun"], pustaka=pustaka)).data)


def _lock(user: Pengguna, cuti_id: UUID, request: Request) -> Cuti:
    """The request as the caller saw it; its person is locked first, as the services do."""
    today = timezone.localdate()
    seen = cuti_get(user, cuti_id, today=today)
    Pegawai.objects.select_for_update(no_key=True).get(pk=seen.pegawai_id)
    cuti = Cuti.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    version_check(request, cuti_versi(cuti))
    return cuti


def _answer(user: Pengguna, cuti_id: UUID, request: Request, *, status: int = 200) -> Response:
    today = timezone.localdate()
    cuti = cuti_get(user, cuti_id, today=today)
    body = dict(CutiSerializer(_lengkap(user, cuti, today=today)).data)
    return answer(request, body, cuti_versi(cuti), status=status)


def _ringkas(cuti: Cuti) -> dict[str, Any]:
    plain = ("id", "pegawai_id", "jenis", "mulai", "selesai", "hari_kerja", "hari_kalender")
    return {
        **{name: getattr(cuti, name) for name in (*plain, "status", "dibuat_pada")},
        "pegawai": cuti.pegawai.nama_lengkap,
        "unit": cuti.unit_kerja.nama,
        "jenis_teks": JenisCuti(cuti.jenis).label,
        "status_teks": StatusCuti(cuti.status).label,
        "atasan": cuti.atasan.nama_lengkap if cuti.atasan else "",
    }


def _lengkap(user: Pengguna, cuti: Cuti, *, today: date) -> dict[str, Any]:
    sides = pihak_of(user, cuti, today=today)
    surat = getattr(cuti, "surat", None)
    papers = cuti.lampiran.all() if sides else cuti.lampiran.none()
    plain = ("sebab", "perjalanan_hari", "keterangan", "alamat", "nomor_hp")
    return {
        **_ringkas(cuti),
        **{name: getattr(cuti, name) for name in plain},
        "langkah": [
            {"kode": langkah.value, "tombol": move.tombol, "alasan_wajib": move.alasan}
            for langkah, move in cuti_moves(cuti, sides, today=today)
        ],
        "berkas": [
            {"kode": row.kode, "nama": row.get_kode_display(), "versi_id": row.versi_id}
            for row in papers
        ],
        "riwayat": [
            {
                "pada": row.pada,
                "langkah": row.langkah,
                "langkah_teks": LangkahCuti(row.langkah).label,
                "ke": row.ke,
                "oleh": row.oleh.nama,
                "sebagai": row.sebagai,
                "catatan": row.catatan,
            }
            for row in cuti.riwayat.select_related("oleh")
        ],
        "surat": surat
        and {
            "nomor": surat.nomor.teks,
            "tanggal": surat.tanggal,
            "siap": surat.versi_id is not None,
        },
    }
