"""The figure for the European Union: never the sum of part of its members."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.members import Origin, european_union
from data_sources.codes import EU27_2020
from data_sources.model import Kind
from data_sources.schema import observation_table


def table(*, without: str = "", own: float | None = None) -> pd.DataFrame:
    """Every member has its place in the list as value in 2023 and 2024; `without` lacks 2024."""
    rows = [(code, year, float(n)) for n, code in enumerate(EU27_2020) for year in ("2023", "2024")]
    rows = [row for row in rows if row[:2] != (without, "2024")]
    rows += [("EU27_2020", "2024", own)] if own is not None else []
    geo, period, value = zip(*rows, strict=True)
    flags = ["e" if row[:2] == ("DE", "2024") else "p" if row[:2] == ("FR", "2024") else "" for row in rows]
    return observation_table({"geo": geo, "time_period": period, "obs_value": value}, raw_flags=flags)


def test_counts_are_summed_and_the_flags_of_all_parts_kept() -> None:
    union = european_union(table(), Kind.COUNT)
    assert union.history == (("2023", 351.0), ("2024", 351.0))
    assert (union.origin, union.flags) == (Origin.SUM, "ep")


def test_a_year_in_which_a_member_is_missing_has_no_sum() -> None:
    union = european_union(table(without="MT"), Kind.COUNT)
    assert [period for period, _ in union.history] == ["2023"]
    assert union.flags == ""


@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.RATE, Kind.MEAN, Kind.INDEX])
def test_anything_but_a_count_gives_the_median(kind: Kind) -> None:
    union = european_union(table(), kind)
    assert union.history[-1] == ("2024", 13.0)
    assert union.origin is Origin.MEDIAN


def test_the_sources_own_figure_comes_first() -> None:
    union = european_union(table(own=99.5), Kind.SHARE)
    assert union.history == (("2024", 99.5),)
    assert (union.origin, union.flags) == (Origin.SOURCE, "")


def test_without_any_figure_there_is_none() -> None:
    assert european_union(table().iloc[:0], Kind.COUNT).history == ()
