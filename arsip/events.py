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
