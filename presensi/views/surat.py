"""Letters of duty travel: one's own with a form, and those that wait for one's decision."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from presensi.forms import PutusForm, SuratForm
from presensi.selectors.surat import surat_own, surat_waiting
from presensi.services.surat import IsiSurat, surat_decide, surat_submit
from presensi.views.bagian import bagian, refused_at
from sitamu.inti.errors import DomainError
from sitamu.inti.http import PortalRequest

TERAKHIR = 20


@require_http_methods(["GET", "POST"])
def surat_list(request: PortalRequest) -> HttpResponse:
    """Hand in a letter; see earlier ones; decide what waits."""
    form = SuratForm(request.POST or None, initial={"jam_mulai": "00.00", "jam_selesai": "23.59"})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        zona = timezone.get_current_timezone()
        try:
            surat_submit(
                actor=request.user,
                isi=IsiSurat(
                    typed["nomor"],
                    typed["tanggal"],
                    typed["perihal"],
                    typed["tujuan"],
                    datetime.combine(typed["mulai"], typed["jam_mulai"], tzinfo=zona),
                    datetime.combine(typed["selesai"], typed["jam_selesai"], tzinfo=zona),
                ),
                nip=typed["nip"],
                now=timezone.now(),
            )
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Surat tugas dikirim untuk disetujui.")
            return redirect("presensi:surat-list")
    return render(
        request,
        "presensi/surat_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "sendiri": surat_own(request.user)[:TERAKHIR],
            "menunggu": surat_waiting(request.user, today=timezone.localdate()),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def surat_putus(request: PortalRequest, surat_id: UUID) -> HttpResponse:
    """Yes or no about one of them."""
    form = PutusForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
        return redirect("presensi:surat-list")
    surat = surat_decide(
        actor=request.user,
        surat_id=surat_id,
        setuju=form.cleaned_data["setuju"],
        catatan=form.cleaned_data["catatan"],
        now=timezone.now(),
    )
    messages.success(request, f"Surat {surat.nomor}: {surat.get_keadaan_display().lower()}.")
    return redirect("presensi:surat-list")
