"""Which kind of arrival a View is about, and what is drawn of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.arrivals.kinds import (
    EUROPE,
    KINDS,
    flows_of,
    kind_name,
    kind_of,
    people_of,
    route_of,
    second,
    series_held,
    shown,
    to_end,
    to_kind,
)
from dashboard.language import language
from dashboard.view import Picture, View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level

HELD = store.held()
SAY = language("en")
NAMES = [kind.id for kind in KINDS]


def test_no_figure_belongs_to_two_kinds_and_all_exist() -> None:
    ids = [id for kind in KINDS for id in kind.series]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(CATALOGUE)
    assert len({kind_name(name, SAY) for name in NAMES}) == len(NAMES)
    assert all(people_of(id, SAY) for kind in KINDS for id in kind.flows)


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        (View(), "asylum"),
        (View(indicator="tp_stock"), "protection"),
        (View(indicator="recycle"), "asylum"),
        (View(indicator="tp_stock", topic="sea"), "sea"),
        (View(topic="no-such-kind"), "asylum"),
        (View(topic="origins.refugees_flows"), "origins"),
    ],
)
def test_the_topic_decides_else_the_indicator(view: View, kind: str) -> None:
    assert kind_of(view).id == kind


@given(
    st.sampled_from(sorted(CATALOGUE)), st.sampled_from(["", *NAMES, "x"]), st.sampled_from(["", *sorted(CATALOGUE)])
)
def test_any_view_gives_one_that_can_be_drawn(id: str, topic: str, other: str) -> None:
    view = View(indicator=id, level=CATALOGUE[id].levels[0], topic=topic, other=other, picture=Picture.PAIR)
    drawn, kind = shown(view, HELD), kind_of(view)
    if drawn is None:
        assert kind.id == "origins"
        return
    assert drawn.indicator in series_held(kind, HELD)
    assert (drawn.picture is Picture.PAIR) is bool(drawn.other)
    assert drawn.other != drawn.indicator
    assert View.from_params(drawn.to_params()) == drawn


def test_what_is_not_held_is_left_out() -> None:
    assert shown(View(topic="protection"), set()) is None
    assert series_held(kind_of(View()), {"asy_first"}) == ("asy_first",)
    found = shown(View(topic="asylum"), {"asy_first"})
    assert found is not None
    assert found.indicator == "asy_first"


def test_regions_stand_beside_regions_only() -> None:
    view = View(indicator="netmig_n3", topic="population", level=Level.NUTS3)
    assert second(replace(view, other="natchange_n3"), HELD) == "natchange_n3"
    assert second(replace(view, other="asy_all"), HELD) == ""


@pytest.mark.parametrize("name", NAMES)
def test_another_kind_starts_anew_and_comes_back_from_the_address(name: str) -> None:
    start = View(indicator="asy_first", period="2015", places=("DE",), other="tp_stock", picture=Picture.PAIR)
    turned = to_kind(start, name, HELD)
    assert (kind_of(turned).id, turned.period, turned.other) == (name, "", "")
    assert View.from_params(turned.to_params()) == turned
    assert to_kind(turned, None, HELD).topic == name


def test_a_flow_table_a_country_and_a_route_stand_in_the_address() -> None:
    view = View(topic="origins.frontex_flows")
    assert flows_of(view) == "frontex_flows"
    route = to_end(view, "R_CMED")
    assert (route.topic, route_of(route), flows_of(route)) == ("origins.frontex_flows.cmed", "R_CMED", "frontex_flows")
    assert route_of(to_end(route, EUROPE)) == ""
    assert to_end(route, "DE").places == ("DE",)
    assert flows_of(View(topic="origins.nonsense")) == "refugees_flows"
    assert flows_of(View(topic="asylum")) == ""
