"""Drafts of parameters for tests: begun, tried, ready to be activated."""

from datetime import date, datetime
from typing import Any

from sitamu.aturan.models import DrafParameter
from sitamu.aturan.services.draf import IsiDraf, draf_start
from sitamu.aturan.services.uji import contoh_try, pegawai_try, uji_work_off
from sitamu.inti.models import Parameter, Pengguna

NAIK = date(2027, 1, 1)
DASAR = "UU Contoh 1/2026 ps. 3"


def nilai_bup(guru: int = 62) -> Any:
    """The BUP table of the first dated rows, with another age for guru."""
    nilai = Parameter.objects.get(kunci="BUP").nilai
    for row in nilai["baris"]:
        if row.get("rumpun") == "guru":
            row["umur"] = guru
    return nilai


def isi(nilai: Any, mulai: date = NAIK, dasar: str = DASAR) -> IsiDraf:
    return IsiDraf(berlaku_mulai=mulai, nilai=nilai, dasar_hukum=dasar)


def draf_bup(
    actor: Pengguna, now: datetime, mulai: date = NAIK, *, guru: int = 62
) -> DrafParameter:
    return draf_start(kunci="BUP", isi=isi(nilai_bup(guru), mulai), actor=actor, now=now)


def cobakan(draf: DrafParameter, actor: Pengguna, now: datetime) -> None:
    """Both trials, to their end."""
    contoh_try(draf_id=draf.pk, versi=draf.versi, berkas=None, nama_berkas="", actor=actor, now=now)
    pegawai_try(draf_id=draf.pk, versi=draf.versi, actor=actor, now=now)
    uji_work_off(now=now)
