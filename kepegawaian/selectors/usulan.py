"""Reads of usulan: what a person may know exists, queues, the clock of the promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from arsip.selectors import dokumen_of
from kepegawaian.models import ButirUsulan, IntervalUsulan, RiwayatUsulan, Usulan
from kepegawaian.rules.usulan import (
    DENGAN_PEMOHON,
    FINAL,
    Action,
    ButirFakta,
    Status,
    Verdict,
)
from sitamu.inti.errors import DataKurangError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.kalender import (
    Interval,
    Kalender,
    hari_terpakai,
    sisa_hari,
    tenggat,
    tutup_pada,
)
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import holders_of, kalender_in_force, units_granted


def usulan_visible_to(user: Pengguna, *, today: date) -> QuerySet[Usulan]:
    """Every usulan `user` may know exists on `today`: the one start of lists, lookups, exports.

    One's own; all of the units for whose people one may propose; those past the draft where one
    approves for the OPD; elsewhere only what has arrived at BKPSDM.
    """

    def units(hak: Hak) -> Q:
        return Q(unit_kerja__in=units_granted(user, hak, on=today))

    return Usulan.objects.select_related(
        "pegawai", "unit_kerja", "layanan", "versi_layanan", "pemeriksa"
    ).filter(
        Q(pegawai__pengguna=user)
        | units(Hak.USULAN_SUBMIT)
        | (units(Hak.USULAN_APPROVE_OPD) & ~Q(status=Status.DRAF))
        | (units(Hak.USULAN_VIEW) & Q(tiba_pada__isnull=False))
    )


def usulan_get(user: Pengguna, usulan_id: UUID, *, today: date) -> Usulan:
    """One visible usulan; raises NotFoundError."""
    try:
        return usulan_visible_to(user, today=today).get(pk=usulan_id)
    except Usulan.DoesNotExist:
        raise NotFoundError from None


def verifikator_of(usulan: Usulan, *, on: date) -> QuerySet[Pengguna]:
    """Whoever may verify it on that day, but for the person it is about."""
    rows = holders_of(Hak.USULAN_VERIFY, usulan.unit_kerja, on=on).order_by("nama", "pk")
    akun = usulan.pegawai.pengguna_id
    return rows.exclude(pk=akun) if akun else rows


def usulan_search(rows: QuerySet[Usulan], cari: str) -> QuerySet[Usulan]:
    """Of `rows` those of a name, a NIP or a number."""
    return rows.filter(
        Q(pegawai__nama_kunci__contains=nama_kunci(cari))
        | Q(nomor__iexact=cari)
        | Q(pegawai__nip=cari.replace(" ", ""))
    )


def usulan_waiting(user: Pengguna, *, today: date) -> QuerySet[Usulan]:
    """What waits for `user`: at the OPD as its officer, with oneself for repair or as a draft."""
    office = Q(pk__in=[])
    for status, hak in (
        (Status.DIAJUKAN, Hak.USULAN_CHECK_OPD),
        (Status.DI_OPD, Hak.USULAN_APPROVE_OPD),
    ):
        office |= Q(status=status, unit_kerja__in=units_granted(user, hak, on=today))
    own = Q(pegawai__pengguna=user)
    mine = own & Q(status__in=sorted(s.value for s in DENGAN_PEMOHON))
    return usulan_visible_to(user, today=today).filter((office & ~own) | mine)


def persetujuan(user: Pengguna, *, today: date) -> QuerySet[Usulan]:
    """What waits for `user` as head of an OPD, oldest first; never their own."""
    return (
        usulan_visible_to(user, today=today)
        .filter(
            status=Status.DI_OPD,
            unit_kerja__in=units_granted(user, Hak.USULAN_APPROVE_OPD, on=today),
        )
        .exclude(pegawai__pengguna=user)
        .order_by("diajukan_pada", "pk")
    )


def moves_seen(usulan: Iterable[Usulan]) -> dict[UUID, int]:
    """How many moves each usulan has made: what a page says it has seen."""
    rows = RiwayatUsulan.objects.filter(usulan__in=list(usulan)).order_by()
    return dict(rows.values_list("usulan_id").annotate(jumlah=Max("urut")))


def usulan_running(pegawai_id: UUID, layanan: str) -> Usulan | None:
    """The one usulan of this service that has not ended, if any."""
    return (
        Usulan.objects.filter(pegawai=pegawai_id, layanan=layanan).exclude(status__in=FINAL).first()
    )


def butir_of(usulan: Usulan) -> list[ButirUsulan]:
    """Items with their papers, in order."""
    return list(
        ButirUsulan.objects.filter(usulan=usulan).select_related(
            "syarat", "versi", "versi__dokumen", "dinilai_oleh"
        )
    )


def butir_arsip(butir: Iterable[ButirUsulan], pegawai_id: UUID) -> dict[UUID, Any]:
    """The version in the archive that answers each item which takes one; one query.

    A form is signed anew for each usulan, so that none of the archive answers it.
    """
    asked = [b for b in butir if b.syarat.bentuk == "UNGGAH" and b.syarat.jenis_dokumen_id]
    if not asked:
        return {}
    held = dokumen_of(pegawai_id)
    found = {b.pk: held.get((str(b.syarat.jenis_dokumen_id), b.kunci)) for b in asked}
    return {pk: versi for pk, versi in found.items() if versi is not None}


def usulan_versi(usulan: Usulan, butir: Iterable[ButirUsulan]) -> str:
    """Changes with every move, answer, paper and verdict: what a stale form is told by."""
    text = [usulan.status, usulan.pemeriksa_id, sorted(usulan.isian.items()), usulan.tmt]
    rows = [(b.pk, b.versi_id, b.verdict, b.dikonfirmasi_pada, b.catatan) for b in butir]
    moves = usulan.riwayat.count()
    return sha256(f"{text}{rows}{moves}".encode()).hexdigest()[:16]


def butir_fakta(butir: Iterable[ButirUsulan]) -> list[ButirFakta]:
    """Items as the rules see them: a paper counts once it is attached and ready.

    One that may be left out, and is, needs neither paper nor verdict.
    """
    return [_butir_fakta(b) for b in butir]


def _butir_fakta(b: ButirUsulan) -> ButirFakta:
    verdict = Verdict(b.verdict)
    if b.syarat.bentuk == "DATA":
        return ButirFakta(b.nama, b.dikonfirmasi_pada is not None, verdict)
    if b.versi is None and not b.syarat.wajib:
        asked = verdict is Verdict.PERLU_DIGANTI
        return ButirFakta(b.nama, terisi=True, verdict=verdict if asked else Verdict.SESUAI)
    return ButirFakta(b.nama, b.versi is not None and b.versi.status == "SIAP", verdict)


def butir_open(usulan: Usulan, butir: Sequence[ButirUsulan]) -> set[UUID]:
    """Items the person may change now: all in a draft, only those sent back afterwards.

    A return that names no item (a head's remark) opens them all.
    """
    status = Status(usulan.status)
    if status not in DENGAN_PEMOHON:
        return set()
    if status is Status.DRAF:
        return {b.pk for b in butir}
    last = (
        RiwayatUsulan.objects.filter(
            usulan=usulan, action__in=[Action.RETURN.value, Action.RECORD_BTS.value]
        )
        .order_by("-urut")
        .first()
    )
    named = set(last.rincian.get("butir", ())) if last else set()
    return {b.pk for b in butir if not named or str(b.pk) in named}


@dataclass(frozen=True, slots=True)
class Sla:
    """The promise in working days. `tenggat` is None while the clock rests or has ended.

    `pukul`: the closing hour of that day in the zone of BKPSDM, where hours were loaded.
    `kalender_hari`: calendar days from sending to the end, or to today.
    """

    janji: int
    terpakai: int
    sisa: int
    tenggat: date | None
    jeda: str
    selesai: bool
    galat: str = ""
    pukul: datetime | None = None
    kalender_hari: int | None = None

    @property
    def hari_lewat(self) -> int:
        """Working days over the promise."""
        return max(0, -self.sisa)

    @property
    def lewat(self) -> bool:
        return self.sisa < 0


def _local(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def running_intervals(rows: Iterable[IntervalUsulan]) -> list[Interval]:
    """The running stretches as office days."""
    return [
        Interval(mulai, _local(row.selesai_pada))
        for row in rows
        if row.berjalan and (mulai := _local(row.mulai_pada))
    ]


def tenggat_of(usulan: Usulan, rows: Iterable[IntervalUsulan], kalender: Kalender) -> date | None:
    """Last day of the promise; None while the clock rests, or needs a year that is not loaded."""
    try:
        return tenggat(kalender, running_intervals(rows), usulan.versi_layanan.janji_hari_kerja)
    except DataKurangError:
        return None


def sla_of(
    usulan: Usulan, rows: Sequence[IntervalUsulan], kalender: Kalender, *, today: date
) -> Sla | None:
    """Days used and left; None before arrival at BKPSDM. A year without holidays is said."""
    if usulan.tiba_pada is None:
        return None
    janji = usulan.versi_layanan.janji_hari_kerja
    running = running_intervals(rows)
    paused = next((r.sebab for r in rows if not r.berjalan and r.selesai_pada is None), "")
    selesai = usulan.status in FINAL
    ended = max((r.selesai_pada for r in rows if r.selesai_pada), default=None) if selesai else None
    calendar = (
        ((_local(ended) or today) - timezone.localdate(usulan.diajukan_pada)).days
        if (usulan.diajukan_pada)
        else None
    )
    try:
        batas = None if selesai else tenggat(kalender, running, janji)
        return Sla(
            janji=janji,
            terpakai=hari_terpakai(kalender, running, today),
            sisa=sisa_hari(kalender, running, janji, today),
            tenggat=batas,
            jeda="" if selesai else paused,
            selesai=selesai,
            pukul=tutup_pada(kalender, batas) if batas and kalender.jam else None,
            kalender_hari=calendar,
        )
    except DataKurangError as error:
        return Sla(
            janji, 0, janji, None, paused, selesai, galat=error.message, kalender_hari=calendar
        )


def sla_for(usulan: Sequence[Usulan], *, today: date, jam: bool = False) -> dict[UUID, Sla | None]:
    """Clocks of many usulan in two queries; `jam`: a third, for the hour of the deadline."""
    kalender = kalender_in_force(jam=jam)
    rows: dict[UUID, list[IntervalUsulan]] = {}
    for row in IntervalUsulan.objects.filter(usulan__in=usulan):
        rows.setdefault(row.usulan_id, []).append(row)
    return {u.pk: sla_of(u, rows.get(u.pk, []), kalender, today=today) for u in usulan}


def riwayat_of(usulan: Usulan) -> QuerySet[RiwayatUsulan]:
    """The whole trail, newest first."""
    return RiwayatUsulan.objects.filter(usulan=usulan).select_related("oleh").order_by("-urut")
