"""How far a point lies from the places where somebody may tap.

The earth is a sphere of 6,371,000 m (haversine), so that phone, server and worked cases agree.
Within the few kilometres of a place its polygon is laid flat around the point that is asked
about: there the error stays below a millimetre a metre.

Nothing here decides a tap: accuracy, age of the fix and the other signals are judged by
`presensi.rules.putusan`, which takes the distances from here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, isfinite, radians
from typing import Final
from uuid import UUID

from geopy.distance import great_circle

from presensi.errors import TempatInvalidError

BUMI_RADIUS_M: Final = 6_371_000
M_PER_DERAJAT: Final = radians(1) * BUMI_RADIUS_M
RADIUS_MAKS_M: Final = 5_000
BENTANG_MAKS_M: Final = 20_000
TITIK_MAKS: Final = 200


@dataclass(frozen=True, slots=True)
class Titik:
    """Degrees, WGS 84; south and west negative."""

    lintang: float
    bujur: float


@dataclass(frozen=True, slots=True)
class TempatAturan:
    """One place to tap at.

    Without `poligon`: the circle of `radius_m` around `pusat`. With it: the polygon (corners in
    order, closed by itself) and a strip of `radius_m` around it; `pusat` is then only drawn.
    """

    id: UUID | str
    pusat: Titik
    radius_m: float
    poligon: tuple[Titik, ...] = ()


@dataclass(frozen=True, slots=True)
class JarakTempat:
    """`jarak_m`: from the middle of a circle; from the edge of a polygon, negative inside it.

    Either way the point lies within the place when `jarak_m` is at most `radius_m`.
    """

    tempat: TempatAturan
    jarak_m: float

    @property
    def tepi_m(self) -> float:
        """Metres beyond the border; negative inside, 0 on it (which is inside)."""
        return self.jarak_m - self.tempat.radius_m

    @property
    def di_dalam(self) -> bool:
        return self.tepi_m <= 0


def jarak_titik_m(a: Titik, b: Titik) -> float:
    """Metres over the sphere between two points."""
    jarak = great_circle((a.lintang, a.bujur), (b.lintang, b.bujur), radius=BUMI_RADIUS_M / 1000)
    return float(jarak.m)


def jarak_tempat(tempat: TempatAturan, titik: Titik) -> JarakTempat:
    """How far `titik` is from one place, see JarakTempat."""
    if not tempat.poligon:
        return JarakTempat(tempat, jarak_titik_m(tempat.pusat, titik))
    corners = [_flat(titik, corner) for corner in tempat.poligon]
    edges = list(zip(corners, (*corners[1:], corners[0]), strict=True))
    edge_m = min(_to_segment(a, b) for a, b in edges)
    return JarakTempat(tempat, -edge_m if _holds_origin(edges) else edge_m)


def tempat_terdekat(tempat: Iterable[TempatAturan], titik: Titik) -> JarakTempat | None:
    """The place whose border is nearest, seen from its own radius; None without any place.

    Of two that hold the point alike, the earlier one.
    """
    return min((jarak_tempat(satu, titik) for satu in tempat), key=lambda j: j.tepi_m, default=None)


def tempat_check(tempat: TempatAturan) -> None:
    """Raise TempatInvalidError for a shape that nobody could stand in or measure."""
    _check_point("pusat", tempat.pusat)
    if not 0 <= tempat.radius_m <= RADIUS_MAKS_M or (not tempat.poligon and tempat.radius_m < 10):
        raise TempatInvalidError(
            "radius_m",
            f"Radius lingkaran antara 10 dan {RADIUS_MAKS_M} m; tepi poligon boleh 0 m.",
        )
    if tempat.poligon:
        _check_polygon(tempat.poligon)


def _check_point(bidang: str, titik: Titik) -> None:
    lintang, bujur = titik.lintang, titik.bujur
    if not (isfinite(lintang) and isfinite(bujur)) or abs(lintang) > 85 or abs(bujur) > 180:
        raise TempatInvalidError(
            bidang, "Lintang antara -85 dan 85, bujur antara -180 dan 180, misalnya -4,5386 120,32."
        )


def _check_polygon(poligon: Sequence[Titik]) -> None:
    for titik in poligon:
        _check_point("poligon", titik)
    if not 3 <= len(set(poligon)) == len(poligon) <= TITIK_MAKS:
        raise TempatInvalidError(
            "poligon", f"Poligon butuh 3 sampai {TITIK_MAKS} titik yang berlainan."
        )
    corners = [_flat(poligon[0], corner) for corner in poligon]
    if max(hypot(*corner) for corner in corners) > BENTANG_MAKS_M:
        raise TempatInvalidError("poligon", "Titik poligon terlalu berjauhan, lebih dari 20 km.")
    edges = list(zip(corners, (*corners[1:], corners[0]), strict=True))
    if abs(sum(_cross(a, b) for a, b in edges)) < 2 * 50:
        raise TempatInvalidError("poligon", "Luas poligon kurang dari 50 m².")
    last = len(edges) - 1
    for i, first in enumerate(edges):
        for j in range(i + 2, len(edges)):
            if (i, j) != (0, last) and _crosses(first, edges[j]):
                raise TempatInvalidError(
                    "poligon", "Sisi poligon saling memotong. Urutkan titik mengelilingi tempat."
                )


# A plane around one point, in metres: x to the east, y to the north.

_Xy = tuple[float, float]
_Edge = tuple[_Xy, _Xy]


def _flat(origin: Titik, titik: Titik) -> _Xy:
    east = (titik.bujur - origin.bujur + 180) % 360 - 180
    middle = radians((titik.lintang + origin.lintang) / 2)
    return (
        east * M_PER_DERAJAT * cos(middle),
        (titik.lintang - origin.lintang) * M_PER_DERAJAT,
    )


def _cross(a: _Xy, b: _Xy) -> float:
    return a[0] * b[1] - a[1] * b[0]


def _to_segment(a: _Xy, b: _Xy) -> float:
    """From the origin to the nearest point of a-b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = -(a[0] * dx + a[1] * dy) / (dx * dx + dy * dy)
    along = min(1.0, max(0.0, along))
    return hypot(a[0] + along * dx, a[1] + along * dy)


def _holds_origin(edges: Iterable[_Edge]) -> bool:
    """Whether a ray from the origin to the east leaves the polygon an odd number of times."""
    inside = False
    for (ax, ay), (bx, by) in edges:
        if (ay > 0) != (by > 0) and ax - ay * (bx - ax) / (by - ay) > 0:
            inside = not inside
    return inside


def _crosses(first: _Edge, second: _Edge) -> bool:
    """Whether two edges share a point; touching counts."""
    (a, b), (c, d) = first, second
    sides = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if sides[0] != sides[1] and sides[2] != sides[3]:
        return True
    return any(
        side == 0 and _between(edge, point)
        for side, edge, point in zip(
            sides, (first, first, second, second), (c, d, a, b), strict=True
        )
    )


def _side(a: _Xy, b: _Xy, p: _Xy) -> int:
    turn = _cross((b[0] - a[0], b[1] - a[1]), (p[0] - a[0], p[1] - a[1]))
    return (turn > 1e-9) - (turn < -1e-9)


def _between(edge: _Edge, p: _Xy) -> bool:
    (ax, ay), (bx, by) = edge
    return min(ax, bx) <= p[0] <= max(ax, bx) and min(ay, by) <= p[1] <= max(ay, by)
