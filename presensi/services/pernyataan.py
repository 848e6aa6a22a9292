"""A time that no phone recorded: stated by the person, decided by somebody else.

Approved, it counts like a tap; the days it touches are judged again. A forgotten tap (LUPA) has
dated limits, how many a month and how late, and is the superior's to decide. An appeal (KEBERATAN)
has none until the month is closed, gives its proof, and goes to who manages presensi. Nobody
decides about themselves.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from presensi.errors import BertanggalError, PernyataanLewatError, PernyataanTransitionError
from presensi.models import HariPegawai, Pernyataan
from presensi.permissions import pernyataan_decide_may
from presensi.rules.fakta import (
    JenisPernyataan,
    Keadaan,
    Langkah,
    keadaan_next,
    terlambat_dinyatakan,
)
from presensi.rules.hari import PULANG, STATUS_LABEL, StatusHari
from presensi.rules.penjadwal import SATU_HARI
from presensi.selectors.aturan import aturan_hari
from presensi.selectors.pernyataan import pernyataan_get, pernyataan_own
from presensi.selectors.rencana import rencana_pada
from presensi.services.hari import hari_mark
from presensi.services.tutup import month_open_require
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pegawai, Pengguna

TERBUKA = (Keadaan.DIAJUKAN.value, Keadaan.DISETUJUI.value)


@transaction.atomic
def pernyataan_submit(
    *,
    actor: Pengguna,
    tanggal: date,
    arah: str,
    jam: time,
    alasan: str,
    now: datetime,
    jenis: JenisPernyataan = JenisPernyataan.LUPA,
) -> Pernyataan:
    """State when one came or went on a day of duty, in the local time of the unit.

    Raises NotAllowedError without a person of one's own, BertanggalError, PernyataanLewatError,
    BulanDitutupError, DataKurangError when the day has no plan.
    """
    pegawai = Pegawai.objects.select_for_update().filter(pengguna=actor).first()
    if pegawai is None:
        raise NotAllowedError
    today = timezone.localdate(now)
    month_open_require(tanggal)
    if tanggal > today:
        raise BertanggalError("tanggal", "Hari itu belum tiba.")
    rows = Pernyataan.objects.filter(pegawai=pegawai, keadaan__in=TERBUKA)
    if jenis is JenisPernyataan.LUPA:
        _within_limits(rows, tanggal, today)
    if rows.filter(tanggal=tanggal, arah=arah).exists():
        raise BertanggalError("arah", "Sudah ada pernyataan untuk sisi itu pada hari itu.")
    plan = rencana_pada(pegawai.pk, tanggal)
    if plan.mulai is None:
        raise BertanggalError("tanggal", "Menurut jadwal, hari itu bukan hari kerja Anda.")
    pada = datetime.combine(tanggal, jam, tzinfo=plan.zona)
    if arah == PULANG and pada < plan.mulai:
        pada += SATU_HARI  # the morning after a night shift
    if pada > now:
        raise BertanggalError("jam", "Jam itu belum tiba.")
    return Pernyataan.objects.create(
        pegawai=pegawai,
        jenis=jenis,
        tanggal=tanggal,
        arah=arah,
        pada=pada,
        alasan=alasan,
        diajukan_oleh=actor,
        diajukan_pada=now,
    )


@transaction.atomic
def pernyataan_decide(
    *, actor: Pengguna, pernyataan_id: UUID, setuju: bool, catatan: str, now: datetime
) -> Pernyataan:
    """Say yes or no, once. Raises NotFoundError, NotAllowedError, PernyataanTransitionError,
    BulanDitutupError."""
    today = timezone.localdate(now)
    seen = pernyataan_get(actor, pernyataan_id, today=today)
    if not pernyataan_decide_may(actor, seen, today=today):
        raise NotAllowedError
    row = Pernyataan.objects.select_for_update().get(pk=seen.pk)
    month_open_require(row.tanggal)
    langkah = Langkah.SETUJUI if setuju else Langkah.TOLAK
    row.keadaan = keadaan_next(Keadaan(row.keadaan), langkah).value
    row.diputus_oleh, row.diputus_pada, row.catatan = actor, now, catatan
    before = HariPegawai.objects.filter(pegawai=row.pegawai_id, tanggal=row.tanggal).first()
    row.sebelum = STATUS_LABEL[StatusHari(before.status)] if before else "Belum dinilai"
    row.save()
    if setuju:
        hari_mark(
            dari=row.tanggal - SATU_HARI,
            sampai=row.tanggal,
            pegawai_ids=[row.pegawai_id],
            sebab=f"{JenisPernyataan(row.jenis).label} disetujui: {row.alasan}",
            oleh_id=actor.pk,
        )
    return row


@transaction.atomic
def pernyataan_cancel(*, actor: Pengguna, pernyataan_id: UUID, now: datetime) -> Pernyataan:
    """Take back one's own statement while nobody decided; raises NotFoundError,
    PernyataanTransitionError, BulanDitutupError."""
    row = pernyataan_own(actor).select_for_update(of=("self",)).filter(pk=pernyataan_id).first()
    if row is None or row.jenis == JenisPernyataan.KERTAS:
        raise NotFoundError
    month_open_require(row.tanggal)
    if row.keadaan != Keadaan.DIAJUKAN:
        raise PernyataanTransitionError
    row.keadaan = keadaan_next(Keadaan(row.keadaan), Langkah.BATALKAN).value
    row.diputus_oleh, row.diputus_pada = actor, now
    row.save()
    return row


def _within_limits(rows: QuerySet[Pernyataan], tanggal: date, today: date) -> None:
    """Raise PernyataanLewatError when it comes too late, or once too often in the month."""
    limits = aturan_hari(on=today)
    if terlambat_dinyatakan(tanggal, today, limits.lupa_batas_hari):
        raise PernyataanLewatError(
            f"Pernyataan paling lambat {limits.lupa_batas_hari} hari sesudah harinya."
        )
    month = rows.filter(
        jenis=JenisPernyataan.LUPA, tanggal__year=tanggal.year, tanggal__month=tanggal.month
    )
    if month.count() >= limits.lupa_maks_sebulan:
        raise PernyataanLewatError(
            f"Pernyataan bulan itu sudah {limits.lupa_maks_sebulan}, sebanyak yang boleh."
        )
