"""Figures and dates as the portal prints them."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from sitamu.inti.rules import teks

register = template.Library()

ZONA = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@register.filter
def tanggal(nilai: date | datetime | str | None) -> str:
    """`1 Maret 2027`; ISO text is read too, an empty value stays empty."""
    if not nilai:
        return ""
    if isinstance(nilai, str):
        nilai = date.fromisoformat(nilai)
    if isinstance(nilai, datetime):
        nilai = timezone.localdate(nilai)
    return teks.tanggal_panjang(nilai)


@register.filter
def kunci(nilai: str) -> str:
    """The key of a paper for a reader: a day in words, anything else as it is."""
    try:
        return teks.tanggal_panjang(date.fromisoformat(nilai)) if len(nilai) == 10 else nilai
    except ValueError:
        return nilai


@register.filter
def waktu(nilai: datetime | None) -> str:
    """`1 Maret 2027, 07.28 WITA` in the zone of the office."""
    if nilai is None:
        return ""
    local = timezone.localtime(nilai)
    zona = ZONA.get(timezone.get_current_timezone_name(), "")
    return f"{teks.tanggal_panjang(local.date())}, {local:%H.%M} {zona}".strip()


@register.filter
def jam(nilai: datetime | None) -> str:
    """`16.00 WITA`, in the zone that the instant itself carries."""
    if nilai is None:
        return ""
    return f"{nilai:%H.%M} {ZONA.get(str(nilai.tzinfo), '')}".strip()


@register.filter
def hari(nilai: float | None) -> str:
    """A number of days, a half one with a comma: `3`, `2,5`."""
    return "" if nilai is None else f"{nilai:.1f}".removesuffix(".0").replace(".", ",")


@register.filter
def rupiah(nilai: int | None) -> str:
    """`Rp1.250.000`."""
    return "" if nilai is None else teks.rupiah(nilai)


@register.filter
def nip(nilai: str) -> str:
    """A NIP in its four groups, easier to read aloud."""
    if len(nilai) != 18:
        return nilai
    return f"{nilai[:8]} {nilai[8:14]} {nilai[14]} {nilai[15:]}"


@register.filter
def ukuran(byte: int | None) -> str:
    """`1,2 MB`, `340 KB`."""
    if byte is None:
        return ""
    if byte >= 1024 * 1024:
        return f"{byte / 1024 / 1024:.1f} MB".replace(".", ",")
    return f"{max(1, round(byte / 1024))} KB"
