"""Services for programs: start, fill, send, follow, repair, take back, approve.

Every move goes through the service that the page calls. A change carries `If-Match` (what the
caller read last) and, where it may arrive twice, `Idempotency-Key`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from kepegawaian.api.bentuk import (
    UsulanRingkasSerializer,
    UsulanSerializer,
    lengkap,
    ringkas,
)
from kepegawaian.forms import IsianForm, KeluargaForm
from kepegawaian.models import ButirUsulan, Usulan
from kepegawaian.permissions import is_own, usulan_edit
from kepegawaian.rules.usulan import ALASAN_BUTIR, Status, Verdict
from kepegawaian.selectors.surat import data_diri, isian_of, susunan_keluarga
from kepegawaian.selectors.usulan import (
    butir_of,
    sla_for,
    usulan_get,
    usulan_search,
    usulan_versi,
    usulan_visible_to,
    usulan_waiting,
)
from kepegawaian.services import usulan as services
from kepegawaian.services.formulir import formulir_pdf
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
from sitamu.inti.errors import DomainError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.services.jejak import akses_record

TIDAK_ADA: Final = refused("Tidak ada, atau bukan untuk Anda")
DITOLAK: Final = {
    400: refused("Isian tidak sah, atau `Idempotency-Key` tidak ada"),
    403: refused("Bukan tugas Anda"),
    404: TIDAK_ADA,
    409: refused("Langkah ini tidak berlaku untuk keadaan sekarang"),
    412: refused("Sudah berubah sejak dibaca"),
    422: refused("Syaratnya belum terpenuhi; `kode` menyebut sebabnya"),
    428: refused("`If-Match` tidak ada"),
}
PAKAI_ULANG: Final = [KUNCI_ULANG, IF_MATCH]
MAKS_SETUJUI: Final = 100


class MulaiSerializer(serializers.Serializer[Any]):
    """`layanan`: code from the catalogue. `pegawai`: a colleague, for operators."""

    layanan = serializers.CharField(max_length=40)
    pegawai = serializers.UUIDField(required=False, help_text="Kosong: untuk diri sendiri.")


class DaftarUsulanSerializer(serializers.Serializer[Any]):
    """A page of usulan, newest first."""

    hasil = UsulanRingkasSerializer(many=True)
    lanjut = serializers.CharField(allow_blank=True)


class CatatanSerializer(serializers.Serializer[Any]):
    """The reason, where the move asks for one."""

    catatan = serializers.CharField(
        max_length=500, required=False, default="", allow_blank=True, trim_whitespace=True
    )


class ButirSalahSerializer(serializers.Serializer[Any]):
    """An item to be replaced, and why."""

    id = serializers.UUIDField()
    alasan = serializers.ChoiceField(list(ALASAN_BUTIR))
    catatan = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class KembaliSerializer(CatatanSerializer):
    """What goes back. A head of OPD may send back with a remark alone."""

    butir = ButirSalahSerializer(many=True, required=False, default=list)


class ButirIsianSerializer(serializers.Serializer[Any]):
    """Either a paper of the archive, or answers with "I have compared the data"."""

    versi_id = serializers.UUIDField(required=False)
    benar = serializers.BooleanField(required=False, default=False)
    isian = serializers.DictField(
        child=serializers.CharField(max_length=300, allow_blank=True), required=False, default=dict
    )


class BarisDataSerializer(serializers.Serializer[Any]):
    """One fact of the record."""

    nama = serializers.CharField()
    nilai = serializers.CharField()


class KeluargaDataSerializer(serializers.Serializer[Any]):
    """One member of the family on record."""

    nama = serializers.CharField()
    hubungan = serializers.CharField()
    tanggal_lahir = serializers.DateField(allow_null=True)


class ButirDataSerializer(serializers.Serializer[Any]):
    """What the person compares before they confirm it."""

    baris = BarisDataSerializer(many=True)
    keluarga = KeluargaDataSerializer(many=True)


class BerkasUnggahSerializer(serializers.Serializer[Any]):
    """One PDF, or one to twenty photos of its pages."""

    berkas = serializers.ListField(child=serializers.FileField(allow_empty_file=True))


class SetujuiBarisSerializer(serializers.Serializer[Any]):
    """One usulan to approve, in the version that was read (its ETag)."""

    id = serializers.UUIDField()
    versi = serializers.CharField(max_length=80)


class SetujuiSerializer(serializers.Serializer[Any]):
    """Up to a hundred at once: one surat pengantar for each service and OPD."""

    usulan = SetujuiBarisSerializer(  # type: ignore[call-arg]
        many=True, allow_empty=False, max_length=MAKS_SETUJUI
    )


class HasilSetujuiSerializer(serializers.Serializer[Any]):
    """What became of one: `disetujui`, or `ditolak` with its `kode`."""

    id = serializers.UUIDField()
    hasil = serializers.ChoiceField(["disetujui", "ditolak"])
    kode = serializers.CharField(allow_blank=True)
    detail = serializers.CharField(allow_blank=True)


def _answer(user: Pengguna, usulan_id: UUID, request: Request, *, status: int = 200) -> Response:
    """The usulan as it is now, with its ETag."""
    today = timezone.localdate()
    usulan = _get(user, usulan_id, today=today)
    body, versi = lengkap(user, usulan, today=today)
    return answer(request, body, versi, status=status)


def _get(user: Pengguna, usulan_id: UUID, *, today: date) -> Usulan:
    rows = usulan_visible_to(user, today=today).select_related("pertek", "sk__nomor")
    usulan = rows.filter(pk=usulan_id).first()
    if usulan is None:
        raise NotFoundError
    return usulan


def _lock(user: Pengguna, usulan_id: UUID, request: Request) -> Usulan:
    """The usulan, locked, and still as the caller saw it."""
    rows = usulan_visible_to(user, today=timezone.localdate())
    usulan = rows.select_for_update(of=("self",)).filter(pk=usulan_id).first()
    if usulan is None:
        raise NotFoundError
    version_check(request, usulan_versi(usulan, butir_of(usulan)))
    return usulan


class UsulanListApi(APIView):
    """Usulan that the caller may see, and the way to begin one."""

    @extend_schema(
        operation_id="usulan_daftar",
        tags=["usulan"],
        parameters=[
            LANJUT,
            JUMLAH,
            OpenApiParameter("status", str, enum=[s.value for s in Status]),
            OpenApiParameter("pegawai", UUID, description="Milik satu pegawai"),
            OpenApiParameter("cari", str, description="Nama, NIP, atau nomor usulan"),
            OpenApiParameter(
                "tampil",
                str,
                enum=["saya", "menunggu"],
                description="saya: milik sendiri; menunggu: yang menunggu tindakan saya di OPD",
            ),
        ],
        responses={200: DaftarUsulanSerializer, 400: refused("Saringan tidak sah")},
    )
    def get(self, request: Request) -> Response:
        """Newest first; `lanjut` asks for the next page."""
        user, today, asked = caller(request), timezone.localdate(), request.query_params
        rows = (
            usulan_waiting(user, today=today)
            if asked.get("tampil") == "menunggu"
            else usulan_visible_to(user, today=today)
        )
        if asked.get("tampil") == "saya":
            rows = rows.filter(pegawai__pengguna=user)
        if status := asked.get("status"):
            if status not in Status.__members__:
                raise ValidationError({"status": ["Status ini tidak dikenal."]})
            rows = rows.filter(status=status)
        if pegawai := asked.get("pegawai"):
            rows = rows.filter(pegawai=_uuid(pegawai, "pegawai"))
        if cari := asked.get("cari", "").strip():
            rows = usulan_search(rows, cari[:100])
        found, lanjut = page_after(request, rows.select_related("pertek"), by="dibuat_pada")
        clocks = sla_for(found, today=today)
        body = {"hasil": [ringkas(u, clocks[u.pk]) for u in found], "lanjut": lanjut}
        return Response(DaftarUsulanSerializer(body).data)

    @extend_schema(
        operation_id="usulan_mulai",
        tags=["usulan"],
        parameters=[KUNCI_ULANG],
        request=MulaiSerializer,
        responses={
            200: OpenApiResponse(UsulanSerializer, description="Sudah ada yang berjalan"),
            201: UsulanSerializer,
            400: DITOLAK[400],
            404: TIDAK_ADA,
            422: DITOLAK[422],
        },
    )
    def post(self, request: Request) -> Response:
        """A draft, filled from record and archive; the running one when there is one."""
        form = MulaiSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        user, now = caller(request), timezone.now()
        pegawai_id = form.validated_data.get("pegawai") or own_pegawai(user).pk

        def run() -> Response:
            usulan = services.usulan_start(
                pegawai_id=pegawai_id,
                layanan=form.validated_data["layanan"],
                actor=user,
                now=now,
            )
            fresh = usulan.dibuat_pada == now
            return _answer(user, usulan.pk, request, status=201 if fresh else 200)

        return once(request, run)


class UsulanApi(APIView):
    """One usulan."""

    @extend_schema(
        operation_id="usulan",
        tags=["usulan"],
        responses={
            200: UsulanSerializer,
            304: OpenApiResponse(description="Sama dengan yang sudah dimiliki (`If-None-Match`)"),
            404: TIDAK_ADA,
        },
    )
    def get(self, request: Request, usulan_id: UUID) -> Response:
        """Status, clock, whose turn it is, items, what the caller may do, history."""
        user, today = caller(request), timezone.localdate()
        usulan = usulan_get(user, usulan_id, today=today)
        if not is_own(user, usulan):
            akses_record(
                aksi="lihat_usulan",
                pengguna=user,
                request=request._request,  # noqa: SLF001
                objek_jenis="usulan",
                objek_id=usulan.pk,
                objek_label=usulan.nomor,
                pegawai_id=usulan.pegawai_id,
            )
        return _answer(user, usulan_id, request)


# Items


def _item(user: Pengguna, usulan_id: UUID, butir_id: UUID) -> tuple[Usulan, ButirUsulan]:
    """An item that the caller may fill in, now or later; raises NotFoundError."""
    today = timezone.localdate()
    usulan = usulan_get(user, usulan_id, today=today)
    if not usulan_edit(user, usulan, today=today):
        raise NotFoundError
    butir = next((b for b in butir_of(usulan) if b.pk == butir_id), None)
    if butir is None:
        raise NotFoundError
    return usulan, butir


class ButirApi(APIView):
    """One item: what is to be compared, and the answer."""

    @extend_schema(
        operation_id="usulan_butir",
        tags=["usulan"],
        responses={200: ButirDataSerializer, 404: TIDAK_ADA},
    )
    def get(self, request: Request, usulan_id: UUID, butir_id: UUID) -> Response:
        """The record that this item confirms; empty for a paper."""
        usulan, butir = _item(caller(request), usulan_id, butir_id)
        today, kode = timezone.localdate(), butir.syarat.kode
        data = data_diri(usulan, today=today) if kode == "DATA_DIRI" else []
        keluarga = susunan_keluarga(usulan.pegawai_id) if kode == "DATA_KELUARGA" else []
        rows = [{"nama": nama, "nilai": nilai} for nama, nilai in data]
        body = {"baris": rows, "keluarga": keluarga}
        return Response(ButirDataSerializer(body).data)

    @extend_schema(
        operation_id="usulan_butir_isi",
        tags=["usulan"],
        parameters=[IF_MATCH],
        request=ButirIsianSerializer,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def put(self, request: Request, usulan_id: UUID, butir_id: UUID) -> Response:
        """Confirm data with answers, or take a paper from the archive. Twice changes nothing."""
        form = ButirIsianSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said, user, now = form.validated_data, caller(request), timezone.now()
        usulan, butir = _item(user, usulan_id, butir_id)
        with transaction.atomic():
            _lock(user, usulan_id, request)
            if butir.syarat.bentuk == "DATA":
                services.butir_confirm(
                    usulan_id=usulan_id,
                    butir_id=butir_id,
                    isian=_answers(usulan, butir, said),
                    actor=user,
                    now=now,
                )
            elif "versi_id" in said:
                services.butir_attach(
                    usulan_id=usulan_id,
                    butir_id=butir_id,
                    versi_id=said["versi_id"],
                    actor=user,
                    now=now,
                )
            else:
                raise ValidationError({"versi_id": ["Sebut versi berkas di arsip."]})
            return _answer(user, usulan_id, request)


def _answers(usulan: Usulan, butir: ButirUsulan, said: dict[str, Any]) -> dict[str, str]:
    """Checked by the form of the page; raises ValidationError by question."""
    form: IsianForm | KeluargaForm
    if butir.syarat.kode == "DATA_DIRI":
        form = IsianForm({**said["isian"], "benar": said["benar"]}, isian=isian_of(usulan))
    else:
        form = KeluargaForm({"benar": said["benar"]})
    if not form.is_valid():
        raise ValidationError({name: [str(t) for t in form.errors[name]] for name in form.errors})
    return form.jawaban() if isinstance(form, IsianForm) else {}


class ButirBerkasApi(APIView):
    """A new paper for one item."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="usulan_butir_unggah",
        tags=["usulan"],
        parameters=[KUNCI_ULANG],
        request={"multipart/form-data": BerkasUnggahSerializer},
        responses={200: UsulanSerializer, **DITOLAK, 413: refused("Terlalu besar")},
    )
    def post(self, request: Request, usulan_id: UUID, butir_id: UUID) -> Response:
        """Into the archive and frozen in the item; sent again with the same id, once."""
        user = caller(request)
        _item(user, usulan_id, butir_id)
        files: Sequence[Any] = request.FILES.getlist("berkas")
        if not files:
            raise ValidationError({"berkas": ["Pilih berkas atau ambil foto lebih dulu."]})
        services.butir_upload(
            usulan_id=usulan_id,
            butir_id=butir_id,
            files=files,
            actor=user,
            now=timezone.now(),
            id_klien=client_key(request),
        )
        return _answer(user, usulan_id, request)


