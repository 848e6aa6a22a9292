"""Facts that happened to the dated rules."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ParameterDiaktifkan:
    """A version of a parameter was added; it is in force from `berlaku_mulai`."""

    parameter_id: UUID
    kunci: str
    berlaku_mulai: date
    actor_id: UUID


@dataclass(frozen=True, slots=True)
class DrafSiapDiaktifkan:
    """A draft has gone through both trials of its last edit and waits for a second person.

    `jenis`: name of the parameter. `actor_id`: who edited last, and is not told. `tautan`: page of
    the draft. `unit_id`: the root, whose keepers are told. `akun_id`: nobody's own matter.
    """

    draf_id: UUID
    jenis: str
    berlaku_sejak: date
    unit_id: UUID
    actor_id: UUID
    tautan: str
    akun_id: UUID | None = None
