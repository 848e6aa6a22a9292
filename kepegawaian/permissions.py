"""Who may do what: to an usulan one predicate, fed by the table of moves; to an anomaly.

Nobody acts as an officer on their own usulan. Four eyes: the head of an OPD does not approve what
they sent, a signer does not approve what they verified.
"""

from datetime import date
from uuid import UUID

from kepegawaian.models import Anomali, Usulan
from kepegawaian.rules.usulan import MOVES, Action, Keluarga, Move
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import has_hak


def is_own(user: Pengguna, usulan: Usulan) -> bool:
    """The usulan is about the person who asks."""
    return usulan.pegawai.pengguna_id is not None and usulan.pegawai.pengguna_id == user.pk


def hak_of(keluarga: Keluarga, action: Action) -> frozenset[Hak]:
    """Permissions that may ever do `action` in that family, in whatever status."""
    return frozenset(move.hak for (_, a), move in MOVES[keluarga].items() if a is action)


def owner_may(keluarga: Keluarga, action: Action) -> bool:
    """Whether the person themself may ever do `action`."""
    return any(move.pemilik for (_, a), move in MOVES[keluarga].items() if a is action)


def usulan_may(user: Pengguna, usulan: Usulan, action: Action, *, today: date) -> bool:
    """Whether `user` may do `action` to this usulan, its status left aside."""
    keluarga = Keluarga(usulan.keluarga)
    if not _fits(usulan, action):
        return False
    if is_own(user, usulan):
        return owner_may(keluarga, action)
    if action is Action.APPROVE_OPD and user.pk == usulan.dibuat_oleh_id:
        return False
    if action is Action.APPROVE_SK and user.pk == usulan.pemeriksa_id:
        return False
    return any(
        has_hak(user, hak, usulan.unit_kerja_id, on=today) for hak in hak_of(keluarga, action)
    )


def _fits(usulan: Usulan, action: Action) -> bool:
    """Whether the way of this usulan has such a move at all.

    Before BKPSDM it is cancelled, afterwards withdrawn. Without OPD tier it goes there directly.
    """
    arrived = usulan.tiba_pada is not None
    match action:
        case Action.CANCEL:
            return not arrived
        case Action.WITHDRAW | Action.REASSIGN:
            return arrived
        case Action.SUBMIT | Action.SUBMIT_FOR:
            return usulan.versi_layanan.lewat_opd
        case Action.SUBMIT_DIRECT:
            return not usulan.versi_layanan.lewat_opd
        case _:
            return True


def catatan_internal(user: Pengguna, usulan: Usulan, *, today: date) -> bool:
    """Whether `user` reads and writes notes among colleagues: BKPSDM, once it has arrived there."""
    if is_own(user, usulan) or usulan.tiba_pada is None:
        return False
    return any(
        has_hak(user, hak, usulan.unit_kerja_id, on=today)
        for hak in (Hak.USULAN_VERIFY, Hak.SK_APPROVE)
    )


def usulan_edit(user: Pengguna, usulan: Usulan, *, today: date) -> bool:
    """Whether `user` may fill in the usulan: the person, or an operator of the unit for them."""
    return is_own(user, usulan) or has_hak(user, Hak.USULAN_SUBMIT, usulan.unit_kerja_id, on=today)


def buttons(
    user: Pengguna, usulan: Usulan, moves: list[tuple[Action, Move]], *, today: date
) -> list[tuple[Action, Move]]:
    """The moves out of the present status that `user` may make."""
    return [(a, m) for a, m in moves if usulan_may(user, usulan, a, today=today)]


def anomali_settle(user: Pengguna, anomali: Anomali, *, unit_id: UUID | None, today: date) -> bool:
    """Whether `user` may say that an anomaly is as it should be: BKPSDM, never about oneself.

    `unit_id`: where the person works today.
    """
    if unit_id is None or anomali.pegawai.pengguna_id == user.pk:
        return False
    return has_hak(user, Hak.USULAN_VERIFY, unit_id, on=today)
