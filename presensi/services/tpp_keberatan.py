"""Objections to a slip: asked by its owner until a date, answered by who computes or approves."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from presensi.errors import KeberatanTutupError
from presensi.events import KeberatanTppBerubah
from presensi.models import HasilTpp, KeberatanTpp, PeriodeTpp
from presensi.rules.tpp.alur import KeadaanKeberatan, StatusTpp
from presensi.selectors.tpp import keberatan_visible_to
from presensi.services.tpp import periode_open
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.teks import BULAN, tanggal_panjang
from sitamu.inti.services.outbox import emit


def keberatan_open(periode: PeriodeTpp, *, today: date) -> bool:
    """Whether an objection may be made today; the last day counts."""
    last = periode.keberatan_sampai
    return periode.status == StatusTpp.TERBUKA and (last is None or today <= last)


@transaction.atomic
def keberatan_submit(
    *, hasil_id: UUID, alasan: str, actor: Pengguna, now: datetime
) -> KeberatanTpp:
    """Object to the own slip.

    Raises NotFoundError for somebody else's, TppTertutupError, KeberatanTutupError after the last
    day or while one waits.
    """
    hasil = HasilTpp.objects.filter(pk=hasil_id, pegawai__pengguna=actor).first()
    if hasil is None:
        raise NotFoundError
    periode = periode_open(hasil.periode.bulan)
    if not keberatan_open(periode, today=timezone.localdate(now)):
        last = periode.keberatan_sampai or periode.bulan
        raise KeberatanTutupError(
            f"Keberatan untuk bulan ini diterima sampai {tanggal_panjang(last)}.",
            "Hubungi pengelola TPP di BKPSDM bila ada yang masih salah.",
        )
    rows = KeberatanTpp.objects.filter(periode=periode, pegawai=hasil.pegawai_id)
    if rows.filter(keadaan=KeadaanKeberatan.DIAJUKAN.value).exists():
        raise KeberatanTutupError(
            "Keberatan Anda masih menunggu jawaban.", "Tunggu jawabannya sebelum menulis lagi."
        )
    row = KeberatanTpp.objects.create(
        periode=periode,
        pegawai_id=hasil.pegawai_id,
        unit_id=hasil.unit_id,
        alasan=alasan,
        diajukan_oleh=actor,
        diajukan_pada=now,
    )
    _tell(row, "DIAJUKAN", actor)
    return row


@transaction.atomic
def keberatan_answer(
    *, keberatan_id: UUID, terima: bool, jawaban: str, actor: Pengguna, now: datetime
) -> KeberatanTpp:
    """Answer an objection; an accepted one is followed by repairing the facts.

    Raises NotFoundError, NotAllowedError for the own one, TppTertutupError, KeberatanTutupError
    when it was answered before.
    """
    today = timezone.localdate(now)
    row = keberatan_visible_to(actor, today=today).filter(pk=keberatan_id).first()
    if row is None:
        raise NotFoundError
    if row.pegawai.pengguna_id == actor.pk:
        raise NotAllowedError
    periode_open(row.periode.bulan)
    row = KeberatanTpp.objects.select_for_update().get(pk=row.pk)
    if row.keadaan != KeadaanKeberatan.DIAJUKAN:
        raise KeberatanTutupError("Keberatan ini sudah dijawab.", "Muat ulang halaman.")
    row.keadaan = (KeadaanKeberatan.DITERIMA if terima else KeadaanKeberatan.DITOLAK).value
    row.jawaban, row.dijawab_oleh, row.dijawab_pada = jawaban, actor, now
    row.save(update_fields=["keadaan", "jawaban", "dijawab_oleh", "dijawab_pada"])
    _tell(row, "DIJAWAB", actor)
    return row


def _tell(row: KeberatanTpp, keadaan: str, actor: Pengguna) -> None:
    bulan = row.periode.bulan
    emit(
        KeberatanTppBerubah(
            keberatan_id=row.pk,
            pegawai_id=row.pegawai_id,
            akun_id=row.diajukan_oleh_id,
            unit_id=row.unit_id,
            bulan=f"{BULAN[bulan.month - 1]} {bulan.year}",
            keadaan=keadaan,
            actor_id=actor.pk,
            tautan=reverse("presensi:tpp-saya"),
            tautan_petugas=reverse("presensi:tpp-keberatan"),
        )
    )
