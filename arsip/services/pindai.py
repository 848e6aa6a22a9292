"""Asking the virus scanner, and watching it: that it stands must not be noticed by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

import structlog
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from arsip.clients.pemindai import PindaiGagalError, scan, version
from arsip.errors import BelumDiperiksaError, BervirusError
from arsip.events import PemindaiMacet
from arsip.rules.intake import nama_bersih
from arsip.rules.unggahan import PINDAI_MACET
from arsip.selectors.unggahan import Antrean, pindai_antrean
from sitamu.inti.models import UnitKerja
from sitamu.inti.services.outbox import emit

logger = structlog.get_logger(__name__)
TUNGGU_DETIK: Final = 15.0  # a person waits before a form
RUANG: Final = UUID("6f1c1f0e-5f4b-4a43-9e0c-7a2f4f1d9a10")  # names the alarm of one day


@dataclass(frozen=True, slots=True)
class Pemindai:
    """How the scanner is: `versi` is what it answers, empty when it does not."""

    terpasang: bool
    versi: str
    galat: str
    antrean: Antrean
    macet: bool


def pindai_keadaan(*, now: datetime, ask: bool) -> Pemindai:
    """What waits for the scanner; with `ask` also what it answers, which may take seconds."""
    antrean = pindai_antrean()
    versi = galat = ""
    if ask and settings.SITAMU_CLAMD:
        try:
            versi = version()
        except PindaiGagalError as error:
            galat = str(error)
    return Pemindai(
        terpasang=bool(settings.SITAMU_CLAMD),
        versi=versi,
        galat=galat,
        antrean=antrean,
        macet=antrean.sejak is not None and now - antrean.sejak > PINDAI_MACET,
    )


def file_scan(file: UploadedFile[Any]) -> None:
    """Ask about a file that belongs to no version and so has no state to wait in.

    Whoever sends it waits for the verdict, up to `TUNGGU_DETIK` of silence. Does nothing without a
    scanner. Raises BervirusError, or BelumDiperiksaError when there is no verdict.
    """
    if not settings.SITAMU_CLAMD:
        return
    nama = nama_bersih(file.name or "")
    file.seek(0)
    try:
        found = scan(file, silence_seconds=TUNGGU_DETIK)
    except PindaiGagalError as error:
        logger.warning("tanpa_putusan_pemindai", exc_info=True)
        raise BelumDiperiksaError(nama=nama) from error
    finally:
        file.seek(0)
    if found.virus:
        logger.warning("virus_ditemukan", virus=found.virus)
        raise BervirusError(nama=nama, virus=found.virus)


@transaction.atomic
def pindai_watch(*, now: datetime) -> bool:
    """Raise the alarm when a file has waited over 15 minutes; True when it is raised.

    In the log each time, to the administrators once a day.
    """
    antrean = pindai_antrean()
    if antrean.sejak is None or now - antrean.sejak <= PINDAI_MACET:
        return False
    logger.error("pemindai_macet", jumlah=antrean.jumlah, sejak=antrean.sejak.isoformat())
    root = UnitKerja.objects.filter(induk__isnull=True).first()
    if root is not None:
        event = PemindaiMacet(
            jumlah=antrean.jumlah,
            sejak=antrean.sejak.isoformat(),
            unit_id=root.pk,
            tautan=reverse("arsip:keadaan"),
        )
        emit(event, peristiwa_id=uuid5(RUANG, timezone.localdate(now).isoformat()))
    return True
