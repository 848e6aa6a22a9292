"""The monthly run as people do it: compute, look, repair, approve, close, send to the bank."""

import csv
import io
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from presensi.errors import LembarTppInvalidError, TppBelumDitutupError
from presensi.forms_tpp import (
    BatasForm,
    BulanForm,
    FaktaForm,
    PaguForm,
    SelisihForm,
    SetujuForm,
    first_error,
)
from presensi.models import PaguTpp, PeriodeTpp
from presensi.rules.tpp.alur import StatusTpp
from presensi.rules.tpp.pagu import KRITERIA
from presensi.selectors.tpp import awal_bulan, dibayar, hasil_of, jumlah_of
from presensi.selectors.tpp_rekap import (
    REKAP_KOLOM,
    SIPD_KOLOM,
    bank_rows,
    beda_of,
    hasil_seen,
    keberatan_waiting,
    kemajuan,
    opd_visible_to,
    orang_rows,
    perbaikan_of,
    periode_get,
    periode_visible_to,
    rekap_opd,
    sipd_rows,
    tingkat_of,
)
from presensi.selectors.tpp_slip import bulan_kata
from presensi.services.lembar_tpp import JUDUL_FAKTA, fakta_import, pagu_import
from presensi.services.tpp_cetak import PDF_TERBANYAK, rekap_pdf
from presensi.services.tpp_tutup import (
    batas_set,
    selisih_record,
    tpp_approve,
    tpp_close,
    tpp_request,
    tpp_unapprove,
)
from presensi.views.bagian import refused_at
from presensi.views.tpp import bagian_tpp
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.lembar import lembar_response
from sitamu.inti.models import Pegawai, UnitKerja
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import in_force
from sitamu.inti.services.jejak import akses_record

PERBAIKAN_TAMPIL = 100
PER_HALAMAN = 50


@require_http_methods(["GET", "POST"])
def tpp_list(request: PortalRequest) -> HttpResponse:
    """Months; ask for one to be computed."""
    today = timezone.localdate()
    if Hak.TPP_VIEW not in request.hak:
        raise NotAllowedError
    form = BulanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        bulan = form.cleaned_data["bulan"]
        tpp_request(bulan=bulan, actor=request.user, now=timezone.now())
        return redirect("presensi:tpp-bulan", f"{bulan:%Y-%m}")
    return render(
        request,
        "presensi/tpp_list.html",
        {
            "bagian": bagian_tpp(request),
            "bulan": [
                (bulan_kata(row.bulan), row)
                for row in periode_visible_to(request.user, today=today)
            ],
            "form": form,
            "boleh": Hak.TPP_MANAGE in request.hak,
        },
        status=422 if form.errors else 200,
    )


@require_GET
def tpp_bulan(request: PortalRequest, bulan: str) -> HttpResponse:
    """One month: how far it is, sums by OPD, what to repair, what changed, who approved."""
    today = timezone.localdate()
    periode = _periode(request, bulan, today)
    if request.htmx:
        return render(
            request,
            "presensi/_tpp_kemajuan.html",
            {"periode": periode, "kemajuan": kemajuan(periode)},
        )
    rows = hasil_seen(request.user, periode, today=today)
    wrong = perbaikan_of(rows)
    return render(
        request,
        "presensi/tpp_bulan.html",
        {
            "bagian": bagian_tpp(request),
            "periode": periode,
            "bulan": bulan_kata(periode.bulan),
            "kemajuan": kemajuan(periode),
            "opd": rekap_opd(periode, opd_visible_to(request.user, today=today)),
            "jumlah": jumlah_of(rows),
            "tingkat": tingkat_of(periode),
            "perbaikan": wrong[:PERBAIKAN_TAMPIL],
            "jumlah_perbaikan": wrong.count(),
            "beda": beda_of(rows, periode),
            "keberatan": keberatan_waiting(periode).count(),
            "akar": UnitKerja.objects.get(induk__isnull=True),
            "ditutup": periode.status == StatusTpp.DITUTUP,
            "hak": {
                "kelola": Hak.TPP_MANAGE in request.hak,
                "opd": Hak.TPP_APPROVE_OPD in request.hak,
                "BKPSDM": Hak.TPP_APPROVE_BKPSDM in request.hak,
                "BPKAD": Hak.TPP_APPROVE_BPKAD in request.hak,
            },
            "batas_form": BatasForm(initial={"sampai": periode.keberatan_sampai}),
            "fakta_form": FaktaForm(),
            "selisih_form": SelisihForm(),
            "judul_fakta": ", ".join(JUDUL_FAKTA),
        },
    )


