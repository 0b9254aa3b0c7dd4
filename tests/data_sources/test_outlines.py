"""Shapes read at run time: neighbours have corners in common, to the last unit."""

from __future__ import annotations

import pytest

from analysis.spatial import touching
from data_sources import geography
from data_sources.model import Level
from data_sources.outlines import Outlines, land, outlines


def held(level: Level, vintage: str) -> Outlines:
    found = outlines(level, vintage)
    assert found is not None
    return found


def test_countries_touch_those_they_border_on() -> None:
    borders = touching(held(Level.COUNTRY, "").corners())
    assert borders["PT"] == {"ES"}
    assert {"FR", "DE", "NL", "LU"} <= borders["BE"]
    assert borders["MT"] == borders["IS"] == set()
    assert "DE" not in borders["ES"]


@pytest.mark.parametrize("vintage", geography.VINTAGES)
@pytest.mark.parametrize("level", [Level.NUTS2, Level.NUTS3])
def test_most_regions_touch_some_and_touching_holds_both_ways(level: Level, vintage: str) -> None:
    borders = touching(held(level, vintage).corners())
    alone = [code for code, found in borders.items() if not found]
    assert 0 < len(alone) < 50, "islands"
    assert all(code in borders[other] for code, found in borders.items() for other in found)
    mean = sum(map(len, borders.values())) / len(borders)
    assert 4 < mean < 6


def test_neighbourhoods_of_a_city_hang_together() -> None:
    borders = touching(held(Level.DISTRICT, "DE001C-districts").corners())
    assert len(borders) == 12
    assert all(borders.values())


def test_the_box_holds_every_neighbourhood() -> None:
    found = held(Level.DISTRICT, "DE001C-districts")
    left, top, right, low = found.box
    corners = {corner for some in found.corners().values() for corner in some}
    assert all(left <= x <= right and top <= y <= low for _, x, y in corners)


def test_what_is_not_held_has_no_shapes() -> None:
    assert outlines(Level.CITY, "2021") is None
    assert land() is not None
