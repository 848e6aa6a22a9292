"""Approving a month of TPP tier by tier, closing it, and settling what is learned later."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.errors import TppBelumBeresError, TppOrangSamaError
from presensi.models import (
    HasilTpp,
    HitungTpp,
    PenutupanBulan,
    PeriodeTpp,
    PersetujuanTpp,
    RiwayatTpp,
    SelisihTpp,
)
from presensi.rules.tpp.alur import AksiTpp, StatusTpp, TingkatTpp, tier_require
from presensi.selectors.tpp import (
    approvals_missing,
    aturan_bulan,
    hasil_of_tier,
    jumlah_of,
    opd_units,
)
from presensi.services.tpp import REKENING, hasil_compute, periode_open
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import has_hak, units_granted

HAK_OF: Final = {
    TingkatTpp.OPD: Hak.TPP_APPROVE_OPD,
    TingkatTpp.BKPSDM: Hak.TPP_APPROVE_BKPSDM,
    TingkatTpp.BPKAD: Hak.TPP_APPROVE_BPKAD,
}
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
    today = timezone.localdate(now)
    unit = opd_units().filter(pk=unit_id).first()
    if unit is None or not units_granted(actor, Hak.TPP_VIEW, on=today).filter(pk=unit.pk).exists():
        raise NotFoundError
    if not has_hak(actor, HAK_OF[tingkat], unit.pk, on=today):
        raise NotAllowedError
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
        total_netto=sums["netto"],
    )
    _note(periode, AksiTpp.SETUJU, actor, now, tingkat=tingkat.value, unit=str(unit.pk), **sums)
    return approval


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
    dibayar: date,
    pegawai_ids: Sequence[UUID],
    alasan: str,
    actor: Pengguna,
    now: datetime,
) -> list[SelisihTpp]:
    """What a closed month would pay by today's facts, less what it paid and what was settled.

    By the rule set of that month. Who has no difference gets no row; recording again records
    nothing. Raises NotAllowedError, NotFoundError when `asal` is not a closed month before
    `dibayar`, TppTertutupError when the paying month is closed.
    """
    _root_require(actor, Hak.TPP_MANAGE, now)
    old = PeriodeTpp.objects.filter(bulan=asal, status=StatusTpp.DITUTUP.value).first()
    if old is None or dibayar <= asal:
        raise NotFoundError
    target = periode_open(dibayar)
    paid: dict[str, int] = {}
    rows = HasilTpp.objects.filter(periode=old, pegawai__in=pegawai_ids)
    settled = SelisihTpp.objects.filter(asal=old, pegawai__in=pegawai_ids)
    for pk, rupiah in (
        *rows.values_list("pegawai_id", "netto"),
        *settled.values_list("pegawai_id", "rupiah"),
    ):
        paid[str(pk)] = paid.get(str(pk), 0) + rupiah
    found = [
        SelisihTpp(
            asal=old,
            dibayar=target,
            pegawai_id=one.row.id,
            rupiah=difference,
            alasan=alasan,
            oleh=actor,
        )
        for one in hasil_compute(aturan_bulan(asal), pegawai_ids=pegawai_ids)
        if one.galat in ("", REKENING) and (difference := one.hasil.netto - paid.get(one.row.id, 0))
    ]
    return SelisihTpp.objects.bulk_create(found)


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
