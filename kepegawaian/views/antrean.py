"""The queue: filter and its chips, saved views, counters, the next case, steps for many at once."""

from typing import Any, Final
from urllib.parse import parse_qsl
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kepegawaian.forms import TampilanForm
from kepegawaian.rules.antrean import (
    HITUNG_MAKS,
    MASSAL_MAKS,
    Batas,
    Milik,
    Saringan,
    Urut,
    jumlah_kata,
    saringan_kata,
    saringan_of,
)
from kepegawaian.rules.usulan import DI_MEJA, REACHABLE, Action
from kepegawaian.selectors.antrean import (
    AntreanPaginator,
    Pilihan,
    antrean,
    antrean_counts,
    antrean_filter,
    antrean_options,
    butir_counts,
    tampilan_for,
    verifikator_all,
)
from kepegawaian.selectors.usulan import sla_for
from kepegawaian.services.antrean import antrean_bulk, tampilan_delete, tampilan_save
from kepegawaian.services.usulan import usulan_take_next
from sitamu.inti.errors import DomainError, NotAllowedError, NotFoundError
from sitamu.inti.http import PortalRequest, uuids
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import hak_held

PER_PAGE: Final = 25
KEMBALI: Final = "antrean"  # session: the filter to go back to from a case
TOMBOL: Final = {
    Action.TAKE: "Ambil",
    Action.RELEASE: "Lepas ke antrean",
    Action.REASSIGN: "Alihkan ke rekan",
    Action.VERIFY: "Setujui yang lengkap",
    Action.SEND_BKN: "Catat sudah diteruskan ke BKN",
}
AKIBAT: Final = {
    Action.TAKE: "Anda memegang usulan ini. Yang sudah diambil rekan tidak berubah.",
    Action.RELEASE: "Usulan kembali ke antrean dan dapat diambil siapa saja. Putusan butir tetap.",
    Action.REASSIGN: "Rekan Anda yang melanjutkan dan diberi tahu.",
    Action.VERIFY: "Hanya usulan yang Anda pegang dan semua butirnya sudah sesuai yang disetujui. "
    "Yang lain tetap, dengan alasannya.",
    Action.SEND_BKN: "Catat setelah berkas benar-benar dikirim lewat SIASN. "
    "SiTAMU belum terhubung ke SIASN.",
}


def _allowed(request: PortalRequest) -> None:
    if Hak.USULAN_VERIFY not in hak_held(request.user, on=timezone.localdate()):
        raise NotAllowedError


def asked_of(request: PortalRequest) -> Saringan:
    """The filter that a form of the queue carries along as one field."""
    return saringan_of(dict(parse_qsl(request.POST.get("kueri", "")[:500])))


def left(request: PortalRequest) -> Saringan:
    """The filter of the queue that was looked at last."""
    return saringan_of(dict(parse_qsl(request.session.get(KEMBALI, ""))))


def back_to(saringan: Saringan) -> str:
    """Address of the queue with this filter."""
    address = reverse("kepegawaian:antrean")
    return f"{address}?{saringan.kueri}" if saringan.kueri else address


@require_GET
def antrean_view(request: PortalRequest) -> HttpResponse:
    """The queue as asked for, oldest first, with the days left."""
    _allowed(request)
    saringan = saringan_of(request.GET.dict())
    if request.session.get(KEMBALI, "") != saringan.kueri:
        request.session[KEMBALI] = saringan.kueri
    return _page(request, saringan)


