"""Taps that wait for somebody's word, with what speaks for and against each.

A tap that counts with a doubt (TINJAU) waits while no decision stands. Doubts that only the
superior can answer (`UNTUK_ATASAN`: late, from a browser, from a new phone) wait in the list of
the superior, all others in the queue of whoever manages presensi where the person worked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from presensi.models import (
    FotoKetukan,
    KeputusanKetukan,
    Ketukan,
    KunciKetukan,
    MuatanBatal,
    PenutupanBulan,
    Perangkat,
    PosisiKetukan,
    Tempat,
)
from presensi.rules.geofence import Titik, jarak_titik_m
from presensi.rules.perangkat import DIPAKAI
from presensi.rules.putusan import UNTUK_ATASAN, Putusan, Tanda
from presensi.selectors.hari import team_of
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted

MENUNGGU_HARI: Final = 62  # older ones belong to months long computed
RIWAYAT_HARI: Final = 90
SEKALI: Final = 100  # shown, and decided, at a time


@dataclass(frozen=True, slots=True)
class RiwayatKetuk:
    """What a person's last ninety days of taps look like."""

    semua: int = 0
    luring: int = 0
    ditinjau: int = 0
    ditolak: int = 0


@dataclass(frozen=True, slots=True)
class KetukanTinjau:
    """One waiting tap with whom it is of and how they usually tap."""

    ketukan: Ketukan
    pegawai: Pegawai
    unit: str
    tempat: str
    tanda: tuple[str, ...]
    riwayat: RiwayatKetuk


@dataclass(frozen=True, slots=True)
class Bukti:
    """What is known about one tap. `posisi` None: expired, or never given."""

    ketukan: Ketukan
    pegawai: Pegawai
    unit: str
    tempat: str
    tanda: tuple[str, ...]
    riwayat: RiwayatKetuk
    posisi: PosisiKetukan | None
    sebelumnya: str
    perangkat: Perangkat | None
    pemilik_lain: int
    ada_foto: bool
    keputusan: Sequence[KeputusanKetukan]
    berlaku: Putusan


def ketukan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Ketukan]:
    """Own taps, those of the own team, and those of units whose presensi `user` manages.

    Of a person who moved, each tap stays with the unit in which it was made.
    """
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    own = Pegawai.objects.filter(pengguna=user)
    team = team_of(user, today=today)
    return Ketukan.objects.filter(
        Q(pegawai_id__in=own.values("pk"))
        | Q(pegawai_id__in=team.values("pk"))
        | Q(unit_id__in=units.values("pk"))
    )


def ketukan_get(user: Pengguna, ketukan_id: UUID, *, today: date) -> Ketukan:
    """One of them; raises NotFoundError."""
    return ketukan_get_all(user, [ketukan_id], today=today)[0]


def ketukan_get_all(user: Pengguna, ketukan_ids: Iterable[UUID], *, today: date) -> list[Ketukan]:
    """Some of them, found by their keys; raises NotFoundError unless all are there."""
    asked = set(ketukan_ids)
    keys = list(KunciKetukan.objects.filter(pk__in=asked).values_list("pegawai_id", "pada"))
    rows = list(
        ketukan_visible_to(user, today=today).filter(
            pk__in=asked,
            pegawai_id__in={pegawai_id for pegawai_id, _ in keys},
            pada__in={pada for _, pada in keys},
        )
    )
    if not rows or len(rows) < len(asked):
        raise NotFoundError
    return rows


def menunggu_petugas(user: Pengguna, *, now: datetime) -> QuerySet[Ketukan]:
    """Waiting taps with doubts for officers, of units `user` manages, oldest first."""
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=timezone.localdate(now))
    rows = _waiting(user, now=now).filter(unit_id__in=units.values("pk"))
    return rows.exclude(tanda__contained_by=_ATASAN)


def menunggu_atasan(user: Pengguna, *, now: datetime) -> QuerySet[Ketukan]:
    """Waiting taps of the own team that the superior can answer, person by person."""
    team = list(team_of(user, today=timezone.localdate(now)).values_list("pk", flat=True))
    rows = _waiting(user, now=now).filter(pegawai_id__in=team, tanda__contained_by=_ATASAN)
    return rows.order_by("pegawai_id", "pada")


_ATASAN: Final = sorted(one.value for one in UNTUK_ATASAN)


def _waiting(user: Pengguna, *, now: datetime) -> QuerySet[Ketukan]:
    """Doubted taps of others in open months that nobody decided about."""
    decided = KeputusanKetukan.objects.filter(ketukan_id=OuterRef("pk"))
    rows = Ketukan.objects.filter(
        ~Exists(decided), putusan=Putusan.TINJAU, pada__gte=now - timedelta(days=MENUNGGU_HARI)
    )
    for bulan in PenutupanBulan.objects.values_list("bulan", flat=True):
        if bulan > timezone.localdate(now) - timedelta(days=2 * MENUNGGU_HARI):
            rows = rows.exclude(pada__gte=bulan, pada__lt=_next_month(bulan))
    undone = list(MuatanBatal.objects.values_list("muatan_id", flat=True))
    if undone:
        rows = rows.filter(Q(muatan_id__isnull=True) | ~Q(muatan_id__in=undone))
    own = Pegawai.objects.filter(pengguna=user).values("pk")
    return rows.exclude(pegawai_id__in=own).order_by("pada", "pk")


