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
