"""What every page knows: menu by permissions held, unread notices, the office, the mode."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from sitamu.inti.errors import DataKurangError
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import nilai

OFFICE_SECONDS: Final = 300
UNREAD: Final = "notifikasi.selectors.jumlah_belum_dibaca"


@dataclass(frozen=True, slots=True)
class Butir:
    """One entry of the menu, shown to holders of any of `hak`; without `hak` to everybody."""

    label: str
    route: str
    ikon: str
    hak: frozenset[Hak] = frozenset()


MENU: Final = (
    Butir("Beranda", "kepegawaian:beranda", "beranda"),
    Butir("Layanan", "kepegawaian:layanan-list", "tambah"),
    Butir("Usulan", "kepegawaian:usulan-list", "kirim"),
    Butir("Persetujuan", "kepegawaian:persetujuan", "sukses", frozenset({Hak.USULAN_APPROVE_OPD})),
    Butir("Presensi", "presensi:hari-bulan", "kalender"),
    Butir("Kinerja", "presensi:kinerja", "grafik"),
    Butir("TPP", "presensi:tpp-saya", "grafik"),
    Butir("Cuti", "kepegawaian:cuti-list", "kalender"),
    Butir("Arsip saya", "arsip:arsip-saya", "arsip"),
    Butir("Cari arsip", "arsip:cari", "cari", frozenset({Hak.ARSIP_VIEW})),
    Butir("Unggah massal", "arsip:massal-list", "unggah", frozenset({Hak.ARSIP_UPLOAD})),
    Butir("Masa berlaku", "arsip:berakhir", "jam", frozenset({Hak.ARSIP_UPLOAD})),
    Butir("Antrean", "kepegawaian:antrean", "periksa", frozenset({Hak.USULAN_VERIFY})),
    Butir(
        "Angka layanan",
        "kepegawaian:angka-bulan",
        "jam",
        frozenset({Hak.USULAN_VIEW, Hak.USULAN_APPROVE_OPD}),
    ),
    Butir(
        "SOP layanan",
        "kepegawaian:sop-list",
        "berkas",
        frozenset({Hak.USULAN_VIEW, Hak.USULAN_APPROVE_OPD, Hak.REFERENSI_EDIT}),
    ),
    Butir("Nominatif", "kepegawaian:nominatif", "kalender", frozenset({Hak.NOMINATIF_VIEW})),
    Butir("Anomali data", "kepegawaian:anomali-list", "awas", frozenset({Hak.NOMINATIF_VIEW})),
    Butir("Pegawai", "kepegawaian:pegawai-list", "orang", frozenset({Hak.PEGAWAI_VIEW})),
    Butir("SK", "kepegawaian:sk-list", "tanda-tangan", frozenset({Hak.SK_APPROVE, Hak.SK_FILE})),
    Butir("Kiriman", "kepegawaian:kiriman-list", "paket", frozenset({Hak.KIRIMAN_MANAGE})),
    Butir("Impor", "kepegawaian:impor-list", "unggah", frozenset({Hak.IMPOR_RUN})),
    Butir("Retensi arsip", "arsip:retensi", "arsip", frozenset({Hak.ARSIP_RETENSI})),
    Butir("Delegasi dan Plt", "inti:penugasan-list", "orang", frozenset(Hak)),
    Butir("Pengguna", "inti:pengguna-list", "akun", frozenset({Hak.PENGGUNA_MANAGE})),
    Butir(
        "Aktivasi akun",
        "inti:aktivasi-unit",
        "gembok",
        frozenset({Hak.AKTIVASI_ISSUE, Hak.PENGGUNA_MANAGE}),
    ),
    Butir("Aturan", "aturan:parameter-list", "periksa", frozenset({Hak.REFERENSI_EDIT})),
    Butir("Katalog layanan", "kepegawaian:katalog-list", "berkas", frozenset({Hak.REFERENSI_EDIT})),
    Butir(
        "Templat alasan", "kepegawaian:templat-alasan", "berkas", frozenset({Hak.REFERENSI_EDIT})
    ),
    Butir("Data acuan", "admin:index", "pengaturan", frozenset({Hak.REFERENSI_EDIT})),
    Butir("Keadaan arsip", "arsip:keadaan", "arsip", frozenset({Hak.REFERENSI_EDIT})),
    Butir("Jejak akses", "inti:jejak-list", "jam", frozenset({Hak.JEJAK_VIEW})),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context processor; the menu costs no query, the count one, and only where it is printed."""
    context: dict[str, Any] = {
        "instansi": SimpleLazyObject(_office),
        "mode_badge": settings.MODE_BADGE,
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["navigasi"] = _menu(request)
        context["jumlah_pemberitahuan"] = SimpleLazyObject(lambda: import_string(UNREAD)(user))
    return context


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    held: frozenset[Hak] = getattr(request, "hak", frozenset())
    entries: list[dict[str, Any]] = []
    for butir in MENU:
        if butir.hak and not butir.hak & held:
            continue
        try:
            url = reverse(butir.route)
        except NoReverseMatch:
            continue
        entries.append({"label": butir.label, "url": url, "ikon": butir.ikon})
    here = [e["url"] for e in entries if e["url"] != "/" and request.path.startswith(e["url"])]
    nearest = max(here, key=len, default=request.path)
    return [{**entry, "aktif": entry["url"] == nearest} for entry in entries]


def _office() -> dict[str, Any]:
    """Name of the office from the dated parameter `instansi`; kept a few minutes."""
    known: dict[str, Any] | None = cache.get("instansi")
    if known is None:
        try:
            known = nilai("instansi", on=timezone.localdate())
        except DataKurangError:
            known = {}
        cache.set("instansi", known, OFFICE_SECONDS)
    return known
