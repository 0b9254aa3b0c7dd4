"""A change, an index whose base is 100, and a year's figure from months."""

from __future__ import annotations

from math import isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.change import Change, base_period, indexed, of_year
from tests.observed import rows


def test_a_change_has_a_difference_and_a_share_of_before() -> None:
    assert (Change(before=200, after=150).difference, Change(before=200, after=150).percent) == (-50, -25)
    assert isnan(Change(before=0, after=5).percent)


@given(st.lists(st.floats(min_value=0.1, max_value=1e7), min_size=1, max_size=12), st.floats(0.01, 1000))
def test_any_series_is_100_at_its_base_and_the_unit_does_not_matter(values: list[float], unit: float) -> None:
    history = rows(*[("DE", str(2000 + n), value) for n, value in enumerate(values)])
    result = indexed(history, "2000")["obs_value"]
    assert result.iloc[0] == pytest.approx(100)
    other = indexed(history.assign(obs_value=history["obs_value"] * unit), "2000")["obs_value"]
    assert other.tolist() == pytest.approx(result.tolist())


def test_a_base_without_a_figure_above_zero_gives_no_index() -> None:
    history = rows(("DE", "2014", 0.0), ("DE", "2015", 5.0))
    assert indexed(history, "2014")["obs_value"].isna().all()
    assert indexed(history, "1999")["obs_value"].isna().all()


def test_the_base_is_common_to_all() -> None:
    germany = rows(("DE", "2014", 1.0), ("DE", "2015", 5.0), ("DE", "2016", 5.0))
    france = rows(("FR", "2014", None), ("FR", "2015", 2.0), ("FR", "2016", 2.0))
    assert base_period([germany, france]) == "2015"
    assert base_period([germany, france], "2016") == "2016"
    assert base_period([germany, france], "2014") == "2015"
    assert base_period([]) == ""


def months(geo: str, year: int, n: int) -> list[tuple[str, str, float]]:
    return [(geo, f"{year}-{month:02}", float(month)) for month in range(1, n + 1)]


def test_twelve_months_are_summed_and_fewer_are_not() -> None:
    table = rows(*months("IT", 2016, 12), *months("EL", 2016, 11), *months("IT", 2017, 3))
    assert of_year(table, "2016", summed=True).to_dict() == {"IT": 78.0}
    assert of_year(table, "2017", summed=True).empty


def test_of_a_stock_the_last_month_counts() -> None:
    table = rows(*months("DE", 2022, 12), *months("PL", 2022, 12), ("CZ", "2022-11", 99.0))
    assert of_year(table, "2022", summed=False).to_dict() == {"DE": 12.0, "PL": 12.0}


def test_a_year_is_ordered_from_the_largest() -> None:
    table = rows(("AT", "2015", 1.0), ("DE", "2015", 3.0), ("BE", "2015", 3.0), ("FR", "2015", None))
    found = of_year(table, "2015", summed=True)
    assert isinstance(found, pd.Series)
    assert list(found.index) == ["BE", "DE", "AT"]
