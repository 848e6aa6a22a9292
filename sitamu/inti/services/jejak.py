"""The access log: who read, downloaded, exported or tried what."""

from typing import Any
from uuid import UUID

import structlog
from django.http import HttpRequest

from sitamu.inti.http import client_ip
from sitamu.inti.models import JejakAkses, Pengguna


def akses_record(
    *,
    aksi: str,
    pengguna: Pengguna | None = None,
    request: HttpRequest | None = None,
    objek_jenis: str = "",
    objek_id: UUID | None = None,
    objek_label: str = "",
    pegawai_id: UUID | None = None,
    rincian: dict[str, Any] | None = None,
) -> None:
    """Append one row. `objek_label` is copied so that the row outlives the object."""
    context = structlog.contextvars.get_contextvars()
    JejakAkses.objects.create(
        aksi=aksi,
        pengguna_id=pengguna.pk if pengguna else None,
        nama_masuk=pengguna.nama_masuk if pengguna else "",
        objek_jenis=objek_jenis,
        objek_id=objek_id,
        objek_label=objek_label[:200],
        pegawai_id=pegawai_id,
        ip=client_ip(request) if request else None,
        permintaan_id=str(context.get("request_id", ""))[:64],
        rincian=rincian or {},
    )
