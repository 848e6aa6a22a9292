"""Reads of the floor: scope by unit and date, parameters in force, the office calendar."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import (
    HariLibur,
    Parameter,
    Pegawai,
    PejabatPenandatangan,
    PemberianHak,
    Penempatan,
    Pengguna,
    UnitKerja,
)
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import Kalender


def in_force(on: date) -> Q:
    """Rows whose `mulai`..`sampai` (both inclusive, open end allowed) holds `on`."""
    return Q(mulai__lte=on) & (Q(sampai__isnull=True) | Q(sampai__gte=on))


def units_granted(user: Pengguna, hak: Hak, *, on: date) -> QuerySet[UnitKerja]:
    """Units over which `user` holds `hak` on that day: each granted unit and all below it."""
    if not user.is_active:
        return UnitKerja.objects.none()
    grants = PemberianHak.objects.filter(in_force(on), pengguna=user, hak=hak.value).alias(
        jalur=ExpressionWrapper(OuterRef("jalur"), output_field=CharField())
    )
    return UnitKerja.objects.filter(Exists(grants.filter(jalur__startswith=F("unit__jalur"))))


def hak_held(user: Pengguna, *, on: date) -> frozenset[Hak]:
    """Every permission `user` holds somewhere on that day, in one query."""
    rows = PemberianHak.objects.filter(in_force(on), pengguna=user)
    return frozenset(Hak(h) for h in rows.values_list("hak", flat=True).distinct())


def has_hak(user: Pengguna, hak: Hak, unit_id: UUID, *, on: date) -> bool:
    """Whether `user` holds `hak` over the unit on that day."""
    return units_granted(user, hak, on=on).filter(pk=unit_id).exists()


def is_officer(user: Pengguna, *, on: date) -> bool:
    """Holder of any permission row in force: must use a second factor."""
    return PemberianHak.objects.filter(in_force(on), pengguna=user).exists()


def holders_of(hak: Hak, unit: UnitKerja, *, on: date) -> QuerySet[Pengguna]:
    """Active accounts holding `hak` over `unit` (given on it or on any unit above) that day."""
    ancestors = [unit.jalur[: end + 1] for end, c in enumerate(unit.jalur) if c == "."]
    grants = PemberianHak.objects.filter(in_force(on), hak=hak.value, unit__jalur__in=ancestors)
    return Pengguna.objects.filter(is_active=True, pk__in=grants.values("pengguna_id"))


def placed_in(units: QuerySet[UnitKerja], *, on: date) -> Exists:
    """Condition on Pegawai: placed in one of `units` on that day."""
    return Exists(Penempatan.objects.filter(in_force(on), pegawai=OuterRef("pk"), unit__in=units))


def pegawai_visible_to(
    user: Pengguna, *, today: date, hak: Hak = Hak.PEGAWAI_VIEW
) -> QuerySet[Pegawai]:
    """People whose record `user` may see: oneself, and those placed today in granted units."""
    return Pegawai.objects.filter(
        Q(pengguna=user) | placed_in(units_granted(user, hak, on=today), on=today)
    )


def unit_of(pegawai_id: UUID, *, on: date) -> UnitKerja:
    """The person's unit on that day; raises DataKurangError when the record has none."""
    row = (
        Penempatan.objects.filter(in_force(on), pegawai_id=pegawai_id)
        .select_related("unit")
        .first()
    )
    if row is None:
        raise DataKurangError("unit kerja")
    return row.unit


def parameter_in_force(kunci: str, *, on: date) -> Parameter:
    """The version of one parameter in force on that day; raises DataKurangError."""
    row = (
        Parameter.objects.filter(kunci=kunci, berlaku_mulai__lte=on)
        .order_by("-berlaku_mulai")
        .first()
    )
    if row is None:
        raise DataKurangError(f"aturan {kunci} pada {on:%d-%m-%Y}")
    return row


def nilai(kunci: str, *, on: date) -> Any:
    """Value of one parameter on that day; raises DataKurangError."""
    return parameter_in_force(kunci, on=on).nilai


def kalender_in_force(*, hari_per_minggu: int = 5) -> Kalender:
    """The office calendar from the loaded holiday rows; years without a row count as not loaded."""
    tanggal = frozenset(HariLibur.objects.values_list("tanggal", flat=True))
    return Kalender(
        libur=tanggal,
        tahun=frozenset(t.year for t in tanggal),
        hari_per_minggu=hari_per_minggu,
    )


def pejabat_in_force(kode: str, *, on: date, unit_id: UUID | None = None) -> PejabatPenandatangan:
    """Holder of a signing office on that day; raises DataKurangError."""
    rows = PejabatPenandatangan.objects.filter(in_force(on), kode=kode)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    row = rows.order_by("-mulai").first()
    if row is None:
        raise DataKurangError(f"pejabat penandatangan {kode} pada {on:%d-%m-%Y}")
    return row
