"""Stated times: one's own with a form, and those that wait for one's decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from presensi.errors import PernyataanLewatError
from presensi.forms import PernyataanForm, PutusForm
from presensi.rules.fakta import JenisPernyataan
from presensi.selectors.pernyataan import pernyataan_own, pernyataan_waiting
from presensi.services.pernyataan import pernyataan_cancel, pernyataan_decide, pernyataan_submit
from presensi.views.bagian import bagian, refused_at
from sitamu.inti.errors import DomainError
from sitamu.inti.http import PortalRequest

TERAKHIR = 20


@require_http_methods(["GET", "POST"])
def pernyataan_list(request: PortalRequest) -> HttpResponse:
    """State a time; see what became of earlier ones; decide what waits."""
    form = PernyataanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            pernyataan_submit(
                actor=request.user,
                tanggal=typed["tanggal"],
                arah=typed["arah"],
                jam=typed["jam"],
                alasan=typed["alasan"],
                jenis=typed["jenis"],
                now=timezone.now(),
            )
        except PernyataanLewatError as error:
            form.add_error("tanggal", f"{error.message} {error.langkah}")
        except DomainError as error:
            refused_at(form, error)
        else:
            to = (
                "pengelola presensi"
                if typed["jenis"] is JenisPernyataan.KEBERATAN
                else "atasan Anda"
            )
            messages.success(request, f"Pernyataan dikirim ke {to}.")
            return redirect("presensi:pernyataan-list")
    return render(
        request,
        "presensi/pernyataan_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "sendiri": pernyataan_own(request.user)[:TERAKHIR],
            "menunggu": pernyataan_waiting(request.user, today=timezone.localdate()),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def pernyataan_putus(request: PortalRequest, pernyataan_id: UUID) -> HttpResponse:
    """Yes or no about one of them."""
    form = PutusForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
        return redirect("presensi:pernyataan-list")
    row = pernyataan_decide(
        actor=request.user,
        pernyataan_id=pernyataan_id,
        setuju=form.cleaned_data["setuju"],
        catatan=form.cleaned_data["catatan"],
        now=timezone.now(),
    )
    messages.success(request, f"{row.pegawai.nama_lengkap}: {row.get_keadaan_display().lower()}.")
    return redirect("presensi:pernyataan-list")


@require_POST
def pernyataan_batal(request: PortalRequest, pernyataan_id: UUID) -> HttpResponse:
    """Take back one's own while it waits."""
    pernyataan_cancel(actor=request.user, pernyataan_id=pernyataan_id, now=timezone.now())
    messages.success(request, "Pernyataan dibatalkan.")
    return redirect("presensi:pernyataan-list")
