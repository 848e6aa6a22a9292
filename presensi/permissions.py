"""Who may do what in presensi. Nobody decides about themselves."""

from datetime import date

from presensi.models import DaftarKertas, Perangkat, Pernyataan, SuratTugas, Tempat
from presensi.rules.fakta import JenisPernyataan
from sitamu.inti.models import Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import bawahan, has_hak, placed_in, units_granted


def is_atasan(user: Pengguna, pegawai: Pegawai, *, today: date) -> bool:
    """Whether `user` is the direct superior today and still in service."""
    return bawahan(user, today=today).filter(pegawai=pegawai).exists()


def manages(user: Pengguna, pegawai: Pegawai, *, today: date) -> bool:
    """Whether `user` manages presensi where the person works today."""
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    return Pegawai.objects.filter(placed_in(units, on=today), pk=pegawai.pk).exists()


def is_own(user: Pengguna, pegawai: Pegawai) -> bool:
    """The person themself."""
    return pegawai.pengguna_id is not None and pegawai.pengguna_id == user.pk


def layar_may(user: Pengguna, tempat: Tempat, *, today: date) -> bool:
    """Open the screen of a place: whoever manages presensi or makes rosters where it is kept."""
    return any(
        units_granted(user, hak, on=today).filter(pk=tempat.unit_id).exists()
        for hak in (Hak.PRESENSI_ROSTER, Hak.PRESENSI_MANAGE)
    )


def ketukan_decide_may(user: Pengguna, pegawai: Pegawai, *, today: date) -> bool:
    """Decide about a tap: the superior or the manager of presensi, never the person."""
    if is_own(user, pegawai):
        return False
    return is_atasan(user, pegawai, today=today) or manages(user, pegawai, today=today)


def perangkat_decide(user: Pengguna, perangkat: Perangkat, *, today: date) -> bool:
    """Say yes or no to a phone: the superior or the manager of presensi, never the person."""
    pegawai = perangkat.pegawai
    if is_own(user, pegawai):
        return False
    return is_atasan(user, pegawai, today=today) or manages(user, pegawai, today=today)


def perangkat_revoke_may(user: Pengguna, perangkat: Perangkat, *, today: date) -> bool:
    """End a phone: the person, or whoever decides about it."""
    return is_own(user, perangkat.pegawai) or perangkat_decide(user, perangkat, today=today)


def pernyataan_decide_may(user: Pengguna, pernyataan: Pernyataan, *, today: date) -> bool:
    """Decide about a stated time, never the person's own.

    A forgotten tap: the superior or the manager of presensi; an appeal: the manager alone. A line
    of a paper list is decided with its list.
    """
    pegawai = pernyataan.pegawai
    if is_own(user, pegawai) or pernyataan.jenis == JenisPernyataan.KERTAS:
        return False
    if pernyataan.jenis == JenisPernyataan.KEBERATAN:
        return manages(user, pegawai, today=today)
    return is_atasan(user, pegawai, today=today) or manages(user, pegawai, today=today)


def surat_decide_may(user: Pengguna, surat: SuratTugas, *, today: date) -> bool:
    """Decide about a letter: the manager of presensi of its unit, or the superior of all it names.

    Never somebody who is named in it or handed it in.
    """
    people = list(surat.peserta.all())
    if surat.diajukan_oleh_id == user.pk or any(is_own(user, pegawai) for pegawai in people):
        return False
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    if units.filter(pk=surat.unit_id).exists():
        return True
    return all(is_atasan(user, pegawai, today=today) for pegawai in people)


def kertas_decide_may(user: Pengguna, daftar: DaftarKertas, *, today: date) -> bool:
    """Decide about a paper list: a manager of presensi of its unit who neither stands on it nor
    handed it in."""
    if daftar.diajukan_oleh_id == user.pk:
        return False
    if daftar.baris.filter(pegawai__pengguna=user).exists():
        return False
    return has_hak(user, Hak.PRESENSI_MANAGE, daftar.unit_id, on=today)
