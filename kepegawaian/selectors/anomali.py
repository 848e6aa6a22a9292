"""Anomalies that an officer may see, and what is found when the record is gone through."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from kepegawaian.models import Anomali, PemeriksaanAnomali, Profil
from kepegawaian.rules.anomali import (
    BERAKHIR,
    AturanAnomali,
    JenisAnomali,
    Temuan,
    anomali_of,
    nik_ganda,
)
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.fakta import fakta_load
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pegawai, Penempatan, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import nama_kunci
from sitamu.inti.selectors import in_force, units_granted

_URUT = Case(*(When(jenis=jenis.value, then=Value(n)) for n, jenis in enumerate(JenisAnomali)))
_KELOMPOK = Case(When(jenis=JenisAnomali.NIK_GANDA.value, then=F("sidik")), default=Value(""))


def anomali_visible_to(
    user: Pengguna, *, today: date, hak: Hak = Hak.NOMINATIF_VIEW
) -> QuerySet[Anomali]:
    """Anomalies, open and settled, of people placed today in units where `user` holds `hak`."""
    units = units_granted(user, hak, on=today)
    placed = Penempatan.objects.filter(
        in_force(today), pegawai=OuterRef("pegawai_id"), unit__in=units
    )
    return Anomali.objects.filter(Exists(placed)).select_related("pegawai", "pemeriksaan__oleh")


def anomali_get(user: Pengguna, anomali_id: UUID, *, today: date, lock: bool = False) -> Anomali:
    """One of them, on request locked until the transaction ends; raises NotFoundError."""
    rows = anomali_visible_to(user, today=today)
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=anomali_id).first()
    if row is None:
        raise NotFoundError
    return row


def anomali_search(
    rows: QuerySet[Anomali], *, today: date, jenis: str, unit_jalur: str, cari: str
) -> QuerySet[Anomali]:
    """Of one kind, in a unit and below, by name or NIP; the most pressing kind first.

    Those who share a NIK stand together.
    """
    if jenis in JenisAnomali.__members__:
        rows = rows.filter(jenis=jenis)
    if unit_jalur:
        places = Penempatan.objects.filter(
            in_force(today), pegawai=OuterRef("pegawai_id"), unit__jalur__startswith=unit_jalur
        )
        rows = rows.filter(Exists(places))
    if cari:
        nomor = cari.replace(" ", "")
        rows = rows.filter(
            Q(pegawai__nip__startswith=nomor)
            if nomor.isdecimal()
            else Q(pegawai__nama_kunci__contains=nama_kunci(cari))
        )
    return rows.order_by(_URUT, _KELOMPOK, "pegawai__nama_kunci", "kunci", "pk")


def anomali_counts(rows: QuerySet[Anomali]) -> list[tuple[JenisAnomali, int]]:
    """How many of each kind that occurs, the most pressing first."""
    counted = dict(rows.order_by().values_list("jenis").annotate(Count("pk")))
    return [(jenis, counted[jenis]) for jenis in JenisAnomali if jenis in counted]


def anomali_nik_lain(user: Pengguna, anomali: Anomali, *, today: date) -> list[Pegawai]:
    """The others with this NIK whom `user` may see."""
    if anomali.jenis != JenisAnomali.NIK_GANDA:
        return []
    rows = anomali_visible_to(user, today=today).filter(jenis=anomali.jenis, sidik=anomali.sidik)
    return [row.pegawai for row in rows.exclude(pk=anomali.pk).order_by("pegawai__nama_kunci")]


def pemeriksaan_of(anomali: Anomali) -> QuerySet[PemeriksaanAnomali]:
    """Every decision about this anomaly, also on earlier facts, newest first."""
    rows = PemeriksaanAnomali.objects.filter(
        pegawai_id=anomali.pegawai_id, jenis=anomali.jenis, kunci=anomali.kunci
    )
    return rows.select_related("oleh").order_by("-pada", "-pk")


# Finding


def anomali_find(scope: QuerySet[Pegawai], *, today: date) -> Iterator[tuple[UUID, Temuan]]:
    """What is wrong in the record of each person in `scope`; the queries of `fakta_load`."""
    aturan = aturan_anomali(on=today)
    for fakta in fakta_load(scope, today=today):
        for temuan in anomali_of(fakta, aturan, pada=today):
            yield fakta.pegawai_id, temuan


def anomali_nik() -> Iterator[tuple[UUID, Temuan]]:
    """People in service who share a NIK, by its keyed hash; in one query."""
    serving = Profil.objects.exclude(nik_hash="").exclude(pegawai__kedudukan__in=BERAKHIR)
    shared = serving.values("nik_hash").annotate(n=Count("pk")).filter(n__gt=1)
    rows = serving.filter(nik_hash__in=shared.values("nik_hash")).order_by("nik_hash")
    for _, group in groupby(rows.values_list("nik_hash", "pk"), key=lambda row: row[0]):
        holders = [pk for _, pk in group]
        for pk in holders:
            yield pk, nik_ganda(holders)


def aturan_anomali(*, on: date) -> AturanAnomali:
    """The law that anomalies are judged by."""
    pustaka = PustakaAturan(pada=on)
    return AturanAnomali(
        bup=pustaka.bup,
        batas_pensiun=pustaka.batas_pensiun,
        mkg=pustaka.mkg,
        kgb_di_muka_bulan=pustaka.kgb_pns.pemberitahuan_bulan,
    )
