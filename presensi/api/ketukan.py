"""Taps from phones: plain views, outside the usual chain of middleware (sitamu.middleware).

One tap answers 201 when it was stored, 200 when it was there already; a batch answers 200 with one
entry a tap, in order, and one bad entry never fails the others.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from presensi.errors import KetukanInvalidError, PosisiBasiError
from presensi.rules.putusan import Arah, Penerimaan, Putusan, Sumber, Tanda
from presensi.services.ketukan import (
    BATCH_MAKS,
    IsiKetukan,
    Jawaban,
    Pengetuk,
    Permintaan,
    ketukan_receive,
    ketukan_take,
)
from sitamu.inti.errors import DomainError
from sitamu.inti.http import client_ip
from sitamu.inti.token import token_read

TAHUN_PERANGKAT: Final = (1970, 2100)  # a phone without battery begins in 1970

Derajat = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Detik = Annotated[float, msgspec.Meta(ge=0, le=10**8)]


class KetukanIsian(msgspec.Struct, omit_defaults=True):
    """One tap of the application. Times with offset; degrees WGS 84; metres and seconds.

    `offset_detik`: server minus phone, measured at the last answer. `berlalu_detik`: seconds by
    the phone's running clock between tap and sending, left out after a restart.
    """

    id: UUID
    arah: Literal["MASUK", "PULANG"]
    waktu_perangkat: Annotated[datetime, msgspec.Meta(tz=True)]
    lintang: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    bujur: Derajat | None = None
    akurasi_m: Annotated[float, msgspec.Meta(ge=0, le=10**6)] = 0
    umur_fix_detik: Detik = 0
    luring: bool = False
    offset_detik: Annotated[float, msgspec.Meta(ge=-(10**8), le=10**8)] = 0
    berlalu_detik: Detik | None = None
    mock: bool = False
    nonce: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{4,64}$")] | None = None


class BatchIsian(msgspec.Struct):
    """At most fifty taps in the order they were made."""

    ketukan: list[msgspec.Raw]


class TandaJawab(msgspec.Struct):
    """Why a tap is not simply accepted: stable code and sentence."""

    kode: str
    pesan: str


class KetukanJawab(msgspec.Struct, omit_defaults=True):
    """What became of one tap. Without `putusan` it was not taken, and `kode` says why."""

    id: UUID | None
    penerimaan: str
    pesan: str
    putusan: str | None = None
    tanda: list[TandaJawab] = msgspec.field(default_factory=list)
    pada: datetime | None = None
    tempat_id: UUID | str | None = None
    jarak_m: float | None = None
    kode: str | None = None
    langkah: str | None = None


class BatchJawab(msgspec.Struct):
    """One entry for each tap sent, in the same order."""

    ketukan: list[KetukanJawab]


class _HanyaId(msgspec.Struct):
    id: UUID


PESAN: Final[Mapping[Putusan, str]] = {
    Putusan.TERIMA: "Ketukan diterima.",
    Putusan.TINJAU: "Ketukan diterima dan akan ditinjau.",
    Putusan.TOLAK: "Ketukan tercatat, tetapi di luar tempat presensi.",
    Putusan.ULANG: "Ambil posisi lagi, lalu ketuk ulang.",
}
_SATU: Final = msgspec.json.Decoder(KetukanIsian)
_BATCH: Final = msgspec.json.Decoder(BatchIsian)
_ID: Final = msgspec.json.Decoder(_HanyaId)
_ENCODE: Final = msgspec.json.Encoder().encode
_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@csrf_exempt
@require_POST
def ketukan_create(request: HttpRequest) -> HttpResponse:
    """One tap; raises the DomainError of a tap that is not taken."""
    pengetuk = _sender(request)
    isi = _isi(request.body)
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key and key.lower() != str(isi.id):
        raise KetukanInvalidError("Header Idempotency-Key harus sama dengan id ketukan.")
    answer = ketukan_take(Permintaan(isi, pengetuk, timezone.now()))
    if answer.galat is not None:
        raise answer.galat
    if answer.penerimaan is Penerimaan.ULANGI:
        raise PosisiBasiError
    headers = {**_HEADERS, "Idempotent-Replay": "true"}
    if answer.penerimaan is Penerimaan.DIBUAT:
        return _json(answer_of(answer), 201, _HEADERS)
    return _json(answer_of(answer), 200, headers)


@csrf_exempt
@require_POST
def ketukan_batch(request: HttpRequest) -> HttpResponse:
    """Taps that waited in the phone; always 200 with an entry for each."""
    pengetuk = _sender(request)
    return _json(BatchJawab(batch_receive(request.body, pengetuk)), 200, _HEADERS)


def batch_receive(body: bytes, pengetuk: Pengetuk) -> list[KetukanJawab]:
    """Answers in the order of the body; raises KetukanInvalidError when it is no batch."""
    raw = batch_split(body)
    now = timezone.now()
    answers: dict[int, KetukanJawab] = {}
    good: dict[int, Permintaan] = {}
    for n, (tap_id, isi) in enumerate(raw):
        if isinstance(isi, DomainError):
            answers[n] = refused(tap_id, isi)
        else:
            good[n] = Permintaan(isi[0], pengetuk, now)
    if good:
        answers |= zip(good, map(answer_of, ketukan_receive(list(good.values()))), strict=True)
    return [answers[n] for n in range(len(raw))]


def batch_split(
    body: bytes,
) -> list[tuple[UUID | None, tuple[IsiKetukan, bytes] | DomainError]]:
    """Each tap of a batch as it was said and as sent, or why it is none, with its id if it has one.

    Raises KetukanInvalidError when the whole is no batch.
    """
    try:
        raw = _BATCH.decode(body).ketukan
    except msgspec.MsgspecError as error:
        raise _invalid(error) from error
    if len(raw) > BATCH_MAKS:
        raise KetukanInvalidError(f"Paling banyak {BATCH_MAKS} ketukan sekali kirim.")
    found: list[tuple[UUID | None, tuple[IsiKetukan, bytes] | DomainError]] = []
    for one in raw:
        piece = bytes(one)
        try:
            isi = _isi(piece)
        except KetukanInvalidError as error:
            found.append((_id_of(piece), error))
        else:
            found.append((isi.id, (isi, piece)))
    return found


def answer_of(jawaban: Jawaban) -> KetukanJawab:
    """The answer for a program, with the sentence its user may read."""
    if jawaban.galat is not None:
        return refused(jawaban.id, jawaban.galat)
    hasil = jawaban.hasil
    assert hasil is not None  # noqa: S101  # every answer has one of the two
    return KetukanJawab(
        jawaban.id,
        jawaban.penerimaan.value,
        PESAN[hasil.putusan],
        hasil.putusan.value,
        [TandaJawab(one.value, one.label) for one in hasil.tanda],
        hasil.pada,
        hasil.tempat.id if hasil.tempat else None,
        hasil.jarak_m,
        Tanda.FIX_BASI.value if jawaban.penerimaan is Penerimaan.ULANGI else None,
    )


def refused(tap_id: UUID | None, error: DomainError) -> KetukanJawab:
    """The answer about a tap that is not taken."""
    return KetukanJawab(
        tap_id,
        Penerimaan.DITOLAK.value,
        error.message,
        kode=error.code,
        langkah=error.langkah,
    )


def _sender(request: HttpRequest) -> Pengetuk:
    """Whose token it is, and which phone; raises TokenError or KetukanInvalidError."""
    token = token_read(request.META.get("HTTP_AUTHORIZATION", ""))
    try:
        nomor = UUID(request.META.get("HTTP_X_DEVICE_ID", ""))
    except ValueError:
        raise KetukanInvalidError("Header X-Device-Id harus berisi nomor perangkat.") from None
    return Pengetuk(
        token.pengguna_id,
        Sumber.APLIKASI,
        token.sesi,
        nomor,
        client_ip(request),
        request.META.get("HTTP_X_APP_VERSION", "")[:20].replace("\0", ""),
    )


def _isi(body: bytes) -> IsiKetukan:
    try:
        said = _SATU.decode(body)
    except msgspec.MsgspecError as error:
        raise _invalid(error) from error
    first, last = TAHUN_PERANGKAT
    if not first <= said.waktu_perangkat.year <= last:
        raise KetukanInvalidError(f"waktu_perangkat harus antara tahun {first} dan {last}.")
    if (said.lintang is None) != (said.bujur is None):
        raise KetukanInvalidError("lintang dan bujur harus ada keduanya atau tidak sama sekali.")
    return IsiKetukan(
        said.id,
        Arah(said.arah),
        said.lintang,
        said.bujur,
        said.akurasi_m,
        said.umur_fix_detik,
        said.waktu_perangkat,
        said.luring,
        said.offset_detik,
        said.berlalu_detik,
        said.mock,
        said.nonce,
    )


def _id_of(body: bytes) -> UUID | None:
    try:
        return _ID.decode(body).id
    except msgspec.MsgspecError:
        return None


def _invalid(error: msgspec.MsgspecError) -> KetukanInvalidError:
    return KetukanInvalidError(data={"errors": {"isi": [str(error)]}})


def _json(body: Any, status: int, headers: Mapping[str, str]) -> HttpResponse:
    return HttpResponse(
        _ENCODE(body), status=status, content_type="application/json", headers=dict(headers)
    )
