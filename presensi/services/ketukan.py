"""Taking a tap: at most three statements for one or for sixty, and the second stores it.

1. what is known about the persons (phone, unit, session, the last tap);
2. key, tap and exact position in one INSERT, which joins session, account and phone once more and
   leaves alone what is there already;
3. only for what the second did not store: whether it was stored before, or why not.

The statements are prepared once a connection (`BASIS_KETUKAN`), because planning them costs more
than running them. Sent twice, a tap is stored once: its id is the client's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from presensi.errors import (
    KetukanKeyError,
    KetukanOldError,
    NonceUsedError,
    PegawaiTutupError,
    PerangkatUnknownError,
    TanpaPegawaiError,
)
from presensi.rules.geofence import Titik
from presensi.rules.perangkat import DIPAKAI, StatusPerangkat
from presensi.rules.putusan import (
    Arah,
    FaktaKetukan,
    HasilKetukan,
    JejakKetukan,
    Penerimaan,
    Putusan,
    Sumber,
    Tanda,
    ketukan_judge,
    waktu_dipakai,
)
from presensi.selectors.peta import PetaHari, peta_hari
from presensi.services.rombongan import Rombongan
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Kedudukan
from sitamu.inti.token import TokenError

BATCH_MAKS: Final = 50


@dataclass(frozen=True, slots=True)
class IsiKetukan:
    """What the client says about one tap; see FaktaKetukan for the times.

    `foto`: a photo came along (web). `layar`: the code of an office screen came along and held.
    """

    id: UUID
    arah: Arah
    lintang: float | None = None
    bujur: float | None = None
    akurasi_m: float = 0
    umur_fix_detik: float = 0
    waktu_perangkat: datetime | None = None
    luring: bool = False
    offset_detik: float = 0
    berlalu_detik: float | None = None
    mock: bool = False
    nonce: str | None = None
    foto: bool = False
    layar: bool = False


@dataclass(frozen=True, slots=True)
class Pengetuk:
    """Who sends: by a token (`sesi` and `nomor_perangkat`), or logged in on the web page."""

    pengguna_id: UUID
    sumber: Sumber
    sesi: str | None = None
    nomor_perangkat: UUID | None = None
    ip: str | None = None
    aplikasi: str = ""


@dataclass(frozen=True, slots=True)
class Permintaan:
    """One tap as it arrived at `diterima_pada`."""

    isi: IsiKetukan
    pengetuk: Pengetuk
    diterima_pada: datetime


@dataclass(frozen=True, slots=True)
class Jawaban:
    """What became of one tap. With `galat` it was not taken; `hasil` is what is stored else."""

    id: UUID
    penerimaan: Penerimaan
    hasil: HasilKetukan | None = None
    galat: DomainError | None = None


@dataclass(frozen=True, slots=True)
class _Dikenal:
    """What the first statement says about the person of one request."""

    pegawai_id: UUID | None
    terbuka: bool
    sesi: bool
    perangkat_id: UUID | None
    perangkat_status: str | None
    bersama: bool
    unit_id: UUID | None
    jalur: str | None
    hari: date
    sendiri: list[str]
    bebas: bool
    sama: int
    terakhir: list[list[float]] | None


@dataclass(frozen=True, slots=True)
class _Masuk:
    """A request with what it alone says, and the time that will count."""

    permintaan: Permintaan
    fakta: FaktaKetukan
    pada: datetime


class _Hari:
    """The map of the day of arrival; most requests of a round arrived together."""

    def __init__(self) -> None:
        self._pada: datetime | None = None
        self._peta: PetaHari | None = None

    def peta(self, masuk: _Masuk) -> PetaHari:
        """Read once for each instant of arrival."""
        pada = masuk.permintaan.diterima_pada
        if self._peta is None or pada != self._pada:
            hari = timezone.localdate(pada)
            self._pada, self._peta = pada, peta_hari(hari, using=settings.BASIS_KETUKAN)
        return self._peta


# Session and phone are asked for by scalar subqueries: an EXISTS would be planned as a hash of all
# sessions, or of all phones, and cost more with everybody who joins.
_AKTIF: Final = ", ".join(f"'{status.value}'" for status in DIPAKAI)
_KENAL: Final = f"""
SELECT x.n, p.id, coalesce(u.is_active AND p.kedudukan = '{Kedudukan.AKTIF.value}', false),
    x.sesi IS NULL OR coalesce((
        SELECT s.expire_date > now() FROM django_session s WHERE s.session_key = x.sesi), false),
    d.id, d.status,
    EXISTS (SELECT FROM presensi_perangkat e WHERE e.nomor = d.nomor AND e.pegawai_id <> p.id
        AND e.status IN ({_AKTIF})),
    tempat.unit_id, tempat.jalur, hari.hari,
    ARRAY(SELECT t.tempat_id FROM presensi_pemakaiantempat t WHERE t.pegawai_id = p.id
        AND t.mulai <= hari.hari AND (t.sampai IS NULL OR t.sampai >= hari.hari))::text[],
    EXISTS (SELECT FROM presensi_kerjafleksibel k WHERE k.pegawai_id = p.id AND k.jenis = 'TEMPAT'
        AND k.mulai <= hari.hari AND k.sampai >= hari.hari
        AND (k.hari = '{{}}' OR extract(isodow FROM hari.hari)::int = ANY (k.hari))),
    jejak.sama, jejak.terakhir
