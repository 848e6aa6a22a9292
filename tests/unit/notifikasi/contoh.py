"""The cast and one event: siti asks, an operator and budi act, made belongs elsewhere."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sitamu.inti.models import PemberianHak, Pengguna, UnitKerja
from sitamu.inti.rules.hak import Hak

NOW = datetime(2026, 3, 9, 2, 12, tzinfo=UTC)  # 10.12 WITA


@dataclass(frozen=True)
class Pemain:
    unit: UnitKerja
    siti: Pengguna
    operator: Pengguna
    kepala: Pengguna
    budi: Pengguna
    rina: Pengguna
    pos: Pengguna
    made: Pengguna


def unit(nama: str, jalur: str, induk: UnitKerja | None = None) -> UnitKerja:
    return UnitKerja.objects.create(
        id=uuid4(), nama=nama, nama_kunci=nama.lower(), jenis="OPD", jalur=jalur, induk=induk
    )


def akun(nama: str, *, hak: Hak | None = None, di: UnitKerja | None = None) -> Pengguna:
    pengguna = Pengguna.objects.create_user(nama, nama=nama.title(), email=f"{nama}@contoh.example")
    if hak is not None:
        PemberianHak.objects.create(
            pengguna=pengguna, hak=hak.value, unit=di, mulai=date(2026, 1, 1), dasar="SK"
        )
    return pengguna


def pemain() -> Pemain:
    kabupaten = unit("Kabupaten", "0001.")
    dinas = unit("Dinas Pendidikan", "0001.0001.", kabupaten)
    lain = unit("Dinas Kesehatan", "0001.0002.", kabupaten)
    akun("made", hak=Hak.USULAN_CHECK_OPD, di=lain)
    return Pemain(
        unit=dinas,
        siti=akun("siti"),
        operator=akun("operator", hak=Hak.USULAN_CHECK_OPD, di=dinas),
        kepala=akun("kepala", hak=Hak.USULAN_APPROVE_OPD, di=dinas),
        budi=akun("budi", hak=Hak.USULAN_VERIFY, di=kabupaten),
        rina=akun("rina", hak=Hak.USULAN_VERIFY, di=kabupaten),
        pos=akun("pos", hak=Hak.KIRIMAN_MANAGE, di=kabupaten),
        made=Pengguna.objects.get(nama_masuk="made"),
    )


def isi(p: Pemain, **changes: Any) -> dict[str, Any]:
    """Payload of an event of siti's usulan as it lies in the outbox."""
    return {
        "usulan_id": str(uuid4()),
        "nomor": "USL-K7M2",
        "layanan": "Pensiun BUP",
        "pegawai_id": str(uuid4()),
        "pegawai_nama": "Siti Aminah, S.Pd.",
        "akun_id": str(p.siti.pk),
        "pembuat_id": str(p.siti.pk),
        "unit_id": str(p.unit.pk),
        "pemeriksa_id": None,
        "actor_id": str(p.siti.pk),
        "tautan": "/usulan/1/",
        "tautan_petugas": "",
        "catatan": "",
        "butir": [],
        "kembali_ke": "",
        "batas_tanggal": "",
        **changes,
    }
