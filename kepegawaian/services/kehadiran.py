"""Who else has a case open: a mark in the store of the cache that fades by itself.

It is a courtesy, not a lock: the row's own lock and `pemeriksa` decide who may act. With the store
away nothing is said.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django_redis import get_redis_connection
from redis.exceptions import RedisError

from sitamu.inti.models import Pengguna

TERLIHAT_DETIK: Final = 60  # whoever has not been seen so long is gone
TANYA_DETIK: Final = 20  # how often an open page asks


@dataclass(frozen=True, slots=True)
class Rekan:
    """A colleague with the same case open, and how long ago their page last asked."""

    nama: str
    detik: int


def rekan_seen(*, usulan_id: UUID, actor: Pengguna, now: datetime) -> list[Rekan]:
    """Mark that `actor` has the case open; returns the others who do, the latest first."""
    key = f"sitamu:telaah:{usulan_id}"
    at = now.timestamp()
    try:
        pipe = get_redis_connection("default").pipeline()
        pipe.zadd(key, {f"{actor.pk}|{actor.nama}": at})
        pipe.zremrangebyscore(key, "-inf", at - TERLIHAT_DETIK)
        pipe.expire(key, 2 * TERLIHAT_DETIK)
        pipe.zrevrange(key, 0, 9, withscores=True)
        rows = pipe.execute()[-1]
    except (RedisError, OSError):
        return []
    others = ((member.decode().split("|", 1), seen) for member, seen in rows)
    return [
        Rekan(nama, max(0, int(at - seen))) for (pk, nama), seen in others if pk != str(actor.pk)
    ]
