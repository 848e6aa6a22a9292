"""The yearly agreement: begun, filled in, sent, agreed by the superior, changed by version."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from presensi import events
from presensi.errors import SkpInvalidError, SkpTransitionError
from presensi.models import ButirSkp, Skp, VersiSkp
from presensi.permissions import is_atasan, is_own
from presensi.rules.kinerja import JenisKegiatan
from presensi.rules.kinerja_skp import (
    DAPAT_DIUBAH,
    TERBUKA,
    IsiButir,
    LangkahSkp,
    Perilaku,
    StatusSkp,
    butir_check,
    skp_complete_check,
    skp_mulai,
    skp_next,
)
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.kinerja import skp_get
from presensi.services.kinerja import pegawai_lock
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import HubunganAtasan, Pegawai, Penempatan, Pengguna
from sitamu.inti.selectors import atasan_of, unit_of
from sitamu.inti.services.outbox import emit


@transaction.atomic
def skp_begin(*, actor: Pengguna, tahun: int, now: datetime) -> Skp:
    """Begin one's SKP of a year, or the second after a move; the first then ends the day before.

    Raises TanpaPegawaiError, SkpInvalidError, DataKurangError without a unit.
    """
    pegawai = pegawai_lock(actor)
    today = timezone.localdate(now)
    if not today.year - 1 <= tahun <= today.year + 1:
        raise SkpInvalidError("tahun", f"SKP {tahun} tidak dapat dibuat sekarang.")
    latest = Skp.objects.filter(pegawai=pegawai, tahun=tahun).order_by("-mulai").first()
    mulai = skp_mulai(
        tahun,
        latest.mulai if latest else None,
        _moves(pegawai, tahun, until=today),
        pertama=Penempatan.objects.filter(pegawai=pegawai).aggregate(d=Min("mulai"))["d"],
    )
    if latest is not None:
        latest.sampai = mulai - SATU_HARI
        latest.save(update_fields=["sampai"])
    day = max(mulai, min(today, date(tahun, 12, 31)))
    row = Skp.objects.create(
        pegawai=pegawai,
        tahun=tahun,
        mulai=mulai,
        sampai=date(tahun, 12, 31),
        unit=unit_of(pegawai.pk, on=min(day, today)),
        atasan=atasan_of(pegawai.pk, on=min(day, today)),
    )
    VersiSkp.objects.create(skp=row, nomor=1)
    return row


@transaction.atomic
def skp_revise(*, actor: Pengguna, skp_id: UUID, alasan: str, now: datetime) -> VersiSkp:
    """Open the next version as a copy of the agreed one. Raises NotFoundError, NotAllowedError,
    SkpTransitionError while one is open or none is agreed, SkpInvalidError without a reason."""
    skp = _own(actor, skp_id, now=now)
    if not alasan.strip():
        raise SkpInvalidError("alasan", "Tulis mengapa SKP diubah.")
    agreed = skp.versi.filter(status=StatusSkp.DISEPAKATI).first()
    if agreed is None or skp.versi.filter(status__in=[s.value for s in TERBUKA]).exists():
        raise SkpTransitionError
    versi = VersiSkp.objects.create(
        skp=skp, nomor=agreed.nomor + 1, perilaku=agreed.perilaku, alasan=alasan.strip()
    )
    ButirSkp.objects.bulk_create(
        ButirSkp(
            versi=versi,
            kunci=b.kunci,
            urut=b.urut,
            jenis=b.jenis,
            rencana=b.rencana,
            indikator=b.indikator,
            target=b.target,
            satuan=b.satuan,
            dari=b.dari,
        )
        for b in agreed.butir.all()
    )
    return versi


@transaction.atomic
def butir_save(
    *,
    actor: Pengguna,
    skp_id: UUID,
    isi: IsiButir,
    dari: str,
    now: datetime,
    butir_id: UUID | None = None,
) -> ButirSkp:
    """Add a planned result to the open version, or change one of it. Raises SkpInvalidError."""
    butir_check(isi)
    versi = _open_versi(_own(actor, skp_id, now=now))
    rows = list(versi.butir.all())
    if butir_id is None:
        row = ButirSkp(versi=versi, urut=max((b.urut for b in rows), default=0) + 1)
    else:
        row = next((b for b in rows if b.pk == butir_id), ButirSkp())
        if row.urut is None:
            raise NotFoundError
    row.jenis, row.rencana, row.indikator = isi.jenis, isi.rencana.strip(), isi.indikator.strip()
    row.target, row.satuan, row.dari = isi.target, isi.satuan.strip(), dari.strip()
    row.save()
    return row


@transaction.atomic
def butir_remove(*, actor: Pengguna, skp_id: UUID, butir_id: UUID, now: datetime) -> None:
    """Take a planned result out of the open version; raises NotFoundError, SkpTransitionError."""
    versi = _open_versi(_own(actor, skp_id, now=now))
    gone, _ = versi.butir.filter(pk=butir_id).delete()
    if not gone:
        raise NotFoundError


@transaction.atomic
def perilaku_save(*, actor: Pengguna, skp_id: UUID, isi: dict[str, str], now: datetime) -> None:
    """Write what is expected of conduct: the person while it is a draft, the superior while it
    waits for them. Raises NotFoundError, NotAllowedError, SkpTransitionError."""
    today = timezone.localdate(now)
    skp = skp_get(actor, skp_id, today=today)
    versi = _latest_lock(skp)
    status = StatusSkp(versi.status)
    own, above = is_own(actor, skp.pegawai), is_atasan(actor, skp.pegawai, today=today)
    if not own and not above:
        raise NotAllowedError
    if not (own and status in DAPAT_DIUBAH) and not (above and status is StatusSkp.DIAJUKAN):
        raise SkpTransitionError
    versi.perilaku = {p.value: isi[p.value][:300] for p in Perilaku if isi.get(p.value)}
    versi.save(update_fields=["perilaku"])


@transaction.atomic
def skp_send(*, actor: Pengguna, skp_id: UUID, now: datetime) -> VersiSkp:
    """Send the open version to the superior; raises SkpInvalidError while it is incomplete or the
    record names no superior."""
    skp = _own(actor, skp_id, now=now)
    versi = _latest_lock(skp)
    status = skp_next(StatusSkp(versi.status), LangkahSkp.AJUKAN)
    skp_complete_check([JenisKegiatan(j) for j in versi.butir.values_list("jenis", flat=True)])
    if _atasan(skp, now=now) is None:
        raise SkpInvalidError(
            "butir", "Atasan langsung Anda belum tercatat. Minta operator OPD melengkapinya."
        )
    versi.status, versi.diajukan_pada, versi.catatan = status.value, now, ""
    versi.save(update_fields=["status", "diajukan_pada", "catatan"])
    _tell(skp, versi, actor=actor, now=now)
    return versi


@transaction.atomic
def skp_withdraw(*, actor: Pengguna, skp_id: UUID, now: datetime) -> VersiSkp:
    """Take back what was sent and not answered; raises SkpTransitionError."""
    versi = _latest_lock(_own(actor, skp_id, now=now))
    versi.status = skp_next(StatusSkp(versi.status), LangkahSkp.TARIK).value
    versi.save(update_fields=["status"])
    return versi


@transaction.atomic
def skp_decide(
    *, actor: Pengguna, skp_id: UUID, setuju: bool, catatan: str, now: datetime
) -> VersiSkp:
    """Agree, or return with a reason: the superior of today, never the person.

    Raises NotFoundError, NotAllowedError, SkpTransitionError, SkpInvalidError without a reason.
    """
    today = timezone.localdate(now)
    skp = skp_get(actor, skp_id, today=today)
    if is_own(actor, skp.pegawai) or not is_atasan(actor, skp.pegawai, today=today):
        raise NotAllowedError
    versi = _latest_lock(skp)
    step = LangkahSkp.SEPAKATI if setuju else LangkahSkp.KEMBALIKAN
    status = skp_next(StatusSkp(versi.status), step)
    if not setuju and not catatan.strip():
        raise SkpInvalidError("catatan", "Tulis alasan pengembalian.")
    if setuju:
        for before in skp.versi.filter(status=StatusSkp.DISEPAKATI):
            before.status = skp_next(StatusSkp.DISEPAKATI, LangkahSkp.GANTI).value
            before.save(update_fields=["status"])
    versi.status, versi.catatan = status.value, catatan.strip()
    versi.diputus_oleh, versi.diputus_pada = actor, now
    versi.save()
    _tell(skp, versi, actor=actor, now=now)
    return versi


def _moves(pegawai: Pegawai, tahun: int, *, until: date) -> set[date]:
    """Days of the year on which another unit or superior began."""
    span = (date(tahun, 1, 2), min(date(tahun, 12, 31), until))
    units = Penempatan.objects.filter(pegawai=pegawai, mulai__range=span)
    superiors = HubunganAtasan.objects.filter(pegawai=pegawai, mulai__range=span)
    return {*units.values_list("mulai", flat=True), *superiors.values_list("mulai", flat=True)}


def _own(actor: Pengguna, skp_id: UUID, *, now: datetime) -> Skp:
    """One's own, locked; of somebody else only visible is 403."""
    skp = skp_get(actor, skp_id, today=timezone.localdate(now))
    if not is_own(actor, skp.pegawai):
        raise NotAllowedError
    return Skp.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=skp.pk)


def _latest_lock(skp: Skp) -> VersiSkp:
    return VersiSkp.objects.select_for_update(of=("self",)).filter(skp=skp).latest("nomor")


def _open_versi(skp: Skp) -> VersiSkp:
    versi = _latest_lock(skp)
    if StatusSkp(versi.status) not in DAPAT_DIUBAH:
        raise SkpTransitionError
    return versi


def _atasan(skp: Skp, *, now: datetime) -> Pegawai | None:
    return atasan_of(skp.pegawai_id, on=timezone.localdate(now))


def _tell(skp: Skp, versi: VersiSkp, *, actor: Pengguna, now: datetime) -> None:
    atasan = _atasan(skp, now=now)
    emit(
        events.SkpBerubah(
            skp_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            pegawai_nama=skp.pegawai.nama,
            akun_id=skp.pegawai.pengguna_id,
            unit_id=skp.unit_id,
            pemeriksa_id=atasan.pengguna_id if atasan else None,
            status=versi.status,
            layanan=f"SKP {skp.tahun}",
            catatan=versi.catatan,
            actor_id=actor.pk,
            tautan=reverse("presensi:skp", args=[skp.pk]),
        )
    )
