"""The figures of an uploaded file as a story's file has them: written and read the same, or refused in words."""

from __future__ import annotations

import json
import math
import zlib
from base64 import urlsafe_b64encode
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import own_figures
from dashboard.language import language
from dashboard.own_figures import MOST, Figures
from dashboard.own_file import OWN_FILE, UNVERIFIED
from dashboard.story import own, own_steps
from dashboard.view import View
from data_sources import geography
from data_sources.errors import UploadError
from data_sources.model import Direction, Indicator, Kind, Level, Provenance, Theme, Unit
from data_sources.schema import Observations, check

pytestmark = pytest.mark.slow

SAY = language("en")
COUNTRIES = ("AT", "BE", "DE", "EL", "FR")
REGIONS = tuple(geography.region_table(Level.NUTS3, "2021").index[:6])
FORMULAS = st.sampled_from(["=1+1", "+A1", "-2", "@x", "<b>", "\t=x", "Kettles a head", "", "Ä {n} $x$ `y`"])
VALUES = st.floats(allow_nan=False, allow_infinity=False) | st.just(math.nan)
LETTERS = st.sampled_from(["", "b", "be", "p"])


def uploaded(rows: list[dict[str, Any]], title: str = "Kettles", unit: str = "kettles") -> Observations:
    """A file as a visit keeps it."""
    found = {one["level"] for one in rows}
    entry = Indicator(
        id=OWN_FILE,
        title=title,
        description="",
        theme=Theme.POPULATION,
        kind=Kind.RATE,
        unit=Unit(code="OWN", symbol="", name=unit),
        levels=tuple(level for level in Level if level.value in found),
        direction=Direction.LOWER,
        decimals=2,
    )
    origin = Provenance(
        source=UNVERIFIED,
        dataflow="secret-name.csv",
        request_url="",
        retrieved_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        updated_at=None,
        licence="",
    )
    table = pd.DataFrame(rows)
    table = table.astype(dict.fromkeys(table.columns.difference(["obs_value"]), "category"))
    return Observations(table=check(table, entry), indicator=entry, provenance=origin)


def row(geo: str, period: str, value: float, **more: str) -> dict[str, Any]:
    flags = {"obs_flag": "", "conf_status": "", "level": "country", "geo_vintage": "2024"}
    return {"geo": geo, "time_period": period, "obs_value": value} | flags | more


SMALL = [row(geo, "2020", n + 0.25) for n, geo in enumerate(COUNTRIES)]


@st.composite
def files(draw: st.DrawFn) -> Observations:
    """A file of countries and regions, with flags, gaps and withheld figures."""
    rows = [row("AT", "1999", 1.0)]
    for level, vintage, codes in (("country", "2024", COUNTRIES), ("nuts3", "2021", REGIONS)):
        where = {"level": level, "geo_vintage": vintage}
        for geo in draw(st.lists(st.sampled_from(codes), unique=True)):
            for period in draw(st.lists(st.sampled_from(["2019", "2020", "2021-Q3", "2022-05"]), unique=True)):
                value, flag = draw(VALUES), draw(LETTERS)
                conf = "C" if math.isnan(value) else ""
                rows.append(row(geo, period, value, obs_flag=flag, conf_status=conf, **where))
    return uploaded(rows, draw(FORMULAS), draw(FORMULAS))


def again(figures: Figures) -> Figures:
    return own_figures.read(json.loads(json.dumps(own_figures.document(figures))), SAY)


@given(files())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again_to_the_last_digit(file: Observations) -> None:
    figures = own_figures.of(file, SAY)
    found = again(figures)
    assert found == figures
    assert found.from_file
    assert not figures.from_file
    held = found.observations()
    pd.testing.assert_frame_equal(held.table.astype(str), file.table.astype(str))
    assert held.table["obs_value"].to_numpy() == pytest.approx(file.table["obs_value"].to_numpy(), nan_ok=True, rel=0)
    assert (held.indicator.kind, held.indicator.direction) == (Kind.RATE, Direction.LOWER)
    assert held.provenance.source == UNVERIFIED
    for words in (held.indicator.title, held.indicator.unit.name):
        assert not words.startswith(("=", "+", "-", "@"))
        assert not set(words) & set("<>{}$`\t")


