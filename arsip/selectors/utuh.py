"""What a look at the stored bytes has found, and what is left to look at."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from arsip.models import HalamanFoto, PutaranUtuh, TemuanUtuh, VersiDokumen
from arsip.rules.dokumen import StatusVersi


def versi_unchecked(*, since: datetime) -> QuerySet[VersiDokumen]:
    """Ready versions not looked at since the round began, longest ago first."""
    return VersiDokumen.objects.filter(
        Q(utuh_pada__isnull=True) | Q(utuh_pada__lt=since), status=StatusVersi.SIAP, pada__lt=since
    ).order_by(F("utuh_pada").asc(nulls_first=True), "pk")


def stems_known(folder: str) -> set[str]:
    """What the names in a folder may begin with, up to the first "-", because a row has them."""
    rows = VersiDokumen.objects.exclude(status=StatusVersi.MUSNAH)
    names = rows.filter(kunci_simpan__startswith=f"{folder}/").values_list(
        "kunci_simpan", flat=True
    )
    drafts = HalamanFoto.objects.filter(kunci_simpan__startswith=f"{folder}/")
    return stems(names) | stems(drafts.values_list("kunci_simpan", flat=True))


def stems(names: Iterable[str]) -> set[str]:
    """`dokumen/ab/cdef` of `dokumen/ab/cdef-m1.hal/2.jpg`."""
    return {name.split("-", 1)[0] for name in names}


def temuan_open() -> QuerySet[TemuanUtuh]:
    """Findings that stand, newest first."""
    return TemuanUtuh.objects.filter(pulih_pada__isnull=True).select_related(
        "versi__dokumen__jenis", "versi__dokumen__pegawai"
    )


def putaran_last() -> PutaranUtuh | None:
    """The round under way, else the last one."""
    return PutaranUtuh.objects.first()
