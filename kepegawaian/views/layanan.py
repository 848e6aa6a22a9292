"""Start pages: which services somebody may propose today, and why the others not yet."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kepegawaian.rules.katalog import Loket, Pengusul
from kepegawaian.rules.layanan import KeadaanLayanan
from kepegawaian.selectors.layanan import Penawaran, katalog_in_force, layanan_offered
from kepegawaian.selectors.usulan import usulan_visible_to
from sitamu.inti.errors import DataKurangError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to

WARNA: Final = {
    KeadaanLayanan.DAPAT: "hijau",
    KeadaanLayanan.BERJALAN: "biru",
    KeadaanLayanan.NANTI: "kuning",
    KeadaanLayanan.BELUM: "abu",
}
URUTAN: Final = tuple(WARNA)


@require_GET
def layanan_list(request: PortalRequest) -> HttpResponse:
    """One's own services; whoever is no pegawai sees the catalogue."""
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    if pegawai is None:
        rows = katalog_in_force(on=timezone.localdate())
        return render(
            request,
            "kepegawaian/layanan_list.html",
            {
                "katalog": [
                    (loket.label, [v for v in rows if v.layanan.loket == loket.value])
                    for loket in Loket
                ]
            },
        )
    return _offered(request, pegawai, Pengusul.ASN)


@require_GET
def pegawai_layanan(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """Services that an operator may propose for a colleague."""
    today = timezone.localdate()
    pegawai = (
        pegawai_visible_to(request.user, today=today, hak=Hak.USULAN_SUBMIT)
        .filter(pk=pegawai_id)
        .first()
    )
    if pegawai is None:
        raise NotFoundError
    own = pegawai.pengguna_id == request.user.pk
    return _offered(request, pegawai, Pengusul.ASN if own else Pengusul.OPERATOR)


def _offered(request: PortalRequest, pegawai: Pegawai, pengusul: Pengusul) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "pegawai": pegawai,
        "sendiri": pegawai.pengguna_id == request.user.pk,
    }
    try:
        rows = layanan_offered(pegawai, pengusul, today=today)
    except DataKurangError as error:
        return render(request, "kepegawaian/layanan_list.html", {**context, "galat": error})
    running = [p.berjalan.pk for p in rows if p.berjalan]
    seen = (
        set(
            usulan_visible_to(request.user, today=today)
            .filter(pk__in=running)
            .values_list("pk", flat=True)
        )
        if running
        else set()
    )
    groups = [
        (keadaan, WARNA[keadaan], [_row(p, seen) for p in rows if p.kelayakan.keadaan is keadaan])
        for keadaan in URUTAN
    ]
    return render(
        request,
        "kepegawaian/layanan_list.html",
        {**context, "kelompok": [g for g in groups if g[2]]},
    )


def _row(penawaran: Penawaran, seen: set[UUID]) -> dict[str, Any]:
    running = penawaran.berjalan
    return {
        "versi": penawaran.versi,
        "kelayakan": penawaran.kelayakan,
        "usulan": running if running and running.pk in seen else None,
    }