FROM jsonb_to_recordset($1) AS x(
    n int, id uuid, pengguna uuid, sesi text, nomor uuid, pada timestamptz, sejak timestamptz,
    lintang float8, bujur float8)
LEFT JOIN inti_pengguna u ON u.id = x.pengguna
LEFT JOIN inti_pegawai p ON p.pengguna_id = u.id
LEFT JOIN presensi_perangkat d
    ON d.pegawai_id = p.id AND d.nomor = x.nomor AND d.status IN ({_AKTIF})
LEFT JOIN LATERAL (
    SELECT pen.unit_id, un.jalur, un.zona_waktu
    FROM inti_penempatan pen JOIN inti_unitkerja un ON un.id = pen.unit_id
    WHERE pen.pegawai_id = p.id AND pen.mulai <= (x.pada AT TIME ZONE un.zona_waktu)::date
        AND (pen.sampai IS NULL OR pen.sampai >= (x.pada AT TIME ZONE un.zona_waktu)::date)
    LIMIT 1) tempat ON true
CROSS JOIN LATERAL (
    SELECT (x.pada AT TIME ZONE coalesce(tempat.zona_waktu, $2))::date AS hari) hari
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE o.lintang = x.lintang AND o.bujur = x.bujur) AS sama,
        (array_agg(ARRAY[o.lintang, o.bujur, o.akurasi_m, extract(epoch FROM o.pada)::float8]
            ORDER BY o.pada DESC))[1:1] AS terakhir
    FROM presensi_posisiketukan o
    WHERE o.pegawai_id = p.id AND o.pada > x.sejak AND o.pada <= x.pada AND o.id <> x.id
        AND o.lintang IS NOT NULL) jejak ON true
ORDER BY x.n
"""  # noqa: S608  # words of our own enum
_SIMPAN: Final = f"""
WITH x AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1) AS x(
        id uuid, pegawai_id uuid, pada timestamptz, sidik text, nonce text, pengguna uuid,
        sesi text, perangkat_id uuid, unit_id uuid, arah text, sumber text,
        diterima_pada timestamptz, perangkat_pada timestamptz, offset_detik float8,
        berlalu_detik float8, luring bool, tempat_id uuid, jarak_m float8, akurasi_m float8,
        sel text, putusan text, tanda text[], aturan_mulai date, lintang float8, bujur float8,
        ip inet, mentah jsonb)
), kunci AS (
    INSERT INTO presensi_kunciketukan (id, pegawai_id, pada, sidik, nonce)
    SELECT x.id, x.pegawai_id, x.pada, decode(x.sidik, 'hex'), x.nonce FROM x
    WHERE EXISTS (SELECT FROM inti_pengguna u WHERE u.id = x.pengguna AND u.is_active)
        AND (x.sesi IS NULL OR (SELECT s.expire_date > now() FROM django_session s
            WHERE s.session_key = x.sesi))
        AND (x.perangkat_id IS NULL OR (SELECT d.status IN ({_AKTIF})
            FROM presensi_perangkat d WHERE d.id = x.perangkat_id))
    ON CONFLICT DO NOTHING
    RETURNING id
), ketukan AS (
    INSERT INTO presensi_ketukan (id, pada, pegawai_id, unit_id, arah, sumber, perangkat_id,
        diterima_pada, perangkat_pada, offset_detik, berlalu_detik, luring, tempat_id, jarak_m,
        akurasi_m, sel, putusan, tanda, aturan_mulai)
    SELECT x.id, x.pada, x.pegawai_id, x.unit_id, x.arah, x.sumber, x.perangkat_id,
        x.diterima_pada, x.perangkat_pada, x.offset_detik, x.berlalu_detik, x.luring, x.tempat_id,
        x.jarak_m, x.akurasi_m, x.sel, x.putusan, x.tanda, x.aturan_mulai
    FROM kunci JOIN x ON x.id = kunci.id
), posisi AS (
    INSERT INTO presensi_posisiketukan (id, pada, pegawai_id, lintang, bujur, akurasi_m, ip, mentah)
    SELECT x.id, x.pada, x.pegawai_id, x.lintang, x.bujur, x.akurasi_m, x.ip, x.mentah
    FROM kunci JOIN x ON x.id = kunci.id
), hitung AS (
    -- A tap that comes after its day was judged: that day, and the duty before it, again.
    INSERT INTO presensi_hitunghari (pegawai_id, dari, sampai)
    SELECT DISTINCT x.pegawai_id, (x.pada AT TIME ZONE 'Asia/Jakarta')::date - 1,
        (x.pada AT TIME ZONE 'Asia/Jayapura')::date
    FROM kunci JOIN x ON x.id = kunci.id
    WHERE x.luring AND x.diterima_pada - x.pada > interval '4 hours'
)
SELECT id FROM kunci
"""  # noqa: S608
_SEBAB: Final = """
SELECT x.id, k.id IS NOT NULL, k.pegawai_id = x.pegawai_id AND k.sidik = decode(x.sidik, 'hex'),
    x.nonce IS NOT NULL AND EXISTS (SELECT FROM presensi_kunciketukan o
        WHERE o.pegawai_id = x.pegawai_id AND o.nonce = x.nonce AND o.id <> x.id),
    t.putusan, t.tanda, t.pada, t.jarak_m
