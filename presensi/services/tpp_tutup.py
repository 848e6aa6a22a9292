"""Approving a month of TPP tier by tier, closing it, and settling what is learned later."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from presensi.errors import TppBelumBeresError, TppOrangSamaError, TppSudahLanjutError
from presensi.models import (
    HariPegawai,
    HasilTpp,
    HitungTpp,
    PenutupanBulan,
    PeriodeTpp,
    PersetujuanTpp,
    RiwayatTpp,
    SelisihTpp,
)
from presensi.rules.tpp.alur import (
    SESUDAH,
    AksiTpp,
    KeadaanKeberatan,
    StatusTpp,
    TingkatTpp,
    tier_require,
)
from presensi.selectors.tpp import (
    AturanBulan,
    approvals_missing,
    aturan_bulan,
    dibayar,
    hasil_of_tier,
    jumlah_of,
    opd_units,
)
from presensi.services.hari import COLUMNS, hari_judge
from presensi.services.tpp import (
    REKENING,
    HasilOrang,
    approvals_check,
    hasil_compute,
    periode_open,
    tpp_mark,
)
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.salin import temporary_copy
from sitamu.inti.selectors import has_hak, units_granted

HAK_OF: Final = {
    TingkatTpp.OPD: Hak.TPP_APPROVE_OPD,
    TingkatTpp.BKPSDM: Hak.TPP_APPROVE_BKPSDM,
    TingkatTpp.BPKAD: Hak.TPP_APPROVE_BPKAD,
}
SUSULAN: Final = "hari_susulan"
DATA_KURANG: Final = "pegawai yang datanya belum lengkap"


@transaction.atomic
def tpp_approve(
    *, bulan: date, tingkat: TingkatTpp, unit_id: UUID, actor: Pengguna, now: datetime
) -> PersetujuanTpp:
    """One tier's approval of the sums as they stand; approving twice changes nothing.

    An OPD approves its own people, the others the whole; nobody approves on two tiers. Raises
    NotFoundError, NotAllowedError, TppTertutupError, TppUrutanError, TppBelumBeresError,
    TppOrangSamaError.
    """
    unit = _unit_for(actor, tingkat, unit_id, now)
    periode = periode_open(bulan)
    known = periode.persetujuan.filter(batal_pada__isnull=True)
    if before := known.filter(tingkat=tingkat.value, unit=unit).first():
        return before
    if known.exclude(tingkat=tingkat.value).filter(oleh=actor).exists():
        raise TppOrangSamaError
    tier_require(tingkat, missing=approvals_missing(periode, tingkat))
    rows = hasil_of_tier(periode, tingkat, unit)
    if wrong := rows.exclude(galat="").count():
        raise TppBelumBeresError(wrong, DATA_KURANG)
    sums = jumlah_of(rows)
    approval = PersetujuanTpp.objects.create(
        periode=periode,
        tingkat=tingkat.value,
        unit=unit,
        oleh=actor,
        pada=now,
        jumlah=sums["jumlah"],
        total_netto=sums["diterima"],
    )
    _note(periode, AksiTpp.SETUJU, actor, now, tingkat=tingkat.value, unit=str(unit.pk), **sums)
    return approval


@transaction.atomic
def tpp_unapprove(
    *, bulan: date, tingkat: TingkatTpp, unit_id: UUID, actor: Pengguna, now: datetime
) -> PersetujuanTpp:
    """Take an approval back while the next tier has not given its own.

    Whoever may give it may take it back. Raises NotFoundError, NotAllowedError, TppTertutupError,
    TppSudahLanjutError.
    """
    unit = _unit_for(actor, tingkat, unit_id, now)
    periode = periode_open(bulan)
    known = periode.persetujuan.filter(batal_pada__isnull=True)
    approval = known.filter(tingkat=tingkat.value, unit=unit).first()
    if approval is None:
        raise NotFoundError
    after = SESUDAH.get(tingkat)
    if after is not None and known.filter(tingkat=after.value).exists():
        raise TppSudahLanjutError(after.label)
    approval.batal_pada = now
    approval.save(update_fields=["batal_pada"])
    _note(periode, AksiTpp.CABUT, actor, now, tingkat=tingkat.value, unit=str(unit.pk))
    return approval


def _unit_for(actor: Pengguna, tingkat: TingkatTpp, unit_id: UUID, now: datetime) -> UnitKerja:
    """The unit whose TPP `actor` may approve on that tier; NotFoundError or NotAllowedError."""
    today = timezone.localdate(now)
    unit = opd_units().filter(pk=unit_id).first()
    if unit is None or not units_granted(actor, Hak.TPP_VIEW, on=today).filter(pk=unit.pk).exists():
        raise NotFoundError
    if not has_hak(actor, HAK_OF[tingkat], unit.pk, on=today):
        raise NotAllowedError
    return unit


@transaction.atomic
def batas_set(*, bulan: date, sampai: date, actor: Pengguna, now: datetime) -> PeriodeTpp:
    """Set the last day (inclusive) for objections. Raises NotAllowedError, TppTertutupError."""
    _root_require(actor, Hak.TPP_MANAGE, now)
    periode = periode_open(bulan)
    periode.keberatan_sampai = sampai
    periode.save(update_fields=["keberatan_sampai"])
    _note(periode, AksiTpp.BATAS, actor, now, sampai=sampai.isoformat())
    return periode


@transaction.atomic
def tpp_request(*, bulan: date, actor: Pengguna, now: datetime) -> int:
    """Ask for the whole month, OPD by OPD; returns how many wishes.

    Raises NotAllowedError, TppTertutupError, DataKurangError without a rule set.
    """
    _root_require(actor, Hak.TPP_MANAGE, now)
    aturan_bulan(bulan)
    return tpp_mark(bulan=bulan)


@transaction.atomic
def tpp_close(*, bulan: date, actor: Pengguna, now: datetime) -> PeriodeTpp:
    """Close a month for ever: its days, results and differences. Every tier has approved.

    Raises NotAllowedError, TppTertutupError, TppUrutanError, TppBelumBeresError.
    """
    _root_require(actor, Hak.TPP_APPROVE_BPKAD, now)
    periode = periode_open(bulan)
    if wrong := periode.hasil.exclude(galat="").count():
        raise TppBelumBeresError(wrong, DATA_KURANG)
    if waiting := HitungTpp.objects.filter(periode=periode).count():
        raise TppBelumBeresError(waiting, "perhitungan yang masih menunggu")
    if asked := periode.keberatan.filter(keadaan=KeadaanKeberatan.DIAJUKAN.value).count():
        raise TppBelumBeresError(asked, "keberatan yang belum dijawab")
    if below := dibayar(periode.hasil.all()).filter(diterima__lt=0).count():
        raise TppBelumBeresError(below, "kelebihan bulan lalu lebih besar daripada TPP bulan ini")
    for tingkat in TingkatTpp:
        tier_require(tingkat, missing=approvals_missing(periode, tingkat))
    given = periode.persetujuan.filter(batal_pada__isnull=True)
    if not given.filter(tingkat=TingkatTpp.BPKAD.value).exists():
        raise TppBelumBeresError(1, f"persetujuan {TingkatTpp.BPKAD.label} belum ada")
    _note(periode, AksiTpp.TUTUP, actor, now, **jumlah_of(periode.hasil.all()))
    PenutupanBulan.objects.get_or_create(bulan=bulan, defaults={"oleh": actor, "ditutup_pada": now})
    periode.status = StatusTpp.DITUTUP.value
    periode.ditutup_pada, periode.ditutup_oleh = now, actor
    periode.save(update_fields=["status", "ditutup_pada", "ditutup_oleh"])
    return periode


@transaction.atomic
def selisih_record(
    *,
    asal: date,
    bayar: date,
    pegawai_ids: Sequence[UUID],
    alasan: str,
    actor: Pengguna,
    now: datetime,
) -> list[SelisihTpp]:
    """What a closed month would pay by today's facts, less what it paid and what was settled.

    By the rule set of that month. Who has no difference gets no row; recording again records
    nothing. Raises NotAllowedError, NotFoundError when `asal` is not a closed month before
    `bayar`, TppTertutupError when the paying month is closed.
    """
    _root_require(actor, Hak.TPP_MANAGE, now)
    old = PeriodeTpp.objects.filter(bulan=asal, status=StatusTpp.DITUTUP.value).first()
    if old is None or bayar <= asal:
        raise NotFoundError
    target = periode_open(bayar)
    paid: dict[str, int] = {}
    rows = HasilTpp.objects.filter(periode=old, pegawai__in=pegawai_ids)
    settled = SelisihTpp.objects.filter(asal=old, pegawai__in=pegawai_ids)
    for pk, rupiah in (
        *rows.values_list("pegawai_id", "netto"),
        *settled.values_list("pegawai_id", "rupiah"),
    ):
        paid[str(pk)] = paid.get(str(pk), 0) + rupiah
    left = {
        row.pegawai_id: row.diterima
        for row in dibayar(target.hasil.filter(pegawai__in=pegawai_ids))
    }
    found: list[SelisihTpp] = []
    for one in _computed_now(aturan_bulan(asal), pegawai_ids, now):
        pk = UUID(one.row.id)
        due = one.hasil.netto - paid.get(one.row.id, 0)
        due = max(due, -left.get(pk, 0))  # what was paid too much is taken back as far as it goes
        if due and one.galat in ("", REKENING):
            found.append(
                SelisihTpp(
                    asal=old,
                    dibayar=target,
                    pegawai_id=pk,
                    rupiah=due,
                    alasan=alasan,
                    oleh=actor,
                )
            )
            if pk not in left:
                _line_of(target, old, pk)
    SelisihTpp.objects.bulk_create(found)
    if found:
        approvals_check(target, now=now)
        total = sum(row.rupiah for row in found)
        _note(
            target, AksiTpp.SELISIH, actor, now, asal=f"{asal:%Y-%m}", orang=len(found), total=total
        )
    return found


def _computed_now(law: AturanBulan, pegawai_ids: Sequence[UUID], now: datetime) -> list[HasilOrang]:
    """A closed month by the facts of today: its stored days stay, so they are judged beside them.

    Whose schedule is not kept is computed from the stored days.
    """
    last = law.akhir - timedelta(days=1)
    people = Pegawai.objects.filter(pk__in=pegawai_ids)
    rows = [row for _, days in hari_judge(people, law.awal, last, now=now) for row in days]
    judged = {row[0] for row in rows}
    others = [pk for pk in pegawai_ids if pk not in judged]
    with (
        connection.cursor() as cursor,
        temporary_copy(cursor, SUSULAN, HariPegawai, COLUMNS, rows),
    ):
        found = list(hasil_compute(law, pegawai_ids=list(judged), tabel=SUSULAN))
    return [*found, *hasil_compute(law, pegawai_ids=others)]


def _line_of(target: PeriodeTpp, old: PeriodeTpp, pegawai_id: UUID) -> None:
    """Somebody who has no TPP in the paying month still needs a line there."""
    before = old.hasil.get(pegawai=pegawai_id)
    HasilTpp.objects.create(
        periode=target,
        pegawai_id=pegawai_id,
        unit=before.unit,
        jenis=before.jenis,
        golongan=before.golongan,
        kelas=before.kelas,
    )


def _root_require(actor: Pengguna, hak: Hak, now: datetime) -> None:
    root = UnitKerja.objects.get(induk__isnull=True)
    if not has_hak(actor, hak, root.pk, on=timezone.localdate(now)):
        raise NotAllowedError


def _note(
    periode: PeriodeTpp, aksi: AksiTpp, actor: Pengguna, now: datetime, **rincian: Any
) -> None:
    RiwayatTpp.objects.create(
        periode=periode, aksi=aksi.value, oleh=actor, pada=now, rincian=rincian
    )
