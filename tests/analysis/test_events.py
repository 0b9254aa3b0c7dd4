"""Places around their own arrival peak."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.events import STEPS, Events, around_peaks, peak_years
from analysis.refusal import Reason, Refused

YEARS = range(2008, 2020)


def panel(peaks: int = 12, quiet: int = 12) -> pd.DataFrame:
    """`peaks` places jump to 50 arrivals in 2012 to 2015 and then grow by a tenth a year; the `quiet` never move."""
    rows = []
    for n in range(peaks):
        peak = 2012 + n % 4
        grown = {year: 100.0 * 1.1 ** max(0, year - peak + 1) for year in YEARS}
        rows += [(f"P{n:02}", year, 50.0 if year == peak else 5.0, grown[year]) for year in YEARS]
    rows += [(f"Q{n:02}", year, 1.0, 90.0 + n) for n in range(quiet) for year in YEARS]
    return pd.DataFrame(rows, columns=["geo", "year", "x", "y"])


def test_places_are_aligned_on_their_own_peak() -> None:
    found = around_peaks(panel())
    assert isinstance(found, Events)
    assert tuple(map(int, found.lines.columns)) == STEPS
    assert found.peaks.to_dict() == {f"P{n:02}": 2012 + n % 4 for n in range(12)}
    assert (found.lines[-1] == 100.0).all()
    assert found.lines.median().tolist() == pytest.approx([100, 100, 100, 110, 121, 133.1, 146.41])
    assert (found.no_peak, found.cut, found.lone) == (12, 0, 0)


def test_beside_each_stands_a_place_with_few_arrivals_that_started_alike() -> None:
    found = around_peaks(panel())
    assert isinstance(found, Events)
    assert set(found.partners) == {"Q10"}
    assert (found.beside == 100.0).all(axis=None)


def test_the_base_may_be_the_peak_itself() -> None:
    found = around_peaks(panel(), base=0)
    assert isinstance(found, Events)
    assert (found.lines[0] == 100.0).all()
    assert found.base == 0


def test_a_place_without_all_seven_years_is_left_out() -> None:
    table = panel()
    table.loc[(table["geo"] == "P00") & (table["year"] == 2010), "y"] = np.nan
    found = around_peaks(table)
    assert isinstance(found, Events)
    assert "P00" not in found.lines.index
    assert found.cut == 1


def test_an_index_needs_a_base_above_zero() -> None:
    table = panel()
    table.loc[table["geo"] == "P01", "y"] *= -1
    found = around_peaks(table)
    assert isinstance(found, Events)
    assert "P01" not in found.lines.index


def test_without_places_that_have_few_arrivals_there_is_no_match() -> None:
    assert around_peaks(panel(quiet=0)) == Refused(reason=Reason.PEAKS, have=0, need=10)


def test_too_few_peaks_are_refused() -> None:
    assert around_peaks(panel(peaks=9)) == Refused(reason=Reason.PEAKS, have=9, need=10)


@pytest.mark.parametrize(("name", "need"), [("y", 7), ("x", 5)])
def test_a_short_series_is_refused(name: str, need: int) -> None:
    table = panel()
    table.loc[table["year"] >= 2008 + need - 1, name] = np.nan
    assert around_peaks(table) == Refused(reason=Reason.YEARS, have=need - 1, need=need)


def test_a_steady_place_and_a_short_series_have_no_peak() -> None:
    table = panel(peaks=1, quiet=1)
    assert peak_years(table).to_dict() == {"P00": 2012}
    assert peak_years(table[table["year"] >= 2016]).empty


def test_rows_in_any_order_give_the_same() -> None:
    one, two = around_peaks(panel()), around_peaks(panel().sample(frac=1, random_state=2))
    assert isinstance(one, Events)
    assert isinstance(two, Events)
    pd.testing.assert_frame_equal(one.lines, two.lines)
    assert one.partners.to_dict() == two.partners.to_dict()
