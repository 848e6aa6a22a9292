"""What pages of attendance share: the strip at the top, refusals at their fields."""

from django import forms
from django.urls import reverse

from sitamu.inti.errors import DomainError
from sitamu.inti.http import PortalRequest
from sitamu.inti.rules.hak import Hak

PAGES = (
    ("Bulan ini", "presensi:hari-bulan", None),
    ("Tim hari ini", "presensi:hari-tim", None),
    ("Lupa mencatat", "presensi:pernyataan-list", None),
    ("Dinas luar", "presensi:surat-list", None),
    ("Roster", "presensi:roster", Hak.PRESENSI_ROSTER),
    ("Jadwal", "presensi:pola-list", Hak.PRESENSI_MANAGE),
    ("Tempat", "presensi:tempat-list", Hak.PRESENSI_MANAGE),
)


def bagian(request: PortalRequest) -> list[dict[str, object]]:
    """Pages that the person may open, the present one marked."""
    held: frozenset[Hak] = getattr(request, "hak", frozenset())
    return [
        {"label": label, "url": (url := reverse(route)), "aktif": request.path.startswith(url)}
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
