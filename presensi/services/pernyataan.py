"""A time that no phone recorded: stated by the person, decided by the superior.

Approved, it counts like a tap; the days it touches are judged again. How many a month and how
late are dated limits; nobody decides about themselves.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from presensi.errors import BertanggalError, BulanDitutupError, PernyataanLewatError
from presensi.models import HariPegawai, PenutupanBulan, Pernyataan
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
from presensi.selectors.pernyataan import pernyataan_get
from presensi.selectors.rencana import rencana_pada
from presensi.services.hari import hari_mark
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pegawai, Pengguna

TERBUKA = (Keadaan.DIAJUKAN.value, Keadaan.DISETUJUI.value)


@transaction.atomic
def pernyataan_submit(
    *, actor: Pengguna, tanggal: date, arah: str, jam: time, alasan: str, now: datetime
) -> Pernyataan:
    """State when one came or went on a day of duty, in the local time of the unit.

    Raises NotAllowedError without a person of one's own, BertanggalError, PernyataanLewatError,
    BulanDitutupError, DataKurangError when the day has no plan.
    """
    pegawai = Pegawai.objects.select_for_update().filter(pengguna=actor).first()
    if pegawai is None:
        raise NotAllowedError
    today = timezone.localdate(now)
    _open_month(tanggal)
    limits = aturan_hari(on=today)
    if tanggal > today:
        raise BertanggalError("tanggal", "Hari itu belum tiba.")
    if terlambat_dinyatakan(tanggal, today, limits.lupa_batas_hari):
        raise PernyataanLewatError(
            f"Pernyataan paling lambat {limits.lupa_batas_hari} hari sesudah harinya."
        )
    rows = Pernyataan.objects.filter(pegawai=pegawai, keadaan__in=TERBUKA)
    month = rows.filter(
        jenis=JenisPernyataan.LUPA, tanggal__year=tanggal.year, tanggal__month=tanggal.month
    )
    if month.count() >= limits.lupa_maks_sebulan:
        raise PernyataanLewatError(
            f"Pernyataan bulan itu sudah {limits.lupa_maks_sebulan}, sebanyak yang boleh."
        )
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
        jenis=JenisPernyataan.LUPA,
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
    if not pernyataan_decide_may(actor, seen.pegawai, today=today):
        raise NotAllowedError
    row = Pernyataan.objects.select_for_update().get(pk=seen.pk)
    _open_month(row.tanggal)
    langkah = Langkah.SETUJUI if setuju else Langkah.TOLAK
    row.keadaan = keadaan_next(Keadaan(row.keadaan), langkah).value
    row.diputus_oleh, row.diputus_pada, row.catatan = actor, now, catatan
    before = HariPegawai.objects.filter(pegawai=row.pegawai_id, tanggal=row.tanggal).first()
    row.sebelum = STATUS_LABEL[StatusHari(before.status)] if before else "Belum dinilai"
    row.save()
    if setuju:
        hari_mark(dari=row.tanggal - SATU_HARI, sampai=row.tanggal, pegawai_ids=[row.pegawai_id])
    return row


def _open_month(tanggal: date) -> None:
    if PenutupanBulan.objects.filter(bulan=tanggal.replace(day=1)).exists():
        raise BulanDitutupError
