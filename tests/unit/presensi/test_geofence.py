"""Distances to places: circles, polygons, the nearest of several."""

from math import cos, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presensi.errors import TempatInvalidError
from presensi.rules.geofence import (
    M_PER_DERAJAT,
    JarakTempat,
    TempatAturan,
    Titik,
    jarak_tempat,
    jarak_titik_m,
    tempat_check,
    tempat_terdekat,
)

KANTOR = TempatAturan("KANTOR", Titik(-1.3, 123.29), 100)
PUSTU = TempatAturan("PUSTU", Titik(-1.34, 123.25), 50)
LAPANGAN = TempatAturan(
    "LAPANGAN",
    Titik(-4.5, 120.3),
    0,
    (Titik(-4.5, 120.3), Titik(-4.5, 120.302), Titik(-4.502, 120.302), Titik(-4.502, 120.3)),
)


@pytest.mark.parametrize(
    ("titik", "jarak_m"),
    [
        (Titik(-1.2995, 123.29), 55.6),
        (Titik(-1.3012, 123.29), 133.4),
        (Titik(-1.301, 123.29), 111.2),
        (Titik(-1.3, 123.29), 0.0),
    ],
)
def test_distance_to_a_circle_is_that_of_the_worked_cases(titik: Titik, jarak_m: float) -> None:
    assert round(jarak_tempat(KANTOR, titik).jarak_m, 1) == jarak_m


def test_of_several_places_the_one_nearest_to_its_own_border_answers() -> None:
    nearest = tempat_terdekat([KANTOR, PUSTU], Titik(-1.3402, 123.2501))
    assert nearest is not None
    assert (nearest.tempat.id, round(nearest.jarak_m, 1)) == ("PUSTU", 24.9)


def test_without_a_place_nothing_is_nearest() -> None:
    assert tempat_terdekat([], Titik(0, 0)) is None


def test_the_border_itself_is_inside() -> None:
    assert JarakTempat(KANTOR, 100.0).di_dalam
    assert not JarakTempat(KANTOR, 100.001).di_dalam


@pytest.mark.parametrize(
    ("titik", "jarak_m"),
    [
        (Titik(-4.501, 120.301), -110.8),  # in the middle: to the nearest side, here east or west
        (Titik(-4.5001, 120.301), -11.1),
        (Titik(-4.4999, 120.301), 11.1),
        (Titik(-4.501, 120.3021), 11.1),
        (Titik(-4.5, 120.3), 0.0),
    ],
)
def test_distance_to_a_polygon_is_negative_inside_and_positive_outside(
    titik: Titik, jarak_m: float
) -> None:
    assert jarak_tempat(LAPANGAN, titik).jarak_m == pytest.approx(jarak_m, abs=0.1)


def test_a_strip_around_a_polygon_belongs_to_it() -> None:
    strip = TempatAturan("X", LAPANGAN.pusat, 20, LAPANGAN.poligon)
    assert jarak_tempat(strip, Titik(-4.4999, 120.301)).di_dalam
    assert not jarak_tempat(LAPANGAN, Titik(-4.4999, 120.301)).di_dalam


def test_a_polygon_over_the_date_line_is_one_place() -> None:
    corners = ((0.0, 179.999), (0.0, -179.999), (0.002, -179.999), (0.002, 179.999))
    sea = TempatAturan("X", Titik(0.001, 180), 0, tuple(Titik(*corner) for corner in corners))
    tempat_check(sea)
    assert jarak_tempat(sea, Titik(0.001, 180)).di_dalam
    assert not jarak_tempat(sea, Titik(0.001, 179.99)).di_dalam


points = st.builds(Titik, st.floats(-10.0, 6.0), st.floats(95.0, 141.0))


@given(
    pusat=points, arah=st.floats(0, 2 * pi), jauh_m=st.floats(0, 900), radius_m=st.floats(50, 500)
)
def test_a_circle_drawn_as_a_polygon_measures_the_same(
    pusat: Titik, arah: float, jauh_m: float, radius_m: float
) -> None:
    titik = _away(pusat, arah, jauh_m)
    circle = jarak_tempat(TempatAturan("O", pusat, radius_m), titik)
    ring = tuple(_away(pusat, 2 * pi * n / 180, radius_m) for n in range(180))
    drawn = jarak_tempat(TempatAturan("P", pusat, 0, ring), titik)
    assert drawn.tepi_m == pytest.approx(circle.tepi_m, abs=0.5)


@given(a=points, b=points)
def test_distance_is_the_same_both_ways(a: Titik, b: Titik) -> None:
    assert jarak_titik_m(a, b) == pytest.approx(jarak_titik_m(b, a), abs=1e-6)


@given(titik=points, turn=st.integers(0, 3))
def test_the_corner_a_polygon_begins_with_changes_nothing(titik: Titik, turn: int) -> None:
    near = _away(LAPANGAN.pusat, titik.bujur, 50 * abs(titik.lintang))
    turned = TempatAturan("X", LAPANGAN.pusat, 0, LAPANGAN.poligon[turn:] + LAPANGAN.poligon[:turn])
    back = TempatAturan("X", LAPANGAN.pusat, 0, LAPANGAN.poligon[::-1])
    expected = jarak_tempat(LAPANGAN, near).jarak_m
    assert jarak_tempat(turned, near).jarak_m == pytest.approx(expected, abs=1e-6)
    assert jarak_tempat(back, near).jarak_m == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("tempat", "bidang"),
    [
        (TempatAturan("X", Titik(91, 0), 100), "pusat"),
        (TempatAturan("X", Titik(float("nan"), 0), 100), "pusat"),
        (TempatAturan("X", Titik(0, 181), 100), "pusat"),
        (TempatAturan("X", Titik(0, 0), 9), "radius_m"),
        (TempatAturan("X", Titik(0, 0), 5001), "radius_m"),
        (TempatAturan("X", Titik(0, 0), -1, LAPANGAN.poligon), "radius_m"),
        (TempatAturan("X", Titik(0, 0), 0, LAPANGAN.poligon[:2]), "poligon"),
        (TempatAturan("X", Titik(0, 0), 0, (*LAPANGAN.poligon, LAPANGAN.poligon[0])), "poligon"),
        (  # a bow tie
            TempatAturan("X", Titik(0, 0), 0, tuple(LAPANGAN.poligon[n] for n in (0, 2, 1, 3))),
            "poligon",
        ),
        (  # a line
            TempatAturan("X", Titik(0, 0), 0, (Titik(0, 0), Titik(0, 0.001), Titik(0, 0.002))),
            "poligon",
        ),
        (TempatAturan("X", Titik(0, 0), 0, (Titik(0, 0), Titik(0, 1), Titik(1, 0))), "poligon"),
    ],
)
def test_a_shape_nobody_could_stand_in_is_refused(tempat: TempatAturan, bidang: str) -> None:
    with pytest.raises(TempatInvalidError) as refused:
        tempat_check(tempat)
    assert refused.value.bidang == bidang


def test_sound_shapes_are_accepted() -> None:
    for tempat in (KANTOR, PUSTU, LAPANGAN):
        tempat_check(tempat)


def _away(titik: Titik, arah: float, jauh_m: float) -> Titik:
    return Titik(
        titik.lintang + jauh_m * cos(arah) / M_PER_DERAJAT,
        titik.bujur + jauh_m * sin(arah) / M_PER_DERAJAT / cos(radians(titik.lintang)),
    )
