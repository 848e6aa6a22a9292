"""Pages of those who keep the dated rules: what is in force, drafting, trying, activating."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from presensi.rules.tpp.contoh import contoh_ke_nilai
from sitamu.aturan.errors import DrafTerbukaError, NilaiInvalidError, VersiBertumpukError
from sitamu.aturan.forms.parameter import AktifForm, ContohForm, ParameterForm, VersiForm
from sitamu.aturan.models import DaftarBeda, DrafParameter, JenisUji, StatusDraf, UjiDraf
from sitamu.aturan.rule_sets import KUNCI_TPP, rule_sets_shipped
from sitamu.aturan.rules.bentuk import Bentuk, beda, pecah
from sitamu.aturan.rules.daftar_bentuk import KELOMPOK
from sitamu.aturan.selectors import (
    activation_refused,
    beda_visible_to,
    bentuk_get,
    draf_get,
    draf_open,
    parameter_state,
    parameter_states,
    referensi_require,
    uji_asked,
    uji_get,
    uji_latest,
    uji_missing,
    versi_after,
    versi_before,
    versi_get,
    versi_taken,
)
from sitamu.aturan.services.aktif import draf_activate
from sitamu.aturan.services.draf import draf_discard, draf_edit, draf_start
from sitamu.aturan.services.uji import contoh_try, pegawai_try
from sitamu.aturan.tabel import MIME, tabel_write, workbook_write
from sitamu.aturan.tampilan import lembar
from sitamu.inti.errors import ConflictError, DomainError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import StatusPekerjaan, UnitKerja
from sitamu.inti.services.jejak import akses_record

PER_PAGE = 50


# Versions


@require_safe
def parameter_list(request: PortalRequest) -> HttpResponse:
    """Every parameter by subject: what is in force and since when, what comes, what is drafted."""
    today = timezone.localdate()
    referensi_require(request.user, today=today)
    states = parameter_states(today=today)
    groups = [
        (name, [state for state in states if state.bentuk.kelompok == name]) for name in KELOMPOK
    ]
    return render(
        request,
        "aturan/parameter_list.html",
        {"kelompok": groups, "draf": [state for state in states if state.draf]},
    )


@require_safe
def parameter_detail(request: PortalRequest, kunci: str) -> HttpResponse:
    """One parameter: the version in force, coming ones, history."""
    today = timezone.localdate()
    referensi_require(request.user, today=today)
    state = parameter_state(kunci, today=today)
    shown = versi_get(state.berlaku.pk) if state.berlaku else None
    return render(
        request,
        "aturan/parameter_detail.html",
        {
            "keadaan": state,
            "bentuk": state.bentuk,
            "versi": shown,
            "lembar": lembar(state.bentuk, shown.nilai) if shown else None,
            "unggah": any(tabel.unggah for tabel in state.bentuk.tabel),
        },
    )


@require_safe
def versi_detail(request: PortalRequest, versi_id: UUID) -> HttpResponse:
    """One version whole, and how it differs from the one before it."""
    referensi_require(request.user, today=timezone.localdate())
    row = versi_get(versi_id)
    bentuk = bentuk_get(row.kunci)
    before = versi_before(row.kunci, row.berlaku_mulai)
    return render(
        request,
        "aturan/versi_detail.html",
        {
            "bentuk": bentuk,
            "versi": row,
            "lembar": lembar(bentuk, row.nilai),
            "sebelum": before,
            "sesudah": versi_after(row.kunci, row.berlaku_mulai),
            "beda": beda(bentuk, before.nilai, row.nilai) if before else None,
            "unggah": any(tabel.unggah for tabel in bentuk.tabel),
        },
    )


@require_safe
def versi_tabel(request: PortalRequest, versi_id: UUID) -> HttpResponse:
    """The table of a version as XLSX, to be changed and loaded into a draft."""
    referensi_require(request.user, today=timezone.localdate())
    row = versi_get(versi_id)
    bentuk = bentuk_get(row.kunci)
    tabel = next((t for t in bentuk.tabel if t.unggah), None)
    if tabel is None:
        raise NotFoundError
    isian, _ = pecah(bentuk, row.nilai)
    name = f"{row.kunci.lower()}-{row.berlaku_mulai}.xlsx"
    return _workbook(tabel_write(tabel, isian[tabel.kunci]), name)


def _workbook(isi: bytes, name: str) -> HttpResponse:
    response = HttpResponse(isi, content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# Drafts


@require_http_methods(["GET", "POST"])
def draf_baru(request: PortalRequest, kunci: str) -> HttpResponse:
    """A new draft from the version in force; nothing is stored before it is sound."""
    today = timezone.localdate()
    referensi_require(request.user, today=today)
    bentuk = bentuk_get(kunci)
    if known := draf_open().filter(kunci=kunci).first():
        return redirect("aturan:draf-detail", draf_id=known.pk)
    start = parameter_state(kunci, today=today).berlaku
    nilai = versi_get(start.pk).nilai if start else {}
    contoh = rule_sets_shipped() if kunci == KUNCI_TPP else {}
    if chosen := contoh.get(request.GET.get("contoh", "")):
        start, nilai = None, contoh_ke_nilai(chosen)
    isian, _ = pecah(bentuk, nilai)
    form = ParameterForm(
        bentuk,
        isian=isian,
        initial={},  # a new version has a basis of its own
        data=request.POST if request.method == "POST" else None,
        files=request.FILES,
    )
    if request.method == "POST" and "tambah" not in request.POST and form.is_valid():
        try:
            draf = draf_start(kunci=kunci, isi=form.isi(), actor=request.user, now=timezone.now())
        except (NilaiInvalidError, VersiBertumpukError) as error:
            _refuse(form, error)
        except DrafTerbukaError as error:
            messages.warning(request, f"{error.message} {error.langkah}")
            return redirect("aturan:draf-baru", kunci=kunci)
        else:
            messages.success(request, "Draf tersimpan. Coba dulu sebelum diaktifkan.")
            return redirect("aturan:draf-detail", draf_id=draf.pk)
    return _form_page(request, bentuk, form, {"mulai": start, "contoh": list(contoh.values())})


@require_http_methods(["GET", "POST"])
def draf_ubah(request: PortalRequest, draf_id: UUID) -> HttpResponse:
    """Edit a draft."""
    draf = _open_draf(request, draf_id)
    bentuk = bentuk_get(draf.kunci)
    isian, _ = pecah(bentuk, draf.nilai)
    form = ParameterForm(
        bentuk,
        isian=isian,
        initial={
            "berlaku_mulai": draf.berlaku_mulai,
            "dasar_hukum": draf.dasar_hukum,
            "keterangan": draf.keterangan,
            "versi": draf.versi,
        },
        data=request.POST if request.method == "POST" else None,
        files=request.FILES,
    )
    if request.method == "POST" and "tambah" not in request.POST and form.is_valid():
        try:
            draf_edit(
                draf_id=draf.pk,
                versi=form.form.cleaned_data["versi"] or 0,
                isi=form.isi(),
                actor=request.user,
                now=timezone.now(),
            )
        except (NilaiInvalidError, VersiBertumpukError, ConflictError) as error:
            _refuse(form, error)
        else:
            messages.success(request, "Draf tersimpan. Percobaan sebelumnya tidak berlaku lagi.")
            return redirect("aturan:draf-detail", draf_id=draf.pk)
    return _form_page(request, bentuk, form, {"draf": draf, "mulai": draf.dari})


def _refuse(form: ParameterForm, error: DomainError) -> None:
    field = "berlaku_mulai" if isinstance(error, VersiBertumpukError) else None
    form.refuse(f"{error.message} {error.langkah or ''}".strip(), field)


def _form_page(
    request: PortalRequest, bentuk: Bentuk, form: ParameterForm, more: dict[str, Any]
) -> HttpResponse:
    bad = request.method == "POST" and "tambah" not in request.POST
    return render(
        request,
        "aturan/draf_form.html",
        {
            "bentuk": bentuk,
            "isian": form,
            "form": form.form,
            "galat": bool(form.galat),
            "periksa": bad,
            **more,
        },
        status=422 if bad else 200,
    )


def _open_draf(request: PortalRequest, draf_id: UUID) -> DrafParameter:
    referensi_require(request.user, today=timezone.localdate())
    draf = draf_get(request.user, draf_id, today=timezone.localdate())
    if draf.status != StatusDraf.DRAF:
        raise NotFoundError(langkah="Draf ini sudah diaktifkan atau dibuang.")
    return draf


@require_safe
def draf_detail(request: PortalRequest, draf_id: UUID) -> HttpResponse:
    """One draft: what it changes, its trials, what is left before it can be activated."""
    today = timezone.localdate()
    referensi_require(request.user, today=today)
    draf = draf_get(request.user, draf_id, today=today)
    return _draf_page(request, draf, ContohForm(initial={"versi": draf.versi}))


def _draf_page(
    request: PortalRequest, draf: DrafParameter, form: ContohForm, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    open_ = draf.status == StatusDraf.DRAF
    return render(
        request,
        "aturan/draf_detail.html",
        {
            **_change(draf),
            "draf": draf,
            "terbuka": open_,
            "form": form,
            "uji": _trials(draf),
            "halangan": activation_refused(request.user, draf, today=today) if open_ else None,
            "surut": draf.berlaku_mulai < today,
            "bertumpuk": open_ and versi_taken(draf.kunci, draf.berlaku_mulai),
            "riwayat": draf.riwayat.select_related("oleh").order_by("-pada", "-pk"),
        },
        status=status,
    )


def _change(draf: DrafParameter) -> dict[str, Any]:
    """The draft beside the version that it replaces."""
    bentuk = bentuk_get(draf.kunci)
    before = versi_before(draf.kunci, draf.berlaku_mulai)
    return {
        "bentuk": bentuk,
        "sebelum": before,
        "sesudah": versi_after(draf.kunci, draf.berlaku_mulai),
        "beda": beda(bentuk, before.nilai, draf.nilai) if before else None,
        "lembar": lembar(bentuk, draf.nilai),
    }


def _trials(draf: DrafParameter) -> list[dict[str, Any]]:
    """Each kind of trial that is asked, its newest run, and whether that still counts."""
    newest, missing = uji_latest(draf), uji_missing(draf)
    return [
        {"jenis": jenis, "uji": newest.get(jenis), "kurang": jenis.value in missing}
        for jenis in uji_asked(draf)
    ]


@require_POST
def draf_buang(request: PortalRequest, draf_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    draf = _open_draf(request, draf_id)
    form = VersiForm(request.POST)
    draf_discard(
        draf_id=draf.pk,
        versi=form.cleaned_data["versi"] if form.is_valid() else 0,
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Draf dibuang. Aturan yang berlaku tidak berubah.")
    return redirect("aturan:parameter-detail", kunci=draf.kunci)


# Trials


@require_POST
def uji_contoh(request: PortalRequest, draf_id: UUID) -> HttpResponse:
    """Try the draft on worked cases."""
    draf = _open_draf(request, draf_id)
    form = ContohForm(request.POST, request.FILES)
    if form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            uji = contoh_try(
                draf_id=draf.pk,
                versi=form.cleaned_data["versi"],
                berkas=berkas.read(1024 * 1024 + 1) if berkas else None,
                nama_berkas=berkas.name[:100] if berkas else "",
                actor=request.user,
                now=timezone.now(),
            )
        except DomainError as error:
            if error.http_status != 422:
                raise
            form.add_error("berkas", f"{error.message} {error.langkah or ''}".strip())
        else:
            return redirect("aturan:uji-detail", uji_id=uji.pk)
    return _draf_page(request, draf, form, status=422)


@require_POST
def uji_pegawai(request: PortalRequest, draf_id: UUID) -> HttpResponse:
    """Ask a worker to try the draft on the whole staff."""
    draf = _open_draf(request, draf_id)
    form = VersiForm(request.POST)
    uji = pegawai_try(
        draf_id=draf.pk,
        versi=form.cleaned_data["versi"] if form.is_valid() else 0,
        actor=request.user,
        now=timezone.now(),
    )
    return redirect("aturan:uji-detail", uji_id=uji.pk)


@require_safe
def uji_detail(request: PortalRequest, uji_id: UUID) -> HttpResponse:
    """One trial as it goes, then what it showed. htmx asks again by itself."""
    today = timezone.localdate()
    referensi_require(request.user, today=today)
    uji = uji_get(request.user, uji_id, today=today)
    context: dict[str, Any] = {"uji": uji, "draf": uji.draf, "bentuk": bentuk_get(uji.draf.kunci)}
    if uji.jenis == JenisUji.CONTOH:
        return render(request, "aturan/uji_contoh.html", context)
    job = uji.pekerjaan
    context["job"] = job
    if uji.selesai_pada is None and job and job.status != StatusPekerjaan.GAGAL:
        context["jeda_detik"] = 2
    elif uji.selesai_pada is not None:
        context |= _outcome(request, uji)
    page = "_uji_isi.html" if request.htmx else "uji_pegawai.html"
    return render(request, f"aturan/{page}", context)


def _outcome(request: PortalRequest, uji: UjiDraf) -> dict[str, Any]:
    """Counts by list and unit; people of the chosen list and unit, those whom the user may see."""
    today = timezone.localdate()
    counts: dict[str, int] = uji.hasil.get("daftar", {})
    chosen = request.GET.get("daftar", "")
    if chosen not in counts:
        chosen = next(iter(sorted(counts, key=_order)), "")
    units = _units(uji)
    unit = request.GET.get("unit", "")
    rows = beda_visible_to(request.user, uji, today=today).filter(daftar=chosen)
    if any(unit == row["id"] for row in units):
        rows = rows.filter(unit_id=UUID(unit)) if unit else rows.filter(unit=None)
    else:
        unit = ""
    page = Paginator(rows.order_by("nama", "nip", "pk"), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    if page.paginator.count:
        akses_record(
            aksi="lihat_akibat_aturan",
            pengguna=request.user,
            request=request,
            objek_jenis="uji_draf",
            objek_id=uji.pk,
            objek_label=f"{uji.draf}: {DaftarBeda(chosen).label}",
        )
    return {
        "daftar": [
            {
                "label": DaftarBeda(kode).label,
                "url": f"?daftar={kode}",
                "aktif": kode == chosen,
                "jumlah": counts[kode],
            }
            for kode in sorted(counts, key=_order)
        ],
        "dipilih": chosen,
        "unit": units,
        "unit_dipilih": unit,
        "halaman": page,
    }


def _order(kode: str) -> int:
    return list(DaftarBeda.values).index(kode)


def _units(uji: UjiDraf) -> list[dict[str, Any]]:
    """Units by how many answers change, most first."""
    counts: dict[str, dict[str, int]] = uji.hasil.get("unit", {})
    names = {
        str(pk): nama
        for pk, nama in UnitKerja.objects.filter(pk__in=[k for k in counts if k]).values_list(
            "pk", "nama"
        )
    }
    rows = [
        {"id": unit, "nama": names.get(unit, "Tanpa unit kerja"), "jumlah": sum(lists.values())}
        for unit, lists in counts.items()
    ]
    return sorted(rows, key=lambda row: (-int(row["jumlah"]), str(row["nama"])))


@require_safe
def uji_unduh(request: PortalRequest, uji_id: UUID) -> HttpResponse:
    """Every difference that the user may see as XLSX, with the counts; the download is logged."""
    today = timezone.localdate()
    referensi_require(request.user, today=today)
    uji = uji_get(request.user, uji_id, today=today)
    if uji.jenis != JenisUji.PEGAWAI or uji.selesai_pada is None:
        raise NotFoundError
    rows = beda_visible_to(request.user, uji, today=today).order_by("daftar", "nama", "nip", "pk")
    akses_record(
        aksi="unduh_akibat_aturan",
        pengguna=request.user,
        request=request,
        objek_jenis="uji_draf",
        objek_id=uji.pk,
        objek_label=str(uji.draf),
    )
    people = [
        [
            DaftarBeda(row.daftar).label,
            row.nip,
            row.nama,
            row.unit.nama if row.unit else "",
            row.lama,
            row.baru,
            row.alasan,
        ]
        for row in rows
    ]
    units = [[row["nama"], row["jumlah"]] for row in _units(uji)]
    heading = ["Daftar", "NIP", "Nama", "Unit kerja", "Aturan sekarang", "Draf", "Alasan"]
    isi = workbook_write(
        [("Akibat", heading, people), ("Per unit", ["Unit kerja", "Perubahan"], units)]
    )
    return _workbook(isi, f"akibat-{uji.draf.kunci.lower()}-{uji.draf.berlaku_mulai}.xlsx")


# Activation


@require_http_methods(["GET", "POST"])
def draf_aktifkan(request: PortalRequest, draf_id: UUID) -> HttpResponse:
    """A second look at what the draft changes, then the last yes."""
    today = timezone.localdate()
    draf = _open_draf(request, draf_id)
    refused: DomainError | None = activation_refused(request.user, draf, today=today)
    surut = draf.berlaku_mulai < today
    form = AktifForm(request.POST or None, surut=surut, initial={"versi": draf.versi})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = draf_activate(
                    draf_id=draf.pk,
                    versi=form.cleaned_data["versi"],
                    surut=form.cleaned_data.get("surut", False),
                    actor=request.user,
                    now=timezone.now(),
                )
            except DomainError as error:
                if error.http_status not in (403, 409, 422):
                    raise
                refused, status = error, error.http_status
            else:
                messages.success(
                    request, "Versi ini aktif. Jawaban untuk tanggal sebelumnya tetap."
                )
                return redirect("aturan:versi-detail", versi_id=row.pk)
    newest = uji_latest(draf)
    staff = newest.get(JenisUji.PEGAWAI)
    counts: dict[str, int] = staff.hasil.get("daftar", {}) if staff else {}
    issued = []
    if surut and staff is not None:
        issued = list(
            beda_visible_to(request.user, staff, today=today).filter(daftar=DaftarBeda.SK)[:200]
        )
    return render(
        request,
        "aturan/draf_aktifkan.html",
        {
            **_change(draf),
            "draf": draf,
            "form": form,
            "halangan": refused,
            "surut": surut,
            "contoh": newest.get(JenisUji.CONTOH),
            "pegawai": staff,
            "sk": issued,
            "daftar": [
                (DaftarBeda(kode).label, counts[kode]) for kode in sorted(counts, key=_order)
            ],
        },
        status=status,
    )
