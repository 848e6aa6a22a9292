"""Rights: given over a unit subtree from one day to another, ended, never edited or deleted."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from sitamu.inti.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from sitamu.inti.models import PemberianHak, Pengguna, Penugasan
from sitamu.inti.rules.hak import HAK_OF, Hak, Peran
from sitamu.inti.selectors import pengguna_visible_to, units_granted
from sitamu.inti.services.penugasan import penugasan_stop


class HakTanggalError(DomainError):
    code = "tanggal_hak"
    http_status = 422


@transaction.atomic
def hak_grant(
    *,
    pengguna_id: UUID,
    peran: Peran,
    unit_id: UUID,
    mulai: date,
    sampai: date | None,
    dasar: str,
    actor: Pengguna,
    now: datetime,
) -> list[PemberianHak]:
    """Give the permissions of one office over a unit and all below it; both dates inclusive.

    `dasar`: number of the SK or surat tugas. Raises NotFoundError (account or unit outside the
    actor's charge), NotAllowedError (own account), HakTanggalError, ConflictError (the same office
    over the same unit is already held in that time).
    """
    akun = _lock_for(actor, pengguna_id, on=timezone.localdate(now))
    units = units_granted(actor, Hak.PENGGUNA_MANAGE, on=timezone.localdate(now))
    unit = units.filter(pk=unit_id).first()
    if unit is None:
        raise NotFoundError
    if sampai is not None and sampai < mulai:
        raise HakTanggalError("Tanggal berakhir harus sama dengan atau setelah tanggal mulai.")
    held = PemberianHak.objects.filter(pengguna=akun, unit=unit, peran=peran.value).exclude(
        sampai__lt=mulai
    )
    if (held if sampai is None else held.filter(mulai__lte=sampai)).exists():
        raise ConflictError(
            f"{peran.label} atas {unit.nama} sudah diberikan pada waktu itu.",
            langkah="Akhiri dulu pemberian yang lama.",
        )
    return PemberianHak.objects.bulk_create(
        PemberianHak(
            pengguna=akun,
            hak=hak.value,
            unit=unit,
            peran=peran.value,
            mulai=mulai,
            sampai=sampai,
            dasar=dasar,
            diberikan_oleh=actor,
        )
        for hak in sorted(HAK_OF[peran])
    )


@transaction.atomic
def hak_end(
    *,
    pengguna_id: UUID,
    peran: Peran,
    unit_id: UUID,
    sampai: date | None,
    actor: Pengguna,
    now: datetime,
) -> int:
    """End an office over a unit after the day `sampai`, or at once when it is None.

    At once means: the last day was yesterday. Returns how many rows ended. Raises NotFoundError,
    NotAllowedError (own account), HakTanggalError (a day that has passed).
    """
    today = timezone.localdate(now)
    akun = _lock_for(actor, pengguna_id, on=today)
    if sampai is not None and sampai < today:
        raise HakTanggalError("Tanggal berakhir tidak boleh sebelum hari ini.")
    last = sampai or today - timedelta(days=1)
    rows = PemberianHak.objects.filter(
        Q(sampai__isnull=True) | Q(sampai__gte=today),
        pengguna=akun,
        peran=peran.value,
        penugasan__isnull=True,
        unit_id=unit_id,
        unit__in=units_granted(actor, Hak.PENGGUNA_MANAGE, on=today),
    )
    never = Cast(F("mulai") - timedelta(days=1), DateField())  # for one that has not begun yet
    ended = rows.update(sampai=Greatest(never, Value(last)), diakhiri_oleh=actor, diakhiri_pada=now)
    if not ended:
        raise NotFoundError
    # What was passed on ends with what it came from.
    passed = Penugasan.objects.filter(pemberi=akun, peran=peran.value, unit=unit_id)
    penugasan_stop(passed, last, actor=actor, now=now)
    return ended


def _lock_for(actor: Pengguna, pengguna_id: UUID, *, on: date) -> Pengguna:
    """The account, locked; 404 outside the actor's charge, 403 for the actor's own."""
    akun = (
        pengguna_visible_to(actor, today=on)
        .select_for_update(of=("self",))
        .filter(pk=pengguna_id)
        .first()
    )
    if akun is None:
        raise NotFoundError
    if akun.pk == actor.pk or not units_granted(actor, Hak.PENGGUNA_MANAGE, on=on).exists():
        raise NotAllowedError
    return akun
