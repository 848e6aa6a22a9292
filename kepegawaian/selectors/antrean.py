"""The queue of the desk: open cases in the reader's units, filtered and counted within bounds.

A million proposals may lie behind it. Every list and count here reads open cases only, by an index
in the order in which they are shown, and stops counting at `HITUNG_MAKS`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet

from kepegawaian.models import ButirUsulan, Layanan, TampilanAntrean, Usulan
from kepegawaian.rules.antrean import HITUNG_MAKS, Batas, Milik, Saringan, Urut
from kepegawaian.rules.usulan import DI_MEJA, Status, Verdict
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Pegawai, PemberianHak, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import Interval, tenggat
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import in_force, kalender_in_force, unit_asked, units_offered

if TYPE_CHECKING:
    UsulanPaginator = Paginator[Usulan]
else:
    UsulanPaginator = Paginator

UNIT_MAKS: Final = 300  # units that are named one by one; beyond, by their paths
ORANG_MAKS: Final = 200  # people found by name that are looked up one by one; beyond, in order
_MEJA: Final = sorted(s.value for s in DI_MEJA)


def antrean(user: Pengguna, *, today: date) -> QuerySet[Usulan]:
    """The desk of `user`: at BKPSDM in the units they verify, oldest first, never their own.

    A part of `usulan_visible_to`: both rights are asked for.
    """
    rows = Usulan.objects.select_related(
        "pegawai", "unit_kerja", "layanan", "versi_layanan", "pemeriksa"
    ).order_by("tiba_pada", "pk")
    grants = (
        PemberianHak.objects.filter(
            in_force(today), pengguna=user, hak__in=[Hak.USULAN_VIEW, Hak.USULAN_VERIFY]
        ).values_list("hak", "unit__jalur")
        if user.is_active
        else ()
    )
    paths: dict[str, set[str]] = {Hak.USULAN_VIEW: set(), Hak.USULAN_VERIFY: set()}
    for hak, jalur in grants:
        paths[hak].add(jalur)
    if not all(paths.values()):
        return rows.none()
    own = Pegawai.objects.filter(pengguna=user).values_list("pk", flat=True)
    rows = rows.exclude(pegawai__in=list(own)).filter(status__in=_MEJA, tiba_pada__isnull=False)
    for asked in {frozenset(p) for p in paths.values()}:
        rows = rows.filter(_below(asked))
    return rows


def _below(paths: Iterable[str]) -> Q:
    """Cases of the units at these paths and below them; the root's path leaves nothing out.

    Few units are named one by one, so that their own cases are read and no others.
    """
    asked = sorted(paths)
    if any(path.count(".") == 1 for path in asked):
        return Q()
    units = reduce(or_, (Q(jalur__startswith=path) for path in asked))
    few = list(UnitKerja.objects.filter(units).values_list("pk", flat=True)[: UNIT_MAKS + 1])
    if len(few) <= UNIT_MAKS:
        return Q(unit_kerja__in=few)
    return reduce(or_, (Q(unit_kerja__jalur__startswith=path) for path in asked))


def antrean_filter(
    rows: QuerySet[Usulan], saringan: Saringan, user: Pengguna, *, today: date
) -> QuerySet[Usulan]:
    """The queue as asked for. A unit out of reach gives nothing."""
    match saringan.milik:
        case Milik.SAYA:
            rows = rows.filter(pemeriksa=user)
        case Milik.BEBAS:
            rows = rows.filter(pemeriksa__isnull=True, status=Status.DIPERIKSA)
        case Milik.LAIN:
            rows = rows.filter(pemeriksa__isnull=False).exclude(pemeriksa=user)
    if saringan.status:
        rows = rows.filter(status=saringan.status)
    if saringan.layanan:
        rows = rows.filter(layanan=saringan.layanan)
    if saringan.unit:
        unit = unit_asked(user, Hak.USULAN_VERIFY, saringan.unit, on=today)
        rows = rows.filter(_below([unit.jalur])) if unit else rows.none()
    match saringan.batas:
        case Batas.LEWAT:
            rows = rows.filter(tenggat_tanggal__lt=today)
        case Batas.SEGERA:
            rows = rows.filter(tenggat_tanggal__range=(today, _next_workday(today)))
    if saringan.cari:
        rows = rows.filter(_found(saringan.cari))
    match saringan.urut:
        case Urut.BARU:
            rows = rows.order_by("-tiba_pada", "-pk")
        case Urut.SISA:
            rows = rows.order_by(F("tenggat_tanggal").asc(nulls_last=True), "pk")
    return rows


def _next_workday(today: date) -> date:
    """The working day after `today`; `today` itself where holidays are not loaded."""
    try:
        return tenggat(kalender_in_force(), [Interval(today)], 1) or today
    except DataKurangError:
        return today


def _found(cari: str) -> Q:
    """By number of the usulan, by NIP, or by a part of the name."""
    compact = cari.replace(" ", "")
    if cari.upper().startswith("USL-"):
        return Q(nomor=compact.upper())
    asked = (
        {"nip__startswith": compact}
        if compact.isdigit()
        else {"nama_kunci__contains": nama_kunci(cari) or cari}
    )
    people = Pegawai.objects.filter(**asked).order_by().values_list("pk", flat=True)
    few = list(people[: ORANG_MAKS + 1])
    if len(few) <= ORANG_MAKS:
        return Q(pegawai__in=few)
    # So many bear it that the next 25 in order are near.
    return Q(**{f"pegawai__{field}": value for field, value in asked.items()})


def bounded_count(rows: QuerySet[Usulan]) -> int:
    """How many, at most `HITUNG_MAKS` + 1: never a walk over everything."""
    return rows.order_by()[: HITUNG_MAKS + 1].count()


class AntreanPaginator(UsulanPaginator):
    """Pages of the queue as far as it is counted. `jumlah`: the bounded count."""

    def __init__(self, rows: QuerySet[Usulan], per_page: int) -> None:
        super().__init__(rows, per_page)
        self.jumlah = bounded_count(rows)

    @property
    def count(self) -> int:
        """Rows that are paged through."""
        return min(self.jumlah, HITUNG_MAKS)


@dataclass(frozen=True, slots=True)
class Hitungan:
    """The counters above the queue, each bounded."""

    bebas: int
    saya: int
    lewat: int


def antrean_counts(rows: QuerySet[Usulan], user: Pengguna, *, today: date) -> Hitungan:
    """Counters of the whole queue of `user`: three bounded counts."""

    def count(**asked: str) -> int:
        return bounded_count(antrean_filter(rows, Saringan(**asked), user, today=today))

    return Hitungan(
        bebas=count(milik=Milik.BEBAS), saya=count(milik=Milik.SAYA), lewat=count(batas=Batas.LEWAT)
    )


def butir_counts(usulan: Iterable[Usulan]) -> dict[UUID, tuple[int, int]]:
    """Items found right and all items of each usulan, in one query."""
    rows = ButirUsulan.objects.filter(usulan__in=list(usulan)).order_by()
    counts = rows.values("usulan_id").annotate(
        sesuai=Count("pk", filter=Q(verdict=Verdict.SESUAI.value)), semua=Count("pk")
    )
    return {row["usulan_id"]: (row["sesuai"], row["semua"]) for row in counts}


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What the filter offers: services, and the units on which the right lies or right below."""

    layanan: list[Layanan]
    unit: list[UnitKerja]


def antrean_options(user: Pengguna, *, today: date) -> Pilihan:
    """Choices of the filter for `user`."""
    return Pilihan(
        list(Layanan.objects.order_by("nama")),
        list(units_offered(user, Hak.USULAN_VERIFY, on=today)),
    )


def verifikator_all(user: Pengguna, *, today: date) -> list[Pengguna]:
    """Colleagues at the desk, whatever their units: a case's own unit is asked when it moves."""
    grants = PemberianHak.objects.filter(in_force(today), hak=Hak.USULAN_VERIFY)
    rows = Pengguna.objects.filter(is_active=True, pk__in=grants.values("pengguna"))
    return list(rows.exclude(pk=user.pk).order_by("nama", "pk"))


def tampilan_for(user: Pengguna) -> list[TampilanAntrean]:
    """Saved views of `user`, then those that colleagues share."""
    rows = TampilanAntrean.objects.filter(Q(pengguna=user) | Q(dibagikan=True))
    found = list(rows.select_related("pengguna").order_by("nama", "pk"))
    return sorted(found, key=lambda t: t.pengguna_id != user.pk)
