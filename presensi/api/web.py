"""Taps from the portal's own page, by session: what the page must know, and the queue it sends.

The page keeps what it could not send, for days if need be, and asks here first: the answer brings
a fresh CSRF token and the server's time. A browser proves less than the application: outside the
networks of its place such a tap is looked at, whatever position it claims.
"""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from presensi.api.ketukan import KetukanJawab, answer_of, batch_split, refused
from presensi.errors import KetukanInvalidError, TanpaPegawaiError
from presensi.rules.putusan import Penerimaan, Sumber
from presensi.rules.tempat import BuktiWeb
from presensi.selectors.ketuk import KeadaanKetuk, ketuk_keadaan
from presensi.services.foto import foto_keep, foto_read
from presensi.services.ketukan import BATCH_MAKS, Pengetuk, Permintaan, ketukan_receive
from presensi.services.layar import layar_dipindai
from sitamu.inti.errors import DomainError
from sitamu.inti.http import client_ip
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.token import TokenError


class _Tambahan(msgspec.Struct):
    """What only the page sends: a photo (base64) and the code of an office screen."""

    foto: str | None = None
    kode: str | None = None


_TAMBAHAN: Final = msgspec.json.Decoder(_Tambahan)


@require_http_methods(["GET", "POST"])
def ketukan_web(request: HttpRequest) -> HttpResponse:
    """GET: where the person taps today. POST: taps of the page's queue, an answer for each."""
    if not request.user.is_authenticated:
        raise TokenError
    user = request.user
    pegawai = Pegawai.objects.filter(pengguna=user).first()
    if pegawai is None:
        raise TanpaPegawaiError
    if request.method == "POST":
        answers = _receive(request, user, pegawai)
        return _json({"ketukan": answers})
    now = timezone.now()
    said = _state(ketuk_keadaan(pegawai, now=now))
    return _json(
        said | {"pengguna": user.pk, "csrf": get_token(request), "waktu": now, "maks": BATCH_MAKS}
    )


def _state(keadaan: KeadaanKetuk) -> dict[str, Any]:
    return {
        "zona": str(keadaan.hari.zona),
        "zona_label": keadaan.zona,
        "jadwal": keadaan.jadwal,
        "di_mana_saja": keadaan.hari.di_mana_saja,
        "tempat": [
            {
                "id": one.aturan.id,
                "nama": one.nama,
                "lintang": one.aturan.pusat.lintang,
                "bujur": one.aturan.pusat.bujur,
                "radius_m": one.aturan.radius_m,
                "poligon": [[t.lintang, t.bujur] for t in one.aturan.poligon],
                "foto": one.bukti_web == BuktiWeb.FOTO,
            }
            for one in keadaan.hari.tempat
        ],
        "ketukan": keadaan.ketukan,
    }


def _receive(request: HttpRequest, user: Pengguna, pegawai: Pegawai) -> list[KetukanJawab]:
    raw = batch_split(request.body)
    pengetuk = Pengetuk(user.pk, Sumber.WEB, ip=client_ip(request), aplikasi="web")
    now = timezone.now()
    answers: dict[int, KetukanJawab] = {}
    good: dict[int, Permintaan] = {}
    photos: dict[UUID, bytes] = {}
    for n, (tap_id, isi) in enumerate(raw):
        try:
            if isinstance(isi, DomainError):
                raise isi
            said, body = isi
            more = _more(body)
            if more.foto:
                photos[said.id] = foto_read(more.foto)
            said = replace(
                said,
                foto=said.id in photos,
                layar=bool(more.kode) and layar_dipindai(more.kode or "") is not None,
            )
            good[n] = Permintaan(said, pengetuk, now)
        except DomainError as error:
            answers[n] = refused(tap_id, error)
    found = ketukan_receive(list(good.values())) if good else []
    for n, answer in zip(good, found, strict=True):
        answers[n] = answer_of(answer)
        kept = answer.penerimaan in (Penerimaan.DIBUAT, Penerimaan.SUDAH_ADA)
        if kept and answer.id in photos:
            foto_keep(ketukan_id=answer.id, pegawai_id=pegawai.pk, isi=photos[answer.id])
    return [answers[n] for n in range(len(raw))]


def _more(body: bytes) -> _Tambahan:
    try:
        return _TAMBAHAN.decode(body)
    except msgspec.MsgspecError as error:
        raise KetukanInvalidError from error


def _json(body: Any) -> HttpResponse:
    return HttpResponse(
        msgspec.json.encode(body),
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