def _next_month(bulan: date) -> date:
    return (bulan + timedelta(days=32)).replace(day=1)


def berlaku_of(ketukan_ids: Iterable[UUID]) -> dict[UUID, KeputusanKetukan]:
    """The decision that holds, for those that have one."""
    rows = KeputusanKetukan.objects.filter(ketukan_id__in=list(ketukan_ids))
    return {row.ketukan_id: row for row in rows.order_by("urut")}


def tinjau_rows(rows: Sequence[Ketukan], *, now: datetime) -> list[KetukanTinjau]:
    """With people, units, places and histories: four queries whatever their number."""
    people = {row.pk: row for row in Pegawai.objects.filter(pk__in=[r.pegawai_id for r in rows])}
    units = _names(UnitKerja, [r.unit_id for r in rows])
    places = _names(Tempat, [r.tempat_id for r in rows])
    histories = riwayat_of(people, now=now)
    return [
        KetukanTinjau(
            row,
            people[row.pegawai_id],
            units.get(row.unit_id, ""),
            places.get(row.tempat_id, ""),
            tuple(Tanda(one).label for one in row.tanda),
            histories.get(row.pegawai_id, RiwayatKetuk()),
        )
        for row in rows
        if row.pegawai_id in people
    ]


def _names(model: Any, ids: Sequence[UUID | None]) -> dict[UUID | None, str]:
    return dict(model.objects.filter(pk__in={one for one in ids if one}).values_list("pk", "nama"))


_RIWAYAT: Final = """
SELECT t.pegawai_id, count(*), count(*) FILTER (WHERE t.luring),
    count(*) FILTER (WHERE t.putusan = 'TINJAU'),
    count(*) FILTER (WHERE t.putusan = 'TOLAK' OR d.sesudah = 'TOLAK')
FROM presensi_ketukan t
LEFT JOIN LATERAL (
    SELECT k.sesudah FROM presensi_keputusanketukan k
    WHERE k.ketukan_id = t.id ORDER BY k.urut DESC LIMIT 1) d ON true
WHERE t.pegawai_id = ANY(%(ids)s::uuid[]) AND t.pada >= %(sejak)s AND t.pada <= %(kini)s
GROUP BY 1
"""


def riwayat_of(pegawai_ids: Iterable[UUID], *, now: datetime) -> Mapping[UUID, RiwayatKetuk]:
    """How each of these people tapped in the last ninety days."""
    ids = list(pegawai_ids)
    if not ids:
        return {}
    since = now - timedelta(days=RIWAYAT_HARI)
    with connection.cursor() as cursor:
        cursor.execute(_RIWAYAT, {"ids": ids, "sejak": since, "kini": now})
        return {row[0]: RiwayatKetuk(*row[1:]) for row in cursor.fetchall()}


def bukti_of(ketukan: Ketukan, *, now: datetime) -> Bukti:
    """All that is known about one tap, for whoever decides."""
    pegawai = Pegawai.objects.get(pk=ketukan.pegawai_id)
    row = tinjau_rows([ketukan], now=now)[0]
    exact = Q(pegawai_id=ketukan.pegawai_id, pada=ketukan.pada, pk=ketukan.pk)
    posisi = PosisiKetukan.objects.filter(exact).first()
    phone_id = ketukan.perangkat_id
    phone = Perangkat.objects.filter(pk=phone_id).first() if phone_id else None
    others = 0
    if phone is not None:
        same = Perangkat.objects.filter(nomor=phone.nomor, status__in=DIPAKAI)
        others = same.exclude(pegawai=pegawai).values("pegawai").distinct().count()
    decisions = list(
        KeputusanKetukan.objects.filter(ketukan_id=ketukan.pk)
        .select_related("oleh")
        .order_by("urut")
    )
    return Bukti(
        ketukan,
        pegawai,
        row.unit,
        row.tempat,
        row.tanda,
        row.riwayat,
        posisi,
        _since_last(ketukan, posisi),
        phone,
        others,
        FotoKetukan.objects.filter(pk=ketukan.pk).exists(),
        decisions,
        Putusan(decisions[-1].sesudah if decisions else ketukan.putusan),
    )


def _since_last(ketukan: Ketukan, posisi: PosisiKetukan | None) -> str:
    """How far and how fast from the person's tap before, in words; empty when not known."""
    if posisi is None or posisi.lintang is None or posisi.bujur is None:
        return ""
    before = (
        PosisiKetukan.objects.filter(
            pegawai_id=ketukan.pegawai_id,
            pada__lt=ketukan.pada,
            pada__gt=ketukan.pada - timedelta(days=7),
            lintang__isnull=False,
        )
        .order_by("-pada")
        .first()
    )
    if before is None or before.lintang is None or before.bujur is None:
        return ""
    here, there = Titik(posisi.lintang, posisi.bujur), Titik(before.lintang, before.bujur)
    metres = jarak_titik_m(here, there)
    minutes = (ketukan.pada - before.pada).total_seconds() / 60
    if metres < 1000:
        return f"{metres:.0f} m dari ketukan {minutes:.0f} menit sebelumnya"
    speed = metres / 1000 / max(minutes / 60, 1 / 3600)
    return (
        f"{metres / 1000:.0f} km dari ketukan {minutes:.0f} menit sebelumnya, "
        f"setara {speed:.0f} km/jam"
    )
