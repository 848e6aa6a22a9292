"""People who tap: the office of their unit, a phone of theirs, taps as a phone sends them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from presensi.models import Ketukan, KunciKetukan, Perangkat, Tempat
from presensi.rules.perangkat import StatusPerangkat
from sitamu.inti.models import Pegawai, Pengguna, UnitKerja
from tests.factories.presensi import pakai_tempat, tempat

SANDI = "kata-sandi-panjang"


def kantor(unit: UnitKerja) -> Tempat:
    """A circle of 100 m that the unit and all below it use."""
    row = tempat(unit)
    pakai_tempat(row, unit)
    return row


def ponsel(pegawai: Pegawai, *, status: StatusPerangkat = StatusPerangkat.AKTIF) -> Perangkat:
    """A registered phone."""
    return Perangkat.objects.create(
        pegawai=pegawai,
        nomor=uuid4(),
        nama="Ponsel Contoh",
        status=status.value,
        diminta_pada=datetime(2026, 1, 5, tzinfo=UTC),
    )


def akses(client: Client, pengguna: Pengguna) -> str:
    """An access token by the way everybody goes."""
    pengguna.set_password(SANDI)
    pengguna.save()
    answer = client.post(
        "/api/v1/auth/token",
        {"nama_masuk": pengguna.nama_masuk, "kata_sandi": SANDI},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    return str(answer.json()["token_akses"])


def isi(**ubah: Any) -> dict[str, Any]:
    """One tap at 55.6 m from the middle of the place, now."""
    return {
        "id": str(uuid4()),
        "arah": "MASUK",
        "waktu_perangkat": timezone.now().isoformat(),
        "lintang": -1.2995,
        "bujur": 123.29,
        "akurasi_m": 12,
        "umur_fix_detik": 2,
    } | ubah


def ketukan_tinjau(pegawai: Pegawai, unit: UnitKerja, *tanda: str, **more: Any) -> Ketukan:
    """A stored tap that counts with doubts, with its key; by default a late one of now."""
    pada = more.pop("pada", timezone.now())
    fields = {
        "unit_id": unit.pk,
        "arah": "MASUK",
        "sumber": "APLIKASI",
        "putusan": "TINJAU",
        "aturan_mulai": pada.date(),
        **more,
    }
    row = Ketukan.objects.create(
        id=uuid4(), pegawai_id=pegawai.pk, pada=pada, tanda=list(tanda) or ["LURING"], **fields
    )
    KunciKetukan.objects.create(pk=row.pk, pegawai_id=pegawai.pk, pada=pada, sidik=b"x")
    return row


class Ponsel:
    """A phone with a token: sends taps as the application does."""

    def __init__(self, client: Client, pengguna: Pengguna, nomor: UUID) -> None:
        self.client = client
        self.headers = {
            "Authorization": f"Bearer {akses(client, pengguna)}",
            "X-Device-Id": str(nomor),
        }

    def ketuk(self, **ubah: Any) -> Any:
        return self.kirim(isi(**ubah))

    def kirim(self, ketukan: dict[str, Any], **headers: str) -> Any:
        return self._post("/api/v1/presensi", ketukan, headers)

    def kirim_semua(self, ketukan: list[Any]) -> Any:
        return self._post("/api/v1/presensi/batch", {"ketukan": ketukan}, {})

    def _post(self, path: str, body: Any, headers: dict[str, str]) -> Any:
        return self.client.post(
            path, body, content_type="application/json", headers={**self.headers, **headers}
        )
