"""What people decide about taps: who, why, from what to what; the tap itself stays as it came.

Until somebody decides, a doubted tap counts. Rejected, it counts no more; a refused one that is
accepted counts again. The days it touches are judged again; a closed month takes no decision.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from presensi.errors import BulanDitutupError, KetukanDiputusError
from presensi.events import KetukanDiputus
from presensi.models import HariPegawai, KeputusanKetukan, Ketukan, PenutupanBulan
from presensi.permissions import ketukan_decide_may
from presensi.rules.hari import STATUS_LABEL, StatusHari
from presensi.rules.putusan import Putusan
from presensi.selectors.tinjau import berlaku_of, ketukan_get, ketukan_get_all
from presensi.services.hari import hari_mark
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.services.outbox import emit

KUNCI: Final = 0x5174_0007  # advisory lock: one decision after the other
TAUTAN: Final = "/presensi/bulan/"


@transaction.atomic
def ketukan_decide(
    *, actor: Pengguna, ketukan_id: UUID, terima: bool, alasan: str, now: datetime
) -> KeputusanKetukan:
    """Accept or reject one tap, also one that was decided before.

    Raises NotFoundError, NotAllowedError, BulanDitutupError, KetukanDiputusError when it already
    is what is asked for.
    """
    _one_at_a_time()
    row = ketukan_get(actor, ketukan_id, today=timezone.localdate(now))
    made = _decide(actor, [row], terima=terima, alasan=alasan, now=now)
    if not made:
        raise KetukanDiputusError
    return made[0]


@transaction.atomic
def ketukan_decide_all(
    *, actor: Pengguna, ketukan_ids: Sequence[UUID], terima: bool, alasan: str, now: datetime
) -> tuple[int, int]:
    """The same about several that wait; returns how many were decided, and how many already were.

    Raises as above; what somebody else decided meanwhile is left as it is.
    """
    _one_at_a_time()
    today = timezone.localdate(now)
    rows = ketukan_get_all(actor, ketukan_ids, today=today)
    before = berlaku_of(row.pk for row in rows)
    fresh = [row for row in rows if row.pk not in before]
    made = _decide(actor, fresh, terima=terima, alasan=alasan, now=now)
    return len(made), len(rows) - len(made)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI])


def _decide(
    actor: Pengguna, rows: Sequence[Ketukan], *, terima: bool, alasan: str, now: datetime
) -> list[KeputusanKetukan]:
    """One row of history for each tap that changes; days marked where it now counts or no more."""
    today = timezone.localdate(now)
    people = {row.pk: row for row in Pegawai.objects.filter(pk__in=[r.pegawai_id for r in rows])}
    for pegawai in people.values():
        if not ketukan_decide_may(actor, pegawai, today=today):
            raise NotAllowedError
    closed = set(PenutupanBulan.objects.values_list("bulan", flat=True))
    held = berlaku_of(row.pk for row in rows)
    sesudah = Putusan.TERIMA if terima else Putusan.TOLAK
    made: list[KeputusanKetukan] = []
    for row in rows:
        if timezone.localdate(row.pada).replace(day=1) in closed:
            raise BulanDitutupError
        last = held.get(row.pk)
        sebelum = last.sesudah if last else row.putusan
        if sebelum == sesudah:
            continue
        made.append(
            KeputusanKetukan(
                ketukan_id=row.pk,
                urut=last.urut + 1 if last else 1,
                pegawai=people[row.pegawai_id],
                pada=row.pada,
                sebelum=sebelum,
                sesudah=sesudah.value,
                hari_sebelum=_day_before(row),
                alasan=alasan,
                oleh=actor,
                diputus_pada=now,
            )
        )
    KeputusanKetukan.objects.bulk_create(made)
    turned = [row for row in made if Putusan.TOLAK in (row.sebelum, row.sesudah)]
    for pegawai_id in {row.pegawai_id for row in turned}:
        own = [row.pada for row in turned if row.pegawai_id == pegawai_id]
        dari, sampai = _days(min(own))[0], _days(max(own))[1]
        hari_mark(
            dari=dari,
            sampai=sampai,
            pegawai_ids=[pegawai_id],
            sebab=f"Ketukan {'dibenarkan' if terima else 'tidak dibenarkan'}: {alasan}",
            oleh_id=actor.pk,
        )
        if not terima:
            _tell(people[pegawai_id], len(own), actor)
    return made


def _days(pada: datetime) -> tuple[date, date]:
    """Dates whose duty a tap at that instant may belong to, in any zone."""
    day = timezone.localdate(pada)
    return day - timedelta(days=1), day + timedelta(days=1)


def _day_before(row: Ketukan) -> str:
    """What the day of the tap is now, in words."""
    day = HariPegawai.objects.filter(
        pegawai=row.pegawai_id, tanggal=timezone.localdate(row.pada)
    ).first()
    return STATUS_LABEL[StatusHari(day.status)] if day else "Belum dinilai"


def _tell(pegawai: Pegawai, jumlah: int, actor: Pengguna) -> None:
    emit(
        KetukanDiputus(
            pegawai_id=pegawai.pk,
            akun_id=pegawai.pengguna_id,
            jumlah=jumlah,
            actor_id=actor.pk,
            tautan=TAUTAN,
        )
    )
