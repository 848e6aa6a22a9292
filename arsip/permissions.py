"""Who may do what in the archive."""

from datetime import date

from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import placed_in, units_granted


def is_own(user: Pengguna, pegawai: Pegawai) -> bool:
    """The archive is the person's own."""
    return pegawai.pengguna_id is not None and pegawai.pengguna_id == user.pk


def holds(user: Pengguna, hak: Hak, pegawai: Pegawai, *, today: date) -> bool:
    """`user` holds `hak` over the unit in which the person is placed today."""
    units = units_granted(user, hak, on=today)
    return Pegawai.objects.filter(placed_in(units, on=today), pk=pegawai.pk).exists()


def dokumen_may_upload(
    user: Pengguna, pegawai: Pegawai, *, today: date, hak: Hak = Hak.ARSIP_UPLOAD
) -> bool:
    """Into one's own archive, or with `hak` over the person's unit today."""
    return is_own(user, pegawai) or holds(user, hak, pegawai, today=today)
