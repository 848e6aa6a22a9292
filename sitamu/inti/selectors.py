"""Reads of the floor: scope by unit and date, parameters in force, the office calendar."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)

from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import (
    SUDAH_BERAKHIR,
    HariLibur,
    HubunganAtasan,
    JamKantor,
    JejakAkses,
    Parameter,
    Pegawai,
    PejabatPenandatangan,
    PemberianHak,
    Penempatan,
    Pengguna,
    Penugasan,
    UnitKerja,
)
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import JamTutup, Kalender


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


def units_offered(user: Pengguna, hak: Hak, *, on: date) -> QuerySet[UnitKerja]:
    """Units to choose from in a filter: those on which the right lies, and those right below."""
    units = units_granted(user, hak, on=on)
    return units.exclude(induk__in=units, induk__induk__in=units).order_by("nama")


def unit_asked(user: Pengguna, hak: Hak, teks: str, *, on: date) -> UnitKerja | None:
    """The unit that a filter names by its id; None for none, a broken id or one out of reach."""
    try:
        unit_id = UUID(teks)
    except ValueError:
        return None
    return units_granted(user, hak, on=on).filter(pk=unit_id).first()


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


def bawahan(user: Pengguna, *, today: date) -> QuerySet[HubunganAtasan]:
    """Today's relations in which `user` is the direct superior in service, or acts for that one.

    Nobody is their own superior by acting for their boss.
    """
    newer = HubunganAtasan.objects.filter(
        in_force(today), pegawai=OuterRef("pegawai"), mulai__gt=OuterRef("mulai")
    )
    acting = Penugasan.objects.filter(
        in_force(today), penerima=user, menggantikan=OuterRef("atasan")
    )
    own = Q(atasan__pengguna=user) & ~Q(atasan__kedudukan__in=SUDAH_BERAKHIR)
    return (
        HubunganAtasan.objects.filter(in_force(today))
        .filter(own | (Exists(acting) & ~Exists(_oneself(user))))
        .filter(~Exists(newer))
    )


def digantikan(user: Pengguna, *, on: date) -> QuerySet[Pegawai]:
    """People for whom `user` acts on that day: as Plt, Plh, Pj or by delegation."""
    rows = Penugasan.objects.filter(in_force(on), penerima=user, menggantikan__isnull=False)
    return Pegawai.objects.filter(pk__in=rows.values("menggantikan"))


def _oneself(user: Pengguna) -> QuerySet[Pegawai]:
    return Pegawai.objects.filter(pk=OuterRef("pegawai"), pengguna=user)


def atasan_of(pegawai_id: UUID, *, on: date) -> Pegawai | None:
    """The direct superior in service on that day; None when the record names none, or one who left.

    Of several relations the one begun last counts, as in `bawahan`. While somebody acts for the
    superior (Plt, Plh, Pj, delegation), it is they who are asked.
    """
    row = (
        HubunganAtasan.objects.filter(in_force(on), pegawai=pegawai_id)
        .select_related("atasan__pengguna")
        .order_by("-mulai")
        .first()
    )
    if row is None:
        return None
    acting = (
        Pegawai.objects.filter(
            Exists(
                Penugasan.objects.filter(
                    in_force(on), menggantikan=row.atasan_id, penerima=OuterRef("pengguna")
                )
            ),
            pengguna__is_active=True,
        )
        .exclude(pk=pegawai_id)
        .select_related("pengguna")
        .order_by("pk")
        .first()
    )
    if acting is not None:
        return acting
    return None if row.atasan.kedudukan in SUDAH_BERAKHIR else row.atasan


def penugasan_via(user: Pengguna, hak: Hak, unit: UnitKerja, *, on: date) -> Penugasan | None:
    """The acting by which alone `user` holds `hak` over `unit` that day; None for one's own right.

    A right held both ways counts as one's own.
    """
    ancestors = [unit.jalur[: end + 1] for end, c in enumerate(unit.jalur) if c == "."]
    rows = PemberianHak.objects.filter(
        in_force(on), pengguna=user, hak=hak.value, unit__jalur__in=ancestors
    ).select_related("penugasan")
    found = [row.penugasan for row in rows]
    return None if not found or None in found else found[0]


def penugasan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Penugasan]:
    """Acting that `user` gave, received or recorded, and all over units they manage accounts of."""
    managed = units_granted(user, Hak.PENGGUNA_MANAGE, on=today)
    return Penugasan.objects.filter(
        Q(penerima=user) | Q(pemberi=user) | Q(dicatat_oleh=user) | Q(unit__in=managed)
    ).select_related("penerima", "pemberi", "menggantikan", "unit", "dicatat_oleh", "diakhiri_oleh")


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


def pegawai_in_charge_of(actor: Pengguna, *, today: date) -> QuerySet[Pegawai]:
    """People for whom `actor` may open accounts and print codes: own unit and below."""
    return Pegawai.objects.filter(placed_in(units_in_charge_of(actor, today=today), on=today))


def units_in_charge_of(actor: Pengguna, *, today: date) -> QuerySet[UnitKerja]:
    """Units whose people `actor` may give access to, as operator or as manager of accounts."""
    return units_granted(actor, Hak.PENGGUNA_MANAGE, on=today) | units_granted(
        actor, Hak.AKTIVASI_ISSUE, on=today
    )


def pengguna_visible_to(user: Pengguna, *, today: date) -> QuerySet[Pengguna]:
    """Accounts `user` may know exist: of people in charge, and of officers over managed units.

    Who manages the root also sees accounts without a person and without rights.
    """
    managed = units_granted(user, Hak.PENGGUNA_MANAGE, on=today)
    visible = Q(pk__in=pegawai_in_charge_of(user, today=today).values("pengguna_id"))
    visible |= Q(pk__in=PemberianHak.objects.filter(unit__in=managed).values("pengguna_id"))
    if managed.filter(induk__isnull=True).exists():
        visible = Q()
    return Pengguna.objects.filter(visible)


def may_manage(actor: Pengguna, akun: Pengguna, *, on: date) -> bool:
    """Whether every unit where `akun` works or holds a right is managed by `actor`.

    So nobody takes over an account that can do more than they are in charge of; never one's own.
    """
    if actor.pk == akun.pk:
        return False
    managed = units_granted(actor, Hak.PENGGUNA_MANAGE, on=on)
    if managed.filter(induk__isnull=True).exists():
        return True
    rights = PemberianHak.objects.filter(Q(sampai__isnull=True) | Q(sampai__gte=on), pengguna=akun)
    people = Pegawai.objects.filter(pengguna=akun)
    return (
        people.filter(placed_in(managed, on=on)).exists()
        and not rights.exclude(unit__in=managed).exists()
    )


def may_issue(actor: Pengguna, akun: Pengguna, *, on: date) -> bool:
    """Whether `actor` may hand `akun` an activation code, which sets a new password.

    An operator may for plain accounts of people in charge; an officer's needs `may_manage`.
    """
    if may_manage(actor, akun, on=on):
        return True
    plain = not PemberianHak.objects.filter(
        Q(sampai__isnull=True) | Q(sampai__gte=on), pengguna=akun
    ).exists()
    in_charge = pegawai_in_charge_of(actor, today=on).filter(pengguna=akun).exists()
    return plain and in_charge and actor.pk != akun.pk


def jejak_about(user: Pengguna) -> QuerySet[JejakAkses]:
    """The access log's rows about the data of `user`; none for an account without a person."""
    own = Pegawai.objects.filter(pengguna=user).values("pk")
    return JejakAkses.objects.filter(pegawai_id__in=own)


