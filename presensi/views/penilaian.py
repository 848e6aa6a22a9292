"""Assessment in the browser: one's own with objections, the team's, an OPD's, ratings by load."""

from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kepegawaian.selectors.impor import impor_require
from presensi.errors import BertanggalError, KeberatanTransitionError, PenilaianInvalidError
from presensi.forms import bulan_read
from presensi.forms_kinerja import (
    JawabForm,
    KeberatanForm,
    PenilaianForm,
    PredikatForm,
    SasaranForm,
)
from presensi.models import Penilaian
from presensi.rules.kinerja import jam_teks
from presensi.rules.kinerja_impor import ARTI, CONTOH, KOLOM
from presensi.rules.kinerja_nilai import (
    JenisPenilaian,
    KeadaanKeberatan,
    Periode,
    Sumber,
    keberatan_batas,
    periode_dinilai,
    periode_make,
)
from presensi.rules.tpp.predikat import Ekspektasi
from presensi.selectors.aturan import aturan_kinerja
from presensi.selectors.hari import team_of
from presensi.selectors.kinerja import (
    keberatan_visible_to,
    kinerja_opd,
    opd_offered,
    penilaian_own,
    skp_work,
    team_assessed,
)
from presensi.services.penilaian import (
    Nilai,
    keberatan_answer,
    keberatan_submit,
    penilaian_give,
    periode_of,
    sasaran_save,
)
from presensi.services.predikat import BARIS_MAKS, predikat_job, predikat_load
from presensi.views.bagian import refused_at
from presensi.views.kinerja import bagian_kinerja
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.lembar import lembar_response
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import BULAN
from sitamu.inti.selectors import hak_held, units_granted

WARNA: Final = {
    "Sangat Baik": "hijau",
    "Baik": "hijau",
    "Butuh Perbaikan": "kuning",
    "Kurang": "oranye",
    "Sangat Kurang": "merah",
}
LEBAR: Final = (22, 14, 10, 10, 24, 24, 22)


@require_GET
def penilaian_list(request: PortalRequest) -> HttpResponse:
    """One's own ratings; for superiors the team in a period; objections that wait."""
    today = timezone.localdate()
    aturan = aturan_kinerja(on=today)
    own = [
        {
            "baris": row,
            "label": periode_of(row).label,
            "warna": WARNA[row.predikat],
            "keberatan": next(iter(row.keberatan.all()), None),
            "boleh": _may_object(row, today, aturan.keberatan_hari),
        }
        for row in penilaian_own(request.user)[:40]
    ]
    choices = [
        *periode_dinilai(today.year, today, sebulan=aturan.sebulan),
        *periode_dinilai(today.year - 1, today, sebulan=aturan.sebulan)[:2],
    ]
    asked = request.GET.get("periode", "")
    chosen = next((p for p in choices if _code(p) == asked), choices[0] if choices else None)
    team = team_assessed(request.user, chosen, today=today) if chosen else []
    waiting = keberatan_visible_to(request.user, today=today).filter(
        keadaan=KeadaanKeberatan.DIAJUKAN
    )
    return render(
        request,
        "presensi/kinerja/penilaian_list.html",
        {
            "bagian": bagian_kinerja(request),
            "milik": own,
            "tim": [(d, jam_teks(d.menit), WARNA.get(_rated(d.penilaian), "abu")) for d in team],
            "periode": chosen,
            "kode": _code(chosen) if chosen else "",
            "pilihan": [(_code(p), p.label) for p in choices],
            "keberatan": [(k, periode_of(k.penilaian).label) for k in waiting],
        },
    )


def _rated(row: Penilaian | None) -> str:
    return row.predikat if row else ""


def _may_object(row: Penilaian, today: date, hari: int) -> bool:
    given = timezone.localdate(row.ditetapkan_pada)
    return (
        row.sumber == Sumber.SITAMU
        and not row.keberatan.all()
        and today <= keberatan_batas(given, hari)
    )


def _code(periode: Periode) -> str:
    return f"{periode.jenis.value}-{periode.tahun}-{periode.urut}"


