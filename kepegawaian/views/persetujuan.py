"""What a head approves, on a phone: one card for each, approve or return with a reason."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kepegawaian.rules.usulan import Action
from kepegawaian.selectors.antrean import butir_counts
from kepegawaian.selectors.meja import templat_general
from kepegawaian.selectors.usulan import moves_seen, persetujuan
from sitamu.inti.errors import NotAllowedError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held

PER_PAGE = 15


@require_GET
def persetujuan_list(request: PortalRequest) -> HttpResponse:
    """Usulan that wait for the head of the OPD, oldest first."""
    today = timezone.localdate()
    if Hak.USULAN_APPROVE_OPD not in hak_held(request.user, on=today):
        raise NotAllowedError
    page = Paginator(persetujuan(request.user, today=today), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    found = list(page.object_list)
    items, moves = butir_counts(found), moves_seen(found)
    return render(
        request,
        "kepegawaian/persetujuan_list.html",
        {
            "halaman": page,
            "baris": [
                {
                    "usulan": u,
                    "butir": items.get(u.pk, (0, 0))[1],
                    "dilihat": moves.get(u.pk, 0),
                    "buatan_sendiri": u.dibuat_oleh_id == request.user.pk,
                    "hari": (today - timezone.localdate(u.diajukan_pada)).days
                    if u.diajukan_pada
                    else None,
                }
                for u in found
            ],
            "dapat_dipilih": sum(u.dibuat_oleh_id != request.user.pk for u in found) > 1,
            "templat": templat_general(on=today),
            "setujui": Action.APPROVE_OPD,
        },
    )
