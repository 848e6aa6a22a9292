"""BKN's answer on record: pertek with its proof and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from arsip.services.dokumen import akses_kasus_grant, dokumen_upload
from kepegawaian import events
from kepegawaian.models import Pertek, Usulan
from kepegawaian.rules.pertek import pertek_differences
from kepegawaian.rules.usulan import Action
from kepegawaian.selectors.layanan import PENSIUN
from kepegawaian.selectors.sk import angka_of
from kepegawaian.selectors.surat import angka_pertek
from kepegawaian.services.usulan import (
    RUJUKAN,
    usulan_check,
    usulan_event,
    usulan_held,
    usulan_lock_for,
    usulan_move,
)
from sitamu.inti.errors import DataKurangError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.services.outbox import emit


@dataclass(frozen=True, slots=True)
class IsiPertek:
    """What the pertek says; rupiah are whole, MKG and MKP in years and months.

    MKP and pensiun pokok are None but for a pension.
    """

    nomor: str
    tanggal: date
    golongan: str
    mkg_tahun: int
    mkg_bulan: int
    mkp_tahun: int | None
    mkp_bulan: int | None
    gaji_pokok: int
    pensiun_pokok: int | None
    tmt: date


def pertek_record(
    *,
    usulan_id: UUID,
    isi: IsiPertek,
    files: Sequence[UploadedFile[Any]],
    actor: Pengguna,
    now: datetime,
) -> Usulan:
    """Record (or correct, until the SK is numbered) the pertek; the clock runs again.

    A corrected pertek may keep its proof: then `files` is empty. The same figures again change
    nothing. Differences from our record do not stop the recording, they stop the SK: the person
    is told of the first recording only, the signers when they can act.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        usulan = _allowed(usulan_id, actor, today)
        old = Pertek.objects.filter(usulan=usulan).first()
    if old is not None and not files and _figures(old) == _figures(isi):
        return usulan
    could_sign = old is not None and _agrees(usulan, old, today)
    versi_id = old.versi_bukti_id if old else None
    if files or versi_id is None:
        versi_id = dokumen_upload(
            pegawai_id=usulan.pegawai_id,
            jenis_kode=jenis_pertek(usulan),
            kunci=usulan.nomor,
            files=files,
            actor=actor,
            now=now,
            hak=Hak.USULAN_VERIFY,
        ).pk
    with transaction.atomic():
        usulan = _allowed(usulan_id, actor, today)
        pertek, _ = Pertek.objects.update_or_create(
            usulan=usulan,
            defaults={
                **_figures(isi),
                "versi_bukti_id": versi_id,
                "dicatat_oleh": actor,
                "dicatat_pada": now,
            },
        )
        akses_kasus_grant(
            versi_ids=[versi_id],
            rujukan_jenis=RUJUKAN,
            rujukan_id=usulan.pk,
            hak=Hak.USULAN_VIEW,
            unit=usulan.unit_kerja,
            mulai=today,
        )
        usulan_move(
            usulan,
            Action.RECORD_PERTEK,
            actor=actor,
            now=now,
            event=events.UsulanPertekDicatat if old is None else None,
            ada_pertek=True,
            rincian={
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in _figures(isi).items()
            },
        )
        if not could_sign and _agrees(usulan, pertek, today):
            emit(usulan_event(events.UsulanSiapDisetujui, usulan, actor=actor))
        return usulan


def jenis_pertek(usulan: Usulan) -> str:
    """Kind under which BKN's paper is filed."""
    return "PERTEK_PENSIUN" if usulan.layanan.kelompok == PENSIUN else "PERTEK"


def _figures(source: Pertek | IsiPertek) -> dict[str, Any]:
    return {name: getattr(source, name) for name in IsiPertek.__slots__}


def _agrees(usulan: Usulan, pertek: Pertek, today: date) -> bool:
    """Whether nothing in the pertek holds up the SK."""
    try:
        ours = angka_of(usulan, today=today)
    except DataKurangError:
        return False
    return not any(row.menahan for row in pertek_differences(angka_pertek(pertek), ours))


def _allowed(usulan_id: UUID, actor: Pengguna, today: date) -> Usulan:
    usulan = usulan_lock_for(actor, usulan_id, Action.RECORD_PERTEK, today=today)
    usulan_check(usulan, Action.RECORD_PERTEK)
    usulan_held(usulan, actor)
    return usulan
