"""Lagged association within places: the lag that was put in is the one that is found."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.lags import MOST, Lag, lags, paired
from analysis.refusal import Reason, Refused


def delayed(by: int, places: int = 30, years: int = 14) -> pd.DataFrame:
    """Y is x of `by` years before, plus a level of the place and some noise."""
    generator = np.random.default_rng(3)
    x = generator.normal(size=(places, years + by))
    y = x[:, : years + by] + 0.3 * generator.normal(size=(places, years + by))
    rows = [
        (f"P{place:02}", 2000 + year, x[place, year + by], y[place, year] + 10 * place)
        for place in range(places)
        for year in range(years)
    ]
    return pd.DataFrame(rows, columns=["geo", "year", "x", "y"])


@pytest.mark.parametrize("by", [0, 2, 5])
@pytest.mark.parametrize("years_too", [True, False])
def test_the_right_lag_stands_out(by: int, *, years_too: bool) -> None:
    found = lags(delayed(by), years_too=years_too)
    assert isinstance(found, tuple)
    assert [one.k for one in found] == list(range(MOST + 1))
    best = max(found, key=lambda one: one.r)
    assert best.k == by
    assert best.r > 0.8
    assert all(one.low <= one.r <= one.high for one in found)
    # taking out the mean of few years leaves a little of the opposite sign at other lags
    assert all(abs(one.r) < 0.3 for one in found if one.k != by)


def test_each_lag_says_how_many_pairs_it_has() -> None:
    found = lags(delayed(0))
    assert isinstance(found, tuple)
    assert [one.n for one in found] == [30 * (14 - k) for k in range(MOST + 1)]
    assert {one.places for one in found} == {30}


def test_levels_of_places_are_no_association() -> None:
    table = delayed(0)
    generator = np.random.default_rng(5)
    level = table.groupby("geo").ngroup() * 10.0
    noise = generator.normal(size=(2, len(table)))
    found = lags(table.assign(x=level + noise[0], y=level + noise[1]))
    assert isinstance(found, tuple)
    assert all(abs(one.r) < 0.25 for one in found)


def test_what_all_places_share_is_taken_out_where_asked() -> None:
    table = delayed(0)
    generator = np.random.default_rng(6)
    noise = generator.normal(size=(2, len(table)))
    rising = table.assign(x=table["year"] + noise[0], y=table["year"] + noise[1])
    with_trend, without = lags(rising, years_too=False), lags(rising)
    assert isinstance(with_trend, tuple)
    assert isinstance(without, tuple)
    assert with_trend[0].r > 0.8
    assert abs(without[0].r) < 0.2


def test_a_short_series_has_the_near_lags_only() -> None:
    found = lags(delayed(0, years=4))
    assert isinstance(found, tuple)
    assert [np.isfinite(one.r) for one in found] == [True, True, True, False, False, False]
    assert found[3] == Lag(k=3, r=found[3].r, low=found[3].low, high=found[3].high, n=0, places=0)


@pytest.mark.parametrize(
    ("table", "refused"),
    [
        (delayed(0, places=9), Refused(reason=Reason.PLACES, have=9, need=10)),
        (delayed(0, places=12, years=3), Refused(reason=Reason.ROWS, have=36, need=40)),
        (delayed(0).assign(y=4.0), Refused(reason=Reason.SAME)),
        (delayed(0, years=2), Refused(reason=Reason.YEARS, have=2, need=3)),
        (delayed(0).head(0), Refused(reason=Reason.YEARS, have=0, need=3)),
    ],
)
def test_what_the_figures_do_not_carry_is_refused(table: pd.DataFrame, refused: Refused) -> None:
    assert lags(table) == refused


def test_a_pair_needs_both_years() -> None:
    table = delayed(0).query("geo == 'P00' and year != 2003")
    found = paired(table, 1)
    assert 2003 not in set(found["year"])
    assert 2004 not in set(found["year"])


def test_rows_in_any_order_give_the_same() -> None:
    table = delayed(1)
    assert lags(table) == lags(table.sample(frac=1, random_state=1))
