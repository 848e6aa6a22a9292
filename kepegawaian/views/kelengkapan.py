"""What the archive lacks for the next promotion, pay rise or pension of one person."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kepegawaian.selectors.kelengkapan import Kelengkapan, kelengkapan_of
from sitamu.inti.errors import DataKurangError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import pegawai_visible_to


@require_GET
def kelengkapan(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """A page, or the panel alone for the archive page that loads it."""
    today = timezone.localdate()
    pegawai = (
        pegawai_visible_to(request.user, today=today, hak=Hak.ARSIP_VIEW)
        .filter(pk=pegawai_id)
        .first()
    )
    if pegawai is None or not request.user.is_active:
        raise NotFoundError
    rows: list[Kelengkapan] = []
    kurang = ""
    try:
        rows = kelengkapan_of(pegawai, today=today)
    except DataKurangError as error:
        kurang = error.message
    template = "_kelengkapan.html" if request.htmx else "kelengkapan.html"
    return render(
        request,
        f"kepegawaian/{template}",
        {
            "pegawai": pegawai,
            "kelengkapan": rows,
            "data_kurang": kurang,
            "url_arsip": _arsip(request, pegawai),
        },
    )


def _arsip(request: PortalRequest, pegawai: Pegawai) -> str:
    if pegawai.pengguna_id == request.user.pk:
        return reverse("arsip:arsip-saya")
    return reverse("arsip:arsip-pegawai", args=[pegawai.pk])
