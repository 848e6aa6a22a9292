"""Numbers of letters: given once, without gap, under a row lock."""

from datetime import date
from uuid import UUID

from django.db import transaction

from sitamu.inti.models import NomorTerbit, Pengguna, RegisterNomor


@transaction.atomic
def nomor_issue(
    *,
    register: str,
    format_nomor: str,
    isian: dict[str, str],
    rujukan_jenis: str,
    rujukan_id: UUID,
    tanggal: date,
    oleh: Pengguna,
) -> NomorTerbit:
    """Give the next number of `register` in the year of `tanggal` to one thing, once.

    Asked again for the same thing, the same row comes back. `format_nomor` takes `{urut}`,
    `{tahun}` and the keys of `isian`. The caller's transaction keeps the register locked until it
    ends, so a rolled back letter leaves no gap.
    """
    RegisterNomor.objects.get_or_create(kode=register, tahun=tanggal.year)
    locked = RegisterNomor.objects.select_for_update().get(kode=register, tahun=tanggal.year)
    given = NomorTerbit.objects.filter(rujukan_jenis=rujukan_jenis, rujukan_id=rujukan_id).first()
    if given is not None:
        return given
    locked.terakhir += 1
    locked.save(update_fields=["terakhir"])
    teks = format_nomor.format(urut=locked.terakhir, tahun=tanggal.year, **isian)
    return NomorTerbit.objects.create(
        register=locked,
        urut=locked.terakhir,
        teks=teks,
        rujukan_jenis=rujukan_jenis,
        rujukan_id=rujukan_id,
        tanggal=tanggal,
        oleh=oleh,
    )
