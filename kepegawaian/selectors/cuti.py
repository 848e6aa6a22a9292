"""Leave: who may see it, what the record says, what is left."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kepegawaian.models import Cuti, KartuCuti, Keluarga, KontrakPppk, Profil
from kepegawaian.rules.alur_cuti import (
    MEMAKAI_HARI,
    GerakCuti,
    LangkahCuti,
    Pihak,
    StatusCuti,
    gerak_dari,
)
from kepegawaian.rules.cuti import (
    BarisCuti,
    FaktaCuti,
    JenisCuti,
    persalinan_since,
)
from kepegawaian.rules.kuota_cuti import (
    FaktaTahunan,
    KuotaTahunan,
    PemakaianTahun,
    kuota_tahunan,
)
from kepegawaian.selectors.aturan import PustakaAturan
from sitamu.inti.errors import DataKurangError, NotFoundError
from sitamu.inti.models import JenisPegawai, Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import (
    bawahan,
    digantikan,
    has_hak,
    nilai,
    penugasan_via,
    units_granted,
)

_MEMAKAI = [s.value for s in MEMAKAI_HARI]
PUTUS = {"OPD": Hak.USULAN_APPROVE_OPD, "PPK": Hak.SK_APPROVE}
"""Which permission decides, by the level that the parameter CUTI_PEJABAT names."""


def cuti_visible_to(user: Pengguna, *, today: date) -> QuerySet[Cuti]:
    """One's own, of direct subordinates or where one was asked, of the units in charge."""
    units = UnitKerja.objects.none()
    for hak in (Hak.USULAN_VIEW, *PUTUS.values()):
        units |= units_granted(user, hak, on=today)
    return Cuti.objects.filter(
        Q(pegawai__pengguna=user)
        | Q(atasan__pengguna=user)
        | Q(atasan__in=digantikan(user, on=today))
        | Q(pegawai__in=bawahan(user, today=today).values("pegawai"))
        | Q(unit_kerja__in=units.values("pk"))
    ).select_related("pegawai", "unit_kerja", "atasan")


def cuti_get(user: Pengguna, cuti_id: UUID, *, today: date) -> Cuti:
    """One of them; raises NotFoundError."""
    row = cuti_visible_to(user, today=today).filter(pk=cuti_id).first()
    if row is None:
        raise NotFoundError
    return row


def cuti_sent(pegawai: Pegawai, id_klien: UUID | None) -> Cuti | None:
    """The request that came with this id of the client before."""
    if id_klien is None:
        return None
    return Cuti.objects.filter(id_klien=id_klien, pegawai=pegawai).first()


def cuti_own(user: Pengguna) -> QuerySet[Cuti]:
    """Leave of the person themself, newest first."""
    return (
        Cuti.objects.filter(pegawai__pengguna=user)
        .select_related("pegawai", "unit_kerja", "atasan", "surat")
        .order_by("-mulai")
    )


def cuti_waiting(user: Pengguna, *, today: date) -> QuerySet[Cuti]:
    """Requests that wait for the word of `user`: as superior or as deciding official."""
    decide = Q(pk__in=[])
    for level, hak in PUTUS.items():
        kinds = [jenis for jenis, at in pejabat_cuti(on=today).items() if at == level]
        decide |= Q(jenis__in=kinds, unit_kerja__in=units_granted(user, hak, on=today))
    return (
        cuti_visible_to(user, today=today)
        .filter(
            (
                Q(status=StatusCuti.DI_ATASAN)
                & (Q(atasan__pengguna=user) | Q(atasan__in=digantikan(user, on=today)))
            )
            | (Q(status=StatusCuti.DI_PEJABAT) & decide)
        )
        .exclude(pegawai__pengguna=user)
        .order_by("mulai", "pegawai__nama_kunci")
    )


def pejabat_cuti(*, on: date) -> dict[str, str]:
    """Level that decides each kind of leave: `OPD` or `PPK`; raises DataKurangError."""
    levels: dict[str, str] = nilai("CUTI_PEJABAT", on=on)
    return levels


def pihak_of(user: Pengguna, cuti: Cuti, *, today: date) -> frozenset[Pihak]:
    """In which capacities `user` may move this leave; nobody judges their own.

    Whoever acts for the superior answers as they would. CLTN is not passed on: who may decide only
    by acting for somebody does not decide it (PP 11/2017 jo Peraturan BKN 24/2017).
    """
    if cuti.pegawai.pengguna_id is not None and cuti.pegawai.pengguna_id == user.pk:
        return frozenset({Pihak.PEMOHON})
    found = set()
    if cuti.atasan is not None and (
        cuti.atasan.pengguna_id == user.pk
        or digantikan(user, on=today).filter(pk=cuti.atasan.pk).exists()
    ):
        found.add(Pihak.ATASAN)
    hak = PUTUS[pejabat_cuti(on=today)[cuti.jenis]]
    if has_hak(user, hak, cuti.unit_kerja_id, on=today) and not (
        cuti.jenis == JenisCuti.CLTN
        and penugasan_via(user, hak, cuti.unit_kerja, on=today) is not None
    ):
        found.add(Pihak.PEJABAT)
    return frozenset(found)


