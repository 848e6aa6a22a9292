"""What pages of attendance share: the strip at the top, refusals at their fields."""

from typing import Final

from django import forms
from django.urls import reverse

from sitamu.inti.errors import DomainError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak

PAGES: Final = (
    ("Catat", "presensi:ketuk", None),
    ("Bulan ini", "presensi:hari-bulan", None),
    ("Tim hari ini", "presensi:hari-tim", None),
    ("Tanpa keterangan", "presensi:peringatan-list", None),
    ("Lupa mencatat", "presensi:pernyataan-list", None),
    ("Dinas luar", "presensi:surat-list", None),
    ("Ponsel", "presensi:perangkat-list", None),
    ("Benarkan catatan", "presensi:tinjau-tim", None),
    ("Ringkasan", "presensi:ringkasan", Hak.PRESENSI_VIEW),
    ("Rekap", "presensi:rekap", Hak.PRESENSI_VIEW),
    ("Kelola", "presensi:kelola", Hak.PRESENSI_ROSTER),
)
# Pages of officers, reached from "Kelola": label, route, right, what it is for.
KELOLA: Final = (
    (
        "Roster jaga",
        "presensi:roster",
        Hak.PRESENSI_ROSTER,
        "Siapa jaga kapan, per unit dan bulan.",
    ),
    (
        "Apel dan upacara",
        "presensi:acara-list",
        Hak.PRESENSI_ROSTER,
        "Siapa wajib ikut, dan daftar hadirnya.",
    ),
    (
        "Daftar hadir kertas",
        "presensi:kertas-list",
        Hak.PRESENSI_ROSTER,
        "Untuk hari ketika sistem terganggu, dengan berita acara.",
    ),
    ("Jadwal", "presensi:pola-list", Hak.PRESENSI_MANAGE, "Unit dan pegawai memakai pola mana."),
    (
        "Jam kerja tiap pola",
        "presensi:versi-list",
        Hak.PRESENSI_MANAGE,
        "Jam tiap pola sejak kapan, juga pada Ramadan.",
    ),
    (
        "Kerja fleksibel",
        "presensi:fleksibel-list",
        Hak.PRESENSI_MANAGE,
        "Kerja dari tempat lain (WFA) dan jam bergeser.",
    ),
    ("Ramadan", "presensi:ramadan-list", Hak.PRESENSI_MANAGE, "Awal dan akhir puasa tiap tahun."),
    (
        "Tinjau ketukan",
        "presensi:tinjau-list",
        Hak.PRESENSI_MANAGE,
        "Ketukan bertanda: bukti, keputusan, dan riwayatnya.",
    ),
    (
        "Tempat",
        "presensi:tempat-list",
        Hak.PRESENSI_MANAGE,
        "Lingkaran dan poligon tempat presensi.",
    ),
    (
        "Dispensasi",
        "presensi:dispensasi-list",
        Hak.PRESENSI_MANAGE,
        "Membebaskan satu hari bila sistem terganggu.",
    ),
    (
        "Impor ketukan",
        "presensi:muatan-list",
        Hak.PRESENSI_MANAGE,
        "Mesin sidik jari, SIMPEGNAS, XLSX, dan CSV.",
    ),
    ("Tutup bulan", "presensi:tutup", Hak.PRESENSI_MANAGE, "Mengunci hari-hari satu bulan."),
)


def bagian(request: PortalRequest) -> list[dict[str, object]]:
    """Pages that the person may open, the present one marked."""
    held: frozenset[Hak] = getattr(request, "hak", frozenset())
    inside = any(request.path.startswith(reverse(route)) for _, route, _, _ in KELOLA)
    return [
        {
            "label": label,
            "url": (url := reverse(route)),
            "aktif": request.path.startswith(url) or (route == "presensi:kelola" and inside),
        }
        for label, route, hak in PAGES
        if hak is None or hak in held
    ]


def refused_at(form: forms.Form, error: DomainError) -> None:
    """A refusal at its field; raises it again when it is about none."""
    errors = error.data.get("errors")
    if not isinstance(errors, dict):
        raise error
    for bidang, sentences in errors.items():
        form.add_error(bidang if bidang in form.fields else None, sentences)