def _page(
    request: PortalRequest, saringan: Saringan, form: TampilanForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    everything = antrean(request.user, today=today)
    rows = antrean_filter(everything, saringan, request.user, today=today)
    paginator = AntreanPaginator(rows, PER_PAGE)
    page = paginator.get_page(request.GET.get("halaman"))
    found = list(page.object_list)
    clocks, items = sla_for(found, today=today), butir_counts(found)
    options = antrean_options(request.user, today=today)
    hitungan = antrean_counts(everything, request.user, today=today)
    return render(
        request,
        "kepegawaian/antrean.html",
        {
            "halaman": page,
            "jumlah": jumlah_kata(paginator.jumlah),
            "lebih": paginator.jumlah > HITUNG_MAKS,
            "baris": [(u, clocks.get(u.pk), items.get(u.pk, (0, 0))) for u in found],
            "saringan": saringan,
            "kueri": saringan.kueri,
            "keping": [
                (kata, saringan.tanpa(nama).kueri)
                for nama, kata in _words(saringan, options).items()
            ],
            "hitungan": [
                ("Semua", "", "" == saringan.milik == saringan.batas, ""),
                *(
                    (kata, kueri, aktif, jumlah_kata(jumlah))
                    for kata, kueri, aktif, jumlah in (
                        ("Belum diambil", "milik=bebas", saringan.milik == "bebas", hitungan.bebas),
                        ("Saya", "milik=saya", saringan.milik == "saya", hitungan.saya),
                        ("Lewat batas", "batas=lewat", saringan.batas == "lewat", hitungan.lewat),
                    )
                ),
            ],
            "tampilan": tampilan_for(request.user),
            "tersimpan": saringan.tersimpan,
            "form": form or TampilanForm(),
            "pilihan": {
                "status": [(s.value, s.label) for s in REACHABLE if s in DI_MEJA],
                "layanan": [(row.kode, row.nama) for row in options.layanan],
                "unit": [(str(row.pk), row.nama) for row in options.unit],
                "milik": [(m.value, m.label) for m in Milik],
                "batas": [(b.value, b.label) for b in Batas],
                "urut": [(u.value, u.label) for u in Urut],
            },
            "tombol": [(a.value, kata) for a, kata in TOMBOL.items()],
            "massal_maks": MASSAL_MAKS,
        },
        status=422 if form is not None else 200,
    )


def _words(saringan: Saringan, options: Pilihan) -> dict[str, str]:
    named = {row.kode: row.nama for row in options.layanan}
    placed = {str(row.pk): row.nama for row in options.unit}
    return saringan_kata(
        saringan,
        layanan=named.get(saringan.layanan, saringan.layanan),
        unit=placed.get(saringan.unit, "unit lain"),
    )


@require_POST
def antrean_ambil(request: PortalRequest) -> HttpResponse:
    """Take the next case of the filter: the first that nobody holds."""
    _allowed(request)
    saringan = asked_of(request)
    usulan = usulan_take_next(actor=request.user, now=timezone.now(), saringan=saringan)
    if usulan is None:
        messages.info(request, "Tidak ada usulan yang menunggu diambil dengan saringan ini.")
        return redirect(back_to(saringan))
    return redirect("kepegawaian:telaah", usulan_id=usulan.pk)


@require_POST
def antrean_massal(request: PortalRequest) -> HttpResponse:
    """One step for many: first the page that names how many and which, then the report.

    What was named is what is done: the confirmation carries the very cases, not the filter alone.
    """
    _allowed(request)
    saringan = asked_of(request)
    try:
        action = Action(request.POST.get("langkah", ""))
    except ValueError:
        raise NotFoundError from None
    if action not in TOMBOL:
        raise NotFoundError
    today = timezone.localdate()
    rows = antrean_filter(antrean(request.user, today=today), saringan, request.user, today=today)
    whole = bool(request.POST.get("semua"))
    confirmed = bool(request.POST.get("yakin"))
    ids = uuids(request.POST.getlist("usulan"))[:MASSAL_MAKS]
    if whole and not confirmed:
        ids = [u.pk for u in rows[:MASSAL_MAKS]]
    if not ids:
        messages.error(request, "Pilih dulu usulan yang dimaksud.")
        return redirect(back_to(saringan))
    seen = antrean(request.user, today=today).filter(pk__in=ids)
    known = {u.pk: u for u in seen}
    words = _words(saringan, antrean_options(request.user, today=today))
    context: dict[str, Any] = {
        "langkah": action,
        "tombol": TOMBOL[action],
        "akibat": AKIBAT[action],
        "kata": ", ".join(words.values()) or "semua usulan di antrean",
        "kueri": saringan.kueri,
        "kembali": back_to(saringan),
        "semua": whole,
    }
    if not confirmed:
        chosen = [known[pk] for pk in ids if pk in known]
        total = AntreanPaginator(rows, PER_PAGE).jumlah
        return render(
            request,
            "kepegawaian/antrean_massal.html",
            {
                **context,
                "usulan": chosen,
                "cocok": jumlah_kata(total),
                "sisa": whole and total > len(chosen),
                "rekan": verifikator_all(request.user, today=today)
                if action is Action.REASSIGN
                else [],
            },
        )
    kepada = next(iter(uuids([request.POST.get("kepada", "")])), None)
    if action is Action.REASSIGN and kepada is None:
        messages.error(request, "Pilih rekan yang melanjutkan.")
        return redirect(back_to(saringan))
    results = antrean_bulk(
        usulan_ids=ids,
        action=action,
        actor=request.user,
        now=timezone.now(),
        kepada=kepada,
        catatan=request.POST.get("catatan", ""),
    )
    return render(
        request,
        "kepegawaian/antrean_hasil.html",
        {
            **context,
            "hasil": [(known.get(r.usulan_id), r) for r in results],
            "selesai": sum(not r.galat for r in results),
            "gagal": sum(bool(r.galat) for r in results),
        },
    )


@require_POST
def tampilan_simpan(request: PortalRequest) -> HttpResponse:
    """Keep the present filter under a name."""
    _allowed(request)
    saringan = asked_of(request)
    form = TampilanForm(request.POST)
    if form.is_valid():
        try:
            tampilan = tampilan_save(
                nama=form.cleaned_data["nama"],
                saringan=saringan,
                dibagikan=form.cleaned_data["dibagikan"],
                actor=request.user,
            )
        except DomainError as error:
            form.add_error("nama", f"{error.message} {error.langkah or ''}".strip())
        else:
            messages.success(request, f"Tampilan “{tampilan.nama}” tersimpan.")
            return redirect(back_to(saringan))
    return _page(request, saringan, form)


@require_POST
def tampilan_hapus(request: PortalRequest, tampilan_id: UUID) -> HttpResponse:
    """Remove a saved view of one's own."""
    _allowed(request)
    tampilan_delete(tampilan_id=tampilan_id, actor=request.user)
    messages.success(request, "Tampilan dihapus.")
    return redirect(back_to(asked_of(request)))
