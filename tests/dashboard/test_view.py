"""A View is strict when built, lenient when read from a URL, and survives the way there and back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.classify import Method
from dashboard.language import LANGUAGES
from dashboard.view import MOST_PLACES, Classes, Picture, View, own_cuts
from data_sources.catalogue import CATALOGUE
from data_sources.errors import CatalogueError
from data_sources.model import UNDATED, Indicator, Level

PARAMETERS = (
    "indicator",
    "level",
    "year",
    "places",
    "lang",
    "per",
    "classes",
    "since",
    "picture",
    "other",
    "zoom",
    "marks",
    "hatch",
    "unreliable",
    "contrast",
    "topic",
    "open",
    "data",
)
cut_points = st.lists(st.decimals(-10_000, 10_000, places=2).map(float), min_size=1, max_size=6, unique=True).map(
    lambda cuts: tuple(sorted(cut + 0.0 for cut in cuts))
)
all_classes = st.builds(
    Classes, method=st.sampled_from([m for m in Method if m is not Method.OWN]), k=st.integers(3, 7)
) | (st.builds(Classes, method=st.just(Method.OWN), own=cut_points))
period = st.sampled_from(["", "2015", "2022-03", UNDATED])


@st.composite
def views(draw: st.DrawFn) -> View:
    entry: Indicator = draw(st.sampled_from(list(CATALOGUE.values())))
    return View(
        indicator=entry.id,
        level=draw(st.sampled_from(entry.levels)),
        period=draw(period),
        places=tuple(
            draw(st.lists(st.from_regex(r"[A-Z]{2}[0-9A-Z]{0,4}", fullmatch=True), max_size=MOST_PLACES, unique=True))
        ),
        lang=draw(st.sampled_from(list(LANGUAGES))),
        per_head=bool(entry.denominator) and draw(st.booleans()),
        classes=draw(all_classes),
        since=draw(period),
        picture=draw(st.sampled_from(list(Picture))),
        other=draw(st.sampled_from(["", *CATALOGUE])),
        zoom=draw(st.sampled_from(["", "DE", "FR10"])),
        marks=draw(st.sampled_from(["", "a10.20.30.40", "a7677.5884.8308.6041~l7756.5489.Look%20here"])),
        hatch=draw(st.booleans()),
        unreliable=draw(st.booleans()),
        contrast=draw(st.booleans()),
        topic=draw(st.sampled_from(["", "11.2", "housing"])),
        opened=draw(st.sampled_from([(), ("methods",), ("methods", "pairs")])),
        data=draw(st.sampled_from(["", "2026-11-22.3fa9c1"])),
    )


@given(view=views())
def test_a_view_survives_its_url(view: View) -> None:
    assert View.from_params(dict(parse_qsl(urlencode(view.to_params())))) == view


@given(params=st.dictionaries(st.sampled_from(PARAMETERS) | st.text(), st.text()))
def test_any_url_gives_a_view(params: dict[str, str]) -> None:
    View.from_params(params)


def test_an_empty_url_is_the_default_and_the_default_an_empty_url() -> None:
    assert View.from_params({}) == View()
    assert View().to_params() == {}


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        (
            {"indicator": "pm25", "level": "nuts3", "year": "2019"},
            View(indicator="pm25", level=Level.NUTS3, period="2019"),
        ),
        ({"indicator": "nope"}, View()),
        ({"indicator": "unemp_n2", "level": "city"}, View(indicator="unemp_n2", level=Level.NUTS2)),
        ({"year": "soon", "since": "2010"}, View(since="2010")),
        ({"places": "DE,de,<b>,DE,FR"}, View(places=("DE", "FR"))),
        (
            {"places": ",".join(f"X{c}" for c in "ABCDEFGHI")},
            View(places=("XA", "XB", "XC", "XD", "XE", "XF")),
        ),
        ({"lang": "tlh"}, View()),
        ({"data": "2026-11-22.3fa9c1"}, View(data="2026-11-22.3fa9c1")),
        ({"data": "2026-11-22.<b>"}, View()),
        ({"data": "2026-02-30.3fa9c1"}, View()),
        ({"indicator": "cpi", "per": "1000"}, View(indicator="cpi")),
        ({"classes": "own-1,x"}, View(classes=Classes(method=Method.OWN))),
        ({"classes": "own-3,2"}, View(classes=Classes(method=Method.OWN))),
        ({"classes": "quantiles-99"}, View()),
        ({"classes": "fisher-jenks-7"}, View(classes=Classes(method=Method.FISHER_JENKS, k=7))),
    ],
)
def test_a_url_is_read_as_far_as_it_makes_sense(params: dict[str, str], expected: View) -> None:
    assert View.from_params(params) == expected


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"indicator": "nope"}, CatalogueError),
        ({"level": Level.CITY}, ValueError),
        ({"lang": "tlh"}, ValueError),
        ({"places": ("DE",) * (MOST_PLACES + 1)}, ValueError),
        ({"data": "yesterday"}, ValueError),
    ],
)
def test_building_a_wrong_view_is_refused(arguments: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        View(**arguments)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("typed", "cuts"),
    [
        ("10, 20.5; 30", (10.0, 20.5, 30.0)),
        ("-5 0 5", (-5.0, 0.0, 5.0)),
        ("", ()),
        ("1 1", ()),
        ("nan", ()),
        ("1 inf", ()),
    ],
)
def test_cut_points_as_typed(typed: str, cuts: tuple[float, ...]) -> None:
    assert own_cuts(typed) == cuts


def test_another_indicator_keeps_what_can_be_kept() -> None:
    view = View(indicator="asy_all", period="2015", places=("DE",), per_head=True, since="2010")
    assert view.of("cpi") == View(indicator="cpi", period="2015", places=("DE",))
    assert view.of("unemp_n2") == View(indicator="unemp_n2", level=Level.NUTS2, period="2015")


def test_parts_are_opened_and_folded_away_by_their_codes() -> None:
    assert "open" not in View().to_params()
    view = View().with_part("points", opened=True).with_part("methods", opened=True)
    assert view.to_params()["open"] == "methods,points"
    assert view.with_part("points", opened=True) == view
    assert view.with_part("points", opened=False).with_part("methods", opened=False) == View()
    assert View.from_params({"open": "points,,methods,points,<b>"}).opened == ("methods", "points")
    many = View.from_params({"open": "a,b,c,d,e,f,g,h,i,j"}).with_part("methods", opened=True)
    assert "methods" in View.from_params(many.to_params()).opened
    with pytest.raises(ValueError, match="opened"):
        View(opened=("points", "methods"))
