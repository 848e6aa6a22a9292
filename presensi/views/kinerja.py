"""Daily work in the browser: today's report, the month, a superior's list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arsip.selectors import dokumen_of
from presensi.errors import KegiatanInvalidError
from presensi.forms import bulan_read
from presensi.forms_kinerja import (
    AlasanForm,
    KegiatanForm,
    PilihanForm,
    kegiatan_awal,
    templat_awal,
)
from presensi.models import ButirSkp, Kegiatan
from presensi.rules.kinerja import JenisKegiatan, StatusKegiatan, batas_lapor, jam_teks
from presensi.selectors.aturan import aturan_kinerja
from presensi.selectors.hari import pegawai_get
from presensi.selectors.kinerja import (
    butir_on,
    kegiatan_decided,
    kegiatan_own,
    kegiatan_own_get,
    kegiatan_visible_to,
    kegiatan_waiting,
    templat_own,
)
from presensi.selectors.tutup import month_closed
from presensi.services.kinerja import (
    Akhir,
    HasilPutus,
    Putusan,
    kegiatan_change,
    kegiatan_decide,
    kegiatan_remove,
    kegiatan_repeat,
    kegiatan_report,
    kegiatan_undo,
    templat_remove,
    templat_save,
)
from presensi.views.bagian import refused_at
from sitamu.inti.errors import DomainError, NotFoundError
from sitamu.inti.http import PortalRequest
from sitamu.inti.models import Pegawai
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.teks import BULAN
from sitamu.inti.services.jejak import akses_record

WARNA: Final[Mapping[str, str]] = {
    StatusKegiatan.RENCANA: "abu",
    StatusKegiatan.DILAPORKAN: "biru",
    StatusKegiatan.DIKEMBALIKAN: "oranye",
    StatusKegiatan.DISETUJUI: "hijau",
}
TAMPIL_MAKS: Final = 400
ARSIP_MAKS: Final = 40
PAGES: Final[Sequence[tuple[str, str, Hak | None]]] = (
    ("Kegiatan", "presensi:kinerja", None),
    ("Setujui", "presensi:kinerja-setujui", None),
    ("SKP", "presensi:skp-list", None),
    ("Penilaian", "presensi:penilaian-list", None),
    ("Kinerja OPD", "presensi:kinerja-opd", Hak.PRESENSI_VIEW),
    ("Impor predikat", "presensi:predikat-impor", Hak.IMPOR_RUN),
)


def bagian_kinerja(request: PortalRequest) -> list[dict[str, object]]:
    """Pages of performance that the person may open, the present one marked."""
    held: frozenset[Hak] = getattr(request, "hak", frozenset())
    pages = [(label, reverse(route)) for label, route, hak in PAGES if hak is None or hak in held]
    here = [url for _, url in pages if request.path.startswith(url)]
    nearest = max(here, key=len, default="")
    return [{"label": label, "url": url, "aktif": url == nearest} for label, url in pages]


@dataclass(slots=True)
class HariKegiatan:
    """One day of one's own list."""

    tanggal: date
    baris: list[tuple[Kegiatan, str]] = field(default_factory=list)
    menit: int = 0

    @property
    def jumlah(self) -> str:
        return jam_teks(self.menit)


@require_http_methods(["GET", "POST"])
def kinerja(request: PortalRequest) -> HttpResponse:
    """Report today's work; the month so far."""
    today = timezone.localdate()
    pegawai = Pegawai.objects.filter(pengguna=request.user).first()
    if pegawai is None:
        return render(
            request, "presensi/kinerja/kegiatan.html", {"bagian": bagian_kinerja(request)}
        )
    butir = list(butir_on(pegawai.pk, today))
    form = _form(request, pegawai, butir, today)
    if request.method == "POST" and form.is_valid():
        rencana = request.POST.get("aksi") == "rencana"
        try:
            row = kegiatan_report(
                actor=request.user,
                laporan=form.laporan(),
                now=timezone.now(),
                rencana=rencana,
                id_klien=form.cleaned_data["id_klien"],
                berkas=form.unggahan(),
            )
            if request.POST.get("templat"):
                _keep_words(request, row)
        except DomainError as error:
            refused_at(form, error)
        else:
            messages.success(request, "Rencana disimpan." if rencana else "Kegiatan dilaporkan.")
            return redirect("presensi:kinerja")
    return _page(request, pegawai, form, butir, today)


