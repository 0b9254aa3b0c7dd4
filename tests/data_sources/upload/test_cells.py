"""Cells as figures, and periods in the ways people write them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from data_sources.upload import cells, days, periods
from data_sources.upload.cells import Style


@pytest.mark.parametrize(
    ("texts", "decimal", "thousands", "certain"),
    [
        (["12.5", "7"], ".", "", True),
        (["12,5", "7"], ",", "", True),
        (["1,234,567"], ".", ",", True),
        (["475.187.711"], ",", ".", True),
        (["1.234,5"], ",", ".", True),
        (["1,234.5"], ".", ",", True),
        (["0,123", "0,456"], ",", "", True),
        (["1234,567"], ",", "", True),
        (["1,234"], ".", ",", False),
        (["1.234"], ".", "", False),
        ([f"{n},420" for n in range(10, 25)] + ["860"], ".", ",", True),
        ([f"{n}.420" for n in range(10, 25)] + ["860"], ",", ".", True),
        (["7", "8"], "", "", True),
    ],
)
def test_the_style_of_figures_is_told_by_what_can_be_read_in_one_way_only(
    texts: list[str],
    decimal: str,
    thousands: str,
    certain: bool,  # noqa: FBT001
) -> None:
    assert cells.style_of(pa.array(texts)) == Style(decimal=decimal, thousands=thousands, certain=certain)


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("10,584,534", Style(thousands=","), 10_584_534),
        ("475.187.711", Style(decimal=",", thousands="."), 475_187_711),
        ("1 788 994", Style(decimal=","), 1_788_994),
        ("1\u202f788\u00a0994", Style(), 1_788_994),
        ("1'234", Style(), 1_234),
        (" 417 225    ", Style(decimal=","), 417_225),
        ("-  90", Style(decimal=","), -90),
        ("\u221212,5", Style(decimal=","), -12.5),
        ("1e3", Style(), 1_000),
        ("16,4 %", Style(decimal=","), 16.4),
        ("12.3*", Style(), 12.3),
    ],
)
def test_a_figure_is_read_as_it_was_meant(text: str, style: Style, value: float) -> None:
    assert cells.figures(pa.array([text]), style).value[0] == value


@pytest.mark.parametrize("text", [":", "..", "-", "n/a", "", "  ", "NaN", ".", "k.A.", "#N/A", ": "])
def test_a_mark_of_missing_is_no_fault(text: str) -> None:
    read = cells.figures(pa.array([text]), Style())
    assert np.isnan(read.value[0])
    assert not read.faults


@pytest.mark.parametrize(
    ("text", "value", "flag", "conf"),
    [
        ("12.3 b", 12.3, "b", ""),
        ("78115b", 78_115, "b", ""),
        ("12.3 bep", 12.3, "bep", ""),
        ("5 (p)", 5, "p", ""),
        ("7.0 p@C", 7, "p", "C"),
        ("0n", 0, "n", ""),
        (": c", None, "", "C"),
        (":u", None, "u", ""),
        (": @C", None, "", "C"),
    ],
)
def test_flags_beside_a_figure_are_kept_apart(text: str, value: float | None, flag: str, conf: str) -> None:
    read = cells.figures(pa.array([text]), Style())
    assert (read.flag[0], read.conf[0]) == (flag, conf)
    assert np.isnan(read.value[0]) if value is None else read.value[0] == value


@pytest.mark.parametrize(("text", "proposal"), [("12.3 x", "12.3"), ("about ten", ""), ("#DIV/0!", ""), ("1e999", "")])
def test_what_is_no_figure_is_a_fault_with_a_proposal_where_there_is_one(text: str, proposal: str) -> None:
    read = cells.figures(pa.array([text]), Style())
    assert read.faults == {0: proposal}
    assert np.isnan(read.value[0])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2015", "2015"), ("2015.0", "2015"), ("2008M01", "2008-01"), ("2015-3", "2015-03"), ("03/2015", "2015-03"),
        ("2015Q2", "2015-Q2"), ("2015-Q2", "2015-Q2"), ("Q2 2015", "2015-Q2"), ("2. Quartal 2015", "2015-Q2"),
        ("2015S1", "2015-S1"), ("2015W07", "2015-W07"), ("2019-09-30", "2019-09-30"), ("30.09.2019", "2019-09-30"),
        ("2019-09-30T00:00:00", "2019-09-30"), ("Jan 2015", "2015-01"), ("März 2015", "2015-03"),
        ("2015 août", "2015-08"), ("settembre 2015", "2015-09"), ("12", ""), ("hello", ""), ("31.02.2019", ""),
        ("9999", ""),
    ],
)  # fmt: skip
def test_a_period_is_read_in_the_ways_people_write_it(text: str, period: str) -> None:
    assert periods.period(text) == period


@pytest.mark.parametrize(
    ("texts", "first", "proposal"),
    [
        (["01/31/2019", "02/28/2019"], "month", "month"),
        (["01/02/2019", "31/01/2019"], "day", "day"),
        (["03/04/2024", "05/06/2024"], "", "day"),
        (["01/01/2024", "01/02/2024", "01/03/2024"], "", "day"),
        (["01/01/2024", "02/01/2024", "03/01/2024"], "", "month"),
        (["13/04/2024", "04/13/2024"], "", "day"),
        (["03/14/2024 10:30:00 PM"], "month", "month"),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_column(texts: list[str], first: str, proposal: str) -> None:
    found = days.order_of(texts)
    assert found is not None
    assert (found.first, found.proposal) == (first, proposal)


def test_a_day_that_is_the_same_either_way_asks_nothing() -> None:
    assert days.order_of(["04/04/2024", "2024-03-01", "2024"]) is None
    assert days.reader("")("04/04/2024") == "2024-04-04"
    assert days.reader("")("03/04/2024") == ""


def test_the_year_in_a_name_counts_only_where_there_is_one() -> None:
    assert periods.year_in("pop_2015") == "2015"
    assert periods.year_in("Schulen (2013/2014)") == ""
    assert periods.stem("pop_2015") == "pop"
