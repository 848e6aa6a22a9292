"""Month and year arithmetic on local dates.

A day that the target month lacks becomes its last day: 31 January plus one month is 28 February,
and a birthday on 29 February falls on 28 February in a common year, never in March.
"""

from calendar import monthrange
from datetime import date


def tambah_bulan(tanggal: date, bulan: int) -> date:
    """`tanggal` moved by whole months, back when negative."""
    tahun, nol = divmod(tanggal.year * 12 + tanggal.month - 1 + bulan, 12)
    hari = tanggal.day
    if hari > 28:  # every month has the others
        hari = min(hari, monthrange(tahun, nol + 1)[1])
    return date(tahun, nol + 1, hari)


def tambah_tahun(tanggal: date, tahun: int) -> date:
    """`tanggal` moved by whole years."""
    return tambah_bulan(tanggal, 12 * tahun)


def akhir_bulan(tanggal: date) -> date:
    """The last day of that month."""
    return tanggal.replace(day=monthrange(tanggal.year, tanggal.month)[1])


def umur_pada(tanggal_lahir: date, pada: date) -> int:
    """Completed years on `pada`; the birthday itself completes the year. Negative before birth."""
    umur = pada.year - tanggal_lahir.year
    return umur if tambah_tahun(tanggal_lahir, umur) <= pada else umur - 1
