"""Both ends of flows: of everybody together, of one place, by year; nothing is counted twice."""

from __future__ import annotations

from math import isnan

import pandas as pd
import pytest

from analysis.origins import by_year, of_everyone, of_place, receiving
from data_sources import flows as held
from tests.dashboard.test_flows import GERMANY, table

ROUTES = (("SY", "R_EMED", 5.0), ("AF", "R_EMED", 3.0), ("UNK", "R_CMED", 2.0))


def test_destinations_are_countries_of_europe_or_routes() -> None:
    assert receiving(table(*GERMANY)) == ("AT", "DE", "SE")
    assert receiving(table(*ROUTES)) == ("R_CMED", "R_EMED")


def test_a_stated_total_is_used_and_sums_are_not_counted_again() -> None:
    found = of_everyone(table(*GERMANY), "2016", ("AT", "DE", "SE"))
    assert found.destinations.to_dict() == {"DE": 1000, "SE": 915, "AT": 5}
    assert found.origins["SY"] == 1500
    assert "TOTAL" not in found.origins.index
    assert found.total == 1920
    assert found.unplaced == pytest.approx(1920 - found.origins.sum())


def test_one_place_has_both_directions() -> None:
    found = of_place(table(*GERMANY), "DE", "2016")
    assert list(found.origins.index) == ["SY", "AL", "SE", "TW"]
    assert found.destinations.to_dict() == {"SE": 15, "AT": 5}
    assert (found.total, found.unplaced, found.leaving) == (1000, 100, 20)


def test_what_is_not_held_is_no_zero() -> None:
    nowhere = of_everyone(table(*GERMANY), "1999", ("DE",))
    assert isnan(nowhere.total)
    assert isnan(of_place(table(*GERMANY), "SY", "2016").total)


def monthly(*flows: tuple[str, str, float], period: str) -> pd.DataFrame:
    return table(*flows).assign(time_period=pd.Categorical([period] * len(flows)))


def test_events_of_months_become_years_with_their_number_of_months() -> None:
    both = pd.concat([monthly(*ROUTES, period="2024-01"), monthly(*ROUTES, period="2024-02")], ignore_index=True)
    columns = [name for name in both if name != "obs_value"]
    yearly, months = by_year(both.astype(dict.fromkeys(columns, "category")))
    assert months == {"2024": 2}
    found = of_everyone(yearly, "2024", receiving(yearly))
    assert found.destinations.to_dict() == {"R_EMED": 16, "R_CMED": 4}
    assert found.unplaced == 4


def test_detections_held_keep_their_sum() -> None:
    source = held.load("frontex_flows")
    yearly, months = by_year(source.table)
    assert months["2015"] == 12
    of_2015 = source.table["time_period"].astype(str).str.startswith("2015")
    expected = source.table.loc[of_2015, "obs_value"].sum()
    assert of_everyone(yearly, "2015", receiving(yearly)).total == pytest.approx(expected)


def test_refugees_in_germany_are_those_of_the_table_by_country() -> None:
    source = held.load("refugees_flows")
    everyone = of_everyone(source.table, source.newest, receiving(source.table))
    germany = of_place(source.table, "DE", source.newest)
    assert everyone.destinations["DE"] == pytest.approx(germany.total)
    assert everyone.origins.is_monotonic_decreasing