@require_GET
def tpp_opd(request: PortalRequest, bulan: str, unit_id: UUID) -> HttpResponse:
    """People of one OPD with their amounts."""
    today = timezone.localdate()
    periode = _periode(request, bulan, today)
    opd = _opd(request, unit_id, today)
    rows = hasil_of(periode, opd)
    people = dibayar(rows).select_related("pegawai", "unit").defer("rincian", "fakta")
    page = Paginator(people.order_by("pegawai__nama_kunci", "pegawai_id"), PER_HALAMAN).get_page(
        request.GET.get("halaman")
    )
    return render(
        request,
        "presensi/tpp_opd.html",
        {
            "bagian": bagian_tpp(request),
            "periode": periode,
            "bulan": bulan_kata(periode.bulan),
            "opd": opd,
            "halaman": page,
            "jumlah": jumlah_of(rows),
            "pdf": page.paginator.count <= PDF_TERBANYAK,
        },
    )


@require_GET
def tpp_opd_unduh(
    request: PortalRequest, bulan: str, unit_id: UUID, bentuk: str
) -> HttpResponse | FileResponse:
    """The recap of one OPD as workbook or PDF; each download is logged."""
    now = timezone.now()
    today = timezone.localdate(now)
    periode = _periode(request, bulan, today)
    opd = _opd(request, unit_id, today)
    name = f"rekap-tpp-{periode.bulan:%Y-%m}"
    response: HttpResponse | FileResponse
    if bentuk == "xlsx":
        response = lembar_response(
            f"{name}.xlsx",
            [
                ("NIP", 20),
                ("Nama", 32),
                ("Unit", 36),
                ("Golongan", 9),
                ("Kelas", 7),
                *((judul, 16) for _, judul in REKAP_KOLOM),
                ("Perlu diperbaiki", 40),
            ],
            (
                [
                    row.pegawai.nomor,
                    row.pegawai.nama_lengkap,
                    row.unit.nama,
                    row.golongan,
                    row.kelas,
                    *(getattr(row, field) for field, _ in REKAP_KOLOM),
                    row.pesan,
                ]
                for row in orang_rows(hasil_of(periode, opd))
            ),
            kepala=(f"Rekap TPP {bulan_kata(periode.bulan)}", opd.nama),
        )
    elif bentuk == "pdf" and hasil_of(periode, opd).count() <= PDF_TERBANYAK:
        body = rekap_pdf(periode, opd, oleh=request.user, now=now)
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    else:
        raise NotFoundError
    _log(request, periode, f"unduh_rekap_tpp_{bentuk}", opd.nama)
    return response


@require_GET
def tpp_unduh(request: PortalRequest, bulan: str, jenis: str) -> HttpResponse | FileResponse:
    """The bank file and the account recap, of the whole; each download is logged."""
    today = timezone.localdate()
    periode = _periode(request, bulan, today)
    root = UnitKerja.objects.get(induk__isnull=True)
    if not opd_visible_to(request.user, today=today).filter(pk=root.pk).exists():
        raise NotFoundError
    makers: dict[str, Callable[[PortalRequest, PeriodeTpp], HttpResponse | FileResponse]] = {
        "bank": _bank,
        "sipd": _sipd,
    }
    if jenis not in makers:
        raise NotFoundError
    response = makers[jenis](request, periode)
    _log(request, periode, f"unduh_tpp_{jenis}", "")
    return response


