"""The panel against Grunfeld's firms, which statsmodels ships, and against figures made up with a known answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.panel import Panel, fit, fixed_effects
from analysis.refusal import Reason, Refused
from analysis.within import demeaned


@pytest.fixture(scope="module")
def grunfeld() -> pd.DataFrame:
    """Ten firms, 1935 to 1954: investment, value, capital."""
    table: pd.DataFrame = sm.datasets.grunfeld.load_pandas().data
    ten = table[table["firm"] != "American Steel"]
    return ten.assign(year=ten["year"].astype(int)).set_index(["firm", "year"])


def test_effects_of_firms_give_the_textbooks_figures(grunfeld: pd.DataFrame) -> None:
    found = fit(grunfeld, "invest", ("value", "capital"), years_too=False, clustered=False)
    assert found.coefficients == pytest.approx({"value": 0.1101, "capital": 0.3101}, abs=5e-5)
    assert found.errors == pytest.approx({"value": 0.0119, "capital": 0.0174}, abs=5e-5)
    assert found.within == pytest.approx(0.7668, abs=5e-5)
    assert (found.places, found.rows) == (10, 200)


def test_errors_clustered_by_firm_are_larger(grunfeld: pd.DataFrame) -> None:
    found = fit(grunfeld, "invest", ("value", "capital"), years_too=False, clustered=True)
    assert found.errors == pytest.approx({"value": 0.0144, "capital": 0.0500}, abs=5e-5)


def test_effects_of_firms_and_years(grunfeld: pd.DataFrame) -> None:
    found = fit(grunfeld, "invest", ("value", "capital"), years_too=True, clustered=False)
    assert found.coefficients == pytest.approx({"value": 0.1177, "capital": 0.3579}, abs=5e-5)


def made_up(places: int = 45, years: int = 8, b: float = 0.5, noise: float = 0.1) -> pd.DataFrame:
    """Y is b x plus a level of the place, a step of the year and noise."""
    generator = np.random.default_rng(1)
    place, year = np.divmod(np.arange(places * years), years)
    x = generator.normal(size=len(place)) + place
    y = b * x + 3.0 * place + np.sin(year) + noise * generator.normal(size=len(place))
    return pd.DataFrame({"geo": [f"P{n:02}" for n in place], "year": 2010 + year, "x": x, "y": y})


def test_what_is_within_places_is_told_from_what_is_across_them() -> None:
    found = fixed_effects(made_up(b=-0.5))
    assert isinstance(found, Panel)
    assert found.b == pytest.approx(-0.5, abs=0.02)
    assert found.low < -0.5 < found.high
    assert found.across > 0.9
    assert found.within > 0.9
    assert not found.few_clusters
    assert (found.places, found.rows, found.years) == (45, 360, (2010, 2017))


def test_arrivals_of_the_year_before_stand_beside_this_year() -> None:
    table = made_up()
    later = table.assign(y=table.groupby("geo")["x"].shift(1) * 0.7)
    found = fixed_effects(later, lag=1)
    assert isinstance(found, Panel)
    assert found.b == pytest.approx(0.7, abs=1e-6)
    assert found.rows == 45 * 7


def test_under_forty_places_the_error_is_said_to_be_too_small() -> None:
    found = fixed_effects(made_up(places=39))
    assert isinstance(found, Panel)
    assert found.few_clusters


@pytest.mark.parametrize(
    ("table", "refused"),
    [
        (made_up(places=19), Refused(reason=Reason.PLACES, have=19, need=20)),
        (made_up(years=3), Refused(reason=Reason.YEARS, have=3, need=4)),
        (made_up(places=24, years=4), Refused(reason=Reason.ROWS, have=96, need=100)),
        (made_up().assign(x=1.0), Refused(reason=Reason.SAME)),
        (made_up().assign(x=lambda table: table["year"] * 1.0), Refused(reason=Reason.SAME)),
        (made_up().iloc[:0], Refused(reason=Reason.YEARS, have=0, need=4)),
    ],
)
def test_what_the_figures_do_not_carry_is_refused(table: pd.DataFrame, refused: Refused) -> None:
    assert fixed_effects(table) == refused


def test_a_gap_leaves_a_row_out_and_invents_none() -> None:
    table = made_up()
    table.loc[[0, 9, 20], "x"] = np.nan
    found = fixed_effects(table)
    assert isinstance(found, Panel)
    assert found.rows == 357


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 1000), st.floats(0.01, 100))
def test_neither_the_order_of_rows_nor_the_unit_matters(seed: int, scale: float) -> None:
    table = made_up()
    mixed = table.sample(frac=1, random_state=seed)
    one, two = fixed_effects(table), fixed_effects(mixed.assign(y=mixed["y"] * scale))
    assert isinstance(one, Panel)
    assert isinstance(two, Panel)
    assert two.b == pytest.approx(one.b * scale)
    assert two.within == pytest.approx(one.within)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.floats(-1e6, 1e6)), min_size=1, max_size=40),
)
def test_no_mean_of_a_place_or_year_is_left(rows: list[tuple[int, int, float]]) -> None:
    place, year = (pd.factorize(np.array([row[axis] for row in rows]))[0] for axis in (0, 1))
    left = demeaned(np.array([row[2] for row in rows]), place, year)
    for groups in (place, year):
        means = np.bincount(groups, weights=left) / np.bincount(groups)
        assert np.abs(means).max() < 1e-3