def cuti_moves(
    cuti: Cuti, sides: frozenset[Pihak], *, today: date
) -> list[tuple[LangkahCuti, GerakCuti]]:
    """Moves that these sides may make now.

    An approved leave that has begun is not taken back; before its last day it may be cut short.
    """
    begun = cuti.status == StatusCuti.DISETUJUI and cuti.mulai <= today
    closed = {LangkahCuti.BATALKAN} if begun else {LangkahCuti.PANGGIL}
    if not today <= cuti.selesai or cuti.mulai == cuti.selesai:
        closed.add(LangkahCuti.PANGGIL)
    return [
        (langkah, move)
        for langkah, move in gerak_dari(StatusCuti(cuti.status), JenisCuti(cuti.jenis))
        if move.oleh in sides and langkah not in closed
    ]


def cuti_versi(cuti: Cuti) -> str:
    """Changes with every move: what a stale form is told by."""
    return f"{cuti.riwayat.count()}-{cuti.status}"


def mulai_kerja_of(pegawai: Pegawai) -> date:
    """First day of unbroken service: TMT CPNS, of a PPPK the first agreement.

    Raises DataKurangError.
    """
    if pegawai.jenis == JenisPegawai.PPPK:
        kontrak = KontrakPppk.objects.filter(pegawai=pegawai).order_by("mulai").first()
        if kontrak is not None:
            return kontrak.mulai
    tmt = Profil.objects.filter(pegawai=pegawai).values_list("tmt_cpns", flat=True).first()
    if tmt is None:
        raise DataKurangError(
            "perjanjian kerja" if pegawai.jenis == JenisPegawai.PPPK else "TMT CPNS"
        )
    return tmt


def fakta_cuti(
    pegawai: Pegawai,
    unit: UnitKerja,
    *,
    jenis: JenisCuti,
    tahun: int,
    pustaka: PustakaAturan,
    kecuali: UUID | None = None,
) -> FaktaCuti:
    """What the rules ask of the record for a leave in `tahun`; `kecuali`: the request itself.

    Raises DataKurangError.
    """
    mulai_kerja = mulai_kerja_of(pegawai)
    rows = _others(pegawai, kecuali).filter(status__in=_MEMAKAI)
    children = Keluarga.objects.filter(pegawai=pegawai, hubungan="anak")
    births = [day for day in children.values_list("tanggal_lahir", flat=True) if day]
    jauh = nilai("CUTI_TEMPAT_JAUH", on=pustaka.pada)["perjalanan_jam"]
    return FaktaCuti(
        pegawai=pegawai.jenis,
        mulai_kerja=mulai_kerja,
        riwayat=tuple(BarisCuti(JenisCuti(r.jenis), r.mulai, r.selesai) for r in rows),
        persalinan=persalinan_since(births, mulai_kerja),
        tempat_jauh=unit.perjalanan_jam is not None and unit.perjalanan_jam >= jauh,
        kuota=kuota_of(pegawai, tahun, pustaka=pustaka, kecuali=kecuali)
        if jenis is JenisCuti.TAHUNAN
        else None,
    )


def kuota_of(
    pegawai: Pegawai, tahun: int, *, pustaka: PustakaAturan, kecuali: UUID | None = None
) -> KuotaTahunan:
    """Annual leave of one year: the cards, then what went through the portal.

    Days of requests on their way count as used. Raises DataKurangError.
    """
    cards = {row.tahun: row for row in KartuCuti.objects.filter(pegawai=pegawai)}
    first = cards[min(cards)] if cards else None
    rows = list(_others(pegawai, kecuali))
    used = _days(rows, _MEMAKAI)
    deferred = _days(rows, [StatusCuti.DITANGGUHKAN.value])
    besar = {
        row.mulai.year for row in rows if row.jenis == JenisCuti.BESAR and row.status in _MEMAKAI
    }
    years = {*cards, *used, *deferred, *besar}
    fakta = FaktaTahunan(
        mulai_kerja=mulai_kerja_of(pegawai),
        sejak=first.tahun if first else pustaka.pada.year,
        bawaan_sejak=first.bawaan if first else None,
        pemakaian=tuple(
            PemakaianTahun(
                year,
                terpakai=used[year] + (cards[year].terpakai if year in cards else 0),
                tambahan=cards[year].tambahan if year in cards else 0,
                ditangguhkan=deferred[year],
                cuti_besar=year in besar,
            )
            for year in sorted(years)
        ),
    )
    return kuota_tahunan(tahun, fakta, pustaka.cuti.tahunan)


def _others(pegawai: Pegawai, kecuali: UUID | None) -> QuerySet[Cuti]:
    rows = Cuti.objects.filter(pegawai=pegawai)
    return rows if kecuali is None else rows.exclude(pk=kecuali)


def _days(rows: Iterable[Cuti], statuses: list[str]) -> Counter[int]:
    """Working days of annual leave in these statuses, by year."""
    found: Counter[int] = Counter()
    for row in rows:
        if row.jenis == JenisCuti.TAHUNAN and row.status in statuses:
            found[row.mulai.year] += row.hari_kerja or 0
    return found


def cuti_approved_in(pegawai_ids: Iterable[Any], mulai: date, selesai: date) -> QuerySet[Cuti]:
    """Approved leave of these people that touches the days, both inclusive: for attendance."""
    return Cuti.objects.filter(
        pegawai__in=pegawai_ids,
        status=StatusCuti.DISETUJUI,
        mulai__lte=selesai,
        selesai__gte=mulai,
    )