def test_the_name_of_the_file_stays() -> None:
    file = uploaded(SMALL)
    assert "secret-name" not in json.dumps(own_figures.document(own_figures.of(file, SAY)))
    assert own_figures.nameless(file).provenance.dataflow == "Kettles"


def test_a_file_that_is_too_large_or_on_boundaries_of_ones_own_is_refused_in_words() -> None:
    years = range(1000, 1000 + MOST // len(COUNTRIES) + 1)
    with pytest.raises(UploadError, match="5\u202f005 figures; a story can carry 5\u202f000"):
        own_figures.of(uploaded([row(geo, str(year), 1.0) for geo in COUNTRIES for year in years]), SAY)
    own_ground = [row("XX00001", "2020", 1.0, level="district", geo_vintage="own")]
    with pytest.raises(UploadError, match="boundaries of your own"):
        own_figures.of(uploaded(own_ground), SAY)


DOCUMENT = own_figures.document(own_figures.of(uploaded(SMALL), SAY))
ROWS = DOCUMENT["places"][0]["rows"]
BAD_ROWS = (
    "", "AT", "AT,2020,1", "AT,2020,1,,,", "ZZ,2020,1,,", "at,2020,1,,", "AT,2020,nan,,", "AT,2020,inf,,",
    "AT,2020,1e999,,", "AT,2020,=1+1,,", "AT,2020,1_000,,", "AT,2020, 1,,", "AT,2020,\u0661,,",
    "AT,2020,1,x,", "AT,2020,1,bb,",
    "AT,2020,1,,X", "AT,soon,1,,", "AT,,1,,", "AT,2020-13,1,,", "=AT,2020,1,,", "AT,2020,1,,\n", 7, None, ["AT"],
)  # fmt: skip


@pytest.mark.parametrize("bad", BAD_ROWS)
def test_a_row_that_is_none_is_refused(bad: object) -> None:
    document = deepcopy(DOCUMENT)
    document["places"][0]["rows"][1] = bad
    with pytest.raises(UploadError, match="The uploaded figures in this story cannot be read"):
        own_figures.read(document, SAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""}, {"title": "="}, {"title": 3}, {"title": "x" * 121}, {"unit": None}, {"kind": "sum"},
        {"kind": ["rate"]}, {"direction": "up"}, {"decimals": True}, {"decimals": 7}, {"decimals": "1"},
        {"day": "2026-02-30"}, {"day": "yesterday"}, {"day": 20261122}, {"places": []}, {"places": {}},
        {"places": [[]]}, {"places": DOCUMENT["places"] * 2}, {"more": 1},
        {"places": [DOCUMENT["places"][0] | {"level": "aggregate"}]},
        {"places": [DOCUMENT["places"][0] | {"vintage": "own"}]},
        {"places": [DOCUMENT["places"][0] | {"vintage": 2024}]},
        {"places": [DOCUMENT["places"][0] | {"rows": []}]},
        {"places": [DOCUMENT["places"][0] | {"rows": [ROWS[0], ROWS[0]]}]},
        {"places": [DOCUMENT["places"][0] | {"rows": ["AT,2020,,,C"]}]},
        {"places": [DOCUMENT["places"][0] | {"rows": ROWS * (MOST // len(ROWS) + 1)}]},
        {"places": [DOCUMENT["places"][0] | {"name": "x"}]},
    ],
    ids=str,
)  # fmt: skip
def test_a_part_that_is_none_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UploadError, match="The uploaded figures in this story cannot be read"):
        own_figures.read(DOCUMENT | changes, SAY)


@pytest.mark.parametrize("name", list(DOCUMENT))
def test_a_part_that_is_missing_is_refused(name: str) -> None:
    with pytest.raises(UploadError, match="other parts than"):
        own_figures.read({key: value for key, value in DOCUMENT.items() if key != name}, SAY)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([*DOCUMENT, "level", "vintage", "rows", ""]), JSON)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_there_is_figures_or_a_sentence(name: str, anything: object) -> None:
    document: Any = deepcopy(DOCUMENT)
    if name in DOCUMENT:
        document[name] = anything
    elif name:
        document["places"][0][name] = anything
    else:
        document = anything
    said = ""
    try:
        found = own_figures.read(document, SAY)
    except UploadError as error:
        said = str(error)
    assert said.startswith("The uploaded figures in this story cannot be read") or again(found) == found


# --- in a story -----------------------------------------------------------------------------------------------------

STEP = own_steps.of_page("explore", View(indicator=OWN_FILE), SAY, "Kettles")
OFFICIAL = own_steps.of_page("explore", View(indicator="pm25"), SAY)
FIGURES = own_figures.of(uploaded(SMALL), SAY)


def with_figures() -> Any:
    story = own_steps.added(own_steps.story("Why?"), OFFICIAL, SAY)
    return own_steps.added(story, STEP, SAY, FIGURES)


def test_a_storys_file_carries_the_figures_and_its_link_never_does() -> None:
    story = with_figures()
    found = own.read(own.written(story).encode())
    assert found.figures == FIGURES
    assert [step.title for step in found.steps][1] == "Kettles"
    with pytest.raises(UploadError, match="A link cannot carry"):
        own.packed(story)
    assert own.packed(own_steps.without(story, 1))


def test_a_story_at_its_largest_is_read_again() -> None:
    years = range(1000, 1000 + MOST // len(COUNTRIES))
    rows = [
        row(geo, f"{year}", 123456.123456789 + n, obs_flag="be") for geo in COUNTRIES for n, year in enumerate(years)
    ]
    figures = own_figures.of(uploaded(rows), SAY)
    content = own.written(own_steps.added(own_steps.story(), STEP, SAY, figures)).encode()
    assert len(content) < own.LONGEST_FILE
    assert own.read(content).figures == figures


def test_the_figures_stay_as_long_as_a_step_shows_them() -> None:
    story = with_figures()
    for changed in (own_steps.moved(story, 0, 1), own_steps.edited(story, 0, note="x"), own_steps.without(story, 0)):
        assert changed.figures == FIGURES
    assert own_steps.without(story, 1).figures is None
    assert own_steps.without_own_file(story).steps == (story.steps[0],)


def test_a_step_of_a_file_without_its_figures_is_neither_added_nor_written_nor_read() -> None:
    with pytest.raises(UploadError, match="stays in this visit until you say"):
        own_steps.added(own_steps.story(), STEP, SAY)
    waiting = replace(with_figures(), figures=None)
    with pytest.raises(UploadError, match="stays in this visit"):
        own.written(waiting)
    document = json.loads(own.written(with_figures()))
    with pytest.raises(UploadError, match="Step 2 shows an uploaded file whose figures did not come along"):
        own.read(json.dumps({name: part for name, part in document.items() if name != "figures"}).encode())


def test_figures_that_no_step_shows_are_refused_and_so_is_a_link_with_figures() -> None:
    document = json.loads(own.written(with_figures()))
    with pytest.raises(UploadError, match="none of its steps shows"):
        own.read(json.dumps(document | {"steps": document["steps"][:1]}).encode())
    with pytest.raises(UploadError, match="A link cannot carry"):
        own.unpacked(packed(document))


def packed(document: object) -> str:
    """A link as somebody writes it who knows how."""
    return urlsafe_b64encode(zlib.compress(json.dumps(document).encode(), 9)).decode().rstrip("=")
