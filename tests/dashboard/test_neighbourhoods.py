"""Neighbourhoods on screen: one set of one city, in the order of its shapes; in list and table where it has none."""

from __future__ import annotations

import json

import pytest

from dashboard import maps, text
from dashboard import screen as screens
from dashboard.history import change_history, history
from dashboard.language import language
from dashboard.screen import Screen
from dashboard.view import View
from dashboard.withheld import guarded
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Kind, Level

EN = language("en")
SHOWN = [id for id, entry in CATALOGUE.items() if Level.DISTRICT in entry.levels and not entry.part]


def shown(id: str, period: str = "", *, per_head: bool = False) -> Screen:
    view = View(indicator=id, level=Level.DISTRICT, period=period, per_head=per_head)
    base = CATALOGUE[id].denominator
    population = guarded(store.load(base), store.load) if per_head and base else None
    series = screens.series(view, guarded(store.load(id), store.load), population, Level.DISTRICT)
    return screens.screen(view, series, Level.DISTRICT, EN)


@pytest.mark.parametrize("id", SHOWN)
def test_every_indicator_is_one_set_of_one_city(id: str) -> None:
    screen = shown(id)
    found = history(screen.series, EN)
    (part,) = found["sets"]
    assert part["ids"] == geography.region_table(Level.DISTRICT, part["vintage"]).index.tolist()
    assert len({code.partition("_")[0] for code in part["ids"]}) == 1
    assert all(part["names_inline"])
    assert all(frame["off"] == 0 for frame in found["frames"])
    if part["shapes"]:
        name = part["shapes"].rpartition("/")[2]
        assert json.loads((geography.DISTRICT_SHAPES / name).read_bytes())["ids"] == part["ids"]
        assert (part["points"], part["borders"]) == (None, "")
    else:
        assert part["points"] == [None] * len(part["ids"])
        assert part["borders"]
    assert text.finding(screen, EN)


def test_a_city_without_shapes_says_so_and_keeps_its_list() -> None:
    screen = shown("bcn_price")
    assert len(screen.valued) > 60
    assert any(
        "have no location and are in the ranking and the table only" in line for line in text.notices(screen, EN)
    )


def test_withheld_figures_are_drawn_as_withheld() -> None:
    screen = shown("gla_crowded")
    (frame,) = history(screen.series, EN)["frames"]
    assert len(frame["withheld"]) == 2
    assert all(frame["values"][n] is None for n in frame["withheld"])
    assert not set(screen.missing["geo"]) & set(screen.valued["geo"])
    assert any("withheld here" in str(note) for note in screen.series.provenance.notes)


def test_counts_are_circles_and_shares_are_fills() -> None:
    assert maps.shape_of(Kind.COUNT, Level.DISTRICT) is maps.Shape.CIRCLES
    assert maps.shape_of(Kind.SHARE, Level.DISTRICT) is maps.Shape.FILL


def test_a_change_between_years_has_the_same_set() -> None:
    now, earlier = shown("ber_foreigners", "2024"), shown("ber_foreigners", "2015")
    found = change_history(now, earlier, EN)
    assert found["sets"][0]["vintage"] == "DE001C-districts"
    assert all(value > 0 for value in found["frames"][0]["values"])


def test_a_count_per_head_is_divided_by_the_same_source() -> None:
    screen = shown("ber_foreigners_n", "2024", per_head=True)
    mitte = screen.cells.set_index("geo").loc["DE001C_01", "obs_value"]
    assert mitte == pytest.approx(1000 * 147_951 / 397_004)
    assert "Divided by the residents that the same source counts." in text.notices(screen, EN)


def test_links_name_neighbourhoods() -> None:
    params = {"indicator": "ber_foreigners", "places": "DE001C_01,NL001C_BURGWALLENOUDEZIJDE,de001c_02"}
    assert View.from_params(params).places == ("DE001C_01", "NL001C_BURGWALLENOUDEZIJDE")
