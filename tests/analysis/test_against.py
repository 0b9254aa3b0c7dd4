"""One's own figures against published ones."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.against import against, agreement

_VALUES = st.floats(-1e6, 1e6, allow_nan=False)


def table(values: dict[str, float], period: str = "2020") -> pd.DataFrame:
    """Places with a figure each, in one version of codes."""
    rows = {"geo": list(values), "obs_value": list(values.values())}
    return pd.DataFrame(rows).assign(time_period=period, geo_vintage="2021")


def test_only_places_and_periods_of_both_are_compared() -> None:
    own = pd.concat([table({"BE": 12.0, "DE": 5.0, "FR": float("nan")}), table({"BE": 1.0}, "2019")])
    rows = against(own, table({"BE": 10.0, "FR": 3.0, "IT": 4.0}))
    assert rows[["geo", "time_period", "own", "official"]].to_numpy().tolist() == [["BE", "2020", 12.0, 10.0]]
    assert rows["difference"].tolist() == [2.0]
    assert rows["difference_pc"].tolist() == pytest.approx([20.0])


def test_a_difference_from_nothing_has_no_percentage() -> None:
    rows = against(table({"BE": 4.0}), table({"BE": 0.0}))
    assert rows["difference"].tolist() == [4.0]
    assert math.isnan(rows["difference_pc"].iloc[0])


def test_too_few_places_have_no_middle() -> None:
    found = agreement(against(table({"BE": 4.0, "DE": 1.0}), table({"BE": 3.0, "DE": 1.0})))
    assert (found.n, found.equal, found.higher) == (2, 1, 1)
    assert math.isnan(found.middle)


@given(st.dictionaries(st.sampled_from(["AT", "BE", "DE", "FR", "IT"]), st.tuples(_VALUES, _VALUES), min_size=3))
def test_own_less_the_difference_is_the_official_figure(pairs: dict[str, tuple[float, float]]) -> None:
    own = table({code: one for code, (one, _) in pairs.items()})
    official = table({code: other for code, (_, other) in pairs.items()})
    rows = against(own, official)
    assert len(rows) == len(pairs)
    assert (rows["own"] - rows["difference"]).tolist() == pytest.approx(rows["official"].tolist(), abs=1e-6)
    found = agreement(rows)
    assert found.equal + found.higher <= found.n
