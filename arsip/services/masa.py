"""Until when a paper is good: said by whoever files it, and its owner is told before it ends."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from arsip.events import DokumenBerakhir
from arsip.models import VersiDokumen
from arsip.permissions import dokumen_may_upload
from arsip.rules.dokumen import ingat_langkah
from arsip.selectors import OBJEK_VERSI, berakhir_until, bermasa_get, ingat_hari
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Outbox, Pengguna
from sitamu.inti.services.jejak import akses_record
from sitamu.inti.services.outbox import emit


@transaction.atomic
def masa_set(
    *,
    dokumen_id: UUID,
    berlaku_sampai: date | None,
    actor: Pengguna,
    now: datetime,
    request: HttpRequest | None = None,
) -> VersiDokumen:
    """Say the last day on which the newest version is good; None: without end.

    By whoever may file for the person. Raises NotFoundError or NotAllowedError.
    """
    today = timezone.localdate(now)
    versi = bermasa_get(actor, dokumen_id, today=today)
    if not dokumen_may_upload(actor, versi.dokumen.pegawai, today=today):
        raise NotAllowedError
    before = versi.berlaku_sampai
    versi.berlaku_sampai = berlaku_sampai
    versi.save(update_fields=["berlaku_sampai"])
    akses_record(
        aksi="ubah_masa_berlaku",
        pengguna=actor,
        request=request,
        objek_jenis=OBJEK_VERSI,
        objek_id=versi.pk,
        objek_label=str(versi.dokumen),
        pegawai_id=versi.dokumen.pegawai_id,
        rincian={"dari": f"{before or ''}", "menjadi": f"{berlaku_sampai or ''}"},
    )
    return versi


def berakhir_remind(*, now: datetime) -> int:
    """Tell owners of papers that end soon or have ended; returns how many.

    On which days before, a dated setting says (`ingat_hari`: 90, 30 and 7). Each step once for
    each version: its event has the same id whenever it is made. A paper that ended longer ago than
    the first step is early is let rest. Raises DataKurangError.
    """
    today = timezone.localdate(now)
    hari = ingat_hari(on=today)
    span = timedelta(days=max(hari))
    told = 0
    for versi in berakhir_until(today + span).filter(berlaku_sampai__gte=today - span):
        told += _remind(versi, hari, today=today)
    return told


@transaction.atomic
def _remind(versi: VersiDokumen, hari: Sequence[int], *, today: date) -> bool:
    pegawai, sampai = versi.dokumen.pegawai, versi.berlaku_sampai
    if pegawai.pengguna_id is None or sampai is None:
        return False
    sisa = (sampai - today).days
    peristiwa_id = uuid5(versi.pk, f"{sampai} {ingat_langkah(sisa, hari)}")
    if Outbox.objects.filter(peristiwa_id=peristiwa_id).exists():
        return False
    emit(
        DokumenBerakhir(
            versi_id=versi.pk,
            pegawai_id=pegawai.pk,
            akun_id=pegawai.pengguna_id,
            jenis=f"{versi.dokumen.jenis.nama} {versi.dokumen.kunci}".strip(),
            berlaku_sampai=sampai.isoformat(),
            sisa_hari=sisa,
            keadaan="LEWAT" if sisa < 0 else "DEKAT",
            tautan=reverse("arsip:arsip-saya"),
        ),
        peristiwa_id=peristiwa_id,
    )
    return True