def _form(
    request: PortalRequest, pegawai: Pegawai, butir: list[ButirSkp], today: date
) -> KegiatanForm:
    arsip = _papers(pegawai)
    if request.method == "POST":
        return KegiatanForm(request.POST, request.FILES, butir=butir, arsip=arsip)
    initial: dict[str, Any] = {"tanggal": today, "butir": butir[0].pk if butir else None}
    asked = request.GET.get("templat", "")
    if asked:
        chosen = next((t for t in templat_own(request.user) if str(t.pk) == asked), None)
        if chosen is not None:
            initial = templat_awal(chosen, butir, today)
    return KegiatanForm(initial=initial | {"id_klien": uuid4()}, butir=butir, arsip=arsip)


def _page(
    request: PortalRequest, pegawai: Pegawai, form: KegiatanForm, butir: list[ButirSkp], today: date
) -> HttpResponse:
    span, bulan = _month(request, today)
    rows = list(
        kegiatan_own(request.user)
        .filter(tanggal__range=span)
        .select_related("butir", "bukti")
        .order_by("-tanggal", "jam_mulai", "dibuat_pada")
    )
    before = (
        kegiatan_own(request.user)
        .filter(tanggal__lt=today)
        .exclude(status=StatusKegiatan.RENCANA)
        .order_by("-tanggal")
        .values_list("tanggal", flat=True)
        .first()
    )
    done = [r for r in rows if r.status != StatusKegiatan.RENCANA]
    return render(
        request,
        "presensi/kinerja/kegiatan.html",
        {
            "bagian": bagian_kinerja(request),
            "pegawai": pegawai,
            "form": form,
            "ada_skp": bool(butir),
            "templat": templat_own(request.user)[:12],
            "terakhir": before,
            "hari": _days(rows),
            **bulan,
            "disetujui": jam_teks(
                sum(r.menit for r in done if r.status == StatusKegiatan.DISETUJUI)
            ),
            "dilaporkan": jam_teks(sum(r.menit for r in done)),
            "batas": batas_lapor(today, aturan_kinerja(on=today)),
            "hari_ini": today,
        },
        status=422 if form.errors else 200,
    )


