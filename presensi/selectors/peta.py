"""What every tap of one day needs alike: the figures in force, places, who uses which.

Read in one statement and kept a minute in the process, so that a tap itself asks only about the
person. A place changed at noon for tomorrow is a row of tomorrow; one corrected for today counts
within a minute.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address, ip_network
from typing import Final
from uuid import UUID

import msgspec
from django.db import connections

from presensi.rules.geofence import TempatAturan, Titik
from presensi.rules.putusan import AturanKetukan
from presensi.rules.tempat import BuktiWeb
from sitamu.inti.errors import DataKurangError

KUNCI_ATURAN: Final = "PRESENSI_KETUKAN"
SEGAR_DETIK: Final = 60
HARI_MAKS: Final = 64  # a batch of late taps asks about a month of days at most

_SQL: Final = """
SELECT json_build_object(
    'aturan', (
        SELECT json_build_object('nilai', nilai, 'mulai', berlaku_mulai) FROM inti_parameter
        WHERE kunci = %(kunci)s AND berlaku_mulai <= %(hari)s
        ORDER BY berlaku_mulai DESC LIMIT 1),
    'bentuk', (
        SELECT coalesce(json_agg(json_build_object(
            'id', tempat_id, 'lintang', lintang, 'bujur', bujur, 'radius_m', radius_m,
            'poligon', poligon, 'jaringan', jaringan, 'bukti_web', bukti_web)), '[]')
        FROM presensi_bentuktempat
        WHERE mulai <= %(hari)s AND (sampai IS NULL OR sampai >= %(hari)s)),
    'pemakaian', (
        SELECT coalesce(json_agg(json_build_array(u.jalur, p.tempat_id)), '[]')
        FROM presensi_pemakaiantempat p JOIN inti_unitkerja u ON u.id = p.unit_id
        WHERE p.mulai <= %(hari)s AND (p.sampai IS NULL OR p.sampai >= %(hari)s)),
    'bebas', (
        SELECT coalesce(json_agg(u.jalur), '[]')
        FROM presensi_kerjafleksibel k JOIN inti_unitkerja u ON u.id = k.unit_id
        WHERE k.jenis = 'TEMPAT' AND k.mulai <= %(hari)s AND k.sampai >= %(hari)s
          AND (k.hari = '{}' OR %(urut)s = ANY(k.hari)))
)::text
"""


class _Bentuk(msgspec.Struct):
    id: UUID
    lintang: float
    bujur: float
    radius_m: float
    poligon: list[float]
    jaringan: list[str]
    bukti_web: str


class _Aturan(msgspec.Struct):
    nilai: AturanKetukan
    mulai: date


class _Isi(msgspec.Struct):
    aturan: _Aturan | None
    bentuk: list[_Bentuk]
    pemakaian: list[tuple[str, UUID]]
    bebas: list[str]


@dataclass(frozen=True, slots=True)
class PetaHari:
    """One day. `unit`: path of a unit to its places; `bebas`: paths of units free of place.

    `foto`: places that ask a tap from a browser for a photo.
    """

    aturan: AturanKetukan
    aturan_mulai: date
    tempat: Mapping[UUID, TempatAturan]
    jaringan: Mapping[UUID, tuple[str, ...]]
    unit: Mapping[str, tuple[UUID, ...]]
    bebas: frozenset[str]
    foto: frozenset[UUID] = frozenset()

    def tempat_of(self, jalur: str | None, sendiri: list[UUID]) -> tuple[TempatAturan, ...]:
        """Places of a person: their own rows win, else the nearest unit upward that has any."""
        near = (self.unit[path] for path in _upward(jalur) if path in self.unit)
        ids = tuple(sendiri) or next(near, ())
        return tuple(self.tempat[one] for one in ids if one in self.tempat)

    def bebas_tempat(self, jalur: str | None) -> bool:
        """Whether a document frees the unit, or one above it, from place that day."""
        return any(path in self.bebas for path in _upward(jalur))

    def di_jaringan(self, tempat: tuple[TempatAturan, ...], ip: str | None) -> bool:
        """Whether the address belongs to a network of one of the places."""
        if not ip:
            return False
        networks = (n for one in tempat for n in self.jaringan.get(UUID(str(one.id)), ()))
        return any(ip_address(ip) in ip_network(network, strict=False) for network in networks)

    def minta_foto(self, tempat: tuple[TempatAturan, ...]) -> bool:
        """Whether one of the places asks for a photo."""
        return any(one.id in self.foto for one in tempat)


_kept: dict[tuple[str, date], tuple[float, PetaHari]] = {}


def peta_hari(hari: date, *, using: str) -> PetaHari:
    """The map of a day, at most a minute old; raises DataKurangError without figures in force."""
    key = (using, hari)
    kept = _kept.get(key)
    if kept is not None and time.monotonic() - kept[0] < SEGAR_DETIK:
        return kept[1]
    peta = _load(hari, using)
    if len(_kept) >= HARI_MAKS:
        _kept.clear()
    _kept[key] = (time.monotonic(), peta)
    return peta


def peta_forget() -> None:
    """Read anew at the next tap."""
    _kept.clear()


def _load(hari: date, using: str) -> PetaHari:
    with connections[using].cursor() as cursor:
        cursor.execute(_SQL, {"kunci": KUNCI_ATURAN, "hari": hari, "urut": hari.isoweekday()})
        isi = msgspec.json.decode(cursor.fetchone()[0], type=_Isi)
    if isi.aturan is None:
        raise DataKurangError(f"aturan {KUNCI_ATURAN} pada {hari:%d-%m-%Y}")
    unit: dict[str, tuple[UUID, ...]] = {}
    for jalur, tempat_id in isi.pemakaian:
        unit[jalur] = (*unit.get(jalur, ()), tempat_id)
    return PetaHari(
        aturan=isi.aturan.nilai,
        aturan_mulai=isi.aturan.mulai,
        tempat={b.id: _place(b) for b in isi.bentuk},
        jaringan={b.id: tuple(b.jaringan) for b in isi.bentuk if b.jaringan},
        unit=unit,
        bebas=frozenset(isi.bebas),
        foto=frozenset(b.id for b in isi.bentuk if b.bukti_web == BuktiWeb.FOTO),
    )


def _place(b: _Bentuk) -> TempatAturan:
    corners = zip(b.poligon[::2], b.poligon[1::2], strict=True)
    return TempatAturan(
        b.id, Titik(b.lintang, b.bujur), b.radius_m, tuple(Titik(*corner) for corner in corners)
    )


def _upward(jalur: str | None) -> list[str]:
    """The path of a unit and of all above it, the nearest first."""
    ends = [end for end, letter in enumerate(jalur or "") if letter == "."]
    return [(jalur or "")[: end + 1] for end in reversed(ends)]
