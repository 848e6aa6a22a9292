"""Days without explanation against the thresholds of PP 94/2021, of many people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from presensi.models import HariPegawai, PeringatanAlpa
from presensi.rules.hari import StatusHari
from presensi.rules.pp94 import JENIS_LABEL, HitunganAlpa, alpa_hitung, pp94_peringatan
from presensi.selectors.aturan import aturan_pp94
from presensi.selectors.hari import team_of
from presensi.selectors.rencana import SEKALI, by_person
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to


@dataclass(frozen=True, slots=True)
class BarisAlpa:
    """One person. `ketentuan`: what the law provides for; `diberitahu`: the superior, last time."""

    pegawai: Pegawai
    hitungan: HitunganAlpa
    ketentuan: str
    terakhir: date
    diberitahu: datetime | None


def alpa_people(user: Pengguna, *, today: date) -> QuerySet[Pegawai]:
    """People with days without explanation this year whom `user` has to look after.

    The own team, and units whose attendance `user` manages; the latest day first.
    """
    managed = pegawai_visible_to(user, today=today, hak=Hak.PRESENSI_MANAGE)
    team = team_of(user, today=today)
    days = _alpa_days(today).filter(pegawai=OuterRef("pk"))
    people = Pegawai.objects.filter(Q(pk__in=managed.values("pk")) | Q(pk__in=team.values("pk")))
    people = people.exclude(pengguna=user).filter(Exists(days))
    last = Subquery(days.order_by("-tanggal").values("tanggal")[:1])
    return people.annotate(terakhir=last).order_by(F("terakhir").desc(), "nama_kunci", "pk")


def alpa_lines(people: Sequence[Pegawai], *, today: date) -> list[BarisAlpa]:
    """What the page says of them, in their order; three queries."""
    law = aturan_pp94(on=today)
    counts = dict(alpa_counts([row.pk for row in people], today=today))
    told = dict(
        PeringatanAlpa.objects.filter(pegawai__in=people, tahun=today.year)
        .order_by("pada")
        .values_list("pegawai_id", "pada")
    )
    found = []
    for pegawai in people:
        hitungan = counts.get(pegawai.pk, HitunganAlpa(0, 0))
        jenis = pp94_peringatan(hitungan, law).jenis
        found.append(
            BarisAlpa(
                pegawai,
                hitungan,
                JENIS_LABEL[jenis] if jenis else "",
                pegawai.terakhir,  # type: ignore[attr-defined]  # annotated
                told.get(pegawai.pk),
            )
        )
    return found


def alpa_counts(pegawai_ids: Iterable[UUID], *, today: date) -> Iterator[tuple[UUID, HitunganAlpa]]:
    """Days of the year and the longest run, which may begin in the last; one query, streamed."""
    rows = (
        HariPegawai.objects.filter(
            pegawai__in=pegawai_ids, tanggal__range=(date(today.year - 1, 11, 1), today)
        )
        .order_by("pegawai_id", "tanggal")
        .values_list("pegawai_id", "tanggal", "status")
        .iterator(chunk_size=SEKALI)
    )
    for pegawai_id, days in by_person(rows):
        yield pegawai_id, alpa_hitung([(day, status) for day, status in days], sampai=today)


def alpa_of_year(today: date) -> list[UUID]:
    """Everybody with a day without explanation this year."""
    rows = _alpa_days(today).order_by("pegawai_id").values_list("pegawai_id", flat=True)
    return list(rows.distinct())


def _alpa_days(today: date) -> QuerySet[HariPegawai]:
    return HariPegawai.objects.filter(
        status=StatusHari.ALPA, tanggal__range=(date(today.year, 1, 1), today)
    )