class ButirFormulirApi(APIView):
    """The form of one item, filled from the record."""

    @extend_schema(
        operation_id="usulan_butir_formulir",
        tags=["usulan"],
        responses={(200, "application/pdf"): bytes, 404: TIDAK_ADA},
    )
    def get(self, request: Request, usulan_id: UUID, butir_id: UUID) -> HttpResponse:
        """PDF to be printed, signed and sent back."""
        user = caller(request)
        usulan, butir = _item(user, usulan_id, butir_id)
        if butir.syarat.bentuk != "ISIAN":
            raise NotFoundError
        pdf = formulir_pdf(usulan=usulan, kode=butir.syarat.kode, today=timezone.localdate())
        akses_record(
            aksi="unduh_formulir",
            pengguna=user,
            request=request._request,  # noqa: SLF001
            objek_jenis="usulan",
            objek_id=usulan.pk,
            objek_label=f"{butir.nama} {usulan.nomor}",
            pegawai_id=usulan.pegawai_id,
        )
        response = HttpResponse(pdf, content_type="application/pdf")
        name = f"{butir.syarat.kode.lower()}-{usulan.nomor.lower()}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


# Moves


class LangkahApi(APIView):
    """One move: the caller's version is checked under the lock, a second sending does nothing."""

    def move(
        self, request: Request, usulan_id: UUID, run: Callable[..., object], **extra: Any
    ) -> Response:
        """Run a service and answer with the usulan as it is then."""
        user = caller(request)
        usulan_get(user, usulan_id, today=timezone.localdate())  # who may not see it learns no more

        def act() -> Response:
            _lock(user, usulan_id, request)
            run(usulan_id=usulan_id, actor=user, now=timezone.now(), **extra)
            return _after(user, usulan_id, request)

        return once(request, act)