def jejak_visible_to(user: Pengguna, *, today: date) -> QuerySet[JejakAkses]:
    """Rows about, or made by, people in units where `user` holds JEJAK_VIEW; all over the root."""
    units = units_granted(user, Hak.JEJAK_VIEW, on=today)
    if units.filter(induk__isnull=True).exists():
        return JejakAkses.objects.all()
    people = Pegawai.objects.filter(placed_in(units, on=today))
    return JejakAkses.objects.filter(
        Q(pegawai_id__in=people.values("pk")) | Q(pengguna_id__in=people.values("pengguna_id"))
    )


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


def parameter_versions(kunci: str) -> QuerySet[Parameter]:
    """Every version of one parameter, oldest first."""
    return Parameter.objects.filter(kunci=kunci).order_by("berlaku_mulai")


def nilai(kunci: str, *, on: date) -> Any:
    """Value of one parameter on that day; raises DataKurangError."""
    return parameter_in_force(kunci, on=on).nilai


def kalender_in_force(*, hari_per_minggu: int = 5, jam: bool = False) -> Kalender:
    """The office calendar from the loaded rows; years without a holiday count as not loaded.

    `jam`: with closing times, which only an hour of a deadline needs. Read in the zone of the
    portal, which is that of BKPSDM; `kalender_of` turns it to a unit's.
    """
    tanggal = frozenset(HariLibur.objects.values_list("tanggal", flat=True))
    return Kalender(
        libur=tanggal,
        tahun=frozenset(t.year for t in tanggal),
        hari_per_minggu=hari_per_minggu,
        jam=tuple(
            JamTutup(
                mulai=row.mulai,
                sampai=row.sampai,
                tutup=row.tutup,
                jumat=row.tutup_jumat,
                sabtu=row.tutup_sabtu,
                hari_per_minggu=row.hari_kerja_per_minggu,
            )
            for row in (JamKantor.objects.all() if jam else ())
        ),
        zona=settings.TIME_ZONE,
    )


def kalender_of(unit: UnitKerja, kalender: Kalender) -> Kalender:
    """The same holidays as `unit` lives them: its days a week, its zone."""
    hari = 6 if unit.hari_kerja_per_minggu == 6 else 5
    if (hari, unit.zona_waktu) == (kalender.hari_per_minggu, kalender.zona):
        return kalender
    return replace(kalender, hari_per_minggu=hari, zona=unit.zona_waktu)


def pejabat_in_force(kode: str, *, on: date, unit_id: UUID | None = None) -> PejabatPenandatangan:
    """Holder of a signing office on that day; raises DataKurangError."""
    rows = PejabatPenandatangan.objects.filter(in_force(on), kode=kode).select_related("penugasan")
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    # Whoever acts for the holder signs for as long as that lasts.
    definitive = ExpressionWrapper(Q(penugasan__isnull=True), output_field=BooleanField())
    row = rows.order_by(definitive, "-mulai").first()
    if row is None:
        raise DataKurangError(f"pejabat penandatangan {kode} pada {on:%d-%m-%Y}")
    return row