FROM jsonb_to_recordset($1) AS x(n int, id uuid, pegawai_id uuid, sidik text, nonce text)
LEFT JOIN presensi_kunciketukan k ON k.id = x.id
LEFT JOIN presensi_ketukan t ON t.pegawai_id = k.pegawai_id AND t.pada = k.pada AND t.id = k.id
ORDER BY x.n
"""
_SIAP: Final = {
    "ketukan_kenal": ("jsonb, text", _KENAL),
    "ketukan_simpan": ("jsonb", _SIMPAN),
    "ketukan_sebab": ("jsonb", _SEBAB),
}


def ketukan_receive(permintaan: Sequence[Permintaan]) -> list[Jawaban]:
    """Judge and store taps of any number of people, answers in their order.

    A connection that broke is opened anew once; what the first try stored is then found again.
    """
    try:
        return _receive(permintaan)
    except (OperationalError, InterfaceError):
        connection = connections[settings.BASIS_KETUKAN]
        if connection.in_atomic_block:
            raise
        connection.close()
        return _receive(permintaan)


_rombongan: Final[Rombongan[Permintaan, Jawaban]] = Rombongan(ketukan_receive)


def ketukan_take(permintaan: Permintaan) -> Jawaban:
    """One tap, stored together with those that arrive in this process at the same moment."""
    return _rombongan.serahkan(permintaan)


def _receive(permintaan: Sequence[Permintaan]) -> list[Jawaban]:
    answers: dict[int, Jawaban] = {}
    rows: dict[int, dict[str, Any]] = {}
    hasil: dict[int, HasilKetukan] = {}
    trail: dict[UUID, list[JejakKetukan]] = {}
    masuk = [_Masuk(satu, fakta := _facts(satu), _claimed(fakta)) for satu in permintaan]
    today = _Hari()
    with connections[settings.BASIS_KETUKAN].cursor() as cursor:
        for n, orang in enumerate(_know(cursor, masuk, today)):
            satu = permintaan[n]
            try:
                judged, peta = _judge(masuk[n], orang, trail, today)
            except DomainError as error:
                answers[n] = Jawaban(satu.isi.id, Penerimaan.DITOLAK, galat=error)
                continue
            if judged.putusan is Putusan.ULANG:
                answers[n] = Jawaban(satu.isi.id, Penerimaan.ULANGI, judged)
                continue
            hasil[n], rows[n] = judged, _row(satu, orang, judged, peta)
        first = {row["id"]: n for n, row in reversed(rows.items())}  # one id may come twice
        stored = _store(cursor, [rows[n] for n in first.values()]) if first else set()
        for tap_id in stored:
            n = first[tap_id]
            answers[n] = Jawaban(tap_id, Penerimaan.DIBUAT, hasil[n])
        if rest := [n for n in rows if n not in answers]:
            answers |= zip(rest, _why_not(cursor, [rows[n] for n in rest]), strict=True)
    return [answers[n] for n in range(len(permintaan))]


def _execute(cursor: CursorWrapper, name: str, *params: str) -> list[tuple[Any, ...]]:
    """Run a prepared statement, prepared first on a connection that is new."""
    wrapper = connections[settings.BASIS_KETUKAN]
    if getattr(wrapper, "ketukan_siap", None) is not wrapper.connection:
        for each, (kinds, sql) in _SIAP.items():
            cursor.execute(f"PREPARE {each} ({kinds}) AS {sql}")
        wrapper.ketukan_siap = wrapper.connection  # type: ignore[attr-defined]
    cursor.execute(f"EXECUTE {name} ({', '.join(['%s'] * len(params))})", params)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _json(rows: list[dict[str, Any]]) -> str:
    return msgspec.json.encode(rows).decode()


# What is known


def _know(cursor: CursorWrapper, masuk: Sequence[_Masuk], today: _Hari) -> list[_Dikenal]:
    asked = [
        {
            "n": n,
            "id": satu.permintaan.isi.id,
            "pengguna": satu.permintaan.pengetuk.pengguna_id,
            "sesi": satu.permintaan.pengetuk.sesi,
            "nomor": satu.permintaan.pengetuk.nomor_perangkat,
            "pada": satu.pada,
            "sejak": satu.pada - timedelta(days=today.peta(satu).aturan.jejak_hari),
            "lintang": satu.permintaan.isi.lintang,
            "bujur": satu.permintaan.isi.bujur,
        }
        for n, satu in enumerate(masuk)
    ]
    found = _execute(cursor, "ketukan_kenal", _json(asked), settings.TIME_ZONE)
    return [_Dikenal(*row[1:]) for row in found]


def _claimed(fakta: FaktaKetukan) -> datetime:
    """The time that will count, before any figure is known."""
    return waktu_dipakai(fakta, selisih_maks_detik=0)[0]


def _facts(satu: Permintaan) -> FaktaKetukan:
    """What the request alone says."""
    isi = satu.isi
    titik = None
    if isi.lintang is not None and isi.bujur is not None:
        titik = Titik(isi.lintang, isi.bujur)
    return FaktaKetukan(
        diterima_pada=satu.diterima_pada,
        titik=titik,
        akurasi_m=isi.akurasi_m,
        tempat=(),
        sumber=satu.pengetuk.sumber,
        umur_fix_detik=isi.umur_fix_detik,
        perangkat_pada=isi.waktu_perangkat,
        luring=isi.luring,
        offset_detik=isi.offset_detik,
        berlalu_detik=isi.berlalu_detik,
        mock=isi.mock,
    )


def _judge(
    masuk: _Masuk, orang: _Dikenal, trail: dict[UUID, list[JejakKetukan]], today: _Hari
) -> tuple[HasilKetukan, PetaHari]:
    """The verdict; raises a DomainError for a tap that is not taken at all.

    `trail`: taps of the same round, which the database does not know yet.
    """
    satu = masuk.permintaan
    if not orang.sesi:
        raise TokenError
    if orang.pegawai_id is None:
        raise TanpaPegawaiError
    if not orang.terbuka:
        raise PegawaiTutupError
    if satu.pengetuk.sumber is Sumber.APLIKASI and orang.perangkat_id is None:
        raise PerangkatUnknownError
    ditolak_hari = today.peta(masuk).aturan.luring_ditolak_hari
    if satu.diterima_pada - masuk.pada > timedelta(days=ditolak_hari):
        raise KetukanOldError(ditolak_hari)
    peta = peta_hari(orang.hari, using=settings.BASIS_KETUKAN)
    tempat = peta.tempat_of(orang.jalur, [UUID(one) for one in orang.sendiri])
    alone, pada = masuk.fakta, masuk.pada
    earlier = [one for one in trail.get(orang.pegawai_id, ()) if one.pada <= pada]
    same = sum(one.titik == alone.titik for one in earlier)
    if orang.terakhir:
        lintang, bujur, akurasi_m, detik = orang.terakhir[0]
        when = datetime.fromtimestamp(detik, UTC)
        earlier.append(JejakKetukan(Titik(lintang, bujur), akurasi_m, when))
    fakta = replace(
        alone,
        tempat=tempat,
        di_mana_saja=orang.bebas or peta.bebas_tempat(orang.jalur),
        jaringan_kantor=satu.pengetuk.sumber is Sumber.WEB
        and peta.di_jaringan(tempat, satu.pengetuk.ip),
        foto_kurang=satu.pengetuk.sumber is Sumber.WEB
        and not satu.isi.foto
        and peta.minta_foto(tempat),
        layar_kantor=satu.isi.layar,
        perangkat_menunggu=orang.perangkat_status == StatusPerangkat.MENUNGGU,
        perangkat_bersama=orang.bersama,
        titik_sama=orang.sama + same,
        sebelumnya=max(earlier, key=lambda one: one.pada, default=None),
    )
    if fakta.titik is not None:
        here = JejakKetukan(fakta.titik, fakta.akurasi_m, pada)
        trail.setdefault(orang.pegawai_id, []).append(here)
    return ketukan_judge(fakta, peta.aturan), peta


# Storing


def _row(satu: Permintaan, orang: _Dikenal, hasil: HasilKetukan, peta: PetaHari) -> dict[str, Any]:
    isi, pengetuk = satu.isi, satu.pengetuk
    return {
        "id": isi.id,
        "pegawai_id": orang.pegawai_id,
        "pada": hasil.pada,
        "sidik": _digest(isi),
        "nonce": isi.nonce,
        "pengguna": pengetuk.pengguna_id,
        "sesi": pengetuk.sesi,
        "perangkat_id": orang.perangkat_id,
        "unit_id": orang.unit_id,
        "arah": isi.arah,
        "sumber": pengetuk.sumber,
        "diterima_pada": satu.diterima_pada,
        "perangkat_pada": isi.waktu_perangkat,
        "offset_detik": isi.offset_detik,
        "berlalu_detik": isi.berlalu_detik,
        "luring": isi.luring,
        "tempat_id": hasil.tempat.id if hasil.tempat else None,
        "jarak_m": hasil.jarak_m,
        "akurasi_m": isi.akurasi_m,
        "sel": _cell(isi),
        "putusan": hasil.putusan,
        "tanda": hasil.tanda,
        "aturan_mulai": peta.aturan_mulai,
        "lintang": isi.lintang,
        "bujur": isi.bujur,
        "ip": pengetuk.ip,
        "mentah": {"aplikasi": pengetuk.aplikasi, "umur_fix_detik": isi.umur_fix_detik},
    }


def _digest(isi: IsiKetukan) -> str:
    """Of what stays the same however often, and however late, the client sends it."""
    when = isi.waktu_perangkat.astimezone(UTC) if isi.waktu_perangkat else None
    said = (isi.arah, isi.lintang, isi.bujur, isi.akurasi_m, when, isi.mock, isi.nonce)
    return blake2b(msgspec.json.encode(said), digest_size=16).hexdigest()


def _cell(isi: IsiKetukan) -> str:
    """Hundredths of a degree, about a kilometre: what stays when the exact position is gone."""
    if isi.lintang is None or isi.bujur is None:
        return ""
    return f"{round(isi.lintang * 100)},{round(isi.bujur * 100)}"


def _store(cursor: CursorWrapper, rows: list[dict[str, Any]]) -> set[UUID]:
    """Ids of those that are now stored and were not before."""
    return {UUID(str(row[0])) for row in _execute(cursor, "ketukan_simpan", _json(rows))}


def _why_not(cursor: CursorWrapper, rows: list[dict[str, Any]]) -> list[Jawaban]:
    """Stored before, or why it could not be."""
    asked = [
        {name: row[name] for name in ("id", "pegawai_id", "sidik", "nonce")} | {"n": n}
        for n, row in enumerate(rows)
    ]
    found = _execute(cursor, "ketukan_sebab", _json(asked))
    return [_reason(UUID(str(row[0])), *row[1:]) for row in found]


def _reason(
    tap_id: UUID,
    there: bool,  # noqa: FBT001
    same: bool | None,  # noqa: FBT001
    nonce_used: bool,  # noqa: FBT001
    *stored: Any,
) -> Jawaban:
    if there and same:
        putusan, tanda, pada, jarak_m = stored
        before = HasilKetukan(
            Putusan(putusan), tuple(Tanda(one) for one in tanda), pada, jarak_m=jarak_m
        )
        return Jawaban(tap_id, Penerimaan.SUDAH_ADA, before)
    if there or nonce_used:
        replay = nonce_used and not there
        error: DomainError = NonceUsedError() if replay else KetukanKeyError()
    else:
        error = TokenError()  # session, account or phone ended between the two statements
    return Jawaban(tap_id, Penerimaan.DITOLAK, galat=error)