def _bank(request: PortalRequest, periode: PeriodeTpp) -> HttpResponse:
    """CSV with a row a transfer; only BPKAD, only of a closed month."""
    if Hak.TPP_APPROVE_BPKAD not in request.hak:
        raise NotAllowedError
    if periode.status != StatusTpp.DITUTUP:
        raise TppBelumDitutupError
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["NO", "NIP", "NAMA", "BANK", "REKENING", "JUMLAH", "KETERANGAN"])
    told = f"TPP {bulan_kata(periode.bulan)}"
    for n, row in enumerate(bank_rows(periode), 1):
        cells = [row.nomor, row.nama, row.bank, row.rekening]
        sheet.writerow([n, *map(_harmless, cells), row.rupiah, told])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bank-tpp-{periode.bulan:%Y-%m}.csv"'
    return response


def _harmless(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _sipd(_request: PortalRequest, periode: PeriodeTpp) -> FileResponse:
    return lembar_response(
        f"rekap-sipd-tpp-{periode.bulan:%Y-%m}.xlsx",
        [("OPD", 40), ("Jenis", 8), ("Pegawai", 9), *((judul, 22) for _, judul in SIPD_KOLOM)],
        ([opd, jenis, n, *amounts] for opd, jenis, n, amounts in sipd_rows(periode)),
        kepala=(f"Rekap TPP {bulan_kata(periode.bulan)} menurut rekening",),
    )


# Acts


@require_POST
def tpp_setujui(request: PortalRequest, bulan: str) -> HttpResponse:
    """Approve on one tier."""
    form = SetujuForm(request.POST)
    if not form.is_valid():
        raise NotFoundError
    tpp_approve(
        bulan=_bulan(bulan),
        tingkat=form.cleaned_data["tingkat"],
        unit_id=form.cleaned_data["unit"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, f"Disetujui sebagai {form.cleaned_data['tingkat'].label}.")
    return redirect("presensi:tpp-bulan", bulan)


@require_POST
def tpp_cabut(request: PortalRequest, bulan: str) -> HttpResponse:
    """Take an approval back."""
    form = SetujuForm(request.POST)
    if not form.is_valid():
        raise NotFoundError
    tpp_unapprove(
        bulan=_bulan(bulan),
        tingkat=form.cleaned_data["tingkat"],
        unit_id=form.cleaned_data["unit"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Persetujuan dicabut.")
    return redirect("presensi:tpp-bulan", bulan)


@require_POST
def tpp_tutup(request: PortalRequest, bulan: str) -> HttpResponse:
    """Close the month for ever."""
    tpp_close(bulan=_bulan(bulan), actor=request.user, now=timezone.now())
    messages.success(request, "Bulan ditutup. Berkas bank dapat diunduh.")
    return redirect("presensi:tpp-bulan", bulan)


@require_POST
def tpp_hitung(request: PortalRequest, bulan: str) -> HttpResponse:
    """Ask for the whole month again."""
    tpp_request(bulan=_bulan(bulan), actor=request.user, now=timezone.now())
    return redirect("presensi:tpp-bulan", bulan)


@require_POST
def tpp_batas(request: PortalRequest, bulan: str) -> HttpResponse:
    """Set the last day for objections."""
    _manages(request)
    form = BatasForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
    else:
        batas_set(
            bulan=_bulan(bulan),
            sampai=form.cleaned_data["sampai"],
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Batas keberatan disimpan.")
    return redirect("presensi:tpp-bulan", bulan)


@require_POST
def tpp_muat(request: PortalRequest, bulan: str) -> HttpResponse:
    """Load month facts from a workbook: all rows or none."""
    _manages(request)
    form = FaktaForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("presensi:tpp-bulan", bulan)
    try:
        people = fakta_import(
            isi=form.cleaned_data["berkas"].read(),
            bulan=_bulan(bulan),
            actor=request.user,
            now=timezone.now(),
        )
    except LembarTppInvalidError as error:
        return _wrong_sheet(request, error)
    messages.success(request, f"Fakta {people} pegawai dimuat. TPP mereka dihitung lagi.")
    return redirect("presensi:tpp-bulan", bulan)


@require_POST
def tpp_selisih(request: PortalRequest, bulan: str) -> HttpResponse:
    """Settle later facts of one person about this closed month in a later one."""
    _manages(request)
    form = SelisihForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("presensi:tpp-bulan", bulan)
    typed = form.cleaned_data
    pegawai = Pegawai.objects.filter(nip=typed["nip"].replace(" ", "")).first()
    if pegawai is None:
        messages.error(request, "NIP itu tidak ada.")
        return redirect("presensi:tpp-bulan", bulan)
    found = selisih_record(
        asal=_bulan(bulan),
        bayar=typed["bayar"],
        pegawai_ids=[pegawai.pk],
        alasan=typed["alasan"],
        actor=request.user,
        now=timezone.now(),
    )
    if found:
        messages.success(request, "Selisih dicatat pada bulan pembayaran.")
    else:
        messages.info(request, "Tidak ada selisih.")
    return redirect("presensi:tpp-bulan", bulan)


@require_http_methods(["GET", "POST"])
def tpp_pagu(request: PortalRequest) -> HttpResponse:
    """Pagu in force; load new ones from a workbook."""
    _manages(request)
    now = timezone.now()
    form = PaguForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            rows = pagu_import(
                isi=typed["berkas"].read(),
                mulai=typed["mulai"],
                dasar=typed["dasar"],
                actor=request.user,
                now=now,
            )
        except LembarTppInvalidError as error:
            return _wrong_sheet(request, error)
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, f"{rows} pagu dimuat.")
            return redirect("presensi:tpp-pagu")
    held = PaguTpp.objects.filter(in_force(timezone.localdate(now)))
    ordered = held.select_related("jabatan", "unit", "pegawai").order_by(
        "-kelas", "pegawai_id", "unit_id", "jabatan_id"
    )
    page = Paginator(ordered, PER_HALAMAN).get_page(request.GET.get("halaman"))
    return render(
        request,
        "presensi/tpp_pagu.html",
        {
            "bagian": bagian_tpp(request),
            "form": form,
            "halaman": page,
            "kriteria": [nama for _, nama in KRITERIA],
            "pagu": [(row, [getattr(row, name) for name, _ in KRITERIA]) for row in page],
        },
        status=422 if form.errors else 200,
    )


def _wrong_sheet(request: PortalRequest, error: LembarTppInvalidError) -> HttpResponse:
    return render(
        request,
        "presensi/tpp_lembar_salah.html",
        {"bagian": bagian_tpp(request), "galat_lembar": error, "salah": error.data["salah"]},
        status=422,
    )


# Common


def _manages(request: PortalRequest) -> None:
    if Hak.TPP_MANAGE not in request.hak:
        raise NotAllowedError


def _bulan(teks: str) -> date:
    try:
        return awal_bulan(teks)
    except ValueError:
        raise NotFoundError from None


def _periode(request: PortalRequest, bulan: str, today: date) -> PeriodeTpp:
    return periode_get(request.user, _bulan(bulan), today=today)


def _opd(request: PortalRequest, unit_id: UUID, today: date) -> UnitKerja:
    found = opd_visible_to(request.user, today=today).filter(pk=unit_id).first()
    if found is None:
        raise NotFoundError
    return found


def _log(request: PortalRequest, periode: PeriodeTpp, aksi: str, label: str) -> None:
    akses_record(
        aksi=aksi,
        request=request,
        pengguna=request.user,
        objek_jenis="periode_tpp",
        objek_id=periode.pk,
        objek_label=f"{periode.bulan:%Y-%m} {label}".strip(),
    )
