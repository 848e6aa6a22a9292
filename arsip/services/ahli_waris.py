"""Heirs of one who died read the file, from one day to another."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from arsip.errors import AhliWarisError
from arsip.models import AksesAhliWaris
from arsip.permissions import holds, is_own
from arsip.rules.dokumen import AHLI_WARIS_MAKS_TAHUN
from sitamu.inti.errors import NotAllowedError, NotFoundError
from sitamu.inti.models import Kedudukan, Pegawai, Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.rules.pengguna import nama_masuk_baku
from sitamu.inti.rules.tanggal import tambah_tahun


@transaction.atomic
def akses_ahli_waris_grant(
    *,
    pegawai_id: UUID,
    nama_masuk: str,
    hubungan: str,
    mulai: date,
    sampai: date,
    dasar: str,
    actor: Pengguna,
    now: datetime,
) -> AksesAhliWaris:
    """Open the file of one who died to an heir's account; both days inclusive, at most two years.

    For whoever manages the accounts of the person's unit (PENGGUNA_MANAGE). Raises NotFoundError,
    NotAllowedError (for oneself), AhliWarisError.
    """
    pegawai = pegawai_managed_get(actor, pegawai_id, today=timezone.localdate(now))
    if pegawai.kedudukan != Kedudukan.MENINGGAL:
        raise AhliWarisError("Akses ahli waris hanya untuk arsip pegawai yang sudah meninggal.")
    akun = Pengguna.objects.filter(nama_masuk=nama_masuk_baku(nama_masuk), is_active=True).first()
    if akun is None or is_own(akun, pegawai):
        raise AhliWarisError(
            "Akun ahli waris tidak ditemukan. Buat dulu akunnya di halaman Pengguna."
        )
    if akun.pk == actor.pk:
        raise NotAllowedError
    if sampai < mulai or sampai > tambah_tahun(mulai, AHLI_WARIS_MAKS_TAHUN):
        raise AhliWarisError("Isi tanggal berakhir setelah tanggal mulai, paling lama 2 tahun.")
    return AksesAhliWaris.objects.create(
        pegawai=pegawai,
        pengguna=akun,
        hubungan=hubungan,
        mulai=mulai,
        sampai=sampai,
        dasar=dasar,
        diberikan_oleh=actor,
    )


@transaction.atomic
def akses_ahli_waris_end(*, akses_id: UUID, actor: Pengguna, now: datetime) -> AksesAhliWaris:
    """End one at the end of today; the row stays. Raises NotFoundError."""
    today = timezone.localdate(now)
    row = AksesAhliWaris.objects.select_for_update(of=("self",)).filter(pk=akses_id).first()
    if row is None:
        raise NotFoundError
    pegawai_managed_get(actor, row.pegawai_id, today=today)
    if row.sampai > today:
        row.sampai = max(today, row.mulai)
        row.save(update_fields=["sampai"])
    return row


def pegawai_managed_get(actor: Pengguna, pegawai_id: UUID, *, today: date) -> Pegawai:
    """A person whose accounts `actor` manages; raises NotFoundError."""
    pegawai = Pegawai.objects.filter(pk=pegawai_id).first()
    if pegawai is None or not holds(actor, Hak.PENGGUNA_MANAGE, pegawai, today=today):
        raise NotFoundError
    return pegawai
