"""Facts of the archive that somebody is told of."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ArsipEvent:
    """What all of them carry: the unit whose officers are told, and the page where they look."""

    unit_id: UUID
    tautan: str
    akun_id: UUID | None = None
    actor_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PemindaiMacet(ArsipEvent):
    """Files wait for the virus scanner longer than they should: `jumlah`, since `sejak` (ISO)."""

    jumlah: int
    sejak: str


@dataclass(frozen=True, kw_only=True)
class ArsipTidakUtuh(ArsipEvent):
    """Stored bytes are missing, changed or without a row: `jumlah` findings stand."""

    jumlah: int


@dataclass(frozen=True, kw_only=True)
class DokumenBerakhir:
    """A paper ends soon, or has ended: on `berlaku_sampai` (ISO), in `sisa_hari` (negative: past).

    Told to its owner (`akun_id`); nobody did it, so there is no actor.
    """

    versi_id: UUID
    pegawai_id: UUID
    akun_id: UUID
    jenis: str
    berlaku_sampai: str
    sisa_hari: int
    keadaan: str
    tautan: str
    actor_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PaketSelesai:
    """The ZIP of own papers that `akun_id` asked for is ready, or cannot be made (`keadaan`)."""

    akun_id: UUID
    keadaan: str
    jumlah: int
    tautan: str
    actor_id: UUID | None = None
