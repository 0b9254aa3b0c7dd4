"""Agreed targets: each is of an indicator with a direction, and can be worked out or says why not."""

from __future__ import annotations

import pytest

from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.targets import TARGETS, Target, target_of
from data_sources.model import Direction, Level


@pytest.mark.parametrize("one", TARGETS, ids=lambda one: f"{one.indicator}-{one.year}")
def test_a_target_fits_its_indicator(one: Target) -> None:
    entry = CATALOGUE[one.indicator]
    assert entry.direction is not Direction.NEUTRAL
    assert entry.sdg_target.startswith("11.")
    assert Level.COUNTRY in entry.levels
    assert (one.value is None) != (one.share is None)
    assert one.share is None or one.base < one.year
    assert one.source
    assert one.note
    assert str(one.year) in one.source


@pytest.mark.parametrize("one", TARGETS, ids=lambda one: f"{one.indicator}-{one.year}")
def test_a_share_improves_on_its_base(one: Target) -> None:
    if one.share is not None:
        assert (one.share < 1) == (CATALOGUE[one.indicator].direction is Direction.LOWER)
        assert one.level({}) is None
        assert one.level({one.base: 8.0}) == 8.0 * one.share


def test_road_deaths_are_held_to_the_newer_target_once_its_base_year_is_held() -> None:
    early, late = {2010: 6.7, 2018: 5.2}, {2010: 6.7, 2019: 5.1, 2023: 4.6}
    assert target_of("road_deaths", early, 2018) == next(one for one in TARGETS if one.base == 2010)
    assert target_of("road_deaths", late, 2023) == next(one for one in TARGETS if one.base == 2019)
    assert target_of("road_deaths", early, 2021) is None
    assert target_of("waste", early, 2018) is None


def test_recycling_has_its_target_in_the_unit_of_the_series() -> None:
    found = target_of("recycle", {2023: 48.0}, 2023)
    assert found is not None
    assert (found.level({}), found.year) == (60.0, 2030)
    assert store.load("recycle").indicator.unit.symbol == "%"