def _after(user: Pengguna, usulan_id: UUID, request: Request) -> Response:
    """The usulan, or 204 when the move took it out of the caller's sight."""
    try:
        return _answer(user, usulan_id, request)
    except NotFoundError:
        return Response(status=204)


def _remark(request: Request) -> str:
    form = CatatanSerializer(data=request.data)
    form.is_valid(raise_exception=True)
    return str(form.validated_data["catatan"])


class KirimApi(LangkahApi):
    """Send a draft."""

    @extend_schema(
        operation_id="usulan_kirim",
        tags=["usulan"],
        parameters=PAKAI_ULANG,
        request=None,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def post(self, request: Request, usulan_id: UUID) -> Response:
        """To the operator, by the operator to the head, or to BKPSDM, as the service goes."""
        return self.move(request, usulan_id, services.usulan_submit)


class PerbaikanApi(LangkahApi):
    """Send what was repaired."""

    @extend_schema(
        operation_id="usulan_perbaikan",
        tags=["usulan"],
        parameters=PAKAI_ULANG,
        request=None,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def post(self, request: Request, usulan_id: UUID) -> Response:
        """Back to whoever returned it, once every item at fault is replaced."""
        return self.move(request, usulan_id, services.usulan_resubmit)


class BatalApi(LangkahApi):
    """End it before it arrives at BKPSDM."""

    @extend_schema(
        operation_id="usulan_batal",
        tags=["usulan"],
        parameters=PAKAI_ULANG,
        request=CatatanSerializer,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def post(self, request: Request, usulan_id: UUID) -> Response:
        """For good, with the reason."""
        return self.move(request, usulan_id, services.usulan_cancel, catatan=_remark(request))


class TarikApi(LangkahApi):
    """Take back what has arrived at BKPSDM."""

    @extend_schema(
        operation_id="usulan_tarik",
        tags=["usulan"],
        parameters=PAKAI_ULANG,
        request=CatatanSerializer,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def post(self, request: Request, usulan_id: UUID) -> Response:
        """For good, with the reason; until it goes on to be decided."""
        return self.move(request, usulan_id, services.usulan_withdraw, catatan=_remark(request))


class TeruskanApi(LangkahApi):
    """The operator has checked it."""

    @extend_schema(
        operation_id="usulan_teruskan",
        tags=["usulan"],
        parameters=PAKAI_ULANG,
        request=None,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def post(self, request: Request, usulan_id: UUID) -> Response:
        """On to the head of the OPD."""
        return self.move(request, usulan_id, services.usulan_forward)


class SetujuiApi(LangkahApi):
    """The head of the OPD approves one."""

    @extend_schema(
        operation_id="usulan_setujui",
        tags=["usulan"],
        parameters=PAKAI_ULANG,
        request=None,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def post(self, request: Request, usulan_id: UUID) -> Response:
        """The surat pengantar is numbered, the promise starts."""
        return self.move(request, usulan_id, services.usulan_approve_opd)


class KembalikanApi(LangkahApi):
    """Send back only the items at fault."""

    @extend_schema(
        operation_id="usulan_kembalikan",
        tags=["usulan"],
        parameters=PAKAI_ULANG,
        request=KembaliSerializer,
        responses={200: UsulanSerializer, **DITOLAK},
    )
    def post(self, request: Request, usulan_id: UUID) -> Response:
        """By the operator, by the head, or by the verifikator who holds it."""
        usulan_get(caller(request), usulan_id, today=timezone.localdate())
        form = KembaliSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        run = partial(_send_back, butir=said["butir"], catatan=said["catatan"])
        return self.move(request, usulan_id, run)


def _send_back(
    *,
    usulan_id: UUID,
    butir: Sequence[dict[str, Any]],
    catatan: str,
    actor: Pengguna,
    now: Any,
) -> None:
    for row in butir:
        services.butir_judge(
            usulan_id=usulan_id,
            butir_id=row["id"],
            verdict=Verdict.PERLU_DIGANTI,
            alasan=row["alasan"],
            catatan=row["catatan"],
            actor=actor,
            now=now,
        )
    services.usulan_return(usulan_id=usulan_id, catatan=catatan, actor=actor, now=now)


class SetujuiBanyakApi(APIView):
    """The head of the OPD approves many."""

    @extend_schema(
        operation_id="usulan_setujui_banyak",
        tags=["usulan"],
        parameters=[KUNCI_ULANG],
        request=SetujuiSerializer,
        responses={200: HasilSetujuiSerializer(many=True), 400: DITOLAK[400]},
    )
    def post(self, request: Request) -> Response:
        """Each is judged alone: one that is refused keeps the others from nothing."""
        form = SetujuiSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        rows, user, now = form.validated_data["usulan"], caller(request), timezone.now()
        return once(request, lambda: _approve_many(rows, user, now))


def _approve_many(rows: Sequence[dict[str, Any]], user: Pengguna, now: Any) -> Response:
    said = {row["id"]: row["versi"].strip('"').partition(".")[0] for row in rows}
    seen = usulan_visible_to(user, today=timezone.localdate(now)).filter(pk__in=said)
    stale = {
        u.pk
        for u in seen.select_for_update(of=("self",)).order_by("pk")
        if said[u.pk] != usulan_versi(u, butir_of(u))
    }
    results = services.usulan_approve_opd_many(
        usulan_ids=[pk for pk in said if pk not in stale], actor=user, now=now
    )
    body = [_result(pk, result) for pk, result in results]
    body += [_result(pk, _STALE) for pk in said if pk in stale]
    return Response(HasilSetujuiSerializer(body, many=True).data)


_STALE: Final = DomainError("Usulan ini sudah berubah sejak Anda membukanya.", code="versi_lama")


def _result(pk: UUID, result: object) -> dict[str, Any]:
    if isinstance(result, DomainError):
        return {"id": pk, "hasil": "ditolak", "kode": result.code, "detail": result.message}
    return {"id": pk, "hasil": "disetujui", "kode": "", "detail": ""}


def _uuid(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValidationError({name: ["Isi dengan UUID."]}) from None
