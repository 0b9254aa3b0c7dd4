"""The flows of one place as a picture, a table and sentences, all tested as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from math import isnan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.flows import Partners, busiest, largest, partners, places
from dashboard import flow_text
from dashboard.flows import MOST, THICKEST_PX, THINNEST_PX, Drawing, colour, drawn, flows_map, legend, width_px
from dashboard.language import language
from dashboard.palette import Look
from data_sources import flows as held
from data_sources.catalogue.flows import DEFAULT_FLOWS
from data_sources.codes import party

pytestmark = pytest.mark.slow

SAY = language("en")
YEAR = "2016"
Flow = tuple[str, str, float]

GERMANY: tuple[Flow, ...] = (
    ("TOTAL", "DE", 1000),
    ("SY", "DE", 600),
    ("AL", "DE", 250),
    ("SE", "DE", 40),
    ("TW", "DE", 10),
    ("STLS", "DE", 20),
    ("UNK", "DE", 70),
    ("DE", "DE", 5),
    ("DE", "SE", 15),
    ("DE", "AT", 5),
    ("DE", "TOTAL", 20),
    ("DE", "EU28", 20),
    ("SY", "SE", 900),
)


def table(*flows: Flow, flag: str = "") -> pd.DataFrame:
    """A flow table of one year."""
    rows = pd.DataFrame(flows, columns=["origin", "destination", "obs_value"]).assign(
        time_period=YEAR, obs_flag=flag, conf_status=""
    )
    rows["origin_kind"] = rows["origin"].map(party).astype(str)
    rows["destination_kind"] = rows["destination"].map(party).astype(str)
    return rows.astype(dict.fromkeys(rows.columns.drop("obs_value"), "category"))


def of(place: str, *flows: Flow, flag: str = "") -> Partners:
    return partners(table(*(flows or GERMANY), flag=flag), place, YEAR)


POINTS = {"DE": (10.4, 51.1), "SY": (38.3, 35.0), "AL": (20.1, 41.1), "SE": (16.0, 62.0), "AT": (14.1, 47.6)}
DRAWING = Drawing(points=POINTS, land="app/static/flows/world.json", look=Look.LIGHT, largest=600.0)


def layers(flows: Partners, drawing: Drawing = DRAWING) -> dict[str, dict[str, Any]]:
    spec = json.loads(flows_map(flows, drawing, SAY).to_json())
    return {layer["id"]: layer for layer in spec["layers"]}


def test_both_directions_and_what_is_no_country() -> None:
    germany = of("DE")
    rows = germany.rows.set_index("partner")
    assert list(rows.index) == ["SY", "AL", "SE", "TW", "AT"]
    assert (rows.loc["SE", "arrivals"], rows.loc["SE", "departures"], rows.loc["SE", "net"]) == (40, 15, 25)
    assert list(rows.index[rows["net"].notna()]) == ["SE"]
    assert rows.loc["SY", "share_pc"] == pytest.approx(100 * 600 / 1020)
    assert (germany.arrivals.total, germany.arrivals.unknown, germany.arrivals.stateless) == (1000, 70, 20)
    assert germany.arrivals.rest == 10
    assert germany.departures.total == 20


def test_a_place_without_reports_has_no_arrivals_rather_than_none() -> None:
    syria = of("SY")
    assert not syria.arrivals.held
    assert syria.departures.total == 1500  # no total is stated: the sum of what is listed
    assert of("FR").rows.empty


def test_places_and_where_to_begin() -> None:
    assert places(table(*GERMANY)) == ("AL", "AT", "DE", "SE")
    assert busiest(table(*GERMANY, ("TOTAL", "SE", 900)), YEAR) == "DE"
    assert largest(table(*GERMANY), "DE") == 600
    assert largest(table(*GERMANY), "FR") == 0


@pytest.mark.parametrize("look", list(Look))
def test_nothing_leaves_this_machine(look: Look) -> None:
    deck = flows_map(of("DE"), replace(DRAWING, look=look), SAY)
    text = deck.to_json()
    assert not re.search(r"https?:|//|carto|mapbox", text, re.IGNORECASE)
    spec = json.loads(text)
    assert "mapProvider" not in spec
    assert spec["mapStyle"] == "__MAP_STYLE__"  # pydeck's mark for none given; any other value fetches a base map


def test_lines_run_both_ways_in_two_colours() -> None:
    lines = layers(of("DE"))["flows"]["data"]
    assert [line["words"] for line in lines] == [
        "From Syria to Germany: 600 people, 2016",
        "From Sweden to Germany: 40 people, 2016",
        "From Albania to Germany: 250 people, 2016",
        "From Germany to Sweden: 15 people, 2016",
        "From Germany to Austria: 5 people, 2016",
    ]
    assert {tuple(line["full"][:3]) for line in lines} == {(0x63, 0x43, 0x8B), (0x2F, 0x6D, 0x67)}
    assert all(line["faint"][3] < line["full"][3] for line in lines)
    assert lines[1]["start"] == lines[3]["end"] == [16.0, 62.0]
    assert colour(Look.DARK, arrives=True) != colour(Look.DARK, arrives=False)


def test_flags_stand_in_the_words_of_a_line() -> None:
    lines = layers(of("DE", flag="p"))["flows"]["data"]
    assert all(line["words"].endswith("2016 (provisional)") for line in lines)


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_no_line_is_thick(people: float, scale: float) -> None:
    assert THINNEST_PX <= width_px(people, scale) <= THICKEST_PX


def test_widths_follow_the_square_root_and_are_capped_on_the_screen_too() -> None:
    assert (width_px(0, 100), width_px(25, 100), width_px(100, 100)) == (1.0, 2.0, 3.0)
    assert layers(of("DE"))["flows"]["widthMaxPixels"] == THICKEST_PX == 3


def many(n: int) -> list[Flow]:
    codes = [code for code in held.points() if len(code) == 2 and code != "DE"][:n]
    return [(code, "DE", 1000.0 - step) for step, code in enumerate(codes)]


def test_the_largest_are_drawn_and_the_others_counted() -> None:
    flows = of("DE", *many(30), ("DE", "SE", 1))
    lines = drawn(flows, held.points())
    assert len(lines) == MOST
    assert "SE" in set(lines["partner"])  # the first of the departures, small as they are
    said = " ".join(flow_text.notes(flows, lines, held.points().__contains__, SAY))
    left = flows.rows[~flows.rows["partner"].isin(lines["partner"])]
    assert f"{len(left)} others with {SAY.number(left[['arrivals', 'departures']].sum().sum())} people together" in said


def test_what_has_no_line_is_said() -> None:
    flows = of("DE")
    small, lost, unknown = flow_text.notes(of("DE", *GERMANY), drawn(flows, POINTS).head(3), POINTS.__contains__, SAY)
    assert "1 other with 5 people is in the table" in small
    assert lost == "In the table only, as the map has no point for it: Taiwan."
    assert unknown == "People without a line: unknown country: 70, stateless: 20, not broken down by country: 10."
    plain = of("DE", ("SY", "DE", 5))
    assert flow_text.notes(plain, plain.rows, POINTS.__contains__, SAY) == []


def test_a_place_without_a_point_has_no_lines_and_no_land_may_be_held() -> None:
    flows = of("DE")
    assert list(layers(flows, replace(DRAWING, points={"SY": POINTS["SY"]}))) == ["land"]
    assert "land" not in layers(flows, replace(DRAWING, land=""))


def test_the_view_holds_every_end() -> None:
    state = json.loads(flows_map(of("DE"), DRAWING, SAY).to_json())["initialViewState"]
    half = 180 * DRAWING.width_px / (512 * 2 ** state["zoom"])
    assert state["longitude"] - half < 10.4
    assert state["longitude"] + half > 38.3
    assert 35.0 < state["latitude"] < 62.0


def test_the_twin_adds_up() -> None:
    twin = flow_text.twin(of("DE"), SAY)
    figures = [int(re.sub(r"\D", "", text)) for text in twin["Arrivals from"] if re.search(r"\d", text)]
    assert sum(figures[:-1]) == figures[-1] == 1000
    assert list(twin.index[-4:]) == ["Unknown country", "Stateless", "Not broken down by country", "Total"]
    assert twin["Departures to"].iloc[0].strip("\u2007\u202f") == "–"
    assert "Flag" not in twin
    assert set(flow_text.twin(of("DE", flag="p"), SAY)["Flag"]) == {"provisional", ""}


@pytest.mark.parametrize(
    ("place", "flows", "said"),
    [
        (
            "DE",
            GERMANY,
            (
                "Germany, 2016: 1\u202f000 arrivals, the most from Syria (600, 60 %). "
                "20 departures, the most to Sweden (15, 75 %)."
            ),
        ),
        (
            "AL",
            (("AL", "DE", 5), ("AL", "SE", 5)),
            (
                "Albania, 2016: no arrivals are held, as it does not report to this data set. "
                "10 departures, the most to Germany, Sweden (5 each)."
            ),
        ),
        ("DE", (("TOTAL", "DE", 0),), "Germany, 2016: no arrivals were counted. No departures are held."),
        (
            "DE",
            (("UNK", "DE", 30), ("DE", "SE", 0)),
            "Germany, 2016: 30 arrivals, none by country of origin. No departures were counted.",
        ),
        (
            "DE",
            (("SY", "DE", 8), ("DE", "TOTAL", 20)),
            "Germany, 2016: 8 arrivals, the most from Syria (8, 100 %). 20 departures, none by country of destination.",
        ),
        (
            "DE",
            tuple((code, "DE", 5.0) for code in ("SY", "AL", "SE", "AT")),
            "Germany, 2016: 20 arrivals, the most from 4 countries (5 each). No departures are held.",
        ),
    ],
)
def test_the_finding(place: str, flows: tuple[Flow, ...], said: str) -> None:
    assert flow_text.finding(of(place, *flows), SAY) == said


def test_permuted_figures_give_another_sentence() -> None:
    permuted = [("AL" if a == "SY" else "SY" if a == "AL" else a, b, n) for a, b, n in GERMANY]
    one, other = (flow_text.finding(of("DE", *flows), SAY) for flows in (GERMANY, permuted))
    assert one != other
    assert "the most from Albania (600" in other


def test_every_place_and_period_held_has_a_sentence_and_a_map() -> None:
    source = held.load(DEFAULT_FLOWS)
    drawing = replace(DRAWING, points=held.points())
    for place in places(source.table):
        for period in (source.periods[0], source.newest):
            flows = partners(source.table, place, period)
            assert "nan" not in flow_text.finding(flows, SAY)
            assert (flows.rows["arrivals"].fillna(0) + flows.rows["departures"].fillna(0) > 0).all()
            flows_map(flows, drawing, SAY)


def test_the_parts_of_a_total_fit_into_it() -> None:
    source = held.load(DEFAULT_FLOWS)
    germany = partners(source.table, "DE", "2016").arrivals
    assert (germany.total, germany.unknown, germany.stateless, germany.rest) == (722_365, 18_125, 5_705, 1_005)


def test_the_legend_names_both_directions() -> None:
    html = legend(Look.DARK, SAY)
    assert "Arrivals" in html
    assert "Departures" in html
    assert legend(Look.LIGHT, SAY) != html


def test_an_empty_side_has_no_rest() -> None:
    side = of("SY").arrivals
    assert isnan(side.total)
    assert not side.rest > 0
    assert replace(side, total=10.0, countries=15.0).rest == 0


def test_people_of_a_stock_live_there_and_did_not_arrive() -> None:
    germany = of("DE")
    said = flow_text.finding(germany, SAY, stock=True)
    assert said.startswith("Germany, end of 2016: 1\u202f000 live there, the most from Syria (600, 60 %).")
    assert "20 from Germany live in other countries, the most in Sweden (15, 75 %)." in said
    assert "No people from France" in flow_text.finding(of("FR"), SAY, stock=True)
    lines = layers(germany, replace(DRAWING, stock=True))["flows"]["data"]
    assert lines[0]["words"] == "600 people from Syria live in Germany, end of 2016"
    heads = " ".join([*flow_text.twin(germany, SAY, stock=True).columns, legend(Look.LIGHT, SAY, stock=True)])
    assert not re.search("arriv|depart|went", heads + said, re.IGNORECASE)
