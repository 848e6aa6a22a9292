"""Days on which the system was down, and the end of a month."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from presensi.forms import (
    CabutForm,
    DispensasiForm,
    KertasForm,
    KertasPilihForm,
    PutusForm,
    bulan_read,
    jam_read,
)
from presensi.models import PenutupanBulan
from presensi.permissions import kertas_decide_may
from presensi.rules.fakta import Keadaan
from presensi.selectors.massal import (
    dispensasi_visible_to,
    kertas_get,
    kertas_people,
    kertas_units,
    kertas_visible_to,
)
from presensi.selectors.tutup import bulan_pending, month_closed
from presensi.services.jadwal_atur import manages_all
from presensi.services.kertas_cetak import berita_acara_pdf, kertas_keadaan, kertas_lines
from presensi.services.massal import (
    JamKertas,
    dispensasi_grant,
    dispensasi_revoke,
    kertas_decide,
    kertas_submit,
)
from presensi.services.rekap_cetak import bulan_teks
from presensi.services.tutup import bulan_close
from presensi.views.bagian import bagian, refused_at
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held, units_granted
from sitamu.inti.services.jejak import akses_record

PER_PAGE: Final = 25
ORANG_MAKS: Final = 200
BULAN_DITAWARKAN: Final = 6


# Waivers


@require_http_methods(["GET", "POST"])
def dispensasi_list(request: PortalRequest) -> HttpResponse:
    """Waivers given so far; give another."""
    today = _gate(request, Hak.PRESENSI_MANAGE)
    units = units_granted(request.user, Hak.PRESENSI_MANAGE, on=today)
    form = DispensasiForm(request.POST or None, units=units, initial={"tanggal": today})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            dispensasi_grant(
                actor=request.user,
                unit_id=typed["unit"].pk,
                tanggal=typed["tanggal"],
                arah=typed["arah"],
                alasan=typed["alasan"],
                dasar=typed["dasar"],
                now=timezone.now(),
            )
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Dispensasi dicatat. Hari itu dinilai lagi.")
            return redirect("presensi:dispensasi-list")
    rows = dispensasi_visible_to(request.user, today=today)
    return render(
        request,
        "presensi/dispensasi_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "halaman": Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman")),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def dispensasi_cabut(request: PortalRequest, dispensasi_id: UUID) -> HttpResponse:
    """Take one back, with the reason."""
    form = CabutForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Isi alasan pencabutan.")
        return redirect("presensi:dispensasi-list")
    dispensasi_revoke(
        actor=request.user,
        dispensasi_id=dispensasi_id,
        alasan=form.cleaned_data["alasan"],
        now=timezone.now(),
    )
    messages.success(request, "Dispensasi dicabut. Hari itu dinilai lagi.")
    return redirect("presensi:dispensasi-list")


# Paper lists


@require_GET
def kertas_list(request: PortalRequest) -> HttpResponse:
    """Lists so far; choose unit and date of another."""
    today = timezone.localdate()
    units = kertas_units(request.user, today=today)
    form = KertasPilihForm(request.GET if "unit" in request.GET else None, units=units)
    if form.is_valid():
        chosen = form.cleaned_data
        return redirect("presensi:kertas-isi", chosen["unit"].pk, f"{chosen['tanggal']:%Y-%m-%d}")
    if not units.exists():
        raise NotAllowedError
    rows = kertas_visible_to(request.user, today=today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "presensi/kertas_list.html",
        {
            "bagian": bagian(request),
            "form": form,
            "halaman": page,
            "baris": [(daftar, kertas_keadaan(daftar)) for daftar in page],
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def kertas_isi(request: PortalRequest, unit_id: UUID, tanggal: str) -> HttpResponse:
    """Type in the paper list of one unit and date."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(tanggal)
    except ValueError:
        raise NotFoundError from None
    unit, people = kertas_people(request.user, unit_id, day, today=today)
    shown = list(people[:ORANG_MAKS])
    form = KertasForm(request.POST or None)
    wrong: set[str] = set()
    if request.method == "POST":
        isi, wrong = _typed(request, shown)
        if form.is_valid() and not wrong:
            try:
                daftar = kertas_submit(
                    actor=request.user,
                    unit_id=unit.pk,
                    tanggal=day,
                    nomor=form.cleaned_data["nomor"],
                    alasan=form.cleaned_data["alasan"],
                    isi=isi,
                    now=timezone.now(),
                )
            except DomainError as error:
                refused_at(form, error)
            else:
                messages.success(request, "Daftar dikirim ke pengelola presensi.")
                return redirect("presensi:kertas-detail", daftar.pk)
        if wrong:
            form.add_error(None, "Tulis jam seperti 07.30 pada baris yang ditandai.")
    return render(
        request,
        "presensi/kertas_isi.html",
        {
            "bagian": bagian(request),
            "unit": unit,
            "tanggal": day,
            "form": form,
            "baris": [
                (
                    pegawai,
                    [
                        (name, label, request.POST.get(name, ""), name in wrong)
                        for name, label in (
                            (f"masuk-{pegawai.pk}", "Masuk"),
                            (f"pulang-{pegawai.pk}", "Pulang"),
                        )
                    ],
                )
                for pegawai in shown
            ],
        },
        status=422 if form.errors else 200,
    )