def _month(request: PortalRequest, today: date) -> tuple[tuple[date, date], dict[str, str]]:
    """First and last day of the month asked for; its name and its neighbours for the page."""
    awal = bulan_read(request.GET.get("bulan", ""), today)
    akhir = (awal + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    later = awal < today.replace(day=1)
    return (awal, akhir), {
        "bulan": f"{BULAN[awal.month - 1]} {awal.year}",
        "sebelum": f"{awal - timedelta(days=1):%Y-%m}",
        "sesudah": f"{awal + timedelta(days=32):%Y-%m}" if later else "",
    }


def _days(rows: Iterable[Kegiatan]) -> list[HariKegiatan]:
    found: list[HariKegiatan] = []
    for tanggal, group in groupby(rows, key=lambda r: r.tanggal):
        day = HariKegiatan(tanggal)
        for row in group:
            day.baris.append((row, WARNA[row.status]))
            if row.status != StatusKegiatan.RENCANA:
                day.menit += row.menit
        found.append(day)
    return found


def _papers(pegawai: Pegawai) -> list[tuple[UUID, str]]:
    """Papers of the own archive to point at, the newest first."""
    rows = sorted(
        (versi for (_, kunci), versi in dokumen_of(pegawai.pk).items() if kunci),
        key=lambda versi: versi.pada,
        reverse=True,
    )
    return [(v.pk, f"{v.dokumen.jenis.nama} {v.dokumen.kunci}") for v in rows[:ARSIP_MAKS]]


def _keep_words(request: PortalRequest, row: Kegiatan) -> None:
    templat_save(
        actor=request.user,
        uraian=row.uraian,
        jenis=JenisKegiatan(row.jenis),
        menit=row.menit,
        butir_kunci=row.butir.kunci if row.butir else None,
    )


@require_http_methods(["GET", "POST"])
def kegiatan(request: PortalRequest, kegiatan_id: UUID) -> HttpResponse:
    """One of one's own: read it, change it, report a plan or a repaired one."""
    row = kegiatan_own_get(request.user, kegiatan_id)
    butir = list(butir_on(row.pegawai_id, row.tanggal))
    arsip = _papers(row.pegawai)
    fixed = row.status == StatusKegiatan.DISETUJUI or month_closed(row.tanggal)
    if request.method == "POST":
        form = KegiatanForm(request.POST, request.FILES, butir=butir, arsip=arsip)
        if form.is_valid():
            try:
                row = kegiatan_change(
                    actor=request.user,
                    kegiatan_id=row.pk,
                    laporan=form.laporan(),
                    now=timezone.now(),
                    lapor=request.POST.get("aksi") != "rencana",
                    berkas=form.unggahan(),
                )
            except KegiatanInvalidError as error:
                refused_at(form, error)
            else:
                messages.success(request, f"{row.get_status_display()}: kegiatan disimpan.")
                return redirect("presensi:kinerja")
    else:
        form = KegiatanForm(initial=kegiatan_awal(row), butir=butir, arsip=arsip)
    return render(
        request,
        "presensi/kinerja/kegiatan_ubah.html",
        {
            "bagian": bagian_kinerja(request),
            "kegiatan": row,
            "warna": WARNA[row.status],
            "form": form,
            "tetap": fixed,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def kegiatan_hapus(request: PortalRequest, kegiatan_id: UUID) -> HttpResponse:
    """Take one back."""
    kegiatan_remove(actor=request.user, kegiatan_id=kegiatan_id, now=timezone.now())
    messages.success(request, "Kegiatan dihapus.")
    return redirect("presensi:kinerja")


@require_POST
def kegiatan_ulangi(request: PortalRequest) -> HttpResponse:
    """The last day's work again, today."""
    try:
        rows = kegiatan_repeat(actor=request.user, now=timezone.now())
    except KegiatanInvalidError as error:
        messages.error(request, error.message)
    else:
        kata = f"{len(rows)} kegiatan dilaporkan untuk hari ini." if rows else "Sudah ada semua."
        messages.success(request, kata)
    return redirect("presensi:kinerja")


@require_POST
def templat_pakai(request: PortalRequest, templat_id: UUID) -> HttpResponse:
    """Report a template today, in one tap; or forget it."""
    if request.POST.get("aksi") == "hapus":
        templat_remove(actor=request.user, templat_id=templat_id)
        messages.success(request, "Templat dihapus.")
        return redirect("presensi:kinerja")
    chosen = templat_own(request.user).filter(pk=templat_id).first()
    if chosen is None:
        raise NotFoundError
    today = timezone.localdate()
    awal = templat_awal(chosen, butir_on(chosen.pegawai_id, today), today)
    form = KegiatanForm(
        {k: "" if v is None else str(v) for k, v in awal.items()}
        | {"tanggal": f"{today:%d-%m-%Y}"},
        butir=butir_on(chosen.pegawai_id, today),
    )
    if not form.is_valid():
        raise NotFoundError
    try:
        kegiatan_report(actor=request.user, laporan=form.laporan(), now=timezone.now())
    except KegiatanInvalidError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{chosen.uraian}: dilaporkan.")
    return redirect("presensi:kinerja")


# The superior


@dataclass(slots=True)
class BarisSetujui:
    """One person's day that waits."""

    pegawai: Pegawai
    tanggal: date
    kegiatan: list[Kegiatan]
    kurang: bool

    @property
    def jumlah(self) -> str:
        return jam_teks(sum(k.menit for k in self.kegiatan))

    @property
    def nilai(self) -> str:
        """What the box sends: the rows as shown."""
        return ",".join(f"{k.pk}:{k.ubahan}" for k in self.kegiatan)


@require_http_methods(["GET", "POST"])
def kinerja_setujui(request: PortalRequest) -> HttpResponse:
    """All people's reports that wait, one list; approve the chosen ones at once."""
    if request.method == "POST":
        chosen = PilihanForm(request.POST).pilihan()
        if not chosen:
            messages.error(request, "Pilih dulu laporan yang disetujui.")
            return redirect("presensi:kinerja-setujui")
        hasil = kegiatan_decide(
            actor=request.user,
            putusan=[Putusan(pk, setuju=True, ubahan=ubahan) for pk, ubahan in chosen.items()],
            now=timezone.now(),
        )
        _say(request, hasil, "disetujui")
        return redirect("presensi:kinerja-setujui")
    return _waiting(request)


def _waiting(request: PortalRequest) -> HttpResponse:
    today = timezone.localdate()
    aturan = aturan_kinerja(on=today)
    rows = list(kegiatan_waiting(request.user, today=today)[: TAMPIL_MAKS + 1])
    groups = groupby(rows[:TAMPIL_MAKS], key=lambda r: (r.tanggal, r.pegawai))
    waiting = []
    for (tanggal, pegawai), group in groups:
        own = list(group)
        waiting.append(
            BarisSetujui(pegawai, tanggal, own, sum(k.menit for k in own) < aturan.kurang_menit)
        )
    since = today - timedelta(days=aturan.batal_hari or 31)
    batches = [
        (pada, list(group))
        for pada, group in groupby(
            kegiatan_decided(request.user, sejak=since)[:TAMPIL_MAKS],
            key=lambda r: r.diputus_pada,
        )
    ]
    return render(
        request,
        "presensi/kinerja/setujui.html",
        {
            "bagian": bagian_kinerja(request),
            "baris": waiting,
            "lebih": len(rows) > TAMPIL_MAKS,
            "semua": request.GET.get("semua") == "1",
            "putusan": batches[:10],
            "banyak": len(rows[:TAMPIL_MAKS]),
            "batas": aturan.putus_hari,
        },
    )


@require_POST
def kinerja_kembalikan(request: PortalRequest) -> HttpResponse:
    """Return one row, or a person's day, with the reason."""
    chosen = PilihanForm(request.POST).pilihan()
    form = AlasanForm(request.POST)
    if not chosen or not form.is_valid():
        messages.error(request, "Tulis alasan pengembalian.")
        return redirect("presensi:kinerja-setujui")
    alasan = form.cleaned_data["alasan"]
    hasil = kegiatan_decide(
        actor=request.user,
        putusan=[
            Putusan(pk, setuju=False, ubahan=ubahan, catatan=alasan)
            for pk, ubahan in chosen.items()
        ],
        now=timezone.now(),
    )
    _say(request, hasil, "dikembalikan")
    return redirect("presensi:kinerja-setujui")


@require_POST
def kinerja_batal(request: PortalRequest) -> HttpResponse:
    """Undo approvals."""
    chosen = PilihanForm(request.POST).pilihan()
    hasil = kegiatan_undo(actor=request.user, kegiatan_ids=chosen, now=timezone.now())
    _say(request, hasil, "dibatalkan persetujuannya")
    return redirect("presensi:kinerja-setujui")


KATA: Final[Mapping[Akhir, str]] = {
    Akhir.SUDAH_ADA: "sudah Anda putus sebelumnya",
    Akhir.BERUBAH: "berubah sejak Anda membukanya",
    Akhir.DITUTUP: "bulannya sudah ditutup",
    Akhir.LEWAT: "sudah lewat batas pembatalan",
    Akhir.TIDAK_ADA: "tidak ditemukan",
}


def _say(request: PortalRequest, hasil: HasilPutus, kata: str) -> None:
    if done := hasil.banyak(Akhir.DIPUTUS):
        messages.success(request, f"{done} kegiatan {kata}.")
    for akhir, told in KATA.items():
        names = {
            hasil.baris[pk].pegawai.nama if pk in hasil.baris else "lainnya"
            for pk, one in hasil.akhir.items()
            if one is akhir
        }
        if names:
            messages.warning(
                request, f"{hasil.banyak(akhir)} dilewati, {told}: {', '.join(sorted(names))}."
            )


@require_GET
def kinerja_pegawai(request: PortalRequest, pegawai_id: UUID) -> HttpResponse:
    """The month of somebody of the own team or units; reading it is logged."""
    today = timezone.localdate()
    pegawai = pegawai_get(request.user, pegawai_id, today=today)
    if pegawai.pengguna_id != request.user.pk:
        akses_record(
            aksi="kinerja_lihat",
            request=request,
            pengguna=request.user,
            objek_jenis="pegawai",
            objek_id=pegawai.pk,
            objek_label=pegawai.nama_lengkap,
            pegawai_id=pegawai.pk,
        )
    span, bulan = _month(request, today)
    rows = list(
        kegiatan_visible_to(request.user, today=today)
        .filter(pegawai=pegawai, tanggal__range=span)
        .exclude(status=StatusKegiatan.RENCANA)
        .select_related("butir")
        .order_by("-tanggal", "jam_mulai", "dibuat_pada")
    )
    return render(
        request,
        "presensi/kinerja/pegawai.html",
        {
            "bagian": bagian_kinerja(request),
            "pegawai": pegawai,
            "hari": _days(rows),
            **bulan,
        },
    )
