"""Activation: a tried draft becomes a version in force from its date."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sitamu.aturan.errors import BerlakuSurutError, NilaiInvalidError, VersiBertumpukError
from sitamu.aturan.events import ParameterDiaktifkan
from sitamu.aturan.models import AksiDraf, StatusDraf
from sitamu.aturan.selectors import activation_refused, bentuk_get, faults_of, uji_latest
from sitamu.aturan.services.draf import draf_lock_for, draf_note
from sitamu.inti.models import Parameter, Pengguna
from sitamu.inti.services.outbox import emit

KUNCI_AKTIF: Final = 0x5174_0002  # advisory lock: one activation at a time


@transaction.atomic
def draf_activate(
    *, draf_id: UUID, versi: int, surut: bool, actor: Pengguna, now: datetime
) -> Parameter:
    """Add the draft to the law, with its history row and event.

    `surut`: the actor has said that a day before today is meant. Activations wait for each other,
    so that each was tried against the law it joins. Raises BelumDicobaError, OrangKeduaError,
    BerlakuSurutError, VersiBertumpukError, NilaiInvalidError, DrafBerubahError,
    DrafTertutupError, NotFoundError.
    """
    today = timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI_AKTIF])
    draf = draf_lock_for(actor, draf_id, versi, today=today)
    if refused := activation_refused(actor, draf, today=today):
        raise refused
    if draf.berlaku_mulai < today and not surut:
        raise BerlakuSurutError
    if faults := faults_of(draf):  # the shape may be stricter than on the day of the edit
        raise NilaiInvalidError([(fault.tempat, fault.pesan) for fault in faults])
    try:
        with transaction.atomic():
            row = Parameter.objects.create(
                kunci=draf.kunci,
                berlaku_mulai=draf.berlaku_mulai,
                nilai=draf.nilai,
                dasar_hukum=draf.dasar_hukum,
                keterangan=draf.keterangan,
                dimasukkan_oleh=actor,
            )
    except IntegrityError:
        raise VersiBertumpukError(bentuk_get(draf.kunci).judul, draf.berlaku_mulai) from None
    draf.status, draf.parameter = StatusDraf.AKTIF, row
    draf.save(update_fields=["status", "parameter"])
    draf_note(
        draf,
        AksiDraf.DIAKTIFKAN,
        actor=actor,
        now=now,
        rincian={
            "berlaku_mulai": draf.berlaku_mulai.isoformat(),
            "surut": draf.berlaku_mulai < today,
            "uji": {jenis: str(uji.pk) for jenis, uji in uji_latest(draf).items()},
        },
    )
    emit(
        ParameterDiaktifkan(
            parameter_id=row.pk,
            kunci=row.kunci,
            berlaku_mulai=row.berlaku_mulai,
            actor_id=actor.pk,
        )
    )
    return row
