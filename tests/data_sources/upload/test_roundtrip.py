"""A table written in any dialect is read back, and nothing is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources.geography import VINTAGES, region_table
from data_sources.upload import Choices, read
from tests.data_sources.upload.files import figures

pytestmark = pytest.mark.slow

PLACES = {
    "country": ["DE", "FR", "IT", "ES", "EL", "UK", "XK", "TR"],
    "nuts2": region_table("nuts2", VINTAGES[-1]).index[:40].tolist(),
    "city": ["DE001C", "FR001C", "IT001C", "NL001C", "PL001C"],
}
PERIODS = {
    "A": ["2018", "2019", "2020"],
    "Q": ["2019-Q1", "2019-Q2", "2020-Q4"],
    "M": ["2019-01", "2019-12", "2020-06"],
}
MISSING = [":", "..", "", "n/a", "-"]

values = st.one_of(
    st.none(),
    st.integers(-9_999_999, 99_999_999).map(float),
    st.decimals(-10_000, 10_000, places=2).map(float),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[tuple[str, str], float | None], dict[tuple[str, str], str]]:
    """(place, period) -> figure or None, and their flags."""
    places = draw(st.lists(st.sampled_from(PLACES[draw(st.sampled_from(sorted(PLACES)))]), min_size=2, unique=True))
    periods = PERIODS[draw(st.sampled_from("AQM"))]
    keys = [(place, period) for place in places for period in periods]
    table = {key: draw(values) for key in keys}
    table[keys[0]], table[keys[1]] = 1.5, -12345.25
    return table, {key: draw(st.sampled_from(["", "", "b", "p", "be"])) for key in keys}


def figure(value: float, decimal: str, thousands: str) -> str:
    text = f"{value:,.2f}" if value % 1 else f"{value:,.0f}"
    return text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)


@given(
    tables(),
    st.sampled_from([(".", ""), (".", ","), (",", ""), (",", "."), (",", " "), (".", "\u202f"), (".", "'")]),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    st.sampled_from(MISSING),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["long", "wide"]),
    st.sampled_from(["none", "cell", "column"]),
    st.booleans(),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_dialect_is_read_back_without_loss(  # noqa: PLR0913, PLR0917
    drawn: tuple[dict[tuple[str, str], float | None], dict[tuple[str, str], str]],
    style: tuple[str, str],
    delimiter: str,
    encoding: str,
    missing: str,
    end: str,
    layout: str,
    flagging: str,
    preamble: bool,  # noqa: FBT001
) -> None:
    table, flags = drawn
    if style[1] == "\u202f" and encoding == "cp1252":
        encoding = "utf-8"
    inside = {key: f" {flags[key]}" if flagging == "cell" and flags[key] else "" for key in table}
    cells = {key: missing if value is None else figure(value, *style) + inside[key] for key, value in table.items()}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    if preamble:
        writer.writerows([["A title of the table"], []])
    stated = flags if flagging == "column" else dict.fromkeys(flags, "")
    writer.writerows(wide(cells, stated) if layout == "wide" else tall(cells, stated))
    report = read("table.csv", out.getvalue().encode(encoding), Choices())
    assert figures(report) == {key: value for key, value in table.items() if value is not None}
    if flagging != "none":
        rows = report.table.astype({"geo": str, "time_period": str, "obs_flag": str})
        found = {
            (geo, period): flag
            for geo, period, flag in zip(rows["geo"], rows["time_period"], rows["obs_flag"], strict=True)
        }
        wanted = {key: flag for key, flag in flags.items() if table[key] is not None}
        assert {key: found[key] for key in wanted} == wanted


def tall(cells: dict[tuple[str, str], str], flags: dict[tuple[str, str], str]) -> list[list[str]]:
    return [["geo", "time_period", "obs_value", "obs_flag"], *([*key, cells[key], flags[key]] for key in cells)]


def wide(cells: dict[tuple[str, str], str], flags: dict[tuple[str, str], str]) -> list[list[str]]:
    periods = list(dict.fromkeys(period for _, period in cells))
    places = list(dict.fromkeys(place for place, _ in cells))
    head = ["geo", *(name for period in periods for name in (period, f"{period}_flag"))]
    return [
        head,
        *(
            [place, *(text for period in periods for text in (cells[place, period], flags[place, period]))]
            for place in places
        ),
    ]