def _typed(request: PortalRequest, people: list[Pegawai]) -> tuple[dict[UUID, JamKertas], set[str]]:
    """Hours of everybody, and the names of fields that cannot be read."""
    wrong: set[str] = set()

    def read(name: str) -> object:
        try:
            return jam_read(request.POST.get(name, ""))
        except ValueError:
            wrong.add(name)
            return None

    isi = {p.pk: JamKertas(read(f"masuk-{p.pk}"), read(f"pulang-{p.pk}")) for p in people}  # type: ignore[arg-type]
    return isi, wrong


@require_GET
def kertas_detail(request: PortalRequest, daftar_id: UUID) -> HttpResponse:
    """One list: its lines, what became of them, the berita acara; decide when it waits."""
    today = timezone.localdate()
    daftar = kertas_get(request.user, daftar_id, today=today)
    return render(
        request,
        "presensi/kertas_detail.html",
        {
            "bagian": bagian(request),
            "daftar": daftar,
            "keadaan": kertas_keadaan(daftar),
            "baris": kertas_lines(daftar),
            "memutus": daftar.keadaan == Keadaan.DIAJUKAN
            and kertas_decide_may(request.user, daftar, today=today),
        },
    )


@require_POST
def kertas_putus(request: PortalRequest, daftar_id: UUID) -> HttpResponse:
    """Say yes or no to the whole list."""
    form = PutusForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Isi alasan penolakan.")
        return redirect("presensi:kertas-detail", daftar_id)
    kertas_decide(
        actor=request.user,
        daftar_id=daftar_id,
        setuju=form.cleaned_data["setuju"],
        catatan=form.cleaned_data["catatan"],
        now=timezone.now(),
    )
    messages.success(request, "Keputusan disimpan.")
    return redirect("presensi:kertas-detail", daftar_id)


@require_GET
def kertas_cetak(request: PortalRequest, daftar_id: UUID) -> HttpResponse:
    """The berita acara as PDF, to be signed; the download is logged."""
    now = timezone.now()
    daftar = kertas_get(request.user, daftar_id, today=timezone.localdate(now))
    akses_record(
        aksi="unduh_berita_acara_presensi",
        pengguna=request.user,
        request=request,
        objek_jenis="daftar_kertas",
        objek_id=daftar.pk,
        objek_label=str(daftar),
    )
    response = HttpResponse(
        berita_acara_pdf(daftar, oleh=request.user, now=now), content_type="application/pdf"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="berita-acara-{daftar.tanggal:%Y-%m-%d}.pdf"'
    )
    return response


# The end of a month


@require_http_methods(["GET", "POST"])
def tutup(request: PortalRequest) -> HttpResponse:
    """What still waits about a month; close it for ever."""
    now = timezone.now()
    today = _gate(request, Hak.PRESENSI_MANAGE)
    if not manages_all(request.user, today=today):
        raise NotAllowedError
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    bulan = bulan_read(request.GET.get("bulan", f"{last:%Y-%m}"), today)
    galat = ""
    if request.method == "POST":
        bulan = bulan_read(request.POST.get("bulan", ""), today)
        if request.POST.get("yakin") == "ya":
            bulan_close(actor=request.user, bulan=bulan, now=now)
            messages.success(request, f"{bulan_teks(bulan)} ditutup.")
            return redirect("presensi:tutup")
        galat = "Centang pernyataan ini sebelum menutup."
    months = [last]
    for _ in range(BULAN_DITAWARKAN):
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    pending = bulan_pending(bulan, now=now)
    return render(
        request,
        "presensi/tutup.html",
        {
            "bagian": bagian(request),
            "bulan": bulan_teks(bulan),
            "kode_bulan": f"{bulan:%Y-%m}",
            "pilihan": [(f"{b:%Y-%m}", bulan_teks(b)) for b in months],
            "sudah": month_closed(bulan),
            "menunggu": pending,
            "tertahan": any(row.tahan for row in pending),
            "galat": galat,
            "ditutup": PenutupanBulan.objects.select_related("oleh").order_by("-bulan")[:24],
        },
        status=422 if galat else 200,
    )


def _gate(request: PortalRequest, hak: Hak) -> date:
    today = timezone.localdate()
    if hak not in hak_held(request.user, on=today):
        raise NotAllowedError
    return today
