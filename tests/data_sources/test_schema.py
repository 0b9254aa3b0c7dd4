"""The border: what an observation table must be, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest

from data_sources.catalogue import indicator
from data_sources.errors import UnexpectedPayload
from data_sources.model import UNDATED, Level
from data_sources.schema import CATEGORIES, COLUMNS, Observations, check, drop_empty, observation_table
from tests.data_sources.conftest import OLD
from tests.observed import cells, rows

CPI = indicator("cpi")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (rows(("DE", "2020", 1.0)).drop(columns="geo_vintage"), "geo_vintage.* missing"),
        (rows(("DE", "2020", 1.0), ("DE", "2020", 1.0)), "repeat a key, first .*DE.*2020"),
        (rows(("DE", "20", 1.0)), "'20' is not a period"),
        (rows(("DE", "2020-13", 1.0)), "'2020-13' is not a period"),
        (rows(("DE", "2020", float("inf"))), "infinite"),
        (rows(("DE", "2020", None, "p")), "holds no values"),
        (rows(), "holds no values"),
    ],
)
def test_check_refuses(table: pd.DataFrame, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=f"cpi: .*{said}"):
        check(table, CPI)


@pytest.mark.parametrize("period", ["2020", "2020-03", "2020-Q4", "2020-S2", "2020-W53", "2020-03-01", UNDATED])
def test_check_accepts_sdmx_periods(period: str) -> None:
    assert cells(check(rows(("DE", period, 1.0)), CPI)) == {("DE", period): (1.0, "", "")}


def test_check_orders_rows_and_columns_and_drops_free_dimensions() -> None:
    given = rows(("FR", "2020", 1.0), ("DE", "2021", 2.0), ("DE", "2020", 3.0)).assign(sex="T")
    table = check(given, CPI)
    assert tuple(table.columns) == COLUMNS
    assert table["obs_value"].tolist() == [3.0, 1.0, 2.0]
    assert {str(table[name].dtype) for name in CATEGORIES} == {"category"}


def test_a_flag_without_a_value_is_kept_and_a_row_that_says_nothing_is_not() -> None:
    table = drop_empty(
        rows(("DE", "2020", 1.0), ("FR", "2020", None, "u"), ("IT", "2020", None, "|C"), ("ES", "2020", None))
    )
    assert set(cells(check(table, CPI))) == {("DE", "2020"), ("FR", "2020"), ("IT", "2020")}


def test_a_text_among_values_is_refused() -> None:
    with pytest.raises(UnexpectedPayload, match="not a figure"):
        observation_table({"geo": ["DE"], "time_period": ["2020"], "obs_value": ["much"]})


def test_levels_and_periods_are_those_with_a_value() -> None:
    countries = rows(("DE", "2020", 1.0), ("DE", "2021", None, "p"))
    sums = rows(("EU27_2020", "2019", 1.0), level="aggregate")
    held = Observations(
        table=check(pd.concat([countries, sums]).astype({"time_period": "category"}), CPI),
        indicator=CPI,
        provenance=OLD,
    )
    assert held.levels == (Level.COUNTRY,)
    assert held.periods(Level.COUNTRY) == ("2020",)