@require_http_methods(["GET", "POST"])
def penilaian_beri(request: PortalRequest, pegawai_id: UUID, periode: str) -> HttpResponse:
    """Rate one member of the own team for a period."""
    today = timezone.localdate()
    chosen = _periode(periode)
    pegawai = (
        team_of(request.user, today=today)
        .exclude(pengguna=request.user)
        .filter(pk=pegawai_id)
        .first()
    )
    if pegawai is None:
        raise NotFoundError
    given = Penilaian.objects.filter(
        pegawai=pegawai, jenis=chosen.jenis, tahun=chosen.tahun, urut=chosen.urut
    ).order_by("sumber")
    before = given.first()
    form = PenilaianForm(
        request.POST if request.method == "POST" else None,
        initial={
            "hasil_kerja": before.hasil_kerja,
            "perilaku": before.perilaku,
            "umpan_balik": before.umpan_balik,
        }
        if before
        else None,
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            row = penilaian_give(
                actor=request.user,
                pegawai_id=pegawai.pk,
                periode=chosen,
                nilai=Nilai(
                    Ekspektasi(typed["hasil_kerja"]),
                    Ekspektasi(typed["perilaku"]),
                    typed["umpan_balik"],
                ),
                now=timezone.now(),
            )
        except PenilaianInvalidError as error:
            refused_at(form, error)
        else:
            messages.success(request, f"{pegawai.nama_lengkap}: {row.predikat}.")
            return redirect("presensi:penilaian-list")
    return render(
        request,
        "presensi/kinerja/penilaian_beri.html",
        {
            "bagian": bagian_kinerja(request),
            "pegawai": pegawai,
            "periode": chosen,
            "sebelum": before,
            "capaian": skp_work(pegawai.pk, chosen),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _periode(kode: str) -> Periode:
    try:
        jenis, tahun, urut = kode.split("-")
        return periode_make(JenisPenilaian(jenis), int(tahun), int(urut))
    except (ValueError, PenilaianInvalidError):
        raise NotFoundError from None


@require_http_methods(["GET", "POST"])
def keberatan_ajukan(request: PortalRequest, penilaian_id: UUID) -> HttpResponse:
    """Object to one's own rating."""
    row = penilaian_own(request.user).filter(pk=penilaian_id).first()
    if row is None:
        raise NotFoundError
    form = KeberatanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keberatan_submit(
                actor=request.user,
                penilaian_id=row.pk,
                alasan=form.cleaned_data["alasan"],
                now=timezone.now(),
            )
        except PenilaianInvalidError as error:
            refused_at(form, error)
        except KeberatanTransitionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Keberatan dikirim.")
            return redirect("presensi:penilaian-list")
    return render(
        request,
        "presensi/kinerja/keberatan_ajukan.html",
        {
            "bagian": bagian_kinerja(request),
            "penilaian": row,
            "label": periode_of(row).label,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def keberatan(request: PortalRequest, keberatan_id: UUID) -> HttpResponse:
    """An objection and its answer."""
    today = timezone.localdate()
    made = keberatan_visible_to(request.user, today=today).filter(pk=keberatan_id).first()
    if made is None:
        raise NotFoundError
    form = JawabForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        keberatan_answer(
            actor=request.user,
            keberatan_id=made.pk,
            nilai=Nilai(Ekspektasi(typed["hasil_kerja"]), Ekspektasi(typed["perilaku"]))
            if typed["terima"]
            else None,
            jawaban=typed["jawaban"],
            now=timezone.now(),
        )
        messages.success(request, "Jawaban dikirim.")
        return redirect("presensi:penilaian-list")
    return render(
        request,
        "presensi/kinerja/keberatan.html",
        {
            "bagian": bagian_kinerja(request),
            "keberatan": made,
            "label": periode_of(made.penilaian).label,
            "batas": keberatan_batas(
                timezone.localdate(made.diajukan_pada), aturan_kinerja(on=today).jawab_hari
            ),
            "form": form,
            "terbuka": made.keadaan == KeadaanKeberatan.DIAJUKAN,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def opd(request: PortalRequest) -> HttpResponse:
    """What an OPD's people add up to in a month, and its targets; POST writes a target."""
    now = timezone.now()
    today = timezone.localdate(now)
    held = hak_held(request.user, on=today)
    if Hak.PRESENSI_VIEW not in held:
        raise NotAllowedError
    units = list(opd_offered(request.user, today=today))
    asked = request.GET.get("unit", "") or request.POST.get("unit", "")
    chosen = next((u for u in units if str(u.pk) == asked), units[0] if units else None)
    if chosen is None:
        raise NotFoundError
    bulan = bulan_read(request.GET.get("bulan", ""), today)
    managed = units_granted(request.user, Hak.PRESENSI_MANAGE, on=today).filter(pk=chosen.pk)
    form = SasaranForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            sasaran_save(
                actor=request.user,
                unit=chosen,
                tahun=bulan.year,
                now=now,
                **typed | {"hasil": typed["hasil"] or Decimal(0)},
            )
        except PenilaianInvalidError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Sasaran disimpan.")
            return redirect(f"{request.path}?unit={chosen.pk}")
    hasil = kinerja_opd(chosen, bulan, today=today)
    return render(
        request,
        "presensi/kinerja/opd.html",
        {
            "bagian": bagian_kinerja(request),
            "unit": units,
            "hasil": hasil,
            "jam": jam_teks(hasil.menit),
            "bulan": f"{BULAN[bulan.month - 1]} {bulan.year}",
            "kode_bulan": f"{bulan:%Y-%m}",
            "form": form if managed.exists() else None,
        },
        status=422 if form.errors else 200,
    )


# Ratings out of the national system


@require_http_methods(["GET", "POST"])
def predikat_impor(request: PortalRequest) -> HttpResponse:
    """Load a workbook of ratings."""
    impor_require(request.user, today=timezone.localdate())
    form = PredikatForm(
        *((request.POST, request.FILES) if request.method == "POST" else (None, None))
    )
    if request.method == "POST" and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            job = predikat_load(
                actor=request.user, isi=berkas.read(), nama=berkas.name, now=timezone.now()
            )
        except BertanggalError as error:
            refused_at(form, error)
        else:
            return redirect("presensi:predikat-hasil", job.pk)
    return render(
        request,
        "presensi/kinerja/predikat_impor.html",
        {
            "bagian": bagian_kinerja(request),
            "form": form,
            "kolom": list(zip(KOLOM, ARTI, CONTOH, strict=True)),
            "maks": BARIS_MAKS,
        },
        status=422 if form.errors else 200,
    )


@require_GET
def predikat_templat(request: PortalRequest) -> FileResponse:
    """The layout to fill in, with headings only: whatever is below is read."""
    impor_require(request.user, today=timezone.localdate())
    return lembar_response("predikat-ekinerja.xlsx", list(zip(KOLOM, LEBAR, strict=True)), [])


@require_GET
def predikat_hasil(request: PortalRequest, job_id: UUID) -> HttpResponse:
    """What became of a load."""
    job = predikat_job(request.user, job_id, today=timezone.localdate())
    return render(
        request,
        "presensi/kinerja/predikat_hasil.html",
        {
            "bagian": bagian_kinerja(request),
            "pekerjaan": job,
            "berubah": job.hasil["berubah"],
            "ditolak": job.hasil["ditolak"][:50],
        },
    )


@require_GET
def predikat_gagal(request: PortalRequest, job_id: UUID) -> FileResponse:
    """Refused rows as they came, with column and sentence at the end, to be mended and loaded."""
    job = predikat_job(request.user, job_id, today=timezone.localdate())
    rows: list[dict[str, Any]] = job.hasil["ditolak"]
    return lembar_response(
        "predikat-baris-gagal.xlsx",
        [*zip(KOLOM, LEBAR, strict=True), ("KOLOM", 20), ("PESAN", 60)],
        ([*(row["sel"].get(k, "") for k in KOLOM), row["kolom"], row["pesan"]] for row in rows),
    )
