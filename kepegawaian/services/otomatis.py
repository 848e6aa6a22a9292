"""KPO and PPO: drafts that SiTAMU opens by itself, so that the person only has to confirm.

KP reguler in its window and pension BUP in the daftar penjagaan, of those whose SK is made here
(up to IV/b); the others go the full way and are shown in the lists.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kepegawaian import events
from kepegawaian.models import Nominatif, VersiLayanan
from kepegawaian.rules.layanan import Kelayakan, Perkara
from kepegawaian.rules.nominatif import JenisNominatif, Keadaan, Peramal
from kepegawaian.rules.usulan import Action, Keluarga
from kepegawaian.selectors.aturan import PustakaAturan
from kepegawaian.selectors.fakta import fakta_load
from kepegawaian.selectors.layanan import (
    aturan_layanan,
    kelayakan_of,
    layanan_in_force,
    usulan_issued,
    usulan_same,
    usulan_seen,
)
from kepegawaian.selectors.nominatif import nominatif_sampai
from kepegawaian.selectors.pensiun import PENSIUN_BUP
from kepegawaian.services.usulan import (
    SISTEM,
    keluarga_now,
    usulan_create,
    usulan_event,
)
from sitamu.inti.errors import DomainError
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.services.outbox import emit

logger = structlog.get_logger(__name__)

KP_REGULER: Final = "KP_REGULER"


def sistem() -> Pengguna:
    """The account under which SiTAMU acts by itself: nobody can log in with it."""
    found, created = Pengguna.objects.get_or_create(
        nama_masuk=SISTEM, defaults={"nama": "SiTAMU", "is_active": False}
    )
    if created:
        found.set_unusable_password()
        found.save(update_fields=["password"])
    return found


def usulan_prepare(*, now: datetime, scope: QuerySet[Pegawai] | None = None) -> int:
    """Open a draft for everybody in `scope` whose turn it is; returns how many.

    Read from the stored lists, judged anew by the rule of the service. Whoever has a proposal of
    the kind, or its SK, is passed over, so that running twice opens nothing more.
    """
    today = timezone.localdate(now)
    law = PustakaAturan(pada=today)
    peramal, aturan = Peramal(law.nominatif, today=today), aturan_layanan(law)
    made = 0
    for kode, ids in _due(today, scope):
        versi = layanan_in_force(kode, on=today)
        for fakta in fakta_load(Pegawai.objects.filter(pk__in=ids), today=today):
            found = kelayakan_of(versi, Perkara(fakta, peramal, aturan, today, 0))
            if not found.dapat or keluarga_now(versi, found, today) is not Keluarga.PERTEK:
                continue
            try:
                made += _prepare(fakta.pegawai_id, versi, found, now=now)
            except DomainError as error:
                logger.warning("draf_otomatis_dilewati", kode=error.code, layanan=kode)
    return made


def _due(today: date, scope: QuerySet[Pegawai] | None) -> Iterator[tuple[str, list[UUID]]]:
    rows = Nominatif.objects.filter(keadaan=Keadaan.MEMENUHI.value)
    if scope is not None:
        rows = rows.filter(pegawai__in=scope.values("pk"))
    hari = today.isoformat()
    pangkat = Q(
        jenis=JenisNominatif.PANGKAT.value,
        rincian__jenis_kp="reguler",
        rincian__usul_mulai__lte=hari,
        rincian__usul_akhir__gte=hari,
    )
    sampai = nominatif_sampai(JenisNominatif.PENSIUN, today=today)
    pensiun = Q(jenis=JenisNominatif.PENSIUN.value, tmt__gt=today, tmt__lte=sampai)
    for kode, turn in ((KP_REGULER, pangkat), (PENSIUN_BUP, pensiun)):
        yield kode, list(rows.filter(turn).values_list("pegawai_id", flat=True))


@transaction.atomic
def _prepare(pegawai_id: UUID, versi: VersiLayanan, found: Kelayakan, *, now: datetime) -> bool:
    pegawai = Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai_id)
    seen = usulan_seen(pegawai.pk)
    if usulan_same(seen, versi.layanan) or usulan_issued(seen, versi.layanan, found.tmt):
        return False
    actor = sistem()
    usulan = usulan_create(pegawai, versi, found, actor=actor, now=now, action=Action.START)
    emit(usulan_event(events.UsulanDisiapkan, usulan, actor=actor))
    return True
