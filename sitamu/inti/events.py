"""Facts about accounts; named after what happened. Short texts only, no secret."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class AkunEvent:
    """What all events of one account carry.

    `akun_id`: whose account. `actor_id`, `oleh`: who did it, and their name. `alamat`: the e-mail
    address held before, so that whoever changes it cannot have the warning sent to themselves;
    empty when there was none. `tautan`: path of the page that shows what was done.
    """

    akun_id: UUID
    actor_id: UUID
    oleh: str
    alamat: str
    tautan: str = "/saya/jejak/"


class KodeAktivasiDibuat(AkunEvent):
    """A new code was made for an account that already has a password."""


class KodeAktivasiDipakai(AkunEvent):
    """Such a code was used: the password is a new one."""
