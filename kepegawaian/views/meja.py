"""Around the review: who else is here, notes among colleagues, sentences for reasons."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepegawaian.forms import TemplatForm
from kepegawaian.models import TemplatAlasan
from kepegawaian.permissions import is_own
from kepegawaian.selectors.meja import templat_list
from kepegawaian.selectors.usulan import riwayat_of, usulan_get
from kepegawaian.services.kehadiran import TANYA_DETIK, rekan_seen
from kepegawaian.services.meja import catatan_add, templat_add, templat_check, templat_end
from sitamu.inti.errors import NotFoundError
from sitamu.inti.http import PortalRequest, uuids


@require_GET
def telaah_rekan(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Colleagues with the same case open, and whether it has moved since the page was opened."""
    now = timezone.now()
    usulan = usulan_get(request.user, usulan_id, today=timezone.localdate(now))
    if is_own(request.user, usulan):
        raise NotFoundError
    seen = request.GET.get("dilihat", "")
    last = riwayat_of(usulan).first()
    moved = last is not None and seen.isdecimal() and last.urut != int(seen)
    return render(
        request,
        "kepegawaian/_telaah_rekan.html",
        {
            "usulan": usulan,
            "rekan": rekan_seen(usulan_id=usulan.pk, actor=request.user, now=now),
            "tanya_detik": TANYA_DETIK,
            "dilihat": seen if seen.isdecimal() else "",
            "berubah": last if moved else None,
        },
    )


@require_POST
def telaah_catatan(request: PortalRequest, usulan_id: UUID) -> HttpResponse:
    """Add a note that only colleagues read."""
    catatan_add(
        usulan_id=usulan_id,
        isi=request.POST.get("isi", ""),
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Catatan internal tersimpan.")
    return redirect(f"/telaah/{usulan_id}/#catatan-internal")


@require_http_methods(["GET", "POST"])
def templat_alasan(request: PortalRequest) -> HttpResponse:
    """Sentences in use, and a form for another; `?ganti=`: for other words of one of them."""
    now = timezone.now()
    today = timezone.localdate(now)
    templat_check(request.user, today=today)
    asked = next(iter(uuids([request.GET.get("ganti", "")])), None)
    old = (
        TemplatAlasan.objects.filter(pk=asked, berlaku_sampai__isnull=True).first()
        if asked
        else None
    )
    initial = {"mulai": today} | ({"teks": old.teks, "layanan": old.layanan_id} if old else {})
    form = TemplatForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        templat_add(**form.cleaned_data, actor=request.user, now=now, ganti=old.pk if old else None)
        messages.success(request, "Templat tersimpan.")
        return redirect("kepegawaian:templat-alasan")
    return render(
        request,
        "kepegawaian/templat_alasan.html",
        {"templat": templat_list(on=today), "form": form, "ganti": old, "hari_ini": today},
        status=422 if form.errors else 200,
    )


@require_POST
def templat_akhiri(request: PortalRequest, templat_id: UUID) -> HttpResponse:
    """Offer a sentence no longer, from tomorrow."""
    now = timezone.now()
    templat_end(templat_id=templat_id, sampai=timezone.localdate(now), actor=request.user, now=now)
    messages.success(request, "Templat diakhiri. Mulai besok tidak ditawarkan lagi.")
    return redirect("kepegawaian:templat-alasan")
