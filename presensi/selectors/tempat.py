"""Where somebody may tap on a date."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from presensi.models import Tempat
from presensi.rules.geofence import TempatAturan, Titik
from sitamu.inti.errors import NotFoundError
from sitamu.inti.models import Pengguna
from sitamu.inti.rules.hak import Hak
from sitamu.inti.selectors import units_granted


@dataclass(frozen=True, slots=True)
class TempatPakai:
    """A place as it is on that date. `bukti_web`, `jaringan`: see BentukTempat."""

    aturan: TempatAturan
    nama: str
    bukti_web: str
    jaringan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TempatHari:
    """Where one person may tap on one date. `unit_id` None: placed nowhere on it.

    `di_mana_saja`: flexible place is assigned; `tempat` then only says how far away they are.
    """

    unit_id: UUID | None
    zona: ZoneInfo
    tempat: tuple[TempatPakai, ...]
    di_mana_saja: bool


# One row for one person on one date: unit_id, zona, bebas (flexible place), tempat (JSON array).
# The person's own rows win; else those of the nearest unit upward that has any on that date. It
# takes %(pegawai)s and %(pada)s, and may stand as a subquery in the statement of a tap.
TEMPAT_HARI_SQL: Final = """
SELECT di.unit_id, coalesce(di.zona, 'Asia/Makassar') AS zona,
    EXISTS (
        SELECT FROM presensi_kerjafleksibel f
        WHERE f.jenis = 'TEMPAT' AND f.mulai <= %(pada)s AND f.sampai >= %(pada)s
          AND (f.pegawai_id = %(pegawai)s OR f.unit_id = ANY(di.ke_atas))
          AND (cardinality(f.hari) = 0 OR extract(isodow FROM %(pada)s::date) = ANY(f.hari))
    ) AS bebas,
    (
        SELECT coalesce(json_agg(json_build_array(t.id, t.nama, b.lintang, b.bujur, b.radius_m,
                                                  b.poligon, b.bukti_web, b.jaringan)
                                 ORDER BY t.nama, t.id), '[]')
        FROM (
            SELECT k.tempat_id,
                   rank() OVER (ORDER BY array_position(di.ke_atas, k.unit_id) NULLS FIRST) AS urut
            FROM presensi_pemakaiantempat k
            WHERE (k.pegawai_id = %(pegawai)s OR k.unit_id = ANY(di.ke_atas))
              AND k.mulai <= %(pada)s AND (k.sampai IS NULL OR k.sampai >= %(pada)s)
        ) boleh
        JOIN presensi_tempat t ON t.id = boleh.tempat_id
        JOIN presensi_bentuktempat b ON b.tempat_id = t.id
         AND b.mulai <= %(pada)s AND (b.sampai IS NULL OR b.sampai >= %(pada)s)
        WHERE boleh.urut = 1
    ) AS tempat
FROM (
    SELECT p.unit_id, u.zona_waktu AS zona, ARRAY(
        SELECT a.id FROM inti_unitkerja a
        WHERE a.jalur IN (SELECT left(u.jalur, 5 * n)
                          FROM generate_series(1, length(u.jalur) / 5) n)
        ORDER BY a.jalur DESC
    ) AS ke_atas
    FROM (SELECT %(pegawai)s::uuid AS id) satu
    LEFT JOIN inti_penempatan p ON p.pegawai_id = satu.id
     AND p.mulai <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
    LEFT JOIN inti_unitkerja u ON u.id = p.unit_id
) di
"""


def tempat_hari(pegawai_id: UUID, *, on: date) -> TempatHari:
    """Where that person may tap on that date; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(TEMPAT_HARI_SQL, {"pegawai": pegawai_id, "pada": on})
        unit_id, zona, bebas, tempat = cursor.fetchone()
    return TempatHari(unit_id, ZoneInfo(zona), tempat_read(tempat), bebas)


def tempat_read(baris: Any) -> tuple[TempatPakai, ...]:
    """The column `tempat` of TEMPAT_HARI_SQL, as text or already read."""
    rows = json.loads(baris) if isinstance(baris, str | bytes) else baris
    return tuple(
        TempatPakai(
            TempatAturan(UUID(row[0]), Titik(row[2], row[3]), row[4], titik_berpasangan(row[5])),
            nama=row[1],
            bukti_web=row[6],
            jaringan=tuple(row[7]),
        )
        for row in rows
    )


def titik_berpasangan(angka: list[float]) -> tuple[Titik, ...]:
    """Stored corners: lintang and bujur by turns."""
    return tuple(Titik(*pair) for pair in zip(angka[::2], angka[1::2], strict=True))


# For those who keep places


def tempat_visible_to(user: Pengguna, *, today: date) -> QuerySet[Tempat]:
    """Places of units whose attendance `user` manages, by name."""
    units = units_granted(user, Hak.PRESENSI_MANAGE, on=today)
    return Tempat.objects.filter(unit__in=units).select_related("unit")


def tempat_get(user: Pengguna, tempat_id: UUID, *, today: date) -> Tempat:
    """One of them; raises NotFoundError."""
    tempat = tempat_visible_to(user, today=today).filter(pk=tempat_id).first()
    if tempat is None:
        raise NotFoundError
    return tempat
